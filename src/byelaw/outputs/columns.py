"""How wide the columns of a table are, from what stands in them: the same in Word and PDF, where no browser works it out."""

from collections.abc import Iterator

from byelaw.core.tree import Node, stringify

_LEAST, _MOST, _PADDING = 9, 60, 5
"""Characters: a column counts as at least and at most th, so that a long one leaves room for the others."""


def with_widths(table: Node) -> Node:
    """Return the table with columns that share the whole width by the longest text in each, and never cut its longest word."""
    attributes, caption, columns, *rest = table["c"]
    weights = [float(_LEAST)] * len(columns)
    for row in _rows(rest):
        for number, text in enumerate(row[: len(weights)]):
            weights[number] = max(weights[number], min(len(text), _MOST) + _PADDING, 1.2 * _longest_word(text) + _PADDING)
    total = sum(weights)
    sized = [[alignment, {"t": "ColWidth", "c": round(weight / total, 4)}] for (alignment, _), weight in zip(columns, weights, strict=True)]
    return {"t": "Table", "c": [attributes, caption, sized, *rest]}


def _rows(parts: list[object]) -> Iterator[list[str]]:
    head, bodies, foot = parts
    for row in (*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]):  # type: ignore[index,attr-defined]
        yield [stringify(cell[4]) for cell in row[1]]


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)

"""How wide the columns of a table are, from what stands in them: the same in Word and PDF, where no browser works it out.

Word breaks a word that is wider than its cell by itself; typst prints it over the next cell, unless it is told where it may break.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from byelaw.core.tree import Node, holds, rewrite, stringify

_LEAST, _MOST, _PADDING = 9, 60, 5
"""Characters: a column counts as at least and at most so many, so that a long one leaves room for the others."""

_ROOM = 424.0
"""Points: the width of a page's text inside two boxes, where a table has least of it."""

_SIZES = ((5, (12.0,), 5.0), (7, (12.0, 10.5), 4.0), (10, (10.5, 9.5), 3.0), (99, (9.5,), 2.0))
"""At most so many columns; the sizes of text to try, in points; what is kept free at each side of a cell."""

_SAFE = 1.06
"""The words of a header are bold, and so a little wider."""

_HYPHENATED = 3.7
"""Ems: with so much room, what hyphens leave of a word fits if its syllables are short: six letters or so."""

_SYLLABLES = re.compile("(?=([^aeiouyâêîôûŵŷ]*[aeiouyâêîôûŵŷ]+[^aeiouyâêîôûŵŷ]*))")

_AFTER = re.compile(r"(?<=[@./_:;?&=,+#%~|\\)\]}>–—-])(?=.)")
_WIDTHS = {
    **dict.fromkeys("ijlI.,:;'’‘!|()[]{}/-", 0.34),
    **dict.fromkeys("ftr", 0.37),
    **dict.fromkeys("mwMWOQGD@%&–—", 0.88),
    **dict.fromkeys("ABCEFHJKLNPRSTUVXYZ", 0.65),
}
_OTHERS = 0.56
_WIDEST = 1.05
_LATIN = 0x24F
_CODE = 0.55

MAY_BREAK = "#z;"
"""Nothing, where a line may end: the template says what it is, and text that is copied does not hold it."""

_HYPHENATE, _ANYWHERE, _END = "#hyphenated[", "#anywhere[", "]"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table with the widths of its columns, its words broken for typst where they must be, and the size of its text in points."""

    table: Node
    size: float
    inset: float


def fitted(table: Node) -> Fitted:
    """Return the table with columns that share the whole width by the longest text in each, none less than its longest word.

    Where the words of all columns do not fit, addresses may break after their marks, then words at a hyphen, then anywhere.
    """
    attributes, caption, columns, *rest = table["c"]
    count = len(columns)
    if not count:
        return Fitted(table, 12.0, 5.0)
    weights = [float(_LEAST)] * count
    words: list[set[str]] = [set() for _ in columns]
    for row in _rows(rest):
        for number, cell in enumerate(row[:count]):
            text = _text(cell[4])
            weights[number] = max(weights[number], min(len(text), _MOST) + _PADDING)
            words[number].update(text.split())
    size, inset, shares = _shares(weights, words)
    rooms = [share * _ROOM / size - 2 * inset / size for share in shares]
    if any(_width(word) > room for each, room in zip(words, rooms, strict=True) for word in each):
        rest = _broken_rows(rest, rooms)
    sized = [[alignment, {"t": "ColWidth", "c": round(share, 4)}] for (alignment, _), share in zip(columns, shares, strict=True)]
    return Fitted({"t": "Table", "c": [attributes, caption, sized, *rest]}, size, inset)


def _shares(weights: Sequence[float], words: Sequence[set[str]]) -> tuple[float, float, list[float]]:
    """Return the size of the text, what is free beside it, and each column's share of the width."""
    _, sizes, inset = next(each for each in _SIZES if len(weights) <= each[0] or each[0] == _SIZES[-1][0])
    whole, parted = ([max(map(measure, each), default=0.0) for each in words] for measure in (_width, _addressed))
    floors: list[float] = []
    for ems in (whole, parted, *([min(em, most) for em in parted] for most in (6.0, 4.8, _HYPHENATED))):
        for size in sizes:
            floors = [(em * size + 2 * inset + 1) / _ROOM for em in ems]
            if sum(floors) <= 1:
                return size, inset, _filled(weights, floors)
    total = sum(floors)
    return sizes[-1], inset, [floor / total for floor in floors]


def _filled(weights: Sequence[float], floors: Sequence[float]) -> list[float]:
    """Return shares by the weights, none below its floor: what some get more, the others have less."""
    kept: set[int] = set()
    while True:
        left = 1 - sum(floors[number] for number in kept)
        total = sum(weight for number, weight in enumerate(weights) if number not in kept)
        shares = [floors[number] if number in kept else weight / total * left for number, weight in enumerate(weights)]
        short = {number for number, share in enumerate(shares) if share < floors[number] - 1e-9}
        if not short:
            return shares
        kept |= short


def _width(word: str) -> float:
    """Return about how wide a word is set, in ems, and never less than it is."""
    return _SAFE * sum(_WIDTHS.get(mark, _OTHERS if ord(mark) <= _LATIN else _WIDEST) for mark in word)


def _addressed(word: str) -> float:
    """Return the width of the longest part of a word that may break after its marks."""
    return max(map(_width, _AFTER.split(word)))


def _rows(parts: Sequence[Any]) -> Iterator[list[Any]]:
    head, bodies, foot = parts
    for row in (*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]):
        yield row[1]


def _text(blocks: list[Node]) -> str:
    """Return the words of a cell without its notes, which stand at the foot of the page."""
    if holds(blocks, frozenset({"Note"})):
        blocks = rewrite(blocks, lambda node: [] if node["t"] == "Note" else None)
    return stringify(blocks)


def _broken_rows(parts: Sequence[Any], rooms: Sequence[float]) -> list[Any]:
    def changed(rows: Sequence[Any]) -> list[Any]:
        return [[about, [_broken_cell(cell, room) for cell, room in zip(cells, rooms, strict=False)]] for about, cells in rows]

    (of_head, head), bodies, (of_foot, foot) = parts
    inside = [[of_body, width, changed(first), changed(rows)] for of_body, width, first, rows in bodies]
    return [[of_head, changed(head)], inside, [of_foot, changed(foot)]]


def _broken_cell(cell: list[Any], room: float) -> list[Any]:
    *about, blocks = cell
    return [*about, _each(blocks, lambda node: _broken(node, room))]


def _each(value: Any, change: Callable[[Node], list[Node]]) -> Any:  # noqa: ANN401 - a tree of JSON values
    """Return the value with words and code changed, but for those of notes."""
    if isinstance(value, list):
        result: list[Any] = []
        for item in value:
            if isinstance(item, dict) and item.get("t") in ("Str", "Code"):
                result += change(item)
            else:
                result.append(_each(item, change))
        return result
    if isinstance(value, dict) and value.get("t") != "Note" and isinstance(value.get("c"), list):
        return {**value, "c": _each(value["c"], change)}
    return value


def _broken(node: Node, room: float) -> list[Node]:
    """Return the word with the places where it may break, if it does not fit."""
    if node["t"] == "Code":
        longest = max((len(word) for word in node["c"][1].split()), default=0)
        return [node] if longest * _CODE < room else [_typst(_ANYWHERE), node, _typst(_END)]
    if _width(node["c"]) <= room:
        return [node]
    broken: list[Node] = []
    for part in _AFTER.split(node["c"]):
        broken += [_typst(MAY_BREAK)] * bool(broken)
        if _width(part) <= room:
            broken.append({"t": "Str", "c": part})
        elif _may_be_hyphenated(part, room):
            broken += [_typst(_HYPHENATE), {"t": "Str", "c": part}, _typst(_END)]
        else:
            marks: list[Node] = [{"t": "Str", "c": mark} for mark in part]
            broken += [each for mark in marks for each in (mark, _typst(MAY_BREAK))][:-1]
    return broken


def _may_be_hyphenated(part: str, room: float) -> bool:
    """Tell whether typst can be trusted to find hyphens that leave no more than the room."""
    letters = part.strip(".,:;?!()").casefold()
    syllables = _SYLLABLES.findall(letters)
    return room >= _HYPHENATED and letters.isalpha() and bool(syllables) and max(map(_width, syllables)) <= room


def _typst(code: str) -> Node:
    return {"t": "RawInline", "c": ["typst", code]}

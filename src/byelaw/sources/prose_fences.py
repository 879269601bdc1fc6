"""Fences that do not close: pandoc ends them with what is around them, and swallows everything up to there."""

from collections.abc import Iterator, Sequence

from byelaw.core.tree import Node
from byelaw.sources.prose_reading import Reading
from byelaw.sources.prose_tree import Point, lists_in, span_of

FENCE = ":::"


def check_fences(text: str, nodes: Sequence[Node], reading: Reading) -> None:
    """Report each fence whose last line is not its own `:::`."""
    if FENCE not in text:
        return
    lines = text.splitlines()
    closed: set[int] = set()
    for start, end in _fences(nodes, lines):
        last = end[0] - 1 if end[1] <= 1 else end[0]
        if last in closed or not _closes(lines, last) or last == start[0]:
            reading.report(
                "prose-unclosed",
                start,
                "the block that begins here is never closed",
                "write ':::' alone on a line after it",
            )
        closed.add(last)


def _fences(nodes: Sequence[Node], lines: list[str]) -> Iterator[tuple[Point, Point]]:
    """Yield where each fenced div starts and ends, inner ones first."""
    for node in nodes:
        for inner in lists_in(node):
            yield from _fences(inner, lines)
        if node["t"] == "Div" and _opens(lines, span_of(node)[0]):
            yield span_of(node)


def _opens(lines: list[str], point: Point) -> bool:
    line, column = point
    return 0 < line <= len(lines) and lines[line - 1][column - 1 :].lstrip().startswith(FENCE)


def _closes(lines: list[str], line: int) -> bool:
    found = lines[line - 1].lstrip(" \t>") if 0 < line <= len(lines) else ""
    return found.startswith(FENCE) and not found.strip(" \t:")

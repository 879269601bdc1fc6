"""Fences that do not close: pandoc ends them with what is around them, and swallows everything up to there."""

from collections.abc import Sequence
from typing import Any

from byelaw.core.tree import Node
from byelaw.sources.prose_reading import Reading
from byelaw.sources.prose_tree import Point, is_anonymous, span_of

FENCE = ":::"


def check_fences(text: str, nodes: Sequence[Node], reading: Reading) -> None:
    """Report each fence whose last line is not its own `:::`."""
    lines = text.splitlines()
    closed: set[int] = set()
    for start, end in _fences(list(nodes), lines):
        last = end[0] - 1 if end[1] <= 1 else end[0]
        if last in closed or not _closes(lines, last) or last == start[0]:
            reading.report(
                "prose-unclosed",
                start,
                "the block that begins here is never closed",
                "write ':::' alone on a line after it",
            )
        closed.add(last)


def _fences(value: Any, lines: list[str]) -> list[tuple[Point, Point]]:  # noqa: ANN401 - a tree of JSON values
    """Return where each fenced div starts and ends, inner ones first."""
    if isinstance(value, list):
        return [found for item in value for found in _fences(item, lines)]
    if not isinstance(value, dict):
        return []
    inside = _fences(value.get("c"), lines)
    if value.get("t") != "Div" or is_anonymous(value):
        return inside
    start, end = span_of(value)
    return [*inside, (start, end)] if _opens(lines, start) else inside


def _opens(lines: list[str], point: Point) -> bool:
    line, column = point
    return 0 < line <= len(lines) and lines[line - 1][column - 1 :].lstrip().startswith(FENCE)


def _closes(lines: list[str], line: int) -> bool:
    found = lines[line - 1].lstrip(" \t>") if 0 < line <= len(lines) else ""
    return found.startswith(FENCE) and not found.strip(" \t:")

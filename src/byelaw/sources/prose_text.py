"""Running text: inlines as characters with their points, the look-ups in it, and the plain form that outputs want."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from byelaw.core.names import is_id, is_value_name
from byelaw.core.problems import Place
from byelaw.core.tree import SPACE, Node
from byelaw.sources.prose_tree import WITH_ATTRIBUTES, Origin, Placed, Point, attributes, joined, placed, start_of

LOOKUP = "lookup"
OUTSIDE = frozenset({"http", "https", "mailto", "tel"})
"""Schemes of links that lead out of the framework."""

_LOOKUP = re.compile(r"\{\{\s*([^{}\s]+)(?:\s+as\s+([^{}\s]+))?\s*\}\}")
_BREAKS = frozenset({"Space", "SoftBreak"})
_MARKS = {"DoubleQuote": ("\u201c", "\u201d"), "SingleQuote": ("\u2018", "\u2019")}


@dataclass(frozen=True, slots=True)
class Run:
    """Text between two nodes that are not text: its characters, and for each of them the point where it stood."""

    text: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A look-up in a run: where it starts and ends, the name and the filter."""

    start: int
    end: int
    name: str
    filter: str


def runs(inlines: Sequence[Placed]) -> list[Run | Placed]:
    """Return the inlines with words and spaces gathered into runs."""
    result: list[Run | Placed] = []
    letters: list[str] = []
    points: list[Point] = []

    def close() -> None:
        if letters:
            result.append(Run("".join(letters), tuple(points)))
            letters.clear()
            points.clear()

    for item in inlines:
        words = _words(item.node)
        if words is None:
            close()
            result.append(item)
        else:
            line, column = item.point
            letters.append(words)
            points.extend((line, column + offset) for offset in range(len(words)))
    close()
    return result


def _words(node: Node) -> str | None:
    if node["t"] == "Str":
        words: str = node["c"]
        return words
    return " " if node["t"] in _BREAKS else None


def lookups(text: str) -> list[Lookup]:
    """Return the well-formed look-ups of the text in order."""
    found = [Lookup(match.start(), match.end(), match[1], match[2] or "") for match in _LOOKUP.finditer(text)]
    return [each for each in found if is_value_name(each.name) and (not each.filter or is_id(each.filter))]


def run_nodes(run: Run, origin: Origin) -> list[Node]:
    """Return the run as nodes: words, spaces, and a Span of class `lookup` for each look-up."""
    found = lookups(run.text)
    edges = [(0, 0), *((each.start, each.end) for each in found), (len(run.text), len(run.text))]
    result: list[Node] = []
    for number, ((_, start), (end, _)) in enumerate(pairwise(edges)):
        result.extend(_plain(run.text[start:end]))
        if number < len(found):
            result.append(_lookup_node(found[number], origin.place(run.points[end])))
    return result


def _lookup_node(found: Lookup, place: Place) -> Node:
    pairs = [["name", found.name], ["filter", found.filter], ["line", str(place.line)], ["column", str(place.column)]]
    return {"t": "Span", "c": [["", [LOOKUP], pairs], []]}


def _plain(text: str) -> list[Node]:
    parts = re.split(r"( )", text)
    return [SPACE if part == " " else {"t": "Str", "c": part} for part in parts if part]


def finished(nodes: Sequence[Node], origin: Origin, around: Point = (0, 0)) -> list[Node]:
    """Return nodes read with positions as the rest of Byelaw wants them.

    Wrappers and positions are gone; look-ups are Spans; quotation marks are characters; line ends are spaces; typed
    links and images carry `pos`; table columns have no width (pandoc would take it from how the source was typed).
    """
    result: list[Node] = []
    for part in runs(placed(nodes, around)):
        if isinstance(part, Run):
            result.extend(run_nodes(part, origin))
        else:
            result.extend(_finished_node(part.node, origin, part.point))
    return joined(result)


def _finished_node(node: Node, origin: Origin, point: Point) -> list[Node]:
    match node["t"]:
        case "Quoted":
            opening, closing = _MARKS[node["c"][0]["t"]]
            inside = finished(node["c"][1], origin, point)
            return [{"t": "Str", "c": opening}, *inside, {"t": "Str", "c": closing}]
        case "Link" | "Image":
            return [_pointed(node, origin, point)]
        case "Table":
            return [_plain_table(_content(node, origin, point))]
        case "Div" if is_callout_title(node):
            return []
        case _:
            return [_content(node, origin, point)]


def is_callout_title(node: Node) -> bool:
    """Tell whether the node is the English title that pandoc puts first in a callout; ours is made for each output."""
    return node["t"] == "Div" and attributes(node).classes == ("title",) and start_of(node) == (0, 0)


def _content(node: Node, origin: Origin, point: Point) -> Node:
    if "c" not in node:
        return node
    content = _finished_value(node["c"], origin, point)
    place = WITH_ATTRIBUTES.get(node["t"])
    if place is not None:
        found = attributes(node)
        content[place] = [found.id, list(found.classes), [list(pair) for pair in found.pairs]]
    return {"t": node["t"], "c": content}


def _finished_value(value: Any, origin: Origin, point: Point) -> Any:  # noqa: ANN401 - a tree of JSON values
    if not isinstance(value, list):
        return value
    if value and all(isinstance(item, dict) for item in value):
        return finished(value, origin, point)
    return [_finished_value(item, origin, point) for item in value]


def _pointed(node: Node, origin: Origin, point: Point) -> Node:
    """Return a link or image without attributes but the place of a target that later passes look up."""
    _, inlines, target = node["c"]
    place = origin.place(point)
    pairs = [] if node["t"] == "Link" and is_outside(target[0]) else [["pos", f"{place.line}:{place.column}"]]
    return {"t": node["t"], "c": [["", [], pairs], finished(inlines, origin, point), [target[0], ""]]}


def is_outside(target: str) -> bool:
    """Tell whether a link leads out of the framework."""
    return target.partition(":")[0].lower() in OUTSIDE


def _plain_table(node: Node) -> Node:
    content = list(node["c"])
    content[0] = ["", [], []]
    content[2] = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in content[2]]
    return {"t": "Table", "c": content}

"""Running text: the look-ups in it, and the plain form that outputs want."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from byelaw.core.names import is_id, is_value_name
from byelaw.core.problems import Place
from byelaw.core.tree import Node, text
from byelaw.sources.prose_tree import WITH_ATTRIBUTES, Origin, Point, are_nodes, attributes, extend, gathered, point_in, start_of

LOOKUP = "lookup"
LOOKUP_OPENS = "{{"
OUTSIDE = frozenset({"http", "https", "mailto", "tel"})
"""Schemes of links that lead out of the framework."""

_LOOKUP = re.compile(r"\{\{\s*([^{}\s]+)(?:\s+as\s+([^{}\s]+))?\s*\}\}")
_MARKS = {"DoubleQuote": ("\u201c", "\u201d"), "SingleQuote": ("\u2018", "\u2019")}


@dataclass(frozen=True, slots=True)
class Lookup:
    """A look-up in a run: where it starts and ends, the name and the filter."""

    start: int
    end: int
    name: str
    filter: str


def lookups(words: str) -> list[Lookup]:
    """Return the well-formed look-ups of the text in order."""
    if LOOKUP_OPENS not in words:
        return []
    found = [Lookup(match.start(), match.end(), match[1], match[2] or "") for match in _LOOKUP.finditer(words)]
    return [each for each in found if is_value_name(each.name) and (not each.filter or is_id(each.filter))]


def finished(nodes: Sequence[Node], origin: Origin) -> list[Node]:
    """Return nodes as pandoc reads them, with positions or without, as the rest of Byelaw wants them."""
    return plain_nodes(gathered(nodes), origin)


def plain_nodes(nodes: Sequence[Node], origin: Origin) -> list[Node]:
    """Return gathered nodes as the rest of Byelaw wants them.

    Positions are gone; look-ups are Spans; quotation marks are characters; line ends are spaces; typed links and images
    carry `pos`; table columns have no width (pandoc would take it from how the source was typed).
    """
    result: list[Node] = []
    for node in nodes:
        extend(result, _plain(node, origin))
    return result


def _plain(node: Node, origin: Origin) -> list[Node]:
    match node["t"]:
        case "Str":
            return _words(node, origin)
        case "Quoted":
            opening, closing = _MARKS[node["c"][0]["t"]]
            return _quoted(opening, plain_nodes(node["c"][1], origin), closing)
        case "Link" | "Image":
            return [_pointed(node, origin)]
        case "Table":
            return [_plain_table(_content(node, origin))]
        case _:
            return [_content(node, origin)]


def _words(run: Node, origin: Origin) -> list[Node]:
    return _with_lookups(run["c"].replace("\n", " "), lambda start: origin.place(point_in(run, start)))


def plain_words(written: str, point: Point, origin: Origin) -> list[Node]:
    """Return the text of an attribute as nodes: words and look-ups, no other markup. All stand at the point."""
    return _with_lookups(" ".join(written.split()), lambda _: origin.place(point))


def _with_lookups(words: str, place_of: Callable[[int], Place]) -> list[Node]:
    """Return the text as nodes: words, spaces, and a Span of class `lookup` for each look-up."""
    result: list[Node] = []
    end = 0
    for found in lookups(words):
        result.extend(text(words[end : found.start]))
        result.append(_lookup_node(found, place_of(found.start)))
        end = found.end
    result.extend(text(words[end:]))
    return result


def _lookup_node(found: Lookup, place: Place) -> Node:
    pairs = [["name", found.name], ["filter", found.filter], ["line", str(place.line)], ["column", str(place.column)]]
    return {"t": "Span", "c": [["", [LOOKUP], pairs], []]}


def _quoted(opening: str, inside: Sequence[Node], closing: str) -> list[Node]:
    result: list[Node] = [{"t": "Str", "c": opening}]
    extend(result, inside)
    extend(result, [{"t": "Str", "c": closing}])
    return result


def _content(node: Node, origin: Origin) -> Node:
    if "c" not in node:
        return {"t": node["t"]}
    content = _plain_value(node["c"], origin)
    place = WITH_ATTRIBUTES.get(node["t"])
    if place is not None:
        found = attributes(node)
        classes = [name for name in found.classes if name != LOOKUP]  # ours alone; an author's was reported
        content[place] = [found.id, classes, [list(pair) for pair in found.pairs]]
    return {"t": node["t"], "c": content}


def _plain_value(value: Any, origin: Origin) -> Any:  # noqa: ANN401 - a tree of JSON values
    if not isinstance(value, list):
        return value
    if are_nodes(value):
        return plain_nodes(value, origin)
    return [_plain_value(item, origin) for item in value]


def _pointed(node: Node, origin: Origin) -> Node:
    """Return a link or image without attributes but the place of a target that later passes look up."""
    _, inlines, (target, _) = node["c"]
    place = origin.place(start_of(node))
    pairs = [] if node["t"] == "Link" and is_outside(target) else [["pos", f"{place.line}:{place.column}"]]
    return {"t": node["t"], "c": [["", [], pairs], plain_nodes(inlines, origin), [_lower_scheme(target), ""]]}


def _lower_scheme(target: str) -> str:
    """Return a target that leads out with its scheme in small letters, as all later passes compare it."""
    scheme, colon, rest = target.partition(":")
    return scheme.lower() + colon + rest if is_outside(target) else target


def is_outside(target: str) -> bool:
    """Tell whether a link leads out of the framework."""
    return target.partition(":")[0].lower() in OUTSIDE


def _plain_table(node: Node) -> Node:
    content = list(node["c"])
    content[0] = ["", [], []]
    content[2] = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in content[2]]
    return {"t": "Table", "c": content}

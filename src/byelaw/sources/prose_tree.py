"""The tree that pandoc reads with `+sourcepos`: where each node stood, and the same tree without the positions.

With `+sourcepos` pandoc puts `data-pos` on nodes that have attributes and wraps the others in a Div or Span with
`wrapper="1"`. A wrapper may also hold what an author wrote above a paragraph (`{#id .must}`), so only anonymous ones
are taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from byelaw.core.problems import Place
from byelaw.core.tree import Node, Nodes

MARKUP = "commonmark_x-gfm_auto_identifiers-implicit_header_references-emoji-raw_attribute-yaml_metadata_block-tex_math_dollars"
"""Ids are the author's; nothing is raw; a body has no metadata; a dollar is a dollar."""

MARKUP_WITH_POSITIONS = MARKUP + "+sourcepos"
POSITION = "data-pos"
WRAPPER = "wrapper"

WITH_ATTRIBUTES = {
    "Header": 1,
    "Div": 0,
    "Span": 0,
    "Link": 0,
    "Image": 0,
    "Code": 0,
    "CodeBlock": 0,
    "Table": 0,
    "Figure": 0,
}
"""Kinds of node with attributes, and where in the content they are."""

Point: TypeAlias = tuple[int, int]
"""Line and column in the text that was read, both from 1; (0, 0) when pandoc gave none."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text came from, so that a point in it becomes a place in a file."""

    file: str
    first_line: int = 1
    first_column: int = 1

    def place(self, point: Point) -> Place:
        """Return the place in the file; the first line itself when the point is not known."""
        line, column = point
        if not line:
            return Place(self.file, self.first_line)
        shift = self.first_column - 1 if line == 1 else 0
        return Place(self.file, self.first_line + line - 1, column + shift)


@dataclass(frozen=True, slots=True)
class Attributes:
    """A node's attributes as the author wrote them, and whether pandoc put them on a wrapper."""

    id: str
    classes: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    wrapper: bool = False

    def __bool__(self) -> bool:
        """Tell whether the author wrote any."""
        return bool(self.id or self.classes or self.pairs)

    def get(self, key: str) -> str:
        """Return the attribute's value, empty when it is not there."""
        return dict(self.pairs).get(key, "")


def raw_attributes(node: Node) -> list[Any] | None:
    """Return pandoc's attribute triple of the node, None for a kind that has none."""
    place = WITH_ATTRIBUTES.get(node["t"])
    return None if place is None else node["c"][place]


def attributes(node: Node) -> Attributes:
    """Return the node's own attributes, without what pandoc added."""
    triple = raw_attributes(node)
    if triple is None:
        return Attributes("", (), ())
    pairs = tuple((key, value) for key, value in triple[2] if key not in (POSITION, WRAPPER))
    return Attributes(triple[0], tuple(triple[1]), pairs, any(key == WRAPPER for key, _ in triple[2]))


def span_of(node: Node) -> tuple[Point, Point]:
    """Return where the node starts and where it ends (exclusive); both (0, 0) when pandoc gave no position."""
    triple = raw_attributes(node)
    written = ""
    for key, value in triple[2] if triple else ():
        if key == POSITION:
            written = value  # in a list item pandoc writes the list's before the block's own
    if not written:
        return (0, 0), (0, 0)
    ranges = [part.rpartition("@")[2].split("-") for part in written.split(";")]
    return min(_point(start) for start, _ in ranges), max(_point(end) for _, end in ranges)


def start_of(node: Node) -> Point:
    """Return where the node starts, or (0, 0)."""
    return span_of(node)[0]


def _point(written: str) -> Point:
    line, _, column = written.partition(":")
    return int(line), int(column)


@dataclass(frozen=True, slots=True)
class Placed:
    """A node out of its anonymous wrapper, with the point where it starts."""

    node: Node
    point: Point


def is_anonymous(node: Node) -> bool:
    """Tell whether the node is a wrapper that only carries a position."""
    if node["t"] not in ("Div", "Span"):
        return False
    name, classes, pairs = node["c"][0]
    if name or classes:
        return False
    keys = [key for key, _ in pairs]
    return WRAPPER in keys and all(key in (WRAPPER, POSITION) for key in keys)


def placed(nodes: Sequence[Node], around: Point = (0, 0)) -> list[Placed]:
    """Return the nodes out of their anonymous wrappers, each with its own point or that of what is around it."""
    result: list[Placed] = []
    point = around
    for node in nodes:
        own = start_of(node)
        point = own if own[0] else point
        if is_anonymous(node):
            result.extend(placed(node["c"][1], point))
        else:
            result.append(Placed(node, point))
    return result


def stripped(nodes: Sequence[Node]) -> Nodes:
    """Return the nodes as pandoc reads them without `+sourcepos`: no wrappers, no positions, words joined."""
    return tuple(_strip(list(nodes)))


def _strip(value: Any) -> Any:  # noqa: ANN401 - a tree of JSON values
    if isinstance(value, dict):
        return _strip_node(value) if "t" in value else value
    if not isinstance(value, list):
        return value
    result: list[Any] = []
    for item in value:
        if isinstance(item, dict) and "t" in item and is_anonymous(item):
            _extend(result, _strip(item["c"][1]))
        else:
            _extend(result, [_strip(item)])
    return result


def _strip_node(node: Node) -> Node:
    if "c" not in node:
        return node
    content = _strip(node["c"])
    place = WITH_ATTRIBUTES.get(node["t"])
    if place is not None:
        found = attributes(node)
        content[place] = [found.id, list(found.classes), [list(pair) for pair in found.pairs]]
    return {"t": node["t"], "c": content}


def _extend(result: list[Any], items: list[Any]) -> None:
    for item in items:
        if _is_str(item) and result and _is_str(result[-1]):
            result[-1] = {"t": "Str", "c": result[-1]["c"] + item["c"]}
        else:
            result.append(item)


def _is_str(item: object) -> bool:
    return isinstance(item, dict) and item.get("t") == "Str"


def joined(inlines: Sequence[Node]) -> list[Node]:
    """Return the inlines with neighbouring Str joined."""
    result: list[Node] = []
    _extend(result, list(inlines))
    return result

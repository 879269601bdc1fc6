"""The tree that pandoc reads with `+sourcepos`: where each node stood, and the same tree without the positions.

With `+sourcepos` pandoc puts `data-pos` on nodes that have attributes and wraps the others in a Div or Span with
`wrapper="1"`. A wrapper may also hold what an author wrote above a paragraph (`{#id .must}`), so only anonymous ones
are taken away.

That tree is five times as large as the text needs: nearly every word is in a wrapper of its own. `gathered` goes through
it once; all later steps read what it returns.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
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

_BREAKS = {"Space": " ", "SoftBreak": "\n"}

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
    """Return where the node itself starts and where it ends (exclusive); both (0, 0) when pandoc gave it no position."""
    return _span(_mark(node))


def start_of(node: Node) -> Point:
    """Return where the gathered node starts, or what is before or around it; (0, 0) when nothing says."""
    return _span(node["at"])[0]


def point_in(run: Node, offset: int) -> Point:
    """Return where the character at the offset of a gathered Str stood."""
    piece = bisect_right(run["starts"], offset) - 1
    line, column = _span(run["marks"][piece])[0]
    return line, column + offset - run["starts"][piece]


def _span(mark: str) -> tuple[Point, Point]:
    """Return the first start and the last end of a position as pandoc writes it: `1:1-1:5`, or several of them with `;`."""
    if not mark:
        return (0, 0), (0, 0)
    ranges = [part.rpartition("@")[2].split("-") for part in mark.split(";")]
    return min(_point(start) for start, _ in ranges), max(_point(end) for _, end in ranges)


def _point(written: str) -> Point:
    line, _, column = written.partition(":")
    return int(line), int(column)


def gathered(nodes: Sequence[Node], around: str = "") -> list[Node]:
    """Return the nodes out of their anonymous wrappers, each with its position under `at`, to be read by `start_of`.

    Words, spaces and line ends (as line feeds) next to each other are one Str, to be read by `point_in`. A node without
    a position has that of what is before or around it. The English title that pandoc puts first in a callout is gone:
    ours is made for each output.
    """
    result: list[Node] = []
    for is_text, group in groupby(_unwrapped(nodes, around), _is_text):
        if is_text:
            result.append(_run(list(group)))
        else:
            result.extend(_positioned(node, mark) for node, mark in group if not _is_callout_title(node))
    return result


def _unwrapped(nodes: Sequence[Node], around: str) -> Iterator[tuple[Node, str]]:
    """Yield the nodes out of their anonymous wrappers, each with its position as pandoc writes it."""
    mark = around
    for node in nodes:
        if node["t"] not in WITH_ATTRIBUTES:  # most are words and spaces: no mark, no wrapper
            yield node, mark
            continue
        mark = _mark(node) or mark
        if not is_anonymous(node):
            yield node, mark
        elif len(node["c"][1]) == 1 and node["c"][1][0]["t"] not in WITH_ATTRIBUTES:
            yield node["c"][1][0], mark
        else:
            yield from _unwrapped(node["c"][1], mark)


def _mark(node: Node) -> str:
    """Return the node's own position, empty when it has none."""
    triple = raw_attributes(node)
    mark = ""
    for key, value in triple[2] if triple else ():
        if key == POSITION:
            mark = value  # in a list item pandoc writes the list's before the block's own
    return mark


def _is_text(marked: tuple[Node, str]) -> bool:
    kind = marked[0]["t"]
    return kind == "Str" or kind in _BREAKS


def _run(pieces: Sequence[tuple[Node, str]]) -> Node:
    words = [node["c"] if node["t"] == "Str" else _BREAKS[node["t"]] for node, _ in pieces]
    marks = [mark for _, mark in pieces]
    starts = list(accumulate(map(len, words[:-1]), initial=0))
    return {"t": "Str", "c": "".join(words), "at": marks[0], "starts": starts, "marks": marks}


def _positioned(node: Node, mark: str) -> Node:
    if "c" not in node:
        return {"t": node["t"], "at": mark}
    return {"t": node["t"], "c": _gathered_value(node["c"], mark), "at": mark}


def _gathered_value(value: Any, mark: str) -> Any:  # noqa: ANN401 - a tree of JSON values
    if not isinstance(value, list):
        return value
    if are_nodes(value):
        return gathered(value, mark)
    return [_gathered_value(item, mark) for item in value]


def _is_callout_title(node: Node) -> bool:
    return node["t"] == "Div" and node["c"][0][1] == ["title"] and not _mark(node)


def are_nodes(values: Sequence[object]) -> bool:
    """Tell whether a list inside a node is one of nodes (an empty one is not)."""
    return bool(values) and all(isinstance(value, dict) for value in values)


def lists_in(node: Node) -> list[list[Node]]:
    """Return the lists of nodes that stand directly in the node: its inlines, its items, its cells."""
    return [] if node["t"] == "Str" else _lists_in(node.get("c"))


def _lists_in(value: Any) -> list[list[Node]]:  # noqa: ANN401 - a tree of JSON values
    if not isinstance(value, list):
        return []
    return [value] if are_nodes(value) else [found for item in value for found in _lists_in(item)]


def is_anonymous(node: Node) -> bool:
    """Tell whether the node is a wrapper that only carries a position."""
    if node["t"] not in ("Div", "Span"):
        return False
    name, classes, pairs = node["c"][0]
    if name or classes:
        return False
    keys = [key for key, _ in pairs]
    return WRAPPER in keys and all(key in (WRAPPER, POSITION) for key in keys)


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
            extend(result, _strip(item["c"][1]))
        else:
            extend(result, [_strip(item)])
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


def extend(result: list[Any], items: Sequence[Any]) -> None:
    """Add the items, of which no two neighbours are Str, and join the first to a Str before it."""
    if result and items and _is_str(result[-1]) and _is_str(items[0]):
        result[-1] = {"t": "Str", "c": result[-1]["c"] + items[0]["c"]}
        items = items[1:]
    result.extend(items)


def _is_str(item: object) -> bool:
    return isinstance(item, dict) and item.get("t") == "Str"

"""Pandoc's document tree as JSON values: the few questions we ask of it and the few nodes we make.

A node is `{"t": kind, "c": content}` as `pandoc -t json` writes it (pandoc-types 1.23). Nodes are shared between editions, so nothing
here or elsewhere changes one in place: a change is a new node.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]
Nodes: TypeAlias = tuple[Node, ...]

SPACE: Node = {"t": "Space"}
REMEMBERED = 4096
"""How many nodes a function that remembers what it made of each should keep: those of a few editions."""
_APART = frozenset({"Space", "SoftBreak", "LineBreak", "Para", "Plain", "Header", "Table"})
_LITERAL = frozenset({"Code", "CodeBlock", "Math"})


class Itself:
    """A node as a key: this very node, which many editions share and nobody changes, not one that reads the same."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        """Keep the node, so that no other can come to stand where it stood."""
        self.node = node

    def __hash__(self) -> int:
        """Return where the node stands."""
        return id(self.node)

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the same node."""
        return isinstance(other, Itself) and other.node is self.node


def attr(identifier: str = "", classes: Sequence[str] = (), pairs: Sequence[tuple[str, str]] = ()) -> list[Any]:
    """Return pandoc's attribute triple."""
    return [identifier, list(classes), [list(pair) for pair in pairs]]


def text(words: str) -> list[Node]:
    """Return plain text as inlines: words as Str, each run of white space as one Space. Never markup."""
    inlines: list[Node] = []
    for position, word in enumerate(words.split(" ")):
        if position:
            inlines.append(SPACE)
        if word:
            inlines.append({"t": "Str", "c": word})
    return inlines


def para(inlines: Sequence[Node]) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def plain(inlines: Sequence[Node]) -> Node:
    """Return text that is not a paragraph of its own (in cells and list items)."""
    return {"t": "Plain", "c": list(inlines)}


def strong(inlines: Sequence[Node]) -> Node:
    """Return strong text."""
    return {"t": "Strong", "c": list(inlines)}


def span(inlines: Sequence[Node], classes: Sequence[str] = (), pairs: Sequence[tuple[str, str]] = ()) -> Node:
    """Return inlines with classes and attributes."""
    return {"t": "Span", "c": [attr("", classes, pairs), list(inlines)]}


def div(blocks: Sequence[Node], identifier: str = "", classes: Sequence[str] = (), pairs: Sequence[tuple[str, str]] = ()) -> Node:
    """Return blocks with an identifier, classes and attributes."""
    return {"t": "Div", "c": [attr(identifier, classes, pairs), list(blocks)]}


def link(inlines: Sequence[Node], target: str, classes: Sequence[str] = ()) -> Node:
    """Return a link."""
    return {"t": "Link", "c": [attr("", classes), list(inlines), [target, ""]]}


def header(level: int, identifier: str, inlines: Sequence[Node], classes: Sequence[str] = ()) -> Node:
    """Return a heading."""
    return {"t": "Header", "c": [level, attr(identifier, classes), list(inlines)]}


def table(
    header_row: Sequence[Sequence[Node]], rows: Sequence[Sequence[Sequence[Node]]], caption: Sequence[Node] = (), identifier: str = ""
) -> Node:
    """Return a simple table: one header row, cells of inlines, a caption of inlines."""

    def row(cells: Sequence[Sequence[Node]]) -> list[Any]:
        return [attr(), [[attr(), {"t": "AlignDefault"}, 1, 1, [plain(cell)] if cell else []] for cell in cells]]

    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in header_row]
    body = [attr(), 0, [], [row(cells) for cells in rows]]
    legend = [None, [plain(caption)] if caption else []]
    return {"t": "Table", "c": [attr(identifier), legend, columns, [attr(), [row(header_row)]], [body], [attr(), []]]}


def walk(value: Any) -> Iterator[Node]:  # noqa: ANN401 - a tree of JSON values
    """Yield every node under the value, in reading order, parents before children."""
    stack = [value]
    while stack:
        current = stack.pop()
        kind = type(current)
        if kind is dict:
            if "t" in current:
                yield current
                if type(content := current.get("c")) is not str:
                    stack.append(content)
            else:
                stack.extend([*current.values()][::-1])
        elif kind is list or kind is tuple:
            stack.extend(current[::-1])


def holds(value: Sequence[Any], kinds: frozenset[str]) -> bool:
    """Tell whether a node of one of these kinds is under the value: as walk() finds it, at a fraction of the time."""
    for item in value:
        if type(item) is dict:
            if item.get("t") in kinds:
                return True
            item = item.get("c")  # noqa: PLW2901 - what is under it
        if type(item) is list and holds(item, kinds):
            return True
    return False


def rewrite(value: Any, change: Callable[[Node], Node | list[Node] | None]) -> Any:  # noqa: ANN401 - a tree of JSON values
    """Return the value with nodes changed from the leaves up.

    `change` returns a node to put in its place, a list to put instead of it (in lists of nodes; empty to drop it), or None to leave it.
    Parts without a change are shared with the tree given.
    """
    kind = type(value)
    if kind is list or kind is tuple:
        result: list[Any] = []
        same = True
        for item in value:
            if type(item) is str:  # most of what stands in lists, and never changed
                result.append(item)
                continue
            new = rewrite(item, change)
            if new is item:
                result.append(item)
                continue
            same = False
            if type(new) is list and type(item) is dict:
                result.extend(new)
            else:
                result.append(new)
        return value if same else result
    if kind is dict and "t" in value:
        content = value.get("c")
        new_content = rewrite(content, change) if type(content) is list else content
        node = value if new_content is content else {"t": value["t"], "c": new_content}
        changed = change(node)
        return node if changed is None else changed
    return value


def stringify(value: Any) -> str:  # noqa: ANN401 - a tree of JSON values
    """Return the words of the tree as plain text, blocks and cells apart by a space."""
    parts: list[str] = []
    for node in walk(value):
        kind = node["t"]
        if kind == "Str":
            parts.append(node["c"])
        elif kind in _APART:
            parts.append(" ")
        elif kind in _LITERAL:
            parts.append(node["c"][1])
    return " ".join("".join(parts).split())

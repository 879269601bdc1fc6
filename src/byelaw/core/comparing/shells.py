"""Pandoc nodes taken apart into a shell and what is in it, and put together again; see `trees` for the names of the parts."""

from collections.abc import Sequence
from typing import Any

from byelaw.core.tree import Node, Nodes

TEXTS = frozenset({"Para", "Plain", "Header", "Line", "Term"})
"""What holds inlines."""
WRAPPERS = frozenset(
    {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Quoted", "Cite", "Link", "Image", "Span"}
)
"""Inlines that hold inlines."""
_BARE = frozenset({"Para", "Plain", "Line", "Term", "BlockQuote", "Item", "Meaning", "Note"})
"""What has nothing but its content, which needs no names for its parts."""
_BARE_INLINES = frozenset({"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"})
_LAST = frozenset({"Header", "Div", "Cell", "Caption", "Span", "Quoted", "Cite"})
"""What has its content at the end, after its attributes."""
_MIDDLE = frozenset({"Link", "Image"})
_LISTS = frozenset({"BulletList", "OrderedList"})
CONTAINERS = frozenset(
    {"Div", "BlockQuote", "BulletList", "OrderedList", "DefinitionList", "LineBlock", "Table", "Figure"}
    | {"Item", "Definition", "Meaning", "Caption", "Head", "Body", "Foot", "Row", "HeadRow", "Cell"}
)
"""What holds blocks, or parts that hold them."""


def taken_apart(node: Node) -> tuple[Node, Nodes]:
    """Return the shell of a node that holds something, and what it holds, as nodes."""
    kind: str = node["t"]
    content: Any = node["c"]
    if kind in _BARE or kind in _BARE_INLINES:
        return {"t": kind, "c": []}, tuple(content)
    if kind in _LAST:
        return {"t": kind, "c": [*content[:-1], []]}, tuple(content[-1])
    if kind in _MIDDLE:
        return {"t": kind, "c": [content[0], [], content[2]]}, tuple(content[1])
    return _list_apart(kind, content) if kind in _LISTS or kind in _NAMED else _table_apart(kind, content)


def put_together(shell: Node, children: Sequence[Node]) -> Node:
    """Return the node that was taken apart into this shell and these children."""
    kind: str = shell["t"]
    content: Any = shell["c"]
    if kind == "Str":
        return {"t": "Str", "c": "".join(each["c"] for each in children)}
    if kind in _BARE or kind in _BARE_INLINES:
        return {"t": kind, "c": list(children)}
    if kind in _LAST:
        return {"t": kind, "c": [*content[:-1], list(children)]}
    if kind in _MIDDLE:
        return {"t": kind, "c": [content[0], list(children), content[2]]}
    return _list_together(kind, content, children) if kind in _LISTS or kind in _NAMED else _table_together(kind, content, children)


_NAMED = frozenset({"DefinitionList", "Definition", "LineBlock"})


def _list_apart(kind: str, content: Any) -> tuple[Node, Nodes]:  # noqa: ANN401 - what pandoc puts in a node
    match kind:
        case "OrderedList":
            return {"t": kind, "c": [content[0], []]}, tuple(_named("Item", each) for each in content[1])
        case "LineBlock":
            return {"t": kind, "c": []}, tuple(_named("Line", each) for each in content)
        case "DefinitionList":
            return {"t": kind, "c": []}, tuple(_named("Definition", each) for each in content)
        case "Definition":
            return {"t": kind, "c": [[], []]}, (_named("Term", content[0]), *(_named("Meaning", each) for each in content[1]))
        case _:
            return {"t": kind, "c": []}, tuple(_named("Item", each) for each in content)


def _list_together(kind: str, content: Any, children: Sequence[Node]) -> Node:  # noqa: ANN401 - what pandoc puts in a node
    inner = [each["c"] for each in children]
    match kind:
        case "OrderedList":
            return {"t": kind, "c": [content[0], inner]}
        case "Definition":
            return {"t": kind, "c": [inner[0], inner[1:]]}
        case _:
            return {"t": kind, "c": inner}


def _table_apart(kind: str, content: Any) -> tuple[Node, Nodes]:  # noqa: ANN401 - what pandoc puts in a node
    match kind:
        case "Table":
            attributes, caption, columns, head, bodies, foot = content
            parts = (_named("Caption", caption), _named("Head", head), *(_named("Body", each) for each in bodies), _named("Foot", foot))
            return {"t": kind, "c": [attributes, [None, []], columns, [["", [], []], []], [], [["", [], []], []]]}, parts
        case "Figure":
            attributes, caption, blocks = content
            return {"t": kind, "c": [attributes, [None, []], []]}, (_named("Caption", caption), *blocks)
        case "Body":
            attributes, columns, heads, rows = content
            return {"t": kind, "c": [attributes, columns, [], []]}, (*_rows("HeadRow", heads), *_rows("Row", rows))
        case "Row" | "HeadRow":
            return {"t": kind, "c": [content[0], []]}, tuple(_named("Cell", each) for each in content[1])
        case "Head":
            return {"t": kind, "c": [content[0], []]}, _rows("HeadRow", content[1])
        case _:
            return {"t": kind, "c": [content[0], []]}, _rows("Row", content[1])


def _table_together(kind: str, content: Any, children: Sequence[Node]) -> Node:  # noqa: ANN401 - what pandoc puts in a node
    def named(name: str) -> list[Any]:
        return [each["c"] for each in children if each["t"] == name]

    match kind:
        case "Table":
            return {"t": kind, "c": [content[0], named("Caption")[0], content[2], named("Head")[0], named("Body"), named("Foot")[0]]}
        case "Figure":
            return {"t": kind, "c": [content[0], named("Caption")[0], [each for each in children if each["t"] != "Caption"]]}
        case "Body":
            return {"t": kind, "c": [content[0], content[1], named("HeadRow"), named("Row")]}
        case _:
            return {"t": kind, "c": [content[0], [each["c"] for each in children]]}


def _named(name: str, content: Any) -> Node:  # noqa: ANN401 - what pandoc puts in a node
    return {"t": name, "c": content}


def _rows(name: str, rows: Sequence[Any]) -> Nodes:
    return tuple(_named(name, each) for each in rows)

"""The words of a block as `explain` shows them: one line a paragraph, list item or row of a table, with the id of the block it begins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from byelaw.core.blocks import Block, every_block
from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.finishing.wording import FILTERS
from byelaw.core.tree import Node, rewrite, stringify


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, and the id of the block that begins with it (empty: it goes on)."""

    words: str
    id: str = ""


def words_of(block: Block) -> str:
    """Return all words of a block and what is in it, look-ups and empty links as their authors wrote them."""
    return " ".join(line.words for line in lines_of(block, None))


def lines_of(block: Block, lookups: Lookups | None) -> tuple[Line, ...]:
    """Return the lines of a block and what is in it, look-ups filled as the edition reads them; as written without one."""
    return tuple(_lines(block, lookups))


def left_out(block: Block, absent: frozenset[str]) -> tuple[Block, ...]:
    """Return the outermost blocks inside that are left out by their conditions; `absent` are the ids of all that are."""
    found = [each for each in every_block(block.children) if each.id in absent and each.when is not None]
    inside = {id(inner) for each in found for inner in every_block(each.children)}
    return tuple(each for each in found if id(each) not in inside)


def _lines(block: Block, lookups: Lookups | None) -> Iterator[Line]:
    name = block.id
    for each in _own_lines(block, lookups):
        yield Line(each, name)
        name = type(name)("")
    for child in block.children:
        if child.omitted:
            continue
        for line in _lines(child, lookups):
            yield line if line.id or not name else Line(line.words, name)
            name = type(name)("")


def _own_lines(block: Block, lookups: Lookups | None) -> Iterator[str]:
    if block.title:
        yield stringify(_as_read(block.title, lookups))
    yield from _text(_as_read(block.nodes, lookups))
    if block.caption:
        yield stringify(_as_read(block.caption, lookups))
    if block.template and not block.children:
        yield f"[made by {block.template} from {' '.join(block.records)}]"


def _text(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the lines of block-level nodes: items and rows each on their own."""
    for node in nodes:
        if node["t"] in _FORMS:
            yield from _FORMS[node["t"]](node["c"])
        else:
            yield stringify(node)


def _bullets(content: Any) -> Iterator[str]:  # noqa: ANN401 - what pandoc gives a node
    for item in content:
        yield from _item("- ", item)


def _numbered(content: Any) -> Iterator[str]:  # noqa: ANN401 - see `_bullets`
    for number, item in enumerate(content[1], start=content[0][0]):
        yield from _item(f"{number}. ", item)


def _definitions(content: Any) -> Iterator[str]:  # noqa: ANN401 - see `_bullets`
    for term, meanings in content:
        yield f"{stringify(term)}: {'; '.join(stringify(each) for each in meanings)}"


def _rows(content: Any) -> Iterator[str]:  # noqa: ANN401 - see `_bullets`
    head, bodies, foot = content[3:6]
    for row in (*head[1], *(each for body in bodies for each in (*body[2], *body[3])), *foot[1]):
        yield " | ".join(stringify(cell[4]) for cell in row[1])


def _item(mark: str, nodes: Sequence[Node]) -> Iterator[str]:
    for line in _text(nodes):
        yield mark + line
        mark = " " * len(mark)


_FORMS: Mapping[str, Callable[[Any], Iterator[str]]] = MappingProxyType(
    {
        "BulletList": _bullets,
        "OrderedList": _numbered,
        "DefinitionList": _definitions,
        "Table": _rows,
        "BlockQuote": _text,
        "Div": lambda content: _text(content[1]),
        "CodeBlock": lambda content: iter(content[1].splitlines()),
    }
)


def _as_read(nodes: Sequence[Node], lookups: Lookups | None) -> list[Node]:
    def read(node: Node) -> Node | list[Node] | None:
        match node["t"]:
            case "Span" if "lookup" in node["c"][0][1]:
                return _lookup(dict(node["c"][0][2]), lookups)
            case "Link" if not node["c"][1]:
                return {"t": "Str", "c": f"[{node['c'][2][0]}]"}
            case "Note":
                return {"t": "Str", "c": f" [footnote: {stringify(_as_read(node['c'], lookups))}]"}
            case _:
                return None

    return list(rewrite(list(nodes), read))


def _lookup(pairs: dict[str, str], lookups: Lookups | None) -> Node | list[Node]:
    name, chosen = pairs["name"], pairs.get("filter", "")
    found = lookups.find(name, chosen) if lookups is not None and chosen in ("", *FILTERS) else None
    if found is not None and found.inlines:
        return list(found.inlines)
    return {"t": "Str", "c": f"{{{{ {name}{f' as {chosen}' if chosen else ''} }}}}"}

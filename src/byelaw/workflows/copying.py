"""A block of the merged tree written as its author would write it: Markdown with our attributes, look-ups and typed links as they were."""

from collections.abc import Sequence
from dataclasses import dataclass

from byelaw.core.blocks import Block, Document, Form, path_to
from byelaw.core.declarations import Declarations, Lock
from byelaw.core.finishing.settling import Facts, verdict
from byelaw.core.merging.locks import hold_of
from byelaw.core.merging.sameness import bare
from byelaw.core.names import BlockId
from byelaw.core.tree import Node, Nodes, attr, div, para, rewrite, stringify
from byelaw.sources.prose_tree import MARKUP
from byelaw.tools.pandoc import Failure, Output, PandocPool, WriteJob

WRITER = Output(MARKUP, options={"wrap_text": "wrap-none"})
_WORDS = frozenset({"Str", "Space"})


@dataclass(frozen=True, slots=True)
class Copying:
    """The document a block is copied from, what decides which blocks inside must be kept, and the facts where the copy goes."""

    document: Document
    declarations: Declarations
    facts: Facts


def whole_tree(block: Block) -> Nodes:
    """Return the block as pandoc's tree, everything in it restated."""
    return tuple(_nodes(block, None))


def tree_to_edit(block: Block, copying: Copying) -> Nodes:
    """Return the block as pandoc's tree; what a lower tier may not restate inside it stands as a mark that keeps it.

    What is never shown where it goes is left out: it would be text whose condition holds nowhere.
    """
    return tuple(_nodes(block, copying))


def written(nodes: Nodes, pandoc: PandocPool) -> str | Failure:
    """Return a tree as Markdown that reads as the same tree."""
    made = pandoc.write(WriteJob(nodes, (WRITER,)))
    return made if isinstance(made, Failure) else str(made[0]).strip() + "\n"


def must_keep(block: Block, copying: Copying) -> bool:
    """Tell whether the block can only be kept whole: it is locked, or its id is another localisation's."""
    if not block.id:
        return False
    path = path_to(copying.document.blocks, block.id)
    return ":" in block.id or hold_of(path, copying.document, copying.declarations).lock is not Lock.OPEN


def _nodes(block: Block, copying: Copying | None) -> list[Node]:
    match block.form:
        case Form.PROSE:
            return _clean(block.nodes)
        case Form.KEEP:
            return [_kept(block.id)]
        case Form.SECTION:
            return [_heading(block), *_inside(block, copying)]
        case Form.STATEMENT:
            return [_statement(block, copying)]


def _heading(block: Block) -> Node:
    return {"t": "Header", "c": [block.level, attr(block.id, (), _pairs(block)), _clean(block.title)]}


def _inside(block: Block, copying: Copying | None) -> list[Node]:
    result: list[Node] = []
    for child in block.children:
        if child.omitted:
            continue
        is_kept = copying is not None and must_keep(child, copying)
        if copying is not None and not is_kept and verdict(child.when, copying.facts) is False:
            continue
        result.extend([_kept(child.id)] if is_kept else _nodes(child, copying))
    return result


def _kept(name: BlockId) -> Node:
    return div((), pairs=[("keep", name)])


def _statement(block: Block, copying: Copying | None) -> Node:
    classes = [*([block.strength] if block.strength else []), *block.classes]
    pairs, inside = _pairs(block), _inside(block, copying)
    if block.caption and _is_words(block.caption):
        pairs.append(("caption", stringify(block.caption)))
    elif block.caption:
        classes.append("table")
        inside.append(para(_clean(block.caption)))
    return div(inside, block.id, classes, pairs)


def _is_words(caption: Nodes) -> bool:
    return all(node["t"] in _WORDS for node in caption)


def _pairs(block: Block) -> list[tuple[str, str]]:
    own = {
        "who": " ".join(block.who),
        "source": " ".join(block.sources),
        "when": block.when.written if block.when is not None else "",
        "lock": str(block.lock or ""),
        "lang": block.language,
        "template": block.template,
        "records": " ".join(block.records),
    }
    return [(key, value) for key, value in own.items() if value]


def _clean(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes without the places they stood in, look-ups as text that the writer leaves alone."""
    return list(rewrite(bare(list(nodes)), _raw_lookup))


def _raw_lookup(node: Node) -> Node | None:
    if node["t"] != "Span" or "lookup" not in node["c"][0][1]:
        return None
    pairs = dict(node["c"][0][2])
    chosen = f" as {pairs['filter']}" if pairs.get("filter") else ""
    return {"t": "RawInline", "c": ["markdown", f"{{{{ {pairs['name']}{chosen} }}}}"]}

"""Where blocks go: beside an anchor, or first or last inside it. A container's prose and statements always stand before its sections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from byelaw.core.blocks import Block, Form
from byelaw.core.items import holds, kind_of, stands_among
from byelaw.core.localisations import Relation
from byelaw.core.names import BlockId


@dataclass(frozen=True, slots=True)
class Placing:
    """Blocks to put at one place, in order. An empty anchor is the document (for start and end)."""

    relation: Relation
    anchor: BlockId
    blocks: tuple[Block, ...]


def misfit(block: Block, relation: Relation, anchor: Block | None) -> str:
    """Say why a block cannot stand there, or return an empty text.

    A heading beside a statement would swallow the text after it; a statement beside a section would be read as part of the section above.
    """
    if relation in (Relation.BEFORE, Relation.AFTER):
        return "'document' is a place for 'start' and 'end' only" if anchor is None else _misfit_beside(block, relation, anchor)
    if anchor is not None and anchor.form is not Form.SECTION and block.form is Form.SECTION:
        return f"a section cannot stand inside '{anchor.id}', which is not a section"
    if not holds(anchor.item if anchor is not None else None, block.item):
        return f"{_named(block)} cannot stand inside {_named(anchor)}" if anchor is not None else f"{_named(block)} cannot stand by itself"
    return ""


def _misfit_beside(block: Block, relation: Relation, anchor: Block) -> str:
    if block.form is Form.SECTION and anchor.form is not Form.SECTION:
        return f"a section cannot stand {relation} '{anchor.id}', which is not a section"
    if block.form is not Form.SECTION and anchor.form is Form.SECTION:
        return f"'{block.id}' is not a section, so it cannot stand {relation} the section '{anchor.id}'"
    if stands_among(block.item) != stands_among(anchor.item):
        return f"{_named(block)} cannot stand {relation} {_named(anchor)}"
    return ""


def _named(block: Block) -> str:
    return f"the {kind_of(block.item) or block.form} '{block.id}'"


def without(blocks: tuple[Block, ...], gone: frozenset[BlockId]) -> tuple[Block, ...]:
    """Return the blocks without those named."""
    result = []
    for block in blocks:
        if block.id and block.id in gone:
            continue
        children = without(block.children, gone) if block.children else block.children
        result.append(block if children is block.children else replace(block, children=children))
    return blocks if _same(result, blocks) else tuple(result)


def place(blocks: tuple[Block, ...], placing: Placing) -> tuple[Block, ...]:
    """Return the blocks with the new ones in their place; unchanged when the anchor isn't there."""
    if not placing.anchor:
        return _into(blocks, placing)
    result: list[Block] = []
    for block in blocks:
        if block.id == placing.anchor:
            result.extend(_at(block, placing))
            continue
        children = place(block.children, placing) if block.children else block.children
        result.append(block if children is block.children else replace(block, children=children))
    return blocks if _same(result, blocks) else tuple(result)


def reorder(blocks: tuple[Block, ...], wanted: Sequence[BlockId]) -> tuple[Block, ...]:
    """Return the top blocks with the wanted sections in that order; each unlisted block follows the block it followed before."""
    leading: list[Block] = []
    groups: dict[BlockId, list[Block]] = {}
    current = leading
    for block in blocks:
        if block.id in wanted:
            current = groups.setdefault(block.id, [])
        current.append(block)
    return tuple(leading + [block for each in wanted for block in groups.get(each, [])])


def _at(anchor: Block, placing: Placing) -> tuple[Block, ...]:
    match placing.relation:
        case Relation.BEFORE:
            return (*placing.blocks, anchor)
        case Relation.AFTER:
            return (anchor, *placing.blocks)
        case _:
            return (replace(anchor, children=_into(anchor.children, placing)),)


def _into(children: tuple[Block, ...], placing: Placing) -> tuple[Block, ...]:
    first_section = next((at for at, child in enumerate(children) if child.form is Form.SECTION), len(children))
    text, sections = children[:first_section], children[first_section:]
    new_text = tuple(block for block in placing.blocks if block.form is not Form.SECTION)
    new_sections = tuple(block for block in placing.blocks if block.form is Form.SECTION)
    if placing.relation is Relation.START:
        return (*new_text, *text, *new_sections, *sections)
    return (*text, *new_text, *sections, *new_sections)


def _same(result: Sequence[Block], blocks: tuple[Block, ...]) -> bool:
    return len(result) == len(blocks) and all(new is old for new, old in zip(result, blocks, strict=True))

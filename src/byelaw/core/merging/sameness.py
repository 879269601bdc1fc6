"""Whether two texts say the same, wherever they were written."""

from typing import Any

from byelaw.core.blocks import Block
from byelaw.core.items import PathwayStep
from byelaw.core.tree import Nodes

_POSITIONS = frozenset({"pos", "line", "column"})


def same_words(one: Block, other: Block) -> bool:
    """Tell whether two blocks would publish the same: words, marks, links, strength, who, condition, title and everything inside.

    It stops at the first difference, which in a rewritten text is the first word.
    """
    if _rules(one) != _rules(other):
        return False
    texts = ((one.title, other.title), (one.caption, other.caption), (one.nodes, other.nodes))
    children, others = ([child for child in each.children if not child.omitted] for each in (one, other))
    return (
        all(same_inlines(mine, theirs) for mine, theirs in texts)
        and len(children) == len(others)
        and all(same_words(mine, theirs) for mine, theirs in zip(children, others, strict=True))
    )


def same_inlines(one: Nodes, other: Nodes) -> bool:
    """Tell whether two runs of nodes are the same but for where they were written."""
    return one is other or (len(one) == len(other) and all(bare(mine) == bare(theirs) for mine, theirs in zip(one, other, strict=True)))


def bare(value: Any) -> Any:  # noqa: ANN401 - a tree of JSON values
    """Return the tree without the source positions that links and look-ups carry."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [bare(item) for item in value if not _is_position(item)]
    return value


def _is_position(item: object) -> bool:
    return isinstance(item, list | tuple) and len(item) == len(("key", "value")) and isinstance(item[0], str) and item[0] in _POSITIONS


def _rules(block: Block) -> tuple[object, ...]:
    when = block.when.written if block.when else ""
    return (block.form, block.strength, sorted(block.who), block.sources, when, block.classes, block.template, block.records, _data(block))


def _data(block: Block) -> object:
    """Return what a step, field or check says besides its words, without where its ways were written."""
    if isinstance(block.item, PathwayStep):
        return (block.item.kind, block.item.within, [(way.words, way.to) for way in block.item.ways])
    return block.item

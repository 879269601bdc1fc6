"""Whether two texts say the same, wherever they were written."""

import json
from typing import Any

from byelaw.core.blocks import Block
from byelaw.core.tree import Node, Nodes

_POSITIONS = frozenset({"pos", "line", "column"})


def same_words(one: Block, other: Block) -> bool:
    """Tell whether two blocks would publish the same: words, marks, links, strength, who, condition, title and everything inside."""
    return _form(one) == _form(other)


def same_inlines(one: Nodes, other: Nodes) -> bool:
    """Tell whether two runs of inlines are the same but for where they were written."""
    return bool(bare(list(one)) == bare(list(other)))


def bare(value: Any) -> Any:  # noqa: ANN401 - a tree of JSON values
    """Return the tree without the source positions that links and look-ups carry."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [bare(item) for item in value if not _is_position(item)]
    return value


def _is_position(item: object) -> bool:
    return isinstance(item, list | tuple) and len(item) == len(("key", "value")) and isinstance(item[0], str) and item[0] in _POSITIONS


def _form(block: Block) -> str:
    own: list[Node | object] = [
        block.form,
        bare(list(block.title)),
        block.strength,
        sorted(block.who),
        block.sources,
        block.when.written if block.when else "",
        block.classes,
        bare(list(block.caption)),
        block.template,
        block.records,
        bare(list(block.nodes)),
        [_form(child) for child in block.children if not child.omitted],
    ]
    return json.dumps(own)

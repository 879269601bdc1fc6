"""A localisation's own references by their full names: plain in its own files, `scotland:act` everywhere else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from byelaw.core.blocks import Block, Uses, map_blocks
from byelaw.core.declarations import Reference
from byelaw.core.merging.targets import meant
from byelaw.core.names import LayerId, qualified
from byelaw.core.tree import Node, Nodes, rewrite

_LINK = "ref:"


def full_references(own: Mapping[str, Reference], layer: LayerId) -> dict[str, Reference]:
    """Return the references that the layer declares by their full names; what replaced one by its full name too."""
    names = full_names(own, layer)
    made = (replace(each, id=qualified(layer, each.id), replaced_by=_full(each.replaced_by, layer, names)) for each in own.values())
    return {each.id: each for each in made}


def full_names(own: Collection[str], layer: LayerId) -> frozenset[str]:
    """Return the full names of the layer's own references."""
    return frozenset(qualified(layer, name) for name in own)


def naming_in_full(blocks: Sequence[Block], layer: LayerId, own: Collection[str]) -> tuple[Block, ...]:
    """Return the layer's blocks with every source and `ref:` link by its full name, so that they mean the same wherever they come to stand.

    A plain id is the layer's own reference if it has one of that name (`own`, full names), otherwise the framework's.
    """
    return map_blocks(tuple(blocks), lambda block: (_named(block, layer, own),))


def _named(block: Block, layer: LayerId, own: Collection[str]) -> Block:
    named = replace(block, sources=tuple(_full(each, layer, own) for each in block.sources)) if block.sources else block
    if _cites(block.uses):
        nodes, caption = _linked(block.nodes, layer, own), _linked(block.caption, layer, own)
        named = replace(named, nodes=nodes, caption=caption, uses=_used(block.uses, layer, own))
    if _cites(block.title_uses):
        named = replace(named, title=_linked(block.title, layer, own), title_uses=_used(block.title_uses, layer, own))
    return named


def _cites(uses: Uses) -> bool:
    return any(each.startswith(_LINK) for each in uses.links)


def _used(uses: Uses, layer: LayerId, own: Collection[str]) -> Uses:
    return replace(uses, links=tuple(_target(each, layer, own) for each in uses.links))


def _linked(nodes: Nodes, layer: LayerId, own: Collection[str]) -> Nodes:
    def linked(node: Node) -> Node | None:
        if node["t"] != "Link":
            return None
        attributes, words, (target, title) = node["c"]
        return {"t": "Link", "c": [attributes, words, [_target(target, layer, own), title]]}

    return tuple(rewrite(list(nodes), linked))


def _target(written: str, layer: LayerId, own: Collection[str]) -> str:
    return _LINK + _full(written.removeprefix(_LINK), layer, own) if written.startswith(_LINK) else written


def _full(written: str, layer: LayerId, own: Collection[str]) -> str:
    return meant(written, layer, own) if written else ""

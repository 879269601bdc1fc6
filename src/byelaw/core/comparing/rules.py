"""What is said of blocks beside their text: lock, strength, who, condition, sources, links, pictures, data of items, whose they are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from byelaw.core.blocks import Block
from byelaw.core.comparing.causes import Pairing, cause_of
from byelaw.core.comparing.changes import About, Cause, Flag, RuleChange, RuleKind, Weight
from byelaw.core.comparing.deeds import origin_changes
from byelaw.core.comparing.folding import said_of
from byelaw.core.comparing.inlines import Reading
from byelaw.core.comparing.pieces import Piece, pieces_of
from byelaw.core.comparing.sides import Atlas, Known
from byelaw.core.comparing.trees import MergedDocument
from byelaw.core.comparing.weighing import is_made, text_of
from byelaw.core.declarations import Lock
from byelaw.core.finishing.settling import condition_words
from byelaw.core.items import AuditCheck, FormField, Item, Part, PathwayStep, kind_of
from byelaw.core.names import DocumentId, anchor
from byelaw.core.tree import Node, walk


def rule_changes(
    pairing: Pairing, merged: MergedDocument, renamed: Mapping[str, str], readings: tuple[Reading, Reading]
) -> Iterator[RuleChange]:
    """Yield what is said otherwise of the blocks that both sides have, in the order of the new document; then links and pictures."""
    formerly = {now: old for old, now in renamed.items()}
    told: set[object] = set()
    for (document, name), new in pairing.new.blocks.items():
        old = pairing.old.blocks.get((pairing.old_id, name)) or pairing.old.blocks.get((pairing.old_id, formerly.get(name, name)))
        if old is not None and document == pairing.new_id:
            yield from _of_block(pairing, old, new)
            yield from origin_changes(pairing, old, new, told)
    for piece in pieces_of(merged):
        if not (piece.is_added or piece.is_removed):
            yield from _of_links(pairing, piece, readings)


def _of_block(pairing: Pairing, old: Known, new: Known) -> Iterator[RuleChange]:
    for kind, what, before, after, flags in (*_locks(pairing, old, new), *_said(pairing, old.block, new.block)):
        spots = pairing.old.spot(pairing.old_id, anchor(old.block.id)), pairing.new.spot(pairing.new_id, anchor(new.block.id))
        if before != after and not pairing.told(before, after, spots[1], frozenset({said_of(kind.value)})).is_whole:
            is_following = kind is RuleKind.LOCK and _follows_strength(old.block, new.block)
            weight = Weight.EDITORIAL if is_following else Weight.SUBSTANTIVE
            rule = "the lock follows from the strength" if is_following else f"the {what or kind.value} of a block changed"
            yield RuleChange(kind, About(*spots, weight, flags, _cause(pairing, old, new, kind), rule=rule), before, after, what)


def _cause(pairing: Pairing, old: Known, new: Known, kind: RuleKind) -> Cause:
    """Return who changed it; who decided the fact, for a condition that is no longer open."""
    if kind is RuleKind.CONDITION and old.block.when is not None and new.block.when is None:
        return pairing.new.settled_by(old.block.when)
    return cause_of(pairing, old, new)


_Said: TypeAlias = tuple[RuleKind, str, str, str, tuple[Flag, ...]]
"""The kind, which of the kind, what was said, what is said now, and flags."""


def _said(pairing: Pairing, old: Block, new: Block) -> Iterator[_Said]:
    yield RuleKind.STRENGTH, "", _strength(pairing.old, old), _strength(pairing.new, new), (Flag.MODALITY,)
    if old.who != new.who:
        yield RuleKind.WHO, "", _who(pairing.old, old), _who(pairing.new, new), (Flag.ROLE,)
    yield RuleKind.CONDITION, "", _condition(pairing.old, old), _condition(pairing.new, new), ()
    yield RuleKind.SOURCES, "", ", ".join(old.sources), ", ".join(new.sources), ()
    if old.item is not None and new.item is not None:
        yield RuleKind.ITEM, "kind", kind_of(old.item), kind_of(new.item), ()
    before, after = dict(_item(old.item)), dict(_item(new.item))
    for what in dict.fromkeys((*before, *after)):
        yield RuleKind.ITEM, what, before.get(what, ""), after.get(what, ""), ()


def _locks(pairing: Pairing, old: Known, new: Known) -> Iterator[_Said]:
    """Yield the lock that holds for a block, unless it changed with that of what the block stands in on both sides."""
    before, after = pairing.old.lock(old), pairing.new.lock(new)
    around = _around(pairing.old, old), _around(pairing.new, new)
    if old.section != new.section or (before, after) != around:
        yield RuleKind.LOCK, "", str(before), str(after), ()


def _follows_strength(old: Block, new: Block) -> bool:
    """Tell whether another lock is only that of another strength, which is told."""
    return old.strength != new.strength and old.lock is None and new.lock is None


def _around(atlas: Atlas, known: Known) -> Lock:
    if not known.around:
        return known.document.lock or Lock.OPEN
    return atlas.lock(Known(known.around[-1], known.around[:-1], known.document))


def _strength(atlas: Atlas, block: Block) -> str:
    strength = atlas.edition.framework.declarations.strengths.get(block.strength)
    return strength.name if strength is not None else block.strength


def _who(atlas: Atlas, block: Block) -> str:
    declarations = atlas.edition.framework.declarations
    kind = declarations.record_types.get(declarations.who)
    records = [(each, atlas.edition.records.get((declarations.who, each))) for each in block.who]
    return ", ".join(str(record.fields.get(kind.text, each)) if record and kind else each for each, record in records)


def _condition(atlas: Atlas, block: Block) -> str:
    return condition_words(block.when, atlas.edition.framework.declarations) if block.when is not None else ""


def _item(item: Item | None) -> Iterator[tuple[str, str]]:
    """Yield what is said of an item, each by its name, but for what its title and text say."""
    if item is None:
        return
    match item:
        case PathwayStep():
            yield "kind of step", str(item.kind)
            yield "ways on", "; ".join(f"{way.words} → {way.to}" if way.words else way.to for way in item.ways)
            yield "limited by", item.within
        case FormField():
            yield "type", str(item.kind)
            yield "required", "yes" if item.required else "no"
            yield "choices", "; ".join(item.choices)
            yield "columns", "; ".join(f"{each.name} ({each.kind}: {', '.join(each.choices)})" for each in item.columns)
            yield "rows", str(item.rows)
        case AuditCheck() | Part():
            return
        case _:
            yield "name", item.name
            yield "summary", item.summary
            yield "ratings", "; ".join(f"{each.figure} {each.name}: {each.meaning}" for each in getattr(item, "ratings", ()))
            yield "due again after", str(getattr(item, "cycle", ""))


def _of_links(pairing: Pairing, piece: Piece, readings: tuple[Reading, Reading]) -> Iterator[RuleChange]:
    """Yield links that lead elsewhere and pictures that are others, where their number stayed: else the text changed."""
    kinds = ((RuleKind.LINK, "Link", (Flag.LINK,)), (RuleKind.PICTURE, "Image", ()))
    for kind, node_kind, flags in kinds:
        before, after = (_found(nodes, node_kind) for nodes in (piece.old_nodes, piece.new_nodes))
        if len(before) != len(after):
            continue
        for old, new in zip(before, after, strict=True):
            if _target(old) != _target(new) and _is_alike(old, new, readings) and not _follows(pairing, piece, old, new):
                yield _retargeted(pairing, piece, kind, (old, new), flags)


def _is_alike(old: Node, new: Node, readings: tuple[Reading, Reading]) -> bool:
    """Tell whether two links have the same words, or words that were made from where they lead."""
    is_link = old["t"] == new["t"] == "Link"
    return text_of([old]) == text_of([new]) or (
        is_link and is_made(old, *(each.links for each in readings)) and is_made(new, readings[1].links)
    )


def _retargeted(pairing: Pairing, piece: Piece, kind: RuleKind, nodes: tuple[Node, Node], flags: tuple[Flag, ...]) -> RuleChange:
    known = pairing.old.blocks.get((pairing.old_id, piece.old)), pairing.new.blocks.get((pairing.new_id, piece.new))
    spots = pairing.old.spot(pairing.old_id, piece.old), pairing.new.spot(pairing.new_id, piece.new)
    old, new = (_target(each) for each in nodes)
    moved = pairing.onward.get(_address(pairing.old, pairing.old_id, old), ())
    if _address(pairing.new, pairing.new_id, new) in moved:
        weight, rule = Weight.EDITORIAL, "the link follows what it leads to"
    else:
        weight, rule = Weight.SUBSTANTIVE, f"the {kind.value} of the same words changed"
    about = About(*spots, weight, flags, cause_of(pairing, *known, piece.layer), rule=rule)
    return RuleChange(kind, about, old, new, text_of([nodes[1]]))


def _address(atlas: Atlas, here: DocumentId, target: str) -> str:
    """Return the address that a link leads to; empty for one that leads out."""
    name, _, block = target.removeprefix("doc:").partition("#")
    document = atlas.files.get(name) if target.startswith("doc:") else here
    known = atlas.blocks.get((document, block)) if document is not None else None
    return f"{document}#{known.block.id}" if known is not None else document or ""


def _found(nodes: Sequence[Node], kind: str) -> list[Node]:
    return [node for node in walk(list(nodes)) if node["t"] == kind]


def _target(node: Node) -> str:
    return str(node["c"][2][0])


def _follows(pairing: Pairing, piece: Piece, old: Node, new: Node) -> bool:
    """Tell whether a link follows from what is told elsewhere: the address or number of a value, or the ways on from a step."""
    if any(_target(each).removeprefix("mailto:") == text_of([each]) for each in (old, new)) and pairing.swaps:
        return True
    known = pairing.old.blocks.get((pairing.old_id, piece.old)), pairing.new.blocks.get((pairing.new_id, piece.new))
    ways = [[(way.words, way.to) for way in each.block.item.ways] for each in known if each and isinstance(each.block.item, PathwayStep)]
    return len(ways) == len(known) and ways[0] != ways[1]

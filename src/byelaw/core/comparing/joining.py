"""Text that was split or joined, as the fates of ids say, and text that went to another document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from byelaw.core.blocks import Form
from byelaw.core.comparing.aligning import identifier
from byelaw.core.comparing.causes import Pairing
from byelaw.core.comparing.changes import About, Change, Count, Spot, TextChange, TextKind, Weight
from byelaw.core.comparing.folding import Swap, folded
from byelaw.core.comparing.merging import Merger
from byelaw.core.comparing.renumbering import in_one
from byelaw.core.comparing.sides import Atlas
from byelaw.core.comparing.trees import Added, Inside, Merged, Removed, new_of, old_of
from byelaw.core.comparing.weighing import Lexicon, count, flags_of, text_of, weight_of_parting
from byelaw.core.declarations import Fate
from byelaw.core.names import DocumentId, anchor
from byelaw.core.tree import Node, Nodes, walk

LEAST_WORDS = 8
"""Text of fewer words that went from one document and came to another is two changes."""
_TOLD = frozenset(
    {TextKind.ADDED, TextKind.REMOVED, TextKind.CHANGED, TextKind.RETITLED, TextKind.MOVED, TextKind.MOVED_AND_CHANGED, TextKind.RENUMBERED}
)


_ALONE = (TextKind.ADDED, TextKind.REMOVED)


@dataclass(frozen=True, slots=True)
class Parting:
    """What was one and is several, or was several and is one, by anchors."""

    kind: TextKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    because: str
    is_container: bool = False
    """Only headings came or went: the section of which they are parts stays, and what changed in its text is told apart."""

    def tells(self, change: TextChange) -> bool:
        """Tell whether a change of text is part of it."""
        old, new = change.about.old, change.about.new
        if self.is_container:
            names = (self.new[1:], new) if self.kind is TextKind.SPLIT else (self.old[1:], old)
            wanted = TextKind.ADDED if self.kind is TextKind.SPLIT else TextKind.REMOVED
            return change.kind is wanted and names[1] is not None and names[1].anchor in names[0]
        is_there = (old is not None and old.anchor in self.old) or (new is not None and new.anchor in self.new)
        return change.kind in _TOLD and is_there


def partings(pairing: Pairing, fates: Mapping[str, Fate]) -> tuple[Parting, ...]:
    """Return the splits and joins in a document; what was retired or only renamed is none."""
    became: dict[str, tuple[str, ...]] = {}
    reasons: dict[str, str] = {}
    for fate in fates.values():
        document, _, block = fate.address.partition("#")
        onward = [each.partition("#") for each in fate.became]
        if document in (pairing.old_id, pairing.new_id) and block and all(name == pairing.new_id for name, _, _ in onward):
            name = anchor(block)
            onward_names = [anchor(each) for _, _, each in onward]
            is_gone = (pairing.new_id, name) not in pairing.new.blocks or (name in onward_names and len(onward_names) > 1)
            if (pairing.old_id, name) in pairing.old.blocks and is_gone:
                became[name] = tuple(onward_names)
                reasons[name] = fate.because
    found = [Parting(TextKind.SPLIT, (old,), new, reasons[old]) for old, new in became.items() if len(new) > 1]
    sources: dict[str, list[str]] = {}
    for old, new in became.items():
        if len(new) == 1:
            sources.setdefault(new[0], []).append(old)
    for name, olds in sources.items():
        whole = [name, *olds] if (pairing.old_id, name) in pairing.old.blocks else olds
        if len(whole) > 1:
            found.append(Parting(TextKind.JOINED, tuple(whole), (name,), reasons[olds[0]]))
    said = {name for each in found for name in (*each.old, *each.new)}
    return (*found, *(each for each in _contained(pairing) if said.isdisjoint({*each.old, *each.new})))


def _contained(pairing: Pairing) -> Iterator[Parting]:
    """Yield the sections that were parted by new sections inside them, and those that were joined by leaving out such."""
    for name, inner in _parts(pairing.new, pairing.new_id, pairing.old, pairing.old_id):
        yield Parting(TextKind.SPLIT, (name,), (name, *inner), "", is_container=True)
    for name, inner in _parts(pairing.old, pairing.old_id, pairing.new, pairing.new_id):
        yield Parting(TextKind.JOINED, (name, *inner), (name,), "", is_container=True)


def _parts(one: Atlas, one_id: DocumentId, other: Atlas, other_id: DocumentId) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sections that both sides have, with those inside that only the one has and whose text stands in it on the other."""
    parted: dict[str, list[str]] = {}
    for (document, name), known in one.blocks.items():
        if document != one_id or known.block.form is not Form.SECTION or (other_id, name) in other.blocks:
            continue
        around = anchor(known.section)
        inner = [found for each in known.block.children if (found := other.blocks.get((other_id, anchor(each.id)))) is not None and each.id]
        if (other_id, around) in other.blocks and inner and all(anchor(each.section) == around for each in inner):
            parted.setdefault(around, []).append(name)
    yield from ((name, tuple(inner)) for name, inner in parted.items())


def with_partings(changes: Sequence[TextChange], pairing: Pairing, found: Sequence[Parting]) -> Iterator[TextChange]:
    """Yield the changes of a document with each split and join as one, where the first change that it tells of stood; new numbers too."""
    yield from in_one(tuple(_with_partings(changes, pairing, found)))


def _with_partings(changes: Sequence[TextChange], pairing: Pairing, found: Sequence[Parting]) -> Iterator[TextChange]:
    told: set[int] = set()
    for change in changes:
        at = next((place for place, parting in enumerate(found) if parting.tells(change)), None)
        if at is None:
            yield change
        elif at not in told:
            told.add(at)
            parts = [part for each in changes if found[at].tells(each) for part in each.merged]
            apart = frozenset(
                each.about.spot.anchor for each in changes if each.kind in _ALONE and not any(one.tells(each) for one in found)
            )
            is_container = found[at].is_container
            yield _contained_change(pairing, found[at], change, parts) if is_container else _parted(pairing, found[at], change, apart)


def _contained_change(pairing: Pairing, parting: Parting, change: TextChange, parts: Sequence[Merged]) -> TextChange:
    """Return the change of a section by headings in it alone: `merged` is what came or went."""
    old, new = _spots(pairing, parting)
    before, after = ("; ".join(dict.fromkeys(each.title for each in spots)) for spots in (old, new))
    said = text_of(old_of(parts)), text_of(new_of(parts))
    words = flags_of(*said, pairing.lexicon)
    is_bare = all(node["t"] == "Header" for node in (*old_of(parts), *new_of(parts)))
    weight = Weight.EDITORIAL if is_bare else Weight.SUBSTANTIVE
    rule = "the same text under more or fewer headings" if is_bare else f"text was {parting.kind.value} and its words changed"
    about = replace(change.about, old=old[0], new=new[0], weight=weight, rule=rule, words=count(parts), flags=() if is_bare else words)
    return TextChange(parting.kind, about, before, after, tuple(parts), 0, (*old[1:], *new[1:]))


def _spots(pairing: Pairing, parting: Parting) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    old = tuple(pairing.old.spot(pairing.old_id, name) for name in parting.old)
    return old, tuple(pairing.new.spot(pairing.new_id, name) for name in parting.new)


def _parted(pairing: Pairing, parting: Parting, change: TextChange, apart: frozenset[str]) -> TextChange:
    """Return the change of what was split or joined, without the blocks in it that are told apart as new or gone."""
    old_body, new_body = pairing.old.pages[pairing.old_id].body, pairing.new.pages[pairing.new_id].body
    old = [node for name in parting.old for node in section(old_body, name)]
    new = [node for name in parting.new for node in section(new_body, name)]
    whole = Merger(pairing.old.reading(pairing.old_id), pairing.new.reading(pairing.new_id)).blocks(old, new)
    merged = tuple(_without(whole, apart))
    spots = _spots(pairing, parting)
    before, after = text_of(old_of(merged)), text_of(new_of(merged))
    told = pairing.told(before, after, spots[1][0]).text
    weight, rule = weight_of_parting(told, after, f"text was {parting.kind.value} and its words changed")
    flags = flags_of(told, after, pairing.lexicon)
    cause = replace(change.about.cause, because=change.about.cause.because or parting.because)
    about = About(spots[0][0], spots[1][0], weight, flags, cause, count(merged), rule)
    return TextChange(parting.kind, about, before, after, merged, 0, (*spots[0][1:], *spots[1][1:]))


def _without(parts: Sequence[Merged], apart: frozenset[str]) -> Iterator[Merged]:
    """Yield the parts without the blocks named; a box of which only its label would be left goes too."""
    for part in parts:
        if isinstance(part, Inside):
            left = tuple(_without(part.children, apart))
            if len(left) == len(part.children) or not all(isinstance(each, Added | Removed) for each in left):
                yield replace(part, children=left)
        elif not (isinstance(part, Added | Removed) and _named(part.node) in apart):
            yield part


def _named(node: Node) -> str:
    """Return the anchor of a block, or of the first in it that has one: what is kept for some editions has a box around it."""
    return next(filter(None, map(identifier, walk(node))), "")


def section(body: Nodes, name: str) -> tuple[Node, ...]:
    """Return a block by its anchor, wherever it is; a heading with its section's own text."""
    for at, node in enumerate(body):
        if identifier(node) == name and node["t"] == "Header":
            end = next((place for place in range(at + 1, len(body)) if body[place]["t"] == "Header"), len(body))
            return body[at:end]
        if identifier(node) == name:
            return (node,)
        if node["t"] == "Div":
            inner = section(tuple(node["c"][1]), name)
            if inner:
                return inner
    return ()


@dataclass(frozen=True, slots=True)
class Between:
    """What is known between documents: the new side, the fates of ids, the words to flag, and those that shared changes swap."""

    new: Atlas
    fates: Mapping[str, Fate]
    words: Lexicon
    swaps: Sequence[tuple[int, Swap]]


def between_documents(changes: Sequence[Change], known: Between) -> tuple[Change, ...]:
    """Return the changes with what went from one document to another as one, at its new place; what is gone with where to look now."""
    gone = [each for each in changes if isinstance(each, TextChange) and each.kind is TextKind.REMOVED]
    taken: dict[int, TextChange] = {}
    left: set[int] = set()
    for change in changes:
        if not isinstance(change, TextChange) or change.kind is not TextKind.ADDED:
            continue
        former = next((each for each in gone if id(each) not in left and _went(each, change, known.fates)), None)
        if former is not None:
            left.add(id(former))
            taken[id(change)] = _gone_over(former, change, known)
    taken.update({id(each): _pointing(each, known) for each in gone if id(each) not in left})
    return tuple(taken.get(id(each), each) for each in changes if id(each) not in left)


def _pointing(change: TextChange, known: Between) -> TextChange:
    """Return what is gone with the places that stand for it now."""
    fate = known.fates.get(change.about.old.address) if change.about.old is not None else None
    onward = [each.partition("#") for each in fate.became] if fate is not None else []
    spots = [known.new.spot(DocumentId(document), anchor(block)) for document, _, block in onward]
    return replace(change, others=tuple(each for each in spots if each.anchor))


def _went(old: TextChange, new: TextChange, fates: Mapping[str, Fate]) -> bool:
    before, after = old.about.old, new.about.new
    if before is None or after is None or before.document == after.document:
        return False
    fate = fates.get(before.address)
    if fate is not None:
        return after.address in fate.became
    return old.old == new.new and len(old.old.split()) >= LEAST_WORDS


def _gone_over(old: TextChange, new: TextChange, known: Between) -> TextChange:
    merged = Merger().blocks(old_of(old.merged), new_of(new.merged))
    told = folded(old.old, new.new, [each for each in known.swaps if not each[1].names])
    is_changed = not told.is_whole
    kind = TextKind.MOVED_AND_CHANGED if is_changed else TextKind.MOVED
    weight, rule = weight_of_parting(told.text, new.new, "text went to another document and its words changed")
    about = replace(
        new.about,
        old=old.about.old,
        weight=weight,
        rule=rule if is_changed else "the same text in another document",
        flags=flags_of(told.text, new.new, known.words),
        words=count(merged) if is_changed else Count(),
    )
    return TextChange(kind, about, old.old, new.new, merged)

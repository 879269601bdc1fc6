"""Text that was split or joined, as the fates of ids say, and text that went to another document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from byelaw.core.comparing.aligning import identifier
from byelaw.core.comparing.causes import Pairing
from byelaw.core.comparing.changes import About, Change, Count, TextChange, TextKind, Weight
from byelaw.core.comparing.merging import Merger
from byelaw.core.comparing.trees import new_of, old_of
from byelaw.core.comparing.weighing import Lexicon, count, flags_of, is_editorial, text_of
from byelaw.core.declarations import Fate
from byelaw.core.names import anchor
from byelaw.core.tree import Node, Nodes

LEAST_WORDS = 8
"""Text of fewer words that went from one document and came to another is two changes."""
_TOLD = frozenset(
    {TextKind.ADDED, TextKind.REMOVED, TextKind.CHANGED, TextKind.RETITLED, TextKind.MOVED, TextKind.MOVED_AND_CHANGED, TextKind.RENUMBERED}
)


@dataclass(frozen=True, slots=True)
class Parting:
    """What was one and is several, or was several and is one, by anchors."""

    kind: TextKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    because: str

    def tells(self, change: TextChange) -> bool:
        """Tell whether a change of text is part of it."""
        old, new = change.about.old, change.about.new
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
            if (pairing.old_id, name) in pairing.old.blocks and (pairing.new_id, name) not in pairing.new.blocks:
                became[name] = tuple(anchor(each) for _, _, each in onward)
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
    return tuple(found)


def with_partings(changes: Sequence[TextChange], pairing: Pairing, found: Sequence[Parting]) -> Iterator[TextChange]:
    """Yield the changes of a document with each split and join as one, where the first change that it tells of stood."""
    told: set[int] = set()
    for change in changes:
        at = next((place for place, parting in enumerate(found) if parting.tells(change)), None)
        if at is None:
            yield change
        elif at not in told:
            told.add(at)
            yield _parted(pairing, found[at], change)


def _parted(pairing: Pairing, parting: Parting, change: TextChange) -> TextChange:
    old_body, new_body = pairing.old.pages[pairing.old_id].body, pairing.new.pages[pairing.new_id].body
    old = [node for name in parting.old for node in section(old_body, name)]
    new = [node for name in parting.new for node in section(new_body, name)]
    merged = Merger(pairing.old.reading(pairing.old_id), pairing.new.reading(pairing.new_id)).blocks(old, new)
    spots = [
        [atlas.spot(document, name) for name in names]
        for atlas, document, names in ((pairing.old, pairing.old_id, parting.old), (pairing.new, pairing.new_id, parting.new))
    ]
    before, after = text_of(old), text_of(new)
    weight, rule = _weight(before, after, f"text was {parting.kind.value} and its words changed")
    flags = flags_of(before, after, pairing.lexicon)
    cause = replace(change.about.cause, because=change.about.cause.because or parting.because)
    about = About(spots[0][0], spots[1][0], weight, flags, cause, count(merged), rule)
    return TextChange(parting.kind, about, before, after, merged, 0, (*spots[0][1:], *spots[1][1:]))


def _weight(old: str, new: str, rule: str) -> tuple[Weight, str]:
    if old == new:
        return Weight.MOVE, "the same text, parted otherwise"
    return (Weight.EDITORIAL, "the same words, parted otherwise") if is_editorial(old, new) else (Weight.SUBSTANTIVE, rule)


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


def between_documents(changes: Sequence[Change], fates: Mapping[str, Fate], words: Lexicon) -> tuple[Change, ...]:
    """Return the changes with what went from one document to another as one, at its new place."""
    gone = [each for each in changes if isinstance(each, TextChange) and each.kind is TextKind.REMOVED]
    taken: dict[int, TextChange] = {}
    left: set[int] = set()
    for change in changes:
        if not isinstance(change, TextChange) or change.kind is not TextKind.ADDED:
            continue
        former = next((each for each in gone if id(each) not in left and _went(each, change, fates)), None)
        if former is not None:
            left.add(id(former))
            taken[id(change)] = _gone_over(former, change, words)
    return tuple(taken.get(id(each), each) for each in changes if id(each) not in left)


def _went(old: TextChange, new: TextChange, fates: Mapping[str, Fate]) -> bool:
    before, after = old.about.old, new.about.new
    if before is None or after is None or before.document == after.document:
        return False
    fate = fates.get(before.address)
    if fate is not None:
        return after.address in fate.became
    return old.old == new.new and len(old.old.split()) >= LEAST_WORDS


def _gone_over(old: TextChange, new: TextChange, words: Lexicon) -> TextChange:
    merged = Merger().blocks(old_of(old.merged), new_of(new.merged))
    is_changed = old.old != new.new
    kind = TextKind.MOVED_AND_CHANGED if is_changed else TextKind.MOVED
    weight, rule = _weight(old.old, new.new, "text went to another document and its words changed")
    about = replace(
        new.about,
        old=old.about.old,
        weight=weight,
        rule=rule if is_changed else "the same text in another document",
        flags=flags_of(old.old, new.new, words),
        words=count(merged) if is_changed else Count(),
    )
    return TextChange(kind, about, old.old, new.new, merged)

"""What a framework declares by name: tiers, kinds of documents, strengths, facts, events. A new name is told once, wherever it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from byelaw.core.comparing.changes import Flag, SharedChange, SharedKind, Weight
from byelaw.core.comparing.folding import Swap, folded, said_of
from byelaw.core.comparing.shared import Entry, Shared
from byelaw.core.comparing.sides import Atlas
from byelaw.core.comparing.weighing import is_editorial
from byelaw.core.declarations import Declarations
from byelaw.core.limits import Limit

_BINDING = frozenset({SharedKind.STRENGTH, SharedKind.EVENT})
"""Kinds whose names say what is to be done, or from when."""
_FLAGS: Mapping[SharedKind, tuple[Flag, ...]] = {SharedKind.STRENGTH: (Flag.MODALITY,), SharedKind.EVENT: (Flag.NUMBER,)}
_EDITORIAL = frozenset({"plural", "summary", "help"})
_SCHEMES: Mapping[SharedKind, str] = {SharedKind.DOCUMENT_KIND: "kind"}
_SHOWN: Mapping[SharedKind, tuple[str, ...]] = {
    SharedKind.TIER: ("set by",),
    SharedKind.DOCUMENT_KIND: ("kind",),
    SharedKind.STRENGTH: ("strength",),
    SharedKind.FACT: ("condition",),
    SharedKind.EVENT: ("event",),
}
"""In what is said of blocks and values the name of each shows."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Something with a name, and what else is declared of it."""

    kind: SharedKind
    id: str
    name: str
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return `fact:panel`."""
        return f"{_SCHEMES.get(self.kind, self.kind.value)}:{self.id}"


def named_changes(old: Atlas, new: Atlas, terms: Sequence[Shared]) -> Iterator[Shared]:
    """Yield what both sides declare under another name, and not only by terms, with the words that this swaps in what is said of others."""
    renamed = [(0, swap) for each in terms for swap in each.swaps]
    for before, after in _pairs(old, new):
        if before is None or after is None or folded(before.name, after.name, renamed).is_whole:
            continue
        is_weighty = after.kind in _BINDING and not is_editorial(before.name, after.name)
        weight = Weight.SUBSTANTIVE if is_weighty else Weight.EDITORIAL
        flags = _FLAGS.get(after.kind, ()) if is_weighty else ()
        change = Entry(after.kind, after.address, after.name, before.name, after.name, new.cause(None), flags, weight, what="name").change()
        yield Shared(change, tuple(_swaps(before, after, new)))


def _swaps(before: _Named, after: _Named, new: Atlas) -> Iterator[Swap]:
    names = {said_of(what) for what in _SHOWN[after.kind]}
    if after.kind is SharedKind.EVENT:
        names |= {name for name in new.edition.framework.declarations.values if _event(new, name) == after.id}
    yield Swap(before.name, after.name, frozenset(names))


def _event(atlas: Atlas, name: str) -> str:
    content = atlas.content(name)
    return content.anchor if isinstance(content, Limit) else ""


def rest_changes(old: Atlas, new: Atlas, swaps: Iterable[tuple[int, Swap]]) -> Iterator[SharedChange]:
    """Yield what else is declared otherwise of what has a name, and what of these came or went."""
    renamed = tuple(swaps)
    for before, after in _pairs(old, new):
        known = after or before
        if known is None:
            continue
        if before is None or after is None:
            one, other = ("" if each is None else each.name for each in (before, after))
            yield Entry(known.kind, known.address, known.name, one, other, new.cause(None), weight=Weight.SUBSTANTIVE).change()
            continue
        for what in after.more:
            one, other = before.more[what], after.more[what]
            if folded(one, other, [each for each in renamed if each[1].is_among(frozenset({said_of(what)}))]).is_whole:
                continue
            weight = Weight.EDITORIAL if what in _EDITORIAL or is_editorial(one, other) else Weight.SUBSTANTIVE
            flags = _FLAGS.get(known.kind, ()) if weight is Weight.SUBSTANTIVE else ()
            yield Entry(known.kind, known.address, known.name, one, other, new.cause(None), flags, weight, what=what).change()


def _pairs(old: Atlas, new: Atlas) -> Iterator[tuple[_Named | None, _Named | None]]:
    """Yield what each side has, those of the new one first."""
    sides = [{each.address: each for each in _declared(atlas.edition.framework.declarations)} for atlas in (old, new)]
    for address in dict.fromkeys((*sides[1], *sides[0])):
        yield sides[0].get(address), sides[1].get(address)


def _declared(said: Declarations) -> Iterator[_Named]:
    tiers = {each.id: each.name for each in said.tiers}
    yield from (_Named(SharedKind.TIER, name, words) for name, words in tiers.items())
    for kind in said.kinds.values():
        yield _Named(SharedKind.DOCUMENT_KIND, kind.id, kind.name, {"plural": kind.plural, "summary": kind.summary})
    for strength in said.strengths.values():
        yield _Named(SharedKind.STRENGTH, strength.id, strength.name, {"meaning": strength.meaning, "lock": str(strength.lock)})
    for fact in said.facts.values():
        more = {"choices": "; ".join(fact.choices), "default": fact.default, "set by": tiers.get(fact.set_by, fact.set_by)}
        yield _Named(SharedKind.FACT, fact.id, fact.name, {**more, "help": fact.help})
    for event, words in said.events.items():
        after = ", ".join(sorted(said.events.get(each, each) for each in said.after.get(event, ())))
        yield _Named(SharedKind.EVENT, event, words, {"comes after": after})

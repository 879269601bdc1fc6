"""What is kept beside the text: who signed it off, what in it could not wait, which findings are let pass, what a layer leaves out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from byelaw.core.blocks import Operation, Step
from byelaw.core.comparing.changes import Cause, Flag, SharedChange, SharedKind, Spot, Weight
from byelaw.core.comparing.deeds import is_inherited
from byelaw.core.comparing.shared import Entry, placed
from byelaw.core.comparing.sides import Atlas
from byelaw.core.comparing.weighing import Lexicon, flags_of, is_editorial
from byelaw.core.declarations import Waiver
from byelaw.core.editions import Omission
from byelaw.core.finishing.notices import Notice, notices_of, spot_of
from byelaw.core.finishing.wording import day_words
from byelaw.core.names import FRAMEWORK, DocumentId, LayerId, anchor
from byelaw.core.releases import Layer, Signed, Urgent

UNSIGNED = "no sign-off recorded"


def signed_changes(old: Atlas, new: Atlas, words: Lexicon) -> Iterator[SharedChange]:
    """Yield what is otherwise: sign-offs, urgent notices, exceptions, what is left out, old addresses."""
    yield from _sign_offs(old, new)
    yield from _urgent(old, new, words)
    yield from _outstanding(old, new, words)
    yield from _exceptions(old, new)
    yield from _left_out(old, new)
    yield from _old_addresses(old, new)


def _sign_offs(old: Atlas, new: Atlas) -> Iterator[SharedChange]:
    """Yield for each layer that both sides stand on which post signed it otherwise."""
    known = [{layer.id: (layer, found) for layer, found in each.side.finished.papers.signed} for each in (old, new)]
    shared = [layer.id for layer in new.edition.layers if layer.id in {each.id for each in old.edition.layers}]
    for layer in shared:
        sides = [each.get(layer) for each in known]
        if None in sides:  # a working copy that nobody signed says nothing of signing
            continue
        posts = [_posts(atlas, side) for atlas, side in zip((old, new), sides, strict=True)]
        for post in dict.fromkeys((*posts[1], *posts[0])):
            before, after = (each.get(post) for each in posts)
            if before != after and (post != _NOBODY or None in (before, after)):
                yield _signing(new, layer, post, (before, after))


_Post: TypeAlias = tuple[str, str]
"""A post and its organisation; both empty where nobody signed."""
_NOBODY: _Post = ("", "")


def _posts(atlas: Atlas, side: tuple[Layer, Sequence[Signed]] | None) -> Mapping[_Post, tuple[bool, str]]:
    """Return for each post whether it signed what is there, and what is said of that."""
    if side is None:
        return {}
    layer, found = side
    name = f"{layer.name} {layer.version}" if layer.version else layer.name
    if not found:
        return {_NOBODY: (False, f"{name}: {UNSIGNED}")}
    language = atlas.edition.framework.declarations.language
    said = {}
    for each in found:
        state = "signed off on" if each.is_current else "changed since it was signed off on"
        said[each.by.role, each.by.organisation] = (each.is_current, f"{name}: {state} {day_words(each.by.on, language)}")
    return said


def _signing(new: Atlas, layer: LayerId, post: _Post, sides: Sequence[tuple[bool, str] | None]) -> SharedChange:
    """Return how a post's sign-off differs: it weighs where what was signed is signed no more, or nobody signed."""
    before, after = ("" if each is None else each[1] for each in sides)
    was, holds = (each is not None and each[0] for each in sides)
    is_lost = bool(after) if post == _NOBODY else was and not holds
    weight = Weight.SUBSTANTIVE if is_lost else Weight.EDITORIAL
    label = ", ".join(filter(None, post)) or "nobody"
    cause = _cause(new, layer)
    rule = "what was signed is signed no more, or nobody signed" if is_lost else "a post signed it, or signed it again"
    return Entry(SharedKind.SIGN_OFF, f"sign-off:{layer}:{post[0]}", label, before, after, cause, weight=weight, rule=rule).change()


def _cause(atlas: Atlas, layer: LayerId, because: str = "", owner: str = "", review: date | None = None) -> Cause:
    tier = next((each.tier for each in atlas.edition.chain if each.id == layer), "")
    found = atlas.named_cause(layer, tier, because, owner, review)
    return found if layer != FRAMEWORK or not because else Cause(found.layer, name=found.name, because=because, owner=owner or found.owner)


def _urgent(old: Atlas, new: Atlas, words: Lexicon) -> Iterator[SharedChange]:
    """Yield what the versions of the layers that both stand on, or the new one alone, say could not wait."""
    known = [{layer.id: found for layer, found in each.side.finished.papers.urgent} for each in (old, new)]
    for layer in known[1]:
        if layer not in known[0]:
            continue
        sides = [{each.at: each for each in side[layer]} for side in known]
        for at in dict.fromkeys((*sides[1], *sides[0])):
            before, after = (each.get(at) for each in sides)
            said = [_urgent_words(each, new) for each in (before, after)]
            if said[0] != said[1]:
                there, one = (new, after) if after is not None else (old, before)
                place = _place(there, one.at if one is not None else at, layer)
                label = place.title if place is not None else at
                entry = Entry(SharedKind.URGENT, f"urgent:{layer}:{at}", label, said[0], said[1], _cause(new, layer))
                yield _weighed(entry, words, place)


def _urgent_words(urgent: Urgent | None, atlas: Atlas) -> str:
    if urgent is None:
        return ""
    day = f"{day_words(urgent.on, atlas.edition.framework.declarations.language)}: " if urgent.on is not None else ""
    return f"{day}{urgent.text.strip()}"


def _outstanding(old: Atlas, new: Atlas, words: Lexicon) -> Iterator[SharedChange]:
    """Yield the notices of newer releases that stand at no place in a document; the text shows the others."""
    sides = [{each.title: each for each in _nowhere(atlas)} for atlas in (old, new)]
    for title in dict.fromkeys((*sides[1], *sides[0])):
        before, after = ("" if each is None else each.words for each in (side.get(title) for side in sides))
        if before != after:
            yield _weighed(Entry(SharedKind.URGENT, f"urgent:{title}", title, before, after, new.cause(None)), words, None)


def _nowhere(atlas: Atlas) -> Iterator[Notice]:
    yield from (each for each in notices_of(atlas.side.finished.papers, atlas.edition) if each.document is None)


def _weighed(entry: Entry, words: Lexicon, place: Spot | None) -> SharedChange:
    weight = Weight.EDITORIAL if entry.old and entry.new and is_editorial(entry.old, entry.new) else Weight.SUBSTANTIVE
    flags = flags_of(entry.old, entry.new, words)
    rule = "an urgent notice came, went or says something else" if weight is Weight.SUBSTANTIVE else ""
    change = replace(entry, flags=flags, weight=weight, rule=rule).change()
    return placed(change, (place,) if place is not None else ())


def _place(atlas: Atlas, at: str, layer: LayerId) -> Spot | None:
    spot = spot_of(at, layer, atlas.edition)
    return atlas.spot(spot.document, anchor(spot.block)) if spot is not None else None


def _exceptions(old: Atlas, new: Atlas) -> Iterator[SharedChange]:
    """Yield which findings are let pass otherwise: on one side only, until another day, or for another reason."""
    sides = [{_key(each): each for each in _waivers(atlas)} for atlas in (old, new)]
    for key in dict.fromkeys((*sides[1], *sides[0])):
        before, after = (each.get(key) for each in sides)
        one = after or before
        said = ["" if each is None else _waiver_words(each, new) for each in (before, after)]
        if one is None or said[0] == said[1]:
            continue
        until = [each.until if each is not None else None for each in (before, after)]
        weight = Weight.SUBSTANTIVE if until[0] != until[1] else Weight.EDITORIAL
        flags = (Flag.NUMBER,) if None not in until and until[0] != until[1] else ()
        label = f"{one.code} at {one.at}" + (f", for {one.for_localisation}" if one.for_localisation else "")
        cause = _cause(new, LayerId(one.layer), one.because, one.by, one.until)
        place = _place(new if after is not None else old, one.at, LayerId(one.layer))
        rule = (
            "an exception came, went or ends on another day" if weight is Weight.SUBSTANTIVE else "its reason or who agreed to it changed"
        )
        name = f"exception:{':'.join(key)}"
        change = Entry(SharedKind.EXCEPTION, name, label, said[0], said[1], cause, flags, weight, rule=rule).change()
        yield placed(change, (place,) if place is not None else ())


def _waivers(atlas: Atlas) -> Iterator[Waiver]:
    """Yield the exceptions that may hold for the edition: not those for a localisation that it is not made from."""
    own = {each.id for each in atlas.edition.chain}
    held = (*atlas.edition.framework.declarations.waivers, *(waiver for each in atlas.edition.chain for waiver in each.waivers))
    yield from (each for each in held if not each.for_localisation or not own or each.for_localisation in own)


def _key(waiver: Waiver) -> tuple[str, str, str, str]:
    return waiver.layer, waiver.code, waiver.at, waiver.for_localisation


def _waiver_words(waiver: Waiver, atlas: Atlas) -> str:
    day = day_words(waiver.until, atlas.edition.framework.declarations.language)
    return f"until {day}, agreed by {waiver.by}: {waiver.because}"


@dataclass(frozen=True, slots=True)
class _Missing:
    """Something left out: the address, its title, who says so, what to read instead."""

    address: str
    title: str
    cause: Cause
    instead: str = ""

    @property
    def said(self) -> Mapping[str, str]:
        """Return what is said of it, each by its name."""
        review = self.cause.review.isoformat() if self.cause.review is not None else ""
        return {"reason": self.cause.because, "owner": self.cause.owner, "review": review, "instead": self.instead}


def _left_out(old: Atlas, new: Atlas) -> Iterator[SharedChange]:
    """Yield what both sides leave out and say otherwise of; and what one leaves out that the other never had, or has no more."""
    sides = [{each.address: each for each in _missing(atlas)} for atlas in (old, new)]
    for address in dict.fromkeys((*sides[1], *sides[0])):
        before, after = (each.get(address) for each in sides)
        if before is not None and after is not None:
            for what in after.said:
                said = before.said[what], after.said[what]
                if said[0] != said[1] and not is_inherited(old, new, LayerId(after.cause.layer), what, said):
                    yield _entry(after, before.said[what], after.said[what], what)
        elif after is not None and not _is_there(old, address):
            yield _entry(after, "", after.title)
        elif before is not None and not _is_there(new, address):
            yield _entry(before, before.title, "")


def _entry(missing: _Missing, old: str, new: str, what: str = "") -> SharedChange:
    weight = Weight.EDITORIAL if what and what != "instead" else Weight.SUBSTANTIVE
    rule = "" if what else "it is in neither text: one of the two leaves it out, the other does not have it"
    return Entry(SharedKind.OMISSION, missing.address, missing.title, old, new, missing.cause, weight=weight, what=what, rule=rule).change()


def _missing(atlas: Atlas) -> Iterator[_Missing]:
    for each in _outermost(atlas):
        yield _Missing(f"{each.document}#{each.block}", each.title, atlas.cause(each.step), each.instead)
    for document, (withdrawal, layer) in atlas.edition.withdrawals.items():
        account = withdrawal.account
        cause = atlas.named_cause(layer.id, layer.tier, account.because, account.owner, account.review)
        known = atlas.edition.framework.documents.get(document)
        yield _Missing(document, known.title if known is not None else document, cause, withdrawal.instead)


def _outermost(atlas: Atlas) -> Iterator[Omission]:
    """Yield what is left out, without what stood in it."""
    told: set[tuple[DocumentId, Step]] = set()
    for each in atlas.edition.omissions:
        if each.step.operation is Operation.OMIT and (each.document, each.step) not in told:
            told.add((each.document, each.step))
            yield each


def _is_there(atlas: Atlas, address: str) -> bool:
    document, _, block = address.partition("#")
    if not block:
        return DocumentId(document) in atlas.pages
    return (DocumentId(document), anchor(block)) in atlas.blocks


def _old_addresses(old: Atlas, new: Atlas) -> Iterator[SharedChange]:
    """Yield addresses that lead readers elsewhere than they did, or nowhere any more; that one more is gone, the text tells."""
    fates = old.edition.fates, new.edition.fates
    for address, fate in fates[0].items():
        now = fates[1].get(address)
        before, after = (", ".join(each.became) if each is not None else "" for each in (fate, now))
        if before and before != after and not _is_there(new, address):
            cause = new.cause(None, now.because if now is not None else "")
            name = f"address:{address}"
            rule = "an address that is gone leads elsewhere than it did, or nowhere"
            yield Entry(SharedKind.OLD_ADDRESS, name, address, before, after, cause, (Flag.LINK,), Weight.SUBSTANTIVE, rule=rule).change()

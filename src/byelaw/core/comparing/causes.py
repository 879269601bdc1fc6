"""Who changed a block, why and who answers for it: told by what each layer did to it on either side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from byelaw.core.blocks import Operation, Step, every_block
from byelaw.core.comparing.changes import Cause, Spot
from byelaw.core.comparing.folding import Folded, Swap, folded
from byelaw.core.comparing.sides import Atlas, Known
from byelaw.core.comparing.weighing import Lexicon
from byelaw.core.items import PathwayStep
from byelaw.core.names import FRAMEWORK, DocumentId, anchor
from byelaw.core.tree import rewrite, stringify


@dataclass(frozen=True, slots=True)
class Pairing:
    """The same document on both sides, and what is known of them.

    `swaps` are the words that shared changes put in place of others, each with the place of its change; `causes` are theirs, by place.
    """

    old: Atlas
    new: Atlas
    old_id: DocumentId
    new_id: DocumentId
    lexicon: Lexicon
    swaps: Sequence[tuple[int, Swap]] = ()
    causes: Sequence[Cause] = ()
    fates: Mapping[str, str] = field(default_factory=dict)
    """Why an address is gone or moved, from the fates of the new side, by address."""
    onward: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What became of an address, from the fates of the new side."""
    records: Mapping[str, int] = field(default_factory=dict)
    """The places of the shared changes of records, by the names of these (`team:hub`)."""
    places: dict[int, dict[str, Spot]] = field(default_factory=dict)
    """Filled in passing. By the place of a shared change: the spots where it shows, by their addresses."""

    def told(self, old: str, new: str, spot: Spot, lookups: frozenset[str] = frozenset()) -> Folded:
        """Return what of a change of words at a spot is told as a shared change, and note there that it shows here."""
        found = folded(old, new, [(at, swap) for at, swap in self.swaps if swap.is_among(lookups)])
        for at in found.shown:
            self._note(at, spot)
        return found

    def lookups(self, old: Known | None, new: Known | None) -> frozenset[str]:
        """Return the names that a block looks up on either side; without one, those before the first heading of the document."""
        sides = [each.lookups for each in (old, new) if each is not None]
        if not sides:
            sides = [self.old.loose.get(self.old_id, frozenset()), self.new.loose.get(self.new_id, frozenset())]
        return frozenset(name for each in sides for name in each)

    def is_made(self, old: Known | None, new: Known | None, spot: Spot) -> bool:
        """Tell whether the text of a block is made from records, by the same template on both sides, and note that their changes show here.

        Nobody wrote such text: what is other in it is told of the records.
        """
        if old is None or new is None or not new.block.template or _making(old) != _making(new):
            return False
        wanted = set(new.block.records)
        shown = [at for name, at in self.records.items() if name in wanted or name.partition(":")[0] in wanted]
        for at in shown:
            self._note(at, spot)
        return bool(shown)

    def _note(self, at: int, spot: Spot) -> None:
        self.places.setdefault(at, {}).setdefault(spot.address, spot)


def _making(known: Known) -> object:
    return known.block.template, known.block.records, [note.nodes for each in known.block.notes for note in (each, *each.children)]


def cause_of(pairing: Pairing, old: Known | None, new: Known | None, layer: str = "", *, is_title: bool = False) -> Cause:
    """Return who changed a block (None where it is not, or for the document): the first of these that there is.

    Who leaves it out, or no longer does; who decided the fact that keeps it out, or no longer does; the layer that a box round the text
    names; who gave the title that it has, if it is the title that changed; who did something to it that is not in the old edition; who
    no longer does to it what they did; whose text it is. Else the framework, for the reason that the fates of ids give, or its release.
    """
    one_sided = _one_sided(pairing, old, new)
    if one_sided is not None:
        return one_sided
    before, after = _steps(pairing.old, pairing.old_id, old), _steps(pairing.new, pairing.new_id, new)
    if layer and layer != FRAMEWORK:
        own = *_inner_steps(pairing.old, pairing.old_id, old), *before, *_inner_steps(pairing.new, pairing.new_id, new), *after
        named = [step for step in own if step.layer == layer]
        if named:
            return pairing.new.cause(named[-1])
    last = new.block.origin if new is not None else after
    titled = [step for step in last if step.operation is Operation.RETITLE] if is_title else []
    if titled:
        return pairing.new.cause(titled[-1])
    done = [step for step in after if _deed(step) not in {_deed(each) for each in before}]
    if done:
        return pairing.new.cause(done[-1])
    undone = [step for step in before if _deed(step) not in {_deed(each) for each in after}]
    if undone:
        return pairing.old.cause(undone[-1])
    return _owner(pairing, old, new, (*before, *after))


def _owner(pairing: Pairing, old: Known | None, new: Known | None, steps: Sequence[Step]) -> Cause:
    """Return whose text it is; of what is recorded of audits, who recorded it."""
    block = new or old
    led = _led_past(pairing, old, new)
    if led is not None:
        return led
    if _is_recorded(pairing, old, new):
        layer = pairing.new.edition.chain[-1]
        return pairing.new.named_cause(layer.id, layer.tier, "", layer.owner)
    if block is not None and block.block.layer != FRAMEWORK and steps:
        return pairing.new.cause(steps[-1])
    return pairing.new.cause(None, _because(pairing, old, new))


def _led_past(pairing: Pairing, old: Known | None, new: Known | None) -> Cause | None:
    """Return who took out, or brought back, a step to which a step of a pathway led only on one side; None where nobody did."""
    if old is None or new is None or not (isinstance(old.block.item, PathwayStep) and isinstance(new.block.item, PathwayStep)):
        return None
    before, after = ([anchor(way.to) for way in item.ways] for item in (old.block.item, new.block.item))
    gone = (pairing.old.blocks.get((pairing.old_id, name)) for name in before if name not in after)
    came = (pairing.new.blocks.get((pairing.new_id, name)) for name in after if name not in before)
    found = (*(_one_sided(pairing, step, None) for step in gone), *(_one_sided(pairing, None, step) for step in came))
    return next((each for each in found if each is not None), None)


def _is_recorded(pairing: Pairing, old: Known | None, new: Known | None) -> bool:
    """Tell whether only what a layer recorded of its audits is other: its own words of a check are the same."""
    page, chain = pairing.new.pages.get(pairing.new_id), pairing.new.edition.chain
    before = pairing.old.edition.chain[-1:]
    if page is None or not page.audits or not chain or [each.audit for each in before] == [chain[-1].audit]:
        return False
    return _own_words(old) == _own_words(new)


def _own_words(known: Known | None) -> object:
    """Return what is written of a check, without the words that links are given."""
    if known is None:
        return None
    nodes = [*known.block.title, *(node for each in every_block(known.block.children) for node in each.nodes)]
    return stringify(rewrite(nodes, lambda node: [] if node["t"] == "Link" else None))


def _one_sided(pairing: Pairing, old: Known | None, new: Known | None) -> Cause | None:
    """Return who left out a block that only one side has, or decided the fact that keeps it out of the other; None where nobody did."""
    ids = [each.block.id if each is not None else None for each in (old, new)]
    if ids[0] == ids[1]:
        return None
    for known, absent, document in ((old, pairing.new, pairing.new_id), (new, pairing.old, pairing.old_id)):
        omitted = _omitted(absent, document, known) if known is not None else []
        condition = absent.kept_out(document, known) if known is not None else None
        if omitted:
            return absent.cause(omitted[-1])
        if condition is not None:
            return pairing.new.settled_by(condition)
    return None


def _omitted(atlas: Atlas, document: DocumentId, known: Known) -> list[Step]:
    names = {known.block.id, *(each.id for each in known.around)}
    return [each.step for each in atlas.edition.omissions if each.document == document and each.block in names]


def _because(pairing: Pairing, old: Known | None, new: Known | None) -> str:
    known = [f"{document}#{each.block.id}" for document, each in ((pairing.old_id, old), (pairing.new_id, new)) if each is not None]
    return next((pairing.fates[each] for each in known if each in pairing.fates), "")


def _steps(atlas: Atlas, document: DocumentId, known: Known | None) -> tuple[Step, ...]:
    if known is not None:
        return known.steps
    found = atlas.edition.documents.get(document)
    return found.origin if found is not None else ()


def _inner_steps(atlas: Atlas, document: DocumentId, known: Known | None) -> Iterator[Step]:
    """Yield what made the notes beside a block's siblings and the prose and the notes of its own; beside the top of the document."""
    if known is None:
        found = atlas.edition.documents.get(document)
        yield from (step for each in (found.blocks if found is not None else ()) for note in each.notes for step in note.origin)
        return
    for sibling in known.around[-1].children if known.around else ():
        yield from (step for note in sibling.notes for step in note.origin)
    for each in (*known.block.children, *known.block.notes):
        if not each.id:
            yield from each.origin
        yield from (step for note in each.notes for step in note.origin)


def _deed(step: Step) -> tuple[str, str, str, str]:
    return step.layer, step.operation, step.because, step.owner

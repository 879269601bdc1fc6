"""Who changed a block, why and who answers for it: told by what each layer did to it on either side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from byelaw.core.blocks import Step
from byelaw.core.comparing.changes import Cause, Spot
from byelaw.core.comparing.folding import Folded, Swap, folded
from byelaw.core.comparing.sides import Atlas, Known
from byelaw.core.comparing.weighing import Lexicon
from byelaw.core.names import FRAMEWORK, DocumentId


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
    places: dict[int, dict[str, Spot]] = field(default_factory=dict)
    """Filled in passing. By the place of a shared change: the spots where it shows, by their addresses."""

    def told(self, old: str, new: str, spot: Spot, lookups: frozenset[str] = frozenset()) -> Folded:
        """Return what of a change of words at a spot is told as a shared change, and note there that it shows here."""
        found = folded(old, new, [(at, swap) for at, swap in self.swaps if swap.is_among(lookups)])
        for at in found.shown:
            self.places.setdefault(at, {}).setdefault(spot.address, spot)
        return found


def cause_of(pairing: Pairing, old: Known | None, new: Known | None, layer: str = "") -> Cause:
    """Return who changed a block (None where it is not, or for the document): the first of these that there is.

    The layer that a box round the text names; who did something to it that is not in the old edition; who left it out or decided the
    fact that keeps it out; who no longer does to it what they did; whose text it is. Else the framework, for the reason that the fates
    of ids give, or its release.
    """
    before, after = _steps(pairing.old, pairing.old_id, old), _steps(pairing.new, pairing.new_id, new)
    if layer and layer != FRAMEWORK:
        own = [step for step in (*_inner_steps(old), *before, *_inner_steps(new), *after) if step.layer == layer]
        if own:
            return pairing.new.cause(own[-1])
    done = [step for step in after if _deed(step) not in {_deed(each) for each in before}]
    if done:
        return pairing.new.cause(done[-1])
    absent = _absence(pairing, old) if new is None and old is not None else None
    if absent is not None:
        return absent
    undone = [step for step in before if _deed(step) not in {_deed(each) for each in after}]
    if undone:
        return pairing.old.cause(undone[-1])
    return _owner(pairing, old, new, (*before, *after))


def _owner(pairing: Pairing, old: Known | None, new: Known | None, steps: Sequence[Step]) -> Cause:
    """Return whose text it is."""
    block = new or old
    if block is not None and block.block.layer != FRAMEWORK and steps:
        return pairing.new.cause(steps[-1])
    return pairing.new.cause(None, _because(pairing, old, new))


def _absence(pairing: Pairing, old: Known) -> Cause | None:
    omitted = [each.step for each in pairing.new.edition.omissions if (each.document, each.block) == (pairing.new_id, old.block.id)]
    return pairing.new.cause(omitted[-1]) if omitted else pairing.new.decided(pairing.new_id, old)


def _because(pairing: Pairing, old: Known | None, new: Known | None) -> str:
    known = [f"{document}#{each.block.id}" for document, each in ((pairing.old_id, old), (pairing.new_id, new)) if each is not None]
    return next((pairing.fates[each] for each in known if each in pairing.fates), "")


def _steps(atlas: Atlas, document: DocumentId, known: Known | None) -> tuple[Step, ...]:
    if known is not None:
        return known.steps
    found = atlas.edition.documents.get(document)
    return found.origin if found is not None else ()


def _inner_steps(known: Known | None) -> Iterator[Step]:
    """Yield what made the notes beside a block's siblings and the prose and the notes of its own."""
    if known is None:
        return
    for sibling in known.around[-1].children if known.around else ():
        yield from (step for note in sibling.notes for step in note.origin)
    for each in (*known.block.children, *known.block.notes):
        if not each.id:
            yield from each.origin
        yield from (step for note in each.notes for step in note.origin)


def _deed(step: Step) -> tuple[str, str, str, str]:
    return step.layer, step.operation, step.because, step.owner

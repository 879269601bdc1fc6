"""The accounts that layers give of what they do: another reason, owner or review date for the same deed, told once for each entry."""

from collections.abc import Iterator, Sequence
from datetime import date

from byelaw.core.blocks import Block, Step
from byelaw.core.comparing.causes import Pairing
from byelaw.core.comparing.changes import About, RuleChange, RuleKind, Weight
from byelaw.core.comparing.sides import Atlas, Known
from byelaw.core.names import LayerId, anchor


def origin_changes(pairing: Pairing, old: Known, new: Known, told: set[object]) -> Iterator[RuleChange]:
    """Yield what is said otherwise of what was done to a block: not of its whole document, and not again what is in `told`, kept here."""
    of_document = (*old.document.origin, *new.document.origin)
    spots = pairing.old.spot(pairing.old_id, anchor(old.block.id)), pairing.new.spot(pairing.new_id, anchor(new.block.id))
    for before, after in same_deeds(_deeds(old.block), _deeds(new.block)):
        for what, one, other in accounts(pairing.old, pairing.new, before, after):
            key = (what, one, other, after.place)
            if key in told or before in of_document or after in of_document:
                continue
            told.add(key)
            named = f"{what} of {after.operation} by {after.layer}"
            about = About(*spots, Weight.EDITORIAL, (), pairing.new.cause(after), rule=f"the {named} of a block changed")
            yield RuleChange(RuleKind.ORIGIN, about, one, other, named)


def same_deeds(old: Sequence[Step], new: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Yield what the same layer did on both sides in the same way, but perhaps for another reason."""
    known = {(step.layer, step.operation): step for step in old}
    yield from ((known[step.layer, step.operation], step) for step in new if (step.layer, step.operation) in known)


def accounts(old: Atlas, new: Atlas, before: Step, after: Step) -> Iterator[tuple[str, str, str]]:
    """Yield the reason, the owner and the review date where they are other, and not only because those of the layer are."""
    if before.because != after.because:
        yield "reason", before.because, after.because
    for what, one, other in (("owner", before.owner, after.owner), ("review", day(before.review), day(after.review))):
        if one != other and not is_inherited(old, new, after.layer, what, (one, other)):
            yield what, one, other


def is_inherited(old: Atlas, new: Atlas, layer: LayerId, what: str, said: tuple[str, str]) -> bool:
    """Tell whether an owner or a review date is other only because that of the layer is, which is told of the layer."""
    sides = [dict(each.said_of_layers()).get(layer, {}).get(what, "") for each in (old, new)]
    return said[0] != said[1] and tuple(sides) == said


def day(given: date | None) -> str:
    """Return a day as it is written; nothing for none."""
    return given.isoformat() if given is not None else ""


def _deeds(block: Block) -> tuple[Step, ...]:
    """Return what was done to a block, the local notes beside it too."""
    return (*block.origin, *(step for note in block.notes for step in note.origin))

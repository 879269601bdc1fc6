"""The text of a replacement or an insertion made into blocks of the tree, with the inherited blocks it keeps."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from byelaw.core.blocks import Block, Document, Form, Step, every_block
from byelaw.core.declarations import Declarations
from byelaw.core.editions import Omission
from byelaw.core.localisations import Change
from byelaw.core.merging.locks import Hold, locked_inside, statements
from byelaw.core.merging.targets import meant
from byelaw.core.names import BlockId, LayerId, near, qualified
from byelaw.core.problems import Problem, beside, error


def adopted(text: Block, layer: LayerId, step: Step, inherited: Collection[str], place_kept: Callable[[Block], Block | None]) -> Block:
    """Return the written text as blocks of the layer: its ids qualified (but for inherited ones that it restates), its keeps filled."""
    if text.form is Form.KEEP:
        return place_kept(text) or text
    own = text.id if not text.id or text.id in inherited else BlockId(qualified(layer, text.id))
    children = tuple(adopted(child, layer, step, inherited, place_kept) for child in text.children)
    lock_by = layer if text.lock is not None else text.lock_by
    return replace(text, id=own, layer=layer, lock_by=lock_by, origin=(step,), children=children)


def replacement(old: Block, text: Block, layer: LayerId, step: Step) -> Block:
    """Return the block with the new text in it: same id, its history kept, inherited blocks where the text keeps them."""
    inherited = statements(old)

    def kept(mark: Block) -> Block | None:
        return inherited.get(meant(mark.id, layer, inherited))

    new = adopted(text, layer, step, inherited, kept)
    lock, lock_by = (new.lock, new.lock_by) if new.lock is not None else (old.lock, old.lock_by)
    return replace(new, id=old.id, origin=(*old.origin, step), notes=old.notes, lock=lock, lock_by=lock_by)


def kept_ids(text: Block, layer: LayerId, inherited: Collection[str]) -> tuple[tuple[BlockId, Block], ...]:
    """Return the inherited ids that the text keeps, with the mark that keeps each."""
    marks = (each for each in every_block((text,)) if each.form is Form.KEEP)
    return tuple((meant(mark.id, layer, inherited), mark) for mark in marks)


def placed_ids(text: Block, layer: LayerId, inherited: Mapping[str, Block]) -> frozenset[str]:
    """Return the inherited ids that stand in the text: those it restates, and those in the blocks it keeps."""
    restated = {each.id for each in every_block((text,)) if each.form is not Form.KEEP and each.id in inherited}
    kept = {inner for wanted, _ in kept_ids(text, layer, inherited) if wanted in inherited for inner in statements(inherited[wanted])}
    return frozenset(restated | kept)


def keep_problems(
    change: Change, path: tuple[Block, ...], document: Document, declarations: Declarations, layer: LayerId
) -> tuple[Problem, ...]:
    """Report keeps of what isn't there, keeps given twice, and locked blocks that the new text doesn't keep."""
    if change.text is None:
        return ()
    inherited = {each: block for each, block in statements(path[-1]).items() if each != path[-1].id}
    kept = kept_ids(change.text, layer, inherited)
    found = [_unknown_keep(mark, wanted, inherited) for wanted, mark in kept if wanted not in inherited]
    found += _kept_twice(change.text, kept, inherited)
    covered = {inner for wanted, _ in kept if wanted in inherited for inner in statements(inherited[wanted])}
    found += [
        _lost(change, document, block, hold) for block, hold in locked_inside(path, document, declarations) if block.id not in covered
    ]
    return tuple(found)


def left_out(old: Block, new: Block, document: Document, step: Step) -> tuple[Omission, ...]:
    """Return the inherited blocks that a replacement no longer holds."""
    before, after = statements(old), statements(new)
    return tuple(Omission(document.id, BlockId(each), "", step, instead=f"{document.id}#{new.id}") for each in before if each not in after)


def _kept_twice(text: Block, kept: Sequence[tuple[BlockId, Block]], inherited: Mapping[str, Block]) -> Iterator[Problem]:
    """Yield a problem for each kept block that stands in the text already: kept before, inside another kept block, or restated."""
    standing: set[str] = {each.id for each in every_block((text,)) if each.form is not Form.KEEP and each.id in inherited}
    reported: set[str] = set()
    for wanted, mark in kept:
        inside = statements(inherited[wanted]) if wanted in inherited else {}
        again = next((each for each in inside if each in standing), "")
        if again and again not in reported:
            reported.add(again)
            words = "is kept more than once" if again == wanted else f"would stand twice: in '{wanted}' and elsewhere in the text"
            yield error("kept-twice", mark.place, f"'{again}' {words}")
        standing.update(inside)


def _unknown_keep(mark: Block, wanted: BlockId, inherited: Mapping[str, Block]) -> Problem:
    closest = near(wanted, inherited)
    hint = f"did you mean '{closest[0]}'?" if closest else "what may be kept: " + (", ".join(sorted(inherited)) or "nothing has an id")
    return error("unknown-keep", mark.place, f"the replaced text has no block '{wanted}' to keep", hint)


def _lost(change: Change, document: Document, block: Block, hold: Hold) -> Problem:
    message = f"'{block.id}' in '{document.id}' is locked ({hold.lock}) by {hold.layer}, and the new text leaves it out"
    found = error("locked", change.place, message, f"place it in your text: ::: {{keep={block.id}}} and ::: on the next line")
    return beside(replace(found, address=f"{document.id}#{block.id}", held_by=hold.layer), block.place, f"'{block.id}'")

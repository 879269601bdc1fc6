"""Locks and strengths: what a lower tier may not do to a block."""

from dataclasses import dataclass, replace

from byelaw.core.blocks import Block, Document, Operation, every_block
from byelaw.core.declarations import Declarations, Lock
from byelaw.core.localisations import Change
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, beside, error


@dataclass(frozen=True, slots=True)
class Hold:
    """A lock as it holds for a block: how tight, which layer set it, and where."""

    lock: Lock
    layer: LayerId
    place: Place


def hold_of(path: tuple[Block, ...], document: Document, declarations: Declarations) -> Hold:
    """Return the lock that holds for the last block of the path.

    Children inherit. A block's own lock, declared by the layer that set the inherited one, replaces it (a slot in a locked section); a
    lower layer's can only raise it. A strength's lock is the default of its blocks and never loosens what they inherit.
    """
    hold = Hold(document.lock or Lock.OPEN, document.layer, document.place)
    for block in path:
        hold = _step(hold, block, declarations)
    return hold


def _step(hold: Hold, block: Block, declarations: Declarations) -> Hold:
    if block.lock is not None:
        own = Hold(block.lock, block.lock_by, block.place)
        opens = block.lock_by == hold.layer or hold.lock is Lock.OPEN
        return own if opens or own.lock.rank >= hold.lock.rank else hold
    strength = declarations.strengths.get(block.strength)
    if strength is not None and strength.lock.rank > hold.lock.rank:
        return Hold(strength.lock, block.layer, block.place)
    return hold


def locked_inside(path: tuple[Block, ...], document: Document, declarations: Declarations) -> tuple[tuple[Block, Hold], ...]:
    """Return the outermost locked blocks below the last block of the path, each with its lock."""
    found: list[tuple[Block, Hold]] = []
    for child in path[-1].children:
        if child.omitted:
            continue
        below = (*path, child)
        hold = hold_of(below, document, declarations)
        if child.id and hold.lock is not Lock.OPEN:
            found.append((child, hold))
        else:
            found.extend(locked_inside(below, document, declarations))
    return tuple(found)


def lock_problem(change: Change, document: Document, block: Block, hold: Hold, doing: str) -> Problem:
    """Return the problem of a change that a lock forbids."""
    allowed = "Insert beside it or add a note." if hold.lock is Lock.INSERT else "A note beside it is always allowed."
    what = f"'{block.id}' in '{document.id}'"
    found = error("locked", change.place, f"{what} is locked ({hold.lock}) by {_who(hold.layer)}, so it cannot be {doing}", allowed)
    return beside(replace(found, address=f"{document.id}#{block.id}", held_by=hold.layer), hold.place, f"the lock on '{block.id}'")


def container_problem(change: Change, document: Document, container: Block | None, hold: Hold) -> Problem:
    """Return the problem of text put into a place that is locked in full."""
    name = f"'{container.id}'" if container is not None else f"'{document.id}'"
    found = error(
        "locked", change.place, f"{name} is locked ({hold.lock}) by {_who(hold.layer)}, so nothing can be put into it or taken out of it"
    )
    address = f"{document.id}#{container.id}" if container is not None else document.id
    return beside(replace(found, address=address, held_by=hold.layer), hold.place, f"the lock on {name}")


def weakened(document: Document, old: Block, new: Block, declarations: Declarations) -> Problem | None:
    """Return a problem when a statement's strength falls; a `should` may become a `must`, never the reverse."""
    order = list(declarations.strengths)
    if not old.strength or (new.strength and order.index(new.strength) <= order.index(old.strength)):
        return None
    now = f"'{new.strength}'" if new.strength else "no strength"
    found = error(
        "weakened",
        new.place,
        f"'{old.id}' in '{document.id}' is a '{old.strength}' and would have {now}",
        f"keep .{old.strength} or make it stronger",
    )
    return beside(replace(found, address=f"{document.id}#{old.id}", held_by=old.layer), old.place, f"the '{old.strength}' it replaces")


def doing(operation: Operation) -> str:
    """Return the operation as a past participle, for messages."""
    return {
        Operation.REPLACE: "replaced",
        Operation.OMIT: "left out",
        Operation.RETITLE: "retitled",
        Operation.MOVE: "moved elsewhere",
        Operation.WITHDRAW: "withdrawn",
    }.get(operation, "changed")


def statements(block: Block) -> dict[str, Block]:
    """Return the block and everything in it that has an id, by id, without what was left out."""
    return {each.id: each for each in every_block((block,)) if each.id and not each.omitted}


def _who(layer: LayerId) -> str:
    return "the framework" if layer == FRAMEWORK else layer

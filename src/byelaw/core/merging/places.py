"""The rules of places: what may stand where, and what must not be moved into or out of what is locked."""

from collections.abc import Iterator

from byelaw.core.blocks import Block, Operation, path_to
from byelaw.core.declarations import Lock
from byelaw.core.items import stands_among
from byelaw.core.localisations import Change, Position, Relation
from byelaw.core.merging.locks import container_problem, doing, lock_problem, statements
from byelaw.core.merging.matters import Matter
from byelaw.core.merging.placing import misfit
from byelaw.core.merging.replacing import placed_ids
from byelaw.core.merging.targets import DOCUMENT, meant, unknown_block
from byelaw.core.problems import Problem, beside, error

BESIDE = (Relation.BEFORE, Relation.AFTER)


def place_problems(matter: Matter, position: Position, path: tuple[Block, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the place that a change gives its block. `path` leads to a moved block; it is empty for an inserted one."""
    change = matter.change
    if position.anchor == DOCUMENT and position.relation in BESIDE:
        yield error("insert-place", change.place, "'document' is a place for 'start' and 'end' only")
        return
    anchor_path: tuple[Block, ...] = ()
    if position.anchor != DOCUMENT:
        wanted = meant(position.anchor, matter.layer, matter.own)
        anchor_path = path_to(matter.document.blocks, wanted)
        if not anchor_path:
            if wanted not in matter.own:
                yield unknown_block(matter.edition, matter.document, wanted, change.place, code="unknown-anchor")
            return
        yield from _anchor_problems(matter, anchor_path)
    block = path[-1] if path else change.text
    if block is None:
        return
    unfit = misfit(block, position.relation, anchor_path[-1] if anchor_path else None)
    if unfit:
        what = stands_among(block.item)
        hint = (
            f"a {what} stands beside another {what}, or at the start or end of what holds it"
            if what
            else "use 'start' or 'end' of a section"
        )
        yield error("insert-place", change.place, unfit, hint)
    yield from _container_problems(matter, path, anchor_path[:-1] if position.relation in BESIDE else anchor_path)


def _anchor_problems(matter: Matter, anchor_path: tuple[Block, ...]) -> Iterator[Problem]:
    change, anchor = matter.change, anchor_path[-1]
    gone = next((block for block in anchor_path if block.omitted), None)
    if gone is not None:
        left_out = gone.origin[-1]
        found = error("anchor-omitted", change.place, f"'{anchor.id}' in '{matter.document.id}' was left out by {left_out.layer}")
        yield beside(found, left_out.place, "left out here")
    if matter.inherited(change.target) in {block.id for block in anchor_path}:
        yield error("place-circle", change.place, f"'{change.target}' cannot be placed beside or inside itself")
    for other in matter.others:
        yield from _taken_away(matter, anchor_path, other)


def _taken_away(matter: Matter, anchor_path: tuple[Block, ...], other: Change) -> Iterator[Problem]:
    """Report an anchor that another change of the same file takes away."""
    place, anchor, target = matter.change.place, anchor_path[-1], matter.inherited(other.target)
    container = next((block for block in anchor_path if block.id == target), None)
    if container is None:
        return
    if Operation.OMIT in other.operations:
        yield beside(error("anchor-omitted", place, f"'{anchor.id}' is left out in the same file"), other.place, "left out here")
        return
    is_replaced = Operation.REPLACE in other.operations and container is not anchor
    if is_replaced and other.text is not None and anchor.id not in placed_ids(other.text, matter.layer, statements(container)):
        yield beside(error("anchor-omitted", place, f"'{anchor.id}' is replaced away in the same file"), other.place, "replaced here")


def _container_problems(matter: Matter, path: tuple[Block, ...], container_path: tuple[Block, ...]) -> Iterator[Problem]:
    """Report a block put into what is locked in full, or taken out of what is locked at all; re-ordering siblings is free."""
    change, document, source_path = matter.change, matter.document, path[:-1]
    if path and [block.id for block in source_path] == [block.id for block in container_path]:
        return
    hold = matter.hold(container_path)
    if hold.lock is Lock.FULL:
        yield container_problem(change, document, container_path[-1] if container_path else None, hold)
    if not path:
        return
    source_hold, own_hold = matter.hold(source_path), matter.hold(path)
    if source_hold.lock is not Lock.OPEN:
        yield container_problem(change, document, source_path[-1] if source_path else None, source_hold)
    elif own_hold.lock is Lock.FULL:
        yield lock_problem(change, document, path[-1], own_hold, doing(Operation.MOVE))

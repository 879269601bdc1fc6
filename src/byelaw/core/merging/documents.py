"""The changes that one localisation makes in one document: each checked against the parent's text, then all made in a fixed order."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from byelaw.core.blocks import Block, Document, Form, Operation, Step, every_block, find, map_blocks, path_to
from byelaw.core.editions import Edition, Omission
from byelaw.core.localisations import Change, DocumentChanges, Localisation, Order
from byelaw.core.merging.checks import change_problems
from byelaw.core.merging.matters import Matter, own_names
from byelaw.core.merging.placing import Placing, place, reorder, without
from byelaw.core.merging.replacing import adopted, left_out, replacement
from byelaw.core.merging.targets import DOCUMENT, meant, unknown_block
from byelaw.core.names import BlockId
from byelaw.core.problems import Place, Problem, beside, error
from byelaw.core.tree import stringify
from byelaw.core.uses import uses_of

Accept = Callable[[Problem], bool]
"""Tells whether an exception accepts the problem."""


@dataclass(slots=True)
class Outcome:
    """What came of the changes to one document."""

    document: Document
    problems: list[Problem] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    dormant: list[tuple[Place, str]] = field(default_factory=list)


def change_document(edition: Edition, written: DocumentChanges, localisation: Localisation, day: date, accept: Accept) -> Outcome:
    """Return the document with the localisation's changes made, what was left out, and every rule that a change breaks.

    A change that breaks a rule is not made. All are checked against the parent's text, so their order in the file means nothing but for
    inserts at one anchor.
    """
    outcome = Outcome(edition.documents[written.document])
    active = _active(written, day, outcome)
    sound = _sound(edition, active, localisation, outcome, accept)
    _replace_and_mark(sound, localisation, outcome)
    _put_in_place(sound, localisation, outcome)
    if written.order is not None:
        _order(edition, written.order, localisation, day, outcome)
    return outcome


def step_of(change: Change, operation: Operation, localisation: Localisation) -> Step:
    """Return the step that a change adds to a block's origin."""
    account = change.account
    return Step(localisation.id, localisation.tier, operation, change.place, account.because, account.owner, account.review)


def _active(written: DocumentChanges, day: date, outcome: Outcome) -> list[Change]:
    active: list[Change] = []
    for change in written.changes:
        if change.account.applies(day):
            active.append(change)
        else:
            span = f"from {change.account.start}" if change.account.start and day < change.account.start else f"until {change.account.end}"
            outcome.dormant.append((change.place, f"{written.document}#{change.target}: applies {span} only"))
    return active


def _sound(edition: Edition, active: list[Change], localisation: Localisation, outcome: Outcome, accept: Accept) -> list[Change]:
    sound: list[Change] = []
    seen: dict[BlockId, Change] = {}
    own = own_names(active, localisation.id, outcome.document.blocks)
    for change in active:
        target = meant(change.target, localisation.id, own)
        if target in seen:
            twice = error(
                "double-change", change.place, f"'{change.target}' in '{outcome.document.id}' is changed twice by {localisation.id}"
            )
            outcome.problems.append(beside(twice, seen[target].place, "the other change"))
            continue
        seen[target] = change
        found = [each for each in change_problems(Matter(edition, outcome.document, localisation, change, active)) if not accept(each)]
        outcome.problems.extend(found)
        is_written = change.text is not None or Operation.INSERT not in change.operations  # if not, the reader reported it
        if is_written and not found:
            sound.append(change)
    return sound


def _replace_and_mark(sound: list[Change], localisation: Localisation, outcome: Outcome) -> None:
    """Replace deepest first, so that a replacement keeps what a change inside it made; then titles, locks, notes and omissions."""
    original = outcome.document.blocks
    by_depth = sorted(sound, key=lambda change: -len(path_to(original, meant(change.target, localisation.id, ()))))
    for change in by_depth:
        if change.target == DOCUMENT:
            _retitle_document(change, localisation, outcome)
        elif Operation.INSERT not in change.operations:
            _alter(change, localisation, outcome)


def _retitle_document(change: Change, localisation: Localisation, outcome: Outcome) -> None:
    step = step_of(change, Operation.RETITLE, localisation)
    title = stringify(change.title)
    summary = change.summary or outcome.document.summary
    outcome.document = replace(outcome.document, title=title, summary=summary, origin=(*outcome.document.origin, step))


def _alter(change: Change, localisation: Localisation, outcome: Outcome) -> None:
    target = meant(change.target, localisation.id, ())

    def altered(block: Block) -> tuple[Block, ...]:
        if block.id != target:
            return (block,)
        new = _altered(block, change, localisation)
        if Operation.REPLACE in change.operations:
            outcome.omissions.extend(left_out(block, new, outcome.document, step_of(change, Operation.REPLACE, localisation)))
        if Operation.OMIT in change.operations:
            outcome.omissions.extend(_omissions(block, change, localisation, outcome.document))
        return (new,)

    outcome.document = replace(outcome.document, blocks=map_blocks(outcome.document.blocks, altered))


def _altered(block: Block, change: Change, localisation: Localisation) -> Block:
    new = block
    if Operation.REPLACE in change.operations and change.text is not None:
        new = replacement(replace(block, omitted=False), change.text, localisation.id, step_of(change, Operation.REPLACE, localisation))
    if change.title:
        step = step_of(change, Operation.RETITLE, localisation)
        new = replace(new, title=change.title, title_uses=uses_of(change.title), origin=(*new.origin, step))
    if change.lock is not None:
        step = step_of(change, Operation.LOCK, localisation)
        new = replace(new, lock=change.lock, lock_by=localisation.id, origin=(*new.origin, step))
    new = _with_note(new, change, localisation)
    if Operation.OMIT in change.operations:
        new = replace(new, omitted=True, origin=(*new.origin, step_of(change, Operation.OMIT, localisation)))
    return new


def _with_note(block: Block, change: Change, localisation: Localisation) -> Block:
    if change.note is None:
        return block
    step = step_of(change, Operation.NOTE, localisation)
    return replace(block, notes=(*block.notes, adopted(replace(change.note, id=BlockId("")), localisation.id, step, (), lambda _: None)))


def _omissions(block: Block, change: Change, localisation: Localisation, document: Document) -> list[Omission]:
    step = step_of(change, Operation.OMIT, localisation)
    instead = change.instead if "#" in change.instead or not change.instead else f"{document.id}#{change.instead}"
    around = next((each for each in reversed(path_to(document.blocks, block.id)[:-1]) if each.title), None)
    unnamed = f"text in {stringify(around.title)}" if around is not None else "text at the beginning"
    return [Omission(document.id, each.id, stringify(each.title) or unnamed, step, instead) for each in every_block((block,)) if each.id]


def _put_in_place(sound: list[Change], localisation: Localisation, outcome: Outcome) -> None:
    """Take moved blocks out, then put moved and inserted ones in, an anchor before what stands beside it."""
    own = own_names(sound, localisation.id, outcome.document.blocks)
    placed = [change for change in sound if change.position is not None]
    blocks = {id(change): _placed_block(change, localisation, outcome) for change in placed}
    moved = frozenset(blocks[id(change)].id for change in placed if Operation.INSERT not in change.operations)
    blocks = {key: replace(block, children=without(block.children, moved)) for key, block in blocks.items()}
    tree = without(outcome.document.blocks, moved)
    waiting = _groups(placed, blocks, localisation, own)
    while waiting:
        ready = [group for group in waiting if not group.anchor or find(tree, group.anchor)]
        if not ready:
            stuck = {id(block) for group in _circle(waiting) for block in group.blocks}
            outcome.problems.extend(_circle_problem(each, outcome.document) for each in placed if id(blocks[id(each)]) in stuck)
            return
        for group in ready:
            tree = place(tree, group)
        waiting = [group for group in waiting if group not in ready]
    outcome.document = replace(outcome.document, blocks=tree)


def _placed_block(change: Change, localisation: Localisation, outcome: Outcome) -> Block:
    if Operation.INSERT in change.operations and change.text is not None:
        step = step_of(change, Operation.INSERT, localisation)
        new = adopted(change.text, localisation.id, step, (), lambda _: None)
        new = _with_note(new, change, localisation)
        return replace(new, lock=change.lock, lock_by=localisation.id) if change.lock is not None else new
    block = find(outcome.document.blocks, meant(change.target, localisation.id, ()))
    if block is None:
        raise AssertionError(change.target)
    return replace(block, origin=(*block.origin, step_of(change, Operation.MOVE, localisation)))


def _groups(placed: list[Change], blocks: dict[int, Block], localisation: Localisation, own: frozenset[str]) -> list[Placing]:
    groups: dict[tuple[str, BlockId], Placing] = {}
    for change in placed:
        if change.position is None:
            continue
        written = change.position.anchor
        anchor = BlockId("") if written == DOCUMENT else meant(written, localisation.id, own)
        key = (change.position.relation, anchor)
        sofar = groups.get(key, Placing(change.position.relation, anchor, ()))
        groups[key] = replace(sofar, blocks=(*sofar.blocks, blocks[id(change)]))
    return list(groups.values())


def _circle(waiting: list[Placing]) -> list[Placing]:
    """Return the groups that wait for each other, without those that wait for a change which was refused for a reason of its own."""
    coming = {each.id for group in waiting for each in every_block(group.blocks)}
    circle = [group for group in waiting if group.anchor in coming]
    return circle if len(circle) == len(waiting) else _circle(circle)


def _circle_problem(change: Change, document: Document) -> Problem:
    return error(
        "place-circle",
        change.place,
        f"the places of changes in '{document.id}' depend on each other in a circle",
        "anchor one to an inherited block",
    )


def _order(edition: Edition, order: Order, localisation: Localisation, day: date, outcome: Outcome) -> None:
    document = outcome.document
    if not order.account.applies(day):
        outcome.dormant.append((order.place, f"{document.id}: order applies at another time only"))
        return
    own = frozenset(each.id for each in every_block(document.blocks))
    wanted = [meant(each, localisation.id, own) for each in order.sections]
    top = {block.id for block in document.blocks if block.form is Form.SECTION}
    unknown = [each for each in wanted if each not in top]
    outcome.problems.extend(unknown_block(edition, document, each, order.place) for each in unknown)
    if len(set(wanted)) != len(wanted):
        outcome.problems.append(error("double-change", order.place, f"a section stands twice in the order of '{document.id}'"))
    elif not unknown:
        blocks = reorder(document.blocks, wanted)
        if blocks == document.blocks:
            outcome.problems.append(error("no-effect", order.place, f"the order given for '{document.id}' is the order it has already"))
        account = order.account
        step = Step(localisation.id, localisation.tier, Operation.ORDER, order.place, account.because, account.owner, account.review)
        outcome.document = replace(document, blocks=blocks, origin=(*document.origin, step))

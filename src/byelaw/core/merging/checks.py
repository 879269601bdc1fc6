"""The rules of a change, one function a rule, all asked of the parent's text before anything is changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from byelaw.core.blocks import Block, Document, Form, Operation, Step, every_block, path_to
from byelaw.core.declarations import Lock
from byelaw.core.editions import Edition
from byelaw.core.localisations import Change, Localisation, Relation, Withdrawal
from byelaw.core.merging.locks import (
    Hold,
    container_problem,
    doing,
    hold_of,
    lock_problem,
    locked_inside,
    statements,
    weakened,
)
from byelaw.core.merging.placing import misfit
from byelaw.core.merging.replacing import keep_problems, kept_ids, placed_ids, replacement
from byelaw.core.merging.sameness import same_inlines, same_words
from byelaw.core.merging.targets import DOCUMENT, meant, unknown_block
from byelaw.core.names import BlockId, LayerId, qualified
from byelaw.core.problems import Problem, beside, error
from byelaw.core.tree import stringify

TEXT_OPERATIONS = frozenset({Operation.REPLACE, Operation.OMIT, Operation.RETITLE})
TOUCHING = frozenset({Operation.REPLACE, Operation.OMIT, Operation.RETITLE, Operation.INSERT})


def own_names(changes: Sequence[Change], layer: LayerId, blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the qualified ids of everything that the changes bring into the blocks: inserted blocks and the new ids inside texts.

    An inherited id that a replacement restates is not a new one.
    """
    names: set[str] = set()
    for change in changes:
        path: tuple[Block, ...] = ()
        if Operation.INSERT in change.operations:
            names.add(qualified(layer, change.target))
        else:
            path = path_to(blocks, meant(change.target, layer, ()))
        restated = statements(path[-1]) if path else {}
        if change.text is not None:
            names.update(
                qualified(layer, each.id)
                for child in change.text.children
                for each in every_block((child,))
                if each.id and each.form is not Form.KEEP and each.id not in restated
            )
    return frozenset(names)


def change_problems(
    edition: Edition, document: Document, change: Change, changes: Sequence[Change], localisation: Localisation
) -> Iterator[Problem]:
    """Yield every rule that the change breaks against the parent's document."""
    if change.target == DOCUMENT:
        yield from _document_problems(document, change)
        return
    own = own_names(changes, localisation.id, document.blocks)
    target = meant(change.target, localisation.id, own if Operation.INSERT in change.operations else ())
    if Operation.INSERT in change.operations:
        yield from _insert_problems(document, change, target, localisation)
        path: tuple[Block, ...] = ()
    else:
        path = path_to(document.blocks, target)
        if not path:
            yield unknown_block(edition, document, target, change.place)
            return
        yield from _target_problems(edition, document, change, path, localisation)
        yield from _swallowed(document, change, changes, path, localisation.id)
    if change.position is not None:
        yield from _place_problems(edition, document, change, changes, path, localisation)


def _document_problems(document: Document, change: Change) -> Iterator[Problem]:
    if change.operations != (Operation.RETITLE,) or change.lock is not None or change.note is not None:
        yield error("bad-operation", change.place, "the document itself can only be retitled", "name a block, or withdraw the document")
        return
    if document.lock is not None and document.lock is not Lock.OPEN:
        yield container_problem(change, document, None, Hold(document.lock, document.layer, document.place))
    if stringify(change.title) == document.title:
        yield beside(error("no-effect", change.place, f"'{document.id}' has this title already"), document.place, "the parent's title")
    retitled = [step for step in document.origin if step.operation is Operation.RETITLE]
    yield from unsuperseded(change, f"'{document.id}'", {step.layer: step for step in retitled[-1:]})


def _insert_problems(document: Document, change: Change, target: BlockId, localisation: Localisation) -> Iterator[Problem]:
    prefix, colon, name = change.target.rpartition(":")
    if path_to(document.blocks, target):
        yield error("duplicate-id", change.place, f"'{change.target}' is already in '{document.id}'", "give the new block an id of its own")
    elif colon and prefix != localisation.id:
        message = f"'{change.target}' would be a block of {prefix}, and {localisation.id} can bring in only blocks of its own"
        yield error("bad-operation", change.place, message, f"write its id plainly: '{name}'")
    for each in every_block((change.text,) if change.text is not None else ()):
        if each.form is Form.KEEP:
            yield error(
                "unknown-keep",
                each.place,
                f"inserted text has nothing to keep: '{each.id}' is inherited and stands where it stands",
                "use move",
            )


def _target_problems(
    edition: Edition, document: Document, change: Change, path: tuple[Block, ...], localisation: Localisation
) -> Iterator[Problem]:
    block, declarations = path[-1], edition.framework.declarations
    hold = hold_of(path, document, declarations)
    for operation in change.operations:
        if operation in TEXT_OPERATIONS and hold.lock is not Lock.OPEN:
            yield lock_problem(change, document, block, hold, doing(operation))
    if Operation.OMIT in change.operations:
        for inner, inner_hold in locked_inside(path, document, declarations):
            yield lock_problem(change, document, inner, inner_hold, "left out")
    if change.lock is not None and change.lock.rank <= hold.lock.rank:
        yield _not_raised(change, document, block, hold)
    yield from _superseding(change, document, block, path)
    gone = next((each for each in path if each.omitted), None)
    if gone is not None and (gone is not block or Operation.REPLACE not in change.operations):
        left_out = gone.origin[-1]
        found = error("target-omitted", change.place, f"'{block.id}' was left out by {left_out.layer}")
        yield beside(found, left_out.place, "left out here")
        return
    if Operation.REPLACE in change.operations and change.text is not None:
        yield from _replace_problems(edition, document, change, path, localisation)
    if Operation.RETITLE in change.operations:
        yield from _retitle_problems(change, block)


def _not_raised(change: Change, document: Document, block: Block, hold: Hold) -> Problem:
    what = f"'{block.id}' in '{document.id}' is locked '{hold.lock}' already"
    if change.lock is hold.lock:
        return error("no-effect", change.place, what)
    return error("lock-lowered", change.place, f"{what}; a lower tier may raise a lock, never lower it")


def _superseding(change: Change, document: Document, block: Block, path: tuple[Block, ...]) -> Iterator[Problem]:
    touched: Mapping[str, Step] = {}
    if TEXT_OPERATIONS.intersection(change.operations):
        touched = touched_by((*every_block((block,)), *(each for each in path[:-1] if each.omitted)))
    yield from unsuperseded(change, f"'{block.id}' in '{document.id}'", touched)


def touched_by(blocks: Iterable[Block]) -> dict[str, Step]:
    """Return the layers whose words or titles stand in the blocks, or that left them out, each with its step."""
    touched: dict[str, Step] = {}
    for each in blocks:
        steps = [step for step in each.origin if step.operation in TOUCHING]
        if steps and each.id:
            touched.setdefault(steps[-1].layer, steps[-1])
    return touched


def unsuperseded(written: Change | Withdrawal, what: str, touched: Mapping[str, Step]) -> Iterator[Problem]:
    """Report higher layers that changed it and are not named, and layers named that did not change it."""
    for layer, step in touched.items():
        if layer not in written.supersedes:
            message = f"{what} was already changed by {layer} ({step.operation})"
            found = error("supersedes-needed", written.place, message, f"if that is meant, add 'supersedes: {layer}'")
            yield beside(found, step.place, f"the change by {layer}")
    for layer in written.supersedes:
        if layer not in touched:
            yield error("no-effect", written.place, f"'supersedes: {layer}' has no effect: {layer} did not change {what}")


def _replace_problems(
    edition: Edition, document: Document, change: Change, path: tuple[Block, ...], localisation: Localisation
) -> Iterator[Problem]:
    block, declarations = path[-1], edition.framework.declarations
    text = change.text
    if text is None:
        return
    if (text.form is Form.SECTION) != (block.form is Form.SECTION):
        yield error("wrong-form", text.place, f"'{block.id}' is a {block.form}, so its replacement must be one too")
        return
    yield from keep_problems(change, path, document, declarations, localisation.id)
    new = replacement(block, text, localisation.id, Step(localisation.id, localisation.tier, Operation.REPLACE, change.place))
    before = statements(block)
    for each in every_block((new,)):
        old = before.get(each.id)
        if old is None or old is each:
            continue
        fallen = weakened(document, old, each, declarations)
        if fallen is not None:
            yield fallen
    if not block.omitted and same_words(block, new):
        yield beside(
            error("no-effect", text.place, f"the text for '{block.id}' says what the parent's says already"),
            block.place,
            "the parent's text",
        )


def _retitle_problems(change: Change, block: Block) -> Iterator[Problem]:
    if block.form is not Form.SECTION:
        yield error("bad-operation", change.place, f"'{block.id}' has no title", "only a section can be retitled")
    elif same_inlines(block.title, change.title):
        yield beside(error("no-effect", change.place, f"'{block.id}' has this title already"), block.place, "the parent's title")


def _swallowed(document: Document, change: Change, changes: Sequence[Change], path: tuple[Block, ...], layer: LayerId) -> Iterator[Problem]:
    """Report a change to a block that another change of the same localisation takes away around it."""
    outer = {block.id: block for block in path[:-1]}
    inner = path[-1].id
    for other in changes:
        container = outer.get(meant(other.target, layer, ()))
        if container is None or other is change:
            continue
        if Operation.REPLACE in other.operations and other.text is not None:
            inherited = statements(container)
            if any(inner in statements(inherited[wanted]) for wanted, _ in kept_ids(other.text, layer, inherited) if wanted in inherited):
                continue
        elif Operation.OMIT not in other.operations:
            continue
        message = f"'{inner}' is changed here, but '{container.id}' around it is {doing(other.operations[0])} in the same file"
        yield beside(
            error("double-change", change.place, message, f"make the change in the text of '{container.id}', or keep '{inner}' there"),
            other.place,
            "the other change",
        )


def _place_problems(
    edition: Edition, document: Document, change: Change, changes: Sequence[Change], path: tuple[Block, ...], localisation: Localisation
) -> Iterator[Problem]:
    position, own = change.position, own_names(changes, localisation.id, document.blocks)
    if position is None:
        return
    if position.anchor == DOCUMENT:
        anchor_path: tuple[Block, ...] = ()
        if position.relation in (Relation.BEFORE, Relation.AFTER):
            yield error("insert-place", change.place, "'document' is a place for 'start' and 'end' only")
            return
    else:
        wanted = meant(position.anchor, localisation.id, own)
        anchor_path = path_to(document.blocks, wanted)
        if not anchor_path:
            if wanted not in own:
                yield unknown_block(edition, document, wanted, change.place, code="unknown-anchor")
            return
        yield from _anchor_problems(document, change, changes, anchor_path, localisation.id)
    block = path[-1] if path else change.text
    if block is None:
        return
    unfit = misfit(block, position.relation, anchor_path[-1] if anchor_path else None)
    if unfit:
        yield error("insert-place", change.place, unfit, "use 'start' or 'end' of a section")
    yield from _container_locks(edition, document, change, path, anchor_path)


def _anchor_problems(
    document: Document, change: Change, changes: Sequence[Change], anchor_path: tuple[Block, ...], layer: LayerId
) -> Iterator[Problem]:
    anchor = anchor_path[-1]
    gone = next((block for block in anchor_path if block.omitted), None)
    if gone is not None:
        yield beside(
            error("anchor-omitted", change.place, f"'{anchor.id}' in '{document.id}' was left out by {gone.origin[-1].layer}"),
            gone.origin[-1].place,
            "left out here",
        )
    for other in changes:
        other_target = meant(other.target, layer, ())
        if other is change:
            if other_target in {block.id for block in anchor_path}:
                yield error("place-circle", change.place, f"'{change.target}' cannot be placed beside or inside itself")
        elif Operation.OMIT in other.operations and other_target in {block.id for block in anchor_path}:
            yield beside(error("anchor-omitted", change.place, f"'{anchor.id}' is left out in the same file"), other.place, "left out here")
        elif Operation.REPLACE in other.operations and other_target in {block.id for block in anchor_path[:-1]} and other.text is not None:
            inherited = statements(next(block for block in anchor_path if block.id == other_target))
            if anchor.id not in placed_ids(other.text, layer, inherited):
                yield beside(
                    error("anchor-omitted", change.place, f"'{anchor.id}' is replaced away in the same file"), other.place, "replaced here"
                )


def _container_locks(
    edition: Edition, document: Document, change: Change, path: tuple[Block, ...], anchor_path: tuple[Block, ...]
) -> Iterator[Problem]:
    declarations, position = edition.framework.declarations, change.position
    if position is None:
        return
    inside = position.relation in (Relation.START, Relation.END)
    container_path = anchor_path if inside else anchor_path[:-1]
    source_path = path[:-1]
    if path and [block.id for block in source_path] == [block.id for block in container_path]:
        return
    hold = hold_of(container_path, document, declarations)
    if hold.lock is Lock.FULL:
        yield container_problem(change, document, container_path[-1] if container_path else None, hold)
    if path:
        source_hold, own_hold = hold_of(source_path, document, declarations), hold_of(path, document, declarations)
        if source_hold.lock is not Lock.OPEN:
            yield container_problem(change, document, source_path[-1] if source_path else None, source_hold)
        elif own_hold.lock is Lock.FULL:
            yield lock_problem(change, document, path[-1], own_hold, doing(Operation.MOVE))

"""The rules of a change, one function a rule, all asked of the parent's text before anything is changed."""

from collections.abc import Iterator

from byelaw.core.blocks import Block, Form, Operation, Step, every_block, path_to
from byelaw.core.declarations import Lock
from byelaw.core.items import CONTAINER, kind_of, with_article
from byelaw.core.localisations import Change
from byelaw.core.merging.locks import Hold, container_problem, doing, lock_problem, locked_inside, statements, weakened
from byelaw.core.merging.matters import Matter
from byelaw.core.merging.places import place_problems
from byelaw.core.merging.replacing import keep_problems, kept_ids, replacement
from byelaw.core.merging.sameness import same_inlines, same_words
from byelaw.core.merging.superseding import touched_by, unsuperseded
from byelaw.core.merging.targets import DOCUMENT, meant, unknown_block
from byelaw.core.merging.weakening import weakened_words
from byelaw.core.names import BlockId
from byelaw.core.problems import Problem, beside, error
from byelaw.core.tree import stringify

TEXT_OPERATIONS = frozenset({Operation.REPLACE, Operation.OMIT, Operation.RETITLE})


def change_problems(matter: Matter) -> Iterator[Problem]:
    """Yield every rule that the change breaks against the parent's document."""
    change = matter.change
    if change.target == DOCUMENT:
        yield from _document_problems(matter)
        return
    path: tuple[Block, ...] = ()
    if Operation.INSERT in change.operations:
        yield from _insert_problems(matter, meant(change.target, matter.layer, matter.own))
    else:
        path = path_to(matter.document.blocks, matter.inherited(change.target))
        if not path:
            yield unknown_block(matter.edition, matter.document, matter.inherited(change.target), change.place)
            return
        yield from _target_problems(matter, path)
        yield from _swallowed(matter, path)
    if change.position is not None:
        yield from place_problems(matter, change.position, path)


def _document_problems(matter: Matter) -> Iterator[Problem]:
    document, change = matter.document, matter.change
    if change.operations != (Operation.RETITLE,) or change.lock is not None or change.note is not None:
        yield error("bad-operation", change.place, "the document itself can only be retitled", "name a block, or withdraw the document")
        return
    if document.lock is not None and document.lock is not Lock.OPEN:
        yield container_problem(change, document, None, Hold(document.lock, document.layer, document.place))
    if stringify(change.title) == document.title:
        yield beside(error("no-effect", change.place, f"'{document.id}' has this title already"), document.place, "the parent's title")
    retitled = [step for step in document.origin if step.operation is Operation.RETITLE]
    yield from unsuperseded(change, f"'{document.id}'", {step.layer: step for step in retitled[-1:]})


def _insert_problems(matter: Matter, target: BlockId) -> Iterator[Problem]:
    document, change = matter.document, matter.change
    prefix, colon, name = change.target.rpartition(":")
    if path_to(document.blocks, target):
        yield error("duplicate-id", change.place, f"'{change.target}' is already in '{document.id}'", "give the new block an id of its own")
    elif colon and prefix != matter.layer:
        message = f"'{change.target}' would be a block of {prefix}, and {matter.layer} can bring in only blocks of its own"
        yield error("bad-operation", change.place, message, f"write its id plainly: '{name}'")
    for each in every_block((change.text,) if change.text is not None else ()):
        if each.form is Form.KEEP:
            yield error(
                "unknown-keep",
                each.place,
                f"inserted text has nothing to keep: '{each.id}' is inherited and stands where it stands",
                "use move",
            )


def _target_problems(matter: Matter, path: tuple[Block, ...]) -> Iterator[Problem]:
    change, block, hold = matter.change, path[-1], matter.hold(path)
    yield from _lock_problems(matter, path, hold)
    if change.lock is not None and change.lock.rank <= hold.lock.rank:
        yield _not_raised(matter, block, hold)
    if TEXT_OPERATIONS.intersection(change.operations):
        touched = touched_by((*every_block((block,)), *(each for each in path[:-1] if each.omitted)))
        yield from unsuperseded(change, f"'{block.id}' in '{matter.document.id}'", touched)
    else:
        yield from unsuperseded(change, f"'{block.id}' in '{matter.document.id}'", {})
    gone = next((each for each in path if each.omitted), None)
    if gone is not None and (gone is not block or Operation.REPLACE not in change.operations):
        left_out = gone.origin[-1]
        found = error("target-omitted", change.place, f"'{block.id}' was left out by {left_out.layer}")
        yield beside(found, left_out.place, "left out here")
        return
    if Operation.REPLACE in change.operations and change.text is not None:
        yield from _replace_problems(matter, change.text, path)
    if Operation.RETITLE in change.operations:
        yield from _retitle_problems(change, block)


def _lock_problems(matter: Matter, path: tuple[Block, ...], hold: Hold) -> Iterator[Problem]:
    change, document = matter.change, matter.document
    if hold.lock is not Lock.OPEN:
        forbidden = [each for each in change.operations if each in TEXT_OPERATIONS]
        yield from (lock_problem(change, document, path[-1], hold, doing(each)) for each in forbidden)
    if Operation.OMIT in change.operations:
        for inner, inner_hold in locked_inside(path, document, matter.declarations):
            if inner.id not in matter.moved:
                yield lock_problem(change, document, inner, inner_hold, "left out")


def _not_raised(matter: Matter, block: Block, hold: Hold) -> Problem:
    change = matter.change
    what = f"'{block.id}' in '{matter.document.id}' is locked '{hold.lock}' already"
    if change.lock is hold.lock:
        return error("no-effect", change.place, what)
    return error("lock-lowered", change.place, f"{what}; a lower tier may raise a lock, never lower it")


def _replace_problems(matter: Matter, text: Block, path: tuple[Block, ...]) -> Iterator[Problem]:
    block, change = path[-1], matter.change
    if (text.form is Form.SECTION) != (block.form is Form.SECTION):
        yield error("wrong-form", text.place, f"'{block.id}' is a {block.form}, so its replacement must be one too")
        return
    if kind_of(text.item) != kind_of(block.item):
        yield _other_kind(text, block)
        return
    yield from keep_problems(change, path, matter.document, matter.declarations, matter.layer)
    new = replacement(block, text, matter.layer, Step(matter.layer, matter.localisation.tier, Operation.REPLACE, change.place))
    before = statements(block)
    for each in every_block((new,)):
        old = before.get(each.id)
        if old is None or old is each:
            continue
        declared = matter.declarations
        fallen = weakened(matter.document, old, each, declared) or weakened_words(matter.document, old, each, declared.strengths)
        if fallen is not None:
            yield fallen
    if not block.omitted and same_words(block, new):
        found = error("no-effect", text.place, f"the text for '{block.id}' says what the parent's says already")
        yield beside(found, block.place, "the parent's text")


def _other_kind(text: Block, block: Block) -> Problem:
    what = kind_of(block.item)
    hint = (
        f"write it in the localisation's file of the {CONTAINER.get(what, 'data')}" if what else "write it as text on the page of changes"
    )
    named = with_article(what) if what else "text"
    return error("wrong-form", text.place, f"'{block.id}' is {named}, so its replacement must be one too", hint)


def _retitle_problems(change: Change, block: Block) -> Iterator[Problem]:
    if not block.title:
        yield error(
            "bad-operation", change.place, f"'{block.id}' has no title", "only a section can be retitled, or a step, field or check"
        )
    elif same_inlines(block.title, change.title):
        yield beside(error("no-effect", change.place, f"'{block.id}' has this title already"), block.place, "the parent's title")


def _swallowed(matter: Matter, path: tuple[Block, ...]) -> Iterator[Problem]:
    """Report a change to a block that another change of the same localisation takes away around it."""
    outer = {block.id: block for block in path[:-1]}
    inner = path[-1].id
    for other in matter.others:
        container = outer.get(matter.inherited(other.target))
        if container is None or not _takes_away(matter, container, other, inner):
            continue
        if Operation.OMIT in other.operations and inner in matter.moved:
            continue
        message = f"'{inner}' is changed here, but '{container.id}' around it is {doing(other.operations[0])} in the same file"
        hint = f"make the change in the text of '{container.id}', or keep '{inner}' there"
        yield beside(error("double-change", matter.change.place, message, hint), other.place, "the other change")


def _takes_away(matter: Matter, container: Block, other: Change, inner: BlockId) -> bool:
    if Operation.REPLACE in other.operations and other.text is not None:
        inherited = statements(container)
        kept = (wanted for wanted, _ in kept_ids(other.text, matter.layer, inherited) if wanted in inherited)
        return not any(inner in statements(inherited[wanted]) for wanted in kept)
    return Operation.OMIT in other.operations

"""The register: every departure of an edition from the framework, one row each, with its reason, owner and review date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from byelaw.core.blocks import Block, Document, Operation, Step
from byelaw.core.declarations import ValueDeclaration
from byelaw.core.editions import Edition
from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.finishing.targets import Target, Targets
from byelaw.core.finishing.wording import Entry, plain_words
from byelaw.core.localisations import Account, Assignment, RecordChange, TermChange
from byelaw.core.names import DocumentId, LayerId, anchor, qualified
from byelaw.core.problems import Place
from byelaw.core.published import RegisterRow

DONE = {
    Operation.REPLACE: "Replaced",
    Operation.INSERT: "Added",
    Operation.OMIT: "Left out",
    Operation.NOTE: "Note added",
    Operation.RETITLE: "Retitled",
    Operation.MOVE: "Moved",
    Operation.LOCK: "Locked",
    Operation.ORDER: "Re-ordered",
    Operation.ADD: "Document added",
    Operation.WITHDRAW: "Document withdrawn",
}


def document_rows(edition: Edition, document: Document, targets: Targets, lookups: Lookups) -> tuple[RegisterRow, ...]:
    """Return the departures in one document: texts in reading order, what was left out, then the values set locally that it shows."""
    rows = [_row(edition, document, document.title, "", [step]) for step in document.origin]
    entries: dict[tuple[str, Place], list[tuple[Block, Step]]] = {}
    for block, step in _steps(document.blocks, document.origin):
        entries.setdefault((block.id, step.place), []).append((block, step))
    for members in entries.values():
        block = members[0][0]
        rows.append(_row(edition, document, _words(targets, document, block), anchor(block.id), [step for _, step in members]))
    rows += _omission_rows(edition, document)
    rows += _value_rows(edition, document, targets, lookups)
    return tuple(rows)


def edition_rows(edition: Edition) -> tuple[RegisterRow, ...]:
    """Return the departures that belong to no one document: documents withdrawn, values, records and terms."""
    rows = []
    for withdrawal, localisation in edition.withdrawals.values():
        step = _account_step(localisation.id, localisation.tier, withdrawal.account, withdrawal.place)
        rows.append(_plain_row(edition, "Documents", withdrawn_title(edition, withdrawal.document), "Document withdrawn", step))
    for assignments in edition.assignments.values():
        rows += [_assignment_row(edition, each) for each in assignments]
    for history in edition.record_history.values():
        rows += [_record_row(edition, each) for each in history]
    for terms in edition.term_history.values():
        rows += [_term_row(edition, each) for each in terms]
    return tuple(rows)


def withdrawn_title(edition: Edition, name: DocumentId) -> str:
    """Return the title of a document that is not in the edition: the framework's, or the one of the tier that added it."""
    known = edition.framework.documents.get(name)
    added = {qualified(each.id, document.id): document.title for each in edition.chain for document, _ in each.additions}
    return known.title if known is not None else added.get(name, name)


def _steps(blocks: tuple[Block, ...], around: tuple[Step, ...]) -> Iterator[tuple[Block, Step]]:
    """Yield each step once, at the outermost block that it made."""
    for block in blocks:
        if block.id:
            yield from ((block, step) for step in block.origin if step not in around)
            yield from ((block, note.origin[-1]) for note in block.notes if note.origin and note.origin[-1] not in block.origin)
        yield from _steps(block.children, (*around, *block.origin))


def _words(targets: Targets, document: Document, block: Block) -> str:
    return targets.text(Target(document.id, block.id), document.id)


def _omission_rows(edition: Edition, document: Document) -> list[RegisterRow]:
    first: dict[Step, list[str]] = {}
    for omission in edition.omissions:
        if omission.document == document.id and omission.step.operation is Operation.OMIT:
            first.setdefault(omission.step, []).append(omission.title)
    return [_row(edition, document, names[0], "", [step]) for step, names in first.items()]


def _value_rows(edition: Edition, document: Document, targets: Targets, lookups: Lookups) -> list[RegisterRow]:
    """Return a row for each value that a localisation set, at the first place where the document shows it."""
    first: dict[str, Block] = {}
    for block, names in _looked_up(document.blocks, None):
        for name in names:
            first.setdefault(name, block)
    rows = []
    for name, block in first.items():
        assignment, declared = lookups.value(name), edition.framework.declarations.values.get(name)
        if assignment is None or declared is None:
            continue
        default = _default_words(edition, declared)
        words = _value_words(edition, assignment)
        national = f" (the framework: {default})" if default not in ("", words) else ""
        step = _account_step(assignment.layer, assignment.tier, assignment.account, assignment.place)
        subject = Subject(document.title, anchor(document.id), _words(targets, document, block), anchor(block.id))
        rows.append(_full_row(edition, subject, f"{declared.field.name}: {words}{national}", step))
    return rows


def _looked_up(blocks: tuple[Block, ...], around: Block | None) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Yield what is looked up, with the nearest block that has an id."""
    for block in blocks:
        nearest = block if block.id else around
        if nearest is not None:
            yield nearest, (*block.uses.lookups, *block.title_uses.lookups)
        yield from _looked_up(block.children, nearest)


def _row(edition: Edition, document: Document, block: str, at: str, steps: Sequence[Step]) -> RegisterRow:
    """Return the row of one entry, which may have done several things to its block."""
    done = " and ".join(dict.fromkeys(DONE[step.operation] for step in steps))
    subject = Subject(document.title, anchor(document.id), block, at)
    return _full_row(edition, subject, done[:1] + done[1:].lower(), steps[0])


def _plain_row(edition: Edition, group: str, name: str, operation: str, step: Step) -> RegisterRow:
    return _full_row(edition, Subject(group, "", name, ""), operation, step)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about: a group of rows (a document's title), its page, the words for the place, and its anchor."""

    group: str
    file_name: str
    words: str
    anchor: str


def _full_row(edition: Edition, subject: Subject, operation: str, step: Step) -> RegisterRow:
    short = next((each.short for each in edition.chain if each.id == step.layer), step.layer)
    tier = next((each.name for each in edition.framework.declarations.tiers if each.id == step.tier), step.tier)
    return RegisterRow(
        document=subject.group,
        file_name=subject.file_name,
        block=subject.words,
        anchor=subject.anchor,
        operation=operation,
        tier=tier.lower(),
        localisation=short,
        because=step.because,
        owner=step.owner,
        review=step.review,
        file=step.place.file,
        line=step.place.line,
    )


def _account_step(layer: LayerId, tier: str, account: Account, place: Place) -> Step:
    return Step(layer, tier, Operation.REPLACE, place, account.because, account.owner, account.review)


def _assignment_row(edition: Edition, each: Assignment) -> RegisterRow:
    declared = edition.framework.declarations.values.get(each.name)
    name = declared.field.name if declared is not None else each.name
    step = _account_step(each.layer, each.tier, each.account, each.place)
    return _plain_row(edition, "Values", f"{name}: {_value_words(edition, each)}", "Set", step)


def _value_words(edition: Edition, each: Assignment) -> str:
    """Return a value as readers meet it in the text: a limit with the event that it runs from."""
    declared = edition.framework.declarations.values.get(each.name)
    if declared is None:
        return each.written
    return plain_words(Entry(declared.field, each.content, each.written, declared.anchor), edition.framework.declarations)


def _default_words(edition: Edition, declared: ValueDeclaration) -> str:
    if declared.default is None:
        return declared.default_written
    entry = Entry(declared.field, declared.default, declared.default_written, declared.anchor)
    return plain_words(entry, edition.framework.declarations)


def _record_row(edition: Edition, each: RecordChange) -> RegisterRow:
    kind = edition.framework.declarations.record_types[each.type]
    title = str(each.record.fields.get(kind.text, each.id)) if each.record is not None else each.id
    step = _account_step(each.layer, each.tier, each.account, each.place)
    return _plain_row(edition, kind.plural, title, "Retired" if each.record is None else "Set", step)


def _term_row(edition: Edition, each: TermChange) -> RegisterRow:
    term = edition.framework.declarations.terms[each.id].forms["singular"]
    words = f"{term}, here {each.forms.get('singular', '')}"
    return _plain_row(edition, "Words", words, "Renamed", _account_step(each.layer, each.tier, each.account, each.place))

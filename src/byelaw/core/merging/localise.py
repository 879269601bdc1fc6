"""The merge: the framework's own edition, and each localisation laid over the edition of its parent."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from byelaw.core.blocks import Block, Form, Operation, Step, every_block, path_to
from byelaw.core.declarations import Waiver
from byelaw.core.editions import Edition
from byelaw.core.localisations import Account, Localisation, Withdrawal
from byelaw.core.merging.assigning import (
    fact_problems,
    record_problems,
    term_problems,
    value_problems,
    with_assignments,
    with_records,
    with_terms,
)
from byelaw.core.merging.documents import change_document
from byelaw.core.merging.locks import hold_of, locked_inside
from byelaw.core.merging.replacing import adopted
from byelaw.core.merging.superseding import touched_by, unsuperseded
from byelaw.core.merging.targets import meant
from byelaw.core.merging.waivers import Waivers
from byelaw.core.names import BlockId, DocumentId, concern, near, qualified
from byelaw.core.problems import Place, Problem, beside, error, in_order
from byelaw.core.projects import Framework


@dataclass(frozen=True, slots=True)
class Merged:
    """An edition, the problems of its own localisation (those of its parents were reported with them), and the exceptions it needed."""

    edition: Edition
    problems: tuple[Problem, ...] = ()
    used: frozenset[Waiver] = frozenset()


def framework_edition(framework: Framework) -> Edition:
    """Return the framework as it stands, before any localisation."""
    declarations = framework.declarations
    records = {(kind.id, record.id): record for kind in declarations.record_types.values() for record in kind.records.values()}
    terms = {term.id: term.forms for term in declarations.terms.values()}
    return Edition(framework, (), framework.documents, records=records, terms=terms, references=declarations.references)


def localise(parent: Edition, localisation: Localisation, day: date) -> Merged:
    """Return the parent's edition as the localisation changes it on the day, and every rule that a change of its own breaks.

    Rules: design §5. A change that breaks one is not made; the others are, so that all problems of an edition come at once.
    """
    references = {**parent.references, **localisation.references}
    edition = replace(parent, chain=(*parent.chain, localisation), references=references)
    layers = tuple(each.id for each in edition.chain)
    held = (*edition.framework.declarations.waivers, *(waiver for each in edition.chain for waiver in each.waivers))
    waivers = Waivers(held, layers, day)
    laying = _Laying(localisation, day, waivers)
    edition = _assign(edition, parent, laying)
    edition = _add(edition, parent, laying)
    edition = _withdraw(edition, laying)
    edition = _change(edition, laying)
    chain = ("framework", *layers)
    whose = concern(localisation.id, localisation.version)
    tagged = (replace(each, edition=whose, chain=chain) for each in (*laying.problems, *waivers.problems))
    return Merged(edition, in_order(tagged), frozenset(waivers.used))


@dataclass(slots=True)
class _Laying:
    """One localisation being laid over its parent: the day, the exceptions that hold, and the problems so far."""

    localisation: Localisation
    day: date
    waivers: Waivers
    problems: list[Problem] = field(default_factory=list)

    def is_sound(self, found: Iterable[Problem]) -> bool:
        """Gather the problems that no exception accepts; tell whether there is none."""
        remaining = [each for each in found if not self.waivers.accept(each)]
        self.problems.extend(remaining)
        return not remaining

    def applies(self, account: Account) -> bool:
        """Tell whether something holds on the day."""
        return account.applies(self.day)


def _assign(edition: Edition, parent: Edition, laying: _Laying) -> Edition:
    localisation = laying.localisation
    laying.problems.extend(fact_problems(parent, localisation))
    values = [each for each in localisation.values.values() if laying.is_sound(value_problems(parent, each, laying.day))]
    records = [each for each in localisation.records if laying.is_sound(record_problems(parent, each)) and laying.applies(each.account)]
    terms = [each for each in localisation.terms if laying.is_sound(term_problems(parent, each)) and laying.applies(each.account)]
    return with_terms(with_records(with_assignments(edition, localisation, values), records), terms)


def _add(edition: Edition, parent: Edition, laying: _Laying) -> Edition:
    localisation, problems = laying.localisation, laying.problems
    documents = dict(edition.documents)
    for document, account in localisation.additions:
        if not laying.applies(account):
            continue
        name = DocumentId(qualified(localisation.id, document.id))
        step = Step(localisation.id, localisation.tier, Operation.ADD, document.place, account.because, account.owner, account.review)
        if name in documents:
            problems.append(
                beside(error("duplicate-document", document.place, f"'{name}' is already a document"), documents[name].place, "the other")
            )
            continue
        blocks = tuple(_adopted(block, parent, step, laying) for block in document.blocks)
        documents[name] = replace(document, id=name, layer=localisation.id, blocks=blocks, origin=(step,))
    return replace(edition, documents=documents)


def _adopted(block: Block, parent: Edition, step: Step, laying: _Laying) -> Block:
    """Make a block of an added document the localisation's own; `keep=document#block` places an inherited one with its lock."""
    localisation = laying.localisation

    def kept(mark: Block) -> Block | None:
        document_id, _, block_id = mark.id.partition("#")
        document = parent.documents.get(DocumentId(document_id))
        path = path_to(document.blocks, meant(block_id, localisation.id, ())) if document is not None else ()
        if not path:
            hint = "write keep=document#block; the block must be in the edition above"
            laying.problems.append(error("unknown-keep", mark.place, f"there is no '{mark.id}' to keep", hint))
            return None
        hold = hold_of(path, document, parent.framework.declarations) if document is not None else None
        return path[-1] if hold is None else replace(path[-1], lock=hold.lock, lock_by=hold.layer)

    return adopted(block, localisation.id, step, (), kept)


def _withdraw(edition: Edition, laying: _Laying) -> Edition:
    localisation = laying.localisation
    documents, withdrawals = dict(edition.documents), dict(edition.withdrawals)
    for withdrawal in localisation.withdrawals:
        if laying.applies(withdrawal.account) and laying.is_sound(_withdrawal_problems(edition, withdrawal, localisation)):
            documents.pop(withdrawal.document)
            withdrawals[withdrawal.document] = (withdrawal, localisation)
    return replace(edition, documents=documents, withdrawals=withdrawals)


def _withdrawal_problems(edition: Edition, withdrawal: Withdrawal, localisation: Localisation) -> Iterable[Problem]:
    document = edition.documents.get(withdrawal.document)
    if document is None:
        yield unknown_document(edition, withdrawal.document, withdrawal.place)
        return
    instead = edition.documents.get(DocumentId(_own_document(withdrawal.instead, localisation, edition)))
    if withdrawal.instead and instead is None:
        yield unknown_document(edition, withdrawal.instead, withdrawal.place)
        return
    retitled = {step.layer: step for step in document.origin if step.operation is Operation.RETITLE}
    yield from unsuperseded(withdrawal, f"'{document.id}'", retitled | touched_by(every_block(document.blocks)))
    if document.optional:
        return
    if instead is None or instead is document:
        yield error(
            "instead-missing",
            withdrawal.place,
            f"'{document.id}' is not optional, so say what is read instead",
            "add 'instead: <document>'",
        )
        return
    kept = {(block.id, block.place) for block in every_block(instead.blocks) if not block.omitted}
    declarations = edition.framework.declarations
    root = Block(Form.SECTION, document.place, id=BlockId(""), children=document.blocks)
    for block, hold in locked_inside((root,), document, declarations):
        if (block.id, block.place) not in kept:
            message = f"'{block.id}' in '{document.id}' is locked ({hold.lock}) and '{instead.id}', read instead, does not keep it"
            found = error("locked", withdrawal.place, message, f"place it there: ::: {{keep={document.id}#{block.id}}}")
            yield beside(replace(found, address=f"{document.id}#{block.id}", held_by=hold.layer), block.place, f"'{block.id}'")


def _own_document(written: str, localisation: Localisation, edition: Edition) -> str:
    own = qualified(localisation.id, written)
    return own if DocumentId(own) in edition.documents else written


def unknown_document(edition: Edition, name: str, place: Place) -> Problem:
    """Return the problem for a document that the edition above doesn't have."""
    gone = edition.withdrawals.get(DocumentId(name))
    if gone is not None:
        return beside(error("unknown-document", place, f"'{name}' was withdrawn by {gone[1].id}"), gone[0].place, "withdrawn here")
    closest = near(name, edition.documents)
    return error("unknown-document", place, f"there is no document '{name}'", f"did you mean '{closest[0]}'?" if closest else "")


def _change(edition: Edition, laying: _Laying) -> Edition:
    documents = dict(edition.documents)
    omissions, dormant = list(edition.omissions), list(edition.dormant)
    for written in laying.localisation.changes:
        if written.document not in documents:
            laying.problems.append(unknown_document(edition, written.document, written.place))
            continue
        outcome = change_document(edition, written, laying.localisation, laying.day, laying.waivers.accept)
        documents[written.document] = outcome.document
        laying.problems.extend(outcome.problems)
        omissions.extend(outcome.omissions)
        dormant.extend(outcome.dormant)
    return replace(edition, documents=documents, omissions=tuple(omissions), dormant=tuple(dormant))

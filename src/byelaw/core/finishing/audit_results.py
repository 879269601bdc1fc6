"""An audit as an edition shows it: its domains and checks, the rounds recorded of it up to a day, and what came of its actions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

from byelaw.core.audits import Action, AuditRecord, Average, Rated, Round, State, average, months_after
from byelaw.core.blocks import Block, Document, Form, every_block
from byelaw.core.editions import Edition
from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.items import Audit, AuditCheck, Part
from byelaw.core.merging.targets import meant, own_ids
from byelaw.core.names import BlockId, DocumentId, LayerId, anchor
from byelaw.core.tree import stringify


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its number, as text ("1.2"), and its words."""

    block: Block
    number: str
    words: str

    @property
    def id(self) -> BlockId:
        """Return its id in the tree."""
        return self.block.id


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of an audit, or the whole where it has no parts (`block` is then the audit's own)."""

    block: Block
    number: str
    title: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class ShownRound:
    """A round with its averages: one for each domain, in their order. `gone` counts ratings of checks that are not there now."""

    on: date
    summary: str
    averages: tuple[Average, ...]
    ratings: Mapping[BlockId, Rated]
    gone: int

    @property
    def whole(self) -> Average:
        """Return the average of all checks."""
        return reduce(Average.__add__, self.averages, Average())


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action with its check (None for one that is gone) and how it stands."""

    check: Check | None
    action: Action
    state: State


@dataclass(frozen=True, slots=True)
class ShownAudit:
    """An audit and all that is recorded of it up to the day, rounds from the earliest."""

    document: DocumentId
    block: Block
    audit: Audit
    domains: tuple[Domain, ...]
    day: date
    record: AuditRecord | None = None
    rounds: tuple[ShownRound, ...] = ()
    actions: tuple[ShownAction, ...] = ()
    due: date | None = None

    @property
    def latest(self) -> ShownRound | None:
        """Return the last round."""
        return self.rounds[-1] if self.rounds else None

    def rated(self, check: Check) -> Rated | None:
        """Return what the last round says of a check."""
        return self.rounds[-1].ratings.get(check.id) if self.rounds else None


def workbook_path(shown: ShownAudit) -> str:
    """Return where the workbook of an audit stands beside the site: `audit/self-audit.xlsx`."""
    own = anchor(shown.document) if ":" in shown.document else ""
    return f"audit/{own}{'--' * bool(own)}{shown.audit.id}.xlsx"


def audits_of(document: Document) -> Iterator[Block]:
    """Yield the blocks of a document that hold an audit."""
    return (block for block in every_block(document.blocks) if isinstance(block.item, Audit))


def record_for(edition: Edition, audit: Audit) -> AuditRecord | None:
    """Return what the edition's own localisation recorded of an audit."""
    record = edition.chain[-1].audit if edition.chain else None
    return record if record is not None and record.audit in ("", audit.id) else None


def shown_audits(document: Document, edition: Edition, lookups: Lookups) -> dict[BlockId, ShownAudit]:
    """Return the audits of a document by the block that holds each."""
    return {block.id: shown_audit(block, document, edition, lookups) for block in audits_of(document)}


def shown_audit(block: Block, document: Document, edition: Edition, lookups: Lookups) -> ShownAudit:
    """Return an audit with what the edition's own localisation recorded of it."""
    if not isinstance(block.item, Audit):
        raise TypeError(block.id)
    domains = domains_of(block)
    made = ShownAudit(document.id, block, block.item, domains, lookups.day)
    record = record_for(edition, block.item)
    if record is None:
        return made
    own = own_ids(document.blocks, edition.id)
    rounds = tuple(shown_round(each, domains, own, edition.id) for each in record.until(lookups.day))
    months = months_of(block.item, edition, lookups)
    due = months_after(rounds[-1].on, months) if rounds and months else None
    return ShownAudit(
        document.id, block, block.item, domains, lookups.day, record, rounds, tuple(_actions(rounds, domains, lookups.day)), due
    )


def domains_of(holder: Block) -> tuple[Domain, ...]:
    """Return the parts of an audit with their checks, numbered; checks that stand in no part come first."""
    name = holder.item.name if isinstance(holder.item, Audit) else ""
    parts = [each for each in holder.children if isinstance(each.item, Part)]
    loose = [each for each in holder.children if isinstance(each.item, AuditCheck)]
    groups = [(holder, name)] * bool(loose) + [(part, stringify(part.title)) for part in parts]
    return tuple(
        Domain(block, str(place), title, tuple(_checks(block, f"{place}." if len(groups) > 1 else "")))
        for place, (block, title) in enumerate(groups, start=1)
    )


def _checks(block: Block, prefix: str) -> Iterator[Check]:
    checks = (each for each in block.children if isinstance(each.item, AuditCheck))
    return (Check(each, f"{prefix}{place}", stringify(each.title)) for place, each in enumerate(checks, start=1))


def check_labels(holder: Block) -> dict[str, str]:
    """Return "Check 1.2" by the id of each check."""
    return {check.id: f"Check {check.number}" for domain in domains_of(holder) for check in domain.checks}


def said_of(check: Block, mark: str) -> tuple[Block, ...]:
    """Return the prose of a check that is marked so (`evidence`, `see`)."""
    return tuple(child for child in check.children if child.form is Form.PROSE and mark in child.classes)


def shown_round(given: Round, domains: tuple[Domain, ...], own: frozenset[str], layer: LayerId) -> ShownRound:
    """Return a round that a layer recorded, over these domains. `own` are the layer's ids in the document."""
    ratings = {meant(each.check, layer, own): each for each in given.ratings}
    averages = tuple(average(_rating(ratings, check) for check in domain.checks) for domain in domains)
    known = {check.id for domain in domains for check in domain.checks}
    return ShownRound(given.on, given.summary, averages, ratings, sum(each not in known for each in ratings))


def _rating(ratings: Mapping[BlockId, Rated], check: Check) -> int | None:
    found = ratings.get(check.id)
    return found.rating if found is not None else None


def _actions(rounds: tuple[ShownRound, ...], domains: tuple[Domain, ...], day: date) -> Iterator[ShownAction]:
    """Yield the actions of the last round, and those of earlier ones that are not done: overdue ones first, then by their day.

    An action that a later round has in the same words for the same check is the same action, as the later round has it.
    """
    checks = {check.id: check for domain in domains for check in domain.checks}
    found: dict[tuple[BlockId, str], ShownAction] = {}
    for place, given in enumerate(rounds, start=1):
        for name, action in _decided(given):
            shown = ShownAction(checks.get(name), action, action.state(day))
            found.pop((name, action.do), None)
            if shown.state is not State.DONE or place == len(rounds):
                found[name, action.do] = shown
    order = list(State)
    yield from sorted(found.values(), key=lambda each: (order.index(each.state), each.action.by))


def _decided(given: ShownRound) -> Iterable[tuple[BlockId, Action]]:
    return ((name, action) for name, rated in given.ratings.items() for action in rated.actions)


def months_of(audit: Audit, edition: Edition, lookups: Lookups) -> int:
    """Return after how many months the audit is due again; 0 where nobody says."""
    declared = edition.framework.declarations.values.get(audit.cycle)
    if declared is None:
        return 0
    assignment = lookups.value(audit.cycle)
    content = assignment.content if assignment is not None else declared.default
    return content if isinstance(content, int) and content > 0 else 0

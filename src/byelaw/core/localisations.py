"""What a localisation says: facts, values, records, terms, changes of blocks, documents of its own, and what it opts out of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from byelaw.core.audits import AuditRecord
from byelaw.core.blocks import Block, Document, Operation
from byelaw.core.declarations import Content, Fate, Lock, Record, Reference, Waiver
from byelaw.core.names import DocumentId, LayerId
from byelaw.core.problems import Place
from byelaw.core.tree import Nodes


@dataclass(frozen=True, slots=True)
class Account:
    """Who answers for something local: the reason, the post, the review date, and when it applies (both days included)."""

    because: str = ""
    owner: str = ""
    review: date | None = None
    start: date | None = None
    end: date | None = None

    def applies(self, day: date) -> bool:
        """Tell whether the day is within the dates."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A value given by a layer: as read by its type and as written."""

    name: str
    content: Content
    written: str
    layer: LayerId
    tier: str
    place: Place
    account: Account = Account()


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record added, set whole, or retired (`record` is None)."""

    type: str
    id: str
    record: Record | None
    layer: LayerId
    tier: str
    place: Place
    account: Account = Account()


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term renamed: the forms the tier uses."""

    id: str
    forms: Mapping[str, str]
    layer: LayerId
    tier: str
    place: Place
    account: Account = Account()


class Relation(StrEnum):
    """Where a block goes: beside an anchor, or first or last inside it (`document` is an anchor for start and end)."""

    BEFORE = "before"
    AFTER = "after"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Position:
    """A place relative to an anchor (an id as written in the localisation)."""

    relation: Relation
    anchor: str


@dataclass(frozen=True, slots=True)
class Change:
    """One accountable entry against one block of one document. `target` and the anchor are as written; the merge resolves them."""

    target: str
    operations: tuple[Operation, ...]
    place: Place
    account: Account
    position: Position | None = None
    title: Nodes = ()
    summary: str = ""
    """The document's new summary, where the document itself is retitled."""
    text: Block | None = None
    note: Block | None = None
    lock: Lock | None = None
    supersedes: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a document's top sections, for one reason."""

    sections: tuple[str, ...]
    place: Place
    account: Account


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """All a localisation changes in one document, in the order of its prose (entries without prose keep the order of the entries)."""

    document: DocumentId
    place: Place
    changes: tuple[Change, ...] = ()
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document opted out of, and what is read instead."""

    document: DocumentId
    instead: str
    place: Place
    account: Account
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Localisation:
    """One member of a tier. `pin` is the release of the parent that it extends, empty for the working copy."""

    id: LayerId
    name: str
    short: str
    tier: str
    parent: LayerId
    place: Place
    owner: str
    review: date
    pin: str = ""
    version: str = ""
    approved: date | None = None
    facts: Mapping[str, Assignment] = field(default_factory=dict)
    values: Mapping[str, Assignment] = field(default_factory=dict)
    records: tuple[RecordChange, ...] = ()
    terms: tuple[TermChange, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    """Its own, by their ids as every other file writes them: `scotland:act`."""
    changes: tuple[DocumentChanges, ...] = ()
    additions: tuple[tuple[Document, Account], ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    fates: Mapping[str, Fate] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    """Words that are its own: acts, bodies, meetings; each with what to say elsewhere (which may be empty)."""
    audit: AuditRecord | None = None
    """What it recorded of its audits."""

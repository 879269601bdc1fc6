"""An edition: the framework as one localisation reads it, resolved but not yet laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from byelaw.core.blocks import Document, Step
from byelaw.core.declarations import Record, Reference
from byelaw.core.localisations import Assignment, Localisation, RecordChange, TermChange, Withdrawal
from byelaw.core.names import BlockId, DocumentId, LayerId
from byelaw.core.problems import Place
from byelaw.core.projects import Framework


@dataclass(frozen=True, slots=True)
class Omission:
    """A block that a layer left out, kept for `explain`, links and the register."""

    document: DocumentId
    block: BlockId
    title: str
    step: Step
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The result of merging a chain. `chain` runs from the top tier down and is empty for the framework's own edition."""

    framework: Framework
    chain: tuple[Localisation, ...]
    documents: Mapping[DocumentId, Document]
    facts: Mapping[str, str] = field(default_factory=dict)
    assignments: Mapping[str, tuple[Assignment, ...]] = field(default_factory=dict)
    """Value name → every assignment from the top down; the last that applies wins, the losers are kept."""
    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    record_history: Mapping[tuple[str, str], tuple[RecordChange, ...]] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Term id → form name → the words used here."""
    term_history: Mapping[str, tuple[TermChange, ...]] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    """All that may be cited here: the framework's, and those of every localisation of the chain under their full names."""
    omissions: tuple[Omission, ...] = ()
    withdrawals: Mapping[DocumentId, tuple[Withdrawal, Localisation]] = field(default_factory=dict)
    dormant: tuple[tuple[Place, str], ...] = ()
    """Changes that do not apply on the day asked for, with why, for `explain`."""

    @property
    def id(self) -> LayerId:
        """Return the id of the localisation the edition is for, or `framework`."""
        return self.chain[-1].id if self.chain else LayerId("framework")

    @property
    def tier(self) -> str:
        """Return the tier's id, empty for the framework."""
        return self.chain[-1].tier if self.chain else ""

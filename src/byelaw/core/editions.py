"""An edition: the framework as one localisation reads it, resolved but not yet laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from byelaw.core.blocks import Document, Step, find
from byelaw.core.declarations import Fate, Record, Reference
from byelaw.core.localisations import Assignment, Localisation, RecordChange, TermChange, Withdrawal
from byelaw.core.names import FRAMEWORK, BlockId, DocumentId, LayerId, concern, qualified
from byelaw.core.problems import Place, Problem
from byelaw.core.projects import Framework
from byelaw.core.releases import Layer


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
    def concerned(self) -> frozenset[str]:
        """Return what a problem that concerns the edition may name: its framework and its localisations, each in the version it has."""
        names = {concern(each.id, each.version) for each in self.chain} | {concern(FRAMEWORK, self.framework.version)}
        return frozenset(names if self.framework.version else names | {FRAMEWORK})

    def is_concerned(self, problem: Problem) -> bool:
        """Tell whether a problem of reading or merging is one of this edition too.

        What is wrong in framework/ is no matter of an edition that stays on a release; what is wrong elsewhere, in templates/, is.
        """
        if not problem.edition and self.framework.version:
            return not problem.place.file.startswith(f"{FRAMEWORK}/")
        return not problem.edition or problem.edition in self.concerned

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Return the versions it is made from, from the top."""
        top = Layer(FRAMEWORK, self.framework.declarations.name, self.framework.version)
        return (top, *(Layer(each.id, each.name, each.version) for each in self.chain))

    @property
    def tier(self) -> str:
        """Return the tier's id, empty for the framework."""
        return self.chain[-1].tier if self.chain else ""

    @property
    def fates(self) -> Mapping[str, Fate]:
        """Return what became of ids that are gone, by their full address: the framework's and those of every localisation of the chain."""
        found = dict(self.framework.declarations.fates)
        for localisation in self.chain:
            for fate in localisation.fates.values():
                became = tuple(self._full(each, localisation.id) for each in fate.became)
                full = replace(fate, address=self._full(fate.address, localisation.id), became=became)
                found[full.address] = full
        return found

    def _full(self, address: str, layer: LayerId) -> str:
        """Return an address that a localisation wrote, with its own names in full. A document that the framework lacks is its own."""
        document, _, block = address.partition("#")
        name = document if ":" in document or DocumentId(document) in self.framework.documents else qualified(layer, document)
        known = self.documents.get(DocumentId(name))
        is_inherited = known is not None and find(known.blocks, BlockId(block)) is not None
        return f"{name}#{block if ':' in block or is_inherited else qualified(layer, block)}" if block else name

"""Compare two published editions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from byelaw.core.comparing.changes import Change
from byelaw.core.comparing.trees import MergedDocument
from byelaw.core.finishing.publish import Finished
from byelaw.core.names import DocumentId
from byelaw.core.published import PublishedEdition


@dataclass(frozen=True, slots=True)
class Label:
    """What a side is called: "National framework", "2.1" (empty for a working copy), the SHA-256 of its content, a release's summary."""

    name: str
    version: str = ""
    digest: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions compared."""

    finished: Finished
    published: PublishedEdition
    label: Label


@dataclass(frozen=True, slots=True)
class ComparedDocument:
    """A document on both sides (`id` is the new side's; `old_id` differs where the fates say that it moved)."""

    id: DocumentId
    old_id: DocumentId
    file_name: str
    title: str
    old_title: str
    merged: MergedDocument


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed, in the order of the new edition's documents and text; what is gone stands at its old place."""

    old: Label
    new: Label
    changes: tuple[Change, ...]
    documents: Mapping[DocumentId, ComparedDocument] = field(default_factory=dict)
    """Every document that both sides have, changed or not, by its new id."""
    not_compared: tuple[str, ...] = ()
    """What was not compared, a sentence each."""

    @property
    def is_same(self) -> bool:
        """Tell whether nothing changed."""
        return not self.changes


def compare(old: Side, new: Side) -> Comparison:
    """Return what changed from one edition to the other."""
    return Comparison(old.label, new.label, ())

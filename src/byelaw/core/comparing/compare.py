"""Compare two published editions."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from byelaw.core.comparing.causes import Pairing
from byelaw.core.comparing.changes import Cause, Change, RuleChange, SharedChange, SharedKind, Spot, TextChange
from byelaw.core.comparing.declared import declared_changes
from byelaw.core.comparing.folding import Swap
from byelaw.core.comparing.joining import Between, between_documents, partings, with_partings
from byelaw.core.comparing.labelled import told_once
from byelaw.core.comparing.merging import Merger
from byelaw.core.comparing.naming import named_changes, rest_changes
from byelaw.core.comparing.papers import added, document_changes, edition_changes, removed
from byelaw.core.comparing.rules import rule_changes
from byelaw.core.comparing.shared import Shared, placed, shared_changes, term_changes
from byelaw.core.comparing.sides import Atlas, Label, Side
from byelaw.core.comparing.signed import signed_changes
from byelaw.core.comparing.texts import Texts
from byelaw.core.comparing.trees import Added, Merged, MergedDocument, Removed
from byelaw.core.comparing.weighing import Lexicon, lexicon
from byelaw.core.comparing.wording import with_wordings
from byelaw.core.declarations import Fate
from byelaw.core.names import DocumentId, anchor
from byelaw.core.published import PublishedDocument

NOT_COMPARED = (
    "What a picture shows: a picture that was exchanged is named, what in it is other is not.",
    "Numbers of sections, tables, figures and steps, and words of links made from them: a new number of a section is told apart.",
    "The appendices at the end of each document: they follow from values, records, terms, references and local changes.",
    "What was recorded of earlier rounds of audits and stands only in their workbooks.",
    "Sign-offs of a working copy that nobody signed; sign-offs and urgent notices of what only one of the two stands on.",
    "The brand, and how the documents look.",
    "What checks look for in the text (exceptions from checks are told), and notes in the sources.",
)

__all__ = ["ComparedDocument", "Comparison", "Label", "Side", "compare"]


@dataclass(frozen=True, slots=True)
class ComparedDocument:
    """A document (`id` is the new side's; `old_id` differs where the fates say that it moved).

    One that only one side has has the same on both, and a tree of which all is added or all removed.
    """

    id: DocumentId
    old_id: DocumentId
    file_name: str
    title: str
    old_title: str
    merged: MergedDocument


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed: of the edition, of what is shared, then document by document in the new edition's order and text.

    What is gone stands at its old place.
    """

    old: Label
    new: Label
    changes: tuple[Change, ...]
    documents: Mapping[DocumentId, ComparedDocument] = field(default_factory=dict)
    """Every document that both sides have, changed or not, by its new id."""
    came: Mapping[DocumentId, ComparedDocument] = field(default_factory=dict)
    """Every document that only the new side has, as one insertion."""
    went: Mapping[DocumentId, ComparedDocument] = field(default_factory=dict)
    """Every document that only the old side has, as one deletion."""
    not_compared: tuple[str, ...] = ()
    """What was not compared, a sentence each."""
    narrowed: str = ""
    """Which of the changes these are, and of how many; empty: all of them."""

    @property
    def is_same(self) -> bool:
        """Tell whether nothing changed."""
        return not self.changes


def compare(old: Side, new: Side, only: Collection[DocumentId] = ()) -> Comparison:
    """Return what changed from one edition to the other, or in the documents named (by their ids on either side)."""
    return _Comparing(Atlas(old), Atlas(new), frozenset(only)).compare()


@dataclass(slots=True)
class _Comparing:
    """One comparison while it is made."""

    old: Atlas
    new: Atlas
    only: frozenset[DocumentId]
    documents: dict[DocumentId, ComparedDocument] = field(default_factory=dict)
    came: dict[DocumentId, ComparedDocument] = field(default_factory=dict)
    went: dict[DocumentId, ComparedDocument] = field(default_factory=dict)
    causes: tuple[Cause, ...] = ()
    records: Mapping[str, int] = field(default_factory=dict)
    places: dict[int, dict[str, Spot]] = field(default_factory=dict)

    def compare(self) -> Comparison:
        """Return the whole."""
        words, fates = self._lexicon(), self.new.edition.fates
        terms = tuple(term_changes(self.old, self.new))
        named = tuple(named_changes(self.old, self.new, terms))
        shared = tuple(shared_changes(self.old, self.new, terms, named, words))
        swaps = tuple((at, swap) for at, each in enumerate(shared) for swap in each.swaps)
        self.records = {each.change.name: at for at, each in enumerate(shared) if each.change.kind is SharedKind.RECORD}
        self.causes = tuple(each.change.about.cause for each in shared)
        own = between_documents(tuple(self._documents(swaps, words, fates)), Between(self.new, fates, words, swaps))
        own = with_wordings(own, words)
        told = [*(self._placed(at, each) for at, each in enumerate(shared)), *declared_changes(self.old, self.new, swaps)]
        told += [*rest_changes(self.old, self.new, swaps), *signed_changes(self.old, self.new, words)]
        if self.only:
            told = [each for each in told if each.places]
        whole = () if self.only else tuple(edition_changes(self.old, self.new))
        changes = (*whole, *told, *own)
        return Comparison(self.old.side.label, self.new.side.label, changes, self.documents, self.came, self.went, NOT_COMPARED)

    def _lexicon(self) -> Lexicon:
        strengths, roles = [], []
        for edition in (self.old.edition, self.new.edition):
            declarations = edition.framework.declarations
            strengths += [each.name for each in declarations.strengths.values()]
            kind = declarations.record_types.get(declarations.who)
            if kind is not None:
                records = (record for (name, _), record in edition.records.items() if name == declarations.who)
                roles += [str(record.fields.get(kind.text, "")) for record in records]
        return lexicon(strengths, roles)

    def _documents(self, swaps: Sequence[tuple[int, Swap]], words: Lexicon, fates: Mapping[str, Fate]) -> Iterator[Change]:
        """Yield the changes of every document in the new order, those that are gone after the one that they stood behind."""
        pairs = self._pairs(fates)
        partners = {new: old for old, new in pairs.items()}
        gone_after: dict[DocumentId | None, list[DocumentId]] = {}
        before: DocumentId | None = None
        for name in self.old.pages:
            if name in pairs:
                before = pairs[name]
            elif self._is_wanted(name):
                gone_after.setdefault(before, []).append(name)
        yield from (self._gone(each, words) for each in gone_after.get(None, ()))
        for name in self.new.pages:
            if name not in partners:
                yield from [self._came(name, words)] if self._is_wanted(name) else []
            elif self._is_wanted(name) or self._is_wanted(partners[name]):
                reasons = {each.address: each.because for each in fates.values()}
                onward = {each.address: each.became for each in fates.values()}
                paired = Pairing(self.old, self.new, partners[name], name, words, swaps, self.causes, reasons, onward, self.records)
                yield from self._document(paired, fates)
            yield from (self._gone(each, words) for each in gone_after.get(name, ()))

    def _came(self, name: DocumentId, words: Lexicon) -> Change:
        page = self.new.pages[name]
        self.came[name] = _alone(page, tuple(Added(node) for node in page.body))
        return added(self.old, self.new, name, words)

    def _gone(self, name: DocumentId, words: Lexicon) -> Change:
        page = self.old.pages[name]
        self.went[name] = _alone(page, tuple(Removed(node) for node in page.body))
        return removed(self.old, self.new, name, words)

    def _is_wanted(self, name: DocumentId) -> bool:
        return not self.only or name in self.only

    def _pairs(self, fates: Mapping[str, Fate]) -> dict[DocumentId, DocumentId]:
        """Return the new id of each old document that is still there."""
        pairs = {name: name for name in self.old.pages if name in self.new.pages}
        for name in self.old.pages:
            fate = fates.get(name)
            onward = DocumentId(fate.became[0]) if fate is not None and len(fate.became) == 1 else None
            if name not in pairs and onward in self.new.pages and onward not in pairs.values() and onward is not None:
                pairs[name] = onward
        return pairs

    def _document(self, pairing: Pairing, fates: Mapping[str, Fate]) -> Iterator[Change]:
        old, new = self.old.pages[pairing.old_id], self.new.pages[pairing.new_id]
        renamed = _renamed(pairing, fates)
        readings = self.old.reading(old.id), self.new.reading(new.id)
        merged = Merger(*readings, renamed).document(old.body, new.body)
        self.documents[new.id] = ComparedDocument(new.id, old.id, new.file_name, new.title, old.title, merged)
        yield from document_changes(pairing)
        texts = Texts(pairing, merged, readings, renamed)
        found = tuple(with_partings(tuple(texts.changes()), pairing, partings(pairing, fates)))
        in_order = tuple(_in_text_order(pairing, found, tuple(rule_changes(pairing, merged, renamed, readings))))
        yield from told_once(in_order, pairing)
        for at, spots in pairing.places.items():
            self.places.setdefault(at, {}).update(spots)

    def _placed(self, at: int, shared: Shared) -> SharedChange:
        change = shared.change
        return placed(change, tuple(self.places.get(at, {}).values()) or change.places)


def _alone(page: PublishedDocument, blocks: tuple[Merged, ...]) -> ComparedDocument:
    return ComparedDocument(page.id, page.id, page.file_name, page.title, page.title, MergedDocument(blocks))


def _renamed(pairing: Pairing, fates: Mapping[str, Fate]) -> dict[str, str]:
    """Return for old anchors of a document what they became in it; of several, the first."""
    renamed = {}
    for fate in fates.values():
        document, _, block = fate.address.partition("#")
        if block and fate.became and document in (pairing.old_id, pairing.new_id):
            onward, _, became = fate.became[0].partition("#")
            if onward == pairing.new_id and became:
                renamed[anchor(block)] = anchor(became)
    return renamed


def _in_text_order(pairing: Pairing, texts: Sequence[TextChange], rules: Sequence[RuleChange]) -> Iterator[TextChange | RuleChange]:
    """Yield the changes of text, each block's rules before the first change of its words; rules of other blocks in their place."""
    order = {name: at for at, (document, name) in enumerate(pairing.new.blocks) if document == pairing.new_id}
    left = list(rules)
    for change in texts:
        here = order.get(change.about.new.anchor, -1) if change.about.new is not None else -1
        ready = [each for each in left if order.get(each.about.spot.anchor, -1) <= here]
        left = [each for each in left if each not in ready]
        yield from ready
        yield change
    yield from left

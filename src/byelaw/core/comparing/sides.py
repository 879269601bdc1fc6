"""What is known of one of the two editions: its documents and blocks by name, and what in its published text nobody wrote."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from byelaw.core.blocks import Block, Document, Form, Operation, Step, every_block
from byelaw.core.comparing.changes import Cause, Spot
from byelaw.core.comparing.inlines import Reading
from byelaw.core.conditions import Condition
from byelaw.core.declarations import Content, Declarations, Lock
from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished
from byelaw.core.finishing.settling import condition_words
from byelaw.core.finishing.targets import Target
from byelaw.core.items import Audit
from byelaw.core.localisations import Localisation
from byelaw.core.merging.locks import hold_of
from byelaw.core.names import FRAMEWORK, DocumentId, LayerId, anchor
from byelaw.core.problems import Place
from byelaw.core.published import PublishedDocument, PublishedEdition
from byelaw.core.tree import stringify


@dataclass(frozen=True, slots=True)
class Label:
    """What a side is called: "National framework", "2.1" (empty for a working copy), the SHA-256 of its content, a release's summary."""

    name: str
    version: str = ""
    digest: str = ""
    summary: str = ""
    released: date | None = None
    """The day of a release; none of a working copy."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions compared."""

    finished: Finished
    published: PublishedEdition
    label: Label

    @property
    def edition(self) -> Edition:
        """Return the edition, filled."""
        return self.finished.edition


@dataclass(frozen=True, slots=True)
class Known:
    """A block with those around it, the outermost first, and the document."""

    block: Block
    around: tuple[Block, ...]
    document: Document

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return every step that made it what it is, those of what it stands in first."""
        return (*self.document.origin, *(step for each in (*self.around, self.block) for step in each.origin))

    @property
    def section(self) -> str:
        """Return the id of the section that it stands in; empty at the top of the document."""
        return next((each.id for each in reversed(self.around) if each.form is Form.SECTION), "")

    @property
    def lookups(self) -> frozenset[str]:
        """Return the names that it looks up, and the links that it has (`role:warden`)."""
        uses = [found for each in _with_notes((self.block,)) for found in (each.uses, each.title_uses)]
        return frozenset(name for each in uses for name in (*each.lookups, *each.links))


@dataclass(slots=True)
class Atlas:
    """Finds things in a side."""

    side: Side
    blocks: dict[tuple[DocumentId, str], Known] = field(default_factory=dict)
    """By document and anchor; the document itself is not among them."""
    pages: dict[DocumentId, PublishedDocument] = field(default_factory=dict)
    uses: dict[str, list[tuple[DocumentId, str]]] = field(default_factory=dict)
    """By what is looked up or linked to: the blocks in which it stands, by document and anchor."""
    files: dict[str, DocumentId] = field(default_factory=dict)
    """By the name that links to a document use."""
    loose: dict[DocumentId, frozenset[str]] = field(default_factory=dict)
    """What is looked up and linked to before the first heading of a document, and by the audits in it."""
    elsewhere: dict[str, frozenset[str]] = field(default_factory=dict)
    """By the address of a link to another document: the words that the link gets if it has none of its own."""

    def __post_init__(self) -> None:
        """Gather the blocks."""
        self.pages = {each.id: each for each in self.side.published.documents}
        for document in self.side.edition.documents.values():
            for known in _known(document.blocks, (), document):
                self.blocks[document.id, anchor(known.block.id)] = known
            self._use(document.blocks, document.id, "")
            self.loose[document.id] = frozenset(_loose(document))
        for other in self.edition.documents:
            self.files[anchor(other)] = other
            self.elsewhere.update(self._links(other, DocumentId("")))

    @property
    def edition(self) -> Edition:
        """Return the edition."""
        return self.side.edition

    @property
    def _summary(self) -> str:
        """Return what the framework's release says of itself; nothing for an edition below, whose label speaks of another layer."""
        return "" if self.edition.chain else self.side.label.summary

    def _use(self, blocks: Sequence[Block], document: DocumentId, around: str) -> None:
        for block in blocks:
            here = anchor(block.id) if block.id else around
            for found in (block.uses, block.title_uses):
                for name in (*found.lookups, *found.links):
                    self.uses.setdefault(name, []).append((document, here))
            self._use((*block.children, *block.notes), document, here)

    def places(self, *names: str) -> tuple[Spot, ...]:
        """Return where something of these names is looked up or linked to, in the order of the text, each place once."""
        found = dict.fromkeys(each for name in names for each in self.uses.get(name, ()) if each[0] in self.pages)
        return tuple(self.spot(*each) for each in found)

    def said_of_layers(self) -> Iterator[tuple[LayerId, Mapping[str, str]]]:
        """Yield who answers for each layer, when it must be reviewed and was approved, from the top."""
        layers: tuple[tuple[LayerId, Declarations | Localisation], ...] = (
            (FRAMEWORK, self.edition.framework.declarations),
            *((each.id, each) for each in self.edition.chain),
        )
        for layer, each in layers:
            approved = each.approved.isoformat() if each.approved is not None else ""
            yield layer, {"owner": each.owner, "review": each.review.isoformat(), "approved": approved}

    def lock(self, known: Known) -> Lock:
        """Return the lock that holds for a block: its own, that of its strength, or that of what it stands in."""
        return hold_of((*known.around, known.block), known.document, self.edition.framework.declarations).lock

    def spot(self, document: DocumentId, name: str = "") -> Spot:
        """Return the place of an anchor, with the number and the title of the section it is or stands in."""
        page = self.pages.get(document)
        known = self.blocks.get((document, name))
        if page is None:
            return Spot(document, name)
        if known is None:
            return Spot(document, "", page.file_name, "", page.number, page.title)
        numbers, titles = self.side.finished.numbers[document], self.side.finished.targets.titles
        block = known.block.id
        section = block if block in numbers.sections else numbers.within.get(block, "")
        number = numbers.labels.get(block) or numbers.sections.get(section, "")
        title = titles.get((document, block)) or titles.get((document, section)) or page.title
        return Spot(document, block, page.file_name, name, number, title)

    def reading(self, document: DocumentId) -> Reading:
        """Return which words of a document were made from numbers and titles."""
        labels = self.side.finished.numbers[document].labels
        links = ChainMap(self._links(document, document), self.elsewhere)
        return Reading(links, {anchor(name): label for name, label in labels.items()})

    def _links(self, to: DocumentId, here: DocumentId) -> dict[str, frozenset[str]]:
        targets, labels = self.side.finished.targets, self.side.finished.numbers[to].labels
        links: dict[str, frozenset[str]] = {}
        for name in ("", *targets.ids[to]):
            target = Target(to, name)
            words = {targets.text(target, here)}
            label = labels.get(name)
            if label:
                words.add(f"{label[:1].lower()}{label[1:]}, {targets.titles.get((to, name), self._title(to, name))}")
            links[targets.href(target, here)] = frozenset(words)
        return links

    def _title(self, document: DocumentId, name: str) -> str:
        known = self.blocks.get((document, anchor(name)))
        return stringify(known.block.title) if known is not None else ""

    def content(self, name: str) -> Content | None:
        """Return what a value is: the assignment in force, else the default."""
        assignment = self.side.finished.lookups.value(name)
        declared = self.edition.framework.declarations.values.get(name)
        return assignment.content if assignment is not None else declared.default if declared is not None else None

    def kept_out(self, document: DocumentId, known: Known | None = None) -> Condition | None:
        """Return the condition that keeps a block of another edition, or a whole document, out of this one; None where none does."""
        absent = self.side.finished.targets.absent
        names = ("",) if known is None else (known.block.id, *(each.id for each in reversed(known.around)), "")
        return next((absent[document, name] for name in names if (document, name) in absent), None)

    def settled_by(self, condition: Condition) -> Cause:
        """Return who decided the facts that a condition tests: the nearest layer that set one, or the framework's default."""
        words = f"Only where: {condition_words(condition, self.edition.framework.declarations)}"
        return self.decider([test.fact for test in condition.tests], words) or self.cause(None, words)

    def decider(self, facts: Sequence[str], words: str = "") -> Cause | None:
        """Return the nearest layer that set one of the facts, with its reason or else these words; None where the default stands."""
        for layer in reversed(self.edition.chain):
            said = next((layer.facts[fact] for fact in facts if fact in layer.facts), None)
            if said is not None:
                return self.named_cause(layer.id, layer.tier, said.account.because or words, said.account.owner or layer.owner)
        return None

    def cause(self, step: Step | None, because: str = "") -> Cause:
        """Return who a step says it was; the framework without one, for the reason given or for that of its release."""
        declarations = self.edition.framework.declarations
        if step is None or step.layer == FRAMEWORK:
            return Cause(FRAMEWORK, "", declarations.name, "", because or self._summary, declarations.owner)
        names = {each.id: each.short for each in self.edition.chain}
        tiers: Mapping[str, str] = {each.id: each.name for each in declarations.tiers}
        name, tier = names.get(step.layer, step.layer), tiers.get(step.tier, step.tier)
        return Cause(step.layer, step.tier, name, tier, step.because, step.owner, step.review)

    def named_cause(self, layer: LayerId, tier: str, because: str = "", owner: str = "", review: date | None = None) -> Cause:
        """Return who a layer is, with the account that it gives; who answers for the layer answers for what it gives without one."""
        if layer == FRAMEWORK:
            return self.cause(None)
        own = next((each.owner for each in self.edition.chain if each.id == layer), "")
        return self.cause(Step(layer, tier, Operation.REPLACE, Place(""), because, owner or own, review))


def _loose(document: Document) -> Iterator[str]:
    for block in _with_notes(tuple(each for each in document.blocks if each.form is not Form.SECTION)):
        yield from (name for uses in (block.uses, block.title_uses) for name in (*uses.lookups, *uses.links))
    yield from (block.item.cycle for block in every_block(document.blocks) if isinstance(block.item, Audit))


def _with_notes(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield every block with the local notes beside each."""
    for block in blocks:
        yield block
        yield from _with_notes((*block.children, *block.notes))


def _known(blocks: tuple[Block, ...], around: tuple[Block, ...], document: Document) -> Iterator[Known]:
    for block in blocks:
        if block.id:
            yield Known(block, around, document)
        yield from _known(block.children, (*around, block), document)

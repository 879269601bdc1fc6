"""What is known of one of the two editions: its documents and blocks by name, and what in its published text nobody wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from byelaw.core.blocks import Block, Document, Operation, Step, every_block
from byelaw.core.comparing.changes import Cause, Spot
from byelaw.core.comparing.inlines import Reading
from byelaw.core.conditions import Condition
from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished
from byelaw.core.finishing.settling import condition_words
from byelaw.core.finishing.targets import Target
from byelaw.core.names import FRAMEWORK, DocumentId, anchor
from byelaw.core.published import PublishedDocument, PublishedEdition
from byelaw.core.tree import stringify


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
    def lookups(self) -> frozenset[str]:
        """Return the names that it looks up, and the links that it has (`role:warden`)."""
        every = tuple(every_block((self.block, *self.block.notes)))
        uses = [found for each in every for found in (each.uses, each.title_uses)]
        return frozenset(name for each in uses for name in (*each.lookups, *each.links))


@dataclass(slots=True)
class Atlas:
    """Finds things in a side."""

    side: Side
    blocks: dict[tuple[DocumentId, str], Known] = field(default_factory=dict)
    """By document and anchor; the document itself is not among them."""
    pages: dict[DocumentId, PublishedDocument] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the blocks."""
        self.pages = {each.id: each for each in self.side.published.documents}
        for document in self.side.edition.documents.values():
            for known in _known(document.blocks, (), document):
                self.blocks[document.id, anchor(known.block.id)] = known

    @property
    def edition(self) -> Edition:
        """Return the edition."""
        return self.side.edition

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
        targets, numbers = self.side.finished.targets, self.side.finished.numbers
        links: dict[str, frozenset[str]] = {}
        for other in self.side.edition.documents:
            for name in ("", *targets.ids[other]):
                target = Target(other, name)
                words = {targets.text(target, document)}
                label = numbers[other].labels.get(name)
                if label:
                    words.add(f"{label[:1].lower()}{label[1:]}, {targets.titles.get((other, name), self._title(other, name))}")
                links[targets.href(target, document)] = frozenset(words)
        return Reading(links, {anchor(name): label for name, label in numbers[document].labels.items()})

    def _title(self, document: DocumentId, name: str) -> str:
        known = self.blocks.get((document, anchor(name)))
        return stringify(known.block.title) if known is not None else ""

    def decided(self, document: DocumentId, known: Known) -> Cause | None:
        """Return who decided the fact for which a block of another edition is not in this one; None where no condition keeps it out."""
        absent = self.side.finished.targets.absent
        names = (known.block.id, *(each.id for each in reversed(known.around)), "")
        condition = next((absent[document, name] for name in names if (document, name) in absent), None)
        return self.settled_by(condition) if condition is not None else None

    def settled_by(self, condition: Condition) -> Cause:
        """Return who decided the facts that a condition tests: the nearest layer that set one, or the framework's default."""
        words = f"Only where: {condition_words(condition, self.edition.framework.declarations)}"
        for layer in reversed(self.edition.chain):
            said = next((layer.facts[test.fact] for test in condition.tests if test.fact in layer.facts), None)
            if said is not None:
                because = said.account.because or words
                return self.cause(Step(layer.id, layer.tier, Operation.LOCK, said.place, because, said.account.owner or layer.owner))
        return self.cause(None, words)

    def cause(self, step: Step | None, because: str = "") -> Cause:
        """Return who a step says it was; the framework without one, for the reason given or for that of its release."""
        declarations = self.edition.framework.declarations
        if step is None or step.layer == FRAMEWORK:
            return Cause(FRAMEWORK, "", declarations.name, "", because or self.side.label.summary, declarations.owner)
        names = {each.id: each.short for each in self.edition.chain}
        tiers: Mapping[str, str] = {each.id: each.name for each in declarations.tiers}
        name, tier = names.get(step.layer, step.layer), tiers.get(step.tier, step.tier)
        return Cause(step.layer, step.tier, name, tier, step.because, step.owner, step.review)


def _known(blocks: tuple[Block, ...], around: tuple[Block, ...], document: Document) -> Iterator[Known]:
    for block in blocks:
        if block.id:
            yield Known(block, around, document)
        yield from _known(block.children, (*around, block), document)

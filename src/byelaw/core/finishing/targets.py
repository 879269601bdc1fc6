"""What links lead to in an edition: documents and blocks with their titles and numbers, and what became of those that are gone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from byelaw.core.blocks import Document, Form, every_block
from byelaw.core.conditions import Condition
from byelaw.core.editions import Edition
from byelaw.core.finishing.numbering import Numbers
from byelaw.core.items import FormField
from byelaw.core.merging.targets import meant
from byelaw.core.names import DocumentId, LayerId, anchor, near, qualified
from byelaw.core.problems import Place
from byelaw.core.tree import stringify


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: a document, and a block in it (empty: the document as a whole)."""

    document: DocumentId
    block: str = ""

    @property
    def written(self) -> str:
        """Return the target as its address."""
        return f"{self.document}#{self.block}" if self.block else self.document


@dataclass(frozen=True, slots=True)
class Gone:
    """A target that is not in the edition: why, where that was decided, and the near names if it never was."""

    target: Target
    why: str
    code: str
    place: Place | None = None
    closest: tuple[str, ...] = ()


@dataclass(slots=True)
class Targets:
    """Every document and block of an edition by name."""

    edition: Edition
    absent: Mapping[tuple[str, str], Condition]
    numbers: Mapping[DocumentId, Numbers]
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the titles and ids."""
        for document in self.edition.documents.values():
            blocks = [block for block in every_block(document.blocks) if block.id]
            self.ids[document.id] = frozenset(block.id for block in blocks)
            named = [each for each in blocks if each.form is Form.SECTION or isinstance(each.item, FormField)]
            self.titles.update({(document.id, each.id): stringify(each.title) for each in named})

    def resolve(self, written: str, here: Document, layer: LayerId) -> Target | Gone:
        """Return where a `doc:` or `#` link, written by the layer in the document, leads."""
        name, _, block = written.removeprefix("doc:").partition("#")
        document = DocumentId(name) if name else here.id
        own_document = DocumentId(qualified(layer, name))
        if name and (own_document in self.edition.documents or own_document in self.edition.withdrawals):
            document = own_document
        return self._follow(document, block, layer, hops=5)

    def _follow(self, document: DocumentId, block: str, layer: LayerId, *, hops: int) -> Target | Gone:
        target = Target(document, meant(block, layer, self.ids.get(document, frozenset())) if block else "")
        if document in self.edition.documents and (not target.block or target.block in self.ids[document]):
            return target
        onward, gone = self._what_became(target, layer)
        if onward and hops:
            next_document, _, next_block = onward.partition("#")
            return self._follow(self._document(next_document, layer), next_block, layer, hops=hops - 1)
        return gone

    def _document(self, name: str, layer: LayerId) -> DocumentId:
        for each in (layer, *(link.id for link in reversed(self.edition.chain))):
            if DocumentId(qualified(each, name)) in self.edition.documents:
                return DocumentId(qualified(each, name))
        return DocumentId(name)

    def _what_became(self, target: Target, layer: LayerId) -> tuple[str, Gone]:
        """Return the address to follow (empty: none) and what to say when it leads nowhere."""
        withdrawal = self.edition.withdrawals.get(target.document)
        if withdrawal is not None:
            kept = next((name for name, ids in self.ids.items() if target.block and target.block in ids and ":" in name), "")
            onward = f"{kept}#{target.block}" if kept else withdrawal[0].instead
            return onward, Gone(target, f"{withdrawal[1].id} withdrew it", "link-to-omitted", withdrawal[0].place)
        for block in (target.block, ""):
            condition = self.absent.get((target.document, block))
            if condition is not None:
                return "", Gone(target, f"it is only there where '{condition.written}'", "link-to-absent")
        omission = next((o for o in self.edition.omissions if o.document == target.document and o.block == target.block), None)
        if omission is not None:
            return omission.instead, Gone(target, f"{omission.step.layer} left it out", "link-to-omitted", omission.step.place)
        fates = self.edition.fates
        fate = fates.get(f"{target.document}#{qualified(layer, target.block)}") or fates.get(target.written)
        if fate is not None:
            return fate.became[0] if fate.became else "", Gone(target, fate.because, "link-to-omitted", fate.place)
        known = self.ids.get(target.document)
        closest = near(target.block, known) if known is not None else near(target.document, self.edition.documents)
        return "", Gone(target, "", "dangling-link", None, closest)

    def text(self, target: Target, here: DocumentId) -> str:
        """Return the words of a link that has none: the title, with numbers, and the document's name where it is another."""
        title = self.edition.documents[target.document].title
        if not target.block:
            return title
        place = self._place_words(target)
        return place if target.document == here else f"{title}, {place}"

    def _place_words(self, target: Target) -> str:
        numbers = self.numbers[target.document]
        label = numbers.labels.get(target.block)
        if label:
            return label
        section = target.block if target.block in numbers.sections else numbers.within.get(target.block, "")
        if not section:
            return "the beginning"
        words = f"section {numbers.sections[section]}, {self.titles[target.document, section]}"
        own = self.titles.get((target.document, target.block), "") if section != target.block else ""
        return f"{words}: {own}" if own else words

    def href(self, target: Target, here: DocumentId) -> str:
        """Return the link's address in the published conventions."""
        at = f"#{anchor(target.block)}" if target.block else ""
        return at if target.document == here and at else f"doc:{anchor(target.document)}{at}"

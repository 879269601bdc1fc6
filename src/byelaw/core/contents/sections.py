"""The reading figure of each section of a document."""

from collections.abc import Iterable, Iterator
from datetime import date

from byelaw.core.blocks import Block, Document, Form, every_block
from byelaw.core.contents.passages import Passage
from byelaw.core.contents.prose import Home, passages_of
from byelaw.core.contents.reading import Figure, figures
from byelaw.core.contents.speaking import speaker_of
from byelaw.core.editions import Edition
from byelaw.core.names import DocumentId, LayerId
from byelaw.core.tree import stringify

EVERYBODY = LayerId("")


def section_figures(document: Document, passages: Iterable[Passage], layer: LayerId = EVERYBODY) -> Iterator[tuple[Block, Figure]]:
    """Yield the sections that a layer wrote (without one: all) and that have sentences of their own, each with its figure."""
    sections = {
        f"{document.id}#{block.id}": block
        for block in every_block(document.blocks)
        if block.form is Form.SECTION and not block.omitted and layer in (EVERYBODY, block.layer)
    }
    titles = {address: stringify(block.title) for address, block in sections.items()}
    for figure in figures([each for each in passages if each.document == document.id], titles) if sections else ():
        yield sections[figure.section], figure


def edition_figures(edition: Edition, day: date) -> Iterator[tuple[DocumentId, Block, Figure]]:
    """Yield every section of an edition with the figure of what stands directly in it, whoever wrote it."""
    speaker = speaker_of(edition, day)
    for document in edition.documents.values():
        passages = passages_of(document.blocks, Home(document.id, EVERYBODY, speaker))
        for block, figure in section_figures(document, tuple(passages)):
            yield document.id, block, figure

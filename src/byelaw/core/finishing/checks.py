"""The checks of a finished document: one small function a rule."""

from collections.abc import Iterator

from byelaw.core import items
from byelaw.core.blocks import Block, Document, Form, every_block
from byelaw.core.editions import Edition
from byelaw.core.finishing.ways import pathway_problems
from byelaw.core.problems import Problem, beside, error, warning

DEEPEST = 5


def document_problems(document: Document, edition: Edition) -> Iterator[Problem]:
    """Yield what is wrong with a document as this edition reads it."""
    if not document.blocks:
        yield error(
            "empty-document", document.place, f"'{document.id}' has no text", "write it, withdraw it, or leave it out until it is ready"
        )
    yield from _sections(document.blocks, 1)
    yield from pathway_problems(document.blocks)
    yield from _boxed(document.blocks)
    yield from _roles(document, edition)


def _sections(blocks: tuple[Block, ...], level: int) -> Iterator[Problem]:
    for block in blocks:
        if block.form is not Form.SECTION:
            continue
        if level > DEEPEST:
            yield error("heading-depth", block.place, f"'{block.id}' would be a heading of level {level + 1}", "six levels are the most")
        if not block.children and not block.notes:
            yield warning(
                "empty-section", block.place, f"the section '{block.id}' has a heading and no text", "write its text, or leave it out"
            )
        yield from _sections(block.children, level + 1)


def _boxed(blocks: tuple[Block, ...], around: str = "") -> Iterator[Problem]:
    """Yield forms and audits that stand in a block that can hold no headings, where their own would be lost."""
    for block in blocks:
        if around and isinstance(block.item, items.Form | items.Audit):
            message = f"'{block.id}' stands inside '{around}', and {items.with_article(items.kind_of(block.item))} has headings"
            yield error("prose-heading-inside", block.place, message, "put it directly under a heading")
        elif block.item is None:
            yield from _boxed(block.children, str(block.id) if block.form is Form.STATEMENT else "")


def _roles(document: Document, edition: Edition) -> Iterator[Problem]:
    """Yield duties of roles that the edition retired; that a name was ever declared was checked when it was read."""
    kind = edition.framework.declarations.who
    for block in every_block(document.blocks):
        for who in block.who:
            history = edition.record_history.get((kind, who), ())
            if (kind, who) not in edition.records and history:
                message = f"'{who}' must act here, and {history[-1].layer} retired that {kind}"
                found = error("retired-role", block.place, message, "say who acts instead, or keep the record")
                yield beside(found, history[-1].place, "retired here")

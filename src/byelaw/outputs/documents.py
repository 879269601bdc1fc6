"""A document as Word and PDF: one tree dressed for both, two writers, two finishers."""

from collections.abc import Mapping
from dataclasses import dataclass

from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Nodes
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pdf import Press, finish_pdf
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.typst_source import TYPST_FORMAT
from byelaw.outputs.word import finish_word
from byelaw.outputs.word_look import WordLook
from byelaw.tools.pandoc import Failure, Output, PandocPool, Picture, WriteJob


@dataclass(frozen=True, slots=True)
class Printer:
    """What documents are printed with, kept for many of them."""

    pandoc: PandocPool
    pieces: PieceWriter
    press: Press
    look: WordLook


@dataclass(frozen=True, slots=True)
class Papers:
    """The files of one document; empty where there is none, and then `problems` says why."""

    word: bytes
    pdf: bytes
    problems: tuple[Problem, ...]


TYPST = Output(TYPST_FORMAT, options={"wrap_text": "wrap-none"})


def word_job(tree: Nodes, document: PublishedDocument, look: WordLook) -> WriteJob:
    """Return the request that gives the Word file of a document's dressed tree."""
    return WriteJob(tree, (Output("docx", options={"reference_doc": str(look.reference)}),), pictures=_pictures(document.images))


def print_document(document: PublishedDocument, paper: Paper, printer: Printer) -> Papers:
    """Return a document as Word and PDF. Equal input gives equal bytes."""
    document = with_own_names(document)
    tree = paper_tree(document, paper)
    body = printer.pieces.text(tree, TYPST)
    written = printer.pandoc.write(word_job(tree, document, printer.look))
    if isinstance(body, Failure) or isinstance(written, Failure):
        failures = (each for each in (body, written) if isinstance(each, Failure))
        return Papers(b"", b"", tuple(_unwritten(document, each) for each in failures))
    (word,) = written
    pdf, problems = finish_pdf(body, document, paper, printer.press)
    return Papers(finish_word(bytes(word), document, paper, printer.look.parts) if isinstance(word, bytes) else b"", pdf, problems)


def _pictures(images: Mapping[str, Image]) -> tuple[Picture, ...]:
    """Word gets the PNG of an SVG, which old versions cannot show; the SVG itself is put beside it afterwards."""
    return tuple(
        Picture(name, "image/png", image.raster) if image.raster else Picture(name, image.media_type, image.content)
        for name, image in sorted(images.items())
    )


def _unwritten(document: PublishedDocument, failure: Failure) -> Problem:
    message = f"pandoc wrote neither Word nor PDF of '{document.title}': {failure.detail}"
    return error("document-not-written", Place(document.file_name), message, "shorten the document or take out what pandoc names")

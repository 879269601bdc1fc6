"""A document as Word and PDF: one tree, one request to pandoc, two finishers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pdf import Press, finish_pdf
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.typst_source import TYPST_FORMAT
from byelaw.outputs.word import finish_word
from byelaw.tools.pandoc import Failure, Output, PandocPool, Picture, WriteJob


@dataclass(frozen=True, slots=True)
class Papers:
    """The files of one document; empty where there is none, and then `problems` says why."""

    word: bytes
    pdf: bytes
    problems: tuple[Problem, ...]


def paper_job(document: PublishedDocument, paper: Paper, reference: Path) -> WriteJob:
    """Return the request that gives a document's typst text and Word file, in this order. `reference` is `reference.docx`."""
    outputs = (
        Output(TYPST_FORMAT, options={"wrap_text": "wrap-none"}),
        Output("docx", options={"reference_doc": str(reference.resolve())}),
    )
    return WriteJob(paper_tree(document, paper), outputs, pictures=_pictures(document.images))


def print_document(document: PublishedDocument, paper: Paper, reference: Path, pandoc: PandocPool, press: Press) -> Papers:
    """Return a document as Word and PDF. Equal input gives equal bytes."""
    document = with_own_names(document)
    written = pandoc.write(paper_job(document, paper, reference))
    if isinstance(written, Failure):
        return Papers(b"", b"", (_unwritten(document, written),))
    body, word = written
    pdf, problems = finish_pdf(str(body), document, paper, press)
    return Papers(finish_word(bytes(word), document, paper) if isinstance(word, bytes) else b"", pdf, problems)


def _pictures(images: Mapping[str, Image]) -> tuple[Picture, ...]:
    """Word gets the PNG of an SVG, which old versions cannot show; the SVG itself is put beside it afterwards."""
    return tuple(
        Picture(name, "image/png", image.raster) if image.raster else Picture(name, image.media_type, image.content)
        for name, image in sorted(images.items())
    )


def _unwritten(document: PublishedDocument, failure: Failure) -> Problem:
    message = f"pandoc wrote neither Word nor PDF of '{document.title}': {failure.detail}"
    return error("document-not-written", Place(document.file_name), message, "shorten the document or take out what pandoc names")

"""PDF: the typst text compiled, with typst's refusals told as problems."""

from dataclasses import dataclass, field
from pathlib import Path

from byelaw.core.problems import Place, Problem, error
from byelaw.core.published import PublishedDocument
from byelaw.outputs.paper import Paper
from byelaw.outputs.paper_checks import surveyed_problems
from byelaw.outputs.survey import survey
from byelaw.outputs.typefaces import coverage
from byelaw.outputs.typst_source import Sheet, logo_name, typst_source
from byelaw.tools.typst import Typesetter, TypstFailure, typesetter


@dataclass(frozen=True, slots=True)
class Press:
    """What every PDF is made with: the template, the compiler with its fonts, and the characters the fonts can show.

    One Press serves many documents, one at a time.
    """

    template: str = field(repr=False)
    typesetter: Typesetter
    characters: frozenset[int] = field(repr=False)


def open_press(folder: Path) -> Press:
    """Return the press of a template folder: `document.typ` and `fonts/`."""
    fonts = folder / "fonts"
    return Press((folder / "document.typ").read_text(encoding="utf-8"), typesetter(fonts), coverage(fonts))


def finish_pdf(body: str, document: PublishedDocument, paper: Paper, press: Press) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the PDF of what pandoc wrote as typst, and what is wrong. Without bytes when the standards would refuse the document."""
    seen = survey(document.body)
    problems = surveyed_problems(document, seen, press.characters)
    if problems:
        return b"", problems
    pictures = {name: image.content for name, image in document.images.items()}
    if document.logo is not None:
        pictures[logo_name(document.logo)] = document.logo.content
    made = press.typesetter.compile(typst_source(Sheet(document, paper, seen), press.template, body), pictures, paper.dated)
    return (b"", (_refusal(made, document),)) if isinstance(made, TypstFailure) else (made, ())


def _refusal(failure: TypstFailure, document: PublishedDocument) -> Problem:
    hint = "; ".join(failure.hints) or "publish without this document to see whether the others stand, and report the message"
    return error("pdf-refused", Place(document.file_name), f"typst made no PDF of '{document.title}': {failure.message}", hint)

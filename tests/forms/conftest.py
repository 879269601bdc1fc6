"""Pandoc, started once for all tests here, the builder of small projects on it, and the files of a form."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "outputs"))  # the edition that sites are made of is shared with their tests

from byelaw.core.published import PublishedDocument
from byelaw.outputs.documents import Papers, Printer, open_binder, print_document
from byelaw.outputs.paper import Paper
from byelaw.outputs.pdf import open_press
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.word_look import open_look
from byelaw.tools.pandoc import PandocPool
from forms.form_sample import AREA, PROJECT
from project_builder import Builder, RememberingPool

TEMPLATES = Path(__file__).parents[2] / "templates"
PAPER = Paper(("must", "should", "may"), date(2026, 11, 23))


@pytest.fixture(scope="session")
def pandoc() -> Iterator[RememberingPool]:
    with RememberingPool() as pool:
        yield pool


@pytest.fixture(scope="session")
def allotments(pandoc: RememberingPool) -> Builder:
    return Builder(pandoc)


@pytest.fixture(scope="session")
def printer(pandoc: RememberingPool) -> Printer:
    look = open_look(TEMPLATES / "word" / "reference.docx", pandoc)
    return Printer(pandoc, PieceWriter(pandoc), open_press(TEMPLATES / "pdf"), look, open_binder(pandoc, look))


@dataclass(frozen=True, slots=True)
class Made:
    """A form of the sample as a document, and its files."""

    document: PublishedDocument
    papers: Papers


@pytest.fixture(scope="session")
def framework_form(allotments: Builder, printer: Printer) -> Made:
    document = allotments(PROJECT).document("framework")
    return Made(document, print_document(document, PAPER, printer))


@pytest.fixture(scope="session")
def area_form(allotments: Builder, printer: Printer) -> Made:
    document = allotments(PROJECT, AREA).document("newton")
    return Made(document, print_document(document, PAPER, printer))


@pytest.fixture(scope="session")
def pool(pandoc: RememberingPool) -> PandocPool:
    return pandoc

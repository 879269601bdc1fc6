"""Pictures of pathways in all outputs: one small drawing to the letter, and what readers of PDF, Word and pages find."""

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from graphlay import GraphlayError
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1]))  # the project is shared with the tests of the core

import byelaw.outputs.pathways as pathways_module
from byelaw.core.problems import Place
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import stringify, walk
from byelaw.outputs.documents import Papers, Printer, print_document
from byelaw.outputs.paper import Paper
from byelaw.outputs.pathways import Artist, Illustrated, with_pictures
from byelaw.outputs.pdf import open_press
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.word_look import open_look
from byelaw.sources.svg import Drawing, read_svg
from byelaw.tools.pandoc import PandocPool
from pathway_project import GETTING, SMALL
from project_builder import DAY, Builder, RememberingPool

TEMPLATES = Path(__file__).parents[2] / "templates"
GOLDEN = Path(__file__).parent / "pathway.svg"
SVG = "{http://www.w3.org/2000/svg}"
LEAST = 8.0
"""Points: the smallest letters on paper."""


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with RememberingPool() as pool:
        yield pool


@pytest.fixture(scope="module")
def printer(pandoc: PandocPool) -> Printer:
    look = open_look(TEMPLATES / "word" / "reference.docx", pandoc)
    return Printer(pandoc, PieceWriter(pandoc), open_press(TEMPLATES / "pdf"), look)


@pytest.fixture(scope="module")
def artist(printer: Printer) -> Artist:
    return Artist(TEMPLATES / "pdf" / "fonts", printer.press.typesetter)


@pytest.fixture(scope="module")
def brook(pandoc: PandocPool, artist: Artist) -> Illustrated:
    return with_pictures(Builder(pandoc)(GETTING).published("brook"), artist)


@pytest.fixture(scope="module")
def papers(brook: Illustrated, printer: Printer) -> Papers:
    return print_document(route(brook), Paper(("must", "should", "may"), DAY), printer)


def route(illustrated: Illustrated) -> PublishedDocument:
    return next(each for each in illustrated.edition.documents if each.id == "route")


def drawings(document: PublishedDocument) -> list[bytes]:
    return [image.content for image in document.images.values()]


def test_a_small_pathway_is_drawn_exactly_so(pandoc: PandocPool, artist: Artist) -> None:
    (drawing,) = drawings(route(with_pictures(Builder(pandoc)(SMALL).published("framework"), artist)))
    made = etree.tostring(etree.fromstring(drawing), pretty_print=True)
    if not GOLDEN.exists():
        GOLDEN.write_bytes(made)  # delete the file to have it written anew; then look at it
    assert made == GOLDEN.read_bytes()


def test_a_pathway_that_fits_no_page_is_shown_by_its_parts_with_captions_that_say_so(brook: Illustrated) -> None:
    figures = [node for node in walk(list(route(brook).body)) if node["t"] == "Figure"]
    captions = [stringify(figure["c"][1][1]) for figure in figures]
    assert captions == ["How a plot is given, 1 of 2: Asking", "How a plot is given, 2 of 2: Giving"]
    assert len(drawings(route(brook))) == 2


def test_every_step_of_the_list_stands_in_a_picture_with_its_number(brook: Illustrated) -> None:
    document = route(brook)
    texts = "".join("".join("".join(etree.fromstring(drawing).itertext()) for drawing in drawings(document)).split())
    names = [node for node in walk(list(document.body)) if node["t"] == "Div" and "step-name" in node["c"][0][1]]
    assert len(names) == 13
    for name in names:
        words = stringify(name["c"][1]).removeprefix("Step ").replace(":", ".", 1)
        assert words.replace(" ", "") in texts


def test_local_steps_have_a_sign_and_a_line_that_says_whose_they_are(brook: Illustrated, pandoc: PandocPool, artist: Artist) -> None:
    signs = [len(etree.fromstring(each).findall(f".//{SVG}path[@class='pathway-sign']")) for each in drawings(route(brook))]
    assert signs == [2, 2], "one for the step and one for the legend"
    assert all("Set by Brook" in each.decode() for each in drawings(route(brook)))
    own = with_pictures(Builder(pandoc)(GETTING).published("framework"), artist)
    assert not any("pathway-sign" in each.decode() for each in drawings(route(own)))


def test_a_drawing_is_one_that_may_be_published_with_its_words_for_those_who_cannot_see_it(brook: Illustrated) -> None:
    for drawing in drawings(route(brook)):
        assert isinstance(read_svg(drawing, Place("x.svg")), Drawing)
        root = etree.fromstring(drawing)
        assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
        assert root[1].text == root.get("aria-label") == route(brook).pathways["media/pathway--route.svg"].summary
        assert root.get("role") == "img"


def test_letters_on_paper_are_never_smaller_than_eight_points(brook: Illustrated) -> None:
    for image in route(brook).images.values():
        scale = min(1.0, 590 / image.width, 800 / image.height)
        size = float(etree.fromstring(image.content).get("font-size", "0"))
        assert size * 0.75 * scale >= LEAST


def test_the_same_edition_is_drawn_the_same_by_another_worker(brook: Illustrated, pandoc: PandocPool, artist: Artist) -> None:
    pathways_module._drawn.cache_clear()
    again = with_pictures(Builder(pandoc)(GETTING).published("brook"), artist)
    assert again.pictures == brook.pictures
    assert route(again) == route(brook)


def test_the_pdf_is_made_by_the_standards_with_the_picture_and_its_words(papers: Papers, brook: Illustrated) -> None:
    assert papers.problems == ()
    with pikepdf.open(io.BytesIO(papers.pdf)) as pdf:
        alternatives = {str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each}
    images = [node for node in walk(list(route(brook).body)) if node["t"] == "Image"]
    assert {stringify(image["c"][1]) for image in images} <= alternatives


def test_word_has_the_drawing_a_png_of_it_and_the_words_for_those_who_cannot_see_it(papers: Papers, brook: Illustrated) -> None:
    with zipfile.ZipFile(io.BytesIO(papers.word)) as parts:
        names = parts.namelist()
    assert sum(name.startswith("word/media/") and name.endswith(".svg") for name in names) == 2
    assert sum(name.startswith("word/media/") and name.endswith(".png") for name in names) == 2
    word = docx.Document(io.BytesIO(papers.word))
    described = [each.get("descr") for each in word.element.iter(qn("wp:docPr"))]
    summary = route(brook).pathways["media/pathway--route.svg"].summary
    assert described == [f"{summary} (1 of 2: Asking)", f"{summary} (2 of 2: Giving)"]
    assert ("Step 1: Someone asks for a plot", "Step Name") in [(each.text, each.style.name) for each in word.paragraphs if each.style]
    assert ("Step 5: Visit them at home", "Local Step Name") in [(each.text, each.style.name) for each in word.paragraphs if each.style]


@pytest.mark.word
def test_libreoffice_shows_the_pictures(papers: Papers, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "route.docx").write_bytes(papers.word)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "route.docx")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    with pikepdf.open(tmp_path / "route.pdf") as pdf:
        assert sum("/XObject" in page.Resources for page in pdf.pages) >= 2


def test_a_page_has_links_for_steps_to_what_is_read_on_else_to_the_list(brook: Illustrated) -> None:
    pictures = list(brook.pictures.values())
    assert all(picture.count("<svg ") == 2 and " style=" not in picture and "<script" not in picture for picture in pictures)
    assert all(" id=" not in picture for picture in pictures), "a page holds each picture twice, and ids stand once"
    assert 'href="plots.html#digging" aria-label="4. Put them on the list"' in pictures[0]
    assert 'href="#brook--visit" aria-label="5. Visit them at home"' in pictures[0]


def test_what_cannot_be_laid_out_is_a_problem_and_not_a_crash(pandoc: PandocPool, artist: Artist, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        message = "too much"
        raise GraphlayError(message)

    monkeypatch.setattr("byelaw.outputs.pathway_plan.graphlay.layout", refuse)
    pathways_module._drawn.cache_clear()
    made = with_pictures(Builder(pandoc)(SMALL).published("framework"), artist)
    assert [(each.code, each.place.file) for each in made.problems] == [("image-unreadable", "route")]

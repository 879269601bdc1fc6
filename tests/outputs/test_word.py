"""Word files, read back with python-docx and as XML."""

import io
import runpy
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
import sample
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Node, attr, div, link, para, stringify, table, text
from byelaw.outputs import ooxml
from byelaw.outputs.paper import Paper, PaperWords, paper_tree
from byelaw.outputs.paper_checks import paper_problems
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.word import finish_word
from byelaw.outputs.word_body import word_file
from byelaw.outputs.word_look import UnusableReferenceError, WordLook, open_look, word_job
from byelaw.tools.pandoc import PandocPool

REFERENCE = Path(__file__).parents[2] / "templates" / "word" / "reference.docx"
PAPER = Paper(sample.STRENGTHS, sample.AS_OF)


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(1) as pool:
        yield pool


@pytest.fixture(scope="module")
def content(pandoc: PandocPool) -> bytes:
    return write(pandoc, sample.document())


@pytest.fixture(scope="module")
def word(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def write(pandoc: PandocPool, document: PublishedDocument, paper: Paper = PAPER) -> bytes:
    return write_with(open_look(REFERENCE, pandoc), pandoc, document, paper)


def write_with(look: WordLook, pandoc: PandocPool, document: PublishedDocument, paper: Paper = PAPER) -> bytes:
    written = pandoc.write(word_job(paper_tree(document, paper), document.images, look))
    assert isinstance(written, tuple), written
    assert isinstance(written[0], bytes)
    return finish_word(written[0], document, paper, look.parts)


def test_the_look_put_in_afterwards_gives_the_bytes_of_writing_with_the_reference_itself(pandoc: PandocPool, content: bytes) -> None:
    assert content == write_with(WordLook(REFERENCE, {}), pandoc, sample.document())


def test_a_reference_that_is_no_word_file_is_refused(pandoc: PandocPool, tmp_path: Path) -> None:
    (tmp_path / "reference.docx").write_text("no")
    with pytest.raises(UnusableReferenceError):
        open_look(tmp_path / "reference.docx", pandoc)


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def words_of(content: bytes, name: str = "word/document.xml") -> str:
    root = etree.fromstring(part(content, name))
    paragraphs = ("".join(each.text or " " for each in p.iter(qn("w:t"), qn("w:br"))) for p in root.iter(qn("w:p")))
    return " ".join(str.join(" ", paragraphs).split())


def rule_colours(paragraph: Paragraph) -> list[str]:
    """Return the colours of the left rule that the paragraph has beside its style's."""
    return [str(side.get(qn("w:color"))) for borders in paragraph._p.iter(qn("w:pBdr")) for side in borders.iter(qn("w:left"))]


def style_of(word: WordDocument, words: str) -> str:
    return next(str(p.style.name) for p in word.paragraphs if p.text == words and p.style)


def test_every_paragraph_of_the_tree_stands_in_word_as_written(content: bytes) -> None:
    shown = words_of(content) + words_of(content, "word/footnotes.xml")
    missing = [words for words in sample.leaves() if words not in shown]
    assert not missing


def test_text_that_looks_like_markup_stays_text(word: WordDocument) -> None:
    assert any(paragraph.text == sample.HOSTILE for paragraph in word.paragraphs)


def test_the_document_says_what_it_is_before_anything_else(word: WordDocument) -> None:
    first = [paragraph.text for paragraph in word.paragraphs[:5]]
    assert first[:2] == ["Strategy discussion & enquiry", "Northmere Safeguarding Children Partnership"]
    assert first[2].startswith("Draft")
    assert first[3].startswith("Overdue")
    assert "Owner:\tHSB strategic lead" in [paragraph.text for paragraph in word.paragraphs]


def test_an_edition_in_force_has_neither_banner_nor_watermark(pandoc: PandocPool) -> None:
    content = write(pandoc, sample.document(draft=False, overdue=False))
    assert b"Banner" not in part(content, "word/document.xml")
    assert b"textpath" not in part(content, "word/header1.xml")


def test_a_draft_has_a_watermark_and_says_so_in_its_header(content: bytes) -> None:
    assert b'string="DRAFT"' in part(content, "word/header1.xml")
    assert "DRAFT" in words_of(content, "word/header1.xml")


def test_statements_get_the_style_of_their_rank_and_a_label(word: WordDocument) -> None:
    assert style_of(word, "Children’s social care must hold the discussion within 1 working day.") == "Statement 1"
    assert style_of(word, "Must: Children’s social care, Police") == "Statement 1 Label"
    assert style_of(word, "Record who came, and who did not.") == "Statement 1"
    assert style_of(word, "Schools should share what they know before the discussion.") == "Statement 2"
    assert style_of(word, "The chair may invite others whose knowledge would help.") == "Statement 3"


def test_boxes_get_their_styles(word: WordDocument) -> None:
    assert style_of(word, "Northmere runs a weekly consultation panel.") == "Local Text"
    assert style_of(word, "Local note: Northmere") == "Local Note Label"
    assert style_of(word, "This is how a warning looks.") == "Callout Warning"
    assert style_of(word, "The chair sends the papers to the panel.") == "Condition"
    assert style_of(word, "Set locally: at most 3 working days") == "Slot"


def test_every_style_a_document_uses_is_in_the_reference(word: WordDocument) -> None:
    known = {style.style_id for style in docx.Document(str(REFERENCE)).styles}
    used = {style.get(qn("w:val")) for kind in ("w:pStyle", "w:rStyle", "w:tblStyle") for style in word.element.iter(qn(kind))}
    assert used <= known | {"SourceCode"}


def test_two_duties_in_a_row_stay_two_boxes(word: WordDocument) -> None:
    label = next(p for p in word.paragraphs if p.text == "Must: Children’s social care")
    following = next(p for p in word.paragraphs if p.text.startswith("The chair must say"))
    first = next(p for p in word.paragraphs if p.text.startswith("Must: Children’s social care, "))
    assert [rule_colours(p) for p in (first, label, following)] == [[], ["12324B"], ["12324B"]]


def test_a_duty_in_local_text_looks_local(word: WordDocument) -> None:
    assert style_of(word, "The chair should send papers two days before.") == "Local Statement 2"
    assert style_of(word, "Should: Chair") == "Local Statement 2 Label"


def test_two_cards_in_a_row_stay_two_boxes(word: WordDocument) -> None:
    assert style_of(word, "Northmere night team") == "Contact Card Label"
    cards = [p for p in word.paragraphs if p.text in ("01632 960009, at night", "01632 960008, by day")]
    assert len({tuple(rule_colours(card)) for card in cards}) == 2


def test_bookmarks_keep_the_ids_of_blocks(word: WordDocument) -> None:
    names = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    assert {"timescales", "hold-in-time", "plain-statement", "table-people", "figure-steps", "northmere--panel", "contact-mash"} <= names


def test_links_within_lead_to_bookmarks_and_others_to_word_files(content: bytes) -> None:
    root = etree.fromstring(part(content, "word/document.xml"))
    names = {mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))} - {None} <= names
    assert b'Target="referral.docx#screening"' in part(content, "word/_rels/document.xml.rels")
    assert b'"doc:' not in part(content, "word/_rels/document.xml.rels")


def test_an_id_too_long_for_a_bookmark_is_found_from_other_documents(pandoc: PandocPool) -> None:
    long = "northmere--a-name-with-more-than-forty-characters"
    content = write(pandoc, sample.document(sample.heading(1, long, "4", "Long")))
    assert word_file(f"doc:referral#{long}").removeprefix("referral.docx#").encode() in part(content, "word/document.xml")


def test_tables_repeat_their_header_and_keep_rows_whole(word: WordDocument) -> None:
    people = word.tables[0]
    assert list(people.rows[0]._tr.iter(qn("w:tblHeader")))
    assert all(list(row._tr.iter(qn("w:cantSplit"))) for row in people.rows)
    assert [cell.text for cell in people.rows[0].cells] == ["Person", "Why they come", "Contact"]


def test_pictures_have_their_text_their_size_and_both_forms(content: bytes) -> None:
    document = part(content, "word/document.xml")
    assert document.count(b'descr="Two boxes: first call, then write."') == 2
    assert b'descr="media/' not in document
    assert b'cx="4572000" cy="1143000"' in document
    media = [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if name.startswith("word/media/")]
    assert {Path(name).suffix for name in media} == {".png", ".svg"}


def test_the_same_picture_may_stand_twice_in_other_words(pandoc: PandocPool) -> None:
    again = with_own_names(sample.document(sample.figure("The same, said otherwise.", "Again", "figure-again")))
    assert b'descr="The same, said otherwise."' in part(write(pandoc, again), "word/document.xml")


def test_properties_say_what_the_document_is(word: WordDocument, content: bytes) -> None:
    assert word.core_properties.title == "Strategy discussion & enquiry"
    assert word.core_properties.language == "en-GB"
    assert word.core_properties.created.date() == sample.AS_OF
    custom = etree.fromstring(part(content, "docProps/custom.xml"))
    values = {item.get("name"): item[0].text for item in custom}
    assert values["DocumentId"] == "0123456789ab"
    assert values["Edition"] == "Northmere Safeguarding Children Partnership"
    assert values["BuiltFrom"] == "Framework 1.1; Northern Counties 3"
    assert (values["Status"], values["Approved"], values["Review"]) == ("In force", "2026-04-01", "2026-10-31")


def test_running_lines_show_the_properties_without_an_update(content: bytes) -> None:
    footer = words_of(content, "word/footer1.xml")
    assert "Northmere Safeguarding Children Partnership" in footer
    assert "Printed copy valid until 31 October 2026 · Document id 0123456789ab" in footer
    assert b"DOCPROPERTY ValidUntil" in part(content, "word/footer1.xml")


def test_running_lines_speak_the_language_of_the_document(pandoc: PandocPool) -> None:
    welsh = replace(sample.document(), language="cy-GB")
    paper = replace(PAPER, words=PaperWords(valid_until="Copi print yn ddilys tan", page="Tudalen", of="o", contents="Cynnwys"))
    content = write(pandoc, welsh, paper)
    assert "Copi print yn ddilys tan 31 Hydref 2026" in words_of(content, "word/footer1.xml")
    assert "Cynnwys" in words_of(content)
    languages = {each.get(qn("w:val")) for each in etree.fromstring(part(content, "word/styles.xml")).iter(qn("w:lang"))}
    assert languages == {"cy-GB"}


def test_the_contents_list_links_to_headings(word: WordDocument) -> None:
    entries = [p for p in word.paragraphs if p.style and (p.style.name or "").lower().startswith("toc ") and p.style.name != "TOC Heading"]
    assert [entry.text for entry in entries if entry.text] == [
        "1 Timescales", "1.1 Who attends", "2 What to do", "3 HSB consultation panel", "Appendix A Forms",
    ]  # fmt: skip


def test_words_in_another_language_are_marked(content: bytes) -> None:
    assert b'<w:lang w:val="cy"/>' in part(content, "word/document.xml").replace(b" />", b"/>")


def test_equal_input_gives_equal_bytes(pandoc: PandocPool, content: bytes) -> None:
    assert write(pandoc, sample.document()) == content


def test_the_reference_is_the_one_its_script_writes() -> None:
    script = runpy.run_path(str(REFERENCE.with_name("build_reference.py")))
    made = script["reference"]()
    assert made == REFERENCE.read_bytes()


@pytest.mark.parametrize(
    ("code", "block"),
    [
        ("image-without-alt", para([{"t": "Image", "c": [attr(), [], [f"media/{sample.picture().digest}.svg", ""]]}])),
        ("image-not-given", para([{"t": "Image", "c": [attr(), text("Words"), ["media/other.png", ""]]}])),
        ("table-without-header", table([text("A"), []], [[text("1"), text("2")]], identifier="t")),
        ("heading-order", sample.heading(4, "deep", "1.1.1.1", "Too deep")),
        ("duplicate-anchor", div([sample.words("Again.")], "share")),
        ("broken-anchor", para([link(text("there"), "#nowhere")])),
        ("empty-link", para([link([], "#share")])),
        ("missing-glyph", sample.words("Call ☎ now")),
    ],
)
def test_what_paper_cannot_show_is_a_problem(code: str, block: Node) -> None:
    characters = frozenset(range(0x2000)) | {ord(c) for c in "’–"}
    problems = paper_problems(sample.document(block), characters)
    assert [problem.code for problem in problems] == [code]
    assert all(problem.hint for problem in problems)


def test_the_sample_itself_is_clean() -> None:
    assert paper_problems(sample.document(), frozenset(range(0x3000))) == ()
    assert stringify(list(sample.document().body))


@pytest.mark.word
def test_libreoffice_opens_the_file(content: bytes, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / "document.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    assert (tmp_path / "document.pdf").read_bytes().startswith(b"%PDF")


def test_the_mark_of_the_edition_stands_first_with_its_name(pandoc: PandocPool) -> None:
    document = replace(sample.document(), logo=sample.logo())
    written = write(pandoc, document)
    first: Any = docx.Document(io.BytesIO(written)).paragraphs[0]
    about = first._p.find(f".//{{{ooxml.NAMESPACES['wp']}}}docPr")
    size = first._p.find(f".//{{{ooxml.NAMESPACES['wp']}}}extent")
    assert about.get("descr") == document.control.edition
    assert int(size.get("cy")) == 18 * 36_000
    assert part(written, f"word/media/{sample.logo().digest}.png") == sample.png()

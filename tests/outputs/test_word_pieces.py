"""Word files put together from pieces, compared with those that pandoc writes whole."""

import io
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import sample
from lxml import etree
from published_edition import edition
from word_compare import comparable

from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Node, attr, div, header, link, para, plain, span, table, text
from byelaw.outputs.documents import Binder, open_binder
from byelaw.outputs.ooxml import NAMESPACES, open_package
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.pieces import cut_tree
from byelaw.outputs.word import finish_word
from byelaw.outputs.word_join import WordShell
from byelaw.outputs.word_look import WordLook, open_look, word_job
from byelaw.outputs.word_pieces import Body, WordPieces
from byelaw.tools.pandoc import PandocPool

REFERENCE = Path(__file__).parents[2] / "templates" / "word" / "reference.docx"
PAPER = Paper(sample.STRENGTHS, sample.AS_OF)


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(1) as pool:
        yield pool


@pytest.fixture(scope="module")
def look(pandoc: PandocPool) -> WordLook:
    return open_look(REFERENCE, pandoc)


@pytest.fixture
def binder(pandoc: PandocPool, look: WordLook) -> Binder:
    return open_binder(pandoc, look)


def whole(pandoc: PandocPool, look: WordLook, document: PublishedDocument) -> bytes:
    written = pandoc.write(word_job(paper_tree(document, PAPER), document.images, look))
    assert isinstance(written, tuple), written
    assert isinstance(written[0], bytes)
    return finish_word(written[0], document, PAPER, look.parts)


def bound(binder: Binder, *documents: PublishedDocument) -> list[bytes]:
    """Return the files of documents put together from pieces."""
    pieces = binder.pieces.written([Body(cut_tree(paper_tree(document, PAPER)), document.images) for document in documents])
    files = [binder.shell.filled(each, document, PAPER) if each else None for each, document in zip(pieces, documents, strict=True)]
    made = [file for file in files if file]
    assert len(made) == len(documents), "a document would be written whole"
    return made


def note(*blocks: Node) -> Node:
    return {"t": "Note", "c": list(blocks)}


def ordered(start: int, style: str, *items: str) -> Node:
    return {"t": "OrderedList", "c": [[start, {"t": style}, {"t": "Period"}], [[plain(text(item))] for item in items]]}


def crowded() -> PublishedDocument:
    """Return a document with lists, links, notes and pictures on both sides of headings of all levels."""
    listed = ordered(1, "Decimal", "First.", "Second.")
    outside = link(text("there"), "https://example.org/a?b=1&c='2'\"")
    cell = [*text("With "), link(text("a link"), "doc:referral#who"), note(sample.words("In a cell."))]
    body = (
        sample.statement("before", "must", "Must: All", sample.words("Before any heading."), listed),
        listed,
        sample.heading(1, "one", "1", "One"),
        listed,
        para(
            [*text("Words"), note(para([*text("See "), outside]), ordered(1, "Decimal", "In a note."), div([sample.words("x")], "in-note"))]
        ),
        sample.heading(2, "one-one", "1.1", "One one"),
        ordered(7, "LowerRoman", "Seventh."),
        ordered(1, "UpperAlpha", "A."),
        header(3, "deep", [*text("Deep"), note(sample.words("Of a heading."))]),
        para([outside, span(text("marked"), pairs=[("lang", "cy")]), {"t": "Code", "c": [attr(), "r:id='rId1'"]}]),
        sample.heading(2, "one-two", "1.2", "One two"),
        table([text("A"), text("B")], [[cell, text("2")]], [*text("Table 1")], "a-table"),
        sample.figure("The steps.", "Here", "here"),
        sample.heading(1, "two", "2", "Two"),
        sample.heading(2, "two-one", "2.1", "Two one"),
        sample.figure("The steps, again.", "There", "there"),
        para([*text("The same picture "), outside, link(text("within"), "#deep")]),
        div([sample.words("A place.")], "a-name-with-more-than-forty-characters-in-it"),
        {"t": "HorizontalRule"},
        sample.heading(1, "two-again", "3", "Two"),
        listed,
    )
    return with_own_names(replace(sample.document(), body=body))


def with_class(strength: str) -> PublishedDocument:
    return replace(
        sample.document(), body=(sample.heading(1, "same", "1", "Same"), sample.statement("s", strength, "Do", sample.words("It.")))
    )


def documents() -> list[PublishedDocument]:
    again = sample.figure("The same, said otherwise.", "Again", "figure-again")
    plain_one = replace(sample.document(), body=(sample.words("No headings."), sample.words("None.")))
    edited = [
        replace(each, images={name: replace(image, raster=sample.png()) for name, image in each.images.items()})
        for each in edition().documents
    ]
    marked = replace(sample.document(), logo=sample.logo())
    made = [
        marked,
        sample.document(),
        sample.document(again),
        sample.document(draft=False, overdue=False),
        crowded(),
        plain_one,
        with_class("may"),
    ]
    return [with_own_names(each) for each in (*made, *edited)]


@pytest.mark.parametrize("number", range(len(documents())))
def test_pieces_make_the_word_file_of_the_whole(pandoc: PandocPool, look: WordLook, binder: Binder, number: int) -> None:
    document = documents()[number]
    assert comparable(bound(binder, document)[0]) == comparable(whole(pandoc, look, document))


def test_documents_written_together_are_those_written_alone_in_any_order(pandoc: PandocPool, look: WordLook) -> None:
    given = documents()
    together = bound(open_binder(pandoc, look), *given)
    order = list(range(len(given)))
    random.Random(1).shuffle(order)  # noqa: S311 - an order, no secret
    one_by_one = open_binder(pandoc, look)
    assert {number: bound(one_by_one, given[number])[0] for number in order} == dict(enumerate(together))


def test_a_piece_is_written_once(binder: Binder, pandoc: PandocPool, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bound(binder, crowded())
    monkeypatch.setattr(pandoc, "write", None)
    assert bound(binder, crowded()) == first


def test_no_number_is_given_twice(binder: Binder) -> None:
    package = open_package(bound(binder, crowded())[0])
    document, links = (etree.fromstring(package.parts[name]) for name in ("word/document.xml", "word/_rels/document.xml.rels"))
    marks = document.xpath("//w:bookmarkStart/@w:id", namespaces=NAMESPACES)
    drawings = document.xpath("//wp:docPr/@id | //pic:cNvPr/@id", namespaces=NAMESPACES)
    assert len(marks) == len(set(marks)) > 1
    assert len(drawings) == len(set(drawings)) > 1
    assert len(links) == len({each.get("Id") for each in links})
    assert len(links) == len({(each.get("Target"), each.get("Type")) for each in links} | {("again", "")})


@pytest.mark.parametrize(
    "block",
    [
        header(2, "", text("A heading without an id")),
        div([header(2, "inside", text("A heading in a box"))], "box"),
        para([{"t": "Math", "c": [{"t": "InlineMath"}, "x"]}]),
        para([note(para([{"t": "Image", "c": [attr(), text("Words"), [f"media/{sample.picture().digest}.svg", ""]]}]))]),
        {"t": "RawBlock", "c": ["openxml", '<w:p><w:hyperlink r:id="rId1"/></w:p>']},
        para([span(text("Words"), ["insertion"])]),
    ],
)
def test_what_cannot_be_cut_leaves_its_document_whole_and_no_other(binder: Binder, block: Node) -> None:
    given = [sample.document(), sample.document(block)]
    pieces = binder.pieces.written([Body(cut_tree(paper_tree(each, PAPER)), each.images) for each in given])
    assert [each is None for each in pieces] == [False, True]


def test_a_first_block_that_could_join_the_front_leaves_its_document_whole(pandoc: PandocPool, look: WordLook) -> None:
    boxed = look.empty["word/styles.xml"].replace(b'w:styleId="ControlRow"', b'w:styleId="Gone"')
    boxed = boxed.replace(b'w:styleId="Banner"', b'w:styleId="ControlRow"')
    pieces = WordPieces(pandoc, look).written([Body(cut_tree(paper_tree(crowded(), PAPER)), crowded().images)])[0]
    document = replace(crowded(), body=crowded().body[:1])
    assert pieces
    assert WordShell({**look.empty, "word/styles.xml": boxed}).filled(pieces[:1], document, PAPER) is None


def test_headings_in_boxes_leave_all_documents_whole(pandoc: PandocPool, look: WordLook) -> None:
    styles = look.parts["word/styles.xml"].replace(b'w:styleId="Heading2"', b'w:styleId="Gone"')
    boxed = replace(look, parts={**look.parts, "word/styles.xml": styles.replace(b'w:styleId="Banner"', b'w:styleId="Heading2"')})
    assert WordPieces(pandoc, boxed).written([Body(cut_tree(paper_tree(crowded(), PAPER)), crowded().images)]) == [None]


def test_other_programs_open_the_file(binder: Binder) -> None:
    (content,) = bound(binder, crowded())
    word = docx.Document(io.BytesIO(content))
    assert len(word.inline_shapes) == 2
    assert word.tables[0].cell(0, 0).text == "A"
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names[0] == "[Content_Types].xml"
    assert len(names) == len(set(names))


@pytest.mark.word
def test_libreoffice_opens_the_file(binder: Binder, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "document.docx").write_bytes(bound(binder, crowded())[0])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "document.docx")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    assert (tmp_path / "document.pdf").read_bytes().startswith(b"%PDF")

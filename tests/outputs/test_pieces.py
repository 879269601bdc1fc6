"""Documents put together from pieces, compared with what pandoc writes of them whole."""

import re
from collections.abc import Iterator

import pytest
import sample
from published_edition import edition

from byelaw.core.tree import Node, Nodes, header, para, text
from byelaw.outputs.documents import TYPST
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pieces import HTML, PieceWriter, cut_tree
from byelaw.tools.pandoc import Output, PandocPool, WriteJob

PAPER = Paper(sample.STRENGTHS, sample.AS_OF)


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(1) as pool:
        yield pool


def whole(pandoc: PandocPool, nodes: Nodes, output: Output) -> str:
    written = pandoc.write(WriteJob(nodes, (output,)))
    assert isinstance(written, tuple), written
    return text_of(str(written[0]))


def text_of(written: str) -> str:
    """Return a text without the blank lines before headings, which say nothing in typst."""
    return re.sub(r"\n+(?==+ )", "\n", written.strip())


def trees() -> list[Nodes]:
    return [sample.document().body, *(each.body for each in edition().documents), with_notes(), without_headings()]


def note(words: str) -> Node:
    return {"t": "Note", "c": [para(text(words))]}


def with_notes() -> Nodes:
    """Return notes before, in and after headings, one of which shows the markup of another."""
    shown = '<li id="fn1"> <a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>'
    return (
        para([*text("Before"), note("one")]),
        header(1, "a", [*text("A"), note("two")]),
        para([*text(shown), note("three"), *text("and"), note(shown)]),
        header(2, "fn1", text("B")),
        header(1, "c", text("C")),
        para([note("five")]),
    )


def without_headings() -> Nodes:
    return (para([*text("Words"), note("one")]),)


@pytest.mark.parametrize("number", range(len(trees())))
def test_pieces_make_the_html_of_the_whole(pandoc: PandocPool, number: int) -> None:
    made = PieceWriter(pandoc).html(trees()[number])
    assert text_of(str(made)) == whole(pandoc, trees()[number], HTML)


@pytest.mark.parametrize("number", range(len(trees())))
def test_pieces_make_the_typst_of_the_whole(pandoc: PandocPool, number: int) -> None:
    made = PieceWriter(pandoc).text(cut_tree(trees()[number]), TYPST)
    assert text_of(str(made)) == whole(pandoc, trees()[number], TYPST)


def test_pieces_make_the_typst_of_the_whole_dressed_document(pandoc: PandocPool) -> None:
    tree = paper_tree(sample.document(), PAPER)
    assert text_of(str(PieceWriter(pandoc).text(cut_tree(tree), TYPST))) == whole(pandoc, tree, TYPST)


def test_a_piece_is_written_once(pandoc: PandocPool, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = PieceWriter(pandoc)
    first = writer.html(with_notes())
    monkeypatch.setattr(pandoc, "write_pieces", None)
    assert writer.html(with_notes()) == first


def test_nothing_is_nothing(pandoc: PandocPool) -> None:
    assert str(PieceWriter(pandoc).html(())).strip() == ""

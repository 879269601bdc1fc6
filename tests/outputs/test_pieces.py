"""Documents put together from pieces, compared with what pandoc writes of them whole."""

import re
from collections.abc import Iterator, Sequence

import pytest
import sample
from published_edition import edition

from byelaw.core.tree import Node, Nodes, header, para, text
from byelaw.outputs.documents import TYPST
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pieces import HTML, PieceWriter, cut_tree
from byelaw.tools.pandoc import Failure, FailureKind, Output, PandocPool, WriteJob

ODD = '+ - = / 1. a. (b) c, d \\ e\\ http://f //g *h* [i] #j <k> @l ~m` n \u00e9t\u00e9 " } , o- p; q: r'
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


def odd_words() -> Nodes:
    """Return words that a writer could read as markup, with spaces of every kind between them."""
    spaces = [{"t": kind} for kind in ("Space", "SoftBreak", "LineBreak")]
    inlines = [{"t": "Str", "c": word} for word in ODD.split()]
    spaced = [[each, space] for space in spaces for each in inlines]
    return (
        header(1, "a", text("A")),
        *(para([node for pair in zip(inlines, inlines[shift:], strict=False) for node in (*pair, spaces[0])]) for shift in range(3)),
        para([node for pair in spaced for node in pair]),
        *(para([each, spaces[0], *text("and so on")]) for each in inlines),
        header(1, "b", text("B")),
        {"t": "CodeBlock", "c": [["", ["python"], []], "one = 1"]},
        header(1, "c", text("C")),
        {"t": "CodeBlock", "c": [["", ["python"], []], "two = 2"]},
    )


@pytest.mark.parametrize("output", [HTML, TYPST], ids=["html", "typst"])
def test_pieces_written_together_are_what_each_is_alone(pandoc: PandocPool, output: Output) -> None:
    pieces = [piece for tree in (*trees(), odd_words()) for piece in cut_tree(tree)]
    together, alone = PieceWriter(pandoc), PieceWriter(pandoc)
    together.learn([pieces], output)
    assert [together.text([each], output) for each in pieces] == [alone.text([each], output) for each in pieces]


def test_learnt_pieces_are_not_written_again(pandoc: PandocPool, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, pieces = PieceWriter(pandoc), cut_tree(odd_words())
    writer.learn([pieces], TYPST)
    monkeypatch.setattr(pandoc, "write_pieces", None)
    assert isinstance(writer.text(pieces, TYPST), str)


def test_a_tree_that_fails_keeps_no_other_from_being_written(pandoc: PandocPool, monkeypatch: pytest.MonkeyPatch) -> None:
    write = pandoc.write_pieces

    def refusing(pieces: Sequence[str], output: Output) -> tuple[str, ...] | Failure:
        return Failure(FailureKind.REFUSED, "bad") if any("Bad" in piece for piece in pieces) else write(pieces, output)

    monkeypatch.setattr(pandoc, "write_pieces", refusing)
    good, bad = with_notes(), (para(text("Bad")),)
    made = list(PieceWriter(pandoc).pages([good, bad, ()]))
    assert made == [PieceWriter(pandoc).html(good), Failure(FailureKind.REFUSED, "bad"), ""]


def test_nothing_is_nothing(pandoc: PandocPool) -> None:
    assert str(PieceWriter(pandoc).html(())).strip() == ""

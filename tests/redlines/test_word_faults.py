"""Faults seeded into the markup as it is written: nothing is written then, the problem says why, and every other document goes on."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from byelaw.core.comparing.trees import Added, MergedDocument, Move, Removed, Same
from byelaw.core.tree import Node, header, link, para, text
from byelaw.outputs import redline_word
from byelaw.outputs.ooxml import Element, Package, find, qualified
from byelaw.outputs.redline_word import Redline, write_redline
from redlines.second_reading import first_difference, read
from redlines.word_cases import FIRST, LAST, PICTURE, figure, grid, note, words
from redlines.word_redlines import Writer

Seed = Callable[[Package], None]


def _rules(name: str) -> Node:
    return para([*text("See "), link(text("the rules"), f"https://example.org/{name}")])


OLD = [
    header(1, "water", text("Water")),
    words("The tenant should shut the gate at 9."),
    grid(("Plot", "Rent"), ("1", "£40"), ("2", "£50")),
    words("A paragraph that goes."),
    para([*text("The rent"), note(words("Due in May."))]),
    _rules("a"),
    {"t": "BlockQuote", "c": [FIRST]},
]
NEW = [
    header(2, "water", text("Water")),
    words("The tenant must shut the gate at 8."),
    grid(("Plot", "Rent"), ("1", "£45"), ("3", "£60"), ("2", "£50")),
    words("One that comes, and says more than the other did."),
    para([*text("The rent"), note(words("Due in June."))]),
    _rules("b"),
    figure(PICTURE, "The plots"),
    {"t": "BlockQuote", "c": [FIRST]},
]
MOVED = words("Whoever comes last shuts the gate and keeps the key.")


def _document(package: Package) -> Element:
    return package.xml("word/document.xml")


def _first(package: Package, path: str, part: str = "word/document.xml") -> Element:
    return find(package.xml(part), path)[0]


def _drop(given: Element) -> None:
    holder = given.getparent()
    assert holder is not None
    holder.remove(given)


def _unwrap(given: Element) -> None:
    holder = given.getparent()
    assert holder is not None
    at = holder.index(given)
    holder[at : at + 1] = list(given)


def _say(path: str, words_: str, part: str = "word/document.xml") -> Seed:
    def seed(package: Package) -> None:
        _first(package, path, part).text = words_

    return seed


def _renamed(path: str, name: str) -> Seed:
    def seed(package: Package) -> None:
        _first(package, path).tag = qualified(name)

    return seed


def _retargeted(package: Package) -> None:
    _first(package, ".//rel:Relationship[@TargetMode]", "word/_rels/document.xml.rels").set("Target", "https://example.org/c")


def _relation_lost(package: Package) -> None:
    _drop(_first(package, ".//rel:Relationship[@TargetMode]", "word/_rels/document.xml.rels"))


def _picture_changed(package: Package) -> None:
    name = next(name for name in package.parts if name.startswith("word/media/"))
    package.parts[name] += b"0"


def _picture_lost(package: Package) -> None:
    del package.parts[next(name for name in package.parts if name.startswith("word/media/"))]


def _id_twice(package: Package) -> None:
    for each in find(_document(package), ".//w:ins")[:2]:
        each.set(qualified("w:id"), "1")


def _unsigned(package: Package) -> None:
    del _first(package, ".//w:del").attrib[qualified("w:author")]


def _out_of_order(package: Package) -> None:
    about = next(each for each in find(_document(package), ".//w:pPr") if len(each) > 1)
    about.append(about[0])


def _tables_touch(package: Package) -> None:
    table = _first(package, ".//w:tbl")
    table.addnext(deepcopy(table))


def _looks_lost(package: Package) -> None:
    for each in find(_document(package), ".//w:pPrChange"):
        _drop(each)


def _linked_as_a_whole(package: Package) -> None:
    target = next(each for each in find(_document(package), ".//w:hyperlink") if find(each, "w:ins"))
    mark = find(target, "w:ins")[0]
    _unwrap(mark)
    mark[:] = []
    target.addprevious(mark)
    mark.append(target)


SEEDS: dict[str, Seed] = {
    "an insertion is dropped with its words": lambda package: _drop(_first(package, ".//w:p/w:ins")),
    "a deletion is dropped with its words": lambda package: _drop(_first(package, ".//w:p/w:del")),
    "an insertion is not marked": lambda package: _unwrap(_first(package, ".//w:p/w:ins")),
    "a deletion is not marked": lambda package: _unwrap(_first(package, ".//w:p/w:del")),
    "an insertion is marked as a deletion": _renamed(".//w:p/w:ins", "w:del"),
    "other words were deleted": _say(".//w:delText", "may"),
    "other words were inserted": _say(".//w:ins/w:r/w:t", "may"),
    "words that nobody changed are other": _say(".//w:p/w:r/w:t", "Fire"),
    "what is deleted is written as what is there": _renamed(".//w:delText", "w:t"),
    "an inserted paragraph's mark is lost": lambda package: _drop(_first(package, "w:body/w:p/w:pPr/w:rPr/w:ins")),
    "a deleted paragraph's mark is lost": lambda package: _drop(_first(package, "w:body/w:p/w:pPr/w:rPr/w:del")),
    "a row's mark is lost": lambda package: _drop(_first(package, ".//w:trPr/w:ins")),
    "how a heading looked is lost": _looks_lost,
    "a row is lost": lambda package: _drop(_first(package, ".//w:tr")),
    "a note's words are lost": _say(".//w:footnote//w:ins/w:r/w:t", "", "word/footnotes.xml"),
    "a link leads elsewhere": _retargeted,
    "a link leads nowhere": _relation_lost,
    "a picture is another": _picture_changed,
    "a picture is lost": _picture_lost,
    "two changes have one id": _id_twice,
    "nobody signed a change": _unsigned,
    "properties stand in another order": _out_of_order,
    "two tables touch": _tables_touch,
    "a link stands in a change": _linked_as_a_whole,
}
MENDED = {
    "how a heading looked is lost": "the heading is replaced as a whole",
}
"""Faults that do no harm once what they are in is replaced as a whole, and why; there is a file then, and it holds."""

OF_MOVES: dict[str, Seed] = {
    "a comment is lost": lambda package: _drop(_first(package, "w:comment", "word/comments.xml")),
    "the place of a comment is lost": lambda package: _drop(_first(package, ".//w:commentRangeStart")),
}


def _all_lost(package: Package) -> None:
    package.xml("word/comments.xml")[:] = []
    for name in ("commentRangeStart", "commentRangeEnd"):
        for each in find(_document(package), f".//w:{name}"):
            _drop(each)
    for each in find(_document(package), ".//w:commentReference"):
        run = each.getparent()
        assert run is not None
        _drop(run)


OF_MOVES["all comments are lost"] = _all_lost


def seeded(monkeypatch: pytest.MonkeyPatch, seed: Seed) -> None:
    given = redline_word._merged

    def faulty(*arguments: Any) -> Any:  # noqa: ANN401 - handed on
        package, comments = given(*arguments)
        seed(package)
        return package, comments

    monkeypatch.setattr(redline_word, "_merged", faulty)


def refused(redline: Redline) -> None:
    """Check that nothing was written, and that the problem says why."""
    assert redline.content == b""
    [problem] = redline.problems
    assert problem.code == "redline-not-proved"
    assert problem.hint
    assert len(problem.message) > len("the redline of 'Water' does not hold: ")


def test_without_a_fault_it_holds(writer: Writer) -> None:
    redline = writer.redline(OLD, NEW)
    assert (redline.problems, redline.replaced) == ((), 0)


@pytest.mark.parametrize("fault", SEEDS)
def test_a_fault_is_found_before_anything_is_written(writer: Writer, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    seeded(monkeypatch, SEEDS[fault])
    redline = writer.redline(OLD, NEW)
    if fault not in MENDED:
        refused(redline)
        return
    assert redline.replaced
    for decision, body in (("accept", NEW), ("reject", OLD)):
        assert first_difference(read(redline.content, decision), read(writer.direct(body).to_bytes(), "accept")) == ""


@pytest.mark.parametrize("fault", OF_MOVES)
def test_a_fault_in_what_is_said_of_a_move_is_found(writer: Writer, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    merged = MergedDocument((Removed(MOVED, 1), Same(FIRST), Added(MOVED, 1), Same(LAST)), (Move(1, (Same(MOVED),)),))
    assert write_redline(writer.request(merged), writer.press).problems == ()
    seeded(monkeypatch, OF_MOVES[fault])
    refused(write_redline(writer.request(merged), writer.press))

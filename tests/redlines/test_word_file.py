"""The file itself: whose changes they are, the same bytes, moves, links, ends, tables, and what happens when it fails."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

import docx
import pytest
import sample

from byelaw.core.comparing.merging import Merger
from byelaw.core.comparing.trees import Added, MergedDocument, Move, Removed, Same, Varied, Worded
from byelaw.core.projects import Image
from byelaw.core.tree import SPACE, Node, div, header, link, para, span, text
from byelaw.outputs import redline_word, redline_word_blocks, redline_word_marks, redline_word_runs
from byelaw.outputs.ooxml import Element, open_package
from byelaw.outputs.redline_resolver import Decision, resolved
from byelaw.outputs.redline_word import write_redline
from byelaw.outputs.redline_word_marks import Change
from byelaw.outputs.redline_word_strict import difference, outline
from byelaw.tools.pandoc import Failure, FailureKind
from redlines.word_cases import FIRST, LAST, PICTURE, bullets, code, every_case, figure, grid, image, note, words
from redlines.word_edits import edit_set
from redlines.word_lints import lints
from redlines.word_redlines import SIGNATURE, W, Writer, root_of

OLD = words("The tenant digs the plot in spring and pays the rent in May.")
NEW = words("The tenant digs the plot in autumn and pays the rent in May.")


def test_only_the_word_that_changed_is_tracked_in_the_name_and_at_the_moment_given(writer: Writer) -> None:
    root = root_of(writer.redline([OLD], [NEW]).content)
    marks = list(root.iter(f"{W}ins", f"{W}del"))
    assert [("".join(each.itertext()), each.tag) for each in marks] == [("spring", f"{W}del"), ("autumn", f"{W}ins")]
    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in marks} == {(SIGNATURE.author, "2026-11-23T09:30:00Z")}


def test_the_same_two_versions_give_the_same_bytes(writer: Writer) -> None:
    old, new = edit_set(7)
    assert writer.redline(old, new).content == writer.redline(old, new).content


def test_nothing_is_tracked_where_nothing_changed(writer: Writer) -> None:
    body = list(sample.document().body)
    root = root_of(writer.redline(body, body).content)
    assert not list(root.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))


def test_a_document_of_every_kind_of_block_holds_when_half_of_it_goes(writer: Writer) -> None:
    body = list(sample.document().body)
    redline = writer.redline(body, body[::2])
    assert (redline.problems, redline.replaced) == ((), 0)
    assert lints(redline.content) == []


def test_python_docx_opens_it_and_sees_what_was_inserted(writer: Writer) -> None:
    word = docx.Document(io.BytesIO(writer.redline([FIRST], [FIRST, LAST]).content))
    assert word.paragraphs[-1].text == "End of the document"
    assert len(word.paragraphs) == 3


@pytest.mark.parametrize("case", every_case(), ids=lambda case: case.label)
def test_no_case_holds_what_word_forbids(writer: Writer, case: Any) -> None:  # noqa: ANN401 - named by its label
    content = writer.redline(case.old, case.new).content
    assert lints(content) == []
    docx.Document(io.BytesIO(content))


def test_the_last_paragraph_goes_without_leaving_an_empty_one(writer: Writer) -> None:
    content = writer.redline([FIRST, OLD], [FIRST]).content
    assert [each[4] for each in outline(open_package(resolved(content, Decision.ACCEPT)))] == [shown(FIRST)]


def shown(paragraph: Node) -> tuple[tuple[str, str, str, str], ...]:
    return (("text", "", "", "".join(each.get("c", " ") for each in paragraph["c"])),)


def test_two_tables_that_are_never_in_one_version_do_not_touch(writer: Writer) -> None:
    redline = writer.redline(
        [FIRST, grid(("Plot", "Tenant"), ("1", "Ash")), LAST], [FIRST, grid(("Rent", "Due", "Paid"), ("£40", "May", "no")), LAST]
    )
    assert (redline.problems, redline.replaced, lints(redline.content)) == ((), 0, [])
    assert len(list(root_of(redline.content).iter(f"{W}tbl"))) == 2


def test_two_tables_that_stay_when_the_text_between_them_goes_hold(writer: Writer) -> None:
    one, two = grid(("Plot", "Tenant"), ("1", "Ash")), grid(("Plot", "Rent"), ("1", "£40"))
    redline = writer.redline([FIRST, one, OLD, two, LAST], [FIRST, one, two, LAST])
    assert (redline.problems, redline.replaced, lints(redline.content)) == ((), 0, [])


def test_a_link_that_only_leads_elsewhere_is_tracked_with_both_targets(writer: Writer) -> None:
    bodies = [[para([*text("See "), link(text("the rules"), f"https://example.org/{name}"), *text(".")])] for name in ("a", "b")]
    content = writer.redline(*bodies).content
    links = list(root_of(content).iter(f"{W}hyperlink"))
    assert [(each[0].tag, "".join(each.itertext())) for each in links] == [(f"{W}del", "the rules"), (f"{W}ins", "the rules")]
    assert [targets(resolved(content, decision)) for decision in Decision] == [["https://example.org/b"], ["https://example.org/a"]]


def targets(content: bytes) -> list[str]:
    known = {each.get("Id"): each.get("Target") for each in root_of(content, "word/_rels/document.xml.rels")}
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return [known[each.get(relation)] for each in root_of(content).iter(f"{W}hyperlink")]


MOVED = header(1, "keys", text("Keys")), words("Whoever comes last shuts the gate and keeps the key.")
OTHERS = header(1, "bees", text("Bees")), words("Bees need a permit, which the clerk gives in spring.")
FIRES = header(1, "fires", text("Fires")), words("Fires are lit after dusk, and only in November.")


def test_moved_text_says_at_both_places_where_the_other_is(writer: Writer) -> None:
    merged = Merger().document([*MOVED, *OTHERS, *FIRES], [*OTHERS, *FIRES, *MOVED])
    assert merged.moves
    content = write_redline(writer.request(merged), writer.press).content
    comments = ["".join(each.itertext()) for each in root_of(content, "word/comments.xml")]
    assert len(comments) == 2
    assert {each.partition(":")[0] for each in comments} == {"Moved to", "Moved from"}
    assert all("The words are the same." in each for each in comments)
    ids = [each.get(f"{W}id") for each in root_of(content, "word/comments.xml")]
    body = root_of(content)
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [each.get(f"{W}id") for each in body.iter(f"{W}{tag}")] == ids


def test_a_comment_says_what_changed_in_what_moved_because_an_insertion_hides_it(writer: Writer) -> None:
    old = words("The tenant should shut the gate by 9 and keep the key until the summer ends for everybody else.")
    new = words("The tenant must shut the gate by 8 and keep the key until the summer ends for everybody.")
    changed = Merger().document([old], [new]).blocks
    blocks = Same(MOVED[0]), Removed(old, 1), Same(OTHERS[0]), Same(OTHERS[1]), Added(new, 1)
    redline = write_redline(writer.request(MergedDocument(blocks, (Move(1, changed),))), writer.press)
    assert ["".join(each.itertext()) for each in root_of(redline.content, "word/comments.xml")] == [
        "Moved to: Bees. The words changed; see there.",
        "Moved from: Keys. Changed on the way: “should” became “must”; “9” became “8”; “else.” became “.”.",
    ]


WORDLESS: dict[str, Node] = {
    "code": code("gate = shut"),
    "a rule": {"t": "HorizontalRule"},
    "a picture": para([image(PICTURE, "The plots")]),
    "a box of code": div([code("gate = shut")], classes=["note"]),
}


@pytest.mark.parametrize("kind", WORDLESS)
def test_what_has_no_words_says_too_where_it_was_moved(writer: Writer, kind: str) -> None:
    block, heading = WORDLESS[kind], header(1, "bees", text("Bees"))
    bees = Same(heading), Same(LAST)
    merged = MergedDocument((Same(MOVED[0]), Removed(block, 1), Same(FIRST), *bees, Added(block, 1), Same(OLD)), (Move(1, (Same(block),)),))
    redline = write_redline(writer.request(merged), writer.press)
    assert (redline.problems, redline.replaced, lints(redline.content)) == ((), 0, [])
    said = ["".join(each.itertext()) for each in root_of(redline.content, "word/comments.xml")]
    assert said == ["Moved to: Bees. The words are the same.", "Moved from: Keys. The words are the same."]


def test_a_number_that_was_made_anew_is_shown_untracked_and_named(writer: Writer) -> None:
    sides = [[header(1, "keys", [span(text(number), ["number"]), SPACE, *text("Keys")]), FIRST] for number in ("1", "2")]
    merged = Merger().document(*sides)
    assert any(isinstance(run, Varied) for part in merged.blocks if isinstance(part, Worded) for run in part.runs)
    redline = write_redline(writer.request(merged), writer.press)
    assert redline.varied == (("1", "2"),)
    assert not list(root_of(redline.content).iter(f"{W}ins", f"{W}del"))


def test_a_drawing_without_a_png_holds(writer: Writer) -> None:
    content = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    drawing = Image("framework/files/a.svg", "image/svg+xml", content, sha256(content).hexdigest(), 40, 20)
    edition = replace(writer.edition, document=replace(writer.edition.document, images={"media/a.svg": drawing}))
    drawn = replace(writer, edition=edition)
    redline = drawn.redline([FIRST, figure("media/a.svg", "The plots")], [FIRST, figure("media/a.svg", "The plots and the gate")])
    assert (redline.problems, redline.replaced, lints(redline.content)) == ((), 0, [])


def test_word_goes_on_tracking_what_a_reader_types(writer: Writer) -> None:
    assert list(root_of(writer.redline([OLD], [NEW]).content, "word/settings.xml").iter(f"{W}trackRevisions"))


def field(name: str, label: str, kind: str, *asked: Node) -> Node:
    said = div([words(label)], classes=["field-label"])
    return div([said, *asked], name, ["field", f"field-{kind}"], [("of", "report"), ("lines", "1")])


def form(*fields: Node) -> list[Node]:
    start = div([div([words("Report")], classes=["form-name"])], "report", ["form-start"])
    return [FIRST, start, *fields, div([words("End of the form")], "", ["form-end"], [("of", "report")]), LAST]


def controls_of(content: bytes) -> list[str]:
    return [str(tag.get(f"{W}val")) for tag in root_of(content).iter(f"{W}tag")]


def test_a_form_keeps_the_controls_of_what_did_not_change(writer: Writer) -> None:
    plot, pests = field("plot", "Which plot", "text"), field("pests", "Which pests", "choices", bullets("Slugs", "Snails"))
    assert controls_of(writer.redline(form(plot, pests), form(plot, pests)).content) == ["plot", "pests/1", "pests/2"]
    redline = writer.redline(form(plot, pests), form(plot, field("pests", "Which pests", "choices", bullets("Slugs", "Garden snails"))))
    assert (redline.problems, redline.replaced) == ((), 0)
    assert controls_of(redline.content) == ["plot", "pests/1"]


def test_a_field_that_comes_or_goes_holds_as_plain_text(writer: Writer) -> None:
    plot, due = field("plot", "Which plot", "text"), field("due", "Which day", "date")
    for sides in ((form(plot), form(plot, due)), (form(plot, due), form(due)), ([FIRST, LAST], form(plot))):
        redline = writer.redline(*sides)
        assert (redline.problems, redline.replaced, lints(redline.content)) == ((), 0, [])


def test_a_block_that_does_not_hold_is_replaced_as_a_whole(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = losing_words(redline_word_runs.merged_words, "autumn")
    monkeypatch.setattr(redline_word_blocks, "merged_words", faulty)
    far = [words(f"Nothing changed in paragraph {number}.") for number in range(9)]
    kept = words("The gate stays shut at night."), words("The gate stays open at night.")
    redline = writer.redline([OLD, *far, kept[0]], [NEW, *far, kept[1]])
    assert (redline.problems, redline.replaced) == ((), 1)
    tracked = ["".join(each.itertext()) for each in root_of(redline.content).iter(f"{W}ins") if len(each)]
    assert tracked == ["The tenant digs the plot in autumn and pays the rent in May.", "open"]


def losing_words(given: Callable[..., list[Element]], word: str) -> Callable[..., list[Element]]:
    def faulty(*arguments: Any) -> list[Element]:  # noqa: ANN401 - handed on
        return [each for each in given(*arguments) if word not in "".join(map(str, each.itertext()))]

    return faulty


def test_what_does_not_hold_however_it_is_written_is_not_written(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    given = redline_word_marks.changed_block

    def faulty(block: Element, change: Change, *others: Any) -> Element:  # noqa: ANN401 - handed on
        return given(block, Change.INSERTED if change is Change.DELETED else change, *others)

    monkeypatch.setattr(redline_word_blocks, "changed_block", faulty)
    redline = writer.redline([FIRST, OLD], [FIRST])
    assert redline.content == b""
    assert [(each.code, bool(each.message), bool(each.hint)) for each in redline.problems] == [("redline-not-proved", True, True)]


def test_a_version_that_pandoc_does_not_write_is_reported(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redline_word, "_rendered", lambda *_: Failure(FailureKind.TIMEOUT, "no answer within 30 seconds"))
    redline = writer.redline([OLD], [NEW])
    assert redline.content == b""
    assert [each.code for each in redline.problems] == ["redline-not-written"]


def test_a_note_in_a_note_is_reported(writer: Writer) -> None:
    inner = para([*text("See"), note(words("The rules."))])
    redline = writer.redline([FIRST], [FIRST, para([*text("The rent"), note(inner)])])
    assert (redline.content, [each.code for each in redline.problems]) == (b"", ["redline-not-written"])


Fault = Callable[[list[Node]], list[Node]]
FAULTS: dict[str, Fault] = {
    "a word": lambda body: [*body[:-1], words("The tenant digs the plot in winter and pays the rent in May.")],
    "a paragraph too many": lambda body: [*body, LAST],
    "a paragraph too few": lambda body: body[:-1],
    "a style": lambda body: [*body[:-1], {"t": "BlockQuote", "c": [body[-1]]}],
    "a link": lambda body: [*body[:-1], para([link(body[-1]["c"], "https://example.org")])],
    "a list": lambda body: [*body[:-1], {"t": "BulletList", "c": [[body[-1]]]}],
    "a note": lambda body: [*body[:-1], para([*body[-1]["c"], note(FIRST)])],
    "a look": lambda body: [*body[:-1], para([{"t": "Emph", "c": body[-1]["c"]}])],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_strict_comparison_sees(writer: Writer, fault: str) -> None:
    body: list[Node] = [FIRST, OLD]
    assert difference(*(outline(writer.direct(each)) for each in (body, FAULTS[fault](body)))) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (bullets("Ash", "Birch"), bullets("Ash", "Beech")),
        (grid(("A", "B"), ("1", "2")), grid(("A", "B"), ("1", "3"))),
        (grid(("A", "B"), ("1", "2")), grid(("A", "B"), ("1", "2"), ("3", "4"))),
    ],
)
def test_the_strict_comparison_sees_into_lists_and_tables(writer: Writer, one: Node, other: Node) -> None:
    assert difference(outline(writer.direct([one])), outline(writer.direct([other]))) is not None


def test_a_paragraph_that_only_looks_otherwise_keeps_its_words(writer: Writer) -> None:
    level = [[header(level, "water", text("Water and butts")), FIRST] for level in (1, 2)]
    root = root_of(writer.redline(*level).content)
    assert not list(root.iter(f"{W}ins", f"{W}del"))
    assert [each.get(f"{W}val") for change in root.iter(f"{W}pPrChange") for each in change.iter(f"{W}pStyle")] == ["Heading1"]


def test_a_merged_tree_of_nothing_gives_a_file_with_its_last_paragraph(writer: Writer) -> None:
    redline = write_redline(replace(writer.request(MergedDocument(())), end="That is all"), writer.press)
    assert redline.problems == ()
    assert body_texts(redline.content) == ["That is all"]


def body_texts(content: bytes) -> Sequence[str]:
    return ["".join(each.itertext()) for each in root_of(content).iter(f"{W}p")]

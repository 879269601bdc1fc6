"""The first pages of a redline in Word: what is compared, how much changed, the register, and what is not tracked."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from byelaw.core.comparing.changes import About, Cause, Count, Flag, SharedChange, SharedKind, Spot, TextChange, TextKind, Weight
from byelaw.core.comparing.compare import ComparedDocument, Comparison
from byelaw.core.comparing.merging import Merger
from byelaw.core.comparing.sides import Label
from byelaw.core.names import DocumentId
from byelaw.core.tree import SPACE, header, span, text
from byelaw.outputs.ooxml import open_package
from byelaw.outputs.redline_resolver import Decision, resolved
from byelaw.outputs.redline_word import write_redline
from byelaw.outputs.redline_word_report import report_of
from byelaw.outputs.redline_word_strict import ALLOWED, REPORT_TAG, TITLE_TAG, difference, outline
from redlines.word_cases import FIRST, LAST, words
from redlines.word_lints import lints
from redlines.word_redlines import DOCUMENT, W, Writer, root_of

OLD = [header(1, "keys", [span(text("1"), ["number"]), SPACE, *text("Keys")]), FIRST]
NEW = [header(1, "keys", [span(text("2"), ["number"]), SPACE, *text("Keys")]), words("The allotments are let by the month."), LAST]
SPOT = Spot(DOCUMENT.id, "keys", DOCUMENT.file_name, "keys", "2", "Keys")
ELSEWHERE = Spot(DocumentId("rules"), "bees", "rules", "bees", "1", "Bees")
WARDEN = Cause("north", "area", "North", "Area", "Months suit tenants better", "Clerk")
CHANGES = (
    TextChange(TextKind.CHANGED, About(SPOT, SPOT, Weight.SUBSTANTIVE, (Flag.MODALITY, Flag.NUMBER), WARDEN, Count(7, 1)), "year", "month"),
    TextChange(TextKind.REMOVED, About(ELSEWHERE, None, Weight.SUBSTANTIVE), "No bees."),
    SharedChange(SharedKind.VALUE, About(SPOT, SPOT, Weight.VALUE), "rent", "rent", "£40", "£60", (SPOT, ELSEWHERE)),
    SharedChange(SharedKind.VALUE, About(ELSEWHERE, ELSEWHERE, Weight.VALUE), "hens", "hens", "6", "8", (ELSEWHERE,)),
)


@pytest.fixture(scope="module")
def content(writer: Writer) -> bytes:
    merged = Merger().document(OLD, NEW)
    document = ComparedDocument(DOCUMENT.id, DOCUMENT.id, DOCUMENT.file_name, DOCUMENT.title, DOCUMENT.title, merged)
    labels = Label("Allotment rules", "1.0", "ab" * 32), Label("Allotment rules", "1.1", "cd" * 32, "By the month.")
    comparison = Comparison(*labels, CHANGES, {DOCUMENT.id: document}, not_compared=("What a picture shows.",))
    redline = write_redline(replace(writer.request(merged), report=report_of(comparison, document)), writer.press)
    assert (redline.problems, redline.replaced) == ((), 0)
    return redline.content


def pages(content: bytes, tag: str = REPORT_TAG) -> list[str]:
    for control in root_of(content).iter(f"{W}sdt"):
        if any(each.get(f"{W}val") == tag for each in control.iter(f"{W}tag")):
            return ["".join(each.itertext()) for each in control.iter(f"{W}p")]
    return []


def test_it_says_from_what_to_what_with_versions_digests_and_dates(content: bytes) -> None:
    said = "\n".join(pages(content))
    for label, digest in (("version 1.0", "ab" * 32), ("version 1.1", "cd" * 32)):
        assert f"{label}, approved 1 April 2026, document id {DOCUMENT.control.document_id}, content {digest}" in said
    assert "By the month." in said
    assert "Allotment committee, 23 November 2026" in said


def test_it_counts_changes_and_words_of_this_document(content: bytes) -> None:
    line = next(line for line in pages(content) if line.startswith("Changes:"))
    assert all(words in line for words in ("2 changes", "1 substantive", "1 value only", "7 words", "1 deleted")), line
    assert "documents" not in line


def test_the_register_has_address_class_flags_cause_and_reason_of_each_change_in_it(content: bytes) -> None:
    rows = [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in root_of(content).iter(f"{W}tr")]
    assert [row[2] for row in rows] == ["How much it matters", "substantivemust/should/may or notnumber, date or limit", "value only"]
    assert rows[1][0] == "2 Keys#keys"
    assert rows[1][3] == "North (area): Months suit tenants betterOwner: Clerk"
    assert "£40 → £60" in rows[2][1]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in root_of(content).iter(f"{W}tr")] == [True, False, False]


def test_it_names_everything_that_is_not_tracked(content: bytes) -> None:
    said = "\n".join(pages(content))
    assert [name for name, sentence in ALLOWED.items() if sentence not in said] == ["form-controls"]
    assert "“2” (before: “1”)" in said
    assert "What a picture shows." in said


def test_it_is_no_part_of_what_is_compared_and_says_how_it_is_removed(writer: Writer, content: bytes) -> None:
    assert any("To remove them" in line for line in pages(content))
    assert pages(content, TITLE_TAG)[0] == DOCUMENT.title
    assert difference(outline(open_package(resolved(content, Decision.ACCEPT))), outline(writer.direct(NEW))) is None
    assert lints(content) == []


def test_its_words_are_not_tracked(content: bytes) -> None:
    control = next(root_of(content).iter(f"{W}sdt"))
    assert not list(control.iter(f"{W}ins", f"{W}del"))


def shared(changes: Sequence[object]) -> int:
    return sum(isinstance(each, SharedChange) for each in changes)


def test_what_shows_only_elsewhere_is_not_in_the_register(content: bytes) -> None:
    assert shared(CHANGES) == 2
    assert not any("hens" in line or "Bees" in line for line in pages(content))

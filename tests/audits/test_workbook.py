"""The workbook: what stands in it, that nothing written becomes a formula, the same bytes, and the way back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from audits.audit_sample import AUDIT, FIRST, FRAMEWORK, LAST, site
from byelaw.core.audit_sheets import COLUMNS, HEAD
from byelaw.core.finishing.audit_results import ShownAudit
from byelaw.outputs.audit_workbook import Cover, audit_workbook
from byelaw.sources.workbooks import MOST_BYTES, MOST_UNPACKED, FilledBook, read_workbook
from project_builder import Builder, Files, place

COVER = Cover("Newton", "Audit", dt.date(2026, 11, 23))


def excel_day(year: int, month: int, day: int) -> dt.datetime:
    """Return a day as Excel has it: a moment without a zone."""
    return dt.datetime(year, month, day)  # noqa: DTZ001


def shown(allotments: Builder, *files: Files) -> ShownAudit:
    (audit,) = allotments(FRAMEWORK, *files).document("newton", "audit").audits
    return audit


@pytest.fixture(scope="module")
def audit(allotments: Builder) -> ShownAudit:
    return shown(allotments, site("newton", FIRST, LAST))


@pytest.fixture(scope="module")
def content(audit: ShownAudit) -> bytes:
    return audit_workbook(audit, COVER)


def rows(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    book, stream = load_workbook(BytesIO(content)), BytesIO()
    change(book)
    book.save(stream)
    return stream.getvalue()


def filled(content: bytes) -> FilledBook:
    book, problems = read_workbook(content, "audit.xlsx")
    assert problems == ()
    assert book is not None
    return book


def refused(content: bytes) -> str:
    book, (problem,) = read_workbook(content, "audit.xlsx")
    assert book is None
    assert problem.code == "workbook-unreadable"
    return problem.message


def test_there_is_a_sheet_for_each_domain_with_its_checks(content: bytes) -> None:
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["Summary", "1 Paths and gates", "2 Water", "Trend", "Ratings"]
    sheet = rows(book, "2 Water")
    assert sheet[HEAD] == COLUMNS
    assert sheet[HEAD + 1][:5] == ("taps", "2.1", "Every tap works.", "Turn them on.", 2)
    assert sheet[HEAD + 1][6:] == ("=1+1 of them drip", "Mend the tap.", "Warden", excel_day(2025, 6, 30), None)
    assert sheet[HEAD + 2][:5] == (None,) * 5
    assert sheet[HEAD + 3][7:] == ("Sign the tap.", "Chair", excel_day(2026, 5, 31), excel_day(2026, 4, 30))
    assert sheet[HEAD + 4][:5] == ("butts", "2.2", "Butts have lids.", None, 1)
    assert sheet[HEAD + 5][4] is None


def test_the_figures_that_are_shown_before_anything_reckons_are_right(content: bytes) -> None:
    book = load_workbook(BytesIO(content), data_only=True)
    table = [row[:6] for row in rows(book, "Summary") if row[0] in ("1 Paths and gates", "2 Water", "All checks")]
    assert table == [("1 Paths and gates", 3.5, 2, 2, 0, 0), ("2 Water", 1.5, 2, 3, 2, 1), ("All checks", 2.5, 4, 5, 2, 1)]
    assert [row[0] for row in rows(book, "Trend")[1:3]] == [excel_day(2025, 3, 12), excel_day(2026, 3, 12)]


def test_the_summary_reckons_with_formulas(content: bytes) -> None:
    book = load_workbook(BytesIO(content))
    (row,) = [row for row in rows(book, "Summary") if row[0] == "2 Water"]
    assert row[1] == "=IF(COUNT('2 Water'!$E$4:$E$8)=0,\"not rated\",AVERAGE('2 Water'!$E$4:$E$8))"
    with ZipFile(BytesIO(content)) as parts:
        assert [name for name in parts.namelist() if name.startswith("xl/charts/")] == ["xl/charts/chart1.xml", "xl/charts/chart2.xml"]


def test_a_rating_is_chosen_from_a_list_and_days_are_days(content: bytes) -> None:
    asked = load_workbook(BytesIO(content))["2 Water"].data_validations.dataValidation
    assert (asked[0].type, str(asked[0].sqref), asked[0].formula1) == ("list", "E4:E8", "Ratings!$A$2:$A$5")
    assert asked[1].type == "date"


@pytest.mark.parametrize("start", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "http://example.com", "{=1}"])
def test_nothing_that_was_written_becomes_a_formula_or_a_link(allotments: Builder, start: str) -> None:
    quoted = '"' + start.replace("\t", "\\t") + '"'
    audit = shown(allotments, site("newton", LAST.replace('"=1+1 of them drip"', quoted)))
    sheet = load_workbook(BytesIO(audit_workbook(audit, replace(COVER, edition=start))))["2 Water"]
    cell = sheet.cell(HEAD + 2, COLUMNS.index("Evidence") + 1)
    assert (cell.data_type, str(cell.value).strip()) == ("s", start.strip())
    assert cell.hyperlink is None


def test_the_same_record_gives_the_same_bytes(audit: ShownAudit, content: bytes) -> None:
    assert audit_workbook(audit, COVER) == content
    with ZipFile(BytesIO(content)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_edition_without_a_record_gets_an_empty_one(allotments: Builder) -> None:
    book = load_workbook(BytesIO(audit_workbook(shown(allotments, place("newton")), COVER)), data_only=True)
    assert "Trend" not in book.sheetnames
    assert [row[4] for row in rows(book, "2 Water")[HEAD + 1 :]] == [None, None, None]
    assert ("All checks", "not rated", 0, 5, 0, 0) in [row[:6] for row in rows(book, "Summary")]


def test_names_of_sheets_are_what_excel_takes(allotments: Builder) -> None:
    odd: Files = {
        "framework/audits/site-audit.yml": AUDIT.replace(
            "title: Water", "title: 'Water: [all] *of* it? Yes/no, and what a very long title'"
        )
    }
    book = load_workbook(BytesIO(audit_workbook(shown(allotments, odd, place("newton")), COVER)))
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


def test_what_was_filled_in_comes_back(content: bytes) -> None:
    def fill(book: Workbook) -> None:
        book["Summary"]["B7"], book["Summary"]["B8"] = excel_day(2026, 11, 20), "Better."
        sheet = book["2 Water"]
        sheet["E8"], sheet["G8"] = "3 Mostly", " Put\naway. "
        sheet.insert_rows(9)
        sheet["H9"], sheet["I9"], sheet["J9"] = "Buy a rack.", "Warden", "2027-01-31"

    book = filled(changed(content, fill))
    assert (book.edition, book.audit, book.on, book.sentence) == ("Newton", "site-audit", dt.date(2026, 11, 20), "Better.")
    hoses = next(each for each in book.checks if each.id == "hoses")
    assert (hoses.rating, hoses.evidence, hoses.wording) == (3, "Put away.", "Hoses are put away.")
    assert [(each.do, each.owner, each.by) for each in hoses.actions] == [("Buy a rack.", "Warden", dt.date(2027, 1, 31))]
    taps = next(each for each in book.checks if each.id == "taps")
    assert [each.do for each in taps.actions] == ["Mend the tap.", "Ask for a new tap.", "Sign the tap."]


def test_columns_that_were_moved_are_found(content: bytes) -> None:
    assert [each.id for each in filled(changed(content, lambda book: book["2 Water"].insert_cols(2))).checks][-1] == "hoses"


def test_a_word_for_a_rating_and_a_word_for_a_day_are_told(content: bytes) -> None:
    def fill(book: Workbook) -> None:
        book["2 Water"]["E4"], book["2 Water"]["J4"] = "good", "soon"

    _, problems = read_workbook(changed(content, fill), "audit.xlsx")
    assert [(each.code, str(each.place)) for each in problems] == [
        ("unknown-rating", "audit.xlsx (2 Water):4"),
        ("not-a-date", "audit.xlsx (2 Water):4"),
    ]


def test_a_file_that_is_no_workbook_is_refused() -> None:
    assert refused(b"name: No workbook") == "it is no Excel workbook"
    assert refused(b"PK\x03\x04" + bytes(200)) == "it is no Excel workbook"
    assert "larger than 5 MiB" in refused(bytes(MOST_BYTES + 1))


def zipped(**parts: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", 8) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def test_a_file_that_unpacks_to_a_great_deal_is_refused() -> None:
    assert "unpacks to far more" in refused(zipped(one=bytes(MOST_UNPACKED), two=b"more"))


def test_a_file_with_entities_is_refused() -> None:
    assert refused(zipped(workbook=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')) == "the file declares what no workbook needs"


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    assert refused(zipped(anything=b"<a/>")).startswith("the workbook cannot be read")


def test_a_workbook_of_something_else_is_refused(content: bytes) -> None:
    stream = BytesIO()
    Workbook().save(stream)
    assert refused(stream.getvalue()) == "the workbook has no sheets of an audit"

    def forget(book: Workbook) -> None:
        book["Summary"]["A4"] = "What?"

    assert refused(changed(content, forget)) == "the sheet 'Summary' does not name the audit"


def test_a_cell_at_the_end_of_the_world_costs_nothing(content: bytes) -> None:
    def far(book: Workbook) -> None:
        book["2 Water"]["XFD1048576"] = "far"

    assert len(filled(changed(content, far)).checks) == 5


def test_every_cut_of_a_workbook_is_read_or_refused(content: bytes) -> None:
    for end in range(0, len(content), 997):
        book, problems = read_workbook(content[:end], "audit.xlsx")
        assert book is None
        assert [each.code for each in problems] == ["workbook-unreadable"]

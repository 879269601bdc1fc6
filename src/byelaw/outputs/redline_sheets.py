"""The register of a comparison, a row for each change: as CSV, and as a workbook with what was compared on a sheet of its own.

No cell is ever a formula, whatever the content starts with.
"""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import xlsxwriter

from byelaw.core.comparing.compare import Comparison
from byelaw.outputs.redline_entries import Entry, entries_of, flag_totals, named, totals

COLUMNS = (
    "No", "Document", "Section", "Address", "What", "Class", "Flags", "Old", "New", "Words inserted", "Words deleted", "Decided by", "Tier",
    "Because", "Owner", "Review", "Shows at", "Rule of the class",
)  # fmt: skip
_WIDTHS = (6, 28, 28, 32, 30, 14, 22, 60, 60, 9, 9, 24, 12, 40, 24, 12, 40, 30)
_MOST = 32_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SUMMARY, _REGISTER = "Summary", "Register"


def register_rows(comparison: Comparison) -> tuple[tuple[str | int, ...], ...]:
    """Return the rows under COLUMNS."""
    return tuple(_row(number, each) for number, each in enumerate(entries_of(comparison), start=1))


def register_csv(comparison: Comparison) -> str:
    """Return the register as CSV; a cell that a spreadsheet could take for a formula starts with an apostrophe."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in row] for row in register_rows(comparison))
    return text.getvalue()


def register_workbook(comparison: Comparison, dated: date) -> bytes:
    """Return the register as a workbook (XLSX). Equal input gives equal bytes."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, options)
    moment = datetime(dated.year, dated.month, dated.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": "Register of changes", "author": "Byelaw", "created": moment})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#12324a", "font_color": "#ffffff"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#767f88"})
    sheet = book.add_worksheet(_SUMMARY)
    sheet.set_column(0, 0, 22, cell)
    sheet.set_column(1, 1, 110, cell)
    for row, (label, words) in enumerate(_summary(comparison)):
        sheet.write_string(row, 0, label, head)
        sheet.write_string(row, 1, words[:_MOST], cell)
    sheet = book.add_worksheet(_REGISTER)
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    rows = register_rows(comparison)
    for place, cells in enumerate(rows, start=1):
        for column, each in enumerate(cells):
            if isinstance(each, int):
                sheet.write_number(place, column, each, cell)
            else:
                sheet.write_string(place, column, each[:_MOST], cell)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return content.getvalue()


def _summary(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    entries = entries_of(comparison)
    sides = (("Old", comparison.old), ("New", comparison.new))
    return (
        *((label, named(side)) for label, side in sides),
        *((f"{label}, SHA-256", side.digest) for label, side in sides if side.digest),
        *((f"{label}, summary", side.summary) for label, side in sides if side.summary),
        *((("Shown", comparison.narrowed),) if comparison.narrowed else ()),
        ("Totals", totals(entries) if entries else "nothing changed"),
        ("Flags", flag_totals(entries) or "none"),
        *(("Not compared", each) for each in comparison.not_compared),
    )


def _row(number: int, entry: Entry) -> tuple[str | int, ...]:
    cause = entry.cause
    return (
        number,
        entry.title,
        entry.where,
        entry.address,
        entry.what,
        str(entry.weight),
        "; ".join(entry.flags),
        entry.old,
        entry.new,
        entry.inserted,
        entry.deleted,
        cause.name or cause.layer,
        cause.tier_name,
        cause.because,
        cause.owner,
        cause.review.isoformat() if cause.review is not None else "",
        "; ".join(entry.places),
        entry.rule,
    )


def _safe(cell: str | int) -> str:
    words = str(cell)
    return f"'{words}" if words.startswith(_FORMULA) else words

"""Read a filled-in workbook of an audit. It may come from anybody: its size is bounded before it is opened, and row by row after that."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from byelaw.core.audit_sheets import AGREED, AUDIT, COLUMNS, EDITION, SENTENCE, SUMMARY
from byelaw.core.problems import Place, Problem, error

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 500
MOST_SHEETS = 60
MOST_ROWS = 2000
MOST_COLUMNS = 40
_FEW_ROWS = 40
_HINT = "save it as an Excel workbook (.xlsx) made from the one that is published beside the site"
_DAMAGED = (BadZipFile, zlib.error, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError, SyntaxError)
"""What openpyxl raises at a file that is not what it says."""


@dataclass(frozen=True, slots=True)
class FilledAction:
    """An action as it was filled in."""

    do: str
    owner: str
    by: date | None
    done: date | None
    place: Place


@dataclass(slots=True)
class FilledCheck:
    """A check as it was filled in: its id, its words then, and what was found."""

    id: str
    wording: str
    rating: int | None
    evidence: str
    place: Place
    actions: list[FilledAction] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was filled in."""
        return self.rating is None and not self.evidence and not self.actions


@dataclass(frozen=True, slots=True)
class FilledBook:
    """A filled-in workbook: the edition it was made for, its audit, the day of the round and what came of it (as far as filled in)."""

    edition: str
    audit: str
    on: date | None
    sentence: str
    checks: tuple[FilledCheck, ...]


def read_workbook(content: bytes, name: str) -> tuple[FilledBook | None, tuple[Problem, ...]]:
    """Return what is filled in; `name` is the file's, for places (their line is the row).

    Reports `workbook-unreadable`, `unknown-rating` for a rating that is no figure, and `not-a-date`.
    """
    wrong = _refusal(content)
    if wrong:
        return None, (error("workbook-unreadable", Place(name), wrong, _HINT),)
    reading = _Reading(name)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:MOST_SHEETS]:
            rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            reading.summary(rows) if sheet.title == SUMMARY else reading.domain(rows, sheet.title)
        book.close()
    except _DAMAGED as damaged:
        return None, (error("workbook-unreadable", Place(name), f"the workbook cannot be read: {damaged}"[:200], _HINT),)
    if not reading.audit or not reading.checks:
        message = "the workbook has no sheets of an audit" if not reading.checks else f"the sheet '{SUMMARY}' does not name the audit"
        return None, (error("workbook-unreadable", Place(name), message, _HINT),)
    return FilledBook(reading.edition, reading.audit, reading.on, reading.sentence, tuple(reading.checks)), tuple(reading.problems)


def _refusal(content: bytes) -> str:
    """Return why a file is not opened at all, or nothing: every part of it is unpacked once, under a limit."""
    if len(content) > MOST_BYTES:
        return f"the file is larger than {MOST_BYTES // 1024 // 1024} MiB"
    unpacked = 0
    try:
        with ZipFile(BytesIO(content)) as parts:
            if len(parts.infolist()) > MOST_PARTS:
                return f"the file has more than {MOST_PARTS} parts"
            for part in parts.infolist():
                with parts.open(part) as stream:
                    read = stream.read(MOST_UNPACKED - unpacked + 1)
                unpacked += len(read)
                if unpacked > MOST_UNPACKED:
                    return "the file unpacks to far more than a workbook of an audit has"
                if part.filename.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in read or b"<!ENTITY" in read):
                    return "the file declares what no workbook needs"
    except (*_DAMAGED, NotImplementedError, RuntimeError):
        return "it is no Excel workbook"
    return ""


@dataclass(slots=True)
class _Reading:
    """What one read has come to."""

    name: str
    edition: str = ""
    audit: str = ""
    on: date | None = None
    sentence: str = ""
    checks: list[FilledCheck] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def summary(self, rows: Iterator[Sequence[Any]]) -> None:
        """Read what the summary says, by the labels in its first column."""
        for number, row in zip(range(1, _FEW_ROWS + 1), rows, strict=False):
            label, content = _words(row[0] if row else None), row[1] if len(row) > 1 else None
            if label == EDITION:
                self.edition = _words(content)
            elif label == AUDIT:
                self.audit = _words(content)
            elif label == AGREED:
                self.on = self.day(content, number, SUMMARY)
            elif label == SENTENCE:
                self.sentence = _words(content)

    def domain(self, rows: Iterator[Sequence[Any]], sheet: str) -> None:
        """Read the checks of a sheet that has the columns of one; others hold nothing to read."""
        columns: Mapping[str, int] = {}
        last: FilledCheck | None = None
        for number, row in enumerate(rows, start=1):
            if not columns:
                columns = _columns(row)
                if not columns and number > _FEW_ROWS:
                    return
                continue
            last = self.check({name: row[at] if at < len(row) else None for name, at in columns.items()}, number, sheet, last)

    def check(self, row: Mapping[str, Any], number: int, sheet: str, last: FilledCheck | None) -> FilledCheck | None:
        """Read a row: a check, or a further action of the check above it; return the check."""
        place = Place(f"{self.name} ({sheet})", number)
        if _words(row["Id"]):
            rating = self.rating(row["Rating"], place)
            last = FilledCheck(_words(row["Id"]), _words(row["Check"]), rating, _words(row["Evidence"]), place)
            self.checks.append(last)
        if last is not None and _words(row["Action"]):
            by, done = self.day(row["By"], number, sheet), self.day(row["Done"], number, sheet)
            last.actions.append(FilledAction(_words(row["Action"]), _words(row["Owner"]), by, done, place))
        return last

    def rating(self, content: object, place: Place) -> int | None:
        """Return a rating: a figure, or one with its name ("2 Partly")."""
        words = _words(content)
        figure = words.split(" ")[0].removesuffix(".0") if words else ""
        if figure.lstrip("-").isascii() and figure.lstrip("-").isdigit() and len(figure) < len("1234567"):
            return int(figure)
        if words:
            self.problems.append(
                error("unknown-rating", place, f"'{words[:60]}' is no figure", "choose one from the list, or leave it empty")
            )
        return None

    def day(self, content: object, number: int, sheet: str) -> date | None:
        """Return a day: a date of Excel, or one written 2027-06-30."""
        if isinstance(content, datetime):
            return content.date()
        words = _words(content)
        try:
            return date.fromisoformat(words) if words else None
        except ValueError:
            place = Place(f"{self.name} ({sheet})", number)
            self.problems.append(error("not-a-date", place, f"'{words[:60]}' is not a date", "write it as a date, or as 2027-06-30"))
            return None


def _columns(row: Sequence[Any]) -> Mapping[str, int]:
    """Return where each column is, if the row names them all: somebody may have moved or added some."""
    found = {_words(content): at for at, content in enumerate(row) if _words(content) in COLUMNS}
    return found if len(found) == len(COLUMNS) else {}


def _words(content: object) -> str:
    """Return a cell's text on one line."""
    return " ".join(str(content).split()) if content is not None else ""

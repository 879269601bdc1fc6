"""An audit as a workbook for meetings: a sheet for each domain to fill in, a summary that reckons while it is filled in, and the trend.

Whatever a person wrote is written as text, so that nothing in it can be a formula. Equal input gives equal bytes. A hidden column of ids
lets `byelaw audit read` find the checks again, whatever was done to the order of the rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from types import MappingProxyType
from typing import Any, TypeAlias
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_range_abs

from byelaw.core.audit_sheets import AGREED, AUDIT, COLUMNS, EDITION, HEAD, RATINGS, SENTENCE, SUMMARY, TREND
from byelaw.core.audits import Action, Rated, State
from byelaw.core.finishing.audit_results import Check, Domain, ShownAudit, said_of
from byelaw.core.tree import stringify
from byelaw.outputs.word_zip import deflated, zipped

_WIDTHS = (10, 5, 34, 30, 7, 11, 30, 30, 18, 11, 11)
_LINE, _HIGHEST = 15.0, 405.0
"""Points: of a line, and of the highest row that Excel has."""

_ROOMY, _NARROW = 1.15, 10
"""Words don't fill their lines; a column too narrow for sentences."""

_MOST_TEXT, _MOST_NAME = 32_000, 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_EDGE: Mapping[str, Any] = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#767f88", "align": "left"}
_FILL: Mapping[str, Any] = {**_EDGE, "bg_color": "#fdf8e4"}
_LOOKS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": 16},
        "plain": {"text_wrap": True, "valign": "top"},
        "head": {**_EDGE, "bold": True, "bg_color": "#12324a", "font_color": "#ffffff"},
        "cell": _EDGE,
        "date": {**_EDGE, "num_format": "d mmm yyyy"},
        "figure": {**_EDGE, "num_format": "0.0"},
        "fill": _FILL,
        "fill-date": {**_FILL, "num_format": "d mmm yyyy"},
    }
)
_Cell: TypeAlias = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Cover:
    """What a workbook says of itself: whose it is, the document that the audit stands in, and the day in its properties."""

    edition: str
    document: str
    dated: date


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A domain with its sheet: its name, and its last row, counted from nought."""

    domain: Domain
    name: str
    last: int

    def cells(self, column: str) -> str:
        """Return a column's cells as formulas name them."""
        at = COLUMNS.index(column)
        return f"{quote_sheetname(self.name)}!{xl_range_abs(HEAD + 1, at, self.last, at)}"


def audit_workbook(shown: ShownAudit, cover: Cover) -> bytes:
    """Return the workbook: with the last round as it is recorded, or empty to fill in where there is none."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    created = datetime(cover.dated.year, cover.dated.month, cover.dated.day)  # noqa: DTZ001 - the file says no zone
    book.set_properties({"title": f"{shown.audit.name}: {cover.edition}", "author": cover.edition, "created": created})
    _Writer(book, {name: book.add_format(dict(look)) for name, look in _LOOKS.items()}, shown, cover).write()
    book.close()
    return _free_to_grow(stream)


def _free_to_grow(stream: BytesIO) -> bytes:
    """Return the workbook with heights of rows that are no longer fixed: what is typed makes a row higher.

    They are written at all because LibreOffice takes a row without one for a row of one line.
    """
    with ZipFile(stream) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    freed = {name: content.replace(b' customHeight="1"', b"") for name, content in files.items() if name.startswith("xl/worksheets/")}
    return zipped({name: deflated(content) for name, content in (files | freed).items()})


@dataclass(frozen=True, slots=True)
class _Writer:
    book: Any
    looks: Mapping[str, Any]
    shown: ShownAudit
    cover: Cover

    def write(self) -> None:
        """Write every sheet, the summary first."""
        summary = self.book.add_worksheet(SUMMARY)
        sheets = [self._domain(domain) for domain in self.shown.domains]
        self._summary(summary, sheets)
        if len(self.shown.rounds) > 1:
            self._trend()
        self._ratings()
        summary.activate()

    def _domain(self, domain: Domain) -> _Sheet:
        name = f"{domain.number} {domain.title}".translate(_FORBIDDEN)[:_MOST_NAME].strip()
        sheet = self.book.add_worksheet(name)
        self._put(sheet, 0, 1, f"{domain.number} {domain.title}", "title")
        self._put(
            sheet, 1, 1, "Fill in the yellow cells. For a second action of a check, insert a row below it and write only the action there."
        )
        self._head(sheet, HEAD, COLUMNS, _WIDTHS)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        rows = [row for check in domain.checks for row in _rows(check, self.shown.rated(check), self._actions(check))]
        for at, row in enumerate(rows, start=HEAD + 1):
            for column, (content, look) in enumerate(zip(row, _ROW_LOOKS, strict=True)):
                self._put(sheet, at, column, content, look)
            self._words(sheet, at, row[COLUMNS.index("Rating")])
            sheet.set_row(at, _height(row))
        last = HEAD + len(rows)
        self._ask(sheet, last)
        sheet.freeze_panes(HEAD + 1, 3)
        self._page(sheet, HEAD)
        return _Sheet(domain, name, max(last, HEAD + 1))

    def _words(self, sheet: Any, row: int, figure: _Cell) -> None:  # noqa: ANN401 - XlsxWriter has no types
        """Write the formula that says a rating in words, with what it comes to now."""
        rating, words = (COLUMNS.index(name) for name in ("Rating", "In words"))
        count = len(self.shown.audit.ratings)
        cell = xl_range_abs(row, rating, row, rating).partition(":")[0]
        found = f"INDEX({RATINGS}!$B$2:$B${count + 1},MATCH({cell},{RATINGS}!$A$2:$A${count + 1},0))"
        now = next((each.name for each in self.shown.audit.ratings if each.figure == figure), "not rated")
        sheet.write_formula(row, words, f'=IF({cell}="","not rated",IFERROR({found},"?"))', self.looks["cell"], now)

    def _ask(self, sheet: Any, last: int) -> None:  # noqa: ANN401
        """Let a rating be chosen from a list, and let days be days."""
        named = "\n".join(f"{each.figure} {each.name}" for each in self.shown.audit.ratings)[:250]
        rating, by, done = (COLUMNS.index(name) for name in ("Rating", "By", "Done"))
        source = f"={RATINGS}!$A$2:$A${len(self.shown.audit.ratings) + 1}"
        choice = {"validate": "list", "source": source, "input_title": "Rating", "input_message": named, "error_title": "Rating"}
        sheet.data_validation(
            HEAD + 1, rating, last, rating, {**choice, "error_message": "Choose a figure of the list, or leave it empty."}
        )
        day = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "error_title": "Date", "error_message": "Write a date."}
        sheet.data_validation(HEAD + 1, by, last, done, day)

    def _summary(self, sheet: Any, sheets: Sequence[_Sheet]) -> None:  # noqa: ANN401
        latest, shown = self.shown.latest, self.shown
        self._put(sheet, 0, 0, shown.audit.name, "title")
        facts: list[tuple[str, _Cell, str]] = [
            (EDITION, self.cover.edition, "plain"),
            ("Document", self.cover.document, "plain"),
            (AUDIT, shown.audit.id, "plain"),
            ("Last round", latest.on if latest is not None else "none recorded", "date" if latest is not None else "plain"),
            ("Next audit due", shown.due if shown.due is not None else "not set", "date" if shown.due is not None else "plain"),
            (AGREED, None, "fill-date"),
            (SENTENCE, None, "fill"),
        ]
        for at, (label, content, look) in enumerate(facts, start=1):
            self._put(sheet, at, 0, label, "head")
            self._put(sheet, at, 1, content, look)
        sheet.data_validation(
            6, 1, 6, 1, {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "error_message": "Write a date."}
        )
        top = len(facts) + 2
        self._head(sheet, top, ("Domain", "Average", "Rated", "Checks", "Actions not done", "Overdue today"), (34, 34, 10, 10, 18, 16))
        for at, each in enumerate(sheets):
            self._reckoned(sheet, top + 1 + at, each, at)
        self._whole(sheet, top + 1, len(sheets))
        self._bars(sheet, top + 1, len(sheets))
        self._page(sheet, top)

    def _reckoned(self, sheet: Any, row: int, each: _Sheet, place: int) -> None:  # noqa: ANN401
        """Write what a domain's sheet comes to, as formulas with their present results."""
        given, actions = self.shown.latest, [action for check in each.domain.checks for action in self._actions(check)]
        now = given.averages[place] if given is not None else None
        rating, action, by, done = (each.cells(name) for name in ("Rating", "Action", "By", "Done"))
        states = [found.state(self.shown.day) for found in actions]
        self._put(sheet, row, 0, f"{each.domain.number} {each.domain.title}", "cell")
        average = float(now.figure) if now is not None and now.figure is not None else "not rated"
        cells: tuple[tuple[str, _Cell, str], ...] = (
            (f'=IF(COUNT({rating})=0,"not rated",AVERAGE({rating}))', average, "figure"),
            (f"=COUNT({rating})", now.rated if now is not None else 0, "cell"),
            (f"=COUNTA({each.cells('Id')})", len(each.domain.checks), "cell"),
            (f"=COUNTA({action})-COUNT({done})", sum(state is not State.DONE for state in states), "cell"),
            (f'=COUNTIFS({by},"<"&TODAY(),{done},"")', sum(state is State.OVERDUE for state in states), "cell"),
            (f"=SUM({rating})", now.total if now is not None else 0, "cell"),
        )
        for column, (formula, value, look) in enumerate(cells, start=1):
            sheet.write_formula(row, column, formula, self.looks[look], value)

    def _actions(self, check: Check) -> tuple[Action, ...]:
        return tuple(each.action for each in self.shown.actions if each.check is check)

    def _whole(self, sheet: Any, first: int, count: int) -> None:  # noqa: ANN401
        """Write the last line of the summary, over all checks; the sums it needs stand in a hidden column."""
        row, whole = first + count, self.shown.latest.whole if self.shown.latest is not None else None
        self._put(sheet, row, 0, "All checks", "head")
        ranges = {name: xl_range_abs(first, column, row - 1, column) for column, name in enumerate("BCDEFG", start=1)}
        figure = float(whole.figure) if whole is not None and whole.figure is not None else "not rated"
        formula = f'=IF(SUM({ranges["C"]})=0,"not rated",SUM({ranges["G"]})/SUM({ranges["C"]}))'
        sheet.write_formula(row, 1, formula, self.looks["figure"], figure)
        checks = [check for domain in self.shown.domains for check in domain.checks]
        states = [action.state(self.shown.day) for check in checks for action in self._actions(check)]
        undone = sum(state is not State.DONE for state in states)
        sums = (whole.rated if whole is not None else 0, len(checks), undone, sum(state is State.OVERDUE for state in states))
        for column, (name, value) in enumerate(zip("CDEF", sums, strict=True), start=2):
            sheet.write_formula(row, column, f"=SUM({ranges[name]})", self.looks["cell"], value)
        sheet.set_column(6, 6, None, None, {"hidden": True})

    def _bars(self, sheet: Any, first: int, count: int) -> None:  # noqa: ANN401
        """Draw the averages of the summary."""
        scale = self.shown.audit.ratings
        chart = self.book.add_chart({"type": "bar"})
        names, values = ([SUMMARY, first, column, first + count - 1, column] for column in (0, 1))
        label = {"value": True, "num_format": "0.0"}
        chart.add_series({"name": "Average", "categories": names, "values": values, "fill": {"color": "#12324a"}, "data_labels": label})
        chart.set_title({"name": "Average rating by domain"})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": min(0, scale[0].figure), "max": scale[-1].figure, "major_unit": 1})
        chart.set_size({"width": 720, "height": 120 + 40 * count})
        sheet.insert_chart(first + count + 2, 0, chart, {"description": "The averages of the table above as bars.", "object_position": 2})

    def _trend(self) -> None:
        sheet = self.book.add_worksheet(TREND)
        shown = self.shown
        self._head(
            sheet,
            0,
            ("Round", *(f"{each.number} {each.title}" for each in shown.domains), "All checks"),
            (14, *[22] * (len(shown.domains) + 1)),
        )
        for row, each in enumerate(shown.rounds, start=1):
            self._put(sheet, row, 0, each.on, "date")
            for column, given in enumerate((*each.averages, each.whole), start=1):
                self._put(sheet, row, column, float(given.figure) if given.figure is not None else None, "figure")
        chart = self.book.add_chart({"type": "line"})
        last = len(shown.rounds)
        for column in range(1, len(shown.domains) + 1):
            line = {"name": [TREND, 0, column], "categories": [TREND, 1, 0, last, 0], "values": [TREND, 1, column, last, column]}
            chart.add_series({**line, "marker": {"type": "automatic"}})
        chart.set_title({"name": "Average rating by domain and round"})
        chart.set_y_axis({"min": min(0, shown.audit.ratings[0].figure), "max": shown.audit.ratings[-1].figure, "major_unit": 1})
        chart.set_x_axis({"text_axis": True, "num_format": "d mmm yyyy"})
        chart.set_size({"width": 900, "height": 420})
        sheet.insert_chart(last + 2, 0, chart, {"description": "The averages of the table above as lines.", "object_position": 2})
        self._page(sheet, 0)

    def _ratings(self) -> None:
        sheet = self.book.add_worksheet(RATINGS)
        self._head(sheet, 0, ("Rating", "Name", "When to give it"), (10, 20, 80))
        for row, each in enumerate(self.shown.audit.ratings, start=1):
            cells: tuple[_Cell, ...] = (each.figure, each.name, each.meaning)
            for column, content in enumerate(cells):
                self._put(sheet, row, column, content, "cell")
        self._page(sheet, 0)

    def _head(self, sheet: Any, row: int, names: Sequence[str], widths: Sequence[float]) -> None:  # noqa: ANN401
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            sheet.set_column(column, column, width)
            self._put(sheet, row, column, name, "head")

    def _page(self, sheet: Any, head: int) -> None:  # noqa: ANN401
        """Let it print on A4, as wide as it is, with the head on every page."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
        sheet.set_footer(f"&L{self.cover.edition.replace('&', '&&')[:100]}&RPage &P of &N")

    def _put(self, sheet: Any, row: int, column: int, content: _Cell, look: str = "") -> None:  # noqa: ANN401
        """Write a cell by the kind of its content; text is never anything else, whatever it starts with."""
        form = self.looks.get(look)
        write: Mapping[type, Callable[..., object]] = {str: sheet.write_string, date: sheet.write_datetime}
        if content is None:
            sheet.write_blank(row, column, None, form)
        else:
            write.get(type(content), sheet.write_number)(row, column, _cut(content) if isinstance(content, str) else content, form)


_ROW_LOOKS = ("cell", "cell", "cell", "cell", "fill", "cell", "fill", "fill", "fill", "fill-date", "fill-date")


def _rows(check: Check, rated: Rated | None, actions: Sequence[Action]) -> Iterator[tuple[_Cell, ...]]:
    """Yield the row of a check with its first action, and a row for each further action."""
    look = " ".join(stringify(child.nodes) for child in said_of(check.block, "evidence"))
    first = (check.id, check.number, check.words, look or None)
    found = (rated.rating, None, rated.evidence or None) if rated is not None else (None, None, None)
    yield (*first, *found, *_action(actions[0] if actions else None))
    for action in actions[1:]:
        yield (*[None] * (len(first) + len(found)), *_action(action))


def _height(row: Sequence[_Cell]) -> float:
    """Return the height of a row, in points, that shows all its text."""
    texts = zip(row, _WIDTHS, strict=True)
    lines = (ceil(len(each) * _ROOMY / width) for each, width in texts if isinstance(each, str) and width > _NARROW)
    return min(_LINE * max(1, *lines), _HIGHEST)


def _action(action: Action | None) -> tuple[_Cell, ...]:
    return (action.do, action.owner, action.by, action.done) if action is not None else (None, None, None, None)


def _cut(words: str) -> str:
    """Return words short enough for a cell."""
    flat = words.strip()
    return flat if len(flat) <= _MOST_TEXT else flat[: _MOST_TEXT - 1] + "…"

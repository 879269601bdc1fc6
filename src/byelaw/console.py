"""What people and programs read on the terminal: problems as text or JSON, progress as a bar or plain lines."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from byelaw.core.problems import Place, Problem, Severity

ALARMS = ("OVERDUE", "MISSING", "URGENT", "CHANGED", "cannot be read")
"""Words in a table that want attention."""


class Output(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"


def as_text(problem: Problem) -> str:
    """Return a problem as a person reads it: what, the hint, whose, and the second place."""
    lines = [f"{problem.place}: {problem.severity}: {problem.message} [{problem.code}]"]
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    if problem.edition:
        chain = f"   chain: {' > '.join(problem.chain)}" if problem.chain else ""
        lines.append(f"  edition: {problem.edition}{chain}")
    if problem.second is not None:
        lines.append(f"  see: {problem.second} {problem.second_note}".rstrip())
    return "\n".join(lines)


def as_data(problem: Problem) -> dict[str, object]:
    """Return a problem as JSON data."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "place": _place(problem.place),
        "edition": problem.edition,
        "chain": list(problem.chain),
        "second": {**_place(problem.second), "note": problem.second_note} if problem.second is not None else None,
        "address": problem.address,
    }


def print_problems(problems: Iterable[Problem], output: Output, more: Mapping[str, object] | None = None) -> None:
    """Print problems: text to the error stream, or one JSON object, with `more`, to standard output."""
    found = tuple(problems)
    if output is Output.JSON:
        print_json({**(more or {}), "problems": [as_data(each) for each in found]})
        return
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for problem in found:
        words = Text(as_text(problem))
        words.highlight_regex(r": error: ", "bold red")
        words.highlight_regex(r": warning: ", "bold yellow")
        console.print(words)


def print_json(data: object) -> None:
    """Print data as JSON to standard output."""
    _write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def print_table(title: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Print a table: on a terminal as wide as it is, without empty columns; into a file or a pipe every column, with tabs between."""
    if not rows:
        say(f"no {title}")
    elif sys.stdout.isatty():
        _print_wrapped(title, [name for name in columns if any(row[name] for row in rows)], rows)
    else:
        for line in ({name: name for name in columns}, *rows):
            say("\t".join(" ".join(line[name].split()) for name in columns))


def say(words: str) -> None:
    """Print a line to standard output."""
    _write(words + "\n")


def _write(words: str) -> None:
    """Write to standard output; end cleanly when whoever read it has seen enough, which is no problem of the content's."""
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that nothing is left to fail at the end
        sys.exit(0)


def print_lines(lines: Iterable[Text]) -> None:
    """Print lines to standard output: with their looks on a terminal, as plain text into a file or a pipe."""
    if not sys.stdout.isatty():
        for line in lines:
            say(line.plain)
        return
    console = Console(soft_wrap=True, highlight=False)
    for line in lines:
        console.print(line)


def complain(words: str) -> None:
    """Print a line to the error stream."""
    sys.stderr.write(words + "\n")


def count(problems: Iterable[Problem]) -> str:
    """Return how many problems there are: "2 errors and 1 warning"."""
    found = tuple(problems)
    parts = []
    for severity in Severity:
        number = sum(problem.severity is severity for problem in found)
        if number:
            parts.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return " and ".join(parts) or "no problems"


@dataclass(slots=True)
class Lines:
    """Progress as plain lines, for logs and pipes."""

    total: int = 0
    made: int = 0

    def begin(self, total: int) -> None:
        """Start counting to the total."""
        self.total = total

    def done(self, name: str) -> None:
        """Say that one is done."""
        self.made += 1
        complain(f"[{self.made}/{self.total}] {name}")


@dataclass(slots=True)
class Bar:
    """Progress as a bar on a terminal."""

    bar: Progress
    task: int = 0

    def begin(self, total: int) -> None:
        """Start counting to the total."""
        self.task = self.bar.add_task("editions", total=total)

    def done(self, name: str) -> None:
        """Say that one is done."""
        self.bar.update(self.task, advance=1, description=name)  # type: ignore[arg-type]


@contextmanager
def progress() -> Iterator[Lines | Bar]:
    """Show progress: a bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield Bar(bar)


@contextmanager
def waiting() -> Iterator[Callable[[str], None]]:
    """Show on a terminal that work goes on; what is called tells at what. Nothing is shown elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with Console(stderr=True).status("starting") as status:
        yield status.update


def _print_wrapped(title: str, shown: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    table = Table(box=SIMPLE, title=title, title_justify="left")
    for name in shown:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[name], style="bold red" if any(word in row[name] for word in ALARMS) else "") for name in shown))
    Console().print(table)


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}

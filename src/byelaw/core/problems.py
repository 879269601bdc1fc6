"""Problems: what is wrong with the content, where, why, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error keeps its edition from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a source file: path relative to the project, 1-based line and column (0: the file as a whole)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, without the parts that are not known."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: a slug that is never reused, and what a person is told about it."""

    slug: str
    title: str
    cause: str
    remedy: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `second` is where the other half was written, with a few words on what stands there."""

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    edition: str = ""
    chain: tuple[str, ...] = ()
    second: Place | None = None
    second_note: str = ""
    address: str = ""
    """What the problem is about, as an exception names it: `document#block`, a value or `record-type:id`."""
    held_by: str = ""
    """The layer whose rule it breaks, which alone may waive it; empty: whoever sees it may."""
    words: str = ""
    """The words it is about, as readers see them, so that their line can be found in a text of several."""


def error(code: str, place: Place, message: str, hint: str = "") -> Problem:
    """Return an error."""
    return Problem(code, place, message, hint)


def warning(code: str, place: Place, message: str, hint: str = "") -> Problem:
    """Return a warning."""
    return Problem(code, place, message, hint, Severity.WARNING)


def beside(problem: Problem, place: Place, note: str) -> Problem:
    """Return the problem with the second place it is about."""
    return replace(problem, second=place, second_note=note)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, then code and edition, each said once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place, p.severity, p.code, p.edition, p.message)))

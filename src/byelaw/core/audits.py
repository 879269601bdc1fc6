"""What a localisation recorded of its audits, and the averages made of ratings.

A record is no text: nobody inherits it and no release holds it. What was not rated has no part in an average; it is never a nought.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from byelaw.core.items import Rating
from byelaw.core.problems import Place


class State(StrEnum):
    """How an action stands on a day."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Action:
    """What a localisation decided to do about a check, the post that does it, and by when."""

    do: str
    owner: str
    by: date
    place: Place
    done: date | None = None

    def state(self, day: date) -> State:
        """Return how it stands on the day; one that is done later is not done yet."""
        if self.done is not None and self.done <= day:
            return State.DONE
        return State.OVERDUE if self.by < day else State.OPEN


@dataclass(frozen=True, slots=True)
class Rated:
    """What a round says of a check. `check` is its id as written; `wording` what it said then, where the record knows."""

    check: str
    place: Place
    rating: int | None = None
    evidence: str = ""
    wording: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One time that the checks were worked through."""

    on: date
    place: Place
    ratings: tuple[Rated, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """A localisation's record of one audit, its rounds from the earliest. `audit` is empty where there is only one it can be."""

    place: Place
    audit: str = ""
    is_shared: bool = False
    lead: str = ""
    rounds: tuple[Round, ...] = ()

    def until(self, day: date) -> tuple[Round, ...]:
        """Return the rounds up to the day."""
        return tuple(each for each in self.rounds if each.on <= day)


@dataclass(frozen=True, slots=True)
class Average:
    """The sum of the ratings given, how many they are, and of how many checks."""

    total: int = 0
    rated: int = 0
    asked: int = 0

    @property
    def figure(self) -> Fraction | None:
        """Return the average, exactly; None where nothing was rated."""
        return Fraction(self.total, self.rated) if self.rated else None

    @property
    def shown(self) -> str:
        """Return the average with one decimal, halves away from nought: `2.4`."""
        return rounded(self.figure) if self.figure is not None else ""

    def __add__(self, other: "Average") -> "Average":
        """Return the average over the checks of both."""
        return Average(self.total + other.total, self.rated + other.rated, self.asked + other.asked)


def average(ratings: Iterable[int | None]) -> Average:
    """Return the average of what checks were rated; None stands for a check that was not."""
    given = list(ratings)
    figures = [each for each in given if each is not None]
    return Average(sum(figures), len(figures), len(given))


def rounded(figure: Fraction) -> str:
    """Return a figure with one decimal, halves away from nought."""
    return str((Decimal(figure.numerator) / Decimal(figure.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def share_of(figure: Fraction, scale: tuple[Rating, ...]) -> float:
    """Return the length of a figure's bar, where the highest rating's is 1; bars begin at nought, or below it where ratings do."""
    low, high = min(0, scale[0].figure), scale[-1].figure
    return float(min(max((figure - low) / (high - low), Fraction(0)), Fraction(1))) if high > low else 1.0


def words_of(figure: Fraction, scale: tuple[Rating, ...]) -> str:
    """Return a figure in the words of the scale: the rating it is, or the two that it stands between."""
    below = [each.name for each in scale if each.figure <= figure][-1:]
    above = [each.name for each in scale if each.figure >= figure][:1]
    return " to ".join(dict.fromkeys(below + above))


def months_after(day: date, months: int) -> date:
    """Return the day so many months later, or the last of its month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

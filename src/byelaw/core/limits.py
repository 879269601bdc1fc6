"""Time limits: a number, a unit and the event they run from; and which of two is the stricter.

A limit is never compared by its number alone: three published wordings of one English limit count from three events (`domain.md` §2.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a limit counts in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"


class Direction(StrEnum):
    """Which way a lower tier may move a limit: `at-most` may shrink, `at-least` may grow."""

    AT_MOST = "at-most"
    AT_LEAST = "at-least"


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit. `amount` is None for "as soon as possible"; `anchor` is the event it runs from, empty for the declared one."""

    amount: int | None
    unit: Unit = Unit.DAYS
    anchor: str = ""

    def __str__(self) -> str:
        """Return the limit as people read it: `1 working day`, `24 hours`, `as soon as possible`."""
        if self.amount is None:
            return "as soon as possible"
        unit = self.unit.value.removesuffix("s") if self.amount == 1 else self.unit.value
        return f"{self.amount} {unit}"


class Comparison(StrEnum):
    """How a new limit stands to the one it replaces."""

    SAME = "same"
    TIGHTER = "tighter"
    LOOSER = "looser"
    UNKNOWN = "unknown"


AS_SOON_AS_POSSIBLE = "as soon as possible"
MOST_DIGITS = 5
_UNITS = {unit.value: unit for unit in Unit} | {unit.value.removesuffix("s"): unit for unit in Unit}


def read_limit(written: str) -> Limit | None:
    """Read `24 hours`, `1 working day`, `as soon as possible`, each with `from EVENT` if it counts from another; None if it is none."""
    amount_text, _, anchor = written.strip().partition(" from ")
    anchor = anchor.strip()
    if " " in anchor:
        return None
    if amount_text == AS_SOON_AS_POSSIBLE:
        return Limit(None, Unit.DAYS, anchor)
    number, _, unit = amount_text.partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS) or unit.strip() not in _UNITS:
        return None
    return Limit(int(number), _UNITS[unit.strip()], anchor)


def compare_limits(old: Limit, new: Limit, direction: Direction, after: Mapping[str, frozenset[str]]) -> Comparison:
    """Say how `new` stands to `old`, both with their anchors filled in.

    `after` gives for each event the events it certainly comes after. 24 hours are a day; n days are no longer than n working days, never
    the reverse; "as soon as possible" is looser than any figure, whatever the direction. What these rules cannot decide is UNKNOWN.
    """
    length, start = _compare_lengths(old, new), _compare_anchors(old.anchor, new.anchor, after)
    if direction is Direction.AT_LEAST:
        start = _opposite(start)
        length = length if None in (old.amount, new.amount) else _opposite(length)
    if length is Comparison.SAME:
        return start
    return length if start in (Comparison.SAME, length) else Comparison.UNKNOWN


def _opposite(outcome: Comparison) -> Comparison:
    return {Comparison.TIGHTER: Comparison.LOOSER, Comparison.LOOSER: Comparison.TIGHTER}.get(outcome, outcome)


def _compare_anchors(old: str, new: str, after: Mapping[str, frozenset[str]]) -> Comparison:
    """Take the earlier event, and so the earlier deadline, for the shorter limit."""
    if old == new:
        return Comparison.SAME
    if new in after.get(old, frozenset()):
        return Comparison.TIGHTER
    return Comparison.LOOSER if old in after.get(new, frozenset()) else Comparison.UNKNOWN


def _compare_lengths(old: Limit, new: Limit) -> Comparison:
    if old.amount is None or new.amount is None:
        if old.amount == new.amount:
            return Comparison.SAME
        return Comparison.TIGHTER if old.amount is None else Comparison.LOOSER
    if (old.unit is Unit.WORKING_DAYS) == (new.unit is Unit.WORKING_DAYS):
        scale = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WORKING_DAYS: 24, Unit.WEEKS: 168}
        old_length, new_length = old.amount * scale[old.unit], new.amount * scale[new.unit]
        if old_length == new_length:
            return Comparison.SAME
        return Comparison.TIGHTER if new_length < old_length else Comparison.LOOSER
    return _compare_with_working_days(old, new)


def _compare_with_working_days(old: Limit, new: Limit) -> Comparison:
    """Only the sure direction is decided: n working days take n days or more."""
    hours = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WEEKS: 168}
    old_amount, new_amount = old.amount or 0, new.amount or 0
    if old.unit is Unit.WORKING_DAYS:
        return Comparison.TIGHTER if new_amount * hours[new.unit] <= old_amount * 24 else Comparison.UNKNOWN
    return Comparison.LOOSER if old_amount * hours[old.unit] <= new_amount * 24 else Comparison.UNKNOWN

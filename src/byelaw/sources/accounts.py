"""Who answers for a local change: the row's own words, and the localisation's where it has none."""

from dataclasses import dataclass
from datetime import date

from byelaw.core.localisations import Account
from byelaw.core.names import LayerId
from byelaw.core.problems import Problem, error
from byelaw.sources.schemas.rows import Row


@dataclass(frozen=True, slots=True)
class Member:
    """A localisation as its changes need it: who it is, its tier, and who answers for it unless a change says otherwise."""

    id: LayerId
    tier: str
    owner: str
    review: date


def account_of(row: Row, member: Member) -> tuple[Account, tuple[Problem, ...]]:
    """Return the account of a row. Reports `dates-reversed` when it ends before it starts."""
    start, end = row.day("from"), row.day("until")
    made = Account(
        because=row.text("because"),
        owner=row.text("owner", member.owner),
        review=row.day("review") or member.review,
        start=start,
        end=end,
    )
    if start is not None and end is not None and end < start:
        message = f"'until' ({end}) is before 'from' ({start})"
        return made, (error("dates-reversed", row.place_of("until"), message, "check the two dates"),)
    return made, ()

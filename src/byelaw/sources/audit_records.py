"""Read `audit.yml`, what a localisation recorded of its audits, and what an audit says of its ratings."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from byelaw.core.audits import Action, AuditRecord, Rated, Round
from byelaw.core.declarations import Declarations, Type
from byelaw.core.problems import Problem, beside, error
from byelaw.sources.folders import Folder, read_yaml_file
from byelaw.sources.referring import unknown
from byelaw.sources.schemas.audit_file import RECORD
from byelaw.sources.schemas.checks import check_table
from byelaw.sources.schemas.rows import Row

AUDIT_FILE = "audit.yml"
_FEWEST_RATINGS = 2


def read_audit_record(folder: Folder) -> tuple[AuditRecord | None, tuple[Problem, ...]]:
    """Return the folder's record; None where there is none. Reports `dates-reversed` and what the YAML reader and the schema report."""
    node, problems = read_yaml_file(folder, AUDIT_FILE)
    if node is None:
        return None, problems
    row, found = check_table(node, RECORD)
    rows = [each for each in row.get("rounds", tuple) or () if isinstance(each, Row) and each.day("on") is not None]
    made = AuditRecord(row.place, row.text("audit"), row.yes("share"), row.text("lead"), tuple(_round(each) for each in rows))
    return made, (*problems, *found, *_order_problems(made.rounds))


def _round(row: Row) -> Round:
    rated = tuple(_rated(name, each, row) for name, each in row.rows("ratings").items() if isinstance(each, Row))
    return Round(row.day("on") or date.min, row.place_of("on"), rated, row.text("summary"))


def _rated(check: str, row: Row, around: Row) -> Rated:
    actions = tuple(_action(each) for each in row.get("actions", tuple) or () if isinstance(each, Row) and each.day("by") is not None)
    place = row.place_of("rating") if "rating" in row.contents else around.place_in("ratings", check)
    return Rated(check, place, row.get("rating", int), row.text("evidence"), row.text("wording"), actions)


def _action(row: Row) -> Action:
    return Action(row.text("do"), row.text("owner"), row.day("by") or date.min, row.place, row.day("done"))


def _order_problems(rounds: Sequence[Round]) -> Iterator[Problem]:
    for before, after in pairwise(rounds):
        if after.on <= before.on:
            message = f"the round of {after.on} stands after that of {before.on}"
            hint = "put rounds in order from the earliest, one a day" if after.on < before.on else "put the two together"
            yield beside(error("dates-reversed", after.place, message, hint), before.place, "the round before it")


def audit_problems(row: Row, declared: Declarations) -> Iterator[Problem]:
    """Yield what is wrong with an audit's ratings and with the value that says when it is due again."""
    if len(row.rows("ratings")) < _FEWEST_RATINGS:
        yield error(
            "wrong-shape", row.place_of("ratings"), "'ratings' must be two ratings or more", "give each a figure, a name and a meaning"
        )
    cycle = row.text("cycle")
    value = declared.values.get(cycle)
    if cycle and value is None:
        yield unknown("value", cycle, declared.values, row.place_of("cycle"))
    elif value is not None and value.field.type is not Type.INTEGER:
        message = f"'cycle' needs a whole number of months, and '{cycle}' is of the type '{value.field.type}'"
        yield beside(error("wrong-shape", row.place_of("cycle"), message, "name a value of the type integer"), value.place, f"'{cycle}'")

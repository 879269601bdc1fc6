"""Read what a localisation decides as data: facts, values, records and terms, by what its framework declares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from byelaw.core.declarations import Declarations, RecordType
from byelaw.core.localisations import Account, Assignment, RecordChange, TermChange
from byelaw.core.problems import Place, Problem, error
from byelaw.sources import declaring
from byelaw.sources.accounts import Member, account_of
from byelaw.sources.referring import limit_problems, unknown
from byelaw.sources.schemas.checks import check_table, fault_problem, until_too_many
from byelaw.sources.schemas.contents import read_content, written
from byelaw.sources.schemas.localisation_files import ACCOUNT, RETIREMENT, VALUE_WITH_REASON
from byelaw.sources.schemas.readers import Fault
from byelaw.sources.schemas.rows import Row
from byelaw.sources.schemas.rules import table
from byelaw.sources.strict_yaml import Table, YamlNode


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a localisation decides as data."""

    facts: Mapping[str, Assignment] = field(default_factory=dict)
    values: Mapping[str, Assignment] = field(default_factory=dict)
    records: tuple[RecordChange, ...] = ()
    terms: tuple[TermChange, ...] = ()


def read_decisions(row: Row, member: Member, declared: Declarations) -> tuple[Decisions, tuple[Problem, ...]]:
    """Return the decisions of a checked `localisation.yml`.

    Reports `unknown-fact`, `unknown-value`, `unknown-record-type`, `unknown-term`, `unknown-event`, and what the types cannot read.
    """
    problems: list[Problem] = []
    decisions = Decisions(
        facts=_facts(row, member, declared, problems),
        values=_values(row, member, declared, problems),
        records=tuple(_records(row, member, declared, problems)),
        terms=tuple(_terms(row, member, declared, problems)),
    )
    return decisions, tuple(problems)


def _facts(row: Row, member: Member, declared: Declarations, problems: list[Problem]) -> dict[str, Assignment]:
    result = {}
    for name, text in until_too_many(row.rows("facts").items(), problems):
        place = row.place_in("facts", name)
        fact = declared.facts.get(name)
        if fact is None:
            problems.append(unknown("fact", name, declared.facts, place))
        elif text not in fact.choices:
            message = f"'{name}' cannot be '{text}'"
            problems.append(error("not-one-of", place, message, f"write one of: {', '.join(fact.choices)}"))
        else:
            account = Account(owner=member.owner, review=member.review)
            result[name] = Assignment(name, str(text), str(text), member.id, member.tier, place, account)
    return result


def _values(row: Row, member: Member, declared: Declarations, problems: list[Problem]) -> dict[str, Assignment]:
    result: dict[str, Assignment] = {}
    for name, node in until_too_many(row.rows("values").items(), problems):
        place = row.place_in("values", name)
        if name not in declared.values:
            problems.append(unknown("value", name, declared.values, place))
        else:
            made, found = _assignment(name, node, place, member, declared)
            problems.extend(found)
            result |= {name: made} if made is not None else {}
    return result


def _assignment(
    name: str, node: YamlNode, place: Place, member: Member, declared: Declarations
) -> tuple[Assignment | None, tuple[Problem, ...]]:
    account = Account(owner=member.owner, review=member.review)
    problems: tuple[Problem, ...] = ()
    if isinstance(node, Table):
        row, found = check_table(node, VALUE_WITH_REASON)
        account, more = account_of(row, member)
        problems = (*found, *more)
        if "value" not in row.contents:
            return None, problems
        node = row.contents["value"]
    content = read_content(node, declared.values[name].field)
    if isinstance(content, Fault):
        return None, (*problems, fault_problem(content, f"'{name}'", node.place))
    unknown_events = limit_problems(content, declared, node.place)
    made = Assignment(name, content, written(node), member.id, member.tier, place, account)
    return made, (*problems, *unknown_events)


def _records(row: Row, member: Member, declared: Declarations, problems: list[Problem]) -> Iterable[RecordChange]:
    for type_id, nodes in until_too_many(row.rows("records").items(), problems):
        record_type = declared.record_types.get(type_id)
        if record_type is None:
            problems.append(unknown("record type", type_id, declared.record_types, row.place_in("records", type_id)))
            continue
        for name, node in nodes.contents.items():
            yield _record_change(name, node, member, record_type, problems)


def _record_change(name: str, node: Table, member: Member, record_type: RecordType, problems: list[Problem]) -> RecordChange:
    retires = any(key.text == "retire" for key, _ in node.entries)
    rest = tuple(entry for entry in node.entries if entry[0].text in ACCOUNT)
    row, found = check_table(node, RETIREMENT) if retires else check_table(Table(rest, node.place), _ACCOUNT_ONLY)
    account, more = account_of(row, member)
    problems.extend((*found, *more))
    record = None
    if not retires:
        record, faults = declaring.record(record_type.id, name, node, record_type.fields, ACCOUNT)
        problems.extend(faults)
    elif row.contents.get("retire") is False:
        message = "'retire' can only be yes"
        problems.append(error("not-one-of", row.place_of("retire"), message, "delete the line to keep the record"))
    return RecordChange(record_type.id, name, record, member.id, member.tier, node.place, account)


_ACCOUNT_ONLY = table(ACCOUNT, "Who answers for it.")


def _terms(row: Row, member: Member, declared: Declarations, problems: list[Problem]) -> Iterable[TermChange]:
    for name, each in until_too_many(row.rows("terms").items(), problems):
        if name not in declared.terms:
            problems.append(unknown("term", name, declared.terms, each.place))
            continue
        account, found = account_of(each, member)
        problems.extend(found)
        forms = declaring.term_forms(each)
        yield TermChange(name, forms, member.id, member.tier, each.place, account)

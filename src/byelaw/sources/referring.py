"""Names in a framework's files that must name something declared: tiers, events, facts, kinds, references, record types."""

from collections.abc import Collection, Iterator, Mapping

from byelaw.core.blocks import Document
from byelaw.core.conditions import Condition
from byelaw.core.declarations import Declarations, Fact, RecordType, ValueDeclaration
from byelaw.core.limits import Limit
from byelaw.core.names import near
from byelaw.core.problems import Place, Problem, error
from byelaw.sources.schemas.rows import Row


def declaration_problems(declared: Declarations) -> Iterator[Problem]:
    """Yield `unknown-tier`, `unknown-event`, `unknown-fact`, `unknown-reference`, `unknown-record-type` and `not-one-of`."""
    tiers = [tier.id for tier in declared.tiers]
    yield from _unknown_in("record type", declared.who, declared.record_types, declared.place)
    for fact in declared.facts.values():
        yield from _unknown_in("tier", fact.set_by, tiers, fact.place)
    for value in declared.values.values():
        yield from _value_problems(value, declared, tiers)
    for record_type in declared.record_types.values():
        yield from _record_problems(record_type, declared, tiers)
    for term in declared.terms.values():
        yield from _unknown_in("reference", term.source, declared.references, term.place)
    for reference in declared.references.values():
        yield from _unknown_in("reference", reference.replaced_by, declared.references, reference.place)


def document_problems(document: Document, row: Row, declared: Declarations) -> Iterator[Problem]:
    """Yield the problems of a document's kind and condition."""
    yield from _unknown_in("kind", document.kind, declared.kinds, row.place_of("kind"))
    yield from condition_problems(document.when, declared.facts, row.place_of("when"))


def condition_problems(when: Condition | None, facts: Mapping[str, Fact], place: Place) -> Iterator[Problem]:
    """Yield `unknown-fact` and `not-one-of` for the tests of a condition."""
    for test in when.tests if when else ():
        fact = facts.get(test.fact)
        if fact is None:
            yield from _unknown_in("fact", test.fact, facts, place)
        elif test.value not in fact.choices:
            message = f"the fact '{test.fact}' is never '{test.value}'"
            yield error("not-one-of", place, message, f"it is one of: {', '.join(fact.choices)}")


def limit_problems(limit: object, declared: Declarations, place: Place) -> Iterator[Problem]:
    """Yield `unknown-event` for a limit that runs from an event that is not declared."""
    if isinstance(limit, Limit):
        yield from _unknown_in("event", limit.anchor, declared.events, place)


def unknown(what: str, name: str, known: Collection[str], place: Place) -> Problem:
    """Return the problem of a name that names nothing, with the near names or all of them where they are few."""
    close = near(name, known)
    few = 12
    hint = "did you mean " + " or ".join(f"'{each}'" for each in close) + "?" if close else ""
    if not hint and known and len(known) <= few:
        hint = f"one of: {', '.join(known)}"
    return error(f"unknown-{what.replace(' ', '-')}", place, f"there is no {what} '{name}'", hint)


def closed_order(
    written: Mapping[str, tuple[tuple[str, ...], Place]],
) -> tuple[dict[str, frozenset[str]], tuple[Problem, ...]]:
    """Return for each event all events it certainly comes after, nearest and farther. Reports `unknown-event` and `event-loop`."""
    problems: list[Problem] = []
    for names, place in written.values():
        problems.extend(unknown("event", name, written, place) for name in names if name not in written)
    closed = {name: _all_before(name, written) for name in written}
    for name, before in closed.items():
        if name in before:
            place = written[name][1]
            problems.append(error("event-loop", place, f"'{name}' comes after itself", "take one of the 'after' away"))
    return {name: before for name, before in closed.items() if before}, tuple(problems)


def _all_before(event: str, written: Mapping[str, tuple[tuple[str, ...], Place]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(written[event][0])
    while waiting:
        name = waiting.pop()
        if name in written and name not in found:
            found.add(name)
            waiting.extend(written[name][0])
    return frozenset(found)


def _value_problems(value: ValueDeclaration, declared: Declarations, tiers: Collection[str]) -> Iterator[Problem]:
    yield from _unknown_in("tier", value.set_by, tiers, value.place)
    yield from _unknown_in("event", value.anchor, declared.events, value.place)
    yield from _unknown_in("reference", value.source, declared.references, value.place)
    yield from condition_problems(value.when, declared.facts, value.place)
    yield from limit_problems(value.default, declared, value.place)


def _record_problems(record_type: RecordType, declared: Declarations, tiers: Collection[str]) -> Iterator[Problem]:
    for record in record_type.records.values():
        yield from _unknown_in("tier", record.slot, tiers, record.place)
        yield from condition_problems(record.when, declared.facts, record.place)


def _unknown_in(what: str, name: str, known: Collection[str], place: Place) -> Iterator[Problem]:
    if name and name not in known:
        yield unknown(what, name, known, place)

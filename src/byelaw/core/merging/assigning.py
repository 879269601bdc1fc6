"""Facts, values, records and terms that a localisation sets: who may, what needs a reason, and which way a limit may move."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from byelaw.core.declarations import Content, Declarations, Record, ValueDeclaration
from byelaw.core.editions import Edition
from byelaw.core.limits import Comparison, Direction, Limit, compare_limits
from byelaw.core.localisations import Assignment, Localisation, RecordChange, TermChange
from byelaw.core.names import FRAMEWORK, near
from byelaw.core.problems import Problem, beside, error

NO_REASON_HINT = "add 'because:' with the reason"


def fact_problems(edition: Edition, localisation: Localisation) -> Iterator[Problem]:
    """Yield facts that belong to a tier above; that they are declared, with these values, was checked when they were read."""
    declarations = edition.framework.declarations
    for assignment in localisation.facts.values():
        fact = declarations.facts[assignment.name]
        is_below = fact.set_by and declarations.tier_rank(localisation.tier) > declarations.tier_rank(fact.set_by)
        if is_below and edition.facts.get(fact.id) != assignment.written:
            message = f"the fact '{fact.id}' belongs to the tier '{fact.set_by}', so {localisation.id} cannot change it"
            yield beside(error("fact-set-above", assignment.place, message), fact.place, f"fact '{fact.id}'")


def value_problems(edition: Edition, assignment: Assignment, day: date) -> Iterator[Problem]:
    """Yield what is wrong with a value set by a lower tier: without the reason it needs, looser than the limit above it."""
    declarations = edition.framework.declarations
    declared = declarations.values[assignment.name]
    above = in_force(edition, assignment.name, day)
    if above is not None and above.content != assignment.content and not assignment.account.because:
        found = error(
            "reason-missing", assignment.place, f"'{assignment.name}' replaces the value of {above.layer} without a reason", NO_REASON_HINT
        )
        yield beside(found, above.place, f"'{above.written}', set by {above.layer}")
    if assignment.account.end is None or day <= assignment.account.end:
        yield from _limit_problems(declarations, declared, assignment, above)


def in_force(edition: Edition, name: str, day: date) -> Assignment | None:
    """Return the assignment that holds on the day: the lowest tier's that applies."""
    return next((each for each in reversed(edition.assignments.get(name, ())) if each.account.applies(day)), None)


def _limit_problems(declarations: Declarations, declared: ValueDeclaration, new: Assignment, above: Assignment | None) -> Iterator[Problem]:
    old = above.content if above is not None else declared.default
    if declared.direction is None or old is None:
        return
    outcome = compare_contents(old, new.content, declared, declarations)
    if outcome not in (Comparison.LOOSER, Comparison.UNKNOWN):
        return
    holder, place = (above.layer, above.place) if above is not None else (FRAMEWORK, declared.place)
    shown = above.written if above is not None else declared.default_written
    rule = "at most" if declared.direction is Direction.AT_MOST else "at least"
    if outcome is Comparison.LOOSER:
        message = f"'{new.name}' is {rule} '{shown}'; '{new.written}' is looser"
        found = error("loosened-limit", new.place, message, "a lower tier may only make a limit tighter")
    else:
        message = f"'{new.name}' is {rule} '{shown}'; whether '{new.written}' is stricter cannot be said"
        hint = "use the same unit and event, or state your limit beside that one in a note"
        found = error("incomparable-limit", new.place, message, hint)
    yield beside(replace(found, address=new.name, held_by=holder), place, f"'{shown}'")


def compare_contents(old: Content, new: Content, declared: ValueDeclaration, declarations: Declarations) -> Comparison:
    """Say how a new limit or number stands to the old one, in the declared direction."""
    direction = declared.direction or Direction.AT_MOST
    if isinstance(old, Limit) and isinstance(new, Limit):
        anchored = [replace(limit, anchor=limit.anchor or declared.anchor) for limit in (old, new)]
        return compare_limits(anchored[0], anchored[1], direction, declarations.after)
    if isinstance(old, int | Decimal) and isinstance(new, int | Decimal):
        if old == new:
            return Comparison.SAME
        return Comparison.TIGHTER if (new < old) == (direction is Direction.AT_MOST) else Comparison.LOOSER
    return Comparison.SAME


def record_problems(edition: Edition, change: RecordChange) -> Iterator[Problem]:
    """Yield what is wrong with a record added, set or retired by a lower tier."""
    above = edition.records.get((change.type, change.id))
    if above is None or above.slot:
        if change.record is None:
            known = [record for kind, record in edition.records if kind == change.type]
            closest = near(change.id, known)
            hint = f"did you mean '{closest[0]}'?" if closest else ""
            yield error("unknown-record", change.place, f"there is no record '{change.type}:{change.id}' to retire", hint)
        return
    if change.record is not None and change.record.fields == above.fields:
        return
    if not change.account.because:
        found = error(
            "reason-missing", change.place, f"'{change.type}:{change.id}' replaces a record from above without a reason", NO_REASON_HINT
        )
        yield beside(found, above.place, "the record it replaces")


def term_problems(edition: Edition, change: TermChange) -> Iterator[Problem]:
    """Yield what is wrong with a term that a lower tier renames."""
    term = edition.framework.declarations.terms[change.id]
    missing = [form for form in term.forms if form not in change.forms]
    if missing:
        message = f"'{change.id}' needs the same forms as the framework's: {', '.join(missing)} missing"
        yield beside(
            error("term-forms", change.place, message, "links that use a missing form could not follow"),
            term.place,
            "the framework's forms",
        )
    now = edition.terms.get(change.id, term.forms)
    if dict(now) == dict(change.forms):
        yield error("no-effect", change.place, f"the term '{change.id}' has these forms already")
    elif edition.term_history.get(change.id) and not change.account.because:
        yield error("reason-missing", change.place, f"the term '{change.id}' replaces a higher tier's without a reason", NO_REASON_HINT)


def with_assignments(edition: Edition, localisation: Localisation, sound: list[Assignment]) -> Edition:
    """Return the edition with the values added to what was set above."""
    assignments = dict(edition.assignments)
    for each in sound:
        assignments[each.name] = (*assignments.get(each.name, ()), each)
    facts = dict(edition.facts) | {name: fact.written for name, fact in localisation.facts.items()}
    return replace(edition, assignments=assignments, facts=facts)


def with_records(edition: Edition, sound: list[RecordChange]) -> Edition:
    """Return the edition with records added, set and retired."""
    records: dict[tuple[str, str], Record] = dict(edition.records)
    history = dict(edition.record_history)
    for change in sound:
        key = (change.type, change.id)
        history[key] = (*history.get(key, ()), change)
        if change.record is None:
            records.pop(key, None)
        else:
            records[key] = change.record
    return replace(edition, records=records, record_history=history)


def with_terms(edition: Edition, sound: list[TermChange]) -> Edition:
    """Return the edition with terms renamed."""
    terms = dict(edition.terms)
    history = dict(edition.term_history)
    for change in sound:
        terms[change.id] = change.forms
        history[change.id] = (*history.get(change.id, ()), change)
    return replace(edition, terms=terms, term_history=history)

"""What `explain` says of values, records, facts and terms: what stands, who set it, and who set what it took the place of."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.finishing.provenance import place
from byelaw.core.localisations import Account, Assignment, RecordChange, TermChange


def value_facts(name: str, lookups: Lookups) -> dict[str, Any]:
    """Return what is to be said of a declared value in the edition of the look-ups."""
    declared = lookups.edition.framework.declarations.values[name]
    winner = lookups.value(name)
    gap = lookups.find(name, "").gap
    above = lookups.is_above(declared.set_by)
    return {
        "value": name,
        "name": declared.field.name,
        "type": str(declared.field.type),
        "help": declared.field.help,
        "example": declared.field.example,
        "limit": str(declared.direction or ""),
        "set-by": declared.set_by,
        "stands": winner.written if winner is not None else declared.default_written,
        "from": winner.layer if winner is not None else "default" if declared.default_written else "",
        "missing": gap is not None,
        "set-below": above and winner is None,
        "default": declared.default_written,
        "declared": place(declared.place),
        "assignments": [_assignment(each, winner, lookups.day) for each in lookups.edition.assignments.get(name, ())],
    }


def record_facts(kind: str, name: str, lookups: Lookups) -> dict[str, Any]:
    """Return what is to be said of a record: its fields, or that it is a slot or retired, and everyone who set it."""
    edition = lookups.edition
    record = edition.records.get((kind, name))
    history = edition.record_history.get((kind, name), ())
    declared = edition.framework.declarations.record_types[kind].records.get(name)
    where = record.place if record is not None else history[-1].place if history else declared.place if declared else None
    return {
        "record": f"{kind}:{name}",
        "stands": dict(record.written) if record is not None and not record.slot else {},
        "slot": record.slot if record is not None else "",
        "retired": record is None,
        "help": record.help if record is not None else "",
        "from": history[-1].layer if history else "framework",
        "place": place(where) if where is not None else None,
        "history": [_record_change(each) for each in history],
    }


def fact_facts(name: str, lookups: Lookups) -> dict[str, Any]:
    """Return what is to be said of a fact: what it is here, who said so, or that it is decided at a lower tier."""
    edition = lookups.edition
    declared = edition.framework.declarations.facts[name]
    said = [each.facts[name] for each in edition.chain if name in each.facts]
    return {
        "fact": name,
        "name": declared.name,
        "help": declared.help,
        "choices": list(declared.choices),
        "stands": lookups.facts.decided.get(name, ""),
        "from": said[-1].layer if said else "default" if name in lookups.facts.decided else "",
        "default": declared.default,
        "set-by": declared.set_by,
        "declared": place(declared.place),
        "assignments": [_assignment(each, said[-1], lookups.day) for each in said],
    }


def term_facts(name: str, lookups: Lookups) -> dict[str, Any]:
    """Return what is to be said of a term: its forms here and everyone who renamed it."""
    edition = lookups.edition
    declared = edition.framework.declarations.terms[name]
    history = edition.term_history.get(name, ())
    return {
        "term": name,
        "definition": declared.definition,
        "stands": dict(edition.terms.get(name, declared.forms)),
        "framework": dict(declared.forms),
        "from": history[-1].layer if history else "framework",
        "declared": place(declared.place),
        "history": [_term_change(each) for each in history],
    }


def account_facts(account: Account) -> dict[str, str]:
    """Return who answers for something, why, and when it applies."""
    days = {"review": account.review, "from": account.start, "until": account.end}
    said = {"because": account.because, "owner": account.owner}
    return said | {key: day.isoformat() if day is not None else "" for key, day in days.items()}


def dormancy(account: Account, day: date) -> str:
    """Return why something does not apply on the day, empty if it does."""
    if account.start is not None and day < account.start:
        return f"applies from {account.start}"
    if account.end is not None and day > account.end:
        return f"applied until {account.end}"
    return ""


def _assignment(each: Assignment, winner: Assignment | None, day: date) -> dict[str, Any]:
    standing = "in force" if each is winner else dormancy(each.account, day) or "overruled below"
    return {
        "layer": each.layer,
        "tier": each.tier,
        "value": each.written,
        "standing": standing,
        "place": place(each.place),
    } | account_facts(each.account)


def _record_change(each: RecordChange) -> Mapping[str, Any]:
    fields = dict(each.record.written) if each.record is not None else {}
    done = "set" if each.record is not None else "retired"
    return {"layer": each.layer, "tier": each.tier, "done": done, "fields": fields, "place": place(each.place)} | account_facts(
        each.account
    )


def _term_change(each: TermChange) -> Mapping[str, Any]:
    return {"layer": each.layer, "tier": each.tier, "forms": dict(each.forms), "place": place(each.place)} | account_facts(each.account)

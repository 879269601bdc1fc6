"""What is declared of values and records beside what readers see of them; and who answers for local ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from byelaw.core.comparing.changes import Cause, Flag, SharedChange, SharedKind, Spot, Weight
from byelaw.core.comparing.deeds import is_inherited
from byelaw.core.comparing.folding import Swap, folded, said_of
from byelaw.core.comparing.shared import Entry, Given, account_of, said_by
from byelaw.core.comparing.sides import Atlas
from byelaw.core.conditions import Condition
from byelaw.core.declarations import Declarations, FieldDeclaration, Record, RecordType, Type, ValueDeclaration
from byelaw.core.finishing.settling import condition_words
from byelaw.core.limits import Limit
from byelaw.core.localisations import Account
from byelaw.core.tree import stringify

_EDITORIAL = frozenset({"name", "help", "example", "plural", "summary", "source", "reason", "owner", "review"})
"""What binds nobody."""
_FIGURES = frozenset({"event", "direction", "smallest", "largest"})
"""What says how long, how much, or from when."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Something declared that both sides have: of each thing said of it, the words on each side."""

    kind: SharedKind
    name: str
    label: str
    sides: tuple[Mapping[str, str], Mapping[str, str]]
    places: tuple[Spot, ...] = ()
    cause: Cause | None = None


def declared_changes(old: Atlas, new: Atlas, swaps: Sequence[tuple[int, Swap]]) -> Iterator[SharedChange]:
    """Yield what is said otherwise of the values and records that both sides declare, one entry for each thing said.

    What a renamed term alone changed is told with the term.
    """
    renamed = [each for each in swaps if not each[1].names]
    for told in (*_values(old, new, renamed), *_records(old, new), *_accounts(old, new)):
        for what in dict.fromkeys((*told.sides[0], *told.sides[1])):
            before, after = (each.get(what, "") for each in told.sides)
            known = [each for each in swaps if each[1].is_among(frozenset({said_of(what)}))]
            if before != after and not folded(before, after, known).is_whole:
                weight = Weight.EDITORIAL if what in _EDITORIAL else Weight.SUBSTANTIVE
                flags = (Flag.NUMBER,) if what in _FIGURES else ()
                cause = told.cause or new.cause(None)
                yield Entry(told.kind, told.name, told.label, before, after, cause, flags, weight, told.places, what).change()


def _both(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    return [name for name in new if name in old]


def _values(old: Atlas, new: Atlas, renamed: Sequence[tuple[int, Swap]]) -> Iterator[_Told]:
    known = [each.edition.framework.declarations.values for each in (old, new)]
    for name in _both(*known):
        before, after = (dict(_of_value(atlas, each[name])) for atlas, each in zip((old, new), known, strict=True))
        kind = SharedKind.LIMIT if known[1][name].field.type is Type.LIMIT else SharedKind.VALUE
        if any(each.side.finished.lookups.value(name) is not None for each in (old, new)):
            before["default"] = after["default"]  # a value of one's own stands in its place
        elif not folded(_seen(old, name), _seen(new, name), renamed).is_whole:
            before["default"] = after["default"]  # readers see it: it is told as the value
        yield _Told(kind, name, known[1][name].field.name, (before, after), new.places(name))


def _seen(atlas: Atlas, name: str) -> str:
    return stringify(atlas.side.finished.lookups.find(name, "").inlines)


def _of_value(atlas: Atlas, value: ValueDeclaration) -> Iterator[tuple[str, str]]:
    declarations = atlas.edition.framework.declarations
    yield from _of_field(value.field)
    assignment = atlas.side.finished.lookups.value(value.field.id)
    content = assignment.content if assignment is not None else value.default
    event = (content.anchor if isinstance(content, Limit) else "") or value.anchor
    yield "event", declarations.events.get(event, event)
    yield "direction", str(value.direction.value) if value.direction is not None else ""
    yield "default", value.default_written
    yield "set by", _tier(declarations, value.set_by)
    yield "condition", _condition(declarations, value.when)
    yield "source", value.source


def _of_field(field: FieldDeclaration) -> Iterator[tuple[str, str]]:
    yield "name", field.name
    yield "type", str(field.type)
    yield "required", _yes_or_no(is_so=field.required)
    yield "choices", "; ".join(field.choices)
    yield "smallest", "" if field.minimum is None else str(field.minimum)
    yield "largest", "" if field.maximum is None else str(field.maximum)
    yield "help", field.help
    yield "example", field.example


def _yes_or_no(*, is_so: bool) -> str:
    return "yes" if is_so else "no"


def _tier(declarations: Declarations, tier: str) -> str:
    return next((each.name for each in declarations.tiers if each.id == tier), tier)


def _condition(declarations: Declarations, when: Condition | None) -> str:
    return condition_words(when, declarations) if when is not None else ""


def _records(old: Atlas, new: Atlas) -> Iterator[_Told]:
    """Yield the fields of types of records, then what is said of records beside their fields; not of a slot that a lower tier filled."""
    types = [each.edition.framework.declarations.record_types for each in (old, new)]
    for name in _both(*types):
        before, after = (dict(_of_type(each[name])) for each in types)
        yield _Told(SharedKind.RECORD, name, types[1][name].plural, (before, after))
    records = old.edition.records, new.edition.records
    for key in records[1]:
        if key in records[0] and bool(records[0][key].slot) == bool(records[1][key].slot):
            before, after = (dict(_of_record(atlas, each[key])) for atlas, each in zip((old, new), records, strict=True))
            label = str(records[1][key].fields.get(types[1][key[0]].text, key[1])) if key[0] in types[1] else key[1]
            yield _Told(SharedKind.RECORD, ":".join(key), label, (before, after), new.places(":".join(key)))


def _of_type(kind: RecordType) -> Iterator[tuple[str, str]]:
    yield "name", kind.name
    yield "plural", kind.plural
    yield "summary", kind.summary
    for each in kind.fields.values():
        yield f"field {each.id}", "; ".join(f"{what}: {words}" for what, words in _of_field(each) if words)


def _of_record(atlas: Atlas, record: Record) -> Iterator[tuple[str, str]]:
    declarations = atlas.edition.framework.declarations
    yield "set by", _tier(declarations, record.slot)
    yield "condition", _condition(declarations, record.when)
    yield "help", record.help


def _accounts(old: Atlas, new: Atlas) -> Iterator[_Told]:
    """Yield who answers for values, records and terms that the same layer gives alike on both sides, where another answers now."""
    for name in _both(old.edition.assignments, new.edition.assignments):
        values = [each.side.finished.lookups.value(name) for each in (old, new)]
        label = new.edition.framework.declarations.values[name].field.name
        yield from _account((old, new), SharedKind.VALUE, name, label, values)
    for key in _both_keys(old, new):
        steps = [each.edition.record_history.get(key, ())[-1:] for each in (old, new)]
        yield from _account((old, new), SharedKind.RECORD, ":".join(key), key[1], [each[0] if each else None for each in steps])
    for name in _both(old.edition.term_history, new.edition.term_history):
        changes = [each.edition.term_history[name][-1:] for each in (old, new)]
        label = new.edition.terms.get(name, {}).get("singular", name)
        yield from _account((old, new), SharedKind.TERM, name, label, [each[0] if each else None for each in changes])


def _both_keys(old: Atlas, new: Atlas) -> list[tuple[str, str]]:
    return [key for key in new.edition.record_history if key in old.edition.record_history]


def _account(atlases: tuple[Atlas, Atlas], kind: SharedKind, name: str, label: str, given: Sequence[Given | None]) -> Iterator[_Told]:
    (old, new), (before, after) = atlases, given
    if before is not None and after is not None and before.layer == after.layer and said_by(before) == said_by(after):
        one, other = dict(_of_account(before.account)), dict(_of_account(after.account))
        for what in ("owner", "review"):
            if is_inherited(old, new, after.layer, what, (one[what], other[what])):
                one[what] = other[what]  # it is told of the layer
        scheme = "term:" if kind is SharedKind.TERM else ""
        yield _Told(
            kind, name, label, (one, other), new.places(f"{scheme}{name}"), new.named_cause(after.layer, after.tier, *account_of(after))
        )


def _of_account(account: Account) -> Mapping[str, str]:
    review = account.review.isoformat() if account.review is not None else ""
    return {"reason": account.because, "owner": account.owner, "review": review}

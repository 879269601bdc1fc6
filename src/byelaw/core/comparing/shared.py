"""What is declared once and shows in many places: values, records, terms, references, the edition's name. One entry each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from byelaw.core.comparing.changes import About, Cause, Flag, SharedChange, SharedKind, Spot, Weight
from byelaw.core.comparing.folding import Swap, folded
from byelaw.core.comparing.sides import Atlas, Side
from byelaw.core.comparing.weighing import Lexicon, flags_of, is_editorial, ordered
from byelaw.core.declarations import Content, Record, RecordType, Type
from byelaw.core.finishing.wording import FILTERS
from byelaw.core.limits import Limit, Unit
from byelaw.core.localisations import Assignment, RecordChange, TermChange
from byelaw.core.names import FRAMEWORK, DocumentId, LayerId
from byelaw.core.tree import stringify

_GAP = "missing: "
NUMBERS = frozenset({Type.INTEGER, Type.MONEY, Type.LIMIT, Type.DATE, Type.PHONE})
_LINKS = frozenset({Type.EMAIL, Type.URL})
_HOURS: Mapping[Unit, int] = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WEEKS: 168}
"""Units that can be held against each other; working days depend on the calendar."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A change of something shared, and the words it swaps."""

    change: SharedChange
    swaps: tuple[Swap, ...] = ()


def shared_changes(old: Atlas, new: Atlas, terms: Sequence[Shared], named: Sequence[Shared], words: Lexicon) -> Iterator[Shared]:
    """Yield what is declared otherwise: the edition's name, values, records, terms, what else has a name, references.

    Terms and names are given, because values and records may say nothing otherwise but them.
    """
    yield from _name(old, new)
    renamed = [(0, swap) for each in (*terms, *named) for swap in each.swaps]
    yield from _values(old, new, renamed, words)
    yield from _records(old, new, renamed, words)
    yield from terms
    yield from named
    yield from _references(old, new)


def placed(change: SharedChange, places: tuple[Spot, ...]) -> SharedChange:
    """Return the change at its first place, with all of them; as it is where it shows nowhere."""
    if not places:
        return change
    about = change.about
    spotted = replace(about, old=places[0] if about.old is not None else None, new=places[0] if about.new is not None else None)
    return replace(change, about=spotted, places=places)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be said of a change. `places` are where it is looked up, if no text shows it; `what` as in SharedChange.

    `rule` says what decided its class, where it is not that of all.
    """

    kind: SharedKind
    name: str
    label: str
    old: str
    new: str
    cause: Cause
    flags: tuple[Flag, ...] = ()
    weight: Weight = Weight.VALUE
    places: tuple[Spot, ...] = ()
    what: str = ""
    rule: str = ""

    def change(self) -> SharedChange:
        """Return the change where it is looked up; by its name where it is nowhere."""
        scheme = _SCHEMES.get(self.kind, "")
        here = Spot(DocumentId(""), self.name if ":" in self.name and not scheme else f"{scheme}{self.name}")
        is_part = bool(self.what)
        about = About(
            here if self.old or is_part else None,
            here if self.new or is_part or not self.old else None,
            self.weight,
            self.flags,
            self.cause,
            rule=self.rule or (f"the {self.what} changed" if is_part else RULES[self.weight]),
        )
        label = f"{self.label}: {self.what}" if is_part else self.label
        return placed(SharedChange(self.kind, about, self.name, label, self.old, self.new, what=self.what), self.places)


_SCHEMES: Mapping[SharedKind, str] = {SharedKind.TERM: "term:", SharedKind.REFERENCE: "ref:"}
"""How links name what has no scheme in its own name."""


RULES: Mapping[Weight, str] = {
    Weight.VALUE: "only what is looked up reads otherwise",
    Weight.SUBSTANTIVE: "it was declared, is declared no more, or means something else",
    Weight.EDITORIAL: "the same words, written otherwise",
}


def _name(old: Atlas, new: Atlas) -> Iterator[Shared]:
    names = [(side.published.name, side.published.short) for side in (old.side, new.side)]
    if names[0] == names[1]:
        return
    swaps = [
        Swap(before, after, frozenset({f"edition.{field_id}"}))
        for field_id, before, after in zip(("name", "short"), *names, strict=True)
        if before != after
    ]
    cause = new.named_cause(new.edition.id, new.edition.tier)
    yield Shared(Entry(SharedKind.EDITION_NAME, "edition", "Name of the edition", names[0][0], names[1][0], cause).change(), tuple(swaps))


def _values(old: Atlas, new: Atlas, renamed: Sequence[tuple[int, Swap]], lexicon: Lexicon) -> Iterator[Shared]:
    declared = [each.edition.framework.declarations.values for each in (old, new)]
    for name in dict.fromkeys((*declared[1], *declared[0])):
        words = [_shown(each.side, name, "") if name in known else "" for each, known in zip((old, new), declared, strict=True)]
        if words[0] == words[1] or folded(words[0], words[1], renamed).is_whole:
            continue
        value = declared[1].get(name) or declared[0][name]
        if any(each.startswith(_GAP) for each in words) and not new.side.finished.lookups.is_needed(value.set_by, value.when):
            continue  # nobody is asked for it here
        kind = SharedKind.LIMIT if value.field.type is Type.LIMIT else SharedKind.VALUE
        shown = ["not set" if each.startswith(_GAP) else each for each in words]
        flags = [*_flags(value.field.type), *_movement(old.content(name), new.content(name))]
        flags += _in_words(words, lexicon)
        cause = cause_of_given(old, new, *(_assigned(each, name) for each in (old, new)))
        weight = Weight.VALUE if all(words) else Weight.SUBSTANTIVE
        places = (new if words[1] else old).places(name)
        entry = Entry(kind, name, value.field.name, shown[0], shown[1], cause, ordered(flags), weight, places)
        yield Shared(entry.change(), tuple(_swaps(old.side, new.side, name, frozenset({name}))))


def _assigned(atlas: Atlas, name: str) -> list[Assignment]:
    """Return what layers give for a value on the day, from the top down."""
    day = atlas.side.finished.lookups.day
    return [each for each in atlas.edition.assignments.get(name, ()) if each.account.applies(day)]


def _flags(kind: Type) -> tuple[Flag, ...]:
    return (Flag.NUMBER,) if kind in NUMBERS else (Flag.ROLE,) if kind is Type.ROLE else (Flag.LINK,) if kind in _LINKS else ()


def _in_words(said: Sequence[str], lexicon: Lexicon) -> tuple[Flag, ...]:
    """Return what the words themselves say otherwise, where both sides have some."""
    return flags_of(said[0], said[1], lexicon) if all(each and not each.startswith(_GAP) for each in said) else ()


def _movement(old: Content | None, new: Content | None) -> tuple[Flag, ...]:
    """Return which way a time limit moved; as soon as possible is shorter than any."""
    if not (isinstance(old, Limit) and isinstance(new, Limit)) or (old.amount, old.unit) == (new.amount, new.unit):
        return ()
    is_other = old.unit is not new.unit and None not in (old.amount, new.amount)
    lengths = [_length(each, not is_other) for each in (old, new)]
    found = [Flag.UNIT] if is_other else []
    if lengths[0] is not None and lengths[1] is not None and lengths[0] != lengths[1]:
        found.append(Flag.LONGER if lengths[1] > lengths[0] else Flag.SHORTER)
    return tuple(found)


def _length(limit: Limit, is_same_unit: bool) -> int | None:  # noqa: FBT001 - private
    if limit.amount is None:
        return -1
    return limit.amount if is_same_unit else limit.amount * _HOURS[limit.unit] if limit.unit in _HOURS else None


def _swaps(old: Side, new: Side, name: str, names: frozenset[str]) -> Iterator[Swap]:
    for filter_name in ("", *FILTERS):
        before, after = _shown(old, name, filter_name), _shown(new, name, filter_name)
        if before and after and before != after:
            yield Swap(before, after, names)


def _shown(side: Side, name: str, filter_name: str) -> str:
    """Return what readers see of a value."""
    found = side.finished.lookups.find(name, filter_name)
    return f"{_GAP}{found.gap.label}" if found.gap is not None else stringify(found.inlines)


def _records(old: Atlas, new: Atlas, renamed: Sequence[tuple[int, Swap]], lexicon: Lexicon) -> Iterator[Shared]:
    records = old.edition.records, new.edition.records
    for key in dict.fromkeys((*records[1], *records[0])):
        types = (new if key in records[1] else old).edition.framework.declarations.record_types
        kind = types.get(key[0])
        before, after = (each.get(key) for each in records)
        if kind is None or (before is not None and after is not None and _is_same(before, after, renamed)):
            continue
        yield _record(old, new, kind, key, lexicon)


def _is_same(old: Record, new: Record, renamed: Sequence[tuple[int, Swap]]) -> bool:
    """Tell whether two records say the same, but for renamed terms."""
    before, after = _fields(old), _fields(new)
    return all(folded(before.get(name, ""), after.get(name, ""), renamed).is_whole for name in {**before, **after})


def _fields(record: Record | None) -> Mapping[str, str]:
    return dict(record.written) if record is not None else {}


def _record(old: Atlas, new: Atlas, kind: RecordType, key: tuple[str, str], lexicon: Lexicon) -> Shared:
    before, after = (_fields(each.edition.records.get(key)) for each in (old, new))
    changed = [name for name in kind.fields if before.get(name) != after.get(name)]
    said = [_said(kind, each, changed, key in atlas.edition.records) for each, atlas in ((before, old), (after, new))]
    label = f"{kind.name}: {(after or before).get(kind.text, key[1])}"
    cause = cause_of_given(old, new, *(each.edition.record_history.get(key, ()) for each in (old, new)))
    flags = _record_flags((old, new), kind, key, changed)
    flags += _in_words(said, lexicon)
    weight = Weight.VALUE if before and after else Weight.SUBSTANTIVE
    there = new if after else old
    names = (":".join(key), *(f"{key[0]}.{key[1]}.{name}" for name in changed))
    entry = Entry(SharedKind.RECORD, ":".join(key), label, said[0], said[1], cause, ordered(flags), weight, there.places(*names))
    swaps = [
        swap
        for name in changed
        if before and after
        for swap in _swaps(old.side, new.side, f"{key[0]}.{key[1]}.{name}", _lookups_of(key, name, kind))
    ]
    return Shared(entry.change(), tuple(swaps))


def _record_flags(sides: tuple[Atlas, Atlas], kind: RecordType, key: tuple[str, str], changed: Sequence[str]) -> list[Flag]:
    before, after = (each.edition.records.get(key) for each in sides)
    is_who = key[0] == sides[1].edition.framework.declarations.who
    flags = [Flag.ROLE] if is_who and (kind.text in changed or before is None or after is None) else []
    if before is not None and after is not None:
        for name in changed:
            flags += [*_flags(kind.fields[name].type), *_movement(before.fields.get(name), after.fields.get(name))]
    return flags


def _lookups_of(key: tuple[str, str], field_id: str, kind: RecordType) -> frozenset[str]:
    names = {f"{key[0]}.{key[1]}.{field_id}"}
    return frozenset(names | {":".join(key)} if field_id == kind.text else names)


def _said(kind: RecordType, fields: Mapping[str, str], names: list[str], is_there: bool) -> str:  # noqa: FBT001 - private
    if not is_there:
        return ""
    return "; ".join(f"{kind.fields[name].name}: {fields.get(name) or 'left empty'}" for name in names)


def term_changes(old: Atlas, new: Atlas) -> Iterator[Shared]:
    """Yield what terms are called and mean otherwise."""
    terms = [each.edition.framework.declarations.terms for each in (old, new)]
    for name in dict.fromkeys((*terms[1], *terms[0])):
        before, after = (
            (each.edition.terms.get(name) or known[name].forms) if name in known else {}
            for each, known in zip((old, new), terms, strict=True)
        )
        cause = cause_of_given(old, new, *(each.edition.term_history.get(name, ()) for each in (old, new)))
        label = (after or before)["singular"]
        places = (new if after else old).places(f"term:{name}")
        if before != after:
            words = ["; ".join(dict.fromkeys(each.values())) for each in (before, after)]
            weight, flags = (Weight.VALUE, ()) if before and after else (Weight.SUBSTANTIVE, (Flag.DEFINITION,))
            entry = Entry(SharedKind.TERM, name, label, words[0], words[1], cause, flags, weight, places)
            yield Shared(entry.change(), tuple(_renamed(before, after)) if before and after else ())
        meanings = [known[name].definition if name in known else "" for known in terms]
        if before and after and meanings[0] != meanings[1]:
            weight = Weight.EDITORIAL if is_editorial(*meanings) else Weight.SUBSTANTIVE
            said = Entry(SharedKind.TERM, name, label, meanings[0], meanings[1], new.cause(None), (Flag.DEFINITION,), weight, places)
            yield Shared(said.change())


def _renamed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Swap]:
    """Yield the forms of a term as they stand in sentences and at their beginning, with the article that the new one needs."""
    for form, before in old.items():
        after = new.get(form) or new["singular"]
        if before == after:
            continue
        for one, other in ((before, after), (before[:1].upper() + before[1:], after[:1].upper() + after[1:])):
            yield Swap(one, other, is_open=form == "singular")
            for article in ("a", "A"):
                words = [f"{article}{'n' if each[:1].lower() in 'aeiou' else ''} {each}" for each in (one, other)]
                yield Swap(words[0], words[1])


def _references(old: Atlas, new: Atlas) -> Iterator[Shared]:
    known = old.edition.references, new.edition.references
    for name in dict.fromkeys((*known[1], *known[0])):
        before, after = (each.get(name) for each in known)
        words = [
            "" if each is None else stringify(each.citation.entry) if each.citation is not None else each.title for each in (before, after)
        ]
        states = [None if each is None else (each.withdrawn, each.replaced_by) for each in (before, after)]
        if words[0] == words[1] and states[0] == states[1]:
            continue
        layer = name.rpartition(":")[0] or FRAMEWORK
        tier = next((each.tier for each in new.edition.chain if each.id == layer), "")
        shown = [f"{said} (withdrawn {state[0]})" if state and state[0] else said for said, state in zip(words, states, strict=True)]
        title = (after or before or next(iter(known[0].values()))).title
        is_withdrawn = None not in states and states[0] != states[1]
        weight = Weight.SUBSTANTIVE if is_withdrawn or None in states else Weight.EDITORIAL
        cause = new.named_cause(LayerId(layer), tier)
        places = (new if after else old).places(f"ref:{name}")
        yield Shared(Entry(SharedKind.REFERENCE, name, title, shown[0], shown[1], cause, (), weight, places).change())


Given: TypeAlias = Assignment | RecordChange | TermChange


def cause_of_given(old: Atlas, new: Atlas, before: Sequence[Given], after: Sequence[Given]) -> Cause:
    """Return who changed what layers give, from the top down: the lowest that gives it otherwise, or no more; else the framework."""
    known = [{(each.layer, said_by(each)) for each in side} for side in (before, after)]
    given = [each for each in after if (each.layer, said_by(each)) not in known[0]]
    gone = [each for each in before if (each.layer, said_by(each)) not in known[1]]
    atlas, found = (new, given) if given else (old, gone)
    return atlas.named_cause(found[-1].layer, found[-1].tier, *account_of(found[-1])) if found else new.cause(None)


def said_by(given: Given) -> object:
    """Return what a layer gives, without its account."""
    match given:
        case Assignment():
            return given.written
        case RecordChange():
            return tuple(given.record.written.items()) if given.record is not None else None
        case TermChange():
            return tuple(given.forms.items())


def account_of(given: Given) -> tuple[str, str, date | None]:
    """Return the reason, the owner and the review date."""
    return given.account.because, given.account.owner, given.account.review

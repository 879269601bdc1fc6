"""What `{{ name }}` stands for in an edition: a value, a field of a record, or the edition's own name. Always text, never markup."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date

from byelaw.core.conditions import Condition
from byelaw.core.declarations import Content, FieldDeclaration, Type, ValueDeclaration
from byelaw.core.editions import Edition
from byelaw.core.finishing.settling import Facts, verdict
from byelaw.core.limits import Direction, Limit
from byelaw.core.localisations import Assignment
from byelaw.core.merging.assigning import in_force
from byelaw.core.names import near
from byelaw.core.tree import Node, link, span, text

WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something this edition must set and has not."""

    name: str
    label: str
    help: str
    example: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up found: inlines to put there; or a gap; or, for a name that means nothing, the near names."""

    inlines: tuple[Node, ...] = ()
    gap: Gap | None = None
    unknown: tuple[str, ...] | None = None
    empty: bool = False


@dataclass(slots=True)
class Lookups:
    """The look-ups of one edition, each worked out once."""

    edition: Edition
    facts: Facts
    day: date
    known: dict[tuple[str, str], Found] = field(default_factory=dict)

    def find(self, name: str, filter_name: str) -> Found:
        """Return what the name stands for, written by the filter (empty: as its type is read)."""
        key = (name, filter_name)
        if key not in self.known:
            self.known[key] = self._find(name, filter_name)
        return self.known[key]

    def value(self, name: str) -> Assignment | None:
        """Return the assignment in force, or None where the default or nothing stands."""
        return in_force(self.edition, name, self.day)

    def _find(self, name: str, filter_name: str) -> Found:
        declarations = self.edition.framework.declarations
        head, _, rest = name.partition(".")
        if head == "edition" and rest in ("name", "short"):
            chain = self.edition.chain
            words = getattr(chain[-1], rest) if chain else declarations.name
            return Found(tuple(text(filtered(words, words, filter_name))))
        if name in declarations.values:
            return self._value(declarations.values[name], filter_name)
        if head in declarations.record_types:
            return self._record(head, rest, filter_name)
        return Found(unknown=near(name, (*declarations.values, *self._record_names())))

    def _record_names(self) -> list[str]:
        types = self.edition.framework.declarations.record_types
        return [f"{kind}.{name}.{each}" for kind, name in self.edition.records for each in types[kind].fields]

    def _value(self, declared: ValueDeclaration, filter_name: str) -> Found:
        assignment = self.value(declared.field.id)
        if assignment is not None:
            return Found(shown(declared.field, assignment.content, assignment.written, filter_name, self.edition, declared.anchor))
        if self.is_above(declared.set_by) and (declared.set_by or declared.default is None):
            return Found((slot(declared, self.edition),))
        if declared.default is not None:
            return Found(shown(declared.field, declared.default, declared.default_written, filter_name, self.edition, declared.anchor))
        return Found(gap=Gap(declared.field.id, declared.field.name, declared.field.help, declared.field.example))

    def is_above(self, set_by: str) -> bool:
        """Tell whether the edition stands above the tier that something belongs to (without one: above the lowest)."""
        declarations = self.edition.framework.declarations
        owner = declarations.tier_rank(set_by) if set_by else len(declarations.tiers)
        return declarations.tier_rank(self.edition.tier) < owner and bool(set_by or declarations.tiers)

    def is_needed(self, set_by: str, when: Condition | None) -> bool:
        """Tell whether the edition must have set something that belongs to the tier."""
        return not self.is_above(set_by) and verdict(when, self.facts) is True

    def _record(self, kind: str, rest: str, filter_name: str) -> Found:
        record_type = self.edition.framework.declarations.record_types[kind]
        record_id, _, field_id = rest.partition(".")
        record = self.edition.records.get((kind, record_id))
        declared = record_type.fields.get(field_id)
        if record is None or declared is None:
            return Found(unknown=near(f"{kind}.{rest}", self._record_names()))
        if record.slot:
            label = str(record.fields.get(record_type.text, record_id))
            if self.is_above(record.slot):
                words = label if field_id == record_type.text else f"{label}, {declared.name[:1].lower()}{declared.name[1:]}"
                return Found((span(text(f"set locally: {words}"), ["slot"]),))
            return Found(gap=Gap(f"{kind}:{record_id}", label, record.help, ""))
        if field_id not in record.fields:
            return Found(empty=True)
        return Found(shown(declared, record.fields[field_id], record.written.get(field_id, ""), filter_name, self.edition, ""))


def slot(declared: ValueDeclaration, edition: Edition) -> Node:
    """Return what stands above the tier that sets a value: "set locally: at most 3 working days"."""
    if declared.direction is not None and declared.default is not None:
        limit = "at most" if declared.direction is Direction.AT_MOST else "at least"
        words = f"set locally: {limit} {shown_words(declared.field, declared.default, declared.default_written, edition, declared.anchor)}"
    else:
        words = (
            f"set locally: {declared.field.name[:1].lower()}{declared.field.name[1:]}"
            if not declared.field.name[:2].isupper()
            else f"set locally: {declared.field.name}"
        )
    return span(text(words), ["slot"])


def shown(declared: FieldDeclaration, content: Content, written: str, filter_name: str, edition: Edition, anchor: str) -> tuple[Node, ...]:
    """Return a value as inlines: numbers to call and addresses to write to are links."""
    words = filtered(shown_words(declared, content, written, edition, anchor), written, filter_name)
    if filter_name == "long-date" and isinstance(content, date):
        words = format_date(content, "full", locale=_locale(edition))
    target = {
        Type.PHONE: "tel:" + "".join(c for c in words if c.isdigit() or c == "+"),
        Type.EMAIL: f"mailto:{words}",
        Type.URL: words,
    }.get(declared.type, "")
    return (link(text(words), target),) if target else tuple(text(words))


def shown_words(declared: FieldDeclaration, content: Content, written: str, edition: Edition, anchor: str) -> str:
    """Return a value as people read it: dates in full, lists joined, a limit with its event where that is not the declared one."""
    match content:
        case bool():
            return "yes" if content else "no"
        case Limit() if content.anchor and content.anchor != anchor:
            return f"{content} after {edition.framework.declarations.events.get(content.anchor, content.anchor)}"
        case Limit():
            return str(content)
        case date():
            return day_words(content, edition.framework.declarations.language)
        case tuple():
            return sentence_list(content)
        case int() if declared.type is Type.INTEGER:
            return str(content)
        case str():
            return content
        case _:
            return written


def day_words(day: date, language: str) -> str:
    """Return a date as people write it: 30 June 2027."""
    return str(format_date(day, "d MMMM y", locale=language.replace("-", "_")))


def sentence_list(items: tuple[str, ...]) -> str:
    """Return the items as a sentence lists them: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def filtered(words: str, written: str, filter_name: str) -> str:
    """Return the words as the named filter writes them; see FILTERS."""
    chosen = FILTERS.get(filter_name)
    return chosen(words, written) if chosen is not None else words


def _in_words(words: str, _: str) -> str:
    number, space, rest = words.partition(" ")
    return f"{WORDS[int(number)]}{space}{rest}" if number.isdigit() and int(number) < len(WORDS) else words


FILTERS: Mapping[str, Callable[[str, str], str]] = {
    "capital": lambda words, _: words[:1].upper() + words[1:],
    "lower": lambda words, _: words.lower(),
    "upper": lambda words, _: words.upper(),
    "words": _in_words,
    "long-date": lambda words, _: words,
    "sentence-list": lambda words, _: words,
}
"""The closed set of filters: `{{ name as FILTER }}`."""


def _locale(edition: Edition) -> str:
    return edition.framework.declarations.language.replace("-", "_")

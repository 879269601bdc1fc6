"""What `{{ name }}` stands for in an edition: a value, a field of a record, or the edition's own name. Always text, never markup."""

from dataclasses import dataclass, field
from datetime import date

from byelaw.core.conditions import Condition
from byelaw.core.declarations import ValueDeclaration
from byelaw.core.editions import Edition
from byelaw.core.finishing.settling import Facts, verdict
from byelaw.core.finishing.wording import Entry, filtered, inlines, slot, slot_words, uncapitalised
from byelaw.core.localisations import Assignment
from byelaw.core.merging.assigning import in_force
from byelaw.core.names import near
from byelaw.core.tree import Node, text


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
            return Found(tuple(text(filtered(words, filter_name))))
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
            return self._shown(Entry(declared.field, assignment.content, assignment.written, declared.anchor), filter_name)
        is_open = verdict(declared.when, self.facts) is None
        if is_open or (self.is_above(declared.set_by) and (declared.set_by or declared.default is None)):
            return Found((slot(declared, self.edition.framework.declarations),))
        if declared.default is not None:
            return self._shown(Entry(declared.field, declared.default, declared.default_written, declared.anchor), filter_name)
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
            if self.is_above(record.slot) or verdict(record.when, self.facts) is None:
                return Found((slot_words(label if field_id == record_type.text else f"{label}, {uncapitalised(declared.name)}"),))
            return Found(gap=Gap(f"{kind}:{record_id}", label, record.help, ""))
        if field_id not in record.fields:
            return Found(empty=True)
        return self._shown(Entry(declared, record.fields[field_id], record.written.get(field_id, "")), filter_name)

    def _shown(self, entry: Entry, filter_name: str) -> Found:
        return Found(inlines(entry, filter_name, self.edition.framework.declarations))

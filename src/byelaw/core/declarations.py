"""What a framework declares: tiers, kinds, strengths, facts, values, records, terms, references. Read once from `framework/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from byelaw.core.conditions import Condition
from byelaw.core.limits import Direction, Limit
from byelaw.core.problems import Place
from byelaw.core.tree import Nodes


class Lock(StrEnum):
    """What a lower tier may do to a block: anything, only insert into it, or nothing (a note beside is always allowed)."""

    OPEN = "open"
    INSERT = "insert"
    FULL = "full"

    @property
    def rank(self) -> int:
        """Return 0 for open, 1 for insert, 2 for full."""
        return list(Lock).index(self)


class Type(StrEnum):
    """What a value or a field of a record is."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    LIMIT = "limit"
    DATE = "date"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    CHOICE = "choice"
    ROLE = "role"
    LIST = "list"
    YES_NO = "yes/no"


Content: TypeAlias = str | int | Decimal | date | bool | Limit | tuple[str, ...]
"""A value read by its type: text, email, phone, url, choice and role are str; money is Decimal; a list is a tuple of str."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A level, such as nation, region or area."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document."""

    id: str
    name: str
    plural: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Strength:
    """How strongly a statement binds. `lock` is what its blocks have unless they say otherwise."""

    id: str
    name: str
    meaning: str
    lock: Lock = Lock.OPEN


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about an edition that conditions test. `choices` are the values it may have, as text."""

    id: str
    name: str
    choices: tuple[str, ...]
    default: str
    place: Place
    set_by: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class FieldDeclaration:
    """A typed field of a record, or the type part of a value."""

    id: str
    name: str
    type: Type
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class ValueDeclaration:
    """A value that documents look up. `field.id` is its name; `default_written` the default as the author wrote it."""

    field: FieldDeclaration
    place: Place
    default: Content | None = None
    default_written: str = ""
    direction: Direction | None = None
    anchor: str = ""
    set_by: str = ""
    when: Condition | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of declared data. A slot (`slot` names a tier) stands for what each member of that tier gives; its fields are then labels."""

    type: str
    id: str
    fields: Mapping[str, Content]
    written: Mapping[str, str]
    place: Place
    slot: str = ""
    when: Condition | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class RecordType:
    """A typed table. `text` is the field that fills an empty link to one of its records."""

    id: str
    name: str
    plural: str
    text: str
    fields: Mapping[str, FieldDeclaration]
    records: Mapping[str, Record]
    place: Place
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the shared language and its forms: `singular`, and where they differ `plural` and `short`."""

    id: str
    forms: Mapping[str, str]
    definition: str
    place: Place
    source: str = ""
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as the CSL style writes it: in running text, and as an entry of the list (pandoc inlines)."""

    short: Nodes
    entry: Nodes


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that documents cite, as CSL variables, with whether it is still in force. A localisation's own is `scotland:act`.

    `citation` is missing only where the citation processor refused the references, which was reported.
    """

    id: str
    csl: Mapping[str, object]
    place: Place
    withdrawn: date | None = None
    replaced_by: str = ""
    citation: Citation | None = None

    @property
    def title(self) -> str:
        """Return its title, or its id."""
        return str(self.csl.get("title", self.id))


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an id that is gone: the addresses that took its place, or retired."""

    address: str
    became: tuple[str, ...]
    because: str
    place: Place
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception: a problem of this code at this address is accepted, for this reason, by this post, until this day."""

    code: str
    at: str
    because: str
    by: str
    until: date
    layer: str
    place: Place
    for_localisation: str = ""


@dataclass(frozen=True, slots=True)
class Checks:
    """What the checks of content need to know of a framework: its `checks:`."""

    placeholders: tuple[str, ...] = ()
    """Words that only a draft has, besides the usual ones."""
    acronyms: tuple[str, ...] = ()
    """Abbreviations that every reader knows."""
    discouraged: Mapping[str, str] = field(default_factory=dict)
    """Words not to use, with what to say instead (which may be empty)."""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """Law and guidance that nobody cites any more, by name, with what took its place (which may be empty)."""
    is_fictional: bool = False
    """Every number, address and person in it must be invented."""
    public: tuple[str, ...] = ()
    """Real telephone numbers and mailboxes that may be printed."""
    names: tuple[str, ...] = ()
    """People who may be named."""
    longest_sentence: int = 25
    reading_level: int = 12


@dataclass(frozen=True, slots=True)
class Declarations:
    """All of a framework but its documents."""

    name: str
    place: Place
    owner: str
    review: date
    tiers: tuple[Tier, ...]
    kinds: Mapping[str, Kind]
    strengths: Mapping[str, Strength]
    summary: str = ""
    language: str = "en-GB"
    approved: date | None = None
    notice: str = ""
    known_problems: str = ""
    """What is known not to be accessible yet, for the accessibility statement."""
    complaints: str = ""
    """Who enforces accessibility and how to complain."""
    printed_copy: Limit | None = None
    who: str = ""
    events: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    values: Mapping[str, ValueDeclaration] = field(default_factory=dict)
    record_types: Mapping[str, RecordType] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    fates: Mapping[str, Fate] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    checks: Checks = Checks()

    def tier_rank(self, tier: str) -> int:
        """Return the tier's place from the top, 1 first; 0 is the framework itself. One that is not declared, an error, is the lowest."""
        names = [each.id for each in self.tiers]
        return 1 + names.index(tier) if tier in names else len(names) if tier else 0

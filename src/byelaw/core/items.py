"""What is written as data and read as blocks: the steps of a pathway, the fields of a form, the checks of an audit.

A file of data (`pathways/`, `forms/`, `audits/`) fills the block of a document that names it: `::: {#route pathway=at-a-glance}`. The
block gets a `Pathway`, `Form` or `Audit` as its item; below it stand its parts (if it has any) and their items, each a statement
with its label as `title`. Because they are blocks, all that is true of blocks holds: changes, locks, conditions, origin.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from byelaw.core.problems import Place


class StepKind(StrEnum):
    """What happens at a step of a pathway."""

    START = "start"
    ACTION = "action"
    DECISION = "decision"
    END = "end"


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a step: the words on it and the step it leads to (an id as written, until the places are settled)."""

    words: str
    to: str
    place: Place


@dataclass(frozen=True, slots=True)
class PathwayStep:
    """A step. Its way on is the next step in reading order unless `ways` says otherwise; a decision has two ways or more, an end none.

    `within` names the value that limits it. The block's children marked `within`, `see` are that limit and the links in words.
    """

    kind: StepKind = StepKind.ACTION
    ways: tuple[Way, ...] = ()
    within: str = ""


class FieldKind(StrEnum):
    """What is written in a field of a form."""

    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    YES_NO = "yes/no"
    CHOICE = "choice"
    CHOICES = "choices"
    SIGNATURE = "signature"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that is filled in row by row."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """A field. `rows` is how many lines of long text or rows of a table are shown empty. Its help is the block's text."""

    kind: FieldKind
    required: bool = False
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """A check: the block's title says what should be so. Its children marked `evidence` say what to look at."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part: a stage of a pathway, a section of a form, a domain of an audit. The block's title names it, its text introduces it."""


@dataclass(frozen=True, slots=True)
class Pathway:
    """A pathway; `summary` is what a picture of it says to those who can't see it."""

    id: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form."""

    id: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating an audit may give: the figure, its label and what it means."""

    figure: int
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit and the ratings that may be given, lowest first. `cycle` names the value that says after how many months it is due again."""

    id: str
    name: str
    summary: str
    ratings: tuple[Rating, ...]
    cycle: str = ""


Item: TypeAlias = Pathway | Form | Audit | Part | PathwayStep | FormField | AuditCheck

_KINDS: MappingProxyType[type, str] = MappingProxyType(
    {Pathway: "pathway", Form: "form", Audit: "audit", Part: "part", PathwayStep: "step", FormField: "field", AuditCheck: "check"}
)
CONTAINER: MappingProxyType[str, str] = MappingProxyType({"step": "pathway", "field": "form", "check": "audit"})
"""What each kind of item stands in."""


def kind_of(item: Item | None) -> str:
    """Return the word for an item: step, field, part …; empty for text."""
    return _KINDS[type(item)] if item is not None else ""


def with_article(word: str) -> str:
    """Return "a step", "an audit"."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def stands_among(item: Item | None) -> str:
    """Return the kind of the blocks that an item stands among; empty for text, among which a whole pathway, form or audit stands."""
    return "" if isinstance(item, Pathway | Form | Audit) else kind_of(item)


def holds(container: Item | None, item: Item | None) -> bool:
    """Tell whether an item may stand directly in another: parts in a whole; items in the whole or a part; text in text only.

    Which items a part may hold depends on the whole around it; its siblings tell (`kind_of`).
    """
    match container:
        case None:
            return stands_among(item) == ""
        case Pathway() | Form() | Audit():
            return isinstance(item, Part) or CONTAINER.get(kind_of(item)) == kind_of(container)
        case Part():
            return kind_of(item) in CONTAINER
        case PathwayStep() | FormField() | AuditCheck():
            return item is None

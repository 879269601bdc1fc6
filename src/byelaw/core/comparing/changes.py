"""The changes between two editions: what, where, how much it matters, and who decided it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from byelaw.core.comparing.trees import Merged
from byelaw.core.names import DocumentId


class Weight(StrEnum):
    """The class of a change, least first. Rules decide it (`core.comparing.weighing`)."""

    NUMBER = "number only"
    """A section, table or figure got another number because others came or went. The text did not change."""
    MOVE = "verbatim move"
    EDITORIAL = "editorial"
    """Punctuation, capitals, white space, emphasis: the same words in the same order."""
    VALUE = "value only"
    """Only what is looked up (a value, a record's field, a term) reads otherwise."""
    SUBSTANTIVE = "substantive"


class Flag(StrEnum):
    """What a reviewer asks for first."""

    MODALITY = "must/should/may or not"
    NUMBER = "number, date or limit"
    LONGER = "longer limit"
    SHORTER = "shorter limit"
    UNIT = "limit in another unit"
    """It counts otherwise: working days are not days, so that nobody can say which is longer."""
    ROLE = "role"
    LINK = "link"
    DEFINITION = "definition"


class TextKind(StrEnum):
    """What happened to a piece of text."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved and changed"
    RETITLED = "retitled"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    JOINED = "joined"


class RuleKind(StrEnum):
    """What is said of a block beside its text."""

    LOCK = "lock"
    STRENGTH = "strength"
    WHO = "who"
    CONDITION = "condition"
    SOURCES = "sources"
    LINK = "link target"
    PICTURE = "picture"
    ITEM = "data"
    """Of a step, field or check: its ways, choices, whether it is required …; `RuleChange.what` names which."""
    ORIGIN = "origin"
    """The reason, owner or review date given for a local change; `RuleChange.what` names which."""


class SharedKind(StrEnum):
    """What is declared once and shows in many places."""

    VALUE = "value"
    LIMIT = "time limit"
    RECORD = "record"
    TERM = "term"
    REFERENCE = "reference"
    EDITION_NAME = "name of the edition"
    TIER = "tier"
    DOCUMENT_KIND = "kind of document"
    STRENGTH = "strength"
    FACT = "fact"
    EVENT = "event"
    OMISSION = "left out"
    """What a layer leaves out that neither edition shows, or leaves out for another reason."""
    OLD_ADDRESS = "old address"
    """An address that is gone in both, and leads readers elsewhere than it did, or nowhere."""
    SIGN_OFF = "sign-off"
    URGENT = "urgent notice"
    EXCEPTION = "exception from a check"
    WORDING = "wording"
    """Words that were put in the place of the same others throughout, and are declared nowhere."""


class DocumentKind(StrEnum):
    """What is said of a whole document."""

    ADDED = "document added"
    REMOVED = "document removed"
    RETITLED = "document retitled"
    METADATA = "metadata"
    """`DocumentChange.what` names which: owner, review, approved, kind, number, summary, status …"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an edition. `block` is empty for the document as a whole (or for text before the first heading)."""

    document: DocumentId
    block: str = ""
    """The block's id (not its anchor): `timescales`, `northmere:panel`."""
    file_name: str = ""
    """The document's published name, without ending."""
    anchor: str = ""
    number: str = ""
    """Of the section it is or stands in, "2.1"; or its label, "Table 1"."""
    title: str = ""
    """Of the section it is or stands in, or of the document."""

    @property
    def address(self) -> str:
        """Return the address: `document#block`; of what is declared and shows nowhere, its name: `reply`, `role:warden`, `term:plot`."""
        return f"{self.document}#{self.block}" if self.document and self.block else self.document or self.block


@dataclass(frozen=True, slots=True)
class Cause:
    """Who made it so: `layer` is `framework` or a localisation's id, `tier` its tier's id (empty for the framework)."""

    layer: str = "framework"
    tier: str = ""
    name: str = ""
    """The layer's short name, for people."""
    tier_name: str = ""
    because: str = ""
    owner: str = ""
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Words."""

    inserted: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What every change has. `old` is None for what is new, `new` None for what is gone."""

    old: Spot | None
    new: Spot | None
    weight: Weight
    flags: tuple[Flag, ...] = ()
    """In the order of `Flag`."""
    cause: Cause = Cause()
    words: Count = Count()
    rule: str = ""
    """The rule that decided the class, in words, for the register."""

    @property
    def spot(self) -> Spot:
        """Return where to look: the new place, or the old one of what is gone."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - a change is somewhere
        return found


@dataclass(frozen=True, slots=True)
class TextChange:
    """A piece of text: a section or statement with its id, or prose in one. `old` and `new` are its words.

    `merged` is the part of the merged tree that shows it (for a moved one, its old and new text merged). `move` is the move's id in the
    document's merged tree. `others` are the further places of a split (new ones) or a join (old ones), what else with an id came, went
    or changed inside a piece that moved, and where to look instead of what is gone, if the fates of ids say.
    """

    kind: TextKind
    about: About
    old: str = ""
    new: str = ""
    merged: tuple[Merged, ...] = ()
    move: int = 0
    others: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What is said of one block beside its text. `what` says which, where the kind has several: "required", "way to …".

    `merged` is the text that says the same, where it changed with it and by nothing else: "must" for "should".
    """

    kind: RuleKind
    about: About
    old: str = ""
    new: str = ""
    what: str = ""
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedChange:
    """What is declared once: one entry, with the places where it shows (in the new edition; in the old one, for what is gone).

    `name` is its id (`response-time`, `team:hub.phone`), `label` its name for people. The `Spot`s of `about` are of the first place, or
    have an empty document where it shows nowhere. `what` says which of the things declared of it: empty for what readers see of it.
    """

    kind: SharedKind
    about: About
    name: str
    label: str
    old: str = ""
    new: str = ""
    places: tuple[Spot, ...] = ()
    what: str = ""


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A whole document, or what is said of it."""

    kind: DocumentKind
    about: About
    old: str = ""
    new: str = ""
    what: str = ""


Change: TypeAlias = TextChange | RuleChange | SharedChange | DocumentChange

"""Changes as people are told of them, a line or a row each: what, where, how much it matters, who decided it and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from byelaw.core.comparing.changes import (
    Cause,
    Change,
    DocumentChange,
    DocumentKind,
    RuleChange,
    SharedChange,
    SharedKind,
    Spot,
    TextChange,
    TextKind,
    Weight,
)
from byelaw.core.comparing.compare import Comparison, Label
from byelaw.core.names import FRAMEWORK
from byelaw.outputs.redline_pieces import Piece, pieces_of, sides_of
from byelaw.outputs.redline_totals import Tally, tally_of, totals_of

EVERYWHERE = "Everywhere"
"""Where what is declared once is told."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change. Two that say the same of the same place are equal, whichever edition they are of."""

    what: str
    weight: Weight
    flags: tuple[str, ...]
    rule: str
    document: str
    """Its id; empty for what is declared once, or said of the edition."""
    title: str
    """The number and title of the document."""
    address: str
    where: str
    """The number and title of the section."""
    pieces: tuple[Piece, ...]
    old: str
    new: str
    cause: Cause
    tally: Tally = field(compare=False)
    inserted: int = 0
    deleted: int = 0
    places: tuple[str, ...] = ()
    """The addresses where something that is declared once shows; further ones of a split or join."""
    also: tuple[str, ...] = ()
    """What else the same is so of: documents, or editions."""

    @property
    def decided(self) -> str:
        """Return who made it so, and why, whatever is said of the others."""
        tier = f" ({self.cause.tier_name.lower()})" if self.cause.tier_name else ""
        because = f": {self.cause.because}" if self.cause.because else ""
        return f"{self.cause.name or self.cause.layer}{tier}{because}"

    @property
    def shared_by(self) -> tuple[object, ...]:
        """Return what else must say the same to be told with it, as a new review date of many documents; empty where it stands alone."""
        is_metadata = self.what.startswith(_METADATA) and bool(self.document)
        return (self.what, self.old, self.new, self.cause) if is_metadata else ()

    @property
    def is_local(self) -> bool:
        """Tell whether a localisation made it so."""
        return self.cause.layer != FRAMEWORK


def entries_of(comparison: Comparison) -> tuple[Entry, ...]:
    """Return an entry for each change, in order."""
    titles: dict[str, str] = {each.id: each.title for each in comparison.documents.values()}
    return tuple(_entry(each, titles) for each in comparison.changes)


def gathered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries with what is said alike of several documents (a new review date) said once, with the documents."""
    groups: dict[object, list[Entry]] = {}
    for place, each in enumerate(entries):
        groups.setdefault(each.shared_by or place, []).append(each)
    return tuple(_together(members) for members in groups.values())


def by_document(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the entries by the title of their document, those of no one document first."""
    found: dict[str, list[Entry]] = {EVERYWHERE: []}
    for each in entries:
        found.setdefault(each.title or EVERYWHERE, []).append(each)
    return {title: members for title, members in found.items() if members}


def totals(entries: Iterable[Entry]) -> str:
    """Return how much changed, in a sentence."""
    return str(totals_of(each.tally for each in entries))


def flag_totals(entries: Iterable[Entry]) -> str:
    """Return how many changes carry each flag; empty when none does."""
    return totals_of(each.tally for each in entries).flagged


def named(label: Label) -> str:
    """Return what a side is called: its name, its version and the beginning of its digest."""
    version = f" {label.version}" if label.version else " (working copy)" if "," not in label.name else ""
    digest = f" [{label.digest[:12]}]" if label.digest else ""
    return f"{label.name}{version}{digest}"


_METADATA = "metadata: "


def _together(members: Sequence[Entry]) -> Entry:
    first = members[0]
    if len(members) == 1:
        return first
    return replace(first, document="", title="", address="", where="", also=tuple(each.title for each in members))


def _entry(change: Change, titles: dict[str, str]) -> Entry:
    about, spot = change.about, change.about.spot
    old, new = sides_of(change)
    shared = isinstance(change, SharedChange)
    places = tuple(dict.fromkeys(each.address for each in change.places)) if isinstance(change, SharedChange) else ()
    others = tuple(each.address for each in change.others) if isinstance(change, TextChange) else ()
    return Entry(
        what=what_of(change),
        weight=about.weight,
        flags=tuple(map(str, about.flags)),
        rule=about.rule,
        document="" if shared else spot.document,
        title="" if shared or not spot.document else titles.get(spot.document, _document_title(spot)),
        address=change.name if isinstance(change, SharedChange) else spot.address,
        where="" if shared or not spot.block else _where(spot, titles),
        pieces=pieces_of(change),
        old=old,
        new=new,
        cause=about.cause,
        tally=tally_of(change),
        inserted=about.words.inserted,
        deleted=about.words.deleted,
        places=places or others,
    )


def _where(spot: Spot, titles: dict[str, str]) -> str:
    """Return the section; nothing for what stands before the first one."""
    return "" if not spot.number and spot.title == titles.get(spot.document) else f"{spot.number} {spot.title}".strip()


def _document_title(spot: Spot) -> str:
    return spot.title if not spot.block else spot.document


def on_one_side(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield each document that came or went as a whole: its title, and which of the two."""
    for each in comparison.changes:
        if isinstance(each, DocumentChange) and each.kind in _ONE_SIDED:
            yield each.about.spot.title, _ONE_SIDED[each.kind]


_ONE_SIDED = {DocumentKind.ADDED: "is new", DocumentKind.REMOVED: "is gone"}


def what_of(change: Change) -> str:
    """Return what happened, in a few words."""
    match change:
        case TextChange():
            return _text(change)
        case RuleChange():
            return f"{change.kind} of {change.what}" if change.what else str(change.kind)
        case SharedChange():
            return str(change.kind) if change.kind is SharedKind.EDITION_NAME else f"{change.kind} ‘{change.label}’"
        case DocumentChange():
            return f"{_METADATA}{change.what}" if change.kind is DocumentKind.METADATA else str(change.kind)
        case _:
            assert_never(change)


def _text(change: TextChange) -> str:
    old, new = change.about.old, change.about.new
    match change.kind:
        case TextKind.MOVED | TextKind.MOVED_AND_CHANGED if old is not None and new is not None:
            there = f" of {old.document}" if old.document != new.document else ""
            words = f"from {old.number} {old.title}".replace("  ", " ").rstrip() + there
            return f"moved and changed, {words}" if change.kind is TextKind.MOVED_AND_CHANGED else f"moved {words}"
        case TextKind.RENUMBERED:
            return f"renumbered from {change.old} to {change.new}"
        case TextKind.SPLIT:
            return f"split: part of it is now at {', '.join(each.address for each in change.others)}" if change.others else "split"
        case TextKind.JOINED:
            return f"joined with what was at {', '.join(each.address for each in change.others)}" if change.others else "joined"
        case _:
            return str(change.kind)

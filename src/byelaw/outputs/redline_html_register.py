"""The register of a redline: a row for each change, and what is told of it beside the text."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from byelaw.core.comparing.changes import About, Change, DocumentChange, RuleChange, SharedChange, Spot, TextChange, Weight
from byelaw.core.comparing.compare import ComparedDocument, Comparison
from byelaw.core.names import DocumentId
from byelaw.outputs.redline_html_places import Notes, Numbers, Places, places_of
from byelaw.outputs.redline_html_telling import called, group_of, is_said_apart, shown

_SHORT = 80
"""Signs of a change that are said again at each of its places."""


@dataclass(frozen=True, slots=True)
class Row:
    """A change as the register shows it. `number` is its number in the whole comparison."""

    number: int
    change: Change
    what: str
    group: str

    @property
    def about(self) -> About:
        """Return what every change has."""
        return self.change.about

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return the places where it shows, the new ones first."""
        own = tuple(spot for spot in (self.about.new, self.about.old) if spot is not None and spot.document)
        match self.change:
            case SharedChange():
                return tuple(dict.fromkeys((*self.change.places, *own)))
            case TextChange():
                return tuple(dict.fromkeys((*own, *self.change.others)))
            case _:
                return own

    @property
    def is_number_only(self) -> bool:
        """Tell whether nobody wrote it: a section got another number because others came or went."""
        return self.about.weight is Weight.NUMBER


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a document's changes beside its text: by block, and where none is left of it, at the top.

    `anchors` gives, by the number of a change, where to jump to.
    """

    notes: Notes
    top: Markup
    anchors: Mapping[int, str]


@dataclass(slots=True)
class _Telling:
    """Gathers what is told in one document."""

    places: Places
    by_part: dict[int, str] = field(default_factory=dict)
    by_anchor: dict[str, str] = field(default_factory=dict)
    top: list[str] = field(default_factory=list)
    jumps: dict[int, str] = field(default_factory=dict)
    told: Counter[int] = field(default_factory=Counter)
    numbers_by_part: dict[int, tuple[int, ...]] = field(default_factory=dict)
    numbers_by_anchor: dict[str, tuple[int, ...]] = field(default_factory=dict)
    numbers_by_section: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def numbers(self) -> Numbers:
        """Return which changes the marks in the text belong to."""
        return Numbers(self.numbers_by_part, self.numbers_by_anchor, self.numbers_by_section)

    def tell(self, row: Row, document: DocumentId) -> None:
        """Put a note of the change at each of its places in the document."""
        self._number(row, document)
        part = self._part(row)
        if part:
            self.by_part[part] = self.by_part.get(part, "") + self._note(row)
            return
        named = dict.fromkeys(spot.anchor for spot in row.spots if spot.document == document and spot.anchor in self.places.anchors)
        for name in named:
            self.by_anchor[name] = self.by_anchor.get(name, "") + self._note(row)
        if not named:
            self.top.append(self._note(row))

    def _part(self, row: Row) -> int:
        """Return the part of the tree that a change of text is; 0 where it is none, or has more than one place."""
        if not isinstance(row.change, TextChange):
            return 0
        own = next((id(each) for each in row.change.merged if id(each) in self.places.parts), 0)
        old = row.about.old
        is_gone = old is not None and bool(old.anchor) and (row.about.new is None or row.about.new.document != old.document)
        gone = self.places.gone.get(old.anchor, 0) if old is not None and is_gone else 0
        return own or self.places.moves.get(row.change.move, 0) or gone

    def _number(self, row: Row, document: DocumentId) -> None:
        """Say which marks in the text are of the change: those in its own parts; of one that has none, those at its places."""
        own = row.change.merged if isinstance(row.change, TextChange | RuleChange) else ()
        part = self._part(row)
        for each in {*(id(part) for part in own), part} - {0}:
            self.numbers_by_part[each] = (*self.numbers_by_part.get(each, ()), row.number)
        if part or isinstance(row.change, DocumentChange):
            return
        for name in dict.fromkeys(spot.anchor for spot in row.spots if spot.document == document and spot.anchor):
            self.numbers_by_anchor[name] = (*self.numbers_by_anchor.get(name, ()), row.number)
            if isinstance(row.change, SharedChange):
                self.numbers_by_section[name] = (*self.numbers_by_section.get(name, ()), row.number)

    def _note(self, row: Row) -> str:
        self.told[row.number] += 1
        again = self.told[row.number]
        name = f"change-{row.number}" + (f"-{again}" if again > 1 else "")
        self.jumps.setdefault(row.number, name)
        return note(row, name, is_again=again > 1)


def rows_of(comparison: Comparison) -> tuple[Row, ...]:
    """Return a row for each change, in their order."""
    return tuple(Row(number, each, called(each), group_of(each)) for number, each in enumerate(comparison.changes, start=1))


def rows_in(rows: Iterable[Row], document: ComparedDocument) -> tuple[Row, ...]:
    """Return the rows that show in a document."""
    own = {document.id, document.old_id}
    return tuple(row for row in rows if any(spot.document in own for spot in row.spots))


def told_in(document: ComparedDocument, rows: Sequence[Row]) -> Told:
    """Return what is told beside the text of a document."""
    telling = _Telling(places_of(document.merged))
    for row in rows:
        telling.tell(row, document.id)
    moves = [(row.change.move, row.about) for row in rows if isinstance(row.change, TextChange) and row.change.move]
    moved_from = {move: place_words(about.old) for move, about in moves if about.old is not None}
    moved_to = {move: place_words(about.new) for move, about in moves if about.new is not None}
    notes = Notes(telling.by_part, telling.by_anchor, moved_from, moved_to, telling.numbers)
    return Told(notes, Markup("").join(map(Markup, telling.top)), telling.jumps)


def note(row: Row, name: str, *, is_again: bool = False) -> Markup:
    """Return what stands beside a block that changed: the number, what happened, and what it was where the text does not show it.

    Of what is told again at a further place, only what is short.
    """
    flags = "".join(f"; {flag}" for flag in row.about.flags)
    told = Markup(" ") + shown(row.change) if is_said_apart(row.change) else _across(row.about)
    if is_again and len(row.change.old) + len(row.change.new) > _SHORT:
        told = " The register says how."
    written = '<p class="r-note" id="{}" data-n="{}" tabindex="-1"><a href="#row-{}">Change {}</a>: <strong>{}</strong>{}.{}</p>'
    return Markup(written).format(name, row.number, row.number, row.number, row.what, flags, told)  # noqa: S704 - the pattern is ours


def _across(about: About) -> str:
    """Return where text of another document came from and went to: here only one of the two is seen."""
    old, new = about.old, about.new
    if old is None or new is None or old.document == new.document:
        return ""
    return f" From {place_words(old)} ({old.file_name}) to {place_words(new)} ({new.file_name})."


def place_words(spot: Spot, title: str = "") -> str:
    """Return where a place is: the document's title if it is given, the number and the title of the section."""
    own = f"{spot.number} {spot.title}".strip()
    return ", ".join(dict.fromkeys(each for each in (title, own) if each)) or spot.address

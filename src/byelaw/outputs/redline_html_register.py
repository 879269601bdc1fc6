"""The register of a redline: a row for each change, what is told of it beside the text, and what the rows can be narrowed to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from byelaw.core.comparing.changes import About, Change, Flag, RuleChange, SharedChange, Spot, TextChange, Weight
from byelaw.core.comparing.compare import ComparedDocument, Comparison
from byelaw.core.names import DocumentId
from byelaw.outputs.redline_html_telling import called, group_of, is_said_apart, shown
from byelaw.outputs.redline_html_tree import Notes, Places, places_of

_MOST_PLACES = 12
"""Places of a value or a term that a row names."""


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


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the register can be narrowed to, with how many rows have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Choices of one kind."""

    name: str
    legend: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row with nothing left to work out. `href` is empty where there is nothing to jump to."""

    number: int
    what: str
    shown: Markup
    where: str
    before: str
    """Where it stood, of what moved or got another number."""
    href: str
    places: tuple[tuple[str, str], ...]
    """Further places, with where each link leads."""
    more_places: int
    weight: str
    rule: str
    flags: tuple[str, ...]
    who: str
    because: str
    owner: str
    review: date | None
    inserted: int
    deleted: int
    marks: Mapping[str, str]
    """What the register is narrowed by: its kind → choices parted by spaces."""
    is_number_only: bool


@dataclass(slots=True)
class _Telling:
    """Gathers what is told in one document."""

    places: Places
    by_part: dict[int, str] = field(default_factory=dict)
    by_anchor: dict[str, str] = field(default_factory=dict)
    top: list[str] = field(default_factory=list)
    jumps: dict[int, str] = field(default_factory=dict)
    told: Counter[int] = field(default_factory=Counter)

    def tell(self, row: Row, document: DocumentId) -> None:
        """Put a note of the change at each of its places in the document."""
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

    def _note(self, row: Row) -> str:
        self.told[row.number] += 1
        again = self.told[row.number]
        name = f"change-{row.number}" + (f"-{again}" if again > 1 else "")
        self.jumps.setdefault(row.number, name)
        return note(row, name)


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
    notes = Notes(telling.by_part, telling.by_anchor, moved_from, moved_to)
    return Told(notes, Markup("").join(map(Markup, telling.top)), telling.jumps)


def note(row: Row, name: str) -> Markup:
    """Return what stands beside a block that changed: the number, what happened, and what it was where the text does not show it."""
    flags = "".join(f"; {flag}" for flag in row.about.flags)
    told = Markup(" ") + shown(row.change) if is_said_apart(row.change) else _across(row.about)
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


def facets(rows: Sequence[Row]) -> tuple[Facet, ...]:
    """Return what the register can be narrowed to: kinds of which there is a choice."""
    kinds = (
        Facet("flag", "Look for", _choices((flag for row in rows for flag in row.about.flags), Flag)),
        Facet("group", "What happened", _choices((row.group for row in rows), dict.fromkeys(row.group for row in rows))),
        Facet("weight", "Class", _choices((row.about.weight for row in rows), reversed(Weight))),
        Facet("layer", "Decided by", _layers(rows)),
    )
    return tuple(each for each in kinds if len(each.choices) > (0 if each.name == "flag" else 1))


def weights(rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    """Return how many changes there are of each class, the weightiest first."""
    counted = Counter(row.about.weight for row in rows)
    return tuple((str(weight), counted[weight]) for weight in reversed(Weight) if counted[weight])


def row_view(row: Row, titles: Mapping[DocumentId, str], href_of: Mapping[int, str], address: Mapping[Spot, str]) -> RowView:
    """Return a row for a page. `titles` are of documents, where they are to be said; `href_of` leads to a change, `address` to a place."""
    about, spot = row.about, row.about.spot
    others = [each for each in row.spots if each not in (spot, about.old)]
    return RowView(
        number=row.number,
        what=row.what,
        shown=shown(row.change),
        where=place_words(spot, titles.get(spot.document, "")) if spot.document else "The whole edition",
        before=_before(row),
        href=href_of.get(row.number, ""),
        places=tuple((place_words(each, titles.get(each.document, "")), address.get(each, "")) for each in others[:_MOST_PLACES]),
        more_places=max(0, len(others) - _MOST_PLACES),
        weight=str(about.weight),
        rule=about.rule,
        flags=tuple(map(str, about.flags)),
        who=_who(row),
        because=about.cause.because,
        owner=about.cause.owner,
        review=about.cause.review,
        inserted=about.words.inserted,
        deleted=about.words.deleted,
        marks=_marks(row),
        is_number_only=row.is_number_only,
    )


def _marks(row: Row) -> dict[str, str]:
    flags = " ".join(map(_slug, row.about.flags))
    return {"flag": flags, "group": _slug(row.group), "weight": _slug(row.about.weight), "layer": row.about.cause.layer}


def _slug(words: str) -> str:
    """Return a name for a choice that can stand in a list parted by spaces."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in words.lower()).split())


def _choices(found: Iterable[str], order: Iterable[str]) -> tuple[Choice, ...]:
    counted = Counter(found)
    return tuple(Choice(_slug(each), str(each)[:1].upper() + str(each)[1:], counted[each]) for each in order if counted[each])


def _layers(rows: Sequence[Row]) -> tuple[Choice, ...]:
    names = {row.about.cause.layer: _who(row) for row in rows}
    counted = Counter(row.about.cause.layer for row in rows)
    return tuple(Choice(layer, name, counted[layer]) for layer, name in names.items())


def _who(row: Row) -> str:
    """Return who decided: the layer's name and tier."""
    cause = row.about.cause
    name = cause.name or cause.layer[:1].upper() + cause.layer[1:]
    return f"{name} ({cause.tier_name.lower()})" if cause.tier_name else name


def _before(row: Row) -> str:
    """Return the old place where it says something that the new one does not."""
    old, new = row.about.old, row.about.new
    if old is None or new is None or not old.document or isinstance(row.change, RuleChange | SharedChange):
        return ""
    words = place_words(old)
    return words if words != place_words(new) else ""

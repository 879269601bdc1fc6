"""What the templates of a redline are given of its register: rows by document, and what they can be narrowed to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from markupsafe import Markup

from byelaw.core.comparing.changes import Flag, RuleChange, SharedChange, Spot, Weight
from byelaw.core.names import DocumentId
from byelaw.outputs.redline_html_register import Row, place_words
from byelaw.outputs.redline_html_telling import shown

SHARED = "Declared once, or said of the whole edition"
"""Where what stands in no one document is told."""
_MOST_PLACES = 12
"""Places of a value or a term that a row names."""
_PLACES_AT_ONCE = 3
"""Places that are shown without opening anything."""
_NOWHERE = "shared"
_FLAGS = {Flag.MODALITY: "must", Flag.NUMBER: "number"}
"""What flags with long names are called in an address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the register can be narrowed to, with how many rows have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Choices of one kind. Those that are asked for first (`is_first`) are always seen."""

    name: str
    legend: str
    choices: tuple[Choice, ...]
    is_first: bool = False


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
    more: tuple[tuple[str, str], ...]
    """Those that a reader has to open."""
    more_places: int
    weight: str
    rule: str
    flags: tuple[str, ...]
    decided: str
    """Who decided it, and why, as far as that is not said once for all."""
    owner: str
    review: date | None
    inserted: int
    deleted: int
    marks: Mapping[str, str]
    """What the register is narrowed by: its kind → choices parted by spaces."""
    is_number_only: bool


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of a document, or of what stands in none. `href` leads to its text."""

    title: str
    rows: tuple[RowView, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What rows are told by: where links lead (by the number of a change, by a place), titles of documents, what is so of most rows."""

    titles: Mapping[DocumentId, str]
    href_of: Mapping[int, str]
    address: Mapping[Spot, str]
    decided: Mapping[int, str]
    owner: str = ""
    text_of: Mapping[DocumentId, str] = field(default_factory=dict)
    """Where the text of a document begins."""


def facets(rows: Sequence[Row], titles: Mapping[DocumentId, str]) -> tuple[Facet, ...]:
    """Return what the register can be narrowed to: kinds of which there is a choice."""
    kinds = (
        Facet("flag", "Look for", _flags(rows), is_first=True),
        Facet("weight", "Class", _choices((row.about.weight for row in rows), reversed(Weight))),
        Facet("layer", "Decided by", _layers(rows), is_first=True),
        Facet("group", "What happened", _choices((row.group for row in rows), dict.fromkeys(row.group for row in rows))),
        Facet("document", "Document", _documents(rows, titles)),
    )
    return tuple(each for each in kinds if len(each.choices) > (0 if each.name == "flag" else 1))


def row_groups(rows: Iterable[Row], said: Said) -> tuple[RowGroup, ...]:
    """Return the rows by the document that they are told in, in their order."""
    titled = groupby(rows, lambda row: _title_of(row, said.titles))
    return tuple(_group(title, tuple(members), said) for title, members in titled)


def row_view(row: Row, said: Said) -> RowView:
    """Return a row for a page."""
    about, spot = row.about, row.about.spot
    others = [each for each in row.spots if each not in (spot, about.old)]
    is_shared = isinstance(row.change, SharedChange)
    places = tuple((place_words(each, said.titles.get(each.document, "")), said.address.get(each, "")) for each in others[:_MOST_PLACES])
    return RowView(
        number=row.number,
        what=row.what,
        shown=shown(row.change),
        where=_where(spot, said.titles.get(spot.document, "") if is_shared else "", said.titles),
        before=_before(row),
        href=said.href_of.get(row.number, ""),
        places=places[:_PLACES_AT_ONCE] if len(places) > _PLACES_AT_ONCE + 1 else places,
        more=places[_PLACES_AT_ONCE:] if len(places) > _PLACES_AT_ONCE + 1 else (),
        more_places=max(0, len(others) - _MOST_PLACES),
        weight=str(about.weight),
        rule=about.rule,
        flags=tuple(map(str, about.flags)),
        decided=said.decided.get(row.number, ""),
        owner="" if about.cause.owner == said.owner else about.cause.owner,
        review=about.cause.review,
        inserted=about.words.inserted,
        deleted=about.words.deleted,
        marks=_marks(row),
        is_number_only=row.is_number_only,
    )


def usual_owner(rows: Sequence[Row]) -> str:
    """Return the owner of nearly all changes, to be said once; empty where there is none."""
    owners = Counter(row.about.cause.owner for row in rows)
    owner, count = owners.most_common(1)[0] if owners else ("", 0)
    return owner if count * 2 > len(rows) and len(rows) > 1 else ""


def _group(title: str, rows: Sequence[Row], said: Said) -> RowGroup:
    first = rows[0].about.spot.document if title != SHARED else DocumentId("")
    href = said.text_of.get(first, "") if first else ""
    return RowGroup(title, tuple(row_view(row, said) for row in rows), href)


def _title_of(row: Row, titles: Mapping[DocumentId, str]) -> str:
    spot = row.about.spot
    if isinstance(row.change, SharedChange) or not spot.document:
        return SHARED
    return titles.get(spot.document) or (spot.title if not spot.block else str(spot.document))


def _where(spot: Spot, title: str, titles: Mapping[DocumentId, str]) -> str:
    """Return the place; of a document as a whole, or of what stands before its first heading, that."""
    if not spot.document:
        return "The whole edition"
    is_top = not spot.number and spot.title in ("", titles.get(spot.document, spot.title))
    if not title and is_top:
        return "The document as a whole" if not spot.block else "Before the first heading"
    return place_words(spot, title)


def _marks(row: Row) -> dict[str, str]:
    return {
        "flag": " ".join(map(_flag_name, row.about.flags)),
        "group": _slug(row.group),
        "weight": _slug(row.about.weight),
        "layer": row.about.cause.layer,
        "document": " ".join(dict.fromkeys(spot.document for spot in row.spots)) or _NOWHERE,
    }


def _flag_name(flag: Flag) -> str:
    return _FLAGS.get(flag) or _slug(flag)


def _slug(words: str) -> str:
    """Return a name for a choice that can stand in a list parted by spaces."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in words.lower()).split())


def _flags(rows: Iterable[Row]) -> tuple[Choice, ...]:
    counted = Counter(flag for row in rows for flag in row.about.flags)
    return tuple(Choice(_flag_name(flag), _capital(flag), counted[flag]) for flag in Flag if counted[flag])


def _choices(found: Iterable[str], order: Iterable[str]) -> tuple[Choice, ...]:
    counted = Counter(found)
    return tuple(Choice(_slug(each), _capital(each), counted[each]) for each in order if counted[each])


def _documents(rows: Sequence[Row], titles: Mapping[DocumentId, str]) -> tuple[Choice, ...]:
    """Return the documents that changes show in; none where all of them show in one."""
    shown_in = [dict.fromkeys(spot.document for spot in row.spots) for row in rows]
    counted = Counter(name for each in shown_in for name in each)
    if any(count == len(rows) for count in counted.values()):
        return ()
    nowhere = sum(not each for each in shown_in)
    known = dict.fromkeys((*titles, *counted))
    found = [Choice(name, titles.get(name, str(name)), counted[name]) for name in known if counted[name]]
    return (*found, *([Choice(_NOWHERE, "In no document", nowhere)] if nowhere else []))


def _layers(rows: Sequence[Row]) -> tuple[Choice, ...]:
    names = {row.about.cause.layer: who(row) for row in rows}
    counted = Counter(row.about.cause.layer for row in rows)
    return tuple(Choice(layer, name, counted[layer]) for layer, name in names.items())


def who(row: Row) -> str:
    """Return who decided: the layer's name and tier."""
    cause = row.about.cause
    name = cause.name or _capital(cause.layer)
    return f"{name} ({cause.tier_name.lower()})" if cause.tier_name else name


def _before(row: Row) -> str:
    """Return the old place where it says something that the new one does not."""
    old, new = row.about.old, row.about.new
    if old is None or new is None or not old.document or isinstance(row.change, RuleChange | SharedChange):
        return ""
    words = place_words(old)
    return words if words != place_words(new) else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

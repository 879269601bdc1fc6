"""The register of a redline on paper: an overview by document, then a table for each document, laid out for reading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from byelaw.core.comparing.changes import Flag, Weight
from byelaw.core.comparing.compare import Comparison
from byelaw.core.names import anchor
from byelaw.core.tree import SPACE, Node, Nodes, header, link, para, rewrite, strong, table, text
from byelaw.outputs.redline_entries import EVERYWHERE, Entry, gathered
from byelaw.outputs.redline_paper_tree import Fate, marked_words
from byelaw.outputs.redline_pieces import BREAK, Mark, Piece
from byelaw.outputs.redline_reasons import Reasons
from byelaw.outputs.redline_totals import totals_of

_BREAK: Node = {"t": "LineBreak"}
_FATES = {Mark.INSERTED: Fate.INSERTED, Mark.DELETED: Fate.DELETED}
_MOST_WORDS = 60
"""Words of a change in the register; the rest stands in the text."""
_MOST_PLACES = 4
_LONG_WORD = 17
"""Signs: a longer word may be parted in the column of places."""
_OVERVIEW = ("Document", "Changes", "Substantive", "Must, should, may, not", "Numbers, dates, limits")
_OVERVIEW_WIDTHS = (0.44, 0.12, 0.15, 0.14, 0.15)
_WIDTHS = (0.075, 0.235, 0.69)
_FIRST_ID = "redline-register"


@dataclass(frozen=True, slots=True)
class Listed:
    """A change with its number in every register, and the name of its place in this file, if it has one."""

    number: int
    entry: Entry
    target: str = ""
    also: tuple[int, ...] = ()
    """The numbers of changes that say the same of other documents."""


def register(comparison: Comparison, listed: Sequence[Listed], reasons: Reasons, known: frozenset[str]) -> list[Node]:
    """Return the blocks of the register. `known` are the places of the text that a row may lead to."""
    first = header(1, _FIRST_ID, text("Register"))
    if not listed:
        return [first, para(text("Nothing to show." if comparison.narrowed else "Nothing changed."))]
    parts = _by_document(_gathered(listed))
    titles = {each.title for each in comparison.documents.values()}
    blocks = [first, *_overview(_by_document(listed), frozenset(parts)), header(2, f"{_FIRST_ID}-changes", text("The changes"))]
    for title, rows in parts.items():
        own = [each for each in rows if each.entry.weight is not Weight.NUMBER]
        again = [each for each in rows if each.entry.weight is Weight.NUMBER]
        blocks.append(header(3, _name(rows), text(title)))
        if own:
            head = ("No.", "Where" if title == EVERYWHERE or title not in titles else f"Where in {title}", "What changed")
            cells = [[text(str(each.number)), _where(each, known), _what(each, reasons)] for each in own]
            blocks += _small(table([text(name) for name in head], cells), [each.entry for each in own])
        blocks += [para(_renumbered(each)) for each in again]
    return blocks


def _by_document(listed: Iterable[Listed]) -> dict[str, list[Listed]]:
    found: dict[str, list[Listed]] = {EVERYWHERE: []}
    for each in listed:
        found.setdefault(each.entry.title or EVERYWHERE, []).append(each)
    return {title: rows for title, rows in found.items() if rows}


def _gathered(listed: Iterable[Listed]) -> Iterator[Listed]:
    """Yield the changes with what is said alike of several documents (a new review date) said once, with their numbers."""
    groups: dict[object, list[Listed]] = {}
    for each in listed:
        groups.setdefault(each.entry.shared_by or each.number, []).append(each)
    for members in groups.values():
        first, *others = members
        together = gathered(each.entry for each in members)
        yield replace(first, entry=together[0], target="", also=tuple(each.number for each in others)) if others else first


def _name(rows: Sequence[Listed]) -> str:
    return f"{_FIRST_ID}-{anchor(rows[0].entry.document) or 'everywhere'}"


def _overview(parts: Mapping[str, Sequence[Listed]], headed: frozenset[str]) -> list[Node]:
    """Return how much changed in which document, with links to its rows: what is read first."""
    rows = []
    for title, listed in parts.items():
        totals = totals_of(each.entry.tally for each in listed)
        counts = (
            totals.changes,
            totals.weights.get(Weight.SUBSTANTIVE, 0),
            totals.flags.get(Flag.MODALITY, 0),
            totals.flags.get(Flag.NUMBER, 0),
        )
        name = [link(text(title), f"#{_name(listed)}")] if title in headed else text(title)
        rows.append([name, *(text(str(count)) for count in counts)])
    return [header(2, f"{_FIRST_ID}-overview", text("How much, and where")), *_small(table([text(name) for name in _OVERVIEW], rows))]


def _where(listed: Listed, known: frozenset[str]) -> list[Node]:
    entry = listed.entry
    words = entry.where or ("The whole document" if entry.title else "")
    if not words:
        count = len(entry.places)
        several = f"{len(entry.also)} documents" if entry.also else "The edition"
        words = f"{count} place{'' if count == 1 else 's'}" if count else several
    inlines = _parted(words)
    return [link(inlines, f"#{listed.target}")] if listed.target in known else inlines


def _what(listed: Listed, reasons: Reasons) -> list[Node]:
    """Return what happened and how much it matters, the words, then why and where else: each in a line of its own."""
    entry = listed.entry
    again = f" (also changes {', '.join(map(str, listed.also))})" if listed.also else ""
    lines = [
        _title(entry),
        _words(entry.pieces),
        text(f"{reasons.of(entry)[:1].upper()}{reasons.of(entry)[1:]}"),
        text(f"Shows at {_places(entry.places)}") if entry.places else [],
        text(f"In {', '.join(entry.also)}{again}") if entry.also else [],
    ]
    shown = [line for line in lines if line]
    return [node for line, end in zip_longest(shown, [_BREAK] * (len(shown) - 1)) for node in (*line, *([end] if end else []))]


def _title(entry: Entry) -> list[Node]:
    weight = str(entry.weight) if entry.weight is not Weight.SUBSTANTIVE else ""
    light = [*text(f" \u00b7 {weight}")] if weight else []
    heavy = [SPACE, *text("\u00b7 substantive")] if not weight else []
    flags = [node for flag in entry.flags for node in (SPACE, *text("\u00b7"), SPACE, strong(text(flag)))]
    return [strong(text(entry.what[:1].upper() + entry.what[1:])), *(light or heavy), *flags]


def _words(pieces: Sequence[Piece]) -> list[Node]:
    """Return the words of a change with their marks, cut short."""
    found: list[Node] = []
    room = _MOST_WORDS
    for each in pieces:
        if room <= 0:
            found += [SPACE, *text("…")]
            break
        words = each.text.split()
        if not words and BREAK in each.text:
            found.append(_BREAK)
            continue
        inlines = text(" ".join([*words[:room], "…"] if len(words) > room else words)) if words else []
        before, after = ([SPACE] if each.text[place].isspace() else [] for place in (0, -1))
        found += [*before, *(marked_words(inlines, _FATES[each.mark]) if each.mark in _FATES else inlines), *(after if words else [])]
        room -= len(words)
    return found


def _places(places: Sequence[str]) -> str:
    more = len(places) - _MOST_PLACES
    return ", ".join(places[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")


def _renumbered(listed: Listed) -> list[Node]:
    return text(f"{listed.number}. {listed.entry.what[:1].upper()}{listed.entry.what[1:]}, because sections came, went or moved.")


def _parted(words: str) -> list[Node]:
    """Return words of which long ones may be parted at a hyphen: the column is narrow."""
    inlines = text(words)
    if not any(len(word) > _LONG_WORD for word in words.split()):
        return inlines
    return [_typst("#hyphenated["), *inlines, _typst("]")]


def with_widths(nodes: Nodes) -> Nodes:
    """Return the dressed register with its columns as wide as reading needs: most of the page for what changed."""

    def wide(node: Node) -> Node | None:
        if node["t"] != "Table":
            return None
        attributes, caption, columns, *rest = node["c"]
        widths = _WIDTHS if len(columns) == len(_WIDTHS) else _OVERVIEW_WIDTHS
        sized = [[each[0], {"t": "ColWidth", "c": width}] for each, width in zip(columns, widths, strict=True)]
        return {"t": "Table", "c": [attributes, caption, sized, *rest]}

    return tuple(rewrite(list(nodes), wide))


def _small(made: Node, entries: Sequence[Entry] = ()) -> list[Node]:
    """Return a table in smaller letters, with rows shaded that a reviewer asks for first."""
    attributes, caption, columns, head, bodies, foot = made["c"]
    (of_body, count, first, rows), *others = bodies
    shaded = [_shaded(row, entry) for row, entry in zip_longest(rows, entries)]
    content = [attributes, caption, columns, head, [[of_body, count, first, shaded], *others], foot]
    return [_block("#redline-register["), {"t": "Table", "c": content}, _block("]")]


def _shaded(row: list[Any], entry: Entry | None) -> list[Any]:
    if entry is None or not entry.flags:
        return row
    attributes, cells = row
    return [attributes, [[["", [], [["typst:fill", "redline-shade"]]], *cell[1:]] for cell in cells]]


def _typst(code: str) -> Node:
    return {"t": "RawInline", "c": ["typst", code]}


def _block(code: str) -> Node:
    return {"t": "RawBlock", "c": ["typst", code]}

"""A comparison as Markdown for a pull request: the totals, then what changed, folded by document and bounded in length.

Words of the content stay words: nothing in them is read as markup, mentions nobody and leads to no issue. Only what common forges keep is
written: lists, `<details>`, `<del>` and `<ins>`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from byelaw.core.comparing.changes import Flag, Weight
from byelaw.core.comparing.compare import Comparison, Label
from byelaw.outputs.redline_entries import Entry, by_document, entries_of, flag_totals, gathered, named, totals
from byelaw.outputs.redline_pieces import BREAK, Mark, Piece
from byelaw.outputs.redline_reasons import APART, Reasons, reasons_of
from byelaw.outputs.redline_text import listed

MOST_CHARACTERS = 60_000
"""A comment may hold 65,536 on the strictest of common forges."""
MOST_OF_A_CHANGE = 1_500
_FOLDED_FROM = 4
_CLASSES = tuple(Weight)
_MARKUP = re.compile(r"([\\`*_\[\]{}|~!])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "#": "&#35;", "$": "&#36;"}
_LINKS = re.compile(r"(https?|ftp|www)(?=[:.])")
_FIRST = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")
_WRAPS = {Mark.KEPT: ("", ""), Mark.INSERTED: ("<ins>", "</ins>"), Mark.DELETED: ("<del>", "</del>")}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its changes, and what else is to be said under it."""

    heading: str
    entries: Sequence[Entry]
    notes: Sequence[str] = ()
    reasons: Reasons = APART


def redline_markdown(comparison: Comparison) -> str:
    """Return the comment."""
    entries = entries_of(comparison)
    head = [f"**Old:** {_side(comparison.old)}<br>", f"**New:** {_side(comparison.new)}", ""]
    head += [f"**{plain(comparison.narrowed)}**", ""] if comparison.narrowed else []
    head += [f"**{plain(totals(entries))}**" if entries else "Nothing to show." if comparison.narrowed else "Nothing changed.", ""]
    if flags := flag_totals(entries):
        head += [f"Flags: {plain(flags)}", ""]
    reasons = reasons_of(comparison, entries)
    head += [f"Decided by {plain(reasons.usual)}", ""] if reasons.usual else []
    parts = [Part(title, members, reasons=reasons) for title, members in by_document(gathered(entries)).items()]
    foot = ["", "Not compared:", "", *(f"- {plain(each)}" for each in comparison.not_compared), ""]
    return comment(head, parts, foot)


def _side(label: Label) -> str:
    """Return what a side is called, and what its release says is new."""
    return f"{plain(named(label))}{f'<br>{plain(label.summary)}' if label.summary else ''}"


def comment(head: Sequence[str], parts: Iterable[Part], foot: Sequence[str], also: str = "In") -> str:
    """Return a comment with as many changes as there is room for, the weightiest first, and how many more there are."""
    room = MOST_CHARACTERS - sum(len(line) + 1 for line in (*head, *foot)) - 300
    drafts = [_Draft(part, tuple(_item(each, also, part.reasons) for each in part.entries)) for part in parts]
    shown = _fitting(drafts, room)
    lines = [*head, *(line for place, each in enumerate(drafts) for line in each.lines(shown[place]))]
    if left_out := sum(len(each.items) for each in drafts) - sum(map(len, shown)):
        counted = "1 more change is" if left_out == 1 else f"{left_out} more changes are"
        lines += ["", f"**{counted} left out for length, the least weighty first.** `byelaw compare` on your machine shows them all."]
    return "\n".join([*lines, *foot])


@dataclass(frozen=True, slots=True)
class _Draft:
    """A part with the lines of each of its changes."""

    part: Part
    items: tuple[list[str], ...]

    @property
    def summary(self) -> str:
        """Return the heading with how many changes stand under it, shown or not."""
        count = sum(each.weight is not Weight.NUMBER for each in self.part.entries)
        counted = "1 change" if count == 1 else f"{count} changes" if count else "renumbered"
        return f"{plain(self.part.heading)} ({counted})"

    @property
    def size(self) -> int:
        """Return how many characters the part needs beside its changes."""
        return len(self.summary) + sum(len(plain(each)) + 1 for each in self.part.notes) + 100

    def lines(self, shown: Collection[int]) -> Iterator[str]:
        """Yield the part with these of its changes; nothing if it is none."""
        if not shown:
            return
        opened = "" if len(self.items) >= _FOLDED_FROM else " open"
        yield from (f"<details{opened}><summary><b>{self.summary}</b></summary>", "", *map(plain, self.part.notes))
        yield from [""] * bool(self.part.notes)
        yield from (line for place, item in enumerate(self.items) if place in shown for line in item)
        missed = len(self.items) - len(shown)
        yield from [f"- … and {missed} more here"] * bool(missed)
        yield from ("", "</details>", "")


def _fitting(drafts: Sequence[_Draft], room: int) -> list[set[int]]:
    """Return which changes of each part there is room for."""
    ranked = sorted(
        (_importance(entry), -number, -place) for number, draft in enumerate(drafts) for place, entry in enumerate(draft.part.entries)
    )
    shown: list[set[int]] = [set() for _ in drafts]
    for _, minus_number, minus_place in reversed(ranked):
        draft, chosen = drafts[-minus_number], shown[-minus_number]
        room -= sum(len(line) + 1 for line in draft.items[-minus_place]) + (0 if chosen else draft.size)
        if room < 0:
            break
        chosen.add(-minus_place)
    return shown


def _importance(entry: Entry) -> tuple[bool, bool, int, int]:
    return (Flag.MODALITY in entry.flags, Flag.NUMBER in entry.flags, _CLASSES.index(entry.weight), len(entry.flags))


def _item(entry: Entry, also: str, reasons: Reasons) -> list[str]:
    about = ", ".join((str(entry.weight), *entry.flags))
    where = f"{plain(entry.where)}: " if entry.where else ""
    address = f" <sub>{plain(entry.address)}</sub>" if entry.address else ""
    lines = [f"- {where}**{plain(entry.what)}** ({plain(about)}){address}"]
    details = []
    if entry.pieces:
        details.append(_words(entry.pieces))
    if why := reasons.of(entry):
        details.append(plain(why[:1].upper() + why[1:]))
    if entry.places:
        details.append(f"Shows at {plain(listed(entry.places))}")
    if entry.also:
        details.append(f"{also} {plain(listed(entry.also, 20))}")
    return [f"{lines[0]}{'<br>' if details else ''}", *_indented(details)]


def _indented(details: Sequence[str]) -> Iterator[str]:
    for place, each in enumerate(details, start=1):
        yield f"  {each}{'<br>' if place < len(details) else ''}"


def _words(pieces: Sequence[Piece]) -> str:
    """Return the words with their marks in one line; a long one is cut at a piece."""
    parts, used = [], 0
    for each in pieces:
        before, after = _WRAPS[each.mark]
        words = each.text[: MOST_OF_A_CHANGE - used]
        used += len(words)
        start, end = (" " if words[:1].isspace() else ""), (" " if words[-1:].isspace() else "")
        inside = "<br>".join(plain(line) for line in words.strip().split(BREAK))
        breaks = "<br>" if BREAK in words[len(words.rstrip()) :] else ""
        parts.append(f"{start}{before}{inside}{after}{breaks or end}" if inside else breaks or " ")
        if used >= MOST_OF_A_CHANGE:
            parts.append(" …")
            break
    return "".join(parts).removesuffix("<br>")


def plain(words: str) -> str:
    """Return words of the content as Markdown that shows them and nothing else."""
    known = "".join(_ENTITIES.get(sign, sign) for sign in " ".join(words.split()))
    escaped = _MARKUP.sub(r"\\\1", known)
    return _FIRST.sub(r"\1\\", _LINKS.sub(lambda found: found[1][:-1] + f"&#{ord(found[1][-1])};", escaped))

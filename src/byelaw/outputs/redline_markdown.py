"""A comparison as Markdown for a pull request: the totals, then what changed, folded by document and bounded in length.

Words of the content stay words: nothing in them is read as markup, mentions nobody and leads to no issue. Only what common forges keep is
written: lists, `<details>`, `<del>` and `<ins>`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from byelaw.core.comparing.compare import Comparison
from byelaw.outputs.redline_entries import Entry, by_document, entries_of, flag_totals, gathered, named, totals
from byelaw.outputs.redline_pieces import BREAK, Mark, Piece
from byelaw.outputs.redline_reasons import APART, Reasons, reasons_of
from byelaw.outputs.redline_text import listed

MOST_CHARACTERS = 60_000
"""A comment may hold 65,536 on the strictest of common forges."""
MOST_OF_A_CHANGE = 1_500
_FOLDED_FROM = 4
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
    head = [f"**Old:** {plain(named(comparison.old))}<br>", f"**New:** {plain(named(comparison.new))}", ""]
    head += [f"**{plain(totals(entries))}**" if entries else "Nothing changed.", ""]
    if flags := flag_totals(entries):
        head += [f"Flags: {plain(flags)}", ""]
    reasons = reasons_of(comparison, entries)
    head += [f"Decided by {plain(reasons.usual)}", ""] if reasons.usual else []
    parts = [Part(title, members, reasons=reasons) for title, members in by_document(gathered(entries)).items()]
    foot = ["", "Not compared:", "", *(f"- {plain(each)}" for each in comparison.not_compared), ""]
    return comment(head, parts, foot)


def comment(head: Sequence[str], parts: Iterable[Part], foot: Sequence[str], also: str = "In") -> str:
    """Return a comment with as many changes as there is room for, and how many more there are."""
    room = MOST_CHARACTERS - sum(len(line) + 1 for line in (*head, *foot)) - 200
    lines, left_out = list(head), 0
    for part in parts:
        written, room, missed = _part(part, room, also)
        lines += written
        left_out += missed
    if left_out:
        lines += ["", f"… and {left_out} more changes. `byelaw compare` on your machine shows them all."]
    return "\n".join([*lines, *foot])


def _part(part: Part, room: int, also: str) -> tuple[list[str], int, int]:
    items, used = [], 0
    for each in part.entries:
        item = _item(each, also, part.reasons)
        size = sum(len(line) + 1 for line in item)
        if used + size > room:
            break
        items.append(item)
        used += size
    missed = len(part.entries) - len(items)
    if not items:
        return [], room, missed
    count = len(part.entries)
    summary = f"{plain(part.heading)} ({count} change{'' if count == 1 else 's'})"
    opened = "" if count >= _FOLDED_FROM else " open"
    lines = [
        f"<details{opened}><summary><b>{summary}</b></summary>",
        "",
        *(plain(each) for each in part.notes),
        *([""] if part.notes else []),
    ]
    lines += [line for item in items for line in item]
    lines += [f"- … and {missed} more here"] * bool(missed) + ["", "</details>", ""]
    return lines, room - used - len(summary) - 80, missed


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
        parts.append(f"{start}{before}{inside}{after}{breaks or end}" if inside else " ")
        if used >= MOST_OF_A_CHANGE:
            parts.append(" …")
            break
    return "".join(parts).removesuffix("<br>")


def plain(words: str) -> str:
    """Return words of the content as Markdown that shows them and nothing else."""
    known = "".join(_ENTITIES.get(sign, sign) for sign in " ".join(words.split()))
    escaped = _MARKUP.sub(r"\\\1", known)
    return _FIRST.sub(r"\1\\", _LINKS.sub(lambda found: found[1][:-1] + f"&#{ord(found[1][-1])};", escaped))

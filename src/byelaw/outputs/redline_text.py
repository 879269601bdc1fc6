"""A comparison for the terminal: the summary, then document by document, with [-deleted-] and {+inserted+} words, never by colour alone."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from byelaw.core.comparing.changes import Weight
from byelaw.core.comparing.compare import Comparison
from byelaw.outputs.redline_entries import Entry, by_document, entries_of, flag_totals, gathered, named, totals
from byelaw.outputs.redline_pieces import BREAK, Mark, Piece
from byelaw.outputs.redline_reasons import APART, Reasons, reasons_of

MOST_PLACES = 6
_LOOKS = {Mark.KEPT: "", Mark.INSERTED: "green underline", Mark.DELETED: "red strike"}
_MARKS = {Mark.KEPT: ("", ""), Mark.INSERTED: ("{+", "+}"), Mark.DELETED: ("[-", "-]")}
_HEAVY = frozenset({Weight.SUBSTANTIVE})


def redline_text(comparison: Comparison) -> Iterator[Text]:
    """Yield the lines."""
    yield Text(f"old: {named(comparison.old)}")
    yield Text(f"new: {named(comparison.new)}")
    for label in (comparison.old, comparison.new):
        if label.summary:
            yield Text(f"     {label.name} {label.version}".rstrip() + f": {label.summary}", style="dim")
    entries = entries_of(comparison)
    if comparison.narrowed:
        yield Text(comparison.narrowed, style="bold reverse")
    yield Text(totals(entries), style="bold") if entries else Text("nothing to show" if comparison.narrowed else "nothing changed")
    if flags := flag_totals(entries):
        yield Text(f"flags: {flags}")
    reasons = reasons_of(comparison, entries)
    if reasons.usual:
        yield Text(f"decided by {reasons.usual}", style="dim")
    for title, members in by_document(gathered(entries)).items():
        yield Text("")
        yield Text(title, style="bold underline")
        for each in members:
            yield from entry_lines(each, reasons)
    yield Text("")
    yield Text("Not compared:")
    yield from (Text(f"  {each}", style="dim") for each in comparison.not_compared)


def entry_lines(entry: Entry, reasons: Reasons = APART) -> Iterator[Text]:
    """Yield the lines of a change: what and where, what it means, the words, who decided it and why, where else."""
    line = Text("  ")
    line.append(f"{entry.where}: " if entry.where else "")
    line.append(entry.what, style="bold" if entry.weight in _HEAVY else "")
    about = ", ".join((str(entry.weight), *entry.flags))
    line.append(f" ({about})", style="yellow" if entry.flags else "")
    line.append(f" #{entry.address}" if entry.address else "", style="dim")
    yield line
    if entry.pieces:
        yield from marked(entry.pieces, "    ")
    if why := reasons.of(entry):
        yield Text(f"    {why}", style="dim")
    if entry.places:
        yield Text(f"    shows at {listed(entry.places)}", style="dim")
    if entry.also:
        yield Text(f"    in {listed(entry.also)}", style="dim")


def marked(pieces: Sequence[Piece], indent: str) -> Iterator[Text]:
    """Yield the words with their marks, a line for each block."""
    line = Text(indent)
    for each in pieces:
        before, after = _MARKS[each.mark]
        for place, words in enumerate(each.text.split(BREAK)):
            if place:
                if line.plain.strip():
                    yield line
                line = Text(indent)
            line.append(f"{before}{words}{after}" if words.strip() else words, style=_LOOKS[each.mark])
    if line.plain.strip():
        yield line


def listed(names: Sequence[str], most: int = MOST_PLACES) -> str:
    """Return names in a row, at most so many, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more

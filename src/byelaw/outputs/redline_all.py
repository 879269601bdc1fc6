"""What a change of a project does to its editions, told: for a pull request as Markdown, for the terminal, and as data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from byelaw.core.comparing.changes import Flag, Weight
from byelaw.outputs.redline_entries import Entry, by_document, gathered
from byelaw.outputs.redline_markdown import Part, comment, plain
from byelaw.outputs.redline_text import entry_lines, listed
from byelaw.outputs.redline_totals import totals_of

MOST_NAMED = 8
MOST_OF_ALL = 40
MOST_ROWS = 250
MOST_TITLES = 4
MOST_DOCUMENTS = 25
MOST_UNFOLDED = 10
"""Rows of a table that stand open."""


@dataclass(frozen=True, slots=True)
class Row:
    """An edition that changes, how, and the titles of the documents in which that shows."""

    name: str
    entries: Sequence[Entry]
    documents: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of the telling: `rows` are editions with their changes, `groups` what changed alike in which of them.

    Of the other names of editions, `quiet` are those whose sources changed and nothing published; `lost` could be published before and
    can't now, `regained` the other way round, `unpublished` neither; `problems` say why.
    """

    names: tuple[str, str]
    rows: tuple[Row, ...]
    groups: tuple[tuple[tuple[str, ...], Sequence[Entry]], ...]
    total: int
    failed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    regained: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """Return a sentence: how many editions change."""
        if not self.rows and not self.added and not self.removed:
            return (
                f"Nothing published changes in any of {self.total} editions." if not self.failed else "No edition could be shown to change."
            )
        return f"{len(self.rows)} of {self.total} editions change."


def all_markdown(told: Told) -> str:
    """Return the comment for a pull request."""
    head = [f"**What this does to what is published** ({plain(told.names[0])} → {plain(told.names[1])})", "", plain(told.summary), ""]
    if told.lost:
        head += [f"> **After this, {_count_of(len(told.lost))} can't be published: {plain(listed(told.lost, MOST_OF_ALL))}**", ""]
    notices = [*(_problems(told)), *_notices(told)]
    head += [f"- {plain(line)}" for line in notices] + [""] * bool(notices)
    head += _table(told)
    parts = [Part(f"{title}: {_in(names, told)}", members) for names, entries in told.groups for title, members in _titled(entries)]
    foot = ["", "<details><summary>Not compared</summary>", "", *(f"- {plain(each)}" for each in told.not_compared), "", "</details>", ""]
    return comment(head, parts, foot if told.not_compared else [""])


def _table(told: Told) -> Iterator[str]:
    """Yield in how many editions each document changes, and a row for each edition with its documents; many rows are folded."""
    if not told.rows:
        return
    counts = Counter(title for each in told.rows for title in each.documents)
    titles = [f"{title} ({_count_of(number)})" for title, number in counts.most_common()]
    yield from (f"Documents: {plain(listed(titles, MOST_DOCUMENTS))}", "") if titles else ()
    if len(told.rows) > MOST_UNFOLDED:
        yield from (f"<details><summary>The {len(told.rows)} editions that change</summary>", "")
    yield "| Edition | Changes | Substantive | Must, may, not | Numbers | Documents |"
    yield "|---|--:|--:|--:|--:|---|"
    for each in told.rows[:MOST_ROWS]:
        figures = " | ".join(map(str, _counts(each.entries)))
        yield f"| {plain(each.name)} | {figures} | {plain(listed(each.documents, MOST_TITLES))} |"
    if len(told.rows) > MOST_ROWS:
        yield f"| and {len(told.rows) - MOST_ROWS} more editions | | | | | |"
    yield ""
    if len(told.rows) > MOST_UNFOLDED:
        yield from ("</details>", "")


def all_text(told: Told) -> Iterator[Text]:
    """Yield the lines for the terminal."""
    yield Text(f"old: {told.names[0]}")
    yield Text(f"new: {told.names[1]}")
    yield Text(told.summary, style="bold")
    if told.lost:
        yield Text(f"  After this, {_count_of(len(told.lost))} can't be published: {', '.join(told.lost)}", style="bold red")
    yield from (Text(f"  {line}") for line in _notices(told))
    for row in told.rows:
        changes, heavy, modal, numbers = _counts(row.entries)
        counted = f"{changes} change{'' if changes == 1 else 's'}, {heavy} substantive"
        flags = f"{modal} × {Flag.MODALITY}, {numbers} × {Flag.NUMBER}"
        yield Text("; ".join(filter(None, (f"  {row.name}: {counted}", flags, listed(row.documents, MOST_TITLES)))))
    for names, entries in told.groups:
        for title, members in _titled(entries):
            yield Text("")
            yield Text(f"{title}: {_in(names, told)}", style="bold underline")
            for each in members:
                yield from entry_lines(each)


def all_data(told: Told) -> dict[str, Any]:
    """Return the telling as data."""
    return {
        "old": told.names[0],
        "new": told.names[1],
        "editions": told.total,
        "added": list(told.added),
        "removed": list(told.removed),
        "failed": list(told.failed),
        "releases": list(told.releases),
        "unchanged": list(told.quiet),
        "publishable": {"lost": list(told.lost), "regained": list(told.regained), "never": list(told.unpublished)},
        "problems": list(told.problems),
        "changed": [{"edition": each.name, "changes": _counts(each.entries)[0], "documents": list(each.documents)} for each in told.rows],
        "groups": [{"editions": list(names), "changes": [_data(each) for each in entries]} for names, entries in told.groups],
        "not-compared": list(told.not_compared),
    }


def _data(entry: Entry) -> dict[str, Any]:
    return {
        "document": entry.document,
        "address": entry.address,
        "section": entry.where,
        "what": entry.what,
        "class": str(entry.weight),
        "flags": list(entry.flags),
        "old": entry.old,
        "new": entry.new,
        "diff": [[str(each.mark), each.text] for each in entry.pieces],
        "by": entry.cause.layer,
        "because": entry.cause.because,
    }


def _notices(told: Told) -> Iterator[str]:
    for words, names in (
        ("Could not be made, so not compared", told.failed),
        ("Can be published again", told.regained),
        ("Could not be published before, and can't now", told.unpublished),
        ("New", told.added),
        ("Gone", told.removed),
        ("New releases", told.releases),
        ("Sources change, and nothing that is published", told.quiet),
    ):
        if names:
            yield f"{words}: {listed(names, MOST_OF_ALL)}"


def _problems(told: Told) -> Iterator[str]:
    yield from told.problems[:MOST_NAMED]
    if len(told.problems) > MOST_NAMED:
        more = len(told.problems) - MOST_NAMED
        yield f"and {more} more problem{'' if more == 1 else 's'}"


def _count_of(number: int) -> str:
    return "1 edition" if number == 1 else f"{number} editions"


def _counts(entries: Sequence[Entry]) -> tuple[int, int, int, int]:
    found = totals_of(each.tally for each in entries)
    return found.changes, found.weights.get(Weight.SUBSTANTIVE, 0), found.flags.get(Flag.MODALITY, 0), found.flags.get(Flag.NUMBER, 0)


def _titled(entries: Sequence[Entry]) -> Iterator[tuple[str, Sequence[Entry]]]:
    yield from by_document(gathered(entries)).items()


def _in(names: Sequence[str], told: Told) -> str:
    """Return in which editions."""
    every = f"all {len(names)} that change: " if len(names) == len(told.rows) and len(names) > 1 else ""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"in {every}{', '.join(names[:MOST_NAMED])}{more}"

"""The first pages of a redline in Word: what is compared, how much changed, the register, and what is not tracked.

They stand in a content control of their own, so that a reader can take them away with one key, and no comparison mistakes them for text.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeAlias

from byelaw.core.comparing.compare import ComparedDocument, Comparison
from byelaw.core.comparing.sides import Label
from byelaw.core.names import DocumentId, anchor
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import walk
from byelaw.outputs import ooxml
from byelaw.outputs.ooxml import DOCUMENT, Element, Package, element, find, paragraph, qualified, run
from byelaw.outputs.paper import Paper, day
from byelaw.outputs.redline_entries import EVERYWHERE, Entry, entries_of, flag_totals, totals
from byelaw.outputs.redline_word_marks import Signature
from byelaw.outputs.redline_word_strict import ALLOWED, REPORT_TAG, TITLE_TAG
from byelaw.outputs.word import put_front

_WIDE, _NARROW = (1950, 3500, 1700, 2262), (2900, 4312, 2200)
"""Twips: the columns of the register, with and without the last."""
_COLUMNS = ("Where", "What changed", "How much it matters", "Decided by, and why")
_MOST_PLACES = 6
"""Places of what is declared once that are linked."""
_MOST_VARIED = 6
"""Numbers that were made anew and are named."""


Line: TypeAlias = Sequence[Element]
"""What stands in a line of a cell."""


class Fate(Enum):
    """What became of the whole document."""

    STAYS = auto()
    NEW = auto()
    GONE = auto()


_HOW_TO = {
    Fate.STAYS: (
        "Accept all changes, and this is the new version; reject all, and it is the old one. Both were tried before this file was written.",
        "Text that moved is deleted at its old place and inserted at its new one; a comment at each says where the other is.",
    ),
    Fate.NEW: ("The whole document is new: all of it is one insertion. Reject all, and nothing is left of its text.",),
    Fate.GONE: ("The whole document is gone: all of it is one deletion. Reject all, and its text is there again.",),
}
_HOW_TO_READ = (
    "The register leads to each place: hold Ctrl and click.",
    "These first pages are no part of the document. To remove them: tracking off, click into them, then on the tab above, press Delete.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """What the first pages say. `entries` are the changes of this document."""

    old: Label
    new: Label
    entries: tuple[Entry, ...]
    not_compared: tuple[str, ...] = ()
    fate: Fate = Fate.STAYS


@dataclass(frozen=True, slots=True)
class Told:
    """What the first pages tell beside the report: both documents, who signed the changes, and what reads otherwise untracked."""

    old: PublishedDocument
    new: PublishedDocument
    signature: Signature
    varied: Sequence[tuple[str, str]]
    silent: tuple[str, ...] = ()
    """What moved without a comment, from where to where."""
    bookmarks: frozenset[str] = frozenset()
    """The places that the register can lead to."""


def report_of(comparison: Comparison, document: ComparedDocument) -> Report:
    """Return the report of one document of a comparison: its own changes, and what is declared once and shows in it, counted there."""
    own = {document.id, document.old_id}
    entries = tuple(
        _within(each, own)
        for each in entries_of(comparison)
        if each.document in own or any(_document_of(place) in own for place in each.places)
    )
    return Report(comparison.old, comparison.new, entries, comparison.not_compared)


def _within(entry: Entry, own: Collection[DocumentId]) -> Entry:
    """Return an entry that counts where it shows in these documents only."""
    return replace(entry, tally=replace(entry.tally, spots=tuple(spot for spot in entry.tally.spots if spot.document in own)))


def put_report(package: Package, report: Report, told: Told) -> None:
    """Put the first pages before everything."""
    root = package.xml(DOCUMENT)
    told = replace(told, bookmarks=frozenset(each.get(qualified("w:name"), "") for each in root.iter(qualified("w:bookmarkStart"))))
    pages = [*_heading(report, told), *_register(report, told), *_not_tracked(report, told), _page_break()]
    find(root, "w:body")[0].insert(0, _control("What changed", REPORT_TAG, pages))


def put_title(package: Package, document: PublishedDocument, paper: Paper) -> None:
    """Put what stands before the text of the new version before the body: title, facts and contents."""
    body = find(package.xml(DOCUMENT), "w:body")[0]
    count = len(body)
    put_front(package, document, paper)
    body.insert(0, _control("Title", TITLE_TAG, list(body)[: len(body) - count]))


def sign(package: Package, document: PublishedDocument, signature: Signature) -> None:
    """Say in the file's properties that it is a comparison, who wrote it and of what day."""
    texts = {
        "dc:title": f"What changed in {document.title}",
        "dc:subject": document.kind_name,
        "dc:creator": signature.author,
        "dc:description": document.summary,
        "dc:language": document.language,
        "cp:lastModifiedBy": signature.author,
    }
    package.parts["docProps/core.xml"] = ooxml.core_properties(texts, signature.moment.date())


def _document_of(address: str) -> DocumentId:
    return DocumentId(address.partition("#")[0])


def _control(name: str, tag: str, content: Iterable[Element]) -> Element:
    about = [element("w:alias", {"w:val": name}), element("w:tag", {"w:val": tag})]
    return element("w:sdt", children=[element("w:sdtPr", children=about), element("w:sdtContent", children=content)])


def _heading(report: Report, told: Told) -> list[Element]:
    rows = [
        ("Document", told.new.id if told.old.id == told.new.id else f"{told.new.id} (before: {told.old.id})"),
        *_versions(report, told),
        *((name, words) for name, words in (("About the new", report.new.summary),) if words),
        ("Changes", totals(report.entries)),
        *((name, words) for name, words in (("Look at", flag_totals(report.entries)),) if words),
        *((name, words) for name, words in (("Decided by", _deciders(report.entries)),) if words),
        ("Tracked as", f"{told.signature.author}, {day(told.signature.moment.date(), told.new.language)}"),
    ]
    renamed = "" if told.old.title == told.new.title else f" (before: {told.old.title})"
    return [
        paragraph("Title", run(f"What changed in {told.new.title}{renamed}")),
        *(paragraph("ControlRow", run(f"{name}:", "Label"), ooxml.tab(), run(value)) for name, value in rows),
        *(paragraph("BodyText", run(words)) for words in (*_HOW_TO[report.fate], *_HOW_TO_READ)),
    ]


def _versions(report: Report, told: Told) -> list[tuple[str, str]]:
    nothing = "{}: this document is not in it"
    return [
        ("From", nothing.format(_called(report.old)) if report.fate is Fate.NEW else _version(report.old, told.old)),
        ("To", nothing.format(_called(report.new)) if report.fate is Fate.GONE else _version(report.new, told.new)),
    ]


def _called(label: Label) -> str:
    return f"{label.name}, version {label.version}" if label.version else f"{label.name}, working copy"


def _version(label: Label, document: PublishedDocument) -> str:
    approved = document.control.approved
    facts = (
        f"released {day(label.released, document.language)}" if label.released else "",
        f"approved {day(approved, document.language)}" if approved else "",
        f"document id {document.control.document_id}",
        f"content {label.digest}" if label.digest else "",
    )
    return ", ".join((_called(label), *(fact for fact in facts if fact)))


def _deciders(entries: Sequence[Entry]) -> str:
    """Return who decided how many of the changes, the one with the most first."""
    owners = [f"{each.cause.name or each.cause.layer}{f' ({each.cause.owner})' if each.cause.owner else ''}" for each in entries]
    return "; ".join(f"{name}: {count}" for name, count in Counter(owners).most_common())


def _register(report: Report, told: Told) -> list[Element]:
    heading = paragraph("TOCHeading", run("The changes"))
    if not report.entries:
        return [heading, paragraph("BodyText", run("Nothing changed that the comparison tells of."))]
    reasons = list(_reasons(report))
    widths = _WIDE if any(reasons) else _NARROW
    grid = element("w:tblGrid", children=[element("w:gridCol", {"w:w": str(width)}) for width in widths])
    look = element("w:tblPr", children=[element("w:tblStyle", {"w:val": "Table"}), *_size(widths), _first_row()])
    head = _row((_lines(name) for name in _COLUMNS), widths, element("w:cantSplit"), element("w:tblHeader"))
    said = [why or [each.cause.name or each.cause.layer] for each, why in zip(report.entries, reasons, strict=True)]
    rows = [_row(_cells(each, why, told), widths) for each, why in zip(report.entries, said, strict=True)]
    return [heading, element("w:tbl", children=[look, grid, head, *rows])]


def _reasons(report: Report) -> Iterator[list[str]]:
    """Yield who decided each change, and why, where the head of the page does not say it already; what is said of several only once."""
    before: list[str] = []
    for each in report.entries:
        is_said = not each.is_local and each.cause.because in ("", report.new.summary)
        words = [] if is_said else [each.decided, *([f"Owner: {each.cause.owner}"] if each.cause.owner else [])]
        yield ["As above"] if words and words == before else words
        before = words


def _size(widths: Sequence[int]) -> tuple[Element, ...]:
    return element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}), element("w:tblLayout", {"w:type": "fixed"})


def _first_row() -> Element:
    return element("w:tblLook", {"w:val": "0020", "w:firstRow": "1"})


def _cells(entry: Entry, why: Sequence[str], told: Told) -> Iterator[list[Line]]:
    """Yield the lines of each cell: where (and a link to there), what, how much it matters, and why."""
    where, short = entry.where or entry.title or EVERYWHERE, _short(entry)
    place = _bookmark(entry.address, told)
    yield [[_linked(where, place)], *([[run(short)]] if short else [])]
    count = [f"{entry.inserted} words inserted, {entry.deleted} deleted"] if entry.inserted or entry.deleted else []
    yield [*_lines(entry.what, *_values(entry), *count), *_places(entry, told)]
    yield _lines(str(entry.weight), *entry.flags)
    yield _lines(*why)


def _lines(*words: str) -> list[Line]:
    return [[run(each)] for each in words]


def _values(entry: Entry) -> list[str]:
    """Return what something declared was and is."""
    if not entry.places or not (entry.old or entry.new):
        return []
    return [f"{entry.old} → {entry.new}" if entry.old and entry.new else f"new: {entry.new}" if entry.new else f"before: {entry.old}"]


def _places(entry: Entry, told: Told) -> list[Line]:
    """Return in how many places something declared once shows, with links to those in this document."""
    here = [each for each in entry.places if _document_of(each) in {told.old.id, told.new.id}]
    linked = [(f"#{each.partition('#')[2]}", place) for each in here if (place := _bookmark(each, told))]
    shown = [part for words, place in linked[:_MOST_PLACES] for part in (run(", "), _linked(words, place))][1:]
    more = [run(f" and {len(here) - _MOST_PLACES} more")] if len(linked) > _MOST_PLACES else []
    count = f"in {len(entry.places)} places, " if len(entry.places) > 1 else ""
    return [[run(f"{count}here at "), *shown, *more]] if shown else _lines(count.removesuffix(", ")) if count else []


def _bookmark(address: str, told: Told) -> str:
    """Return the bookmark of a place; empty if there is none in this document."""
    name = ooxml.bookmark(anchor(address.partition("#")[2]))
    return name if name in told.bookmarks and _document_of(address) in {told.old.id, told.new.id} else ""


def _linked(words: str, place: str) -> Element:
    return element("w:hyperlink", {"w:anchor": place, "w:history": "1"}, [run(words, "Hyperlink")]) if place else run(words)


def _short(entry: Entry) -> str:
    """Return the address without the document, which the heading names."""
    return f"#{entry.address.partition('#')[2]}" if entry.document and "#" in entry.address else entry.address


def _row(cells: Iterable[Sequence[Line]], widths: Sequence[int], *about: Element) -> Element:
    made = [_cell(lines, width) for lines, width in zip(cells, widths, strict=False)]
    return element("w:tr", children=[element("w:trPr", children=about), *made])


def _cell(lines: Sequence[Line], width: int) -> Element:
    about = element("w:tcPr", children=[element("w:tcW", {"w:w": str(width), "w:type": "dxa"})])
    return element("w:tc", children=[about, *(paragraph("Compact", *line) for line in lines or [[run("")]])])


def _not_tracked(report: Report, told: Told) -> list[Element]:
    has_form = any(node["t"] == "Div" and "form-start" in node["c"][0][1] for node in walk((told.old.body, told.new.body)))
    shown = {name: words for name, words in ALLOWED.items() if name != "form-controls" or has_form}
    shown = {name: words for name, words in shown.items() if name != "numbers" or told.varied}
    lines = [f"{words} {_numbers(told.varied)}" if name == "numbers" else words for name, words in shown.items()]
    silent = (
        [f"What moved from {'; from '.join(told.silent)} has no comment: there are no words for one to stand at."] if told.silent else []
    )
    return [
        paragraph("TOCHeading", run("What is not tracked")),
        *(_bullet(words) for words in (*lines, *silent, *report.not_compared)),
    ]


def _numbers(varied: Sequence[tuple[str, str]]) -> str:
    named = [f"“{new}” (before: “{old}”)" for old, new in dict.fromkeys(varied)]
    more = f", and {len(named) - _MOST_VARIED} more" if len(named) > _MOST_VARIED else ""
    return f"Here: {', '.join(named[:_MOST_VARIED])}{more}."


def _bullet(words: str) -> Element:
    """Return a line with a bullet; the lists of the file belong to the document."""
    bullet = paragraph("Compact", run("•"), ooxml.tab(), run(words))
    find(bullet, "w:pPr")[0].extend(
        [
            element("w:tabs", children=[element("w:tab", {"w:val": "left", "w:pos": "360"})]),
            element("w:ind", {"w:left": "360", "w:hanging": "360"}),
        ]
    )
    return bullet


def _page_break() -> Element:
    return element("w:p", children=[element("w:r", children=[element("w:br", {"w:type": "page"})])])

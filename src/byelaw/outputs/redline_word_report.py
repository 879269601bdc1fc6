"""The first pages of a redline in Word: what is compared, how much changed, the register, and what is not tracked.

They stand in a content control of their own, so that a reader can take them away with one key, and no comparison mistakes them for text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from byelaw.core.comparing.compare import ComparedDocument, Comparison
from byelaw.core.comparing.sides import Label
from byelaw.core.names import DocumentId
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import walk
from byelaw.outputs import ooxml
from byelaw.outputs.ooxml import DOCUMENT, Element, Package, element, find, paragraph, run
from byelaw.outputs.paper import day
from byelaw.outputs.redline_entries import EVERYWHERE, Entry, entries_of, flag_totals, totals
from byelaw.outputs.redline_word_marks import Signature
from byelaw.outputs.redline_word_strict import ALLOWED, REPORT_TAG, TITLE_TAG

_WIDTHS = (2212, 2400, 1500, 1400, 1900)
"""Twips: the columns of the register."""
_COLUMNS = ("Where", "What changed", "Class", "Look at", "Decided by, and why")
_MOST_VARIED = 12
"""Numbers that were made anew and are named."""
_HOW_TO = (
    "Accept all changes, and this is the new version; reject all, and it is the old one. Both were tried before this file was written.",
    "Text that moved is deleted at its old place and inserted at its new one; a comment at each says where the other is.",
    "These first pages are no part of the document. To remove them: tracking off, click into them, then on the tab above, press Delete.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """What the first pages say. `entries` are the changes of this document."""

    old: Label
    new: Label
    entries: tuple[Entry, ...]
    not_compared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the first pages tell beside the report: both documents, who signed the changes, and what reads otherwise untracked."""

    old: PublishedDocument
    new: PublishedDocument
    signature: Signature
    varied: Sequence[tuple[str, str]]


def report_of(comparison: Comparison, document: ComparedDocument) -> Report:
    """Return the report of one document of a comparison: its own changes, and what is declared once and shows in it."""
    own = {document.id, document.old_id}
    entries = tuple(
        each for each in entries_of(comparison) if each.document in own or any(_document_of(place) in own for place in each.places)
    )
    return Report(comparison.old, comparison.new, entries, comparison.not_compared)


def put_report(package: Package, report: Report, told: Told) -> None:
    """Put the first pages, and the title of the document, before the body."""
    body = find(package.xml(DOCUMENT), "w:body")[0]
    pages = [*_heading(report, told), *_register(report.entries), *_not_tracked(report, told), _page_break()]
    title = [paragraph("Title", run(told.new.title)), paragraph("Subtitle", run(told.new.control.edition))]
    body.insert(0, _control("What changed", REPORT_TAG, pages))
    body.insert(1, _control("Title", TITLE_TAG, title))


def _document_of(address: str) -> DocumentId:
    return DocumentId(address.partition("#")[0])


def _control(name: str, tag: str, content: Iterable[Element]) -> Element:
    about = [element("w:alias", {"w:val": name}), element("w:tag", {"w:val": tag})]
    return element("w:sdt", children=[element("w:sdtPr", children=about), element("w:sdtContent", children=content)])


def _heading(report: Report, told: Told) -> list[Element]:
    rows = [
        ("Document", told.new.id if told.old.id == told.new.id else f"{told.new.id} (before: {told.old.id})"),
        ("From", _version(report.old, told.old)),
        ("To", _version(report.new, told.new)),
        *((name, words) for name, words in (("About the new", report.new.summary),) if words),
        ("Changes", totals(report.entries)),
        *((name, words) for name, words in (("Look at", flag_totals(report.entries)),) if words),
        ("Tracked as", f"{told.signature.author}, {day(told.signature.moment.date(), told.new.language)}"),
    ]
    renamed = "" if told.old.title == told.new.title else f" (before: {told.old.title})"
    return [
        paragraph("Title", run(f"What changed in {told.new.title}{renamed}")),
        *(paragraph("ControlRow", run(f"{name}:", "Label"), ooxml.tab(), run(value)) for name, value in rows),
        *(paragraph("BodyText", run(words)) for words in _HOW_TO),
    ]


def _version(label: Label, document: PublishedDocument) -> str:
    approved = document.control.approved
    facts = (
        f"version {label.version}" if label.version else "working copy",
        f"approved {day(approved, document.language)}" if approved else "",
        f"document id {document.control.document_id}",
        f"content {label.digest}" if label.digest else "",
    )
    return f"{label.name}: {', '.join(fact for fact in facts if fact)}"


def _register(entries: Sequence[Entry]) -> list[Element]:
    heading = paragraph("TOCHeading", run("The changes"))
    if not entries:
        return [heading, paragraph("BodyText", run("Nothing changed that the comparison tells of."))]
    grid = element("w:tblGrid", children=[element("w:gridCol", {"w:w": str(width)}) for width in _WIDTHS])
    look = element("w:tblPr", children=[element("w:tblStyle", {"w:val": "Table"}), *_size(), _first_row()])
    head = _row(([name] for name in _COLUMNS), element("w:cantSplit"), element("w:tblHeader"))
    return [heading, element("w:tbl", children=[look, grid, head, *map(_entry, entries)])]


def _size() -> tuple[Element, ...]:
    return element("w:tblW", {"w:w": str(sum(_WIDTHS)), "w:type": "dxa"}), element("w:tblLayout", {"w:type": "fixed"})


def _first_row() -> Element:
    return element("w:tblLook", {"w:val": "0020", "w:firstRow": "1"})


def _entry(entry: Entry) -> Element:
    where = [words for words in (entry.where or entry.title or EVERYWHERE, _short(entry)) if words]
    values = [f"{entry.old} → {entry.new}"] if entry.places and (entry.old or entry.new) else []
    places = [f"in {len(entry.places)} places"] if len(entry.places) > 1 else []
    count = [f"{entry.inserted} words inserted, {entry.deleted} deleted"] if entry.inserted or entry.deleted else []
    owner = [f"Owner: {entry.cause.owner}"] if entry.cause.owner else []
    cells = (where, [entry.what, *values, *places, *count], [str(entry.weight)], list(entry.flags), [entry.decided, *owner])
    return _row(cells, element("w:cantSplit"))


def _short(entry: Entry) -> str:
    """Return the address without the document, which the heading names."""
    return f"#{entry.address.partition('#')[2]}" if entry.document and "#" in entry.address else entry.address


def _row(cells: Iterable[Sequence[str]], *about: Element) -> Element:
    made = [_cell(lines, width) for lines, width in zip(cells, _WIDTHS, strict=True)]
    return element("w:tr", children=[element("w:trPr", children=about), *made])


def _cell(lines: Sequence[str], width: int) -> Element:
    about = element("w:tcPr", children=[element("w:tcW", {"w:w": str(width), "w:type": "dxa"})])
    return element("w:tc", children=[about, *(paragraph("Compact", run(line)) for line in lines or ("",))])


def _not_tracked(report: Report, told: Told) -> list[Element]:
    has_form = any(node["t"] == "Div" and "form-start" in node["c"][0][1] for node in walk((told.old.body, told.new.body)))
    shown = {name: words for name, words in ALLOWED.items() if name != "form-controls" or has_form}
    shown = {name: words for name, words in shown.items() if name != "numbers" or told.varied}
    lines = [f"{words} {_numbers(told.varied)}" if name == "numbers" else words for name, words in shown.items()]
    return [
        paragraph("TOCHeading", run("What is not tracked")),
        *(_bullet(words) for words in (*lines, *report.not_compared)),
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

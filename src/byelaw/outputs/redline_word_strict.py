"""What a Word file shows, so that two can be compared: paragraphs, styles, lists, words, looks, links, pictures, notes and tables.

It reads files, not what writes them. All that two files may differ in and still be one document is in `ALLOWED`; nothing else is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from typing import TypeAlias

from byelaw.outputs.ooxml import Element, Package

ALLOWED: Mapping[str, str] = {
    "numbers": "Numbers of sections, tables and figures, and words made from them, are the new ones in both versions.",
    "table-widths": "The widths of the columns of a table, and the words that a table has for screen readers, are the new ones.",
    "body-text": "The first paragraph of a section and those after it have styles of two names that look the same.",
    "box-edges": "Which of two boxes in a row has edges of a colour that no eye can tell apart.",
    "form-controls": "In a paragraph or table that changed, what is filled in with Word is plain text.",
    "run-splits": "Words that look the same stand in one run of text or in several; so do two neighbouring links to one place.",
    "bookmarks": "Where the place ends that a link leads to.",
    "title-block": "The title, the facts about the document, the contents and the running lines are the new ones.",
    "first-page": "The first pages, which tell what changed, and the last paragraph belong to the comparison, not to the document.",
}
"""What a redline of ours may differ in from a direct rendering, by name, each as a sentence for readers."""

REPORT_TAG, TITLE_TAG = "redline-report", "redline-title"
END_BOOKMARK, END_WORDS = "_redline_end", "End of the document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BODY_STYLES = frozenset({"FirstParagraph", "BodyText"})
_IGNORED = frozenset(f"{_W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak"))
_IGNORED_IN_TABLE = frozenset(f"{_W}{name}" for name in ("tblW", "tblLayout", "tblCaption"))
_FROM_FILE = frozenset({"id", "name"})

Shown: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two files show something else: the place among the blocks of the body, and what is there."""

    place: int
    first: str
    second: str


def outline(package: Package, end: str = END_WORDS) -> list[Shown]:
    """Return what the body of a file shows, block by block; `end`: the words of a redline's last paragraph, which alone are not told of."""
    return _Reader(package, end).outline()


def difference(first: list[Shown], second: list[Shown]) -> Difference | None:
    """Return the first difference of two outlines."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return Difference(place, repr(one), repr(other))
    if len(first) == len(second):
        return None
    place = min(len(first), len(second))
    return Difference(place, *(repr(each[place]) if place < len(each) else "nothing" for each in (first, second)))


@dataclass(slots=True)
class _Reader:
    """Reads one file. `lists` numbers the lists in the order in which they come."""

    package: Package
    end: str
    lists: dict[str, int] = field(default_factory=dict)
    looks: dict[str, str] = field(default_factory=dict)
    targets: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, Element] = field(default_factory=dict)
    part: str = "document"

    def outline(self) -> list[Shown]:
        """Return what the body shows."""
        self.looks = dict(self._looks())
        own = dict(self._targets("document"))
        self.targets = {"document": own, "footnotes": own | dict(self._targets("footnotes"))}
        if "word/footnotes.xml" in self.package.parts:
            self.notes = {each.get(f"{_W}id", ""): each for each in self.package.xml("word/footnotes.xml")}
        body = next(each for each in self.package.xml("word/document.xml") if each.tag == f"{_W}body")
        return list(self._blocks(body))

    def _blocks(self, holder: Element) -> Iterator[Shown]:
        for each in holder:
            match str(each.tag).removeprefix(_W):
                case "p":
                    shown = self._paragraph(each)
                    if not _is_end(each) or shown[-1] != (("text", "", "", self.end),):
                        yield shown
                case "tbl":
                    yield self._table(each)
                case "sdt" if not _is_report(each):
                    yield from (block for content in each if content.tag == f"{_W}sdtContent" for block in self._blocks(content))
                case "sdt" | "sectPr" | "bookmarkStart" | "bookmarkEnd" | "tcPr" | "trPr" | "tblPr" | "tblGrid":
                    pass
                case other:
                    yield ("unknown", other)

    def _paragraph(self, paragraph: Element) -> Shown:
        about = next((each for each in paragraph if each.tag == f"{_W}pPr"), ())
        style = ""
        listed: Shown = ()
        looks: list[str] = []
        for each in about:
            match str(each.tag).removeprefix(_W):
                case "pStyle":
                    style = each.get(f"{_W}val", "")
                case "numPr":
                    listed = self._listed(each)
                case "rPr":
                    looks += [_text(mark) for mark in each]
                case "pBdr":
                    pass
                case _:
                    looks.append(_text(each))
        content = [each for each in self._content(paragraph, "") if each]
        return ("paragraph", "BodyText" if style in _BODY_STYLES else style, listed, tuple(looks), _joined(content))

    def _listed(self, about: Element) -> Shown:
        level, number = "", ""
        for each in about:
            level, number = (each.get(f"{_W}val", ""), number) if each.tag == f"{_W}ilvl" else (level, each.get(f"{_W}val", ""))
        return level, self.lists.setdefault(number, len(self.lists)), self.looks.get(number, "")

    def _content(self, holder: Element, link: str) -> Iterator[Shown]:
        for each in holder:
            match str(each.tag).removeprefix(_W):
                case "r":
                    yield from self._run(each, link)
                case "hyperlink":
                    target = self.targets[self.part].get(each.get(f"{_R}id", ""), "") + "#" + each.get(f"{_W}anchor", "")
                    yield from self._content(each, target)
                case "sdt":
                    yield from (shown for inner in each if inner.tag == f"{_W}sdtContent" for shown in self._content(inner, link))
                case "pPr":
                    pass
                case _ if each.tag not in _IGNORED:
                    yield ("other", link, "", _text(each))
                case _:
                    pass

    def _run(self, run: Element, link: str) -> Iterator[Shown]:
        look = next((_text(each) for each in run if each.tag == f"{_W}rPr"), "")
        for each in run:
            match str(each.tag).removeprefix(_W):
                case "rPr":
                    pass
                case "t":
                    yield ("text", link, look, each.text or "")
                case "footnoteReference":
                    yield ("note", link, look, self._note(each.get(f"{_W}id", "")))
                case "drawing":
                    yield ("picture", link, look, self._drawing(each))
                case _ if each.tag not in _IGNORED:
                    yield ("sign", link, look, _text(each))
                case _:
                    pass

    def _note(self, name: str) -> Shown:
        part, self.part = self.part, "footnotes"
        shown = tuple(self._blocks(self.notes[name]))
        self.part = part
        return shown

    def _drawing(self, drawing: Element) -> Shown:
        """Return a picture: its bytes, its size and its words."""
        found: list[object] = []
        for each in drawing.iter():
            attributes = {str(key): str(value) for key, value in each.attrib.items()}
            embedded = attributes.pop(f"{_R}embed", "")
            if embedded:
                found.append(blake2b(self.package.parts[f"word/{self.targets[self.part][embedded]}"]).hexdigest())
            found.append((str(each.tag), tuple(sorted((key, value) for key, value in attributes.items() if key not in _FROM_FILE))))
        return tuple(found)

    def _table(self, table: Element) -> Shown:
        looks = [_text(each) for about in table if about.tag == f"{_W}tblPr" for each in about if each.tag not in _IGNORED_IN_TABLE]
        columns = sum(len(each) for each in table if each.tag == f"{_W}tblGrid")
        return ("table", tuple(looks), columns, tuple(self._rows(table)))

    def _rows(self, table: Element) -> Iterator[Shown]:
        for row in table:
            if row.tag == f"{_W}sdt":
                yield from (shown for content in row if content.tag == f"{_W}sdtContent" for shown in self._rows(content))
            elif row.tag == f"{_W}tr":
                about = tuple(_text(each) for properties in row if properties.tag == f"{_W}trPr" for each in properties)
                yield (about, tuple(self._cell(cell) for cell in row if cell.tag == f"{_W}tc"))

    def _cell(self, cell: Element) -> Shown:
        about = [_text(each) for properties in cell if properties.tag == f"{_W}tcPr" for each in properties if each.tag != f"{_W}tcW"]
        return (tuple(about), tuple(self._blocks(cell)))

    def _targets(self, part: str) -> Iterator[tuple[str, str]]:
        name = f"word/_rels/{part}.xml.rels"
        for each in self.package.xml(name) if name in self.package.parts or name in self.package.opened else ():
            yield each.get("Id", ""), each.get("Target", "")

    def _looks(self) -> Iterator[tuple[str, str]]:
        """Yield what a list looks like, by its number: its kind and what makes it start anew."""
        if "word/numbering.xml" not in self.package.parts:
            return
        root = self.package.xml("word/numbering.xml")
        kinds = {each.get(f"{_W}abstractNumId", ""): _listing(each) for each in root if each.tag == f"{_W}abstractNum"}
        for each in root:
            if each.tag == f"{_W}num":
                kind = next(kinds[of.get(f"{_W}val", "")] for of in each if of.tag == f"{_W}abstractNumId")
                yield each.get(f"{_W}numId", ""), kind + _listing(each)


def _listing(given: Element) -> str:
    return "".join(_text(each) for each in given if each.tag not in _NUMBERS_OF_FILE)


_NUMBERS_OF_FILE = frozenset(f"{_W}{name}" for name in ("nsid", "tmpl", "abstractNumId"))


def _is_end(paragraph: Element) -> bool:
    return any(each.tag == f"{_W}bookmarkStart" and each.get(f"{_W}name") == END_BOOKMARK for each in paragraph)


def _is_report(control: Element) -> bool:
    return any(each.get(f"{_W}val") in {REPORT_TAG, TITLE_TAG} for each in control.iterfind(f"{_W}sdtPr/{_W}tag"))


def _joined(content: list[Shown]) -> Shown:
    """Return what is in a paragraph with neighbouring text of one look as one."""
    found: list[Shown] = []
    for about, group in groupby(content, lambda each: each[:3]):
        same = list(group)
        found += [(*about, "".join(str(each[3]) for each in same))] if about[0] == "text" else same
    return tuple(found)


def _text(given: Element) -> str:
    """Return an element as text, without what only the file it stands in decides."""
    attributes = sorted((str(key), str(value)) for key, value in given.attrib.items() if key != _XML_SPACE)
    inner = "".join(map(_text, given))
    return (
        f"<{given.tag!s} {attributes}>{(given.text or '').strip()}{inner}</>" if inner or attributes or given.text else f"<{given.tag!s}/>"
    )

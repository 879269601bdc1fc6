"""A second reading of tracked changes, written from ISO/IEC 29500-1 17.13.5 by another way, sharing no code with what we ship.

The resolver that we ship takes elements out of the tree. This one never changes the file: it walks through it once, as a reader would, and
says what is seen when every change is accepted, or rejected. Words flow until the mark of a paragraph that stays; that mark's paragraph
gives them their style. What it sees: words, their bold, italic and styles, where links lead, pictures by their bytes, notes where they are
referred to, fields of a form as their words, lists and levels, rows and cells.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeAlias

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {"w": _W, "r": _R, "a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
_OURS = ("redline-report", "redline-title")
_END = "_redline_end"
_BODY = {"FirstParagraph": "BodyText"}
_LIVES = {"accept": {"ins", "moveTo"}, "reject": {"del", "moveFrom"}}
_CHANGES = {"ins", "del", "moveTo", "moveFrom"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SEEN_AND_SKIPPED = {"pPr", "rPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "proofErr"}
_TEXTS = {"t", "delText"}

Xml: TypeAlias = Any
Seen: TypeAlias = tuple[Any, ...]


def read(content: bytes, decision: str) -> list[Seen]:
    """Return what is seen in the body of a file once all changes in it are accepted ("accept") or rejected ("reject")."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return _Reading(package, _LIVES[decision]).everything()


def first_difference(one: list[Seen], other: list[Seen]) -> str:
    """Return the first place where two readings differ, empty if there is none."""
    for place in range(max(len(one), len(other))):
        sides = [repr(each[place]) if place < len(each) else "nothing" for each in (one, other)]
        if sides[0] != sides[1]:
            return f"block {place}: {sides[0]} | {sides[1]}"
    return ""


def _name(each: Xml) -> str:
    return str(each.tag).rpartition("}")[2]


def _value(holder: Xml, path: str) -> str:
    found = holder.xpath(f"string({path}/@w:val)", namespaces=_NAMES)
    return str(found)


@dataclass(slots=True)
class _Flow:
    """Words that wait for the end of their paragraph."""

    words: list[Seen] = field(default_factory=list)

    def say(self, look: Seen, words: str) -> None:
        """Put words behind those that look the same."""
        if self.words and self.words[-1][0] == look:
            self.words[-1] = (look, self.words[-1][1] + words)
        elif words:
            self.words.append((look, words))

    def taken(self) -> tuple[Seen, ...]:
        """Return the words, and begin anew."""
        found, self.words = tuple(self.words), []
        return found


@dataclass(slots=True)
class _Reading:
    package: zipfile.ZipFile
    lives: set[str]
    part: str = "document"
    order: dict[str, int] = field(default_factory=dict)

    def everything(self) -> list[Seen]:
        body = self._root("word/document.xml")[0]
        return list(self._blocks(body))

    def _root(self, name: str) -> Xml:
        return etree.fromstring(self.package.read(name))

    def _is_there(self, marks: Xml) -> bool:
        """Tell whether what carries these marks is there: each mark of a change must be one that lives."""
        return all(_name(each) in self.lives for each in marks if _name(each) in _CHANGES)

    def _blocks(self, holder: Xml) -> Iterator[Seen]:
        flow = _Flow()
        for each in holder:
            kind = _name(each)
            if kind == "p" and not each.xpath(f"w:bookmarkStart[@w:name='{_END}']", namespaces=_NAMES):
                yield from self._paragraph(each, flow)
            elif kind == "tbl":
                rows = list(self._rows(each))
                if rows:
                    yield from self._left(flow)
                    yield ("table", _value(each, "w:tblPr/w:tblStyle"), len(each.findall(f"{{{_W}}}tblGrid/*")), tuple(rows))
            elif kind == "sdt" and _value(each, "w:sdtPr/w:tag") not in _OURS:
                yield from self._blocks(each.find(f"{{{_W}}}sdtContent"))
        yield from self._left(flow)

    @staticmethod
    def _left(flow: _Flow) -> Iterator[Seen]:
        if flow.words:
            yield ("words without an end", flow.taken())

    def _paragraph(self, paragraph: Xml, flow: _Flow) -> Iterator[Seen]:
        about = paragraph.find(f"{{{_W}}}pPr")
        self._content(paragraph, flow, "", there=True)
        if about is None:
            yield ("paragraph", "", (), flow.taken())
            return
        if not self._is_there(about.xpath("w:rPr/*", namespaces=_NAMES)):
            return
        before = about.find(f"{{{_W}}}pPrChange/{{{_W}}}pPr")
        looks = before if before is not None and "del" in self.lives else about
        style = _value(looks, "w:pStyle")
        listed = looks.find(f"{{{_W}}}numPr")
        yield ("paragraph", _BODY.get(style, style), self._listed(listed), flow.taken())

    def _listed(self, listed: Xml) -> Seen:
        if listed is None:
            return ()
        number = _value(listed, "w:numId")
        return (_value(listed, "w:ilvl"), self.order.setdefault(number, len(self.order)), self._bullet(number, _value(listed, "w:ilvl")))

    def _bullet(self, number: str, level: str) -> Seen:
        root = self._root("word/numbering.xml")
        own = root.xpath(f"w:num[@w:numId='{number}']", namespaces=_NAMES)[0]
        look = root.xpath(f"w:abstractNum[@w:abstractNumId='{_value(own, 'w:abstractNumId')}']/w:lvl[@w:ilvl='{level}']", namespaces=_NAMES)
        start = _value(own, f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride")
        return (start, *((_value(each, "w:numFmt"), _value(each, "w:lvlText"), _value(each, "w:start")) for each in look))

    def _rows(self, table: Xml) -> Iterator[Seen]:
        for each in table:
            if _name(each) == "sdt":
                yield from self._rows(each.find(f"{{{_W}}}sdtContent"))
            elif _name(each) == "tr" and self._is_there(each.xpath("w:trPr/*", namespaces=_NAMES)):
                cells = each.findall(f"{{{_W}}}tc")
                yield tuple((_value(cell, "w:tcPr/w:gridSpan"), tuple(self._blocks(cell))) for cell in cells)

    def _content(self, holder: Xml, flow: _Flow, link: str, *, there: bool) -> None:
        for each in holder:
            kind = _name(each)
            if kind in _CHANGES:
                self._content(each, flow, link, there=there and kind in self.lives)
            elif kind == "hyperlink":
                self._content(each, flow, self._target(each), there=there)
            elif kind == "sdt":
                self._content(each.find(f"{{{_W}}}sdtContent"), flow, link, there=there)
            elif kind == "r" and there:
                self._run(each, flow, link)
            elif kind not in _SEEN_AND_SKIPPED and kind != "r" and there:
                flow.say(("formula", link), "".join(each.itertext()))

    def _run(self, run: Xml, flow: _Flow, link: str) -> None:
        looks = [each for properties in run.findall(f"{{{_W}}}rPr") for each in properties]
        look = (link, *sorted((_name(each), str(each.get(f"{{{_W}}}val"))) for each in looks))
        for each in run:
            kind = _name(each)
            if kind in _TEXTS:
                flow.say(look, each.text or "")
            elif kind in _SIGNS:
                flow.say(look, _SIGNS[kind])
            elif kind == "footnoteReference":
                flow.words.append(("note", link, self._note(str(each.get(f"{{{_W}}}id")))))
            elif kind == "drawing":
                flow.words.append(("picture", link, self._picture(each)))
            elif kind not in _SEEN_AND_SKIPPED:
                flow.words.append((kind, look, "".join(each.itertext())))

    def _note(self, name: str) -> Seen:
        note = self._root("word/footnotes.xml").xpath(f"w:footnote[@w:id='{name}']", namespaces=_NAMES)[0]
        before, self.part = self.part, "footnotes"
        said = tuple(self._blocks(note))
        self.part = before
        return said

    def _targets(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for part in ("document", self.part):
            name = f"word/_rels/{part}.xml.rels"
            if name in self.package.namelist():
                known |= {str(each.get("Id")): str(each.get("Target")) for each in self._root(name)}
        return known

    def _target(self, link: Xml) -> str:
        return self._targets().get(str(link.get(f"{{{_R}}}id")), "") + "#" + str(link.get(f"{{{_W}}}anchor") or "")

    def _picture(self, drawing: Xml) -> Seen:
        shown = [self.package.read(f"word/{self._targets()[name]}") for name in drawing.xpath(".//a:blip/@r:embed", namespaces=_NAMES)]
        extent = drawing.xpath("string(.//*[local-name()='extent']/@cx)")
        told = drawing.xpath("string(.//*[local-name()='docPr']/@descr)")
        return (*(sha256(each).hexdigest() for each in shown), str(extent), str(told))

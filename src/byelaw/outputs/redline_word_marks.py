"""Tracked changes as Word's markup: runs, paragraphs, rows and tables that were inserted or deleted as a whole.

A paragraph's mark is tracked with its runs, and a row with all that is in it: one without the other leaves an empty paragraph or row
behind (ISO/IEC 29500-1 17.13.5). `w:ins` and `w:del` stand in a link, never around it: the schema allows nothing else.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lxml import etree

from byelaw.outputs.ooxml import Element, element, find, qualified
from byelaw.outputs.redline_word_sides import STAMPS

_TEXT, _DELETED_TEXT = map(qualified, ("w:t", "w:delText"))
_RUN, _LINK, _CONTROL, _PROPERTIES = map(qualified, ("w:r", "w:hyperlink", "w:sdt", "w:pPr"))
_RUN_PROPERTIES, _SECTION, _CHANGED = map(qualified, ("w:rPr", "w:sectPr", "w:pPrChange"))


class Change(StrEnum):
    """What is tracked, as Word's element for it."""

    INSERTED = "w:ins"
    DELETED = "w:del"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changed it, and when, as Word shows both at each change."""

    author: str
    moment: datetime

    def mark(self, name: str, children: Iterable[Element] = ()) -> Element:
        """Return a mark; its id is given when the whole redline is there."""
        return element(name, {"w:id": "0", "w:author": self.author, "w:date": self.moment.strftime("%Y-%m-%dT%H:%M:%SZ")}, children)


def changed_block(block: Element, change: Change, signature: Signature) -> Element:
    """Return a paragraph or table that was inserted or deleted as a whole."""
    if block.tag == qualified("w:tbl"):
        return changed_table(block, change, signature)
    return changed_paragraph(block, change, signature)


def changed_table(table: Element, change: Change, signature: Signature) -> Element:
    """Return a table of which every row was inserted or deleted."""
    changed = element("w:tbl", children=[deepcopy(each) for each in table if each.tag in _OF_TABLE])
    changed.extend(changed_row(row, change, signature) for row in rows_of(table))
    return changed


def changed_row(row: Element, change: Change, signature: Signature) -> Element:
    """Return a row that was inserted or deleted, with the mark of the row and of all that is in it."""
    properties = row.find(qualified("w:trPr"))
    kept = deepcopy(properties) if properties is not None else element("w:trPr")
    kept.append(signature.mark(change))
    changed = element("w:tr", children=[kept])
    for cell in find(row, "w:tc"):
        blocks = (each for each in cell if each.tag in _BLOCKS)
        about = [deepcopy(each) for each in find(cell, "w:tcPr")]
        changed.append(element("w:tc", children=[*about, *(changed_block(each, change, signature) for each in blocks)]))
    return changed


def changed_paragraph(paragraph: Element, change: Change, signature: Signature) -> Element:
    """Return a paragraph that was inserted or deleted, its mark with it."""
    changed = bare_paragraph(paragraph)
    mark_paragraph(changed, signature.mark(change))
    changed.extend(tracked(content_of(paragraph), change, signature))
    return changed


def changed_runs(paragraph: Element, change: Change, signature: Signature) -> list[Element]:
    """Return what is in a paragraph, inserted or deleted, without the paragraph."""
    return tracked(content_of(paragraph), change, signature)


def bare_paragraph(paragraph: Element) -> Element:
    """Return a paragraph with the properties of this one, and with nothing in it."""
    made = like(paragraph, [deepcopy(each) for each in paragraph if each.tag == _PROPERTIES])
    if len(made) == 0:
        made.append(element("w:pPr"))
    return made


def like(given: Element, children: Iterable[Element]) -> Element:
    """Return an element with the name and the attributes of another."""
    made = etree.Element(given.tag, given.attrib)
    made.extend(children)
    return made


def mark_paragraph(paragraph: Element, mark: Element) -> None:
    """Track the mark of a paragraph: its end, which joins it to the next when it goes."""
    properties = find(paragraph, "w:pPr")[0]
    look = properties.find(_RUN_PROPERTIES)
    if look is None:
        look = element("w:rPr")
        place = sum(each.tag not in {_SECTION, _CHANGED} for each in properties)
        properties.insert(place, look)
    look.insert(len(find(look, "w:ins")), mark)


def separator(signature: Signature) -> Element:
    """Return what stands between two tables that are never in one version: a paragraph both inserted and deleted."""
    made = element("w:p", {STAMPS: ""}, [element("w:pPr")])
    for change in (Change.INSERTED, Change.DELETED):
        mark_paragraph(made, signature.mark(change))
    properties = find(made, "w:pPr/w:rPr")[0]
    properties[:] = sorted(properties, key=lambda each: each.tag == qualified("w:del"))
    return made


def content_of(paragraph: Element) -> list[Element]:
    """Return what is in a paragraph, out of the controls that hold some of it."""
    found: list[Element] = []
    for each in paragraph:
        if each.tag == _CONTROL:
            found += [inner for content in find(each, "w:sdtContent") for inner in content_of(content)]
        elif each.tag != _PROPERTIES:
            found.append(each)
    return found


def tracked(content: Iterable[Element], change: Change, signature: Signature) -> list[Element]:
    """Return runs, links and formulas inserted or deleted."""
    found: list[Element] = []
    mark: Element | None = None
    for each in content:
        if each.tag == _LINK:
            inner = tracked(each, change, signature)
            found.append(like(each, inner))
            mark = None
            continue
        if mark is None:
            mark = signature.mark(change)
            found.append(mark)
        mark.append(_without_text(each) if change is Change.DELETED else deepcopy(each))
    return found


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table, also those in controls of rows that repeat; none of tables in its cells."""
    found: list[Element] = []
    for each in table:
        if each.tag == qualified("w:tr"):
            found.append(each)
        elif each.tag == _CONTROL:
            found += [row for content in find(each, "w:sdtContent") for row in rows_of(content)]
    return found


def _without_text(run: Element) -> Element:
    """Return a deleted run: its text is `w:delText`."""
    copy = deepcopy(run)
    for text in copy.iter(_TEXT):
        text.tag = _DELETED_TEXT
    return copy


_BLOCKS = frozenset(map(qualified, ("w:p", "w:tbl")))
_OF_TABLE = frozenset(map(qualified, ("w:tblPr", "w:tblGrid")))

"""Content controls of Word: what a person fills in, as w:sdt elements, and what finishing does to those that stand in a body.

Their properties stand in the order of CT_SdtPr (ISO/IEC 29500-1 17.5.2.38): alias, tag, id, lock, showingPlcHdr, kind. Check boxes are of
[MS-DOCX] 2.6.1.7 (w14), rows that repeat of 2.5.4 (w15). A Word that does not know these shows the text and the rows as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from lxml import etree

from byelaw.core.items import FieldKind
from byelaw.outputs.boxes import style_of
from byelaw.outputs.ooxml import DOCUMENT, NAMESPACES, Element, Package, element, find, qualified, run

_PLACEHOLDER = "PlaceholderText"
_START, _END = "FormName", "FormEnd"
"""Ids of the styles of a form's first and last line."""

BEFORE_FORM = 2
"""Paragraphs that may stand between a heading and the form below it, and go with it to its page."""

_MARKS = (qualified("w:bookmarkStart"), qualified("w:bookmarkEnd"))
_EXTENSIONS = ("w14", "w15")

_LONGEST = 64
"""Characters in an alias or a tag: Word takes no more."""

_PROMPTS = {
    FieldKind.TEXT: "Click to enter text",
    FieldKind.LONG_TEXT: "Click to enter text",
    FieldKind.DATE: "Click to choose a date",
    FieldKind.TIME: "Click to enter a time",
    FieldKind.NUMBER: "Click to enter a number",
    FieldKind.PHONE: "Click to enter a telephone number",
    FieldKind.EMAIL: "Click to enter an email address",
    FieldKind.CHOICE: "Click to choose one",
    FieldKind.SIGNATURE: "Sign here on paper, or click to type your name",
}
_BOX, _TICKED, _SYMBOLS = "2610", "2612", "MS Gothic"
_IN_CELL = "…"
_MOST_ROOM = 3
"""Empty lines below a long text: a control grows as it is filled in, and they stay."""


@dataclass(frozen=True, slots=True)
class Control:
    """What every control has: a label that is read aloud, and a tag that says which field it is; `name` tells it from all others."""

    label: str
    tag: str
    name: str


def text_control(control: Control, kind: FieldKind, lines: int, language: str) -> str:
    """Return the control of a field that is written in, as markup for a paragraph, with room for some of the lines below it."""
    room = "<w:r><w:br/></w:r>" * min(lines - 1, _MOST_ROOM)
    return _markup(_control(control, _kind(kind, language), _prompt(_PROMPTS[kind]))) + room


def list_control(control: Control, choices: Sequence[str]) -> str:
    """Return a drop-down list."""
    return _markup(_control(control, _drop_down(choices), _prompt(_PROMPTS[FieldKind.CHOICE])))


def box_control(control: Control) -> str:
    """Return a check box."""
    states = (("checkedState", _TICKED), ("uncheckedState", _BOX))
    kind = element("w14:checkbox", children=[element("w14:checked", {"w14:val": "0"})])
    kind.extend(element(f"w14:{name}", {"w14:val": code, "w14:font": _SYMBOLS}) for name, code in states)
    sign = run(chr(int(_BOX, 16)))
    fonts = {f"w:{script}": _SYMBOLS for script in ("ascii", "eastAsia", "hAnsi")}
    sign.insert(0, element("w:rPr", children=[element("w:rFonts", {**fonts, "w:hint": "eastAsia"})]))
    return _markup(_sdt([*_named(control), _lock()], kind, [sign]))


def cell_control(control: Control, kind: FieldKind, choices: Sequence[str], language: str) -> str:
    """Return the control of a cell of a table that is filled in row by row."""
    which = _drop_down(choices) if choices and kind is not FieldKind.CHOICES else _kind(kind, language)
    return _markup(_control(control, which, _prompt(_IN_CELL)))


def rows_control(control: Control) -> str:
    """Return the control of rows that repeat, still empty: it stands in the first cell until `finish_controls` puts the rows in it."""
    return _markup(_sdt(_named(control), element("w15:repeatingSection"), []))


def declare_extensions(root: Element) -> None:
    """Declare at the root what controls may be made of, and that a Word which does not know it may pass over it."""
    known = {prefix: NAMESPACES[prefix] for prefix in ("mc", *_EXTENSIONS)}
    etree.cleanup_namespaces(root, top_nsmap=known, keep_ns_prefixes=[*(prefix for prefix in root.nsmap if prefix), *known])
    root.set(qualified("mc:Ignorable"), " ".join(_EXTENSIONS))


def finish_controls(package: Package) -> None:
    """Put rows that repeat into their controls, and forms on pages of their own."""
    root = package.xml(DOCUMENT)
    declare_extensions(root)
    for table in find(root, ".//w:tbl"):
        for cell in find(table, "w:tr/w:tc/w:p"):
            for control in [each for each in find(cell, "w:sdt") if find(each, "w:sdtPr/w15:repeatingSection")]:
                cell.remove(control)
                _gather_rows(table, control)
    for block in find(root, "w:body/w:p"):
        style = style_of(block)
        if style == _START:
            _break_before(_heading_before(block))
        elif style == _END:
            block.append(element("w:r", children=[element("w:br", {"w:type": "page"})]))


def _gather_rows(table: Element, control: Element) -> None:
    """Put every row of the table but the header into the control, each as one that can be added again."""
    rows = [row for row in find(table, "w:tr") if not find(row, "w:trPr/w:tblHeader")]
    content = find(control, "w:sdtContent")[0]
    rows[0].addprevious(control)
    name = find(control, "w:sdtPr/w:tag")[0].get(qualified("w:val"), "")
    for number, row in enumerate(rows, start=1):
        identifier = element("w:id", {"w:val": _number(f"{name} item {number}")})
        content.append(_sdt([identifier], element("w15:repeatingSectionItem"), [row]))


def _heading_before(block: Element) -> Element:
    """Return the heading that a form begins under, if little stands between them; else its first line."""
    before = [each for each in block.itersiblings(preceding=True) if each.tag not in _MARKS][: BEFORE_FORM + 1]
    return next((each for each in before if style_of(each).startswith("Heading")), block)


def _break_before(block: Element) -> None:
    properties = find(block, "w:pPr")[0]
    find(properties, "w:pStyle")[0].addnext(element("w:pageBreakBefore"))


def _control(control: Control, kind: Element, prompt: Iterable[Element]) -> Element:
    return _sdt([*_named(control), _lock(), element("w:showingPlcHdr")], kind, prompt)


def _sdt(properties: Iterable[Element], kind: Element, content: Iterable[Element]) -> Element:
    return element("w:sdt", children=[element("w:sdtPr", children=[*properties, kind]), element("w:sdtContent", children=content)])


def _named(control: Control) -> list[Element]:
    texts = (("w:alias", control.label[:_LONGEST]), ("w:tag", control.tag[:_LONGEST]))
    return [*(element(name, {"w:val": text}) for name, text in texts), element("w:id", {"w:val": _number(control.name)})]


def _lock() -> Element:
    """Return what keeps a control from being deleted by a slip; what is in it can be changed."""
    return element("w:lock", {"w:val": "sdtLocked"})


def _number(name: str) -> str:
    """Return a number of 31 bits that is the same every time, and never 0."""
    return str(int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) % 0x7FFFFFFE + 1)


def _kind(kind: FieldKind, language: str) -> Element:
    if kind is FieldKind.DATE:
        details = (("dateFormat", "d MMMM yyyy"), ("lid", language), ("storeMappedDataAs", "dateTime"), ("calendar", "gregorian"))
        return element("w:date", children=[element(f"w:{name}", {"w:val": value}) for name, value in details])
    return element("w:text", {"w:multiLine": "1"} if kind is FieldKind.LONG_TEXT else {})


def _drop_down(choices: Sequence[str]) -> Element:
    first = element("w:listItem", {"w:displayText": _PROMPTS[FieldKind.CHOICE], "w:value": ""})
    items = [element("w:listItem", {"w:displayText": words, "w:value": words}) for words in choices]
    return element("w:dropDownList", children=[first, *items])


def _prompt(words: str) -> list[Element]:
    """Return what stands in a control until it is filled in."""
    return [run(words, _PLACEHOLDER)]


def _markup(control: Element) -> str:
    """Return the control as it may stand in what pandoc writes, which declares only some of its prefixes."""
    holder = etree.Element("holder", nsmap={prefix: NAMESPACES[prefix] for prefix in ("w", *_EXTENSIONS)})
    holder.append(control)
    return etree.tostring(control, encoding="unicode")

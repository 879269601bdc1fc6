"""Content controls read back from a Word file, as a program that collects filled-in forms would."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
NAMES = {"w": W, "w14": W14, "w15": W15}

IN_ORDER = (
    "rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr", "dataBinding", "label", "tabIndex",
)  # fmt: skip
"""CT_SdtPr of ISO/IEC 29500-1 (wml.xsd), before the choice of one kind."""
KINDS = {"text", "date", "dropDownList", "checkbox", "repeatingSection", "repeatingSectionItem"}


@dataclass(frozen=True, slots=True)
class Read:
    """A content control. `choices` as a drop-down shows them, but for the first, which chooses nothing."""

    kind: str
    tag: str
    alias: str
    number: int
    properties: tuple[str, ...]
    choices: tuple[str, ...]
    shown: str

    @property
    def field(self) -> str:
        """Return the field it belongs to."""
        return self.tag.partition("/")[0]


def document_of(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def controls(content: bytes) -> list[Read]:
    """Return the controls of a file in the order they are met, but for those that only hold a row."""
    return [each for each in map(_read, document_of(content).iter(f"{{{W}}}sdt")) if each.kind != "repeatingSectionItem"]


def every_control(content: bytes) -> list[Read]:
    return [_read(each) for each in document_of(content).iter(f"{{{W}}}sdt")]


def fields(content: bytes) -> list[str]:
    """Return the fields that have controls, in order, each once."""
    return list(dict.fromkeys(each.field for each in controls(content)))


def _read(sdt: etree._Element) -> Read:
    properties = sdt.find("w:sdtPr", NAMES)
    assert properties is not None
    names = tuple(etree.QName(each).localname for each in properties)
    kind = next((name for name in names if name in KINDS), "")
    items = [str(each.get(f"{{{W}}}displayText")) for each in properties.iterfind("w:dropDownList/w:listItem", NAMES)]
    shown = "".join(each.text or "" for each in sdt.iterfind("w:sdtContent/w:r/w:t", NAMES))
    return Read(kind, _said(properties, "tag"), _said(properties, "alias"), int(_said(properties, "id")), names, tuple(items[1:]), shown)


def _said(properties: etree._Element, name: str) -> str:
    found = properties.find(f"w:{name}", NAMES)
    return str(found.get(f"{{{W}}}val")) if found is not None else ""


def misplaced(content: bytes) -> Iterator[str]:
    """Yield what the schema does not allow of controls: properties out of order, an odd number of kinds, content of the wrong level."""
    for sdt in document_of(content).iter(f"{{{W}}}sdt"):
        read = _read(sdt)
        ordered = [IN_ORDER.index(name) for name in read.properties if name in IN_ORDER]
        if ordered != sorted(set(ordered)):
            yield f"{read.tag}: {read.properties}"
        if len(read.properties) - len(ordered) != 1 or read.properties[-1] != read.kind:
            yield f"{read.tag}: kinds {read.properties}"
        if [etree.QName(each).localname for each in sdt] != ["sdtPr", "sdtContent"]:
            yield f"{read.tag}: {list(sdt)}"
        inside = sdt[1]
        allowed = {"tbl": {"tr", "sdt"}, "p": {"r"}}[_level(sdt)]
        if not len(inside) or {etree.QName(each).localname for each in inside} - allowed:
            yield f"{read.tag}: {[each.tag for each in inside]}"
        if len(read.tag) > 64 or len(read.alias) > 64:
            yield f"{read.tag}: too long for Word"


def _level(sdt: etree._Element) -> str:
    outer = sdt.getparent()
    while outer is not None and etree.QName(outer).localname in ("sdt", "sdtContent"):
        outer = outer.getparent()
    return "" if outer is None else etree.QName(outer).localname

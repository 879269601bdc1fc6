"""Word files as packages of parts: read, change the parts as XML, write the same bytes every time."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives its element no public name

DOCUMENT = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
_OFFICE = "urn:schemas-microsoft-com:office:office"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST_BOOKMARK = 40
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_TEXT_ALONG_A_LINE = (
    "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0", "if @0 21600 @1",
    "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5",
)  # fmt: skip
"""The formulas of Office's shape 136, plain text, as Word writes them into every watermark."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(slots=True)
class Package:
    """The parts of a file by name. Parts asked for as XML are written back; it is changed in place while one document is made."""

    parts: dict[str, bytes]
    opened: dict[str, Element]

    def xml(self, name: str) -> Element:
        """Return the root of a part, the same one each time."""
        if name not in self.opened:
            self.opened[name] = etree.fromstring(self.parts[name], _PARSER)
        return self.opened[name]

    def to_bytes(self) -> bytes:
        """Return the file: content types first, the other parts sorted, no times."""
        parts = self.parts | {name: serialise(root) for name, root in self.opened.items()}
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part)):
                info = zipfile.ZipInfo(name, _NO_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                out.writestr(info, parts[name])
        return target.getvalue()


def open_package(content: bytes) -> Package:
    """Return the parts of a file that a tool of ours wrote."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return Package({name: source.read(name) for name in source.namelist() if not name.endswith("/")}, {})


def serialise(root: Element) -> bytes:
    """Return a part as bytes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def find(root: Element, path: str) -> list[Element]:
    """Return the elements at a path with the prefixes of NAMESPACES."""
    return list(root.iterfind(path, NAMESPACES))


def qualified(name: str) -> str:
    """Return `w:p` as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, attributes: Mapping[str, str] | None = None, children: Iterable[Element] = ()) -> Element:
    """Return an element; names and attributes with prefixes."""
    made = etree.Element(qualified(name))
    for key, value in (attributes or {}).items():
        made.set(qualified(key) if ":" in key else key, value)
    made.extend(children)
    return made


def run(text: str, style: str = "") -> Element:
    """Return a run of text."""
    words = element("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    look = [element("w:rPr", children=[element("w:rStyle", {"w:val": style})])] if style else []
    return element("w:r", children=[*look, words])


def tab() -> Element:
    """Return a tabulator."""
    return element("w:r", children=[element("w:tab")])


def paragraph(style: str, *content: Element) -> Element:
    """Return a paragraph in a style (by its id)."""
    return element("w:p", children=[element("w:pPr", children=[element("w:pStyle", {"w:val": style})]), *content])


def field(instruction: str, *shown: Element) -> tuple[Element, ...]:
    """Return a field that Word can update, with what it shows until then."""
    code = element("w:instrText")
    code.text = f" {instruction} "
    marks = [element("w:r", children=[element("w:fldChar", {"w:fldCharType": kind})]) for kind in ("begin", "separate", "end")]
    return (marks[0], element("w:r", children=[code]), marks[1], *shown, marks[2])


def watermark(text: str) -> Element:
    """Return a run for a header that draws the text large and pale across the page, as Word's own watermarks do; decoration only."""
    place = "position:absolute;margin-left:0;margin-top:0;width:430pt;height:125pt;rotation:315;z-index:-251658752;" + ";".join(
        f"mso-position-{axis}:center;mso-position-{axis}-relative:margin" for axis in ("horizontal", "vertical")
    )
    outline = {"coordsize": "21600,21600", "adj": "10800", "path": "m@7,l@8,m@5,21600l@6,21600e"}
    kind = element("v:shapetype", {"id": "_x0000_t136", **outline})
    kind.set(f"{{{_OFFICE}}}spt", "136")
    formulas = element("v:formulas", children=[element("v:f", {"eqn": formula}) for formula in _TEXT_ALONG_A_LINE])
    kind.extend([formulas, element("v:path", {"textpathok": "t"}), element("v:textpath", {"on": "t", "fitshape": "t"})])
    words = element("v:textpath", {"style": "font-family:Arial;font-size:1pt;font-weight:bold", "string": text})
    look = {"type": "#_x0000_t136", "alt": "", "style": place, "fillcolor": "#f1f1f1", "stroked": "f"}
    shape = element("v:shape", {"id": "PowerPlusWaterMarkObject1", **look}, [words])
    return element("w:r", children=[element("w:pict", children=[kind, shape])])


def custom_properties(values: Mapping[str, str]) -> bytes:
    """Return `docProps/custom.xml` with texts, in the order given."""
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES, "vt": _VARIANT})
    for number, (name, value) in enumerate(values.items(), start=2):
        item = etree.SubElement(root, f"{{{_PROPERTIES}}}property", fmtid=_PROPERTY_SET, pid=str(number), name=name)
        etree.SubElement(item, f"{{{_VARIANT}}}lpwstr").text = value
    return serialise(root)


def core_properties(texts: Mapping[str, str], dated: date) -> bytes:
    """Return `docProps/core.xml`: texts by prefixed name (`dc:title`), created and modified on the day."""
    prefixes = {prefix: NAMESPACES[prefix] for prefix in ("cp", "dc", "dcterms")}
    kind = "http://www.w3.org/2001/XMLSchema-instance"
    root = etree.Element(qualified("cp:coreProperties"), nsmap={**prefixes, "xsi": kind})
    for name, text in texts.items():
        etree.SubElement(root, qualified(name)).text = text
    for name in ("dcterms:created", "dcterms:modified"):
        moment = etree.SubElement(root, qualified(name))
        moment.set(f"{{{kind}}}type", "dcterms:W3CDTF")
        moment.text = f"{dated.isoformat()}T00:00:00Z"
    return serialise(root)


def bookmark(identifier: str) -> str:
    """Return the bookmark that pandoc's writer gives an identifier: itself, or a digest where Word has no room for it."""
    if len(identifier) <= _LONGEST_BOOKMARK and identifier[:1].isalpha():
        return identifier
    return "X" + hashlib.sha1(identifier.encode(), usedforsecurity=False).hexdigest()[1:]

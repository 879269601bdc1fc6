"""Write `reference.docx`, the look of every Word document, from pandoc's own: python build_reference.py (needs python-docx).

The styles below are data: a name, and its paragraph and run properties in the order of the schema (ECMA-376 17.3.1.26).
Running it twice gives the same bytes. `custom-style` names in `src/byelaw/outputs/paper.py` are the names here.
"""

# ruff: noqa: INP001 - a script, not a package
# ruff: noqa: S603 - starts pandoc only, spelt out
# ruff: noqa: SLF001, ANN401 - python-docx gives what lies below its paragraphs no public name and no types
# ruff: noqa: E501 - XML breaks where it breaks

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from byelaw.tools.pandoc import pandoc_path

TARGET = Path(__file__).with_name("reference.docx")
DEEP, SOFT, LINE, GREEN, ALARM, BROWN, GREY = "12324A", "EEF3F7", "8A9BA8", "1D5C4D", "8C1C13", "6B5A1E", "4A4A4A"
FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
TEXT_WIDTH = 9412
"""Twips between the margins of the page: 166 mm."""


TO_THE_RIGHT = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'


def spacing(before: int, after: int, line: int = 300) -> str:
    """Return the space around paragraphs, in twips, and the height of lines in 240ths."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def side(name: str, kind: str, size: int, colour: str, space: int) -> str:
    """Return one side of a border; size in eighths of a point, space in points."""
    return f'<w:{name} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def run(size: int = 24, colour: str = "", *, bold: bool = False) -> str:
    """Return run properties; size in half points."""
    weight = "<w:b/>" if bold else ""
    paint = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{FONT}{weight}{paint}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


KEEP = "<w:keepNext/><w:keepLines/>"
IN_BOX = '<w:ind w:left="240" w:right="160"/>'


def heading(size: int, before: int, level: int) -> tuple[str, str]:
    """Return the properties of a heading."""
    return f'{KEEP}{spacing(before, 100, 264)}<w:outlineLvl w:val="{level}"/>', run(size, DEEP, bold=True)


PLAIN: dict[str, tuple[str, str]] = {
    "Normal": (spacing(0, 160), run()),
    "Body Text": (spacing(0, 160), run()),
    "First Paragraph": (spacing(0, 160), run()),
    "Compact": (spacing(0, 60), run()),
    "Title": (f"<w:keepNext/>{spacing(0, 80, 252)}<w:jc w:val='left'/>", run(54, DEEP, bold=True)),
    "Subtitle": (f"<w:keepNext/>{spacing(0, 200)}<w:jc w:val='left'/>", run(28, "1A1A1A", bold=True).replace("<w:b/>", "<w:b w:val='0'/>")),
    "Heading 1": heading(36, 420, 0),
    "Heading 2": heading(30, 340, 1),
    "Heading 3": heading(26, 280, 2),
    "Heading 4": heading(24, 240, 3),
    "Heading 5": heading(24, 240, 4),
    "Heading 6": heading(24, 240, 5),
    "Block Text": (f"<w:pBdr>{side('left', 'single', 12, LINE, 10)}</w:pBdr>{spacing(60, 160)}{IN_BOX}", run()),
    "Definition Term": (f"{KEEP}{spacing(80, 0)}", run(bold=True)),
    "Definition": (f'{spacing(0, 160)}<w:ind w:left="480"/>', run()),
    "Table Caption": (f"<w:keepNext/>{spacing(240, 100)}<w:jc w:val='left'/>", run(bold=True).replace("<w:b/>", "<w:b/><w:i w:val='0'/>")),
    "Image Caption": (f"{spacing(60, 280)}<w:jc w:val='left'/>", run(bold=True).replace("<w:b/>", "<w:b/><w:i w:val='0'/>")),
    "Captioned Figure": (f"<w:keepNext/>{spacing(200, 60, 240)}<w:jc w:val='left'/>", run()),
    "Footnote Text": (spacing(0, 60, 264), run(22)),
    "TOC Heading": (f"{KEEP}{spacing(320, 100)}", run(36, DEEP, bold=True)),
    "TOC 1": (spacing(0, 70), run()),
    "TOC 2": (f'{spacing(0, 70)}<w:ind w:left="360"/>', run()),
    "Banner": (
        "<w:pBdr>" + "".join(side(name, "single", 12, ALARM, 6) for name in ("top", "left", "bottom", "right")) + "</w:pBdr>"
        f'{spacing(160, 200)}<w:ind w:left="140" w:right="140"/>',
        run(colour=ALARM, bold=True),
    ),
    "Control Row": (
        f'<w:tabs><w:tab w:val="left" w:pos="3000"/></w:tabs>{spacing(0, 70)}<w:ind w:left="3000" w:hanging="3000"/>',
        run(),
    ),
    "Form Name": (f"{KEEP}{spacing(0, 100)}", run(28, DEEP, bold=True)),
    "Form End": (f"<w:pBdr>{side('top', 'single', 4, LINE, 6)}</w:pBdr>{spacing(320, 0)}", run(22, GREY)),
    "Part Name": (f"{KEEP}{spacing(360, 100)}", run(28, DEEP, bold=True)),
    "Step Name": (f"{KEEP}{spacing(280, 80)}", run(bold=True)),
    "Field Name": (f"{KEEP}{spacing(240, 60)}", run(bold=True)),
    "Field Help": (f"{KEEP}{spacing(0, 60)}", run()),
    "Field Choice": (f'{spacing(0, 60)}<w:ind w:left="380" w:hanging="380"/>', run()),
    "Field Entry": (
        "<w:pBdr>" + "".join(side(name, "single", 6, GREY, 5) for name in ("top", "left", "bottom", "right")) + "</w:pBdr>"
        f'{spacing(40, 160)}<w:ind w:left="120" w:right="120"/>',
        run(),
    ),
    "Header": (f"{TO_THE_RIGHT}{spacing(0, 0, 240)}", run(19, GREY)),
    "Footer": (f"<w:pBdr>{side('top', 'single', 4, LINE, 6)}</w:pBdr>{TO_THE_RIGHT}{spacing(0, 0, 264)}", run(19, GREY)),
}
"""Styles of Word's or pandoc's own, or ours without a label."""

RULES = {
    "Statement 1": (side("left", "single", 40, DEEP, 10), SOFT),
    "Statement 2": (side("left", "single", 24, DEEP, 10), "F5F8FA"),
    "Statement 3": (side("left", "single", 12, LINE, 10), "F9FAFB"),
    "Local Statement 1": (side("left", "dotted", 40, GREEN, 10), SOFT),
    "Local Statement 2": (side("left", "dotted", 30, GREEN, 10), "F5F8FA"),
    "Local Statement 3": (side("left", "dotted", 18, GREEN, 10), "F9FAFB"),
    "Local Text": (side("left", "dotted", 24, GREEN, 10), ""),
    "Local Note": (side("left", "dotted", 12, GREEN, 10), ""),
    "Condition": (side("left", "dashed", 8, LINE, 10), ""),
}
"""Boxes that are a rule at the left, and their shade."""

FRAMES = {
    "Callout Note": ("single", 6, LINE, 6),
    "Callout Tip": ("single", 6, LINE, 6),
    "Callout Important": ("single", 6, DEEP, 32),
    "Callout Warning": ("single", 6, ALARM, 32),
    "Callout Caution": ("single", 6, ALARM, 32),
    "Contact Card": ("single", 8, LINE, 8),
    "Slot": ("dashed", 8, BROWN, 8),
}
"""Boxes with four sides: kind, size and colour of the line, and the size of the one at the left."""

CHARACTERS = {
    "Slot Text": f'<w:u w:val="dash" w:color="{BROWN}"/>',
    "Missing Text": '<w:b/><w:shd w:val="clear" w:color="auto" w:fill="FFF1C2"/>',
    "Label": "<w:b/>",
    "Placeholder Text": '<w:color w:val="595959"/>',
}


def boxes() -> dict[str, tuple[str, str]]:
    """Return the styles of boxes and of their labels.

    Neighbours with equal borders and indents share one box in Word, so a label has the borders of its text.
    """
    styles: dict[str, tuple[str, str]] = {}
    for name, (left, shade) in RULES.items():
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
        top, bottom, right = (
            side(edge, "single", 4, shade or "FFFFFF", 4 if edge != "right" else 7) for edge in ("top", "bottom", "right")
        )
        styles |= _box(name, f"<w:pBdr>{top}{left}{bottom}{right}</w:pBdr>{fill}")
    for name, (kind, size, colour, thick) in FRAMES.items():
        top, bottom, right = (side(edge, kind, size, colour, 5) for edge in ("top", "bottom", "right"))
        left = side("left", kind if thick == size else "single", thick, colour, 10)
        styles |= _box(name, f"<w:pBdr>{top}{left}{bottom}{right}</w:pBdr>")
    return styles | _local_parts()


def _local_parts() -> dict[str, tuple[str, str]]:
    """Return the styles of fields and steps in local text: they go on with its rule at the left."""
    rule = side("left", "dotted", 24, GREEN, 10)
    top, bottom, right = (side(edge, "single", 4, "FFFFFF", 4 if edge != "right" else 7) for edge in ("top", "bottom", "right"))
    plain = f"<w:pBdr>{top}{rule}{bottom}{right}</w:pBdr>"
    top, bottom, right = (side(edge, "single", 6, GREY, 5) for edge in ("top", "bottom", "right"))
    framed = f"<w:pBdr>{top}{rule}{bottom}{right}</w:pBdr>"
    return {
        "Local Part Name": (f"{KEEP}{plain}{spacing(120, 100)}{IN_BOX}", run(28, DEEP, bold=True)),
        "Local Step Name": (f"{KEEP}{plain}{spacing(40, 80)}{IN_BOX}", run(bold=True)),
        "Local Field Name": (f"{KEEP}{plain}{spacing(120, 60)}{IN_BOX}", run(bold=True)),
        "Local Field Help": (f"{KEEP}{plain}{spacing(0, 60)}{IN_BOX}", run()),
        "Local Field Choice": (f"{plain}{spacing(0, 60)}{IN_BOX}", run()),
        "Local Field Entry": (f"{framed}{spacing(40, 160)}{IN_BOX}", run()),
    }


def _box(name: str, edges: str) -> dict[str, tuple[str, str]]:
    before = 160 if name in ("Contact Card", "Slot") else 0
    label = f"{KEEP}{edges}{spacing(240, 40)}{IN_BOX}"
    return {
        name: (f"{edges}{spacing(before, 120)}{IN_BOX}", run()),
        f"{name} Label": (label, run(colour=DEEP, bold=True)),
    }


TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/>
<w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{DEEP}"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="110" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{DEEP}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{SOFT}"/></w:tcPr></w:tblStylePr></w:style>"""

HEADER = (("title", ""), ("tab", ""), ("property", "Standing"))
FOOTER = (
    (("property", "Edition"), ("tab", ""), ("text", "Page "), ("field", "PAGE"), ("text", " of "), ("field", "NUMPAGES")),
    (
        ("text", "Printed copy valid until "),
        ("property", "ValidUntil"),
        ("text", " · "),
        ("text", "Document id "),
        ("property", "DocumentId"),
    ),
)


def reference() -> bytes:
    """Return the file."""
    given = subprocess.run((str(pandoc_path()), "--print-default-data-file", "reference.docx"), capture_output=True, check=True).stdout
    document = docx.Document(io.BytesIO(given))
    _set_styles(document)
    _set_page(document)
    made = io.BytesIO()
    document.save(made)
    return _same_every_time(made.getvalue())


def _set_styles(document: Any) -> None:
    root = document.styles.element
    defaults = root.find(qn("w:docDefaults"))
    defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}").getparent().replace(
        defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"),
        parse_xml(f'<w:rPr {nsdecls("w")}>{run()}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'),
    )
    for name, (paragraph, runs) in (PLAIN | boxes()).items():
        _put(root, name, f"<w:pPr>{paragraph}</w:pPr><w:rPr>{runs}</w:rPr>", "paragraph")
    for name, runs in CHARACTERS.items():
        _put(root, name, f"<w:rPr>{runs}</w:rPr>", "character")
    _put(root, "Hyperlink", f'<w:rPr><w:color w:val="{DEEP}"/><w:u w:val="single"/></w:rPr>', "character")
    for style in [each for each in root if each.get(qn("w:styleId")) in ("Table", "TableNormal")]:
        root.remove(style)
    root.append(parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    ))  # fmt: skip
    root.append(parse_xml(TABLE))


def _put(root: Any, name: str, properties: str, kind: str) -> None:
    """Replace the properties of the style of that name, or add it."""
    identifier = name.replace(" ", "")
    found = next((style for style in root if style.get(qn("w:styleId")) == identifier), None)
    if found is None:
        based = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" else ""
        custom = "" if name.startswith(("TOC", "Header", "Footer", "Placeholder")) else ' w:customStyle="1"'
        name_written = name.lower() if name.startswith(("TOC ", "Header", "Footer")) and name != "TOC Heading" else name
        root.append(parse_xml(
            f'<w:style {nsdecls("w")} w:type="{kind}"{custom} w:styleId="{identifier}"><w:name w:val="{name_written}"/>{based}<w:qFormat/>{properties}</w:style>'
        ))  # fmt: skip
        return
    for child in [child for child in found if child.tag in (qn("w:pPr"), qn("w:rPr"))]:
        found.remove(child)
    for child in parse_xml(f"<w:x {nsdecls('w')}>{properties}</w:x>"):
        found.append(child)


def _set_page(document: Any) -> None:
    body = document.element.body
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)
    section = document.sections[0]
    section.page_width, section.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
    section.left_margin = section.right_margin = docx.shared.Mm(22)
    section.top_margin, section.bottom_margin = docx.shared.Mm(26), docx.shared.Mm(26)
    section.header_distance = section.footer_distance = docx.shared.Mm(11)
    _line(section.header.paragraphs[0], "Header", HEADER)
    first = section.footer.paragraphs[0]
    _line(first, "Footer", FOOTER[0])
    _line(section.footer.add_paragraph(), "Footer", FOOTER[1])
    section.footer.paragraphs[1]._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}><w:top w:val='nil'/></w:pBdr>"))


def _line(paragraph: Any, style: str, parts: tuple[tuple[str, str], ...]) -> None:
    pieces = "".join(_piece(kind, words) for kind, words in parts)
    for child in list(paragraph._p):
        paragraph._p.remove(child)
    for child in parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{pieces}</w:p>'):
        paragraph._p.append(child)


def _piece(kind: str, words: str) -> str:
    match kind:
        case "tab":
            return "<w:r><w:tab/></w:r>"
        case "text":
            return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
        case "title":
            return '<w:fldSimple w:instr=" TITLE "><w:r><w:t>Title</w:t></w:r></w:fldSimple>'
        case "field":
            return f'<w:fldSimple w:instr=" {words} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        case _:
            return f'<w:fldSimple w:instr=" DOCPROPERTY {words} "><w:r><w:t>{words}</w:t></w:r></w:fldSimple>'


def _same_every_time(content: bytes) -> bytes:
    """Return the package with its parts sorted and without times."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(source.namelist()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, source.read(name))
    return target.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(reference())

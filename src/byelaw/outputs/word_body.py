"""The body of a Word file as pandoc wrote it, finished: links, lists, tables, boxes and pictures."""

from collections.abc import Mapping

from byelaw.core.names import anchor
from byelaw.core.projects import Image
from byelaw.outputs import ooxml
from byelaw.outputs.boxes import LEFT, STEP, part_boxes
from byelaw.outputs.ooxml import DOCUMENT, Element, Package, element, find, qualified
from byelaw.outputs.word_controls import finish_controls

_EMU = 9525
"""English metric units in a pixel of 96 to the inch."""
_WIDEST = 5976000
_TALLEST = 7900000
"""The room for a picture between the margins of the page, in English metric units: 166 × 219 mm."""


def finish_body(package: Package, images: Mapping[str, Image]) -> None:
    """Finish what stands in the body. A heading and what follows it up to the next is finished the same whatever stands around it."""
    _set_tables(package)
    finish_controls(package)
    part_boxes(package)
    _fit_pictures(package, images)


def word_file(link: str) -> str:
    """Return the target of a link to another document of the edition: `doc:referral#screening` → `referral.docx#screening`."""
    name, mark, block = link.removeprefix("doc:").partition("#")
    return f"{name}.docx{mark}{ooxml.bookmark(anchor(block)) if block else ''}"


def point_links(package: Package) -> None:
    """Give links to other documents the ending of this output."""
    for part in ("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"):
        for relationship in find(package.xml(part), "rel:Relationship") if part in package.parts else []:
            target = relationship.get("Target", "")
            if target.startswith("doc:"):
                relationship.set("Target", word_file(target))


def _set_tables(package: Package) -> None:
    """Keep rows on one page, and line up the text of tables with the text around them."""
    for table in find(package.xml(DOCUMENT), ".//w:tbl"):
        find(table, "w:tblPr/w:tblW")[0].addnext(element("w:tblInd", {"w:w": "0", "w:type": "dxa"}))
        for row in find(table, "w:tr"):
            properties = row.find(qualified("w:trPr"))
            if properties is None:
                properties = element("w:trPr")
                row.insert(0, properties)
            properties.insert(0, element("w:cantSplit"))


def indent_lists(package: Package) -> None:
    """Line up the first level of lists with the text of boxes, so that the rule of a box runs straight beside its list."""
    for level in find(package.xml("word/numbering.xml"), "w:abstractNum/w:lvl"):
        depth = int(level.get(qualified("w:ilvl"), "0"))
        for indent in find(level, "w:pPr/w:ind"):
            indent.set(qualified("w:left"), str(LEFT + STEP * (depth + 1)))
            indent.set(qualified("w:hanging"), str(STEP))


def _fit_pictures(package: Package, images: Mapping[str, Image]) -> None:
    """Give pictures the size they were drawn in, at most the page's; add the SVG beside the PNG that stands for it."""
    for inline in find(package.xml(DOCUMENT), ".//wp:inline"):
        named = find(inline, ".//pic:cNvPr")[0]
        image = images[named.get("descr", "")]
        named.set("descr", find(inline, "wp:docPr")[0].get("descr", ""))
        for distance in ("distT", "distB", "distL", "distR"):
            inline.set(distance, "0")
        width, height = _size(image)
        for extent in [*find(inline, "wp:extent"), *find(inline, ".//a:xfrm/a:ext")]:
            extent.set("cx", str(width))
            extent.set("cy", str(height))
        if image.raster:
            _add_vector(package, find(inline, ".//a:blip")[0], image)


def _size(image: Image) -> tuple[int, int]:
    width, height = image.width * _EMU, image.height * _EMU
    scale = min(1.0, _WIDEST / max(width, 1), _TALLEST / max(height, 1))
    return round(width * scale), round(height * scale)


def vector_id(image: Image) -> str:
    """Return the relationship of an SVG, which is the same wherever it is shown."""
    return f"svg{image.digest[:12]}"


def _add_vector(package: Package, blip: Element, image: Image) -> None:
    name = f"media/{image.digest}.svg"
    package.parts[f"word/{name}"] = image.content
    _add_content_type(package, "svg", "image/svg+xml")
    identifier = vector_id(image)
    relations = package.xml("word/_rels/document.xml.rels")
    if not any(relation.get("Id") == identifier for relation in relations):
        kind = f"{ooxml.NAMESPACES['r']}/image"
        relations.append(element("rel:Relationship", {"Id": identifier, "Type": kind, "Target": name}))
    vector = element("asvg:svgBlip", {"r:embed": identifier})
    blip.append(element("a:extLst", children=[element("a:ext", {"uri": "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"}, [vector])]))


def _add_content_type(package: Package, extension: str, media_type: str) -> None:
    types = package.xml("[Content_Types].xml")
    if not any(default.get("Extension") == extension for default in find(types, "ct:Default")):
        types.insert(0, element("ct:Default", {"Extension": extension, "ContentType": media_type}))

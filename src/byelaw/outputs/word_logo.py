"""The mark of an edition at the top of its Word files."""

from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument
from byelaw.outputs import ooxml
from byelaw.outputs.ooxml import DOCUMENT, Element, Package, element, find

LOGO = "logo"
"""The relationship of the mark; pandoc's and ours are called otherwise."""

_NUMBER = "900001"
"""Of the drawing: above any that a document counts to."""

_EMU = 36_000
_TALLEST, _WIDEST = 18 * _EMU, 60 * _EMU
"""18 mm and 60 mm in English metric units."""

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


def logo_part(document: PublishedDocument) -> tuple[str, bytes] | None:
    """Return the name, within the folder `word`, and the bytes of the picture that shows the mark; None if there is none to show."""
    logo = document.logo
    if logo is None:
        return None
    if logo.raster:
        return f"media/{logo.digest}.png", logo.raster
    ending = _ENDINGS.get(logo.media_type)
    return (f"media/{logo.digest}.{ending}", logo.content) if ending else None


def show_logo(package: Package, document: PublishedDocument) -> None:
    """Put the mark before everything else, at the right, with the edition's name for those who do not see it."""
    part = logo_part(document)
    if part is None or document.logo is None:
        return
    line = ooxml.paragraph(
        "BodyText", element("w:r", children=[element("w:drawing", children=[_drawing(document, document.logo, part[0])])])
    )
    find(line, "w:pPr")[0].append(element("w:jc", {"w:val": "right"}))
    find(package.xml(DOCUMENT), "w:body")[0].insert(0, line)


def add_logo_part(package: Package, document: PublishedDocument) -> None:
    """Put the mark's picture among the parts of a file that pandoc wrote, where the drawing finds it."""
    part = logo_part(document)
    if part is None:
        return
    name, content = part
    package.parts[f"word/{name}"] = content
    relation = {"Id": LOGO, "Type": f"{ooxml.NAMESPACES['r']}/image", "Target": name}
    package.xml("word/_rels/document.xml.rels").append(element("rel:Relationship", relation))
    ending = name.rpartition(".")[2]
    types = package.xml("[Content_Types].xml")
    if not any(each.get("Extension") == ending for each in find(types, "ct:Default")):
        kind = next(kind for kind, known in _ENDINGS.items() if known == ending)
        types.insert(0, element("ct:Default", {"Extension": ending, "ContentType": kind}))


def _drawing(document: PublishedDocument, logo: Image, name: str) -> Element:
    scale = min(_TALLEST / max(logo.height, 1), _WIDEST / max(logo.width, 1))
    size = {"cx": str(round(logo.width * scale)), "cy": str(round(logo.height * scale))}
    about = {"id": _NUMBER, "name": "Logo", "descr": document.control.edition}
    fill = element("pic:blipFill", children=[element("a:blip", {"r:embed": LOGO}), element("a:stretch", children=[element("a:fillRect")])])
    place = element("a:xfrm", children=[element("a:off", {"x": "0", "y": "0"}), element("a:ext", size)])
    shape = element("pic:spPr", children=[place, element("a:prstGeom", {"prst": "rect"}, [element("a:avLst")])])
    named = element("pic:nvPicPr", children=[element("pic:cNvPr", {**about, "name": name}), element("pic:cNvPicPr")])
    data = element("a:graphicData", {"uri": ooxml.NAMESPACES["pic"]}, [element("pic:pic", children=[named, fill, shape])])
    distances = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    inside = [element("wp:extent", size), element("wp:docPr", about), element("a:graphic", children=[data])]
    return element("wp:inline", distances, inside)

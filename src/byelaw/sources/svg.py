"""Check an SVG drawing against a list of what may stand in it: shapes and text, nothing that runs, fetches, animates or links away."""

import re
from dataclasses import dataclass

from lxml import etree

from byelaw.core.problems import Place, Problem, error

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset(
    "svg g defs title desc symbol use path rect circle ellipse line polyline polygon text tspan textPath marker pattern clipPath mask "  # noqa: SIM905 - words read best as words
    "linearGradient radialGradient stop filter feGaussianBlur feOffset feMerge feMergeNode feBlend feFlood feComposite "
    "feColorMatrix".split()
)
ATTRIBUTES = frozenset(
    "alignment-baseline amplitude baseline-shift clip-path clip-rule clipPathUnits color color-interpolation "  # noqa: SIM905 - words read best as words
    "color-interpolation-filters cx cy d direction display dominant-baseline dx dy fill fill-opacity fill-rule filter filterUnits "
    "flood-color flood-opacity font-family font-size font-style font-variant font-weight fr fx fy gradientTransform gradientUnits "
    "height id in in2 k1 k2 k3 k4 lengthAdjust letter-spacing marker-end marker-mid marker-start markerHeight markerUnits "
    "markerWidth mask maskContentUnits maskUnits mode offset opacity operator orient overflow paint-order pathLength "
    "patternContentUnits patternTransform patternUnits points preserveAspectRatio primitiveUnits r refX refY result role rotate rx ry "
    "shape-rendering spreadMethod startOffset stdDeviation stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering "
    "textLength transform transform-origin type values vector-effect version viewBox visibility width word-spacing writing-mode x x1 "
    "x2 y y1 y2 class aria-hidden aria-label aria-labelledby aria-describedby focusable".split()
)
_SPACE_ATTRIBUTES = frozenset({"{http://www.w3.org/XML/1998/namespace}space", "{http://www.w3.org/XML/1998/namespace}lang"})
_OWN_URL = re.compile(r"""url\(\s*["']?#[A-Za-z_][\w.-]*["']?\s*\)""")
_OWN_LINK = re.compile(r"#[A-Za-z_][\w.-]*")
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?:px)?")
MOST_ELEMENTS = 20_000
MOST_DEPTH = 50
MOST_USES = 200
MOST_EFFECTS = 20
"""Blurred parts and steps of blurring: each works through every pixel of the drawing."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A checked drawing and its size in pixels."""

    content: bytes
    width: int
    height: int


def read_svg(content: bytes, place: Place) -> Drawing | Problem:
    """Return the drawing without comments, or why it is refused (`image-damaged`, `svg-not-allowed`), with line."""
    if b"<!DOCTYPE" in content[:4096].upper() or b"<!ENTITY" in content.upper():
        return _refused(place, "it holds a DOCTYPE or an entity", "delete the line that starts with <!DOCTYPE")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as failure:
        line = failure.lineno or 0
        return error("image-damaged", Place(place.file, line), f"the drawing cannot be read: {failure.msg}", "save it again")
    return _first_problem(root, place) or _sized(root, place)


def _first_problem(root: etree._Element, place: Place) -> Problem | None:
    if root.tag != f"{_SVG}svg":
        return error(
            "image-damaged", place, "the file is not an SVG drawing", 'it must start with <svg xmlns="http://www.w3.org/2000/svg">'
        )
    uses = effects = 0
    waiting = [(root, 1)]
    seen = 0
    while waiting:
        element, depth = waiting.pop()
        seen += 1
        uses += element.tag == f"{_SVG}use"
        effects += "filter" in element.attrib or str(element.tag).startswith(f"{_SVG}fe")
        if seen > MOST_ELEMENTS or depth > MOST_DEPTH or uses > MOST_USES or effects > MOST_EFFECTS:
            return _refused(Place(place.file, element.sourceline or 0), "it is too complicated", "simplify it, or save it as PNG")
        found = _element_problem(element, Place(place.file, element.sourceline or 0))
        if found is not None:
            return found
        waiting.extend((child, depth + 1) for child in reversed(element))
    return None


def _element_problem(element: etree._Element, place: Place) -> Problem | None:
    name = str(element.tag)
    if not name.startswith(_SVG) or name.removeprefix(_SVG) not in ELEMENTS:
        shown = name.rpartition("}")[2]
        return _refused(place, f"<{shown}> may not stand in a drawing", "save it as 'plain SVG', with text as text and no scripts")
    if name == f"{_SVG}use" and element.getparent() is not None and _is_in_definition(element):
        return _refused(place, "<use> may not stand inside <defs>, <symbol> or <pattern>", "draw the shape itself there")
    for key, value in element.attrib.items():
        found = _attribute_problem(str(key), str(value), place)
        if found is not None:
            return found
    return None


def _is_in_definition(element: etree._Element) -> bool:
    """Tell whether the element is drawn only where it is used: uses of uses can blow a small file up without end."""
    around = {f"{_SVG}{name}" for name in ("defs", "symbol", "pattern", "marker", "mask", "clipPath")}
    return any(each.tag in around for each in element.iterancestors())


def _attribute_problem(key: str, value: str, place: Place) -> Problem | None:
    if key in {"href", _XLINK_HREF}:
        if _OWN_LINK.fullmatch(value.strip()):
            return None
        return _refused(place, f"the drawing points elsewhere: {value[:60]}", "only things in the drawing itself can be used")
    if key not in ATTRIBUTES and key not in _SPACE_ATTRIBUTES:
        shown = key.rpartition("}")[2]
        return _refused(place, f"the attribute '{shown}' may not stand in a drawing", "save it as 'plain SVG' with presentation attributes")
    if "url(" in value.lower() and _OWN_URL.sub("", value).lower().find("url(") >= 0:
        return _refused(place, f"the drawing points elsewhere: {value[:60]}", "only things in the drawing itself can be used")
    return None


def _sized(root: etree._Element, place: Place) -> Drawing | Problem:
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = [_length(part) for part in (root.get("viewBox") or "").replace(",", " ").split()[2:]]
    if len(box) == 2:  # noqa: PLR2004 - width and height of the view box
        width, height = width or box[0], height or box[1]
    if not width or not height:
        return error("image-damaged", place, "the drawing does not say how large it is", 'add width="…" and height="…", or a viewBox')
    root.set("width", str(width))
    root.set("height", str(height))
    return Drawing(etree.tostring(root, encoding="utf-8"), width, height)


def _length(text: str | None) -> int:
    match = _LENGTH.fullmatch((text or "").strip())
    return max(1, round(float(match[1]))) if match and len(match[1]) < 10 else 0  # noqa: PLR2004 - no drawing is that large


def _refused(place: Place, message: str, hint: str) -> Problem:
    return error("svg-not-allowed", place, message, hint)

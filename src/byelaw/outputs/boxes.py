"""Boxes in Word: paragraphs with a rule or a frame, which Word joins when their borders and left edges are the same.

That gives a label and the text below it one box; but it would also join two duties in a row. So every second box of such a row
gets borders of a colour that no eye can tell apart, and lists inside keep the left edge of their box.
"""

from collections.abc import Iterator
from copy import deepcopy

from byelaw.outputs.ooxml import DOCUMENT, Element, Package, element, find, qualified, serialise

LEFT = 240
"""Twips: the left edge of text in boxes."""

STEP = 360
"""Twips: how far a list moves in at each level."""

_LABEL = "Label"
_BEFORE_BORDERS = frozenset(map(qualified, ("w:pStyle", "w:keepNext", "w:keepLines", "w:numPr")))


def part_boxes(package: Package) -> None:
    """Part boxes that follow each other, and keep the left edge of those with lists."""
    borders = borders_of(package.xml("word/styles.xml"))
    for paragraph, style, odd in _in_boxes(find(package.xml(DOCUMENT), "w:body")[0], borders):
        properties = find(paragraph, "w:pPr")[0]
        if odd:
            _after_style(properties, _tinted(borders[style]))
        for depth in find(properties, "w:numPr/w:ilvl"):
            _straighten(properties, int(depth.get(qualified("w:val"), "0")))


def borders_of(styles: Element) -> dict[str, Element]:
    """Return the borders of each boxed paragraph style, by the style's id."""
    found = ((style.get(qualified("w:styleId"), ""), find(style, "w:pPr/w:pBdr")) for style in find(styles, "w:style"))
    return {name: borders[0] for name, borders in found if borders}


def _in_boxes(body: Element, borders: dict[str, Element]) -> Iterator[tuple[Element, str, bool]]:
    """Yield the paragraphs in boxes with their style and whether theirs is an odd box of a row."""
    looks = {style: serialise(edges) for style, edges in borders.items()}
    row, odd, marked = b"", False, False
    for block in body:
        if block.tag in (qualified("w:bookmarkStart"), qualified("w:bookmarkEnd")):
            marked = True
            continue
        style = style_of(block)
        box = style.removesuffix(_LABEL) if style in borders else ""
        starts = style.endswith(_LABEL) or (marked and f"{box}{_LABEL}" not in _styles_before(block))
        look = looks[style] if box else b""
        odd = bool(box) and look == row and (odd != starts)
        row, marked = look, False
        if box:
            yield block, style, odd


def _styles_before(block: Element) -> tuple[str, ...]:
    """Return the style of the paragraph before, past bookmarks: a label there means that the box goes on."""
    before = block.getprevious()
    while before is not None and before.tag != qualified("w:p"):
        before = before.getprevious()
    return () if before is None else (style_of(before),)


def style_of(block: Element) -> str:
    """Return the id of a paragraph's style."""
    return next((style.get(qualified("w:val"), "") for style in find(block, "w:pPr/w:pStyle")), "")


def _tinted(borders: Element) -> Element:
    copy = deepcopy(borders)
    for side in copy:
        colour = int(side.get(qualified("w:color"), "0"), 16)
        side.set(qualified("w:color"), f"{colour ^ 1:06X}")
    return copy


def _after_style(properties: Element, borders: Element) -> None:
    place = sum(child.tag in _BEFORE_BORDERS for child in properties)
    properties.insert(place, borders)


def _straighten(properties: Element, depth: int) -> None:
    """Hang the mark of a deeper list at the left edge of the box: Word moves the rule with the mark."""
    step = str(STEP * (depth + 1))
    properties.append(element("w:ind", {"w:left": str(LEFT + STEP * (depth + 1)), "w:hanging": step}))

"""A picture of a pathway as SVG: for paper with colours of its own, and for a page with steps to click and the page's colours.

Shape tells the kind as well as colour does. Nothing in it has an id or a style, so that a page may hold several under a strict policy.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from lxml import etree

from byelaw.outputs.pathway_boxes import LINE, SIZE, Shape
from byelaw.outputs.pathway_plan import Line, Placed, Plan, Spot, Words

Given: TypeAlias = Mapping[str, str]
"""Attributes."""

_SVG = "{http://www.w3.org/2000/svg}"
_FONTS = "'Source Sans 3', Arial, Helvetica, sans-serif"
_INK, _DEEP, _WHITE, _LOCAL = "#1a1a1a", "#12324a", "#ffffff", "#1d5c4d"
_FILL = {Shape.START: "#e3edf4", Shape.ACTION: _WHITE, Shape.DECISION: "#fdf3d6", Shape.END: "#e3edf4", Shape.ELSEWHERE: _WHITE}
_BASE = 0.35
"""How far below the middle of a line its letters stand, in parts of their size."""

_BEND, _ARROW, _SIGN = 7.0, 9.0, 8.0
_LEGEND = 30.0


@dataclass(frozen=True, slots=True)
class Telling:
    """What a picture says besides its boxes: its name and what it shows, and whose the marked steps are."""

    name: str
    summary: str
    local: tuple[str, ...] = ()


def paper_svg(plan: Plan, telling: Telling) -> bytes:
    """Return the picture as a drawing of its own."""
    root = _root(plan, telling)
    root.set("role", "img")
    root.set("aria-label", telling.summary)
    for position, (tag, words) in enumerate((("title", telling.name), ("desc", telling.summary))):
        heading = etree.Element(_SVG + tag)
        heading.text = words
        root.insert(position, heading)
    _draw(root, plan, telling, [root] * len(plan.boxes))
    return etree.tostring(root, encoding="utf-8")


def page_svg(plan: Plan, telling: Telling, address: Callable[[str], str], scale: float = 1.0) -> str:
    """Return the picture as a part of a page, shown at the scale, each box a link to where `address` says its `href` is."""
    root = _root(plan, telling)
    for name, length in zip(("width", "height"), size_of(plan, telling), strict=True):
        root.set(name, _number(length * scale))
    root.set("role", "group")
    root.set("aria-label", telling.name)
    root.set("class", "pathway-svg")
    links = [etree.Element(_SVG + "a", {"href": address(each.box.href), "aria-label": each.box.name}) for each in plan.boxes]
    _draw(root, plan, telling, links)
    return etree.tostring(root, encoding="unicode", method="html")


def size_of(plan: Plan, telling: Telling) -> tuple[int, int]:
    """Return the width and height of the whole drawing in pixels."""
    return ceil(plan.width), ceil(plan.height + (_LEGEND if telling.local else 0.0))


def _root(plan: Plan, telling: Telling) -> etree._Element:
    width, height = size_of(plan, telling)
    size = {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"}
    root = etree.Element(f"{_SVG}svg", size, nsmap={None: _SVG[1:-1]})
    for name, value in (("font-family", _FONTS), ("font-size", _number(SIZE)), ("fill", _INK)):
        root.set(name, value)
    return root


def _draw(root: etree._Element, plan: Plan, telling: Telling, holders: Sequence[etree._Element]) -> None:
    """Draw everything: the ways, then the boxes, each in its holder, in the order of the steps, then the words on the ways."""
    for line in plan.lines:
        _draw_line(root, line)
    for placed, holder in zip(plan.boxes, holders, strict=True):
        if holder is not root:
            root.append(holder)
        _draw_box(holder, placed)
    for words in [line.words for line in plan.lines if line.words is not None]:
        _draw_words(root, words)
    if telling.local:
        _draw_legend(root, telling.local, plan.height)


def _add(parent: etree._Element, tag: str, given: Given) -> etree._Element:
    return etree.SubElement(parent, _SVG + tag, dict(given))


def _draw_box(root: etree._Element, placed: Placed) -> None:
    box = placed.box
    group = _add(root, "g", {"class": f"pathway-step pathway-step--{box.shape}"})
    edge = {"stroke": _DEEP, "stroke-width": "2" if box.shape in {Shape.START, Shape.END} else "1.5", "fill": _FILL[box.shape]}
    if box.shape is Shape.ELSEWHERE:
        edge["stroke-dasharray"] = "5 4"
    _add(group, "path", {"class": "pathway-box", "d": _outline(placed, 0), **edge})
    if box.shape is Shape.END:
        _add(group, "path", {"class": "pathway-rim", "d": _outline(placed, 4), **edge, "stroke-width": "1", "fill": "none"})
    top = placed.at.y + (box.height - LINE * (len(box.heading) + len(box.lines))) / 2
    middle = placed.at.x + box.width / 2
    for position, words in enumerate((*box.heading, *box.lines)):
        weight = {"font-weight": "bold"} if position < len(box.heading) else {}
        _draw_text(group, words, Spot(middle, top + LINE * (position + 0.5)), weight)
    if box.is_local:
        _draw_sign(group, Spot(placed.at.x + box.width - box.point - 4, placed.at.y))


def _outline(placed: Placed, inset: float) -> str:
    """Return the shape of a box: sharp or round, pointed at both sides for a decision."""
    left, top = placed.at.x + inset, placed.at.y + inset
    right, bottom = placed.at.x + placed.box.width - inset, placed.at.y + placed.box.height - inset
    middle, lean = (top + bottom) / 2, placed.box.point
    if placed.box.shape is Shape.DECISION:
        upper, lower = [(left + lean, top), (right - lean, top)], [(right - lean, bottom), (left + lean, bottom)]
        return _path([*upper, (right, middle), *lower, (left, middle)])
    if placed.box.shape is Shape.ACTION:
        return _path([(left, top), (right, top), (right, bottom), (left, bottom)])
    radius = min((bottom - top) / 2, 2 * lean)
    arc = f"A{_number(radius)} {_number(radius)} 0 0 1"
    return (
        f"M{_pair(left + radius, top)}L{_pair(right - radius, top)}{arc} {_pair(right, top + radius)}L{_pair(right, bottom - radius)}"
        f"{arc} {_pair(right - radius, bottom)}L{_pair(left + radius, bottom)}{arc} {_pair(left, bottom - radius)}"
        f"L{_pair(left, top + radius)}{arc} {_pair(left + radius, top)}Z"
    )


def _draw_sign(group: etree._Element, at: Spot) -> None:
    """Draw the sign of a local step: a diamond."""
    around = [(at.x, at.y - _SIGN), (at.x + _SIGN, at.y), (at.x, at.y + _SIGN), (at.x - _SIGN, at.y)]
    _add(group, "path", {"class": "pathway-sign", "d": _path(around), "fill": _LOCAL, "stroke": _WHITE, "stroke-width": "1.5"})


def _draw_line(root: etree._Element, line: Line) -> None:
    corners, tip = _shortened(line.corners)
    path = {"class": "pathway-way", "d": _rounded(corners), "fill": "none", "stroke": _DEEP, "stroke-width": "1.5"}
    _add(root, "path", path)
    _add(root, "path", {"class": "pathway-arrow", "d": _path(tip), "fill": _DEEP})


def _shortened(corners: Sequence[Spot]) -> tuple[list[Spot], list[tuple[float, float]]]:
    """Return the corners without the length of the arrow at the end, and the arrow."""
    before, end = corners[-2], corners[-1]
    across, down = end.x - before.x, end.y - before.y
    length = max((across * across + down * down) ** 0.5, 0.001)
    across, down = across / length, down / length
    foot = Spot(end.x - across * _ARROW, end.y - down * _ARROW)
    wide = _ARROW / 2
    tip = [(end.x, end.y), (foot.x - down * wide, foot.y + across * wide), (foot.x + down * wide, foot.y - across * wide)]
    return [*corners[:-1], foot], tip


def _rounded(corners: Sequence[Spot]) -> str:
    """Return a line through the corners, each bent a little."""
    path = f"M{_pair(corners[0].x, corners[0].y)}"
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        into, out = _towards(corner, before), _towards(corner, after)
        path += f"L{_pair(into.x, into.y)}Q{_pair(corner.x, corner.y)} {_pair(out.x, out.y)}"
    return f"{path}L{_pair(corners[-1].x, corners[-1].y)}"


def _towards(corner: Spot, other: Spot) -> Spot:
    across, down = other.x - corner.x, other.y - corner.y
    length = max((across * across + down * down) ** 0.5, 0.001)
    share = min(_BEND, length / 2) / length
    return Spot(corner.x + across * share, corner.y + down * share)


def _draw_words(root: etree._Element, words: Words) -> None:
    """Write the words of a way over it, on a ground that the line passes under."""
    size = {"x": _number(words.at.x), "y": _number(words.at.y), "width": _number(words.width), "height": _number(words.height)}
    _add(root, "rect", {"class": "pathway-ground", **size, "fill": _WHITE})
    middle, top = words.at.x + words.width / 2, words.at.y + (words.height - LINE * len(words.lines)) / 2
    for position, line in enumerate(words.lines):
        _draw_text(root, line, Spot(middle, top + LINE * (position + 0.5)), {})


def _draw_legend(root: etree._Element, local: Sequence[str], top: float) -> None:
    group = _add(root, "g", {})
    _draw_sign(group, Spot(_SIGN + 6, top + _LEGEND / 2 - 4))
    words = f"Set by {', '.join(local[:-1])} or {local[-1]}" if len(local) > 1 else f"Set by {local[0]}"
    text = _add(group, "text", {"x": _number(2 * _SIGN + 14), "y": _number(top + _LEGEND / 2 - 4 + SIZE * _BASE)})
    text.text = words


def _draw_text(parent: etree._Element, words: str, middle: Spot, given: Given) -> None:
    place = {"x": _number(middle.x), "y": _number(middle.y + SIZE * _BASE), "text-anchor": "middle"}
    text = _add(parent, "text", {**place, **given})
    text.text = words


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(_pair(*corner) for corner in corners) + "Z"


def _pair(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(value: float) -> str:
    """Return a figure with one decimal at most: the same for the same, whatever the last bits are."""
    return f"{value + 0.0:.1f}".removesuffix(".0")

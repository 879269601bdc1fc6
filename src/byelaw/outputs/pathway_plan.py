"""Where everything stands in a picture of a pathway: graphlay lays the boxes out in layers and leads the ways between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import graphlay

from byelaw.core.pictures import PictureWay
from byelaw.outputs.pathway_boxes import LINE, Box, Letters

_WORDS_ROOM = 130.0
"""Pixels: the words on a way are set in lines no wider."""

_ARROW_ROOM = 14.0
"""Pixels: what is kept free around the words on a way for its arrow."""

_SPACING = {"layer_gap": 40.0, "node_gap": 26.0, "dummy_gap": 18.0, "port_gap": 18.0, "stub": 12.0, "edge_label_margin": 8.0}
_TIGHT = {**_SPACING, "layer_gap": 34.0, "node_gap": 12.0, "dummy_gap": 12.0}
_ROUTING = {"style": "orthogonal", "port_sides": "facing_only"}
_LABELS = {"reservation": "always", "clearance": 6.0}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the picture, in pixels from its top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and where its top left corner is."""

    box: Box
    at: Spot


@dataclass(frozen=True, slots=True)
class Line:
    """A way as drawn: its corners from one box to the next, and its words in lines around a spot, with how wide they are."""

    way: PictureWay
    corners: tuple[Spot, ...]
    words: tuple[str, ...] = ()
    words_at: Spot = Spot(0, 0)
    words_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture laid out: everything in it stands inside its width and height."""

    boxes: tuple[Placed, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def laid_out(boxes: Sequence[Box], ways: Sequence[PictureWay], measured: Letters) -> Plan:
    """Return the boxes in layers, beside each other where the ways part. Equal input gives an equal plan."""
    return _plan(_Request(boxes, ways, measured), [_node(box) for box in boxes], _SPACING)


def in_one_column(boxes: Sequence[Box], ways: Sequence[PictureWay], measured: Letters) -> Plan:
    """Return the boxes one below the other in the order given, for a narrow screen."""
    layers = [{**_node(box), "rank": {"fixed": layer}} for layer, box in enumerate(boxes)]
    return _plan(_Request(boxes, ways, measured), layers, _TIGHT)


@dataclass(frozen=True, slots=True)
class _Request:
    """What is to be laid out."""

    boxes: Sequence[Box]
    ways: Sequence[PictureWay]
    measured: Letters


def _plan(request: _Request, nodes: Sequence[dict[str, Any]], spacing: dict[str, float]) -> Plan:
    index = {box.id: position for position, box in enumerate(request.boxes)}
    said = [tuple(request.measured.lines(way.words, _WORDS_ROOM)) if way.words else () for way in request.ways]
    ends = [(index[way.start], index[way.end]) for way in request.ways]
    edges = [_edge(*each, words, request.measured) for each, words in zip(ends, said, strict=True)]
    options = {"spacing": spacing, "routing": _ROUTING, "labels": _LABELS}
    made = graphlay.layout({"nodes": list(nodes), "edges": edges}, preset="process_map", options=options)
    placed = tuple(_placed(box, node) for box, node in zip(request.boxes, made.nodes, strict=True))
    lines = tuple(_line(way, words, edge, request.measured) for way, words, edge in zip(request.ways, said, made.edges, strict=True))
    return _within(placed, lines)


def _node(box: Box) -> dict[str, Any]:
    return {"key": box.id, "shape": "box", "size": {"width": box.width, "height": box.height}}


def _edge(source: int, target: int, words: tuple[str, ...], measured: Letters) -> dict[str, Any]:
    edge = {"source": source, "target": target, "weight": 1.0}
    if not words:
        return edge
    return {**edge, "label_size": {"width": _words_width(words, measured), "height": LINE * len(words) + _ARROW_ROOM}}


def _words_width(words: tuple[str, ...], measured: Letters) -> float:
    return max(measured.width(line) for line in words) + 6.0


def _placed(box: Box, node: dict[str, Any]) -> Placed:
    centre = node["center"]
    return Placed(box, Spot(centre["x"] - box.width / 2, centre["y"] - box.height / 2))


def _line(way: PictureWay, words: tuple[str, ...], edge: dict[str, Any], measured: Letters) -> Line:
    corners = tuple(Spot(point["x"], point["y"]) for point in edge["points"])
    anchor = edge.get("label_anchor") or edge["points"][len(corners) // 2]
    return Line(way, corners, words, Spot(anchor["x"], anchor["y"]), _words_width(words, measured) if words else 0.0)


_MARGIN = 10.0


def _within(boxes: tuple[Placed, ...], lines: tuple[Line, ...]) -> Plan:
    """Return the plan moved so that all of it stands right of and below its top left corner."""
    spots = [spot for each in boxes for spot in (each.at, Spot(each.at.x + each.box.width, each.at.y + each.box.height))]
    for line in lines:
        half, tall = line.words_width / 2, LINE * len(line.words) / 2
        spots += [*line.corners, Spot(line.words_at.x - half, line.words_at.y - tall), Spot(line.words_at.x + half, line.words_at.y + tall)]
    left, top = min(spot.x for spot in spots) - _MARGIN, min(spot.y for spot in spots) - _MARGIN

    def moved(spot: Spot) -> Spot:
        return Spot(spot.x - left, spot.y - top)

    return Plan(
        boxes=tuple(replace(each, at=moved(each.at)) for each in boxes),
        lines=tuple(replace(each, corners=tuple(map(moved, each.corners)), words_at=moved(each.words_at)) for each in lines),
        width=max(spot.x for spot in spots) - left + _MARGIN,
        height=max(spot.y for spot in spots) - top + _MARGIN,
    )

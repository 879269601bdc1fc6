"""Where everything stands in a picture of a pathway: graphlay lays the boxes out in layers and leads the ways between them.

The words of a way are laid out as a box without an edge in the middle of it: so they stand on their own line and nowhere else, whatever
else is drawn there. (graphlay has labels of its own; where many ways part, it puts them far from their lines.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

import graphlay

from byelaw.core.pictures import PictureWay
from byelaw.outputs.pathway_boxes import LINE, Box, Letters

_Json: TypeAlias = dict[str, Any]

_ROUTING = {"style": "orthogonal", "port_sides": "facing_only"}
_SPACING = {"layer_gap": 28.0, "node_gap": 24.0, "dummy_gap": 26.0, "port_gap": 18.0, "stub": 12.0}
_LAYERED: _Json = {"routing": _ROUTING, "spacing": _SPACING}
_COLUMN: _Json = {
    "routing": _ROUTING,
    "spacing": {**_SPACING, "layer_gap": 26.0, "node_gap": 10.0, "dummy_gap": 16.0},
    "coords": {"branch_bands": False},
    "compaction": {"mode": "priority"},
}
"""graphlay's options: a column is made as narrow as can be."""

_WORDS_ROOM, _TIGHT_WORDS_ROOM = 130.0, 90.0
"""Pixels: the words on a way are set in lines no wider, if no word is; a word of more than the wider is broken."""

_TIGHT_ROW = 180.0
"""Pixels: words that need more in a row stand one below the other in one column."""

_MARGIN = 10.0


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
class Words:
    """The words on a way, in lines, in an area that the line passes under."""

    lines: tuple[str, ...]
    at: Spot
    width: float

    @property
    def height(self) -> float:
        """Return how tall the area is."""
        return LINE * len(self.lines) + 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """A way as drawn: its corners from one box to the next, and the words on it."""

    way: PictureWay
    corners: tuple[Spot, ...]
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture laid out: everything in it stands inside its width and height."""

    boxes: tuple[Placed, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def laid_out(boxes: Sequence[Box], ways: Sequence[PictureWay], measured: Letters) -> Plan:
    """Return the boxes in layers, beside each other where the ways part. Equal input gives an equal plan."""
    request = _Request(boxes, ways, _worded(ways, measured, _WORDS_ROOM))
    nodes = [*(_node(each.width, each.height) for each in boxes), *(_node(each.width, each.height) for each in request.worded)]
    return _plan(request, nodes, _LAYERED)


def in_one_column(boxes: Sequence[Box], ways: Sequence[PictureWay], measured: Letters) -> Plan:
    """Return the boxes one below the other in the order given, for a narrow screen; under a box the words of its ways."""
    request = _Request(boxes, ways, _worded(ways, measured, _TIGHT_WORDS_ROOM))
    said = list(zip([way.start for way in ways if way.words], request.worded, strict=True))
    nodes, words, layer = [], dict[int, _Json](), 0
    for box in boxes:
        nodes.append({**_node(box.width, box.height), "rank": {"fixed": layer}})
        own = [(place, each) for place, (start, each) in enumerate(said) if start == box.id]
        step = 0 if sum(each.width for _, each in own) <= _TIGHT_ROW else 1
        for count, (place, each) in enumerate(own):
            words[place] = {**_node(each.width, each.height), "rank": {"fixed": layer + 1 + step * count}}
        layer += 2 + step * max(len(own) - 1, 0)
    return _plan(request, [*nodes, *(words[place] for place in range(len(said)))], _COLUMN)


@dataclass(frozen=True, slots=True)
class _Request:
    """What is to be laid out: boxes, ways, and the words of those ways that have any, in their order."""

    boxes: Sequence[Box]
    ways: Sequence[PictureWay]
    worded: Sequence[Words]


def _worded(ways: Sequence[PictureWay], measured: Letters, room: float) -> list[Words]:
    words = [way.words for way in ways if way.words]
    longest = [max(map(measured.width, each.split()), default=0.0) for each in words]
    lines = [tuple(measured.lines(each, max(room, min(most, _WORDS_ROOM)))) for each, most in zip(words, longest, strict=True)]
    return [Words(each, Spot(0, 0), max(map(measured.width, each)) + 6.0) for each in lines]


def _node(width: float, height: float) -> _Json:
    return {"shape": "box", "size": {"width": width, "height": height}}


def _plan(request: _Request, nodes: Sequence[_Json], options: _Json) -> Plan:
    numbered = [{**node, "key": str(number)} for number, node in enumerate(nodes)]
    legs = _legs(request)
    edges = [{"source": start, "target": end, "weight": 1.0} for leg in legs for start, end in pairwise(leg)]
    made = graphlay.layout({"nodes": numbered, "edges": edges}, preset="process_map", options=options)
    corners = [tuple(Spot(point["x"], point["y"]) for point in edge["points"]) for edge in made.edges]
    placed = [Placed(box, _corner(node, box.width, box.height)) for box, node in zip(request.boxes, made.nodes, strict=False)]
    below = made.nodes[len(request.boxes) :]
    worded = [replace(each, at=_corner(node, each.width, each.height)) for each, node in zip(request.worded, below, strict=True)]
    return _within(placed, _lines(request.ways, corners, worded))


def _legs(request: _Request) -> list[tuple[int, ...]]:
    """Return for each way the nodes it goes through: its start, its words if it has any, its end."""
    index = {box.id: position for position, box in enumerate(request.boxes)}
    words = iter(range(len(request.boxes), len(request.boxes) + len(request.worded)))
    return [(index[way.start], *([next(words)] if way.words else []), index[way.end]) for way in request.ways]


def _lines(ways: Sequence[PictureWay], corners: Sequence[tuple[Spot, ...]], worded: Sequence[Words]) -> list[Line]:
    legs, words = iter(corners), iter(worded)
    return [Line(way, next(legs) + next(legs), next(words)) if way.words else Line(way, next(legs)) for way in ways]


def _corner(node: _Json, width: float, height: float) -> Spot:
    return Spot(node["center"]["x"] - width / 2, node["center"]["y"] - height / 2)


def _within(boxes: Sequence[Placed], lines: Sequence[Line]) -> Plan:
    """Return the plan moved so that all of it stands right of and below its top left corner."""
    areas = [(each.at, each.box.width, each.box.height) for each in boxes]
    areas += [(line.words.at, line.words.width, line.words.height) for line in lines if line.words is not None]
    spots = [spot for at, width, height in areas for spot in (at, Spot(at.x + width, at.y + height))]
    spots += [spot for line in lines for spot in line.corners]
    left, top = min(spot.x for spot in spots) - _MARGIN, min(spot.y for spot in spots) - _MARGIN

    def moved(spot: Spot) -> Spot:
        return Spot(spot.x - left, spot.y - top)

    def moved_line(line: Line) -> Line:
        words = replace(line.words, at=moved(line.words.at)) if line.words is not None else None
        return replace(line, corners=tuple(map(moved, line.corners)), words=words)

    return Plan(
        boxes=tuple(replace(each, at=moved(each.at)) for each in boxes),
        lines=tuple(moved_line(line) for line in lines),
        width=max(spot.x for spot in spots) - left + _MARGIN,
        height=max(spot.y for spot in spots) - top + _MARGIN,
    )

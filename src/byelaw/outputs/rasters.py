"""A PNG of every SVG, for readers that show no SVG. Made once for each picture."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt
from pathlib import Path

from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Image
from byelaw.tools.fleet import UnitFailure, run_units
from byelaw.tools.typst import Typesetter, TypstFailure, typesetter

SHARP = 192
MOST_PIXELS = 4_000_000
"""Of a PNG: 17 cm at 300 dots an inch are 2,000 pixels, and any more only costs memory."""

SECONDS = 10


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG to draw, at so many pixels an inch (96 are its own size)."""

    path: str
    content: bytes
    ppi: float


def with_rasters(images: Mapping[str, Image], fonts: Path) -> tuple[dict[str, Image], tuple[Problem, ...]]:
    """Return the pictures, each SVG with its PNG; the same drawing in many places is drawn once.

    Reports `image-unreadable` for an SVG that cannot be drawn, or not in time.
    On a process of its own: a drawing of a few lines can keep a renderer busy for hours, or stop it.
    """
    result, problems = dict(images), []
    same: dict[str, list[str]] = {}
    for path, image in images.items():
        if path.endswith(".svg"):
            same.setdefault(image.digest, []).append(path)
    drawings = [Drawing(paths[0], images[paths[0]].content, _ppi(images[paths[0]])) for paths in same.values()]
    if not drawings:
        return result, ()
    for done in run_units(_drawn, partial(typesetter, fonts), drawings, workers=1, seconds=SECONDS):
        made = done.outcome
        for path in same[images[done.unit.path].digest]:
            if isinstance(made, bytes):
                result[path] = replace(images[path], raster=made)
            else:
                problems.append(_undrawn(path, made))
    return result, tuple(problems)


def _undrawn(path: str, made: TypstFailure | UnitFailure) -> Problem:
    why = made.message if isinstance(made, TypstFailure) else made.reason
    return error("image-unreadable", Place(path), f"the picture cannot be drawn: {why}", "simplify it, or save it as PNG")


def _drawn(setter: Typesetter, drawing: Drawing) -> bytes | TypstFailure:
    return setter.raster(drawing.content, drawing.ppi)


def _ppi(image: Image) -> float:
    """Return twice the drawing's own resolution, or as much as keeps the PNG bounded: a small file may say that it is huge."""
    doubled = 4 * image.width * image.height
    return SHARP * min(1, sqrt(MOST_PIXELS / doubled))

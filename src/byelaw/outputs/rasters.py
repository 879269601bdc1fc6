"""A PNG of every SVG, for readers that show no SVG. Made once for each picture."""

from collections.abc import Mapping
from dataclasses import replace
from math import sqrt
from pathlib import Path

from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Image
from byelaw.tools.typst import TypstFailure, typesetter

SHARP = 192
MOST_PIXELS = 4_000_000
"""Of a PNG: 17 cm at 300 dots an inch are 2,000 pixels, and any more only costs memory."""


def with_rasters(images: Mapping[str, Image], fonts: Path) -> tuple[dict[str, Image], tuple[Problem, ...]]:
    """Return the pictures, each SVG with its PNG. Reports `image-unreadable` for an SVG that cannot be drawn."""
    setter = typesetter(fonts) if any(path.endswith(".svg") for path in images) else None
    result, problems = dict(images), []
    for path, image in images.items():
        if setter is None or not path.endswith(".svg"):
            continue
        made = setter.raster(image.content, _ppi(image))
        if isinstance(made, TypstFailure):
            problems.append(
                error("image-unreadable", Place(path), f"the picture cannot be drawn: {made.message}", "save it again as plain SVG")
            )
        else:
            result[path] = replace(image, raster=made)
    return result, tuple(problems)


def _ppi(image: Image) -> float:
    """Return twice the drawing's own resolution, or as much as keeps the PNG bounded: a small file may say that it is huge."""
    doubled = 4 * image.width * image.height
    return SHARP * min(1, sqrt(MOST_PIXELS / doubled))

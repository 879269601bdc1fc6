"""What a chart shows, as values in words and places on a scale. Where they stand in the picture is the drawing's business."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the scale: where it stands (0 to 1), its figure and its name."""

    at: float
    figure: str
    name: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, its length (0 to 1; None where there is no figure), and the figure in words."""

    label: str
    length: float | None
    words: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars on one scale, one below the other. `summary` says the same to those who don't see it."""

    name: str
    summary: str
    scale: tuple[Mark, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line: the day in short, its height (0 to 1; None where there is no figure), and the figure in words."""

    label: str
    height: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: what it is of, and its points from the earliest."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Small charts over the same days and on the same scale. `summary` says the same to those who don't see them."""

    name: str
    summary: str
    scale: tuple[Mark, ...]
    panels: tuple[Panel, ...]


Chart: TypeAlias = BarChart | TrendChart

"""A chart as SVG: words beside every bar and point, so that neither colour nor a reading of lengths is needed.

Bars stand one below the other under their labels, as a phone and a printed page have more height than width.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from types import MappingProxyType

from lxml import etree

from byelaw.core.charts import Bar, BarChart, Chart, Mark, Panel, Point, TrendChart
from byelaw.outputs.pathway_boxes import LINE, SIZE, Letters

WIDTH = 500.0
"""Pixels: on a phone the letters are still 10 pixels high, and on a page of A4 it stands at its own size."""

_SVG = "{http://www.w3.org/2000/svg}"
_FONTS = "'Source Sans 3', Arial, Helvetica, sans-serif"
_INK, _DEEP, _GROUND, _RULE, _WHITE = "#1a1a1a", "#12324a", "#e3edf4", "#767f88", "#ffffff"
_SIDE = 14.0
_BAR = 20.0
_GAP = 12.0
_PLOT = 84.0
_RADIUS = 4.5
_HALO = MappingProxyType({"stroke": _WHITE, "stroke-width": "5", "stroke-linejoin": "round", "paint-order": "stroke"})
"""A ground for words that keeps lines away from them."""

_NO_BREAK = "\u00a0"
_BASE = 0.35
"""How far below the middle of a line its letters stand, in parts of their size."""


def chart_svg(chart: Chart, letters: Letters) -> tuple[bytes, int, int]:
    """Return the chart as a drawing, with its width and height in pixels."""
    drawing = _Drawing(letters)
    drawing.legend(chart.scale)
    match chart:
        case BarChart():
            drawing.bars(chart)
        case TrendChart():
            for panel in chart.panels:
                drawing.panel(panel, chart.scale)
    return drawing.finished(chart)


@dataclass(slots=True)
class _Drawing:
    """A drawing that grows downwards; `y` is where the next thing stands."""

    letters: Letters
    root: etree._Element = field(default_factory=lambda: etree.Element(f"{_SVG}svg", nsmap={None: _SVG[1:-1]}))
    y: float = _SIDE

    @property
    def room(self) -> float:
        """Return the width between the margins."""
        return WIDTH - 2 * _SIDE

    def legend(self, scale: Sequence[Mark]) -> None:
        """Say what the figures of the scale mean."""
        self.words(" · ".join(f"{mark.figure} {mark.name}".replace(" ", _NO_BREAK) for mark in scale))
        self.y += _GAP

    def bars(self, chart: BarChart) -> None:
        """Draw the bars between the marks of their scale."""
        self.figures(chart.scale)
        rules = self.add("g", stroke=_RULE, **{"stroke-width": "1"})
        top = self.y
        for bar in chart.bars:
            self.bar(bar)
        for mark in chart.scale:
            x = _number(_SIDE + mark.at * self.room)
            etree.SubElement(rules, f"{_SVG}path", {"d": f"M{x} {_number(top)}V{_number(self.y)}", "stroke-dasharray": "2 4"})
        self.figures(chart.scale)

    def bar(self, bar: Bar) -> None:
        """Draw a bar with its label above and its figure in words below."""
        self.y += 4
        self.words(bar.label, is_bold=True)
        track = {"x": _SIDE, "y": self.y, "width": self.room, "height": _BAR}
        if bar.length is None:
            self.rectangle(track, fill=_WHITE, stroke=_RULE, **{"stroke-dasharray": "5 4"})
        else:
            self.rectangle(track, fill=_GROUND, stroke=_RULE)
            self.rectangle({**track, "width": self.room * bar.length}, fill=_DEEP)
        self.y += _BAR
        self.words(bar.words)
        self.y += _GAP

    def panel(self, panel: Panel, scale: Sequence[Mark]) -> None:
        """Draw a line over the rounds with its label above and the days below."""
        self.words(panel.label, is_bold=True)
        self.y += LINE * 1.4
        left, step = _SIDE + 24, (self.room - 24) / max(len(panel.points), 1)
        for mark in scale:
            y = _number(self.y + (1 - mark.at) * _PLOT)
            self.add("path", d=f"M{_number(left)} {y}H{_number(WIDTH - _SIDE)}", stroke=_RULE, **{"stroke-dasharray": "2 4"})
            self.text(mark.figure, _SIDE + 8, self.y + (1 - mark.at) * _PLOT)
        places = [(left + step * (at + 0.5), point) for at, point in enumerate(panel.points)]
        self.line(places)
        self.y += _PLOT
        deepest = self.y
        for x, point in places:
            lines = list(self.letters.lines(point.label, step))
            for at, line in enumerate(lines):
                self.text(line, x, self.y + LINE * (at + 0.8))
            deepest = max(deepest, self.y + LINE * (len(lines) + 0.3))
        self.y = deepest + _GAP

    def line(self, places: Sequence[tuple[float, Point]]) -> None:
        """Draw the points, each with its figure, and a line from one to the next; none through a round without a figure."""
        for run in _runs(places):
            spots = [(x, self.y + (1 - height) * _PLOT, words) for x, height, words in run]
            path = "L".join(f"{_number(x)} {_number(y)}" for x, y, _ in spots)
            self.add("path", d=f"M{path}", fill="none", stroke=_DEEP, **{"stroke-width": "2.5"})
            for x, y, words in spots:
                self.add("circle", cx=_number(x), cy=_number(y), r=_number(_RADIUS), fill=_DEEP)
                self.text(words, x, y - LINE * 0.75, is_bold=True)
        for x, point in places:
            if point.height is None:
                self.text("not", x, self.y + _PLOT / 2 - LINE / 2)
                self.text("rated", x, self.y + _PLOT / 2 + LINE / 2)

    def figures(self, scale: Sequence[Mark]) -> None:
        """Write the figures of the scale where they stand."""
        for mark in scale:
            self.text(mark.figure, min(max(_SIDE + mark.at * self.room, _SIDE + 4), WIDTH - _SIDE - 4), self.y + LINE / 2)
        self.y += LINE

    def words(self, words: str, *, is_bold: bool = False) -> None:
        """Write words from the left margin, in as many lines as they need."""
        for line in self.letters.lines(words, self.room, bold=is_bold):
            weight = {"font-weight": "bold"} if is_bold else {}
            self.add("text", x=_number(_SIDE), y=_number(self.y + LINE / 2 + SIZE * _BASE), **_HALO, **weight).text = line
            self.y += LINE

    def text(self, words: str, x: float, middle: float, *, is_bold: bool = False) -> None:
        """Write a few words around a point, with a ground that keeps lines away from them."""
        place = {"x": _number(x), "y": _number(middle + SIZE * _BASE), "text-anchor": "middle"}
        weight = {"font-weight": "bold"} if is_bold else {}
        self.add("text", **place, **_HALO, **weight).text = words

    def rectangle(self, place: dict[str, float], **given: str) -> None:
        """Draw a rectangle."""
        self.add("rect", **{name: _number(value) for name, value in place.items()}, **given)

    def add(self, tag: str, **given: str) -> etree._Element:
        """Add an element at the end."""
        return etree.SubElement(self.root, _SVG + tag, given)

    def finished(self, chart: Chart) -> tuple[bytes, int, int]:
        """Return the whole, on white and with its words for those who don't see it."""
        width, height = ceil(WIDTH), ceil(self.y + _SIDE - _GAP)
        for name, value in (("width", str(width)), ("height", str(height)), ("viewBox", f"0 0 {width} {height}")):
            self.root.set(name, value)
        for name, value in (("font-family", _FONTS), ("font-size", _number(SIZE)), ("fill", _INK), ("role", "img")):
            self.root.set(name, value)
        self.root.set("aria-label", chart.summary)
        self.root.insert(0, etree.Element(f"{_SVG}rect", {"width": "100%", "height": "100%", "fill": _WHITE}))
        for position, (tag, words) in enumerate((("title", chart.name), ("desc", chart.summary))):
            said = etree.Element(_SVG + tag)
            said.text = words
            self.root.insert(position, said)
        return etree.tostring(self.root, encoding="utf-8"), width, height


def _runs(places: Sequence[tuple[float, Point]]) -> Iterator[list[tuple[float, float, str]]]:
    """Yield points that stand next to each other with a figure."""
    run: list[tuple[float, float, str]] = []
    for x, point in places:
        if point.height is not None:
            run.append((x, point.height, point.words))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _number(value: float) -> str:
    """Return a figure with one decimal at most: the same for the same, whatever the last bits are."""
    return f"{value + 0.0:.1f}".removesuffix(".0")

"""The charts of an edition, drawn where its trees ask for them: the same for the site, Word and PDF."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from byelaw.core.charts import Chart
from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument, PublishedEdition
from byelaw.outputs.chart_svg import chart_svg
from byelaw.outputs.pathway_boxes import letters
from byelaw.tools.typst import Typesetter

_DRAWINGS = 256


@dataclass(frozen=True, slots=True)
class ChartPen:
    """Draws charts: the fonts their words are measured in, and what makes a PNG of a drawing, for readers that show no SVG."""

    fonts: Path
    typesetter: Typesetter


def with_charts(edition: PublishedEdition, pen: ChartPen) -> PublishedEdition:
    """Return the edition with all its charts drawn."""
    documents = tuple(_with_charts(each, pen) if each.charts else each for each in edition.documents)
    return replace(edition, documents=documents, images={**edition.images, **_images(edition.charts, pen)})


def _with_charts(document: PublishedDocument, pen: ChartPen) -> PublishedDocument:
    return replace(document, images={**document.images, **_images(document.charts, pen)})


def _images(charts: Mapping[str, Chart], pen: ChartPen) -> dict[str, Image]:
    return {source: _drawn(chart, pen) for source, chart in charts.items()}


@lru_cache(maxsize=_DRAWINGS)
def _drawn(chart: Chart, pen: ChartPen) -> Image:
    content, width, height = chart_svg(chart, letters(pen.fonts))
    raster = pen.typesetter.raster(content)
    png = raster if isinstance(raster, bytes) else b""
    return Image(f"{chart.name}.svg", "image/svg+xml", content, sha256(content).hexdigest(), width, height, png)

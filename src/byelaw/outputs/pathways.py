"""The pictures of pathways, put where the documents of an edition ask for them: the same for the site, Word and PDF."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from graphlay import GraphlayError

from byelaw.core.pictures import PathwayPicture
from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument, PublishedEdition
from byelaw.core.tree import Node, Nodes, plain, rewrite, text
from byelaw.outputs.pathway_boxes import SIZE, Box, Letters, elsewhere_box, letters, step_box
from byelaw.outputs.pathway_plan import Plan, in_one_column, laid_out
from byelaw.outputs.pathway_sheets import Sheet, sheets_of
from byelaw.outputs.pathway_svg import Telling, page_svg, paper_svg, size_of
from byelaw.outputs.site_html import page_address
from byelaw.tools.typst import Typesetter

_ROOM = (680.0, 1010.0)
"""Pixels: what fits a page of a site without scrolling, and an A4 page with its caption with letters of 8 points or more."""

_WIDTHS = (230.0, 200.0, 175.0, 150.0)
"""Of boxes, tried from the widest down until the picture fits the page."""

_SCREEN = 351.0
"""Pixels: what a phone has, 390 wide, between the margins of a page."""

_SMALLEST = 14.1
"""Pixels: what letters may be shrunk to for a picture that is a little too wide for a phone. A wider one scrolls."""

_SCREEN_WIDTHS = (250.0, 220.0, 190.0, 170.0, 150.0, 140.0, 132.0)
_DRAWINGS = 256


@dataclass(frozen=True, slots=True)
class DrawnPathway:
    """A picture of a pathway, or of some steps of it: the file that paper shows, and the two that a page holds, wide and narrow."""

    image: Image
    summary: str
    caption: str
    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class Artist:
    """Draws pathways: the fonts their words are measured in, and what makes a PNG of a drawing, for readers that show no SVG."""

    fonts: Path
    typesetter: Typesetter

    def drawn(self, picture: PathwayPicture) -> tuple[DrawnPathway, ...]:
        """Return the pathway as one picture or as many as it needs to fit a page. Raises GraphlayError if it can't be laid out."""
        return _drawn(self, picture)


@dataclass(frozen=True, slots=True)
class Illustrated:
    """An edition with its pathways drawn; what its pages hold in place of each drawing, by its src; and what could not be drawn."""

    edition: PublishedEdition
    pictures: Mapping[str, str]
    problems: tuple[Problem, ...]


def with_pictures(edition: PublishedEdition, artist: Artist) -> Illustrated:
    """Return the edition with its pathways drawn.

    Reports `image-unreadable`.
    """
    drawings: dict[str, DrawnPathway] = {}
    problems: list[Problem] = []
    documents = [_with_pictures(each, artist, drawings, problems) if each.pathways else each for each in edition.documents]
    pictures = {source: _on_page(each) for source, each in drawings.items()}
    return Illustrated(replace(edition, documents=tuple(documents)), pictures, tuple(problems))


def _on_page(drawn: DrawnPathway) -> str:
    """Return what a page has in place of a drawing: one for a wide screen and one for a phone. The search leaves both out."""
    div = '<div class="pathway-picture pathway-picture--{}" data-search-exclude>{}</div>'
    return div.format("wide", drawn.wide) + div.format("narrow", drawn.narrow)


def _with_pictures(
    document: PublishedDocument, artist: Artist, drawings: dict[str, DrawnPathway], problems: list[Problem]
) -> PublishedDocument:
    drawn: dict[str, tuple[DrawnPathway, ...]] = {}
    for source, picture in document.pathways.items():
        try:
            drawn[source] = artist.drawn(picture)
        except GraphlayError as failure:
            drawn[source] = ()
            message = f"the picture of '{picture.name}' cannot be drawn: {failure}"
            problems.append(error("image-unreadable", Place(document.file_name), message, "simplify it: fewer steps, or fewer ways"))
    made = {_source(each): each for pictures in drawn.values() for each in pictures}
    drawings.update(made)
    images = {**document.images, **{source: each.image for source, each in made.items()}}
    return replace(document, body=_with_figures(document.body, drawn), images=images)


def _with_figures(body: Nodes, drawn: Mapping[str, Sequence[DrawnPathway]]) -> Nodes:
    """Return the tree with a figure for each picture where one stands for the whole pathway."""

    def figures(node: Node) -> list[Node] | None:
        if node["t"] != "Figure":
            return None
        source = next((each["c"][2][0] for block in node["c"][2] for each in block["c"] if each["t"] == "Image"), "")
        return [_figure(each) for each in drawn[source]] if source in drawn else None

    return tuple(rewrite(body, figures))


def _figure(drawn: DrawnPathway) -> Node:
    image = {"t": "Image", "c": [["", [], []], text(drawn.summary), [_source(drawn), ""]]}
    return {"t": "Figure", "c": [["", [], []], [None, [plain(text(drawn.caption))]], [plain([image])]]}


def _source(drawn: DrawnPathway) -> str:
    return f"media/{drawn.image.digest[:16]}.svg"


@lru_cache(maxsize=_DRAWINGS)
def _drawn(artist: Artist, picture: PathwayPicture) -> tuple[DrawnPathway, ...]:
    pen = _Pen(letters(artist.fonts))
    sheets = sheets_of(picture, pen.fits)
    return tuple(_sheet(artist, pen, picture, sheet, which) for sheet, which in zip(sheets, _which(sheets), strict=True))


def _which(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield what tells a picture from the others of its pathway; nothing for the only one."""
    for number, sheet in enumerate(sheets, start=1):
        parts = "; ".join(dict.fromkeys(step.part for step in sheet.steps if step.part))
        steps = f"steps {sheet.steps[0].number} to {sheet.steps[-1].number}" if len(sheet.steps) > 1 else f"step {sheet.steps[0].number}"
        yield f", {number} of {len(sheets)}: {parts or steps}" if len(sheets) > 1 else ""


def _sheet(artist: Artist, pen: "_Pen", picture: PathwayPicture, sheet: Sheet, which: str) -> DrawnPathway:
    telling = Telling(picture.name + which, picture.summary, tuple(dict.fromkeys(step.local for step in sheet.steps if step.local)))
    wide, narrow = pen.wide(sheet), pen.narrow(sheet)
    content, (width, height) = paper_svg(wide, telling), size_of(wide, telling)
    raster = artist.typesetter.raster(content)
    image = Image(
        path=f"{picture.name}.svg",
        media_type="image/svg+xml",
        content=content,
        digest=sha256(content).hexdigest(),
        width=width,
        height=height,
        raster=raster if isinstance(raster, bytes) else b"",
    )
    summary = f"{picture.summary} ({which.removeprefix(', ')})" if which else picture.summary
    scale = min(1.0, max(_SCREEN / narrow.width, _SMALLEST / SIZE))
    on_phone = page_svg(narrow, telling, page_address, scale)
    return DrawnPathway(image, summary, telling.name, page_svg(wide, telling, page_address), on_phone)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Lays out pictures in the fonts given."""

    measured: Letters

    def fits(self, sheet: Sheet) -> bool:
        """Tell whether a picture fits a page."""
        return any(plan.width <= _ROOM[0] and plan.height <= _ROOM[1] for plan in self._wide(sheet))

    def wide(self, sheet: Sheet) -> Plan:
        """Return the picture with the widest boxes with which it fits a page."""
        plans = list(self._wide(sheet))
        return next((plan for plan in plans if plan.width <= _ROOM[0] and plan.height <= _ROOM[1]), plans[-1])

    def narrow(self, sheet: Sheet) -> Plan:
        """Return the picture with the widest boxes with which it fits a phone; the narrowest if none does."""
        plans = [in_one_column(self._boxes(sheet, width), sheet.ways, self.measured) for width in _SCREEN_WIDTHS]
        return next((plan for plan in plans if plan.width <= _SCREEN), plans[-1])

    def _wide(self, sheet: Sheet) -> Iterator[Plan]:
        return (laid_out(self._boxes(sheet, width), sheet.ways, self.measured) for width in _WIDTHS)

    def _boxes(self, sheet: Sheet, width: float) -> list[Box]:
        """Return the boxes in the order of the steps, the sign for another picture's step beside the step that it leads from or to."""
        boxes: list[Box] = []
        for step in sheet.steps:
            boxes += [elsewhere_box(each, width, self.measured) for each in sheet.before if each.beside == step.id]
            boxes.append(step_box(step, width, self.measured))
            boxes += [elsewhere_box(each, width, self.measured) for each in sheet.after if each.beside == step.id]
        return boxes

"""The typst text of a document: data as string literals, then the template, then the body that pandoc wrote."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Node, Nodes, stringify
from byelaw.outputs.paper import Paper, banners, contents, day, has_contents
from byelaw.outputs.survey import Survey
from byelaw.outputs.typst_text import typst_string

TYPST_FORMAT = "typst-smart"
"""pandoc's writer with quotes and dashes as literal characters; our trees hold no others."""

_ROOM = (590, 800)
"""Pixels (96 to the inch) for a picture, with its caption and inside a box: 156 × 212 mm."""

_LOGO = (170.0, 51.0)
"""Points: 60 × 18 mm for the mark of the edition."""

_ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_POINTS = 0.75
"""Points in a pixel."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document, how it looks, and what stands in it."""

    document: PublishedDocument
    paper: Paper
    seen: Survey


def typst_source(sheet: Sheet, template: str, body: str) -> str:
    """Return the whole text to compile. `body` is what pandoc's typst writer made of the dressed tree."""
    return f"#let data = {_mapping(_data(sheet))}\n{template}\n{body}\n"


def _data(sheet: Sheet) -> Mapping[str, str]:
    document, paper = sheet.document, sheet.paper
    control, words = document.control, paper.words
    language, _, region = document.language.partition("-")
    texts = {
        "title": document.title,
        "edition": control.edition,
        "summary": document.summary,
        "status": control.status,
        "lang": language,
        "page": words.page,
        "of": words.of,
        "contents-title": words.contents,
        "document-id": f"{words.document_id} {control.document_id}",
        "valid-until": f"{words.valid_until} {day(control.valid_until, document.language)}",
    }
    return {
        **{key: typst_string(value) for key, value in texts.items()},
        "region": typst_string(region) if re.fullmatch("[A-Z]{2}", region) else "none",
        "date": f"datetime(year: {paper.dated.year}, month: {paper.dated.month}, day: {paper.dated.day})",
        "draft": typst_string(words.draft) if control.draft else "none",
        "contents": _array(_entry(heading) for heading in (contents(document.body) if has_contents(document.body) else ())),
        "banners": _array(typst_string(text) for text in banners(document, paper)),
        "rows": _array(_array(map(typst_string, row)) for row in control.rows),
        "alternatives": _mapping(_alternatives(sheet.seen.of_kind("Image"))),
        "logo": _logo(document.logo),
        "widths": _mapping({name: _width(image) for name, image in document.images.items()}),
    }


def _entry(heading: Node) -> str:
    """Return a line of the contents: the heading's level, its label and its words."""
    level, (identifier, *_), inlines = heading["c"]
    return _array((str(level), typst_string(identifier), typst_string(stringify(inlines))))


def logo_name(image: Image) -> str:
    """Return what the mark of the edition is called for typst; no picture of the text is called so."""
    return f"logo.{_ENDINGS[image.media_type]}"


def _logo(image: Image | None) -> str:
    """Return where the mark is and how large it is shown; `none` without one."""
    if image is None:
        return "none"
    scale = min(_LOGO[0] / max(image.width, 1), _LOGO[1] / max(image.height, 1))
    return _array((typst_string(logo_name(image)), f"{image.width * scale:.2f}pt", f"{image.height * scale:.2f}pt"))


def _alternatives(pictures: Nodes) -> dict[str, str]:
    images = (node["c"] for node in pictures)
    return {target[0]: typst_string(stringify(inlines)) for _, inlines, target in images}


def _width(image: Image) -> str:
    """Return the width a picture is shown in: as drawn, at most the room on a page."""
    scale = min(1.0, _ROOM[0] / max(image.width, 1), _ROOM[1] / max(image.height, 1))
    return f"{image.width * scale * _POINTS:.2f}pt"


def _array(items: Iterable[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _mapping(entries: Mapping[str, str]) -> str:
    return "(" + "".join(f"{typst_string(key)}: {value}, " for key, value in entries.items()) + ")" if entries else "(:)"

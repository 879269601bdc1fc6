"""What changed, on a site: a page that lists the amendments, a register and a redline for each, and since when each section reads so."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from byelaw.core.comparing.changes import Spot
from byelaw.core.comparing.compare import Comparison
from byelaw.core.names import DocumentId
from byelaw.core.published import PublishedDocument, PublishedEdition
from byelaw.core.tree import stringify
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.redline_html import DocumentText, Leading, RedlineView, document_texts, redline_view, with_links_that_lead
from byelaw.outputs.redline_html_fragments import Frame
from byelaw.outputs.redline_html_register import Row, rows_in, rows_of
from byelaw.outputs.site_templates import page_templates
from byelaw.tools.pandoc import Failure

AMENDMENTS, FOLDER, REGISTER = "amendments", "changes", "register"
_BASE = "../../"
_SHIFT = 2
_AWAY = re.compile(rf' href="{re.escape(_BASE)}([^"#]*)\.html(?:#([^"]*))?"')
_ID = re.compile(r' id="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Stage:
    """A comparison that a site shows. `slug` names its folder; `is_history` tells that it is of the same edition at another time."""

    slug: str
    title: str
    summary: str
    comparison: Comparison
    is_history: bool = True


@dataclass(frozen=True, slots=True)
class SinceLink:
    """A link on a document's page to its redline."""

    words: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class SectionHistory:
    """A section, and when its words changed, the newest first. Without any, it reads as it did in the oldest release known."""

    title: str
    href: str
    steps: tuple[SinceLink, ...]


@dataclass(frozen=True, slots=True)
class SiteChanges:
    """What of this a site's pages show. `pages` are Markdown by name; `since` and `history` are by the document's file name."""

    pages: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, tuple[SinceLink, ...]] = field(default_factory=dict)
    history: Mapping[str, tuple[SectionHistory, ...]] = field(default_factory=dict)
    oldest: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a redline may lead to: the ids on each page of the site, and its pictures; and what could not be compared."""

    ids: Mapping[str, frozenset[str]]
    pictures: frozenset[str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A stage with its rows, the texts of the documents that changed, and what a template needs of it."""

    stage: Stage
    rows: tuple[Row, ...]
    texts: tuple[DocumentText, ...]
    view: RedlineView
    files: Mapping[DocumentId, str]

    def href(self, number: int, document: DocumentId) -> str:
        """Return where a change is shown, seen from the site's folder."""
        text = next((each for each in self.texts if each.id == document), None)
        page = (
            f"{FOLDER}/{self.stage.slug}/{self.files[document]}.html" if text is not None else f"{FOLDER}/{self.stage.slug}/{REGISTER}.html"
        )
        return f"{page}{text.hrefs.get(number, '')}" if text is not None else f"{page}#row-{number}"


def site_changes(
    stages: Sequence[Stage], edition: PublishedEdition, standing: Standing, writer: PieceWriter, templates: Path
) -> SiteChanges | Failure:
    """Return the pages of the stages, and what other pages say of them. `templates` is the folder of page templates."""
    shown: list[_Shown] = []
    for stage in stages:
        made = _shown(stage, edition, standing, writer)
        if isinstance(made, Failure):
            return made
        shown.append(made)
    if not shown and not standing.notes:
        return SiteChanges()
    listed = [(each, _documents(each)) for each in shown]
    pages = {AMENDMENTS: _fill("amendments.md.jinja", templates, edition=edition, stages=listed, notes=standing.notes)}
    for each in shown:
        pages |= _pages(each, edition, templates)
    history = [each for each in shown if each.stage.is_history]
    return SiteChanges(
        pages,
        {document.file_name: tuple(_since(document, shown)) for document in edition.documents},
        {document.file_name: tuple(_history(document, history)) for document in edition.documents} if history else {},
        history[-1].stage.comparison.old.version if history else "",
    )


def _shown(stage: Stage, edition: PublishedEdition, standing: Standing, writer: PieceWriter) -> _Shown | Failure:
    comparison = stage.comparison
    rows = rows_of(comparison)
    changed = [each for each in comparison.documents.values() if any(not row.is_number_only for row in rows_in(rows, each))]
    texts = document_texts(changed, rows, writer, lambda each: Frame(f"{each.file_name}.", _SHIFT, _BASE, standing.pictures))
    if isinstance(texts, Failure):
        return texts
    texts = tuple(with_links_that_lead([_leading(text, standing)])[0] for text in texts)
    files = {each.id: each.file_name for each in comparison.documents.values()}
    hrefs: dict[int, str] = {}
    for text in texts:
        hrefs |= {number: f"{files[text.id]}.html{href}" for number, href in text.hrefs.items() if number not in hrefs}
    starts = {text.id: f"{files[text.id]}.html" for text in texts}
    view = redline_view(comparison, rows, Leading(hrefs, _addresses(rows, texts, files), starts), edition.language)
    return _Shown(stage, rows, texts, view, files)


def _leading(text: DocumentText, standing: Standing) -> DocumentText:
    """Return the text without links to pages or places that the site does not have (any more)."""

    def kept(found: re.Match[str]) -> str:
        ids = standing.ids.get(found[1])
        return found[0] if ids is not None and (not found[2] or found[2] in ids) else ""

    stretches = (replace(each, html=Markup(_AWAY.sub(kept, each.html))) for each in text.stretches)  # noqa: S704 - only attributes taken out
    return replace(text, stretches=tuple(stretches))


def _addresses(rows: Sequence[Row], texts: Sequence[DocumentText], files: Mapping[DocumentId, str]) -> dict[Spot, str]:
    """Return where the places of changes are, seen from the stage's folder."""
    ids = {files[text.id]: {name for each in text.stretches for name in _ID.findall(each.html)} for text in texts}
    spots = {spot for row in rows for spot in row.spots}
    named = {spot: f"{spot.file_name}.{spot.anchor}" for spot in spots if spot.file_name in ids}
    return {spot: f"{spot.file_name}.html#{name}" for spot, name in named.items() if name in ids[spot.file_name]}


def _documents(shown: _Shown) -> list[SinceLink]:
    """Return the documents that changed in a stage, with how many changes each has."""
    return [SinceLink(text.title, f"{FOLDER}/{shown.stage.slug}/{shown.files[text.id]}.html", text.count) for text in shown.texts]


def _pages(shown: _Shown, edition: PublishedEdition, templates: Path) -> dict[str, str]:
    """Return the register of a stage, and a redline for each document."""
    folder = f"{FOLDER}/{shown.stage.slug}"
    pages = {
        f"{folder}/{REGISTER}": _fill("changes.md.jinja", templates, edition=edition, stage=shown.stage, view=shown.view, document=None)
    }
    for text in shown.texts:
        document = shown.stage.comparison.documents[text.id]
        rows = rows_in(shown.rows, document)
        leading = Leading(text.hrefs, _addresses(rows, shown.texts, shown.files), {text.id: "#_text"})
        view = redline_view(shown.stage.comparison, rows, leading, edition.language)
        view = replace(view, totals=replace(view.totals, sections=0, documents=0))  # a value that changed here shows in others too
        pages[f"{folder}/{shown.files[text.id]}"] = _fill(
            "changes.md.jinja", templates, edition=edition, stage=shown.stage, view=view, document=text
        )
    return pages


def _since(document: PublishedDocument, shown: Iterable[_Shown]) -> Iterator[SinceLink]:
    for each in shown:
        text = next((text for text in each.texts if text.id == document.id), None)
        if text is not None:
            yield SinceLink(each.stage.title, f"{FOLDER}/{each.stage.slug}/{document.file_name}.html", text.count)


def _history(document: PublishedDocument, shown: Sequence[_Shown]) -> Iterator[SectionHistory]:
    """Yield the document's sections, each with the stages in which something in it changed."""
    titles, within = _sections(document)
    found: dict[str, list[SinceLink]] = {name: [] for name in titles}
    for each in shown:
        numbers: dict[str, list[int]] = {}
        for row in each.rows:
            own = {within.get(spot.anchor, "") for spot in row.spots if spot.document == document.id and spot.anchor}
            for name in own - {""} if not row.is_number_only else ():
                numbers.setdefault(name, []).append(row.number)
        for name, rows in numbers.items():
            found[name].append(SinceLink(each.stage.title, each.href(rows[0], document.id), len(rows)))
    yield from (SectionHistory(title, f"#{name}", tuple(found[name])) for name, title in titles.items())


def _sections(document: PublishedDocument) -> tuple[dict[str, str], dict[str, str]]:
    """Return the titles of the sections by anchor, and the section that each anchor stands in."""
    titles: dict[str, str] = {}
    within: dict[str, str] = {}
    here = ""
    for node in document.body:
        if node["t"] == "Header":
            _, (name, classes, _), inlines = node["c"]
            if "appendix" in classes:
                break
            here = name
            titles[name] = stringify(inlines)
            within[name] = name
        elif here:
            within |= dict.fromkeys(_names(node), here)
    return titles, within


def _names(node: dict[str, object]) -> list[str]:
    return re.findall(r"\['([a-z0-9][^' ]*)', \[", str(node["c"])) if node["t"] in {"Div", "Table", "Figure"} else []


def _fill(template: str, templates: Path, **values: object) -> str:
    return page_templates(templates).get_template(template).render(**values).lstrip()

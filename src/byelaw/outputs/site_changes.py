"""What changed, on a site: a page that lists the amendments, a register and a redline for each, and since when each section reads so."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from markupsafe import Markup

from byelaw.core.comparing.changes import DocumentChange, DocumentKind, Spot
from byelaw.core.comparing.compare import Comparison
from byelaw.core.declarations import Fate
from byelaw.core.names import DocumentId
from byelaw.core.published import PublishedDocument, PublishedEdition
from byelaw.outputs.amendments_timeline import Chapter, SectionHistory, histories
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.redline_html import DocumentText, Leading, RedlineView, document_texts, redline_view, with_links_that_lead
from byelaw.outputs.redline_html_fragments import Frame
from byelaw.outputs.redline_html_register import Row, rows_in, rows_of
from byelaw.outputs.redline_totals import Totals, tally_of, totals_of
from byelaw.outputs.site_templates import page_templates
from byelaw.outputs.site_views import in_words
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
    before: str = ""
    """What the older side is called where a text has not changed since: "release 1.0"."""
    day: date | None = None
    """The day of the release that the newer side is."""
    misfits: tuple[str, ...] = ()
    """What of an edition does not fit where it was not written for, a sentence each."""


@dataclass(frozen=True, slots=True)
class Plain:
    """An amendment with nothing to compare: the first release, or a working copy that is still its release."""

    slug: str
    title: str
    summary: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SinceLink:
    """A link to the redline of a document; `words` say what changed."""

    words: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class SiteChanges:
    """What of this a site's pages show. `pages` are Markdown by name; `since` and `history` are by the document's file name."""

    pages: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, tuple[SinceLink, ...]] = field(default_factory=dict)
    history: Mapping[str, tuple[SectionHistory, ...]] = field(default_factory=dict)
    oldest: str = ""
    """What is said of a section that did not change in anything that was compared."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a redline may lead to: the ids on each page of the site, and its pictures; what could not be compared; the fates of old ids."""

    ids: Mapping[str, frozenset[str]]
    pictures: frozenset[str]
    notes: tuple[str, ...] = ()
    fates: Mapping[str, Fate] = field(default_factory=dict)


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
    stages: Sequence[Stage | Plain], edition: PublishedEdition, standing: Standing, writer: PieceWriter, templates: Path
) -> SiteChanges | Failure:
    """Return the pages of the stages, and what other pages say of them. `templates` is the folder of page templates."""
    shown: list[_Shown] = []
    for stage in stages:
        made = _shown(stage, edition, standing, writer) if isinstance(stage, Stage) else None
        if isinstance(made, Failure):
            return made
        shown += [made] if made is not None else []
    if not stages and not standing.notes:
        return SiteChanges()
    listed = [_entry(each, shown, edition.language) for each in stages]
    pages = {AMENDMENTS: _fill("amendments.md.jinja", templates, edition=edition, entries=listed, notes=standing.notes)}
    for each in shown:
        pages |= _pages(each, edition, templates)
    history = [each for each in shown if each.stage.is_history]
    chapters = [Chapter(_dated(each.stage, edition.language), each.stage.comparison, each.rows, each.href) for each in history]
    return SiteChanges(
        pages,
        {document.file_name: tuple(_since(document, shown, edition.language)) for document in edition.documents},
        histories(edition.documents, chapters, standing.fates) if history else {},
        _unchanged_words(history, standing.notes),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """An amendment as the page of amendments lists it; without a view where there was nothing to compare."""

    slug: str
    title: str
    summary: str
    stage: Stage | None = None
    view: RedlineView | None = None
    documents: tuple[SinceLink, ...] = ()
    count: int = 0
    totals: str = ""


def _entry(stage: Stage | Plain, shown: Sequence[_Shown], language: str) -> _Entry:
    made = next((each for each in shown if each.stage is stage), None)
    title = _dated(stage, language)
    if made is None:
        return _Entry(stage.slug, title, stage.summary)
    count = sum(not each.is_number_only for each in made.rows)
    totals = totals_of(tally_of(row.change) for row in made.rows)
    return _Entry(stage.slug, title, stage.summary, made.stage, made.view, tuple(_documents(made)), count, _sentence(totals))


def _sentence(totals: Totals) -> str:
    words = str(totals)
    return f"{words[0].upper()}{words[1:]}."


def _dated(stage: Stage | Plain, language: str) -> str:
    """Return the title with the day of the release that it tells of, or else of the one that it counts from."""
    if stage.day is not None:
        return f"{stage.title}, {in_words(stage.day, language)}"
    before = stage.comparison.old.released if isinstance(stage, Stage) and stage.is_history else None
    return f"{stage.title} ({in_words(before, language)})" if before is not None else stage.title


def _unchanged_words(history: Sequence[_Shown], notes: Sequence[str]) -> str:
    """Return what is said of a text in which no amendment changed anything: nothing that a comparison that failed could belie."""
    if notes or not history:
        return "no change in what could be compared"
    return f"as in {history[-1].stage.before}" if history[-1].stage.before else "no change"


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


def _since(document: PublishedDocument, shown: Iterable[_Shown], language: str) -> Iterator[SinceLink]:
    """Yield the amendments that changed a document, or brought it."""
    for each in shown:
        text = next((text for text in each.texts if text.id == document.id), None)
        title = _dated(each.stage, language)
        if text is not None:
            words = f"{title}: {text.count} {'change' if text.count == 1 else 'changes'} on this page"
            yield SinceLink(words, f"{FOLDER}/{each.stage.slug}/{document.file_name}.html", text.count)
        for row in each.rows if text is None else ():
            new = row.about.new
            if isinstance(row.change, DocumentChange) and row.change.kind is DocumentKind.ADDED and new and new.document == document.id:
                yield SinceLink(f"{title}: this page is new", each.href(row.number, document.id), 0)


def _fill(template: str, templates: Path, **values: object) -> str:
    return page_templates(templates).get_template(template).render(**values).lstrip()

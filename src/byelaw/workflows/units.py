"""The unit of a build: one edition, from merged to files in its staging folder. Runs on a worker process with tools kept warm."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

import jinja2

from byelaw.core.declarations import Waiver
from byelaw.core.editions import Edition
from byelaw.core.finishing.audit_results import workbook_path
from byelaw.core.finishing.publish import Finished, publish
from byelaw.core.names import FRAMEWORK, LayerId, anchor
from byelaw.core.problems import Place, Problem, Severity, error, has_errors
from byelaw.core.projects import Project
from byelaw.core.published import PublishedEdition
from byelaw.outputs.audit_workbook import Cover, audit_workbook
from byelaw.outputs.charts import ChartPen, with_charts
from byelaw.outputs.documents import Printer, open_binder, print_documents
from byelaw.outputs.paper import Paper
from byelaw.outputs.pathways import Artist, Illustrated, with_pictures
from byelaw.outputs.pdf import open_press
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.shelf import write_manifest
from byelaw.outputs.site import Look, Rendered, SitePlaces, publish_site
from byelaw.outputs.site_changes import SiteChanges, Standing, site_changes
from byelaw.outputs.site_html import ids_in
from byelaw.outputs.site_pages import OWN_PAGES
from byelaw.outputs.site_project import ROOT_STUB, root_stub
from byelaw.outputs.word_look import open_look
from byelaw.settings import Settings
from byelaw.sources.block_templates import environment
from byelaw.tools.pandoc import Failure, PandocPool
from byelaw.workflows.amendments import Desk, amendments_of
from byelaw.workflows.amendments_kept import KeptAmendments
from byelaw.workflows.finishing import finish_edition

FORMATS = ("site", "word", "pdf")
GAP = "value-missing"


@dataclass(frozen=True, slots=True)
class Shared:
    """What every unit of a build reads."""

    settings: Settings
    project: Project
    editions: Mapping[LayerId, Edition]
    opted_out: Mapping[LayerId, Mapping[str, tuple[str, ...]]]
    day: date
    formats: frozenset[str]
    draft: bool
    spoilt: Mapping[str, str] = field(default_factory=dict)
    """Releases that were not read as they were released, by name, each with what is wrong."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A worker's warm tools."""

    shared: Shared
    pandoc: PandocPool
    templates: jinja2.Environment
    printer: Printer
    artist: Artist
    desk: Desk


@dataclass(frozen=True, slots=True)
class Task:
    """One edition to publish, and the empty folder to put its files in."""

    edition: LayerId
    staging: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task: it may be put in place if no problem is an error."""

    problems: tuple[Problem, ...]
    used: frozenset[Waiver]
    documents: int = 0


def open_bench(shared: Shared) -> Bench:
    """Return a worker's tools, started once."""
    templates = shared.settings.templates
    pandoc = PandocPool(workers=1)
    look = open_look(templates / "word" / "reference.docx", pandoc)
    printer = Printer(pandoc, PieceWriter(pandoc), open_press(templates / "pdf"), look, open_binder(pandoc, look))
    artist = Artist(templates / "pdf" / "fonts", printer.press.typesetter)
    blocks = environment(templates / "blocks")
    return Bench(shared, pandoc, blocks, printer, artist, Desk(shared.project, shared.day, blocks, pandoc, shared.spoilt))


def bench_opener(shared: Shared) -> partial[Bench]:
    """Return what a new worker calls to open its bench."""
    return partial(open_bench, shared)


def make_edition(bench: Bench, task: Task) -> Made:
    """Make every wanted output of an edition in its staging folder."""
    shared = bench.shared
    ready = finish_edition(shared.editions[task.edition], shared.project, shared.day, bench.templates, bench.pandoc)
    problems = tuple(_bearable(each) if shared.draft else each for each in ready.problems)
    if has_errors(problems):
        return Made(problems, ready.used)
    published = publish(
        ready.finished, draft=shared.draft, opted_out=shared.opted_out.get(task.edition, {}), below=_below(task.edition, shared)
    )
    charted = with_charts(published, ChartPen(bench.artist.fonts, bench.artist.typesetter))
    illustrated = with_pictures(charted, bench.artist)
    edition = illustrated.edition
    _write_workbooks(edition, task.staging)
    strengths = tuple(shared.editions[task.edition].framework.declarations.strengths)
    made = (
        *illustrated.problems,
        *_papers(bench, edition, strengths, task.staging),
        *_site(bench, illustrated, (ready.finished, published), task.staging),
    )
    sources = {anchor(name): document.place for name, document in ready.finished.edition.documents.items()}
    found = (*problems, *(replace(each, place=sources.get(each.place.file, each.place)) for each in made))
    provenance = json.dumps(edition.provenance, indent=1, ensure_ascii=False, sort_keys=True)
    (task.staging / "provenance.json").write_text(provenance + "\n", encoding="utf-8")
    about = {
        "edition": edition.id,
        "name": edition.name,
        "built-from": list(edition.built_from),
        "as-of": shared.day.isoformat(),
        "draft": shared.draft,
    }
    write_manifest(task.staging, about | {"formats": sorted(shared.formats), "places": _places(edition)})
    return Made(found, ready.used, len(edition.documents))


def _below(edition: LayerId, shared: Shared) -> tuple[Edition, ...]:
    """Return the editions that come down from one, in order."""
    above = {name: (FRAMEWORK, *(each.id for each in made.chain[:-1])) for name, made in shared.editions.items() if made.chain}
    return tuple(shared.editions[name] for name in sorted(above) if edition in above[name])


def _bearable(problem: Problem) -> Problem:
    """Say a gap without letting it keep a draft from being made: the draft marks it."""
    return replace(problem, severity=Severity.WARNING) if problem.code == GAP else problem


def _places(edition: PublishedEdition) -> dict[str, str]:
    return {document.file_name: document.control.document_id for document in edition.documents}


def _write_workbooks(edition: PublishedEdition, staging: Path) -> None:
    """Write a workbook for every audit: before the pages, which offer what stands beside them."""
    for document in edition.documents:
        for shown in document.audits:
            path = staging / workbook_path(shown)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(audit_workbook(shown, Cover(edition.name, document.title, edition.as_of)))


def _papers(bench: Bench, edition: PublishedEdition, strengths: tuple[str, ...], staging: Path) -> tuple[Problem, ...]:
    wanted = bench.shared.formats & {"word", "pdf"}
    if not wanted:
        return ()
    problems: list[Problem] = []
    papers = [(document, Paper(strengths, document.control.approved or bench.shared.day)) for document in edition.documents]
    for document, made in zip(edition.documents, print_documents(papers, bench.printer), strict=True):
        problems.extend(made.problems)
        for name, ending, content in (("word", "docx", made.word), ("pdf", "pdf", made.pdf)):
            if name in wanted and content:
                path = staging / name / f"{document.file_name}.{ending}"
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
    return tuple(problems)


def _site(bench: Bench, illustrated: Illustrated, laid_out: tuple[Finished, PublishedEdition], staging: Path) -> tuple[Problem, ...]:
    if "site" not in bench.shared.formats:
        return ()
    edition = illustrated.edition
    problems: list[Problem] = []
    trees = {document.file_name: document.body for document in edition.documents}
    parts = (edition.contacts, edition.glossary, edition.references, edition.comparison)
    written = bench.printer.pieces.pages([*trees.values(), *parts])
    pages = {name: _page(next(written), name, problems) for name in trees}
    contacts, glossary, references, comparison = (_page(each, "site", problems) for each in written)
    if problems:
        return tuple(problems)
    changes = _changes(bench, edition, laid_out, pages)
    if isinstance(changes, Failure):
        return (error("document-not-written", Place("site"), f"pandoc wrote no redline: {changes.detail}"),)
    rendered = Rendered(pages, contacts, glossary, references, comparison, pictures=illustrated.pictures, changes=changes)
    settings = bench.shared.settings
    look = Look(_look(settings), settings.templates / "site", settings.templates / "pages")
    stub = look.config.parent / ".byelaw" / ROOT_STUB
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_bytes(root_stub(None, None))
    beside = frozenset(path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()) | {
        "provenance.json",
        "manifest.json",
    }
    place = SitePlaces(settings.work / "sites" / edition.id, staging / "site", beside)
    found = publish_site(edition, rendered, look, place)
    if edition.id == "framework" and not has_errors(found) and not bench.shared.draft:
        stub.write_bytes(root_stub(edition, rendered))
    return found


def _changes(
    bench: Bench, edition: PublishedEdition, laid_out: tuple[Finished, PublishedEdition], pages: Mapping[str, str]
) -> SiteChanges | Failure:
    """Return what the site shows of how the edition came to read as it does; of a draft nothing."""
    shared = bench.shared
    if shared.draft:
        return SiteChanges()
    pictures = frozenset(source for document in edition.documents for source in document.images)
    shelf = KeptAmendments(shared.settings, laid_out[0].edition, bench.desk)
    key = shelf.key(pages, pictures)
    kept = shelf.found(key)
    if kept is not None:
        return kept
    found = amendments_of(*laid_out, bench.desk)
    ids = {name: ids_in(page) for name, page in pages.items()} | dict.fromkeys(OWN_PAGES, frozenset[str]())
    standing = Standing(ids, pictures, found.notes, laid_out[0].edition.fates)
    made = site_changes(found.stages, edition, standing, bench.printer.pieces, shared.settings.templates / "pages")
    if isinstance(made, SiteChanges):
        shelf.keep(key, made)
    return made


def _look(settings: Settings) -> Path:
    """Return the mkdocs.yml to inherit: the project's own, or a copy of ours, which must not be inherited from outside the project."""
    if settings.look.parent == settings.root:
        return settings.look
    copy, content = settings.work / "look" / settings.look.name, settings.look.read_bytes()
    if not copy.is_file() or copy.read_bytes() != content:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)
    return copy


def _page(written: str | Failure, name: str, problems: list[Problem]) -> str:
    if isinstance(written, Failure):
        problems.append(error("document-not-written", Place(name), f"pandoc wrote no page: {written.detail}"))
        return ""
    return written

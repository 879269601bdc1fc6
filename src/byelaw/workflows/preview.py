"""`byelaw preview`: one edition as a draft site in the browser, made again each time a source is saved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from time import monotonic

from byelaw import console
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Problem, has_errors
from byelaw.outputs.documents import Printer
from byelaw.outputs.pathways import Artist
from byelaw.outputs.pdf import open_press
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.shelf import Shelf, put_in_place
from byelaw.outputs.site_project import ROOT_STUB, root_stub
from byelaw.outputs.word_look import WordLook
from byelaw.settings import Settings, shipped
from byelaw.sources.block_templates import environment
from byelaw.tools.pandoc import PandocPool
from byelaw.tools.preview_server import PreviewServer, Stage, Watcher
from byelaw.workflows.amendments import Desk
from byelaw.workflows.asking import unknown
from byelaw.workflows.build import collapsed, opted_out
from byelaw.workflows.loading import Merged
from byelaw.workflows.remembering import Memory, RememberingPool
from byelaw.workflows.units import Bench, Shared, Task, make_edition

MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """What to preview, the port to serve it on (0: a free one), and the day that dates are judged by."""

    edition: str
    port: int
    day: date


@dataclass(frozen=True, slots=True)
class Rehearsal(Settings):
    """A project whose work stands apart, so that a build at the same time and the preview do not meet."""

    @property
    def work(self) -> Path:
        """Return the preview's own folder."""
        return self.root / ".byelaw" / "rehearsal"


@dataclass(slots=True)
class Rehearsing:
    """A preview that runs: what it is of, its tools, where its site stands, and what its pages show."""

    settings: Rehearsal
    request: PreviewRequest
    memory: Memory
    stage: Stage = field(default_factory=Stage)
    has_page: bool = False

    @property
    def shelf(self) -> Shelf:
        """Return where the site stands."""
        return Shelf(self.settings.work / "shelf")

    def remake(self, began: float) -> str:
        """Make the edition again and tell the pages; return what came of it in a line. What stood there stays when it fails."""
        merged = self.memory.load(self.settings, self.request.day)
        edition = LayerId(self.request.edition)
        if edition not in merged.editions and edition not in merged.failed:
            raise unknown(edition, "edition", merged.editions)
        problems, is_made = self._make(edition, merged)
        self.has_page = self.has_page or is_made
        seconds = monotonic() - began
        outcome = f"{seconds:.1f} s after the save" if is_made else "not made; this is the last good page" if self.has_page else "not made"
        summary = f"{self.request.edition}: {console.count(problems)}; {outcome}."
        self.stage.show(_news(problems, summary, is_made=is_made), is_new_page=is_made)
        return summary

    def _make(self, edition: LayerId, merged: Merged) -> tuple[tuple[Problem, ...], bool]:
        found = _concerning(edition, merged)
        if edition in merged.failed:
            return collapsed(found), False
        templates = self.settings.templates
        shared = Shared(
            self.settings, merged.project, merged.editions, opted_out(merged), self.request.day, frozenset({"site"}), draft=True
        )
        printer = _printer(templates, self.memory.pandoc)
        artist = Artist(templates / "pdf" / "fonts", printer.press.typesetter)
        blocks = environment(templates / "blocks")
        desk = Desk(merged.project, self.request.day, blocks, self.memory.pandoc)
        bench = Bench(shared, self.memory.pandoc, blocks, printer, artist, desk)
        staging = self.shelf.staging(edition)
        made = make_edition(bench, Task(edition, staging))
        is_made = (staging / "site" / "index.html").is_file() and not has_errors(_but_gaps(made.problems))
        if is_made:
            put_in_place(self.shelf, edition, staging)
        return collapsed((*found, *made.problems)), is_made


def preview(settings: Settings, request: PreviewRequest, say: Callable[[str], None], begun: Callable[[str], None]) -> None:
    """Serve the edition and make it again at each change, until it is interrupted. `begun` is told the address once it is served."""
    rehearsal = Rehearsal(settings.root)
    shown = shipped() / "templates" / "preview"
    look = (settings.look,)
    _write_stub(settings)
    with RememberingPool(2) as pandoc:
        running = Rehearsing(rehearsal, request, Memory(pandoc))
        site = running.shelf.place(request.edition)
        site.mkdir(parents=True, exist_ok=True)
        watched = (settings.root / "framework", settings.root / "localisations", settings.root / "releases", settings.templates)
        with PreviewServer(site, shown, running.stage, request.port) as server, Watcher(watched, look) as watcher:
            say(running.remake(monotonic()))
            begun(server.address)
            while True:
                say(running.remake(watcher.wait()))


def _write_stub(settings: Settings) -> None:
    """Write what mkdocs.yml inherits where no build has written it yet."""
    stub = settings.look.parent / ".byelaw" / ROOT_STUB
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_bytes(root_stub(None, None))


def _concerning(edition: LayerId, merged: Merged) -> tuple[Problem, ...]:
    here = merged.editions.get(edition)
    if here is None:
        return tuple(each for each in merged.problems if each.edition in {"", FRAMEWORK, edition})
    return tuple(each for each in merged.problems if here.is_concerned(each))


def _but_gaps(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that keep even a draft from being shown."""
    return tuple(each for each in problems if each.code != "value-missing")


def _news(problems: tuple[Problem, ...], summary: str, *, is_made: bool) -> dict[str, object]:
    worst = "error" if not is_made or has_errors(problems) else "warning" if problems else "good"
    return {"worst": worst, "summary": summary, "problems": [console.as_text(each) for each in problems[:MOST_SHOWN]]}


@lru_cache(maxsize=1)
def _printer(templates: Path, pandoc: PandocPool) -> Printer:
    """Return what a site is made with: a preview prints nothing, so Word's look stays in the reference file."""
    return Printer(pandoc, PieceWriter(pandoc), open_press(templates / "pdf"), WordLook(templates / "word" / "reference.docx", {}))

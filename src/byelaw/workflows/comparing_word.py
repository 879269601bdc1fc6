"""Redlines in Word: a file for each document of which something changed, came or went, every one proved before it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial

from byelaw.core.comparing.changes import DocumentChange, DocumentKind
from byelaw.core.comparing.compare import Comparison, Side
from byelaw.core.comparing.trees import is_same
from byelaw.core.problems import Problem
from byelaw.core.published import PublishedDocument
from byelaw.outputs.charts import ChartPen, with_charts
from byelaw.outputs.paper import Paper
from byelaw.outputs.pathways import Artist, with_pictures
from byelaw.outputs.redline_word import Edition, Press, Redline, Request, write_redline
from byelaw.outputs.redline_word_marks import Signature
from byelaw.outputs.redline_word_report import Fate, report_of
from byelaw.outputs.word_look import open_look
from byelaw.settings import Settings
from byelaw.tools.pandoc import PandocPool
from byelaw.tools.typst import Typesetter, TypstFailure, typesetter

_GONE = "-gone"
"""What the file of a document that is gone has behind its name, so that it is never that of one that is there."""


@dataclass(frozen=True, slots=True)
class WordRedlines:
    """Files by name, why others could not be written, and what a reader of the files should know."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Remembering(Typesetter):
    """A typesetter that makes one PNG of each drawing, however many documents and versions show it."""

    kept: dict[tuple[bytes, float], bytes | TypstFailure] = field(default_factory=dict, compare=False)

    def raster(self, svg: bytes, ppi: float = 192) -> bytes | TypstFailure:
        """Return the PNG of the drawing."""
        if (svg, ppi) not in self.kept:
            self.kept[svg, ppi] = Typesetter.raster(self, svg, ppi)
        return self.kept[svg, ppi]


def word_redlines(comparison: Comparison, both: tuple[Side, Side], settings: Settings, signature: tuple[str, date]) -> WordRedlines:
    """Return a redline for each document whose text changed, came or went.

    They are in the name of the author, on the day on which the new side was released, or, of a working copy, on the day given.
    """
    author, day = signature
    moment = comparison.new.released or day
    named = Signature(author, datetime(moment.year, moment.month, moment.day, tzinfo=UTC))
    with PandocPool(workers=2) as pandoc:
        look = open_look(settings.templates / "word" / "reference.docx", pandoc)
        fonts = settings.templates / "pdf" / "fonts"
        press = Press(pandoc, look, partial(_drawn, Artist(fonts, _Remembering(typesetter(fonts).compiler)), both[1]))
        made = {name: write_redline(request, press) for name, request in _requests(comparison, both, named)}
    return WordRedlines(_files(made), tuple(problem for each in made.values() for problem in each.problems), tuple(_notes(comparison)))


def _files(made: Mapping[str, Redline]) -> dict[str, bytes]:
    return {f"{name}.docx": each.content for name, each in made.items() if each.content}


def _requests(comparison: Comparison, both: tuple[Side, Side], signature: Signature) -> Iterator[tuple[str, Request]]:
    """Yield what to write, by the names of files."""
    for each in comparison.documents.values():
        if not is_same(each.merged.blocks):
            old, new = (_edition(side, name) for side, name in zip(both, (each.old_id, each.id), strict=True))
            yield each.file_name, Request(each.merged, old, new, signature, report_of(comparison, each))
    for change in comparison.changes:
        if isinstance(change, DocumentChange) and change.kind in _WHOLE:
            yield _whole(change, comparison, both, signature)


def _whole(change: DocumentChange, comparison: Comparison, both: tuple[Side, Side], signature: Signature) -> tuple[str, Request]:
    """Return a document that came or went as one insertion or deletion."""
    is_new = change.kind is DocumentKind.ADDED
    alone = (comparison.came if is_new else comparison.went)[change.about.spot.document]
    edition = _edition(both[is_new], alone.id)
    report = replace(report_of(comparison, alone), fate=_WHOLE[change.kind])
    return alone.file_name + ("" if is_new else _GONE), Request(alone.merged, edition, edition, signature, report)


_WHOLE = {DocumentKind.ADDED: Fate.NEW, DocumentKind.REMOVED: Fate.GONE}


def _notes(comparison: Comparison) -> Iterator[str]:
    """Yield what is told beside the files: documents that are in them as a whole, and those of which only facts beside the text changed."""
    for change in comparison.changes:
        if isinstance(change, DocumentChange) and change.kind in _WHOLE:
            is_new = change.kind is DocumentKind.ADDED
            yield f"'{change.about.spot.title}' is {'new: all of it is one insertion' if is_new else 'gone: all of it is one deletion'}"
    told = {change.about.spot.document for change in comparison.changes if isinstance(change, DocumentChange)}
    for each in comparison.documents.values():
        if is_same(each.merged.blocks) and each.id in told:
            yield f"'{each.title}' has no file: none of its text changed, only what is said of it; the register has that"


def _edition(side: Side, name: str) -> Edition:
    document = next(each for each in side.published.documents if each.id == name)
    strengths = tuple(side.finished.edition.framework.declarations.strengths)
    return Edition(document, Paper(strengths, document.control.approved or side.published.as_of))


def _drawn(artist: Artist, side: Side, document: PublishedDocument) -> PublishedDocument:
    """Return a document with its pathways and charts drawn."""
    alone = replace(side.published, documents=(document,), charts={})
    charted = with_charts(alone, ChartPen(artist.fonts, artist.typesetter))
    return with_pictures(charted, artist).edition.documents[0]

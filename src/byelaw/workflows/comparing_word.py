"""Redlines in Word: a file for each document of which something changed, every one proved before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial

from byelaw.core.comparing.compare import ComparedDocument, Comparison, Side
from byelaw.core.comparing.trees import is_same
from byelaw.core.problems import Problem
from byelaw.core.published import PublishedDocument
from byelaw.outputs.charts import ChartPen, with_charts
from byelaw.outputs.paper import Paper
from byelaw.outputs.pathways import Artist, with_pictures
from byelaw.outputs.redline_entries import on_one_side
from byelaw.outputs.redline_word import Edition, Press, Redline, Request, write_redline
from byelaw.outputs.redline_word_marks import Signature
from byelaw.outputs.redline_word_report import report_of
from byelaw.outputs.word_look import open_look
from byelaw.settings import Settings
from byelaw.tools.pandoc import PandocPool
from byelaw.tools.typst import typesetter


@dataclass(frozen=True, slots=True)
class WordRedlines:
    """Files by name, why others could not be written, and what has no file."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def word_redlines(comparison: Comparison, both: tuple[Side, Side], settings: Settings, signature: tuple[str, date]) -> WordRedlines:
    """Return a redline for each document whose text changed, in the name of an author on a day."""
    author, day = signature
    named = Signature(author, datetime(day.year, day.month, day.day, tzinfo=UTC))
    changed = [each for each in comparison.documents.values() if not is_same(each.merged.blocks)]
    with PandocPool(workers=2) as pandoc:
        look = open_look(settings.templates / "word" / "reference.docx", pandoc)
        fonts = settings.templates / "pdf" / "fonts"
        press = Press(pandoc, look, partial(_drawn, Artist(fonts, typesetter(fonts)), both[1]))
        made = {each.file_name: write_redline(_request(each, comparison, both, named), press) for each in changed}
    notes = tuple(f"'{title}' {words}: there is nothing to track in it" for title, words in on_one_side(comparison))
    return WordRedlines(_files(made), tuple(problem for each in made.values() for problem in each.problems), notes)


def _files(made: Mapping[str, Redline]) -> dict[str, bytes]:
    return {f"{name}.docx": each.content for name, each in made.items() if each.content}


def _request(document: ComparedDocument, comparison: Comparison, both: tuple[Side, Side], signature: Signature) -> Request:
    old, new = (_edition(side, name) for side, name in zip(both, (document.old_id, document.id), strict=True))
    return Request(document.merged, old, new, signature, report_of(comparison, document))


def _edition(side: Side, name: str) -> Edition:
    document = next(each for each in side.published.documents if each.id == name)
    strengths = tuple(side.finished.edition.framework.declarations.strengths)
    return Edition(document, Paper(strengths, document.control.approved or side.published.as_of))


def _drawn(artist: Artist, side: Side, document: PublishedDocument) -> PublishedDocument:
    """Return a document with its pathways and charts drawn."""
    alone = replace(side.published, documents=(document,))
    charted = with_charts(alone, ChartPen(artist.fonts, artist.typesetter))
    return with_pictures(charted, artist).edition.documents[0]

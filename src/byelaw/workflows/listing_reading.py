"""The table of `byelaw list reading`: how hard each section of an edition is to read."""

from collections.abc import Iterator, Mapping
from datetime import date

from byelaw.core.contents.sections import edition_figures
from byelaw.core.editions import Edition

COLUMNS = ("document", "section", "title", "words", "sentences", "longest", "level", "note", "where")


def reading_rows(edition: Edition, day: date) -> Iterator[Mapping[str, str]]:
    """Yield a row for each section: words, sentences, words in the longest one, and the reading level (see `core.contents.reading`)."""
    checks = edition.framework.declarations.checks
    for document, block, figure in edition_figures(edition, day):
        is_hard = figure.level is not None and figure.level > checks.reading_level
        notes = (("hard", is_hard), ("long sentence", figure.longest > checks.longest_sentence))
        yield {
            "document": document,
            "section": block.id,
            "title": figure.title,
            "words": str(figure.words),
            "sentences": str(figure.sentences),
            "longest": str(figure.longest),
            "level": f"{figure.level:.1f}" if figure.level is not None else "",
            "note": ", ".join(word for word, holds in notes if holds),
            "where": f"{block.place.file}:{block.place.line}",
        }

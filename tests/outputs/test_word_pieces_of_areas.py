"""The shipped documents as Word files put together from pieces, compared with those that pandoc writes whole."""

from datetime import date
from pathlib import Path

import pytest
from word_compare import comparable

from byelaw.core.finishing.publish import publish
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.published import PublishedEdition
from byelaw.outputs.charts import ChartPen, with_charts
from byelaw.outputs.documents import open_binder
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pathways import Artist, with_pictures
from byelaw.outputs.pdf import open_press
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.pieces import cut_tree
from byelaw.outputs.word import finish_word
from byelaw.outputs.word_look import open_look, word_job
from byelaw.outputs.word_pieces import Body
from byelaw.settings import find_project
from byelaw.sources.block_templates import environment
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.finishing import finish_edition
from byelaw.workflows.loading import load

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 23)
AREAS = 2


def published(pandoc: PandocPool) -> list[PublishedEdition]:
    """Return the framework and the first areas of those that can be published, with their charts and pathways drawn."""
    settings = find_project(ROOT)
    assert settings
    merged = load(settings, DAY, pandoc)
    blocks = environment(ROOT / "templates" / "blocks")
    others = sorted(name for name in merged.editions if name != FRAMEWORK)
    chosen = [LayerId(FRAMEWORK), *others[:AREAS]]
    ready = [finish_edition(merged.editions[name], merged.project, DAY, blocks, pandoc) for name in chosen]
    fonts = ROOT / "templates" / "pdf" / "fonts"
    typesetter = open_press(ROOT / "templates" / "pdf").typesetter
    made = (publish(each.finished, draft=True, opted_out={}) for each in ready)
    return [with_pictures(with_charts(each, ChartPen(fonts, typesetter)), Artist(fonts, typesetter)).edition for each in made]


@pytest.mark.slow
def test_every_shipped_document_is_that_of_the_whole() -> None:
    with PandocPool(2) as pandoc:
        look = open_look(ROOT / "templates" / "word" / "reference.docx", pandoc)
        binder = open_binder(pandoc, look)
        for edition in published(pandoc):
            documents = [with_own_names(document) for document in edition.documents]
            paper = Paper(("must", "should", "may"), DAY)
            trees = [paper_tree(document, paper) for document in documents]
            pieces = binder.pieces.written([Body(cut_tree(tree), each.images) for tree, each in zip(trees, documents, strict=True)])
            for tree, document, fragments in zip(trees, documents, pieces, strict=True):
                assert fragments, f"{edition.id}: {document.file_name} would be written whole"
                made = binder.shell.filled(fragments, document, paper)
                whole = pandoc.write(word_job(tree, document.images, look))
                assert isinstance(whole, tuple), whole
                assert made, f"{edition.id}: {document.file_name} would be written whole"
                expected = finish_word(bytes(whole[0]), document, paper, look.parts)  # type: ignore[arg-type]
                assert comparable(made) == comparable(expected), f"{edition.id}: {document.file_name}"

"""What a layer's prose and data say together: pages with the pathways, forms and audits that fill their blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from byelaw.core.blocks import Block
from byelaw.core.declarations import Declarations
from byelaw.core.names import DocumentId
from byelaw.core.problems import Problem
from byelaw.sources.changes import Written
from byelaw.sources.framework import FrameworkDraft
from byelaw.sources.item_blocks import Filling, Maker, fill, unused
from byelaw.sources.localisation import AddedPage, LocalisationDraft
from byelaw.sources.prose import nest
from byelaw.sources.reference_names import full_names, naming_in_full
from byelaw.sources.requests import short_texts_read

ProseBlocks = Mapping[str, tuple[Block, ...]]
"""What was read of each text, by the key of its request."""


@dataclass(frozen=True, slots=True)
class FrameworkTexts:
    """The nested blocks of each document's file, and the document that each pathway, form and audit stands in."""

    blocks: Mapping[str, tuple[Block, ...]]
    homes: Mapping[str, DocumentId]


def framework_texts(draft: FrameworkDraft, prose: ProseBlocks) -> tuple[FrameworkTexts, tuple[Problem, ...]]:
    """Return a framework's documents with their data in them. Reports `data-unused`, `unknown-data` and what `nest` reports."""
    fillings, problems = _fillings(draft, draft.declarations, prose)
    used: dict[str, Block] = {}
    nested: dict[str, tuple[Block, ...]] = {}
    homes: dict[str, DocumentId] = {}
    for each in draft.documents:
        before = set(used)
        body, found = nest(prose.get(each.page.file, ()), start_level=2)
        nested[each.page.file], more = fill(body, fillings, used)
        problems += [*found, *more]
        homes |= {name: each.document.id for name in used if name not in before}
    return FrameworkTexts(nested, homes), (*problems, *unused(draft.data, used))


def localisation_texts(
    draft: LocalisationDraft, declared: Declarations, prose: ProseBlocks
) -> tuple[Mapping[str, Written], tuple[Problem, ...]]:
    """Return what each file of a localisation says, its own references by their full names. Reports the same."""
    named = partial(naming_in_full, layer=draft.id, own=full_names(draft.references, draft.id))
    fillings, problems = _fillings(draft, declared, prose)
    used: dict[str, Block] = {}
    written: dict[str, Written] = {}
    for each in draft.pages:
        file = each.page.file
        body: tuple[Block, ...] = prose.get(file, ())
        if isinstance(each, AddedPage):
            body, found = nest(body, start_level=2)
            problems.extend(found)
        body, found = fill(body, fillings, used)
        problems.extend(found)
        short = short_texts_read(file, each.row, prose)
        written[file] = Written(named(body), {name: named(text) for name, text in short.items()})
    for data in (each for each in draft.data if each.is_changes):
        maker = Maker(data, prose, declared)
        pieces = {name: named((block,))[0] for name, block in maker.pieces().items()}
        problems.extend(maker.problems)
        short = short_texts_read(data.file, data.row, prose)
        written[data.file] = Written((), {name: named(text) for name, text in short.items()}, pieces)
    return written, (*problems, *unused(draft.data, used))


def _fillings(
    draft: FrameworkDraft | LocalisationDraft, declared: Declarations, prose: ProseBlocks
) -> tuple[dict[str, Filling], list[Problem]]:
    fillings: dict[str, Filling] = {}
    problems: list[Problem] = []
    for each in (each for each in draft.data if not each.is_changes):
        maker = Maker(each, prose, declared)
        fillings[each.name] = maker.filling()
        problems.extend(maker.problems)
    return fillings, problems

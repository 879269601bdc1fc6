"""Names that blocks carry as attributes and that must be declared: who, sources, records and facts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from byelaw.core.blocks import Block, every_block
from byelaw.core.declarations import Declarations
from byelaw.core.localisations import Localisation
from byelaw.core.problems import Problem
from byelaw.sources.referring import condition_problems, unknown

Records = Mapping[str, Collection[str]]
"""Record ids by type."""


@dataclass(frozen=True, slots=True)
class Known:
    """What blocks may name: records by type, and references by their full names."""

    records: Records
    references: Collection[str]


def prose_problems(blocks: tuple[Block, ...], declared: Declarations, known: Known | None = None) -> Iterator[Problem]:
    """Yield `unknown-record`, `unknown-record-type`, `unknown-reference`, `unknown-fact` and `not-one-of` for blocks.

    Without `known`, they may name what the framework declares.
    """
    names = Known(declared_records(declared), declared.references) if known is None else known
    for block in every_block(blocks):
        for name in block.who:
            if name not in names.records.get(declared.who, ()):
                yield unknown("record", name, names.records.get(declared.who, ()), block.place)
        for name in block.sources:
            if name not in names.references:
                yield unknown("reference", name, names.references, block.place)
        yield from _record_problems(block, names.records)
        yield from condition_problems(block.when, declared.facts, block.place)


def localisation_problems(localisation: Localisation, chain: Sequence[Localisation], declared: Declarations) -> Iterator[Problem]:
    """Yield the same for all prose of a localisation, and for what replaced its references; what its chain adds counts as declared."""
    records = {name: set(ids) for name, ids in declared_records(declared).items()}
    for change in (each for layer in chain for each in layer.records):
        if change.record is not None:
            records.setdefault(change.type, set()).add(change.id)
    references = (*declared.references, *(name for layer in chain for name in layer.references))
    yield from prose_problems(_all_blocks(localisation), declared, Known(records, references))
    for reference in localisation.references.values():
        if reference.replaced_by and reference.replaced_by not in references:
            yield unknown("reference", reference.replaced_by, references, reference.place)


def declared_records(declared: Declarations) -> dict[str, Collection[str]]:
    """Return the ids of the records that the framework declares, by type."""
    return {name: tuple(each.records) for name, each in declared.record_types.items()}


def _all_blocks(localisation: Localisation) -> tuple[Block, ...]:
    changes = (change for page in localisation.changes for change in page.changes)
    changed = (block for change in changes for block in (change.text, change.note) if block is not None)
    added = (block for document, _ in localisation.additions for block in document.blocks)
    return (*changed, *added)


def _record_problems(block: Block, known: Records) -> Iterator[Problem]:
    for name in block.records:
        type_id, colon, record = name.partition(":")
        if type_id not in known:
            yield unknown("record type", type_id, known, block.place)
        elif colon and record not in known[type_id]:
            yield unknown("record", name, [f"{type_id}:{each}" for each in known[type_id]], block.place)

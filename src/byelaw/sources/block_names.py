"""Names that blocks carry as attributes and that must be declared: who, sources, records and facts."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from byelaw.core.blocks import Block, every_block
from byelaw.core.declarations import Declarations
from byelaw.core.localisations import Localisation
from byelaw.core.problems import Problem
from byelaw.sources.referring import condition_problems, unknown

Records = Mapping[str, Collection[str]]
"""Record ids by type."""


def prose_problems(blocks: tuple[Block, ...], declared: Declarations, records: Records | None = None) -> Iterator[Problem]:
    """Yield `unknown-record`, `unknown-record-type`, `unknown-reference`, `unknown-fact` and `not-one-of` for blocks."""
    known = declared_records(declared) if records is None else records
    for block in every_block(blocks):
        for name in block.who:
            if name not in known.get(declared.who, ()):
                yield unknown("record", name, known.get(declared.who, ()), block.place)
        for name in block.sources:
            if name not in declared.references:
                yield unknown("reference", name, declared.references, block.place)
        yield from _record_problems(block, known)
        yield from condition_problems(block.when, declared.facts, block.place)


def localisation_problems(localisation: Localisation, chain: Sequence[Localisation], declared: Declarations) -> Iterator[Problem]:
    """Yield the same for all prose of a localisation; records that its chain adds count as declared."""
    known = {name: set(ids) for name, ids in declared_records(declared).items()}
    for change in (each for layer in chain for each in layer.records):
        if change.record is not None:
            known.setdefault(change.type, set()).add(change.id)
    yield from prose_problems(_all_blocks(localisation), declared, known)


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

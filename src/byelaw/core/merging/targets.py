"""What a change's written ids mean, and what to say when they mean nothing."""

from collections.abc import Collection

from byelaw.core.blocks import Block, Document, every_block, path_to
from byelaw.core.editions import Edition, Omission
from byelaw.core.names import FRAMEWORK, BlockId, LayerId, near, qualified
from byelaw.core.problems import Place, Problem, beside, error

DOCUMENT = "document"
"""The anchor that means the document itself."""

MOST_LISTED = 12
"""Ids that a hint lists when none is near."""


def meant(written: str, layer: LayerId, own: Collection[str]) -> BlockId:
    """Return the id as it stands in the tree: the layer's own block if it has one of that name, else the framework's."""
    prefix, colon, name = written.partition(":")
    if colon:
        return BlockId(qualified(LayerId(prefix), name))
    own_name = qualified(layer, written)
    return BlockId(own_name if own_name in own else written)


def own_ids(blocks: tuple[Block, ...], layer: LayerId) -> frozenset[str]:
    """Return the ids in the tree that belong to the layer."""
    if layer == FRAMEWORK:
        return frozenset()
    return frozenset(block.id for block in every_block(blocks) if block.id.startswith(f"{layer}:"))


def unknown_block(edition: Edition, document: Document, wanted: BlockId, place: Place, *, code: str = "unknown-target") -> Problem:
    """Return the problem for an id that is not in the document: what became of it, or the near ids."""
    gone = omission_of(edition, document, wanted)
    if gone is not None:
        return _replaced(document, wanted, place, gone)
    fate = edition.fates.get(f"{document.id}#{wanted}")
    if fate is not None:
        became = f"It became {' and '.join(fate.became)}." if fate.became else "It was retired."
        return beside(
            error("retired-id", place, f"'{wanted}' is no longer in '{document.id}'. {became}", fate.because), fate.place, f"'{wanted}'"
        )
    known = [block.id for block in every_block(document.blocks) if block.id and not block.omitted]
    closest = near(wanted, known)
    elsewhere = [other.id for other in edition.documents.values() if path_to(other.blocks, wanted)]
    hint = "did you mean " + " or ".join(f"'{each}'" for each in closest) + "?" if closest else ""
    if not hint and elsewhere:
        hint = f"'{wanted}' is in {', '.join(elsewhere)}"
    if not hint:
        ids = ", ".join(known[:MOST_LISTED]) + (", …" if len(known) > MOST_LISTED else "")
        hint = f"record what became of it in ids.yml, or choose among {ids}" if ids else "record what became of it in ids.yml"
    found = error(code, place, f"no block '{wanted}' in '{document.id}'", hint)
    match = next((block for block in every_block(document.blocks) if closest and block.id == closest[0]), None)
    return beside(found, match.place, f"'{match.id}'") if match else found


def omission_of(edition: Edition, document: Document, wanted: BlockId) -> Omission | None:
    """Return how a block went that a higher replacement left out."""
    return next((each for each in edition.omissions if each.document == document.id and each.block == wanted), None)


def _replaced(document: Document, wanted: BlockId, place: Place, gone: Omission) -> Problem:
    kept = [block.id for block in every_block(document.blocks) if block.id and block.origin and block.origin[-1] == gone.step]
    names = ", ".join(kept) or "nothing with an id"
    found = error(
        "target-replaced", place, f"'{wanted}' went when {gone.step.layer} replaced the text around it", f"what stands there now: {names}"
    )
    return beside(found, gone.step.place, f"the replacement by {gone.step.layer}")

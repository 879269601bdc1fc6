"""A change to be judged, with all that its rules ask about."""

from collections.abc import Sequence
from dataclasses import dataclass

from byelaw.core.blocks import Block, Document, Form, Operation, every_block, path_to
from byelaw.core.declarations import Declarations
from byelaw.core.editions import Edition
from byelaw.core.localisations import Change, Localisation
from byelaw.core.merging.locks import Hold, hold_of, statements
from byelaw.core.merging.targets import meant
from byelaw.core.names import BlockId, LayerId, qualified


@dataclass(frozen=True, slots=True)
class Matter:
    """One change of a localisation in a document of its parent's edition, among all that it changes there."""

    edition: Edition
    document: Document
    localisation: Localisation
    change: Change
    changes: Sequence[Change]

    @property
    def declarations(self) -> Declarations:
        """Return what the framework declares."""
        return self.edition.framework.declarations

    @property
    def layer(self) -> LayerId:
        """Return the localisation's id."""
        return self.localisation.id

    @property
    def own(self) -> frozenset[str]:
        """Return the ids that the localisation brings into the document."""
        return own_names(self.changes, self.layer, self.document.blocks)

    @property
    def others(self) -> tuple[Change, ...]:
        """Return the other changes of the localisation in the document."""
        return tuple(each for each in self.changes if each is not self.change)

    @property
    def moved(self) -> frozenset[BlockId]:
        """Return the inherited blocks that the localisation moves elsewhere: leaving out what was around them takes nothing away."""
        return frozenset(self.inherited(each.target) for each in self.changes if Operation.MOVE in each.operations)

    def hold(self, path: tuple[Block, ...]) -> Hold:
        """Return the lock that holds for the last block of a path; for an empty one, the document's."""
        return hold_of(path, self.document, self.declarations)

    def inherited(self, written: str) -> BlockId:
        """Return the parent's block that an id written in the localisation means."""
        return meant(written, self.layer, ())


def own_names(changes: Sequence[Change], layer: LayerId, blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the qualified ids of everything that the changes bring into the blocks: inserted blocks and the new ids inside texts.

    An inherited id that a replacement restates is not a new one.
    """
    names: set[str] = set()
    for change in changes:
        path: tuple[Block, ...] = ()
        if Operation.INSERT in change.operations:
            names.add(qualified(layer, change.target))
        else:
            path = path_to(blocks, meant(change.target, layer, ()))
        restated = statements(path[-1]) if path else {}
        if change.text is not None:
            names.update(
                qualified(layer, each.id)
                for child in change.text.children
                for each in every_block((child,))
                if each.id and each.form is not Form.KEEP and each.id not in restated
            )
    return frozenset(names)

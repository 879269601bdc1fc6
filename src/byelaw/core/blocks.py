"""Documents as trees of blocks: sections, statements and the prose between them, each with where it comes from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from byelaw.core.conditions import Condition
from byelaw.core.declarations import Lock
from byelaw.core.items import Item
from byelaw.core.names import FRAMEWORK, BlockId, DocumentId, LayerId
from byelaw.core.problems import Place
from byelaw.core.tree import Nodes

NOWHERE = BlockId("")


class Form(StrEnum):
    """What a block is. Sections and statements have ids and children; prose has neither, only pandoc blocks."""

    SECTION = "section"
    STATEMENT = "statement"
    PROSE = "prose"
    KEEP = "keep"
    """In the text of a replacement: the place of an inherited block (`id` names it)."""


class Operation(StrEnum):
    """What a change does to a block."""

    REPLACE = "replace"
    INSERT = "insert"
    OMIT = "omit"
    NOTE = "note"
    RETITLE = "retitle"
    MOVE = "move"
    LOCK = "lock"
    ORDER = "order"
    ADD = "add"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Step:
    """One step in a block's origin: which layer did what, why, by whom and until when. The framework's own text has no steps."""

    layer: LayerId
    tier: str
    operation: Operation
    place: Place
    because: str = ""
    owner: str = ""
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Uses:
    """What a prose block looks up, so that passes skip blocks that need nothing: look-ups, link targets and images as written."""

    lookups: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to fill in."""
        return bool(self.lookups or self.links or self.images)


@dataclass(frozen=True, slots=True)
class Block:
    """A block. Fields that don't apply to its form are empty; see Form.

    `layer` is who wrote its words (the framework, or the localisation whose text it is). `level` is the heading level as written; the
    published level follows from the depth. `lock` and `lock_by` are what was declared on the block itself, not what it inherits.
    """

    form: Form
    place: Place
    id: BlockId = NOWHERE
    layer: LayerId = FRAMEWORK
    children: tuple["Block", ...] = ()
    nodes: Nodes = ()
    uses: Uses = Uses()
    title: Nodes = ()
    title_uses: Uses = Uses()
    level: int = 0
    strength: str = ""
    who: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    when: Condition | None = None
    lock: Lock | None = None
    lock_by: LayerId = FRAMEWORK
    classes: tuple[str, ...] = ()
    caption: Nodes = ()
    language: str = ""
    template: str = ""
    records: tuple[str, ...] = ()
    item: Item | None = None
    """What the block is in a pathway, a form or an audit."""
    origin: tuple[Step, ...] = ()
    notes: tuple["Block", ...] = ()
    """Local notes beside the block, in the order of the tiers."""
    omitted: bool = False
    """A layer left the block out: it stays in the tree until the conditions pass, so that its place and its ids are known."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: front matter and blocks. `blocks` starts with any statements before the first heading."""

    id: DocumentId
    kind: str
    title: str
    place: Place
    blocks: tuple[Block, ...]
    owner: str
    review: date
    layer: LayerId = FRAMEWORK
    number: str = ""
    summary: str = ""
    approved: date | None = None
    draft: bool = False
    optional: bool = False
    lock: Lock | None = None
    when: Condition | None = None
    origin: tuple[Step, ...] = ()
    is_dated: bool = True
    """Whether its review date is its own, not that of its layer."""


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block in reading order, parents before children."""
    for block in blocks:
        yield block
        yield from every_block(block.children)


def find(blocks: tuple[Block, ...], wanted: BlockId) -> Block | None:
    """Return the block with the id, or None."""
    return next((block for block in every_block(blocks) if block.id == wanted), None)


def path_to(blocks: tuple[Block, ...], wanted: BlockId) -> tuple[Block, ...]:
    """Return the blocks from the outermost down to the one with the id; empty when there is none."""
    for block in blocks:
        if block.id == wanted:
            return (block,)
        if block.children:
            below = path_to(block.children, wanted)
            if below:
                return (block, *below)
    return ()


def map_blocks(blocks: tuple[Block, ...], change: Callable[[Block], tuple[Block, ...]]) -> tuple[Block, ...]:
    """Return the blocks with each replaced by what `change` gives for it, children first; blocks that nothing changed are shared."""
    result: list[Block] = []
    same = True
    for block in blocks:
        children = map_blocks(block.children, change) if block.children else block.children
        inner = block if children is block.children else replace(block, children=children)
        new = change(inner)
        same = same and len(new) == 1 and new[0] is block
        result.extend(new)
    return blocks if same else tuple(result)

"""Where in a redline something is told of a change, and which changes a part of the text belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from byelaw.core.comparing.aligning import identifier
from byelaw.core.comparing.trees import Added, Inside, Merged, MergedDocument, Removed, Same, Worded, every_part
from byelaw.core.tree import Node


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which changes, by their numbers, marks in the text belong to: by the part that they are in, and by the anchor of its block.

    `by_section` is of what is declared once: it is told at the heading, and shows in blocks below that have no anchor.
    """

    by_part: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    by_anchor: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    by_section: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, part: Merged) -> tuple[int, ...]:
        """Return the numbers of a part's own changes."""
        return (*self.by_part.get(id(part), ()), *self.by_anchor.get(own_name(part), ()))


@dataclass(frozen=True, slots=True)
class Notes:
    """HTML that tells of changes beside their blocks: by the part of the tree (its `id`), or by the anchor in the new text."""

    by_part: Mapping[int, str] = field(default_factory=dict)
    by_anchor: Mapping[str, str] = field(default_factory=dict)
    moved_from: Mapping[int, str] = field(default_factory=dict)
    """By move, where its text stood before, in words."""
    moved_to: Mapping[int, str] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)


@dataclass(frozen=True, slots=True)
class Places:
    """Where something can be told: parts (by their `id`), anchors of the new text, and the parts that hold gone anchors, or moves."""

    parts: frozenset[int]
    anchors: frozenset[str]
    gone: Mapping[str, int]
    moves: Mapping[int, int]


def places_of(merged: MergedDocument) -> Places:
    """Return where in a document something can be told."""
    every = [*every_part(merged.blocks), *(part for move in merged.moves for part in every_part(move.blocks))]
    anchors: set[str] = set()
    gone: dict[str, int] = {}
    moves: dict[int, int] = {}
    for part in every:
        if isinstance(part, Same | Added):
            anchors.update(_anchors(part.node))
        elif isinstance(part, Inside | Worded) and part.new_shell is not None:
            anchors.add(identifier(part.new_shell))
        elif isinstance(part, Removed):
            gone.setdefault(identifier(part.node), id(part))
        if isinstance(part, Added) and part.move:
            moves.setdefault(part.move, id(part))
    return Places(frozenset(id(part) for part in every if not isinstance(part, Same)), frozenset(anchors - {""}), gone, moves)


def is_told(part: Merged, notes: Notes) -> bool:
    """Tell whether something is told of a part, or of one in it."""
    if not notes.by_anchor and not notes.by_part:
        return False
    for each in every_part((part,)):
        if id(each) in notes.by_part:
            return True
        if isinstance(each, Same | Added) and any(name in notes.by_anchor for name in _anchors(each.node)):
            return True
        if isinstance(each, Inside | Worded) and each.new_shell is not None and identifier(each.new_shell) in notes.by_anchor:
            return True
    return False


def own_name(part: Merged) -> str:
    """Return the anchor of a part: in the new text, or of what is gone in the old one."""
    if isinstance(part, Same | Added | Removed):
        return identifier(part.node)
    shell = part.new_shell or part.old_shell
    return identifier(shell) if shell is not None else ""


def _anchors(node: Node) -> Iterator[str]:
    """Yield the anchors where something can be told: of a block, and of the blocks in boxes."""
    yield identifier(node)
    if node["t"] == "Div":
        for child in node["c"][1]:
            yield from _anchors(child)

"""Two published documents merged into one tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from byelaw.core.comparing.aligning import align, identifier
from byelaw.core.comparing.enclosing import Laid, boxed, opened
from byelaw.core.comparing.inlines import Reading, Written, merge_inlines
from byelaw.core.comparing.moving import with_moves
from byelaw.core.comparing.sequences import gaps
from byelaw.core.comparing.shells import CONTAINERS, TEXTS, taken_apart
from byelaw.core.comparing.trees import Added, Inside, Merged, MergedDocument, Removed, Same, Worded
from byelaw.core.tree import Node, Nodes

_LISTS = frozenset({"BulletList", "OrderedList"})
_PARAGRAPHS = frozenset({"Para", "Plain"})
_BY_PLACE = frozenset({"Row", "HeadRow", "Table", "Figure", "Definition"})
"""Containers whose parts are known by their place, where both have as many of them."""


@dataclass(frozen=True, slots=True)
class Merger:
    """Merges blocks. `renamed` gives for an old anchor the one that it has now; `old` and `new` say what nobody wrote."""

    old: Reading = field(default_factory=Reading)
    new: Reading = field(default_factory=Reading)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def document(self, old: Sequence[Node], new: Sequence[Node]) -> MergedDocument:
        """Return the merged tree of two bodies, with what moved in it."""
        return with_moves(self.blocks(old, new), self.blocks, self.renamed)

    def blocks(self, old: Sequence[Node], new: Sequence[Node], within: tuple[str, str] = ("", "")) -> tuple[Merged, ...]:
        """Return the merged siblings; what moved is removed at one place and added at another. `within` are the anchors around them."""
        if list(old) == list(new):
            return tuple(Same(node) for node in old)
        old_open, new_open = opened(old, new)
        found = boxed(self._parts(old_open, new_open, within))
        if found is None:  # boxes that cross: they are compared as they are
            closed = [Laid(node) for node in old], [Laid(node) for node in new]
            return tuple(each.part for each in self._parts(*closed, within))
        return found

    def _parts(self, old: Sequence[Laid[Node]], new: Sequence[Laid[Node]], within: tuple[str, str]) -> list[Laid[Merged]]:
        pairs = align([each.part for each in old], [each.part for each in new], self.renamed).pairs
        laid: list[Laid[Merged]] = []
        for at, (gone, come) in enumerate(gaps(pairs, len(old), len(new))):
            laid += [Laid(Removed(old[i].part), old[i].old, None) for i in gone]
            laid += [Laid(Added(new[j].part), None, new[j].new) for j in come]
            if at < len(pairs):
                laid += self._paired(old[pairs[at][0]], new[pairs[at][1]], within)
        return laid

    def _paired(self, old: Laid[Node], new: Laid[Node], within: tuple[str, str]) -> list[Laid[Merged]]:
        part = self.pair(old.part, new.part, within)
        if part is not None:
            return [Laid(part, old.old, new.new)]
        return [Laid(Removed(old.part), old.old, None), Laid(Added(new.part), None, new.new)]

    def pair(self, old: Node, new: Node, within: tuple[str, str]) -> Merged | None:
        """Return one block in two versions merged; None where they are of kinds that can't be."""
        if old == new:
            return Same(new)
        kinds = old["t"], new["t"]
        if kinds[0] in TEXTS and (kinds[0] == kinds[1] or _PARAGRAPHS.issuperset(kinds)):
            return self._text(old, new, _around(old, new, within))
        if kinds[0] in CONTAINERS and (kinds[0] == kinds[1] or _LISTS.issuperset(kinds)):
            return self._container(old, new, _around(old, new, within))
        return None

    def _text(self, old: Node, new: Node, within: tuple[str, str]) -> Merged:
        (old_shell, old_inlines), (new_shell, new_inlines) = taken_apart(old), taken_apart(new)
        old_text = Written(old_inlines, self.old, self.old.labels.get(within[0], ""))
        new_text = Written(new_inlines, self.new, self.new.labels.get(within[1], ""))
        return Worded(old_shell, new_shell, merge_inlines(old_text, new_text, self._note))

    def _note(self, old: Nodes, new: Nodes) -> tuple[Merged, ...]:
        return self.blocks(old, new)

    def _container(self, old: Node, new: Node, within: tuple[str, str]) -> Merged | None:
        (old_shell, old_parts), (new_shell, new_parts) = taken_apart(old), taken_apart(new)
        if old["t"] == "Table" and not _is_one_grid(old, new):
            return None
        if old["t"] in _BY_PLACE and [each["t"] for each in old_parts] == [each["t"] for each in new_parts]:
            pairs = [self.pair(*each, within) for each in zip(old_parts, new_parts, strict=True)]
            if all(each is not None for each in pairs):
                return Inside(old_shell, new_shell, tuple(each for each in pairs if each is not None))
        return Inside(old_shell, new_shell, self.blocks(old_parts, new_parts, within))


def _around(old: Node, new: Node, within: tuple[str, str]) -> tuple[str, str]:
    return identifier(old) or within[0], identifier(new) or within[1]


def _is_one_grid(old: Node, new: Node) -> bool:
    """Tell whether two tables have as many columns and bodies: rows of another width can't be shown in one table."""
    return len(old["c"][2]) == len(new["c"][2]) and len(old["c"][4]) == len(new["c"][4])

"""What was taken out at one place and put in at another: sections by their ids, other blocks by what they say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TypeAlias, TypeVar

from byelaw.core.comparing.aligning import content, identifier, words_of
from byelaw.core.comparing.sequences import MOST_COMPARED, overlap
from byelaw.core.comparing.trees import Added, Inside, Merged, MergedDocument, Move, Removed, every_part
from byelaw.core.tree import Node

LEAST_WORDS = 4
"""A block of fewer words that stands elsewhere as well is no move: "Yes" and "See below" are everywhere."""
EDITED_ALIKE = 0.7
EDITED_WORDS = 8
"""A paragraph that was moved and changed must have more in common than one that was changed in its place."""

Merge: TypeAlias = Callable[[Sequence[Node], Sequence[Node]], tuple[Merged, ...]]
P = TypeVar("P", Removed, Added)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A section, or one block, that was taken out or put in: the parts of the tree that it is."""

    parts: tuple[Removed | Added, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Return its blocks."""
        return tuple(each.node for each in self.parts)

    @property
    def name(self) -> str:
        """Return its anchor; empty without one."""
        return identifier(self.parts[0].node)

    @property
    def is_section(self) -> bool:
        """Tell whether it is a heading with what is under it."""
        return bool(self.parts[0].node["t"] == "Header")


def with_moves(blocks: tuple[Merged, ...], merge: Merge, renamed: Mapping[str, str]) -> MergedDocument:
    """Return the merged document with its moves found and marked."""
    pairs = _pairs(blocks, renamed)
    places = {id(part): place for place, part in enumerate(every_part(blocks))}
    pairs.sort(key=lambda pair: places[id(pair[1].parts[0])])
    marks = {id(part): number for number, pair in enumerate(pairs, start=1) for unit in pair for part in unit.parts}
    moves = tuple(Move(number, merge(old.nodes, new.nodes)) for number, (old, new) in enumerate(pairs, start=1))
    return MergedDocument(_marked(blocks, marks) if marks else blocks, moves)


def _pairs(blocks: Sequence[Merged], renamed: Mapping[str, str]) -> list[tuple[_Unit, _Unit]]:
    siblings = list(_lists(blocks))
    old = [unit for each in siblings for unit in _units(each, Removed)]
    new = [unit for each in siblings for unit in _units(each, Added)]
    pairs: list[tuple[_Unit, _Unit]] = []
    by_name = partial(_by_name, renamed=renamed)
    for match in (by_name, by_name, _by_content, _by_likeness):  # by name twice: sections whole, then what is in those that did not move
        found = list(match(old, new))
        pairs += found
        _take(old, [pair[0] for pair in found])
        _take(new, [pair[1] for pair in found])
        old[:], new[:] = _dissolved(old), _dissolved(new)
    replaced = _replaced(siblings)
    return [pair for pair in pairs if (id(pair[0].parts[0]), id(pair[1].parts[0])) not in replaced]


def _lists(blocks: Sequence[Merged]) -> Iterator[Sequence[Merged]]:
    yield blocks
    for part in blocks:
        if isinstance(part, Inside):
            yield from _lists(part.children)


def _units(siblings: Sequence[Merged], kind: type[P]) -> Iterator[_Unit]:
    """Yield the sections and blocks of one kind among siblings; a heading takes along what is under it."""
    parts: list[P] = []
    for part in siblings:
        if isinstance(part, kind):
            if parts and not _is_under(part.node, parts[0].node):
                yield _Unit(tuple(parts))
                parts = []
            parts.append(part)
        elif parts and not isinstance(part, Removed | Added):
            yield _Unit(tuple(parts))
            parts = []
    if parts:
        yield _Unit(tuple(parts))


def _is_under(node: Node, first: Node) -> bool:
    if first["t"] != "Header":
        return False
    return node["t"] != "Header" or int(node["c"][0]) > int(first["c"][0])


def _take(units: list[_Unit], taken: Sequence[_Unit]) -> None:
    gone = {id(unit) for unit in taken}
    units[:] = [unit for unit in units if id(unit) not in gone]


def _dissolved(units: Sequence[_Unit]) -> list[_Unit]:
    """Return the units with each section taken apart: it did not move as a whole, but what is in it may have."""
    return [_Unit((part,)) for unit in units for part in unit.parts]


def _by_name(old: Sequence[_Unit], new: Sequence[_Unit], renamed: Mapping[str, str]) -> Iterator[tuple[_Unit, _Unit]]:
    named = {unit.name: unit for unit in new if unit.name}
    for unit in old:
        name = unit.name if unit.name in named else renamed.get(unit.name, "")
        if name in named:
            yield unit, named.pop(name)


def _by_content(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    known: dict[str, list[_Unit]] = {}
    for unit in old:
        if _length(unit) >= LEAST_WORDS:
            known.setdefault(content(unit.nodes[0]), []).append(unit)
    for unit in new:
        found = known.get(content(unit.nodes[0]))
        if found:
            yield found.pop(0), unit


def _by_likeness(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    long = [[unit for unit in units if _length(unit) >= EDITED_WORDS and not unit.name] for units in (old, new)]
    if len(long[0]) * len(long[1]) > MOST_COMPARED:
        return
    ranked = sorted(
        (
            (-overlap(words_of(one.nodes[0]), words_of(other.nodes[0])), i, j)
            for i, one in enumerate(long[0])
            for j, other in enumerate(long[1])
        ),
    )
    taken: set[tuple[str, int]] = set()
    for likeness, i, j in ranked:
        same_kind = long[0][i].nodes[0]["t"] == long[1][j].nodes[0]["t"]
        if -likeness >= EDITED_ALIKE and same_kind and taken.isdisjoint({("old", i), ("new", j)}):
            taken |= {("old", i), ("new", j)}
            yield long[0][i], long[1][j]


def _length(unit: _Unit) -> int:
    return sum(words_of(unit.nodes[0]).values())


def _replaced(siblings: Sequence[Sequence[Merged]]) -> set[tuple[int, int]]:
    """Return what was taken out just where the other was put in: a block that became one of another kind did not move."""
    found = set()
    for each in siblings:
        for one, other in pairwise(each):
            if isinstance(one, Removed) and isinstance(other, Added):
                found.add((id(one), id(other)))
    return found


def _marked(parts: Sequence[Merged], marks: Mapping[int, int]) -> tuple[Merged, ...]:
    found: list[Merged] = []
    for part in parts:
        if isinstance(part, Inside):
            found.append(replace(part, children=_marked(part.children, marks)))
        elif id(part) in marks and isinstance(part, Removed | Added):
            found.append(replace(part, move=marks[id(part)]))
        else:
            found.append(part)
    return tuple(found)

"""Two texts merged word by word, with emphasis, links, spans and footnotes kept whole.

A text is a tree: leaves (words, spaces, code, pictures, footnotes) in wrappers (emphasis, links, spans). Leaves are matched by their word
without its punctuation and by the wrappers around them, so that a link that leads elsewhere, or a word that became strong, is a
change. A wrapper is kept where a leaf in it is kept, and each is kept in one other only; so both trees can be built again exactly.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from byelaw.core.comparing.sequences import Pair, gaps, same
from byelaw.core.comparing.shells import WRAPPERS, taken_apart
from byelaw.core.comparing.trees import Deleted, Inserted, Kept, Merged, Noted, Run, Varied, Wrapped
from byelaw.core.tree import Node, Nodes, stringify

MergeNote: TypeAlias = Callable[[Nodes, Nodes], tuple[Merged, ...]]
_SPACE = "\nspace"
_NUMBER = "\nnumber"
_LEAVES: Mapping[str, str] = {"Space": _SPACE, "SoftBreak": _SPACE, "Note": "\nnote"}
"""What leaves other than words are matched by, where not by all that they are. No word has a new line in it."""
_WORD = re.compile(r"\A(\W*)(.*?)(\W*)\Z", re.DOTALL)
_LEAST_APART = 3
"""A match of fewer signs than what stands changed on both sides of it is a coincidence, but not the only match that there is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What in a published document nobody wrote, so that it is no change when it reads otherwise.

    `links`: the words that a link to a target gets if it has none of its own. `labels`: by anchor, the label that a block's first words
    are ("Step 3").
    """

    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A text to merge: its inlines, how they are to be read, and the label that they may begin with."""

    inlines: Sequence[Node]
    reading: Reading = field(default_factory=Reading)
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf: its nodes (several Strs make one word), what it is matched by, and the wrappers around it, by their numbers."""

    nodes: Nodes
    key: tuple[str, ...]
    around: tuple[int, ...]
    length: int = 1

    @property
    def is_space(self) -> bool:
        """Tell whether it is white space."""
        return self.key[0] == _SPACE


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """A wrapper with its number and what is in it: positions of leaves, and wrappers."""

    node: Node
    number: int
    inner: "tuple[_Wrapper | int, ...]"


@dataclass(slots=True)
class _Text:
    """The leaves of a text in order."""

    links: Mapping[str, frozenset[str]]
    label: list[str]
    """What of the label may still come."""
    leaves: list[_Leaf] = field(default_factory=list)
    wrappers: int = 0

    def read(self, inlines: Sequence[Node], stack: tuple[str, ...] = (), around: tuple[int, ...] = ()) -> "tuple[_Wrapper | int, ...]":
        """Return the tree of the inlines, their leaves added to those before."""
        found: list[_Wrapper | int] = []
        word: list[Node] = []
        for node in inlines:
            if node["t"] == "Str":
                word.append(node)
                continue
            if word:
                found.append(self._leaf(word, self._word(word), stack, around))
                word = []
            found.append(self._one(node, stack, around))
        if word:
            found.append(self._leaf(word, self._word(word), stack, around))
        return tuple(found)

    def _one(self, node: Node, stack: tuple[str, ...], around: tuple[int, ...]) -> "_Wrapper | int":
        key = _LEAVES.get(node["t"]) or self._whole(node)
        if key:
            return self._leaf([node], key, stack, around)
        shell, inner = taken_apart(node)
        self.wrappers += 1
        number = self.wrappers
        return _Wrapper(node, number, self.read(inner, (*stack, json.dumps(shell)), (*around, number)))

    def _whole(self, node: Node) -> str:
        """Return what an inline that stays whole is matched by; empty for a wrapper."""
        kind = node["t"]
        if kind not in WRAPPERS or kind == "Image":
            return "\n" + json.dumps(node)
        if kind == "Span" and "number" in node["c"][0][1]:
            return _NUMBER
        inner = taken_apart(node)[1]
        if kind == "Link" and stringify(inner) in self.links.get(node["c"][2][0], ()):
            return f"\nlink {node['c'][2][0]}"
        return "" if inner else "\n" + json.dumps(node)

    def _word(self, nodes: Sequence[Node]) -> str:
        """Return what a word is matched by: itself without its punctuation; a word of a label is a number."""
        written = "".join(node["c"] for node in nodes)
        if self.label and written.rstrip(":") == self.label[0]:
            self.label.pop(0)
            return _NUMBER
        self.label = []
        match = _WORD.match(written)
        return (match.group(2) if match else "") or written

    def _leaf(self, nodes: Sequence[Node], key: str, stack: tuple[str, ...], around: tuple[int, ...]) -> int:
        self.leaves.append(_Leaf(tuple(nodes), (key, *stack), around, len(key)))
        return len(self.leaves) - 1


def merge_inlines(old: Written, new: Written, merge_note: MergeNote) -> tuple[Run, ...]:
    """Return both texts in one."""
    old_text, new_text = (_Text(each.reading.links, each.label.split()) for each in (old, new))
    old_tree, new_tree = old_text.read(old.inlines), new_text.read(new.inlines)
    pairs, wrappers = _paired(old_text.leaves, new_text.leaves)
    weaver = _Weaver(old_text.leaves, new_text.leaves, pairs, wrappers, merge_note)
    return tuple(weaver.weave(old_tree, new_tree))


def _paired(old: Sequence[_Leaf], new: Sequence[_Leaf]) -> tuple[dict[int, int], dict[int, int]]:
    """Return which leaf and which wrapper of the old text is which of the new."""
    old_words = [at for at, leaf in enumerate(old) if not leaf.is_space]
    new_words = [at for at, leaf in enumerate(new) if not leaf.is_space]
    found = same([old[at].key for at in old_words], [new[at].key for at in new_words])
    kept = _without_coincidences(found, [old[at].length for at in old_words], [new[at].length for at in new_words])
    pairs = _with_spaces([(old_words[i], new_words[j]) for i, j in kept], old, new)
    leaves: dict[int, int] = {}
    wrappers: dict[int, int] = {}
    taken: dict[int, int] = {}
    for i, j in pairs:
        around = list(zip(old[i].around, new[j].around, strict=True)) if len(old[i].around) == len(new[j].around) else None
        if around is None or any(wrappers.get(each, other) != other or taken.get(other, each) != each for each, other in around):
            continue
        leaves[i] = j
        wrappers.update(around)
        taken.update((other, each) for each, other in around)
    return leaves, wrappers


def _without_coincidences(pairs: Sequence[Pair], old_lengths: Sequence[int], new_lengths: Sequence[int]) -> list[Pair]:
    """Return the matches without those that are shorter than what changed on either side of them: few words kept alone say nothing."""
    runs = _runs(pairs)
    while True:
        stretches = gaps([each for run in runs for each in run], len(old_lengths), len(new_lengths))
        changed = [max(sum(old_lengths[i] for i in old), sum(new_lengths[j] for j in new)) for old, new in stretches]
        kept, at = [], 0
        for run in runs:
            length = sum(old_lengths[i] for i, _ in run)
            before, after = changed[at], changed[at + len(run)]
            at += len(run)
            if not (length <= before and length <= after and length * _LEAST_APART <= before + after + _LEAST_APART):
                kept.append(run)
        if len(kept) == len(runs):
            return [each for run in runs for each in run]
        runs = _runs([each for run in kept for each in run])


def _runs(pairs: Sequence[Pair]) -> list[list[Pair]]:
    runs: list[list[Pair]] = []
    for i, j in pairs:
        if runs and runs[-1][-1] == (i - 1, j - 1):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    return runs


def _with_spaces(pairs: Sequence[Pair], old: Sequence[_Leaf], new: Sequence[_Leaf]) -> list[Pair]:
    """Return the pairs with the white space that stands after and before what is kept."""
    found: list[Pair] = []
    for at, (before, after) in enumerate(gaps(pairs, len(old), len(new))):
        stretch: list[Pair] = []
        if before and after:
            first = (before[0], after[0])
            last = (before[-1], after[-1])
            if _are_spaces(first, old, new):
                stretch.append(first)
            if last[0] != first[0] and last[1] != first[1] and _are_spaces(last, old, new):
                stretch.append(last)
        found += stretch
        if at < len(pairs):
            found.append(pairs[at])
    return found


def _are_spaces(pair: Pair, old: Sequence[_Leaf], new: Sequence[_Leaf]) -> bool:
    return old[pair[0]].is_space and old[pair[0]].key == new[pair[1]].key


@dataclass(slots=True)
class _Weaver:
    """Builds the runs from what is paired."""

    old: Sequence[_Leaf]
    new: Sequence[_Leaf]
    leaves: Mapping[int, int]
    wrappers: Mapping[int, int]
    merge_note: MergeNote
    taken_leaves: frozenset[int] = frozenset()
    taken_wrappers: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Note what of the new text is paired."""
        self.taken_leaves = frozenset(self.leaves.values())
        self.taken_wrappers = frozenset(self.wrappers.values())

    def weave(self, old: "Sequence[_Wrapper | int]", new: "Sequence[_Wrapper | int]") -> list[Run]:
        """Return the runs of two stretches that are in the same pair of wrappers."""
        runs: list[Run] = []
        at = 0
        for item in old:
            if not self._is_kept(item):
                _add(runs, Deleted(self._nodes(item, self.old)))
                continue
            while not self._is_taken(new[at]):
                _add(runs, Inserted(self._nodes(new[at], self.new)))
                at += 1
            for run in self._kept(item, new[at]):
                _add(runs, run)
            at += 1
        for rest in new[at:]:
            _add(runs, Inserted(self._nodes(rest, self.new)))
        return runs

    def _is_kept(self, item: "_Wrapper | int") -> bool:
        return item in self.leaves if isinstance(item, int) else item.number in self.wrappers

    def _is_taken(self, item: "_Wrapper | int") -> bool:
        return item in self.taken_leaves if isinstance(item, int) else item.number in self.taken_wrappers

    def _nodes(self, item: "_Wrapper | int", leaves: Sequence[_Leaf]) -> Nodes:
        return leaves[item].nodes if isinstance(item, int) else (item.node,)

    def _kept(self, old: "_Wrapper | int", new: "_Wrapper | int") -> list[Run]:
        if isinstance(old, _Wrapper) and isinstance(new, _Wrapper):
            inner = self.weave(old.inner, new.inner)
            if len(inner) == 1 and isinstance(inner[0], Kept):
                return [Kept((old.node,))]
            return [Wrapped(taken_apart(old.node)[0], tuple(inner))]
        if isinstance(old, int) and isinstance(new, int):
            return self._kept_leaf(self.old[old].nodes, self.new[new].nodes, self.old[old].key[0])
        raise AssertionError  # a leaf is only ever paired with a leaf

    def _kept_leaf(self, old: Nodes, new: Nodes, key: str) -> list[Run]:
        if old == new:
            return [Kept(old)]
        if key == _NUMBER:
            return [Varied(old, new)]
        if old[0]["t"] == "Note":
            return [Noted(self.merge_note(tuple(old[0]["c"]), tuple(new[0]["c"])))]
        if old[0]["t"] != "Str" or "".join(each["c"] for each in old) == "".join(each["c"] for each in new):
            return [Varied(old, new)]
        if len(old) == 1 and len(new) == 1:
            return [Wrapped({"t": "Str", "c": ""}, tuple(_punctuated(old[0]["c"], new[0]["c"])))]
        return [Deleted(old), Inserted(new)]


def _punctuated(old: str, new: str) -> list[Run]:
    """Return one word whose punctuation changed."""
    runs: list[Run] = []
    parts = [(match.groups() if match else ("", word, "")) for word, match in ((old, _WORD.match(old)), (new, _WORD.match(new)))]
    for before, after in zip(*parts, strict=True):
        if before == after:
            _add(runs, Kept(({"t": "Str", "c": before},)) if before else None)
            continue
        _add(runs, Deleted(({"t": "Str", "c": before},)) if before else None)
        _add(runs, Inserted(({"t": "Str", "c": after},)) if after else None)
    return runs


def _add(runs: list[Run], run: Run | None) -> None:
    """Add a run; one of the same kind as the last is joined to it. Insertions follow the deletions they stand beside."""
    last = runs[-1] if runs else None
    if isinstance(last, Kept) and isinstance(run, Kept):
        runs[-1] = Kept((*last.nodes, *run.nodes))
    elif isinstance(last, Inserted) and isinstance(run, Inserted):
        runs[-1] = Inserted((*last.nodes, *run.nodes))
    elif isinstance(last, Deleted) and isinstance(run, Deleted):
        runs[-1] = Deleted((*last.nodes, *run.nodes))
    elif isinstance(last, Inserted) and isinstance(run, Deleted):
        runs.pop()
        _add(runs, run)
        runs.append(last)
    elif run is not None:
        runs.append(run)

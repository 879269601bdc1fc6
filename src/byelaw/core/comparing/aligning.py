"""Which block of an old list of siblings is which of the new: by id first, then by what it says, then by likeness.

Headings that are matched are barriers: text is aligned between them, whatever headings came or went in between.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from byelaw.core.comparing.sequences import MOST_COMPARED, Pair, alike, bag, gaps, in_order, overlap, same
from byelaw.core.comparing.shells import TEXTS
from byelaw.core.tree import REMEMBERED, Itself, Node, holds, rewrite, stringify

TEXT_ALIKE = 0.42
"""Paragraphs that have less of their words in common are another."""
CONTAINER_ALIKE = 0.25
"""Lists, tables, boxes, and items that hold lists: their parts are aligned again."""
SECTION_ALIKE = 0.5
SECTION_ALIKE_HERE = 0.35
"""Of sections that stand at the same place among those that are matched."""
TITLE_ALIKE = 0.8
"""Titles of sections at the same place that are the same section, whatever its text: "Acknowledgement", "Acknowledgements"."""
_BODY_SHARE = 0.7
"""Of the likeness of two sections, the rest is that of their titles."""
_NOTES = frozenset({"Note"})
_LISTS = frozenset({"BulletList", "OrderedList"})
_PARAGRAPHS = frozenset({"Para", "Plain"})


@dataclass(frozen=True, slots=True)
class Aligned:
    """What is paired in order, and, apart, which old blocks and which new ones stand elsewhere now (sections with all under them)."""

    pairs: tuple[Pair, ...]
    old_moved: frozenset[int] = frozenset()
    new_moved: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Siblings:
    """The old and the new blocks. `renamed` gives for an old anchor the one that it has now."""

    old: Sequence[Node]
    new: Sequence[Node]
    renamed: Mapping[str, str]
    matched: dict[int, int] = field(default_factory=dict)

    def align(self) -> Aligned:
        """Return what is which."""
        self._match_ids()
        self._match_sections()
        ids = sorted(self.matched.items())
        stable = in_order(ids, [1 + _extent_words(self.old, i) for i, _ in ids])
        moved = [pair for pair in ids if pair not in set(stable)]
        old_moved = _carried(self.old, [i for i, _ in moved], {i for i, _ in stable})
        new_moved = _carried(self.new, [j for _, j in moved], {j for _, j in stable})
        pairs: list[Pair] = []
        for at, (old, new) in enumerate(gaps(stable, len(self.old), len(self.new))):
            stretch = _Stretch(self, [i for i in old if i not in old_moved], [j for j in new if j not in new_moved])
            pairs += stretch.pairs()
            if at < len(stable):
                pairs.append(stable[at])
        return Aligned(tuple(pairs), old_moved, new_moved)

    def _match_ids(self) -> None:
        """Match blocks of the same id, then those whose id became another; of several that became one, the first."""
        old = {name: at for at, node in enumerate(self.old) if (name := identifier(node))}
        new = {name: at for at, node in enumerate(self.new) if (name := identifier(node))}
        taken = {name for name in old if name in new}
        self.matched.update((old[name], new[name]) for name in taken)
        for name, at in old.items():
            now = self.renamed.get(name, "")
            if name not in taken and now in new and now not in taken:
                self.matched[at] = new[now]
                taken.add(now)

    def _match_sections(self) -> None:
        """Match headings whose ids are new by what stands under them and by their titles; at the same place, less alike is enough."""
        old, new = self._unmatched()
        if len(old) * len(new) > MOST_COMPARED:
            return
        bodies = {i: _body(self.old, i) for i in old}, {j: _body(self.new, j) for j in new}
        titles = {(i, j): _titles_alike(self.old[i], self.new[j]) for i in old for j in new}
        worth = {(i, j): _sections_alike(title, bodies[0][i], bodies[1][j]) for (i, j), title in titles.items()}
        self._take_best({pair: found for pair, found in worth.items() if found >= SECTION_ALIKE})
        here = {pair: found for pair, found in worth.items() if found >= SECTION_ALIKE_HERE or titles[pair] >= TITLE_ALIKE}
        self._take_best({pair: found for pair, found in here.items() if self._is_same_place(*pair)})

    def _unmatched(self) -> tuple[list[int], list[int]]:
        taken = set(self.matched.values())
        old = [at for at, node in enumerate(self.old) if node["t"] == "Header" and at not in self.matched]
        return old, [at for at, node in enumerate(self.new) if node["t"] == "Header" and at not in taken]

    def _take_best(self, worth: Mapping[Pair, float]) -> None:
        taken = set(self.matched.values())
        for i, j in sorted(worth, key=lambda pair: (-worth[pair], pair)):
            if i not in self.matched and j not in taken:
                self.matched[i] = j
                taken.add(j)

    def _is_same_place(self, old: int, new: int) -> bool:
        """Tell whether two headings of a level follow headings that are matched, or are followed by such, with none between."""
        if self.old[old]["c"][0] != self.new[new]["c"][0]:
            return False
        return any(
            (before is None and after is None) or (before is not None and self.matched.get(before) == after)
            for before, after in ((_next(self.old, old, step), _next(self.new, new, step)) for step in (-1, 1))
        )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks between two barriers."""

    siblings: _Siblings
    old: Sequence[int]
    new: Sequence[int]

    def pairs(self) -> Iterator[Pair]:
        """Yield what is paired here, in order."""
        found = same([content(self.siblings.old[i]) for i in self.old], [content(self.siblings.new[j]) for j in self.new])
        for at, (old, new) in enumerate(gaps(found, len(self.old), len(self.new))):
            yield from ((self.old[i], self.new[j]) for i, j in alike(old, new, self._likeness))
            if at < len(found):
                yield self.old[found[at][0]], self.new[found[at][1]]

    def _likeness(self, i: int, j: int) -> float:
        return likeness(self.siblings.old[self.old[i]], self.siblings.new[self.new[j]])


def align(old: Sequence[Node], new: Sequence[Node], renamed: Mapping[str, str]) -> Aligned:
    """Return which of the old blocks is which of the new."""
    return _Siblings(old, new, renamed).align()


def identifier(node: Node) -> str:
    """Return the anchor of a block; empty for one without."""
    match node["t"]:
        case "Header":
            return str(node["c"][1][0])
        case "Div" | "Table" | "Figure" | "CodeBlock":
            return str(node["c"][0][0])
        case _:
            return ""


def content(node: Node) -> str:
    """Return all that a block is, as text that is equal for equal blocks."""
    return _content(Itself(node))


def words_of(node: Node) -> Counter[str]:
    """Return the bag of a block's words, its number not among them."""
    return _words_of(Itself(node))


def likeness(old: Node, new: Node) -> float:
    """Return how alike two blocks are; 0 for those that are not the same block changed."""
    if identifier(old) and identifier(new):
        return 0.0  # both have a name, and not the same: else they were matched by it
    kinds = _family(old), _family(new)
    if kinds[0] != kinds[1]:
        return 0.0
    found = overlap(words_of(old), words_of(new))
    least = TEXT_ALIKE if _is_text(old) and _is_text(new) else CONTAINER_ALIKE
    return found if found >= least else 0.0


def _is_text(node: Node) -> bool:
    """Tell whether a block is running text, or an item of a list that holds nothing else."""
    return node["t"] in TEXTS or (node["t"] == "Item" and all(each["t"] in TEXTS for each in node["c"]))


def _family(node: Node) -> str:
    kind: str = node["t"]
    if kind in _LISTS:
        return "list"
    return "text" if kind in _PARAGRAPHS else kind


@lru_cache(maxsize=REMEMBERED)
def _content(given: Itself) -> str:
    return json.dumps(given.node)


def _noteless(node: Node) -> list[Node] | None:
    return [] if node["t"] == "Note" else None


@lru_cache(maxsize=REMEMBERED)
def _words_of(given: Itself) -> Counter[str]:
    """Return the words but for those of footnotes, which are long and often the same in another paragraph."""
    return bag(stringify(rewrite(given.node, _noteless) if holds([given.node], _NOTES) else given.node))


def _section_words(nodes: Sequence[Node], at: int) -> Counter[str]:
    """Return the words of a section's own text, to the next heading."""
    words: Counter[str] = Counter()
    for node in nodes[at + 1 :]:
        if node["t"] == "Header":
            break
        words += words_of(node)
    return words


def _body(nodes: Sequence[Node], at: int) -> Counter[str]:
    """Return the words by which a section is known: its own, or, if it has none, all of the sections in it."""
    own = _section_words(nodes, at)
    if own:
        return own
    words: Counter[str] = Counter()
    for node in nodes[at + 1 :]:
        if node["t"] == "Header" and node["c"][0] <= nodes[at]["c"][0]:
            break
        words += words_of(node)
    return words


def _sections_alike(title: float, old: Counter[str], new: Counter[str]) -> float:
    """Return how alike two sections are; of such as have no text, by their titles alone."""
    return (1 - _BODY_SHARE) * title + _BODY_SHARE * overlap(old, new) if old or new else title


def _titles_alike(old: Node, new: Node) -> float:
    """Return how alike two titles are: in their words, or, where these are nearly the same, in their letters."""
    words = overlap(words_of(old), words_of(new))
    letters = SequenceMatcher(None, stringify([old]), stringify([new]), autojunk=False)
    close = letters.ratio() if words < 1 and letters.quick_ratio() >= TITLE_ALIKE else 0.0
    return max(words, close if close >= TITLE_ALIKE else 0.0)


def _next(nodes: Sequence[Node], at: int, step: int) -> int | None:
    """Return where the next heading before or after one is."""
    places = range(at + step, len(nodes) if step > 0 else -1, step)
    return next((place for place in places if nodes[place]["t"] == "Header"), None)


def _extent_words(nodes: Sequence[Node], at: int) -> int:
    """Return how much stands with a block that has an id: itself, or all of the section's own text."""
    own = sum(words_of(nodes[at]).values())
    return own + sum(_section_words(nodes, at).values()) if nodes[at]["t"] == "Header" else own


def _carried(nodes: Sequence[Node], moved: Sequence[int], stable: set[int]) -> frozenset[int]:
    """Return the moved blocks with what their headings carry along: all to the next heading of their level, or the next that stayed."""
    found: set[int] = set()
    for at in moved:
        found.add(at)
        if nodes[at]["t"] != "Header":
            continue
        level = nodes[at]["c"][0]
        for below in range(at + 1, len(nodes)):
            is_heading = nodes[below]["t"] == "Header"
            if below in stable or (is_heading and nodes[below]["c"][0] <= level):
                break
            found.add(below)
    return frozenset(found)

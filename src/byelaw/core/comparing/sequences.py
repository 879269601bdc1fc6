"""Matching of sequences: what stays in order, what is the same, and which of what is left is most alike."""

import string
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]
"""Positions in the old and the new sequence."""

MOST_COMPARED = 4096
"""How many pairs of a stretch are compared for likeness; a longer stretch was rewritten, and is shown so."""
MOST_MATCHED = 2_000_000
"""Above as many pairs of keys, those that are everywhere are not matched: ten thousand times the same word would take minutes."""

SHORT = 3
"""Letters of a word that is in every text."""
SHARE = 0.25
"""What such a word counts, where another counts one."""
_SIGNS = string.punctuation + "‘’“”–—…·•"


def in_order(pairs: Sequence[Pair], weights: Sequence[int]) -> tuple[Pair, ...]:
    """Return the heaviest choice of pairs that stand in the same order on both sides (a heaviest increasing subsequence).

    The positions of the old side must be distinct, as those of the new. What is not chosen moved.
    """
    order = sorted(range(len(pairs)), key=lambda at: pairs[at])
    ranks = sorted(new for _, new in pairs)
    best: list[tuple[int, int]] = [(0, -1)] * (len(pairs) + 1)  # a Fenwick tree of (weight, last pair) by the rank of the new position
    before = [-1] * len(pairs)
    top = (0, -1)
    for at in order:
        rank = bisect_left(ranks, pairs[at][1])
        weight, before[at] = _most(best, rank)
        found = (weight + weights[at], at)
        _raise(best, rank + 1, found)
        top = max(top, found, key=lambda each: each[0])
    chosen = []
    at = top[1]
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return tuple(reversed(chosen))


def _most(best: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = (0, -1)
    while rank > 0:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank -= rank & -rank
    return found


def _raise(best: list[tuple[int, int]], rank: int, found: tuple[int, int]) -> None:
    while rank < len(best):
        if found[0] > best[rank][0]:
            best[rank] = found
        rank += rank & -rank


def same(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return pairs of equal keys in order. What begins or ends both is paired first: most of two versions is the same."""
    start, shorter = 0, min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[len(old) - 1 - end] == new[len(new) - 1 - end]:
        end += 1
    pairs = [(at, at) for at in range(start)]
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    if inner_old and inner_new:
        is_long = len(inner_old) * len(inner_new) > MOST_MATCHED
        for block in SequenceMatcher(None, inner_old, inner_new, autojunk=is_long).get_matching_blocks():
            pairs += [(start + block.a + step, start + block.b + step) for step in range(block.size)]
    return [*pairs, *((len(old) - step, len(new) - step) for step in range(end, 0, -1))]


def gaps(pairs: Sequence[Pair], old_length: int, new_length: int) -> list[tuple[range, range]]:
    """Return the stretches between pairs that are in order, those before the first and after the last too; empty ones as well."""
    found, old_at, new_at = [], 0, 0
    for old, new in (*pairs, (old_length, new_length)):
        found.append((range(old_at, old), range(new_at, new)))
        old_at, new_at = old + 1, new + 1
    return found


def alike(old: range, new: range, likeness: Callable[[int, int], float]) -> list[Pair]:
    """Return the pairs, in order, that are most alike in sum; `likeness` gives 0 for what must not be paired."""
    if not old or not new or len(old) * len(new) > MOST_COMPARED:
        return []
    worth = [[likeness(i, j) for j in new] for i in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = worth[i][j] + best[i + 1][j + 1] if worth[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def overlap(old: Mapping[str, int], new: Mapping[str, int]) -> float:
    """Return how alike two bags of words are: 1 for the same words, 0 for none in common (Dice's coefficient).

    Short words count little: "the", "of" and "is" are in every text.
    """
    if len(new) < len(old):
        old, new = new, old
    total = _worth(old) + _worth(new)
    if not total:
        return 1.0
    return 2 * sum((1 if len(word) > SHORT else SHARE) * min(count, new[word]) for word, count in old.items() if word in new) / total


def _worth(words: Mapping[str, int]) -> float:
    return sum(count if len(word) > SHORT else SHARE * count for word, count in words.items())


def bag(words: str) -> Counter[str]:
    """Return the words of a text, without their punctuation and in small letters, with how often each is there."""
    return Counter(word.strip(_SIGNS) or word for word in words.casefold().split())

"""Whether two texts differ only by what is shared: a value, a record's field, a term."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swap:
    """Words that are shown instead of others, where a block looks up one of `names` (anywhere, if there are none).

    An open one may be the beginning of a longer word, which goes on in the same way in both texts ("plan" and "planning").
    """

    old: str
    new: str
    names: frozenset[str] = frozenset()
    is_open: bool = False

    def is_among(self, lookups: frozenset[str]) -> bool:
        """Tell whether a block with these look-ups may show it."""
        return not self.names or not self.names.isdisjoint(lookups)


def said_of(what: str) -> str:
    """Return the name under which what is said of blocks and values looks up the names of facts, strengths, tiers and so on."""
    return f"said of: {what}"


@dataclass(frozen=True, slots=True)
class Folded:
    """Which shared changes (by their place in the list) a text shows, and the old text with these made.

    `is_whole` tells whether nothing else changed.
    """

    shown: tuple[int, ...]
    text: str
    is_whole: bool


def folded(old: str, new: str, swaps: Sequence[tuple[int, Swap]]) -> Folded:
    """Return what of the change from the old to the new text is made by the swaps, each given with the place of its shared change.

    Each place in the old text where words are swapped may have been swapped or not: a number that is looked up at one place may be
    written at another.
    """
    found: dict[str, tuple[int, str]] = {}
    ends: dict[str, str] = {}
    for place, swap in swaps:
        if swap.old in old and swap.new in new:
            found.setdefault(swap.old, (place, swap.new))
            ends.setdefault(swap.old, "" if swap.is_open else r"(?!\w)")
    if not found or old == new:
        return Folded((), old, is_whole=old == new)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(each)}{ends[each]}" for each in sorted(found, key=lambda each: (-len(each), each))))
    whole = _whole(old, new, pattern, found)
    if whole is not None:
        return whole
    return _nearly(old, new, pattern, found)


def _whole(old: str, new: str, pattern: re.Pattern[str], found: Mapping[str, tuple[int, str]]) -> Folded | None:
    """Return the swaps that make all of the difference; None where they don't."""
    shown: list[int] = []
    at = end = 0
    for match in pattern.finditer(old):
        between = old[end : match.start()]
        if new[at : at + len(between)] != between:
            return None
        at, end = at + len(between), match.end()
        place, words = found[match.group()]
        if new.startswith(words, at):
            shown.append(place)
            at += len(words)
        elif new.startswith(match.group(), at):
            at += len(match.group())
        else:
            return None
    if new[at:] != old[end:] or not shown:
        return None
    return Folded(tuple(dict.fromkeys(shown)), new, is_whole=True)


def _nearly(old: str, new: str, pattern: re.Pattern[str], found: Mapping[str, tuple[int, str]]) -> Folded:
    """Return the swaps that are made beside other changes: as many as the new text has more of the new words than the old."""
    left = {words: _times(words, new) - _times(words, old) for _, words in found.values()}
    shown: list[int] = []

    def swapped(match: re.Match[str]) -> str:
        place, words = found[match.group()]
        if left[words] <= 0:
            return match.group()
        left[words] -= 1
        shown.append(place)
        return words

    text = pattern.sub(swapped, old)
    return Folded(tuple(dict.fromkeys(shown)), text, is_whole=False)


def _times(words: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))

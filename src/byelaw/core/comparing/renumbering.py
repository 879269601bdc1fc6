"""New numbers of sections, which nobody wrote: one entry for a document, however many sections were counted anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from byelaw.core.comparing.changes import TextChange, TextKind


def in_one(changes: Sequence[TextChange]) -> Iterator[TextChange]:
    """Yield the changes of a document, with the new numbers of all its sections where the first of them stood."""
    numbered = [each for each in changes if each.kind is TextKind.RENUMBERED]
    told = _told(numbered) if len(numbered) > 1 else None
    for change in changes:
        if told is None or change.kind is not TextKind.RENUMBERED:
            yield change
        elif change is numbered[0]:
            yield told


def _told(changes: Sequence[TextChange]) -> TextChange:
    """Return one entry: what was 2, 3 and 4.1 is 3, 4 and 5.1. Numbers that follow from that of the section around them are not named."""
    pairs = [(each.old, each.new) for each in changes]
    own = [each for each in pairs if not _follows(each, set(pairs))]
    runs = [[pair for _, pair in group] for _, group in groupby(enumerate(own), lambda each: _step(own, each[0]))]
    old = ", ".join(_range([each for each, _ in run]) for run in runs)
    new = ", ".join(_range([each for _, each in run]) for run in runs)
    others = tuple(each.about.spot for each in changes[1:])
    merged = tuple(part for each in changes for part in each.merged)
    return replace(changes[0], old=old, new=new, merged=merged, others=others)


def _follows(pair: tuple[str, str], pairs: set[tuple[str, str]]) -> bool:
    """Tell whether a section has its number only from the one that it stands in."""
    (old, _, old_tail), (new, _, new_tail) = (each.rpartition(".") for each in pair)
    return bool(old and new) and old_tail == new_tail and (old, new) in pairs


def _step(pairs: Sequence[tuple[str, str]], at: int) -> int:
    """Return a number that is the same for sections that were next to each other and are so now: how many breaks there are before it."""
    return sum(not all(map(_is_next, one, other)) for one, other in pairwise(pairs[: at + 1]))


def _is_next(one: str, other: str) -> bool:
    (before, _, last), (after, _, first) = one.rpartition("."), other.rpartition(".")
    return before == after and last.isdigit() and first.isdigit() and int(first) == int(last) + 1


def _range(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"

"""Paragraphs without ids that were parted or put together: told as one change, not as words that went here and others that came there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from byelaw.core.comparing.aligning import words_of
from byelaw.core.comparing.changes import TextKind
from byelaw.core.comparing.pieces import Piece, is_prose
from byelaw.core.comparing.sequences import bag, overlap
from byelaw.core.comparing.trees import Added, Deleted, Inserted, Merged, Removed, Worded, every_run
from byelaw.core.tree import stringify

CAME_FROM = 0.7
"""What was put in beside a paragraph came out of it if so much of it is what the paragraph lost, in words."""
LEAST_WORDS = 5
"""Fewer words that are the same come about by chance."""
_MOST_PARTS = 4
"""How many paragraphs are looked at before and after one."""


@dataclass(frozen=True, slots=True)
class Divided:
    """A piece, and whether its text was parted or put together."""

    piece: Piece
    kind: TextKind | None = None


def divided(pieces: Sequence[Piece]) -> Iterator[Divided]:
    """Yield the pieces, a paragraph with what was parted from it, or put to it, as one."""
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and pieces[end].is_next and _is_beside(pieces[end - 1], pieces[end]):
            end += 1
        yield from _run(pieces[at:end])
        at = end


def _is_beside(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces are prose of one place."""
    same_place = (one.old, one.new, one.layer) == (other.old, other.new, other.layer)
    return same_place and is_prose(one) and is_prose(other) and not (one.move or other.move)


def _run(pieces: Sequence[Piece]) -> Iterator[Divided]:
    """Yield the pieces of a stretch in which everything changed."""
    parts = [part for piece in pieces for part in piece.parts]
    found = [each for at in range(len(parts)) if (each := _division(parts, at)) is not None] if len(parts) > 1 else []
    if not found:
        yield from (Divided(each) for each in pieces)
        return
    at = 0
    for start, end, kind in found:
        if start < at:
            continue
        yield from _rest(pieces, parts[at:start])
        yield Divided(replace(pieces[0], parts=tuple(parts[start:end])), kind)
        at = end
    yield from _rest(pieces, parts[at:])


def _rest(pieces: Sequence[Piece], parts: Sequence[Merged]) -> Iterator[Divided]:
    """Yield what of the pieces is among these parts."""
    wanted = {id(part) for part in parts}
    for piece in pieces:
        left = tuple(part for part in piece.parts if id(part) in wanted)
        if left:
            yield Divided(replace(piece, parts=left))


def _division(parts: Sequence[Merged], at: int) -> tuple[int, int, TextKind] | None:
    """Return from where to where the text of one part was parted or put together, and which of the two."""
    part = parts[at]
    if isinstance(part, Worded):
        went, came = _changed(part, Deleted), _changed(part, Inserted)
        return _around(parts, at, went, Added, TextKind.SPLIT) or _around(parts, at, came, Removed, TextKind.JOINED)
    is_last_gone = isinstance(part, Removed) and at + 1 < len(parts) and isinstance(parts[at + 1], Added)
    if not is_last_gone or not isinstance(part, Removed):
        return None
    first = next((place + 1 for place in range(at, -1, -1) if not isinstance(parts[place], Removed)), 0)
    end = next((place for place in range(at + 1, len(parts)) if not isinstance(parts[place], Added)), len(parts))
    return _replaced(parts, (first, at + 1, end))


def _replaced(parts: Sequence[Merged], places: tuple[int, int, int]) -> tuple[int, int, TextKind] | None:
    """Return whether blocks were put where one was that said the same, or one where several were. `places`: start, middle and end."""
    first, middle, end = places
    old, new = middle - first, end - middle
    if old == new or min(old, new) > 1 or overlap(_words(parts[first:middle]), _words(parts[middle:end])) < CAME_FROM:
        return None
    return first, end, TextKind.SPLIT if new > old else TextKind.JOINED


def _around(
    parts: Sequence[Merged], at: int, words: Counter[str], kind: type[Added | Removed], told: TextKind
) -> tuple[int, int, TextKind] | None:
    """Return the stretch around a paragraph whose blocks of one kind are what the paragraph lost, or got."""
    if words.total() < LEAST_WORDS:
        return None
    before = _count(parts[:at][::-1], kind)
    after = _count(parts[at + 1 :], kind)
    choices = [(one, other) for one in range(before + 1) for other in range(after + 1) if one or other]
    worth = {each: overlap(words, _words((*parts[at - each[0] : at], *parts[at + 1 : at + 1 + each[1]]))) for each in choices}
    best = max(choices, key=lambda each: worth[each], default=None)
    if best is None or worth[best] < CAME_FROM:
        return None
    return at - best[0], at + 1 + best[1], told


def _count(parts: Sequence[Merged], kind: type[Added | Removed]) -> int:
    """Return how many parts there are of the kind before another comes."""
    return next((place for place, part in enumerate(parts[:_MOST_PARTS]) if not isinstance(part, kind)), min(len(parts), _MOST_PARTS))


def _words(parts: Sequence[Merged]) -> Counter[str]:
    words: Counter[str] = Counter()
    for part in parts:
        if isinstance(part, Added | Removed):
            words += words_of(part.node)
    return words


def _changed(part: Worded, kind: type[Deleted | Inserted]) -> Counter[str]:
    """Return the words that a paragraph lost, or got."""
    return bag(" ".join(stringify(run.nodes) for run in every_run(part.runs) if isinstance(run, kind)))

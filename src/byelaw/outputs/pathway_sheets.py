"""A pathway as pictures that fit a page: the whole, or its parts in a row, with a sign where a way leads from one picture to another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from byelaw.core.names import anchor
from byelaw.core.pictures import PathwayPicture, PictureStep, PictureWay
from byelaw.outputs.pathway_boxes import Elsewhere

Fits = Callable[["Sheet"], bool]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture: its steps, the signs for steps of other pictures they lead to or come from, and the ways between all of them."""

    steps: tuple[PictureStep, ...]
    before: tuple[Elsewhere, ...]
    after: tuple[Elsewhere, ...]
    ways: tuple[PictureWay, ...]


def sheets_of(picture: PathwayPicture, fits: Fits) -> tuple[Sheet, ...]:
    """Return the pathway in as few pictures as fit, whole parts together where that can be; a step that fits nowhere has its own."""
    whole = sheet_of(picture, picture.steps)
    if fits(whole):
        return (whole,)
    parts = [list(steps) for _, steps in groupby(picture.steps, key=lambda step: step.part)]
    pieces = [piece for part in parts for piece in _pieces(part, picture, fits)]
    return tuple(sheet_of(picture, steps) for steps in _joined(pieces, picture, fits))


def sheet_of(picture: PathwayPicture, steps: Sequence[PictureStep]) -> Sheet:
    """Return the picture of some steps of a pathway."""
    known = {step.id: step for step in picture.steps}
    here = {step.id for step in steps}
    out = [way for way in picture.ways if way.start in here and way.end not in here]
    into = [way for way in picture.ways if way.end in here and way.start not in here]
    ways = [
        *(PictureWay(f"from:{end}", end) for end in dict.fromkeys(way.end for way in into)),
        *(way for way in picture.ways if way.start in here and way.end in here),
        *(PictureWay(way.start, f"to:{way.end}", way.words) for way in out),
    ]
    before = [_before(end, [known[way.start] for way in into if way.end == end]) for end in dict.fromkeys(way.end for way in into)]
    last = {way.end: way.start for way in sorted(out, key=lambda way: known[way.start].number)}
    after = [_after(known[end], start) for end, start in last.items()]
    return Sheet(tuple(steps), tuple(before), tuple(after), tuple(ways))


def _before(end: str, starts: Sequence[PictureStep]) -> Elsewhere:
    numbers = [str(number) for number in sorted({step.number for step in starts})]
    words = f"From step {numbers[0]}" if len(numbers) == 1 else f"From steps {', '.join(numbers[:-1])} and {numbers[-1]}"
    return Elsewhere(f"from:{end}", end, words, f"#{anchor(starts[0].id)}")


def _after(step: PictureStep, start: str) -> Elsewhere:
    return Elsewhere(f"to:{step.id}", start, f"To step {step.number}: {step.label}", f"#{anchor(step.id)}")


def _pieces(part: Sequence[PictureStep], picture: PathwayPicture, fits: Fits) -> Iterator[Sequence[PictureStep]]:
    """Yield the part as a whole, or as many of its steps at a time as fit."""
    if fits(sheet_of(picture, part)):
        yield part
        return
    piece: list[PictureStep] = []
    for step in part:
        if piece and not fits(sheet_of(picture, [*piece, step])):
            yield piece
            piece = []
        piece.append(step)
    yield piece


def _joined(pieces: Sequence[Sequence[PictureStep]], picture: PathwayPicture, fits: Fits) -> list[Sequence[PictureStep]]:
    """Return the pieces, those in a row joined where they fit together."""
    joined: list[Sequence[PictureStep]] = []
    for piece in pieces:
        if joined and fits(sheet_of(picture, [*joined[-1], *piece])):
            joined[-1] = [*joined[-1], *piece]
        else:
            joined.append(piece)
    return joined

"""The boxes of a pathway's picture: the words of each step in lines that fit, and the room they take, in pixels."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from byelaw.core.items import StepKind
from byelaw.core.pictures import PictureStep
from byelaw.outputs.typefaces import Face, face

SIZE = 15.0
"""Pixels: of all text in a picture."""

LINE = 19.0
"""Pixels from one line to the next."""

_SLACK = 1.2
"""A reader's own font may be wider than ours: Arial is, by an eighth, and the widest in use by a quarter. It has to fit too."""

_PADDING = 9.0
_SIDE = 12.0
_POINT = 16.0
"""What the point of a decision, or the round end of a start or an end, takes of its width on each side."""

_STEP = 6.0
"""Pixels: how much narrower lines are tried, so that the last is about as long as the first."""

_MOST_LINES = 8
_MOST_SIGNS = 400
_NO_BREAK = "\u00a0"

_Fits: TypeAlias = Callable[[str], bool]


class Shape(StrEnum):
    """What a box looks like: a step of its kind, or the sign for a step that another picture shows."""

    START = StepKind.START.value
    ACTION = StepKind.ACTION.value
    DECISION = StepKind.DECISION.value
    END = StepKind.END.value
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What stands for a step, or several, of another picture of the same pathway: "To step 12: Plan", after the step it is `beside`."""

    id: str
    beside: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Box:
    """A box and the words in it: lines of its heading, then lines of what else there is to say. `name` is its heading in one line."""

    id: str
    shape: Shape
    name: str
    heading: tuple[str, ...]
    lines: tuple[str, ...]
    href: str
    width: float
    is_local: bool = False

    @property
    def height(self) -> float:
        """Return the height of the words with the room around them."""
        return 2 * _PADDING + LINE * (len(self.heading) + len(self.lines))

    @property
    def point(self) -> float:
        """Return how far the shape's sides lean in."""
        return 0.0 if self.shape is Shape.ACTION else _POINT


@dataclass(frozen=True, slots=True)
class Letters:
    """The fonts that the words are measured in."""

    plain: Face
    bold: Face

    def lines(self, words: str, room: float, *, bold: bool = False) -> Iterator[str]:
        """Yield the words in lines no wider than the room, all about as long.

        A word that is wider is broken, and what is far too long ends in "…".
        """
        words = f"{words[:_MOST_SIGNS]}…" if len(words) > _MOST_SIGNS else words
        found = self._filled(words, room, bold=bold)
        longest = max((self.width(word, bold=bold) for word in words.split(" ")), default=0.0)
        while room - _STEP >= longest and len(balanced := self._filled(words, room - _STEP, bold=bold)) == len(found) > 1:
            found, room = balanced, room - _STEP
        yield from found[:_MOST_LINES]
        if len(found) > _MOST_LINES:
            yield "…"

    def _filled(self, words: str, room: float, *, bold: bool) -> list[str]:
        return list(_filled(words, lambda line: self.width(line, bold=bold) <= room))

    def width(self, line: str, *, bold: bool = False) -> float:
        """Return the room that a line needs, in any reader's font."""
        return (self.bold if bold else self.plain).width(line, SIZE) * _SLACK


def letters(fonts: Path) -> Letters:
    """Return the fonts of a template folder."""
    return Letters(face(fonts / "SourceSans3-Regular.otf"), face(fonts / "SourceSans3-Bold.otf"))


def step_box(step: PictureStep, width: float, measured: Letters) -> Box:
    """Return a step as a box of the width."""
    shape = Shape(step.kind.value)
    room = width - 2 * _SIDE - (0.0 if shape is Shape.ACTION else _POINT)
    name = f"{step.number}. {step.label}"
    glued = f"{step.number}.{_NO_BREAK}{step.label}"
    condition = f"Only where: {step.condition}" if step.condition else ""
    said = (line for words in (step.who, step.limit, condition) if words for line in measured.lines(words, room))
    heading = tuple(measured.lines(glued, room, bold=True))
    return Box(step.id, shape, name, heading, tuple(said), step.href, width, bool(step.local))


def elsewhere_box(elsewhere: Elsewhere, width: float, measured: Letters) -> Box:
    """Return the sign for a step of another picture as a box no wider than it."""
    around = 2 * _SIDE + _POINT
    lines = tuple(measured.lines(elsewhere.words, width - around))
    needed = max(map(measured.width, lines)) + around
    return Box(elsewhere.id, Shape.ELSEWHERE, elsewhere.words, (), lines, elsewhere.href, min(width, needed))


def _filled(words: str, fits: _Fits) -> Iterator[str]:
    line = ""
    for word in _broken(filter(None, words.split(" ")), fits):
        longer = f"{line} {word}" if line else word
        if fits(longer):
            line = longer
            continue
        if line:
            yield line
        line = word
    if line:
        yield line


def _broken(words: Iterable[str], fits: _Fits) -> Iterator[str]:
    """Yield the words, those that fit no line in pieces that do."""
    for word in words:
        rest = word
        while rest:
            end = 1
            while end < len(rest) and fits(rest[: end + 1]):
                end += 1
            yield rest[:end]
            rest = rest[end:]

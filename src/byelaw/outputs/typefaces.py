"""What the fonts we ship can show, and how wide: a missing character has its place, and text in a picture fits its box."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import unpack_from

_SEGMENTED = 12
"""The format of the character map that covers all of Unicode: OpenType 1.9, `cmap`, format 12. Every font we ship has one."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font's advance widths by code point, in parts of its size."""

    widths: Mapping[int, float]
    other: float
    """Of what the font does not have: another font's letter, which may be wide."""

    def width(self, words: str, size: float) -> float:
        """Return how wide the words are at a size, in its unit; without kerning, which only makes them narrower."""
        return size * sum(self.widths.get(ord(sign), self.other) for sign in words)


@lru_cache(maxsize=8)
def face(path: Path) -> Face:
    """Return the widths in a font file (OpenType 1.9: `head`, `hhea`, `hmtx`)."""
    font = path.read_bytes()
    (units,) = unpack_from(">H", font, _table(font, b"head") + 18)
    (measured,) = unpack_from(">H", font, _table(font, b"hhea") + 34)
    advances = unpack_from(">" + "Hh" * measured, font, _table(font, b"hmtx"))[::2]
    widths = {point: advances[min(glyph, measured - 1)] / units for point, glyph in _glyphs(font).items()}
    return Face(widths, max(widths.values(), default=1.0))


def coverage(folder: Path) -> frozenset[int]:
    """Return the code points that every font of the folder can show."""
    faces = [_characters(path.read_bytes()) for path in sorted(folder.glob("*.otf"))]
    return frozenset.intersection(*faces) if faces else frozenset()


def _characters(font: bytes) -> frozenset[int]:
    return frozenset(_glyphs(font))


def _glyphs(font: bytes) -> Mapping[int, int]:
    start = _table(font, b"cmap")
    (count,) = unpack_from(">H", font, start + 2)
    for index in range(count):
        (offset,) = unpack_from(">I", font, start + 4 + 8 * index + 4)
        (kind,) = unpack_from(">H", font, start + offset)
        if kind == _SEGMENTED:
            return _segments(font, start + offset)
    return {}


def _table(font: bytes, name: bytes) -> int:
    (count,) = unpack_from(">H", font, 4)
    entries = (unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    return next(int(offset) for tag, _, offset, _ in entries if tag == name)


def _segments(font: bytes, start: int) -> Mapping[int, int]:
    (count,) = unpack_from(">I", font, start + 12)
    groups = (unpack_from(">III", font, start + 16 + 12 * index) for index in range(count))
    return {point: glyph + point - first for first, last, glyph in groups for point in range(first, last + 1)}

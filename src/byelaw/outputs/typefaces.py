"""What the fonts we ship can show, so that a missing character is a problem with its place in the words and not a failed compile."""

from pathlib import Path
from struct import unpack_from

_SEGMENTED = 12
"""The format of the character map that covers all of Unicode: OpenType 1.9, `cmap`, format 12. Every font we ship has one."""


def coverage(folder: Path) -> frozenset[int]:
    """Return the code points that every font of the folder can show."""
    faces = [_characters(path.read_bytes()) for path in sorted(folder.glob("*.otf"))]
    return frozenset.intersection(*faces) if faces else frozenset()


def _characters(font: bytes) -> frozenset[int]:
    start = _table(font, b"cmap")
    (count,) = unpack_from(">H", font, start + 2)
    for index in range(count):
        (offset,) = unpack_from(">I", font, start + 4 + 8 * index + 4)
        (kind,) = unpack_from(">H", font, start + offset)
        if kind == _SEGMENTED:
            return _segments(font, start + offset)
    return frozenset()


def _table(font: bytes, name: bytes) -> int:
    (count,) = unpack_from(">H", font, 4)
    entries = (unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    return next(int(offset) for tag, _, offset, _ in entries if tag == name)


def _segments(font: bytes, start: int) -> frozenset[int]:
    (count,) = unpack_from(">I", font, start + 12)
    groups = (unpack_from(">III", font, start + 16 + 12 * index) for index in range(count))
    return frozenset(point for first, last, _ in groups for point in range(first, last + 1))

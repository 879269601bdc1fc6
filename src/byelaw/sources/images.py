"""Check a picture and make it ready to publish: what it really is, how large, nothing hidden in it, nothing that runs or fetches.

Sizes are read from the header, before anything is decoded. PNG and JPEG keep only the parts that make the picture: no place where it
was taken, no name of a camera, no comments. The parts are named in the PNG specification (W3C, third edition) and ITU-T T.81.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Image
from byelaw.sources.svg import read_svg

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_ENDINGS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND", b"sBIT"})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ADOBE = 0xEE


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture without its hidden parts."""

    content: bytes
    width: int
    height: int


def read_image(path: str, content: bytes) -> tuple[Image | None, tuple[Problem, ...]]:
    """Return the picture ready to publish, None when it is refused.

    Reports `image-type`, `image-too-big`, `image-damaged` and, for SVG, `svg-not-allowed`.
    """
    place = Place(path)
    media_type = _ENDINGS.get(path.rpartition(".")[2].lower(), "")
    if not media_type:
        message = "pictures must be PNG, JPEG or SVG files"
        return None, (error("image-type", place, message, "save it as PNG or SVG; other files do not belong in 'files'"),)
    if len(content) > MOST_BYTES:
        return None, (error("image-too-big", place, f"the picture has {len(content):,} bytes", "at most 5 MiB are allowed"),)
    if (actual := _type_of(content)) != media_type:
        message = f"the name says {media_type}, but the file is {actual or 'something else'}"
        return None, (error("image-type", place, message, "save it again with the ending that fits"),)
    made = _read(media_type, content, place)
    if isinstance(made, Problem):
        return None, (made,)
    if made.width * made.height > MOST_PIXELS:
        message = f"the picture is {made.width:,} by {made.height:,} pixels"
        return None, (error("image-too-big", place, message, f"at most {MOST_PIXELS:,} pixels are allowed; make it smaller"),)
    digest = sha256(made.content).hexdigest()
    return Image(path, media_type, made.content, digest, made.width, made.height), ()


def _type_of(content: bytes) -> str:
    if content.startswith(_PNG):
        return "image/png"
    if content.startswith(_JPEG):
        return "image/jpeg"
    is_text = b"\x00" not in content[:512] and content.lstrip()[:1] == b"<"
    return "image/svg+xml" if is_text and b"<svg" in content[:4096] else ""


def _read(media_type: str, content: bytes, place: Place) -> _Picture | Problem:
    if media_type == "image/svg+xml":
        read = read_svg(content, place)
        return read if isinstance(read, Problem) else _Picture(read.content, read.width, read.height)
    try:
        picture = _read_png(content) if media_type == "image/png" else _read_jpeg(content)
    except (ValueError, struct.error, IndexError) as failure:
        return error("image-damaged", place, f"the picture is damaged: {failure}", "save it again from the original")
    if not picture.width or not picture.height:
        return error("image-damaged", place, "the picture has no size", "save it again from the original")
    return picture


def _read_png(content: bytes) -> _Picture:
    chunks = list(_png_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        message = "it ends too early"
        raise ValueError(message)
    width, height = struct.unpack(">II", chunks[0][1][:8])
    kept = [_png_chunk(kind, data) for kind, data in chunks if kind in _KEPT_CHUNKS]
    if not any(kind == b"IDAT" for kind, _ in chunks):
        message = "it holds no picture"
        raise ValueError(message)
    return _Picture(_PNG + b"".join(kept), width, height)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(_PNG)
    while position < len(content):
        length, kind = struct.unpack_from(">I4s", content, position)
        data = content[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack_from(">I", content, position + 8 + length)
        if zlib.crc32(kind + data) != checksum:
            message = "a part of it does not match its checksum"
            raise ValueError(message)
        yield kind, data
        if kind == b"IEND":
            return
        position += 12 + length


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _read_jpeg(content: bytes) -> _Picture:
    """Keep the segments that make the picture; APPn (but Adobe's, which says how colours are stored) and comments go."""
    kept = [b"\xff\xd8"]
    size = (0, 0)
    position = 2
    while True:
        if content[position] != 0xFF:  # noqa: PLR2004 - a marker
            message = "a part of it is missing"
            raise ValueError(message)
        marker = content[position + 1]
        if marker == 0xFF:  # noqa: PLR2004 - fill bytes may stand before a marker
            position += 1
            continue
        (length,) = struct.unpack_from(">H", content, position + 2)
        segment = content[position : position + 2 + length]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            size = (width, height)
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker == _ADOBE:  # noqa: PLR2004 - APPn and COM
            kept.append(segment)
        position += 2 + length
        if marker == 0xDA:  # noqa: PLR2004 - start of scan: the picture itself follows
            kept.append(_scans(content, position))
            return _Picture(b"".join(kept), *size)


def _scans(content: bytes, start: int) -> bytes:
    """Return everything up to the end marker; what stands after it is not part of the picture."""
    end = content.rfind(b"\xff\xd9", start)
    if end < 0:
        message = "it ends too early"
        raise ValueError(message)
    return content[start : end + 2]

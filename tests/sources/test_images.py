import struct
import zlib

import pytest

from byelaw.sources.images import read_image


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 3, extra: bytes = b"") -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\x00" + b"\x00" * width) * min(height, 10))
    return b"\x89PNG\r\n\x1a\n" + header + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(extra: bytes = b"") -> bytes:
    frame = b"\xff\xc0\x00\x0b\x08\x00\x03\x00\x02\x01\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34"
    return b"\xff\xd8" + extra + frame + scan + b"\xff\xd9"


def svg(inside: str = "<path d='M0 0'/>", attributes: str = "viewBox='0 0 40 30'") -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' {attributes}>{inside}</svg>".encode()


EXIF = b"\xff\xe1\x00\x0eExif\x00\x00GPS51N"
COMMENT = b"\xff\xfe\x00\x06note"


@pytest.mark.parametrize(
    ("path", "content", "size"),
    [("files/a.png", png(), (2, 3)), ("files/a.JPG", jpeg(), (2, 3)), ("files/a.svg", svg(), (40, 30))],
)
def test_a_good_picture_has_its_size_and_a_digest(path: str, content: bytes, size: tuple[int, int]) -> None:
    image, problems = read_image(path, content)
    assert problems == ()
    assert image is not None
    assert (image.width, image.height) == size
    assert len(image.digest) == 64


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("files/a.png", png(30_000, 30_000), "image-too-big"),
        ("files/a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 6_000_000, "image-too-big"),
        ("files/a.png", png()[:-20], "image-damaged"),
        ("files/a.png", png()[:40] + b"!" + png()[41:], "image-damaged"),
        ("files/a.png", png(0, 0), "image-damaged"),
        ("files/a.jpg", jpeg()[:-2], "image-damaged"),
        ("files/a.jpg", jpeg()[:6], "image-damaged"),
        ("files/a.jpg", png(), "image-type"),
        ("files/a.png", b"<html>", "image-type"),
        ("files/a.gif", b"GIF89a", "image-type"),
        ("files/a.exe", b"MZ", "image-type"),
        ("files/a.svg", b"<svg", "image-damaged"),
        ("files/a.svg", svg(attributes=""), "image-damaged"),
        ("files/a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("<text>&a;</text>"), "svg-not-allowed"),
    ],
)
def test_a_bad_picture_is_refused(path: str, content: bytes, code: str) -> None:
    image, (problem,) = read_image(path, content)
    assert image is None
    assert problem.code == code
    assert problem.place.file == path


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p>x</p></foreignObject>",
        "<style>* {fill: url(http://x)}</style>",
        "<image href='http://example.org/x.png'/>",
        "<a href='javascript:alert(1)'><path/></a>",
        "<path onload='alert(1)'/>",
        "<path style='position: fixed'/>",
        "<use href='http://example.org/x.svg#a'/>",
        "<use xlink:href='data:image/svg+xml,x'/>",
        "<path fill='url(http://example.org/#a)'/>",
        "<path fill='url(#a) url(//example.org/b)'/>",
        "<animate attributeName='href'/>",
        "<set attributeName='href' to='x'/>",
        "<symbol id='a'><use href='#b'/></symbol>",
        "<g>" * 60 + "</g>" * 60,
        "<x:y xmlns:x='urn:x'/>",
    ],
)
def test_a_drawing_that_runs_fetches_or_grows_is_refused(inside: str) -> None:
    image, (problem,) = read_image("files/a.svg", svg(inside))
    assert image is None
    assert problem.code == "svg-not-allowed"
    assert problem.place.line == 1


def test_a_drawing_may_use_its_own_parts() -> None:
    inside = "<defs><linearGradient id='a'/><path id='b' d='M0 0'/></defs><use href='#b' fill='url(#a)'/><!-- note -->"
    image, problems = read_image("files/a.svg", svg(inside))
    assert problems == ()
    assert image is not None
    assert b"note" not in image.content


@pytest.mark.parametrize(
    ("path", "plain", "marked"),
    [
        ("a.png", png(), png(extra=chunk(b"tEXt", b"Author\x00Someone") + chunk(b"eXIf", b"GPS"))),
        ("a.jpg", jpeg(), jpeg(EXIF + COMMENT)),
        ("a.jpg", jpeg(), jpeg() + b"hidden after the end"),
        ("a.png", png(), png() + b"hidden after the end"),
    ],
)
def test_what_is_hidden_in_a_picture_is_taken_out(path: str, plain: bytes, marked: bytes) -> None:
    first, second = read_image(path, plain)[0], read_image(path, marked)[0]
    assert first is not None
    assert second is not None
    assert first.content == second.content == plain

"""Word files told apart by what a reader gets: the numbers inside count only by what they lead to."""

import io
import re
import zipfile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NUMBERED = {f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}footnoteReference"}
_MEDIA = re.compile(r"word/media/")


def comparable(content: bytes) -> dict[str, bytes]:
    """Return every part of a file by name, its numbers as the order of their first use or as what they lead to."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        parts = {name: package.read(name) for name in package.namelist()}
    listed = _lists(parts["word/numbering.xml"])
    targets = _targets(parts, "word/_rels/document.xml.rels")
    notes = {each.get(f"{_W}id"): each for each in etree.fromstring(parts["word/footnotes.xml"]).iter(f"{_W}footnote")}
    document = etree.fromstring(parts["word/document.xml"])
    order = [each.get(f"{_W}id") for each in document.iter(f"{_W}footnoteReference")]
    own = {name: part for name, part in parts.items() if not _MEDIA.match(name) and name not in _NUMBERS}
    shown = [_neutral(each, targets, listed) for each in (document, *(notes[number] for number in order))]
    return own | {"document": shown[0], "notes": b"\n".join(shown[1:]), "media": b"\n".join(sorted(set(_media(parts))))}


_NUMBERS = frozenset(
    {"word/document.xml", "word/numbering.xml", "word/footnotes.xml", "[Content_Types].xml"}
    | {"word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"}
)


def _neutral(root: etree._Element, targets: dict[str, str], listed: dict[str, str]) -> bytes:
    seen: dict[tuple[str, str], str] = {}
    for each in root.iter():
        tag = str(each.tag)
        if tag in _NUMBERED or tag == f"{_W}footnote":
            kind = "note" if "footnote" in tag else "mark"
            each.set(f"{_W}id", seen.setdefault((kind, str(each.get(f"{_W}id"))), str(len(seen))))
        if tag == f"{_W}numId":
            number = str(each.get(f"{_W}val"))
            each.set(f"{_W}val", seen.setdefault(("list", number), f"{len(seen)} {listed[number]}"))
        if tag.endswith(("}docPr", "}cNvPr")):
            each.set("id", "")
        for name in ("id", "embed"):
            if (identifier := each.get(f"{_R}{name}")) is not None:
                each.set(f"{_R}{name}", targets[identifier])
    return bytes(etree.tostring(root, method="c14n"))


def _lists(numbering: bytes) -> dict[str, str]:
    """Return what each list looks like and what makes it start anew, by number."""
    root = etree.fromstring(numbering)
    kinds = {each.get(f"{_W}abstractNumId"): etree.tostring(each, method="c14n").decode() for each in root.iter(f"{_W}abstractNum")}
    found = {}
    for each in root.iter(f"{_W}num"):
        kind = each[0].get(f"{_W}val")
        found[str(each.get(f"{_W}numId"))] = kinds[kind] + "".join(etree.tostring(child, method="c14n").decode() for child in each[1:])
    return found


def _targets(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """Return what each relationship leads to: a picture's bytes, or the target."""
    found = {}
    for each in etree.fromstring(parts[name]):
        target = str(each.get("Target"))
        found[str(each.get("Id"))] = parts[f"word/{target}"].hex() if target.startswith("media/") else target
    return found


def _media(parts: dict[str, bytes]) -> list[bytes]:
    return [part for name, part in parts.items() if _MEDIA.match(name)]

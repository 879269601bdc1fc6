"""One side of a redline: a document as Word shows it, with nothing in it that is numbered by the file it stood in.

What a file numbers (links, pictures, notes, lists, bookmarks) is named by what it is, so that the same paragraph of two files is the
same markup, and parts of both can stand in one.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import blake2b

from lxml import etree

from byelaw.outputs.ooxml import DOCUMENT, Element, Package, find, qualified

STAMPS, BOOKMARKS = "stamps", "bookmarks"
"""Attributes of no standard, on paragraphs while a redline is made: their stamps, and the bookmarks that stand in or before them."""

NUMBERING, FOOTNOTES = "word/numbering.xml", "word/footnotes.xml"
_RELATIONS = {DOCUMENT: "word/_rels/document.xml.rels", FOOTNOTES: "word/_rels/footnotes.xml.rels"}
_STAMP, _START, _END, _PARAGRAPH = map(qualified, ("w:stamp", "w:bookmarkStart", "w:bookmarkEnd", "w:p"))
_REFERENCE = qualified("w:footnoteReference")
_ID, _NAME, _VALUE, _TYPE = map(qualified, ("w:id", "w:name", "w:val", "w:type"))
_RELATION, _EMBEDDED = map(qualified, ("r:id", "r:embed"))


class UnreadableError(Exception):
    """Pandoc wrote what leads nowhere: a note in a note, for which Word has no place."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a file: its name there (`media/…`) and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of a file: what it looks like and what makes it start anew, and both as text, to tell whether two are the same."""

    look: Element
    own: Element
    key: str


@dataclass(frozen=True, slots=True)
class Side:
    """A document as Word shows it. `blocks` are changed by nobody; `links`, `pictures`, `notes` are by the names that they have in it."""

    package: Package
    blocks: tuple[Element, ...]
    links: Mapping[str, str]
    pictures: Mapping[str, Picture]
    notes: dict[str, Element] = field(default_factory=dict)
    lists: Mapping[str, Listing] = field(default_factory=dict)


def open_side(package: Package) -> Side:
    """Return a side of a finished Word file. The file's body is used up."""
    body = find(package.xml(DOCUMENT), "w:body")[0]
    roots = [body, *([package.xml(FOOTNOTES)] if FOOTNOTES in package.parts else [])]
    links: dict[str, str] = {}
    pictures: dict[str, Picture] = {}
    for part, root in zip(_RELATIONS, roots, strict=False):
        _name_relations(package, part, root, (links, pictures))
        _take_stamps(root)
        _take_bookmarks(root)
    for drawn in (*body.iter(qualified("wp:docPr")), *body.iter(qualified("pic:cNvPr"))):
        drawn.set("id", "0")
    blocks = tuple(block for block in body if block.tag != qualified("w:sectPr"))
    notes = _named_notes(roots)
    return Side(package, blocks, links, pictures, notes, dict(_lists(package)))


def stamps_of(block: Element) -> tuple[str, ...]:
    """Return the stamps in a block, in order."""
    own = block.get(STAMPS)
    if own is not None:
        return tuple(own.split())
    return tuple(stamp for each in block.iter(_PARAGRAPH) for stamp in each.get(STAMPS, "").split())


def digest(content: bytes) -> str:
    """Return a short name for bytes."""
    return blake2b(content, digest_size=10).hexdigest()


def with_lists(blocks: tuple[Element, ...], notes: Mapping[str, Element], names: Mapping[str, str]) -> None:
    """Give the lists of a side other numbers, in place."""
    for root in (*blocks, *notes.values()):
        for number in root.iter(qualified("w:numId")):
            number.set(_VALUE, names.get(number.get(_VALUE, ""), number.get(_VALUE, "")))


def _name_relations(package: Package, part: str, root: Element, found: tuple[dict[str, str], dict[str, Picture]]) -> None:
    links, pictures = found
    listing = _RELATIONS[part]
    if listing not in package.parts and listing not in package.opened:
        return
    relations = _relations(package, _RELATIONS[DOCUMENT]) | _relations(package, listing)
    for each in root.iter(qualified("w:hyperlink")):
        if (known := each.get(_RELATION)) is not None:
            target = relations[known].get("Target", "")
            name = f"link{digest(target.encode())}"
            links[name] = target
            each.set(_RELATION, name)
    for tag in ("a:blip", "asvg:svgBlip"):
        for each in root.iter(qualified(tag)):
            if (known := each.get(_EMBEDDED)) is None:  # an SVG without a PNG: what leads to it stands beside
                continue
            target = relations[known].get("Target", "")
            content = package.parts[f"word/{target}"]
            name = f"picture{digest(content)}"
            pictures[name] = Picture(target, content)
            each.set(_EMBEDDED, name)


def _relations(package: Package, listing: str) -> dict[str, Element]:
    """Return the relationships of a part; pandoc writes those of pictures in notes beside the document's."""
    return {each.get("Id", ""): each for each in find(package.xml(listing), "rel:Relationship")}


def _take_stamps(root: Element) -> None:
    """Put the stamps on the paragraph that they stand in, or else on the next."""
    waiting: list[str] = []
    for each in list(root.iter(_STAMP, _PARAGRAPH)):
        if each.tag == _PARAGRAPH:
            if waiting:
                each.set(STAMPS, " ".join(waiting))
                waiting = []
            continue
        name, holder = each.get(qualified("w:n"), ""), each.getparent()
        paragraph = next(each.iterancestors(_PARAGRAPH), None)
        if paragraph is None:
            waiting.append(name)
        else:
            paragraph.set(STAMPS, f"{paragraph.get(STAMPS, '')} {name}".strip())
        if holder is not None:
            holder.remove(each)


def _take_bookmarks(root: Element) -> None:
    """Put the names of bookmarks on the paragraph that they stand in, or else on the next."""
    waiting: list[str] = []
    for each in list(root.iter(_START, _END, _PARAGRAPH)):
        if each.tag == _PARAGRAPH:
            if waiting:
                each.set(BOOKMARKS, " ".join(waiting))
                waiting = []
            continue
        if each.tag == _START:
            around = next(each.iterancestors(_PARAGRAPH), None)
            if around is None:
                waiting.append(each.get(_NAME, ""))
            else:
                around.set(BOOKMARKS, f"{around.get(BOOKMARKS, '')} {each.get(_NAME, '')}".strip())
        holder = each.getparent()
        if holder is not None:
            holder.remove(each)


def _named_notes(roots: list[Element]) -> dict[str, Element]:
    """Return the notes by a name that is made of what they say, and give it to what refers to them."""
    if len(roots) == 1:
        return {}
    by_number = {note.get(_ID, ""): note for note in roots[1] if note.get(_TYPE) is None}
    notes: dict[str, Element] = {}
    for reference in roots[0].iter(_REFERENCE):
        note = by_number.get(reference.get(_ID, ""))
        if note is None or any(True for _ in note.iter(_REFERENCE)):
            message = "there is a note in a note"
            raise UnreadableError(message)
        note.set(_ID, "0")
        bare = deepcopy(note)
        for paragraph in bare.iter(_PARAGRAPH):
            paragraph.attrib.pop(STAMPS, None)
        name = f"note{digest(etree.tostring(bare))}"
        name += "-".join(["", *stamps_of(note)])
        reference.set(_ID, name)
        notes[name] = note
    return notes


def _lists(package: Package) -> Iterator[tuple[str, Listing]]:
    if NUMBERING not in package.parts:
        return
    root = package.xml(NUMBERING)
    looks = {each.get(qualified("w:abstractNumId"), ""): (each, _text(each)) for each in find(root, "w:abstractNum")}
    for each in find(root, "w:num"):
        look, text = looks[find(each, "w:abstractNumId")[0].get(_VALUE, "")]
        yield each.get(qualified("w:numId"), ""), Listing(look, each, text + _text(each))


def _text(given: Element) -> str:
    return "".join(etree.tostring(part).decode() for part in given if part.tag not in _NUMBERS_ONLY)


_NUMBERS_ONLY = frozenset(map(qualified, ("w:nsid", "w:tmpl", "w:abstractNumId")))

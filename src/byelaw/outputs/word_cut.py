"""A Word file of many pieces cut into fragments, each with slots for the numbers that only the document it goes into can give."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from byelaw.core.tree import Node, Nodes, walk
from byelaw.outputs.ooxml import DOCUMENT, Package, find, qualified, serialise

_BLOCKS = frozenset(
    {"BlockQuote", "BulletList", "CodeBlock", "DefinitionList", "Div", "Figure", "HorizontalRule", "LineBlock"}
    | {"OrderedList", "Para", "Plain", "Table"}
)
_INLINES = frozenset(
    {"Code", "Emph", "LineBreak", "Link", "SmallCaps", "SoftBreak", "Space", "Str", "Strikeout", "Strong", "Subscript"}
    | {"Superscript", "Underline"}
)
_SETTINGS = frozenset(
    {"AlignCenter", "AlignDefault", "AlignLeft", "AlignRight", "ColWidth", "ColWidthDefault", "Decimal", "DefaultStyle", "DefaultDelim"}
    | {"LowerAlpha", "LowerRoman", "OneParen", "Period", "TwoParens", "UpperAlpha", "UpperRoman"}
)
_RAW = ("RawBlock", "RawInline")
_SEPARABLE = _BLOCKS | _INLINES | _SETTINGS | {"Header", "Image", "Note", *_RAW, "Span"}
_KIND = re.compile(r'"t": "(\w+)"')
"""A node's kind in JSON: in a text of a node the marks would stand behind backslashes."""

_RAW_OF_OURS = ('"c": ["typst", ', '"c": ["openxml", "<w:sdt ')
"""What raw nodes hold: what this writer leaves out, and controls, which are numbered by their names."""

_SLOT = re.compile(
    r'<w:bookmark(?:Start|End) w:id="(?P<MARK>\d+)"'
    r'|<w:hyperlink r:id="(?P<LINK>\w+)"'
    r'|<w:footnoteReference w:id="(?P<NOTE>\d+)"'
    r'|<w:numId w:val="(?P<LIST>\d+)"'
    r'|<a:blip r:embed="(?P<PICTURE>\w+)"'
    r'|<(?:wp:docPr|pic:cNvPr)(?: [^<>]*?)? id="(?P<DRAWING>\d+)"'
)
_NUMBERED = re.compile(r'<(?!\w+:svgBlip[^<>]* r:embed="svg)[^<>]*?\s(?:r:\w+|w:id)="')
"""What holds a number of the file, but for what leads to an SVG put in beside its PNG: that comes from its content."""

_HEADING = re.compile(r'(?:<w:bookmarkEnd w:id="\d+"/>\s*)*<w:bookmarkStart w:id="(\d+)" w:name="[^"]*"/>\s*<w:p>')
_END = re.compile(r'<w:bookmarkEnd w:id="(\d+)"/>\s*')
_MARKED = re.compile(r'<w:pPr><w:pStyle w:val="\w+"/></w:pPr><w:r><w:rPr><w:rStyle w:val="\w+"/></w:rPr><w:t xml:space="preserve">')
"""How the paragraph of a marker begins."""

_FOOTNOTE = re.compile(r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', re.DOTALL)
_ABSTRACT = re.compile(r'<w:abstractNum w:abstractNumId="(\d+)".*?</w:abstractNum>', re.DOTALL)
_LIST = re.compile(r'<w:num w:numId="(\d+)">(<w:abstractNumId w:val="(\d+)"/>.*?)</w:num>', re.DOTALL)


class UncutError(Exception):
    """The file does not look as it must to be cut: its pieces go with their documents."""


class Kind(Enum):
    """What a slot is for."""

    MARK = auto()
    LINK = auto()
    NOTE = auto()
    LIST = auto()
    PICTURE = auto()
    DRAWING = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a number goes. `name`: a link's target, a picture's name in the tree, or what tells marks, notes and lists apart."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Markup with a slot between each two texts."""

    texts: tuple[str, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: how it is told apart in its fragment, the kind it is of by number and as markup, what makes it start anew."""

    name: str
    abstract: str
    kind: str
    content: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A finished piece: the level of its heading (0 without one), its blocks, and the notes and lists in them."""

    level: int
    blocks: Text
    notes: Mapping[str, Text]
    lists: tuple[Listing, ...]


def is_separable(piece: Nodes, json: str) -> bool:
    """Tell whether a piece is written the same whatever stands around it, and has nothing that is numbered in ways unknown here."""
    is_headed = piece[0]["t"] == "Header"
    kinds = _KIND.findall(json)
    if set(kinds) - _SEPARABLE or kinds.count("Header") != is_headed or (is_headed and not piece[0]["c"][1][0]):
        return False
    if sum(map(kinds.count, _RAW)) != sum(map(json.count, _RAW_OF_OURS)):
        return False
    notes = kinds.count("Note")
    return notes + kinds.count("Image") <= 1 or not notes or not any(_holds_more(node) for node in walk(piece) if node["t"] == "Note")


def _holds_more(note: Node) -> bool:
    """Tell whether there is a picture or a note in the note: what Word has no place for."""
    return any(inner["t"] in ("Note", "Image") for inner in walk(note["c"]))


def pictures_of(package: Package) -> dict[str, str]:
    """Return the name in the tree of each picture, by relationship. Pandoc leaves it where finishing puts the alternative text."""
    drawings = find(package.xml(DOCUMENT), ".//wp:inline")
    return {
        find(drawing, ".//a:blip")[0].get(qualified("r:embed"), ""): find(drawing, ".//pic:cNvPr")[0].get("descr", "")
        for drawing in drawings
    }


def cut(package: Package, marker: str, levels: Sequence[int], pictures: Mapping[str, str]) -> list[Fragment]:
    """Return the fragments that begin after paragraphs of the marker. Raises UncutError when the file is not as expected."""
    bodies = _without_section_ends(_between(package, marker), levels)
    relations = find(package.xml("word/_rels/document.xml.rels"), "rel:Relationship")
    meant = {**{each.get("Id", ""): each.get("Target", "") for each in relations}, **pictures}
    notes = {name: _with_slots(body, meant) for name, body in _FOOTNOTE.findall(package.parts["word/footnotes.xml"].decode())}
    lists = _lists(serialise(package.xml("word/numbering.xml")).decode())
    return [_fragment(level, _with_slots(body, meant), notes, lists) for level, body in zip(levels, bodies, strict=True)]


def _between(package: Package, marker: str) -> list[str]:
    whole = serialise(package.xml(DOCUMENT)).decode()
    body = whole[whole.index("<w:body>") + len("<w:body>") : whole.rindex("<w:sectPr")]
    *marked, last = body.split(f"{marker}</w:t></w:r></w:p>")
    parted = [part.rpartition("<w:p>") for part in marked]
    if not all(_MARKED.fullmatch(opening) for *_, opening in parted):
        message = "a marker does not stand alone"
        raise UncutError(message)
    before, *bodies = [*(part for part, *_ in parted), last]
    if before.strip():
        message = "there is something before the first piece"
        raise UncutError(message)
    return bodies


def _without_section_ends(bodies: Sequence[str], levels: Sequence[int]) -> list[str]:
    """Return the bodies without the ends of their headings' bookmarks, whose place depends on the headings that follow."""
    if len(bodies) != len(levels):
        message = f"{len(bodies)} pieces instead of {len(levels)}"
        raise UncutError(message)
    headings = [_HEADING.match(body.lstrip()) for body, level in zip(bodies, levels, strict=True) if level]
    own = [heading[1] for heading in headings if heading]
    if len(own) < len(headings):
        message = "a heading has no bookmark"
        raise UncutError(message)
    ends = frozenset(own)
    return [_END.sub(lambda end: "" if end[1] in ends else end[0], body).strip() for body in bodies]


def _with_slots(body: str, meant: Mapping[str, str]) -> Text:
    """Return the markup with slots. Raises UncutError when it holds a number of a kind unknown here."""
    texts, slots, last = [], [], 0
    for found in _SLOT.finditer(body):
        kind = Kind[str(found.lastgroup)]
        texts.append(body[last : found.start(kind.name)])
        name = found[kind.name]
        slots.append(Slot(kind, meant[name] if kind in (Kind.LINK, Kind.PICTURE) else name))
        last = found.end(kind.name)
    numbered = sum(slot.kind not in (Kind.LIST, Kind.DRAWING) for slot in slots)
    if numbered != len(_NUMBERED.findall(body)):
        message = "something is numbered in a way unknown here"
        raise UncutError(message)
    return Text((*texts, body[last:]), tuple(slots))


def _lists(numbering: str) -> list[Listing]:
    kinds = {found[1]: found[0] for found in _ABSTRACT.finditer(numbering)}
    return [Listing(found[1], found[3], kinds[found[3]], found[2]) for found in _LIST.finditer(numbering)]


def _fragment(level: int, blocks: Text, notes: Mapping[str, Text], lists: Sequence[Listing]) -> Fragment:
    own = {slot.name: notes[slot.name] for slot in blocks.slots if slot.kind is Kind.NOTE}
    used = {slot.name for text in (blocks, *own.values()) for slot in text.slots if slot.kind is Kind.LIST}
    return Fragment(level, blocks, own, tuple(each for each in lists if each.name in used))

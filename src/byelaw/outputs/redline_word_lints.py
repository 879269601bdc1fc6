"""What must never be in a redline in Word, whatever it resolves to: what Word repairs, refuses, or shows otherwise than it is written.

It reads the finished file, and knows nothing of what wrote it. The schema's rules are those of ISO/IEC 29500-1, transitional, for what is
written here; the others are Word's own, which no schema holds: one row of ids, each comment with its place, tables that do not touch.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from lxml import etree

from byelaw.outputs.ooxml import Element, Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DOCUMENT, _NOTES, _COMMENTS = (f"word/{name}.xml" for name in ("document", "footnotes", "comments"))
_INS, _DEL, _P, _TBL, _TR, _TC, _LINK, _CONTROL = (f"{_W}{name}" for name in ("ins", "del", "p", "tbl", "tr", "tc", "hyperlink", "sdt"))
_MARKS = (_INS, _DEL)
_SIGNED = frozenset({_INS, _DEL, f"{_W}pPrChange", f"{_W}comment"})
_NUMBERED = _SIGNED | {f"{_W}bookmarkStart"}
_ID, _AUTHOR, _DATE, _NAME = (f"{_W}{name}" for name in ("id", "author", "date", "name"))
_OURS = ("stamps", "bookmarks")
_ORDER: Mapping[str, str] = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
        "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
        "sectPr pPrChange"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
        "tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid",
    "tr": "tblPrEx trPr",
}
"""What may stand in an element, in the order that the schema asks for; Word calls a file unreadable where it is otherwise."""
_INNER = {"tbl": ("tr",), "tr": ("tc",)}
"""What stands in the last place as often as it likes; controls of rows and cells may stand with it."""


def faults(package: Package) -> Iterator[str]:
    """Yield what is wrong with a finished file."""
    roots = {name: package.xml(name) for name in (_DOCUMENT, _NOTES, _COMMENTS) if name in package.parts}
    for root in roots.values():
        yield from _of_part(root)
    ids = Counter(each.get(_ID, "") for root in roots.values() for each in root.iter(*_NUMBERED))
    yield from (f"{count} marks have the id '{name}'" for name, count in ids.items() if count > 1 or not name)
    yield from _of_bookmarks(roots)
    yield from _of_comments(roots)
    for name in roots:
        yield from _of_relations(package, name)
    yield from _of_kinds(package)


def _of_part(root: Element) -> Iterator[str]:
    yield from _of_marks(root)
    yield from _of_texts(root)
    yield from _of_blocks(root)
    yield from _of_rows(root)
    for name, order in _ORDER.items():
        places = {f"{_W}{each}": place for place, each in enumerate([*order.split(), *_INNER.get(name, ())])}
        for holder in root.iter(f"{_W}{name}"):
            yield from _of_order(holder, places)
    if any(name in each.attrib for each in root.iter(_P) for name in _OURS) or next(root.iter(f"{_W}stamp"), None) is not None:
        yield "a stamp is left"


def _of_order(holder: Element, places: Mapping[str, int]) -> Iterator[str]:
    found = [places.get(str(each.tag), -1) for each in holder if each.tag != _CONTROL]
    if any(one > other for one, other in pairwise(found)) or -1 in found:
        yield f"what is in w:{_short(holder)} does not stand as the schema asks: {' '.join(map(_short, holder))}"


def _short(each: Element) -> str:
    return str(each.tag).rpartition("}")[2]


def _of_marks(root: Element) -> Iterator[str]:
    for each in root.iter(*_SIGNED):
        if not each.get(_AUTHOR) or not each.get(_DATE):
            yield f"a {_short(each)} without author or date"
    for mark in root.iter(*_MARKS):
        for each in mark.iterdescendants(_LINK, _P, *_MARKS):
            yield f"a {_short(each)} in a w:{_short(mark)}"
        holder = mark.getparent()
        if holder is not None and holder.tag == f"{_W}rPr" and any(each.tag not in _MARKS for each in mark.itersiblings(preceding=True)):
            yield "a paragraph's mark is not said first of how it looks"


def _of_texts(root: Element) -> Iterator[str]:
    gone = {text for mark in root.iter(_DEL) for text in mark.iterdescendants(f"{_W}t", f"{_W}delText")}
    yield from ("w:t in w:del" for each in gone if each.tag == f"{_W}t")
    yield from ("w:delText outside w:del" for each in root.iter(f"{_W}delText") if each not in gone)


def _of_blocks(root: Element) -> Iterator[str]:
    for table in root.iter(_TBL):
        following = table.getnext()
        if following is not None and following.tag == _TBL:
            yield "two tables touch"
        if next(table.iter(_TR), None) is None:
            yield "a table without rows"
    for cell in root.iter(_TC, f"{_W}footnote"):
        if len(cell) == 0 or cell[-1].tag != _P:
            yield f"a w:{_short(cell)} that does not end with a paragraph"


def _of_rows(root: Element) -> Iterator[str]:
    for row in root.iter(_TR):
        marks = {str(each.tag) for each in row.iterfind(f"{_W}trPr/*") if each.tag in _MARKS}
        if marks and any({str(each.tag) for each in run.iterancestors(*_MARKS)} != marks for run in row.iter(f"{_W}r")):
            yield "a row is tracked otherwise than what is in it"


def _of_bookmarks(roots: Mapping[str, Element]) -> Iterator[str]:
    starts = [each for root in roots.values() for each in root.iter(f"{_W}bookmarkStart")]
    ends = Counter(each.get(_ID, "") for root in roots.values() for each in root.iter(f"{_W}bookmarkEnd"))
    names = Counter(each.get(_NAME, "").lower() for each in starts)
    yield from (f"{count} bookmarks are called '{name}'" for name, count in names.items() if count > 1)
    if ends != Counter(each.get(_ID, "") for each in starts):
        yield "a bookmark that does not begin and end once"


def _of_comments(roots: Mapping[str, Element]) -> Iterator[str]:
    """Yield comments that stand nowhere, and places whose comment is not there."""
    said = Counter(each.get(_ID, "") for each in roots[_COMMENTS]) if _COMMENTS in roots else Counter()
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        if Counter(each.get(_ID, "") for each in roots[_DOCUMENT].iter(f"{_W}{name}")) != said:
            yield f"comments and their w:{name} are not the same"


def _of_relations(package: Package, part: str) -> Iterator[str]:
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels"
    known = {each.get("Id", ""): each for each in package.xml(listing)} if listing in package.parts else {}
    for each in package.xml(part).iter(etree.Element):
        for key, value in each.attrib.items():
            if str(key).startswith(_R) and str(value) not in known:
                yield f"'{value}' leads nowhere"
    for each in known.values():
        if each.get("TargetMode") != "External" and f"word/{each.get('Target')}" not in package.parts:
            yield f"'{each.get('Target')}' is not in the file"


def _of_kinds(package: Package) -> Iterator[str]:
    kinds = {each.get("PartName", f"*.{each.get('Extension')}") for each in package.xml("[Content_Types].xml")}
    named = {name: (f"/{name}", f"*.{name.rpartition('.')[2]}") for name in package.parts}
    yield from (f"{name} is of no kind" for name, either in named.items() if not kinds.intersection(either))
    if _COMMENTS in package.parts and f"/{_COMMENTS}" not in kinds:
        yield f"{_COMMENTS} is of no kind"

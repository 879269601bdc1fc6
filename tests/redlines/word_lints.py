"""What must never be in a redline in Word, whatever it resolves to."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from byelaw.outputs.ooxml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/comments.xml")
NUMBERED = frozenset(f"{W}{name}" for name in ("ins", "del", "pPrChange", "bookmarkStart", "comment"))
MARKS = (f"{W}ins", f"{W}del")


def lints(content: bytes) -> list[str]:
    """Return what is wrong with a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        roots = {name: etree.fromstring(package.read(name)) for name in PARTS if name in names}
        known = {name: package.read(name) for name in names}
    found = [message for root in roots.values() for message in _of_part(root)]
    ids = Counter(each.get(f"{W}id") for root in roots.values() for each in root.iter() if each.tag in NUMBERED)
    found += [f"the id {name} stands {count} times" for name, count in ids.items() if count > 1]
    found += [f"{name} stands twice" for name, count in Counter(names).items() if count > 1]
    types = etree.fromstring(known["[Content_Types].xml"])
    kinds = {each.get("PartName", f"*.{each.get('Extension')}") for each in types}
    found += [f"{name} is of no kind" for name in names if f"/{name}" not in kinds and f"*.{name.rpartition('.')[2]}" not in kinds]
    for name in ("document", "footnotes"):
        if f"word/{name}.xml" in roots:
            found += _relations(roots[f"word/{name}.xml"], known, name)
    return found


def _of_part(root: Element) -> Iterator[str]:
    for mark in root.iter(*MARKS):
        if mark.get(f"{W}author") in {None, ""} or mark.get(f"{W}date") in {None, ""}:
            yield "a change without author or date"
        if any(True for _ in mark.iter(f"{W}hyperlink")):
            yield "a link in a change"
        if any(each.tag in MARKS for each in mark.iterdescendants()):
            yield "a change in a change"
    yield from _of_texts(root)
    yield from _of_blocks(root)
    yield from _of_rows(root)
    yield from ("an attribute of ours is left" for each in root.iter(f"{W}p") if set(each.attrib) & {"stamps", "bookmarks"})
    yield from ("a stamp is left" for _ in root.iter(f"{W}stamp"))


def _of_texts(root: Element) -> Iterator[str]:
    for text in root.iter(f"{W}t"):
        if any(True for _ in text.iterancestors(f"{W}del")):
            yield "w:t in w:del"
    for text in root.iter(f"{W}delText"):
        if not any(True for _ in text.iterancestors(f"{W}del")):
            yield "w:delText outside w:del"


def _of_blocks(root: Element) -> Iterator[str]:
    for table in root.iter(f"{W}tbl"):
        following = table.getnext()
        if following is not None and following.tag == f"{W}tbl":
            yield "two tables beside each other"
        if not any(True for _ in table.iter(f"{W}tr")):
            yield "a table without rows"
    for cell in root.iter(f"{W}tc", f"{W}footnote"):
        if cell[-1].tag != f"{W}p":
            yield "a cell or note that does not end with a paragraph"
        elif any(each.tag in MARKS for each in cell[-1].iterfind(f"{W}pPr/{W}rPr/*")) and not _is_row_changed(cell):
            yield "the end of a cell or note is tracked"


def _of_rows(root: Element) -> Iterator[str]:
    for row in root.iter(f"{W}tr"):
        marks = {each.tag for each in row.iterfind(f"{W}trPr/*") if each.tag in MARKS}
        if marks and any({each.tag for each in runs.iterancestors() if each.tag in MARKS} != marks for runs in row.iter(f"{W}r")):
            yield "a row whose words are not changed as it is"


def _is_row_changed(cell: Element) -> bool:
    row = cell.getparent()
    return row is not None and any(each.tag in MARKS for each in row.iterfind(f"{W}trPr/*"))


def _relations(root: Element, parts: dict[str, bytes], name: str) -> Iterator[str]:
    listing = parts.get(f"word/_rels/{name}.xml.rels")
    known = {each.get("Id"): each for each in etree.fromstring(listing)} if listing else {}
    for each in root.iter():
        for key, value in each.attrib.items():
            if not str(key).startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"):
                continue
            if value not in known:
                yield f"{value} leads nowhere"
            elif known[value].get("TargetMode") != "External" and f"word/{known[value].get('Target')}" not in parts:
                yield f"{known[value].get('Target')} is not in the file"

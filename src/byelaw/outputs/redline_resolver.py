"""Accept or reject every tracked change of a Word file, as Word does: our own reading of ISO/IEC 29500-1 17.13.5.

It shares nothing with what writes redlines, so that a mistake there is not made here as well. It knows the marks that a redline of ours may
hold and those that Word adds (moves, changed looks); a mark that it does not know stays, and the comparison afterwards fails.
"""

import io
import zipfile
from collections.abc import Iterator
from enum import Enum

from lxml import etree

from byelaw.outputs.ooxml import Element, serialise

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RESOLVED_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_COME, _GONE = frozenset({f"{_W}ins", f"{_W}moveTo"}), frozenset({f"{_W}del", f"{_W}moveFrom"})
_LOOKS = {f"{_W}{name}PrChange": f"{_W}{name}Pr" for name in ("p", "r", "tbl", "tr", "tc", "sect")}
_BESIDE = frozenset(
    f"{_W}{name}"
    for name in ("commentRangeStart", "commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
)
_P, _PPR, _RPR, _SECTION, _ROW, _TABLE, _LINK = (f"{_W}{name}" for name in ("p", "pPr", "rPr", "sectPr", "tr", "tbl", "hyperlink"))
_KEPT_MARKS = frozenset({f"{_W}bookmarkStart", f"{_W}bookmarkEnd"})
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class Decision(Enum):
    """What is decided about every change."""

    ACCEPT = "accept"
    REJECT = "reject"


def resolved(content: bytes, decision: Decision) -> bytes:
    """Return a Word file with every change in it accepted, or rejected."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for info in source.infolist():
            part = source.read(info)
            if info.filename in _RESOLVED_PARTS:
                root = etree.fromstring(part, _PARSER)
                resolve(root, decision)
                part = serialise(root)
            out.writestr(info, part)
    return target.getvalue()


def resolve(root: Element, decision: Decision) -> None:
    """Accept or reject every change in a part, in place."""
    goes, stays = (_GONE, _COME) if decision is Decision.ACCEPT else (_COME, _GONE)
    _resolve_looks(root, decision)
    _resolve_rows(root, goes, stays)
    ended = [each for each in root.iter(_P) if _loses_its_end(each, goes)]
    _resolve_runs(root, goes, stays)
    for each in ended:
        _join_next(each)
    _clear(root)


def _resolve_looks(root: Element, decision: Decision) -> None:
    for change in list(root.iter(*_LOOKS)):
        holder = _parent(change)
        holder.remove(change)
        if decision is Decision.ACCEPT:
            continue
        before = next((each for each in change if each.tag == _LOOKS[str(change.tag)]), None)
        kept = [each for each in holder if each.tag in {_RPR, _SECTION}] if holder.tag == _PPR else []
        holder[:] = [*(before if before is not None else ()), *kept]


def _resolve_rows(root: Element, goes: frozenset[str], stays: frozenset[str]) -> None:
    for row in list(root.iter(_ROW)):
        marks = [each for each in row.iterfind(f"{_W}trPr/*") if each.tag in goes | stays]
        if any(each.tag in goes for each in marks):
            _parent(row).remove(row)
            continue
        for each in marks:
            _parent(each).remove(each)
    for table in list(root.iter(_TABLE)):
        if not any(True for _ in table.iter(_ROW)):
            _parent(table).remove(table)


def _loses_its_end(paragraph: Element, goes: frozenset[str]) -> bool:
    return any(each.tag in goes for each in paragraph.iterfind(f"{_W}pPr/{_W}rPr/*"))


def _resolve_runs(root: Element, goes: frozenset[str], stays: frozenset[str]) -> None:
    for mark in list(root.iter(*goes, *stays)):
        holder = mark.getparent()
        if holder is None:
            continue
        at = holder.index(mark)
        inner = list(mark) if mark.tag in stays and holder.tag != _RPR else []
        holder[at : at + 1] = inner
    for text in list(root.iter(f"{_W}delText", f"{_W}delInstrText")):
        text.tag = f"{_W}t" if text.tag == f"{_W}delText" else f"{_W}instrText"


def _join_next(paragraph: Element) -> None:
    """Take away the end of a paragraph: what is left in it begins the next one."""
    following = paragraph.getnext()
    while following is not None and following.tag in _KEPT_MARKS:
        following = following.getnext()
    content = [each for each in paragraph if each.tag != _PPR]
    if not any(True for _ in _shown(content)):
        if following is not None:
            _parent(paragraph).remove(paragraph)
        return
    if following is None or following.tag != _P:
        return
    at = next((1 for each in following if each.tag == _PPR), 0)
    following[at:at] = content
    _parent(paragraph).remove(paragraph)


def _shown(content: list[Element]) -> Iterator[Element]:
    """Yield what a reader sees of what is in a paragraph."""
    for each in content:
        if each.tag == _LINK:
            yield from _shown(list(each))
        elif each.tag not in _KEPT_MARKS | _BESIDE:
            yield each


def _clear(root: Element) -> None:
    """Take away comments, and links with nothing in them."""
    for each in list(root.iter(*_BESIDE)):
        _parent(each).remove(each)
    for each in list(root.iter(f"{_W}commentReference")):
        run = _parent(each)
        _parent(run).remove(run)
    for each in list(root.iter(_LINK)):
        if len(each) == 0:
            _parent(each).remove(each)


def _parent(inner: Element) -> Element:
    holder = inner.getparent()
    assert holder is not None  # noqa: S101 - only the root has none, and it is no change
    return holder

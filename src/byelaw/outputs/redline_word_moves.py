"""Text that moved, in a redline in Word: a comment at both of its places says where the other is, and what changed on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from byelaw.core.comparing.trees import Added, Inside, Merged, MergedDocument, Removed, Same, Worded, new_of, old_of
from byelaw.core.tree import Node, rewrite, stringify
from byelaw.outputs.ooxml import DOCUMENT, Element, Package, element, find, paragraph, qualified, run
from byelaw.outputs.redline_pieces import Mark, Piece, pieces_in
from byelaw.outputs.redline_word_marks import Change, Signature
from byelaw.outputs.redline_word_parts import COMMENTS, relation
from byelaw.outputs.redline_word_sides import STAMPS
from byelaw.outputs.redline_word_stamps import MOVED

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID, _PARAGRAPH = qualified("w:id"), qualified("w:p")
_MARKS = {qualified("w:ins"): Change.INSERTED, qualified("w:del"): Change.DELETED}
_NOWHERE, _SAME = "the beginning", "The words are the same."
_MOST, _LONGEST = 12, 160
"""Changes on the way that a comment names, and letters of each."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a text moved from and to, as the titles of sections with their numbers; and what changed on the way, a phrase each."""

    old: str
    new: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commented:
    """How many comments a file has, and what moved without one at each of its two places: from where to where."""

    count: int
    silent: tuple[str, ...]


def moves_of(merged: MergedDocument) -> dict[int, Moved]:
    """Return every move of a document by its number."""
    places: tuple[dict[int, str], dict[int, str]] = ({}, {})
    sections = ["", ""]
    for part in _in_order(merged.blocks):
        match part:
            case Removed(node, move):
                sections[0] = _title(node, sections[0])
                places[0].setdefault(move, sections[0])
            case Added(node, move):
                sections[1] = _title(node, sections[1])
                places[1].setdefault(move, sections[1])
            case Same() | Worded():
                sections = [_title(nodes[0], each) for nodes, each in zip((old_of([part]), new_of([part])), sections, strict=True)]
            case Inside():
                pass
            case _:
                assert_never(part)
    changed = {move.id: tuple(changes_in(move.blocks)) for move in merged.moves}
    return {move: Moved(places[0].get(move, ""), title, changed.get(move, ())) for move, title in places[1].items() if move}


def _in_order(parts: Sequence[Merged]) -> Iterator[Merged]:
    for part in parts:
        yield part
        if isinstance(part, Inside):
            yield from _in_order(part.children)


def _title(node: Node, before: str) -> str:
    if node["t"] != "Header":
        return before
    return stringify(rewrite(node["c"][2], lambda inner: [] if inner["t"] == "Note" else None))


def changes_in(parts: Sequence[Merged]) -> Iterator[str]:
    """Yield what changed in merged blocks, in words: “should” became “must”."""
    for is_kept, group in groupby(pieces_in(parts), lambda each: each.mark is Mark.KEPT and bool(each.text.strip())):
        if is_kept:
            continue
        changed = list(group)
        old, new = (_said(changed, without) for without in (Mark.INSERTED, Mark.DELETED))
        if old != new:
            yield f"“{old}” became “{new}”" if old and new else f"added: “{new}”" if new else f"left out: “{old}”"


def _said(pieces: Sequence[Piece], without: Mark) -> str:
    words = " ".join("".join(each.text for each in pieces if each.mark is not without).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"


def comment_moves(package: Package, moves: Mapping[int, Moved], signature: Signature) -> Commented:
    """Say at the first paragraph of each moved text where it comes from, and at its old place where it went; return what was said."""
    comments = element("w:comments")
    seen: set[tuple[str, str]] = set()
    for each in package.xml(DOCUMENT).iter(_PARAGRAPH):
        stamp = next((known for known in each.get(STAMPS, "").split() if known.startswith(MOVED)), "")
        tag = next((mark.tag for mark in find(each, "w:pPr/w:rPr/*") if mark.tag in _MARKS), None)
        if not stamp or tag is None or (stamp, str(tag)) in seen or int(stamp[1:]) not in moves:
            continue
        seen.add((stamp, str(tag)))
        change = _MARKS[str(tag)]
        _comment(each, comments, _words(moves[int(stamp[1:])], change), signature, change)
    if len(comments):
        _put_comments(package, comments)
    silent = [name for name in moves if any((f"{MOVED}{name}", tag) not in seen for tag in _MARKS)]
    return Commented(len(comments), tuple(f"“{moves[name].old or _NOWHERE}” to “{moves[name].new or _NOWHERE}”" for name in silent))


def _put_comments(package: Package, comments: Element) -> None:
    is_known = COMMENTS in package.parts
    package.opened[COMMENTS] = comments
    if not is_known:
        types = package.xml("[Content_Types].xml")
        types.append(element("ct:Override", {"PartName": f"/{COMMENTS}", "ContentType": _TYPE}))
        relations = package.xml("word/_rels/document.xml.rels")
        relations.append(relation("redlineComments", "comments", "comments.xml", {}))


def _words(moved: Moved, change: Change) -> str:
    """Return what a comment says. What changed is said at the new place, which stands as one insertion and hides it."""
    if change is Change.DELETED:
        return f"Moved to: {moved.new or _NOWHERE}. {'The words changed; see there.' if moved.changed else _SAME}"
    more = f"; and {len(moved.changed) - _MOST} more" if len(moved.changed) > _MOST else ""
    changed = f"Changed on the way: {'; '.join(moved.changed[:_MOST])}{more}." if moved.changed else _SAME
    return f"Moved from: {moved.old or _NOWHERE}. {changed}"


def _comment(place: Element, comments: Element, words: str, signature: Signature, change: Change) -> None:
    name = f"comment{len(comments)}"
    comment = signature.mark("w:comment", [paragraph("BodyText", run(words))])
    comment.set(_ID, name)
    comment.set(qualified("w:initials"), "".join(word[:1] for word in signature.author.split()))
    comments.append(comment)
    place.insert(len(find(place, "w:pPr")), element("w:commentRangeStart", {"w:id": name}))
    reference = element("w:r", children=[element("w:commentReference", {"w:id": name})])
    place.extend([element("w:commentRangeEnd", {"w:id": name}), signature.mark(change, [reference])])

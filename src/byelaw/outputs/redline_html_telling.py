"""What a change is called in a register of HTML, under which heading a reader looks for it, and the words that it shows."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from markupsafe import Markup, escape

from byelaw.core.comparing.changes import (
    Change,
    DocumentChange,
    DocumentKind,
    RuleChange,
    RuleKind,
    SharedChange,
    SharedKind,
    TextChange,
    TextKind,
)
from byelaw.outputs.redline_pieces import BREAK, Mark, Piece, pieces_of

_MOST = 420
"""Signs of a change that its row shows: the text has the rest."""
_TAGS = {Mark.INSERTED: ("ins", "inserted"), Mark.DELETED: ("del", "deleted")}

_TEXT = {
    TextKind.ADDED: "Added",
    TextKind.REMOVED: "Taken out",
    TextKind.CHANGED: "Reworded",
    TextKind.MOVED: "Moved",
    TextKind.MOVED_AND_CHANGED: "Moved and reworded",
    TextKind.RETITLED: "New title",
    TextKind.RENUMBERED: "New number",
    TextKind.SPLIT: "Split",
    TextKind.JOINED: "Joined",
}
_RULE = {
    RuleKind.LOCK: "Lock",
    RuleKind.STRENGTH: "Strength",
    RuleKind.WHO: "Who must act",
    RuleKind.CONDITION: "Where it applies",
    RuleKind.SOURCES: "Sources",
    RuleKind.LINK: "Where a link leads",
    RuleKind.PICTURE: "Picture",
    RuleKind.ITEM: "Steps, fields and checks",
    RuleKind.ORIGIN: "Who decided it, and why",
}
_SHARED = {
    SharedKind.VALUE: "Value",
    SharedKind.LIMIT: "Time limit",
    SharedKind.RECORD: "Record",
    SharedKind.TERM: "Term",
    SharedKind.REFERENCE: "Reference",
    SharedKind.EDITION_NAME: "Name of the edition",
    SharedKind.TIER: "Tier",
    SharedKind.DOCUMENT_KIND: "Kind of document",
    SharedKind.STRENGTH: "Strength",
    SharedKind.FACT: "Fact",
    SharedKind.EVENT: "Event",
    SharedKind.OMISSION: "Left out",
    SharedKind.OLD_ADDRESS: "Old address",
    SharedKind.SIGN_OFF: "Sign-off",
    SharedKind.URGENT: "Urgent notice",
    SharedKind.EXCEPTION: "Exception from a check",
    SharedKind.WORDING: "Wording",
}
_DOCUMENT = {
    DocumentKind.ADDED: "Document added",
    DocumentKind.REMOVED: "Document taken out",
    DocumentKind.RETITLED: "New title of a document",
    DocumentKind.METADATA: "About a document",
}


def group_of(change: Change) -> str:
    """Return what kind of change a reader would look for: "Added", "Reworded", "Strength", "Term" and so on."""
    match change:
        case TextChange():
            return _TEXT[change.kind]
        case RuleChange():
            return _RULE[change.kind]
        case SharedChange():
            return _SHARED[change.kind]
        case DocumentChange():
            return _DOCUMENT[change.kind]
        case _:
            assert_never(change)


def called(change: Change) -> str:
    """Return what happened, in a few words."""
    match change:
        case RuleChange():
            words = _RULE[change.kind] if change.kind is not RuleKind.ITEM or not change.what else _capital(change.what)
            return f"{words}{': ' + change.what if change.what and words != _capital(change.what) else ''}"
        case SharedChange():
            ending = "" if change.old and change.new else " (new)" if change.new else " (gone)"
            return f"{_SHARED[change.kind]} ‘{change.label}’{ending}" if change.label else _SHARED[change.kind]
        case DocumentChange() if change.kind is DocumentKind.METADATA:
            return _capital(change.what) or _DOCUMENT[change.kind]
        case _:
            return group_of(change)


def shown(change: Change) -> Markup:
    """Return the words that came and went with a few around them, marked for eyes and for ears."""
    return marked(_fitting(pieces_of(change)))


def marked(pieces: Iterable[Piece]) -> Markup:
    """Return pieces with what came and went marked."""
    return Markup("").join(_one(each) for each in pieces)


def is_said_apart(change: Change) -> bool:
    """Tell whether the text does not show the change: what is said of a block, not in it."""
    return not isinstance(change, TextChange) or change.kind is TextKind.RENUMBERED


def _one(piece: Piece) -> Markup:
    words = Markup(" <br>").join(line for line in piece.text.split(BREAK)) if piece.text.strip() else escape(piece.text.replace(BREAK, " "))
    if piece.mark is Mark.KEPT or not piece.text.strip():
        return words
    tag, said = _TAGS[piece.mark]
    before = Markup('<{tag}><span class="hidden-words"> [{said}: </span>').format(tag=tag, said=said)
    return before + words + Markup('<span class="hidden-words"> end of {said}] </span></{tag}>').format(tag=tag, said=said)


def _fitting(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces up to as many signs as a row has room for."""
    found: list[Piece] = []
    room = _MOST
    for each in pieces:
        if room <= 0:
            found.append(Piece(Mark.KEPT, " …"))
            break
        found.append(each if len(each.text) <= room else Piece(each.mark, f"{each.text[:room].rsplit(' ', 1)[0]} …"))
        room -= len(each.text)
    return tuple(found)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""The pieces of a merged document that changed: headings, statements, and runs of prose, each at its address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from byelaw.core.comparing.aligning import identifier
from byelaw.core.comparing.trees import (
    Added,
    Inside,
    Merged,
    MergedDocument,
    Removed,
    Same,
    Worded,
    new_of,
    old_of,
    settled,
)
from byelaw.core.tree import SPACE, Node, Nodes, text

LABELS = frozenset({"statement-label", "local-label", "condition-label", "callout-title"})
"""Divs that say what is said of a block elsewhere: a change of these is a change of strength, layer or condition."""
_SOURCE = [*text("Source"), SPACE, *text("(")]
"""How the line begins that names the sources of a block without a label."""
_LISTED = frozenset(
    {"BulletList", "OrderedList", "DefinitionList", "BlockQuote", "Item", "Definition", "Meaning", "Table", "Head", "Body", "Foot"}
)
"""What has no name and holds what is told each by itself: an item of a list, or a row of a table, is to its reader what a paragraph is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece: the parts of the tree that it is, and its anchors (empty where it is in none, or not on that side).

    `section` is the anchor of the heading above it on each side. `layer` is the localisation whose text it is, where a box says so.
    """

    parts: tuple[Merged, ...]
    old: str
    new: str
    is_heading: bool = False
    move: int = 0
    layer: str = ""
    is_next: bool = False
    """Whether nothing that both have stands between it and the piece before it."""

    @property
    def is_added(self) -> bool:
        """Tell whether all of it is new."""
        return all(isinstance(part, Added) for part in self.parts)

    @property
    def is_removed(self) -> bool:
        """Tell whether all of it is gone."""
        return all(isinstance(part, Removed) for part in self.parts)

    @property
    def old_nodes(self) -> Nodes:
        """Return its old text, without that of other pieces and with what nobody wrote as it is now."""
        return without_names(old_of(settled(self.parts)), is_whole=self.is_removed)

    @property
    def new_nodes(self) -> Nodes:
        """Return its new text, without that of other pieces."""
        return without_names(new_of(self.parts), is_whole=self.is_added)


@dataclass(slots=True)
class _Walk:
    """Goes through a document and knows under which headings it is."""

    old: str = ""
    new: str = ""
    is_over: bool = False
    is_apart: bool = False
    """Whether something that both have stands between the last piece and what is looked at."""
    pieces: list[Piece] = field(default_factory=list)

    def parts(self, parts: Sequence[Merged], layer: str = "") -> None:
        """Take the pieces of siblings."""
        at = 0
        while at < len(parts) and not self.is_over:
            part = parts[at]
            end = _end(parts, at)
            if end > at + 1:
                self._whole(parts[at:end], layer)
            else:
                self._one(part, layer)
            at = end

    def _one(self, part: Merged, layer: str) -> None:
        match part:
            case Same():
                self.is_apart = True
                self._pass(part.node, part.node)
            case Added() | Removed():
                self._whole((part,), layer)
            case Worded() if part.new_shell["t"] == "Header":
                self._pass(part.old_shell, part.new_shell)
                if not self.is_over:
                    self.pieces.append(Piece((part,), self.old, self.new, is_heading=True))
            case Worded():
                self._add(Piece((part,), self.old, self.new, layer=layer))
            case Inside():
                self._inside(part, layer)

    def _pass(self, old: Node, new: Node) -> None:
        """Note that a heading that both have begins its section."""
        if new["t"] == "Header":
            self.is_over = "appendix" in new["c"][1][1]
            self.old, self.new = identifier(old), identifier(new)

    def _inside(self, part: Inside, layer: str) -> None:
        old, new = ("" if shell is None else identifier(shell) for shell in (part.old_shell, part.new_shell))
        shell = part.old_shell if part.new_shell is None else part.new_shell
        if shell is None or (not old and not new and shell["t"] == "Div" and "callout" not in shell["c"][0][1]):
            self.parts(_said(part.children), _layer_of(shell) or layer)
            return
        if not old and not new and shell["t"] in _LISTED and self._listed(part, layer):
            return
        before = self.old, self.new
        self.old, self.new = old or self.old, new or self.new
        named = [each for each in _inner(part.children) if _is_named(each)]
        self.pieces.append(Piece((part,), self.old, self.new, layer=layer))
        self.parts(named, layer)
        self.old, self.new = before

    def _listed(self, part: Inside, layer: str) -> bool:
        """Take what changed in a list, item by item; tell whether anything in it did, and not only the list itself."""
        before = len(self.pieces), self.pieces[-1:]
        self.is_apart = True
        self.parts(part.children, layer)
        self.is_apart = True
        return (len(self.pieces), self.pieces[-1:]) != before

    def _whole(self, parts: Sequence[Merged], layer: str) -> None:
        """Take what was added or removed: a section, a block with an id, or prose in the section that it stands in."""
        first = parts[0]
        if not isinstance(first, Added | Removed):
            return
        if first.node["t"] == "Header" and "appendix" in first.node["c"][1][1]:
            self.is_over = True
            return
        if is_label(first.node):
            return
        name, is_added = identifier(first.node), isinstance(first, Added)
        layer = _layer_of(first.node) or layer
        old, new = ("", name) if is_added else (name, "")
        if not name:
            old, new = self.old, self.new
        self._add(Piece(tuple(parts), old, new, move=first.move, layer=layer))
        if first.node["t"] == "Header":  # what follows, and did not come or go with it, stands in this section on the one side
            self.old, self.new = (self.old, name) if is_added else (name, self.new)

    def _add(self, piece: Piece) -> None:
        """Add a piece; prose that was added in one place is one piece, and so is what was put in the place of other prose."""
        last = self.pieces[-1] if self.pieces else None
        is_near, self.is_apart = not self.is_apart, False
        is_joined = (
            last is not None and is_near and (last.old, last.new, last.layer) == (piece.old, piece.new, piece.layer) and not piece.move
        )
        if last is not None and is_joined and is_prose(piece) and not last.move and is_prose(last) and _is_run(last, piece):
            self.pieces[-1] = replace(last, parts=(*last.parts, *piece.parts))
        else:
            self.pieces.append(replace(piece, is_next=is_near))


def pieces_of(document: MergedDocument) -> tuple[Piece, ...]:
    """Return what changed in a document in the order of the new text, what is gone at its old place; appendices are left out."""
    walk = _Walk()
    walk.parts(document.blocks)
    return tuple(walk.pieces)


def without_names(nodes: Sequence[Node], *, is_whole: bool, depth: int = 0) -> Nodes:
    """Return the nodes without labels, and, unless they are wanted whole, without blocks inside them that have ids of their own."""
    found: list[Node] = []
    for node in nodes:
        if is_label(node):
            continue
        if node["t"] != "Div":
            found.append(node)
        elif is_whole or not depth or not identifier(node):
            inner = without_names(node["c"][1], is_whole=is_whole, depth=depth + 1)
            found.append({"t": "Div", "c": [node["c"][0], list(inner)]})
    return tuple(found)


def _end(parts: Sequence[Merged], at: int) -> int:
    """Return the end of a section that was added, removed or moved whole: what is under its heading goes with it."""
    first = parts[at]
    if not isinstance(first, Added | Removed) or first.node["t"] != "Header":
        return at + 1
    end = at + 1
    while end < len(parts):
        part = parts[end]
        if not isinstance(part, Added | Removed) or type(part) is not type(first) or part.move != first.move:
            break
        if part.node["t"] == "Header" and part.node["c"][0] <= first.node["c"][0]:
            break
        end += 1
    return end


def _inner(parts: Sequence[Merged]) -> Iterator[Merged]:
    """Yield the parts inside, those with ids whole."""
    for part in parts:
        yield part
        if isinstance(part, Inside) and not _is_named(part):
            yield from _inner(part.children)


def _said(parts: Sequence[Merged]) -> Sequence[Merged]:
    """Return what is in a box without its label, where the label only says what is said of a block in it."""
    if not any(_is_named(part) or (isinstance(part, Same) and identifier(part.node)) for part in parts):
        return parts
    return [part for part in parts if not (isinstance(part, Inside) and any(map(is_label, filter(None, (part.old_shell, part.new_shell)))))]


def _is_named(part: Merged) -> bool:
    if isinstance(part, Inside):
        return any(bool(identifier(shell)) for shell in (part.old_shell, part.new_shell) if shell is not None)
    return isinstance(part, Added | Removed) and bool(identifier(part.node))


def is_prose(piece: Piece) -> bool:
    """Tell whether a piece is text without a name of its own."""
    return not piece.is_heading and not any(_is_named(part) or _is_box(part) for part in piece.parts)


def _is_box(part: Merged) -> bool:
    return isinstance(part, Added | Removed) and part.node["t"] == "Div"


def _is_run(last: Piece, piece: Piece) -> bool:
    """Tell whether both are new text, or both are old, or the second was put in the place of the first."""
    one_sided = all(isinstance(part, Added | Removed) for part in (*last.parts, *piece.parts))
    return one_sided and not (isinstance(last.parts[-1], Added) and piece.is_removed)


def is_label(node: Node) -> bool:
    """Tell whether a block only names what is said of another: its strength, whose it is, where it holds, its sources."""
    if node["t"] == "Para":
        return bool(node["c"][: len(_SOURCE)] == _SOURCE)
    return node["t"] == "Div" and not LABELS.isdisjoint(node["c"][0][1])


def _layer_of(node: Node | None) -> str:
    """Return the localisation that a box says its text is of."""
    if node is None or node["t"] != "Div":
        return ""
    return str(dict(node["c"][0][2]).get("localisation", ""))

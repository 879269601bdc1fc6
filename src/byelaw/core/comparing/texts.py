"""The changes of text in one document: what was added, removed, changed, moved, retitled and renumbered, and what was split or joined."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from byelaw.core.comparing.causes import Pairing, cause_of
from byelaw.core.comparing.changes import About, Cause, Count, Flag, Spot, TextChange, TextKind, Weight
from byelaw.core.comparing.dividing import divided
from byelaw.core.comparing.inlines import Reading
from byelaw.core.comparing.pieces import Piece, pieces_of
from byelaw.core.comparing.sides import Known
from byelaw.core.comparing.trees import Added, Merged, MergedDocument, Removed, Worded, new_of, old_of, settled
from byelaw.core.comparing.weighing import (
    count,
    flags_of,
    is_binding_otherwise,
    is_editorial,
    ordered,
    targets_of,
    text_of,
    weight_of_parting,
    written,
)
from byelaw.core.names import FRAMEWORK, anchor
from byelaw.core.tree import Node, Nodes, walk


@dataclass(slots=True)
class Texts:
    """Finds the changes of a document's text."""

    pairing: Pairing
    merged: MergedDocument
    readings: tuple[Reading, Reading]
    """What in the old and the new document nobody wrote."""
    renamed: Mapping[str, str]
    """For an old anchor the one that it has now."""

    def changes(self) -> Iterator[TextChange]:
        """Yield the changes in the order of the new text."""
        moves = {move.id: move.blocks for move in self.merged.moves}
        pieces = pieces_of(self.merged)
        leaving = {piece.move: piece for piece in pieces if piece.move and piece.is_removed}
        for each in divided(pieces):
            piece = each.piece
            if piece.move and piece.is_removed:
                continue
            if each.kind is not None:
                yield self._divided(piece, each.kind)
            elif piece.move:
                yield from self._moved(piece, leaving.get(piece.move, piece), moves[piece.move])
            elif piece.is_added or piece.is_removed:
                yield self._come_or_gone(piece)
            elif piece.is_heading:
                yield from self._heading(piece)
            else:
                yield from self._changed(piece)

    def _come_or_gone(self, piece: Piece) -> TextChange:
        kind = TextKind.ADDED if piece.is_added else TextKind.REMOVED
        old, new = text_of(piece.old_nodes), text_of(piece.new_nodes)
        about = self._about(piece, Weight.SUBSTANTIVE, f"text was {kind.value}", self._flags(old, new, piece))
        here = replace(about, old=None) if piece.is_added else replace(about, new=None)
        return TextChange(kind, replace(here, words=count(piece.parts)), old, new, piece.parts)

    def _heading(self, piece: Piece) -> Iterator[TextChange]:
        part = piece.parts[0]
        if not isinstance(part, Worded):
            return
        old, new = text_of(piece.old_nodes), text_of(piece.new_nodes)
        if old != new or part.old_shell["c"][1][1] != part.new_shell["c"][1][1] or not _numbers(piece):
            yield from self._worded(piece, old, new, TextKind.RETITLED)
        numbers = _numbers(piece)
        if self._is_elsewhere(piece):
            about = self._about(piece, Weight.MOVE, "the same section in another one", ())
            yield TextChange(TextKind.MOVED, about, old, new, piece.parts)
        if numbers and numbers[0] != numbers[1]:
            about = self._about(piece, Weight.NUMBER, "the number follows from the order of the sections", ())
            yield TextChange(TextKind.RENUMBERED, about, numbers[0], numbers[1], piece.parts)

    def _is_elsewhere(self, piece: Piece) -> bool:
        """Tell whether a section that kept its place among the others stands in another section now; one that was parted is the same."""
        old, new = self._known(piece)
        if old is None or new is None:
            return False
        before, after = anchor(old.section), anchor(new.section)
        if self.renamed.get(before, before) == after:
            return False
        pairing = self.pairing
        came, gone = pairing.new.blocks.get((pairing.new_id, after)), pairing.old.blocks.get((pairing.old_id, before))
        is_new = came is not None and (pairing.old_id, after) not in pairing.old.blocks and anchor(came.section) == before
        is_gone = gone is not None and (pairing.new_id, before) not in pairing.new.blocks and anchor(gone.section) == after
        return not (is_new or is_gone)

    def _divided(self, piece: Piece, kind: TextKind) -> TextChange:
        """Return the change of a paragraph that was parted, or of several that were put together."""
        old, new = text_of(piece.old_nodes), text_of(piece.new_nodes)
        told = self.pairing.told(old, new, self._spots(piece)[1]).text
        weight, rule = weight_of_parting(told, new, f"text was {kind.value} and its words changed")
        flags = flags_of(told, new, self.pairing.lexicon) if weight is Weight.SUBSTANTIVE else ()
        about = self._about(piece, weight, rule, flags)
        words = count(piece.parts) if weight is Weight.SUBSTANTIVE else Count()
        return TextChange(kind, replace(about, words=words), old, new, piece.parts)

    def _changed(self, piece: Piece) -> Iterator[TextChange]:
        yield from self._worded(piece, text_of(piece.old_nodes), text_of(piece.new_nodes), TextKind.CHANGED)

    def _worded(self, piece: Piece, old: str, new: str, kind: TextKind) -> Iterator[TextChange]:
        """Yield the change of a piece in its place, if its words changed, and not only by what is shared."""
        if old == new:
            if _form(piece.old_nodes) != _form(piece.new_nodes):
                rule = "the same words in another form: emphasis, a list, a level, a box, the spaces of code"
                about = self._about(piece, Weight.EDITORIAL, rule, ())
                yield TextChange(kind, about, old, new, piece.parts)
            return
        weight, rule, flags = self._weighed(piece, piece.old_nodes, piece.new_nodes)
        if weight is None:
            return
        about = replace(self._about(piece, weight, rule, flags), words=count(piece.parts))
        yield TextChange(kind, about, old, new, piece.parts)

    def _weighed(self, piece: Piece, old_nodes: Nodes, new_nodes: Nodes) -> tuple[Weight | None, str, tuple[Flag, ...]]:
        """Return the class of a change of words, why, and its flags; no class where all of it is told elsewhere, once.

        The words of links that were made from where they lead say nothing of their own: a link that leads elsewhere is told apart.
        """
        links = [each.links for each in self.readings]
        old, new = written(old_nodes, *links), written(new_nodes, links[1])
        known = self._known(piece)
        if not piece.is_heading and self.pairing.is_made(*known, self._spots(piece)[1]):
            return None, "", ()
        lookups = self.pairing.lookups(*known)
        found = self.pairing.told(old, new, self._spots(piece)[1], lookups)
        if found.is_whole:
            return None, "", ()
        if is_editorial(found.text, new) and is_binding_otherwise(found.text, new, self.pairing.lexicon):
            return Weight.SUBSTANTIVE, "words that bind got or lost their capitals", (Flag.MODALITY,)
        if is_editorial(found.text, new):
            return Weight.EDITORIAL, "the same words: only punctuation, capitals or white space differ", ()
        return Weight.SUBSTANTIVE, "words changed", self._flags(found.text, new, piece)

    def _moved(self, piece: Piece, leaving: Piece, blocks: tuple[Merged, ...]) -> Iterator[TextChange]:
        whole = Piece(piece.parts, leaving.old, piece.new, layer=piece.layer)
        nodes = old_of(settled(blocks)), new_of(blocks)
        old, new = text_of(nodes[0]), text_of(nodes[1])
        kind, weight, rule, words = TextKind.MOVED, Weight.MOVE, "the same text at another place", Count()
        flags: tuple[Flag, ...] = ()
        if old != new:
            found, why, raised = self._weighed(replace(whole, parts=blocks), *nodes)  # the whole did not come and go: what is in it did
            if found is not None:
                kind, weight, rule, flags, words = TextKind.MOVED_AND_CHANGED, found, why, raised, count(blocks)
        about = replace(self._about(whole, weight, rule, flags), words=words)
        others = tuple(self._inner(whole, blocks)) if kind is TextKind.MOVED_AND_CHANGED else ()
        yield TextChange(kind, about, old, new, blocks, piece.move, others)

    def _inner(self, whole: Piece, blocks: tuple[Merged, ...]) -> Iterator[Spot]:
        """Yield what has an id of its own inside what moved and came, went or has other words."""
        for piece in pieces_of(MergedDocument(blocks)):
            if (piece.old or whole.old, piece.new or whole.new) == (whole.old, whole.new):
                continue
            old, new = self._spots(piece)
            if piece.is_added or piece.is_removed:
                yield new if piece.is_added else old
            elif text_of(piece.old_nodes) != text_of(piece.new_nodes) and self._is_told(piece):
                yield new

    def _is_told(self, piece: Piece) -> bool:
        return self._weighed(piece, piece.old_nodes, piece.new_nodes)[0] is not None

    def _flags(self, old: str, new: str, piece: Piece) -> tuple[Flag, ...]:
        found = list(flags_of(old, new, self.pairing.lexicon))
        for part in piece.parts if len(piece.parts) > 1 else ():  # text that was replaced: each block of it as if it had come or gone alone
            if isinstance(part, Added | Removed):
                found += flags_of("", text_of([part.node]), self.pairing.lexicon)
        if targets_of(piece.old_nodes) != targets_of(piece.new_nodes) and not _is_made(piece):
            found.append(Flag.LINK)
        if any("definition" in node["c"][0][1] for node in walk([*piece.old_nodes, *piece.new_nodes]) if node["t"] == "Div"):
            found.append(Flag.DEFINITION)
        if any(node["t"] == "DefinitionList" for node in walk([*piece.old_nodes, *piece.new_nodes])):
            found.append(Flag.DEFINITION)
        return ordered(found)

    def _spots(self, piece: Piece) -> tuple[Spot, Spot]:
        pairing = self.pairing
        return pairing.old.spot(pairing.old_id, piece.old), pairing.new.spot(pairing.new_id, piece.new)

    def _known(self, piece: Piece) -> tuple[Known | None, Known | None]:
        pairing = self.pairing
        return pairing.old.blocks.get((pairing.old_id, piece.old)), pairing.new.blocks.get((pairing.new_id, piece.new))

    def _about(self, piece: Piece, weight: Weight, rule: str, flags: tuple[Flag, ...]) -> About:
        old, new = self._spots(piece)
        return About(old, new, weight, flags, self._cause(piece), rule=rule)

    def _cause(self, piece: Piece) -> Cause:
        old, new = self._known(piece)
        is_title = piece.is_heading and text_of(piece.old_nodes) != text_of(piece.new_nodes)
        found = cause_of(self.pairing, old, new, piece.layer, is_title=is_title)
        if found.layer != FRAMEWORK:
            return found
        lookups = self.pairing.lookups(old, new)
        shown = (self.pairing.causes[at] for at, swap in self.pairing.swaps if swap.names and swap.is_among(lookups))
        return next((each for each in shown if each.layer != FRAMEWORK), found)


def _numbers(piece: Piece) -> tuple[str, str] | None:
    """Return the old and the new number of a heading; None for one without numbers."""
    found = [_number(nodes) for nodes in (old_of(piece.parts), new_of(piece.parts))]
    return (found[0], found[1]) if found[0] or found[1] else None


def _number(nodes: Sequence[Node]) -> str:
    spans = (node for node in walk(list(nodes)) if node["t"] == "Span" and "number" in node["c"][0][1])
    return next(("".join(each["c"] for each in node["c"][1] if each["t"] == "Str") for node in spans), "")


def _form(nodes: Sequence[Node]) -> list[str]:
    """Return what text is made of, besides its words and its links: kinds of blocks and of emphasis, levels, code with its spaces."""
    plain = ("Str", "Space", "SoftBreak", "Link", "Span", "Div", "Image")
    return [f"{node['t']}{_own(node)}" for node in walk(list(nodes)) if node["t"] not in plain]


def _own(node: Node) -> str:
    return str(node["c"][0]) if node["t"] == "Header" else str(node["c"][1]) if node["t"] in ("Code", "CodeBlock") else ""


def _is_made(piece: Piece) -> bool:
    """Tell whether the piece is all new or all gone, so that its links say nothing of their own."""
    return any(isinstance(part, Added | Removed) for part in piece.parts)

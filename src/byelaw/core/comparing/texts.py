"""The changes of text in one document: what was added, removed, changed, moved, retitled and renumbered, and what was split or joined."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from byelaw.core.blocks import Step
from byelaw.core.comparing.changes import About, Cause, Count, Flag, Spot, TextChange, TextKind, Weight
from byelaw.core.comparing.folding import folded
from byelaw.core.comparing.pieces import Piece, pieces_of
from byelaw.core.comparing.shared import Swap
from byelaw.core.comparing.sides import Atlas, Known
from byelaw.core.comparing.trees import Added, Merged, MergedDocument, Removed, Worded, new_of, old_of
from byelaw.core.comparing.weighing import Lexicon, count, flags_of, is_editorial, ordered, targets_of, text_of
from byelaw.core.names import FRAMEWORK, DocumentId
from byelaw.core.tree import Node, walk


@dataclass(frozen=True, slots=True)
class Pairing:
    """The same document on both sides, and what is known of them. `swaps` are the words that shared changes put in place of others."""

    old: Atlas
    new: Atlas
    old_id: DocumentId
    new_id: DocumentId
    lexicon: Lexicon
    swaps: Sequence[tuple[int, Swap]] = ()
    fates: Mapping[str, str] = field(default_factory=dict)
    """Why an address is gone or moved, from the fates of the new side, by address."""


@dataclass(slots=True)
class Texts:
    """Finds the changes of a document's text, and in passing the places where what is shared shows."""

    pairing: Pairing
    merged: MergedDocument
    places: dict[int, dict[str, Spot]] = field(default_factory=dict)
    """By the place of the shared change: the spots where it shows, by their addresses."""

    def changes(self) -> Iterator[TextChange]:
        """Yield the changes in the order of the new text."""
        moves = {move.id: move.blocks for move in self.merged.moves}
        leaving = {piece.move: piece for piece in self._pieces() if piece.move and piece.is_removed}
        for piece in self._pieces():
            if piece.move and piece.is_removed:
                continue
            if piece.move:
                yield from self._moved(piece, leaving.get(piece.move, piece), moves[piece.move])
            elif piece.is_added or piece.is_removed:
                yield self._come_or_gone(piece)
            elif piece.is_heading:
                yield from self._heading(piece)
            else:
                yield from self._changed(piece)

    def _pieces(self) -> tuple[Piece, ...]:
        return pieces_of(self.merged)

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
        if numbers and numbers[0] != numbers[1]:
            about = self._about(piece, Weight.NUMBER, "the number follows from the order of the sections", ())
            yield TextChange(TextKind.RENUMBERED, about, numbers[0], numbers[1], piece.parts)

    def _changed(self, piece: Piece) -> Iterator[TextChange]:
        yield from self._worded(piece, text_of(piece.old_nodes), text_of(piece.new_nodes), TextKind.CHANGED)

    def _worded(self, piece: Piece, old: str, new: str, kind: TextKind) -> Iterator[TextChange]:
        """Yield the change of a piece in its place, if its words changed, and not only by what is shared."""
        if old == new:
            if _form(piece.old_nodes) != _form(piece.new_nodes):
                about = self._about(piece, Weight.EDITORIAL, "the same words in another form: emphasis, a list, a level, a box", ())
                yield TextChange(kind, about, old, new, piece.parts)
            return
        weight, rule, flags = self._weighed(piece, old, new)
        if weight is None:
            return
        about = replace(self._about(piece, weight, rule, flags), words=count(piece.parts))
        yield TextChange(kind, about, old, new, piece.parts)

    def _weighed(self, piece: Piece, old: str, new: str) -> tuple[Weight | None, str, tuple[Flag, ...]]:
        """Return the class of a change of words, why, and its flags; no class where all of it is told elsewhere, once."""
        known = self._known(piece)
        found = folded(old, new, [(at, swap) for at, swap in self.pairing.swaps if any(swap.is_at(each) for each in known)])
        for at in found.shown:
            spot = self._spots(piece)[1]
            self.places.setdefault(at, {}).setdefault(spot.address, spot)
        if found.is_whole:
            return None, "", ()
        if is_editorial(found.text, new):
            return Weight.EDITORIAL, "the same words: only punctuation, capitals or white space differ", ()
        return Weight.SUBSTANTIVE, "words changed", self._flags(found.text, new, piece)

    def _moved(self, piece: Piece, leaving: Piece, blocks: tuple[Merged, ...]) -> Iterator[TextChange]:
        whole = Piece(piece.parts, leaving.old, piece.new, layer=piece.layer)
        old, new = text_of(old_of(blocks)), text_of(new_of(blocks))
        kind, weight, rule, words = TextKind.MOVED, Weight.MOVE, "the same text at another place", Count()
        flags: tuple[Flag, ...] = ()
        if old != new:
            found, why, raised = self._weighed(whole, old, new)
            if found is not None:
                kind, weight, rule, flags, words = TextKind.MOVED_AND_CHANGED, found, why, raised, count(blocks)
        about = replace(self._about(whole, weight, rule, flags), words=words)
        yield TextChange(kind, about, old, new, blocks, piece.move)

    def _flags(self, old: str, new: str, piece: Piece) -> tuple[Flag, ...]:
        found = list(flags_of(old, new, self.pairing.lexicon))
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
        return cause_of(self.pairing, old if not piece.is_added or piece.old else None, new, piece.layer)


def cause_of(pairing: Pairing, old: Known | None, new: Known | None, layer: str = "") -> Cause:
    """Return who changed a block: the layer whose text it is, or who did something to it on one side only; else the framework."""
    before, after = _steps(pairing.old, pairing.old_id, old), _steps(pairing.new, pairing.new_id, new)
    if layer and layer != FRAMEWORK:
        own = [step for step in (*_inner_steps(new), *after) if step.layer == layer]
        past = [step for step in (*_inner_steps(old), *before) if step.layer == layer]
        if own or past:
            return pairing.new.cause((own or past)[-1])
    said = {_deed(step) for step in before}
    done = [step for step in after if _deed(step) not in said]
    kept = {_deed(step) for step in after}
    undone = [step for step in before if _deed(step) not in kept]
    if done:
        return pairing.new.cause(done[-1])
    if new is None and old is not None:
        omitted = [each.step for each in pairing.new.edition.omissions if (each.document, each.block) == (pairing.new_id, old.block.id)]
        if omitted:
            return pairing.new.cause(omitted[-1])
    if undone:
        return pairing.old.cause(undone[-1])
    block = new or old
    if block is not None and block.block.layer != FRAMEWORK and (after or before):
        return pairing.new.cause((after or before)[-1])
    return pairing.new.cause(None, _because(pairing, old, new))


def _because(pairing: Pairing, old: Known | None, new: Known | None) -> str:
    known = [f"{document}#{each.block.id}" for document, each in ((pairing.old_id, old), (pairing.new_id, new)) if each is not None]
    return next((pairing.fates[each] for each in known if each in pairing.fates), "")


def _steps(atlas: Atlas, document: DocumentId, known: Known | None) -> tuple[Step, ...]:
    if known is not None:
        return known.steps
    found = atlas.edition.documents.get(document)
    return found.origin if found is not None else ()


def _inner_steps(known: Known | None) -> Iterator[Step]:
    """Yield what made the prose and the notes that stand in a block."""
    if known is None:
        return
    for each in (*known.block.children, *known.block.notes):
        if not each.id:
            yield from each.origin
    for sibling in known.around[-1].children if known.around else ():
        yield from (step for note in sibling.notes for step in note.origin)


def _deed(step: Step) -> tuple[str, str, str, str]:
    return step.layer, step.operation, step.because, step.owner


def _numbers(piece: Piece) -> tuple[str, str] | None:
    """Return the old and the new number of a heading; None for one without numbers."""
    found = [_number(nodes) for nodes in (piece.old_nodes, piece.new_nodes)]
    return (found[0], found[1]) if found[0] or found[1] else None


def _number(nodes: Sequence[Node]) -> str:
    spans = (node for node in walk(list(nodes)) if node["t"] == "Span" and "number" in node["c"][0][1])
    return next(("".join(each["c"] for each in node["c"][1] if each["t"] == "Str") for node in spans), "")


def _form(nodes: Sequence[Node]) -> list[str]:
    """Return what text is made of, besides its words and its links: kinds of blocks and of emphasis, levels."""
    plain = ("Str", "Space", "SoftBreak", "Link", "Span", "Div", "Image")
    return [f"{node['t']}{node['c'][0] if node['t'] == 'Header' else ''}" for node in walk(list(nodes)) if node["t"] not in plain]


def _is_made(piece: Piece) -> bool:
    """Tell whether the piece is all new or all gone, so that its links say nothing of their own."""
    return any(isinstance(part, Added | Removed) for part in piece.parts)

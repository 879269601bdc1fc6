"""What changed in a text as pieces of plain words: kept, inserted, deleted. What every view without a page of its own shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from byelaw.core.comparing.changes import Change, RuleChange, TextChange, TextKind
from byelaw.core.comparing.trees import Added, Inside, Merged, Removed, Same, Worded, Wrapped
from byelaw.core.tree import Node, Nodes, stringify, walk
from byelaw.outputs.redline_walk import Walk

MOST_KEPT = 14
"""Words that nobody changed, between two changes, that are shown; of more, the first and the last half."""
_LONG = 8
"""Words of a text that is compared word by word."""
BREAK = "\n"
"""Between two blocks."""
_TEXTS = frozenset({"Para", "Plain", "Header", "CodeBlock", "LineBlock"})


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "="
    INSERTED = "+"
    DELETED = "-"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with their spaces. A line ends where a block does."""

    mark: Mark
    text: str


class _Reader(Walk[Piece]):
    """Reads a merged tree as words."""

    def parts(self, parts: Sequence[Merged]) -> Iterator[Piece]:
        """Yield the words of several parts."""
        return (piece for part in parts for piece in self.part(part))

    def same(self, part: Same) -> Iterator[Piece]:
        """Yield words that stayed."""
        return _node(part.node, Mark.KEPT)

    def one_sided(self, part: Added | Removed) -> Iterator[Piece]:
        """Yield words that only one side has."""
        return _node(part.node, Mark.INSERTED if isinstance(part, Added) else Mark.DELETED)

    def inside(self, part: Inside) -> Iterator[Piece]:
        """Yield the words of what is in a block."""
        return self.parts(part.children)

    def worded(self, part: Worded) -> Iterator[Piece]:
        """Yield the words of a paragraph, and its end."""
        yield from self.runs(part.runs)
        yield Piece(Mark.KEPT, BREAK)

    def kept(self, nodes: Nodes) -> Iterator[Piece]:
        """Yield words that stayed."""
        yield Piece(Mark.KEPT, _text(nodes))

    def inserted(self, nodes: Nodes) -> Iterator[Piece]:
        """Yield new words."""
        yield Piece(Mark.INSERTED, _text(nodes))

    def deleted(self, nodes: Nodes) -> Iterator[Piece]:
        """Yield words that are gone."""
        yield Piece(Mark.DELETED, _text(nodes))

    def wrapped(self, run: Wrapped) -> Iterator[Piece]:
        """Yield the words of emphasis, a link and such."""
        return self.runs(run.runs)

    def noted(self, blocks: Sequence[Merged]) -> Iterator[Piece]:
        """Yield the words of a footnote."""
        return self.parts(blocks)


def pieces_of(change: Change) -> tuple[Piece, ...]:
    """Return what a change does to the words: the old ones and the new ones, with what stands between, as short as it can be told."""
    return _in_a_row(trimmed(shortened(each)) for each in _said(change))


def every_piece_of(change: Change) -> tuple[Piece, ...]:
    """Return the same with every word that was kept."""
    return _in_a_row(trimmed(each) for each in _said(change))


def sides_of(change: Change) -> tuple[str, str]:
    """Return the old and the new words in full, with the text that says the same if that is told with them."""
    if not isinstance(change, RuleChange) or not change.merged:
        return change.old, change.new
    text = trimmed(pieces_in(change.merged))
    old, new = ("".join(each.text for each in text if each.mark in (Mark.KEPT, mark)) for mark in (Mark.DELETED, Mark.INSERTED))
    return BREAK.join(filter(None, (change.old, old))), BREAK.join(filter(None, (change.new, new)))


def _said(change: Change) -> Iterator[tuple[Piece, ...]]:
    """Yield the old and new words, then the text that says the same, if that is told with them."""
    if isinstance(change, TextChange):
        if change.kind in (TextKind.MOVED, TextKind.RENUMBERED):
            return
        found = joined(_Reader().parts(change.merged))
        if any(each.mark is not Mark.KEPT for each in found):
            yield found
            return
    if change.old != change.new:
        yield between(change.old, change.new)
    if isinstance(change, RuleChange) and change.merged:
        yield joined(_Reader().parts(change.merged))


def _in_a_row(texts: Iterable[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for each in texts:
        found += [*([Piece(Mark.KEPT, BREAK)] if found else []), *each]
    return tuple(found)


def pieces_in(parts: Sequence[Merged]) -> tuple[Piece, ...]:
    """Return the words of merged blocks, all of them."""
    return joined(_Reader().parts(parts))


def between(old: str, new: str) -> tuple[Piece, ...]:
    """Return how one text became another: short ones as a whole, long ones word by word."""
    before, after = old.split(), new.split()
    if min(len(before), len(after)) < _LONG:
        whole = (Piece(Mark.DELETED, old), Piece(Mark.KEPT, " " if old and new else ""), Piece(Mark.INSERTED, new))
        return joined(whole)
    found: list[Piece] = []
    for step, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(Piece(Mark.KEPT, f" {' '.join(before[start:end])} "))
        else:
            found += [Piece(Mark.DELETED, " ".join(before[start:end])), Piece(Mark.INSERTED, " ".join(after[first:last]))]
    return joined(found)


def trimmed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces without white space at their two ends."""
    found = list(pieces)
    if found:
        found[0] = Piece(found[0].mark, found[0].text.lstrip())
        found[-1] = Piece(found[-1].mark, found[-1].text.rstrip())
    return tuple(each for each in found if each.text)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with those of one mark in one, and no more white space than is needed."""
    found = []
    for mark, group in groupby((each for each in pieces if each.text), lambda each: each.mark):
        found.append(Piece(mark, _tidy("".join(each.text for each in group))))
    return tuple(each for each in found if each.text)


def shortened(pieces: Sequence[Piece], most: int = MOST_KEPT) -> tuple[Piece, ...]:
    """Return the pieces with long stretches that nobody changed cut in their middle, and at the ends of the text."""
    last = len(pieces) - 1
    return tuple(each if each.mark is not Mark.KEPT else _cut(each, most, place == 0, place == last) for place, each in enumerate(pieces))


def _cut(piece: Piece, most: int, is_first: bool, is_last: bool) -> Piece:  # noqa: FBT001 - where it stands
    words = piece.text.split(" ")
    if len(words) <= most:
        return piece
    half = most // 2
    start = [] if is_first else words[:half]
    end = [] if is_last else words[-half:]
    return Piece(Mark.KEPT, " ".join([*start, "…", *end]))


def _tidy(text: str) -> str:
    """Return the text with one space, or one end of a line, where there are several."""
    lines = (" ".join(line.split()) for line in text.split(BREAK))
    inside = BREAK.join(line for line in lines if line)
    before = BREAK if text[: len(text) - len(text.lstrip())].count(BREAK) else " " if text[:1].isspace() else ""
    after = BREAK if text[len(text.rstrip()) :].count(BREAK) else " " if text[-1:].isspace() else ""
    return f"{before}{inside}{after}" if inside else before


def _node(node: Node, mark: Mark) -> Iterator[Piece]:
    """Yield the words of a whole block, each of its paragraphs in a line of its own."""
    texts = [each for each in walk(node) if each["t"] in _TEXTS]
    if not texts:
        yield Piece(mark, _words(node) + BREAK)
    for each in texts:
        yield Piece(mark, _words(each))
        yield Piece(mark, BREAK)


def _text(nodes: Sequence[Node]) -> str:
    """Return the words of some inlines with the spaces at their ends."""
    words = _words(list(nodes))
    before = " " if nodes and nodes[0]["t"] in ("Space", "SoftBreak", "LineBreak") else ""
    after = " " if words and nodes[-1]["t"] in ("Space", "SoftBreak", "LineBreak") else ""
    return f"{before}{words}{after}"


def _words(value: Node | list[Node]) -> str:
    return stringify(value)

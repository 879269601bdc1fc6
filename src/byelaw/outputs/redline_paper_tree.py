"""A merged tree as a pandoc tree for paper: inserted words underlined, deleted ones struck, a bar beside each change.

Inserted words also stand in `[+ +]`, deleted ones in brackets with the sign for minus: in the text itself, so that a copy without lines or
colours, and a screen reader, still tell old from new. Raw typst is made only from the constants here; they name functions that
`redline_pdf` defines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import assert_never

from byelaw.core.comparing.shells import TEXTS, put_together, taken_apart
from byelaw.core.comparing.trees import (
    Added,
    Deleted,
    Inserted,
    Inside,
    Kept,
    Merged,
    MergedDocument,
    Move,
    Noted,
    Removed,
    Run,
    Same,
    Varied,
    Worded,
    Wrapped,
)
from byelaw.core.tree import SPACE, Node, Nodes, para, rewrite, text

_EDGES = frozenset({"Space", "SoftBreak", "LineBreak"})
_OPENED = frozenset({"Str", "Link", "Underline", "Strikeout"})
"""What changed words may not stand in: a line is drawn there already, or it is no wrapper at all."""
_BARRED = frozenset(
    {"Para", "Plain", "BulletList", "OrderedList", "DefinitionList", "Table", "LineBlock", "CodeBlock", "BlockQuote", "Div"}
)


class Fate(Enum):
    """What became of words: the function of typst, and the brackets around them."""

    INSERTED = ("#redline-inserted[", "[+", "+]")
    DELETED = ("#redline-deleted[", "[\u2212", "\u2212]")


@dataclass(frozen=True, slots=True)
class MovedWords:
    """Where the text of moves stood and stands now, in words, by move."""

    old: Mapping[int, str] = field(default_factory=dict)
    new: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Pen:
    moved: MovedWords
    moves: Mapping[int, Move]
    told: set[tuple[int, str]] = field(default_factory=set)

    def blocks(self, parts: Sequence[Merged], *, is_barred: bool) -> list[Node]:
        """Return parts of the merged tree as blocks; `is_barred` where a bar beside them says already that they changed."""
        return [node for part in parts for node in self.block(part, is_barred=is_barred)]

    def block(self, part: Merged, *, is_barred: bool) -> list[Node]:
        """Return one part of the merged tree as blocks."""
        match part:
            case Same():
                return [part.node]
            case Added():
                return self._came(part, is_barred=is_barred)
            case Removed():
                return self._went(part, is_barred=is_barred)
            case Worded():
                node = put_together(part.new_shell, self.runs(part.runs))
                return barred([node]) if is_barred else [node]
            case Inside():
                return self._inside(part, is_barred=is_barred)
            case _:
                assert_never(part)

    def _inside(self, part: Inside, *, is_barred: bool) -> list[Node]:
        shell = part.new_shell or part.old_shell
        if shell is None:
            return []
        if shell["t"] == "Div":
            return [put_together(shell, self.blocks(part.children, is_barred=is_barred))]
        node = put_together(shell, self.blocks(part.children, is_barred=False))
        return barred([node]) if is_barred else [node]

    def _came(self, part: Added, *, is_barred: bool) -> list[Node]:
        if not part.move or part.move not in self.moves or not is_barred:
            marked = [marked_block(part.node, Fate.INSERTED)]
            return barred(marked) if is_barred else marked
        if (part.move, "new") in self.told:
            return []
        self.told.add((part.move, "new"))
        note = _note(f"Moved here from {self.moved.old.get(part.move, 'another place')}:")
        return [*barred([note]), *self.blocks(self.moves[part.move].blocks, is_barred=True)]

    def _went(self, part: Removed, *, is_barred: bool) -> list[Node]:
        if not part.move or part.move not in self.moves or not is_barred:
            marked = [marked_block(part.node, Fate.DELETED)]
            return barred(marked) if is_barred else marked
        if (part.move, "old") in self.told:
            return []
        self.told.add((part.move, "old"))
        return barred([_note(f"What stood here was moved to {self.moved.new.get(part.move, 'another place')}.")])

    def runs(self, runs: Sequence[Run]) -> list[Node]:
        """Return running text with its inserted and deleted words marked."""
        found: list[Node] = []
        for run in runs:
            match run:
                case Kept():
                    found += run.nodes
                case Varied():
                    found += run.new
                case Inserted():
                    found += marked_words(run.nodes, Fate.INSERTED)
                case Deleted():
                    found += marked_words(run.nodes, Fate.DELETED)
                case Wrapped():
                    inside = self.runs(run.runs)
                    found += inside if run.shell["t"] in _OPENED else [put_together(run.shell, inside)]
                case Noted():
                    found.append({"t": "Note", "c": self.blocks(run.blocks, is_barred=False)})
                case _:
                    assert_never(run)
        return found


def paper_redline(merged: MergedDocument, moved: MovedWords) -> Nodes:
    """Return the document with its changes marked; long stretches that nobody changed are a line that says so."""
    pen = _Pen(moved, {each.id: each for each in merged.moves})
    found: list[Node] = []
    same: list[Node] = []
    for part in merged.blocks:
        if isinstance(part, Same):
            same.append(part.node)
            continue
        found += _folded(same, is_last=False)
        same = []
        found += pen.block(part, is_barred=True)
    return (*found, *_folded(same, is_last=True))


def marked_block(node: Node, fate: Fate) -> Node:
    """Return a block, item, row or cell with all its words marked."""
    if node["t"] in TEXTS:
        shell, inlines = taken_apart(node)
        return put_together(shell, marked_words(inlines, fate))
    if node["t"] == "CodeBlock":
        return para(marked_words(text(" ".join(node["c"][1].split())), fate))
    if node["t"] in ("HorizontalRule", "RawBlock"):
        return node
    shell, children = taken_apart(node)
    return put_together(shell, [marked_block(each, fate) for each in children])


def marked_words(nodes: Sequence[Node], fate: Fate) -> list[Node]:
    """Return words with their brackets and lines; spaces at the ends stay outside."""
    inside = list(nodes)
    before: list[Node] = []
    after: list[Node] = []
    while inside and inside[0]["t"] in _EDGES:
        before.append(inside.pop(0))
    while inside and inside[-1]["t"] in _EDGES:
        after.insert(0, inside.pop())
    if not inside:
        return [*before, *after]
    function, opened, closed = fate.value
    words = [{"t": "Str", "c": opened}, *(made for each in inside for made in _bare(each)), {"t": "Str", "c": closed}]
    return [*before, _typst(function), *words, _typst("]"), *after]


def barred(nodes: Sequence[Node]) -> list[Node]:
    """Return blocks with a bar beside them; headings have none."""
    if not nodes or any(each["t"] not in _BARRED for each in nodes):
        return list(nodes)
    return [{"t": "RawBlock", "c": ["typst", "#redline-bar["]}, *nodes, {"t": "RawBlock", "c": ["typst", "]"]}]


def _bare(node: Node) -> list[Node]:
    """Return words without lines of their own, which PDF/UA forbids under a line, and with a footnote among them in brackets."""

    def opened(each: Node) -> Node | list[Node] | None:
        if each["t"] in _OPENED - {"Str"}:
            return list(each["c"][1] if each["t"] == "Link" else each["c"])
        if each["t"] != "Note":
            return None
        inlines = [inline for block in each["c"] if block["t"] in ("Para", "Plain") for inline in (*block["c"], SPACE)]
        return {"t": "Span", "c": [["", [], []], [{"t": "Str", "c": " (note: "}, *inlines[:-1], {"t": "Str", "c": ")"}]]}

    made = rewrite([node], opened)
    return list(made)


def _folded(same: Sequence[Node], *, is_last: bool) -> list[Node]:
    """Return how many passages nobody changed, and the headings that what follows stands under."""
    count = sum(each["t"] != "Header" for each in same)
    headings: list[Node] = []
    for each in () if is_last else same:
        if each["t"] == "Header":
            headings = [*(one for one in headings if one["c"][0] < each["c"][0]), each]
    if not count:
        return headings
    return [_note(f"{count} passage{'' if count == 1 else 's'} unchanged."), *headings]


def _note(words: str) -> Node:
    return para([{"t": "Emph", "c": text(f"({words})")}])


def _typst(code: str) -> Node:
    return {"t": "RawInline", "c": ["typst", code]}

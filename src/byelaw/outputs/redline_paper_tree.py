"""A merged tree as a pandoc tree for paper: inserted words underlined, deleted ones struck, a bar beside each change.

Inserted words also stand in `[+ +]`, deleted ones in brackets with the sign for minus: in the text itself, so that a copy without lines or
colours, and a screen reader, still tell old from new. Raw typst is made only from the constants here; they name functions that
`redline_pdf` defines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from byelaw.core.comparing.shells import TEXTS, put_together, taken_apart
from byelaw.core.comparing.trees import Added, Inside, Merged, MergedDocument, Move, Removed, Same, Worded, Wrapped
from byelaw.core.tree import SPACE, Node, Nodes, para, rewrite, text
from byelaw.outputs.redline_walk import Walk

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
class _Pen(Walk[Node]):
    moved: MovedWords
    moves: Mapping[int, Move]
    told: set[tuple[int, str]] = field(default_factory=set)
    is_inner: bool = False
    """Whether it writes what stands in a list, table or footnote: a bar stands beside that already."""

    def blocks(self, parts: Sequence[Merged]) -> list[Node]:
        """Return parts of the merged tree as blocks."""
        return [node for part in parts for node in self.part(part)]

    @property
    def inner(self) -> "_Pen":
        """Return the pen for what stands in a list, table or footnote."""
        return replace(self, is_inner=True)

    def same(self, part: Same) -> list[Node]:
        """Return a block that stayed."""
        return [part.node]

    def one_sided(self, part: Added | Removed) -> list[Node]:
        """Return a block that came or went, marked; of what moved only the new place has the text."""
        if part.move not in self.moves or self.is_inner:
            return self._barred([marked_block(part.node, Fate.INSERTED if isinstance(part, Added) else Fate.DELETED)])
        side = "new" if isinstance(part, Added) else "old"
        if (part.move, side) in self.told:
            return []
        self.told.add((part.move, side))
        if isinstance(part, Removed):
            return barred([_note(f"What stood here was moved to {self.moved.new.get(part.move, 'another place')}.")])
        note = _note(f"Moved here from {self.moved.old.get(part.move, 'another place')}:")
        return [*barred([note]), *self.blocks(self.moves[part.move].blocks)]

    def inside(self, part: Inside) -> list[Node]:
        """Return a block in which something changed."""
        shell = part.new_shell or part.old_shell
        if shell is None:
            return []
        if shell["t"] == "Div":
            return [put_together(shell, self.blocks(part.children))]
        return self._barred([put_together(shell, self.inner.blocks(part.children))])

    def worded(self, part: Worded) -> list[Node]:
        """Return a paragraph or heading with its changed words marked."""
        return self._barred([put_together(part.new_shell, list(self.runs(part.runs)))])

    def _barred(self, nodes: list[Node]) -> list[Node]:
        return nodes if self.is_inner else barred(nodes)

    def kept(self, nodes: Nodes) -> Sequence[Node]:
        """Return words that stayed."""
        return nodes

    def inserted(self, nodes: Nodes) -> list[Node]:
        """Return new words, marked."""
        return marked_words(nodes, Fate.INSERTED)

    def deleted(self, nodes: Nodes) -> list[Node]:
        """Return words that are gone, marked."""
        return marked_words(nodes, Fate.DELETED)

    def wrapped(self, run: Wrapped) -> list[Node]:
        """Return emphasis and such with its changes; what may not stand under a line is left out."""
        within = list(self.runs(run.runs))
        return within if run.shell["t"] in _OPENED else [put_together(run.shell, within)]

    def noted(self, blocks: Sequence[Merged]) -> list[Node]:
        """Return a footnote."""
        return [{"t": "Note", "c": self.inner.blocks(blocks)}]


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
        found += pen.part(part)
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
    return [_note("1 passage is the same and not shown." if count == 1 else f"{count} passages are the same and not shown."), *headings]


def _note(words: str) -> Node:
    return para([{"t": "Emph", "c": text(f"({words})")}])


def _typst(code: str) -> Node:
    return {"t": "RawInline", "c": ["typst", code]}

"""A merged document as two trees that pandoc can write, with stamps on their paragraphs that say which is which.

A stamp is an element of no standard in a paragraph of Word; `redline_word_sides` takes it out. Both trees show what nobody changed
(`Varied`) as the new one has it: numbers made anew are no change to accept or reject.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import assert_never

from byelaw.core.comparing.shells import put_together
from byelaw.core.comparing.trees import (
    Added,
    Deleted,
    Inserted,
    Inside,
    Kept,
    Merged,
    MergedDocument,
    Noted,
    Removed,
    Run,
    Same,
    Varied,
    Worded,
    Wrapped,
)
from byelaw.core.tree import Node, Nodes, stringify

PAIRED, ALONE, MOVED = "k", "x", "m"
"""How a stamp begins: of a paragraph that both have (with its number), of one that only one has, of one that moved (with its move)."""

IMAGE, NOTE, FORMULA = "\ufffc", "\ufffb", "\ufffa"
"""What stands for a picture, a note and a formula in a text."""

_LEAVES = frozenset({"Para", "Plain", "Header"})


class Fate(Enum):
    """What became of some words."""

    KEPT = auto()
    INSERTED = auto()
    DELETED = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """Words and what became of them."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Stamped:
    """Both trees. `words`: by stamp, those of each paragraph that both have and that changed."""

    old: Nodes
    new: Nodes
    words: Mapping[str, tuple[Words, ...]]
    varied: tuple[tuple[str, str], ...]
    """What reads otherwise though nobody changed it, as the old and the new words."""


def stamp_trees(merged: MergedDocument) -> Stamped:
    """Return the two trees of a merged document, stamped."""
    stamper = _Stamper()
    old, new = stamper.blocks(merged.blocks)
    return Stamped(tuple(old), tuple(new), stamper.words, tuple(stamper.varied))


def plain_trees(merged: MergedDocument) -> tuple[Nodes, Nodes]:
    """Return the same two trees without stamps."""
    stamper = _Stamper(is_plain=True)
    old, new = stamper.blocks(merged.blocks)
    return tuple(old), tuple(new)


@dataclass(slots=True)
class _Stamper:
    """Counts the stamps, and keeps what is found on the way."""

    is_plain: bool = False
    count: int = 0
    words: dict[str, tuple[Words, ...]] = field(default_factory=dict)
    varied: list[tuple[str, str]] = field(default_factory=list)
    is_open: bool = True
    """Whether a stamp may stand between blocks here: not in lists and tables, whose first block is told from the others."""

    def blocks(self, parts: Sequence[Merged]) -> tuple[list[Node], list[Node]]:
        """Return the blocks of the old and of the new tree."""
        old: list[Node] = []
        new: list[Node] = []
        for part in parts:
            before, after = self._block(part)
            old += before
            new += after
        return old, new

    def _block(self, part: Merged) -> tuple[list[Node], list[Node]]:
        match part:
            case Same():
                node = self._all(part.node, self._paired)
                return [node], [node]
            case Added():
                return [], self._one_sided(part.node, part.move)
            case Removed():
                return self._one_sided(part.node, part.move), []
            case Inside():
                is_open, self.is_open = self.is_open, self.is_open and all(_is_open(each) for each in (part.old_shell, part.new_shell))
                old, new = self.blocks(part.children)
                self.is_open = is_open
                return _container(part.old_shell, old), _container(part.new_shell, new)
            case Worded():
                return self._worded(part)
            case _:
                assert_never(part)

    def _one_sided(self, node: Node, move: int) -> list[Node]:
        """Return a block that one side has, stamped. One that moved and has no words to stamp (code, a rule) has it before it."""
        stamped = self._all(node, lambda: _alone(move))
        if not move or self.is_plain or not self.is_open or node["t"] not in _WORDLESS or stamped != node:
            return [stamped]
        return [{"t": "RawBlock", "c": ["openxml", _stamp(_alone(move))]}, stamped]

    def _worded(self, part: Worded) -> tuple[list[Node], list[Node]]:
        stamp = self._paired()
        old, new, words = self._runs(part.runs)
        self.words[stamp] = tuple(words)
        return [put_together(part.old_shell, self._stamped(old, stamp))], [put_together(part.new_shell, self._stamped(new, stamp))]

    def _runs(self, runs: Sequence[Run]) -> tuple[list[Node], list[Node], list[Words]]:
        old: list[Node] = []
        new: list[Node] = []
        words: list[Words] = []
        for run in runs:
            before, after, found = self._run(run)
            old += before
            new += after
            words += found
        return old, new, words

    def _run(self, run: Run) -> tuple[list[Node], list[Node], list[Words]]:
        match run:
            case Kept(nodes):
                return list(nodes), list(nodes), [Words(Fate.KEPT, flat(nodes))]
            case Varied(old, new):
                self._vary(stringify(old), stringify(new))
                return list(new), list(new), [Words(Fate.KEPT, flat(new))]
            case Inserted(nodes):
                return [], list(nodes), [Words(Fate.INSERTED, flat(nodes))]
            case Deleted(nodes):
                return list(nodes), [], [Words(Fate.DELETED, flat(nodes))]
            case Wrapped(shell, inner):
                inside, outside, found = self._runs(inner)
                words = [Words(Fate.KEPT, IMAGE)] if shell["t"] == "Image" else found
                return [put_together(shell, inside)], [put_together(shell, outside)], words
            case Noted(blocks):
                before, after = self.blocks(blocks)
                return [{"t": "Note", "c": before}], [{"t": "Note", "c": after}], [Words(Fate.KEPT, NOTE)]
            case _:
                assert_never(run)

    def _vary(self, old: str, new: str) -> None:
        if old != new:
            self.varied.append((old, new))

    def _paired(self) -> str:
        self.count += 1
        return f"{PAIRED}{self.count}"

    def _all(self, node: Node, stamp: Callable[[], str]) -> Node:
        """Return the node with a stamp on each paragraph in it, but for those in notes."""
        if self.is_plain:
            return node
        kind, content = node["t"], node.get("c")
        if kind in _LEAVES or kind in {"Line", "Term"}:
            if kind == "Header":
                return {"t": kind, "c": [*node["c"][:2], self._stamped(node["c"][2], stamp())]}
            return {"t": kind, "c": self._stamped(node["c"], stamp())}
        if kind in {"CodeBlock", "RawBlock", "HorizontalRule"}:
            return node
        if kind in {"LineBlock", "DefinitionList"}:
            return {"t": kind, "c": self._lines(kind, node["c"], stamp)}
        return {"t": kind, "c": self._within(content, stamp)}

    def _lines(self, kind: str, content: list[list[object]], stamp: Callable[[], str]) -> list[object]:
        if kind == "LineBlock":
            return [self._stamped(line, stamp()) for line in content]  # type: ignore[arg-type]
        return [[self._stamped(term, stamp()), self._within(meanings, stamp)] for term, meanings in content]  # type: ignore[arg-type]

    def _within(self, content: object, stamp: Callable[[], str]) -> object:
        if isinstance(content, dict):
            return self._all(content, stamp) if content.get("t") in _BLOCKS else content
        return [self._within(each, stamp) for each in content] if isinstance(content, list) else content

    def _stamped(self, inlines: Sequence[Node], stamp: str) -> list[Node]:
        """Return the inlines with a stamp; pandoc writes a paragraph of nothing, or of one formula or picture, in its own way."""
        whole = len(inlines) == 1 and inlines[0]["t"] in {"Math", "Image"}
        if self.is_plain or not inlines or whole:
            return list(inlines)
        return [*inlines, {"t": "RawInline", "c": ["openxml", _stamp(stamp)]}]


_BLOCKS = frozenset(
    {"Para", "Plain", "Header", "LineBlock", "CodeBlock", "RawBlock", "BlockQuote", "OrderedList", "BulletList", "DefinitionList"}
    | {"HorizontalRule", "Table", "Figure", "Div", "Item", "Definition", "Meaning", "Line", "Term", "Caption", "Head", "Body", "Foot"}
    | {"HeadRow", "Row", "Cell"}
)


_WORDLESS = frozenset({"CodeBlock", "HorizontalRule", "Para", "Plain", "Figure", "Div"})


def _stamp(name: str) -> str:
    return f'<w:stamp w:n="{name}"/>'


def _is_open(shell: Node | None) -> bool:
    return shell is None or shell["t"] == "Div"


def _alone(move: int) -> str:
    return f"{MOVED}{move}" if move else ALONE


def _container(shell: Node | None, children: list[Node]) -> list[Node]:
    return children if shell is None else [put_together(shell, children)]


_SIGNS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n", "Math": FORMULA, "Image": IMAGE, "Note": NOTE, "RawInline": ""}


def flat(nodes: Sequence[Node]) -> str:
    """Return inlines as Word's text holds them, one sign for what is no word."""
    return "".join(_flat(node) for node in nodes)


def _flat(node: Node) -> str:
    if node["t"] in _SIGNS:
        return _SIGNS[node["t"]]
    match node["t"], node["c"]:
        case "Str", str(word):
            return word
        case "Code", [_, str(words)]:
            return words
        case "Quoted", _:
            return _quoted(node)
        case ("Link", [_, inlines, _]) | ("Span" | "Cite", [_, inlines]) | (_, inlines):
            return flat(inlines)


def _quoted(node: Node) -> str:
    first, last = "‘’" if node["c"][0]["t"] == "SingleQuote" else "“”"
    return f"{first}{flat(node['c'][1])}{last}"

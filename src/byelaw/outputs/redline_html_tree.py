"""A merged tree as a tree that pandoc writes as HTML: what came and went is marked, said in words, and told beside its block.

The raw HTML in it is ours: a published tree has none. Footnotes stand where they are called, so that what changed in them is seen there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from markupsafe import escape

from byelaw.core.comparing.aligning import identifier
from byelaw.core.comparing.shells import put_together, taken_apart
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
    every_part,
)
from byelaw.core.tree import SPACE, Node, Nodes, div, holds, rewrite, span, stringify, text

OLD = "old."
"""What the anchors of text that is gone begin with."""
MOVED_HERE, MOVED_AWAY = "moved-here-", "moved-away-"
_PLACES = frozenset({"Item", "Meaning", "Cell"})
"""Parts that hold blocks and can't stand beside blocks."""
_LINED = frozenset({"Row", "HeadRow"})
_PARTS = frozenset({"Caption", "Head", "Body", "Foot", "Definition", "Term", "Line"})
_OWN = frozenset({"Note", "Image"})


@dataclass(frozen=True, slots=True)
class Notes:
    """HTML that tells of changes beside their blocks: by the part of the tree (its `id`), or by the anchor in the new text."""

    by_part: Mapping[int, str] = field(default_factory=dict)
    by_anchor: Mapping[str, str] = field(default_factory=dict)
    moved_from: Mapping[int, str] = field(default_factory=dict)
    """By move, where its text stood before, in words."""
    moved_to: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks in a row that all changed, or that all stayed as they were. `titles` are the headings among those that stayed."""

    nodes: Nodes
    is_same: bool
    words: int = 0
    titles: tuple[str, ...] = ()


@dataclass(slots=True)
class _Pen:
    """Writes one document."""

    notes: Notes
    moves: Mapping[int, Move]
    shown: set[int] = field(default_factory=set)
    """Moves whose new place was written (1, 2 …) and whose old place was (-1, -2 …)."""

    def blocks(self, parts: Sequence[Merged]) -> list[Node]:
        """Return blocks that stand beside each other."""
        return [node for part in parts for node in self.block(part)]

    def block(self, part: Merged) -> list[Node]:
        """Return a block with what is told of it: before it, but after a heading."""
        written = self._written(part)
        told = "".join(self._told(part))
        if not told or not written:
            return written
        note = _raw_block(told)
        return [written[0], note, *written[1:]] if written[0]["t"] == "Header" else [note, *written]

    def _written(self, part: Merged) -> list[Node]:
        match part:
            case Same():
                return self._same(part.node)
            case Added() | Removed():
                return self._whole(part)
            case Inside():
                return self._inside(part)
            case Worded():
                return [put_together(part.new_shell, self.runs(part.runs))]
            case _:
                assert_never(part)

    def _same(self, node: Node) -> list[Node]:
        """Return a block that stayed; in a box, each of its blocks may have something told of it."""
        if node["t"] == "Div" and self.notes.by_anchor:
            shell, children = taken_apart(node)
            return [put_together(shell, self.blocks([Same(each) for each in children]))]
        return [_new(node)]

    def _told(self, part: Merged) -> Iterator[str]:
        """Yield what is told of a part, and of the parts in it that can't have it beside them."""
        yield self.notes.by_part.get(id(part), "")
        shell = part.node if isinstance(part, Same | Added) else part.new_shell if isinstance(part, Inside | Worded) else None
        if shell is not None:
            yield self.notes.by_anchor.get(identifier(shell), "")
        if isinstance(part, Inside):
            outer = part.new_shell or part.old_shell
            if outer is not None and outer["t"] not in {"Div", "BlockQuote"}:
                for child in part.children:
                    yield from self._told(child)

    def _whole(self, part: Added | Removed) -> list[Node]:
        """Return what only one side has, or the one place of what moved."""
        if part.move:
            return self._moved(part)
        is_new = isinstance(part, Added)
        kind = "added" if is_new else "removed"
        tag, end = ("Added", "End of what was added") if is_new else ("Taken out", "End of what was taken out")
        node = _new(part.node) if is_new else _old(part.node)
        return [_boxed(node, f"r-{kind}", f'<p class="r-tag">{tag}</p>', f'<p class="hidden-words">{end}.</p>')]

    def _moved(self, part: Added | Removed) -> list[Node]:
        is_new = isinstance(part, Added)
        mark = part.move if is_new else -part.move
        if mark in self.shown:
            return [] if is_new or part.node["t"] in _PLACES | _LINED | _PARTS else [_left(part.node)]
        self.shown.add(mark)
        if not is_new:
            tag = self._move_tag(MOVED_AWAY, MOVED_HERE, part.move, f"Moved to {self.notes.moved_to.get(part.move, 'another place')}")
            return [_boxed(_old(part.node), "r-left", tag, '<p class="hidden-words">End of what was moved.</p>')]
        tag = self._move_tag(MOVED_HERE, MOVED_AWAY, part.move, f"Moved here from {self.notes.moved_from.get(part.move, 'another place')}")
        blocks = self.moves[part.move].blocks if part.move in self.moves else (Same(part.node),)
        written = self.blocks(blocks)
        if part.node["t"] in _PLACES | _LINED | _PARTS:
            first = _boxed(written[0], "r-moved", tag, "") if written else None
            return [first, *written[1:]] if first is not None else []
        return [_div("r-moved", [_raw_block(tag), *written, _raw_block('<p class="hidden-words">End of what was moved here.</p>')])]

    def _move_tag(self, own: str, other: str, move: int, words: str) -> str:
        return f'<p class="r-tag" id="{own}{move}"><a href="#{other}{move}">{escape(words)}</a></p>'

    def _inside(self, part: Inside) -> list[Node]:
        children = self._parts(part.children)
        if part.new_shell is None:
            return children
        if part.old_shell is None and part.new_shell["t"] == "Div":
            return [_div("r-boxed", [put_together(part.new_shell, children)])]
        return [put_together(part.new_shell, _whole_table(part.new_shell, children))]

    def _parts(self, parts: Sequence[Merged]) -> list[Node]:
        """Return what is in a container: blocks, or parts, which have nothing told beside them."""
        return [node for part in parts for node in (self._written(part) if _is_part(part) else self.block(part))]

    def runs(self, runs: Sequence[Run]) -> list[Node]:
        """Return running text."""
        return [node for run in runs for node in self._run(run)]

    def _run(self, run: Run) -> Sequence[Node]:
        match run:
            case Kept():
                return _inlines(run.nodes)
            case Varied():
                return _inlines(run.new)
            case Inserted():
                return _marked("ins", "inserted", _inlines(run.nodes))
            case Deleted():
                return _marked("del", "deleted", _old_inlines(run.nodes)) if _is_seen(run.nodes) else ()
            case Wrapped():
                return self._wrapped(run)
            case Noted():
                return [_in_place(self.blocks(run.blocks))]
            case _:
                assert_never(run)

    def _wrapped(self, run: Wrapped) -> Sequence[Node]:
        inner = self.runs(run.runs)
        if run.shell["t"] == "Str":
            return inner
        if run.shell["t"] == "Image":
            return [span([*text("Picture:"), SPACE, *inner], ["r-picture"])]
        return [put_together(run.shell, inner)]


def stretches(merged: MergedDocument, notes: Notes) -> Iterator[Stretch]:
    """Yield a document's stretches in order. The headings that a change stands under are shown with it."""
    pen = _Pen(notes, {each.id: each for each in merged.moves})
    parts = merged.blocks
    told = [not isinstance(part, Same) or _is_told(part.node, notes) for part in parts]
    for at in _headings_above(parts, told):
        told[at] = True
    at = 0
    while at < len(parts):
        end = next((later for later in range(at, len(parts)) if told[later] != told[at]), len(parts))
        if told[at]:
            yield from (Stretch(tuple(written), is_same=False) for part in parts[at:end] if (written := pen.block(part)))
        else:
            yield _same_stretch([part.node for part in parts[at:end] if isinstance(part, Same)])
        at = end


def places_of(merged: MergedDocument) -> tuple[frozenset[int], frozenset[str]]:
    """Return the parts of a document that can be told of (by their `id`), and the anchors of its new text."""
    every = [*every_part(merged.blocks), *(part for move in merged.moves for part in every_part(move.blocks))]
    anchors: set[str] = set()
    for part in every:
        if isinstance(part, Same | Added):
            anchors.update(_anchors(part.node))
        elif isinstance(part, Inside | Worded) and part.new_shell is not None:
            anchors.add(identifier(part.new_shell))
    return frozenset(id(part) for part in every if not isinstance(part, Same)), frozenset(anchors - {""})


def _anchors(node: Node) -> Iterator[str]:
    """Yield the anchors where something can be told: of a block, and of the blocks in boxes."""
    yield identifier(node)
    if node["t"] == "Div":
        for child in node["c"][1]:
            yield from _anchors(child)


def _is_told(node: Node, notes: Notes) -> bool:
    return bool(notes.by_anchor) and any(each in notes.by_anchor for each in _anchors(node))


def _headings_above(parts: Sequence[Merged], told: Sequence[bool]) -> Iterator[int]:
    """Yield the positions of the headings that what changed stands under."""
    above: dict[int, int] = {}
    for at, part in enumerate(parts):
        level = _level(part)
        if level:
            above = {each: where for each, where in above.items() if each < level}
        if told[at]:
            yield from above.values()
        if level:
            above[level] = at


def _level(part: Merged) -> int:
    node = part.node if isinstance(part, Same | Added) else part.new_shell if isinstance(part, Worded) else None
    return int(node["c"][0]) if node is not None and node["t"] == "Header" else 0


def _same_stretch(nodes: list[Node]) -> Stretch:
    titles = tuple(stringify(node["c"][2]) for node in nodes if node["t"] == "Header")
    return Stretch(tuple(_new(node) for node in nodes), is_same=True, words=len(stringify(nodes).split()), titles=titles)


def _new(node: Node) -> Node:
    """Return a block of the new text, its footnotes in their places."""
    return rewrite(node, _shown) if holds([node], _OWN) else node


def _shown(node: Node) -> Node | None:
    return _in_place(node["c"]) if node["t"] == "Note" else None


def _old(node: Node) -> Node:
    """Return a block of the old text: with anchors of its own, and links that lead nowhere any more."""
    return rewrite(node, _left_behind)


def _left_behind(node: Node) -> Node | list[Node] | None:
    match node["t"]:
        case "Note":
            return _in_place(node["c"])
        case "Link":
            return span(node["c"][1], ["r-old-link"])
        case "Header":
            return {"t": "Header", "c": [node["c"][0], _old_name(node["c"][1]), node["c"][2]]}
        case "Div" | "Table" | "Figure" | "CodeBlock" | "Span":
            return {"t": node["t"], "c": [_old_name(node["c"][0]), *node["c"][1:]]} if node["c"][0][0] else None
        case _:
            return None


def _old_name(attributes: Sequence[object]) -> list[object]:
    return [f"{OLD}{attributes[0]}" if attributes[0] else "", *attributes[1:]]


def _inlines(nodes: Nodes) -> Sequence[Node]:
    return rewrite(list(nodes), _shown) if holds(nodes, _OWN) else nodes


def _old_inlines(nodes: Nodes) -> Sequence[Node]:
    return rewrite(list(nodes), _left_behind)


def _in_place(blocks: Sequence[Node]) -> Node:
    """Return a footnote as text where it is called: its paragraphs in a row."""
    found: list[Node] = []
    for node in blocks:
        found += [SPACE] if found else []
        found += node["c"] if node["t"] in {"Para", "Plain"} else text(stringify([node]))
    return span([*text("[Note:"), SPACE, *found, *text("]")], ["r-footnote"])


def _is_seen(nodes: Nodes) -> bool:
    return bool(stringify(nodes)) or holds(nodes, frozenset({"Image"}))


def _marked(tag: str, said: str, nodes: Sequence[Node]) -> Sequence[Node]:
    """Return inlines between marks that are read out; white space alone is no change to see."""
    if not _is_seen(tuple(nodes)):
        return nodes
    before = f'<{tag}><span class="hidden-words"> [{said}: </span>'
    after = f'<span class="hidden-words"> end of {said}] </span></{tag}>'
    return [_raw(before), *nodes, _raw(after)]


def _boxed(node: Node, kind: str, tag: str, end: str) -> Node:
    """Return a block in a box that says what it is; of an item, row, cell, term or line the box is inside."""
    if node["t"] in _PLACES:
        shell, children = taken_apart(node)
        return put_together(shell, [_div(kind, [_raw_block(tag), *children, _raw_block(end)])])
    if node["t"] in _LINED:
        return _boxed_row(node, kind, tag)
    if node["t"] in {"Term", "Line"}:
        shell, children = taken_apart(node)
        said = "ins" if kind == "r-added" else "del" if kind == "r-removed" else ""
        return put_together(shell, _marked(said, "inserted" if said == "ins" else "deleted", children) if said else children)
    if node["t"] == "Definition":
        shell, parts = taken_apart(node)
        return put_together(shell, [_boxed(part, kind, tag if not at else "", "") for at, part in enumerate(parts)])
    return node if node["t"] in _PARTS else _div(kind, [_raw_block(tag), node, _raw_block(end)])


def _boxed_row(row: Node, kind: str, tag: str) -> Node:
    """Return a row of a class of its own; its first cell says what happened."""
    shell, cells = taken_apart(row)
    identity, classes, pairs = shell["c"][0]
    marked = []
    for at, cell in enumerate(cells):
        inner_shell, blocks = taken_apart(cell)
        marked.append(put_together(inner_shell, [_raw_block(tag), *blocks]) if not at else cell)
    return put_together({"t": shell["t"], "c": [[identity, [*classes, kind], pairs], *shell["c"][1:]]}, marked)


def _left(node: Node) -> Node:
    """Return a further block of what moved away."""
    return _div("r-left", [_old(node)])


def _whole_table(shell: Node, children: list[Node]) -> list[Node]:
    """Return a table's or figure's parts with one caption: of two, the new one, which comes last."""
    if shell["t"] not in {"Table", "Figure"}:
        return children
    captions = [each for each in children if each["t"] == "Caption"]
    return [each for each in children if each["t"] != "Caption" or each is captions[-1]]


def _is_part(part: Merged) -> bool:
    node = part.node if isinstance(part, Same | Added | Removed) else part.new_shell or part.old_shell
    return node is not None and node["t"] in _PLACES | _LINED | _PARTS


def _div(kind: str, blocks: Sequence[Node]) -> Node:
    return div(blocks, "", [kind])


def _raw_block(written: str) -> Node:
    return {"t": "RawBlock", "c": ["html", written]}


def _raw(written: str) -> Node:
    return {"t": "RawInline", "c": ["html", written]}

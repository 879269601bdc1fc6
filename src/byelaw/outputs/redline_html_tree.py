"""A merged tree as a tree that pandoc writes as HTML: what came and went is marked, said in words, and told beside its block.

The raw HTML in it is ours: a published tree has none. Footnotes stand where they are called, so that what changed in them is seen there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from byelaw.core.comparing.aligning import identifier
from byelaw.core.comparing.shells import put_together, taken_apart
from byelaw.core.comparing.trees import Added, Inside, Merged, MergedDocument, Move, Removed, Same, Worded, Wrapped, new_of
from byelaw.core.tree import SPACE, Node, Nodes, span, stringify, text
from byelaw.outputs.redline_html_boxes import (
    LINED,
    PARTS,
    PLACES,
    Kind,
    box,
    boxed,
    end_words,
    in_place,
    is_marked,
    is_seen,
    marked,
    new_block,
    new_inlines,
    old_block,
    old_inlines,
    raw_block,
)
from byelaw.outputs.redline_html_places import Notes, is_told, own_name
from byelaw.outputs.redline_walk import Walk

MOVED_HERE, MOVED_AWAY = "moved-here-", "moved-away-"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks in a row that all changed, or that all stayed as they were. `titles` are the headings among those that stayed."""

    nodes: Nodes
    is_same: bool
    words: int = 0
    titles: tuple[str, ...] = ()


@dataclass(slots=True)
class _Pen(Walk[Node]):
    """Writes one document."""

    notes: Notes
    moves: Mapping[int, Move]
    shown: set[int] = field(default_factory=set)
    """Moves whose new place was written (1, 2 …) and whose old place was (-1, -2 …)."""
    within: tuple[int, ...] = ()
    """The numbers of the changes that what is being written belongs to."""
    section: tuple[int, ...] = ()

    def part(self, part: Merged) -> Sequence[Node]:
        """Return a part, its marks with the numbers of its changes and of those that it stands in."""
        outer = self.within
        self.within = (*outer, *self.notes.numbers.of(part))
        written = list(Walk.part(self, part))
        self.within = outer
        return written

    def enter(self, part: Merged) -> None:
        """Notice the heading that the blocks after it stand under."""
        if _level(part):
            self.section = self.notes.numbers.by_section.get(own_name(part), ())

    @property
    def said(self) -> str:
        """Return the numbers of the changes that a mark belongs to, in their order."""
        return " ".join(map(str, sorted({*self.within, *self.section})))

    def blocks(self, parts: Sequence[Merged]) -> list[Node]:
        """Return blocks that stand beside each other."""
        return [node for group in self.groups(parts) for node in self.group(group)]

    def groups(self, parts: Sequence[Merged]) -> Iterator[list[Merged]]:
        """Yield the parts, those in a row that came or went together in one: of which only the first has something told of it."""
        group: list[Merged] = []
        for part in parts:
            if group and not (_is_alike(group[-1], part) and not "".join(self._told(part))):
                yield group
                group = []
            group.append(part)
        if group:
            yield group

    def group(self, group: Sequence[Merged]) -> list[Node]:
        """Return what came or went together in one box, or one block."""
        first = group[0]
        if len(group) == 1 or not isinstance(first, Added | Removed):
            return [node for part in group for node in self.block(part)]
        nodes = [part.node for part in group if isinstance(part, Added | Removed)]
        outer = self.within
        self.within = (*outer, *(number for part in group for number in self.notes.numbers.of(part)))
        written = self._box(first, nodes)
        self.within = outer
        return [*self._note(first), *written]

    def block(self, part: Merged) -> list[Node]:
        """Return a block with what is told of it: before it, but after a heading."""
        written = list(self.part(part))
        return [*written[:1], *self._note(part), *written[1:]] if written and written[0]["t"] == "Header" else [*self._note(part), *written]

    def _note(self, part: Merged) -> list[Node]:
        told = "".join(self._told(part))
        return [raw_block(told)] if told else []

    def same(self, part: Same) -> list[Node]:
        """Return a block that stayed; in a box, each of its blocks may have something told of it."""
        node = part.node
        if node["t"] == "Div" and self.notes.by_anchor:
            shell, children = taken_apart(node)
            return [put_together(shell, self.blocks([Same(each) for each in children]))]
        return [new_block(node)]

    def _told(self, part: Merged) -> Iterator[str]:
        """Yield what is told of a part, and of the parts in it that can't have it beside them."""
        shell = part.node if isinstance(part, Same | Added) else part.new_shell if isinstance(part, Inside | Worded) else None
        if shell is not None:
            yield self.notes.by_anchor.get(identifier(shell), "")
        yield self.notes.by_part.get(id(part), "")
        if isinstance(part, Inside):
            outer = part.new_shell or part.old_shell
            if outer is not None and outer["t"] not in {"Div", "BlockQuote"}:
                for child in part.children:
                    yield from self._told(child)

    def one_sided(self, part: Added | Removed) -> list[Node]:
        """Return what only one side has, or the one place of what moved."""
        return self._box(part, [part.node])

    def _box(self, part: Added | Removed, nodes: Sequence[Node]) -> list[Node]:
        """Return in a box what came, went or moved together."""
        if part.move:
            return self._moved_here(part) if isinstance(part, Added) else self._moved_away(part, nodes)
        if isinstance(part, Added):
            kind = Kind("r-added", '<p class="r-tag">Added</p>', end_words("what was added"), self.said)
            return boxed([new_block(node) for node in nodes], kind)
        kind = Kind("r-removed", '<p class="r-tag">Taken out</p>', end_words("what was taken out"), self.said)
        return boxed([old_block(node) for node in nodes], kind)

    def _moved_away(self, part: Removed, nodes: Sequence[Node]) -> list[Node]:
        is_first = -part.move not in self.shown
        self.shown.add(-part.move)
        words = f"Moved to {self.notes.moved_to.get(part.move, 'another place')}"
        tag = self._move_tag(MOVED_AWAY, MOVED_HERE, part.move, words) if is_first else ""
        return boxed([old_block(node) for node in nodes], Kind("r-left", tag, end_words("what was moved"), self.said))

    def _moved_here(self, part: Added) -> list[Node]:
        if part.move in self.shown:
            return []
        self.shown.add(part.move)
        words = f"Moved here from {self.notes.moved_from.get(part.move, 'another place')}"
        tag = self._move_tag(MOVED_HERE, MOVED_AWAY, part.move, words)
        written = self.blocks(self.moves[part.move].blocks if part.move in self.moves else (Same(part.node),))
        return boxed(written, Kind("r-moved", tag, end_words("what was moved here"), self.said))

    def _move_tag(self, own: str, other: str, move: int, words: str) -> str:
        return f'<p class="r-tag" id="{own}{move}"><a href="#{other}{move}">{escape(words)}</a></p>'

    def inside(self, part: Inside) -> list[Node]:
        """Return a block in which something changed; what only the old side had around it is left out."""
        children = self._parts(part.children)
        if part.new_shell is None:
            return children
        if part.old_shell is None and part.new_shell["t"] == "Div":
            return [box("r-boxed", [put_together(part.new_shell, children)])]
        return [put_together(part.new_shell, _whole_table(part.new_shell, children))]

    def _parts(self, parts: Sequence[Merged]) -> list[Node]:
        """Return what is in a container: blocks, or parts, which have nothing told beside them."""
        return [node for part in parts for node in (self.part(part) if _is_part(part) else self.block(part))]

    def worded(self, part: Worded) -> list[Node]:
        """Return a paragraph or heading with its changes."""
        return [put_together(part.new_shell, list(self.runs(part.runs)))]

    def kept(self, nodes: Nodes) -> Sequence[Node]:
        """Return words that stayed."""
        return new_inlines(nodes)

    def inserted(self, nodes: Nodes) -> Sequence[Node]:
        """Return new words, marked."""
        return marked("ins", "inserted", new_inlines(nodes), self.said)

    def deleted(self, nodes: Nodes) -> Sequence[Node]:
        """Return words that are gone, marked."""
        return marked("del", "deleted", old_inlines(nodes), self.said) if is_seen(nodes) else ()

    def noted(self, blocks: Sequence[Merged]) -> Sequence[Node]:
        """Return a footnote where it is called."""
        return [in_place(self.blocks(blocks))]

    def wrapped(self, run: Wrapped) -> Sequence[Node]:
        """Return emphasis and such with its changes; the words of a picture stand for it."""
        inner = list(self.runs(run.runs))
        if run.shell["t"] == "Str":
            return inner
        if run.shell["t"] == "Image":
            return [span([*text("Picture:"), SPACE, *inner], ["r-picture"])]
        return [put_together(run.shell, inner)]


def stretches(merged: MergedDocument, notes: Notes) -> Iterator[Stretch]:
    """Yield a document's stretches in order. The headings that a change stands under are shown with it."""
    pen = _Pen(notes, {each.id: each for each in merged.moves})
    parts = merged.blocks
    told = [is_marked(part) or is_told(part, notes) for part in parts]
    for at in _headings_above(parts, told):
        told[at] = True
    at = 0
    while at < len(parts):
        end = next((later for later in range(at, len(parts)) if told[later] != told[at]), len(parts))
        if told[at]:
            yield from _changed_stretches(pen, parts[at:end])
        else:
            for part in parts[at:end]:
                pen.enter(part)
            yield _same_stretch(new_of(parts[at:end]))
        at = end


def _changed_stretches(pen: _Pen, parts: Sequence[Merged]) -> Iterator[Stretch]:
    for each in pen.groups(parts):
        pen.enter(each[0])
        written = pen.group(each)
        if written:
            yield Stretch(tuple(written), is_same=False)


def _is_alike(before: Merged, part: Merged) -> bool:
    """Tell whether two neighbours came or went together."""
    if not isinstance(part, Added | Removed) or type(before) is not type(part) or not isinstance(before, Added | Removed):
        return False
    return before.move == part.move and part.node["t"] not in PLACES | LINED | PARTS


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


def _same_stretch(nodes: Nodes) -> Stretch:
    titles = tuple(stringify(node["c"][2]) for node in nodes if node["t"] == "Header")
    return Stretch(tuple(new_block(node) for node in nodes), is_same=True, words=len(stringify(nodes).split()), titles=titles)


def _whole_table(shell: Node, children: list[Node]) -> list[Node]:
    """Return a table's or figure's parts with one caption: of two, the new one, which comes last."""
    if shell["t"] not in {"Table", "Figure"}:
        return children
    captions = [each for each in children if each["t"] == "Caption"]
    return [each for each in children if each["t"] != "Caption" or each is captions[-1]]


def _is_part(part: Merged) -> bool:
    node = part.node if isinstance(part, Same | Added | Removed) else part.new_shell or part.old_shell
    return node is not None and node["t"] in PLACES | LINED | PARTS

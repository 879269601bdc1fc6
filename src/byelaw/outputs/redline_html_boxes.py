"""What pandoc is given of a redline: blocks and inlines in boxes that say, to eyes and to ears, that they came, went or moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from byelaw.core.comparing.shells import put_together, taken_apart
from byelaw.core.comparing.trees import Added, Deleted, Inserted, Inside, Kept, Merged, Noted, Removed, Run, Same, Varied, Worded, Wrapped
from byelaw.core.tree import SPACE, Node, Nodes, holds, rewrite, span, stringify, text

OLD = "old."
"""What the anchors of text that is gone begin with."""
PLACES = frozenset({"Item", "Meaning", "Cell"})
"""Parts that hold blocks and can't stand beside blocks."""
LINED = frozenset({"Row", "HeadRow"})
PARTS = frozenset({"Caption", "Head", "Body", "Foot", "Definition", "Term", "Line"})
_OWN = frozenset({"Note", "Image"})
_QUOTE = '"'


def new_block(node: Node) -> Node:
    """Return a block of the new text, its footnotes in their places."""
    return rewrite(node, _shown) if holds([node], _OWN) else node


def _shown(node: Node) -> Node | None:
    return in_place(node["c"]) if node["t"] == "Note" else None


def old_block(node: Node) -> Node:
    """Return a block of the old text: with anchors of its own, and links that lead nowhere any more."""
    found: Node = rewrite(node, _left_behind)
    return found


def _left_behind(node: Node) -> Node | list[Node] | None:
    match node["t"]:
        case "Note":
            return in_place(node["c"])
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


def new_inlines(nodes: Nodes) -> Sequence[Node]:
    """Return inlines of the new text."""
    return rewrite(list(nodes), _shown) if holds(nodes, _OWN) else nodes


def old_inlines(nodes: Nodes) -> Sequence[Node]:
    """Return inlines of the old text."""
    found: Sequence[Node] = rewrite(list(nodes), _left_behind)
    return found


def in_place(blocks: Sequence[Node]) -> Node:
    """Return a footnote as text where it is called: its paragraphs in a row."""
    found: list[Node] = []
    for node in blocks:
        found += [SPACE] if found else []
        found += node["c"] if node["t"] in {"Para", "Plain"} else text(stringify([node]))
    return span([SPACE, *text("[Note:"), SPACE, *found, *text("]")], ["r-footnote"])


def is_seen(nodes: Nodes) -> bool:
    """Tell whether there is anything to see of inlines: more than white space."""
    return bool(stringify(nodes)) or holds(nodes, frozenset({"Image"}))


def marked(tag: str, said: str, nodes: Sequence[Node], numbers: str = "") -> Sequence[Node]:
    """Return inlines between marks that are read out; white space alone is no change to see. `numbers` are of the changes it is part of."""
    if not is_seen(tuple(nodes)):
        return nodes
    before = f'<{tag}{f" data-n={_QUOTE}{numbers}{_QUOTE}" if numbers else ""}><span class="hidden-words"> [{said}: </span>'
    after = f'<span class="hidden-words"> end of {said}] </span></{tag}>'
    return [_raw(before), *nodes, _raw(after)]


@dataclass(frozen=True, slots=True)
class Kind:
    """What became of blocks in a box: its class, the words before and after it, and the numbers of the changes that it is part of."""

    name: str
    tag: str
    end: str
    numbers: str = ""


def boxed(nodes: Sequence[Node], kind: Kind) -> list[Node]:
    """Return blocks in a box that says what they are; of parts (items, rows, cells, terms …) each has it inside, the words in the first."""
    if not nodes or nodes[0]["t"] not in PLACES | LINED | PARTS:
        return [box(kind.name, [*_told_block(kind.tag), *nodes, *_told_block(kind.end)], kind.numbers)] if nodes else []
    return [_boxed_part(node, kind, "" if at else kind.tag) for at, node in enumerate(nodes)]


def _boxed_part(node: Node, kind: Kind, tag: str) -> Node:
    if node["t"] in LINED:
        return _boxed_row(node, kind, tag)
    shell, children = taken_apart(node)
    if node["t"] in PLACES:
        return put_together(shell, [box(kind.name, [*_told_block(tag), *children], kind.numbers)])
    if node["t"] in {"Term", "Line"}:
        mark = {"r-added": ("ins", "inserted"), "r-removed": ("del", "deleted")}.get(kind.name)
        return put_together(shell, marked(*mark, children, kind.numbers)) if mark else node
    if node["t"] == "Definition":
        return put_together(shell, [_boxed_part(part, kind, "" if at else tag) for at, part in enumerate(children)])
    return node


def end_words(words: str) -> str:
    """Return what says to ears where a box ends."""
    return f'<p class="hidden-words">End of {words}.</p>'


def _told_block(written: str) -> list[Node]:
    return [raw_block(written)] if written else []


def _boxed_row(row: Node, kind: Kind, tag: str) -> Node:
    """Return a row of a class of its own; its first cell says what happened."""
    shell, cells = taken_apart(row)
    identity, classes, pairs = shell["c"][0]
    marked = []
    for at, cell in enumerate(cells):
        inner_shell, blocks = taken_apart(cell)
        marked.append(put_together(inner_shell, [*_told_block(tag), *blocks]) if not at else cell)
    return put_together(
        {"t": shell["t"], "c": [[identity, [*classes, kind.name], [*pairs, *_numbered(kind.numbers)]], *shell["c"][1:]]}, marked
    )


def box(kind: str, blocks: Sequence[Node], numbers: str = "") -> Node:
    """Return blocks in a box of one class."""
    return {"t": "Div", "c": [["", [kind], _numbered(numbers)], list(blocks)]}


def _numbered(numbers: str) -> list[list[str]]:
    return [["data-n", numbers]] if numbers else []


def raw_block(written: str) -> Node:
    """Return HTML of ours as a block."""
    return {"t": "RawBlock", "c": ["html", written]}


def _raw(written: str) -> Node:
    return {"t": "RawInline", "c": ["html", written]}


def is_marked(part: Merged) -> bool:
    """Tell whether there is anything to see of a change: numbers and words of links that were made anew are none."""
    match part:
        case Same():
            return False
        case Added() | Removed():
            return True
        case Inside():
            return any(is_marked(each) for each in part.children)
        case Worded():
            return any(_is_run_marked(each) for each in part.runs)
        case _:
            assert_never(part)


def _is_run_marked(run: Run) -> bool:
    match run:
        case Kept() | Varied():
            return False
        case Inserted() | Deleted():
            return is_seen(run.nodes)
        case Wrapped():
            return any(_is_run_marked(each) for each in run.runs)
        case Noted():
            return any(is_marked(each) for each in run.blocks)
        case _:
            assert_never(run)

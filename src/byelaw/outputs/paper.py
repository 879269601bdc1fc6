"""What Word and PDF share: the words of their furniture, and one tree dressed for both writers, so that one request gives both.

Each writer takes what it knows and ignores the other's: pandoc's Word writer reads `custom-style`, its typst writer the raw
typst that opens and closes a box. Raw typst is made only from the constants here and in `columns`; whatever was written by a person
stays a node for pandoc to escape.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from babel.dates import format_date

from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Node, Nodes, attr, para, rewrite, walk
from byelaw.outputs.columns import Fitted, fitted
from byelaw.outputs.form_controls import with_controls
from byelaw.outputs.pathway_paper import with_step_names

CALLOUTS = ("note", "tip", "important", "warning", "caution")
CONTENTS_DEPTH = 2
"""The levels of headings in the list of contents."""

_FEWEST_CONTENTS = 3
_SIZE, _INSET = 12.0, 5.0
"""Points: of text in a table and what is free beside it, where the template says nothing else."""
RANKS = 3
"""Strengths with a look of their own; later ones share the last."""

_SHORTHAND = re.compile(r"^(?=(?:/|=+|[-+]|\d+\.)$)|(?<=-)(?=[-?])|(?<=^-)(?=\d)|(?<=\W-)(?=\d)|(?<=\.)(?=\.)")
"""Where typst reads more than letters in what pandoc 3.9 does not escape: marks that open a list or a heading where a line starts
with them, `--` and `...` as a dash and an ellipsis, `-1` as a minus, `-?` as a soft hyphen. Word shows the characters, so must PDF."""

_SHORTHAND_IN_LINES = re.compile(_SHORTHAND.pattern, re.MULTILINE)

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?\Z")


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words that are not in the document: headings and running lines, in the document's language."""

    contents: str = "Contents"
    document_id: str = "Document id"
    valid_until: str = "Printed copy valid until"
    page: str = "Page"
    of: str = "of"
    draft: str = "Draft"
    draft_notice: str = "Draft: not for use. Something is missing or not yet agreed."
    overdue_notice: str = "Overdue for review. Check with the owner before relying on this document."


@dataclass(frozen=True, slots=True)
class Paper:
    """How the documents of an edition look: the strengths from the strongest down, and the words around the text."""

    strengths: tuple[str, ...]
    dated: date
    """The day in the files' own metadata: the same day, the same bytes."""
    words: PaperWords = PaperWords()

    def rank(self, strength: str) -> int:
        """Return 1 for the strongest strength and at most RANKS."""
        return min(self.strengths.index(strength) + 1, RANKS) if strength in self.strengths else RANKS


@dataclass(frozen=True, slots=True)
class _Box:
    """How a Div is shown: the Word style (its label's is the same and " Label"), the look in typst, the class of its first block."""

    style: str
    look: str
    label: str = ""
    named: bool = False
    """Without a label of its own, the first of several paragraphs serves as one."""


_BOXES = {
    "local": _Box("Local Text", "local", "local-label"),
    "local-note": _Box("Local Note", "local-note", "local-label"),
    "condition": _Box("Condition", "condition", "condition-label"),
    "slot": _Box("Slot", "slot"),
    "contact-card": _Box("Contact Card", "contact-card", named=True),
    "quote": _Box("Block Text", "quote"),
}
_LOCAL_LOOKS = frozenset({"local", "local-note"})
_CALLOUT_BOXES = {kind: _Box(f"Callout {kind.capitalize()}", f"callout-{kind}", "callout-title") for kind in CALLOUTS}
_SPANS = {"slot": ("Slot Text", "slot-text"), "missing": ("Missing Text", "missing-text")}


def paper_tree(document: PublishedDocument, paper: Paper) -> Nodes:
    """Return the document's body dressed for Word and typst. Words, ids and their order stay as they are."""
    return tuple(_dressed_blocks(with_step_names(with_controls(document.body, document.language), document.pathways), paper))


def day(moment: date, language: str) -> str:
    """Return the date as people write it: 30 June 2027."""
    return format_date(moment, "d MMMM y", locale=language.replace("-", "_"))


def banners(document: PublishedDocument, paper: Paper) -> tuple[str, ...]:
    """Return what must be read before the document itself."""
    control, words = document.control, paper.words
    return tuple(text for text, shown in ((words.draft_notice, control.draft), (words.overdue_notice, control.overdue)) if shown)


def contents(body: Nodes) -> Nodes:
    """Return the headings for the list of contents."""
    return tuple(node for node in body if node["t"] == "Header" and node["c"][0] <= CONTENTS_DEPTH)


def has_contents(body: Nodes) -> bool:
    """Tell whether there are enough headings for a list of contents."""
    return len(contents(body)) >= _FEWEST_CONTENTS


def _dressed_blocks(blocks: Sequence[Node], paper: Paper) -> list[Node]:
    dressed: list[Node] = []
    for block in blocks:
        new = _dressed_block(block, paper)
        if isinstance(new, list):
            dressed += new
        else:
            dressed.append(new)
    return dressed


def _dressed_block(block: Node, paper: Paper) -> Node | list[Node]:
    """Return the block dressed from its leaves up; most are paragraphs of plain words, or boxes of them, and need no look at each word."""
    match block["t"]:
        case "Para" | "Plain" as kind:
            return block if _is_plain(block["c"]) else {"t": kind, "c": _dressed_inlines(block["c"], paper)}
        case "Div":
            attributes, blocks = block["c"]
            inside = {"t": "Div", "c": [attributes, _dressed_blocks(blocks, paper)]}
            return _dressed_div(inside, paper) or inside
        case "BulletList":
            return {"t": "BulletList", "c": [_dressed_blocks(item, paper) for item in block["c"]]}
        case "OrderedList":
            start, items = block["c"]
            return {"t": "OrderedList", "c": [start, [_dressed_blocks(item, paper) for item in items]]}
        case "Table":
            sized = fitted(block)
            attributes, caption, columns, (of_head, head), bodies, (of_foot, foot) = sized.table["c"]
            parts = [
                [of_head, _dressed_rows(head, paper)],
                [[of_body, width, _dressed_rows(first, paper), _dressed_rows(rows, paper)] for of_body, width, first, rows in bodies],
                [of_foot, _dressed_rows(foot, paper)],
            ]
            legend = rewrite(caption, lambda node: _dressed(node, paper))
            return _table(Fitted({"t": "Table", "c": [attributes, legend, columns, *parts]}, sized.size, sized.inset))
        case _:
            return cast("Node | list[Node]", rewrite(block, lambda node: _dressed(node, paper)))


def _dressed_inlines(inlines: Sequence[Node], paper: Paper) -> list[Node]:
    dressed: list[Node] = []
    for inline in inlines:
        if inline["t"] == "Space":
            dressed.append(inline)
            continue
        new = _dressed(inline, paper) or inline if inline["t"] == "Str" else rewrite(inline, lambda node: _dressed(node, paper))
        if isinstance(new, list):
            dressed += new
        else:
            dressed.append(new)
    return dressed


def _dressed_rows(rows: Sequence[list[Any]], paper: Paper) -> list[Any]:
    return [[of_row, [[*about, _dressed_blocks(blocks, paper)] for *about, blocks in cells]] for of_row, cells in rows]


def _is_plain(inlines: Sequence[Node]) -> bool:
    """Tell whether there are only words, and none of them with marks that typst reads as more."""
    words = []
    for inline in inlines:
        if inline["t"] == "Str":
            words.append(inline["c"])
        elif inline["t"] != "Space":
            return False
    return not _SHORTHAND_IN_LINES.search("\n".join(words))


def _dressed(node: Node, paper: Paper) -> Node | list[Node] | None:
    match node["t"]:
        case "Str":
            return _guarded(node["c"]) if _SHORTHAND.search(node["c"]) else None
        case "Div":
            return _dressed_div(node, paper)
        case "Span":
            return _dressed_span(node)
        case "Table":
            return _table(fitted(node))
        case "Header" | "Link" | "Image":
            return _bare(node)
        case _:
            return None


def _table(sized: Fitted) -> Node | list[Node]:
    """Return a table as wide as the page. A header row with a link or a note stands once: repeated, PDF/UA forbids its links."""
    table = _headed(sized.table)
    rules = []
    if any(each["t"] in ("Link", "Note") for each in walk(table["c"][3])):
        rules.append("#set table.header(repeat: false)")
    if sized.inset != _INSET:
        rules.append(f"#set table(inset: (x: {sized.inset}pt, y: {sized.inset + 1}pt))")
    if sized.size != _SIZE:
        rules.append(f"#show table: set text(size: {sized.size}pt)")
    return [_typst("#["), *map(_typst, rules), table, _typst("]")] if rules else table


def _headed(table: Node) -> Node:
    """Return the table with the words of its header row strong in typst, where a rule for them would be asked about every cell."""
    *before, (attributes, rows), bodies, foot = table["c"]
    head = [attributes, [[of_row, [_strong_cell(cell) for cell in cells]] for of_row, cells in rows]]
    return {"t": "Table", "c": [*before, head, bodies, foot]}


def _strong_cell(cell: list[Any]) -> list[Any]:
    *about, blocks = cell
    return [*about, [_strong_block(block) for block in blocks]]


def _strong_block(block: Node) -> Node:
    if block["t"] not in ("Plain", "Para"):
        return block
    return {"t": block["t"], "c": [_typst_inline("#strong["), *block["c"], _typst_inline("]")]}


def _guarded(word: str) -> list[Node]:
    """Return the word in pieces with nothing between them, which typst reads one by one."""
    pieces: list[Node] = []
    for place, piece in enumerate(_SHORTHAND.split(word)):
        pieces += [_typst_inline("#[];")] * bool(place) + [{"t": "Str", "c": piece}] * bool(piece)
    return pieces


def _bare(node: Node) -> Node:
    """Return a heading, link or picture with nothing but what both writers know what to do with."""
    match node["t"]:
        case "Header":
            level, attributes, inlines = node["c"]
            return {"t": "Header", "c": [level, attr(attributes[0]), inlines]}
        case kind:
            _, inlines, target = node["c"]
            return {"t": kind, "c": [attr(), inlines, [target[0], ""]]}


def _dressed_div(node: Node, paper: Paper) -> Node | None:
    (identifier, classes, pairs), blocks = node["c"]
    box = _box_of(classes, paper)
    if box is None:
        return None
    label, content = _split_label(blocks, box)
    inside = [_typst(f'#boxed("{box.look}")['), *_dressed_label(label, box), *_with_paragraphs(content), _typst("]")]
    if box.look in _LOCAL_LOOKS:
        inside = rewrite(inside, _localised)
    kept = [pair for pair in pairs if pair[0] == "lang"]
    return {"t": "Div", "c": [attr(identifier, (), [("custom-style", box.style), *kept]), inside]}


def _localised(node: Node) -> Node | None:
    """Return a duty, a field or a step in local text in the style that says so: Word can't show one box in another."""
    if node["t"] != "Div":
        return None
    (identifier, classes, pairs), blocks = node["c"]
    style = dict(pairs).get("custom-style", "")
    if not style.startswith(("Statement ", "Field ", "Step ", "Part ")):
        return None
    others = [pair for pair in pairs if pair[0] != "custom-style"]
    return {"t": "Div", "c": [attr(identifier, classes, [("custom-style", f"Local {style}"), *others]), blocks]}


def _box_of(classes: Sequence[str], paper: Paper) -> _Box | None:
    if "statement" in classes:
        strength = next((name for name in classes if name != "statement"), "")
        rank = paper.rank(strength)
        return _Box(f"Statement {rank}", f"statement-{rank}", "statement-label")
    if "callout" in classes:
        return next((_CALLOUT_BOXES[name] for name in classes if name in _CALLOUT_BOXES), _CALLOUT_BOXES["note"])
    return next((_BOXES[name] for name in classes if name in _BOXES), None)


def _split_label(blocks: list[Node], box: _Box) -> tuple[list[Node], list[Node]]:
    """Return the blocks of the label, if the box has one, and the rest."""
    first = blocks[0] if blocks else None
    if box.label and first and first["t"] == "Div" and box.label in first["c"][0][1]:
        return first["c"][1], blocks[1:]
    headed = box.named and len(blocks) > 1 and blocks[0]["t"] == "Para"
    return (blocks[:1], blocks[1:]) if headed else ([], blocks)


def _dressed_label(label: list[Node], box: _Box) -> list[Node]:
    if not label:
        return []
    line = {"t": "Div", "c": [attr("", (), [("custom-style", f"{box.style} Label")]), label]}
    return [_typst("#label-line["), line, _typst("]")]


def _with_paragraphs(blocks: list[Node]) -> list[Node]:
    """Return the blocks with list items as paragraphs: Word gives only those the style of the box."""
    return [_list_with_paragraphs(block) for block in blocks]


def _list_with_paragraphs(block: Node) -> Node:
    match block["t"]:
        case "BulletList":
            return {"t": "BulletList", "c": [_items_as_paragraphs(item) for item in block["c"]]}
        case "OrderedList":
            start, items = block["c"]
            return {"t": "OrderedList", "c": [start, [_items_as_paragraphs(item) for item in items]]}
        case _:
            return block


def _items_as_paragraphs(item: list[Node]) -> list[Node]:
    return _with_paragraphs([para(block["c"]) if block["t"] == "Plain" else block for block in item])


def _dressed_span(node: Node) -> Node | None:
    (identifier, classes, pairs), inlines = node["c"]
    language = next((_LANGUAGE.match(value) for key, value in pairs if key == "lang"), None)
    if language:
        inside = [_typst_inline(f"#text({_language_arguments(language)})["), *inlines, _typst_inline("]")]
        return {"t": "Span", "c": [attr(identifier, (), [("lang", language[0])]), inside]}
    known = next((_SPANS[name] for name in classes if name in _SPANS), None)
    if known is None:
        return None
    style, function = known
    inside = [_typst_inline(f"#{function}["), *inlines, _typst_inline("]")]
    return {"t": "Span", "c": [attr(identifier, (), [("custom-style", style)]), inside]}


def _language_arguments(language: re.Match[str]) -> str:
    region = f'"{language[2]}"' if language[2] else "none"
    return f'lang: "{language[1]}", region: {region}'


def _typst(code: str) -> Node:
    return {"t": "RawBlock", "c": ["typst", code]}


def _typst_inline(code: str) -> Node:
    return {"t": "RawInline", "c": ["typst", code]}

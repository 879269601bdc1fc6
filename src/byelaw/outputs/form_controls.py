"""Forms on paper: each field of the tree gets the control that a person fills in with Word, and the room to write in the PDF.

Controls are made with lxml, and words in raw typst are string literals, so that a label or a choice never becomes markup.
"""

from collections.abc import Sequence
from typing import Any

from byelaw.core.finishing.form_layout import kind_class
from byelaw.core.items import FieldKind
from byelaw.core.tree import SPACE, Node, Nodes, attr, para, plain, rewrite, stringify, walk
from byelaw.outputs.typst_text import typst_string
from byelaw.outputs.word_controls import BEFORE_FORM, Control, box_control, cell_control, list_control, rows_control, text_control

_KINDS = {kind_class(kind): kind for kind in FieldKind}
_STYLES = {"form-name": "Form Name", "form-end": "Form End", "field-label": "Field Name", "field-help": "Field Help"}
_ENTRY, _CHOICE = "Field Entry", "Field Choice"
_APART: Node = {"t": "Str", "c": "\u2003\u2003"}
_ONE_SHEET = 14
"""Lines that a field may have and still be kept on one page."""


def with_controls(body: Nodes, language: str) -> Nodes:
    """Return the body with a control after each question of its forms; the same body if it has no form."""
    if not any("form-start" in _classes(node) for node in body):
        return body
    changed: list[Node] = rewrite(list(body), lambda node: _changed(node, language))
    return tuple(_on_own_pages(changed))


def _classes(node: Node) -> Sequence[str]:
    return node["c"][0][1] if node["t"] == "Div" else ()


def _changed(node: Node, language: str) -> Node | None:
    if node["t"] != "Div":
        return None
    (identifier, classes, _), blocks = node["c"]
    if "field" in classes:
        return {"t": "Div", "c": [attr(identifier), _field(node, language)]}
    style = next((_STYLES[name] for name in classes if name in _STYLES), "")
    if not style:
        return None
    look = next(name for name in classes if name in _STYLES)
    return _styled(style, [_typst(f"#{look}["), *blocks, _typst("]")], identifier)


def _on_own_pages(body: Sequence[Node]) -> list[Node]:
    """Return the body with each form, and the heading it stands under, on pages of its own in the PDF; Word's are set in finishing."""
    result: list[Node] = []
    for node in body:
        if "form-start" in _classes(node):
            result.insert(_heading_before(result), _typst("#new-page"))
        result.append(node)
        if _style_of(node) == "Form End":
            result.append(_typst("#new-page"))
    return result


def _heading_before(body: Sequence[Node]) -> int:
    """Return the place of the heading that a form begins under, if little stands between them; else the end."""
    for back in range(1, min(len(body), BEFORE_FORM + 1) + 1):
        if body[-back]["t"] == "Header":
            return len(body) - back
    return len(body)


def _style_of(node: Node) -> str:
    return dict(node["c"][0][2]).get("custom-style", "") if node["t"] == "Div" else ""


def _field(node: Node, language: str) -> list[Node]:
    (identifier, classes, pairs), blocks = node["c"]
    kind = next(_KINDS[name] for name in classes if name in _KINDS)
    lines = int(dict(pairs).get("lines", "1"))
    said = [block for block in blocks if block["t"] == "Div"]
    asked = next((block for block in blocks if block["t"] in ("BulletList", "Table")), None)
    control = Control(_label(said[0]), identifier, identifier)
    together = "true" if lines <= _ONE_SHEET else "false"
    in_line = "in-line" in classes
    entry = _asked(control, kind, asked, language, in_line=in_line) if asked is not None else [_written(control, kind, lines, language)]
    return [_typst(f"#form-field(together: {together})["), *said, *entry, _typst("]")]


def _label(said: Node) -> str:
    """Return the words of the label, without whether it must be filled in."""
    return stringify(rewrite(said, lambda node: [] if _is_beside_label(node) else None))


def _is_beside_label(node: Node) -> bool:
    return node["t"] == "Note" or (node["t"] == "Span" and "required" in node["c"][0][1])


def _written(control: Control, kind: FieldKind, lines: int, language: str) -> Node:
    """Return the room for what is written."""
    size = "short" if kind in (FieldKind.DATE, FieldKind.TIME, FieldKind.NUMBER, FieldKind.PHONE) else "long"
    room = f'#room-to-write({lines if kind is FieldKind.LONG_TEXT else 1}, "{size}")'
    shown = text_control(control, kind, lines if kind is FieldKind.LONG_TEXT else 1, language)
    return _styled(_ENTRY, [para([_typst_inline(room), _word_inline(shown)])])


def _asked(control: Control, kind: FieldKind, asked: Node, language: str, *, in_line: bool) -> list[Node]:
    if asked["t"] == "Table":
        return [_rows(control, asked, language)]
    words = [stringify(item) for item in asked["c"]]
    if kind is FieldKind.CHOICE:
        lines = "".join(f"#{'tick' if in_line else 'tick-line'}({typst_string(each)})" for each in words)
        return [_styled(_ENTRY, [para([_typst_inline(lines), _word_inline(list_control(control, words))])])]
    ticks = [_tick(control, number, item[0]["c"]) for number, item in enumerate(asked["c"], start=1)]
    if in_line:
        ticks = [para([node for tick in ticks for node in (*tick["c"], _APART)][:-1])]
    return [_styled(_CHOICE, [_typst("#field-choice["), *ticks, _typst("]")])]


def _tick(control: Control, number: int, inlines: Sequence[Node]) -> Node:
    """Return a line with a box before its words."""
    name = f"{control.tag}/{number}"
    own = Control(f"{stringify(list(inlines))}: {control.label}", name, name)
    return para([_typst_inline("#tick-box;"), _word_inline(box_control(own)), SPACE, *inlines])


def _rows(control: Control, table: Node, language: str) -> Node:
    """Return the table with a control in every cell, and in its first the one that repeats the rows."""
    *before, bodies, foot = table["c"]
    columns = [_column(cell[4]) for cell in before[3][1][0][1]]
    filled: list[Any] = []
    for of_body, width, first, rows in bodies:
        filled.append([of_body, width, first, [_row(control, columns, number, row, language) for number, row in enumerate(rows, start=1)]])
    filled[0][3][0][1][0][4][0]["c"].insert(0, _word_inline(rows_control(control)))
    return {"t": "Table", "c": [*before, filled, foot]}


def _column(cell: Sequence[Node]) -> tuple[str, FieldKind, list[str]]:
    """Return the name of a column, what is written in it and what can be chosen."""
    spans = [node["c"] for node in walk(list(cell)) if node["t"] == "Span"]
    (_, classes, _), name = next(each for each in spans if "column" in each[0][1])
    kind = next(_KINDS[each] for each in classes if each in _KINDS)
    return stringify(name), kind, [stringify(words) for (_, marks, _), words in spans if "column-choice" in marks]


def _row(control: Control, columns: Sequence[tuple[str, FieldKind, list[str]]], number: int, row: list[Any], language: str) -> list[Any]:
    cells = []
    for place, ((label, kind, choices), cell) in enumerate(zip(columns, row[1], strict=True), start=1):
        own = Control(f"{label}: {control.label}", f"{control.tag}/{place}", f"{control.name}/{number}/{place}")
        shown = [_typst_inline("#room-in-cell;"), _word_inline(cell_control(own, kind, choices, language))]
        cells.append([*cell[:4], [plain(shown)]])
    return [row[0], cells]


def _styled(style: str, blocks: Sequence[Node], identifier: str = "") -> Node:
    return {"t": "Div", "c": [attr(identifier, (), [("custom-style", style)]), list(blocks)]}


def _word_inline(markup: str) -> Node:
    return {"t": "RawInline", "c": ["openxml", markup]}


def _typst(code: str) -> Node:
    return {"t": "RawBlock", "c": ["typst", code]}


def _typst_inline(code: str) -> Node:
    return {"t": "RawInline", "c": ["typst", code]}

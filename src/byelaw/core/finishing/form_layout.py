"""The layout of forms: what is to be filled in, said in words once, so that page, Word and PDF ask the same in the same order.

The conventions are those of `published.py`. What a person fills in is not in the tree: each writer puts its own control there.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from byelaw.core.blocks import Block, every_block
from byelaw.core.items import Column, FieldKind, Form, FormField
from byelaw.core.names import anchor
from byelaw.core.tree import SPACE, Node, div, header, para, plain, span, table, text

if TYPE_CHECKING:
    from byelaw.core.finishing.layout import Layout

REQUIRED = "(required)"
YES_NO = ("Yes", "No")
DEFAULT_ROWS = {FieldKind.LONG_TEXT: 4, FieldKind.TABLE: 3}
"""Lines of a long text and rows of a table that does not say how many."""

_MOST_IN_LINE, _LONGEST_LINE = 4, 32
"""Choices, and characters of all of them, that stand in one line."""

_HOW_MANY = {FieldKind.CHOICE: "Choose one.", FieldKind.CHOICES: "Choose all that apply."}


def form_nodes(layout: "Layout", block: Block, level: int) -> list[Node]:
    """Return a form or a part of one, with headings of the level for its parts and everything in them."""
    match block.item:
        case Form() as form:
            return _form(replace(layout, form=anchor(block.id)), block, form, level)
        case _:
            return _part(layout, block, level)


def _form(layout: "Layout", block: Block, form: Form, level: int) -> list[Node]:
    name = div([para(text(form.name))], classes=["form-name"])
    said = [para(text(form.summary))] if form.summary else []
    if any(isinstance(each.item, FormField) and each.item.required for each in every_block(block.children)):
        said.append(para(text(f"Fill in everything marked {REQUIRED}.")))
    start = div([name, *said], anchor(block.id), ["form-start"])
    end = div([para(text(f"End of form: {form.name}"))], classes=["form-end"], pairs=[("of", layout.form)])
    return [start, *_conditioned(layout, block), *layout.notes(block), *layout.blocks(block.children, level), end]


def _part(layout: "Layout", block: Block, level: int) -> list[Node]:
    is_local = not layout.is_own(block.layer)
    heading = header(min(level, 6), anchor(block.id), block.title, ["local"] if is_local else [])
    says_whose = any(not layout.is_own(child.layer) for child in block.children)
    marked = [layout.marked(block.layer, [])] if is_local and not says_whose else []
    return [heading, *_conditioned(layout, block), *marked, *layout.notes(block), *layout.blocks(block.children, level + 1)]


def _conditioned(layout: "Layout", block: Block) -> list[Node]:
    return [layout.condition(block, [])] if block.when is not None else []


def field_nodes(layout: "Layout", block: Block, field: FormField) -> list[Node]:
    """Return a field: its label, its help, and what can be chosen or filled in row by row."""
    required = [SPACE, span(text(REQUIRED), ["required"])] if field.required else []
    said = [*_bound(layout, block), *(node for child in block.children for node in layout.text(child)), *layout.prose(block.nodes)]
    fits = _fits_on_a_line(field)
    if (hint := _HOW_MANY.get(field.kind)) and not fits:
        said.append(para(text(hint)))
    inner = [
        div([para([*block.title, *required])], classes=["field-label"]),
        *([div(said, classes=["field-help"])] if said else []),
        *_answers(field),
    ]
    rows = field.rows or DEFAULT_ROWS.get(field.kind, 1)
    pairs = [("of", layout.form), ("lines", str(rows))]
    classes = ["field", kind_class(field.kind), *(["in-line"] if fits else [])]
    return [div(inner, anchor(block.id), classes, pairs)]


def _fits_on_a_line(field: FormField) -> bool:
    """Tell whether the choices are so few and short that they stand beside each other, and nobody needs to be told to choose one."""
    words = YES_NO if field.kind is FieldKind.YES_NO else field.choices
    return field.kind in (FieldKind.YES_NO, FieldKind.CHOICE) and len(words) <= _MOST_IN_LINE and sum(map(len, words)) <= _LONGEST_LINE


def _bound(layout: "Layout", block: Block) -> list[Node]:
    """Return whose task a field is, and where it comes from."""
    strength = layout.declarations.strengths.get(block.strength)
    if strength is not None:
        return [para(layout.label(block, strength.name))]
    tasked = [para(text(f"Filled in by: {', '.join(layout.who(block))}"))] if block.who else []
    return [*tasked, *layout.source_line(block)]


def kind_class(kind: FieldKind) -> str:
    """Return what says in the tree what kind of field it is: `field-long-text`."""
    return "field-" + kind.value.replace(" ", "-").replace("/", "-")


def _answers(field: FormField) -> list[Node]:
    match field.kind:
        case FieldKind.CHOICE | FieldKind.CHOICES:
            return [_choices(field.choices)]
        case FieldKind.YES_NO:
            return [_choices(YES_NO)]
        case FieldKind.TABLE:
            empty: list[list[list[Node]]] = [[[] for _ in field.columns]] * (field.rows or DEFAULT_ROWS[FieldKind.TABLE])
            return [table([_column(column) for column in field.columns], empty)]
        case _:
            return []


def _choices(words: Sequence[str]) -> Node:
    return {"t": "BulletList", "c": [[plain(text(each))] for each in dict.fromkeys(words)]}


def _column(column: Column) -> list[Node]:
    """Return the head of a column: its name and, in brackets, what can be chosen."""
    name = span(text(column.name), ["column", kind_class(column.kind)])
    words = YES_NO if column.kind is FieldKind.YES_NO else tuple(dict.fromkeys(column.choices))
    if not words:
        return [name]
    listed = [node for each in words for node in (*text(", "), span(text(each), ["column-choice"]))][2:]
    return [name, SPACE, *text("("), *listed, *text(")")]

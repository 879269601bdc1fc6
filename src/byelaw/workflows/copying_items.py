"""A step, a field or a check written as its author would write it: the lines of YAML under its id."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from byelaw.core.blocks import Block
from byelaw.core.blocks import Form as BlockForm
from byelaw.core.items import Audit, AuditCheck, Column, FieldKind, Form, FormField, Part, Pathway, PathwayStep, StepKind, kind_of
from byelaw.core.tree import Node, walk
from byelaw.tools.pandoc import Failure, PandocPool
from byelaw.workflows.copying import Copying, tree_to_edit, written
from byelaw.workflows.writing import listed, scalar

KEYS = {"step": "steps", "field": "fields", "check": "checks", "part": "parts"}
"""The key that each kind of item stands under."""


def file_of(path: Sequence[Block]) -> str:
    """Return the file of data, inside a layer's folder, that the last block of the path belongs to: `pathways/at-a-glance.yml`."""
    for block in reversed(path):
        if isinstance(block.item, Pathway | Form | Audit):
            return f"{kind_of(block.item)}s/{block.item.id}.yml"
    return ""


def item_lines(block: Block, copying: Copying, pandoc: PandocPool) -> tuple[str, ...] | Failure:
    """Return the lines under the id of an item or a part: what it says and is, everything in a part restated."""
    writer = _Writer(copying, pandoc)
    lines = tuple(writer.lines(block))
    return writer.failures[0] if writer.failures else lines


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes items of one document. Texts that pandoc could not write leave their failures."""

    copying: Copying
    pandoc: PandocPool
    failures: list[Failure] = field(default_factory=list)

    def lines(self, block: Block) -> Iterator[str]:
        """Yield the lines under the block's id."""
        key = "title" if isinstance(block.item, Part) else "label"
        yield f"{key}: {scalar(self.markdown(tree_to_edit(_label(block), self.copying)))}"
        yield from _what(block)
        yield from _rules(block)
        for name, classes in (("text", ()), ("evidence", ("evidence",))):
            yield from _text(name, self.markdown(self.texts(block, classes)))
        see = [node["c"][2][0].removeprefix("doc:") for child in _own(block, ("see",)) for node in _links(child)]
        yield from [f"see: {_one_or_list(see)}"] if see else []
        yield from self.inner(block)

    def inner(self, block: Block) -> Iterator[str]:
        """Yield the steps, fields or checks of a part, each under its id."""
        inner = [child for child in block.children if child.item is not None and not child.omitted]
        for number, child in enumerate(inner):
            yield from [f"{KEYS[kind_of(child.item)]}:"] if not number else []
            yield f"  {child.id}:"
            yield from (f"    {line}" if line else "" for line in self.lines(child))

    def texts(self, block: Block, classes: tuple[str, ...]) -> list[Node]:
        """Return the item's own prose of these classes."""
        return [node for child in _own(block, classes) for node in tree_to_edit(child, self.copying)]

    def markdown(self, nodes: Sequence[Node]) -> str:
        """Return the nodes as an author writes them, or nothing where pandoc could not."""
        made = written(tuple(nodes), self.pandoc)
        if isinstance(made, Failure):
            self.failures.append(made)
            return ""
        return made.strip()


def _own(block: Block, classes: tuple[str, ...]) -> Iterator[Block]:
    return (child for child in block.children if child.item is None and not child.omitted and child.classes == classes)


def _rules(block: Block) -> Iterator[str]:
    yield from [f"strength: {block.strength}"] if block.strength else []
    yield from [f"who: {_one_or_list(block.who)}"] if block.who else []
    yield from [f"source: {_one_or_list(block.sources)}"] if block.sources else []
    yield from [f"when: {scalar(block.when.written)}"] if block.when is not None else []


def _one_or_list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else listed(names)


def _label(block: Block) -> Block:
    return Block(BlockForm.PROSE, block.place, nodes=({"t": "Para", "c": list(block.title)},))


def _links(block: Block) -> Iterator[Node]:
    return (node for node in walk(list(block.nodes)) if node["t"] == "Link")


def _text(name: str, words: str) -> Iterator[str]:
    if "\n" not in words:
        yield from [f"{name}: {scalar(words)}"] if words else []
        return
    yield f"{name}: |"
    yield from (f"  {line}" if line else "" for line in words.split("\n"))


def _what(block: Block) -> Iterator[str]:
    match block.item:
        case PathwayStep() as step:
            if step.kind is not StepKind.ACTION:
                yield f"kind: {step.kind}"
            if step.within:
                yield f"within: {step.within}"
            if len(step.ways) == 1 and not step.ways[0].words:
                yield f"ways: {step.ways[0].to}"
            elif step.ways:
                yield "ways:"
                yield from (f"  {scalar(way.words)}: {way.to}" for way in step.ways)
        case FormField() as each:
            yield f"type: {each.kind}"
            yield from ["required: yes"] if each.required else []
            yield from [f"choices: {listed(each.choices)}"] if each.choices else []
            yield from [f"rows: {each.rows}"] if each.rows else []
            yield from _columns(each.columns)
        case Part() | AuditCheck() | _:
            return


def _columns(columns: Sequence[Column]) -> Iterator[str]:
    if columns:
        yield "columns:"
    for number, column in enumerate(columns, 1):
        yield f"  column-{number}:"
        yield f"    label: {scalar(column.name)}"
        if column.kind is not FieldKind.TEXT:
            yield f"    type: {column.kind}"
        if column.choices:
            yield f"    choices: {listed(column.choices)}"

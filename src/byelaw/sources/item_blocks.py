"""Make the data of pathways, forms and audits into blocks, and put them where a document asks for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from byelaw.core.blocks import Block, Form, every_block, map_blocks
from byelaw.core.conditions import Condition
from byelaw.core.declarations import Declarations, Lock
from byelaw.core.items import Audit, AuditCheck, Column, FieldKind, FormField, Item, Part, Pathway, PathwayStep, Rating, StepKind, Way
from byelaw.core.items import Form as FormItem
from byelaw.core.names import BlockId, is_id, near
from byelaw.core.problems import Place, Problem, beside, error, warning
from byelaw.core.uses import uses_of
from byelaw.sources.audit_records import audit_problems
from byelaw.sources.item_files import KEYS, ItemFile
from byelaw.sources.prose import inlines_of
from byelaw.sources.referring import unknown
from byelaw.sources.schemas.rows import Row
from byelaw.sources.strict_yaml import Scalar, Table, YamlNode

MOST_ROWS, MOST_COLUMNS = 40, 7
"""Lines or rows that a field shows empty, and columns of its table."""

Prose = Mapping[str, Sequence[Block]]
"""What was read of each text, by the key of its request."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a block that names the data: its item, and the blocks inside it."""

    item: Item
    children: tuple[Block, ...]
    place: Place


@dataclass(slots=True)
class Maker:
    """Makes the blocks of one file. Problems gather as it goes."""

    file: ItemFile
    prose: Prose
    declared: Declarations
    problems: list[Problem] = field(default_factory=list)

    def filling(self) -> Filling:
        """Return what fills the block that names the file."""
        row = self.file.row
        children = tuple(self._part(name, part) for name, part in row.rows("parts").items())
        children += tuple(self._items(row))
        return Filling(self._whole(row), children, row.place)

    def pieces(self) -> dict[str, Block]:
        """Return the parts and items of a file of changes, by their ids."""
        row = self.file.row
        made = [self._part(name, part) for name, part in row.rows("parts").items()]
        return {block.id: block for block in (*made, *self._items(row))}

    def _items(self, row: Row) -> Iterator[Block]:
        for name, item in row.rows(KEYS[self.file.kind]).items():
            yield self._block(name, item, "label", self._item(item))

    def _part(self, name: str, row: Row) -> Block:
        part = self._block(name, row, "title", Part())
        return replace(part, children=(*part.children, *self._items(row)))

    def _whole(self, row: Row) -> Item:
        name, words, summary = self.file.id, row.text("name"), row.text("summary")
        match self.file.kind:
            case "pathway":
                return Pathway(name, words, summary)
            case "form":
                return FormItem(name, words, summary)
            case _:
                return Audit(name, words, summary, self._ratings(row), row.text("cycle"))

    def _ratings(self, row: Row) -> tuple[Rating, ...]:
        given = sorted((int(figure), each) for figure, each in row.rows("ratings").items())
        self.problems.extend(audit_problems(row, self.declared))
        return tuple(Rating(figure, each.text("name"), each.text("meaning")) for figure, each in given)

    def _item(self, row: Row) -> Item:
        match self.file.kind:
            case "pathway":
                kind = StepKind(row.text("kind", StepKind.ACTION.value))
                return PathwayStep(kind, tuple(self._ways(row)), row.text("within"))
            case "form":
                return self._field(row)
            case _:
                return AuditCheck()

    def _ways(self, row: Row) -> Iterator[Way]:
        node = row.contents.get("ways")
        written: Sequence[tuple[Scalar, YamlNode]] = ()
        if isinstance(node, Table):
            written = node.entries
        elif isinstance(node, Scalar):
            written = ((Scalar("", node.place), node),)
        for words, to in written:
            if isinstance(to, Scalar) and is_id(to.text.rpartition(":")[2]):
                yield Way(words.text, to.text, to.place)
            else:
                message = "a way leads to the id of a step"
                self.problems.append(error("wrong-shape", to.place, message, "write it as `'Yes': call-police`"))

    def _field(self, row: Row) -> FormField:
        kind = FieldKind(row.text("type", FieldKind.TEXT.value))
        columns = tuple(
            Column(each.text("label"), FieldKind(each.text("type", FieldKind.TEXT.value)), each.texts("choices"))
            for each in row.rows("columns").values()
        )
        self.problems.extend(_field_problems(kind, row))
        return FormField(kind, row.yes("required"), row.texts("choices"), columns, row.get("rows", int) or 0)

    def _block(self, name: str, row: Row, title_key: str, item: Item) -> Block:
        title = inlines_of(self._read(name, title_key))
        if row.text(title_key) and not title:
            message = f"'{title_key}' must be one line of text"
            self.problems.append(error("title-format", row.place_of(title_key), message, "write it without headings, lists or blank lines"))
        lock = row.text("lock")
        return Block(
            Form.STATEMENT,
            row.place,
            BlockId(name),
            self.file.layer,
            children=tuple(self._children(name, row)),
            title=title,
            title_uses=uses_of(title),
            strength=self._strength(row),
            who=row.texts("who"),
            sources=row.texts("source"),
            when=row.get("when", Condition),
            lock=Lock(lock) if lock else None,
            lock_by=self.file.layer,
            item=item,
        )

    def _children(self, name: str, row: Row) -> Iterator[Block]:
        for key in ("text", "within", "evidence", "see"):
            for block in self._read(name, key):
                if block.form is Form.SECTION:
                    message = "a heading may not stand inside another block"
                    self.problems.append(error("prose-heading-inside", block.place, message, "write it as strong text"))
                elif block.form is Form.PROSE and key != "text":
                    yield replace(block, classes=(key,), place=row.place_of(key))
                else:
                    yield block

    def _read(self, name: str, key: str) -> Sequence[Block]:
        return self.prose.get(f"{self.file.file}?item:{name}.{key}", ())

    def _strength(self, row: Row) -> str:
        written = row.text("strength")
        if written and written not in self.declared.strengths:
            close = near(written, self.declared.strengths)
            hint = f"did you mean '{close[0]}'?" if close else f"write one of: {', '.join(self.declared.strengths)}"
            self.problems.append(error("not-one-of", row.place_of("strength"), f"'strength' cannot be '{written}'", hint))
            return ""
        return written


def fill(
    blocks: tuple[Block, ...], fillings: Mapping[str, Filling], used: dict[str, Block]
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks with every block that names a file of data filled from it; `used` remembers who asked for what.

    Reports `unknown-data`, `data-used-twice`, and `prose-id-twice` where an id of the data stands in the text too.
    """
    problems: list[Problem] = []

    def filled(block: Block) -> tuple[Block, ...]:
        name = data_name(block)
        if not name or block.children:
            return (block,)
        found = fillings.get(name)
        if found is None:
            problems.append(_unknown(name, fillings, block.place))
            return (replace(block, item=None),)
        if name in used:
            twice = error("data-used-twice", block.place, f"{_words(name)} stands in two places", "link to it from one of them")
            problems.append(beside(twice, used[name].place, "the other"))
            return (replace(block, item=None),)
        used[name] = block
        return (replace(block, item=found.item, children=found.children),)

    made = map_blocks(blocks, filled)
    return made, (*problems, *(_ids_twice(made) if used else ()))


def unused(files: Sequence[ItemFile], used: Mapping[str, Block]) -> Iterator[Problem]:
    """Yield `data-unused` for each file of data that no block names."""
    for each in files:
        if not each.is_changes and each.name not in used:
            hint = f"add ::: {{#{each.id} {each.kind}={each.id}}} and ::: to a document"
            yield warning("data-unused", each.row.place, f"no document shows {_words(each.name)}", hint)


def data_name(block: Block) -> str:
    """Return the data that a block is filled with: `pathway:at-a-glance`; empty for other blocks."""
    match block.item:
        case Pathway(id=name):
            return f"pathway:{name}"
        case FormItem(id=name):
            return f"form:{name}"
        case Audit(id=name):
            return f"audit:{name}"
        case _:
            return ""


def unknown_data(each: ItemFile, known: Sequence[str]) -> Problem:
    """Return the problem of changes to data that no document holds."""
    return _unknown(each.name, known, each.row.place)


def _unknown(name: str, known: Mapping[str, Filling] | Sequence[str], place: Place) -> Problem:
    kind, _, own = name.partition(":")
    same_kind = [each.partition(":")[2] for each in known if each.startswith(f"{kind}:")]
    return replace(unknown(kind, own, same_kind, place), code="unknown-data")


def _ids_twice(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    first: dict[str, Block] = {}
    for block in every_block(blocks):
        if not block.id or block.form is Form.KEEP:
            continue
        known = first.setdefault(block.id, block)
        if known is not block and (known.item is not None or block.item is not None):
            found = error("prose-id-twice", block.place, f"the id '{block.id}' is used twice in this document")
            yield beside(found, known.place, f"'{block.id}' stood here first")


def _field_problems(kind: FieldKind, row: Row) -> Iterator[Problem]:
    """Yield what a field of its type lacks or cannot have."""
    chosen = kind in {FieldKind.CHOICE, FieldKind.CHOICES}
    if chosen != bool(row.texts("choices")):
        yield _misfit(row, "choices", kind, is_missing=chosen)
    if (kind is FieldKind.TABLE) != bool(row.rows("columns")):
        yield _misfit(row, "columns", kind, is_missing=kind is FieldKind.TABLE)
    if row.get("rows", int) is not None and kind not in {FieldKind.TABLE, FieldKind.LONG_TEXT}:
        yield _misfit(row, "rows", kind, is_missing=False)
    yield from _sizes(row)
    for column in row.rows("columns").values():
        if (column.text("type") == FieldKind.CHOICE) != bool(column.texts("choices")):
            yield _misfit(column, "choices", FieldKind(column.text("type", "text")), is_missing=column.text("type") == FieldKind.CHOICE)


def _sizes(row: Row) -> Iterator[Problem]:
    """Yield what no page has room for, and what can be chosen twice."""
    rows = row.get("rows", int)
    if rows is not None and not 1 <= rows <= MOST_ROWS:
        message = f"'rows' is {rows}, and a page has room for 1 to {MOST_ROWS}"
        yield error("out-of-bounds", row.place_of("rows"), message, f"write a figure from 1 to {MOST_ROWS}")
    columns = row.rows("columns")
    if len(columns) > MOST_COLUMNS:
        message = f"the table has {len(columns)} columns, and a page has room for {MOST_COLUMNS}"
        yield error("out-of-bounds", row.place_of("columns"), message, "part it into two tables")
    for each in (row, *columns.values()):
        choices = each.texts("choices")
        for words in sorted({words for words in choices if choices.count(words) > 1}):
            yield error("choice-twice", each.place_of("choices"), f"'{words}' can be chosen twice", "delete one, or say how they differ")


def _misfit(row: Row, key: str, kind: FieldKind, *, is_missing: bool) -> Problem:
    if is_missing:
        return error("missing-key", row.place, f"a field of the type '{kind}' needs '{key}'", f"add `{key}:`")
    return error("unused-key", row.place_of(key), f"'{key}' does nothing in a field of the type '{kind}'", "delete it, or change the type")


def _words(name: str) -> str:
    kind, _, own = name.partition(":")
    return f"the {kind} '{own}'"

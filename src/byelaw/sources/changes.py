"""Make the entries of a localisation's page, and the prose below them, into changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from byelaw.core.blocks import Block, Form, Operation
from byelaw.core.declarations import Lock
from byelaw.core.localisations import Change, DocumentChanges, Order, Position, Relation
from byelaw.core.merging.targets import DOCUMENT
from byelaw.core.names import BlockId, DocumentId
from byelaw.core.problems import Place, Problem, error
from byelaw.sources.accounts import Member, account_of
from byelaw.sources.chunks import cut, without_entry
from byelaw.sources.prose import inlines_of, nest
from byelaw.sources.schemas.rows import Row

_TOGETHER = frozenset({Operation.REPLACE, Operation.MOVE, Operation.RETITLE, Operation.NOTE})
_PLACED = frozenset({Operation.INSERT, Operation.MOVE})
_WRITTEN = frozenset({Operation.INSERT, Operation.REPLACE})


@dataclass(frozen=True, slots=True)
class Written:
    """The prose of one file: of a page its body, flat, of a file of data its parts and items by id; and short texts by `entry.key`."""

    body: Sequence[Block] = ()
    short: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    pieces: Mapping[str, Block] = field(default_factory=dict)


def document_changes(row: Row, written: Written, member: Member) -> tuple[DocumentChanges, tuple[Problem, ...]]:
    """Return all that a page changes: changes in the order of their prose, then those without prose in the order of the entries.

    Reports `text-without-entry`, `entry-without-text`, `operations-clash`, `unused-key` and `missing-key`.
    """
    chunks = cut(written.body, row.rows("changes"))
    changes, problems = _changes(row, chunks.pieces, written, member)
    order, found = _order(row.row("order"), member)
    name = DocumentId(row.text("document").removeprefix("framework:"))
    return DocumentChanges(name, row.place, changes, order), (*chunks.problems, *problems, *found)


def data_changes(row: Row, pieces: Mapping[str, Block], written: Written, member: Member) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Return the changes of a file of data: of a pathway's steps, a form's fields, an audit's checks. `pieces` is what it writes, by id.

    Reports the same problems as a page of changes.
    """
    entries: Mapping[str, Row] = row.rows("changes")
    named = {entry.rpartition(":")[2]: entry for entry in entries} | {entry: entry for entry in entries}
    strangers = tuple(without_entry(block, entries) for name, block in pieces.items() if name not in named)
    mine = {named[name]: (block,) for name, block in pieces.items() if name in named}
    changes, problems = _changes(row, mine, written, member)
    return changes, (*strangers, *problems)


def _changes(
    row: Row, pieces: Mapping[str, Sequence[Block]], written: Written, member: Member
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Return the changes in the order of their texts, then those without text in the order of the entries."""
    entries: Mapping[str, Row] = row.rows("changes")
    changes: list[Change] = []
    problems: list[Problem] = []
    for target in (*pieces, *(each for each in entries if each not in pieces)):
        change, found = _change(target, entries[target], pieces.get(target, ()), written, member)
        changes.append(change)
        problems.extend(found)
    return tuple(changes), tuple(problems)


def _order(row: Row | None, member: Member) -> tuple[Order | None, tuple[Problem, ...]]:
    if row is None:
        return None, ()
    account, problems = account_of(row, member)
    return Order(row.texts("sections"), row.place, account), problems


def _change(target: str, row: Row, piece: Sequence[Block], written: Written, member: Member) -> tuple[Change, tuple[Problem, ...]]:
    account, problems = account_of(row, member)
    operations = _operations(row)
    text, note, found = _texts(target, row, operations, piece, written)
    title = inlines_of(written.short.get(f"{target}.title", ()))
    lock = row.text("lock")
    change = Change(
        target=target,
        operations=operations,
        place=row.place,
        account=account,
        position=_position(row),
        title=title,
        summary=row.text("summary"),
        text=text,
        note=note,
        lock=Lock(lock) if lock else None,
        supersedes=row.texts("supersedes"),
        instead=row.text("instead"),
    )
    return change, (*problems, *found, *_key_problems(target, row, operations), *_title_problems(target, row, written))


def _operations(row: Row) -> tuple[Operation, ...]:
    """Return what the entry does; one that only raises a lock needs no `do`."""
    written = tuple(Operation(each) for each in dict.fromkeys(row.texts("do")))
    return written or ((Operation.LOCK,) if "lock" in row.places else ())


def _position(row: Row) -> Position | None:
    places = (Position(relation, row.text(relation)) for relation in Relation if row.text(relation))
    return next(places, None)


def _texts(
    target: str, row: Row, operations: Sequence[Operation], piece: Sequence[Block], written: Written
) -> tuple[Block | None, Block | None, tuple[Problem, ...]]:
    """Return the text, the note, and what is missing or too much of the two."""
    block, problems = _nested(piece)
    short = written.short.get(f"{target}.note", ())
    note = _note_of(target, row.place_of("note"), short) if short else None
    takes_text = bool(_WRITTEN & set(operations))
    if takes_text:
        missing = () if piece else (_without_text(target, row),)
        return block, note, (*problems, *missing)
    if Operation.NOTE in operations and "note" not in row.places:
        missing = () if piece else (_without_text(target, row),)
        return None, block, (*problems, *missing)
    if piece and operations:
        message = f"the entry '{target}' takes no text, but there is one"
        found = error("text-without-entry", piece[0].place, message, "add `replace`, `insert` or `note` to its `do:`")
        return None, note, (*problems, found)
    return None, note, problems


def _nested(piece: Sequence[Block]) -> tuple[Block | None, tuple[Problem, ...]]:
    if not piece:
        return None, ()
    blocks, problems = nest(piece)
    return blocks[0], problems


def _note_of(target: str, place: Place, short: Sequence[Block]) -> Block:
    children = tuple(replace(each, children=()) if each.form is Form.SECTION else each for each in short)
    return Block(Form.STATEMENT, place, BlockId(target.rpartition(":")[2]), short[0].layer, children)


def _without_text(target: str, row: Row) -> Problem:
    message = f"there is no text for the entry '{target}'"
    return error("entry-without-text", row.place, message, f"write it below: a heading or a block with {{#{target.rpartition(':')[2]}}}")


def _key_problems(target: str, row: Row, operations: Sequence[Operation]) -> Iterator[Problem]:
    done = frozenset(operations)
    if not done and "do" not in row.places:
        hint = "one of: replace, insert, omit, note, retitle, move"
        yield error("missing-key", row.place, f"the entry '{target}' has no 'do'", hint)
    if (len(done) > 1 and not (done <= _TOGETHER or done == {Operation.INSERT, Operation.NOTE})) or done >= _WRITES_TITLE:
        message = f"{' and '.join(operations)} of '{target}' do not go together"
        yield error("operations-clash", row.place_of("do"), message, "replace, move and note do; retitle goes with move and note")
    yield from _position_problems(row, is_placed=bool(done & _PLACED))
    if "title" in row.places and Operation.RETITLE not in done:
        yield _unused("title", "retitle", row)
    if "summary" in row.places and (Operation.RETITLE not in done or target != DOCUMENT):
        yield _unused("summary", "retitle of 'document'", row)
    if Operation.RETITLE in done and "title" not in row.places:
        yield error("missing-key", row.place, f"the entry '{target}' has no 'title'", "write the new title")
    if "instead" in row.places and Operation.OMIT not in done:
        yield _unused("instead", "omit", row)


_WRITES_TITLE = frozenset({Operation.REPLACE, Operation.RETITLE})


def _position_problems(row: Row, *, is_placed: bool) -> Iterator[Problem]:
    given = [str(relation) for relation in Relation if relation in row.places]
    if is_placed and not given:
        yield error("missing-key", row.place, "it does not say where to", "add one of: before, after, start, end")
    if not is_placed:
        for key in given:
            yield _unused(key, "insert or move", row)
    elif len(given) > 1:
        message = f"it says {len(given)} places: {', '.join(given)}"
        yield error("two-places", row.place_of(given[1]), message, "keep one of them")


def _unused(key: str, operation: str, row: Row) -> Problem:
    hint = f"delete it, or add {operation} to `do:`"
    return error("unused-key", row.place_of(key), f"'{key}' does nothing without {operation}", hint)


def _title_problems(target: str, row: Row, written: Written) -> Iterator[Problem]:
    short = written.short.get(f"{target}.title", ())
    if short and not inlines_of(short):
        message = "'title' must be one line of text"
        yield error("title-format", row.place_of("title"), message, "write it without headings, lists or blank lines")

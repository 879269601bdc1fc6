"""Cut a localisation's prose into one piece for each entry."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from byelaw.core.blocks import Block, Form
from byelaw.core.names import near
from byelaw.core.problems import Problem, beside, error


@dataclass(frozen=True, slots=True)
class Chunks:
    """The pieces by entry, in the order of the prose: flat blocks, the first of which has the entry's id."""

    pieces: Mapping[str, tuple[Block, ...]]
    problems: tuple[Problem, ...]


def cut(flat: Sequence[Block], entries: Collection[str]) -> Chunks:
    """Return a heading with what is under it, or one block with an id, for each entry.

    A heading's piece ends at the next heading that is not under it and at the next block that has an entry. Text has plain ids: `panel`
    is also the text of an entry `northmere:panel`, unless there is one `panel`. Reports
    `text-without-entry` once for each run of blocks that belong to none, and `double-change` for a second piece of one entry.
    """
    named = {entry.rpartition(":")[2]: entry for entry in entries} | {entry: entry for entry in entries}
    pieces: dict[str, list[Block]] = {}
    problems: list[Problem] = []
    current: list[Block] | None = None
    is_lost = False
    for block in flat:
        entry = named.get(block.id) if block.form is not Form.KEEP else None
        if entry is not None:
            if entry in pieces:
                problems.append(_twice(block, pieces[entry][0]))
            current = pieces.setdefault(entry, [block])
            is_lost = False
        elif current is not None and _is_under(block, current[0]):
            current.append(block)
        else:
            if not is_lost:
                problems.append(without_entry(block, entries))
            current, is_lost = None, True
    return Chunks({entry: tuple(piece) for entry, piece in pieces.items()}, tuple(problems))


def _is_under(block: Block, heading: Block) -> bool:
    return heading.form is Form.SECTION and (block.form is not Form.SECTION or block.level > heading.level)


def without_entry(block: Block, entries: Collection[str]) -> Problem:
    """Return the problem of text that belongs to no entry."""
    if not block.id:
        message = "this text belongs to no entry under 'changes:'"
        hint = "put it under a heading or in a block with the id of an entry: `::: {#id}`"
        return error("text-without-entry", block.place, message, hint)
    close = near(block.id, [entry.rpartition(":")[2] for entry in entries])
    hint = f"did you mean '{close[0]}'?" if close else f"add '{block.id}:' with `do:` and `because:` under 'changes:'"
    return error("text-without-entry", block.place, f"'{block.id}' has no entry under 'changes:'", hint)


def _twice(block: Block, first: Block) -> Problem:
    found = error("double-change", block.place, f"there are two texts for '{block.id}'", "keep one of them")
    return beside(found, first.place, "the first")

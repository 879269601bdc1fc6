"""Prose: Markdown bodies in, blocks out, each with its place and all problems found.

Each distinct text is parsed once. Pandoc is lenient: what it cannot read as markup becomes text, silently. The steps
below therefore check the text before, the tree after, and how both fit; `docs/reference/source-format.md` says what an
author may write.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from byelaw.core.blocks import Block, Form
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Problem, error
from byelaw.core.tree import Nodes
from byelaw.sources.prose_blocks import build_blocks
from byelaw.sources.prose_checks import check_nodes
from byelaw.sources.prose_fences import check_fences
from byelaw.sources.prose_lint import (
    check_attribute_lines,
    check_characters,
    check_notes,
    check_words_of_ours,
    is_safe_to_read,
)
from byelaw.sources.prose_reading import Reading, Vocabulary
from byelaw.sources.prose_tree import MARKUP_WITH_POSITIONS, Origin, gathered
from byelaw.tools.pandoc import Failure, FailureKind, PandocPool

__all__ = ["ProseRequest", "Vocabulary", "inlines_of", "nest", "read_prose"]

NOTHING_DECLARED = Vocabulary()
FIRST_LEVEL = 2
"""The title is level 1, so a document's headings start at 2."""


_POINT = re.compile(r"\(line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class ProseRequest:
    """A text to read. `key` is the caller's; `first_line` and `first_column` are where the text starts in its file."""

    key: str
    file: str
    text: str
    first_line: int = 1
    layer: LayerId = FRAMEWORK
    first_column: int = 1


def read_prose(
    requests: Sequence[ProseRequest], pandoc: PandocPool, vocabulary: Vocabulary = NOTHING_DECLARED
) -> tuple[dict[str, tuple[Block, ...]], tuple[Problem, ...]]:
    """Return the blocks of each text by key, flat (see `nest`), and all problems found; () for an unreadable text."""
    readings = {request.key: _reading(request, vocabulary) for request in requests}
    safe = [request for request in requests if is_safe_to_read(request.text, readings[request.key])]
    parsed = _parse({_ended(request.text) for request in safe}, pandoc)
    blocks: dict[str, tuple[Block, ...]] = dict.fromkeys(readings, ())
    for request in safe:
        blocks[request.key] = _blocks(request, parsed[_ended(request.text)], readings[request.key])
    return blocks, tuple(problem for reading in readings.values() for problem in reading.problems)


def _ended(text: str) -> str:
    """Return the text with its last line ended: pandoc reads a fence that ends the file without one as a fence and an empty paragraph."""
    return text if text.endswith("\n") else text + "\n"


def nest(flat: Sequence[Block], *, start_level: int = 0) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks with what follows a heading inside it.

    Reports headings of level 1 and skipped levels. `start_level` is the level the first heading must have; 0 takes any
    from 2, as a localisation's text may start anywhere.
    """
    problems = tuple(_level_problems(flat, start_level))
    nested, rest = _nested(list(flat), 0)
    return tuple(nested + rest), problems


def inlines_of(flat: Sequence[Block]) -> Nodes:
    """Return the inlines of a text that is one paragraph, such as a title; () for anything else."""
    if len(flat) != 1 or flat[0].form is not Form.PROSE or flat[0].nodes[0]["t"] not in ("Para", "Plain"):
        return ()
    return tuple(flat[0].nodes[0]["c"])


def _reading(request: ProseRequest, vocabulary: Vocabulary) -> Reading:
    return Reading(Origin(request.file, request.first_line, request.first_column), request.layer, vocabulary)


def _parse(texts: set[str], pandoc: PandocPool) -> dict[str, Nodes | Failure]:
    """Read each distinct text in a call of its own, so that one that hangs takes no other with it."""
    ordered = sorted(texts, key=lambda text: (-len(text), text))
    return dict(zip(ordered, pandoc.map(lambda text: pandoc.read(text, MARKUP_WITH_POSITIONS), ordered), strict=True))


def _blocks(request: ProseRequest, parsed: Nodes | Failure, reading: Reading) -> tuple[Block, ...]:
    check_characters(request.text, reading)
    check_words_of_ours(request.text, reading)
    check_attribute_lines(request.text, reading)
    check_notes(request.text, reading)
    if isinstance(parsed, Failure):
        _report_failure(parsed, reading)
        return ()
    nodes = gathered(parsed)
    check_nodes(nodes, reading)
    check_fences(request.text, nodes, reading)
    blocks = build_blocks(nodes, reading)
    _check_repeated_ids(blocks, reading)
    return blocks


def _report_failure(failure: Failure, reading: Reading) -> None:
    """Report why a text could not be read, at the point that pandoc names if it names one."""
    code = "prose-timeout" if failure.kind is FailureKind.TIMEOUT else "prose-unreadable"
    found = _POINT.search(failure.detail)
    point = (int(found[1]), int(found[2])) if found else (0, 0)
    words = failure.detail.splitlines()[0].partition("unexpected Tok {")[0].strip()
    reading.report(code, point, f"the text could not be read: {words or failure.kind}", "look at what stands just before")


def _check_repeated_ids(blocks: Sequence[Block], reading: Reading) -> None:
    """Report ids used twice; the second place is where the id stood first."""
    first: dict[str, Block] = {}
    for block in _with_ids(blocks):
        if block.id in first:
            problem = error("prose-id-twice", block.place, f"the id '{block.id}' is used twice in this text")
            reading.problems.append(replace(problem, second=first[block.id].place, second_note=f"'{block.id}' stood here first"))
        first.setdefault(block.id, block)


def _with_ids(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.id and block.form is not Form.KEEP:
            yield block
        yield from _with_ids(block.children)


def _nested(blocks: list[Block], level: int) -> tuple[list[Block], list[Block]]:
    """Take the blocks that belong under a heading of the level; return them nested, and the rest."""
    result: list[Block] = []
    while blocks:
        block, below = blocks[0], blocks[1:]
        if block.form is not Form.SECTION:
            result.append(block)
            blocks = below
            continue
        if block.level <= level:
            break
        children, blocks = _nested(below, block.level)
        result.append(replace(block, children=tuple(children)))
    return result, blocks


def _level_problems(flat: Sequence[Block], start_level: int) -> Iterator[Problem]:
    previous = start_level - 1 if start_level else 0
    for block in flat:
        if block.form is not Form.SECTION:
            continue
        if block.level < FIRST_LEVEL:
            yield error(
                "heading-level",
                block.place,
                "a heading of level 1 is the document's title, which the front matter gives",
                "use '##'",
            )
        elif previous and block.level > previous + 1:
            message = f"a heading of level {block.level} may not follow one of level {previous}"
            yield error("heading-level", block.place, message, f"use {'#' * (previous + 1)}")
        previous = max(block.level, FIRST_LEVEL)

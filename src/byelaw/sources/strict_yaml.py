"""The one YAML reader: every scalar stays the text as written, and everything that makes YAML a trap is refused with its place.

PyYAML's C parser gives events one at a time; each is checked before it becomes a node, so that no anchor is followed, no tag is resolved
and a deep or huge file is refused as soon as it is too deep or too large.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import yaml

from byelaw.core.problems import Place, Problem, beside, error
from byelaw.sources.texts import HIDDEN, hidden_character

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 20
MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written, without its quotes. `plain` tells that it had none. Nothing written is an empty text."""

    text: str
    place: Place
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in order."""

    items: "tuple[YamlNode, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values in order; no key stands twice."""

    entries: "tuple[tuple[Scalar, YamlNode], ...]"
    place: Place


YamlNode: TypeAlias = Scalar | Listing | Table


@dataclass(slots=True)
class _Open:
    """A table or list that is still being read. `key` is the key whose value comes next."""

    place: Place
    is_table: bool
    items: list[YamlNode] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, YamlNode]] = field(default_factory=dict)
    key: Scalar | None = None


class _Mark(Protocol):
    """A place as libyaml counts it, from 0."""

    @property
    def line(self) -> int:
        """Return the line."""

    @property
    def column(self) -> int:
        """Return the column."""


class _RefusedError(Exception):
    """Reading cannot go on: carries the problem out of the loop."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Reading:
    """What one read has come to."""

    file: str
    first_line: int
    stack: list[_Open] = field(default_factory=list)
    root: YamlNode | None = None
    nodes: int = 0
    problems: list[Problem] = field(default_factory=list)

    def place(self, mark: _Mark | None) -> Place:
        """Return the mark as a place of the file, counted from 1."""
        if mark is None:
            return Place(self.file, self.first_line)
        return Place(self.file, mark.line + self.first_line, mark.column + 1)


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[YamlNode | None, tuple[Problem, ...]]:
    """Return the one node of a YAML text, None when it cannot be read, and every problem found (codes `yaml-…`, `duplicate-key`).

    `first_line` is the line of the file on which the text starts. An empty text is an empty Scalar.
    """
    reading = _Reading(file, first_line)
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "replace")) > MOST_BYTES:
        message = "the YAML is larger than 1 MiB"
        return None, (error("file-too-big", Place(file, first_line), message, "split it into smaller files"),)
    if found := HIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + first_line
        column = found.start() - text.rfind("\n", 0, found.start())
        return None, (hidden_character(found.group(), Place(file, line, column)),)
    try:
        for event in _events(text, reading):
            _take(event, reading)
    except _RefusedError as refused:
        return None, (*reading.problems, refused.problem)
    root = reading.root if reading.root is not None else Scalar("", Place(file, first_line, 1))
    return root, tuple(reading.problems)


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """Return the YAML between the first two `---` lines, the body after it and the body's first line; None without front matter.

    The YAML starts on line 2 of the file.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return None
    return "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :]), end + 2


def _events(text: str, reading: _Reading) -> Iterator[yaml.Event]:
    documents = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                _check_document(event, documents, reading)
            yield event
    except yaml.YAMLError as failure:
        raise _RefusedError(_syntax_problem(failure, reading)) from failure


def _check_document(event: yaml.DocumentStartEvent, number: int, reading: _Reading) -> None:
    place = reading.place(event.start_mark)
    if number > 1:
        message = "a second YAML document starts here; a file holds one"
        raise _RefusedError(error("yaml-several-documents", place, message, "delete the line `---`, or move the rest to its own file"))
    if event.tags or event.version:
        message = "a line that starts with `%` gives orders to a YAML reader, which is not allowed"
        raise _RefusedError(error("yaml-tag", place, message, "delete it"))


def _take(event: yaml.Event, reading: _Reading) -> None:
    match event:
        case yaml.AliasEvent():
            message = f"`*{event.anchor}` is a YAML alias, which is not allowed"
            hint = "write the text out, or put quotes around it"
            raise _RefusedError(error("yaml-alias", reading.place(event.start_mark), message, hint))
        case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent():
            _check_node(event, reading)
            _start(event, reading)
        case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
            _add(_closed(reading.stack.pop()), reading)
        case _:
            pass


def _check_node(event: yaml.NodeEvent, reading: _Reading) -> None:
    place = reading.place(event.start_mark)
    reading.nodes += 1
    if event.anchor is not None:
        message = f"`&{event.anchor}` is a YAML anchor, which is not allowed"
        raise _RefusedError(error("yaml-anchor", place, message, "delete it, or put quotes around the text"))
    if getattr(event, "tag", None) is not None:
        message = "`!` starts a YAML tag, which is not allowed"
        raise _RefusedError(error("yaml-tag", place, message, "delete the word with `!`, or put quotes around the text"))
    if reading.nodes > MOST_NODES:
        message = f"the file holds more than {MOST_NODES:,} entries"
        raise _RefusedError(error("yaml-too-many", place, message, "split it into smaller files"))


def _start(event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent, reading: _Reading) -> None:
    place = reading.place(event.start_mark)
    if isinstance(event, yaml.ScalarEvent):
        if event.style and (found := HIDDEN.search(event.value)):
            raise _RefusedError(hidden_character(found.group(), place))
        _add(Scalar(event.value, place, plain=not event.style), reading)
        return
    if reading.stack and reading.stack[-1].is_table and reading.stack[-1].key is None:
        message = "a list or a table cannot be a key"
        raise _RefusedError(error("yaml-key", place, message, "put quotes around the text if it starts with `[`, `{` or `?`"))
    if len(reading.stack) == MOST_DEPTH:
        message = f"lists and tables stand more than {MOST_DEPTH} deep in each other"
        raise _RefusedError(error("yaml-too-deep", place, message, "put quotes around text that starts with `[` or `{`"))
    reading.stack.append(_Open(place, is_table=isinstance(event, yaml.MappingStartEvent)))


def _closed(done: _Open) -> YamlNode:
    return Table(tuple(done.entries.values()), done.place) if done.is_table else Listing(tuple(done.items), done.place)


def _add(node: YamlNode, reading: _Reading) -> None:
    if not reading.stack:
        reading.root = node
        return
    top = reading.stack[-1]
    if not top.is_table:
        top.items.append(node)
    elif top.key is None:
        if isinstance(node, Scalar):
            top.key = _checked_key(node)
    else:
        _add_entry(top, top.key, node, reading)
        top.key = None


def _checked_key(key: Scalar) -> Scalar:
    if key.plain and key.text == "<<":
        message = "`<<` merges one table into another, which is not allowed"
        raise _RefusedError(error("yaml-merge-key", key.place, message, "write the entries out"))
    if not key.text:
        raise _RefusedError(error("yaml-key", key.place, "a key is missing before the colon", "write the key, or delete the line"))
    return key


def _add_entry(table: _Open, key: Scalar, value: YamlNode, reading: _Reading) -> None:
    earlier = table.entries.get(key.text)
    if earlier is None:
        table.entries[key.text] = (key, value)
        return
    message = f"'{key.text}' stands twice, on lines {earlier[0].place.line} and {key.place.line}"
    problem = error("duplicate-key", key.place, message, "keep one of them")
    reading.problems.append(beside(problem, earlier[0].place, f"the first '{key.text}'"))


_CAUSES = (
    ("mapping values are not allowed", "there is a second colon here", "put quotes around text that holds a colon and a space"),
    ("unexpected end of stream", "a quotation mark that opens here is never closed", "close it"),
    ("expected ',' or ']'", "a list that starts with `[` is not closed, or a comma is missing", "close it, or put quotes around the text"),
    ("expected ',' or '}'", "a table that starts with `{` is not closed, or a comma is missing", "close it, or put quotes around the text"),
    ("expected '-' indicator", "a line here is not an item of the list above it", "line it up with the lines around it"),
    ("expected key", "this line does not stand where its neighbours stand", "line it up with the lines around it"),
    ("expected ':'", "a colon is missing", "write `name: text`"),
    ("could not find expected ':'", "a colon is missing", "write `name: text`"),
    ("block sequence entries are not allowed", "a list cannot start on this line", "start it on the next line"),
    (
        "expected <document start>",
        "nothing may stand here: the file's one list or table has ended above",
        "put it inside; delete a `{}` or `[]` above it",
    ),
    ("indentation", "the spaces before this line are not right", "line it up with the lines around it"),
)


def _syntax_problem(failure: yaml.YAMLError, reading: _Reading) -> Problem:
    """Say in plain words what the parser stumbled over; libyaml's own words where no better ones are known."""
    mark = getattr(failure, "problem_mark", None) or getattr(failure, "context_mark", None)
    place = reading.place(mark)
    said = str(getattr(failure, "problem", None) or failure)
    if "cannot start any token" in said:
        message = "text starts with a tab, or with one of @ ` %, which YAML does not allow"
        return error("yaml-syntax", place, message, "use spaces instead of tabs; put quotes around the text")
    for words, message, hint in _CAUSES:
        if words in said:
            return error("yaml-syntax", place, message, hint)
    return error("yaml-syntax", place, f"the YAML cannot be read: {said}", "compare the line with its neighbours")

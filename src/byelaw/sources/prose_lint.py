"""What is refused in a text line by line: what could tie pandoc up, what no reader can see, notes without a home."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from byelaw.sources.prose_reading import Reading
from byelaw.sources.prose_tree import POSITION, WRAPPER

MOST_CHARACTERS = 1_000_000
MOST_IN_LINE = 100_000
"""A clause of 10,000 words may be written on one line."""

MOST_BRACKETS = 200
"""Of one kind in one line: a wide table row of links has some dozens; hundreds are an attack on the parser."""

MOST_NESTED = 12
"""Fences, quotations or lists inside one another."""

_MARK = re.compile(r"[ \t]*(>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))")
"""A mark that opens a quotation or a list item; they may stand in any order at the start of a line."""

_FENCE = re.compile(r"[ \t>]*:{3,}(.*)")
_CODE_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_OURS = re.compile(r"\{[^{}]*?\b(" + WRAPPER + "|" + POSITION + r")\s*=")
_DEFINITION = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:")
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_ATTRIBUTE_LINE = re.compile(r"\{[^{}]*\}\Z")
_TAKES_NO_MORE = re.compile(r":{3}|\{[^{}]*\}\Z|#{1,6}\s.*\{[^{}]*\}\Z")
"""A fence, another line of attributes, a heading with its own."""

_INDENT_OF_A_LEVEL = 2


def is_safe_to_read(text: str, reading: Reading) -> bool:
    """Report what could tie up the reader (size, brackets, nesting); True when there is nothing of it."""
    before = len(reading.problems)
    if len(text) > MOST_CHARACTERS:
        reading.report("prose-size", (1, 1), f"the text has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read")
        return False
    fences = 0
    for number, line in _lines(text):
        fences = _check_line(number, line, fences, reading)
        if len(reading.problems) > before:
            return False
    return True


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(re.split(r"\r\n|\n|\r", text), start=1)


def _check_line(number: int, line: str, fences: int, reading: Reading) -> int:
    """Report the line if it is too long or nests too deep; return how many fences are open after it."""
    if len(line) > MOST_IN_LINE:
        reading.report("prose-size", (number, 1), f"the line has {len(line):,} characters; at most {MOST_IN_LINE:,} are read")
    for bracket in "[<`":
        if line.count(bracket) > MOST_BRACKETS:
            reading.report("prose-size", (number, 1), f"the line has more than {MOST_BRACKETS} '{bracket}'")
    fences = _fences_after(line, fences)
    deepest = max(fences, _marks(line))
    if deepest > MOST_NESTED:
        reading.report("prose-nesting", (number, 1), f"blocks stand more than {MOST_NESTED} deep in one another")
    return fences


def _fences_after(line: str, fences: int) -> int:
    found = _FENCE.match(line)
    if not found:
        return fences
    return fences + 1 if found[1].strip(" \t:") else max(0, fences - 1)


def _marks(line: str) -> int:
    """Return how deep the line may be in quotations and lists: by the marks it starts with, and by how far the first is indented."""
    marks, end = 0, 0
    while found := _MARK.match(line, end):
        marks, end = marks + 1, found.end()
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    return marks + indent // _INDENT_OF_A_LEVEL // 2 if marks else 0


def check_characters(text: str, reading: Reading) -> None:
    """Report characters that cannot be seen: controls, direction marks, zero-width spaces, private use."""
    for number, line in _lines(text):
        if line.isascii() and line.isprintable():
            continue
        for column, character in enumerate(line, start=1):
            if not character.isascii() or not character.isprintable():
                _check_character(character, (number, column), reading)


def _check_character(character: str, point: tuple[int, int], reading: Reading) -> None:
    if character == "\t" or character in "\u200c\u200d":
        return
    if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
        name = unicodedata.name(character, "a control character")
        reading.report("prose-invisible", point, f"an invisible character: U+{ord(character):04X} ({name})", "delete it")


def check_words_of_ours(text: str, reading: Reading) -> None:
    """Report attributes that only the reader may set."""
    for number, line in _lines_outside_code(text):
        for found in _OURS.finditer(line):
            reading.report("prose-attribute", (number, found.start(1) + 1), f"'{found[1]}' is not an attribute that authors write")


def check_attribute_lines(text: str, reading: Reading) -> None:
    """Report attributes alone on a line that no block takes: pandoc drops them, or mixes them with the next ones."""
    waiting = 0
    for number, line in _lines_outside_code(text):
        words = line.strip(" \t>")
        if not words:
            continue
        if waiting and _TAKES_NO_MORE.match(words):
            _report_lost(waiting, reading)
        waiting = number if _ATTRIBUTE_LINE.match(words) else 0
    if waiting:
        _report_lost(waiting, reading)


def _report_lost(number: int, reading: Reading) -> None:
    message = "no block follows that could take these attributes"
    hint = "a block's attributes stand in one place: above a paragraph, list or table, or in its own heading or fence"
    reading.report("prose-literal-attributes", (number, 1), message, hint)


def check_notes(text: str, reading: Reading) -> None:
    """Report notes written twice or never called. A call without a note stays in the text and is found there."""
    first: dict[str, tuple[int, int]] = {}
    called: set[str] = set()
    for number, line in _lines_outside_code(text):
        found = _DEFINITION.match(line)
        called.update(match[1].casefold() for match in _CALL.finditer(line, found.end() if found else 0))
        if not found:
            continue
        label = found[1].casefold()
        if label in first:
            message = f"the note '[^{found[1]}]' is written twice; only the first would be shown"
            reading.report_pair("prose-note", ((number, 1), first[label]), message, "the first")
        first.setdefault(label, (number, 1))
    _report_unused(first, called, reading)


def _report_unused(first: Mapping[str, tuple[int, int]], called: set[str], reading: Reading) -> None:
    for label, point in first.items():
        if label not in called:
            reading.report("prose-note", point, f"no text calls the note '[^{label}]', so nobody would read it")


def _lines_outside_code(text: str) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in _lines(text):
        found = _CODE_FENCE.match(line)
        if found and not fence:
            fence = found[1][:3]
        elif found and found[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, line

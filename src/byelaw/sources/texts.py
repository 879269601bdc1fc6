"""Bytes of a source file as text: UTF-8 without a byte order mark, and nothing in it that a reader cannot see."""

import re
import unicodedata

from byelaw.core.problems import Place, Problem, error

_RANGES = (
    ("\x00", "\x08"),
    ("\x0b", "\x1f"),
    ("\x7f", "\x9f"),
    ("\u00ad", "\u00ad"),
    ("\u034f", "\u034f"),
    ("\u061c", "\u061c"),
    ("\u115f", "\u1160"),
    ("\u17b4", "\u17b5"),
    ("\u180e", "\u180e"),
    ("\u200b", "\u200f"),
    ("\u2028", "\u202e"),
    ("\u2060", "\u206f"),
    ("\u2800", "\u2800"),
    ("\u3164", "\u3164"),
    ("\ud800", "\udfff"),
    ("\ufeff", "\ufeff"),
    ("\uffa0", "\uffa0"),
    ("\ufff0", "\ufffb"),
    ("\U000e0000", "\U000e0fff"),
)
HIDDEN = re.compile("[" + "".join(f"{first}-{last}" for first, last in _RANGES) + "]")
"""Controls, bidirectional controls and characters without ink (CVE-2021-42574); a space of any width is none of them."""

MOST_HIDDEN = 10


def decode(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a source file with its line ends made alike, and `not-utf-8`, `byte-order-mark` or `hidden-character` problems.

    With a problem the text is empty: nothing may be read from what cannot be trusted.
    """
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return "", (_byte_order_mark(data, file),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        return "", (_not_utf_8(data, failure.start, file),)
    text = text.replace("\r\n", "\n")
    problems = hidden_characters(text, file)
    return ("", problems) if problems else (text, ())


def hidden_characters(text: str, file: str) -> tuple[Problem, ...]:
    """Return a `hidden-character` problem for each of the first ten such characters, with line and column."""
    problems: list[Problem] = []
    for match in HIDDEN.finditer(text):
        if len(problems) == MOST_HIDDEN:
            break
        problems.append(hidden_character(match.group(), _place(text, match.start(), file)))
    return tuple(problems)


def hidden_character(character: str, place: Place) -> Problem:
    """Return the problem for one hidden character."""
    name = unicodedata.name(character, "control character")
    message = f"there is a character here that nobody can see: U+{ord(character):04X} ({name.lower()})"
    return error("hidden-character", place, message, "delete it and type the text again")


def _byte_order_mark(data: bytes, file: str) -> Problem:
    if data.startswith(b"\xef\xbb\xbf"):
        hint = "save it as 'UTF-8' (not 'UTF-8 with BOM')"
        return error("byte-order-mark", Place(file, 1, 1), "the file starts with a byte order mark (bytes EF BB BF)", hint)
    return error("not-utf-8", Place(file, 1, 1), "the file is UTF-16, not UTF-8 (byte 1)", "save it as 'UTF-8'")


def _not_utf_8(data: bytes, offset: int, file: str) -> Problem:
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message = f"byte {offset + 1} (0x{data[offset]:02X}) is not UTF-8"
    return error("not-utf-8", Place(file, line, column), message, "save the file as 'UTF-8'")


def _place(text: str, offset: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

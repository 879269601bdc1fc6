"""How typed values read: dates in full, lists joined, limits with their event, numbers to call as links."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.dates import format_date

from byelaw.core.declarations import Content, Declarations, FieldDeclaration, Type, ValueDeclaration
from byelaw.core.limits import Direction, Limit
from byelaw.core.tree import Node, link, span, text

LONG_DATE = "long-date"
_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value to word: what it is declared as, what it is, how it was written; for a limit, the event that it runs from unless it says."""

    declared: FieldDeclaration
    content: Content
    written: str
    anchor: str = ""


def inlines(entry: Entry, filter_name: str, declarations: Declarations) -> tuple[Node, ...]:
    """Return a value as inlines; a telephone number, an email address and a web address are links."""
    if filter_name == LONG_DATE and isinstance(entry.content, date):
        return tuple(text(str(format_date(entry.content, "full", locale=_locale(declarations.language)))))
    words = filtered(plain_words(entry, declarations), filter_name)
    match entry.declared.type:
        case Type.PHONE:
            return (link(text(words), "tel:" + "".join(sign for sign in words if sign.isdigit() or sign == "+")),)
        case Type.EMAIL:
            return (link(text(words), f"mailto:{words}"),)
        case Type.URL:
            return (link(text(words), words),)
        case _:
            return tuple(text(words))


def plain_words(entry: Entry, declarations: Declarations) -> str:
    """Return a value as people read it."""
    match entry.content:
        case bool():
            return "yes" if entry.content else "no"
        case Limit() as limit:
            event = declarations.events.get(limit.anchor, limit.anchor)
            return f"{limit} after {event}" if limit.anchor and limit.anchor != entry.anchor else str(limit)
        case date() as day:
            return day_words(day, declarations.language)
        case tuple() as items:
            return sentence_list(items)
        case str() | int() as plain:
            return str(plain)
        case _:
            return entry.written


def slot(declared: ValueDeclaration, declarations: Declarations) -> Node:
    """Return what stands above the tier that sets a value: "set locally: at most 3 working days"."""
    if declared.direction is not None and declared.default is not None:
        limit = "at most" if declared.direction is Direction.AT_MOST else "at least"
        entry = Entry(declared.field, declared.default, declared.default_written, declared.anchor)
        return slot_words(f"{limit} {plain_words(entry, declarations)}")
    return slot_words(uncapitalised(declared.field.name))


def slot_words(words: str) -> Node:
    """Return the mark of something that each member of a lower tier sets."""
    return span(text(f"set locally: {words}"), ["slot"])


def uncapitalised(name: str) -> str:
    """Return the name as it stands inside a sentence; one that begins with an abbreviation keeps its capitals."""
    return name if name[:1].isupper() and name[1:2].isupper() else name[:1].lower() + name[1:]


@lru_cache(maxsize=4096)
def day_words(day: date, language: str) -> str:
    """Return a date as people write it: 30 June 2027."""
    return str(format_date(day, "d MMMM y", locale=_locale(language)))


def sentence_list(items: tuple[str, ...]) -> str:
    """Return the items as a sentence lists them: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def filtered(words: str, filter_name: str) -> str:
    """Return the words as the named filter writes them; see FILTERS."""
    chosen = FILTERS.get(filter_name)
    return chosen(words) if chosen is not None else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _in_words(words: str) -> str:
    number, space, rest = words.partition(" ")
    return f"{_WORDS[int(number)]}{space}{rest}" if number.isdigit() and int(number) < len(_WORDS) else words


FILTERS: Mapping[str, Callable[[str], str]] = {
    "capital": _capital,
    "lower": str.lower,
    "upper": str.upper,
    "words": _in_words,
    LONG_DATE: str,
    "sentence-list": str,
}
"""The closed set of filters: `{{ name as FILTER }}`. Dates and lists are worded before a filter sees them."""


def _locale(language: str) -> str:
    return language.replace("-", "_")

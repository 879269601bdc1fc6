"""What only a draft has: gaps marked for later, words from a template, notes to an editor."""

import re
from collections.abc import Iterator
from functools import lru_cache

from byelaw.core.contents.draft_marks import ALONE, CAPITALS, USUAL
from byelaw.core.contents.passages import Finding, Part, Passage

_USUAL = tuple((hints.split("/"), re.compile("|".join(f"(?:{each})" for each in group), re.IGNORECASE)) for hints, group in USUAL)
_CAPITALS = re.compile("|".join(f"(?:{each})" for each in CAPITALS))
_BRACKETS = re.compile(r"\[(?!\s*(?:sic|…|\.\.\.|\d{4}|x|\^[^\]]*)?\s*\])(?=[^\[\]]*[^\W\d_])[^\[\]]{1,80}\]")
"""Words in square brackets; not "[2019]" of a judgment, nor what a reader of Markdown reports itself."""

_IN_ADDRESS = re.compile(
    r"(?<![a-z0-9])(?:tb[cad]|x{3,}|to-?do|insert[-_]?\w*|place-?holder|lorem|your-?(?:site|url|page|link|domain|council)\w*|link-?here)(?![a-z0-9])",
    re.IGNORECASE,
)
"""Marks in the address of a link."""

_EMPTY = {
    Part.TITLE: r"title|heading(?: \d)?|sub-?heading|test",
    Part.CAPTION: r"title|caption|text|table|test",
    Part.ALTERNATIVE: r"image ?\d*|picture ?\d*|photo ?\d*|logo|diagram|caption|text|img[_-]?\d+|screenshot ?\d*|alt",
    Part.DATA: r"text|name|title|summary|description|string|value|null|test",
    Part.POST: r"name|role|post|owner|person|text|test",
}
_WHOLE = {part: re.compile(rf"\W*(?:{ALONE}|{words})\W*", re.IGNORECASE) for part, words in _EMPTY.items()}
"""What an editor or a template puts into an empty field, by where it stands."""

_LONGEST_SHOWN = 60


def placeholders(passage: Passage, others: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what stands in a passage only until somebody finishes it; `others` are words that the framework declares."""
    end = -1
    for start, stop in sorted(set(_spans(passage, others))):
        if start >= end:
            yield _finding(passage.plain[start:stop].strip())
        end = max(end, stop)


def _spans(passage: Passage, others: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    words = passage.plain
    if passage.part is Part.TARGET:
        yield from (match.span() for match in _IN_ADDRESS.finditer(words))
        return
    small = words.lower()
    for hints, pattern in _USUAL:
        if any(hint in small for hint in hints):
            yield from (match.span() for match in pattern.finditer(words))
    yield from (match.span() for match in _CAPITALS.finditer(words))
    if not passage.is_quoted and passage.part not in (Part.SOURCE, Part.CODE):
        yield from (match.span() for match in _BRACKETS.finditer(words))
    if others:
        yield from (match.span() for match in _declared(others).finditer(words))
    if passage.part in _WHOLE and _WHOLE[passage.part].fullmatch(words):
        yield 0, len(words)


@lru_cache(maxsize=8)
def _declared(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in words), re.IGNORECASE)


def _finding(words: str) -> Finding:
    shown = words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"
    return Finding(words, f"'{shown}' looks like something that was to be finished", "write what belongs here, or take it out")

"""Where words stand in their source file: a paragraph, list or table is read as one, and a problem is about a few words of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from byelaw.core.problems import Place, Problem
from byelaw.sources.snapshot import Snapshot

_MARK = r"(?:[*_`\\]|\]\([^()\s]*\)|[\[\]])*"
_BETWEEN = rf"(?:{_MARK}(?:\s|&nbsp;|(?<=\n)[>\s]*)+(?:>\s*)*{_MARK})"
_TYPED = {
    "\u2019": "['\u2019]",
    "\u2018": "['\u2018]",
    "\u201c": '["\u201c]',
    "\u201d": '["\u201d]',
    "…": r"(?:…|\.\.\.)",
    "–": "(?:–|--)",
    "—": "(?:—|---)",
}
"""Signs that pandoc makes of others."""

_MOST_CHARACTERS = 60


@dataclass(slots=True)
class _Texts:
    """The files of a snapshot as text, and how far each has been searched for the same words from the same place."""

    files: Mapping[str, bytes]
    known: dict[str, str] = field(default_factory=dict)
    reached: dict[tuple[str, Place, str], int] = field(default_factory=dict)

    def of(self, file: str) -> str:
        """Return the text of a file, empty for one that is not there."""
        if file not in self.known:
            self.known[file] = self.files.get(file, b"").decode("utf-8", "replace").replace("\r\n", "\n")
        return self.known[file]


def pinpointed(problems: Iterable[Problem], snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return the problems at the words that they are about: each at the next place, from its own on, where these stand in the file.

    Words that look-ups or links put there are not found; such a problem stays where its text begins. What is found twice in one place
    (data that is prose too) is said once.
    """
    texts = _Texts(snapshot.files)
    placed = (replace(each, place=_place(each, texts)) if each.words else each for each in problems)
    said: dict[tuple[object, ...], Problem] = {}
    for each in placed:
        said.setdefault((each.code, each.place, each.words, each.edition) if each.words else (each,), each)
    return tuple(said.values())


def _place(problem: Problem, texts: _Texts) -> Place:
    place = problem.place
    text = texts.of(place.file)
    pattern = _pattern(problem.words[:_MOST_CHARACTERS].rstrip("…"))
    key = (problem.code, place, problem.words)
    start = texts.reached.get(key, _offset(text, place))
    found = pattern.search(text, start)
    if found is None:
        return place
    texts.reached[key] = found.end()
    return Place(place.file, text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start()))


def _offset(text: str, place: Place) -> int:
    """Return where the line of a place begins."""
    offset = 0
    for _ in range(place.line - 1):
        offset = text.find("\n", offset) + 1
        if not offset:
            return 0
    return offset


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str]:
    """Return the pattern of words as they may be typed: marks among the letters, any space or line end between words."""
    return re.compile(_BETWEEN.join(_MARK.join(_TYPED.get(each, re.escape(each)) for each in word) for word in words.split()))

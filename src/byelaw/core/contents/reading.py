"""How hard a text is to read: the words of its sentences, and the Coleman–Liau index of its sections.

M. Coleman and T. L. Liau, "A computer readability formula designed for machine scoring", Journal of Applied Psychology 60 (1975): letters
and sentences for each hundred words give the school year, in America, of a child who can read the text. It counts no syllables, so that
it needs no dictionary and gives the same figure everywhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from byelaw.core.contents.passages import RUNNING, Finding, Part, Passage

ENOUGH_WORDS = 60
"""Fewer say too little: one long name would decide the figure."""

_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|no|nos|ed|eds|st|mr|mrs|ms|dr|p|pp|para|s|art|[A-Z])\.[\"'\u201d\u2019)]*$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,:/-][^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """What a section comes to. `level` is None where it has too few words to say."""

    section: str
    title: str
    words: int
    sentences: int
    longest: int
    level: float | None


def sentences(words: str) -> list[str]:
    """Return the sentences of a paragraph; an item, a cell or a lead-in that ends with a colon counts as one."""
    pieces = _END.split(words)
    joined: list[str] = []
    for piece in pieces:
        if joined and _ABBREVIATION.search(joined[-1]) and not joined[-1].endswith(("etc.", "etc.)")):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return [each for each in joined if _WORD.search(each)]


def count(sentence: str) -> int:
    """Return how many words a sentence has; one with a hyphen or an apostrophe counts as one."""
    return sum(1 for _ in _WORD.finditer(sentence))


def long_sentences(passage: Passage, most: int) -> Iterator[Finding]:
    """Yield the sentences that have more words than they should."""
    if passage.part not in RUNNING or passage.is_quoted:
        return
    for sentence in sentences(passage.words):
        words = count(sentence)
        if words > most:
            start = " ".join(sentence.split()[:_SHOWN])
            hint = f"make two of it; {most} words are the most" if ":" not in sentence else f"make a list of it; {most} words are the most"
            yield Finding(start, f"the sentence '{start} …' has {words} words", hint)


def figures(passages: Sequence[Passage], titles: dict[str, str]) -> Iterator[Figure]:
    """Yield the figure of each section (`titles`: address to title, in reading order) from the passages that stand directly in it."""
    by_section: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.part in RUNNING and passage.section in titles and not passage.is_quoted:
            by_section.setdefault(passage.section, []).append(passage)
    for section, title in titles.items():
        if section in by_section:
            yield figure(
                section, title, [each.words for each in by_section[section] if each.part is not Part.CELL or count(each.words) > 1]
            )


def figure(section: str, title: str, texts: Sequence[str]) -> Figure:
    """Return the figure of some texts."""
    every = [sentence for each in texts for sentence in sentences(each)]
    counts = [count(each) for each in every]
    words, letters = sum(counts), sum(len(_LETTER.findall(each)) for each in every)
    level = None if words < ENOUGH_WORDS else round(0.0588 * 100 * letters / words - 0.296 * 100 * len(every) / words - 15.8, 1)
    return Figure(section, title, words, len(every), max(counts, default=0), level)

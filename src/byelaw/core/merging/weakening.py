"""Whether replaced words bind less than those they replace: "must" became "should", a "not" is gone, "where possible" came in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from byelaw.core.blocks import Block, Document, Form
from byelaw.core.declarations import Strength
from byelaw.core.problems import Problem, beside, error
from byelaw.core.tree import stringify

_NOT = re.compile(r"\b(?:not|never|no one|nobody|cannot|without|no)\b|n['\u2019]t\b", re.IGNORECASE)
_WHERE = r"(?:where|when|wherever|whenever|if|as far as|so far as|as soon as|insofar as)"
_EASY = r"(?:possible|practicable|practical|appropriate|reasonable|feasible|convenient|needed)"
_MEANS = r"(?:resources|capacity|staffing|time|availability)"
_LOOSE = re.compile(
    rf"\b(?:{_WHERE}(?: (?:is|it is|this is|reasonably))* {_EASY}|reasonably practicable|unless (?:it is )?impractica\w+|"
    rf"(?:when|where|if|as) (?:\w+ )?{_MEANS} (?:allows?|permits?)|subject to {_MEANS}|at (?:its|their|your|the \w+'s) discretion|"
    r"(?:try|tries|aim|aims|seek|seeks|endeavours?|attempts?|ought|encouraged|advised|expected|invited|recommended) to|"
    r"make (?:every|reasonable) efforts? to|best (?:practice|endeavours)|good practice|may (?:wish|want|choose) to|consider(?:s|ing)?|"
    r"ideally|normally|usually|generally|typically|in most cases|in principle|preferably|optional(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words that leave a choice."""


def weakened_words(document: Document, old: Block, new: Block, strengths: Mapping[str, Strength]) -> Problem | None:
    """Return how the new block's own words bind less than the old one's: each is judged without what has an id of its own.

    A text that still has its mark and lost only the word is another rule's (`strength-word`).
    """
    before, after = _own_words(old), _own_words(new)
    if not before or not after:
        return None
    message = next(_fallen(before, after, strengths, old.strength, new.strength), None)
    if message is None:
        return None
    hint = "keep the words that bind; a lower tier may add to a duty or make it stronger"
    found = error("weakened-words", new.place, f"'{old.id}' in '{document.id}' {message}", hint)
    return beside(replace(found, address=f"{document.id}#{old.id}", held_by=old.layer), old.place, "the words it replaces")


def _fallen(before: str, after: str, strengths: Mapping[str, Strength], old_mark: str, new_mark: str) -> Iterator[str]:
    order = [strength.name.lower() for strength in strengths.values()]
    said, says = ([word for word in order if re.search(rf"\b{word}\b", words)] for words in (before, after))
    if not said:
        return
    strongest, weakest = said[0], order[-1]
    is_lost = strongest != weakest and strongest not in says and (not says or order.index(says[0]) > order.index(strongest))
    if is_lost and (says or (not new_mark and (old_mark or strongest == order[0]))):
        yield f"says '{says[0]}' where '{strongest}' stood" if says else f"has no '{strongest}' any more"
    forbidding = [word for word in order if _forbids(word, before)]
    if any(not _forbids(word, after) for word in forbidding[:1]) and not _still_forbids(after, order):
        yield f"forbids nothing, where '{forbidding[0]} not' stood"
    loose = _LOOSE.search(after)
    if loose is not None and strongest != weakest and _LOOSE.search(before) is None and (old_mark or strongest in says):
        yield f"adds '{loose.group()}', which leaves a choice"


def _forbids(word: str, words: str) -> bool:
    return re.search(rf"\b{word} (?:\w+ )?(?:not|never)\b|\bno (?:one|\w+) {word}\b|\bnobody {word}\b|\bnever\b", words) is not None


def _still_forbids(words: str, order: list[str]) -> bool:
    return any(_forbids(word, words) for word in order) or _NOT.search(words) is not None


def _own_words(block: Block) -> str:
    """Return the words of a block in small letters, without those of blocks in it that have ids: these are judged themselves."""
    parts = [stringify(block.nodes)]
    parts += [_own_words(child) for child in block.children if not child.id and child.form is not Form.KEEP]
    return " ".join(part for part in parts if part).lower()

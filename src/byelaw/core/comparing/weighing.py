"""How much a change of words matters, by rules: its class, and the flags that a reviewer asks for first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from byelaw.core.comparing.changes import Count, Flag, Weight
from byelaw.core.comparing.pieces import is_label
from byelaw.core.comparing.trees import Added, Deleted, Inserted, Inside, Merged, Noted, Removed, Run, Worded, Wrapped
from byelaw.core.tree import Node, rewrite, stringify, walk

_WORD = re.compile(r"\w+(?:[.,:/'’-]\w+)*|[£$€%+]")
NEGATIONS = ("no longer", "not", "never", "cannot", "no one", "nobody", "nothing", "none", "neither", "nor", "without", "no")
_ANSWERS = re.compile(r"\byes,? (?:or )?no(?:,? (?:or )?not (?:known|sure|applicable))?\b", re.IGNORECASE)
"""Answers to choose from, which deny nothing."""
_AMOUNTS = (
    "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|double|twice"
)
_UNITS = "working days?|calendar days?|school days?|minutes?|hours?|days?|weeks?|months?|terms?|years?|%|per cent"
_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_FIGURE = rf"(?:[£$€]\s?)?\b\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?(?:\s*(?:{_UNITS}|{_MONTHS}|May)\b)?"
_IN_WORDS = rf"\b(?:(?:{_AMOUNTS})\b|(?:one|half|once)(?= (?:{_UNITS})\b))(?:[ -](?:{_UNITS})\b)?"
_AT_ONCE = r"\b(?:as soon as possible|immediately|at once|without delay|(?:the )?same day)\b"
_NUMBER = re.compile(
    rf"{_FIGURE}|{_IN_WORDS}|{_AT_ONCE}|\b(?:{_MONTHS})\b|\b(?:{_UNITS})\b",
    re.IGNORECASE,
)
_NOT_DIGITS = re.compile(r"\D")
_LEAST_SIGNS = 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that the two editions declare: the names of strengths, and those of who must act."""

    modality: re.Pattern[str]
    roles: re.Pattern[str] | None


def lexicon(strengths: Iterable[str], roles: Iterable[str]) -> Lexicon:
    """Return what to look for. Names are found in any letters, the longest first."""
    modal = "|".join(_longest_first([*strengths, *NEGATIONS]))
    named = "|".join(_longest_first(_stem(role) for role in roles))
    return Lexicon(
        re.compile(rf"\b(?:{modal})(?=n['’]t\b|\b)|n['’]t\b", re.IGNORECASE),
        re.compile(rf"\b(?:{named})(?=s?\b)", re.IGNORECASE) if named else None,
    )


def _stem(role: str) -> str:
    """Return the name of a role without its article, and of several as of one."""
    words = role.removeprefix("The ").removeprefix("the ")
    return words.removesuffix("s") if len(words) > _LEAST_SIGNS and not words.endswith("ss") else words


def _longest_first(names: Iterable[str]) -> list[str]:
    return [re.escape(name) for name in sorted({name.strip() for name in names} - {""}, key=lambda name: (-len(name), name))]


def text_of(nodes: Sequence[Node]) -> str:
    """Return the words of published text without numbers of sections, tables and figures."""

    def unnumbered(node: Node) -> list[Node] | None:
        return [] if node["t"] == "Span" and "number" in node["c"][0][1] else None

    return stringify(rewrite(list(nodes), unnumbered))


def is_made(link: Node, *links: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether nobody wrote the words of a link: they follow from where it leads, in one of the versions given."""
    return any(stringify(link["c"][1]) in each.get(link["c"][2][0], ()) for each in links)


def written(nodes: Sequence[Node], *links: Mapping[str, frozenset[str]]) -> str:
    """Return the words that somebody wrote: those that links were given are one sign."""

    def unmade(node: Node) -> list[Node] | None:
        return [{"t": "Str", "c": "§"}] if node["t"] == "Link" and is_made(node, *links) else None

    return text_of(rewrite(list(nodes), unmade))


def targets_of(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return where the links lead, in order; not of a mailbox or a telephone number that is its own link."""
    return tuple(node["c"][2][0] for node in walk(list(nodes)) if node["t"] == "Link" and not is_itself(node))


def is_itself(link: Node) -> bool:
    """Tell whether a link is a mailbox or a telephone number, and its words are that."""
    scheme, _, rest = str(link["c"][2][0]).partition(":")
    words = stringify(link["c"][1])
    return (scheme == "mailto" and rest == words) or (scheme == "tel" and rest.lstrip("+") == _NOT_DIGITS.sub("", words))


def is_editorial(old: str, new: str) -> bool:
    """Tell whether two texts have the same words in the same order: only punctuation, capitals or white space differ."""
    return [word.casefold() for word in _WORD.findall(old)] == [word.casefold() for word in _WORD.findall(new)]


def weight_of_parting(old: str, new: str, rule: str) -> tuple[Weight, str]:
    """Return the class of text that was parted, joined or taken to another document, and why; `rule` is said where its words changed."""
    if old == new:
        return Weight.MOVE, "the same text, parted otherwise"
    return (Weight.EDITORIAL, "the same words, parted otherwise") if is_editorial(old, new) else (Weight.SUBSTANTIVE, rule)


def is_binding_otherwise(old: str, new: str, words: Lexicon) -> bool:
    """Tell whether a "must" became a "MUST", or the reverse: standards bind by capitals. Not where all of a text is in capitals."""
    before, after = ([each.isupper() for each in words.modality.findall(text)] for text in (old, new))
    return before != after and not (old.isupper() or new.isupper())


def flags_of(old: str, new: str, words: Lexicon) -> tuple[Flag, ...]:
    """Return what of a reviewer's interest is not the same in two texts."""
    found = []
    if _found(words.modality, _ANSWERS.sub(" ", old)) != _found(words.modality, _ANSWERS.sub(" ", new)):
        found.append(Flag.MODALITY)
    if _found(_NUMBER, old) != _found(_NUMBER, new):
        found.append(Flag.NUMBER)
    if words.roles is not None and _found(words.roles, old) != _found(words.roles, new):
        found.append(Flag.ROLE)
    return tuple(found)


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [" ".join(each.casefold().split()) for each in pattern.findall(text)]


def ordered(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return the flags once each, in the order of Flag."""
    known = set(flags)
    return tuple(flag for flag in Flag if flag in known)


def count(parts: Sequence[Merged]) -> Count:
    """Return how many words were inserted and deleted."""
    inserted = deleted = 0
    for part in parts:
        match part:
            case Inside() if _is_label(part):
                found = Count()
            case Added():
                found = Count(_words((part.node,)), 0)
            case Removed():
                found = Count(0, _words((part.node,)))
            case Inside():
                found = count(part.children)
            case Worded():
                found = _count_runs(part.runs)
            case _:
                found = Count()
        inserted, deleted = inserted + found.inserted, deleted + found.deleted
    return Count(inserted, deleted)


def _is_label(part: Inside) -> bool:
    return any(shell is not None and is_label(shell) for shell in (part.old_shell, part.new_shell))


def _count_runs(runs: Sequence[Run]) -> Count:
    inserted = deleted = 0
    for run in runs:
        match run:
            case Inserted():
                found = Count(_words(run.nodes), 0)
            case Deleted():
                found = Count(0, _words(run.nodes))
            case Wrapped():
                found = _count_runs(run.runs)
            case Noted():
                found = count(run.blocks)
            case _:
                found = Count()
        inserted, deleted = inserted + found.inserted, deleted + found.deleted
    return Count(inserted, deleted)


def _words(nodes: Sequence[Node]) -> int:
    return len(_WORD.findall(text_of([node for node in nodes if not is_label(node)])))

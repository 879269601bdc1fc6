"""The same words put in the place of the same others throughout: "chairman" became "chair". One entry, with all its places.

A renamed term that is declared is told of its declaration. Documents that others amend declare none; there it is told by what was done:
nothing but that, at three places or more. Words that bind, numbers and those who must act are told each at its own place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from byelaw.core.comparing.changes import About, Cause, Change, Count, SharedChange, SharedKind, TextChange, TextKind, Weight
from byelaw.core.comparing.trees import Deleted, Inserted, Inside, Merged, Noted, Same, Worded, every_run
from byelaw.core.comparing.weighing import Lexicon, flags_of
from byelaw.core.tree import stringify

LEAST_PLACES = 3
_MOST_WORDS = 4
_EDGES = re.compile(r"\A(\W*)(.*?)(\W*)\Z", re.DOTALL)
_LEAST_SIGNS = 4

_Key: TypeAlias = tuple[str, str, Cause]
"""The old and the new words as they are matched, and who decided it."""


@dataclass(frozen=True, slots=True)
class _Swapped:
    """Words that were put in the place of others."""

    old: str
    new: str

    def key(self, cause: Cause) -> _Key:
        """Return what it is matched by: capitals and plurals are one wording."""
        old, new = self.old.casefold(), self.new.casefold()
        if old.endswith("s") and new.endswith("s") and min(len(old), len(new)) >= _LEAST_SIGNS:
            old, new = old[:-1], new[:-1]
        return old, new, cause


def with_wordings(changes: Sequence[Change], words: Lexicon) -> tuple[Change, ...]:
    """Return the changes with those of text that are nothing but a wording that changed throughout as one, before all others."""
    swapped = {id(each): found for each in changes if isinstance(each, TextChange) and (found := _swapped(each, words))}
    told = [each for each in changes if isinstance(each, TextChange) and id(each) in swapped]
    while True:
        places: dict[_Key, list[TextChange]] = {}
        for each in told:
            for key in dict.fromkeys(one.key(each.about.cause) for one in swapped[id(each)]):
                places.setdefault(key, []).append(each)
        often = {key for key, found in places.items() if len(found) >= LEAST_PLACES}
        left = [each for each in told if all(one.key(each.about.cause) in often for one in swapped[id(each)])]
        if len(left) == len(told):
            break
        told = left
    wordings = [_wording(key, found, swapped) for key, found in places.items()]
    gone = {id(each) for each in told}
    return (*wordings, *(each for each in changes if id(each) not in gone))


def _wording(key: _Key, changes: Sequence[TextChange], swapped: dict[int, tuple[_Swapped, ...]]) -> SharedChange:
    cause = key[2]
    forms = [one for each in changes for one in swapped[id(each)] if one.key(cause) == key]
    shown = max(forms, key=lambda form: (forms.count(form), form.old[:1].islower(), -len(form.old)))
    spots = tuple(dict.fromkeys(each.about.spot for each in changes))
    words = Count(sum(len(each.new.split()) for each in forms), sum(len(each.old.split()) for each in forms))
    rule = f"the same words were replaced by the same others, {len(forms)} times, and nothing else there changed"
    first = changes[0].about
    about = About(first.old, first.new, Weight.SUBSTANTIVE, (), cause, words, rule)
    return SharedChange(SharedKind.WORDING, about, f"wording:{shown.old}", shown.old, shown.old, shown.new, spots)


def _swapped(change: TextChange, words: Lexicon) -> tuple[_Swapped, ...]:
    """Return the words put in the place of others, where a change is nothing else and a reviewer asks for none of these."""
    if change.kind is not TextKind.CHANGED or change.about.weight is not Weight.SUBSTANTIVE or change.about.flags:
        return ()
    found: list[_Swapped] = []
    for part in _worded(change.merged):
        swaps = _in_text(part) if part is not None else None
        if swaps is None or any(flags_of(each.old, each.new, words) for each in swaps):
            return ()
        found += swaps
    return tuple(found)


def _worded(parts: Sequence[Merged]) -> Iterator[Worded | None]:
    """Yield the texts that changed; None for what changed otherwise."""
    for part in parts:
        match part:
            case Same():
                continue
            case Worded() if part.old_shell == part.new_shell:
                yield part
            case Inside() if part.old_shell == part.new_shell:
                yield from _worded(part.children)
            case _:
                yield None


def _in_text(part: Worded) -> list[_Swapped] | None:
    """Return what was put in the place of what; None if anything changed otherwise."""
    found: list[_Swapped] = []
    gone, came = "", ""
    for run in (*every_run(part.runs), None):
        match run:
            case Deleted():
                gone += stringify(run.nodes)
            case Inserted():
                came += stringify(run.nodes)
            case Noted():
                return None
            case _ if gone or came:
                swapped = _swap(gone, came)
                if swapped is None:
                    return None
                found.append(swapped)
                gone, came = "", ""
            case _:
                continue
    return found


def _swap(old: str, new: str) -> _Swapped | None:
    """Return the words without the punctuation that both have around them; None for what is no exchange of a few words."""
    ends = [_EDGES.match(each.strip()) for each in (old, new)]
    if any(each is None for each in ends):
        return None
    (before, one, after), (start, other, end) = (each.groups() if each is not None else ("", "", "") for each in ends)
    is_alike = (before, after) == (start, end) and one and other and one.casefold() != other.casefold()
    return _Swapped(one, other) if is_alike and max(len(one.split()), len(other.split())) <= _MOST_WORDS else None

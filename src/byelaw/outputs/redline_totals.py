"""How much changed: one count in the same words for every view.

A change is what a reviewer has to read. Sections that were only counted anew are told apart: nobody wrote that.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from byelaw.core.comparing.changes import About, Change, Flag, SharedChange, Spot, TextChange, Weight


@dataclass(frozen=True, slots=True)
class Tally:
    """What one change adds to the count: how much it matters, where it shows, how many words came and went."""

    about: About
    spots: tuple[Spot, ...]

    @property
    def is_number_only(self) -> bool:
        """Tell whether sections only got other numbers."""
        return self.about.weight is Weight.NUMBER


@dataclass(frozen=True, slots=True)
class Totals:
    """The count. `sections` and `documents` are those in which a change shows."""

    changes: int
    sections: int
    documents: int
    renumbered: int
    inserted: int
    deleted: int
    weights: Mapping[Weight, int] = field(default_factory=dict)
    """The weightiest first."""
    flags: Mapping[Flag, int] = field(default_factory=dict)
    """The most frequent first."""

    @property
    def counted(self) -> str:
        """Return how many changes there are and where: "255 changes in 96 sections of 18 documents"."""
        documents = _many(self.documents, "document")
        where = f" in {_many(self.sections, 'section')} of {documents}" if self.sections else f" in {documents}" if self.documents else ""
        return f"{_many(self.changes, 'change')}{where}"

    @property
    def numbered(self) -> str:
        """Return how many sections only have another number: "29 sections renumbered"; empty when none has."""
        return f"{_many(self.renumbered, 'section')} renumbered" if self.renumbered else ""

    @property
    def weighed(self) -> str:
        """Return how much they matter: "175 substantive, 10 value only"."""
        return ", ".join(f"{count} {weight}" for weight, count in self.weights.items())

    @property
    def worded(self) -> str:
        """Return how many words: "4509 words inserted, 1171 deleted"."""
        return f"{_many(self.inserted, 'word')} inserted, {self.deleted} deleted"

    @property
    def flagged(self) -> str:
        """Return how many changes carry each flag; empty when none does."""
        return ", ".join(f"{count} × {flag}" for flag, count in self.flags.items())

    def __str__(self) -> str:
        """Return all of it in a sentence, the flags apart."""
        if not self.changes:
            return f"Only numbers changed: {self.numbered}" if self.renumbered else "nothing changed"
        return f"{self.counted} ({self.weighed}){f', and {self.numbered}' if self.renumbered else ''}; {self.worded}"


def tally_of(change: Change) -> Tally:
    """Return what a change adds to the count."""
    places = change.places if isinstance(change, SharedChange) else change.others if isinstance(change, TextChange) else ()
    return Tally(change.about, (change.about.spot, *places))


def totals_of(tallies: Iterable[Tally]) -> Totals:
    """Return the count of some changes."""
    numbers: list[Tally] = []
    changes: list[Tally] = []
    for each in tallies:
        (numbers if each.is_number_only else changes).append(each)
    spots = [spot for each in changes for spot in each.spots if spot.document]
    weights = Counter(each.about.weight for each in changes)
    flags = Counter(flag for each in changes for flag in each.about.flags)
    return Totals(
        changes=len(changes),
        sections=len({(spot.document, spot.number, spot.title) for spot in spots if spot.block}),
        documents=len({spot.document for spot in spots}),
        renumbered=len({spot for each in numbers for spot in each.spots}),
        inserted=sum(each.about.words.inserted for each in changes),
        deleted=sum(each.about.words.deleted for each in changes),
        weights={weight: weights[weight] for weight in reversed(Weight) if weights[weight]},
        flags=dict(sorted(flags.items(), key=lambda each: (-each[1], each[0]))),
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"

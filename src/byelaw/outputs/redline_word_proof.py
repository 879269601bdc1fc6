"""The proof of a redline: all accepted is the new version, all rejected is the old one, to all that the strict comparison sees."""

from dataclasses import dataclass

from byelaw.outputs.ooxml import Package, open_package
from byelaw.outputs.redline_resolver import Decision, resolve
from byelaw.outputs.redline_word_lints import faults
from byelaw.outputs.redline_word_parts import COMMENTS, Sides
from byelaw.outputs.redline_word_sides import stamps_of
from byelaw.outputs.redline_word_strict import Difference, difference, outline

_RESOLVED = ("word/document.xml", "word/footnotes.xml")
_LONGEST = 300
_MOST_AROUND = 4


@dataclass(frozen=True, slots=True)
class Unproved:
    """Which of the two does not hold, and where."""

    decision: Decision
    where: Difference

    def __str__(self) -> str:
        """Say it."""
        found, expected = self.where.first[:_LONGEST], self.where.second[:_LONGEST]
        return f"with every change {self.decision.value}ed, block {self.where.place + 1} is {found} and should be {expected}"


def proof(content: bytes, old: Package, new: Package, end: str) -> Unproved | None:
    """Return nothing if the redline with these words at its end holds: see ALLOWED in `redline_word_strict` for what it may differ in."""
    for decision, direct in ((Decision.ACCEPT, new), (Decision.REJECT, old)):
        package = open_package(content)
        for part in _RESOLVED:
            if part in package.parts:
                resolve(package.xml(part), decision)
        found = difference(outline(package, end), outline(direct, end))
        if found:
            return Unproved(decision, found)
    return None


def unsound(content: bytes, comments: int) -> str | None:
    """Return what Word would repair, refuse or not show in a file that is to have so many comments; nothing if it is sound."""
    package = open_package(content)
    found = next(faults(package), None)
    count = len(package.xml(COMMENTS)) if COMMENTS in package.parts else 0
    if found is None and count < comments:
        return f"{comments - count} of {comments} comments are missing"
    return found


def taken_apart(failed: Unproved, sides: Sides, known: frozenset[str]) -> frozenset[str]:
    """Return the stamps of the block where it failed, or, if these are known, of those around it; all, if there are no others."""
    blocks = (sides.new if failed.decision is Decision.ACCEPT else sides.old).blocks
    for more in range(_MOST_AROUND):
        near = blocks[max(failed.where.place - more, 0) : failed.where.place + more + 1]
        stamps = frozenset(stamp for block in near for stamp in stamps_of(block))
        if stamps - known:
            return known | stamps
    return frozenset({"*"})

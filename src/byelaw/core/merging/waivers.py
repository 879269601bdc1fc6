"""Exceptions at work: which problems they accept, and what is wrong with the exceptions themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from byelaw.core.declarations import Waiver
from byelaw.core.names import LayerId, qualified
from byelaw.core.problems import Place, Problem, beside, error, warning


@dataclass(slots=True)
class Waivers:
    """The exceptions that hold for an edition on a day, and which of them were needed."""

    waivers: tuple[Waiver, ...]
    localisations: tuple[str, ...]
    """The edition's localisations from the top down."""
    day: date
    used: set[Waiver] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def accept(self, problem: Problem) -> bool:
        """Tell whether an exception accepts the problem; an expired one does not, and is reported."""
        for waiver in self.waivers:
            if not self._fits(waiver, problem):
                continue
            self.used.add(waiver)
            if waiver.until >= self.day:
                return True
            expired = error(
                "exception-expired",
                waiver.place,
                f"the exception for '{waiver.at}' ended on {waiver.until}",
                "renew it or mend what it accepted",
            )
            self.problems.append(beside(expired, problem.place, "what it accepted"))
        return False

    def _fits(self, waiver: Waiver, problem: Problem) -> bool:
        if waiver.code != problem.code or problem.address not in _addresses(waiver):
            return False
        meant_for = waiver.for_localisation or (waiver.layer if waiver.layer in self.localisations else "")
        if meant_for and meant_for not in self.localisations:
            return False
        return not problem.held_by or problem.held_by == waiver.layer


def _addresses(waiver: Waiver) -> tuple[str, ...]:
    """Return what the address may mean: a localisation may write its own documents and blocks with their plain ids."""
    document, mark, block = waiver.at.partition("#")
    documents = (document, qualified(LayerId(waiver.layer), document))
    blocks = (block, qualified(LayerId(waiver.layer), block)) if mark else ("",)
    return tuple(f"{document}{mark}{block}" for document in documents for block in blocks)


def unused(waivers: Iterable[Waiver], used: Iterable[Waiver], day: date) -> tuple[Problem, ...]:
    """Report exceptions that nothing needed; one that is needed as a release has it is needed."""
    needed = {_as_written(each) for each in used}
    hint = "remove it; it may also be held by the wrong tier: only the tier that locked a block can open it"
    return tuple(
        warning(
            "exception-unused",
            waiver.place,
            f"the exception for '{waiver.at}' [{waiver.code}] accepts nothing" + (" and has ended" if waiver.until < day else ""),
            hint,
        )
        for waiver in waivers
        if _as_written(waiver) not in needed
    )


def _as_written(waiver: Waiver) -> Waiver:
    """Return the exception without where it stands: a release has it elsewhere."""
    return replace(waiver, place=Place(""))

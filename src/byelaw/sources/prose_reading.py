"""What the steps of reading one text share: where it came from, the words that are known, the problems found so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from byelaw.core.names import FRAMEWORK, LayerId, near
from byelaw.core.problems import Problem, beside, error, warning
from byelaw.sources.prose_tree import Origin, Point

MOST_LISTED = 12
"""Known names a hint lists in full when none is near."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the framework declares that prose may name: its strengths (`must`), and its record types (`contact`)."""

    strengths: frozenset[str] = frozenset()
    record_types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """One text being read. `problems` grows as the steps report."""

    origin: Origin
    layer: LayerId = FRAMEWORK
    vocabulary: Vocabulary = Vocabulary()
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, point: Point, message: str, hint: str = "") -> None:
        """Add an error at the point."""
        self.problems.append(error(code, self.origin.place(point), message, hint))

    def warn(self, code: str, point: Point, message: str, hint: str = "") -> None:
        """Add a warning at the point."""
        self.problems.append(warning(code, self.origin.place(point), message, hint))

    def report_pair(self, code: str, points: tuple[Point, Point], message: str, note: str) -> None:
        """Add an error that is about two points; the note says what stands at the second."""
        problem = error(code, self.origin.place(points[0]), message)
        self.problems.append(beside(problem, self.origin.place(points[1]), note))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint with the known names near this one, else all of them if they are few."""
    names = sorted(set(known))
    close = near(name, names)
    if close:
        return "did you mean " + " or ".join(f"'{each}'" for each in close) + "?"
    return f"known: {', '.join(names)}" if 0 < len(names) <= MOST_LISTED else ""

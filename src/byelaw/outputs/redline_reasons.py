"""Who decided changes, and why: what is so of most of them is said once, at the top; a change says only what is otherwise."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from byelaw.core.comparing.changes import Cause
from byelaw.core.comparing.compare import Comparison
from byelaw.core.names import FRAMEWORK


class Caused(Protocol):
    """What somebody decided: an entry of a register, or what every change has."""

    @property
    def cause(self) -> Cause:
        """Return who made it so."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Of one comparison. `layer` decided most changes, if any did; `because` is the reason of most of its changes, or empty."""

    layer: str = ""
    who: str = ""
    because: str = ""
    is_summary: bool = False
    """Whether that reason is the summary of the new release, which every view has already."""
    is_everything: bool = False

    @property
    def usual(self) -> str:
        """Return the sentence for the top; empty where most changes have nothing in common."""
        if not self.layer:
            return ""
        why = ", for what its summary says" if self.is_summary else f": {self.because.removesuffix('.')}" if self.because else ""
        return f"{self.who}{why}.{'' if self.is_everything else ' Where it is otherwise, the change says so.'}"

    def of(self, entry: Caused) -> str:
        """Return who decided a change, and why, as far as that is not said at the top."""
        cause = entry.cause
        if cause.layer == self.layer:
            return f"why: {cause.because}" if cause.because not in ("", self.because) else ""
        if cause.layer == FRAMEWORK and not cause.because and not self.layer:
            return ""
        return f"by {_who(cause)}: {cause.because}" if cause.because else f"by {_who(cause)}"


APART = Reasons()
"""Where nothing is said at the top."""


def reasons_of(comparison: Comparison, entries: Iterable[Caused]) -> Reasons:
    """Return what most changes have in common: who decided, and the reason that a release gives for all that has none of its own."""
    causes = [each.cause for each in entries]
    layers = Counter(each.layer for each in causes)
    if not layers:
        return APART
    layer, count = layers.most_common(1)[0]
    if count * 2 <= len(causes):
        return APART
    own = [each for each in causes if each.layer == layer]
    because, often = Counter(each.because for each in own).most_common(1)[0]
    is_summary = bool(because) and because == comparison.new.summary
    shared = because if is_summary or often * 2 > len(own) > 1 else ""
    is_everything = count == len(causes) and all(each.because in ("", shared) for each in own)
    return Reasons(layer, _who(own[0]), shared, is_summary, is_everything)


def _who(cause: Cause) -> str:
    tier = f" ({cause.tier_name.lower()})" if cause.tier_name else ""
    return f"{cause.name or cause.layer}{tier}"

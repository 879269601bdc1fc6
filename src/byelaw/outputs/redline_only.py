"""Only some of the changes, by class and flag: what is left says of how many it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from byelaw.core.comparing.changes import About, Flag, Weight
from byelaw.core.comparing.compare import Comparison
from byelaw.outputs.redline_totals import tally_of, totals_of

ONLY: Mapping[str, Flag | Weight] = {
    "must": Flag.MODALITY,
    "number": Flag.NUMBER,
    "longer": Flag.LONGER,
    "shorter": Flag.SHORTER,
    "unit": Flag.UNIT,
    "role": Flag.ROLE,
    "link": Flag.LINK,
    "definition": Flag.DEFINITION,
    "substantive": Weight.SUBSTANTIVE,
    "value": Weight.VALUE,
    "editorial": Weight.EDITORIAL,
    "move": Weight.MOVE,
    "renumbered": Weight.NUMBER,
}
"""What a reviewer may ask for, by the word for it on the command line: a flag or a class."""


def only(comparison: Comparison, asked: Sequence[str]) -> Comparison:
    """Return the comparison with the changes that have one of the flags or classes asked for; all of them if none is."""
    if not asked or comparison.is_same:
        return comparison
    wanted = [ONLY[each] for each in dict.fromkeys(asked)]
    kept = tuple(each for each in comparison.changes if _is_one(each.about, wanted))
    count, of = (totals_of(map(tally_of, changes)) for changes in (kept, comparison.changes))
    numbers = f" and {count.renumbered} of {of.renumbered} renumbered sections" if count.renumbered else ""
    changes = f"{count.changes} of {of.changes} change{'' if of.changes == 1 else 's'}{numbers}"
    named = " or ".join(f"“{each}”" for each in wanted)
    return replace(comparison, changes=kept, narrowed=f"Only {named}: {changes}. The others are not shown.")


def _is_one(about: About, wanted: Iterable[Flag | Weight]) -> bool:
    return any(each in about.flags if isinstance(each, Flag) else each is about.weight for each in wanted)

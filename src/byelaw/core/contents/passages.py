"""A passage: a run of words that somebody wrote and somebody reads, with where it stands. The checks of content read nothing else."""

from dataclasses import dataclass
from enum import StrEnum

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, Severity

MASK = "\ufffc"
"""Stands in `plain` for words that come from elsewhere: a look-up, a link without words, a link to a term."""


class Part(StrEnum):
    """What a passage is in its text."""

    TITLE = "title"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    ALTERNATIVE = "alternative text"
    FOOTNOTE = "footnote"
    DRAWING = "drawing"
    CODE = "code"
    TARGET = "target"
    """The address of a link that leads out."""
    DATA = "data"
    LABEL = "label"
    """A short name of something: of a field, a tier, a kind."""
    POST = "post"
    """Where a post or a body is named."""
    EXAMPLE = "example"
    SOURCE = "source"
    """What a reference says of a publication."""


RUNNING = frozenset({Part.PARAGRAPH, Part.ITEM, Part.CELL, Part.FOOTNOTE, Part.DATA})
"""Parts that may hold sentences."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words as readers see them. `plain` has MASK where they are not the author's own."""

    words: str
    part: Part
    place: Place
    plain: str = ""
    layer: LayerId = FRAMEWORK
    address: str = ""
    """As an exception names it: `document#block`, a value or `record-type:id`."""
    document: str = ""
    """The document it stands in; empty for data."""
    section: str = ""
    """The address of the section around it."""
    around: str = ""
    """The titles over it, the lead-in and the row: what says whose the words are."""
    is_quoted: bool = False
    strength: str = ""
    cited: tuple[str, ...] = ()
    """The references that are cited in it or that its block gives as sources."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a passage: the words, what is wrong with them, and what to do."""

    words: str
    message: str
    hint: str = ""


def problem_of(code: str, severity: Severity, passage: Passage, finding: Finding) -> Problem:
    """Return the finding as a problem at the passage; `words` lets its line be found in the source."""
    return Problem(code, passage.place, finding.message, finding.hint, severity, address=passage.address, words=finding.words)

"""Read one text as the framework's, for the tests of prose."""

from collections.abc import Sequence

from byelaw.core.blocks import Block
from byelaw.core.problems import Problem
from byelaw.sources.prose import ProseRequest, Vocabulary, read_prose
from byelaw.tools.pandoc import PandocPool

VOCABULARY = Vocabulary(frozenset({"must", "should", "may"}), frozenset({"contact", "form"}))


def read(pandoc: PandocPool, text: str) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the flat blocks and the problems of one text."""
    blocks, problems = read_prose((ProseRequest("text", "text.md", text),), pandoc, VOCABULARY)
    return blocks["text"], problems


def read_clean(pandoc: PandocPool, text: str) -> tuple[Block, ...]:
    """Return the flat blocks of a text without problems."""
    blocks, problems = read(pandoc, text)
    assert problems == ()
    return blocks


def codes(problems: Sequence[Problem]) -> list[str]:
    """Return the problems' codes in order."""
    return [problem.code for problem in problems]

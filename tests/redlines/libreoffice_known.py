"""What LibreOffice 7.4 makes of accepted and rejected redlines otherwise than Word and the standard say: by name, each with its reason.

Everything else that it shows must be what it shows of the published version. Words are the same but for the last three, of which none loses
words that a reader was told are there: they run on, or stand in another place.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from redlines.libreoffice import Shown

TARGET, EMPTY, LOOK, JOINED, NOTE = "target", "empty", "look", "joined", "note"
REASONS: Mapping[str, str] = {
    TARGET: "a link keeps its target, and stays a link, whatever is accepted or rejected: four encodings were tried",
    EMPTY: "an empty paragraph stays where a whole one was, if a table, a note or another change stands beside it",
    LOOK: "the paragraph after one that goes takes on its look",
    JOINED: "the paragraph after an inserted one joins what stands before it, if that ends with a deletion",
    NOTE: "a note in a table that was inserted or deleted as a whole loses its words, whether they are tracked or not",
}


def known(found: Sequence[Shown], expected: Sequence[Shown]) -> Iterator[str]:
    """Yield what is otherwise, by its name in REASONS; what has none is told as it is."""
    full, due = ([each for each in side if each[3].strip()] for side in (found, expected))
    empty = (len(found) - len(full)) - (len(expected) - len(due))
    if empty:
        yield EMPTY if empty > 0 else f"{-empty} empty paragraphs are missing"
    words, due_words = ([each[3] for each in side] for side in (full, due))
    for kind, i, k, j, m in SequenceMatcher(None, words, due_words, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (name for pair in zip(full[i:k], due[j:m], strict=True) for name in _of_one(*pair))
        else:
            yield _of_words(words[i:k], due_words[j:m], [each[1] for each in due[j:m]])


def _of_one(found: Shown, expected: Shown) -> Iterator[str]:
    if found[:3] != expected[:3]:
        yield LOOK if found[0] == expected[0] else f"{found} is in or out of a table"
    if found[4] != expected[4]:
        yield TARGET


def _of_words(found: Sequence[str], expected: Sequence[str], styles: Sequence[str]) -> str:
    if "".join(found) == "".join(expected) and len(found) < len(expected):
        return JOINED
    if not found and all(style.startswith("Footnote") for style in styles):
        return NOTE
    return f"{list(found)} should be {list(expected)}"

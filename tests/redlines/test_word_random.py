"""Three hundred random sets of edits, each document accepted and rejected at strict level."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from byelaw.core.comparing.merging import Merger
from byelaw.outputs.redline_word import write_redline
from byelaw.outputs.redline_word_stamps import plain_trees
from redlines.second_reading import first_difference, read
from redlines.word_edits import EDITS, edit_set
from redlines.word_lints import lints
from redlines.word_redlines import Writer

SETS = 300
AT_ONCE = 30
SECOND_READING = 5
"""Of so many sets, one is read by another way as well."""


def test_there_are_edits_of_many_kinds() -> None:
    assert len(EDITS) >= 29


@pytest.mark.parametrize("first", range(0, SETS, AT_ONCE))
def test_every_set_of_edits_holds_both_ways(writer: Writer, first: int) -> None:
    with ThreadPoolExecutor(2) as threads:
        failed = [each for each in threads.map(lambda seed: told(writer, seed), range(first, first + AT_ONCE)) if each]
    assert failed == []


def told(writer: Writer, seed: int) -> str:
    """Return what is wrong with the redline of a seed, which was resolved and compared strictly before it was handed over."""
    old, new = edit_set(seed)
    assert 30 <= len(old) <= 100
    merged = Merger().document(old, new)
    if plain_trees(merged) != (tuple(old), tuple(new)):
        return f"{seed}: what is compared with is not what was given"
    redline = write_redline(writer.request(merged), writer.press)
    if redline.problems or redline.replaced:
        return f"{seed}: replaced {redline.replaced} times {redline.problems}"
    for decision, body in (("accept", new), ("reject", old)) if seed % SECOND_READING == 0 else ():
        if otherwise := first_difference(read(redline.content, decision), read(writer.direct(body).to_bytes(), "accept")):
            return f"{seed}, {decision}ed: {otherwise}"
    return "; ".join(f"{seed}: {each}" for each in lints(redline.content))

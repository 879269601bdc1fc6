"""Three hundred random sets of edits, each document accepted and rejected at strict level."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from byelaw.core.comparing.merging import Merger
from byelaw.outputs.redline_word import write_redline
from byelaw.outputs.redline_word_stamps import plain_trees
from redlines.word_edits import EDITS, edit_set
from redlines.word_lints import lints
from redlines.word_redlines import Writer

SETS = 300
AT_ONCE = 30


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
    return "; ".join(f"{seed}: {each}" for each in lints(redline.content))

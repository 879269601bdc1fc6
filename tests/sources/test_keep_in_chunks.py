"""`::: {keep=x}` says where an inherited block stands; it is never the text that an entry of that name brings."""

from prose_for_tests import codes, read, read_clean

from byelaw.core.blocks import Form
from byelaw.sources.chunks import cut
from byelaw.tools.pandoc import PandocPool

SECTION = "## Timescales {#timescales}\n\nOurs.\n\n::: {keep=hold}\n:::\n"
TEXT = "\n::: {#hold}\nHold it here.\n:::\n"


def test_a_kept_block_stays_in_the_section_although_it_has_an_entry_of_its_own(pandoc: PandocPool) -> None:
    found = cut(read_clean(pandoc, SECTION), ("timescales", "hold"))
    assert found.problems == ()
    assert [(block.form, block.id) for block in found.pieces["timescales"]] == [
        (Form.SECTION, "timescales"), (Form.PROSE, ""), (Form.KEEP, "hold"),
    ]  # fmt: skip
    assert "hold" not in found.pieces


def test_the_entry_of_a_kept_block_takes_its_own_text_and_only_that(pandoc: PandocPool) -> None:
    blocks, problems = read(pandoc, SECTION + TEXT)
    found = cut(blocks, ("timescales", "hold"))
    assert (codes(problems), found.problems) == ([], ())
    assert [block.form for block in found.pieces["timescales"]] == [Form.SECTION, Form.PROSE, Form.KEEP]
    assert [block.form for block in found.pieces["hold"]] == [Form.STATEMENT]


def test_a_kept_block_of_a_named_layer_is_not_the_text_of_its_entry(pandoc: PandocPool) -> None:
    found = cut(read_clean(pandoc, SECTION.replace("keep=hold", 'keep="north:hold"')), ("timescales", "north:hold"))
    assert list(found.pieces) == ["timescales"]
    assert [block.id for block in found.pieces["timescales"]] == ["timescales", "", "north:hold"]

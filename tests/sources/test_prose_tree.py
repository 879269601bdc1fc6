"""The tree read with positions, without them, is the tree that pandoc reads plainly."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byelaw.core.problems import Place
from byelaw.sources.prose_tree import MARKUP, MARKUP_WITH_POSITIONS, Origin, stripped
from byelaw.tools.pandoc import Failure, PandocPool

WORDS = st.lists(
    st.sampled_from(
        ["word", "don't", '"said"', "*em*", "**strong**", "~~out~~", "`code`", "[link](doc:a#b)", "[](contact:x)", "{{ a.b }}", "x^2^",
         "![A b](files/x.svg)", "note[^1]", "[cy]{lang=cy}", "a--b", "...", "\\*", "x{.y}", "<b>", "{#c}", "&amp;", "`` ` ``", "x\\\ny",
         "2027.", "1)", "|", "$x$", "\u00e9t\u00e9", "[", "](", "\nnext"]
    ),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip

BLOCKS = st.one_of(
    WORDS,
    WORDS.map(lambda words: "## " + words.replace("\n", " ") + " {#h}"),
    WORDS.map(lambda words: "{#p .must}\n" + words),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda items: "\n".join("- " + item.replace("\n", "\n  ") for item in items)),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda items: "\n\n".join("1. " + item.replace("\n", "\n   ") for item in items)),
    WORDS.map(lambda words: "> " + words.replace("\n", "\n> ")),
    WORDS.map(lambda words: "> [!NOTE]\n> " + words.replace("\n", "\n> ")),
    WORDS.map(lambda words: "Term\n:   " + words.replace("\n", "\n    ")),
    st.tuples(WORDS, WORDS).map(lambda cells: '{#t caption="c"}\n| A | B |\n|---|---|\n| ' + " | ".join(cells).replace("\n", " ") + " |"),
    st.just("```\ncode\n```"),
    st.just("* * *"),
)  # fmt: skip

FENCED = st.tuples(BLOCKS, BLOCKS).map(lambda pair: "::: {#f .must who=x}\n" + "\n\n".join(pair) + "\n:::")

DOCUMENTS = st.lists(BLOCKS | FENCED, min_size=1, max_size=4).map(lambda parts: "\n\n".join(parts) + "\n\n[^1]: A note.\n")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=DOCUMENTS)
def test_without_positions_the_tree_is_the_plain_one(pandoc: PandocPool, text: str) -> None:
    plain = pandoc.read(text, MARKUP)
    with_positions = pandoc.read(text, MARKUP_WITH_POSITIONS)
    if isinstance(plain, Failure) or isinstance(with_positions, Failure):
        assert isinstance(plain, Failure) == isinstance(with_positions, Failure)
        return
    assert stripped(with_positions) == stripped(plain)  # the plain read, too, marks what an attribute line wraps


def test_a_point_without_a_line_is_where_the_text_starts() -> None:
    assert Origin("a.md", 8, 3).place((0, 0)) == Place("a.md", 8)
    assert Origin("a.md", 8, 3).place((1, 2)) == Place("a.md", 8, 4)
    assert Origin("a.md", 8, 3).place((2, 2)) == Place("a.md", 9, 2)

"""Laws of limits, conditions, values, names and trees."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from byelaw.core.blocks import Block, Form, map_blocks
from byelaw.core.conditions import Condition
from byelaw.core.conditions import Test as OneTest
from byelaw.core.finishing.settling import Facts, verdict
from byelaw.core.limits import Comparison, Direction, Limit, Unit, compare_limits, read_limit
from byelaw.core.localisations import Assignment
from byelaw.core.merging.placing import reorder, without
from byelaw.core.names import BlockId, LayerId, anchor, is_id, qualified
from byelaw.core.problems import Place
from byelaw.core.tree import Node, rewrite, stringify, text, walk
from byelaw.workflows.loading import merge
from project_builder import BASE, DAY, Builder, Built, place, plots, values

EXAMPLES = settings(max_examples=200, deadline=None, derandomize=True)
AFTER = {"offered": frozenset({"applied"}), "dug": frozenset({"applied", "offered"})}
limits = st.builds(
    Limit, st.none() | st.integers(0, 200), st.sampled_from(list(Unit)), st.sampled_from(["applied", "offered", "dug", "elsewhere"])
)
directions = st.sampled_from(list(Direction))
OPPOSITE = {Comparison.TIGHTER: Comparison.LOOSER, Comparison.LOOSER: Comparison.TIGHTER}
NO_LOOSER = (Comparison.SAME, Comparison.TIGHTER)


@EXAMPLES
@given(one=limits, other=limits, direction=directions)
def test_of_two_limits_one_is_the_tighter_whichever_comes_first(one: Limit, other: Limit, direction: Direction) -> None:
    there, back = compare_limits(one, other, direction, AFTER), compare_limits(other, one, direction, AFTER)
    assert back is OPPOSITE.get(there, there)


@EXAMPLES
@given(one=limits, direction=directions)
def test_a_limit_is_the_same_as_itself(one: Limit, direction: Direction) -> None:
    assert compare_limits(one, one, direction, AFTER) is Comparison.SAME


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(one=limits, two=limits, three=limits, direction=directions)
def test_tightening_twice_is_tightening(one: Limit, two: Limit, three: Limit, direction: Direction) -> None:
    if compare_limits(one, two, direction, AFTER) in NO_LOOSER and compare_limits(two, three, direction, AFTER) in NO_LOOSER:
        assert compare_limits(one, three, direction, AFTER) in NO_LOOSER


@EXAMPLES
@given(one=limits)
def test_a_limit_that_is_shown_is_read_back(one: Limit) -> None:
    read = read_limit(str(replace(one, anchor="")))
    assert read is not None
    assert (read.amount, read.unit) == (one.amount, one.unit if one.amount is not None else Unit.DAYS)


tests = st.builds(OneTest, st.sampled_from("abc"), st.sampled_from("xy"), st.booleans())
known = st.dictionaries(st.sampled_from("abc"), st.sampled_from("xy"))


def opposite(holds: bool | None) -> bool | None:  # noqa: FBT001
    """Return the negation; what is not decided stays so."""
    return None if holds is None else not holds


@EXAMPLES
@given(several=st.lists(tests, min_size=1, max_size=4).map(tuple), facts=known)
def test_not_all_is_any_not(several: tuple[OneTest, ...], facts: dict[str, str]) -> None:
    negated = tuple(replace(each, negated=not each.negated) for each in several)
    assert verdict(Condition(several), Facts(facts)) is opposite(verdict(Condition(negated, any_of=True), Facts(facts)))


@EXAMPLES
@given(several=st.lists(tests, min_size=1, max_size=4).map(tuple), facts=known, rest=known, any_of=st.booleans())
def test_what_is_decided_stays_decided_when_more_is_known(
    several: tuple[OneTest, ...],
    facts: dict[str, str],
    rest: dict[str, str],
    any_of: bool,  # noqa: FBT001
) -> None:
    before = verdict(Condition(several, any_of), Facts(facts))
    assert before is None or verdict(Condition(several, any_of), Facts(rest | facts)) is before


ids = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
layers = ids | st.just("framework")


@EXAMPLES
@given(one=st.tuples(layers, ids), other=st.tuples(layers, ids))
def test_two_blocks_never_have_one_anchor(one: tuple[str, str], other: tuple[str, str]) -> None:
    names = [qualified(LayerId(layer), name) for layer, name in (one, other)]
    assert all(is_id(name) for _, name in (one, other))
    assert (anchor(names[0]) == anchor(names[1])) == (names[0] == names[1])


def built_with(allotments: Builder, written: str) -> Built:
    """Return a project whose site Newton sets the rent to any text at all."""
    files = {
        **BASE,
        **values("fees.rent: {type: text, name: Rent}"),
        **plots("## Rent of {{ fees.rent }} {#rent}\n\nRent is {{ fees.rent }}.\n"),
        **place("newton"),
    }
    project, problems = allotments.load(files)
    name = LayerId("newton")
    setting = Assignment("fees.rent", written, written, name, "site", Place("localisations/newton/localisation.yml", 1))
    changed = replace(project.localisations[name], values={"fees.rent": setting})
    return Built(merge(replace(project, localisations={name: changed}), DAY, problems))


@EXAMPLES
@given(
    written=st.text(min_size=1, max_size=30)
    | st.sampled_from(["<b>x</b>", "*x*", "{{ fees.rent }}", "[x](y)", "#import", "  a  ", "\\", "`x`"])
)
def test_a_value_is_shown_literally_and_is_never_markup(allotments: Builder, written: str) -> None:
    heading, paragraph = built_with(allotments, written).document("newton").body[:2]
    rent = paragraph["c"][4:-1] if paragraph["c"][-1] == {"t": "Str", "c": "."} else paragraph["c"][4:]
    assert "".join(" " if node["t"] == "Space" else node["c"] for node in rent).removesuffix(".") == written.removesuffix(".")
    assert {node["t"] for node in walk([heading, paragraph])} <= {"Header", "Span", "Para", "Str", "Space"}


@EXAMPLES
@given(words=st.text(max_size=40))
def test_plain_text_keeps_every_character(words: str) -> None:
    assert "".join(" " if node["t"] == "Space" else node["c"] for node in text(words)) == words


nodes: st.SearchStrategy[Node] = st.recursive(
    st.builds(lambda words: {"t": "Str", "c": words}, st.text("ab", min_size=1, max_size=3)) | st.just({"t": "Space"}),
    lambda inner: st.builds(
        lambda kind, content: {"t": kind, "c": content}, st.sampled_from(["Para", "Emph", "Strong"]), st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


@EXAMPLES
@given(tree=st.lists(nodes, max_size=4))
def test_a_tree_that_nothing_changes_is_shared(tree: list[Node]) -> None:
    assert rewrite(tree, lambda _: None) is tree


@EXAMPLES
@given(tree=st.lists(nodes, max_size=4))
def test_a_node_dropped_everywhere_is_nowhere_and_the_rest_stays(tree: list[Node]) -> None:
    kept = rewrite(tree, lambda node: [] if node["t"] == "Str" else None)
    assert [node["t"] for node in walk(kept)] == [node["t"] for node in walk(tree) if node["t"] != "Str"]


@EXAMPLES
@given(tree=st.lists(nodes, max_size=4))
def test_a_node_changed_everywhere_keeps_its_place(tree: list[Node]) -> None:
    loud = rewrite(tree, lambda node: {"t": "Str", "c": node["c"].upper()} if node["t"] == "Str" else None)
    assert stringify(loud) == stringify(tree).upper()
    assert [node["t"] for node in walk(loud)] == [node["t"] for node in walk(tree)]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Block, ...]:
    """Return sections with sections in them, each with an id of its own."""
    parents = draw(st.lists(st.integers(0, 5), min_size=1, max_size=6))
    children: dict[int, list[int]] = {}
    for at, parent in enumerate(parents, 1):
        children.setdefault(min(parent, at - 1), []).append(at)

    def made(at: int) -> Block:
        return Block(Form.SECTION, Place("x", at), BlockId(f"s{at}"), children=tuple(made(each) for each in children.get(at, ())))

    return tuple(made(each) for each in children.get(0, ()))


@EXAMPLES
@given(blocks=trees())
def test_blocks_that_nothing_changes_are_shared(blocks: tuple[Block, ...]) -> None:
    assert map_blocks(blocks, lambda block: (block,)) is blocks
    assert without(blocks, frozenset()) is blocks
    assert without(blocks, frozenset({BlockId("nowhere")})) is blocks


@EXAMPLES
@given(blocks=trees())
def test_every_block_can_be_taken_out(blocks: tuple[Block, ...]) -> None:
    assert map_blocks(blocks, lambda _: ()) == ()
    assert without(blocks, frozenset(each.id for each in blocks)) == ()


@EXAMPLES
@given(blocks=trees(), data=st.data())
def test_an_order_moves_blocks_and_loses_none(blocks: tuple[Block, ...], data: st.DataObject) -> None:
    wanted = data.draw(st.permutations([each.id for each in blocks]))
    assert [each.id for each in reorder(blocks, wanted)] == list(wanted)
    assert reorder(blocks, [each.id for each in blocks]) == blocks

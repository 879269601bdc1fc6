"""Names, places, problems and trees: the small parts that everything else is made of."""

import pytest

from byelaw.core.names import LayerId, anchor, is_id, is_value_name, near, qualified
from byelaw.core.problems import Place, Severity, beside, error, has_errors, in_order, warning
from byelaw.core.tree import Node, attr, div, header, link, para, plain, rewrite, span, stringify, strong, table, text, walk
from byelaw.core.uses import uses_of
from project_builder import Builder, edits, place, values


@pytest.mark.parametrize("name", ["a", "a1", "plot-2", "a" * 40])
def test_an_id_is_small_letters_digits_and_single_hyphens(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize("name", ["", "A", "1a", "-a", "a-", "a--b", "a_b", "a.b", "ä", "a" * 41, "a\n"])
def test_anything_else_is_no_id(name: str) -> None:
    assert not is_id(name)


@pytest.mark.parametrize(
    ("name", "is_one"), [("fees", True), ("fees.rent-2", True), ("fees.2", True), ("fees.", False), (".rent", False), ("Fees.rent", False)]
)
def test_a_value_name_is_ids_joined_by_dots(name: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_value_name(name) is is_one


def test_the_frameworks_names_stay_plain_and_others_carry_their_layer() -> None:
    assert qualified(LayerId("framework"), "panel") == "panel"
    assert qualified(LayerId("north"), "panel") == "north:panel"
    assert anchor("north:panel") == "north--panel"


def test_near_names_come_nearest_first_and_are_few() -> None:
    known = ["water", "waters", "watery", "watered", "fire", "water"]
    assert near("water", known) == ("water", "watery", "waters")
    assert near("wader", ["fire", "water"]) == ("water",)
    assert near("xyz", known) == ()


@pytest.mark.parametrize(
    ("where", "shown"),
    [(Place("a.md"), "a.md"), (Place("a.md", 3), "a.md:3"), (Place("a.md", 3, 7), "a.md:3:7"), (Place("a.md", 0, 7), "a.md")],
)
def test_a_place_is_shown_as_far_as_it_is_known(where: Place, shown: str) -> None:
    assert str(where) == shown


def test_problems_come_by_place_each_once() -> None:
    first, second, third = error("b", Place("a.md", 1), "x"), warning("a", Place("a.md", 2), "x"), error("a", Place("b.md", 1), "x")
    assert in_order([third, second, first, third]) == (first, second, third)


def test_of_problems_at_one_place_errors_come_first() -> None:
    late, early = warning("a", Place("a.md", 1), "x"), error("b", Place("a.md", 1), "x")
    assert in_order([late, early]) == (early, late)


def test_a_warning_is_no_error() -> None:
    assert warning("a", Place("a.md"), "x", "do").severity is Severity.WARNING
    assert error("a", Place("a.md"), "x").severity is Severity.ERROR
    assert not has_errors([warning("a", Place("a.md"), "x")])
    assert has_errors([warning("a", Place("a.md"), "x"), error("a", Place("a.md"), "x")])


def test_the_second_place_of_a_problem_has_a_note() -> None:
    found = beside(error("a", Place("a.md"), "x"), Place("b.md", 2), "the other")
    assert (found.place, found.second, found.second_note) == (Place("a.md"), Place("b.md", 2), "the other")


def test_text_is_words_and_spaces() -> None:
    assert text("Rent is  five") == [
        {"t": "Str", "c": "Rent"},
        {"t": "Space"},
        {"t": "Str", "c": "is"},
        {"t": "Space"},
        {"t": "Space"},
        {"t": "Str", "c": "five"},
    ]
    assert text("") == []


def test_nodes_are_made_as_pandoc_writes_them() -> None:
    words = text("x")
    assert attr("a", ["b"], [("c", "d")]) == ["a", ["b"], [["c", "d"]]]
    assert para(words) == {"t": "Para", "c": words}
    assert plain(words) == {"t": "Plain", "c": words}
    assert strong(words) == {"t": "Strong", "c": words}
    assert span(words, ["b"], [("c", "d")]) == {"t": "Span", "c": [["", ["b"], [["c", "d"]]], words]}
    assert div([para(words)], "a", ["b"], [("c", "d")]) == {"t": "Div", "c": [["a", ["b"], [["c", "d"]]], [para(words)]]}
    assert link(words, "#a", ["b"]) == {"t": "Link", "c": [["", ["b"], []], words, ["#a", ""]]}
    assert header(2, "a", words, ["b"]) == {"t": "Header", "c": [2, ["a", ["b"], []], words]}


def test_a_table_has_a_header_row_cells_and_a_caption() -> None:
    made = table([text("A"), text("B")], [[text("1"), []]], text("Legend"), "t")

    def cell(*blocks: Node) -> list[object]:
        return [["", [], []], {"t": "AlignDefault"}, 1, 1, list(blocks)]

    assert made == {
        "t": "Table",
        "c": [
            ["t", [], []],
            [None, [plain(text("Legend"))]],
            [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * 2,
            [["", [], []], [[["", [], []], [cell(plain(text("A"))), cell(plain(text("B")))]]]],
            [[["", [], []], 0, [], [[["", [], []], [cell(plain(text("1"))), cell()]]]]],
            [["", [], []], []],
        ],
    }
    assert table([text("A")], [])["c"][1] == [None, []]


def test_walking_meets_every_node_in_reading_order() -> None:
    tree = [para([*text("a b"), strong(text("c"))]), para(text("d"))]
    assert [node.get("c") if node["t"] == "Str" else node["t"] for node in walk(tree)] == [
        "Para",
        "a",
        "Space",
        "b",
        "Strong",
        "c",
        "Para",
        "d",
    ]
    assert [node["c"] for node in walk({"x": text("a"), "y": text("b")})] == ["a", "b"]


def test_words_of_a_tree_are_plain_text() -> None:
    code: Node = {"t": "Code", "c": [["", [], []], "x = 1"]}
    assert stringify([para([*text("Rent is"), {"t": "SoftBreak"}, code]), para(text("Paid."))]) == "Rent is x = 1 Paid."
    assert stringify([para([*text("a"), {"t": "LineBreak"}, *text("b")])]) == "a b"
    assert stringify([para([{"t": "Math", "c": [{"t": "InlineMath"}, "x^2"]}])]) == "x^2"
    assert stringify([{"t": "CodeBlock", "c": [["", [], []], "y = 2"]}]) == "y = 2"
    assert stringify([para([{"t": "Str", "c": "un"}, strong(text("broken"))])]) == "unbroken"
    assert stringify([header(1, "a", text("Title")), plain(text("Text"))]) == "Title Text"
    assert stringify(table([text("A"), text("B")], [[text("1"), text("2")]])) == "A B 1 2"


def test_a_node_may_be_replaced_by_several_or_by_none() -> None:
    tree = [para(text("a b"))]
    assert rewrite(tree, lambda node: text("x y") if node == {"t": "Str", "c": "a"} else None) == [para(text("x y b"))]
    assert rewrite(tree, lambda node: [] if node["t"] == "Space" else None) == [para([{"t": "Str", "c": "a"}, {"t": "Str", "c": "b"}])]
    assert tree == [para(text("a b"))]


def test_only_what_is_changed_is_copied() -> None:
    same, other = para(text("a")), para(text("b"))
    changed = rewrite([same, other], lambda node: {"t": "Str", "c": "c"} if node == {"t": "Str", "c": "b"} else None)
    assert changed == [para(text("a")), para(text("c"))]
    assert changed[0] is same


def test_what_a_tree_looks_up_is_found_in_reading_order() -> None:
    look: Node = {"t": "Span", "c": [["", ["lookup"], [["name", "fees.rent"], ["line", "1"]]], []]}
    image: Node = {"t": "Image", "c": [["", [], []], text("x"), ["files/a.png", ""]]}
    addresses = ("doc:a", "https://example.org", "#b", "http://example.org", "mailto:a@example.org", "tel:1", "term:c")
    uses = uses_of([para([look, span(text("x")), *(link(text("x"), each) for each in addresses), image])])
    assert uses.lookups == ("fees.rent",)
    assert uses.links == ("doc:a", "#b", "term:c")
    assert uses.images == ("files/a.png",)
    assert uses
    assert not uses_of(text("x"))


def test_a_look_up_in_a_new_title_is_filled(allotments: Builder) -> None:
    rent = values("fees.rent: {type: text, name: Rent, default: five pounds}")
    built = allotments(rent, place("newton"), edits("newton", "scope: {do: retitle, title: 'For {{ fees.rent }}'}"))
    assert built.page("newton")[0] == "# 1 For five pounds {scope}"

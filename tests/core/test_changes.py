"""What each operation of a change does to a document: design §5."""

from datetime import date

import pytest

from byelaw.core.names import DocumentId
from project_builder import Builder, edits, place, plots, rule

PLOTS = DocumentId("plots")
SECTIONS = "## One {#one}\n\nFirst.\n\n## Two {#two}\n\nSecond.\n\n## Three {#three}\n\nThird.\n"
NESTED = "## One {#one}\n\nFirst.\n\n### Inner {#inner}\n\nInside.\n\n## Two {#two}\n\nSecond.\n"


def test_a_localisation_without_changes_reads_the_parents_text(allotments: Builder) -> None:
    built = allotments(place("newton"))
    assert built.problems == []
    assert built.outline("newton") == built.outline("framework")


def test_replace_puts_the_new_text_in_the_place_of_a_statement(allotments: Builder) -> None:
    text = "::: {#dig-deep .should}\nTenants should dig two spades deep.\n:::"
    built = allotments(place("newton"), edits("newton", "dig-deep: {do: replace}", text))
    assert built.problems == []
    assert built.outline("newton")[4] == "should {dig-deep}: Tenants should dig two spades deep."


def test_replace_of_a_section_takes_everything_in_it(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "one: {do: replace}", "## Other {#one}\n\nWords."))
    assert built.problems == []
    assert built.outline("newton") == ["# Other {one}", "Words.", "# Two {two}", "Second."]


def test_what_a_replacement_leaves_out_is_recorded_with_the_block_read_instead(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "one: {do: replace}", "## Other {#one}\n\nWords."))
    (gone,) = built.edition("newton").omissions
    assert (gone.document, gone.block, gone.instead, gone.step.operation) == ("plots", "inner", "plots#one", "replace")


def test_a_replacement_keeps_an_inherited_block_whole(allotments: Builder) -> None:
    text = "## Digging {#digging}\n\nOurs.\n\n::: {keep=dig-weekly}\n:::\n\nMore."
    built = allotments(place("newton"), edits("newton", "digging: {do: replace}", text))
    assert built.problems == []
    assert built.outline("newton")[2:6] == ["# Digging {digging}", "Ours.", "must {dig-weekly}: Tenants must dig every week.", "More."]
    assert built.block("newton", "dig-weekly").layer == "framework"


def test_a_replacement_may_restate_a_block_inside_under_its_own_id(allotments: Builder) -> None:
    text = "## Other {#one}\n\n### Within {#inner}\n\nRestated."
    built = allotments(plots(NESTED), place("newton"), edits("newton", "one: {do: replace}", text))
    assert built.problems == []
    assert built.outline("newton")[:3] == ["# Other {one}", "## Within {inner}", "Restated."]
    assert built.edition("newton").omissions == ()


def test_a_new_id_in_a_replacement_is_the_localisations_own(allotments: Builder) -> None:
    text = "## Other {#one}\n\n### New {#new}\n\nWords."
    built = allotments(plots(NESTED), place("newton"), edits("newton", "one: {do: replace}", text))
    assert built.outline("newton")[1] == "## New {newton:new}"


def test_a_replacement_of_a_section_must_be_a_section(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "scope: {do: replace}", "::: {#scope}\nWords.\n:::"))
    assert built.codes == ["wrong-form"]


def test_a_replacement_of_a_statement_must_not_be_a_section(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-deep: {do: replace}", "## Deep {#dig-deep}\n\nWords."))
    assert built.codes == ["wrong-form"]


def test_a_replacement_that_says_what_the_parent_says_is_an_error(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "save-water: {do: replace}", "::: {#save-water}\nRain   fills\nthe butts.\n:::"))
    assert built.codes == ["no-effect"]


@pytest.mark.parametrize(
    "text",
    [
        "::: {#save-water .tip}\nRain fills the butts.\n:::",
        "::: {#save-water .may}\nRain fills the butts.\n:::",
        "::: {#save-water who=warden}\nRain fills the butts.\n:::",
        '::: {#save-water when="bees=no"}\nRain fills the butts.\n:::',
        "::: {#save-water}\nRain *fills* the butts.\n:::",
        "::: {#save-water}\nRain fills the [butts](#scope).\n:::",
        "::: {#save-water}\nRain fills the butts.\n\nAnd more.\n:::",
    ],
)
def test_a_replacement_that_differs_in_anything_shown_has_an_effect(allotments: Builder, text: str) -> None:
    built = allotments(place("newton"), edits("newton", "save-water: {do: replace}", text))
    assert built.problems == []


def test_a_replaced_title_alone_has_an_effect(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "scope: {do: replace}", "## Reach {#scope}\n\nThese rules are for every plot."))
    assert built.problems == []


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("before: two", ["one", "newton:new", "two", "three"]),
        ("after: two", ["one", "two", "newton:new", "three"]),
        ("start: document", ["newton:new", "one", "two", "three"]),
        ("end: document", ["one", "two", "three", "newton:new"]),
    ],
)
def test_an_inserted_section_stands_where_it_says(allotments: Builder, where: str, expected: list[str]) -> None:
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", f"new: {{do: insert, {where}}}", "## New {#new}\n\nWords."))
    assert built.problems == []
    assert [block.id for block in built.edition("newton").documents[PLOTS].blocks] == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("start: digging", ["{newton:new}: Words.", "must {dig-weekly}", "should {dig-deep}"]),
        ("end: digging", ["must {dig-weekly}", "should {dig-deep}", "{newton:new}: Words."]),
        ("before: dig-deep", ["must {dig-weekly}", "{newton:new}: Words.", "should {dig-deep}"]),
        ("after: dig-weekly", ["must {dig-weekly}", "{newton:new}: Words.", "should {dig-deep}"]),
    ],
)
def test_an_inserted_statement_stands_where_it_says(allotments: Builder, where: str, expected: list[str]) -> None:
    built = allotments(place("newton"), edits("newton", f"new: {{do: insert, {where}}}", "::: {#new}\nWords.\n:::"))
    assert built.problems == []
    lines = [line.partition(": Tenants")[0] for line in built.outline("newton")[3:6]]
    assert lines == expected


def test_a_statement_put_at_the_end_of_a_section_stands_before_its_subsections(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "new: {do: insert, end: one}", "::: {#new}\nWords.\n:::"))
    assert built.outline("newton")[:4] == ["# One {one}", "First.", "{newton:new}: Words.", "## Inner {inner}"]


def test_a_section_put_at_the_start_of_a_section_stands_after_its_text(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "new: {do: insert, start: one}", "### New {#new}\n\nWords."))
    assert built.outline("newton")[:5] == ["# One {one}", "First.", "## New {newton:new}", "Words.", "## Inner {inner}"]


def test_a_section_put_at_the_end_of_a_section_stands_last_in_it(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "new: {do: insert, end: one}", "### New {#new}\n\nWords."))
    assert built.outline("newton")[2:6] == ["## Inner {inner}", "Inside.", "## New {newton:new}", "Words."]


def test_heading_levels_shift_to_fit_where_they_are_put(allotments: Builder) -> None:
    text = "## New {#new}\n\n### Deeper {#deeper}\n\nWords."
    built = allotments(plots(NESTED), place("newton"), edits("newton", "new: {do: insert, after: inner}", text))
    assert built.outline("newton")[4:6] == ["## New {newton:new}", "### Deeper {newton:deeper}"]
    assert [line for line in built.page("newton") if line.startswith("##")] == [
        "## 1.1 Inner {inner}",
        "## 1.2 New {newton--new .local}",
        "### 1.2.1 Deeper {newton--deeper .local}",
    ]


def test_inserts_at_one_anchor_stand_in_the_order_of_their_prose(allotments: Builder) -> None:
    entries = "a: {do: insert, after: one}\nb: {do: insert, after: one}\nc: {do: insert, after: one}"
    text = "## C {#c}\n\nWords.\n\n## A {#a}\n\nWords.\n\n## B {#b}\n\nWords."
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, text))
    assert [line for line in built.outline("newton") if line.startswith("#")] == [
        "# One {one}",
        "# C {newton:c}",
        "# A {newton:a}",
        "# B {newton:b}",
        "# Two {two}",
        "# Three {three}",
    ]


def test_an_insert_may_stand_beside_one_of_the_same_file(allotments: Builder) -> None:
    entries = "b: {do: insert, before: a}\na: {do: insert, after: one}"
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, "## B {#b}\n\nWords.\n\n## A {#a}\n\nWords."))
    assert built.problems == []
    assert [line for line in built.outline("newton") if line.startswith("#")][1:3] == ["# B {newton:b}", "# A {newton:a}"]


def test_inserts_that_stand_beside_each_other_only_are_an_error(allotments: Builder) -> None:
    entries = "a: {do: insert, after: b}\nb: {do: insert, after: a}"
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, "## A {#a}\n\nWords.\n\n## B {#b}\n\nWords."))
    assert set(built.codes) == {"place-circle"}
    assert built.outline("newton") == built.outline("framework")


def test_a_plain_id_means_ones_own_block_before_the_frameworks(allotments: Builder) -> None:
    entries = "two: {do: insert, after: one}\nnew: {do: insert, after: two}\nlast: {do: insert, after: 'framework:two'}"
    text = "## Our two {#two}\n\nWords.\n\n## New {#new}\n\nWords.\n\n## Last {#last}\n\nWords."
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, text))
    assert [line.rpartition("{")[2] for line in built.outline("newton") if line.startswith("#")] == [
        "one}",
        "newton:two}",
        "newton:new}",
        "two}",
        "newton:last}",
        "three}",
    ]


def test_a_tier_below_names_a_block_of_the_tier_above_with_its_prefix(allotments: Builder) -> None:
    built = allotments(
        place("north", tier="district"),
        edits("north", "panel: {do: insert, after: scope}", "## Panel {#panel}\n\nWords."),
        place("newton", "north"),
        edits("newton", "new: {do: insert, after: 'north:panel'}", "## New {#new}\n\nWords."),
    )
    assert built.problems == []
    assert [line for line in built.outline("newton") if line.startswith("#")][1:3] == ["# Panel {north:panel}", "# New {newton:new}"]


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("after: scope", "::: {#new}\nWords.\n:::"),
        ("before: scope", "::: {#new}\nWords.\n:::"),
        ("after: dig-deep", "## New {#new}\n\nWords."),
        ("before: dig-deep", "## New {#new}\n\nWords."),
        ("start: dig-deep", "## New {#new}\n\nWords."),
        ("end: dig-deep", "## New {#new}\n\nWords."),
        ("before: document", "## New {#new}\n\nWords."),
        ("after: document", "## New {#new}\n\nWords."),
    ],
)
def test_text_that_would_fall_into_another_block_cannot_be_put_there(allotments: Builder, where: str, text: str) -> None:
    built = allotments(place("newton"), edits("newton", f"new: {{do: insert, {where}}}", text))
    assert built.codes == ["insert-place"]
    assert built.outline("newton") == built.outline("framework")


def test_a_statement_can_be_put_inside_a_statement(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "new: {do: insert, end: dig-deep}", "::: {#new}\nWords.\n:::"))
    assert built.problems == []
    assert [each.id for each in built.block("newton", "dig-deep").children] == ["", "newton:new"]


def test_inserted_text_has_nothing_to_keep(allotments: Builder) -> None:
    text = "## New {#new}\n\n::: {keep=dig-deep}\n:::"
    built = allotments(place("newton"), edits("newton", "new: {do: insert, after: scope}", text))
    assert built.codes == ["unknown-keep"]


def test_an_unknown_anchor_is_an_error_with_the_near_id(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "new: {do: insert, after: scop}", "## New {#new}\n\nWords."))
    assert (built.only.code, built.only.hint) == ("unknown-anchor", "did you mean 'scope'?")
    assert built.only.second == built.block("framework", "scope").place


def test_an_unknown_anchor_like_no_other_is_told_which_there_are(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "new: {do: insert, after: xylophone}", "## New {#new}\n\nWords."))
    assert built.only.hint.startswith("record what became of it in ids.yml, or choose among scope, ")


def test_an_unknown_target_is_an_error_with_the_near_id(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-deap: {do: omit}"))
    assert (built.only.code, built.only.hint) == ("unknown-target", "did you mean 'dig-deep'?")


def test_an_unknown_target_that_stands_in_another_document_is_named_there(allotments: Builder) -> None:
    built = allotments(rule("fees", "## Zebra {#zebra}\n\nWords."), place("newton"), edits("newton", "zebra: {do: omit}"))
    assert (built.only.code, built.only.hint) == ("unknown-target", "'zebra' is in fees")


def test_an_unknown_target_like_no_other_is_told_which_there_are(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "zebra: {do: omit}"))
    assert built.only.hint.startswith("record what became of it in ids.yml, or choose among scope, ")
    assert built.only.second is None


def test_a_retired_id_is_named_with_what_it_became(allotments: Builder) -> None:
    fates = {"framework/ids.yml": "plots#old: {became: [plots#scope, plots#water], because: Split.}\n"}
    built = allotments(fates, place("newton"), edits("newton", "old: {do: omit}"))
    assert built.only.code == "retired-id"
    assert built.only.message == "'old' is no longer in 'plots'. It became plots#scope and plots#water."
    assert built.only.hint == "Split."


def test_a_retired_id_that_became_nothing_is_said_to_be_retired(allotments: Builder) -> None:
    fates = {"framework/ids.yml": "plots#old: {retired: yes, because: Gone.}\n"}
    built = allotments(fates, place("newton"), edits("newton", "old: {do: omit}"))
    assert built.only.message == "'old' is no longer in 'plots'. It was retired."


def test_a_change_of_an_unknown_document_is_an_error_with_the_near_name(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "scope: {do: omit}", document="plot"))
    assert (built.only.code, built.only.hint) == ("unknown-document", "did you mean 'plots'?")


def test_omit_leaves_a_block_out_and_remembers_it(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "one: {do: omit}"))
    assert built.problems == []
    assert built.outline("newton") == ["(left out) {one}", "# Two {two}", "Second."]
    assert [(each.block, each.title, each.instead) for each in built.edition("newton").omissions] == [
        ("one", "One", ""),
        ("inner", "Inner", ""),
    ]


def test_an_omission_says_what_is_read_instead(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "inner: {do: omit, instead: two}"))
    assert built.edition("newton").omissions[0].instead == "plots#two"


def test_an_omission_may_name_a_block_of_another_document_instead(allotments: Builder) -> None:
    files = rule("fees", "## Rent {#rent}\n\nWords.")
    built = allotments(files, plots(NESTED), place("newton"), edits("newton", "inner: {do: omit, instead: 'fees#rent'}"))
    assert built.edition("newton").omissions[0].instead == "fees#rent"


def test_a_note_stands_beside_a_block_and_leaves_its_text(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-deep: {do: note, note: Not in frost.}"))
    assert built.problems == []
    assert built.outline("newton")[4:6] == ["should {dig-deep}: Tenants should dig deep.", "note (newton): Not in frost."]


def test_a_longer_note_is_written_below_under_the_blocks_id(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "scope: {do: note}", "::: {#scope}\nFirst.\n\nSecond.\n:::"))
    assert built.problems == []
    assert built.outline("newton")[:2] == ["# Scope {scope}", "note (newton): First. Second."]


def test_notes_of_several_tiers_stand_in_the_order_of_the_tiers(allotments: Builder) -> None:
    built = allotments(
        place("north", tier="district"),
        edits("north", "dig-deep: {do: note, note: From north.}"),
        place("newton", "north"),
        edits("newton", "dig-deep: {do: note, note: From newton.}"),
    )
    assert built.problems == []
    assert built.outline("newton")[5:7] == ["note (north): From north.", "note (newton): From newton."]


def test_retitle_changes_a_sections_title_only(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "scope: {do: retitle, title: Reach}"))
    assert built.problems == []
    assert built.outline("newton") == ["# Reach {scope}", *built.outline("framework")[1:]]


def test_retitle_to_the_same_title_is_an_error(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "scope: {do: retitle, title: Scope}"))
    assert built.codes == ["no-effect"]


def test_a_statement_cannot_be_retitled(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-deep: {do: retitle, title: Deep}"))
    assert built.codes == ["bad-operation"]


def test_the_document_can_be_retitled(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "document: {do: retitle, title: Our plots}"))
    assert built.problems == []
    document = built.edition("newton").documents[PLOTS]
    assert (document.title, [step.operation for step in document.origin]) == ("Our plots", ["retitle"])


def test_the_document_cannot_be_retitled_to_its_own_title(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "document: {do: retitle, title: Plots}"))
    assert built.codes == ["no-effect"]


@pytest.mark.parametrize("entry", ["{do: omit}", "{do: note, note: Words.}", "{do: [retitle, note], title: New, note: Words.}"])
def test_the_document_itself_can_only_be_retitled(allotments: Builder, entry: str) -> None:
    built = allotments(place("newton"), edits("newton", f"document: {entry}"))
    assert built.codes == ["bad-operation"]


@pytest.mark.parametrize("extra", ["lock: full", "note: Words."])
def test_nothing_else_hides_in_the_retitling_of_a_document(allotments: Builder, extra: str) -> None:
    built = allotments(place("newton"), edits("newton", f"document: {{do: retitle, title: New, {extra}}}"))
    assert built.codes == ["bad-operation"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("before: one", ["three", "one", "two"]),
        ("after: one", ["one", "three", "two"]),
        ("start: document", ["three", "one", "two"]),
    ],
)
def test_a_section_moves_among_its_siblings(allotments: Builder, where: str, expected: list[str]) -> None:
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", f"three: {{do: move, {where}}}"))
    assert built.problems == []
    assert [line.partition("{")[2] for line in built.outline("newton") if line.startswith("#")] == [f"{each}}}" for each in expected]


def test_a_section_moves_into_another_and_out_of_it(allotments: Builder) -> None:
    inner = edits("newton", "two: {do: move, end: one}\ninner: {do: move, end: document}")
    built = allotments(plots(NESTED), place("newton"), inner)
    assert built.problems == []
    assert built.outline("newton") == ["# One {one}", "First.", "## Two {two}", "Second.", "# Inner {inner}", "Inside."]


def test_a_moved_block_remembers_the_move(allotments: Builder) -> None:
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", "three: {do: move, before: one}"))
    (step,) = built.block("newton", "three").origin
    assert (step.layer, step.tier, step.operation, step.because, step.owner) == ("newton", "site", "move", "B.", "Lead")


def test_a_block_cannot_move_into_or_beside_itself(allotments: Builder) -> None:
    for where in ("after: one", "end: inner", "after: inner"):
        built = allotments(plots(NESTED), place("newton"), edits("newton", f"one: {{do: move, {where}}}"))
        assert built.codes == ["place-circle"]


def test_two_moves_round_each_other_are_an_error(allotments: Builder) -> None:
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", "one: {do: move, after: two}\ntwo: {do: move, after: one}"))
    assert set(built.codes) == {"place-circle"}


def test_a_section_and_one_inside_it_can_both_move(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "one: {do: move, after: two}\ninner: {do: move, end: two}"))
    assert built.problems == []
    assert built.outline("newton") == ["# Two {two}", "Second.", "## Inner {inner}", "Inside.", "# One {one}", "First."]


def test_a_block_can_move_into_a_section_that_moves(allotments: Builder) -> None:
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", "one: {do: move, end: document}\ntwo: {do: move, end: one}"))
    assert built.problems == []
    assert built.outline("newton") == ["# Three {three}", "Third.", "# One {one}", "First.", "## Two {two}", "Second."]


def test_a_block_can_move_beside_an_own_insert(allotments: Builder) -> None:
    entries = "new: {do: insert, end: document}\none: {do: move, after: new}"
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, "## New {#new}\n\nWords."))
    assert built.problems == []
    assert [line for line in built.outline("newton") if line.startswith("#")][-2:] == ["# New {newton:new}", "# One {one}"]


@pytest.mark.parametrize("name", ["one", "'framework:one'"])
def test_a_block_moves_although_an_own_text_has_one_of_its_name(allotments: Builder, name: str) -> None:
    entries = f"new: {{do: insert, end: document}}\n{name}: {{do: move, after: three}}"
    text = "## New {#new}\n\n::: {#outer}\nWords.\n\n::: {#one}\nOurs.\n:::\n:::"
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, text))
    assert built.problems == []
    assert [line.rpartition("{")[2] for line in built.outline("newton") if line.startswith("#")] == [
        "two}",
        "three}",
        "one}",
        "newton:new}",
    ]


def test_a_replacement_can_move_and_have_a_note(allotments: Builder) -> None:
    entries = "two: {do: [replace, move], before: one, note: Mind the gap.}"
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, "## Deux {#two}\n\nMots."))
    assert built.problems == []
    assert built.outline("newton")[:4] == ["# Deux {two}", "note (newton): Mind the gap.", "Mots.", "# One {one}"]
    assert [step.operation for step in built.block("newton", "two").origin] == ["replace", "move"]
    assert [note.origin[0].operation for note in built.block("newton", "two").notes] == ["note"]


def test_a_section_can_be_retitled_moved_and_noted_at_once(allotments: Builder) -> None:
    entries = "two: {do: [retitle, move, note], title: Deux, before: one, note: Mind.}"
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries))
    assert built.problems == []
    assert built.outline("newton")[:3] == ["# Deux {two}", "note (newton): Mind.", "Second."]


def test_an_inserted_block_can_have_a_note(allotments: Builder) -> None:
    entries = "new: {do: [insert, note], after: two, note: Mind the gap.}"
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, "## New {#new}\n\nWords."))
    assert built.problems == []
    assert built.outline("newton")[4:7] == ["# New {newton:new}", "note (newton): Mind the gap.", "Words."]


def test_order_lists_sections_and_the_unlisted_follow_their_old_predecessor(allotments: Builder) -> None:
    order = "order:\n  because: B.\n  sections: [three, one]\n"
    page = {"localisations/newton/plots.md": f"---\ndocument: plots\n{order}---\n"}
    built = allotments(plots(SECTIONS), place("newton"), page)
    assert built.problems == []
    assert [line for line in built.outline("newton") if line.startswith("#")] == ["# Three {three}", "# One {one}", "# Two {two}"]


def test_text_before_the_first_listed_section_stays_at_the_start(allotments: Builder) -> None:
    page = {"localisations/newton/plots.md": "---\ndocument: plots\norder: {because: B., sections: [three, two]}\n---\n"}
    built = allotments(plots(f"::: {{#first}}\nWords.\n:::\n\n{SECTIONS}"), place("newton"), page)
    assert built.problems == []
    assert [block.id for block in built.edition("newton").documents[PLOTS].blocks] == [
        "first",
        "one",
        "three",
        "two",
    ]


@pytest.mark.parametrize(
    ("sections", "code"),
    [("[one, two]", "no-effect"), ("[two, two]", "double-change"), ("[three, on]", "unknown-target"), ("[three, inner]", "unknown-target")],
)
def test_an_order_that_cannot_be_meant_is_an_error(allotments: Builder, sections: str, code: str) -> None:
    page = {"localisations/newton/plots.md": f"---\ndocument: plots\norder: {{because: B., sections: {sections}}}\n---\n"}
    built = allotments(plots(SECTIONS.replace("## Two", "### Inner {#inner}\n\nIn.\n\n## Two")), place("newton"), page)
    assert built.codes == [code]


def test_an_order_is_a_step_of_the_documents_origin(allotments: Builder) -> None:
    page = {"localisations/newton/plots.md": "---\ndocument: plots\norder: {because: Why., sections: [two, one]}\n---\n"}
    built = allotments(plots(SECTIONS), place("newton"), page)
    (step,) = built.edition("newton").documents[PLOTS].origin
    assert (step.operation, step.because) == ("order", "Why.")


def test_an_order_may_list_a_section_that_was_just_inserted(allotments: Builder) -> None:
    page = (
        "---\ndocument: plots\norder: {because: B., sections: [new, one]}\n"
        "changes:\n  new: {do: insert, after: one, because: B.}\n---\n## New {#new}\n\nWords.\n"
    )
    built = allotments(plots(SECTIONS), place("newton"), {"localisations/newton/plots.md": page})
    assert built.problems == []
    assert [line for line in built.outline("newton") if line.startswith("#")][:2] == ["# New {newton:new}", "# Two {two}"]


def test_an_order_applies_only_within_its_dates(allotments: Builder) -> None:
    page = {"localisations/newton/plots.md": "---\ndocument: plots\norder: {because: B., sections: [two, one], from: 2027-01-01}\n---\n"}
    built = allotments(plots(SECTIONS), place("newton"), page)
    assert built.problems == []
    assert built.outline("newton") == built.outline("framework")
    assert [words for _, words in built.edition("newton").dormant] == ["plots: order applies at another time only"]


def test_two_changes_of_one_block_are_an_error_with_both_places(allotments: Builder) -> None:
    entries = "scope: {do: retitle, title: A}\n'framework:scope': {do: note, note: Words.}"
    built = allotments(place("newton"), edits("newton", entries))
    assert built.only.code == "double-change"
    assert built.only.second is not None


@pytest.mark.parametrize("inner", ["{do: note, note: Words.}", "{do: retitle, title: New}"])
def test_a_change_inside_what_is_left_out_is_an_error(allotments: Builder, inner: str) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", f"one: {{do: omit}}\ninner: {inner}"))
    assert built.codes == ["double-change"]


def test_a_change_inside_what_is_replaced_is_an_error(allotments: Builder) -> None:
    entries = "one: {do: replace}\ninner: {do: retitle, title: New}"
    built = allotments(plots(NESTED), place("newton"), edits("newton", entries, "## Other {#one}\n\nWords."))
    assert built.codes == ["double-change"]


def test_a_change_inside_what_a_replacement_keeps_is_made(allotments: Builder) -> None:
    entries = "one: {do: replace}\ninner: {do: retitle, title: New}"
    text = "## Other {#one}\n\n::: {keep=inner}\n:::"
    built = allotments(plots(NESTED), place("newton"), edits("newton", entries, text))
    assert built.problems == []
    assert built.outline("newton")[:3] == ["# Other {one}", "## New {inner}", "Inside."]


def test_a_change_beside_another_block_that_is_left_out_is_made(allotments: Builder) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "two: {do: omit}\ninner: {do: retitle, title: New}"))
    assert built.problems == []


@pytest.mark.parametrize("anchor", ["one", "inner"])
def test_an_anchor_that_is_left_out_in_the_same_file_is_an_error(allotments: Builder, anchor: str) -> None:
    entries = f"one: {{do: omit}}\nnew: {{do: insert, after: {anchor}}}"
    built = allotments(plots(NESTED), place("newton"), edits("newton", entries, "## New {#new}\n\nWords."))
    assert built.codes == ["anchor-omitted"]


def test_an_anchor_that_is_replaced_away_in_the_same_file_is_an_error(allotments: Builder) -> None:
    entries = "one: {do: replace}\nnew: {do: insert, after: inner}"
    built = allotments(plots(NESTED), place("newton"), edits("newton", entries, "## Other {#one}\n\nWords.\n\n## New {#new}\n\nWords."))
    assert built.codes == ["anchor-omitted"]


def test_an_anchor_that_a_replacement_keeps_can_be_used(allotments: Builder) -> None:
    entries = "one: {do: replace}\nnew: {do: insert, after: inner}"
    text = "## Other {#one}\n\n::: {keep=inner}\n:::\n\n## New {#new}\n\nWords."
    built = allotments(plots(NESTED), place("newton"), edits("newton", entries, text))
    assert built.problems == []
    assert built.outline("newton")[:5] == ["# Other {one}", "## Inner {inner}", "Inside.", "## New {newton:new}", "Words."]


def test_an_anchor_that_a_replacement_restates_can_be_used(allotments: Builder) -> None:
    entries = "one: {do: replace}\nnew: {do: insert, after: inner}"
    text = "## Other {#one}\n\n### Inner {#inner}\n\nRestated.\n\n## New {#new}\n\nWords."
    built = allotments(plots(NESTED), place("newton"), edits("newton", entries, text))
    assert built.problems == []
    assert built.outline("newton")[1:5] == ["## Inner {inner}", "Restated.", "## New {newton:new}", "Words."]


def test_a_block_can_be_put_into_a_section_that_is_replaced(allotments: Builder) -> None:
    entries = "one: {do: replace}\nnew: {do: insert, end: one}"
    text = "## Other {#one}\n\nWords.\n\n::: {#new}\nMore.\n:::"
    built = allotments(plots(NESTED), place("newton"), edits("newton", entries, text))
    assert built.problems == []
    assert built.outline("newton")[:3] == ["# Other {one}", "Words.", "{newton:new}: More."]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("::: {keep=nothing}\n:::", "unknown-keep"),
        ("::: {keep=one}\n:::", "unknown-keep"),
        ("::: {keep=two}\n:::", "unknown-keep"),
        ("::: {keep=inner}\n:::\n\n::: {keep=inner}\n:::", "kept-twice"),
    ],
)
def test_a_keep_that_cannot_be_meant_is_an_error(allotments: Builder, text: str, code: str) -> None:
    built = allotments(plots(NESTED), place("newton"), edits("newton", "one: {do: replace}", f"## Other {{#one}}\n\n{text}"))
    assert built.codes == [code]


DEEP = "## One {#one}\n\n### Inner {#inner}\n\n::: {#a}\nAlpha.\n:::\n\n::: {#b}\nBeta.\n:::\n"


def test_each_block_kept_twice_is_reported_once(allotments: Builder) -> None:
    keeps = "".join(f"::: {{keep={each}}}\n:::\n\n" for each in "abab")
    built = allotments(plots(DEEP), place("newton"), edits("newton", "one: {do: replace}", f"## Other {{#one}}\n\n{keeps}"))
    assert built.problems == ["newton: kept-twice: 'a' is kept more than once", "newton: kept-twice: 'b' is kept more than once"]


@pytest.mark.parametrize("order", [("inner", "a"), ("a", "inner")])
def test_a_block_and_one_inside_it_cannot_both_be_kept(allotments: Builder, order: tuple[str, str]) -> None:
    keeps = "".join(f"::: {{keep={each}}}\n:::\n\n" for each in order)
    built = allotments(plots(DEEP), place("newton"), edits("newton", "one: {do: replace}", f"## Other {{#one}}\n\n{keeps}"))
    assert built.codes == ["kept-twice"]


def test_a_block_cannot_be_both_restated_and_kept(allotments: Builder) -> None:
    text = "## Other {#one}\n\n::: {#a}\nNew.\n:::\n\n::: {keep=inner}\n:::"
    built = allotments(plots(DEEP), place("newton"), edits("newton", "one: {do: replace}", text))
    assert built.codes == ["kept-twice"]


def test_a_change_applies_from_its_first_to_its_last_day(allotments: Builder) -> None:
    entry = "scope: {do: retitle, title: Winter scope, from: 2026-12-01, until: 2026-12-31}"
    files = (place("newton"), edits("newton", entry))
    titles = [
        allotments(*files, day=day).outline("newton")[0]
        for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert titles == ["# Scope {scope}", "# Winter scope {scope}", "# Winter scope {scope}", "# Scope {scope}"]


@pytest.mark.parametrize(("dates", "words"), [("from: 2027-01-01", "from 2027-01-01"), ("until: 2026-01-01", "until 2026-01-01")])
def test_a_change_that_does_not_apply_is_remembered_with_its_dates(allotments: Builder, dates: str, words: str) -> None:
    built = allotments(place("newton"), edits("newton", f"scope: {{do: retitle, title: New, {dates}}}"))
    assert [said for _, said in built.edition("newton").dormant] == [f"plots#scope: applies {words} only"]


def test_each_step_says_who_decided_it_and_why(allotments: Builder) -> None:
    entry = "scope: {do: retitle, title: Reach, because: Clearer., owner: Warden, review: 2027-01-31}"
    built = allotments(place("newton"), edits("newton", entry))
    (step,) = built.block("newton", "scope").origin
    assert (step.layer, step.tier, step.because, step.owner, str(step.review)) == ("newton", "site", "Clearer.", "Warden", "2027-01-31")
    assert (step.place.file, step.place.line) == ("localisations/newton/plots.md", 4)


def test_siblings_do_not_see_each_others_changes(allotments: Builder) -> None:
    built = allotments(place("newton"), place("oldham"), edits("newton", "scope: {do: omit}"))
    assert built.outline("oldham") == built.outline("framework")


def test_an_anchor_may_be_a_block_inside_an_own_insert(allotments: Builder) -> None:
    entries = "outer: {do: insert, after: one}\nnew: {do: insert, after: part}"
    text = "## Outer {#outer}\n\n### Part {#part}\n\nPart.\n\n## New {#new}\n\nWords."
    built = allotments(plots(SECTIONS), place("newton"), edits("newton", entries, text))
    assert built.problems == []
    assert built.outline("newton")[2:6] == ["# Outer {newton:outer}", "## Part {newton:part}", "Part.", "## New {newton:new}"]


def test_an_order_lists_sections_only(allotments: Builder) -> None:
    page = {"localisations/newton/plots.md": "---\ndocument: plots\norder: {because: B., sections: [first, two]}\n---\n"}
    built = allotments(plots(f"::: {{#first}}\nWords.\n:::\n\n{SECTIONS}"), place("newton"), page)
    assert built.codes == ["unknown-target"]


@pytest.mark.parametrize("words", ["See [scope](#scope).", "Rent is {{ fees.rent as upper }}.", "See [](#scope) and *more*."])
def test_the_same_words_at_another_place_in_the_file_are_the_same(allotments: Builder, words: str) -> None:
    files = {"framework/values.yml": "fees.rent: {type: text, name: Rent, default: five}\n"}
    body = f"## Scope {{#scope}}\n\n::: {{#one}}\n{words}\n:::\n"
    built = allotments(files, plots(body), place("newton"), edits("newton", "one: {do: replace}", f"::: {{#one}}\n{words}\n:::"))
    assert built.codes == ["no-effect"]


def test_the_same_title_with_a_look_up_is_the_same(allotments: Builder) -> None:
    files = {"framework/values.yml": "fees.rent: {type: text, name: Rent, default: five}\n"}
    body = "## Rent of {{ fees.rent }} {#rent}\n\nWords.\n"
    entries = "rent: {do: retitle, title: 'Rent of {{ fees.rent }}'}"
    assert allotments(files, plots(body), place("newton"), edits("newton", entries)).codes == ["no-effect"]

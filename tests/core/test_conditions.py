"""Conditions: reading them, what holds at which tier, and text that no edition would show (design §§4-6)."""

import pytest

from byelaw.core.conditions import Condition, read_condition
from byelaw.core.conditions import Test as OneTest
from byelaw.core.finishing.settling import Facts, verdict
from project_builder import Builder, declared, edits, place, plots, rule

HIVES = '## Scope {#scope}\n\nWords.\n\n## Hives {#hives when="bees=yes"}\n\nShut them.\n\n::: {#smoke}\nSmoke.\n:::\n'


@pytest.mark.parametrize(
    ("written", "tests", "any_of"),
    [
        ("bees=yes", (OneTest("bees", "yes"),), False),
        ("not bees=yes", (OneTest("bees", "yes", negated=True),), False),
        ("bees=yes water=tap", (OneTest("bees", "yes"), OneTest("water", "tap")), False),
        ("all bees=yes water=tap", (OneTest("bees", "yes"), OneTest("water", "tap")), False),
        ("any bees=yes not water=tap", (OneTest("bees", "yes"), OneTest("water", "tap", negated=True)), True),
        ("any not bees=yes water=tap", (OneTest("bees", "yes", negated=True), OneTest("water", "tap")), True),
    ],
)
def test_a_condition_is_tests_joined_by_all_or_any(written: str, tests: tuple[OneTest, ...], any_of: bool) -> None:  # noqa: FBT001
    assert read_condition(written) == Condition(tests, any_of, written)


@pytest.mark.parametrize(
    "written",
    ["", "any", "all", "bees", "bees=", "=yes", "bees=yes=no", "not", "not not bees=yes", "bees=yes not", "bees == yes", "yes or no"],
)
def test_what_is_not_a_condition_is_not_read(written: str) -> None:
    assert read_condition(written) is None


YES, NO, OPEN = "bees=yes", "water=well", "climate=harsh"
DECIDED = Facts({"bees": "yes", "water": "tap"})


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        (YES, True),
        (NO, False),
        (OPEN, None),
        (f"not {YES}", False),
        (f"not {NO}", True),
        (f"not {OPEN}", None),
        (f"{YES} {NO}", False),
        (f"{YES} {OPEN}", None),
        (f"{NO} {OPEN}", False),
        (f"{YES} not {NO}", True),
        (f"any {YES} {NO}", True),
        (f"any {NO} {OPEN}", None),
        (f"any {OPEN} {YES}", True),
        (f"any {NO} not {YES}", False),
    ],
)
def test_a_condition_holds_does_not_or_is_not_decided_yet(written: str, holds: bool | None) -> None:  # noqa: FBT001
    assert verdict(read_condition(written), DECIDED) is holds


def test_no_condition_always_holds() -> None:
    assert verdict(None, Facts({})) is True


@pytest.mark.parametrize(("bees", "there"), [("yes", True), ("no", False)])
def test_a_block_is_there_where_its_condition_holds(allotments: Builder, bees: str, there: bool) -> None:  # noqa: FBT001
    built = allotments(plots(HIVES), place("newton", more=f"facts: {{bees: {bees}}}\n"))
    assert ("# 2 Hives {hives}" in built.page("newton")) is there
    assert ("Smoke." in built.page("newton")) is there


def test_the_default_of_a_fact_decides_at_the_lowest_tier_only(allotments: Builder) -> None:
    built = allotments(plots(HIVES), place("north", tier="district"), place("newton", "north"))
    assert "# 2 Hives {hives}" not in built.page("newton")
    for above in ("framework", "north"):
        assert built.page(above)[2:5] == ["# 2 Hives {hives}", "<condition> <condition-label> Only where: Keeps bees: yes", "Shut them."]


def test_a_fact_is_decided_from_the_tier_it_belongs_to(allotments: Builder) -> None:
    body = '## Ice {#ice when="climate=harsh"}\n\nWords.\n\n## Sun {#sun when="climate=mild"}\n\nWords.\n'
    built = allotments(plots(body), place("wales", tier="nation"))
    assert [line for line in built.page("framework") if line.startswith("#")] == ["# 1 Ice {ice}", "# 2 Sun {sun}"]
    assert built.page("wales") == ["# 1 Sun {sun}", "Words."]


def test_a_fact_set_above_its_tier_is_decided_there(allotments: Builder) -> None:
    built = allotments(plots(HIVES), place("north", tier="district", more="facts: {bees: yes}\n"))
    assert built.page("north")[2:4] == ["# 2 Hives {hives}", "Shut them."]


def test_a_statement_whose_condition_is_not_decided_is_shown_with_it(allotments: Builder) -> None:
    body = '## Scope {#scope}\n\n::: {#shut .must when="any bees=yes not water=tap"}\nShut them.\n:::\n'
    assert allotments(plots(body)).page("framework")[1:] == [
        "<condition>",
        "<condition-label> Only where: Keeps bees: yes or Water: not tap",
        "<statement must #shut>",
        "<statement-label> Must",
        "Shut them.",
        "</statement>",
        "</condition>",
    ]


def test_several_tests_that_are_not_decided_are_shown_with_and(allotments: Builder) -> None:
    body = '## Hives {#hives when="bees=yes water=tap"}\n\nShut.\n'
    assert allotments(plots(body)).page("framework")[1] == "<condition> <condition-label> Only where: Keeps bees: yes and Water: tap"


@pytest.mark.parametrize(("bees", "there"), [("yes", True), ("no", False)])
def test_a_document_is_there_where_its_condition_holds(allotments: Builder, bees: str, there: bool) -> None:  # noqa: FBT001
    built = allotments(
        rule("hives", "## Hives {#hives}\n\nWords.\n", "when: bees=yes\n"), place("newton", more=f"facts: {{bees: {bees}}}\n")
    )
    assert (len(built.published("newton").documents) == 2) is there


@pytest.mark.parametrize("bees", ["yes", "no"])
def test_a_note_is_there_where_its_condition_holds(allotments: Builder, bees: str) -> None:
    note = '::: {#save-water when="bees=yes"}\nMind the hives.\n:::'
    built = allotments(
        place("newton", more=f"facts: {{bees: {bees}}}\n"),
        edits("newton", "save-water: {do: note}", note),
        place("oldham", "newton", more="facts: {bees: yes}\n"),
    )
    assert ("Mind the hives." in built.page("newton")) is (bees == "yes")


def test_a_condition_that_holds_in_no_edition_is_an_error_in_a_change(allotments: Builder) -> None:
    text = '## Hives {#hives when="bees=yes"}\n\nWords.'
    built = allotments(place("newton"), edits("newton", "hives: {do: insert, end: document}", text))
    assert built.problems == ["newton: idle-condition: the condition of 'hives' holds in no edition (Keeps bees: yes)"]
    assert (built.only.severity, built.only.chain) == ("error", ("framework", "newton"))


def test_a_condition_in_a_change_may_hold_in_an_edition_below(allotments: Builder) -> None:
    built = allotments(
        place("north", tier="district", more="facts: {bees: no}\n"),
        edits("north", "hives: {do: insert, end: document}", '## Hives {#hives when="bees=yes"}\n\nWords.'),
        place("newton", "north", more="facts: {bees: yes}\n"),
    )
    assert built.problems == []


def test_a_condition_in_a_change_is_not_held_by_an_edition_beside(allotments: Builder) -> None:
    built = allotments(
        place("newton"),
        edits("newton", "hives: {do: insert, end: document}", '## Hives {#hives when="bees=yes"}\n\nWords.'),
        place("oldham", more="facts: {bees: yes}\n"),
    )
    assert built.codes == ["idle-condition"]


def test_a_condition_in_a_note_or_a_document_of_ones_own_can_be_idle_too(allotments: Builder) -> None:
    page = "---\nkind: rule\ntitle: Ours\ndo: add\nbecause: B.\n---\n" + '## Hives {#hives when="bees=yes"}\n\nWords.\n'
    note = '::: {#scope when="bees=yes"}\nMind.\n:::'
    built = allotments(place("newton"), {"localisations/newton/ours.md": page}, edits("newton", "scope: {do: note}", note))
    assert built.codes == ["idle-condition", "idle-condition"]


def test_a_condition_that_no_area_meets_is_a_warning_in_the_framework(allotments: Builder) -> None:
    built = allotments(plots(HIVES), place("newton"))
    assert built.problems == ["idle-condition: the condition of 'hives' holds in no edition (Keeps bees: yes)"]
    assert built.only.severity == "warning"
    assert built.merged.failed == frozenset()


def test_a_framework_without_areas_has_no_idle_conditions(allotments: Builder) -> None:
    assert allotments(plots(HIVES)).problems == []


def test_a_condition_that_is_still_open_somewhere_is_not_idle(allotments: Builder) -> None:
    assert allotments(plots(HIVES), place("north", tier="district")).problems == []


def test_a_framework_with_a_fact_of_the_top_tier_decides_it_there(allotments: Builder) -> None:
    one = declared(("  nation: {name: Nation}\n  district: {name: District}\n  site: {name: Site}\n", "  nation: {name: Nation}\n"))
    built = allotments(one, plots(HIVES), place("wales", tier="nation"))
    assert built.page("wales") == ["# 1 Scope {scope}", "Words."]

"""Two sections made one: what stood in the one that goes is moved into the other."""

from project_builder import Builder, edits, place


def test_a_section_can_be_left_out_when_its_locked_text_is_moved_into_another(allotments: Builder) -> None:
    built = allotments(
        place("newton"),
        edits("newton", "dig-weekly: {do: move, end: water}\ndigging: {do: omit, instead: water}"),
    )
    assert built.problems == []
    assert built.page("newton") == [
        "# 1 Scope {scope}",
        "These rules are for every plot.",
        "# 2 Water {water}",
        "<#save-water>",
        "Rain fills the butts.",
        "</#save-water>",
        "<statement must #dig-weekly>",
        "<statement-label> Must: Tenants",
        "Tenants must dig every week.",
        "</statement>",
    ]


def test_locked_text_that_is_not_moved_still_keeps_its_section(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "digging: {do: omit, instead: water}"))
    assert built.codes == ["locked"]


def test_the_tier_that_raises_a_lock_to_what_the_section_has_holds_it(allotments: Builder) -> None:
    rule = "## Law {#law lock=insert}\n\n::: {#slot lock=open}\nEach district states its law.\n:::\n"
    built = allotments(
        {"framework/documents/rule/law.md": f"---\nkind: rule\ntitle: Law\n---\n{rule}"},
        place("oakshire", tier="district"),
        edits("oakshire", "slot: {do: replace, lock: insert}", "::: {#slot}\nThe act of 1999.\n:::", document="law"),
        place("elm-road", "oakshire"),
        edits("elm-road", "slot: {do: replace, supersedes: oakshire}", "::: {#slot}\nNo act.\n:::", document="law"),
        {
            "localisations/oakshire/exceptions.yml": (
                "- {code: locked, at: law#slot, for: elm-road, because: Agreed., by: Clerk, until: 2027-01-01}\n"
            )
        },
    )
    assert built.problems == []

"""What became of ids that are gone: the framework's, and a localisation's own."""

from project_builder import Builder, edits, place


def test_a_localisations_own_ids_that_moved_are_followed_by_links_and_redirects(allotments: Builder) -> None:
    built = allotments(
        place("oakshire", tier="district"),
        edits("oakshire", "bees: {do: insert, end: document}", "## Bees {#bees}\n\nKeep them calm. See [](#hives)."),
        {"localisations/oakshire/ids.yml": "plots#hives: {became: [plots#bees], because: Renamed.}\n"},
    )
    assert built.finish_problems("oakshire") == []
    assert built.published("oakshire").redirects == {"plots#oakshire--hives": "plots#oakshire--bees"}


def test_a_change_of_a_regions_retired_block_says_what_it_became(allotments: Builder) -> None:
    built = allotments(
        place("oakshire", tier="district"),
        edits("oakshire", "bees: {do: insert, end: document}", "## Bees {#bees}\n\nKeep them calm."),
        {"localisations/oakshire/ids.yml": "plots#hives: {became: [plots#bees], because: Renamed.}\n"},
        place("elm-road", "oakshire"),
        edits("elm-road", "oakshire:hives: {do: omit}"),
    )
    assert built.problems == [
        "elm-road: retired-id: 'oakshire:hives' is no longer in 'plots'. It became plots#oakshire:bees.",
    ]

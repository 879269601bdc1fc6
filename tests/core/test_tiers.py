"""Chains of any length: skipped tiers, pinned parents, frameworks of one and of five tiers (design §§2, 5)."""

from byelaw.core.names import DocumentId
from project_builder import Builder, Files, declared, edits, front, place, plots, values

THREE_TIERS = "  nation: {name: Nation}\n  district: {name: District}\n  site: {name: Site}\n"
TITLES = "scope: {do: retitle, title: %s}"


def released(name: str, version: str, files: Files) -> Files:
    """Return the files of a layer as those of a release of it."""
    layer = "framework" if name == "framework" else f"localisations/{name}"
    return {path.replace(layer, f"releases/{name}/{version}", 1): text for path, text in files.items() if path.startswith(f"{layer}/")}


def test_each_tier_reads_what_the_tiers_above_decided(allotments: Builder) -> None:
    built = allotments(
        place("wales", tier="nation"),
        edits("wales", TITLES % "Cwmpas"),
        place("north", "wales", tier="district"),
        edits("north", "water: {do: note, note: From the river.}"),
        place("newton", "north"),
        edits("newton", "dig-deep: {do: omit}"),
    )
    assert built.problems == []
    assert built.outline("wales") == ["# Cwmpas {scope}", *built.outline("framework")[1:]]
    assert built.outline("north") == [*built.outline("wales")[:6], "note (north): From the river.", *built.outline("wales")[6:]]
    assert built.outline("newton") == [*built.outline("north")[:4], "(left out) {dig-deep}", *built.outline("north")[5:]]
    assert [each.id for each in built.edition("newton").chain] == ["wales", "north", "newton"]
    assert (built.edition("newton").id, built.edition("newton").tier) == ("newton", "site")


def test_the_frameworks_own_edition_has_no_tier(allotments: Builder) -> None:
    edition = allotments().edition("framework")
    assert (edition.id, edition.tier, edition.chain) == ("framework", "", ())


def test_tiers_may_be_skipped(allotments: Builder) -> None:
    built = allotments(place("wales", tier="nation"), edits("wales", TITLES % "Cwmpas"), place("newton", "wales"))
    assert built.problems == []
    assert built.outline("newton") == built.outline("wales")


def test_a_framework_may_have_one_tier(allotments: Builder) -> None:
    one = declared((THREE_TIERS, "  site: {name: Site}\n"), (", set-by: nation", ""))
    built = allotments(one, place("newton"), edits("newton", TITLES % "Reach"))
    assert built.problems == []
    assert built.page("newton")[0] == "# 1 Reach {scope}"


def test_a_framework_may_have_five_tiers(allotments: Builder) -> None:
    five = declared((THREE_TIERS, f"  union: {{name: Union}}\n{THREE_TIERS}  plot: {{name: Plot}}\n"))
    ranks = [("europe", "union"), ("wales", "nation"), ("north", "district"), ("newton", "site"), ("hill", "plot")]
    files: dict[str, str] = {}
    above = "framework"
    for name, tier in ranks:
        more = f"values: {{fees.rent: {{value: {tier} pounds, because: B.}}}}\n"
        files |= place(name, above, tier, more)
        above = name
    rent = values("fees.rent: {type: text, name: Rent, set-by: plot}")
    built = allotments(five, files, rent, plots("## Rent {#rent}\n\nRent is {{ fees.rent }}.\n"))
    assert built.problems == []
    assert [built.page(name)[1] for name, _ in ranks] == [f"Rent is {tier} pounds." for _, tier in ranks]
    assert built.page("framework")[1] == "Rent is <slot set locally: rent>."
    assert len(built.edition("hill").assignments["fees.rent"]) == 5


def test_a_pinned_parent_is_read_as_it_was_released(allotments: Builder) -> None:
    north = {**place("north", tier="district"), **edits("north", TITLES % "Old scope")}
    built = allotments(
        released("north", "1", north),
        place("north", tier="district"),
        edits("north", TITLES % "New scope"),
        place("newton", "north@1"),
        place("oldham", "north"),
    )
    assert built.problems == []
    assert built.outline("newton")[0] == "# Old scope {scope}"
    assert built.outline("oldham")[0] == "# New scope {scope}"
    assert built.document("newton").control.built_from == ("Allotments (working copy)", "North 1", "Newton (working copy)")


def test_a_pinned_framework_is_read_as_it_was_released(allotments: Builder) -> None:
    old = {
        "framework/framework.yml": declared()["framework/framework.yml"],
        "framework/documents/rule/plots.md": front("## Old scope {#scope}\n\nWords.\n"),
    }
    built = allotments(
        released("framework", "1.1", old), {"releases/framework/1.1/records/role.yml": _roles()}, place("newton", "framework@1.1")
    )
    assert built.problems == []
    assert built.outline("newton") == ["# Old scope {scope}", "Words."]
    assert built.edition("newton").framework.version == "1.1"
    assert built.document("newton").control.built_from[0] == "Allotments 1.1"


def _roles() -> str:
    return "{name: Role, plural: Roles, text: name, fields: {name: {type: text, name: Name}}}"


def test_a_pinned_parent_is_merged_once_for_all_that_pin_it(allotments: Builder) -> None:
    north = {**place("north", tier="district"), **edits("north", "dig-weekly: {do: omit}")}
    built = allotments(
        released("north", "1", north), place("north", tier="district"), place("newton", "north@1"), place("oldham", "north@1")
    )
    assert built.codes == ["locked"]
    assert built.edition("newton").documents[DocumentId("plots")] is built.edition("oldham").documents[DocumentId("plots")]


def test_a_localisation_whose_parent_cannot_be_read_has_no_edition(allotments: Builder) -> None:
    built = allotments(place("newton", "nowhere"), place("oldham"))
    assert built.codes == ["unknown-parent"]
    assert set(built.merged.editions) == {"framework", "oldham"}
    assert built.merged.failed == {"newton"}


def test_a_problem_of_the_framework_concerns_every_edition(allotments: Builder) -> None:
    built = allotments(place("newton"), {"framework/values.yml": "fees.rent: {type: text}\n"})
    assert built.merged.failed == {"framework", "newton"}


def test_a_problem_of_one_site_concerns_it_alone(allotments: Builder) -> None:
    built = allotments(place("newton"), place("oldham"), edits("newton", "nothing: {do: omit}"))
    assert built.merged.failed == {"newton"}


def test_two_localisations_may_have_blocks_of_one_name(allotments: Builder) -> None:
    text = "## Panel {#panel}\n\nWords."
    built = allotments(
        place("north", tier="district"),
        edits("north", "panel: {do: insert, after: scope}", text),
        place("newton", "north"),
        edits("newton", "panel: {do: insert, after: 'north:panel'}", text),
    )
    assert built.problems == []
    assert [line for line in built.outline("newton") if "panel" in line] == ["# Panel {north:panel}", "# Panel {newton:panel}"]


def test_the_locks_of_every_tier_above_hold(allotments: Builder) -> None:
    built = allotments(
        place("wales", tier="nation"),
        edits("wales", "water: {lock: insert}"),
        place("north", "wales", tier="district"),
        edits("north", "save-water: {lock: full}"),
        place("newton", "north"),
        edits("newton", "water: {do: retitle, title: Ours}\nsave-water: {do: replace}", "::: {#save-water}\nOurs.\n:::"),
    )
    assert {(each.code, each.held_by) for each in built.merged.problems} == {("locked", "north"), ("locked", "wales")}

"""Urgent changes in the editions that do not have them yet: where they are told, in which words, and when no more."""

from collections.abc import Mapping

import pytest

from byelaw.sources.digests import manifest_of
from byelaw.workflows.loading import unused_waivers
from project_builder import BASE, Builder, Files, edits, place, plots

NEW = """\
## Scope {#scope}

These rules are for every plot.

## Digging {#digging}

::: {#dig-often .must who=tenant}
Tenants must dig every day.
:::

## Water {#water}

::: {#save-water}
Rain fills the butts.
:::
"""
DIG = "{at: plots#dig-often, on: 2026-10-12, text: Dig every day, formerly: ['plots#dig-weekly']}"
CALLOUT = [
    "<callout warning>",
    "<callout-title> Urgent change in Allotments 1.1, 12 October 2026",
    "Dig every day. This edition still follows 1.0.",
    "</callout>",
]


def released(name: str, version: str, files: Mapping[str, str], urgent: str = "", released_on: str = "2026-10-15") -> Files:
    """Return a release of files by their paths in its folder, with its account and manifest."""
    account = f"name: {name}\nversion: {version}\nreleased: {released_on}\n" + (f"urgent: [{urgent}]\n" if urgent else "")
    whole = {**files, "release.yml": account}
    whole["manifest.json"] = manifest_of({path: text.encode() for path, text in whole.items()})
    return {f"releases/{name}/{version}/{path}": text for path, text in whole.items()}


def framework(version: str, files: Files = BASE, urgent: str = "") -> Files:
    inside = {path.removeprefix("framework/"): text for path, text in files.items()}
    return released("framework", version, inside, urgent)


def region(version: str, extends: str, more: Files | None = None, urgent: str = "") -> Files:
    made = {**place("north", extends, tier="district"), **(more or {})}
    return released("north", version, {path.removeprefix("localisations/north/"): text for path, text in made.items()}, urgent)


OLD = framework("1.0")
LATEST = {**plots(NEW), **framework("1.1", {**BASE, **plots(NEW)}, DIG)}


def test_an_edition_that_stays_behind_is_told_at_the_block_even_under_its_old_id(allotments: Builder) -> None:
    built = allotments(OLD, LATEST, place("newton", "framework@1.0"))
    assert built.problems == []
    page = built.page("newton")
    at = page.index("<callout warning>")
    assert page[at : at + 4] == CALLOUT
    assert page[at + 4].startswith("<statement must #dig-weekly>")
    (notice,) = built.published("newton").urgent
    assert (notice.title, notice.file_name, notice.document, notice.anchor) == (CALLOUT[1][16:], "plots", "Plots", "dig-weekly")


@pytest.mark.parametrize("extends", ["framework", "framework@1.1"])
def test_an_edition_that_has_the_change_is_told_nothing(allotments: Builder, extends: str) -> None:
    built = allotments(OLD, LATEST, place("newton", extends))
    assert "Urgent" not in "\n".join(built.page("newton"))
    assert built.published("newton").urgent == ()
    assert built.published("framework").urgent == ()


def test_it_is_told_through_every_release_that_stands_between(allotments: Builder) -> None:
    built = allotments(
        OLD,
        LATEST,
        region("1", "framework@1.0"),
        place("north", "framework@1.1", tier="district"),
        place("newton", "north@1"),
        place("ham", "north"),
    )
    assert built.problems == []
    assert [each.words for each in built.published("newton").urgent] == [CALLOUT[2]]
    assert built.published("ham").urgent == ()


def test_a_localisation_that_others_extend_has_urgent_changes_of_its_own(allotments: Builder) -> None:
    text = "{#mulch .should}\nMulch in May.\n"
    insert = edits("north", "mulch: {do: insert, after: dig-deep}", text)
    built = allotments(
        OLD,
        region("1", "framework@1.0", insert),
        region("1.1", "framework@1.0", insert, "{at: plots#mulch, text: In April now}"),
        place("newton", "north@1"),
    )
    assert built.problems == []
    page = built.page("newton")
    at = page.index("<callout warning>")
    assert page[at + 1 : at + 3] == [
        "<callout-title> Urgent change in North 1.1, 15 October 2026",
        "In April now. This edition still follows 1.",
    ]
    assert page[at + 4 : at + 6] == ["<local localisation=north tier=district>", "<local-label> Set by North (district)"]


@pytest.mark.parametrize(
    ("at", "before"),
    [
        ("plots#water", "# 3 Water {water}"),
        ("plots", ""),
        ("plots#gone", ""),
        ("plots#save-water", "# 3 Water {water}"),
    ],
)
def test_a_notice_stands_under_its_heading_before_its_block_or_at_the_top(allotments: Builder, at: str, before: str) -> None:
    built = allotments(OLD, framework("1.1", urgent=f"{{at: '{at}', text: Now.}}"), place("newton", "framework@1.0"))
    page = built.page("newton")
    assert page[: page.index("<callout warning>")][-1:] == ([before] if before else [])


def test_where_the_block_is_left_out_the_notice_stands_at_the_top_and_where_the_document_is_gone_on_the_front_page_alone(
    allotments: Builder,
) -> None:
    newer = framework("1.1", urgent="{at: plots#dig-deep, text: Now.}, {at: sheds, text: Then!}")
    built = allotments(OLD, newer, place("newton", "framework@1.0"), edits("newton", "dig-deep: {do: omit}"))
    assert built.page("newton")[0] == "<callout warning>"
    assert [(each.file_name, each.anchor) for each in built.published("newton").urgent] == [("plots", ""), ("", "")]
    assert built.published("newton").urgent[1].words == "Then! This edition still follows 1.0."


def test_a_notice_stands_in_no_box_of_others(allotments: Builder) -> None:
    newer = framework("1.1", urgent="{at: plots#dig-deep, text: Now.}")
    built = allotments(
        OLD,
        newer,
        place("newton", "framework@1.0"),
        edits("newton", "dig-deep: {do: replace}", "{#dig-deep .should}\nTenants should dig.\n"),
    )
    page = built.page("newton")
    at = page.index("<callout warning>")
    assert page[at + 4].startswith("<local ")


def test_the_exceptions_the_ids_and_the_records_of_a_release_hold_for_those_that_stay_on_it(allotments: Builder) -> None:
    waiver = "- {code: locked, at: plots#dig-weekly, for: newton, because: A trial., by: Chair, until: 2027-06-30}\n"
    fates = "plots#spade: {became: [plots#dig-deep], because: Renamed.}\n"
    old = framework("1.0", {**BASE, "framework/exceptions.yml": waiver, "framework/ids.yml": fates})
    newton = {**place("newton", "framework@1.0"), **edits("newton", "dig-weekly: {do: omit}")}
    built = allotments(old, newton, {"framework/exceptions.yml": waiver})
    assert built.problems == []
    assert unused_waivers(built.merged, ()) == ()
    assert built.published("newton").redirects == {"plots#spade": "plots#dig-deep"}
    assert allotments(old, {**newton, **place("newton", "framework")}).codes == ["locked"]
    gone = allotments(old, newton, {"framework/records/role.yml": BASE["framework/records/role.yml"].replace("warden", "keeper")})
    assert ("role", "warden") in gone.edition("newton").records
    assert ("role", "warden") not in gone.edition("framework").records


def test_who_signed_is_said_of_releases_always_and_of_a_working_copy_once_someone_did(allotments: Builder) -> None:
    signed = f"- {{role: Chair, organisation: Board, on: 2026-11-03, content: {'0' * 64}}}\n"
    built = allotments(OLD, place("newton", "framework@1.0"), place("ham", "framework@1.0"), {"localisations/ham/sign-offs.yml": signed})
    assert built.codes == ["sign-off-outdated"]
    assert built.published("framework").signing == ()
    assert built.published("newton").signing == ("Allotments 1.0: no sign-off recorded",)
    ham = ("Allotments 1.0: no sign-off recorded", "Ham: changed since sign-off by Chair, Board on 3 November 2026")
    assert built.published("ham").signing == ham
    assert dict(built.document("ham").control.rows)["Signed off"] == "; ".join(ham)
    assert "Signed off" not in dict(built.document("framework").control.rows)


def test_a_sign_off_of_a_release_is_of_its_content(allotments: Builder) -> None:
    content = manifest_of({path.removeprefix("framework/"): text.encode() for path, text in BASE.items()}).split('"')[3]
    sign = "sign-offs: [{role: Chair, organisation: Board, on: 2026-09-01, content: %s}]\n"
    for digest, words in ((content, "signed off by"), ("1" * 64, "changed since sign-off by")):
        inside = {path.removeprefix("framework/"): text for path, text in BASE.items()}
        whole = released("framework", "1.0", inside)
        account = whole["releases/framework/1.0/release.yml"] + sign % digest
        files = {**inside, "release.yml": account}
        whole = {f"releases/framework/1.0/{path}": text for path, text in files.items()}
        whole["releases/framework/1.0/manifest.json"] = manifest_of({path: text.encode() for path, text in files.items()})
        built = allotments(whole, place("newton", "framework@1.0"))
        assert built.problems == []
        assert built.published("newton").signing == (f"Allotments 1.0: {words} Chair, Board on 1 September 2026",)

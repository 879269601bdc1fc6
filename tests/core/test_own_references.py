"""References of a localisation's own: who may cite them, under which name, and what every edition shows of them."""

from typing import Any

from byelaw.sources.digests import manifest_of
from project_builder import Builder, Built, Files, edits, place, plots

ACT = "{type: legislation, title: The Act of the North, title-short: North Act, issued: 2009}"
DUTY = plots("## Scope {#scope}\n\n::: {#dig .should who=tenant source=spade-law}\nTenants should dig.\n:::\n")
FRAMEWORKS: Files = {"framework/references.yml": "spade-law: {type: legislation, title: Spade Act 1900, title-short: Spade Act}\n"}
NORTH = place("north", tier="nation")
NEWTON = place("newton", "north")
INSERT = "frost: {do: insert, after: scope}"


def own(name: str, *references: str, at: str = "localisations") -> Files:
    """Return a localisation's references."""
    return {f"{at}/{name}/references.yml": "\n".join(references) + "\n"}


def frost(source: str = "north-act", link: str = "ref:north-act") -> str:
    """Return a section that rests on a source and cites one."""
    return f"## Frost {{#frost}}\n\n::: {{#no-digging .must who=tenant source={source}}}\nDo not dig in frost, as []({link}) says.\n:::\n"


def north(*more: Files, text: str = "", acts: str = f"north-act: {ACT}") -> tuple[Files, ...]:
    """Return a nation that cites its own act in a section that it inserts, and an area below it."""
    return (FRAMEWORKS, DUTY, NORTH, own("north", acts), edits("north", INSERT, text or frost()), NEWTON, *more)


def cited(built: Built, edition: str, block: str) -> tuple[str, ...]:
    """Return the sources of a merged block."""
    return built.block(edition, block).sources


def test_a_source_of_ones_own_is_cited_by_its_plain_id(allotments: Builder) -> None:
    built = allotments(*north())
    assert built.problems == []
    assert built.finish_problems("north") == []
    page = built.page("north")
    assert "<statement-label> Must: Tenants ([North Act](#ref--north--north-act))" in page
    assert "Do not dig in frost, as [North Act](#ref--north--north-act) says." in page


def test_the_references_of_the_document_list_it_where_the_links_lead(allotments: Builder) -> None:
    assert allotments(*north()).appendix("north", "References") == [
        "<reference #ref--north--north-act>", "North Act, in full.", "</reference>",
        "<reference #ref--spade-law>", "Spade Act, in full.", "</reference>",
    ]  # fmt: skip


def test_an_edition_below_reads_the_same_text_with_the_same_citation(allotments: Builder) -> None:
    built = allotments(*north())
    assert cited(built, "newton", "north:no-digging") == ("north:north-act",)
    assert built.finish_problems("newton") == []
    assert built.appendix("newton", "References") == built.appendix("north", "References")


def test_a_localisation_below_cites_it_by_its_full_name(allotments: Builder) -> None:
    below = edits("newton", "here: {do: insert, end: scope}", "::: {#here source=north:north-act}\nSee [](ref:north:north-act).\n:::\n")
    built = allotments(*north(below))
    assert built.problems == []
    assert built.finish_problems("newton") == []
    assert "See [North Act](#ref--north--north-act)." in built.page("newton")


def test_the_full_name_may_be_written_at_home_too(allotments: Builder) -> None:
    built = allotments(*north(text=frost("north:north-act", "ref:north:north-act")))
    assert built.problems == []
    assert built.finish_problems("north") == []


def test_a_plain_id_below_is_not_the_parents(allotments: Builder) -> None:
    below = edits("newton", "here: {do: insert, end: scope}", "::: {#here source=north-act}\nSee [](ref:north-act).\n:::\n")
    built = allotments(*north(below))
    assert built.problems == ["newton: unknown-reference: there is no reference 'north-act'"]
    assert built.only.hint == "did you mean 'north:north-act'?"
    assert built.finish_problems("newton") == ["newton: unknown-reference: no reference 'north-act' is declared"]
    assert [each.hint for each in built.finished("newton").problems] == ["did you mean 'north:north-act'?"]


def test_a_neighbours_references_are_out_of_reach(allotments: Builder) -> None:
    south = (
        place("south", tier="nation"),
        edits("south", "here: {do: insert, end: scope}", "::: {#here source=north:north-act}\nSouth.\n:::\n"),
    )
    built = allotments(*north(*south))
    assert built.problems == ["south: unknown-reference: there is no reference 'north:north-act'"]
    assert "north:north-act" not in built.edition("south").references


def test_an_unknown_source_is_told_apart_from_those_in_reach(allotments: Builder) -> None:
    built = allotments(*north(text=frost("north-akt", "ref:north-act")))
    assert built.problems == ["north: unknown-reference: there is no reference 'north-akt'"]
    assert built.only.hint == "did you mean 'north:north-act'?"


def test_of_two_with_one_id_ones_own_is_meant_in_ones_own_files(allotments: Builder) -> None:
    spade = "spade-law: {type: legislation, title: Spades of the North, title-short: North Spades}"
    text = "## Frost {#frost}\n\n[](ref:spade-law), but also [](ref:framework:spade-law).\n"
    built = allotments(*north(text=text, acts=spade))
    assert built.problems == []
    assert "[North Spades](#ref--north--spade-law), but also [Spade Act](#ref--spade-law)." in built.page("north")


def test_the_framework_s_text_means_the_framework_s_still(allotments: Builder) -> None:
    spade = "spade-law: {type: legislation, title: Spades of the North, title-short: North Spades}"
    built = allotments(*north(text="## Frost {#frost}\n\nIce.\n", acts=spade))
    assert cited(built, "north", "dig") == ("spade-law",)
    assert "<statement-label> Should: Tenants ([Spade Act](#ref--spade-law))" in built.page("north")


def test_a_replacement_rests_on_its_author_s_source(allotments: Builder) -> None:
    replaced = edits("north", "dig: {do: replace}", "::: {#dig .should who=tenant source=north-act}\nTenants should dig in spring.\n:::\n")
    built = allotments(*north(replaced))
    assert cited(built, "newton", "dig") == ("north:north-act",)


def test_a_note_a_title_and_a_caption_may_cite_it(allotments: Builder) -> None:
    entries = """\
dig: {do: note, note: "See [](ref:north-act)."}
scope: {do: retitle, title: "Scope of [the act](ref:north-act)"}
tools: {do: insert, end: scope}
"""
    table = "::: {#tools .table}\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTools, by [](ref:north-act)\n:::\n"
    built = allotments(FRAMEWORKS, DUTY, NORTH, own("north", f"north-act: {ACT}"), edits("north", entries, table), NEWTON)
    assert built.finish_problems("newton") == []
    page = built.page("newton")
    assert page[0] == "# 1 Scope of [the act](#ref--north--north-act) {scope}"
    assert any("See [North Act](#ref--north--north-act)." in line for line in page)
    assert "table: Table 1: Tools, by [North Act](#ref--north--north-act)" in page


def test_a_document_of_ones_own_cites_it(allotments: Builder) -> None:
    front = "---\nkind: rule\ntitle: Ice\ndo: add\nbecause: B.\n---\n"
    added = {"localisations/north/ice.md": f"{front}## Ice {{#ice}}\n\n::: {{#thin source=north-act}}\nThin ice: [](ref:north-act).\n:::\n"}
    built = allotments(*north(added))
    assert built.finish_problems("newton") == []
    assert "Thin ice: [North Act](#ref--north--north-act)." in built.page("newton", "north:ice")


def test_the_page_of_references_lists_what_the_editions_documents_cite_in_one_order(allotments: Builder) -> None:
    unused = own("newton", "path-policy: {type: report, title: Paths}")
    built = allotments(*north(unused))

    def listed(edition: str) -> list[str]:
        return [node["c"][0][0] for node in built.published(edition).references]

    assert listed("framework") == ["ref--spade-law"]
    assert listed("north") == ["ref--north--north-act", "ref--spade-law"]
    assert listed("newton") == ["ref--north--north-act", "ref--spade-law"]


def test_one_that_is_withdrawn_is_named_with_what_replaced_it(allotments: Builder) -> None:
    acts = f"north-act: {ACT[:-1]}, withdrawn: 2026-01-01, replaced-by: new-act}}\nnew-act: {{type: legislation, title: New Act}}"
    built = allotments(*north(acts=acts))
    assert built.problems == []
    found = built.finished("newton").problems
    assert [each.code for each in found] == ["withdrawn-reference", "withdrawn-reference"]
    assert {(each.message, each.hint) for each in found} == {
        ("'north:north-act' was withdrawn on 2026-01-01", "cite 'north:new-act' instead")
    }


def test_what_replaced_one_must_be_in_reach(allotments: Builder) -> None:
    built = allotments(*north(acts=f"north-act: {ACT[:-1]}, replaced-by: new-act}}"))
    assert built.problems == ["north: unknown-reference: there is no reference 'new-act'"]


def test_a_framework_s_act_may_replace_one_s_own(allotments: Builder) -> None:
    assert allotments(*north(acts=f"north-act: {ACT[:-1]}, replaced-by: spade-law}}")).problems == []


def test_a_release_keeps_the_references_it_was_made_with(allotments: Builder) -> None:
    released = {**place("north/1", tier="nation", at="releases"), **own("north/1", f"north-act: {ACT}", at="releases")}
    files = {name.removeprefix("releases/north/1/"): text.encode() for name, text in released.items()}
    now = own("north", f"north-act: {ACT.replace('North Act', 'Northern Act')}")
    built = allotments(
        FRAMEWORKS, DUTY, released, {"releases/north/1/manifest.json": manifest_of(files)}, NORTH, now, place("newton", "north@1")
    )
    assert built.problems == []
    assert built.edition("newton").references["north:north-act"].csl["title-short"] == "North Act"
    assert built.edition("north").references["north:north-act"].csl["title-short"] == "Northern Act"


def test_provenance_says_where_each_comes_from(allotments: Builder) -> None:
    found: Any = allotments(*north()).published("newton").provenance["references"]
    assert {name: (each["from"], each["title"], each["place"]["file"]) for name, each in found.items()} == {
        "spade-law": ("framework", "Spade Act 1900", "framework/references.yml"),
        "north:north-act": ("north", "The Act of the North", "localisations/north/references.yml"),
    }

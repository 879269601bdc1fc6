"""Whose text it is, and in which language: what the layout marks, and a document's own summary."""

from byelaw.core.tree import walk
from project_builder import Builder, edits, place, plots


def test_an_added_document_marks_what_it_keeps_of_the_framework(allotments: Builder) -> None:
    text = (
        "---\nkind: rule\ntitle: Our rules\ndo: add\nbecause: B.\n---\n## Ours {#ours}\n\nOur words.\n\n::: {keep=plots#dig-weekly}\n:::\n"
    )
    built = allotments(place("newton"), {"localisations/newton/our-rules.md": text})
    page = built.page("newton", "newton:our-rules")
    assert page[:2] == ["# 1 Ours {newton--ours}", "Our words."]
    assert any("Set by Allotments" in line for line in page)


def test_a_local_section_whose_text_is_another_tiers_has_one_mark(allotments: Builder) -> None:
    built = allotments(
        place("oakshire", tier="district"),
        edits("oakshire", "more: {do: insert, end: document}", "## More {#more}\n\n::: {#slot}\nEach site says more here.\n:::"),
        place("elm-road", "oakshire"),
        edits("elm-road", "'oakshire:slot': {do: replace, supersedes: oakshire}", "::: {#slot}\nOurs.\n:::"),
    )
    assert built.problems == []
    assert [line for line in built.page("elm-road") if "Set by" in line] == ["<local-label> Set by Elm-road (site)"]


def test_a_block_in_another_language_marks_its_words_and_itself(allotments: Builder) -> None:
    built = allotments(plots("## Scope {#scope}\n\n::: {#cymraeg lang=cy}\nCloddiwch bob wythnos.\n:::\n"))
    marks = [
        node["t"]
        for node in walk(list(built.document("framework").body))
        if node["t"] in ("Div", "Span") and ["lang", "cy"] in node["c"][0][2]
    ]
    assert marks == ["Div", "Span"]


def test_a_document_that_is_retitled_can_have_a_summary_of_its_own(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "document: {do: retitle, title: Beds, summary: How to dig a bed.}"))
    assert (built.document("newton").title, built.document("newton").summary) == ("Beds", "How to dig a bed.")


def test_a_summary_stands_only_beside_the_documents_title(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "scope: {do: retitle, title: Beds, summary: How to dig a bed.}"))
    assert built.codes == ["unused-key"]

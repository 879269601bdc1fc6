"""Numbers, and where links lead: filled texts, what became of blocks that are gone, one problem for what leads nowhere (design §§4-6)."""

import pytest

from project_builder import Builder, Files, edits, place, plots, rule

TARGETS = """\
## Scope {#scope}

First.

### Inner {#inner}

::: {#deep}
Deep.
:::

{#times caption="When to dig"}
| Month | Work |
|-------|------|
| May   | Dig  |

## Tools {#tools}

{#kinds caption="Tools"}
| Tool | Use |
|------|-----|
| Fork | Dig |
"""


def linking(target: str, body: str = TARGETS) -> Files:
    """Return the rule with its targets and a last section with one link."""
    return plots(f"{body}\n## See {{#see}}\n\nSee []({target}).\n")


def shown(allotments: Builder, target: str, *files: Files, edition: str = "newton") -> str:
    """Return how an empty link reads."""
    return allotments(linking(target), rule("fees", "## Rent {#rent}\n\nWords.\n"), place("newton"), *files).page(edition)[-1]


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("#scope", "[section 1, Scope](#scope)"),
        ("#inner", "[section 1.1, Inner](#inner)"),
        ("#deep", "[section 1.1, Inner](#deep)"),
        ("#times", "[Table 1](#times)"),
        ("#kinds", "[Table 2](#kinds)"),
        ("doc:plots#tools", "[section 2, Tools](#tools)"),
        ("doc:fees", "[Fees](doc:fees)"),
        ("doc:fees#rent", "[Fees, section 1, Rent](doc:fees#rent)"),
        ("doc:plots", "[Plots](doc:plots)"),
    ],
)
def test_an_empty_link_is_filled_from_its_target(allotments: Builder, target: str, link: str) -> None:
    assert shown(allotments, target) == f"See {link}."


def test_a_link_to_text_before_the_first_section_says_the_beginning(allotments: Builder) -> None:
    built = allotments(plots("::: {#first}\nWords.\n:::\n\n## See {#see}\n\nSee [](#first).\n"))
    assert built.page("framework")[-1] == "See [the beginning](#first)."


def test_a_link_with_words_keeps_them(allotments: Builder) -> None:
    built = allotments(plots("## See {#see}\n\nSee [*this* part](#see) or [there](https://example.org/x).\n"))
    assert built.page("framework")[-1] == "See [*this* part](#see) or [there](https://example.org/x)."


def test_numbers_are_those_of_the_edition(allotments: Builder) -> None:
    text = "## New {#new}\n\nWords."
    assert shown(allotments, "#tools", edits("newton", "new: {do: insert, start: document}", text)) == "See [section 3, Tools](#tools)."
    built = allotments(linking("#tools"), place("newton"), edits("newton", "scope: {do: omit}"))
    assert built.page("newton")[-1] == "See [section 1, Tools](#tools)."


def test_tables_are_numbered_through_the_document(allotments: Builder) -> None:
    page = allotments(plots(TARGETS)).page("framework")
    assert [line for line in page if line.startswith("table")] == ["table: Table 1: When to dig", "table: Table 2: Tools"]
    assert [line for line in page if line.startswith("#")] == ["# 1 Scope {scope}", "## 1.1 Inner {inner}", "# 2 Tools {tools}"]


def test_a_link_of_a_localisation_means_its_own_block_first(allotments: Builder) -> None:
    text = "## Our tools {#tools}\n\nSee [](#tools) and [](doc:plots#scope)."
    built = allotments(plots(TARGETS), place("newton"), edits("newton", "tools: {do: insert, after: scope}", text))
    assert "See [section 2, Our tools](#newton--tools) and [section 1, Scope](#scope)." in built.page("newton")


def test_a_link_of_the_framework_never_means_a_localisations_block(allotments: Builder) -> None:
    text = "## Our tools {#tools}\n\nWords."
    assert shown(allotments, "#tools", edits("newton", "tools: {do: insert, after: scope}", text)) == "See [section 3, Tools](#tools)."


def test_a_link_may_name_a_document_of_ones_own_plainly(allotments: Builder) -> None:
    text = "## Bees {#bees}\n\nSee [](#bees), [](doc:ours) and [](doc:ours#bees).\n"
    page = f"---\nkind: rule\ntitle: Our rules\ndo: add\nbecause: B.\n---\n{text}"
    built = allotments(place("newton"), {"localisations/newton/ours.md": page})
    assert built.page("newton", "newton:ours")[-1] == (
        "See [section 1, Bees](#newton--bees), [Our rules](doc:newton--ours) and [section 1, Bees](#newton--bees)."
    )


@pytest.mark.parametrize(
    ("target", "hint"),
    [("#scop", "did you mean 'scope'?"), ("doc:fee", "did you mean 'fees'?"), ("doc:fees#rant", "did you mean 'rent'?"), ("doc:zzz", "")],
)
def test_a_link_to_what_never_was_dangles_with_the_near_name(allotments: Builder, target: str, hint: str) -> None:
    built = allotments(linking(target), rule("fees", "## Rent {#rent}\n\nWords.\n"), place("newton"))
    (found,) = built.finished("newton").problems
    assert (found.code, found.hint) == ("dangling-link", hint)
    assert found.message.endswith(", which does not exist")
    assert (found.place.line, found.place.column) == (29, 5)
    assert built.page("newton")[-1] == f"See {target.removeprefix('doc:') if '#' not in target[:1] else f'plots{target}'}."


def test_links_to_what_was_left_out_are_one_problem_that_lists_them(allotments: Builder) -> None:
    body = f"{TARGETS}\n## See {{#see}}\n\nSee [](#inner).\n\nAnd [again](#inner).\n"
    built = allotments(plots(body), place("newton"), edits("newton", "inner: {do: omit}"))
    (found,) = built.finished("newton").problems
    assert (found.code, found.message) == ("link-to-omitted", "2 links lead to 'plots#inner': newton left it out")
    assert found.hint == (
        "give 'instead:' where it was left out; the links: framework/documents/rule/plots.md:29:5, framework/documents/rule/plots.md:31:5"
    )
    assert found.address == "plots#inner"
    assert found.second is not None
    assert found.second.file == "localisations/newton/plots.md"
    assert built.page("newton")[-2:] == ["See plots#inner.", "And again."]


@pytest.mark.parametrize(
    ("instead", "link"), [("tools", "[section 2, Tools](#tools)"), ("'fees#rent'", "[Fees, section 1, Rent](doc:fees#rent)")]
)
def test_links_to_what_was_left_out_follow_instead(allotments: Builder, instead: str, link: str) -> None:
    assert shown(allotments, "#inner", edits("newton", f"inner: {{do: omit, instead: {instead}}}")) == f"See {link}."
    assert shown(allotments, "#deep", edits("newton", f"inner: {{do: omit, instead: {instead}}}")) == f"See {link}."


def test_links_to_what_a_replacement_left_out_follow_the_replacement(allotments: Builder) -> None:
    built = shown(allotments, "#inner", edits("newton", "scope: {do: replace}", "## Reach {#scope}\n\nWords."))
    assert built == "See [section 1, Reach](#scope)."


def test_two_blocks_read_instead_of_each_other_lead_nowhere(allotments: Builder) -> None:
    entries = "scope: {do: omit, instead: tools}\ntools: {do: omit, instead: scope}"
    built = allotments(linking("#tools"), place("newton"), edits("newton", entries))
    assert [each.code for each in built.finished("newton").problems] == ["link-to-omitted"]


def test_a_link_to_a_block_whose_condition_fails_is_a_problem(allotments: Builder) -> None:
    body = '## Hives {#hives when="bees=yes"}\n\n::: {#shut}\nShut.\n:::\n\n## See {#see}\n\nSee [](#hives) or [](#shut).\n'
    built = allotments(plots(body), place("newton"), place("oldham", more="facts: {bees: yes}\n"))
    assert built.finish_problems("newton") == [
        "newton: link-to-absent: a link leads to 'plots#hives': it is only there where 'bees=yes'",
        "newton: link-to-absent: a link leads to 'plots#shut': it is only there where 'bees=yes'",
    ]
    assert built.finished("newton").problems[0].hint.startswith("put the link where the same condition holds; the links: framework/")
    assert built.finish_problems("oldham") == []


def test_a_link_to_a_document_whose_condition_fails_is_a_problem(allotments: Builder) -> None:
    built = allotments(linking("doc:hives#a"), rule("hives", "## A {#a}\n\nWords.\n", "when: bees=yes\n"), place("newton"))
    assert built.finish_problems("newton") == ["newton: link-to-absent: a link leads to 'hives#a': it is only there where 'bees=yes'"]


FEES = rule("fees", "## Rent {#rent}\n\nWords.\n\n## Law {#law lock=full}\n\nFixed.\n", "optional: yes\n")


def out(instead: str = "") -> Files:
    """Return the opting out of the document of fees."""
    extra = f"instead: {instead}\n" if instead else ""
    return {"localisations/newton/out.md": f"---\ndocument: fees\ndo: withdraw\nbecause: B.\n{extra}---\n"}


def test_links_to_a_withdrawn_document_follow_instead(allotments: Builder) -> None:
    for target in ("doc:fees", "doc:fees#rent"):
        built = allotments(linking(target), FEES, rule("rates", "## Rate {#rate}\n\nWords.\n"), place("newton"), out("rates"))
        assert built.page("newton")[-1] == "See [Rates](doc:rates)."


def test_links_to_a_locked_block_follow_it_to_where_it_is_kept(allotments: Builder) -> None:
    page = "---\nkind: rule\ntitle: Our fees\ndo: add\nbecause: B.\n---\n## Ours {#ours}\n\nWords.\n\n::: {keep=fees#law}\n:::\n"
    files = (FEES, place("newton"), {"localisations/newton/ours.md": page}, out("ours"))
    assert allotments(linking("doc:fees#law"), *files).page("newton")[-1] == "See [Our fees, section 1.1, Law](doc:newton--ours#law)."
    assert allotments(linking("doc:fees#rent"), *files).page("newton")[-1] == "See [Our fees](doc:newton--ours)."


def test_links_to_a_withdrawn_document_without_instead_are_a_problem(allotments: Builder) -> None:
    built = allotments(linking("doc:fees#rent"), FEES, place("newton"), out())
    assert built.finish_problems("newton") == ["newton: link-to-omitted: a link leads to 'fees#rent': newton withdrew it"]


FATES: Files = {
    "framework/ids.yml": """\
plots#old: {became: [plots#tools, plots#scope], because: Renamed.}
plots#gone: {retired: yes, because: Out of use.}
plots#far: {became: [fees#rent], because: Moved.}
plots#lost: {became: [nothing#x], because: Lost.}
"""
}


def test_links_to_a_renamed_block_follow_it(allotments: Builder) -> None:
    assert shown(allotments, "#old", FATES) == "See [section 2, Tools](#tools)."
    assert shown(allotments, "#far", FATES) == "See [Fees, section 1, Rent](doc:fees#rent)."


def test_links_to_a_retired_block_are_a_problem_with_the_reason(allotments: Builder) -> None:
    built = allotments(linking("#gone"), FATES, place("newton"))
    assert [each for each in built.finish_problems("newton") if "gone" in each] == [
        "newton: link-to-omitted: a link leads to 'plots#gone': Out of use."
    ]


def test_old_addresses_lead_to_the_new_ones(allotments: Builder) -> None:
    built = allotments(FATES, plots(TARGETS), rule("fees", "## Rent {#rent}\n\nWords.\n"))
    assert built.published("framework").redirects == {"plots#old": "plots#tools", "plots#far": "fees#rent"}


REFERENCES: Files = {
    "framework/references.yml": """\
act: {type: legislation, title: Allotments Act 1908, title-short: Act 1908}
guide: {type: report, title: A guide}
old-act: {type: legislation, title: Allotments Act 1887, withdrawn: 2026-11-23, replaced-by: act}
next-act: {type: legislation, title: Next Act, withdrawn: 2026-11-24}
"""
}


def test_references_are_cited_and_listed(allotments: Builder) -> None:
    body = """\
## Law {#law}

By the [](ref:act) and [a guide](ref:guide).

::: {#dig .must source=act}
Dig.
:::

::: {#rest source=act}
Rest.
:::
"""
    built = allotments(REFERENCES, plots(body))
    assert built.problems == []
    assert built.finish_problems("framework") == []
    assert built.page("framework")[1:] == [
        "By the [Act 1908](#ref--act) and [a guide](#ref--guide).",
        "<statement must #dig>",
        "<statement-label> Must ([Act 1908](#ref--act))",
        "Dig.",
        "</statement>",
        "<#rest>",
        "Rest.",
        "Source ([Act 1908](#ref--act))",
        "</#rest>",
    ]
    assert built.appendix("framework", "References") == [
        "<reference #ref--guide>",
        "A guide",
        "</reference>",
        "<reference #ref--act>",
        "Act 1908, in full.",
        "</reference>",
    ]


def test_an_unknown_reference_is_an_error_with_the_near_one(allotments: Builder) -> None:
    built = allotments(REFERENCES, plots("## Law {#law}\n\nBy [it](ref:guise).\n"))
    (found,) = built.finished("framework").problems
    assert (found.code, found.hint) == ("unknown-reference", "did you mean 'guide'?")
    assert built.page("framework")[1] == "By it."


def test_a_reference_that_is_no_longer_in_force_is_a_warning_from_that_day(allotments: Builder) -> None:
    built = allotments(REFERENCES, plots("## Law {#law}\n\nBy the [old](ref:old-act) and [next](ref:next-act).\n"))
    (found,) = built.finished("framework").problems
    assert (found.code, found.severity, found.message) == ("withdrawn-reference", "warning", "'old-act' was withdrawn on 2026-11-23")
    assert found.hint == "cite 'act' instead"
    assert found.second is not None
    assert found.second.file == "framework/references.yml"


def test_a_picture_that_is_not_there_is_an_error(allotments: Builder) -> None:
    built = allotments(plots("## See {#see}\n\n![A plot from above](files/plot.png)\n"))
    (found,) = built.finished("framework").problems
    assert (found.code, found.message, found.hint) == (
        "missing-image",
        "there is no picture 'files/plot.png'",
        "put it in the folder 'files'",
    )
    assert built.page("framework")[1].strip() == "A plot from above"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><rect width="10" height="10"/></svg>'


def test_a_picture_comes_from_the_folder_of_the_layer_that_shows_it(allotments: Builder) -> None:
    body = '## See {#see}\n\n![A plot from above](files/plot.svg){#map caption="The plots"}\n'
    files = {"framework/files/plot.svg": SVG, "localisations/newton/files/plot.svg": SVG.replace('"10"', '"20"')}
    text = "## Ours {#ours}\n\n![Our plot](files/plot.svg)\n"
    built = allotments(plots(body), files, place("newton"), edits("newton", "ours: {do: insert, after: see}", text))
    assert built.problems == []
    assert built.finish_problems("newton") == []
    names = sorted(built.document("newton").images)
    assert len(names) == 2
    assert all(name.startswith("media/") and name.endswith(".svg") for name in names)
    assert built.page("newton")[1:3] == ["<#map>", "figure: Figure 1: The plots"]
    assert {built.document("newton").images[name].path for name in names} == {*files}


def test_a_picture_with_a_name_nearly_right_is_named(allotments: Builder) -> None:
    body = "## See {#see}\n\n![A plot from above](files/plan.svg)\n"
    built = allotments(plots(body), {"framework/files/plot.svg": SVG})
    assert built.finished("framework").problems[0].hint == "did you mean 'files/plot.svg'?"


def test_links_to_figures_carry_their_number(allotments: Builder) -> None:
    body = '## See {#see}\n\n![Plots](files/plot.svg){#map caption="The plots"}\n\nSee [](#map).\n'
    built = allotments(plots(body), {"framework/files/plot.svg": SVG})
    assert built.page("framework")[-1] == "See [Figure 1](#map)."


def test_a_link_in_a_title_is_its_words(allotments: Builder) -> None:
    built = allotments(plots("## About [the scope](#scope) {#about}\n\nWords.\n\n## Scope {#scope}\n\nWords.\n"))
    assert built.page("framework")[0] == "# 1 About the scope {about}"


def test_links_say_what_they_are_by_their_class(allotments: Builder) -> None:
    glossary = {"framework/glossary.yml": "spade: {singular: spade, definition: A tool.}\n"}
    built = allotments(REFERENCES, glossary, plots("## A {#a}\n\nA [](term:spade) by [](ref:act) for [](role:warden), see [](#a).\n"))
    paragraph = built.document("framework").body[1]
    assert [node["c"][0][1] for node in paragraph["c"] if node["t"] == "Link"] == [["term"], ["citation"], ["record"], []]

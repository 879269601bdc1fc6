"""What the writers get: the conventions of core/published.py, the register, control and provenance (design §§7-8)."""

from datetime import date

import pytest

from byelaw.core.finishing.publish import blocks_with_templates
from byelaw.core.tree import table, text, walk
from project_builder import Builder, Files, declared, edits, page, place, plots, rule, values

NORTH = place("north", tier="district")


def test_a_duty_has_its_strength_and_who_must_act_as_its_first_line(allotments: Builder) -> None:
    body = '## A {#a}\n\n::: {#duty .must who="tenant warden"}\nDo.\n:::\n\n::: {#may .may}\nRest.\n:::\n\n::: {#plain}\nWords.\n:::\n'
    assert allotments(plots(body)).page("framework")[1:] == [
        "<statement must #duty>",
        "<statement-label> Must: Tenants, The warden",
        "Do.",
        "</statement>",
        "<statement may #may>",
        "<statement-label> May",
        "Rest.",
        "</statement>",
        "<#plain>",
        "Words.",
        "</#plain>",
    ]


def test_callouts_have_their_title_first(allotments: Builder) -> None:
    body = "## A {#a}\n\n::: {#mind .warning}\nMind.\n:::\n\n> [!TIP]\n> Rest.\n\n::: {.note}\nWords.\n:::\n"
    assert allotments(plots(body)).page("framework")[1:] == [
        "<callout warning #mind>",
        "<callout-title> Warning",
        "Mind.",
        "</callout>",
        "<callout tip>",
        "<callout-title> Tip",
        "Rest.",
        "</callout>",
        "<callout note>",
        "<callout-title> Note",
        "Words.",
        "</callout>",
    ]


def test_statements_may_stand_in_statements(allotments: Builder) -> None:
    body = "## A {#a}\n\n:::: {#outer .must}\nOuter.\n\n::: {#inner .should}\nInner.\n:::\n::::\n"
    assert allotments(plots(body)).page("framework")[1:] == [
        "<statement must #outer>",
        "<statement-label> Must",
        "Outer.",
        "<statement should #inner>",
        "<statement-label> Should",
        "Inner.",
        "</statement>",
        "</statement>",
    ]


def test_text_before_the_first_heading_comes_first(allotments: Builder) -> None:
    built = allotments(plots("::: {#first}\nWords.\n:::\n\n## A {#a}\n\nMore.\n"))
    assert built.page("framework") == ["<#first>", "Words.", "</#first>", "# 1 A {a}", "More."]


def test_a_local_section_is_marked_under_its_heading(allotments: Builder) -> None:
    text = "## New {#new}\n\nFirst.\n\nSecond.\n\n### Deeper {#deeper}\n\nThird."
    built = allotments(plots("## A {#a}\n\nWords.\n"), NORTH, edits("north", "new: {do: insert, after: a}", text), place("newton", "north"))
    assert built.page("newton")[2:] == [
        "# 2 New {north--new .local}",
        "<local localisation=north tier=district>",
        "<local-label> Set by North (district)",
        "First.",
        "Second.",
        "</local>",
        "## 2.1 Deeper {north--deeper .local}",
        "<local localisation=north tier=district>",
        "<local-label> Set by North (district)",
        "Third.",
        "</local>",
    ]


def test_a_local_section_without_text_of_its_own_still_has_its_label(allotments: Builder) -> None:
    text = "## New {#new}\n\n### Deeper {#deeper}\n\nThird."
    built = allotments(plots("## A {#a}\n\nWords.\n"), place("newton"), edits("newton", "new: {do: insert, after: a}", text))
    assert built.page("newton")[2:5] == [
        "# 2 New {newton--new .local}",
        "<local localisation=newton tier=site> <local-label> Set by Newton (site)",
        "## 2.1 Deeper {newton--deeper .local}",
    ]


def test_local_statements_among_national_ones_are_marked_in_runs(allotments: Builder) -> None:
    entries = "x: {do: insert, after: one}\ny: {do: insert, after: one}"
    text = "::: {#x .should}\nOurs.\n:::\n\n::: {#y}\nMore.\n:::"
    body = "## A {#a}\n\n::: {#one}\nOne.\n:::\n\n::: {#two}\nTwo.\n:::\n"
    assert allotments(plots(body), place("newton"), edits("newton", entries, text)).page("newton")[1:] == [
        "<#one>",
        "One.",
        "</#one>",
        "<local localisation=newton tier=site>",
        "<local-label> Set by Newton (site)",
        "<statement should #newton--x>",
        "<statement-label> Should",
        "Ours.",
        "</statement>",
        "<#newton--y>",
        "More.",
        "</#newton--y>",
        "</local>",
        "<#two>",
        "Two.",
        "</#two>",
    ]


def test_a_document_of_ones_own_is_not_marked_within(allotments: Builder) -> None:
    page = "---\nkind: rule\ntitle: Ours\ndo: add\nbecause: B.\n---\n## Bees {#bees}\n\nWords.\n"
    built = allotments(place("newton"), {"localisations/newton/ours.md": page})
    assert built.page("newton", "newton:ours") == ["# 1 Bees {newton--bees}", "Words."]
    assert built.document("newton", "newton:ours").local
    assert not built.document("newton").local


def test_a_note_stands_after_the_block_and_after_a_sections_own_text(allotments: Builder) -> None:
    body = "## A {#a}\n\n::: {#one}\nOne.\n:::\n\n### Inner {#inner}\n\nIn.\n"
    built = allotments(plots(body), place("newton"), edits("newton", "a: {do: note, note: On A.}\none: {do: note, note: On one.}"))
    assert built.page("newton")[1:] == [
        "<#one>",
        "One.",
        "</#one>",
        "<local-note localisation=newton tier=site>",
        "<local-label> Note from Newton (site)",
        "On one.",
        "</local-note>",
        "<local-note localisation=newton tier=site>",
        "<local-label> Note from Newton (site)",
        "On A.",
        "</local-note>",
        "## 1.1 Inner {inner}",
        "In.",
    ]


def test_a_longer_note_shows_all_that_stands_in_it(allotments: Builder) -> None:
    text = ":::: {#one}\nFirst.\n\n::: {#more .should}\nSecond.\n:::\n\n| A | B |\n|---|---|\n| 1 | 2 |\n::::"
    built = allotments(plots("## A {#a}\n\n::: {#one}\nOne.\n:::\n"), place("newton"), edits("newton", "one: {do: note}", text))
    page = built.page("newton")
    assert [line for line in page if not line.startswith("<")] == ["# 1 A {a}", "One.", "First.", "Second.", "| A | B |", "| 1 | 2 |"]


def test_a_note_with_a_heading_shows_it_as_a_line(allotments: Builder) -> None:
    built = allotments(plots("## A {#a}\n\nWords.\n"), place("newton"), edits("newton", "a: {do: note}", "## Mind {#a}\n\nThis."))
    assert built.page("newton")[2:] == [
        "<local-note localisation=newton tier=site>",
        "<local-label> Note from Newton (site)",
        "*Mind*",
        "This.",
        "</local-note>",
    ]


def test_a_look_up_in_a_note_is_filled(allotments: Builder) -> None:
    built = allotments(
        values("fees.rent: {type: text, name: Rent, default: five pounds}"),
        place("newton"),
        edits("newton", "scope: {do: note, note: 'Rent is {{ fees.rent }}, see [](#water).'}"),
    )
    assert "Rent is five pounds, see [section 3, Water](#water)." in built.page("newton")


def test_tables_have_no_alignment_and_no_styles(allotments: Builder) -> None:
    body = '## A {#a}\n\n{#t caption="Work"}\n| Month | Work |\n|-------|------|\n| May   | Dig  |\n'
    document = allotments(plots(body)).document("framework")
    made = next(node["c"] for node in walk(list(document.body)) if node["t"] == "Table")
    expected = table([text("Month"), text("Work")], [[text("May"), text("Dig")]])["c"]
    assert [made[0], *made[2:]] == [expected[0], *expected[2:]]


def test_headings_have_no_gaps_and_every_one_an_identifier(allotments: Builder) -> None:
    document = allotments(place("newton")).document("newton")
    headers = [node["c"] for node in document.body if node["t"] == "Header"]
    assert all(identifier for _, (identifier, *_), _ in headers)
    assert [level for level, *_ in headers] == [1] * len(headers)


def test_a_heading_too_deep_is_an_error(allotments: Builder) -> None:
    deep = "".join(f"{'#' * level} L{level} {{#l{level}}}\n\nWords.\n\n" for level in range(2, 7))
    body = "### In {#in}\n\nWords."
    built = allotments(plots(deep), place("newton"), edits("newton", "in: {do: insert, end: l6}", body))
    assert built.finish_problems("framework") == []
    assert built.finish_problems("newton") == ["newton: heading-depth: 'newton:in' would be a heading of level 7"]


def test_a_section_without_text_is_a_warning(allotments: Builder) -> None:
    built = allotments(plots("## A {#a}\n\n## B {#b}\n\nWords.\n"))
    assert built.finish_problems("framework") == ["framework: empty-section: the section 'a' has a heading and no text"]
    assert built.finished("framework").problems[0].severity == "warning"


def test_a_section_with_only_a_note_is_not_empty(allotments: Builder) -> None:
    files = (plots("## A {#a}\n\n## B {#b}\n\nWords.\n"), place("newton"), edits("newton", "a: {do: note, note: Words.}"))
    assert allotments(*files).finish_problems("newton") == []


def test_a_document_without_text_is_an_error(allotments: Builder) -> None:
    built = allotments(plots("## A {#a}\n\nWords.\n"), place("newton"), edits("newton", "a: {do: omit}"))
    assert built.finish_problems("newton") == ["newton: empty-document: 'plots' has no text"]


def test_who_must_act_may_not_be_a_role_that_was_retired(allotments: Builder) -> None:
    built = allotments(place("newton", more="records: {role: {tenant: {retire: yes, because: Gone.}}}\n"))
    (found,) = built.finished("newton").problems
    assert (found.code, found.message) == ("retired-role", "'tenant' must act here, and newton retired that role")
    assert found.second is not None
    assert found.second.file == "localisations/newton/localisation.yml"


def rows(allotments: Builder, *files: Files, edition: str = "newton") -> list[tuple[str, str, str, str]]:
    """Return the register as (document, block, operation, localisation)."""
    register = allotments(*files).published(edition).register
    return [(each.document, each.block, each.operation, each.localisation) for each in register]


def test_the_register_has_a_row_for_each_change_of_a_block(allotments: Builder) -> None:
    entries = (
        "scope: {do: [retitle, note, move], title: Reach, after: water, note: Mind.}\nsave-water: {do: replace}\n"
        "new: {do: insert, after: digging}\ndig-deep: {do: omit}\ndig-weekly: {lock: full}"
    )
    text = "::: {#save-water}\nOurs.\n:::\n\n## New {#new}\n\nWords.\n\n::: {#part}\nPart.\n:::"
    found = rows(allotments, place("newton"), edits("newton", entries, text))
    assert found == [
        ("Plots", "section 1, Digging", "Locked", "Newton"),
        ("Plots", "section 2, New", "Added", "Newton"),
        ("Plots", "section 3, Water", "Replaced", "Newton"),
        ("Plots", "section 4, Reach", "Retitled and moved and note added", "Newton"),
        ("Plots", "text in Digging", "Left out", "Newton"),
    ]


def test_a_row_says_why_who_until_when_and_where_it_is_written(allotments: Builder) -> None:
    entry = "scope: {do: retitle, title: Reach, because: Clearer., owner: Warden, review: 2027-01-31}"
    (row,) = allotments(place("newton"), edits("newton", entry)).published("newton").register
    assert (row.because, row.owner, row.review, row.tier, row.anchor) == ("Clearer.", "Warden", date(2027, 1, 31), "site", "scope")
    assert (row.file, row.line, row.file_name) == ("localisations/newton/plots.md", 4, "plots")


def test_changes_of_higher_tiers_are_in_the_register_too(allotments: Builder) -> None:
    found = rows(allotments, NORTH, edits("north", "scope: {do: retitle, title: Reach}"), place("newton", "north"))
    assert found == [("Plots", "section 1, Reach", "Retitled", "North")]


def test_values_records_terms_and_withdrawals_are_in_the_register(allotments: Builder) -> None:
    more = (
        "values: {fees.rent: six pounds}\nrecords: {role: {warden: {name: Ann, because: B.}, tenant: {retire: yes, because: B.}}}\n"
        "terms: {spade: {singular: shovel}}\n"
    )
    found = rows(
        allotments,
        values("fees.rent: {type: text, name: Rent, default: five pounds}"),
        {"framework/glossary.yml": "spade: {singular: spade, definition: A tool.}\n"},
        rule("fees", "## Rent {#rent}\n\nWords.\n", "optional: yes\n"),
        place("newton", more=more),
        {"localisations/newton/out.md": "---\ndocument: fees\ndo: withdraw\nbecause: B.\n---\n"},
    )
    assert found == [
        ("Documents", "Fees", "Document withdrawn", "Newton"),
        ("Values", "Rent: six pounds", "Set", "Newton"),
        ("Roles", "Ann", "Set", "Newton"),
        ("Roles", "tenant", "Retired", "Newton"),
        ("Words", "spade, here shovel", "Renamed", "Newton"),
    ]


def test_the_variations_of_a_document_stand_in_its_appendix(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "scope: {do: retitle, title: Reach}"))
    assert built.appendix("newton", "Local variations")[-2:] == [
        "| Where | What | Why | Decided by |",
        "| [Section 1, Reach](#scope) | Retitled | B. | Newton (site): Lead; review 31 March 2027 |",
    ]
    assert built.appendix("framework", "Local variations") == []


def control(allotments: Builder, *files: Files, edition: str = "newton", day: date = date(2026, 11, 23)) -> dict[str, str]:
    """Return the control table of the rule as label and text."""
    return dict(allotments(*files, day=day).document(edition).control.rows)


def test_control_shows_the_earliest_review_date_of_anything_in_the_document(allotments: Builder) -> None:
    late = place("newton")
    assert control(allotments, edition="framework")["Next review"] == "30 September 2027"
    assert control(allotments, late)["Next review"] == "31 March 2027"
    assert control(allotments, late, edits("newton", "scope: {do: note, note: W., review: 2027-02-01}"))["Next review"] == "1 February 2027"
    assert control(allotments, late, edits("newton", "scope: {do: note, note: W., review: 2028-02-01}"))["Next review"] == "31 March 2027"
    assert control(allotments, late, plots("## A {#a}\n\nW.\n", "review: 2027-01-05\n"))["Next review"] == "5 January 2027"


def test_a_printed_copy_is_valid_no_longer_than_the_next_review(allotments: Builder) -> None:
    assert control(allotments, place("newton"))["Printed copy valid until"] == "31 March 2027"
    three = declared(("who: role", "printed-copy: 3 days\nwho: role"))
    assert control(allotments, three, place("newton"))["Printed copy valid until"].startswith("31 March 2027, or 3 days after printing")
    document = allotments(place("newton")).document("newton")
    assert document.control.valid_until == document.control.review == date(2027, 3, 31)


@pytest.mark.parametrize(("day", "status"), [(date(2027, 3, 31), "In force"), (date(2027, 4, 1), "Overdue for review")])
def test_a_document_is_overdue_after_its_earliest_review(allotments: Builder, day: date, status: str) -> None:
    assert control(allotments, place("newton"), day=day)["Status"] == status


def test_a_draft_says_so(allotments: Builder) -> None:
    assert control(allotments, plots("## A {#a}\n\nW.\n", "status: draft\n"), edition="framework")["Status"] == "Draft"
    built = allotments(place("newton"))
    assert built.published("newton", draft=True).documents[0].control.status == "Draft"
    assert built.published("newton", draft=True).draft


def test_control_names_the_edition_its_sources_owners_and_approval(allotments: Builder) -> None:
    rows_of = control(
        allotments, NORTH, place("newton", "north", more="approved: 2026-10-01\n"), plots("## A {#a}\n\nW.\n", "number: R1\n")
    )
    assert rows_of["Document"] == "R1 Plots"
    assert rows_of["Edition"] == "Newton"
    assert rows_of["Built from"] == "Allotments (working copy); North (working copy); Newton (working copy)"
    assert rows_of["Owner"] == "Council board; locally Lead"
    assert rows_of["Approved"] == "1 October 2026"
    assert control(allotments, edition="framework")["Owner"] == "Council board"
    assert control(allotments, edition="framework")["Approved"] == "Not recorded"
    assert control(allotments, plots("## A {#a}\n\nW.\n", "approved: 2026-01-02\n"), edition="framework")["Approved"] == "2 January 2026"


def test_the_document_id_changes_with_anything_shown_and_with_nothing_else(allotments: Builder) -> None:
    def id_of(*files: Files) -> str:
        return allotments(place("newton"), *files).document("newton").control.document_id

    first = id_of()
    assert first == id_of()
    assert len(first) == 12
    assert id_of(edits("newton", "scope: {do: retitle, title: Reach}")) != first
    assert id_of(edits("newton", "document: {do: retitle, title: Other}")) != first
    assert id_of(rule("fees", "## Rent {#rent}\n\nWords.\n")) == first


def test_documents_come_by_kind_number_and_title(allotments: Builder) -> None:
    built = allotments(
        rule("zinnia", "## A {#a}\n\nW.\n", "number: R1\n"),
        rule("apple", "## A {#a}\n\nW.\n"),
        {"framework/documents/guide/digging.md": "---\nkind: guide\ntitle: Digging\n---\n## A {#a}\n\nW.\n"},
    )
    published = built.published("framework")
    assert [each.title for each in published.documents] == ["Zinnia", "Apple", "Plots", "Digging"]
    assert [each.kind_name for each in published.documents] == ["Rule", "Rule", "Rule", "Guide"]
    assert published.kinds == (("rule", "Rules", ""), ("guide", "Guides", ""))


def test_an_edition_says_what_it_is(allotments: Builder) -> None:
    built = allotments(place("newton", more="short: Newt\n"), declared(("who: role", "summary: Rules.\nnotice: An example.\nwho: role")))
    newton, framework = built.published("newton"), built.published("framework")
    assert (newton.id, newton.name, newton.short, newton.tier_name, newton.framework_name) == (
        "newton",
        "Newton",
        "Newt",
        "Site",
        "Allotments",
    )
    assert (framework.id, framework.name, framework.short, framework.tier_name) == ("framework", "Allotments", "Allotments", "Framework")
    assert (newton.summary, newton.notice, newton.language, newton.as_of) == ("Rules.", "An example.", "en-GB", date(2026, 11, 23))
    assert (newton.review, framework.review) == (date(2027, 3, 31), date(2027, 9, 30))


def test_an_edition_lists_the_documents_that_are_withdrawn_with_what_is_read_instead(allotments: Builder) -> None:
    built = allotments(
        rule("fees", "## Rent {#rent}\n\nWords.\n"),
        place("newton"),
        {"localisations/newton/out.md": "---\ndocument: fees\ndo: withdraw\ninstead: plots\nbecause: B.\n---\n"},
    )
    assert built.published("newton").withdrawn == (("Fees", "B.", "plots", "fees"),)


def test_provenance_says_where_each_block_and_value_comes_from(allotments: Builder) -> None:
    built = allotments(
        values("fees.rent: {type: text, name: Rent, default: five pounds}"),
        place("north", tier="district", more="values: {fees.rent: six pounds}\n"),
        place("newton", "north", more="values: {fees.rent: {value: seven pounds, because: Soil.}}\nfacts: {bees: yes}\n"),
        edits("newton", "scope: {do: [retitle, note], title: Reach, note: Mind.}"),
    )
    found = built.published("newton").provenance
    assert found["edition"] == "newton"
    assert found["as-of"] == "2026-11-23"
    chain, facts, known, documents = found["chain"], found["facts"], found["values"], found["documents"]
    assert isinstance(chain, list)
    assert [each["localisation"] for each in chain] == ["north", "newton"]
    assert isinstance(facts, dict)
    assert facts == {"bees": "yes", "climate": "mild", "water": "tap"}
    assert isinstance(known, dict)
    rent = known["fees.rent"]
    assert (rent["value"], rent["from"]) == ("seven pounds", "newton")
    assert [(each["layer"], each["value"], each["because"], each["applies"]) for each in rent["assignments"]] == [
        ("north", "six pounds", "", True),
        ("newton", "seven pounds", "Soil.", True),
    ]
    assert isinstance(documents, dict)
    scope = documents["plots"]["blocks"][0]
    assert (scope["id"], scope["form"], scope["layer"], scope["number"], scope["lock"]) == ("scope", "section", "framework", "1", "open")
    assert [step["operation"] for step in scope["origin"]] == ["retitle"]
    assert [step["operation"] for step in scope["notes"]] == ["note"]
    duty = next(each for each in documents["plots"]["blocks"] if each["id"] == "dig-weekly")
    assert (duty["strength"], duty["lock"], duty["locked-by"], duty["who"], duty["within"]) == (
        "must",
        "insert",
        "framework",
        ["tenant"],
        "digging",
    )


def test_no_writer_meets_a_node_that_is_not_in_the_conventions(allotments: Builder) -> None:
    entries = "scope: {do: note, note: Mind.}\nnew: {do: insert, after: digging}"
    document = allotments(place("newton"), edits("newton", entries, "## New {#new}\n\n> [!NOTE]\n> Words.")).document("newton")
    kinds = {node["t"] for node in walk(list(document.body))}
    assert kinds <= {
        "Header", "Div", "Para", "Plain", "Span", "Str", "Space", "Strong", "Link", "Table", "AlignDefault", "ColWidthDefault", "SoftBreak",
    }  # fmt: skip


def test_appendices_come_last_in_one_order_with_names_of_their_own(allotments: Builder) -> None:
    files = (
        {"framework/glossary.yml": "spade: {singular: spade, definition: A tool.}\n"},
        {"framework/references.yml": "act: {type: legislation, title: Act, title-short: Act 1908}\n"},
        plots("## A {#a}\n\nA [](term:spade), [](role:warden) and [](ref:act).\n"),
        place("newton"),
        edits("newton", "a: {do: retitle, title: Other}"),
    )
    headings = [line for line in page(allotments(*files).document("newton").body) if line.startswith("#")]
    assert headings == [
        "# 1 Other {a}",
        "# Local variations {appendix--variations}",
        "# Words used here {appendix--words}",
        "# Named here {appendix--contacts}",
        "# References {appendix--references}",
        "# Document control {appendix--control}",
    ]


def test_provenance_says_where_records_and_documents_come_from(allotments: Builder) -> None:
    page_of = (
        '---\nkind: rule\ntitle: Ours\ndo: add\nbecause: B.\n---\n## Bees {#bees}\n\nWords.\n\n::: {#shut when="water=tap"}\nShut.\n:::\n'
    )
    more = "records: {role: {warden: {name: Ann, because: B.}}}\n"
    built = allotments(
        place("newton", more=more), {"localisations/newton/ours.md": page_of}, edits("newton", "document: {do: retitle, title: Ours}")
    )
    found = built.published("newton").provenance
    records, documents = found["records"], found["documents"]
    assert isinstance(records, dict)
    assert isinstance(documents, dict)
    assert records["role:warden"]["from"] == "newton"
    assert records["role:warden"]["fields"] == {"name": "Ann"}
    assert records["role:tenant"]["from"] == "framework"
    assert (documents["newton:ours"]["layer"], documents["plots"]["layer"]) == ("newton", "framework")
    assert (documents["plots"]["title"], documents["plots"]["kind"], documents["plots"]["owner"]) == ("Ours", "rule", "Council board")
    assert documents["plots"]["review"] == "2027-09-30"
    assert [each["operation"] for each in documents["plots"]["origin"]] == ["retitle"]
    first = documents["newton:ours"]["blocks"][0]
    assert (first["id"], first["anchor"], first["within"], first["layer"]) == ("newton:bees", "newton--bees", "", "newton")
    assert [(each["operation"], each["tier"], each["owner"], each["review"]) for each in first["origin"]] == [
        ("add", "site", "Lead", "2027-03-31")
    ]


def test_a_value_that_a_document_shows_is_in_its_variations_where_it_stands_first(allotments: Builder) -> None:
    built = allotments(
        values("fees.rent: {type: text, name: Rent, default: five pounds}\nfees.water: {type: text, name: Water rate}\n"),
        plots("## A {#a}\n\nWords.\n\n## B {#b}\n\nRent is {{ fees.rent }} and {{ fees.water }}.\n\n## C {#c}\n\n{{ fees.rent }}\n"),
        place("newton", more="values: {fees.rent: {value: six pounds, because: Soil.}, fees.water: nothing}\n"),
    )
    assert built.appendix("newton", "Local variations")[2:] == [
        "| [Section 2, B](#b) | Rent: six pounds (the framework: five pounds) | Soil. | Newton (site): Lead; review 31 March 2027 |",
        "| [Section 2, B](#b) | Water rate: nothing | No reason needed | Newton (site): Lead; review 31 March 2027 |",
    ]


def test_a_document_that_a_higher_tier_added_and_a_lower_withdrew_goes_by_its_title(allotments: Builder) -> None:
    added = "---\nkind: rule\ntitle: North rules\noptional: yes\ndo: add\nbecause: B.\n---\n## Bees {#bees}\n\nWords.\n"
    built = allotments(
        NORTH,
        {"localisations/north/ours.md": added},
        place("newton", "north"),
        {"localisations/newton/out.md": "---\ndocument: north:ours\ndo: withdraw\nbecause: Not here.\n---\n"},
    )
    assert built.problems == []
    assert built.published("newton").withdrawn == (("North rules", "Not here.", "", "north--ours"),)
    assert [(each.block, each.because) for each in built.published("newton").register] == [("North rules", "Not here.")]


def test_an_order_an_addition_and_a_documents_title_are_rows_of_their_documents(allotments: Builder) -> None:
    added = "---\nkind: rule\ntitle: Our rules\ndo: add\nbecause: Bees.\n---\n## Bees {#bees}\n\nWords.\n"
    page_of = (
        "---\ndocument: plots\norder: {because: Water first., sections: [water, scope]}\n"
        "changes:\n  document: {do: retitle, title: Beds, because: Ours.}\n---\n"
    )
    built = allotments(place("newton"), {"localisations/newton/ours.md": added, "localisations/newton/plots.md": page_of})
    assert built.problems == []
    assert [(each.document, each.block, each.operation, each.because) for each in built.published("newton").register] == [
        ("Beds", "Beds", "Retitled", "Ours."),
        ("Beds", "Beds", "Re-ordered", "Water first."),
        ("Our rules", "Our rules", "Document added", "Bees."),
    ]


def test_a_condition_that_is_still_open_is_in_the_provenance(allotments: Builder) -> None:
    found = allotments(plots('## A {#a when="bees=yes"}\n\nWords.\n')).published("framework").provenance["documents"]
    assert isinstance(found, dict)
    assert found["plots"]["blocks"][0]["when"] == "bees=yes"


def test_blocks_made_from_records_are_found_wherever_they_stand(allotments: Builder) -> None:
    body = "## A {#a}\n\n### B {#b}\n\n::: {#who template=contact-cards records=role}\n:::\n"
    found = blocks_with_templates(allotments(plots(body)).edition("framework"))
    assert [(document, block.id, block.template, block.records) for document, block in found] == [
        ("plots", "who", "contact-cards", ("role",))
    ]

"""A form as it is laid out, once for page, Word and PDF, and what an area may do to it."""

from forms.form_sample import AREA, FORM, PROJECT, TEXT, changed
from project_builder import Builder, plots


def test_a_form_asks_in_order_with_labels_help_and_choices(allotments: Builder) -> None:
    page = allotments(PROJECT).page("framework")
    start = page.index("<form-start #report>")
    assert page[start - 1] == "# 2 The form {the-form}"
    assert page[start : start + 16] == [
        "<form-start #report>",
        "<form-name> Plot report",
        "For anyone who has seen damage on a plot.",
        "Fill in everything marked (required).",
        "</form-start>",
        "## About the plot {plot}",
        "Ask the warden if you are not sure.",
        "<field field-number #number of=report lines=1>",
        "<field-label> Number of the plot (required)",
        "</field>",
        "<field field-text #holder of=report lines=1>",
        "<field-label> Name of the holder",
        "</field>",
        "<field field-date #seen-on of=report lines=1>",
        "<field-label> Date seen (required)",
        "</field>",
    ]
    level = page.index("<field field-choice #level of=report lines=1>")
    assert page[level : level + 7] == [
        "<field field-choice #level of=report lines=1>",
        "<field-label> Level of damage",
        "<field-help> Choose one.",
        "- Slight",
        "- Bad <b>&",
        "- Very bad, and past mending",
        "</field>",
    ]
    assert "| Task | Who | By when | Size (Small, Large) |" in page
    assert page.count("|  |  |  |  |") == 3
    assert page[-1] == "<form-end of=report> End of form: Plot report"


def test_a_form_without_required_fields_does_not_speak_of_them(allotments: Builder) -> None:
    form = "name: F\nsummary: S.\nfields:\n  a: {label: A}\n"
    page = allotments(plots(TEXT), {"framework/forms/report.yml": form}).page("framework")
    assert not any("required" in line for line in page)


def test_a_field_says_who_fills_it_in_and_where_it_comes_from(allotments: Builder) -> None:
    form = "name: F\nsummary: S.\nfields:\n  a: {label: A, who: warden}\n  b: {label: B, strength: must, who: tenant}\n"
    page = allotments(plots(TEXT), {"framework/forms/report.yml": form}).page("framework")
    assert "<field-help> Filled in by: The warden" in page
    assert "<field-help> Must: Tenants" in page


def test_an_area_inserts_relabels_replaces_and_leaves_out(allotments: Builder) -> None:
    page = allotments(PROJECT, AREA).page("newton")
    ward = page.index("<field field-text #newton--ward of=report lines=1>")
    assert page[ward - 2 : ward + 4] == [
        "<local localisation=newton tier=site>",
        "<local-label> Set by Newton (site)",
        "<field field-text #newton--ward of=report lines=1>",
        "<field-label> Ward (required)",
        "<field-help> The ward is on the map.",
        "</field>",
    ]
    assert "<field-label> Your number" in page
    assert not any("#email" in line for line in page)
    cause = page.index("<field field-choice in-line #causes of=report lines=1>")
    assert page[cause - 1] == "<local-label> Set by Newton (site)"
    assert "- Foxes" in page
    assert "- Animals" not in page


def test_a_part_of_an_areas_own_is_marked_and_its_fields_keep_their_conditions(allotments: Builder) -> None:
    keeps_bees = AREA["localisations/newton/localisation.yml"] + "facts: {bees: yes}\n"
    page = allotments(PROJECT, AREA, {"localisations/newton/localisation.yml": keeps_bees}).page("newton")
    part = page.index("## The weather {newton--weather .local}")
    assert "Set by Newton (site)" in page[part + 2]
    assert any("#newton--rain" in line for line in page)
    without = allotments(PROJECT, AREA).page("newton")
    assert not any("#newton--rain" in line for line in without)


def test_what_is_not_decided_yet_is_shown_with_its_condition(allotments: Builder) -> None:
    form = FORM.replace("holder: {label: Name of the holder}", "holder: {label: Name of the holder, when: bees=yes}")
    page = allotments(PROJECT, {"framework/forms/report.yml": form}).page("framework")
    field = page.index("<field field-text #holder of=report lines=1>")
    assert page[field - 2] == "<condition>"
    assert page[field - 1].startswith("<condition-label> Only where:")


def test_a_note_of_an_area_stands_beside_its_field(allotments: Builder) -> None:
    note = {"localisations/newton/plots.md": "---\ndocument: plots\nchanges:\n  told: {do: note, because: B.}\n---\n{#told}\nRing first.\n"}
    page = allotments(PROJECT, changed("  phone: {do: retitle, title: Your number, because: B.}\n"), note).page("newton")
    end = page.index("- No") + 1
    assert page[end] == "</field>"
    assert page[end + 1].startswith("<local-note")
    assert "Ring first." in page[end + 1 : end + 5]


def test_a_locked_field_holds(allotments: Builder) -> None:
    for change in ("do: retitle, title: Sign", "do: omit", "do: replace"):
        data = "fields:\n  signed: {label: Sign}\n" if "replace" in change else ""
        assert allotments(PROJECT, changed(f"  signed: {{{change}, because: B.}}\n", data)).codes == ["locked"]


def test_links_lead_to_a_field_and_to_a_part(allotments: Builder) -> None:
    text = TEXT.replace("These rules", "See [](#damage) and [](#danger). These rules")
    page = allotments({**PROJECT, **plots(text)}).page("framework")
    assert any("[section 2, The form: What you saw](#damage)" in line and "](#danger)" in line for line in page)


def test_a_label_may_hold_links_values_and_terms(allotments: Builder) -> None:
    terms = {"framework/glossary.yml": "plot: {singular: plot, plural: plots, definition: Ground to dig.}\n"}
    label = "Which [plot](term:plot) of {{ edition.name }}, see [the rules](#scope) and [](#told)?"
    form = FORM.replace("holder: {label: Name of the holder}", f"holder: {{label: '{label}'}}")
    built = allotments(PROJECT, terms, {"framework/forms/report.yml": form})
    assert built.finish_problems("framework") == []
    words = "Which [plot](#term--plot) of Allotments, see [the rules](#scope) and [section 2, The form: Has the holder been told?](#told)?"
    assert f"<field-label> {words}" in built.page("framework")
    assert any("Ground to dig." in line for line in built.appendix("framework", "Words used here"))


def test_hostile_words_of_choices_and_columns_are_refused(allotments: Builder) -> None:
    for line in (
        r'type: choice, choices: ["a\x07b", c]',
        r'type: choice, choices: ["a\u202Eb", c]',
        r'type: table, columns: {a: {label: "x\x0b"}}',
    ):
        form = f"name: F\nsummary: S.\nfields:\n  a: {{label: A, {line}}}\n"
        built = allotments(plots(TEXT), {"framework/forms/report.yml": form})
        assert built.codes, line


def test_a_table_wider_than_a_page_is_refused(allotments: Builder) -> None:
    columns = ", ".join(f"c{number}: {{label: C{number}}}" for number in range(8))
    form = f"name: F\nsummary: S.\nfields:\n  a: {{label: A, type: table, columns: {{{columns}}}}}\n"
    assert allotments(plots(TEXT), {"framework/forms/report.yml": form}).codes == ["out-of-bounds"]


def test_few_short_choices_stand_in_one_line_and_need_no_hint(allotments: Builder) -> None:
    page = allotments(PROJECT).page("framework")
    told = page.index("<field field-yes-no in-line #told of=report lines=1>")
    assert page[told + 1 : told + 5] == ["<field-label> Has the holder been told?", "- Yes", "- No", "</field>"]

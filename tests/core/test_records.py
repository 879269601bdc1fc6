"""Records and terms that a localisation sets: design §§4-6."""

import pytest

from project_builder import Builder, Files, place, plots

CONTACTS: Files = {
    "framework/records/contact.yml": """\
name: Contact
plural: Contacts
text: name
fields:
  name: {type: text, name: Name, required: yes}
  phone: {type: phone, name: Telephone}
records:
  shed: {slot: site, name: Tool shed, help: Who has the key.}
  hive: {slot: site, name: Bee keeper, when: bees=yes}
  line: {name: Town line, phone: 01632 960000}
"""
}
TERMS: Files = {
    "framework/glossary.yml": """\
allotment: {singular: allotment, plural: allotments, short: AT, definition: A rented plot.}
spade: {singular: spade, definition: A tool.}
"""
}
SHED = "records: {contact: {shed: {name: Ann's shed, phone: 01632 960011}}}\n"
SHOW = plots("## Call {#call}\n\nCall {{ contact.shed.name }} on {{ contact.shed.phone }} or [](contact:line).\n")


def sets(records: str, name: str = "newton", extends: str = "framework", tier: str = "site") -> Files:
    """Return a localisation that sets contacts."""
    return place(name, extends, tier, f"records: {{contact: {{{records}}}}}\n")


def test_a_record_of_ones_own_is_added(allotments: Builder) -> None:
    built = allotments(CONTACTS, sets("gate: {name: The gate}"))
    assert built.problems == []
    assert built.edition("newton").records["contact", "gate"].fields == {"name": "The gate"}
    assert ("contact", "gate") not in built.edition("framework").records


def test_a_slot_is_filled_without_a_reason(allotments: Builder) -> None:
    built = allotments(CONTACTS, SHOW, place("newton", more=SHED))
    assert built.problems == []
    assert built.page("newton")[1] == "Call Ann's shed on [01632 960011](tel:01632960011) or [Town line](#contact--line)."


def test_a_record_from_above_is_replaced_for_a_reason_only(allotments: Builder) -> None:
    assert allotments(CONTACTS, sets("line: {name: Our line}")).problems == [
        "newton: reason-missing: 'contact:line' replaces a record from above without a reason"
    ]
    built = allotments(CONTACTS, sets("line: {name: Our line, because: Local.}"))
    assert built.problems == []
    assert built.edition("newton").records["contact", "line"].fields == {"name": "Our line"}


def test_a_record_that_is_set_again_unchanged_needs_no_reason(allotments: Builder) -> None:
    assert allotments(CONTACTS, sets("line: {name: Town line, phone: 01632 960000}")).problems == []


def test_a_record_is_retired_for_a_reason(allotments: Builder) -> None:
    assert allotments(CONTACTS, sets("line: {retire: yes}")).codes == ["reason-missing"]
    built = allotments(CONTACTS, sets("line: {retire: yes, because: Closed.}"))
    assert built.problems == []
    assert ("contact", "line") not in built.edition("newton").records


@pytest.mark.parametrize(("record", "hint"), [("lin", "did you mean 'line'?"), ("shed", "did you mean 'shed'?"), ("zebra", "")])
def test_what_is_not_there_cannot_be_retired(allotments: Builder, record: str, hint: str) -> None:
    built = allotments(CONTACTS, sets(f"{record}: {{retire: yes, because: Closed.}}"))
    assert (built.only.code, built.only.hint) == ("unknown-record", hint)


def test_a_record_applies_within_its_dates(allotments: Builder) -> None:
    built = allotments(CONTACTS, sets("line: {name: Our line, because: Local., from: 2027-01-01}"))
    assert built.edition("newton").records["contact", "line"].fields["name"] == "Town line"
    assert built.edition("newton").record_history == {}


def test_a_link_to_a_retired_record_dangles(allotments: Builder) -> None:
    built = allotments(CONTACTS, SHOW, place("newton", more=f"{SHED[:-3]}, line: {{retire: yes, because: Closed.}}}}}}\n"))
    (found,) = built.finished("newton").problems
    assert (found.code, found.message) == ("dangling-link", "a link leads to 'contact:line', which does not exist")
    assert (found.place.file, found.place.line) == ("framework/documents/rule/plots.md", 7)
    assert built.page("newton")[1].endswith("or .")


def test_every_setting_of_a_record_is_kept(allotments: Builder) -> None:
    built = allotments(CONTACTS, place("north", tier="district", more=SHED), sets("shed: {name: Bob, because: Moved.}", extends="north"))
    assert built.problems == []
    assert [each.layer for each in built.edition("newton").record_history["contact", "shed"]] == ["north", "newton"]
    assert built.edition("newton").records["contact", "shed"].fields == {"name": "Bob"}


def test_above_its_tier_a_slot_of_records_shows_what_it_is_called(allotments: Builder) -> None:
    built = allotments(CONTACTS, plots("## Call {#call}\n\n{{ contact.shed.name }} {{ contact.shed.phone }} [](contact:shed)\n"))
    assert built.page("framework")[1] == (
        "<slot set locally: Tool shed> <slot set locally: Tool shed, telephone> <slot set locally: Tool shed>"
    )
    assert built.finish_problems("framework") == []


def test_a_slot_that_is_not_filled_is_one_gap(allotments: Builder) -> None:
    built = allotments(CONTACTS, SHOW, place("newton"))
    (gap,) = built.finished("newton").problems
    assert (gap.message, gap.hint) == ("'contact:shed' is not set: Tool shed", "Who has the key.")
    assert built.page("newton")[1].startswith("Call <missing missing: Tool shed> on <missing missing: Tool shed>")


def test_a_link_to_a_slot_that_is_not_filled_is_a_gap(allotments: Builder) -> None:
    built = allotments(CONTACTS, plots("## Call {#call}\n\nCall [](contact:shed).\n"), place("newton"))
    assert built.finish_problems("newton") == ["newton: value-missing: 'contact:shed' is not set: Tool shed"]


def test_a_slot_that_nothing_shows_must_be_filled_from_its_tier_down(allotments: Builder) -> None:
    built = allotments(CONTACTS, place("north", tier="district"), place("newton", "north"))
    assert built.finish_problems("newton") == ["newton: value-missing: 'contact:shed' is not set: Tool shed"]
    assert built.finish_problems("north") == []


def test_a_slot_with_a_condition_is_needed_only_where_it_holds(allotments: Builder) -> None:
    built = allotments(CONTACTS, place("newton", more=f"facts: {{bees: yes}}\n{SHED}"))
    assert built.finish_problems("newton") == ["newton: value-missing: 'contact:hive' is not set: Bee keeper"]


def test_a_field_that_the_record_leaves_empty_is_a_warning(allotments: Builder) -> None:
    built = allotments(CONTACTS, SHOW, sets("shed: {name: Ann}"))
    (found,) = built.finished("newton").problems
    assert (found.code, found.severity) == ("empty-field", "warning")
    assert found.message == "'contact.shed.phone' has nothing in it here"


@pytest.mark.parametrize("name", ["contact.shad.phone", "contact.shed.fone"])
def test_a_look_up_of_a_record_or_field_that_is_not_there_is_an_error(allotments: Builder, name: str) -> None:
    built = allotments(CONTACTS, plots(f"## Call {{#call}}\n\n{{{{ {name} }}}}\n"), place("newton", more=SHED))
    (found,) = built.finished("newton").problems
    assert (found.code, found.hint) == ("unknown-value", "did you mean 'contact.shed.phone'?")


def test_records_that_a_document_names_stand_in_its_appendix(allotments: Builder) -> None:
    built = allotments(CONTACTS, SHOW, place("newton", more=SHED))
    assert built.appendix("newton", "Named here") == [
        "<contact-card #contact--shed>",
        "*Ann's shed*",
        "Telephone: [01632 960011](tel:01632960011)",
        "</contact-card>",
        "<contact-card #contact--line>",
        "*Town line*",
        "Telephone: [01632 960000](tel:01632960000)",
        "</contact-card>",
    ]


def renamed(name: str = "newton", extends: str = "framework", tier: str = "site", more: str = "") -> Files:
    """Return a localisation that says "garden"."""
    return place(name, extends, tier, f"terms: {{allotment: {{singular: garden, plural: gardens, short: GA{more}}}}}\n")


SAY = plots("""\
## Terms {#terms}

A [allotment](term:allotment), [Allotments](term:allotment), [AT](term:allotment) or [](term:allotment).

> The law says [allotments](term:allotment).

::: {.quote}
Old [allotment](term:allotment).
:::

::: {#law .quote}
An [allotment](term:allotment) is an [](term:allotment).
:::
""")


def test_links_to_terms_show_their_forms(allotments: Builder) -> None:
    built = allotments(TERMS, SAY, place("newton"))
    assert built.finish_problems("newton") == []
    assert built.page("newton")[1] == (
        "A [allotment](#term--allotment), [Allotments](#term--allotment), [AT](#term--allotment) or [allotment](#term--allotment)."
    )


def test_links_follow_a_renamed_term_in_form_and_capital_but_not_in_quotations(allotments: Builder) -> None:
    built = allotments(TERMS, SAY, renamed())
    assert built.problems == []
    assert built.page("newton")[1:] == [
        "A [garden](#term--allotment), [Gardens](#term--allotment), [GA](#term--allotment) or [garden](#term--allotment).",
        "> The law says [allotments](#term--allotment).",
        "<quote> Old [allotment](#term--allotment).",
        "<quote #law>",
        "An [allotment](#term--allotment) is an [allotment](#term--allotment).",
        "</quote>",
    ]


def test_text_of_a_tier_may_use_the_forms_that_the_tier_gave(allotments: Builder) -> None:
    built = allotments(TERMS, plots("## Terms {#terms}\n\nA [garden](term:allotment).\n"), renamed())
    assert built.finish_problems("newton") == []


def test_words_that_are_no_form_of_the_term_are_a_warning(allotments: Builder) -> None:
    built = allotments(TERMS, plots("## Terms {#terms}\n\nA [patch](term:allotment).\n"), place("newton"))
    (found,) = built.finished("newton").problems
    assert (found.code, found.message) == ("term-form", "'patch' is not a form of the term 'allotment'")
    assert found.hint == "use 'allotment' or 'allotments' or 'AT'"
    assert built.page("newton")[1] == "A [patch](#term--allotment)."


def test_a_link_to_no_term_dangles_with_the_near_one(allotments: Builder) -> None:
    built = allotments(TERMS, plots("## Terms {#terms}\n\nA [spate](term:spate).\n"), place("newton"))
    (found,) = built.finished("newton").problems
    assert (found.code, found.hint) == ("dangling-link", "did you mean 'term:spade'?")
    assert built.page("newton")[1] == "A spate."


def test_a_renamed_term_needs_the_forms_that_the_framework_has(allotments: Builder) -> None:
    built = allotments(TERMS, place("newton", more="terms: {allotment: {singular: garden}}\n"))
    assert built.problems == ["newton: term-forms: 'allotment' needs the same forms as the framework's: plural, short missing"]
    assert built.edition("newton").terms["allotment"]["singular"] == "allotment"


def test_a_term_renamed_to_its_own_forms_is_an_error(allotments: Builder) -> None:
    assert allotments(TERMS, place("newton", more="terms: {spade: {singular: spade}}\n")).codes == ["no-effect"]


def test_a_term_that_a_higher_tier_renamed_is_renamed_again_for_a_reason_only(allotments: Builder) -> None:
    files = (TERMS, renamed("north", tier="district"))
    again = "terms: {allotment: {singular: bed, plural: beds, short: B%s}}\n"
    assert allotments(*files, place("newton", "north", more=again % "")).codes == ["reason-missing"]
    built = allotments(*files, place("newton", "north", more=again % ", because: Ours."))
    assert built.problems == []
    assert built.edition("newton").terms["allotment"]["plural"] == "beds"
    assert [each.layer for each in built.edition("newton").term_history["allotment"]] == ["north", "newton"]


def test_a_term_is_renamed_within_its_dates(allotments: Builder) -> None:
    built = allotments(TERMS, renamed(more=", from: 2027-01-01"))
    assert built.edition("newton").terms["allotment"]["singular"] == "allotment"


def test_the_words_that_a_document_uses_stand_in_its_appendix_by_the_name_used_here(allotments: Builder) -> None:
    built = allotments(TERMS, SAY, renamed())
    lines = built.appendix("newton", "Words used here")
    assert lines == ["<definition #term--allotment>", "*Garden (GA)*: A rented plot.", "</definition>"]

"""Values, limits and records that changed: one entry each wherever they show, with which way a limit moved."""

import pytest

from byelaw.core.comparing.changes import Flag, SharedChange, TextKind
from comparing.conftest import CompareProjects
from project_builder import PLOTS, ROLES, Files, edits, place, plots, rule, values

CONTACTS = """\
name: Contact
plural: Contacts
text: name
fields:
  name: {type: text, name: Name, required: yes}
  phone: {type: phone, name: Phone}
  email: {type: email, name: Email}
records:
  hub: {name: The hub, phone: 01632 960101, email: hub@plots.example.org}
"""
EVERYWHERE = """\
## Ring {{ contact.hub.phone }} {#ring}

Ring [](contact:hub) on {{ contact.hub.phone }}, or write to {{ contact.hub.email }}.

| Who | How |
|-----|-----|
| The hub | {{ contact.hub.phone }} |

- Keep **{{ contact.hub.phone }}** by the gate.
- Rake.

::: {#must-ring .must who=tenant}
Tenants must ring {{ contact.hub.phone }} first.[^1]
:::

[^1]: Not after six: {{ contact.hub.phone }}.
"""


BOTH = (place("elm", more="facts:\n  water: tap\n"), place("ash", more="facts:\n  water: well\n"))
"""Sites for which a condition holds, and for which it does not."""


def contacts(text: str = CONTACTS) -> Files:
    return {"framework/records/contact.yml": text}


def limits(default: str) -> Files:
    return values(f"reply: {{type: limit, name: Time to reply, limit: at-most, anchor: applied, default: {default}}}\n")


def test_a_telephone_number_that_changed_is_one_entry_with_a_flag_and_every_place(compared: CompareProjects) -> None:
    new = contacts(CONTACTS.replace("960101", "960199"))
    found = compared([contacts(), plots(EVERYWHERE)], [new, plots(EVERYWHERE)])
    assert found.lines == ["record at plots#ring: Phone: 01632 960101 → Phone: 01632 960199 [value only; number, date or limit]"]
    change = found.only
    assert isinstance(change, SharedChange)
    assert [each.address for each in change.places] == ["plots#ring", "plots#must-ring"]


def test_a_mailbox_that_changed_is_one_entry_and_no_link_beside_it(compared: CompareProjects) -> None:
    found = compared([contacts(), plots(EVERYWHERE)], [contacts(CONTACTS.replace("hub@", "desk@")), plots(EVERYWHERE)])
    assert found.lines == ["record at plots#ring: Email: hub@plots.example.org → Email: desk@plots.example.org [value only; link]"]


def test_a_record_that_changed_beside_other_words_leaves_only_these(compared: CompareProjects) -> None:
    new = [contacts(CONTACTS.replace("960101", "960199")), plots(EVERYWHERE.replace("first.", "at once."))]
    kinds = [
        (each.kind.value, [flag.value for flag in each.about.flags]) for each in compared([contacts(), plots(EVERYWHERE)], new).changes
    ]
    assert kinds == [("record", ["number, date or limit"]), ("changed", ["number, date or limit"])]


@pytest.mark.parametrize(
    ("old", "new", "flags"),
    [
        ("3 days", "5 days", [Flag.NUMBER, Flag.LONGER]),
        ("5 days", "3 days", [Flag.NUMBER, Flag.SHORTER]),
        ("5 working days", "7 days", [Flag.NUMBER, Flag.UNIT]),
        ("24 hours", "1 day", [Flag.NUMBER, Flag.UNIT]),
        ("1 day", "48 hours", [Flag.NUMBER, Flag.LONGER, Flag.UNIT]),
        ("2 weeks", "3 days", [Flag.NUMBER, Flag.SHORTER, Flag.UNIT]),
        ("as soon as possible", "3 days", [Flag.NUMBER, Flag.LONGER]),
        ("3 working days", "as soon as possible", [Flag.NUMBER, Flag.SHORTER]),
        ("3 days", "3 days from offered", [Flag.NUMBER]),
    ],
)
def test_a_limit_says_which_way_it_moved(compared: CompareProjects, old: str, new: str, flags: list[Flag]) -> None:
    text = plots("## Reply {#reply}\n\nReply in {{ reply }}.\n")
    change = next(each for each in compared([limits(old), text], [limits(new), text]).changes if isinstance(each, SharedChange))
    assert list(change.about.flags) == flags


def test_a_value_in_headings_tables_items_links_and_notes_is_told_once(compared: CompareProjects) -> None:
    text = EVERYWHERE.replace("{{ contact.hub.phone }}", "{{ reply }}").replace("[](contact:hub)", "[{{ reply }}](#must-ring)")
    shown = plots(text.replace("{{ contact.hub.email }}", "us"))
    found = compared([limits("3 days"), shown], [limits("4 days"), shown])
    assert [each.kind.value for each in found.changes] == ["time limit"]


def test_names_alone_that_differ_between_two_areas_are_no_changes_of_sections(compared: CompareProjects) -> None:
    text = "".join(
        f"## Part {at} {{#part-{at}}}\n\nIn {{{{ edition.short }}}} the warden of {{{{ edition.name }}}} rakes.\n\n" for at in range(9)
    )
    both = [plots(text), place("oak"), place("elm")]
    found = compared(both, both, "oak", "elm")
    assert [each.kind.value for each in found.changes] == ["name of the edition"]


@pytest.mark.parametrize("water", ["tap", "well"])
def test_text_that_comes_and_goes_with_a_fact_names_who_decided_it(compared: CompareProjects, water: str) -> None:
    other = {"tap": "well", "well": "tap"}[water]
    text = plots(PLOTS.replace("::: {#save-water}", 'Keep butts.\n\n::: {#save-water when="water=tap"}'))
    old, new = ([text, *BOTH, place("oak", more=f"facts:\n  water: {each}\n")] for each in (other, water))
    fact, block = compared(old, new, "oak").changes
    assert (fact.kind.value, fact.about.weight.value, fact.about.cause.layer) == ("metadata", "substantive", "oak")
    assert (block.kind, block.about.cause.layer) == (TextKind.ADDED if water == "tap" else TextKind.REMOVED, "oak")
    assert block.about.cause.because == "Only where: Water: tap"


def test_a_document_that_comes_with_a_fact_names_who_decided_it(compared: CompareProjects) -> None:
    ways = rule("ways", PLOTS, 'when: "water=well"\n')
    old, new = ([ways, *BOTH, place("oak", more=f"facts:\n  water: {each}\n")] for each in ("tap", "well"))
    for one, other, kind in ((old, new, "document added"), (new, old, "document removed")):
        change = next(each for each in compared(one, other, "oak").changes if each.kind.value == kind)
        assert (change.about.cause.layer, change.about.cause.because) == ("oak", "Only where: Water: well")


def test_a_title_that_an_area_gave_and_words_otherwise_is_the_area_s(compared: CompareProjects) -> None:
    old, new = ([place("oak"), edits("oak", f"scope: {{do: retitle, title: {each}}}")] for each in ("Reach", "Range"))
    assert compared(old, new, "oak").only.about.cause.layer == "oak"


def test_the_lowest_layer_that_gives_a_value_otherwise_decided_it(compared: CompareProjects) -> None:
    text = [limits("9 days"), plots("## Reply {#reply}\n\nReply in {{ reply }}.\n")]
    north = place("north", tier="nation", more="values:\n  reply: {value: 7 days, because: North.}\n")
    oak = place("oak", "north", more="values:\n  reply: {value: 5 days, because: Oak.}\n")
    bare, other = place("oak", "north"), place("oak", "north", more="values:\n  reply: {value: 4 days, because: Oak.}\n")
    south = place("north", tier="nation", more="values:\n  reply: {value: 6 days, because: Less.}\n")
    causes = [
        compared([*text, *one], [*text, *two], "oak").only.about.cause
        for one, two in (
            ([north, oak], [north, other]),
            ([north, bare], [north, oak]),
            ([north, oak], [north, bare]),
            ([north, bare], [south, bare]),
        )
    ]
    assert [(each.layer, each.because) for each in causes] == [("oak", "Oak."), ("oak", "Oak."), ("oak", "Oak."), ("north", "Less.")]


def test_a_role_under_another_name_is_told_with_the_places_of_its_duties(compared: CompareProjects) -> None:
    change = compared([], [{"framework/records/role.yml": ROLES.replace("tenant: {name: Tenants}", "tenant: {name: Holders}")}]).only
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.about.flags) == ("record", (Flag.ROLE,))

"""Pathways: where their steps lead in each edition, and the list that says in words what the picture shows."""

from collections.abc import Sequence

from byelaw.core.items import StepKind
from byelaw.core.pictures import PathwayPicture
from project_builder import Builder, Built, Files, place, rule, values

STEPS = """\
  ask: {label: Someone asks for a plot, kind: start, who: tenant}
  full:
    label: Is the list full?
    kind: decision
    ways: {'Yes': refuse, 'No': register}
  register: {label: Put them on the list, who: [warden, tenant], text: Write down the day., within: answer.time, see: plots#digging}
  offer: {label: Offer a plot, ways: dig}
  refuse: {label: Say no, kind: end}
  dig: {label: The first digging, strength: must, who: tenant, kind: end, text: Tenants must dig.}
"""
LIMIT = values("answer.time: {type: limit, name: Time to answer, limit: at-most, anchor: applied, default: 5 working days}\n")


def pathway(steps: str = STEPS, name: str = "getting") -> Files:
    """Return a rule "Route" with a pathway of these steps."""
    data = f"name: How a plot is given\nsummary: From asking to digging.\n{'steps:' if not steps.startswith('parts') else ''}\n{steps}"
    return {
        **rule("route", f"## The way {{#way}}\n\n::: {{#route pathway={name}}}\n:::\n"),
        f"framework/pathways/{name}.yml": data,
        **LIMIT,
    }


def changed(name: str, changes: str, data: str = "") -> Files:
    """Return a localisation's changes of the pathway."""
    return {f"localisations/{name}/pathways/getting.yml": f"changes:\n{changes}\n{data}"}


def picture(built: Built, edition: str) -> PathwayPicture:
    """Return what the picture shows in an edition."""
    (shown,) = built.document(edition, "route").pathways.values()
    return shown


def ways(built: Built, edition: str) -> list[str]:
    """Return the ways as `start > end: words`."""
    return [f"{way.start} > {way.end}" + (f": {way.words}" if way.words else "") for way in picture(built, edition).ways]


def entry(built: Built, edition: str, step: str) -> Sequence[str]:
    """Return the lines of a step in the list."""
    lines = built.page(edition, "route")
    start = lines.index(f"<step #{step} role=listitem>")
    return lines[start + 1 : lines.index("</step>", start)]


def test_a_step_leads_to_the_next_unless_it_says_otherwise_and_an_end_leads_nowhere(allotments: Builder) -> None:
    built = allotments(pathway())
    assert (built.problems, built.finish_problems("framework")) == ([], [])
    assert ways(built, "framework") == [
        "ask > full",
        "full > refuse: Yes",
        "full > register: No",
        "register > offer",
        "offer > dig",
    ]


def test_the_list_says_all_that_the_picture_shows(allotments: Builder) -> None:
    built = allotments(pathway())
    assert entry(built, "framework", "ask") == ["<step-name> *Step 1: Someone asks for a plot*", "Who: Tenants", "The pathway starts here."]
    assert entry(built, "framework", "full") == [
        "<step-name> *Step 2: Is the list full?*",
        "- Yes: go to [step 5, Say no](#refuse).",
        "- No: go to [step 3, Put them on the list](#register).",
    ]
    assert entry(built, "framework", "register") == [
        "<step-name> *Step 3: Put them on the list*",
        "Who: The warden, Tenants",
        "Write down the day.",
        "Time limit: 5 working days",
        "See [Plots, section 2, Digging](doc:plots#digging).",
    ]
    assert entry(built, "framework", "offer")[1:] == ["Then go to [step 6, The first digging](#dig)."]
    assert entry(built, "framework", "dig") == [
        "<step-name> *Step 6: The first digging*",
        "<statement must>",
        "<statement-label> Must: Tenants",
        "Tenants must dig.",
        "</statement>",
        "The pathway ends here.",
    ]


def test_the_picture_has_each_steps_words_and_leads_to_its_first_place_to_read_on_else_to_the_list(allotments: Builder) -> None:
    shown = {step.id: step for step in picture(allotments(pathway()), "framework").steps}
    assert [step.number for step in shown.values()] == [1, 2, 3, 4, 5, 6]
    register = shown["register"]
    assert (register.who, register.limit, register.href) == ("The warden, Tenants", "Time limit: 5 working days", "doc:plots#digging")
    assert (shown["full"].kind, shown["full"].href) == (StepKind.DECISION, "#full")


def test_a_step_that_an_area_inserts_is_in_the_flow_and_marked_as_its_own(allotments: Builder) -> None:
    visit = changed("newton", "  visit: {do: insert, after: register, because: B.}", "steps:\n  visit: {label: Visit them, who: warden}\n")
    built = allotments(pathway(), place("newton"), visit)
    assert (built.problems, built.finish_problems("newton")) == ([], [])
    assert "register > newton:visit" in ways(built, "newton")
    assert "newton:visit > offer" in ways(built, "newton")
    assert entry(built, "newton", "newton--visit")[:3] == [
        "<local localisation=newton tier=site>",
        "<local-label> Set by Newton (site)",
        "<step-name> *Step 4: Visit them*",
    ]
    assert [step.local for step in picture(built, "newton").steps] == ["", "", "", "Newton", "", "", ""]


def test_a_way_to_a_step_that_is_left_out_leads_to_the_step_after_it(allotments: Builder) -> None:
    built = allotments(pathway(), place("newton"), changed("newton", "  register: {do: omit, because: B.}"))
    assert built.finish_problems("newton") == []
    assert "full > offer: No" in ways(built, "newton")
    assert "full > register: No" in ways(built, "framework")


def test_a_way_to_a_step_that_is_left_out_leads_to_what_is_read_instead(allotments: Builder) -> None:
    instead = changed(
        "newton",
        "  register: {do: omit, instead: visit, because: B.}\n  visit: {do: insert, after: offer, because: B.}",
        "steps:\n  visit: {label: Visit them, ways: dig}\n",
    )
    built = allotments(pathway(STEPS.replace("{label: Offer a plot, ways: dig}", "{label: Offer a plot}")), place("newton"), instead)
    assert "full > newton:visit: No" in ways(built, "newton")


def test_a_replaced_decision_leads_to_the_areas_own_steps_by_their_plain_ids(allotments: Builder) -> None:
    data = (
        "steps:\n  full: {label: Is there room?, kind: decision, ways: {'Yes': register, 'No': wait}}\n"
        "  wait: {label: Wait a year, ways: register}\n"
    )
    changes = "  full: {do: replace, because: B.}\n  wait: {do: insert, after: offer, because: B.}"
    built = allotments(pathway(), place("newton"), changed("newton", changes, data))
    assert {"full > register: Yes", "full > newton:wait: No", "newton:wait > register"} <= set(ways(built, "newton"))


def test_a_relabelled_step_says_who_relabelled_it(allotments: Builder) -> None:
    built = allotments(pathway(), place("newton"), changed("newton", "  offer: {do: retitle, title: Write to them, because: B.}"))
    assert entry(built, "newton", "offer")[:4] == [
        "<local localisation=newton tier=site>",
        "<local-label> Set by Newton (site)",
        "<step-name> *Step 4: Write to them*",
        "</local>",
    ]
    assert picture(built, "newton").steps[3].local == "Newton"
    assert "- No: go to [step 3, Put them on the list](#register)." in entry(built, "newton", "full")


def test_a_step_whose_condition_is_open_stays_with_it_and_goes_where_it_does_not_hold(allotments: Builder) -> None:
    built = allotments(pathway(STEPS.replace("label: Offer a plot,", "label: Offer a plot, when: bees=yes,")), place("newton"))
    assert entry(built, "framework", "offer")[:2] == ["<condition>", "<condition-label> Only where: Keeps bees: yes"]
    assert picture(built, "framework").steps[3].condition == "Keeps bees: yes"
    assert "offer" not in {step.id for step in picture(built, "newton").steps}
    assert "register > refuse" in ways(built, "newton")


def test_a_way_to_a_step_whose_condition_fails_leads_past_it(allotments: Builder) -> None:
    steps = STEPS.replace("{label: Put them on the list,", "{label: Put them on the list, when: bees=yes,")
    built = allotments(pathway(steps), place("newton"))
    assert "full > offer: No" in ways(built, "newton")


def test_parts_group_the_list_and_the_numbers_go_on(allotments: Builder) -> None:
    parts = (
        "parts:\n  asking:\n    title: Asking\n    text: Anyone may ask.\n    steps:\n      ask: {label: Ask, kind: start}\n"
        "  giving:\n    title: Giving\n    steps:\n      dig: {label: Dig, kind: end}\n"
    )
    built = allotments(pathway(parts))
    page = built.page("framework", "route")
    start = page.index("<part #asking>")
    assert page[start : start + 5] == [
        "<part #asking>",
        "<part-name> *Asking*",
        "Anyone may ask.",
        "<steps role=list>",
        "<step #ask role=listitem>",
    ]
    assert "<step-name> *Step 2: Dig*" in page
    assert [step.part for step in picture(built, "framework").steps] == ["Asking", "Giving"]
    assert ways(built, "framework") == ["ask > dig"]


def test_a_link_to_a_step_is_filled_with_its_number(allotments: Builder) -> None:
    built = allotments(pathway(), rule("other", "## Here {#here}\n\nSee [](doc:route#offer).\n"))
    assert built.page("framework", "other")[1] == "See [Route, Step 4](doc:route#offer)."


def test_a_note_beside_a_step_stands_with_it(allotments: Builder) -> None:
    built = allotments(pathway(), place("newton"), changed("newton", "  offer: {do: note, note: We write in green., because: B.}"))
    assert entry(built, "newton", "offer")[-3:] == ["<local-label> Note from Newton (site)", "We write in green.", "</local-note>"]


def test_a_left_out_answer_that_makes_a_decision_pointless_is_told(allotments: Builder) -> None:
    steps = STEPS.replace("'Yes': refuse", "'Yes': wait").replace("  offer:", "  wait: {label: Wait, ways: offer}\n  offer:")
    left_out = changed("newton", "  wait: {do: omit, because: B.}\n  register: {do: omit, because: B.}")
    built = allotments(pathway(steps), place("newton"), left_out)
    assert built.finish_problems("newton") == ["newton: answers-alike: every answer to 'full' leads to 'offer'"]
    assert not any("answers-alike" in each for each in built.finish_problems("framework"))

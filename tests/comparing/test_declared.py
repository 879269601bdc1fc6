"""What is declared behind what readers see, told once; and what only follows from a change told elsewhere."""

from byelaw.core.comparing.changes import SharedChange, TextChange
from byelaw.core.comparing.compare import Label, Side, compare
from comparing.conftest import CompareProjects
from project_builder import PLOTS, ROLES, Builder, Files, declared, place, plots, rule, values

REPLY = "reply: {type: limit, name: Time to reply, limit: at-most, anchor: applied, default: 3 days}\n"
ANSWER = "## Reply {#reply}\n\n::: {#answer .must who=warden}\nThe warden must reply in {{ reply }}.\n:::\n"
BEDS = "beds: {type: integer, name: Beds, min: 1, max: 8, default: 4, help: Count them., example: 5}\n"
COUNT = "## Beds {#beds}\n\nDig {{ beds }} beds.\n"
TERMS = "plot: {singular: tilled plot, plural: tilled plots, definition: A piece of ground to let.}\n"


def glossary(text: str) -> Files:
    return {"framework/glossary.yml": text}


def test_another_event_of_a_limit_is_told_though_the_figure_is_the_same(compared: CompareProjects) -> None:
    found = compared([values(REPLY), plots(ANSWER)], [values(REPLY.replace("applied", "offered")), plots(ANSWER)])
    change = found.only
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.name, change.what, bool(change.new)) == ("time limit", "reply", "event", True)
    assert (change.about.weight.value, [each.value for each in change.about.flags]) == ("substantive", ["number, date or limit"])
    assert [each.address for each in change.places] == ["plots#answer"]


def test_bounds_are_a_matter_of_figures_and_help_and_examples_are_editorial(compared: CompareProjects) -> None:
    new = BEDS.replace("max: 8", "max: 6").replace("Count them.", "Count each.").replace("example: 5", "example: 6")
    assert compared([values(BEDS), plots(COUNT)], [values(new), plots(COUNT)]).lines == [
        "value at plots#beds: 8 → 6 [substantive; number, date or limit]",
        "value at plots#beds: Count them. → Count each. [editorial]",
        "value at plots#beds: 5 → 6 [editorial]",
    ]


def test_a_value_that_shows_nowhere_is_told_by_its_name(compared: CompareProjects) -> None:
    assert compared([values(BEDS)], [values(BEDS.replace("default: 4", "default: 5"))]).lines == [
        "value at beds: 4 → 5 [value only; number, date or limit]"
    ]


def test_a_new_value_is_told_with_the_places_that_look_it_up(compared: CompareProjects) -> None:
    change = next(each for each in compared([], [values(BEDS), plots(COUNT)]).changes if isinstance(each, SharedChange))
    assert (change.old, change.new, [each.address for each in change.places]) == ("", "4", ["plots#beds"])
    assert change.about.weight.value == "substantive"


def test_another_event_or_fact_is_told(compared: CompareProjects) -> None:
    found = compared([], [declared(("events:", "events:\n  viewed: {name: the plot is viewed}"))])
    assert found.lines == ["event at event:viewed:  → the plot is viewed [substantive]"]


def test_another_reason_for_the_same_local_value_is_told(compared: CompareProjects) -> None:
    own = [place("oak", more=f"values:\n  reply: {{value: 2 days, because: {why}}}\n") for why in ("We can.", "We must.")]
    declaration = [values(REPLY.replace("default: 3 days", "default: 3 days, set-by: site")), plots(ANSWER)]
    change = compared([*declaration, own[0]], [*declaration, own[1]], "oak").only
    assert isinstance(change, SharedChange)
    assert (change.what, change.old, change.new, change.about.cause.layer) == ("reason", "We can.", "We must.", "oak")


def test_a_renamed_term_is_told_once_also_in_titles_and_longer_words(compared: CompareProjects) -> None:
    text = "## Tilled plots {#named}\n\nA tilled plot is yours. Tilled plotting goes on.\n"
    text += "\n::: {#one .must who=tenant}\nDig the tilled plot.\n:::\n"
    new = text.replace("Tilled plot", "Dug plot").replace("tilled plot", "dug plot")
    found = compared([plots(text), glossary(TERMS)], [plots(new), glossary(TERMS.replace("tilled", "dug"))])
    change = found.only
    assert isinstance(change, SharedChange)
    assert (change.kind.value, [each.address for each in change.places]) == ("term", ["plots#named", "plots#one"])


def test_new_headings_in_a_section_part_it_and_its_text_is_no_change(compared: CompareProjects) -> None:
    duties = [f"::: {{#{name} .must who=tenant}}\nTenants must {name} in the spring.\n:::\n" for name in ("dig", "rake", "sow")]
    old = "## Care {#care}\n\n" + "\n".join(duties)
    new = f"## Care {{#care}}\n\n### Before {{#before}}\n\n{duties[0]}\n### After {{#after}}\n\n{duties[1]}\n{duties[2]}"
    change = compared([plots(old)], [plots(new)]).only
    assert isinstance(change, TextChange)
    assert (change.kind.value, change.about.weight.value, change.about.spot.block) == ("split", "editorial", "care")
    assert [each.block for each in change.others] == ["before", "after"]
    back = compared([plots(new)], [plots(old)]).only
    assert isinstance(back, TextChange)
    assert (back.kind.value, [each.block for each in back.others]) == ("joined", ["before", "after"])


def test_a_section_that_went_into_another_without_changing_its_place_is_moved(compared: CompareProjects) -> None:
    old = "## Care {#care}\n\nDig.\n\n## Water {#water}\n\nRain fills the butts.\n"
    change = compared([plots(old)], [plots(old.replace("## Water", "### Water"))]).only
    assert (change.kind.value, change.about.spot.block, change.about.weight.value) == ("moved", "water", "verbatim move")


def test_what_changed_inside_a_moved_section_is_named(compared: CompareProjects) -> None:
    duty = "::: {#shut .must who=tenant}\nTenants must shut the gate at night.\n:::\n"
    gates = f"## Gates {{#gates}}\n\nGates keep deer out.\n\n{duty}\n"
    rest = "## Digging {#digging}\n\nDig the plot before the frost comes, and again in the spring after the thaw has come to the site.\n\n"
    rest += "## Water {#water}\n\nRain fills the butts beside the shed, and the tap is open from April until the first frost of autumn.\n"
    change = compared([plots(gates + rest)], [plots(rest + "\n" + gates.replace("at night", "at dusk"))]).only
    assert isinstance(change, TextChange)
    assert (change.kind.value, [each.address for each in change.others]) == ("moved and changed", ["plots#shut"])


def test_a_link_made_from_its_target_that_leads_elsewhere_is_no_change_of_words(compared: CompareProjects) -> None:
    text = PLOTS + "\n## Two {#two}\n\nTwo.\n\n## Three {#three}\n\nThree.\n\n## End {#end}\n\nSee [](#two).\n"
    found = compared([plots(text)], [plots(text.replace("(#two)", "(#three)"))])
    assert found.lines == ["link target at plots#end: #two → #three [substantive; link]"]


def test_a_lock_that_rose_with_the_strength_is_told(compared: CompareProjects) -> None:
    new = [plots(PLOTS.replace("{#dig-deep .should", "{#dig-deep .must").replace("Tenants should dig", "Tenants must dig"))]
    assert [each for each in compared([], new).lines if each.startswith(("lock", "strength"))] == [
        "lock at plots#dig-deep: open → insert [editorial]",
        "strength at plots#dig-deep: Should → Must [substantive; must/should/may or not]",
    ]


def test_a_condition_in_a_box_is_told_as_a_condition_alone(compared: CompareProjects) -> None:
    new = [plots(PLOTS.replace("{#save-water}", '{#save-water when="water=tap"}'))]
    other = [plots(PLOTS.replace("{#save-water}", '{#save-water when="water=well"}'))]
    assert [each.kind.value for each in compared(new, other).changes] == ["condition"]


def test_what_an_area_no_longer_sets_is_said(allotments: Builder) -> None:
    declaration = [values(BEDS.replace("default: 4", "set-by: site")), plots(COUNT)]
    built = [allotments(*declaration, place("oak", more=more)) for more in ("values:\n  beds: {value: 4, because: So.}\n", "")]
    sides = [Side(each.finished("oak"), each.published("oak"), Label("oak")) for each in built]
    change = next(each for each in compare(sides[0], sides[1]).changes if isinstance(each, SharedChange))
    assert (change.name, change.old, change.new) == ("beds", "4", "not set")


def test_a_reference_that_was_withdrawn_says_so_and_weighs(compared: CompareProjects) -> None:
    law = "act: {type: legislation, title: Spade Act 1900, title-short: Spade Act}\n"
    found = compared(
        [{"framework/references.yml": law}], [{"framework/references.yml": law.replace("Act}", "Act, withdrawn: 2026-01-01}")}]
    )
    assert found.lines == ["reference at ref:act: Spade Act, in full. → Spade Act, in full. (withdrawn 2026-01-01) [substantive]"]


def test_a_field_of_a_type_of_records_is_told(compared: CompareProjects) -> None:
    new = {
        "framework/records/role.yml": ROLES.replace("{type: text, name: Name, required: yes}", "{type: text, name: Post, required: yes}")
    }
    change = compared([], [new]).only
    assert isinstance(change, SharedChange)
    assert (change.what, change.old, change.new) == (
        "field name",
        "name: Name; type: text; required: yes",
        "name: Post; type: text; required: yes",
    )


def test_the_day_of_approval_of_a_document_is_told(compared: CompareProjects) -> None:
    found = compared([plots(PLOTS, "approved: 2026-01-01\n")], [plots(PLOTS, "approved: 2026-02-02\n")])
    assert found.lines == ["metadata at plots: 2026-01-01 → 2026-02-02 [editorial]"]


def test_a_condition_of_a_document_that_was_settled_names_who_settled_it(allotments: Builder) -> None:
    ways = rule("ways", PLOTS.replace("Tenants", "All"), 'when: "water=tap"\n')
    built = allotments(ways, place("oak", more="facts:\n  water: tap\n"), place("elm", more="facts:\n  water: well\n"))
    here, oak = (Side(built.finished(name), built.published(name), Label(name)) for name in ("framework", "oak"))
    change = next(each for each in compare(here, oak).changes if each.kind.value == "metadata" and each.about.spot.document == "ways")
    assert (change.old, change.new, change.about.cause.layer, change.about.weight.value) == ("Water: tap", "", "oak", "substantive")
    assert change.about.cause.because == "Only where: Water: tap"

"""Every kind of change, each class and each flag, by a small project that shows it."""

from byelaw.core.comparing.changes import Count, RuleChange, SharedChange, TextChange, TextKind
from comparing.conftest import CompareProjects
from project_builder import PLOTS, ROLES, Files, declared, edits, front, place, plots, rule, values

TEXT = "## Scope {#scope}\n\nThese rules are for every plot.\n"
TWO = "## Digging {#digging}\n\nDig the plot before the frost comes.\n\n## Water {#water}\n\nRain fills the butts beside the shed.\n"
TERMS = "plot: {singular: plot, plural: plots, definition: A piece of ground to let.}\n"
NAMED = """\
## Scope {#scope}

Every [](term:plot) has a number. No [plots](term:plot) are joined.

## End {#end}

Leave the [](term:plot) dug.
"""
REPLY = "reply: {type: limit, name: Time to reply, limit: at-most, anchor: applied, default: 3 days}\n"
ANSWER = "## Reply {#reply}\n\n::: {#answer .must who=warden}\nThe warden must reply in {{ reply }}.\n:::\n\nAsk again after {{ reply }}.\n"


def ids(text: str) -> Files:
    return {"framework/ids.yml": text}


def test_nothing_is_said_of_editions_that_are_the_same(compared: CompareProjects) -> None:
    assert compared([], []).comparison.is_same


def test_a_paragraph_that_is_new_is_added_to_its_section(compared: CompareProjects) -> None:
    found = compared([plots(TEXT)], [plots(TEXT + "\nThey bind each tenant.\n")])
    assert found.lines == ["added at plots#scope:  → They bind each tenant. [substantive; role]"]
    assert found.only.about.words == Count(4, 0)


def test_text_that_is_gone_is_removed_at_its_old_place(compared: CompareProjects) -> None:
    found = compared([plots(TEXT + "\nThey bind everyone.\n")], [plots(TEXT)])
    assert found.lines == ["removed at plots#scope: They bind everyone. →  [substantive]"]


def test_a_new_section_is_one_change_and_what_follows_only_gets_a_new_number(compared: CompareProjects) -> None:
    found = compared([plots(TWO)], [plots("## Tools {#tools}\n\nBring a spade.\n\nAnd a fork.\n\n" + TWO)])
    assert found.lines == ["added at plots#tools:  → Tools Bring a spade. And a fork. [substantive]"]
    numbers = [each for each in found.changes if each.kind is TextKind.RENUMBERED]
    assert [(each.about.spot.block, each.old, each.new, each.about.weight.value) for each in numbers] == [
        ("digging", "1–2", "2–3", "number only"),
    ]
    assert [spot.block for each in numbers for spot in each.others] == ["water"]


def test_a_word_that_changed_is_counted_and_nothing_else(compared: CompareProjects) -> None:
    found = compared([plots(TEXT)], [plots(TEXT.replace("every plot", "each plot"))])
    assert found.lines == ["changed at plots#scope: These rules are for every plot. → These rules are for each plot. [substantive]"]
    assert found.only.about.words == Count(1, 1)


def test_a_heading_between_paragraphs_takes_nothing_out(compared: CompareProjects) -> None:
    old = "## A {#a}\n\nDig the plot before the frost.\n\nRain fills the butts.\n"
    new = old.replace("Rain", "## B {#b}\n\nRain")
    assert compared([plots(old)], [plots(new)]).lines == ["added at plots#b:  → B [substantive]"]


def test_a_section_that_stands_elsewhere_is_moved_word_for_word(compared: CompareProjects) -> None:
    first, second = TWO.split("\n## ")
    found = compared([plots(TWO)], [plots(f"## {second}\n{first}\n")])
    assert len(found.lines) == 1
    change = found.only
    assert (change.kind, change.about.weight.value, change.about.words) == (TextKind.MOVED, "verbatim move", Count())
    assert change.about.old is not None
    assert change.about.new is not None
    assert {change.about.old.number, change.about.new.number} == {"1", "2"}


def test_a_section_that_was_moved_and_changed_says_both(compared: CompareProjects) -> None:
    short = "## Gates {#gates}\n\nShut the gate at night.\n\n"
    found = compared([plots(short + TWO)], [plots(TWO + "\n" + short.replace("night", "dusk"))])
    change = found.only
    assert isinstance(change, TextChange)
    assert (change.kind, change.about.spot.block, change.about.weight.value) == (TextKind.MOVED_AND_CHANGED, "gates", "substantive")
    assert change.about.words == Count(1, 1)
    assert change.move == 1


def test_an_item_of_a_list_that_was_moved_is_no_change_of_words(compared: CompareProjects) -> None:
    items = ["- Dig the beds over in the spring.\n", "- Rake the paths clean of all leaves.\n", "- Clean the tools with an oily rag.\n"]
    old, new = ("## A {#a}\n\n" + "".join(each) for each in (items, [items[2], *items[:2]]))
    found = compared([plots(old)], [plots(new)])
    (merged,) = found.comparison.documents.values()
    assert len(merged.merged.moves) == 1


def test_a_heading_in_other_words_is_retitled(compared: CompareProjects) -> None:
    found = compared([plots(TEXT)], [plots(TEXT.replace("## Scope", "## Reach"))])
    assert found.lines == ["retitled at plots#scope: Scope → Reach [substantive]"]


def test_a_section_that_the_fates_split_is_one_change(compared: CompareProjects) -> None:
    old = "## Care {#care}\n\nDig in the autumn.\n\nWater in the summer.\n"
    new = "## Digging {#digging}\n\nDig in the autumn.\n\n## Watering {#watering}\n\nWater in the summer.\n"
    fate = ids("plots#care: {became: [plots#digging, plots#watering], because: Two subjects.}\n")
    found = compared([plots(old)], [plots(new), fate])
    change = found.only
    assert isinstance(change, TextChange)
    assert change.kind is TextKind.SPLIT
    assert [change.about.spot.address, *(each.address for each in change.others)] == ["plots#digging", "plots#watering"]
    assert change.about.cause.because == "Two subjects."


def test_sections_that_the_fates_join_are_one_change(compared: CompareProjects) -> None:
    old = "## Digging {#digging}\n\nDig in the autumn.\n\n## Watering {#watering}\n\nWater in the summer.\n"
    new = "## Care {#care}\n\nDig in the autumn.\n\nWater in the summer.\n"
    fates = ids("plots#digging: {became: [plots#care], because: One.}\nplots#watering: {became: [plots#care], because: One.}\n")
    change = compared([plots(old)], [plots(new), fates]).only
    assert isinstance(change, TextChange)
    assert change.kind is TextKind.JOINED
    assert change.about.old is not None
    assert [change.about.old.block, *(each.block for each in change.others)] == ["digging", "watering"]


def test_what_is_new_where_sections_were_joined_is_told_once(compared: CompareProjects) -> None:
    old = "## Digging {#digging}\n\nDig in spring and turn the soil over.\n\n## Watering {#watering}\n\nWater at dusk from the butts.\n"
    gate = '::: {#shut-gate .must who=tenant when="water=tap"}\nTenants must shut the gate behind them.\n:::\n'
    new = f"## Care {{#care}}\n\nDig in spring and turn the soil over.\n\nWater at dusk from the butts.\n\n{gate}"
    fates = ids("plots#digging: {became: [plots#care], because: One.}\nplots#watering: {became: [plots#care], because: One.}\n")
    found = compared([plots(old)], [plots(new), fates])
    told = [each for each in found.changes if "shut the gate" in each.new]
    assert [(each.kind, each.about.spot.anchor) for each in told] == [(TextKind.ADDED, "shut-gate")]
    (joined,) = [each for each in found.changes if each.kind is TextKind.JOINED]
    assert "must/should/may or not" not in [flag.value for flag in joined.about.flags]


def test_an_id_that_became_another_is_the_same_section(compared: CompareProjects) -> None:
    new = [plots(TEXT.replace("#scope", "#reach")), ids("plots#scope: {became: [plots#reach], because: Clearer.}\n")]
    assert compared([plots(TEXT)], new).lines == []


def test_a_section_that_went_to_another_document_is_moved_there(compared: CompareProjects) -> None:
    gate = "## Gates {#gates}\n\nShut the gate behind you when you leave the site at night.\n"
    old, new = [plots(TEXT + "\n" + gate), rule("ways", TEXT)], [plots(TEXT), rule("ways", TEXT + "\n" + gate)]
    change = compared(old, new).only
    assert (change.kind, change.about.weight.value) == (TextKind.MOVED, "verbatim move")
    assert change.about.old is not None
    assert (change.about.old.address, change.about.spot.address) == ("plots#gates", "ways#gates")


def test_a_lock_a_strength_and_who_must_act_are_told_apart_from_the_text(compared: CompareProjects) -> None:
    new = PLOTS.replace("{#dig-weekly .must who=tenant}", "{#dig-weekly .must who=warden}").replace(".should}", ".may lock=full}")
    assert compared([], [plots(new.replace("Tenants should", "Tenants may"))]).lines == [
        "who at plots#dig-weekly: Tenants → The warden [substantive; role]",
        "lock at plots#dig-deep: open → full [substantive]",
        "strength at plots#dig-deep: Should → May [substantive; must/should/may or not]",
    ]


def test_a_condition_that_came_is_told_with_its_words(compared: CompareProjects) -> None:
    found = compared([], [plots(PLOTS.replace("{#save-water}", '{#save-water when="water=tap"}'))])
    assert found.lines == ["condition at plots#save-water:  → Water: tap [substantive]"]


def test_a_changed_limit_is_one_entry_with_every_place_that_shows_it(compared: CompareProjects) -> None:
    found = compared([values(REPLY), plots(ANSWER)], [values(REPLY.replace("3 days", "5 days")), plots(ANSWER)])
    assert found.lines == ["time limit at plots#answer: 3 days → 5 days [value only; number, date or limit; longer limit]"]
    assert isinstance(found.only, SharedChange)
    assert [each.address for each in found.only.places] == ["plots#answer", "plots#reply"]


def test_text_that_changed_beside_a_value_is_told_without_the_value(compared: CompareProjects) -> None:
    new = ANSWER.replace("Ask again after", "Ask once more after")
    found = compared([values(REPLY), plots(ANSWER)], [values(REPLY.replace("3 days", "5 days")), plots(new)])
    assert found.lines == [
        "time limit at plots#answer: 3 days → 5 days [value only; number, date or limit; longer limit]",
        "changed at plots#reply: Ask again after 3 days. → Ask once more after 5 days. [substantive]",
    ]


def test_the_same_figure_that_is_written_and_not_looked_up_is_a_change_of_text(compared: CompareProjects) -> None:
    old = ANSWER + "\n## Other {#other}\n\nWait 3 days.\n"
    found = compared([values(REPLY), plots(old)], [values(REPLY.replace("3 days", "5 days")), plots(old.replace("Wait 3", "Wait 5"))])
    assert found.lines[1:] == ["changed at plots#other: Wait 3 days. → Wait 5 days. [substantive; number, date or limit]"]


def test_a_value_that_is_no_limit_is_a_value(compared: CompareProjects) -> None:
    fee, text = "fee: {type: integer, name: Fee, default: 30}\n", "## Fee {#fee}\n\nPay {{ fee }} pounds.\n"
    found = compared([values(fee), plots(text)], [values(fee.replace("30", "40")), plots(text)])
    assert found.lines == ["value at plots#fee: 30 → 40 [value only; number, date or limit]"]


def test_a_record_with_another_name_is_one_entry_wherever_it_is_named(compared: CompareProjects) -> None:
    text = PLOTS + "\nAsk the {{ role.warden.name }}.\n"
    found = compared([plots(text)], [plots(text), {"framework/records/role.yml": ROLES.replace("The warden", "Site keeper")}])
    assert found.lines == ["record at plots#water: Name: The warden → Name: Site keeper [value only; role]"]


def test_a_term_that_was_renamed_is_one_entry_with_the_number_of_its_places(compared: CompareProjects) -> None:
    glossary = {"framework/glossary.yml": TERMS}
    renamed = {"framework/glossary.yml": TERMS.replace("singular: plot, plural: plots", "singular: allotment, plural: allotments")}
    new = NAMED.replace("[plots]", "[allotments]")
    found = compared([plots(NAMED), glossary], [plots(new), renamed])
    assert found.lines == ["term at plots#scope: plot; plots → allotment; allotments [value only]"]
    assert isinstance(found.only, SharedChange)
    assert [each.block for each in found.only.places] == ["scope", "end"]


def test_a_term_with_another_meaning_is_flagged_as_a_definition(compared: CompareProjects) -> None:
    old, new = ({"framework/glossary.yml": text} for text in (TERMS, TERMS.replace("ground to let", "land to let")))
    found = compared([plots(NAMED), old], [plots(NAMED), new])
    assert found.lines == ["term at plots#scope: A piece of ground to let. → A piece of land to let. [substantive; definition]"]


def test_a_reference_that_reads_otherwise_is_one_entry(compared: CompareProjects) -> None:
    law = "act: {type: legislation, title: Spade Act 1900, title-short: Spade Act}\n"
    cited = plots("## Law {#law}\n\nDig by [the law](ref:act).\n")
    old, new = ({"framework/references.yml": text} for text in (law, law.replace("Spade Act}", "Spades Act}")))
    found = compared([cited, old], [cited, new])
    assert found.lines == ["reference at plots#law: Spade Act, in full. → Spades Act, in full. [editorial]"]


def test_a_link_that_leads_elsewhere_under_the_same_words_is_told(compared: CompareProjects) -> None:
    old = "## A {#a}\n\nSee [the list](https://example.org/old).\n"
    found = compared([plots(old)], [plots(old.replace("/old", "/new"))])
    assert found.lines == ["link target at plots#a: https://example.org/old → https://example.org/new [substantive; link]"]
    assert isinstance(found.only, RuleChange)
    assert found.only.what == "the list"


def test_the_sources_of_a_block_are_told(compared: CompareProjects) -> None:
    law = {"framework/references.yml": "act: {type: legislation, title: Spade Act 1900, title-short: Spade Act}\n"}
    new = PLOTS.replace("{#save-water}", "{#save-water source=act}")
    assert compared([law], [law, plots(new)]).lines == ["sources at plots#save-water:  → act [substantive]"]


def test_documents_that_come_go_and_get_another_title_are_told(compared: CompareProjects) -> None:
    old = [rule("gates", TEXT)]
    new = [{"framework/documents/rule/plots.md": front(PLOTS, title="Ground")}, rule("sheds", TEXT)]
    assert compared(old, new).lines == [
        "document removed at gates: Gates →  [substantive]",
        "document retitled at plots: Plots → Ground [substantive]",
        "document added at sheds:  → Sheds [substantive]",
    ]


def test_what_is_said_of_a_document_and_of_the_edition_is_told(compared: CompareProjects) -> None:
    new = [plots(PLOTS, "owner: Clerk\n"), declared(("review: 2027-09-30", "review: 2028-09-30"))]
    assert set(compared([], new).lines) == {
        "metadata at : 2027-09-30 → 2028-09-30 [editorial]",
        "metadata at plots: Council board → Clerk [editorial]",
    }


def test_punctuation_capitals_and_emphasis_are_editorial(compared: CompareProjects) -> None:
    for words in ("These rules are for every plot!", "these rules, are for Every plot.", "These *rules* are for every plot."):
        change = compared([plots(TEXT)], [plots(TEXT.replace("These rules are for every plot.", words))]).only
        assert (change.kind, change.about.weight.value, change.about.flags) == (TextKind.CHANGED, "editorial", ()), words


def test_lines_broken_elsewhere_are_no_change(compared: CompareProjects) -> None:
    assert compared([plots(TEXT)], [plots(TEXT.replace("These rules are", "These\nrules   are"))]).comparison.is_same


def test_not_never_and_no_longer_are_flagged_as_the_words_of_strengths_are(compared: CompareProjects) -> None:
    old = "## A {#a}\n\nTenants dig and the gate is shut.\n"
    for words in ("Tenants do not dig", "Tenants never dig", "Tenants no longer dig", "Tenants don’t dig", "Tenants may dig"):
        change = compared([plots(old)], [plots(old.replace("Tenants dig", words))]).only
        assert [flag.value for flag in change.about.flags] == ["must/should/may or not"], words


def test_answers_to_choose_from_deny_nothing(compared: CompareProjects) -> None:
    old = "## A {#a}\n\nIs the gate shut? Yes or no.\n"
    change = compared([plots(old)], [plots(old.replace("Yes or no", "Yes, no or not known"))]).only
    assert change.about.flags == ()
    change = compared([plots(old)], [plots(old.replace("Is the gate", "Is no gate"))]).only
    assert [flag.value for flag in change.about.flags] == ["must/should/may or not"]


def test_numbers_dates_and_limits_are_flagged_however_they_are_written(compared: CompareProjects) -> None:
    pairs = [("3 days", "3 working days"), ("£40", "£45"), ("1 May 2026", "2 May 2026"), ("two weeks", "three weeks"), ("at once", "soon")]
    for before, after in pairs:
        change = compared([plots(f"## A {{#a}}\n\nPay by {before} here.\n")], [plots(f"## A {{#a}}\n\nPay by {after} here.\n")]).only
        assert [flag.value for flag in change.about.flags] == ["number, date or limit"], (before, after)


def test_another_role_in_the_text_is_flagged(compared: CompareProjects) -> None:
    old = "## A {#a}\n\nThe warden opens the gate at dawn and shuts it.\n"
    change = compared([plots(old)], [plots(old.replace("The warden", "A tenant"))]).only
    assert [flag.value for flag in change.about.flags] == ["role"]


def test_a_number_in_a_link_made_from_a_title_is_no_change(compared: CompareProjects) -> None:
    old = TWO + "\nSee [](#digging).\n"
    assert compared([plots(old)], [plots("## Tools {#tools}\n\nBring a spade.\n\n" + old)]).lines == [
        "added at plots#tools:  → Tools Bring a spade. [substantive]",
    ]


def test_what_a_localisation_replaced_is_changed_word_by_word_and_names_who_why_and_owner(compared: CompareProjects) -> None:
    files = [
        place("oak"),
        edits("oak", "save-water: {do: replace, because: No butts here.}", "::: {#save-water}\nRain fills the tanks.\n:::"),
    ]
    found = compared(files, files, "framework", "oak")
    change = next(each for each in found.changes if isinstance(each, TextChange))
    assert (change.kind, change.old, change.new) == (TextKind.CHANGED, "Rain fills the butts.", "Rain fills the tanks.")
    assert change.about.words == Count(1, 1)
    cause = change.about.cause
    assert (cause.layer, cause.tier, cause.tier_name, cause.because, cause.owner) == ("oak", "site", "Site", "No butts here.", "Lead")


def test_a_local_note_is_added_by_its_localisation(compared: CompareProjects) -> None:
    files = [place("oak"), edits("oak", "dig-weekly: {do: note, note: Not in frost., because: Frost.}")]
    found = compared(files, files, "framework", "oak")
    change = next(each for each in found.changes if isinstance(each, TextChange))
    assert (change.kind, change.new, change.about.cause.because) == (TextKind.ADDED, "Not in frost.", "Frost.")


def test_what_a_localisation_left_out_names_its_reason(compared: CompareProjects) -> None:
    files = [place("oak"), edits("oak", "dig-deep: {do: omit, because: No rain.}")]
    change = next(each for each in compared(files, files, "framework", "oak").changes if isinstance(each, TextChange))
    assert (change.kind, change.about.cause.layer, change.about.cause.because) == (TextKind.REMOVED, "oak", "No rain.")


def test_a_value_that_an_area_sets_is_the_areas(compared: CompareProjects) -> None:
    declared_value = REPLY.replace("default: 3 days", "default: 3 days, set-by: site")
    own = place("oak", more="values:\n  reply: {value: 2 days, because: We can.}\n")
    files = [values(declared_value), plots(ANSWER), own]
    found = compared(files, files, "framework", "oak")
    change = next(each for each in found.changes if isinstance(each, SharedChange) and each.name == "reply")
    assert (change.old, change.new) == ("set locally: at most 3 days", "2 days")
    assert (change.about.cause.layer, change.about.cause.because, len(change.places)) == ("oak", "We can.", 2)
    assert not [each for each in found.changes if isinstance(each, TextChange)]


def test_a_table_cell_is_changed_in_its_place_and_another_column_replaces_the_table(compared: CompareProjects) -> None:
    table = "## A {#a}\n\n| Step | Time |\n|---|---|\n| Dig | 2 days |\n| Sow | 4 days |\n"
    change = compared([plots(table)], [plots(table.replace("4 days", "6 days"))]).only
    assert (change.kind, change.about.words, [flag.value for flag in change.about.flags]) == (
        TextKind.CHANGED,
        Count(1, 1),
        ["number, date or limit"],
    )
    wider = "## A {#a}\n\n| Step | Time | Who |\n|---|---|---|\n| Dig | 2 days | all |\n| Sow | 4 days | all |\n"
    replaced = compared([plots(table)], [plots(wider)]).only
    assert isinstance(replaced, TextChange)
    assert (replaced.kind, [type(part).__name__ for part in replaced.merged]) == (TextKind.CHANGED, ["Removed", "Added"])


def test_a_footnote_is_changed_inside(compared: CompareProjects) -> None:
    old = "## A {#a}\n\nDig deep.[^1]\n\n[^1]: A spade and a half.\n"
    change = compared([plots(old)], [plots(old.replace("a half", "a third"))]).only
    assert (change.kind, change.about.words) == (TextKind.CHANGED, Count(1, 1))


def test_changes_come_in_the_order_of_the_new_text(compared: CompareProjects) -> None:
    new = PLOTS.replace("every plot", "each plot").replace("every week", "each week").replace("dig deep.", "dig it.")
    found = compared([], [plots(new.replace("the butts", "the tanks"))])
    assert [each.about.spot.block for each in found.changes] == ["scope", "dig-weekly", "dig-deep", "save-water"]


def test_another_reason_owner_or_review_date_for_the_same_local_change_is_told(compared: CompareProjects) -> None:
    text = "::: {#save-water}\nRain fills the tanks.\n:::"
    old = edits("oak", "save-water: {do: replace, because: No butts here.}", text)
    new = edits("oak", "save-water: {do: replace, because: Tanks are better., owner: Clerk}", text)
    assert compared([place("oak"), old], [place("oak"), new], "oak").lines == [
        "origin at plots#save-water: No butts here. → Tanks are better. [editorial]",
        "origin at plots#save-water: Lead → Clerk [editorial]",
    ]


def test_an_area_under_another_name_is_one_entry_where_the_text_says_its_name(compared: CompareProjects) -> None:
    named = plots("## A {#a}\n\nThis is {{ edition.name }}.\n")
    old, new = (
        place("oak"),
        {"localisations/oak/localisation.yml": place("oak")["localisations/oak/localisation.yml"].replace("Oak", "Old Oak")},
    )
    assert compared([named, old], [named, new], "oak").lines == ["name of the edition at plots#a: Oak → Old Oak [value only]"]


def test_a_removal_by_a_fact_names_who_set_it(compared: CompareProjects) -> None:
    text = plots('## A {#a}\n\nDig.\n\n::: {#hives when="bees=yes"}\nShut the hives.\n:::\n')
    files = [text, place("oak", more="facts: {bees: no}\n"), place("elm", more="facts: {bees: yes}\n")]
    changes = compared(files, files, "elm", "oak").changes
    (change,) = (each for each in changes if isinstance(each, TextChange))
    assert (change.kind, change.old, change.about.cause.layer) == (TextKind.REMOVED, "Shut the hives.", "oak")
    assert change.about.cause.because == "Only where: Keeps bees: yes"


PATHWAY = """\
name: A new plot
summary: From asking to digging.
steps:
  apply: {label: Someone applies, kind: start, who: tenant}
  free: {label: Is a plot free?, kind: decision, ways: {'Yes': offer, 'No': wait}}
  wait: {label: Wait, who: tenant}
  offer: {label: Offer the plot, who: warden}
  dug: {label: The plot is dug, kind: end}
"""
SHOWN = plots("## Route {#way}\n\n::: {#route pathway=new-plot}\n:::\n")


def pathway(text: str) -> Files:
    return {"framework/pathways/new-plot.yml": text}


def test_a_way_that_leads_elsewhere_is_told_as_data_of_its_step(compared: CompareProjects) -> None:
    found = compared([SHOWN, pathway(PATHWAY)], [SHOWN, pathway(PATHWAY.replace("'Yes': offer, 'No': wait", "'Yes': wait, 'No': offer"))])
    (change,) = (each for each in found.changes if isinstance(each, RuleChange))
    assert (change.kind.value, change.what, change.about.spot.block) == ("data", "ways on", "free")
    assert (change.old, change.new) == ("Yes → offer; No → wait", "Yes → wait; No → offer")


def test_a_step_that_came_gives_those_after_it_numbers_and_no_changes(compared: CompareProjects) -> None:
    more = PATHWAY.replace("  free:", "  look: {label: Look at the list, who: warden}\n  free:")
    found = compared([SHOWN, pathway(PATHWAY)], [SHOWN, pathway(more)])
    assert [(each.kind.value, each.about.spot.block) for each in found.changes] == [("added", "look")]

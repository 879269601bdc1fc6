"""Names of what a framework declares: a new one is told once, wherever it shows; what else is said of it, apart."""

import pytest

from byelaw.core.comparing.changes import Flag, SharedChange, Weight
from comparing.conftest import CompareProjects
from project_builder import PLOTS, Files, declared, plots, rule, values

REPLY = "reply: {type: limit, name: Time to reply, limit: at-most, anchor: applied, default: 3 days from offered}\n"
ANSWER = "## Reply {#reply}\n\n::: {#answer .must who=warden}\nThe warden must reply in {{ reply }}.\n:::\n"


def test_a_strength_under_another_name_is_one_entry_and_not_one_at_every_statement(compared: CompareProjects) -> None:
    change = compared([], [declared(("{name: Should,", "{name: Ought,"))]).only
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.name, change.what, change.old, change.new) == (
        "strength",
        "strength:should",
        "name",
        "Should",
        "Ought",
    )
    assert (change.about.weight, change.about.flags) == (Weight.SUBSTANTIVE, (Flag.MODALITY,))
    assert [each.address for each in change.places] == ["plots#dig-deep"]


def test_a_fact_under_another_name_is_one_entry_with_the_places_of_its_conditions(compared: CompareProjects) -> None:
    text = plots(PLOTS.replace("{#save-water}", '{#save-water when="water=tap"}'))
    change = compared([text], [text, declared(("{name: Water,", "{name: Supply,"))]).only
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.old, change.new, change.about.weight) == ("fact", "Water", "Supply", Weight.EDITORIAL)
    assert [each.address for each in change.places] == ["plots#save-water"]


def test_words_of_the_text_that_are_the_name_of_a_fact_are_changes_of_their_own(compared: CompareProjects) -> None:
    text = PLOTS.replace("{#save-water}", '{#save-water when="water=tap"}').replace("Rain fills", "Water fills")
    found = compared([plots(text)], [plots(text.replace("Water fills", "Supply fills")), declared(("{name: Water,", "{name: Supply,"))])
    assert [each.kind.value for each in found.changes] == ["fact", "changed"]


def test_an_event_in_other_words_is_told_once_and_weighs(compared: CompareProjects) -> None:
    change = compared([values(REPLY), plots(ANSWER)], [values(REPLY), plots(ANSWER), declared(("the offer", "the first offer"))]).only
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.old, change.new) == ("event", "the offer", "the first offer")
    assert (change.about.weight, change.about.flags) == (Weight.SUBSTANTIVE, (Flag.NUMBER,))
    assert [each.address for each in change.places] == ["plots#answer"]


def test_a_kind_of_document_under_another_name_is_not_told_of_each_document(compared: CompareProjects) -> None:
    more = rule("ways", PLOTS)
    found = compared([more], [more, declared(("{name: Rule, plural: Rules}", "{name: Law, plural: Laws}"))])
    assert found.lines == ["kind of document at plots: Rule → Law [editorial]", "kind of document at kind:rule: Rules → Laws [editorial]"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("{name: Site}", "{name: Plot}", "tier at tier:site: Site → Plot [editorial]"),
        ("meaning: A duty.", "meaning: A wish.", "strength at strength:must: A duty. → A wish. [substantive; must/should/may or not]"),
        ("default: tap", "default: well", "fact at fact:water: tap → well [substantive]"),
        ("choices: [tap, well, none]", "choices: [tap, none]", "fact at fact:water: tap; well; none → tap; none [substantive]"),
        ("default: mild, set-by: nation", "default: mild, set-by: district", "fact at fact:climate: Nation → District [substantive]"),
        (", after: [applied]", "", "event at event:offered: the application →  [substantive; number, date or limit]"),
        ("  dug: {name: the first digging}\n", "", "event at event:dug: the first digging →  [substantive]"),
    ],
)
def test_what_is_declared_of_what_has_a_name_is_told(compared: CompareProjects, old: str, new: str, line: str) -> None:
    assert line in compared([], [declared((old, new))]).lines


def test_an_event_or_fact_that_only_a_term_renamed_is_told_with_the_term(compared: CompareProjects) -> None:
    def terms(word: str) -> Files:
        return {"framework/glossary.yml": f"digging: {{singular: {word}, plural: {word}s, definition: Work with a spade.}}\n"}

    found = compared([terms("first digging")], [terms("first turning"), declared(("the first digging", "the first turning"))])
    assert [each.kind.value for each in found.changes] == ["term"]

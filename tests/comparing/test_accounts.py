"""Who decided a change, and another reason, owner or review date for the same deed: told once, of the layer where it is the layer's."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from byelaw.core.comparing.causes import Pairing
from byelaw.core.comparing.changes import DocumentChange, RuleChange, SharedChange
from byelaw.core.comparing.sides import Atlas, Known
from byelaw.core.comparing.weighing import lexicon
from byelaw.core.names import DocumentId
from comparing.conftest import CompareProjects, side
from project_builder import PLOTS, Builder, Files, edits, place, plots, rule, values

TWO = "::: {#rake-weekly .should}\nRake.\n:::\n\n::: {#weed-weekly .should}\nWeed.\n:::"


def oak(review: str = "2027-03-31", owner: str = "Lead") -> Files:
    (path, text), *_ = place("oak").items()
    return {path: text.replace("2027-03-31", review).replace("owner: Lead", f"owner: {owner}")}


def inserting(because: str = "B.", more: str = "") -> Files:
    lines = [f"{name}: {{do: insert, after: dig-deep, because: {because}{more}}}" for name in ("rake-weekly", "weed-weekly")]
    return edits("oak", "\n".join(lines), TWO)


def test_a_review_date_of_a_layer_is_told_once_and_not_of_each_thing_that_it_did(compared: CompareProjects) -> None:
    reply = values("reply: {type: limit, name: Reply, limit: at-most, anchor: applied, default: 9 days}\n")
    north = {"localisations/oak/localisation.yml": oak()["localisations/oak/localisation.yml"] + "values: {reply: 3 days}\n"}
    later = {name: text.replace("2027-03-31", "2028-03-31") for name, text in north.items()}
    change = compared([reply, north, inserting()], [reply, later, inserting()], "oak").only
    assert isinstance(change, DocumentChange)
    assert (change.what, change.old, change.new) == ("review", "2027-03-31", "2028-03-31")


def test_a_review_date_of_a_layer_above_is_told_by_its_name(compared: CompareProjects) -> None:
    elm = place("elm", "north")
    found = [compared([place("north", tier="nation", more=""), elm], [_later("north"), elm], "elm").only for _ in range(1)]
    assert [(each.old, each.new, each.about.cause.layer) for each in found] == [("2027-03-31", "2028-03-31", "north")]
    assert isinstance(found[0], DocumentChange)
    assert found[0].what == "review of North"


def _later(name: str) -> Files:
    return {path: text.replace("2027-03-31", "2028-03-31") for path, text in place(name, tier="nation").items()}


def test_another_reason_is_told_of_each_entry(compared: CompareProjects) -> None:
    found = compared([oak(), inserting("Mud.")], [oak(), inserting("Clay.")], "oak")
    assert [(each.kind.value, each.old, each.new, each.about.cause.layer) for each in found.changes] == [
        ("origin", "Mud.", "Clay.", "oak")
    ] * 2
    assert all(isinstance(each, RuleChange) and each.what == "reason of insert by oak" for each in found.changes)


def test_an_entry_that_does_two_things_gives_its_reason_once(compared: CompareProjects) -> None:
    entry = "dig-deep: {{do: [retitle, replace], title: Deep, because: {}}}"
    text = "::: {#dig-deep .should}\nDig.\n:::"
    old, new = (
        [oak(), edits("oak", entry.format(why).replace("[retitle, replace], title: Deep", "replace"), text)] for why in ("X.", "Y.")
    )
    change = compared(old, new, "oak").only
    assert (change.kind.value, change.old, change.new) == ("origin", "X.", "Y.")


def test_another_owner_that_is_not_the_layer_s_is_told(compared: CompareProjects) -> None:
    old, new = ([oak(), inserting(more=f", owner: {who}")] for who in ("Warden", "Clerk"))
    assert {(each.old, each.new) for each in compared(old, new, "oak").changes} == {("Warden", "Clerk")}


def test_another_reason_of_a_note_beside_a_block_is_told(compared: CompareProjects) -> None:
    def noting(because: str) -> Files:
        return edits("oak", f"save-water: {{do: note, because: {because}}}", "::: {#save-water}\nNot here.\n:::")

    change = compared([oak(), noting("X.")], [oak(), noting("Y.")], "oak").only
    assert (change.kind.value, change.old, change.new, change.about.cause.because) == ("origin", "X.", "Y.", "Y.")


def test_another_reason_for_a_document_of_its_own_is_told_once(compared: CompareProjects) -> None:
    def own(because: str) -> Files:
        front = f"---\ndo: add\nkind: rule\ntitle: Ways\nowner: Lead\nreview: 2027-03-31\nbecause: {because}\n---\n"
        return {"localisations/oak/ways.md": f"{front}## Ways {{#ways}}\n\n::: {{#keep .should}}\nKeep left.\n:::\n"}

    found = compared([oak(), own("X.")], [oak(), own("Y.")], "oak")
    assert [(each.kind.value, each.old, each.new) for each in found.changes] == [("metadata", "X.", "Y.")]


def test_another_reason_for_the_same_value_is_told_and_for_another_value_it_is_said_with_that(compared: CompareProjects) -> None:
    reply = values("reply: {type: limit, name: Reply, limit: at-most, anchor: applied, default: 9 days}\n")

    def given(days: int, because: str) -> list[Files]:
        return [reply, place("oak", more=f"values:\n  reply: {{value: {days} days, because: {because}}}\n")]

    (change,) = compared(given(3, "X."), given(3, "Y."), "oak").changes
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.what) == ("value", "reason")
    (other,) = compared(given(3, "X."), given(4, "Y."), "oak").changes
    assert (other.kind.value, other.about.cause.because) == ("time limit", "Y.")


@pytest.mark.parametrize("words", ["Keep left.", "Keep off."])
def test_a_document_of_the_framework_that_an_area_changes_at_once_is_the_framework_s(compared: CompareProjects, words: str) -> None:
    ways = rule("ways", "## Ways {#ways}\n\n::: {#keep .should}\nKeep right.\n:::\n")
    own = edits("oak", "keep: {do: replace}", f"::: {{#keep .should}}\n{words}\n:::", document="ways")
    added = next(each for each in compared([oak()], [ways, oak(), own], "oak").changes if each.kind.value == "document added")
    assert added.about.cause.layer == "framework"


def test_a_local_note_at_the_top_of_a_document_is_the_layer_s(compared: CompareProjects) -> None:
    text = plots("::: {#first .should}\nRead this.\n:::\n\n" + PLOTS)

    def noting(words: str) -> Files:
        return edits("oak", "first: {do: note, because: Why.}", f"::: {{#first}}\n{words}\n:::")

    change = compared([text, oak(), noting("All of it.")], [text, oak(), noting("Some of it.")], "oak").only
    assert (change.about.cause.layer, change.about.cause.because) == ("oak", "Why.")


def test_text_made_from_records_by_a_template_is_told_with_the_record(allotments: Builder) -> None:
    here, there = (Atlas(side(allotments(), "framework")) for _ in range(2))
    known = here.blocks[DocumentId("plots"), "save-water"]
    made = replace(known, block=replace(known.block, template="cards", records=("role:warden", "tool")))
    spot = there.spot(DocumentId("plots"), "save-water")

    def is_made(records: Mapping[str, int], old: Known = made, new: Known = made) -> tuple[bool, list[int]]:
        pairing = Pairing(here, there, DocumentId("plots"), DocumentId("plots"), lexicon([], []), records=records)
        return pairing.is_made(old, new, spot), list(pairing.places)

    assert is_made({"role:warden": 3, "role:tenant": 4}) == (True, [3])
    assert is_made({"tool:spade": 5}) == (True, [5])
    assert is_made({"role:tenant": 4}) == (False, [])
    assert is_made({"role:warden": 3}, known, known) == (False, [])
    assert is_made({"role:warden": 3}, made, replace(made, block=replace(made.block, records=("role:warden",)))) == (False, [])


def test_what_is_said_of_a_document_of_an_area_s_own_is_the_area_s(compared: CompareProjects) -> None:
    def own(summary: str) -> Files:
        front = f"---\ndo: add\nkind: rule\ntitle: Ways\nsummary: {summary}\nowner: Lead\nreview: 2027-03-31\nbecause: B.\n---\n"
        return {"localisations/oak/ways.md": f"{front}## Ways {{#ways}}\n\n::: {{#keep .should}}\nKeep left.\n:::\n"}

    change = compared([oak(), own("X.")], [oak(), own("Y.")], "oak").only
    assert (change.old, change.new, change.about.cause.layer) == ("X.", "Y.", "oak")


def test_a_document_under_another_id_is_the_same_document(compared: CompareProjects) -> None:
    text = "## Gates {#gates}\n\nShut the gate.\n"
    fate = {"framework/ids.yml": "gates: {became: [doors], because: Clearer.}\n"}
    found = compared([rule("gates", text)], [rule("doors", text), fate])
    assert [(each.kind.value, each.old, each.new) for each in found.changes] == [
        ("document retitled", "Gates", "Doors"),
        ("metadata", "gates", "doors"),
    ]

"""What documents look like that others amended and that come without ids: each human change is one entry, and says what it was.

The pieces are written for these tests in the shapes that were met in real documents and their amendment notes; see
docs/explanation/comparing.md.
"""

from byelaw.core.comparing.changes import Change, Count, RuleChange, SharedChange, TextChange
from comparing.conftest import CompareProjects
from project_builder import Files, front, plots

RULES = """\
## Powers {#powers}

The council may:

1. Let a plot to any tenant of the parish.
2. Set the rent, with the consent of two thirds.
3. Hear a dispute for two weeks. Hearings are not public.
4. Close the gate at night.
"""
NAMED = """\
## Rules {#rules}

::: {#dig-deep .should who=tenant}
Tenants should dig deep before the frost.
:::
"""
LONG = "The warden walks the paths each morning and notes which of the butts are empty."
SECOND = "Whoever finds a broken tap tells the warden on the same day, by telephone or by a note in the box."
CHAIRMEN = {"a": ("Letters go to", "."), "b": ("The rent is set by", ", and paid in the spring."), "c": ("Keys are kept by", " in a box.")}
AT = ("north", "south", "east")


def section(*paragraphs: str, title: str = "Paths", name: str = "paths") -> str:
    return "\n\n".join((f"## {title} {{#{name}}}", *paragraphs)) + "\n"


def text_changes(changes: tuple[Change, ...]) -> list[str]:
    """Return each change in a line, its text left out: `kind at block [class; flags]`."""
    return [
        f"{each.kind.value} at {each.about.spot.block} [{'; '.join([each.about.weight.value, *(flag.value for flag in each.about.flags)])}]"
        for each in changes
    ]


def test_each_item_of_a_list_is_told_by_itself(compared: CompareProjects) -> None:
    new = RULES.replace("any tenant", "a tenant").replace(" Hearings are not public.", "").replace("two thirds", "three quarters")
    found = compared([plots(RULES)], [plots(new)])
    assert found.lines == [
        "changed at plots#powers: Let a plot to any tenant of the parish. → Let a plot to a tenant of the parish. [substantive]",
        (
            "changed at plots#powers: Set the rent, with the consent of two thirds. → Set the rent, with the consent of three quarters. "
            "[substantive; number, date or limit]"
        ),
        (
            "changed at plots#powers: Hear a dispute for two weeks. Hearings are not public. → Hear a dispute for two weeks. "
            "[substantive; must/should/may or not]"
        ),
    ]


def test_a_nested_item_is_told_by_itself_and_new_ones_in_a_row_are_one(compared: CompareProjects) -> None:
    old = "## A {#a}\n\n- Bring a spade.\n- Dig the plot:\n    - before the frost\n    - after the rain\n"
    found = compared([plots(old)], [plots(old.replace("the rain", "a rain") + "    - in spring\n    - with a fork\n")])
    assert found.lines == [
        "changed at plots#a: after the rain → after a rain [substantive]",
        "added at plots#a:  → in spring with a fork [substantive]",
    ]


def test_new_text_on_either_side_of_what_stayed_is_two_changes(compared: CompareProjects) -> None:
    new = section("Paths are swept.", LONG, "Gates are painted.")
    assert text_changes(compared([plots(section(LONG))], [plots(new)]).changes) == ["added at paths [substantive]"] * 2


def test_prose_put_in_the_place_of_other_prose_is_one_change_that_flags_both(compared: CompareProjects) -> None:
    old = section(LONG, "Dogs must be led.", SECOND)
    new = section(LONG, "- Animals stay outside.\n- Bicycles must stand in the rack beside the shed.", SECOND)
    change = compared([plots(old)], [plots(new)]).only
    assert text_changes((change,)) == ["changed at paths [substantive; must/should/may or not]"]
    assert (change.old, change.about.words) == ("Dogs must be led.", Count(12, 4))


def test_a_paragraph_that_was_parted_is_one_change_of_no_words(compared: CompareProjects) -> None:
    change = compared([plots(section(f"{LONG} {SECOND}"))], [plots(section(LONG, SECOND))]).only
    assert text_changes((change,)) == ["split at paths [verbatim move]"]
    assert change.about.words == Count()
    back = compared([plots(section(LONG, SECOND))], [plots(section(f"{LONG} {SECOND}"))]).only
    assert text_changes((back,)) == ["joined at paths [verbatim move]"]


def test_a_paragraph_that_was_parted_in_three_and_changed_is_one_change(compared: CompareProjects) -> None:
    third = "The key of the shed hangs behind the second door, and nobody takes it home."
    old = section("Before.", f"{LONG} {SECOND} {third}", "After.")
    new = section("Before.", LONG, SECOND.replace("same day", "next day"), third, "After.")
    assert text_changes((compared([plots(old)], [plots(new)]).only,)) == ["split at paths [substantive; number, date or limit]"]


def test_what_follows_a_new_heading_stands_under_it(compared: CompareProjects) -> None:
    old = section(LONG, SECOND)
    new = section(LONG) + "\n" + section(SECOND.replace("telephone", "radio"), title="Taps", name="taps")
    found = compared([plots(old)], [plots(new)])
    assert [each.about.spot.block for each in found.changes if each.kind.value == "changed"] == ["taps"]


def test_a_heading_whose_letters_changed_is_retitled_though_its_id_and_text_are_others(compared: CompareProjects) -> None:
    old = (
        section(LONG) + "\n" + section("We thank Ann.", title="Acknowledgement", name="acknowledgement") + "\n" + section(SECOND, name="z")
    )
    new = old.replace("Acknowledgement {#acknowledgement}", "Acknowledgements {#acknowledgements}").replace("We thank Ann.", "Bo helped.")
    assert text_changes(compared([plots(old)], [plots(new)]).changes) == [
        "retitled at acknowledgements [substantive]",
        "changed at acknowledgements [substantive]",
    ]


def test_a_section_with_another_title_at_the_same_place_is_retitled(compared: CompareProjects) -> None:
    old = (
        section(LONG)
        + "\n"
        + section(f"{SECOND} It is then mended.", title="Broken taps", name="broken")
        + "\n"
        + section("Last.", name="z")
    )
    new = old.replace("Broken taps {#broken}", "Water {#water}").replace("It is then mended.", "Somebody is sent to mend it within a week.")
    assert text_changes(compared([plots(old)], [plots(new)]).changes)[0] == "retitled at water [substantive]"


def test_sections_that_only_hold_others_are_not_the_same_for_having_no_text(compared: CompareProjects) -> None:
    old = "## Gates {#gates}\n\n### North {#north}\n\nIt is green.\n"
    new = "## Sheds {#sheds}\n\n### Tools {#tools}\n\nBring back what you took.\n"
    kinds = [each.kind.value for each in compared([plots(old)], [plots(new)]).changes]
    assert sorted(kinds) == ["added", "removed"]


def test_the_same_footnote_does_not_make_two_paragraphs_the_same(compared: CompareProjects) -> None:
    note = "[^1]: These words are used here as in the general law, and not as in the older bye-laws of the parish council.\n"
    old = section("Weeds are pulled.[^1]", note)
    new = section("Every gate has two keys.[^1]", note)
    change = compared([plots(old)], [plots(new)]).only
    assert isinstance(change, TextChange)
    assert [type(part).__name__ for part in change.merged] == ["Removed", "Added"]


def test_capitals_that_make_a_word_bind_are_no_editorial_change(compared: CompareProjects) -> None:
    old = section("Tenants should lock the gate.")
    found = compared([plots(old)], [plots(old.replace("should", "SHOULD"))])
    assert text_changes(found.changes) == ["changed at paths [substantive; must/should/may or not]"]
    shouted = section("TENANTS SHOULD LOCK THE GATE.")
    assert text_changes(compared([plots(old)], [plots(shouted)]).changes) == ["changed at paths [editorial]"]


def test_a_strength_that_changed_in_the_label_and_in_the_text_is_one_change(compared: CompareProjects) -> None:
    new = NAMED.replace(".should", ".must").replace("Tenants should", "Tenants must")
    found = [each for each in compared([plots(NAMED)], [plots(new)]).changes if each.kind.value != "lock"]
    assert text_changes(tuple(found)) == ["strength at dig-deep [substantive; must/should/may or not]"]
    assert isinstance(found[0], RuleChange)
    assert (found[0].old, found[0].new, found[0].about.words, len(found[0].merged)) == ("Should", "Must", Count(1, 1), 1)


def test_who_must_act_that_changed_in_the_label_and_in_the_text_is_one_change(compared: CompareProjects) -> None:
    new = NAMED.replace("who=tenant", "who=warden").replace("Tenants should", "The warden should")
    assert text_changes(compared([plots(NAMED)], [plots(new)]).changes) == ["who at dig-deep [substantive; role]"]


def test_more_than_the_label_says_is_told_apart_and_without_the_label(compared: CompareProjects) -> None:
    new = NAMED.replace(".should", ".must").replace("Tenants should dig deep", "Tenants must dig twice")
    found = [each for each in compared([plots(NAMED)], [plots(new)]).changes if each.kind.value != "lock"]
    assert [each.kind.value for each in found] == ["strength", "changed"]
    assert "Should" not in str(found[1].merged if isinstance(found[1], TextChange) else "Should")


def test_new_numbers_are_one_entry_that_leaves_out_what_follows(compared: CompareProjects) -> None:
    old = "".join(f"## S{at} {{#s{at}}}\n\nText of section {at}.\n\n### P{at} {{#p{at}}}\n\nPart of {at}.\n\n" for at in range(1, 5))
    lines = old.split("## S3")
    new: Files = {"framework/documents/rule/plots.md": front(lines[0] + "## New {#new}\n\nWe add this.\n\n## S3" + lines[1])}
    numbers = [each for each in compared([plots(old)], [new]).changes if each.kind.value == "renumbered"]
    assert [(each.old, each.new) for each in numbers] == [("3–4", "4–5")]


def test_words_that_were_replaced_throughout_are_one_change_with_all_its_places(compared: CompareProjects) -> None:
    old = "".join(section(f"{words} the chairman{end}", name=name) + "\n" for name, (words, end) in CHAIRMEN.items())
    new = old.replace("chairman", "chair").replace("chairmen", "chairs")
    change = compared([plots(old)], [plots(new)]).only
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.old, change.new, [spot.block for spot in change.places]) == (
        "wording",
        "chairman",
        "chair",
        ["a", "b", "c"],
    )
    assert change.about.words == Count(3, 3)


def test_a_place_where_more_changed_than_the_wording_is_told_apart(compared: CompareProjects) -> None:
    old = "".join(section(f"{words} the chairman{end}", name=name) + "\n" for name, (words, end) in CHAIRMEN.items())
    new = old.replace("chairman", "chair").replace("Letters go to", "Letters and calls go to")
    assert [each.kind.value for each in compared([plots(old)], [plots(new)]).changes] == ["changed"] * 3


def test_words_that_bind_numbers_and_roles_are_told_at_each_place_however_often(compared: CompareProjects) -> None:
    text = "".join(
        section(f"The {at} gate should be shut within 3 days by the warden.", name=name) for name, at in zip("abc", AT, strict=True)
    )
    for before, after in (("should", "must"), ("3 days", "5 days"), ("warden", "tenant")):
        found = compared([plots(text)], [plots(text.replace(before, after))]).changes
        assert [each.kind.value for each in found] == ["changed"] * 3


def test_the_spaces_of_code_are_told_though_its_words_are_the_same(compared: CompareProjects) -> None:
    old = section("Write the date so:", "```\nplot  3\n  5 May\n```")
    change = compared([plots(old)], [plots(old.replace("  5 May", "   5 May"))]).only
    assert text_changes((change,)) == ["changed at paths [editorial]"]


def test_each_row_of_a_table_without_a_name_is_told_by_itself(compared: CompareProjects) -> None:
    old = "## A {#a}\n\n| Step | Time |\n|---|---|\n| Dig | 2 days |\n| Sow | 4 days |\n| Reap | 1 day |\n"
    new = old.replace("4 days", "6 days").replace("| Reap | 1 day |", "| Reap | 1 day |\n| Rest | all winter |")
    found = compared([plots(old)], [plots(new.replace("Dig |", "Dig deep |"))])
    assert found.lines == [
        "changed at plots#a: Dig 2 days → Dig deep 2 days [substantive]",
        "changed at plots#a: Sow 4 days → Sow 6 days [substantive; number, date or limit]",
        "added at plots#a:  → Rest all winter [substantive]",
    ]


def test_items_that_only_share_small_words_are_not_the_same_item(compared: CompareProjects) -> None:
    old = "## A {#a}\n\n1. The owner of the plot may ask for the key.\n2. The key is kept in the box by the shed.\n3. Dogs are led.\n"
    new = "## A {#a}\n\n1. The rent is set by the council at the meeting in the spring.\n2. Letters are answered.\n3. Dogs are led.\n"
    change = compared([plots(old)], [plots(new)]).only
    assert isinstance(change, TextChange)
    assert [type(part).__name__ for part in change.merged] == ["Removed", "Removed", "Added", "Added"]

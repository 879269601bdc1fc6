"""What a lock, a strength and a higher localisation's change keep a lower tier from doing: design §5."""

import pytest

from byelaw.core.blocks import path_to
from byelaw.core.declarations import Lock
from byelaw.core.merging.locks import Hold, hold_of
from byelaw.core.names import BlockId, DocumentId
from project_builder import Builder, Built, declared, edits, place, plots, rule

LOCKED = (
    "## Law {#law lock=full}\n\nFixed.\n\n### Part {#part}\n\nFixed too.\n\n::: {#slot lock=open}\nYours.\n:::\n\n"
    "## Free {#free}\n\nFree.\n"
)
PARTLY = "## Law {#law lock=insert}\n\nFixed.\n\n::: {#clause}\nClause.\n:::\n\n## Free {#free}\n\nFree.\n"


def hold(built: Built, block: str, name: str = "newton", document: str = "plots") -> Hold:
    """Return the lock that holds for a block of an edition."""
    found = built.edition(name).documents[DocumentId(document)]
    return hold_of(path_to(found.blocks, BlockId(block)), found, built.edition(name).framework.declarations)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("{do: replace}", "## Other {#law}\n\nWords."),
        ("{do: omit}", ""),
        ("{do: retitle, title: Other}", ""),
    ],
)
@pytest.mark.parametrize("body", [LOCKED, PARTLY], ids=["full", "insert"])
def test_a_locked_block_cannot_be_replaced_omitted_or_retitled(allotments: Builder, entry: str, text: str, body: str) -> None:
    built = allotments(plots(body), place("newton"), edits("newton", f"law: {entry}", text))
    assert set(built.codes) == {"locked"}
    assert built.outline("newton") == built.outline("framework")


def test_a_problem_of_a_lock_names_the_block_the_lock_and_its_place(allotments: Builder) -> None:
    built = allotments(plots(PARTLY), place("newton"), edits("newton", "law: {do: retitle, title: Other}"))
    assert built.only.message == "'law' in 'plots' is locked (insert) by the framework, so it cannot be retitled"
    assert (built.only.address, built.only.held_by, built.only.hint) == ("plots#law", "framework", "Insert beside it or add a note.")
    assert built.only.second == built.block("framework", "law").place


def test_a_block_inside_a_locked_section_is_locked(allotments: Builder) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", "part: {do: omit}"))
    assert built.problems == ["newton: locked: 'part' in 'plots' is locked (full) by the framework, so it cannot be left out"]
    assert built.only.hint == "A note beside it is always allowed."


def test_a_slot_in_a_locked_section_is_open(allotments: Builder) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", "slot: {do: replace}", "::: {#slot}\nOurs.\n:::"))
    assert built.problems == []
    assert "{slot}: Ours." in built.outline("newton")


def test_a_slot_stays_open_after_a_tier_filled_it(allotments: Builder) -> None:
    built = allotments(
        plots(LOCKED),
        place("north", tier="district"),
        edits("north", "slot: {do: replace}", "::: {#slot}\nNorth's.\n:::"),
        place("newton", "north"),
        edits("newton", "slot: {do: replace, supersedes: north}", "::: {#slot}\nOurs.\n:::"),
    )
    assert built.problems == []


def test_a_lower_tier_cannot_open_a_slot_in_what_a_higher_one_locked(allotments: Builder) -> None:
    text = "::: {#new lock=open}\nNorth's.\n:::"
    built = allotments(
        plots(PARTLY), place("north", tier="district"), edits("north", "new: {do: insert, end: law}", text), place("newton", "north")
    )
    assert hold(built, "north:new").lock is Lock.INSERT


def test_a_tier_can_open_a_slot_in_a_section_that_it_locks(allotments: Builder) -> None:
    text = "## New {#new lock=full}\n\nFixed.\n\n::: {#own lock=open}\nYours.\n:::"
    built = allotments(place("north", tier="district"), edits("north", "new: {do: insert, end: document}", text), place("newton", "north"))
    assert (hold(built, "north:new").lock, hold(built, "north:new").layer) == (Lock.FULL, "north")
    assert hold(built, "north:own").lock is Lock.OPEN


def test_a_duty_has_the_lock_of_its_strength(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-weekly: {do: omit}"))
    assert built.problems == ["newton: locked: 'dig-weekly' in 'plots' is locked (insert) by the framework, so it cannot be left out"]


def test_a_strength_without_a_lock_leaves_its_blocks_open(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-deep: {do: omit}"))
    assert built.problems == []


def test_a_strengths_lock_never_loosens_what_its_block_inherits(allotments: Builder) -> None:
    built = allotments(plots("## Law {#law lock=full}\n\n::: {#duty .must}\nDo.\n:::\n"), place("newton"))
    assert hold(built, "duty").lock is Lock.FULL


def test_a_block_may_say_that_its_duty_is_open(allotments: Builder) -> None:
    built = allotments(
        plots("## Law {#law}\n\n::: {#duty .must lock=open}\nDo.\n:::\n"),
        place("newton"),
        edits("newton", "duty: {do: replace}", "::: {#duty .must}\nDo more.\n:::"),
    )
    assert built.problems == []


def test_the_lock_of_a_document_holds_for_its_blocks(allotments: Builder) -> None:
    built = allotments(plots("## One {#one}\n\nWords.\n", "lock: insert\n"), place("newton"), edits("newton", "one: {do: omit}"))
    assert built.codes == ["locked"]


@pytest.mark.parametrize(("lock", "codes"), [("full", ["locked"]), ("insert", ["locked"]), ("open", [])])
def test_the_title_of_a_locked_document_cannot_be_changed(allotments: Builder, lock: str, codes: list[str]) -> None:
    entries = "document: {do: retitle, title: Other}"
    built = allotments(plots("## One {#one}\n\nWords.\n", f"lock: {lock}\n"), place("newton"), edits("newton", entries))
    assert built.codes == codes


@pytest.mark.parametrize("where", ["start: law", "end: law", "after: clause", "before: clause"])
def test_text_can_be_put_into_a_section_locked_for_insert(allotments: Builder, where: str) -> None:
    built = allotments(plots(PARTLY), place("newton"), edits("newton", f"new: {{do: insert, {where}}}", "::: {#new}\nOurs.\n:::"))
    assert built.problems == []


@pytest.mark.parametrize("where", ["start: law", "end: law", "before: slot", "end: part"])
def test_nothing_can_be_put_into_a_section_locked_in_full(allotments: Builder, where: str) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", f"new: {{do: insert, {where}}}", "::: {#new}\nOurs.\n:::"))
    assert built.codes == ["locked"]
    assert "so nothing can be put into it or taken out of it" in built.only.message


def test_text_can_be_put_beside_a_section_locked_in_full(allotments: Builder) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", "new: {do: insert, after: law}", "## New {#new}\n\nOurs."))
    assert built.problems == []


def test_text_can_be_put_into_a_slot_of_a_locked_section(allotments: Builder) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", "new: {do: insert, end: slot}", "::: {#new}\nOurs.\n:::"))
    assert built.problems == []


def test_nothing_can_be_put_into_a_document_locked_in_full(allotments: Builder) -> None:
    files = plots("## One {#one}\n\nWords.\n", "lock: full\n")
    built = allotments(files, place("newton"), edits("newton", "new: {do: insert, after: one}", "## New {#new}\n\nOurs."))
    assert (built.only.code, built.only.address, built.only.held_by) == ("locked", "plots", "framework")


@pytest.mark.parametrize("block", ["law", "part"])
def test_a_note_beside_a_locked_block_is_always_allowed(allotments: Builder, block: str) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", f"{block}: {{do: note, note: Mind.}}"))
    assert built.problems == []


def test_a_locked_section_can_move_among_its_siblings(allotments: Builder) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", "law: {do: move, after: free}"))
    assert built.problems == []
    assert built.outline("newton")[0] == "# Free {free}"


def test_blocks_in_a_locked_section_can_change_places(allotments: Builder) -> None:
    body = "## Law {#law lock=full}\n\n::: {#first}\nFirst.\n:::\n\n::: {#second}\nSecond.\n:::\n"
    built = allotments(plots(body), place("newton"), edits("newton", "second: {do: move, before: first}"))
    assert built.problems == []
    assert built.outline("newton") == ["# Law {law}", "{second}: Second.", "{first}: First."]


@pytest.mark.parametrize("body", [LOCKED, PARTLY.replace("clause", "slot")], ids=["full", "insert"])
def test_a_block_cannot_move_out_of_a_locked_section(allotments: Builder, body: str) -> None:
    built = allotments(plots(body), place("newton"), edits("newton", "slot: {do: move, end: free}"))
    assert built.codes == ["locked"]


def test_a_block_cannot_move_into_a_section_locked_in_full(allotments: Builder) -> None:
    body = f"{LOCKED}\n::: {{#loose}}\nLoose.\n:::\n"
    built = allotments(plots(body), place("newton"), edits("newton", "loose: {do: move, end: law}"))
    assert built.codes == ["locked"]


def test_a_block_can_move_into_a_section_locked_for_insert(allotments: Builder) -> None:
    body = f"{PARTLY}\n::: {{#loose}}\nLoose.\n:::\n"
    built = allotments(plots(body), place("newton"), edits("newton", "loose: {do: move, end: law}"))
    assert built.problems == []


def test_a_section_locked_in_full_cannot_move_into_another(allotments: Builder) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", "law: {do: move, end: free}"))
    assert built.codes == ["locked"]
    assert "so it cannot be moved elsewhere" in built.only.message


def test_a_section_locked_for_insert_can_move_into_another(allotments: Builder) -> None:
    built = allotments(plots(PARTLY), place("newton"), edits("newton", "law: {do: move, end: free}"))
    assert built.problems == []


def test_a_lock_stays_with_a_block_that_moves(allotments: Builder) -> None:
    built = allotments(plots(PARTLY), place("newton"), edits("newton", "law: {do: move, end: free}"))
    assert hold(built, "clause").lock is Lock.INSERT


def test_omitting_an_open_section_does_not_take_a_locked_block_along(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "digging: {do: omit}"))
    assert built.problems == ["newton: locked: 'dig-weekly' in 'plots' is locked (insert) by the framework, so it cannot be left out"]
    assert built.only.address == "plots#dig-weekly"


def test_replacing_an_open_section_keeps_each_locked_block(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "digging: {do: replace}", "## Dig {#digging}\n\nOurs."))
    assert built.only.message == "'dig-weekly' in 'plots' is locked (insert) by framework, and the new text leaves it out"
    assert built.only.hint == "place it in your text: ::: {keep=dig-weekly} and ::: on the next line"
    assert (built.only.address, built.only.held_by) == ("plots#dig-weekly", "framework")


def test_a_locked_block_is_kept_with_a_block_around_it(allotments: Builder) -> None:
    body = "## One {#one}\n\n### Inner {#inner}\n\n::: {#duty .must}\nDo.\n:::\n"
    text = "## Other {#one}\n\n::: {keep=inner}\n:::"
    built = allotments(plots(body), place("newton"), edits("newton", "one: {do: replace}", text))
    assert built.problems == []


def test_a_locked_block_cannot_be_restated_in_other_words(allotments: Builder) -> None:
    text = "## Dig {#digging}\n\n::: {#dig-weekly .must}\nDig when you like.\n:::"
    built = allotments(place("newton"), edits("newton", "digging: {do: replace}", text))
    assert built.codes == ["locked"]


def test_an_open_block_inside_a_replaced_section_need_not_be_kept(allotments: Builder) -> None:
    text = "## Dig {#digging}\n\n::: {keep=dig-weekly}\n:::"
    built = allotments(place("newton"), edits("newton", "digging: {do: replace}", text))
    assert built.problems == []
    assert [each.block for each in built.edition("newton").omissions] == ["dig-deep"]


@pytest.mark.parametrize("lock", ["insert", "full"])
def test_a_lower_tier_can_raise_a_lock(allotments: Builder, lock: str) -> None:
    built = allotments(place("north", tier="district"), edits("north", f"scope: {{lock: {lock}}}"), place("newton", "north"))
    assert built.problems == []
    assert (str(hold(built, "scope").lock), hold(built, "scope").layer) == (lock, "north")
    assert [step.operation for step in built.block("newton", "scope").origin] == ["lock"]


def test_a_raised_lock_holds_the_tier_below(allotments: Builder) -> None:
    built = allotments(
        place("north", tier="district"),
        edits("north", "scope: {lock: insert}"),
        place("newton", "north"),
        edits("newton", "scope: {do: omit}"),
    )
    assert (built.only.code, built.only.held_by) == ("locked", "north")
    assert "by north" in built.only.message


def test_a_lock_cannot_be_lowered(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-weekly: {lock: open}"))
    assert built.codes == ["lock-lowered"]
    assert hold(built, "dig-weekly").lock is Lock.INSERT


def test_raising_a_lock_to_what_it_is_has_no_effect(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-weekly: {lock: insert}"))
    assert built.codes == ["no-effect"]


def test_an_insert_can_be_locked_for_the_tiers_below(allotments: Builder) -> None:
    text = "## New {#new}\n\nNorth's."
    built = allotments(
        place("north", tier="district"),
        edits("north", "new: {do: insert, end: document, lock: full}", text),
        place("newton", "north"),
        edits("newton", "'north:new': {do: omit, supersedes: north}"),
    )
    assert (built.only.code, built.only.held_by) == ("locked", "north")


def test_a_replacement_keeps_the_lock_its_block_had(allotments: Builder) -> None:
    body = "## One {#one}\n\n::: {#a lock=open}\nAlpha.\n:::\n"
    built = allotments(plots(body, "lock: insert\n"), place("newton"), edits("newton", "a: {do: replace}", "::: {#a}\nOther.\n:::"))
    assert built.problems == []
    assert hold(built, "a").lock is Lock.OPEN


def test_a_replacement_may_lock_its_text(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "save-water: {do: replace}", "::: {#save-water lock=full}\nOther.\n:::"))
    assert (hold(built, "save-water").lock, hold(built, "save-water").layer) == (Lock.FULL, "newton")


@pytest.mark.parametrize("new", [".may", ""])
def test_a_should_may_not_become_weaker(allotments: Builder, new: str) -> None:
    built = allotments(place("newton"), edits("newton", "dig-deep: {do: replace}", f"::: {{#dig-deep {new}}}\nDig.\n:::"))
    now = f"'{new[1:]}'" if new else "no strength"
    assert built.problems == [f"newton: weakened: 'dig-deep' in 'plots' is a 'should' and would have {now}"]
    assert (built.only.address, built.only.held_by) == ("plots#dig-deep", "framework")
    assert built.only.second == built.block("framework", "dig-deep").place


@pytest.mark.parametrize("new", [".must", ".should"])
def test_a_should_may_stay_or_become_a_must(allotments: Builder, new: str) -> None:
    built = allotments(place("newton"), edits("newton", "dig-deep: {do: replace}", f"::: {{#dig-deep {new}}}\nDig.\n:::"))
    assert built.problems == []


def test_a_block_restated_inside_a_replacement_may_not_become_weaker(allotments: Builder) -> None:
    text = "## Dig {#digging}\n\n::: {keep=dig-weekly}\n:::\n\n::: {#dig-deep .may}\nDig.\n:::"
    built = allotments(place("newton"), edits("newton", "digging: {do: replace}", text))
    assert built.codes == ["weakened"]


NORTH = place("north", tier="district")


@pytest.mark.parametrize(
    ("theirs", "text"),
    [
        ("save-water: {do: replace}", "::: {#save-water}\nNorth's.\n:::"),
        ("water: {do: retitle, title: North water}", ""),
        ("new: {do: insert, end: water}", "::: {#new}\nNorth's.\n:::"),
        ("save-water: {do: omit}", ""),
    ],
)
@pytest.mark.parametrize(
    ("ours", "our_text"),
    [("do: omit", ""), ("do: retitle, title: Our water", ""), ("do: replace", "## Ours {#water}\n\nOurs.")],
)
def test_text_over_a_higher_localisations_change_needs_supersedes(
    allotments: Builder, theirs: str, text: str, ours: str, our_text: str
) -> None:
    files = (NORTH, edits("north", theirs, text), place("newton", "north"))
    without = allotments(*files, edits("newton", f"water: {{{ours}}}", our_text))
    assert without.codes == ["supersedes-needed"]
    assert without.only.hint == "if that is meant, add 'supersedes: north'"
    assert without.only.second is not None
    assert without.only.second.file == "localisations/north/plots.md"
    assert allotments(*files, edits("newton", f"water: {{{ours}, supersedes: north}}", our_text)).problems == []


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("water: {do: note, note: North's.}", "water: {do: retitle, title: Ours}"),
        ("water: {do: move, before: scope}", "water: {do: retitle, title: Ours}"),
        ("water: {lock: open, do: note, note: Words.}", "water: {do: omit}"),
        ("water: {do: retitle, title: North's}", "water: {do: note, note: Ours.}"),
        ("water: {do: retitle, title: North's}", "water: {do: move, before: scope}"),
        ("scope: {do: retitle, title: North's}", "water: {do: retitle, title: Ours}"),
    ],
)
def test_notes_places_and_changes_elsewhere_need_no_supersedes(allotments: Builder, theirs: str, ours: str) -> None:
    theirs = theirs.replace("lock: open, ", "")
    built = allotments(NORTH, edits("north", theirs), place("newton", "north"), edits("newton", ours))
    assert built.problems == []


@pytest.mark.parametrize("operation", ["do: omit", "do: note, note: Words.", "do: move, before: scope"])
def test_supersedes_of_a_layer_that_changed_nothing_here_is_an_error(allotments: Builder, operation: str) -> None:
    built = allotments(NORTH, place("newton", "north"), edits("newton", f"water: {{{operation}, supersedes: north}}"))
    assert built.problems == ["newton: no-effect: 'supersedes: north' has no effect: north did not change 'water' in 'plots'"]


def test_supersedes_names_the_layer_that_changed_it_last(allotments: Builder) -> None:
    files = (
        declared(("  site: {name: Site}", "  site: {name: Site}\n  plot: {name: Plot}")),
        NORTH,
        edits("north", "water: {do: retitle, title: North's}"),
        place("newton", "north"),
        edits("newton", "water: {do: retitle, title: Newton's, supersedes: north}"),
        place("hill", "newton", tier="plot"),
    )
    assert allotments(*files, edits("hill", "water: {do: retitle, title: Hill's, supersedes: newton}")).problems == []
    assert allotments(*files, edits("hill", "water: {do: retitle, title: Hill's}")).codes == ["supersedes-needed"]


def test_changes_of_two_higher_layers_inside_a_block_are_both_superseded(allotments: Builder) -> None:
    files = (
        declared(("  site: {name: Site}", "  site: {name: Site}\n  plot: {name: Plot}")),
        NORTH,
        edits("north", "water: {do: retitle, title: North's}"),
        place("newton", "north"),
        edits("newton", "save-water: {do: replace}", "::: {#save-water}\nNewton's.\n:::"),
        place("hill", "newton", tier="plot"),
    )
    assert allotments(*files, edits("hill", "water: {do: omit}")).codes == ["supersedes-needed", "supersedes-needed"]
    assert allotments(*files, edits("hill", "water: {do: omit, supersedes: [north, newton]}")).problems == []


def test_the_title_of_a_document_that_a_higher_layer_changed_needs_supersedes(allotments: Builder) -> None:
    files = (NORTH, edits("north", "document: {do: retitle, title: North's}"), place("newton", "north"))
    assert allotments(*files, edits("newton", "document: {do: retitle, title: Ours}")).codes == ["supersedes-needed"]
    assert allotments(*files, edits("newton", "document: {do: retitle, title: Ours, supersedes: north}")).problems == []


def test_a_block_that_a_higher_layer_left_out_can_be_replaced_again(allotments: Builder) -> None:
    built = allotments(
        NORTH,
        edits("north", "save-water: {do: omit}"),
        place("newton", "north"),
        edits("newton", "save-water: {do: replace, supersedes: north}", "::: {#save-water}\nRain fills the butts.\n:::"),
    )
    assert built.problems == []
    assert built.outline("newton")[-1] == "{save-water}: Rain fills the butts."


@pytest.mark.parametrize("entry", ["{do: note, note: Words.}", "{do: move, before: scope}", "{do: retitle, title: New, supersedes: north}"])
@pytest.mark.parametrize("block", ["water", "inner"])
def test_what_a_higher_layer_left_out_cannot_be_changed_otherwise(allotments: Builder, entry: str, block: str) -> None:
    built = allotments(
        plots("## Scope {#scope}\n\nWords.\n\n## Water {#water}\n\nWords.\n\n### Inner {#inner}\n\nInside.\n"),
        NORTH,
        edits("north", "water: {do: omit}"),
        place("newton", "north"),
        edits("newton", f"{block}: {entry}"),
    )
    assert built.problems == [f"newton: target-omitted: '{block}' was left out by north"]
    assert built.only.second is not None
    assert built.only.second.file == "localisations/north/plots.md"


def test_text_in_what_a_higher_layer_left_out_cannot_be_replaced(allotments: Builder) -> None:
    built = allotments(
        NORTH,
        edits("north", "water: {do: omit}"),
        place("newton", "north"),
        edits("newton", "save-water: {do: replace, supersedes: north}", "::: {#save-water}\nOurs.\n:::"),
    )
    assert built.codes == ["target-omitted"]


@pytest.mark.parametrize("where", ["after: water", "end: water"])
def test_what_a_higher_layer_left_out_is_no_anchor(allotments: Builder, where: str) -> None:
    built = allotments(
        NORTH,
        edits("north", "water: {do: omit}"),
        place("newton", "north"),
        edits("newton", f"new: {{do: insert, {where}}}", "## New {#new}\n\nWords."),
    )
    assert built.problems == ["newton: anchor-omitted: 'water' in 'plots' was left out by north"]


def test_a_target_that_went_with_a_higher_replacement_is_reported_with_what_stands_there_now(allotments: Builder) -> None:
    built = allotments(
        NORTH,
        edits("north", "water: {do: replace}", "## Water {#water}\n\n::: {#butts}\nNorth's.\n:::"),
        place("newton", "north"),
        edits("newton", "save-water: {do: omit}"),
    )
    assert built.problems == ["newton: target-replaced: 'save-water' went when north replaced the text around it"]
    assert built.only.hint == "what stands there now: water, north:butts"


def test_a_lock_problem_keeps_its_change_out_and_lets_the_others_in(allotments: Builder) -> None:
    built = allotments(place("newton"), edits("newton", "dig-weekly: {do: omit}\nscope: {do: retitle, title: Reach}"))
    assert built.codes == ["locked"]
    assert built.outline("newton")[0] == "# Reach {scope}"
    assert "must {dig-weekly}: Tenants must dig every week." in built.outline("newton")


def test_a_problem_is_one_of_the_edition_whose_change_broke_the_rule(allotments: Builder) -> None:
    built = allotments(NORTH, edits("north", "dig-weekly: {do: omit}"), place("newton", "north"))
    assert (built.only.edition, built.only.chain) == ("north", ("framework", "north"))
    assert built.merged.failed == {"north", "newton"}


def test_a_kept_block_in_a_document_of_ones_own_stays_locked(allotments: Builder) -> None:
    page = "---\nkind: rule\ntitle: Our rules\ndo: add\nbecause: B.\n---\n## Law {#law}\n\n::: {keep=plots#part}\n:::\n"
    files = {"localisations/north/ours.md": page}
    built = allotments(
        plots(LOCKED),
        NORTH,
        files,
        place("newton", "north"),
        edits("newton", "part: {do: omit}", document="north:ours"),
    )
    assert (built.only.code, built.only.held_by) == ("locked", "framework")


def test_an_open_section_of_another_document_is_not_held_by_this_one(allotments: Builder) -> None:
    files = rule("fees", "## Rent {#rent}\n\nWords.\n")
    built = allotments(plots(LOCKED, "lock: full\n"), files, place("newton"), edits("newton", "rent: {do: omit}", document="fees"))
    assert built.problems == []


def test_an_unknown_target_is_not_taken_for_another_that_a_replacement_left_out(allotments: Builder) -> None:
    built = allotments(
        rule("fees", "## Rent {#rent}\n\n::: {#sum}\nFive pounds.\n:::\n"),
        NORTH,
        edits("north", "water: {do: replace}", "## Water {#water}\n\nNorth's."),
        place("newton", "north"),
        edits("newton", "zebra: {do: omit}"),
        edits("newton", "save-water: {do: omit}", document="fees"),
    )
    assert built.codes == ["unknown-target", "unknown-target"]


def test_a_lock_as_tight_as_the_one_around_it_is_held_by_who_wrote_it_there(allotments: Builder) -> None:
    text = "::: {#new lock=insert}\nNorth's.\n:::"
    built = allotments(
        plots(PARTLY), place("north", tier="district"), edits("north", "new: {do: insert, end: law}", text), place("newton", "north")
    )
    assert (hold(built, "north:new").lock, hold(built, "north:new").layer) == (Lock.INSERT, "north")


def test_a_lower_tier_may_lock_its_own_text_tighter_than_what_is_around_it(allotments: Builder) -> None:
    text = "::: {#new lock=full}\nNorth's.\n:::"
    built = allotments(
        plots(PARTLY), place("north", tier="district"), edits("north", "new: {do: insert, end: law}", text), place("newton", "north")
    )
    assert (hold(built, "north:new").lock, hold(built, "north:new").layer) == (Lock.FULL, "north")


def test_a_move_out_of_a_locked_section_names_the_section(allotments: Builder) -> None:
    built = allotments(plots(LOCKED), place("newton"), edits("newton", "slot: {do: move, end: free}"))
    assert built.only.address == "plots#part"
    assert built.only.message.startswith("'part' is locked (full) by the framework")


def test_a_move_out_of_a_locked_document_names_the_document(allotments: Builder) -> None:
    body = "## One {#one lock=open}\n\nWords.\n\n## Two {#two}\n\nWords.\n"
    built = allotments(plots(body, "lock: insert\n"), place("newton"), edits("newton", "two: {do: move, end: one}"))
    assert (built.only.code, built.only.address) == ("locked", "plots")

"""Who signed, what could not wait, what is let pass, what is left out and where old addresses lead: each told, with its class."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from byelaw.core.comparing.changes import Flag, SharedChange, Weight
from byelaw.core.comparing.compare import Label, Side, compare
from byelaw.core.declarations import Waiver
from byelaw.core.names import FRAMEWORK
from byelaw.core.problems import Place
from byelaw.core.releases import Layer, Papers, Signed, SignOff
from comparing.conftest import CompareProjects
from project_builder import PLOTS, Builder, Files, edits, place, plots, rule

HERE = Place("framework/x.yml", 1)


def signed(role: str, day: int, *, is_current: bool = True) -> Signed:
    return Signed(SignOff(role, "Board", date(2026, 9, day), "0" * 64, HERE), is_current)


def side(allotments: Builder, *files: Files, signs: Sequence[Signed] | None = None, version: str = "1", edition: str = "framework") -> Side:
    built = allotments(*files)
    papers = Papers(((Layer(FRAMEWORK, "Allotments", version), tuple(signs)),) if signs is not None else ())
    finished = replace(built.finished(edition), papers=papers)
    return Side(finished, built.published(edition), Label(edition))


def shared(old: Side, new: Side) -> list[tuple[str, str, str, str]]:
    found = [each for each in compare(old, new).changes if isinstance(each, SharedChange)]
    return [(each.label, each.old, each.new, each.about.weight.value) for each in found]


def test_a_post_that_signed_the_new_release_and_not_the_old_is_told(allotments: Builder) -> None:
    old, new = (side(allotments, signs=signs) for signs in ([signed("Chair", 1)], [signed("Chair", 1), signed("Convenor", 2)]))
    assert shared(old, new) == [("Convenor, Board", "", "Allotments 1: signed off on 2 September 2026", "editorial")]


def test_a_sign_off_that_holds_no_more_weighs(allotments: Builder) -> None:
    old, new = (side(allotments, signs=[signed("Chair", 1, is_current=is_current)]) for is_current in (True, False))
    said = "Allotments 1: changed since it was signed off on 1 September 2026"
    assert shared(old, new) == [("Chair, Board", "Allotments 1: signed off on 1 September 2026", said, "substantive")]
    assert [each[3] for each in shared(new, old)] == ["editorial"]


def test_a_post_that_did_not_sign_again_weighs_and_a_release_that_nobody_signed_says_so(allotments: Builder) -> None:
    old, new = side(allotments, signs=[signed("Chair", 1)]), side(allotments, signs=[], version="2")
    assert shared(old, new) == [
        ("nobody", "", "Allotments 2: no sign-off recorded", "substantive"),
        ("Chair, Board", "Allotments 1: signed off on 1 September 2026", "", "substantive"),
    ]
    assert [each[3] for each in shared(new, old)] == ["editorial", "editorial"]


def test_a_release_that_nobody_signed_after_another_such_is_no_change(allotments: Builder) -> None:
    assert shared(side(allotments, signs=[]), side(allotments, signs=[], version="2")) == []


def test_a_working_copy_that_says_nothing_of_signing_is_no_change(allotments: Builder) -> None:
    old, new = side(allotments, signs=[signed("Chair", 1)]), side(allotments)
    assert [shared(old, new), shared(new, old)] == [[], []]


def test_the_same_sign_offs_are_no_change(allotments: Builder) -> None:
    old, new = (side(allotments, signs=[signed("Chair", 1)]) for _ in range(2))
    assert shared(old, new) == []


def urgent(text: str, day: int = 1, at: str = "plots#dig-weekly") -> Files:
    return {"framework/urgent.yml": f"- at: {at}\n  on: 2026-10-0{day}\n  text: {text}\n"}


def test_an_urgent_notice_is_told_at_its_place_when_it_came_changed_or_went(compared: CompareProjects) -> None:
    came = compared([], [urgent("Tenants must dig in 3 days.")])
    flags = "must/should/may or not; number, date or limit; role"
    assert came.lines == [f"urgent notice at plots#dig-weekly:  → 1 October 2026: Tenants must dig in 3 days. [substantive; {flags}]"]
    changed = compared([urgent("Dig in 3 days.")], [urgent("Dig in 2 days.")]).only
    assert (changed.about.weight, changed.about.flags) == (Weight.SUBSTANTIVE, (Flag.NUMBER,))
    assert compared([urgent("Dig.")], [urgent("Dig.", 2)]).only.new == "2 October 2026: Dig."
    assert compared([urgent("Dig.")], []).only.new == ""
    assert compared([urgent("Dig")], [urgent("Dig.")]).only.about.weight is Weight.EDITORIAL


def excepted(held: Side, *waivers: Waiver) -> Side:
    edition = held.edition
    declarations = replace(edition.framework.declarations, waivers=waivers)
    framework = replace(edition.framework, declarations=declarations)
    return replace(held, finished=replace(held.finished, edition=replace(edition, framework=framework)))


WAIVER = Waiver("locked", "plots#dig-weekly", "A pilot.", "Chair", date(2027, 3, 31), FRAMEWORK, HERE)


def test_an_exception_from_a_check_is_told_at_its_place(allotments: Builder) -> None:
    bare = side(allotments)
    one = excepted(bare, WAIVER)
    (change,) = compare(bare, one).changes
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.label, change.about.spot.address) == (
        "exception from a check",
        "locked at plots#dig-weekly",
        "plots#dig-weekly",
    )
    assert (change.new, change.about.weight) == ("until 31 March 2027, agreed by Chair: A pilot.", Weight.SUBSTANTIVE)
    assert (change.about.cause.because, change.about.cause.owner) == ("A pilot.", "Chair")
    assert compare(one, bare).changes[0].new == ""


def test_an_exception_that_ends_later_weighs_and_another_reason_does_not(allotments: Builder) -> None:
    bare = side(allotments)
    later, other = replace(WAIVER, until=date(2028, 3, 31)), replace(WAIVER, because="A trial.")
    found = [compare(excepted(bare, WAIVER), excepted(bare, each)).changes for each in (later, other)]
    assert [(each.about.weight, each.about.flags) for (each,) in found] == [(Weight.SUBSTANTIVE, (Flag.NUMBER,)), (Weight.EDITORIAL, ())]


def test_an_exception_for_another_area_is_none_of_this_one(allotments: Builder) -> None:
    bare = side(allotments, place("oak"), edition="oak")
    assert compare(bare, excepted(bare, replace(WAIVER, for_localisation="elm"))).is_same
    assert len(compare(bare, excepted(bare, replace(WAIVER, for_localisation="oak"))).changes) == 1


DEEP = PLOTS.replace("::: {#dig-deep", "::: {#dig-twice .should}\nTenants should dig twice.\n:::\n\n::: {#dig-deep")


def omitting(*blocks: str, because: str = "B.") -> Files:
    return edits("oak", "\n".join(f"{each}: {{do: omit, because: {because}}}" for each in blocks))


def test_what_an_area_leaves_out_of_the_new_text_at_once_is_told(compared: CompareProjects) -> None:
    old, new = [place("oak"), omitting("dig-deep")], [plots(DEEP), place("oak"), omitting("dig-deep", "dig-twice")]
    change = compared(old, new, "oak").only
    assert isinstance(change, SharedChange)
    assert (change.kind.value, change.name, change.old, bool(change.new)) == ("left out", "plots#dig-twice", "", True)
    assert (change.about.cause.layer, change.about.cause.because, change.about.weight) == ("oak", "B.", Weight.SUBSTANTIVE)
    back = compared(new, old, "oak").only
    assert (back.kind.value, back.old, back.new) == ("left out", change.new, "")


def test_another_reason_for_leaving_out_is_told_and_leaving_out_is_told_as_text(compared: CompareProjects) -> None:
    old, new = ([place("oak"), omitting("dig-deep", because=why)] for why in ("Stones.", "Clay."))
    change = compared(old, new, "oak").only
    assert isinstance(change, SharedChange)
    assert (change.what, change.old, change.new, change.about.weight) == ("reason", "Stones.", "Clay.", Weight.EDITORIAL)
    gone = compared([place("oak")], new, "oak").only
    assert (gone.kind.value, gone.about.cause.layer, gone.about.cause.because) == ("removed", "oak", "Clay.")
    back = compared(new, [place("oak")], "oak").only
    assert (back.kind.value, back.about.cause.layer, back.about.cause.because) == ("added", "oak", "Clay.")


def test_another_reason_for_a_withdrawal_is_told(compared: CompareProjects) -> None:
    ways = rule("ways", "## Ways {#ways}\n\nKeep to the path.\n", "optional: yes\n")
    out = "---\ndocument: ways\ndo: withdraw\nbecause: {}\n---\n"
    old, new = ([ways, place("oak"), {"localisations/oak/ways.md": out.format(why)}] for why in ("No paths.", "Mud."))
    change = compared(old, new, "oak").only
    assert isinstance(change, SharedChange)
    assert (change.name, change.what, change.old, change.new) == ("ways", "reason", "No paths.", "Mud.")


def test_an_old_address_that_leads_elsewhere_is_told_and_one_more_that_is_gone_is_not(compared: CompareProjects) -> None:
    fates = [{"framework/ids.yml": f"plots#gone: {{became: [plots#{each}], because: Clearer.}}\n"} for each in ("scope", "water")]
    change = compared([fates[0]], [fates[1]]).only
    assert (change.kind.value, change.old, change.new, change.about.flags) == ("old address", "plots#scope", "plots#water", (Flag.LINK,))
    assert compared([fates[0]], []).only.new == ""
    assert compared([], [fates[0]]).comparison.is_same

"""Exceptions: who may give one, for whom and until when (design §5)."""

from datetime import date

import pytest

from byelaw.workflows.loading import unused_waivers
from project_builder import Builder, Built, Files, declared, edits, place


def waiver(at: str, code: str = "locked", extra: str = "", until: str = "2027-01-01") -> str:
    """Return an exception for an address."""
    return f"- {{code: {code}, at: '{at}', because: Agreed., by: Chair, until: {until}{extra}}}\n"


def held_by(layer: str, text: str) -> Files:
    """Return the exceptions of the framework or of a localisation."""
    return {f"{'framework' if layer == 'framework' else f'localisations/{layer}'}/exceptions.yml": text}


OMIT = edits("newton", "dig-weekly: {do: omit}")
PLOT_TIER = declared(("  site: {name: Site}", "  site: {name: Site}\n  plot: {name: Plot}"))


def unused(built: Built) -> list[str]:
    """Return the messages about exceptions that nothing needed."""
    return [each.message for each in unused_waivers(built.merged, ())]


def test_the_tier_that_locked_a_block_can_waive_its_lock(allotments: Builder) -> None:
    built = allotments(place("newton"), OMIT, held_by("framework", waiver("plots#dig-weekly")))
    assert built.problems == []
    assert "(left out) {dig-weekly}" in built.outline("newton")
    assert unused(built) == []


def test_another_tier_cannot_waive_a_lock(allotments: Builder) -> None:
    built = allotments(place("newton"), OMIT, held_by("newton", waiver("plots#dig-weekly")))
    assert built.codes == ["locked"]
    assert unused(built) == ["the exception for 'plots#dig-weekly' [locked] accepts nothing"]


def test_a_district_can_waive_the_lock_that_it_raised(allotments: Builder) -> None:
    built = allotments(
        place("north", tier="district"),
        edits("north", "scope: {lock: full}"),
        held_by("north", waiver("plots#scope")),
        place("newton", "north"),
        edits("newton", "scope: {do: omit}"),
    )
    assert built.problems == []


def test_the_framework_cannot_waive_a_districts_lock(allotments: Builder) -> None:
    built = allotments(
        place("north", tier="district"),
        edits("north", "scope: {lock: full}"),
        held_by("framework", waiver("plots#scope")),
        place("newton", "north"),
        edits("newton", "scope: {do: omit}"),
    )
    assert built.codes == ["locked"]


@pytest.mark.parametrize(("whose", "codes"), [("newton", []), ("oldham", ["locked"])])
def test_an_exception_can_be_for_one_localisation(allotments: Builder, whose: str, codes: list[str]) -> None:
    files = held_by("framework", waiver("plots#dig-weekly", extra=f", for: {whose}"))
    assert allotments(place("newton"), place("oldham"), OMIT, files).codes == codes


def test_an_exception_for_a_district_is_for_the_sites_below_too(allotments: Builder) -> None:
    files = held_by("framework", waiver("plots#dig-weekly", extra=", for: north"))
    assert allotments(place("north", tier="district"), place("newton", "north"), OMIT, files).codes == []
    assert allotments(place("north", tier="district"), place("newton"), OMIT, files).codes == ["locked"]


def test_an_exception_of_a_localisation_is_for_itself_and_below(allotments: Builder) -> None:
    lock = edits("north", "scope: {lock: full}")
    built = allotments(
        place("north", tier="district"),
        lock,
        held_by("north", waiver("plots#scope", extra=", for: newton")),
        place("newton", "north"),
        place("oldham", "north"),
        edits("newton", "scope: {do: omit}"),
        edits("oldham", "scope: {do: omit}"),
    )
    assert [each.edition for each in built.merged.problems] == ["oldham"]


@pytest.mark.parametrize(("day", "codes"), [(date(2027, 1, 1), []), (date(2027, 1, 2), ["exception-expired", "locked"])])
def test_an_exception_holds_until_its_last_day(allotments: Builder, day: date, codes: list[str]) -> None:
    built = allotments(place("newton"), OMIT, held_by("framework", waiver("plots#dig-weekly")), day=day)
    assert built.codes == codes


def test_an_expired_exception_says_when_it_ended_and_what_it_accepted(allotments: Builder) -> None:
    built = allotments(place("newton"), OMIT, held_by("framework", waiver("plots#dig-weekly", until="2026-11-22")))
    expired = next(each for each in built.merged.problems if each.code == "exception-expired")
    assert expired.message == "the exception for 'plots#dig-weekly' ended on 2026-11-22"
    assert expired.second is not None
    assert expired.second.file == "localisations/newton/plots.md"
    assert expired.edition == "newton"
    assert unused(built) == []


def test_a_renewed_exception_takes_the_place_of_an_expired_one(allotments: Builder) -> None:
    both = waiver("plots#dig-weekly") + waiver("plots#dig-weekly", until="2026-11-22")
    assert allotments(place("newton"), OMIT, held_by("framework", both)).codes == []


@pytest.mark.parametrize(("at", "code"), [("plots#dig-weekly", "weakened"), ("plots#dig-deep", "locked"), ("plots#water", "locked")])
def test_an_exception_accepts_only_its_code_at_its_address(allotments: Builder, at: str, code: str) -> None:
    built = allotments(place("newton"), OMIT, held_by("framework", waiver(at, code)))
    assert built.codes == ["locked"]


def test_an_unused_exception_is_reported(allotments: Builder) -> None:
    built = allotments(place("newton"), held_by("framework", waiver("plots#dig-weekly")))
    (found,) = unused_waivers(built.merged, ())
    assert (found.code, found.severity, found.place.file) == ("exception-unused", "warning", "framework/exceptions.yml")
    assert found.message == "the exception for 'plots#dig-weekly' [locked] accepts nothing"


@pytest.mark.parametrize(("until", "ending"), [("2026-11-22", " and has ended"), ("2026-11-23", "")])
def test_an_unused_exception_that_has_ended_is_said_to_have(allotments: Builder, until: str, ending: str) -> None:
    built = allotments(place("newton"), held_by("framework", waiver("plots#dig-weekly", until=until)))
    assert unused(built) == [f"the exception for 'plots#dig-weekly' [locked] accepts nothing{ending}"]


def test_a_weaker_strength_can_be_accepted_by_the_framework(allotments: Builder) -> None:
    built = allotments(
        place("newton"),
        edits("newton", "dig-deep: {do: replace}", "::: {#dig-deep .may}\nDig.\n:::"),
        held_by("framework", waiver("plots#dig-deep", "weakened")),
    )
    assert built.problems == []


def test_a_lock_that_is_waived_for_a_replacement_lets_the_new_text_in(allotments: Builder) -> None:
    built = allotments(
        place("newton"),
        edits("newton", "digging: {do: replace}", "## Dig {#digging}\n\nOurs."),
        held_by("framework", waiver("plots#dig-weekly")),
    )
    assert built.problems == []
    assert {each.block for each in built.edition("newton").omissions} == {"dig-weekly", "dig-deep"}


def test_a_localisation_names_its_own_block_by_its_plain_id(allotments: Builder) -> None:
    built = allotments(
        place("north", tier="district"),
        edits("north", "shade: {do: insert, after: dig-weekly, lock: full}", "::: {#shade}\nLeave the trees.\n:::\n"),
        held_by("north", waiver("plots#shade")),
        place("newton", "north"),
        edits("newton", "'north:shade': {do: omit, supersedes: north}"),
    )
    assert built.problems == []
    assert unused(built) == []


def test_of_one_edition_only_exceptions_that_concern_no_other_are_judged(allotments: Builder) -> None:
    waived = [held_by(layer, waiver("plots#scope")) for layer in ("framework", "newton", "oldham")]
    built = allotments(place("newton"), place("oldham"), *waived)
    assert [each.place.file for each in unused_waivers(built.merged, (), ["newton"])] == ["localisations/newton/exceptions.yml"]
    assert len(unused_waivers(built.merged, ())) == len(waived)

"""Documents that a localisation adds, and those that it opts out of: design §5."""

import pytest

from byelaw.core.names import DocumentId
from project_builder import Builder, Files, edits, place, plots, rule

LAW = "## Law {#law lock=full}\n\nFixed.\n\n## Free {#free}\n\nFree.\n"
OTHER = "## Purpose {#purpose}\n\nWords.\n"


def added(name: str, body: str, extra: str = "", at: str = "newton") -> Files:
    """Return a document of a localisation's own."""
    return {f"localisations/{at}/{name}.md": f"---\nkind: rule\ntitle: Our rules\ndo: add\nbecause: Ours.\n{extra}---\n{body}"}


def withdrawn(document: str, extra: str = "", at: str = "newton", page: str = "out") -> Files:
    """Return a localisation's opting out of a document."""
    return {f"localisations/{at}/{page}.md": f"---\ndocument: {document}\ndo: withdraw\nbecause: Not here.\n{extra}---\n"}


def test_a_document_of_ones_own_is_in_the_edition_under_ones_name(allotments: Builder) -> None:
    built = allotments(place("newton"), added("ours", "## Bees {#bees}\n\n::: {#hive .must}\nKeep the hive shut.\n:::\n"))
    assert built.problems == []
    assert built.outline("newton", "newton:ours") == ["# Bees {newton:bees}", "must {newton:hive}: Keep the hive shut."]
    document = built.edition("newton").documents[DocumentId("newton:ours")]
    assert (document.layer, document.owner, str(document.review)) == ("newton", "Lead", "2027-03-31")
    (step,) = document.origin
    assert (step.layer, step.tier, step.operation, step.because, step.owner) == ("newton", "site", "add", "Ours.", "Lead")
    assert built.block("newton", "newton:hive", "newton:ours").origin == (step,)


def test_a_document_of_ones_own_is_not_in_the_editions_beside_or_above(allotments: Builder) -> None:
    built = allotments(place("newton"), place("oldham"), added("ours", OTHER))
    assert DocumentId("newton:ours") not in built.edition("oldham").documents
    assert DocumentId("newton:ours") not in built.edition("framework").documents


@pytest.mark.parametrize(("dates", "there"), [("from: 2027-01-01\n", False), ("until: 2026-12-31\n", True), ("until: 2026-11-22\n", False)])
def test_a_document_of_ones_own_stands_within_its_dates(allotments: Builder, dates: str, there: bool) -> None:  # noqa: FBT001
    built = allotments(place("newton"), added("ours", OTHER, dates))
    assert (DocumentId("newton:ours") in built.edition("newton").documents) is there


def test_a_document_of_ones_own_may_keep_an_inherited_block(allotments: Builder) -> None:
    body = "## Ours {#ours}\n\n::: {keep=plots#dig-weekly}\n:::\n"
    built = allotments(place("newton"), added("ours", body))
    assert built.problems == []
    assert built.outline("newton", "newton:ours") == ["# Ours {newton:ours}", "must {dig-weekly}: Tenants must dig every week."]


@pytest.mark.parametrize("wanted", ["plots#nothing", "nothing#scope", "dig-weekly"])
def test_a_keep_of_what_is_not_in_the_edition_above_is_an_error(allotments: Builder, wanted: str) -> None:
    built = allotments(place("newton"), added("ours", f"## Ours {{#ours}}\n\n::: {{keep={wanted}}}\n:::\n"))
    assert built.problems == [f"newton: unknown-keep: there is no '{wanted}' to keep"]


def test_a_tier_below_changes_a_document_that_a_higher_one_added(allotments: Builder) -> None:
    built = allotments(
        place("north", tier="district"),
        added("ours", OTHER, at="north"),
        place("newton", "north"),
        edits("newton", "'north:purpose': {do: retitle, title: Ours}", document="north:ours"),
    )
    assert built.problems == []
    assert built.outline("newton", "north:ours")[0] == "# Ours {north:purpose}"


def test_an_optional_document_can_be_withdrawn(allotments: Builder) -> None:
    built = allotments(rule("fees", OTHER, "optional: yes\n"), place("newton"), withdrawn("fees"))
    assert built.problems == []
    assert list(built.edition("newton").documents) == ["plots"]
    withdrawal, who = built.edition("newton").withdrawals[DocumentId("fees")]
    assert (withdrawal.account.because, who.id) == ("Not here.", "newton")


def test_a_document_that_is_not_optional_needs_one_read_instead(allotments: Builder) -> None:
    built = allotments(rule("fees", OTHER), place("newton"), withdrawn("fees"))
    assert built.problems == ["newton: instead-missing: 'fees' is not optional, so say what is read instead"]
    assert DocumentId("fees") in built.edition("newton").documents


def test_a_document_without_locks_is_withdrawn_for_any_other(allotments: Builder) -> None:
    built = allotments(rule("fees", OTHER), place("newton"), withdrawn("fees", "instead: plots\n"))
    assert built.problems == []
    assert DocumentId("fees") not in built.edition("newton").documents


def test_the_document_read_instead_keeps_the_locked_blocks(allotments: Builder) -> None:
    body = "## Ours {#ours}\n\n::: {keep=fees#law}\n:::\n"
    files = (rule("fees", LAW), place("newton"), withdrawn("fees", "instead: ours\n"))
    assert allotments(*files, added("ours", body)).problems == []
    built = allotments(*files, added("ours", OTHER))
    assert built.problems == ["newton: locked: 'law' in 'fees' is locked (full) and 'newton:ours', read instead, does not keep it"]
    assert (built.only.address, built.only.held_by, built.only.hint) == (
        "fees#law",
        "framework",
        "place it there: ::: {keep=fees#law}",
    )
    assert DocumentId("fees") in built.edition("newton").documents


def test_another_block_of_the_same_id_does_not_keep_a_locked_one(allotments: Builder) -> None:
    files = (rule("fees", LAW), rule("other", "## Law {#law}\n\nQuite other words.\n"), place("newton"))
    built = allotments(*files, withdrawn("fees", "instead: other\n"))
    assert built.codes == ["locked"]


def test_a_document_cannot_be_read_instead_of_itself(allotments: Builder) -> None:
    built = allotments(rule("fees", OTHER), place("newton"), withdrawn("fees", "instead: fees\n"))
    assert built.codes == ["instead-missing"]
    assert DocumentId("fees") in built.edition("newton").documents


@pytest.mark.parametrize("extra", ["", "optional: yes\n"])
def test_what_is_read_instead_must_exist(allotments: Builder, extra: str) -> None:
    built = allotments(rule("fees", OTHER, extra), place("newton"), withdrawn("fees", "instead: plot\n"))
    assert (built.only.code, built.only.hint) == ("unknown-document", "did you mean 'plots'?")


def test_a_document_that_does_not_exist_cannot_be_withdrawn(allotments: Builder) -> None:
    built = allotments(place("newton"), withdrawn("zebra"))
    assert (built.only.message, built.only.hint) == ("there is no document 'zebra'", "")


def test_a_withdrawal_applies_within_its_dates(allotments: Builder) -> None:
    built = allotments(rule("fees", OTHER, "optional: yes\n"), place("newton"), withdrawn("fees", "from: 2027-01-01\n"))
    assert DocumentId("fees") in built.edition("newton").documents


def test_a_document_that_was_withdrawn_above_is_named_with_who_did_it(allotments: Builder) -> None:
    built = allotments(
        rule("fees", OTHER, "optional: yes\n"),
        place("north", tier="district"),
        withdrawn("fees", at="north"),
        place("newton", "north"),
        edits("newton", "purpose: {do: omit}", document="fees"),
    )
    assert built.problems == ["newton: unknown-document: 'fees' was withdrawn by north"]
    assert built.only.second is not None
    assert built.only.second.file == "localisations/north/out.md"


def test_a_withdrawal_over_a_higher_localisations_change_needs_supersedes(allotments: Builder) -> None:
    files = (
        rule("fees", OTHER, "optional: yes\n"),
        place("north", tier="district"),
        edits("north", "purpose: {do: retitle, title: North's}", document="fees"),
        place("newton", "north"),
    )
    assert allotments(*files, withdrawn("fees")).codes == ["supersedes-needed"]
    assert allotments(*files, withdrawn("fees", "supersedes: north\n")).problems == []


def test_a_withdrawal_that_supersedes_nothing_is_an_error(allotments: Builder) -> None:
    files = (rule("fees", OTHER, "optional: yes\n"), place("north", tier="district"), place("newton", "north"))
    assert allotments(*files, withdrawn("fees", "supersedes: north\n")).codes == ["no-effect"]


def test_a_page_whose_document_was_withdrawn_in_the_same_localisation_is_an_error(allotments: Builder) -> None:
    built = allotments(
        plots(LAW), rule("fees", OTHER, "optional: yes\n"), place("newton"), withdrawn("fees"), edits("newton", "free: {do: omit}")
    )
    assert built.problems == []

"""The shipped framework 1.0 against 1.1, held against the list of differences that its editors wrote by hand; and an area on both."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from byelaw.core.blocks import Block, every_block
from byelaw.core.comparing.changes import Change, DocumentChange, RuleChange, SharedChange, SharedKind, TextChange, TextKind, Weight
from byelaw.core.comparing.compare import Side
from byelaw.core.names import anchor
from byelaw.settings import find_project
from byelaw.workflows.comparing import Compared, CompareRequest, compare_two
from comparing.listed_differences import named_addresses

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)

ONLY_MENTIONED = {
    "pathway-at-a-glance#assess-needs": "a way led to it",
    "pathway-at-a-glance#refer-today": "a way leads to it",
}
"""What the page names and what did not change itself."""


@cache
def compared(old: str, new: str, area: str = "") -> Compared:
    settings = find_project(ROOT)
    assert settings is not None
    return compare_two(settings, CompareRequest(old, new, DAY, area))


@pytest.fixture
def release() -> Compared:
    return compared("framework@1.0", "framework@1.1")


def changes_of(found: Compared) -> tuple[Change, ...]:
    assert found.comparison is not None, found.problems
    return found.comparison.changes


def sides_of(found: Compared) -> tuple[Side, Side]:
    assert found.sides is not None
    return found.sides


def families(sides: Iterable[Side]) -> dict[str, set[str]]:
    """Return for each block's address those of all that it stands in or that stands in it, on either side, itself too."""
    found: dict[str, set[str]] = {}

    def visit(document: str, block: Block, above: tuple[str, ...]) -> None:
        address = f"{document}#{block.id}"
        way = (*above, address) if block.id else above
        if block.id:
            for each in way:
                found.setdefault(each, set()).add(address)
                found.setdefault(address, set()).add(each)
        for child in block.children:
            visit(document, child, way)

    for side in sides:
        for name, document in side.finished.edition.documents.items():
            for block in document.blocks:
                visit(name, block, ())
    return found


def told_addresses(changes: Iterable[Change]) -> set[str]:
    found = set()
    for each in changes:
        spots = [each.about.old, each.about.new]
        spots += each.places if isinstance(each, SharedChange) else each.others if isinstance(each, TextChange) else ()
        found |= {spot.address for spot in spots if spot is not None}
    return found


def named_blocks(found: Compared) -> set[str]:
    sides = sides_of(found)
    numbers = {document.number: anchor(document.id) for side in sides for document in side.published.documents}
    there = {
        f"{name}#{block.id}"
        for side in sides
        for name, document in side.finished.edition.documents.items()
        for block in every_block(document.blocks)
    }
    return named_addresses(numbers) & there


def test_every_block_that_the_list_names_is_told_of(release: Compared) -> None:
    kin, told = families(sides_of(release)), told_addresses(changes_of(release))
    named = named_blocks(release)
    assert len(named) > 200
    assert sorted(each for each in named if not kin[each] & told) == sorted(ONLY_MENTIONED)


def test_nothing_is_told_of_that_the_list_does_not_name(release: Compared) -> None:
    kin, named = families(sides_of(release)), named_blocks(release)
    found = [each for each in changes_of(release) if isinstance(each, TextChange | RuleChange) and each.kind is not TextKind.RENUMBERED]
    renamed = [each for each in found if each.old.replace("keep-safe", "safety") == each.new]
    strangers = {each.about.spot.address for each in found if each not in renamed and not kin[each.about.spot.address] & named}
    assert strangers == set()


def test_the_renamed_term_is_one_entry_with_all_its_places(release: Compared) -> None:
    terms = [
        each
        for each in changes_of(release)
        if isinstance(each, SharedChange) and each.kind is SharedKind.TERM and each.name == "safety-plan"
    ]
    assert len(terms) == 1
    assert (terms[0].about.weight, len(terms[0].places) > 40) == (Weight.VALUE, True)
    assert not [
        each
        for each in changes_of(release)
        if isinstance(each, TextChange) and each.kind is TextKind.CHANGED and each.old.replace("keep-safe", "safety") == each.new
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("timescales.screening", "2 working days", "1 working day"),
        ("timescales.strategy-discussion", "5 working days", "3 working days"),
        ("timescales.strategy-record", "2 working days", "1 working day"),
        ("timescales.safety-plan-review", "15 working days", "10 working days"),
        ("safety-plan.review-interval", "8 weeks", "6 weeks"),
        ("serious-harm.first-meeting", "15 working days", "10 working days"),
    ],
)
def test_every_tightened_limit_is_one_entry(release: Compared, name: str, old: str, new: str) -> None:
    limits = [each for each in changes_of(release) if isinstance(each, SharedChange) and each.name == name]
    assert [(each.kind, old in each.old, new in each.new) for each in limits] == [(SharedKind.LIMIT, True, True)]


def test_every_should_that_became_a_must_is_told(release: Compared) -> None:
    raised = {
        each.about.spot.address
        for each in changes_of(release)
        if isinstance(each, RuleChange) and (each.old, each.new) == ("Should", "Must")
    }
    assert raised == {
        "policy-statement#trained-staff",
        "core-procedure#tell-referrer",
        "strategy-discussion#communication-needs",
        "education-settings#head-signs",
        "assessment#siblings-in-home",
    }


def test_documents_that_came_and_were_retitled_are_told(release: Compared) -> None:
    found = Counter(
        (each.kind.value, each.about.spot.document)
        for each in changes_of(release)
        if isinstance(each, DocumentChange) and each.kind.value != "metadata"
    )
    assert found == {
        ("document added", "hsb-panel"): 1,
        ("document retitled", "recognising-behaviour"): 1,
        ("document retitled", "safety-plans"): 1,
    }


def test_a_retired_statement_comes_with_its_reason(release: Compared) -> None:
    gone = [each for each in changes_of(release) if each.about.spot.address == "policy-statement#monthly-list"]
    assert [(each.kind.value, "private details" in each.about.cause.because) for each in gone] == [("removed", True)]


def test_an_area_before_and_after_its_upgrade_keeps_what_is_its_own() -> None:
    found = compared("framework@1.0", "framework@1.1", "northmere")
    old, new = sides_of(found)
    assert [layer.version for layer in old.finished.edition.layers] == ["1.0", "1", "1", ""]
    assert [layer.version for layer in new.finished.edition.layers] == ["1.1", "2", "2", ""]
    assert found.comparison is not None
    assert any("northmere, on framework@1.0: " in each for each in found.comparison.not_compared), "it sets what 1.0 does not have"
    assert any(each.code == "unknown-value" for each in found.problems)
    assert "trained-staff" in {each.about.spot.block for each in changes_of(found)}
    assert not [
        each
        for each in changes_of(found)
        if each.about.cause.layer == "northmere" and isinstance(each, TextChange) and each.kind is TextKind.REMOVED
    ]


def test_two_areas_are_compared_with_each_its_own_reasons() -> None:
    found = compared("northmere", "strathorran")
    causes = {each.about.cause.layer for each in changes_of(found)}
    assert {"northmere", "strathorran", "scotland"} & causes

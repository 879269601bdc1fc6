"""The shipped editions, compared with each other: every document comes back to the last byte, and what is said adds up."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from byelaw.core.comparing.changes import DocumentChange, DocumentKind
from byelaw.core.comparing.compare import Comparison, Label, Side, compare
from byelaw.core.comparing.trees import apply, new_of, old_of, revert
from byelaw.core.finishing.publish import publish
from byelaw.settings import Settings
from byelaw.workflows.asking import Desk, open_desk
from project_builder import DAY

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [("framework", "northmere"), ("framework", "scotland"), ("england", "northmere"), ("england", "scotland")]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with open_desk(Settings(ROOT), DAY) as opened:
        yield opened


def side(desk: Desk, name: str) -> Side:
    finished = desk.finished(name)[0]
    return Side(finished, publish(finished, draft=False, opted_out={}), Label(name))


def compared(desk: Desk, old: str, new: str) -> tuple[Side, Side, Comparison]:
    sides = side(desk, old), side(desk, new)
    return *sides, compare(*sides)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_every_document_of_two_editions_comes_back_as_it_was(desk: Desk, old: str, new: str) -> None:
    before, after, comparison = compared(desk, old, new)
    pages = [{page.id: page.body for page in each.published.documents} for each in (before, after)]
    assert len(comparison.documents) > 5
    whole = [*comparison.documents.values(), *comparison.came.values(), *comparison.went.values()]
    assert {each.id for each in whole} >= pages[1].keys()
    assert {each.old_id for each in whole} >= pages[0].keys()
    for each in whole:
        bodies = pages[0].get(each.old_id, ()), pages[1].get(each.id, ())
        assert [json.dumps(old_of(each.merged.blocks)), json.dumps(new_of(each.merged.blocks))] == [json.dumps(body) for body in bodies]
        assert json.dumps(apply(each.merged, bodies[0])) == json.dumps(bodies[1])
        assert json.dumps(revert(each.merged, bodies[1])) == json.dumps(bodies[0])


def test_every_document_that_only_one_side_has_is_said_to_come_or_go(desk: Desk) -> None:
    before, after, comparison = compared(desk, "northmere", "scotland")
    pages = [{page.id for page in each.published.documents} for each in (before, after)]
    said = {kind: set[str]() for kind in DocumentKind}
    for change in comparison.changes:
        if isinstance(change, DocumentChange):
            said[change.kind].add(change.about.spot.document)
    assert said[DocumentKind.ADDED] == pages[1] - pages[0]
    assert said[DocumentKind.REMOVED] == pages[0] - pages[1]
    assert [comparison.came.keys(), comparison.went.keys()] == [said[DocumentKind.ADDED], said[DocumentKind.REMOVED]]


def test_an_edition_does_not_differ_from_itself(desk: Desk) -> None:
    assert compared(desk, "northmere", "northmere")[2].is_same


def test_the_changes_are_the_same_every_time(desk: Desk) -> None:
    assert compared(desk, "framework", "northmere")[2] == compared(desk, "framework", "northmere")[2]

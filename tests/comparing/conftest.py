"""Pandoc, started once for all tests here, and what compares two small projects."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pytest

from byelaw.core.comparing.changes import Change
from byelaw.core.comparing.compare import Comparison, Label, Side, compare
from byelaw.core.comparing.trees import apply, revert
from project_builder import Builder, Built, Files, RememberingPool


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and its changes as lines."""

    comparison: Comparison

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the changes."""
        return self.comparison.changes

    @property
    def lines(self) -> list[str]:
        """Return each change but new numbers as a line: `kind at address: old → new [class; flags]`."""
        return [line(each) for each in self.changes if each.kind.value != "renumbered"]

    @property
    def only(self) -> Change:
        """Return the one change there is, new numbers apart."""
        found = [each for each in self.changes if each.kind.value != "renumbered"]
        assert len(found) == 1, self.lines
        return found[0]


def line(change: Change) -> str:
    about = change.about
    said = "; ".join([about.weight.value, *(flag.value for flag in about.flags)])
    return f"{change.kind.value} at {about.spot.address}: {change.old} → {change.new} [{said}]"


CompareProjects: TypeAlias = Callable[..., Compared]


def side(built: Built, name: str) -> Side:
    assert built.problems == []
    assert built.finish_problems(name) == []
    return Side(built.finished(name), built.published(name), Label(name))


@pytest.fixture(scope="session")
def allotments() -> Iterator[Builder]:
    """Yield a builder of projects."""
    with RememberingPool() as pandoc:
        yield Builder(pandoc)


@pytest.fixture
def compared(allotments: Builder) -> CompareProjects:
    """Return what compares two projects, each given as the files laid over the base; the merged documents are checked on the way."""

    def compare_projects(old: list[Files], new: list[Files], one: str = "framework", other: str = "") -> Compared:
        sides = side(allotments(*old), one), side(allotments(*new), other or one)
        comparison = compare(*sides)
        pages = [{page.id: page.body for page in each.published.documents} for each in sides]
        whole = [*comparison.documents.values(), *comparison.came.values(), *comparison.went.values()]
        for each in whole:
            before, after = pages[0].get(each.old_id, ()), pages[1].get(each.id, ())
            assert json.dumps(apply(each.merged, before)) == json.dumps(after)
            assert json.dumps(revert(each.merged, after)) == json.dumps(before)
        assert {each.id for each in whole} >= pages[1].keys()
        assert {each.old_id for each in whole} >= pages[0].keys()
        return Compared(comparison)

    return compare_projects

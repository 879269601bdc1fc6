"""`compare --all`: what a change of a project does to every edition, told for a pull request."""

import json
from pathlib import Path
from typing import Any

import pytest

from byelaw.outputs.redline_all import Row, Told, all_markdown
from byelaw.outputs.redline_markdown import MOST_CHARACTERS
from verbs.conftest import Run, git
from verbs.test_releasing import REPORTING, add, change

VALUES = "framework/values.yml"
NORTH = "localisations/north/localisation.yml"


SECOND = "localisations/second-area/localisation.yml"
OWN = """\
values:
  report.mailbox: reports@example.org
records:
  contact:
    desk: {name: Duty desk, phone: 01632 960001}
"""


@pytest.fixture
def complete(repository: Path) -> Path:
    """Give the second area what it lacks, so that every edition may be published."""
    with (repository / SECOND).open("a", encoding="utf-8") as file:
        file.write(OWN)
    git(repository, "commit", "-qam", "Complete")
    return repository


def told(run: Run) -> dict[str, Any]:
    return dict(json.loads(run("compare", "git:HEAD", ".", "--all", "--output", "json").stdout))


def test_an_edition_that_a_change_keeps_from_being_published_is_named_with_the_reason(run: Run, complete: Path) -> None:
    change(complete, VALUES, "5 working days", "3 working days")
    done = run("compare", "git:HEAD", ".", "--all", "--output", "markdown")
    assert done.exit_code == 3
    assert "**After this, 3 editions can't be published: First area, The North, Second area**" in done.stdout
    assert "'timescales.reply' is at most '3 working days'; '4 working days' is looser" in done.stdout


def test_a_new_gap_keeps_an_edition_from_being_published_and_is_compared_all_the_same(run: Run, complete: Path) -> None:
    with (complete / VALUES).open("a", encoding="utf-8") as file:
        file.write("\nreport.second:\n  type: email\n  name: Second mailbox\n  set-by: area\n  required: yes\n  help: Another.\n")
    add(complete, REPORTING, (complete / REPORTING).read_text(encoding="utf-8").replace("report.mailbox", "report.second"))
    done = run("compare", "git:HEAD", ".", "--all", "--output", "markdown")
    assert done.exit_code == 1
    assert "**After this, 2 editions can't be published: First area, Second area**" in done.stdout
    assert "'report.second' is not set: Second mailbox" in done.stdout


def test_wrong_words_keep_editions_from_being_published(run: Run, complete: Path) -> None:
    change(complete, REPORTING, "# Report", "# Report [TBC]")
    change(complete, "framework/documents/policy/principles.md", "thank", "write to [the form](doc:reporting#no-such-place) of")
    found = told(run)
    assert found["publishable"] == {"lost": ["Speaking up", "First area", "The North", "Second area"], "regained": [], "never": []}
    assert any("no-such-place" in each for each in found["problems"])


def test_an_edition_that_is_mended_is_told_apart_from_one_that_is_lost(run: Run, repository: Path) -> None:
    with (repository / SECOND).open("a", encoding="utf-8") as file:
        file.write(OWN)
    done = run("compare", "git:HEAD", ".", "--all")
    assert done.exit_code == 1
    assert "Can be published again: Second area" in done.stdout
    assert "can't be published:" not in done.stdout


def test_sources_that_change_without_changing_what_is_published_are_told(run: Run, complete: Path) -> None:
    change(complete, SECOND, "name: Second area", "# A remark.\nname: Second area")
    done = run("compare", "git:HEAD", ".", "--all")
    assert done.exit_code == 0
    assert "Nothing published changes in any of 4 editions." in done.stdout
    assert "Sources change, and nothing that is published: Second area" in done.stdout


def test_a_new_release_is_told_though_nobody_reads_it_yet(run: Run, complete: Path) -> None:
    assert complete.is_dir()
    assert run("release", "framework", "1.0", "--summary", "First.").exit_code == 0
    assert told(run)["releases"] == ["framework@1.0"]


def test_each_edition_names_its_documents_those_too_where_only_a_value_shows(run: Run, complete: Path) -> None:
    change(complete, SECOND, "01632 960001", "01632 960002")
    (row,) = told(run)["changed"]
    assert row == {"edition": "Second area", "changes": 1, "documents": ["Reporting"]}
    table = run("compare", "git:HEAD", ".", "--all", "--output", "markdown").stdout
    assert "| Second area | 1 | " in table
    assert " | Reporting |" in table


def test_a_comment_on_very_many_editions_is_bounded() -> None:
    names = tuple(f"A long name of an area with the number {number}" for number in range(1000))
    rows = tuple(Row(each, (), ("A document with a long title",) * 9) for each in names)
    made = all_markdown(Told(("old", "new"), rows, (), 1000, failed=names, quiet=names, lost=names, problems=names))
    assert len(made) < MOST_CHARACTERS
    assert "and 750 more editions" in made

"""`byelaw new change` for a step, a field or a check: written into the localisation's file of the data, ready to edit."""

from pathlib import Path

import pytest

from verbs.conftest import Run

PATHWAY = """\
name: A report
summary: From the report to the answer.
parts:
  first:
    title: First
    text: Read this first.
    steps:
      seen: {label: Someone sees it, kind: start, who: everyone}
      bad:
        label: Is it bad?
        kind: decision
        text: |
          Ask two people.

          Write *both* answers down.
        ways: {'Yes': told, 'No': seen}
      told: {label: The manager is told, kind: end, see: reporting}
"""


@pytest.fixture
def reports(project: Path) -> Path:
    """Return the project with a pathway in its reporting procedure."""
    folder = project / "framework" / "pathways"
    folder.mkdir()
    (folder / "report.yml").write_text(PATHWAY, encoding="utf-8")
    page = project / "framework" / "documents" / "procedure" / "reporting.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n::: {#route pathway=report}\n:::\n", encoding="utf-8")
    return project


def data(project: Path) -> str:
    return (project / "localisations" / "first-area" / "pathways" / "report.yml").read_text(encoding="utf-8")


def test_a_step_is_copied_with_its_kind_text_and_ways(run: Run, reports: Path) -> None:
    done = run("new", "change", "first-area", "reporting#bad", "--do", "replace", "--set", "because=Ours.")
    assert done.exit_code == 0, done.stderr
    assert data(reports) == (
        "changes:\n  bad:\n    do: replace\n    because: Ours.\nsteps:\n  bad:\n    label: 'Is it bad?'\n    kind: decision\n    ways:\n"
        "      Yes: told\n      No: seen\n    text: |\n      Ask two people.\n\n      Write *both* answers down.\n"
    )
    assert "no effect" in done.stdout
    edited = data(reports).replace("Is it bad?", "How bad is it?")
    (reports / "localisations" / "first-area" / "pathways" / "report.yml").write_text(edited, encoding="utf-8")
    assert "no-effect" not in run("validate").stderr


def test_a_whole_part_is_copied_with_its_steps(run: Run, reports: Path) -> None:
    done = run("new", "change", "first-area", "reporting#first", "--do", "replace", "--set", "because=Ours.")
    assert done.exit_code == 0, done.stderr
    assert "parts:\n  first:\n    title: First\n    text: Read this first.\n    steps:\n      seen:\n" in data(reports)
    assert run("validate").stderr.count("[no-effect]") == 1, "the copy reads back as the very same"


def test_a_step_is_inserted_beside_another(run: Run, reports: Path) -> None:
    words = ("--do", "insert", "--set", "id=ring", "--set", "label=Ring us", "--set", "because=We answer.")
    assert run("new", "change", "first-area", "reporting#seen", *words).exit_code == 0
    assert data(reports).endswith("steps:\n  ring:\n    label: Ring us\n")
    assert "  ring:\n    do: insert\n    after: seen\n" in data(reports)


def test_a_second_entry_joins_the_first_and_is_not_written_twice(run: Run, reports: Path) -> None:
    for step in ("seen", "bad"):
        assert run("new", "change", "first-area", f"reporting#{step}", "--do", "replace", "--set", "because=Ours.").exit_code == 0
    before = data(reports)
    assert before.index("seen:") < before.index("bad:") < before.index("steps:")
    again = run("new", "change", "first-area", "reporting#bad", "--do", "replace", "--set", "because=Ours.")
    assert again.exit_code == 2
    assert data(reports) == before


def test_a_relabelled_step_stands_on_the_page_of_changes(run: Run, reports: Path) -> None:
    done = run("new", "change", "first-area", "reporting#told", "--do", "retitle", "--set", "title=Tell us", "--set", "because=Plain.")
    assert done.exit_code == 0, done.stderr
    assert not (reports / "localisations" / "first-area" / "pathways").exists()
    run("new", "change", "first-area", "reporting#bad", "--do", "replace", "--set", "because=Ours.")
    assert run("new", "change", "first-area", "reporting#seen", "--do", "note", "--set", "text=Hm.", "--set", "because=Hm.").exit_code == 0

"""`new` as a person meets it: a framework that builds, and questions on a terminal."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from byelaw.workflows.writing import write_together
from verbs.conftest import Run
from verbs.project import in_project, shipped_to
from verbs.test_setting_up import BYELAW, environment


@pytest.mark.slow
def test_a_new_framework_builds_as_it_is(tmp_path: Path) -> None:
    begin = (*BYELAW, "new", "framework", str(tmp_path / "ours"), "--set", "review=2027-06-30", "--set", "name=Ours: all of it")
    subprocess.run(begin, check=True, timeout=60, stdin=subprocess.DEVNULL, env=environment())
    build = (*BYELAW, "--project", str(tmp_path / "ours"), "build", "--as-of", "2026-11-23", "--workers", "2")
    done = subprocess.run(build, check=False, timeout=300, capture_output=True, text=True, env=environment())
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "2 editions published, 0 failed; no problems")


def test_a_framework_is_never_written_over(run: Run, project: Path) -> None:
    result = run("new", "framework", str(project), "--set", "review=2027-06-30")
    assert result.exit_code == 2
    assert "nothing was written" in result.stderr


def at_a_terminal(project: Path, words: str, *typed: str) -> subprocess.CompletedProcess[str]:
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{line}\n" for line in typed).encode())
    command = (*BYELAW, "--project", str(project), *words.split())
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=False, timeout=60, env=environment())
    os.close(ours)
    os.close(theirs)
    return done


def test_on_a_terminal_what_is_needed_is_asked(project: Path) -> None:
    done = at_a_terminal(project, "new document procedure visits", "Home visits", "", "", "", "")
    assert done.returncode == 0, done.stderr
    assert "title: Home visits" in (project / "framework" / "documents" / "procedure" / "visits.md").read_text(encoding="utf-8")


def test_what_a_localisation_is_given_is_read_back_as_given(run: Run, project: Path) -> None:
    answers = {"name": "It's: #1 'here'", "owner": "yes", "review": "2027-03-31", "report.mailbox": "a@example.org", "fact:help-line": "no"}
    words = [word for key, answer in answers.items() for word in ("--set", f"{key}={answer}")]
    assert run("new", "area", "third", "--extends", "north", *words).exit_code == 0
    assert "It's: #1 'here'" in run("list", "editions", "--edition", "third").stdout
    assert (project / "localisations" / "third" / "localisation.yml").is_file()


def test_an_area_is_asked_for_little_and_told_at_once_what_is_wrong(project: Path) -> None:
    typed = ("nowhere", "north", "", "Third area", "", "Manager", "soon", "2027-03-31", "maybe", "yes")
    done = at_a_terminal(project, "new area third", *typed)
    assert done.returncode == 0, done.stderr
    assert "Press Enter to leave a question for later" in done.stderr
    for reason in (
        "This cannot be 'nowhere'; choose framework or first-area or north or second-area.",
        "This is needed: without it nothing can be written.",
        "This is not a date",
        "This cannot be 'maybe'; choose yes or no.",
    ):
        assert reason in done.stderr
    asked = [words for words in ("Extends:", "Name:", "Short name:", "Owner:", "Review date:", "Has a help line") if words in done.stderr]
    assert len(asked) == 6
    assert "mailbox" not in done.stderr
    text = (project / "localisations" / "third" / "localisation.yml").read_text(encoding="utf-8")
    assert "help-line: yes" in text
    assert "#report.mailbox: reports@example.org" in text


def test_without_a_parent_and_a_terminal_the_parents_are_named(run: Run) -> None:
    result = run("new", "area", "third")
    assert result.exit_code == 2
    assert "say what it builds on: --extends and one of framework, first-area, north, second-area" in result.stderr


@pytest.mark.parametrize("panel", ["yes", "no"])
@pytest.mark.slow
def test_every_line_of_a_new_area_can_be_read_and_what_nobody_filled_in_is_told(tmp_path: Path, panel: str) -> None:
    project = shipped_to(tmp_path / "copy")
    answers = {"name": "Lakeside", "owner": "Policy lead", "review": "2027-03-31", "fact:panel": panel}
    given = [word for key, answer in answers.items() for word in ("--set", f"{key}={answer}")]
    assert in_project(project, "new", "area", "lakeside", "--extends", "northern-counties", *given).exit_code == 0
    path = project / "localisations" / "lakeside" / "localisation.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert ("  #panel.members: " in "\n".join(lines)) is (panel == "yes")
    assert not any("scheme.normal" in line for line in lines)
    path.write_text("\n".join(line.replace("#", "", 1) if line.lstrip().startswith("#") else line for line in lines), encoding="utf-8")
    found = json.loads(in_project(project, "validate", "--edition", "lakeside", "--output", "json").stdout)["problems"]
    assert {(each["code"], each["severity"]) for each in found} == {("placeholder", "error")}
    told = {each["message"].partition("'")[2].partition("'")[0] for each in found}
    assert told >= {"[Hours]", "[Ages]", "your-mailbox@example.org"}
    assert any("your-page" in words for words in told)


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("before", encoding="utf-8")
    (tmp_path / "b.yml").mkdir()
    (tmp_path / "b.yml" / "full").touch()
    with pytest.raises(OSError, match=r"b\.yml"):
        write_together(tmp_path, {"b.yml": "new", "a.md": "after"})
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.yml"]

"""`new` as a person meets it: a framework that builds, and questions on a terminal."""

import os
import pty
import subprocess
from pathlib import Path

import pytest
from conftest import Run
from test_setting_up import BYELAW, environment


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


def test_on_a_terminal_what_is_needed_is_asked(project: Path) -> None:
    ours, theirs = pty.openpty()
    command = (*BYELAW, "--project", str(project), "new", "document", "procedure", "visits")
    os.write(ours, b"Home visits\n\n\n\n\n")
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=False, timeout=60, env=environment())
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "title: Home visits" in (project / "framework" / "documents" / "procedure" / "visits.md").read_text(encoding="utf-8")


def test_what_a_localisation_is_given_is_read_back_as_given(run: Run, project: Path) -> None:
    answers = {"name": "It's: #1 'here'", "owner": "yes", "review": "2027-03-31", "report.mailbox": "a@example.org", "fact:help-line": "no"}
    words = [word for key, answer in answers.items() for word in ("--set", f"{key}={answer}")]
    assert run("new", "area", "third", "--extends", "north", *words).exit_code == 0
    assert "It's: #1 'here'" in run("list", "editions", "--edition", "third").stdout
    assert (project / "localisations" / "third" / "localisation.yml").is_file()

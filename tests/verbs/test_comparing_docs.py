"""The commands of comparing that the how-tos tell people to run do what is said of them, on the framework that is shipped."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from byelaw.outputs.redline_markdown import MOST_CHARACTERS
from verbs.conftest import git
from verbs.project import ROOT, in_project, shipped_to
from verbs.test_releasing import change

pytestmark = pytest.mark.slow

HOW_TO = ROOT / "docs" / "how-to"
EDITOR = (HOW_TO / "editor.md").read_text(encoding="utf-8")
REVIEWER = (HOW_TO / "reviewer.md").read_text(encoding="utf-8")
DISCUSSION = "framework/documents/procedure/strategy-discussion.md"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of what is shipped, with two commits on main; northmere follows the working copy."""
    project = shipped_to(tmp_path_factory.mktemp("shipped") / "project")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "As released")
    for name in ("england", "northern-counties", "northmere"):
        path = project / "localisations" / name / "localisation.yml"
        path.write_text(re.sub(r"(?m)^(extends: [a-z-]+)@.*$", r"\1", path.read_text(encoding="utf-8")), encoding="utf-8")
    git(project, "commit", "-qam", "Follow the working copy")
    return project


def workflow() -> dict[str, Any]:
    (text,) = re.findall(r"```yaml\n(# \.github/workflows/.*?)```", EDITOR, re.DOTALL)
    return dict(yaml.safe_load(text))


def run_step(project: Path, folder: Path, base: str) -> subprocess.CompletedProcess[str]:
    """Run the step that compares as a runner does, with the Byelaw that is tested."""
    (step,) = (each for each in workflow()["jobs"]["what-changes"]["steps"] if each.get("name") == "Compare")
    assert set(step["env"]) == {"BASE", "RUN"}
    python = folder / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nshift\nexec {shlex.quote(sys.executable)} -m byelaw "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    known = {"BASE": base, "RUN": "https://example.org/run", "PATH": f"{python.parent}:{os.environ['PATH']}"}
    words = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    return subprocess.run(words, cwd=project, env=os.environ | known, capture_output=True, text=True, check=False)


def test_the_workflow_for_pull_requests_writes_the_comment(shipped: Path, tmp_path: Path) -> None:
    shared, clone = tmp_path / "shared", tmp_path / "clone"
    subprocess.run(("git", "clone", "-q", shipped.as_uri(), shared), check=True)
    subprocess.run(("git", "clone", "-q", shared.as_uri(), clone), check=True)
    git(clone, "checkout", "-q", "-b", "change")
    change(clone, DISCUSSION, "must record its reasons if it refuses", "may record its reasons if it refuses")
    change(
        clone,
        "framework/values.yml",
        "default: 1 working day\n  set-by: area\n  help: How soon agencies",
        "default: 3 hours\n  set-by: area\n  help: How soon agencies",
    )
    change(clone, "localisations/northmere/core-procedure.md", "Every Tuesday morning", "Every Monday morning")
    git(clone, "commit", "-qam", "Change")
    git(shared, "commit", "-q", "--allow-empty", "-m", "Someone else's")
    done = run_step(clone, tmp_path, "main")
    assert done.returncode == 0, done.stderr
    comment = (clone / "comment.md").read_text(encoding="utf-8")
    assert len(comment) < MOST_CHARACTERS
    assert "<del>must</del><ins>may</ins> record its reasons" in comment
    assert "can't be published: England, Northern Counties, Northmere" in comment
    assert "'timescales.screening' is at most '3 hours'" in comment
    assert "Harmful sexual behaviour framework" in comment


def test_the_workflow_fails_where_nothing_could_be_compared(shipped: Path, tmp_path: Path) -> None:
    done = run_step(shipped, tmp_path, "no-such-branch")
    assert done.returncode != 0


def test_the_workflow_names_only_what_the_steps_before_have_made() -> None:
    steps = workflow()["jobs"]["what-changes"]["steps"]
    (kept,) = (each["with"]["path"].split() for each in steps if "upload-artifact" in each.get("uses", ""))
    made = next(each["run"] for each in steps if each.get("name") == "Compare")
    assert kept == ["comment.md", "changes.txt"]
    assert all(name in made for name in kept)
    assert workflow()["permissions"] == {"contents": "read", "pull-requests": "write"}


def written(text: str) -> list[str]:
    """Return the words of each command of comparing that a how-to shows, in a block of code or in a table of questions."""
    whole = re.findall(r"^python3 build\.py (compare .*)$", text, re.MULTILINE)
    table = [f"compare {each}" for each in re.findall(r"^\| [^|]+\? \| `([^`]+)` \|$", text, re.MULTILINE)]
    return [*whole, *table]


@pytest.mark.parametrize("command", written(REVIEWER))
def test_each_question_of_a_reviewer_is_answered_by_its_command(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = in_project(shipped, *shlex.split(command.replace("HEAD~5", "HEAD~1")))
    assert done.exit_code == 1, (command, done.output[-2000:])


def test_the_commands_of_the_reviewer_were_found() -> None:
    assert len(written(REVIEWER)) >= 6

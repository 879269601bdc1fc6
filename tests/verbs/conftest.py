"""A runner for commands, in this process and on a copy of the small project."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from byelaw.cli.main import byelaw
from verbs.project import DAY, make_project

Run = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def git(project: Path, *words: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", "-C", str(project), *who, *words), check=True, capture_output=True)


@pytest.fixture
def repository(project: Path) -> Path:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "First")
    return project


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")

    def call(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(byelaw, ["--project", str(project), *words], prog_name="byelaw", input=typed)

    assert DAY == "2026-11-23"
    return call

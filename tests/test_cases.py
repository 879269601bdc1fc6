"""Every problem as a person meets it: a small broken project, the exact words that are printed, and the same done rightly."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from byelaw import console
from byelaw.cli.main import byelaw
from byelaw.console import Output
from byelaw.core.problems import Problem
from byelaw.settings import Settings
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.validate import problems_of

CASES = Path(__file__).parent / "cases"
BASE = CASES / "_base"
DAY = "2026-11-23"
NAMES = tuple(sorted(path.name for path in CASES.iterdir() if path.is_dir() and path != BASE))
VALIDATE = ("validate",)


@pytest.fixture(scope="session")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(workers=1) as pool:
        yield pool


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_project_is_reported_in_exactly_these_words(name: str, tmp_path: Path, pandoc: PandocPool) -> None:
    project = laid_out(tmp_path / "project", CASES / name / "broken")
    assert printed(project, command_of(name), pandoc) == (CASES / name / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_done_rightly_has_no_problem(name: str, tmp_path: Path, pandoc: PandocPool) -> None:
    project = laid_out(tmp_path / "project", CASES / name / "valid")
    command = tuple(word for word in command_of(name) if command_of(name)[0] == "build") or VALIDATE
    assert printed(project, command, pandoc).splitlines()[-1].endswith("no problems")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_shows_its_own_code(name: str) -> None:
    assert f"[{name.partition('--')[0]}]" in (CASES / name / "expected.txt").read_text(encoding="utf-8")


def test_the_base_has_no_problem(tmp_path: Path, pandoc: PandocPool) -> None:
    assert printed(laid_out(tmp_path / "project", BASE), VALIDATE, pandoc) == "no problems\n"


@pytest.mark.parametrize("name", ["locked", "exception-unused"])
def test_the_command_line_prints_the_same_and_ends_with_1_for_errors_only(name: str, tmp_path: Path) -> None:
    project = laid_out(tmp_path / "project", CASES / name / "broken")
    ended = CliRunner().invoke(byelaw, ["--project", str(project), "validate", "--as-of", DAY])
    assert ended.stderr == (CASES / name / "expected.txt").read_text(encoding="utf-8")
    assert ended.exit_code == ("error: " in ended.stderr)


def laid_out(project: Path, overlay: Path) -> Path:
    """Copy the base project and lay the files of a case over it."""
    shutil.copytree(BASE, project)
    if overlay.is_dir():
        shutil.copytree(overlay, project, dirs_exist_ok=True)
    return project


def command_of(name: str) -> tuple[str, ...]:
    file = CASES / name / "command.txt"
    return tuple(file.read_text(encoding="utf-8").split()) if file.is_file() else VALIDATE


def printed(project: Path, command: tuple[str, ...], pandoc: PandocPool) -> str:
    """Return what the command prints about the project; validation runs here, with the pandoc that is running already."""
    if command != VALIDATE:
        ended = CliRunner().invoke(byelaw, ["--project", str(project), *command, "--as-of", DAY])
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
        return ended.stderr
    return as_printed(problems_of(Settings(project), date.fromisoformat(DAY), (), pandoc))


def as_printed(problems: tuple[Problem, ...]) -> str:
    with redirect_stderr(StringIO()) as stream:
        console.print_problems(problems, Output.TEXT)
        console.complain(console.count(problems))
    return stream.getvalue()


def write_expected(names: tuple[str, ...]) -> None:
    """Write what the cases print now, to be read before it is committed."""
    with PandocPool(workers=1) as pool:
        for name in names:
            with TemporaryDirectory() as folder:
                project = laid_out(Path(folder, "project"), CASES / name / "broken")
                (CASES / name / "expected.txt").write_text(printed(project, command_of(name), pool), encoding="utf-8")


if __name__ == "__main__":
    write_expected(tuple(sys.argv[1:]) or NAMES)

"""build.py: when it installs, when it does not, and what it says to a person whose machine lacks something."""

import importlib.util
import re
import subprocess
import sys
import sysconfig
import textwrap
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load_build() -> ModuleType:
    """Load a fresh copy by its path: the name `build` on PyPI is another program's."""
    spec = importlib.util.spec_from_file_location("byelaw_bootstrap", ROOT / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def build() -> ModuleType:
    return load_build()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Lay out a project with two small locks, a `.venv` that has only a Python, and a space in its path."""
    root = tmp_path / "our copy"
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (root / "requirements.lock").write_text("click==8.5.1\n", "utf-8")
    (root / "requirements-test.lock").write_text("click==8.5.1\npytest==9.2.0\n", "utf-8")
    return root


def test_an_environment_without_a_stamp_is_stale(build: ModuleType, project: Path) -> None:
    assert not build.is_fresh(project, "requirements.lock")


def test_an_environment_just_stamped_is_fresh(build: ModuleType, project: Path) -> None:
    build.write_stamp(project, "requirements.lock")
    assert build.is_fresh(project, "requirements.lock")


def test_the_test_lock_covers_the_other_but_not_the_reverse(build: ModuleType, project: Path) -> None:
    build.write_stamp(project, "requirements.lock")
    assert not build.is_fresh(project, "requirements-test.lock")
    build.write_stamp(project, "requirements-test.lock")
    assert build.is_fresh(project, "requirements.lock")
    assert build.is_fresh(project, "requirements-test.lock")


def test_a_changed_lock_makes_the_environment_stale(build: ModuleType, project: Path) -> None:
    build.write_stamp(project, "requirements.lock")
    (project / "requirements.lock").write_text("click==8.6.0\n", "utf-8")
    assert not build.is_fresh(project, "requirements.lock")


def test_another_python_behind_the_environment_makes_it_stale(build: ModuleType, project: Path) -> None:
    build.write_stamp(project, "requirements.lock")
    python = project / ".venv" / "bin" / "python"
    python.unlink()
    newer = project / "python3.99"
    newer.touch()
    python.symlink_to(newer)
    assert not build.is_fresh(project, "requirements.lock")


def test_a_python_that_was_removed_makes_the_environment_stale(build: ModuleType, project: Path) -> None:
    build.write_stamp(project, "requirements.lock")
    python = project / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(project / "gone")
    assert not build.is_fresh(project, "requirements.lock")


def test_a_moved_project_stays_fresh(build: ModuleType, project: Path) -> None:
    build.write_stamp(project, "requirements.lock")
    moved = project.rename(project.with_name("moved copy"))
    assert build.is_fresh(moved, "requirements.lock")


def test_a_stamp_cut_short_by_a_full_disk_counts_as_none(build: ModuleType, project: Path) -> None:
    build.stamp_file(project).write_text("python", "utf-8")
    assert not build.is_fresh(project, "requirements.lock")


def test_a_fresh_environment_starts_no_process(build: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build.write_stamp(project, "requirements.lock")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("started a process"))
    build.ensure_environment(project, "requirements.lock")


def test_a_failed_install_says_what_is_needed_and_leaves_no_stamp(
    build: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "pip_install", lambda *_: False)
    monkeypatch.setattr(build, "make_venv", lambda *_: None)
    with pytest.raises(build.SetupError, match="needs a connection to a Python package index"):
        build.ensure_environment(project, "requirements.lock")
    assert build.recorded(project) == {}


def test_a_folder_without_its_lock_is_told_so(build: ModuleType, project: Path) -> None:
    (project / "requirements.lock").unlink()
    with pytest.raises(build.SetupError, match=r"cannot read requirements\.lock"):
        build.ensure_environment(project, "requirements.lock")


def test_an_old_python_hears_which_one_is_needed(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 20))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(build.SetupError, match=r"needs Python 3\.11 or newer, and this is 3\.8"):
        build.usable_python()


def test_an_old_python_uses_a_newer_one_on_the_path(build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = tmp_path / "python3.12"
    newer.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "version_info", (3, 8, 20))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build.usable_python() == str(newer)


def test_the_source_is_linked_by_a_relative_path(build: ModuleType, project: Path) -> None:
    site = project / ".venv" / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    build.link_source(project)
    assert (site / "byelaw-source.pth").read_text("utf-8") == "../../../../src\n"


def test_every_check_runs_although_an_earlier_one_failed(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[Sequence[str]] = []

    def fail_mypy(command: Sequence[str], **_: object) -> int:
        ran.append(command)
        return 1 if "mypy" in command else 0

    monkeypatch.setattr(build, "run", fail_mypy)
    assert build.run_checks(["-k", "one"]) == 1
    assert len(ran) == 5
    assert list(ran[-1])[-2:] == ["-k", "one"]
    assert "4 of 5 checks" in capsys.readouterr().out


def test_an_interrupted_run_ends_with_a_sentence(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "ensure_environment", interrupt)
    assert build.main([]) == 130
    assert capsys.readouterr().out == "build.py: stopped; run the same command again to go on.\n"


def test_the_bootstrap_uses_the_standard_library_only() -> None:
    text = (ROOT / "build.py").read_text("utf-8")
    names = set(re.findall(r"^\s*(?:from|import) ([a-z_]+)", text, re.MULTILINE))
    assert names <= set(sys.stdlib_module_names)
    assert sysconfig.get_python_version() >= "3.11"


def test_an_old_python_can_still_read_the_bootstrap() -> None:
    code = textwrap.dedent("""
        import ast, sys
        ast.parse(open(sys.argv[1], encoding="utf-8").read(), feature_version=(3, 7))
    """)
    subprocess.run([sys.executable, "-c", code, str(ROOT / "build.py")], check=True, timeout=60)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_locks_pin_by_hash_and_name_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "--hash=sha256:" in text
    assert re.findall(r"https?:|index-url|find-links|file:|^/", text, re.MULTILINE) == []


def test_both_locks_agree_on_every_package_they_share() -> None:
    run, test = (
        dict(re.findall(r"^(\S+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-test.lock")
    )
    assert run.items() <= test.items()

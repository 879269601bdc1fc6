"""`byelaw build` as it is run: one area's fault is its own, what stood stays until better stands there, the same gives the same bytes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from byelaw.core.names import LayerId
from byelaw.outputs.shelf import Shelf, altered, write_manifest
from byelaw.settings import Settings
from byelaw.tools.fleet import Done
from byelaw.workflows import build as building
from byelaw.workflows.build import BuildReport, BuildRequest, Exit, Progress
from byelaw.workflows.units import Made, Task

BASE = Path(__file__).parent / "cases" / "_base"
DAY = "2026-11-23"
AREAS = ("oakham", "elmfield", "ketton")
EDITIONS = {"framework", "marshire", *AREAS}
SECONDS = 120

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of three areas that was built whole, for tests to copy."""
    root = new_project(tmp_path_factory.mktemp("built") / "project")
    assert byelaw(root, "build", "--workers", "2").returncode == Exit.CLEAN
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the built project."""
    return Path(shutil.copytree(built, tmp_path / "project", symlinks=True))


def new_project(root: Path) -> Path:
    shutil.copytree(BASE, root)
    for area in AREAS[1:]:
        shutil.copytree(root / "localisations/oakham", root / "localisations" / area)
    return root


def byelaw(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(root, *words), capture_output=True, text=True, timeout=SECONDS, check=False, env={**os.environ, **environment}
    )


def command(root: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "byelaw", "--project", str(root), *words, "--as-of", DAY]


def shelf(root: Path) -> dict[str, dict[str, str]]:
    """Return the digest of every published file by edition and path."""
    folders = sorted(path for path in (root / "dist").iterdir() if path.is_dir() and not path.name.startswith("."))
    return {folder.name: digests(folder) for folder in folders}


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def without(editions: Mapping[str, object], name: str) -> dict[str, object]:
    return {each: found for each, found in editions.items() if each != name}


def spoil(root: Path, area: str) -> None:
    text = "---\ndocument: lending\nchanges:\n  anyone-may-join: {do: omit, because: We are full.}\n---\n"
    (root / "localisations" / area / "lending.md").write_text(text, encoding="utf-8")


def amend(root: Path) -> None:
    """Change a word that every edition shows."""
    page = root / "framework/documents/procedure/book-club.md"
    page.write_text(page.read_text(encoding="utf-8").replace("twelve", "fifteen"), encoding="utf-8")


def test_every_edition_is_published_in_every_format(built: Path) -> None:
    files = shelf(built)
    assert set(files) == EDITIONS
    wanted = {"site/index.html", "word/lending.docx", "pdf/lending.pdf", "provenance.json", "manifest.json"}
    assert all(wanted <= set(each) for each in files.values())
    assert all(altered(built / "dist" / edition) == () for edition in EDITIONS)


def test_one_broken_area_keeps_its_last_good_output_and_the_others_are_published(project: Path) -> None:
    before = shelf(project)
    amend(project)
    spoil(project, "oakham")
    ended = byelaw(project, "build", "--workers", "2")
    after = shelf(project)
    assert ended.returncode == Exit.SOME_FAILED
    assert "localisations/oakham/lending.md:4:3: error:" in ended.stderr
    assert "not published: oakham (what it published last stays)" in ended.stderr
    assert after["oakham"] == before["oakham"]
    assert all(after[each]["word/book-club.docx"] != before[each]["word/book-club.docx"] for each in EDITIONS - {"oakham"})


def test_the_other_areas_are_the_same_bytes_whether_one_is_whole_broken_or_not_there(project: Path) -> None:
    whole = without(shelf(project), "oakham")
    spoil(project, "oakham")
    assert byelaw(project, "build", "--workers", "2").returncode == Exit.SOME_FAILED
    assert without(shelf(project), "oakham") == whole
    shutil.rmtree(project / "localisations/oakham")
    ended = byelaw(project, "build", "--workers", "2")
    assert (ended.returncode, "[edition-removed]" in ended.stderr) == (Exit.CLEAN, True)
    assert shelf(project) == whole


def test_a_broken_framework_publishes_nothing_and_takes_nothing_away(project: Path) -> None:
    before = shelf(project)
    (project / "framework/values.yml").write_text("loans.period: {type: lmit", encoding="utf-8")
    ended = byelaw(project, "build")
    assert (ended.returncode, "Traceback" in ended.stderr) == (Exit.PROBLEMS, False)
    assert shelf(project) == before


@pytest.mark.parametrize(("workers", "seed"), [("1", "0"), ("2", "7")])
def test_the_same_sources_give_the_same_bytes_with_any_workers_in_any_folder_and_order(
    workers: str, seed: str, built: Path, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / "another name"
    other.mkdir(parents=True)
    for path in sorted(built.iterdir(), reverse=True):
        if path.name in {"framework", "localisations"}:
            copy_backwards(path, other / path.name)
    assert byelaw(other, "build", "--workers", workers, PYTHONHASHSEED=seed, TZ="Asia/Tokyo", LC_ALL="C").returncode == Exit.CLEAN
    assert shelf(other) == shelf(built)


def copy_backwards(source: Path, target: Path) -> None:
    """Copy a folder last name first, with new times, so that the file system lists it otherwise."""
    target.mkdir()
    for path in sorted(source.iterdir(), reverse=True):
        if path.is_dir():
            copy_backwards(path, target / path.name)
        else:
            (target / path.name).write_bytes(path.read_bytes())


def test_building_again_changes_no_byte(project: Path) -> None:
    before = shelf(project)
    assert byelaw(project, "build", "--workers", "2").returncode == Exit.CLEAN
    assert shelf(project) == before


def test_two_builds_at_once_wait_for_each_other(project: Path) -> None:
    before = shelf(project)
    one = command(project, "build", "--edition", "oakham", "--workers", "1")
    pair = [subprocess.Popen(one, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [each.wait(timeout=SECONDS) for each in pair] == [Exit.CLEAN, Exit.CLEAN]
    assert shelf(project) == before


@pytest.mark.skipif(os.name == "nt", reason="kills a group of processes")
@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_a_build_that_is_killed_leaves_whole_editions_and_the_next_one_repairs(seconds: float, project: Path) -> None:
    before = shelf(project)
    amend(project)
    running = subprocess.Popen(command(project, "build", "--workers", "2"), stderr=subprocess.DEVNULL, start_new_session=True)
    while not (project / "dist/.staging").is_dir():
        assert running.poll() is None
        time.sleep(0.01)
    time.sleep(seconds)
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait(timeout=SECONDS)
    assert set(shelf(project)) == set(before)
    assert all(altered(project / "dist" / edition) == () for edition in before)
    assert byelaw(project, "build", "--workers", "2").returncode == Exit.CLEAN
    assert set(shelf(project)) == set(before)
    assert all(found["word/book-club.docx"] != before[each]["word/book-club.docx"] for each, found in shelf(project).items())
    assert not (project / "dist/.staging").exists()


def test_one_format_alone_keeps_the_others_and_says_so(project: Path) -> None:
    before = shelf(project)
    amend(project)
    ended = byelaw(project, "build", "--format", "word", "--workers", "2")
    after = shelf(project)
    assert ended.returncode == Exit.CLEAN
    assert "[format-kept]" in ended.stderr
    assert after["oakham"]["pdf/book-club.pdf"] == before["oakham"]["pdf/book-club.pdf"]
    assert after["oakham"]["word/book-club.docx"] != before["oakham"]["word/book-club.docx"]


def test_an_edition_that_takes_too_long_is_stopped_and_reported(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shelf(project)
    monkeypatch.setattr(building, "SECONDS_AN_EDITION", 0.05)
    request = BuildRequest(date.fromisoformat(DAY), ("oakham",), workers=1)
    report = building.build(Settings(project), request, Progress())
    assert ([problem.code for problem in report.problems], report.exit_code) == (["edition-failed"], Exit.TOOL_FAILED)
    assert shelf(project) == before


def test_an_edition_whose_files_were_changed_meanwhile_is_not_published(tmp_path: Path) -> None:
    dist = Shelf(tmp_path / "dist")
    staging = dist.staging("oakham")
    (staging / "page.html").write_text("as made", encoding="utf-8")
    write_manifest(staging, {})
    (staging / "page.html").write_text("not as made", encoding="utf-8")
    report = BuildReport()
    run = building._Run(Settings(tmp_path), BuildRequest(date(2026, 11, 23)), dist, Progress(), report)
    building._shelve(Done(Task(LayerId("oakham"), staging), Made((), frozenset())), run, set())
    assert [problem.code for problem in report.problems] == ["output-altered"]
    assert not dist.place("oakham").exists()


def test_a_shelf_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    root = new_project(tmp_path / "project")
    (root / "dist").write_text("a file, not a folder", encoding="utf-8")
    ended = byelaw(root, "build")
    assert (ended.returncode, "Traceback" in ended.stderr) == (Exit.TOOL_FAILED, False)
    assert "dist" in ended.stderr

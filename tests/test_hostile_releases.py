"""What a folder of releases, a file of sign-offs or of urgent changes may hold by malice or bad luck."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from byelaw.cli.main import byelaw
from byelaw.core.problems import Problem
from byelaw.settings import Settings
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.validate import problems_of

BASE = Path(__file__).parent / "cases" / "_base"
ACCOUNT = "name: framework\nversion: 1.0\nreleased: 2026-09-01\n"
SIGNED = "- role: Chair\n  organisation: Board\n  on: 2026-09-01\n  content: {}\n"


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(workers=1) as pool:
        yield pool


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the base project with release 1.0 of its framework, which nobody follows."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    assert run(root, "release", "framework", "1.0").exit_code == 0
    return root


def run(project: Path, *words: str) -> Result:
    ended = CliRunner().invoke(byelaw, ["--project", str(project), *words, "--as-of", "2026-11-23"])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return ended


def found(project: Path, pandoc: PandocPool) -> tuple[Problem, ...]:
    return problems_of(Settings(project), date(2026, 11, 23), (), pandoc)


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("release.yml", ACCOUNT + "urgent: &a [*a]\n", "yaml-anchor"),
        ("release.yml", ACCOUNT + "urgent:\n" + "".join(f"- {{at: lending, text: {n}}}\n" for n in range(9000)), "yaml-too-many"),
        ("release.yml", ACCOUNT + "urgent: [{at: ../../etc/passwd, text: X}]\n", "address-format"),
        ("release.yml", ACCOUNT + "urgent: [{at: lending, text: 'a\u202eb'}]\n", "hidden-character"),
        ("release.yml", ACCOUNT + "urgent: [{at: lending, text: '{{ edition.name }}'}]\n", "lookup-in-data"),
        ("release.yml", ACCOUNT + "sign-offs: [{role: [], organisation: B, on: 2026-02-31, content: x}]\n", "wrong-shape"),
        ("release.yml", "#" * 1_100_000, "file-too-big"),
        ("release.yml", b"\xff\xfe\x00", "not-utf-8"),
        ("manifest.json", "[" * 100_000, "release-altered"),
        ("manifest.json", '{"files": {"x": ' + "9" * 6000 + "}}", "release-altered"),
        ("manifest.json", '{"files": [1]}', "release-altered"),
        ("manifest.json", "\ud800".encode("utf-8", "surrogatepass"), "release-altered"),
        ("more/" * 5 + "x.md", "", "release-altered"),
    ],
)
def test_it_is_reported_at_its_file_and_stops_no_edition(
    project: Path, pandoc: PandocPool, file: str, content: str | bytes, code: str
) -> None:
    path = project / "releases/framework/1.0" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = found(project, pandoc)
    assert code in {each.code for each in problems}
    assert {each.edition for each in problems} == {"framework@1.0"}
    assert all(each.place.file.startswith("releases/framework/1.0/") for each in problems)


def test_a_link_in_a_release_is_refused_and_shows_as_a_file_that_is_gone(project: Path, pandoc: PandocPool) -> None:
    target = project / "releases/framework/1.0/glossary.yml"
    target.unlink()
    target.symlink_to("/etc/hostname")
    assert [each.code for each in found(project, pandoc)] == ["not-a-regular-file", "release-altered"]


@pytest.mark.parametrize("name", ["Über", "a b", "..", "x" * 100])
def test_a_release_of_a_name_that_nothing_can_have_does_no_harm(project: Path, pandoc: PandocPool, name: str) -> None:
    if name != "..":
        shutil.copytree(project / "releases/framework/1.0", project / "releases" / name / "1.0")
    assert {each.code for each in found(project, pandoc)} <= {"release-misplaced"}
    assert run(project, "list", "releases").exit_code == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", ""),
        ("", ""),
        ("{}", "wrong-shape"),
        (SIGNED.format("0" * 63), "not-a-digest"),
        (SIGNED.format("Z" * 64), "not-a-digest"),
        (SIGNED.format("0" * 64).replace("  on:", "  by: me\n  on:"), "unknown-key"),
        (SIGNED.format("0" * 64).replace("Chair", "''"), "empty-value"),
    ],
)
def test_a_file_of_sign_offs_is_read_or_its_fault_is_named(project: Path, pandoc: PandocPool, text: str, code: str) -> None:
    (project / "framework/sign-offs.yml").write_text(text, encoding="utf-8")
    codes = {each.code for each in found(project, pandoc)}
    assert codes - {"sign-off-outdated"} == ({code} if code else set())
    ended = run(project, "sign", "framework", "--role", "Chair", "--organisation", "Board")
    assert ended.exit_code == bool(code)


def test_a_link_in_what_is_released_is_refused_and_nothing_is_written(project: Path) -> None:
    (project / "framework/files.yml").symlink_to("/etc/hostname")
    ended = run(project, "release", "framework", "1.1")
    assert "[not-a-regular-file]" in ended.stderr
    assert not (project / "releases/framework/1.1").exists()


def test_a_release_does_not_follow_a_link_that_stands_where_it_is_to_be_written(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.rmtree(project / "releases")
    (project / "releases").symlink_to(outside)
    run(project, "release", "framework", "1.0")
    assert list(outside.iterdir()) == []

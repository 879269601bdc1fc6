"""`release` and `sign` on a small project: what is frozen, what is refused, and that the same content gives the same bytes."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from verbs.conftest import Run

REPORTING = "framework/documents/procedure/reporting.md"


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def change(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), encoding="utf-8")


def add(project: Path, file: str, text: str) -> None:
    path = project / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def pin(project: Path, localisation: str, old: str, new: str) -> None:
    change(project, f"localisations/{localisation}/localisation.yml", f"extends: {old}\n", f"extends: {new}\n")


def test_a_release_is_the_folder_as_it_stands_with_its_account_and_a_manifest(run: Run, project: Path) -> None:
    add(project, "framework/sign-offs.yml", "[]")
    add(project, "framework/forms/later/notes.txt", "Whatever stands in the folder.")
    assert run("release", "framework", "1.0", "--summary", "First.", "--as-of", "2026-09-01").exit_code == 0
    frozen, source = files_of(project / "releases/framework/1.0"), files_of(project / "framework")
    manifest = json.loads(frozen.pop("manifest.json"))
    assert manifest["files"] == {name: sha256(data).hexdigest() for name, data in frozen.items()}
    account = frozen.pop("release.yml").decode().splitlines()
    assert account[1:] == ["name: framework", "version: 1.0", "released: 2026-09-01", "summary: First."]
    del source["sign-offs.yml"]
    assert frozen == source
    lines = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(source.items()))
    assert manifest["content"] == sha256(lines.encode()).hexdigest()


def test_the_records_beside_a_localisation_are_not_frozen_with_it(run: Run, project: Path) -> None:
    run("release", "framework", "1.0")
    pin(project, "north", "framework", "framework@1.0")
    add(project, "localisations/north/basis.yml", "{}")
    add(project, "localisations/north/sign-offs.yml", "[]")
    assert run("release", "north", "1").exit_code == 0
    assert sorted(files_of(project / "releases/north/1")) == ["localisation.yml", "manifest.json", "release.yml", "reporting.md"]


def test_the_same_content_gives_the_same_bytes(run: Run, project: Path) -> None:
    run("release", "framework", "1.0")
    first = files_of(project / "releases/framework/1.0")
    (project / "releases/framework/1.0").rename(project / "aside")
    (project / "framework/framework.yml").touch()
    run("release", "framework", "1.0")
    assert files_of(project / "releases/framework/1.0") == first


def test_an_edition_reads_the_same_words_from_a_release_as_from_the_text_it_was_made_of(run: Run, project: Path) -> None:
    def told() -> list[object]:
        resolved = json.loads(run("resolve", "first-area", "--output", "json").stdout)
        return [[each.get("id"), each.get("number"), each["words"]] for page in resolved["documents"].values() for each in page["blocks"]]

    before = told()
    run("release", "framework", "1.0")
    pin(project, "north", "framework", "framework@1.0")
    run("release", "north", "1")
    pin(project, "first-area", "north", "north@1")
    assert told() == before
    change(project, REPORTING, "title: Reporting", "title: Telling")
    change(project, "framework/glossary.yml", "singular: report", "singular: notice")
    assert told() == before
    resolved = json.loads(run("resolve", "first-area", "--output", "json").stdout)
    assert resolved["built-from"] == ["Speaking up 1.0", "The North 1", "First area (working copy)"]


def test_checking_writes_nothing(run: Run, project: Path) -> None:
    before = files_of(project)
    assert run("release", "framework", "1.0", "--check").exit_code == 0
    assert files_of(project) == before


@pytest.mark.parametrize(("version", "code"), [("1.0", 1), ("1", 1), ("0.9", 1), ("1.0.1", 0), ("1.10", 0), ("2", 0)])
def test_a_version_must_be_newer_than_the_last(run: Run, version: str, code: int) -> None:
    run("release", "framework", "1.0")
    ended = run("release", "framework", version)
    assert ended.exit_code == code
    assert ("[release-not-newer]" in ended.stderr) == bool(code)


@pytest.mark.parametrize("version", ["01", "1.", "one", "1.2.3.4.5", "1/..", "../x", "", "1" * 30, "\u0661"])
def test_what_is_no_version_is_wrong_usage(run: Run, project: Path, version: str) -> None:
    before = files_of(project)
    assert run("release", "framework", version).exit_code == 2
    assert files_of(project) == before


def test_what_extends_a_working_copy_cannot_be_released(run: Run, project: Path) -> None:
    ended = run("release", "north", "1")
    assert "[release-unpinned]" in ended.stderr
    assert "release it first: `byelaw release framework 1`" in ended.stderr
    assert not (project / "releases").exists()


def test_a_release_that_stands_on_a_working_copy_is_no_firm_ground_either(run: Run, project: Path) -> None:
    for name, data in files_of(project / "localisations/north").items():
        add(project, f"releases/north/1/{name}", data.decode())
    pin(project, "first-area", "north", "north@1")
    ended = run("release", "first-area", "1")
    assert "'north@1' was released on the working copy of 'framework'" in ended.stderr
    assert ended.exit_code == 1


def test_what_has_errors_cannot_be_released_and_the_errors_of_others_do_not_matter(run: Run, project: Path) -> None:
    assert run("release", "framework", "1.0").exit_code == 0
    add(project, "framework/values.yml", "a: {")
    ended = run("release", "framework", "1.1")
    assert ended.exit_code == 1
    assert "[yaml-syntax]" in ended.stderr
    assert not (project / "releases/framework/1.1").exists()


def test_nothing_is_left_when_the_disk_gives_out(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "manifest.json":
            raise OSError(28, "No space left on device")
        return written(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert isinstance(run("release", "framework", "1.0").exception, OSError)
    assert list((project / "releases/framework").iterdir()) == []


def test_a_sign_off_holds_for_the_content_it_was_given_for_and_for_nothing_else(run: Run, project: Path) -> None:
    run("sign", "framework", "--role", "Chair", "--organisation", "The board: 'A'", "--as-of", "2026-11-03")
    assert "[sign-off-outdated]" not in run("validate").stderr
    change(project, REPORTING, "title: Reporting", "title: Telling")
    told = run("validate").stderr
    assert "unsigned: the content changed after Chair, The board: 'A', signed it off on 2026-11-03 [sign-off-outdated]" in told
    assert "[release-unsigned]" in run("release", "framework", "1.0", "--signed-only").stderr
    released = run("release", "framework", "1.0")
    assert "warning: 'framework' changed after it was signed off: Chair" in released.stderr
    assert "changed since it was signed off by Chair, The board: 'A', on 2026-11-03" in released.stdout
    assert "(CHANGED since)" in run("list", "releases").stdout
    assert run("doctor").stdout.count("unsigned: content changed after Chair") == 1
    run("sign", "framework", "--role", "Chair", "--organisation", "The board: 'A'", "--as-of", "2026-11-05")
    assert run("release", "framework", "1.1", "--signed-only").exit_code == 0
    assert "[sign-off-outdated]" not in run("validate").stderr


def test_a_sign_off_of_what_was_released_is_no_warning_while_the_next_version_is_written(run: Run, project: Path) -> None:
    run("sign", "framework", "--role", "Chair", "--organisation", "Board")
    run("release", "framework", "1.0", "--signed-only")
    change(project, REPORTING, "title: Reporting", "title: Telling")
    assert "sign-off" not in run("validate").stderr
    assert "Chair, Board, 2026-11-23 (CHANGED since)" in run("list", "releases").stdout.splitlines()[1]


@pytest.mark.parametrize("words", ["", "  ", "a" * 501, "{{ edition.name }}", "a\u202eb"])
def test_what_is_signed_is_said_in_plain_words(run: Run, project: Path, words: str) -> None:
    assert run("sign", "framework", "--role", words, "--organisation", "Board").exit_code == 2
    assert not (project / "framework/sign-offs.yml").exists()


def test_a_broken_file_of_sign_offs_is_not_written_over(run: Run, project: Path) -> None:
    add(project, "framework/sign-offs.yml", "- role: Chair\n")
    ended = run("sign", "framework", "--role", "Chair", "--organisation", "Board")
    assert ended.exit_code == 1
    assert "[missing-key]" in ended.stderr
    assert (project / "framework/sign-offs.yml").read_text() == "- role: Chair\n"


URGENT = "- at: reporting#who-to-tell\n  on: 2026-11-20\n  text: Ring first\n"


def test_an_urgent_change_is_carried_by_the_next_release_once(run: Run, project: Path) -> None:
    add(project, "framework/urgent.yml", URGENT.replace("who-to-tell", "reply-in-time"))
    run("release", "framework", "1.0")
    add(project, "framework/urgent.yml", URGENT.replace("who-to-tell", "reply-in-time") + "- {at: principles, text: Second.}\n")
    run("release", "framework", "1.1", "--as-of", "2026-12-01")
    first, second = ((project / f"releases/framework/{each}/release.yml").read_text() for each in ("1.0", "1.1"))
    assert "text: Ring first" in first
    assert "text: Ring first" not in second
    assert "  - at: principles\n    on: 2026-12-01\n    text: Second.\n" in second


def test_an_urgent_change_of_nothing_is_refused(run: Run, project: Path) -> None:
    add(project, "framework/urgent.yml", URGENT.replace("who-to-tell", "reply-in-tme"))
    ended = run("release", "framework", "1.0")
    assert "[urgent-nowhere]" in ended.stderr
    assert "did you mean 'reporting#reply-in-time'?" in ended.stderr
    assert not (project / "releases").exists()


def test_who_is_behind_an_urgent_change_is_listed_and_told_by_the_doctor(run: Run, project: Path) -> None:
    run("release", "framework", "1.0")
    pin(project, "north", "framework", "framework@1.0")
    change(project, REPORTING, "#reply-in-time", "#answer-in-time")
    add(project, "framework/ids.yml", "reporting#reply-in-time: {became: [reporting#answer-in-time], because: Clearer.}\n")
    add(project, "framework/urgent.yml", URGENT.replace("who-to-tell", "answer-in-time"))
    run("release", "framework", "1.1")
    rows = run("list", "releases", "--edition", "framework").stdout.splitlines()
    assert rows[3].split("\t")[3:6] == [
        "first-area (through north), north, second-area (through north)",
        "behind 1.1",
        "1 URGENT change not read",
    ]
    advice = [line for line in run("doctor").stdout.splitlines() if line.startswith("ADVICE  north")]
    assert len(advice) == 1
    assert "without the urgent change of 2026-11-20 in framework@1.1: Ring first → let it extend framework@1.1" in advice[0]
    assert "formerly: ['reporting#reply-in-time']" in (project / "releases/framework/1.1/release.yml").read_text()
    assert "rgent" not in run("validate", "--edition", "north").stderr
    pin(project, "north", "framework@1.0", "framework@1.1")
    change(project, "localisations/north/reporting.md", "after: reply-in-time", "after: answer-in-time")
    assert "URGENT" not in run("list", "releases").stdout


def test_an_error_in_the_working_copy_does_not_stop_editions_that_stay_on_a_release(run: Run, project: Path) -> None:
    run("release", "framework", "1.0")
    pin(project, "north", "framework", "framework@1.0")
    add(project, "framework/values.yml", "a: {")
    assert run("validate", "--edition", "first-area").exit_code == 0
    assert run("validate", "--edition", "framework").exit_code == 1


def test_an_error_in_a_release_stops_only_those_that_stay_on_it(run: Run, project: Path) -> None:
    run("release", "framework", "1.0")
    run("release", "framework", "1.1")
    pin(project, "north", "framework", "framework@1.1")
    add(project, "releases/framework/1.0/framework.yml", "name: X\n")
    told = run("validate").stderr
    assert "releases/framework/1.0/framework.yml: error: the file is not as it was released [release-altered]" in told
    assert "edition: framework@1.0" in told
    assert run("validate", "--edition", "north").exit_code == 0
    pin(project, "north", "framework@1.1", "framework@1.0")
    assert run("validate", "--edition", "north").exit_code == 1

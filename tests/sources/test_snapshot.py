import os
from pathlib import Path

import pytest

from byelaw.sources.snapshot import snapshot_of, take_snapshot
from byelaw.sources.texts import decode


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def refused(root: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in take_snapshot(root)[1]]


def test_files_are_taken_by_their_path(tmp_path: Path) -> None:
    write(tmp_path, {"framework/framework.yml": "a", "localisations/x/y.md": "b", "docs/z.md": "c", "framework/.hidden": "d"})
    snapshot, problems = take_snapshot(tmp_path)
    assert snapshot.files == {"framework/framework.yml": b"a", "localisations/x/y.md": b"b"}
    assert problems == ()


def test_links_to_files_and_folders_are_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, {"framework/a.yml": "a", "secret.txt": "s"})
    (tmp_path / "framework/b.yml").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "framework/root").symlink_to("/")
    (tmp_path / "framework/self").symlink_to("self")
    (tmp_path / "localisations").symlink_to(tmp_path / "framework")
    assert refused(tmp_path) == [
        ("not-a-regular-file", "framework/b.yml"),
        ("not-a-regular-file", "framework/root"),
        ("not-a-regular-file", "framework/self"),
        ("not-a-regular-file", "localisations"),
    ]
    assert list(take_snapshot(tmp_path)[0].files) == ["framework/a.yml"]


def test_a_pipe_is_refused_and_does_not_block(tmp_path: Path) -> None:
    (tmp_path / "framework").mkdir()
    os.mkfifo(tmp_path / "framework/pipe.yml")
    assert refused(tmp_path) == [("not-a-regular-file", "framework/pipe.yml")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"framework/a.yml": "a"})
    (tmp_path / "framework/a.yml").chmod(0)
    assert refused(tmp_path) == [("unreadable-file", "framework/a.yml")]


def test_a_file_of_200_mib_is_refused_without_reading_it(tmp_path: Path) -> None:
    (tmp_path / "framework").mkdir()
    with (tmp_path / "framework/a.yml").open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    assert refused(tmp_path) == [("file-too-big", "framework/a.yml")]


def test_names_that_differ_only_in_capitals_clash(tmp_path: Path) -> None:
    write(tmp_path, {"localisations/Area/a.md": "a", "localisations/area/b.md": "b"})
    assert [code for code, _ in refused(tmp_path)] == ["name-clash"]


@pytest.mark.parametrize("name", ["CON", "con.yml", "aux.md", "e\u0301.md", "a?.md", "a ", "a."])
def test_names_that_some_computer_cannot_hold_are_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, {f"localisations/x/{name}": "a"})
    (problem,) = take_snapshot(tmp_path)[1]
    assert problem.code == "file-name"
    assert problem.edition == "x"


def test_folders_too_deep_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"framework/" + "a/" * 30 + "b.md": "b"})
    assert [code for code, _ in refused(tmp_path)] == ["file-name"]


def test_a_folder_is_found_among_its_neighbours() -> None:
    snapshot = snapshot_of({"localisations/a/x.md": "1", "localisations/a-b/x.md": "2", "localisations/readme.md": "3"})
    assert snapshot.below("localisations/a/") == {"x.md": b"1"}
    assert snapshot.folders_in("localisations") == ("a-b", "a")


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        ("a: é".encode("utf-16"), "not-utf-8", "UTF-16"),
        ("a: é".encode("latin-1"), "not-utf-8", "byte 4 (0xE9)"),
        (b"\xef\xbb\xbfa: 1", "byte-order-mark", "EF BB BF"),
        (b"a: \x00", "hidden-character", "U+0000"),
        (b"a: \xed\xa0\x80", "not-utf-8", "byte 4"),
        ("a\nb: \u202e".encode(), "hidden-character", "U+202E"),
        ("zero\u200bwidth".encode(), "hidden-character", "U+200B"),
    ],
)
def test_a_text_that_cannot_be_trusted_is_refused_with_what_is_wrong(data: bytes, code: str, words: str) -> None:
    text, (problem,) = decode(data, "f.yml")
    assert text == ""
    assert problem.code == code
    assert words in problem.message
    assert problem.place.line


def test_line_ends_of_windows_are_made_alike() -> None:
    assert decode(b"a\r\nb\r\n", "f.md") == ("a\nb\n", ())

"""What one area's folder may hold by malice or bad luck: it is named, it is quick, and no other edition suffers."""

import os
import shutil
import struct
import time
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from byelaw.core.problems import Problem
from byelaw.outputs import rasters
from byelaw.outputs.site_check import policy_problems, read_page
from byelaw.settings import Settings
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.loading import Merged, load
from byelaw.workflows.validate import problems_of

BASE = Path(__file__).parent / "cases" / "_base"
DAY = date(2026, 11, 23)
SECONDS = 30
"""For what takes one or two on a machine that does nothing else."""
OAKHAM = "localisations/oakham"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{inside}</svg>'
Spoil = Callable[[Path], object]


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(workers=1) as pool:
        yield pool


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a drawing three seconds, so that one without end costs the tests no more."""
    monkeypatch.setattr(rasters, "SECONDS", 3)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the base project with a second branch, Elmfield, that has nothing to do with Oakham."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    shutil.copytree(root / OAKHAM, root / "localisations/elmfield")
    return root


def text(name: str, words: str) -> Spoil:
    return data(name, words.encode("utf-8", "surrogatepass"))


def data(name: str, content: bytes) -> Spoil:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)

    return write


def page(body: str) -> Spoil:
    return text("keys.md", f"---\ndo: add\nkind: procedure\ntitle: Keys\nbecause: The room is locked.\n---\n## Keys {{#keys}}\n\n{body}\n")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00")) + chunk(b"IEND", b"")


def huge(folder: Path) -> None:
    with (folder / "lending.md").open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)


def deep_folders(folder: Path) -> None:
    (folder / "files" / "/".join("abcdefghijklm")).mkdir(parents=True)


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 10))
FACTS = (BASE / OAKHAM / "localisation.yml").read_text(encoding="utf-8")
WRONG_FACTS = "facts:\n" + "".join(f"  wrong-{number}: yes\n" for number in range(3000))
DRAWING = "files/room.svg"
HOSTILE: tuple[tuple[str, Spoil, str], ...] = (
    ("a link to a file outside", lambda folder: (folder / "lending.md").symlink_to("/etc/passwd"), "not-a-regular-file"),
    ("a link to the root folder", lambda folder: (folder / "files").symlink_to("/"), "not-a-regular-file"),
    ("a link to itself", lambda folder: (folder / "loop.md").symlink_to("loop.md"), "not-a-regular-file"),
    ("a pipe", lambda folder: os.mkfifo(folder / "lending.md"), "not-a-regular-file"),
    ("a file of 200 MiB", huge, "file-too-big"),
    ("a picture of 6 MiB", data("files/room.png", bytes(6 * 1024 * 1024)), "file-too-big"),
    ("a name that Windows keeps", text("con.md", "x"), "file-name"),
    ("a name with a line break", text("a\nb.md", "x"), "file-name"),
    ("a name that turns the writing round", text("a\u202eb.md", "x"), "file-name"),
    ("a name in a form that macOS changes", text(unicodedata.normalize("NFD", "é.md"), "x"), "file-name"),
    ("folders without end", deep_folders, "file-name"),
    ("names that differ in capitals", lambda f: (text("files/Room.svg", "x")(f), text("files/room.svg", "x")(f)), "name-clash"),
    ("UTF-16", data("localisation.yml", FACTS.encode("utf-16")), "not-utf-8"),
    ("Latin-1", data("lending.md", "---\ndocument: lending\n---\nCafé".encode("latin-1")), "not-utf-8"),
    ("NUL", text("lending.md", "---\ndocument: lending\n---\n\x00"), "hidden-character"),
    ("half a character", text("lending.md", "---\ndocument: lending\n---\n\ud800"), "not-utf-8"),
    ("writing turned round", page("Pay \u202e001 pounds."), "hidden-character"),
    ("an alias bomb", text("localisation.yml", BOMB), "yaml-anchor"),
    ("an alias of itself", text("localisation.yml", "a: &a [*a]\n"), "yaml-anchor"),
    ("5,000 brackets", text("localisation.yml", "name: " + "[" * 5000), "yaml-too-deep"),
    ("an order to run something", text("localisation.yml", FACTS + "short: !!python/object/apply:os.getcwd []\n"), "yaml-tag"),
    ("20,001 entries", text("localisation.yml", FACTS + "terms: [" + "x," * 20_001 + "]\n"), "yaml-too-many"),
    ("3,000 wrong facts", text("localisation.yml", FACTS.partition("facts:")[0] + WRONG_FACTS), "too-many-problems"),
    ("a number of 5,000 digits", text("localisation.yml", FACTS + "values: {loans.most: " + "9" * 5000 + "}\n"), "not-a-number"),
    ("500 open brackets in a line", page("[" * 500), "prose-size"),
    ("20,000 angle brackets in a line", page("<" * 20_000), "prose-size"),
    ("3,000 quotations in one another", page(">" * 3000 + " x"), "prose-nesting"),
    ("a table of raw HTML", page("<table><tr><td onclick=alert(1)>x</td></tr></table>"), "prose-raw"),
    ("raw typst", page('`#read("/etc/passwd")`{=typst}'), "prose-literal-attributes"),
    ("a second front matter", page("---\nheader-includes: x\n---\n\nText."), "prose-heading"),
    ("a picture of the disk", page("![Passwords](/etc/passwd)"), "prose-image"),
    ("a picture from a server inside", page("![Secrets](http://169.254.169.254/latest)"), "prose-image"),
    ("a pixel bomb", data("files/room.png", png(30_000, 30_000)), "image-too-big"),
    ("a cut-off JPEG", data("files/room.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"), "image-damaged"),
    ("a drawing 200,000 pixels wide", text(DRAWING, SVG.format(size=200_000, inside="")), "image-too-big"),
    ("a drawing that fetches", text(DRAWING, SVG.format(size=9, inside='<image href="http://x.example/"/>')), "svg-not-allowed"),
    ("a drawing with entities", text(DRAWING, '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format(size=9, inside="&a;")), "svg-not-allowed"),
    ("a drawing of 21 blurs", text(DRAWING, SVG.format(size=9, inside='<rect filter="url(#a)"/>' * 21)), "svg-not-allowed"),
    ("a drawing without end", text(DRAWING, SVG.format(size=900, inside='<g opacity="0.5"><rect width="900" height="900"/></g>' * 9000)),
     "image-unreadable"),
)  # fmt: skip


@pytest.mark.parametrize(("spoil", "code"), [pytest.param(spoil, code, id=name) for name, spoil, code in HOSTILE])
def test_one_area_that_is_hostile_is_named_quickly_and_alone(spoil: Spoil, code: str, project: Path, pandoc: PandocPool) -> None:
    if (project / OAKHAM / "lending.md").exists():
        (project / OAKHAM / "lending.md").unlink()
    spoil(project / OAKHAM)
    began = time.monotonic()
    merged = load(Settings(project), DAY, pandoc)
    assert time.monotonic() - began < SECONDS
    assert code in {problem.code for problem in merged.problems}
    assert {problem.place.file.split("/")[1] for problem in merged.problems} == {"oakham"}
    assert unharmed(merged) == {"framework", "marshire", "elmfield"}


def unharmed(merged: Merged) -> set[str]:
    return {str(each) for each in merged.editions} - {str(each) for each in merged.failed}


def test_a_big_clause_and_a_wide_drawing_that_are_honest_are_taken(project: Path, pandoc: PandocPool) -> None:
    page("Every word of it counts.\n" * 2_000)(project / OAKHAM)
    text(DRAWING, SVG.format(size=6000, inside='<rect width="6000" height="6000"/>'))(project / OAKHAM)
    assert validated(project, pandoc) == ()


def test_a_file_saved_while_it_is_read_is_not_taken_half(project: Path, pandoc: PandocPool, monkeypatch: pytest.MonkeyPatch) -> None:
    really_open = os.open

    def saved_just_now(path: Path, flags: int, *more: int) -> int:
        if flags & os.O_NOFOLLOW and Path(path).name == "localisation.yml" and Path(path).parent.name == "oakham":
            Path(path).write_text("name: Half a fi", encoding="utf-8")
        return really_open(path, flags, *more)

    monkeypatch.setattr(os, "open", saved_just_now)
    assert "file-changed" in {problem.code for problem in validated(project, pandoc)}


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_nobody_may_read_is_named(project: Path, pandoc: PandocPool) -> None:
    (project / OAKHAM / "localisation.yml").chmod(0)
    assert "unreadable-file" in {problem.code for problem in validated(project, pandoc)}


def test_a_template_with_a_mistake_is_named_with_its_line(project: Path, pandoc: PandocPool) -> None:
    shutil.copytree(Settings(project).templates, project / "templates")
    (project / "templates/blocks/contact-cards.md.jinja").write_text("Call:\n{{ nobody }}\n", encoding="utf-8")
    club = project / "framework/documents/procedure/book-club.md"
    club.write_text(club.read_text(encoding="utf-8") + "\n::: {#who template=contact-cards records=contact}\n:::\n", encoding="utf-8")
    (found,) = validated(project, pandoc)
    assert (found.code, found.place.file, found.second and found.second.file) == (
        "bad-template",
        "framework/documents/procedure/book-club.md",
        "templates/blocks/contact-cards.md.jinja",
    )


def test_an_edition_that_does_not_exist_is_named_with_the_nearest(project: Path, pandoc: PandocPool) -> None:
    (found,) = problems_of(Settings(project), DAY, ("okham",), pandoc)
    assert (found.code, found.hint) == ("unknown-edition", "did you mean 'oakham'?")


@pytest.mark.parametrize("words", ['<p style="position:fixed">x</p>', '<p onclick="alert(1)">x</p>', '<img src="http://x.example/a.png">'])
def test_a_page_that_would_break_the_sites_policy_is_refused_before_it_is_published(words: str) -> None:
    facts = read_page(f"<html><body>{words}</body></html>".encode())
    assert [problem.code for problem in policy_problems({"page.html": facts})] == ["page-against-policy"]


def validated(project: Path, pandoc: PandocPool) -> tuple[Problem, ...]:
    return problems_of(Settings(project), DAY, (), pandoc)

"""Redlines in Word of the framework that is shipped, from 1.0 to 1.1: read back by another reader, by LibreOffice, and made twice."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from byelaw.outputs import redline_word
from byelaw.outputs.ooxml import open_package
from byelaw.outputs.redline_word import Press, Redline, Request
from byelaw.outputs.redline_word_lints import faults
from byelaw.settings import Settings
from byelaw.workflows import comparing_word
from byelaw.workflows.comparing import CompareRequest, compare_two
from redlines.libreoffice import ACCEPT, KEEP, REJECT, Shown, resolved_by_libreoffice
from redlines.libreoffice_known import REASONS, known
from redlines.second_reading import first_difference, read
from redlines.word_lints import lints
from redlines.word_redlines import W, root_of

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 23)
ASKED = "policy-statement", "core-procedure", "strategy-discussion", "recognising-behaviour", "referral-form", "safety-plans", "hsb-panel"
"""Documents with tables, notes, forms, pathways, moved passages and local notes; the last is new."""


@dataclass(frozen=True, slots=True)
class Made:
    """A redline, and both versions as they are rendered directly."""

    redline: Redline
    old: bytes
    new: bytes


@pytest.fixture(scope="module")
def made() -> Mapping[str, Made]:
    found = compare_two(Settings(ROOT), CompareRequest("framework@1.0", "framework@1.1", DAY, "", ASKED))
    assert found.comparison is not None
    assert found.sides is not None
    every: dict[str, Made] = {}
    direct: list[tuple[bytes, bytes]] = []
    rendering: Any = redline_word._rendered
    writing = redline_word.write_redline

    def rendered(*arguments: Any) -> Any:  # noqa: ANN401 - handed on
        both = rendering(*arguments)
        direct.append((both.plain_old.to_bytes(), both.plain_new.to_bytes()))
        return both

    def written(request: Request, press: Press) -> Redline:
        redline = writing(request, press)
        every[request.new.document.file_name] = Made(redline, *direct[-1])
        return redline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redline_word, "_rendered", rendered)
        patch.setattr(comparing_word, "write_redline", written)
        comparing_word.word_redlines(found.comparison, found.sides, Settings(ROOT), ("Editor", DAY))
    assert set(every) == set(ASKED)
    return every


pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ASKED)
def test_another_reader_finds_both_versions_in_it(made: Mapping[str, Made], name: str) -> None:
    each = made[name]
    assert (each.redline.problems, each.redline.replaced) == ((), 0)
    for decision, version in (("accept", each.new), ("reject", each.old)):
        assert first_difference(read(each.redline.content, decision), read(version, "accept")) == ""


@pytest.mark.parametrize("name", ASKED)
def test_it_is_sound(made: Mapping[str, Made], name: str) -> None:
    content = made[name].redline.content
    assert [*faults(open_package(content)), *lints(content)] == []
    assert docx.Document(io.BytesIO(content)).paragraphs[-1].text == "End of the document"


def test_a_new_document_is_one_insertion(made: Mapping[str, Made]) -> None:
    content = made["hsb-panel"].redline.content
    assert not list(root_of(content).iter(f"{W}del"))
    assert len(read(content, "accept")) > 100
    assert read(content, "reject") == []


def test_they_are_in_the_name_of_the_author_on_the_day_of_the_release(made: Mapping[str, Made]) -> None:
    content = made["core-procedure"].redline.content
    marks = list(root_of(content).iter(f"{W}ins", f"{W}del"))
    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in marks} == {("Editor", "2026-10-01T00:00:00Z")}
    about = docx.Document(io.BytesIO(content)).core_properties
    assert (about.author, about.last_modified_by, about.title) == ("Editor", "Editor", "What changed in Core multi-agency procedure")
    assert {about.created, about.modified} <= {datetime(2026, 10, 1), datetime(2026, 10, 1, tzinfo=UTC)}  # noqa: DTZ001 - as it reads them


def test_the_register_leads_to_places_that_are_there(made: Mapping[str, Made]) -> None:
    root = root_of(made["core-procedure"].redline.content)
    names = {each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")}
    table = next(root.iter(f"{W}tbl"))
    anchors = [each.get(f"{W}anchor") for each in table.iter(f"{W}hyperlink")]
    assert len(anchors) > 10
    assert names.issuperset(anchors)


@pytest.mark.word
def test_libreoffice_finds_both_versions_in_it_but_for_what_is_known(made: Mapping[str, Made], tmp_path: Path) -> None:
    files = {}
    for name, each in made.items():
        files[f"{name}-accepted"], files[f"{name}-rejected"] = (each.redline.content, ACCEPT), (each.redline.content, REJECT)
        files[f"{name}-new"], files[f"{name}-old"] = (each.new, KEEP), (each.old, KEEP)
    opened = resolved_by_libreoffice(tmp_path, files)
    for name in made:
        for done, version in (("accepted", "new"), ("rejected", "old")):
            otherwise = known(text_of(opened[f"{name}-{done}"]), opened[f"{name}-{version}"])
            assert [each for each in otherwise if each not in REASONS] == [], f"{name}, {done}"


def text_of(shown: list[Shown]) -> list[Shown]:
    """Return what is shown from the first heading or words of the text on: without the first pages, the title and the end."""
    return [each for each in without_front(shown) if each[3] != "End of the document"]


def without_front(shown: list[Shown]) -> list[Shown]:
    """Return what stands behind the first pages and the title with its facts and contents."""
    front = ("Title", "Subtitle", "Banner", "ControlRow", "TOCHeading", "Contents1", "Contents2", "TOC1", "TOC2")
    last = max(place for place, each in enumerate(shown) if each[1] in front)
    return shown[last + 1 :]


def test_the_bytes_are_the_same_in_another_process_from_another_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "byelaw", "--project", str(ROOT), "compare", "framework@1.0", "framework@1.1", "redlines"]
    asked = ["--document", "policy-statement", "--output", "word", "--as-of", DAY.isoformat()]
    contents = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        folder = tmp_path / zone.partition("/")[0]
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run([*command, *asked], cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        contents.append((folder / "redlines" / "policy-statement.docx").read_bytes())
    assert contents[0] == contents[1]

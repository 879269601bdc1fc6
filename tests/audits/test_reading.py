"""`byelaw audit read`: the round that a meeting filled in, written for its lead to read, or nothing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from audits.audit_sample import FIRST, FRAMEWORK, LAST, site
from byelaw.cli.main import byelaw
from byelaw.outputs.audit_workbook import Cover, audit_workbook
from project_builder import BASE, Builder, Files, place

Read = Callable[..., Result]
START = {**FRAMEWORK, **site("newton", FIRST, LAST), **place("oldham")}
RECORD = "localisations/newton/audit.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay(tmp_path / "project", {**BASE, **START})
    return tmp_path / "project"


def lay(folder: Path, files: Files) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def read(project: Path, allotments: Builder, monkeypatch: pytest.MonkeyPatch) -> Read:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")

    def call(area: str = "newton", *words: str, of: str = "newton", fill: Callable[[Workbook], None] = lambda _: None) -> Result:
        built = allotments(START)
        (shown,) = built.document(of, "audit").audits
        made = audit_workbook(shown, Cover(built.published(of).name, "Audit", date(2026, 11, 23)))
        book = load_workbook(BytesIO(made))
        book["Summary"]["B7"] = "2026-11-20"
        fill(book)
        book.save(project.parent / "filled.xlsx")
        return CliRunner().invoke(byelaw, ["--project", str(project), "audit", "read", str(project.parent / "filled.xlsx"), area, *words])

    return call


def test_the_round_is_added_at_the_end_and_nothing_else_is_touched(read: Read, project: Path) -> None:
    before = (project / RECORD).read_text(encoding="utf-8")

    def fill(book: Workbook) -> None:
        book["2 Water"]["E8"], book["2 Water"]["G8"] = 4, "All: put 'away', yes"

    said = read(fill=fill)
    assert (said.exit_code, said.output.splitlines()) == (
        0,
        [
            "wrote localisations/newton/audit.yml",
            "  the round of 2026-11-20: 5 of 5 checks rated, 3 actions",
            "  read it before you publish it: no names, and nothing that tells who somebody is",
        ],
    )
    after = (project / RECORD).read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.removeprefix(before).splitlines()[:6] == [
        "  - on: 2026-11-20",
        "    ratings:",
        "      wide-paths:",
        "        rating: 4",
        "        evidence: Measured.",
        "        wording: Paths are wide enough for a wheelchair.",
    ]
    assert "        evidence: 'All: put ''away'', yes'\n" in after
    assert after.removeprefix(before).count("done:") == 1
    assert CliRunner().invoke(byelaw, ["--project", str(project), "validate", "--as-of", "2026-11-23"]).exit_code == 0


def test_a_first_round_makes_the_file(read: Read, project: Path) -> None:
    said = read("oldham", of="oldham", fill=lambda book: book["2 Water"].__setitem__("E4", 2))
    assert said.exit_code == 0, said.output
    text = (project / "localisations/oldham/audit.yml").read_text(encoding="utf-8")
    assert text == (
        "share: no\nrounds:\n  - on: 2026-11-20\n    ratings:\n      taps:\n        rating: 2\n        wording: Every tap works.\n"
    )


def test_the_framework_s_empty_workbook_will_do(read: Read) -> None:
    assert read("oldham", of="framework", fill=lambda book: book["2 Water"].__setitem__("E4", 2)).exit_code == 0


WRONG = {
    "another place's": ({"area": "oldham"}, "workbook-of-another", None),
    "no day": ({}, "missing-key", lambda book: book["Summary"].__setitem__("B7", None)),
    "an old day": ({}, "dates-reversed", lambda book: book["Summary"].__setitem__("B7", "2026-03-12")),
    "a rating there is none of": ({}, "unknown-rating", lambda book: book["2 Water"].__setitem__("E4", 9)),
    "a check there is none of": ({}, "unknown-check", lambda book: book["2 Water"].__setitem__("A4", "tap")),
    "an action of nobody": ({}, "missing-key", lambda book: book["2 Water"].__setitem__("H7", "Buy lids.")),
    "another audit": ({}, "unknown-data", lambda book: book["Summary"].__setitem__("B4", "other-audit")),
    "a look-up": ({}, "lookup-in-data", lambda book: book["2 Water"].__setitem__("G4", "{{ edition.name }}")),
    "hidden characters": ({}, "hidden-character", lambda book: book["2 Water"].__setitem__("G4", "a\u202eb")),
}


@pytest.mark.parametrize("case", WRONG)
def test_nothing_is_written_where_something_is_wrong(read: Read, project: Path, case: str) -> None:
    words, code, fill = WRONG[case]
    before = {path: path.read_bytes() for path in sorted(project.rglob("*.yml"))}
    said = read(**words, **({"fill": fill} if fill is not None else {}))
    assert said.exit_code == 1
    assert f"[{code}]" in said.output
    assert {path: path.read_bytes() for path in sorted(project.rglob("*.yml"))} == before


def test_the_day_can_be_given(read: Read) -> None:
    assert read("newton", "--on", "2026-11-19", fill=lambda book: book["Summary"].__setitem__("B7", None)).exit_code == 0


def test_a_file_that_is_no_workbook_is_told(project: Path) -> None:
    said = CliRunner().invoke(byelaw, ["--project", str(project), "audit", "read", str(project / RECORD), "newton"])
    assert said.exit_code == 1
    assert "[workbook-unreadable]" in said.output


def test_the_framework_keeps_no_record(read: Read) -> None:
    said = read("framework")
    assert said.exit_code == 2
    assert "the framework keeps no record of audits; name a localisation" in said.output


@pytest.mark.parametrize(
    "head",
    ["rounds: [{on: 2025-01-01, ratings: {gates: {rating: 1}}}]\n", "rounds:\n  - on: 2025-01-01\n    ratings: {gates: {}}\nshare: no\n"],
)
def test_a_record_with_no_place_for_a_round_is_left_alone(read: Read, project: Path, head: str) -> None:
    (project / RECORD).write_text(head, encoding="utf-8")
    said = read()
    assert (said.exit_code, "[wrong-shape]" in said.output) == (1, True)
    assert (project / RECORD).read_text(encoding="utf-8") == head


def test_people_who_are_named_in_a_record_are_told(project: Path) -> None:
    text = (project / RECORD).read_text(encoding="utf-8")
    named = text.replace("lead: Site lead", "lead: Jane Smith").replace("Measured.", "Dr Sarah Jones measured them.")
    (project / RECORD).write_text(named, encoding="utf-8")
    said = CliRunner().invoke(byelaw, ["--project", str(project), "validate", "--as-of", "2026-11-23"]).output
    assert "'Jane Smith' looks like the name of a person [personal-name]" in said
    assert "'Dr Sarah Jones' looks like the name of a person [personal-name]" in said

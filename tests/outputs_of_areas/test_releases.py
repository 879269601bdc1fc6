"""Areas that stay on releases, built whole: their words, records, pictures, sources and terms are the release's, in all three outputs."""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from outputs_of_areas.building import ROOT, Built, build_once, shared_folder
from outputs_of_areas.reading import FORMATS, html_of, plain, read, shown_text

pytestmark = pytest.mark.slow

BASE = ROOT / "tests" / "cases" / "_base"
LENDING, RETURNS = "framework/documents/policy/lending.md", "framework/documents/procedure/returns.md"
SHELVES = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="20"><rect width="{0}" height="20"/></svg>\n'
MORE = """
![Where books come back](files/shelves.svg){#shelves}

The law is [](ref:libraries-act) and what was found by [](ref:found-a) and [](ref:found-b).

Ring [](contact:helpline) on {{ contact.helpline.phone }}.
"""
SOURCES = """
found-a: {type: report, title: Shelves, author: [{family: Reed, given: A.}], issued: 2020}
found-b: {type: report, title: Stairs, author: [{family: Reed, given: A.}], issued: 2020}
"""
URGENT = "- at: returns#warn-first\n  on: 2026-10-12\n  text: Ring before you send a reminder.\n"
BRANCH = """\
name: {name}
extends: {extends}
owner: Branch manager
review: 2027-03-31
facts: {{reading-room: yes}}
records:
  contact:
    desk: {{name: Desk, phone: 01632 960111}}
"""


def run(folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "byelaw", "--project", str(folder), *words]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"})


def change(folder: Path, file: str, *pairs: tuple[str, str]) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (folder / file).write_text(text, encoding="utf-8")


def lay_out(folder: Path) -> None:
    """Release 1.0 and a county on it, then 1.1 and the county on that; keep a branch on each, and one on the text as it stands."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "localisations" / "oakham")
    (folder / "framework" / "files").mkdir()
    (folder / "framework" / "files" / "shelves.svg").write_text(SHELVES.format(20), encoding="utf-8")
    with (
        (folder / RETURNS).open("a", encoding="utf-8") as returns,
        (folder / "framework/references.yml").open("a", encoding="utf-8") as sources,
    ):
        returns.write(MORE)
        sources.write(SOURCES)
    run(folder, "sign", "framework", "--role", "Chair", "--organisation", "Libraries board", "--as-of", "2026-08-30")
    run(folder, "release", "framework", "1.0", "--signed-only", "--as-of", "2026-09-01")
    change(folder, "localisations/marshire/localisation.yml", ("extends: framework", "extends: framework@1.0"))
    run(folder, "release", "marshire", "1", "--as-of", "2026-09-02")
    revise(folder)
    run(folder, "release", "framework", "1.1", "--as-of", "2026-10-15")
    change(folder, "localisations/marshire/localisation.yml", ("extends: framework@1.0", "extends: framework@1.1"))
    run(folder, "release", "marshire", "2", "--as-of", "2026-10-16")
    change(folder, LENDING, ("Joining", "Becoming a member"))
    for name, extends in (("old-town", "marshire@1"), ("new-town", "marshire@2"), ("next-town", "framework")):
        path = folder / "localisations" / name / "localisation.yml"
        path.parent.mkdir()
        path.write_text(BRANCH.format(name=name.replace("-", " ").capitalize(), extends=extends), encoding="utf-8")


def revise(folder: Path) -> None:
    """Make a change of every kind a reviewer meets: moved, split, renamed, tightened, reworded, withdrawn."""
    change(
        folder,
        RETURNS,
        ("{#reminder .must who=librarian}\nLibrarians must send a reminder before an item is charged for.\n", ""),
        (
            "See [](doc:lending#charges).",
            "See [](doc:lending#charges).\n\n## Reminders {#reminders}\n\n{#warn-first .must who=librarian}\nLibrarians must ring first.",
        ),
        (" and [](ref:found-b)", ""),
    )
    change(
        folder,
        "framework/references.yml",
        ("found-b: {type: report, title: Stairs, author: [{family: Reed, given: A.}], issued: 2020}\n", ""),
    )
    change(folder, "framework/values.yml", ("default: 3 weeks", "default: 2 weeks"))
    change(folder, "framework/glossary.yml", ("singular: loan", "singular: borrowing"), ("plural: loans", "plural: borrowings"))
    change(folder, "framework/records/contact.yml", ("01632 960100", "01632 960199"))
    change(folder, "framework/files/shelves.svg", ('"20"', '"30"'))
    with (folder / "framework" / "ids.yml").open("a", encoding="utf-8") as ids:
        ids.write("returns#reminder: {became: [returns#warn-first], because: Said by telephone now.}\n")
    (folder / "framework" / "urgent.yml").write_text(URGENT, encoding="utf-8")


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(shared_folder(tmp_path_factory, "towns"), lay_out)


def whole(built: Built, edition: str, form: str, name: str = "returns") -> str:
    return plain(read(built.edition(edition), form, name).whole)


def test_every_edition_is_published_without_a_problem(towns: Built) -> None:
    assert (towns.exit_code, towns.problems) == (0, ())


@pytest.mark.parametrize("form", FORMATS)
def test_an_area_on_an_old_release_reads_the_old_words_records_sources_and_terms(towns: Built, form: str) -> None:
    returns, lending = whole(towns, "old-town", form), whole(towns, "old-town", form, "lending")
    assert "Librarians must send a reminder before an item is charged for." in returns
    assert "01632 960100" in returns
    assert "Reed, 2020a" in returns
    assert "Reed, 2020b" in returns
    assert "lend an item for 3 weeks" in lending
    assert "A loan can be renewed twice." in lending
    assert "Joining" in lending


@pytest.mark.parametrize("form", FORMATS)
def test_an_area_on_the_new_release_reads_the_new_ones(towns: Built, form: str) -> None:
    returns, lending = whole(towns, "new-town", form), whole(towns, "new-town", form, "lending")
    assert "Librarians must ring first." in returns
    assert "01632 960199" in returns
    assert "Reed, 2020)" in returns or "Reed, 2020." in returns
    assert "2020a" not in returns
    assert "lend an item for 2 weeks" in lending
    assert "A borrowing can be renewed twice." in lending
    assert "Joining" in lending
    assert "Becoming a member" in whole(towns, "next-town", form, "lending")
    assert "Becoming a member" in whole(towns, "framework", form, "lending")


@pytest.mark.parametrize("form", FORMATS)
def test_the_urgent_change_is_told_where_it_is_missing_and_nowhere_else(towns: Built, form: str) -> None:
    told = "Urgent change in Lending at public libraries 1.1, 12 October 2026"
    found = read(towns.edition("old-town"), form, "returns")
    assert form == "pdf" or [each for each in found.callouts if "Urgent" in each] == [f"warning: {told}"]
    text = plain(found.whole)
    assert f"{told} Ring before you send a reminder. This edition still follows 1.0." in text
    assert text.index(told) < text.index("must send a reminder") < text.index("Reed, 2020a")
    for other in ("new-town", "next-town", "marshire", "framework"):
        assert "Urgent change" not in whole(towns, other, form)


def test_the_front_page_tells_of_it_and_leads_there(towns: Built) -> None:
    home = html_of(towns.edition("old-town") / "site" / "index.html")
    (notice,) = home.xpath("//div[contains(@class, 'notice--urgent')]")
    assert shown_text(notice).endswith("This edition still follows 1.0. See Returns.")
    assert notice.xpath(".//a/@href") == ["returns.html#reminder"]
    page = html_of(towns.edition("old-town") / "site" / "returns.html")
    assert page.xpath("//*[@id = 'reminder']")
    assert "Urgent" not in shown_text(html_of(towns.edition("new-town") / "site" / "index.html"))


@pytest.mark.parametrize("form", FORMATS)
def test_each_says_what_it_is_built_from_and_who_signed_it(towns: Built, form: str) -> None:
    old, new = whole(towns, "old-town", form), whole(towns, "new-town", form)
    assert "Lending at public libraries 1.0; Marshire County Libraries 1; Old town (working copy)" in old
    assert "Lending at public libraries 1.0: signed off by Chair, Libraries board on 30 August 2026" in old
    assert "Marshire County Libraries 1: no sign-off recorded" in old
    assert "Lending at public libraries 1.1; Marshire County Libraries 2; New town (working copy)" in new
    assert "Lending at public libraries 1.1: changed since sign-off by Chair, Libraries board on 30 August 2026" in new


def test_pictures_are_those_of_the_release(towns: Built) -> None:
    def pictures(edition: str) -> set[str]:
        return {sha256(path.read_bytes()).hexdigest() for path in (towns.edition(edition) / "site").rglob("media/*.svg")}

    assert pictures("old-town") == pictures("old-town") - pictures("new-town")
    assert pictures("new-town") == pictures("framework")
    assert all(read(towns.edition(name), "word", "returns").pictures == ["Where books come back"] for name in ("old-town", "new-town"))


def test_a_release_is_not_touched_by_a_build_or_by_the_next_release(towns: Built) -> None:
    run(towns.folder, "validate")
    listed = subprocess.run(
        [sys.executable, "-m", "byelaw", "--project", str(towns.folder), "list", "releases"],
        check=True, capture_output=True, text=True, timeout=120, env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    ).stdout  # fmt: skip
    assert "old-town (through marshire@1)\tbehind 1.1\t1 URGENT change not read" in listed

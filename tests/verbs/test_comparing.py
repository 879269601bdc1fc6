"""`compare` on a small project: releases, commits, folders, the working tree, an area before and after, every format, every exit code."""

import csv
import json
import re
import shutil
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from pypdf import PdfReader

from byelaw.core.problems import Place, error
from byelaw.outputs.redline_markdown import MOST_CHARACTERS, plain
from byelaw.outputs.redline_word import Press, Redline, Request, write_redline
from byelaw.workflows.comparing_views import View
from byelaw.workflows.comparison_schema import comparison_schema
from verbs.conftest import Run, git
from verbs.test_releasing import REPORTING, add, change, pin
from verbs.test_resolve import faults

PRINCIPLES = "framework/documents/policy/principles.md"


@pytest.fixture
def two_releases(run: Run, project: Path) -> Path:
    """Release 1.0 and 1.1 of the framework, with a tighter limit, and let the North stay on 1.0."""
    assert run("release", "framework", "1.0", "--summary", "First.").exit_code == 0
    change(project, "framework/values.yml", "5 working days", "3 working days")
    change(project, "localisations/north/localisation.yml", "4 working days", "2 working days")
    change(project, "localisations/first-area/localisation.yml", "2 working days", "1 working day")
    assert run("release", "framework", "1.1", "--summary", "Tightened.").exit_code == 0
    pin(project, "north", "framework", "framework@1.0")
    return project


def test_two_releases_differ_in_what_was_changed_between_them(run: Run, two_releases: Path) -> None:
    assert two_releases.is_dir()
    done = run("compare", "framework@1.0", "framework@1.1")
    assert done.exit_code == 1
    assert "[-set locally: at most 5 working days-] {+set locally: at most 3 working days+}" in done.stdout
    assert re.search(r"1 change in \d+ sections? of \d documents? \(1 value only\); ", done.stdout)
    assert "Speaking up 1.1: Tightened." in done.stdout


def test_a_release_is_the_same_as_the_working_copy_it_was_made_from(run: Run, two_releases: Path) -> None:
    assert two_releases.is_dir()
    done = run("compare", "framework@1.1", "framework")
    assert (done.exit_code, "nothing changed" in done.stdout) == (0, True)


def test_an_area_before_and_after_an_upgrade_keeps_its_own_words(run: Run, two_releases: Path) -> None:
    change(two_releases, PRINCIPLES, "thank", "write to")
    run("release", "framework", "1.2")
    done = run("compare", "framework@1.0", "framework@1.2", "--area", "second-area")
    assert done.exit_code == 1
    assert "[-thank-]{+write to+}" in done.stdout
    assert "at most" not in done.stdout, "the area's own limit stands on both sides"
    assert "north is read as if it extended framework@1.2" in done.stdout
    assert "Second area, on framework@1.0" in done.stdout


def test_what_lies_between_is_taken_in_its_newest_release_on_that_version(run: Run, two_releases: Path) -> None:
    assert run("release", "north", "1").exit_code == 0
    change(two_releases, "localisations/north/reporting.md", "for a year", "for two years")
    pin(two_releases, "north", "framework@1.0", "framework@1.1")
    assert run("release", "north", "2").exit_code == 0
    pin(two_releases, "second-area", "north", "north@2")
    done = run("compare", "framework@1.0", "framework@1.1", "--area", "second-area")
    assert "north@1 stands in for north@2, because it extends framework@1.0" in done.stdout
    assert "for [-a year.-]{+two years.+}" in done.stdout


def test_a_commit_is_read_without_being_checked_out(run: Run, repository: Path) -> None:
    change(repository, REPORTING, "# Report", "# Report")
    change(repository, PRINCIPLES, "thank", "write to")
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    done = run("compare", "git:HEAD", ".")
    assert done.exit_code == 1
    assert "[-thank-]{+write to+}" in done.stdout
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


def test_the_other_side_says_which_edition_of_a_whole_project_is_meant(run: Run, repository: Path) -> None:
    change(repository, "localisations/north/localisation.yml", "4 working days", "3 working days")
    assert run("compare", "git:HEAD", ".").exit_code == 0, "the framework did not change"
    done = run("compare", "git:HEAD", "north")
    assert "[-4 working days-] {+3 working days+}" in done.stdout
    assert run("compare", "git:HEAD", ".", "--area", "north").stdout == done.stdout


def test_a_project_in_a_folder_of_its_repository_is_found_there(run: Run, project: Path) -> None:
    git(project.parent, "init", "-q", "-b", "main")
    git(project.parent, "add", "-A")
    git(project.parent, "commit", "-qm", "First")
    assert run("compare", "git:HEAD", ".").exit_code == 0
    change(project, PRINCIPLES, "thank", "write to")
    assert run("compare", "git:main", ".").exit_code == 1


@pytest.mark.parametrize(
    ("ref", "words"),
    [("git:mian", "there is no commit 'mian'; did you mean 'main'?"), ("git:-x", "there is no commit '-x'"), ("git:", "no commit")],
)
def test_a_commit_that_is_not_there_is_wrong_usage(run: Run, repository: Path, ref: str, words: str) -> None:
    assert repository.is_dir()
    done = run("compare", ref, ".")
    assert (done.exit_code, words in done.stderr) == (2, True), done.stderr


def test_outside_a_repository_a_commit_says_so(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    done = run("compare", "git:HEAD", ".")
    assert (done.exit_code, "not in a git repository" in done.stderr) == (2, True)


def test_a_link_in_a_commit_is_refused_by_name(run: Run, repository: Path) -> None:
    (repository / "framework/documents/policy/linked.md").symlink_to("principles.md")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Link")
    (repository / "framework/documents/policy/linked.md").unlink()
    done = run("compare", "git:HEAD", ".")
    assert (done.exit_code, "framework/documents/policy/linked.md: error: a link" in done.stderr) == (3, True)


def test_a_folder_is_read_as_the_layer_that_it_holds(run: Run, project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "framework", tmp_path / "last-year" / "framework")
    change(project, PRINCIPLES, "thank", "write to")
    done = run("compare", str(tmp_path / "last-year" / "framework"), "framework")
    assert "[-thank-]{+write to+}" in done.stdout
    again = run("compare", str(tmp_path / "last-year"), ".")
    assert "[-thank-]{+write to+}" in again.stdout


def test_a_released_folder_is_read_as_its_release(run: Run, two_releases: Path, tmp_path: Path) -> None:
    shutil.copytree(two_releases / "releases/framework/1.0", tmp_path / "sent")
    done = run("compare", str(tmp_path / "sent"), "framework@1.0")
    assert (done.exit_code, "Speaking up, " in done.stdout) == (0, True)
    change(tmp_path, "sent/documents/policy/principles.md", "thank", "write to")
    assert run("compare", str(tmp_path / "sent"), "framework@1.0").exit_code == 3, "it is not as it was released"


def test_a_side_that_cannot_be_merged_says_why_and_compares_nothing(run: Run, repository: Path) -> None:
    change(repository, "localisations/north/reporting.md", "after: reply-in-time", "after: reply-in-tmie")
    done = run("compare", "git:HEAD", "north")
    assert done.exit_code == 3
    assert "did you mean 'reply-in-time'?" in done.stderr
    assert "nothing was compared" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("sides", [("framework", "north"), ("second-area", "first-area"), ("first-area", "framework"), ("north", "north")])
def test_json_keeps_to_its_schema(run: Run, sides: tuple[str, str]) -> None:
    schema = comparison_schema()
    data = json.loads(run("compare", *sides, "--output", "json").stdout)
    assert list(faults(data, schema, "comparison", schema)) == []
    assert data["same"] == (sides[0] == sides[1])


def test_the_register_is_never_a_formula(run: Run, repository: Path, tmp_path: Path) -> None:
    change(repository, PRINCIPLES, "title: Principles", "title: =HYPERLINK(1)")
    rows = list(csv.reader(StringIO(run("compare", "git:HEAD", ".", "--output", "csv").stdout)))
    assert any(cell == "'=HYPERLINK(1)" for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    file = tmp_path / "register.xlsx"
    assert run("compare", "git:HEAD", ".", str(file), "--output", "xlsx").exit_code == 1
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Summary", "Register"]
    cells = [cell for row in book["Register"].iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_the_same_comparison_gives_the_same_bytes(run: Run, project: Path, tmp_path: Path) -> None:
    assert project.is_dir()
    for output in ("xlsx", "pdf", "html"):
        files = [tmp_path / f"{number}.{output}" for number in (1, 2)]
        for each in files:
            assert run("compare", "framework", "north", str(each), "--output", output).exit_code == 1
        assert files[0].read_bytes() == files[1].read_bytes(), output


def test_the_pdf_has_the_register_then_the_text_with_both_words(run: Run, repository: Path, tmp_path: Path) -> None:
    change(repository, PRINCIPLES, "thank", "write to")
    file = tmp_path / "redline.pdf"
    assert run("compare", "git:HEAD", ".", "--output", "pdf", str(file)).exit_code == 1
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages).split())
    assert text.index("Register") < text.index("The text, with its changes")
    assert "[\u2212thank\u2212][+write to+]" in text[text.index("The text, with its changes") :]
    with pikepdf.open(file) as pdf:
        about = pdf.open_metadata()
        assert about["pdfaid:part"] == "2"
        assert about["pdfaid:conformance"] == "A"
        assert about["pdfuaid:part"] == "1"


def test_word_writes_a_file_for_each_document_that_changed(run: Run, repository: Path, tmp_path: Path) -> None:
    change(repository, PRINCIPLES, "thank", "write to")
    done = run("compare", "git:HEAD", ".", str(tmp_path / "redlines"), "--output", "word", "--author", "Editorial board")
    assert done.exit_code == 1, done.stderr
    assert [each.name for each in (tmp_path / "redlines").iterdir()] == ["principles.docx"]


def test_every_edition_that_changes_is_told_and_what_they_share_is_said_once(run: Run, repository: Path) -> None:
    change(repository, PRINCIPLES, "thank", "write to")
    change(repository, "localisations/second-area/localisation.yml", "owner: Site manager", "owner: Site director")
    done = run("compare", "git:HEAD", ".", "--all", "--output", "markdown")
    assert done.exit_code == 1
    assert "3 of 4 editions change." in done.stdout
    assert done.stdout.count("<ins>write to</ins>") == 1
    shared, own = (
        done.stdout.index(words)
        for words in ("Principles: in all 3 that change: Speaking up, The North, Second area", "Everywhere: in Second area")
    )
    assert shared < own


def test_an_edition_whose_sources_are_the_same_is_not_even_read(run: Run, repository: Path) -> None:
    change(repository, "localisations/second-area/localisation.yml", "owner: Site manager", "owner: Site director")
    done = run("compare", "git:HEAD", ".", "--all", "--output", "json")
    told = json.loads(done.stdout)
    assert [each["edition"] for each in told["changed"]] == ["Second area"]
    assert "[1/1] second-area" in done.stderr


def test_nothing_changes_anywhere(run: Run, repository: Path) -> None:
    add(repository, "README.md", "Words beside the project.")
    done = run("compare", "git:HEAD", ".", "--all")
    assert (done.exit_code, "Nothing published changes in any of 4 editions." in done.stdout) == (0, True)


def test_an_edition_that_cannot_be_made_is_named_and_the_others_are_compared(run: Run, repository: Path) -> None:
    change(repository, "localisations/second-area/localisation.yml", "owner: Site manager", "owner: Site director")
    change(repository, "localisations/first-area/principles.md", "no-blame:", "no-blaem:")
    done = run("compare", "git:HEAD", ".", "--all", "--output", "markdown")
    assert done.exit_code == 3
    assert "Could not be made, so not compared: First area" in done.stdout
    assert "Site director" in done.stdout


def test_new_and_removed_editions_are_named(run: Run, repository: Path) -> None:
    shutil.move(repository / "localisations/second-area", repository / "localisations/third-area")
    done = run("compare", "git:HEAD", ".", "--all")
    assert done.exit_code == 1
    assert "New: third-area" in done.stdout
    assert "Gone: second-area" in done.stdout


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("*a* _b_ `c` [d](e) <b>", r"\*a\* \_b\_ \`c\` \[d\](e) &lt;b&gt;"),
        ("@team see #12", "&#64;team see &#35;12"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("2027-06-30", "2027-06-30"),
        ("https://example.org", "http&#115;://example.org"),
        ("| cell |", r"\| cell \|"),
    ],
)
def test_words_of_the_content_are_no_markup_in_a_comment(words: str, shown: str) -> None:
    assert plain(words) == shown


def long_document(project: Path, first: int) -> None:
    """Write 400 sections, each of which says another number, counted from `first`."""
    sections = (f"\n## Part {each} {{#part-{each}}}\n\n{f'Words that say {first + each}. ' * 12}\n" for each in range(400))
    last = "\n## Last {#last}\n\nStaff must ring the desk.\n"
    add(project, "framework/documents/policy/long.md", f"---\nkind: policy\ntitle: Long\n---\n{''.join(sections)}{last}")


@pytest.mark.parametrize("asked", [(), ("--all",)])
def test_a_comment_is_bounded_and_leaves_out_what_matters_least(run: Run, repository: Path, asked: tuple[str, ...]) -> None:
    long_document(repository, 1000)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Long")
    long_document(repository, 5000)
    change(repository, "framework/documents/policy/long.md", "must ring", "need not ring")
    told = run("compare", "git:HEAD", ".", *asked, "--output", "markdown").stdout
    assert len(told) < MOST_CHARACTERS
    left_out = re.search(r"\*\*(\d+) more changes are left out for length, the least weighty first\.\*\*", told)
    assert left_out is not None
    assert told.count("**changed**") + int(left_out[1]) == 401
    assert f"- … and {left_out[1]} more here" in told
    assert "Staff <del>must</del><ins>need not</ins> ring the desk." in told


def test_a_document_that_was_not_asked_for_is_not_called_new(run: Run, repository: Path, tmp_path: Path) -> None:
    change(repository, PRINCIPLES, "thank", "write to")
    add(repository, "framework/documents/policy/more.md", "---\nkind: policy\ntitle: More\n---\n\n## One {#one}\n\nWords of it.\n")
    asked = ("compare", "git:HEAD", ".", str(tmp_path / "redlines"), "--output", "word")
    assert "'More' is new: all of it is one insertion" in run(*asked).stderr
    assert "is new" not in run(*asked, "--document", "principles").stderr


@pytest.mark.parametrize("output", ["text", "json", "markdown"])
def test_what_every_edition_is_told_goes_into_a_file_if_one_is_named(run: Run, repository: Path, tmp_path: Path, output: str) -> None:
    change(repository, "localisations/second-area/localisation.yml", "owner: Site manager", "owner: Site director")
    asked = ("compare", "git:HEAD", ".", "--all", "--output", output)
    file = tmp_path / "new folder" / "comment"
    done = run(*asked, str(file))
    assert (done.exit_code, done.stdout) == (1, "")
    assert file.read_text(encoding="utf-8").strip() == run(*asked).stdout.strip()
    assert [each.name for each in file.parent.iterdir()] == ["comment"]


def test_a_folder_in_the_place_of_a_file_is_found_before_anything_is_read(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("Words.", encoding="utf-8")
    for output, target, words in (("html", project, "is a folder; html goes"), ("word", tmp_path / "words.txt", "is a file; word needs")):
        done = run("compare", "framework", "north", str(target), "--output", output)
        assert (done.exit_code, words in done.stderr) == (2, True), done.stderr


def test_files_that_could_not_all_be_written_are_no_success(
    run: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.is_dir()
    wrong = error("redline-not-proved", Place("reporting"), "it does not hold", "read the page")
    for made, code in ((View({"principles.docx": b"Words."}, (wrong,)), 3), (View(problems=(wrong,)), 4)):
        monkeypatch.setattr("byelaw.cli.comparing.view", lambda *_, made=made: made)
        done = run("compare", "framework", "north", str(tmp_path / "redlines"), "--output", "word")
        assert (done.exit_code, "redline-not-proved" in done.stderr) == (code, True)


def test_a_redline_that_is_refused_leaves_the_others_and_the_last_good_file(
    run: Run, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(repository, PRINCIPLES, "thank", "write to")
    change(repository, REPORTING, "You may telephone", "You may call")
    folder = tmp_path / "redlines"
    asked = ("compare", "git:HEAD", ".", str(folder), "--output", "word")
    assert run(*asked).exit_code == 1
    good = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert sorted(good) == ["principles.docx", "reporting.docx"]
    wrong = error("redline-not-proved", Place("reporting"), "it does not hold", "read the page")

    def refusing(request: Request, press: Press) -> Redline:
        return Redline(b"", (wrong,)) if request.new.document.title == "Reporting" else write_redline(request, press)

    monkeypatch.setattr("byelaw.workflows.comparing_word.write_redline", refusing)
    (folder / "principles.docx").unlink()
    done = run(*asked)
    assert (done.exit_code, "redline-not-proved" in done.stderr) == (3, True), done.stderr
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == good

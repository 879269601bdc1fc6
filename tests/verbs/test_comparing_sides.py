"""What the two sides of `compare` may be called, and what is said where a name leads to nothing or to something that cannot be read."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from verbs.conftest import Run, git
from verbs.test_releasing import add, change, pin

PRINCIPLES = "framework/documents/policy/principles.md"
CHANGED = "[-thank-]{+write to+}"


def committed(project: Path, message: str) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-qm", message)


def test_an_edition_of_a_commit_stands_beside_one_of_the_working_tree(run: Run, repository: Path) -> None:
    change(repository, PRINCIPLES, "thank", "write to")
    done = run("compare", "north@git:HEAD", "second-area")
    assert (done.exit_code, CHANGED in done.stdout) == (1, True)
    assert "old: The North, git:HEAD (" in done.stdout
    national = run("compare", "framework@git:HEAD", "north@git:HEAD")
    assert (national.exit_code, CHANGED in national.stdout) == (1, False), "both are as the commit has them"


def test_an_edition_of_another_project_is_named_by_its_folder(run: Run, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "last year é"
    shutil.copytree(project, other)
    change(project, PRINCIPLES, "thank", "write to")
    assert CHANGED in run("compare", f"north@{other}", "north").stdout
    wrong = run("compare", f"nroth@{other}", "north")
    assert (wrong.exit_code, f"there is no edition 'nroth' in {other}; did you mean 'north'?" in wrong.stderr) == (2, True)
    layer = run("compare", f"north@{other}/framework", "north")
    assert (layer.exit_code, "is one edition and holds no 'north'" in layer.stderr) == (2, True)


def test_a_commit_without_the_project_says_so_and_where_it_has_one(run: Run, project: Path) -> None:
    top = project.parent
    (top / "words.txt").write_text("Before there was a project.", encoding="utf-8")
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "words.txt")
    git(top, "commit", "-qm", "Before")
    shutil.move(project, top / "old place")
    committed(top, "There")
    shutil.move(top / "old place", project)
    change(project, PRINCIPLES, "thank", "write to")
    before = run("compare", "git:HEAD~1", ".")
    assert (before.exit_code, "holds no project: there is no framework/framework.yml in it" in before.stderr) == (2, True)
    assert run("compare", "git:HEAD~1", ".", "--all").exit_code == 2
    moved = run("compare", "git:HEAD", ".")
    assert (moved.exit_code, "write 'git:HEAD:old place'" in moved.stderr) == (2, True)
    done = run("compare", "git:HEAD:old place", ".")
    assert (done.exit_code, CHANGED in done.stdout) == (1, True)


@pytest.mark.parametrize(
    "name",
    ["git:HEAD:../x", "git:HEAD:/etc", "git:--upload-pack=x", "git:--output=x", "git:HEAD^{tree}", "git::", "git:HEAD --", "north@git:-x"],
)
def test_a_hostile_or_senseless_commit_is_wrong_usage(run: Run, repository: Path, name: str) -> None:
    before = sorted(os.walk(repository.parent))
    done = run("compare", name, ".")
    assert (done.exit_code, done.stdout) == (2, "")
    assert sorted(os.walk(repository.parent)) == before


@pytest.mark.parametrize("name", ["main", "release/2026-1", "v1.0", "HEAD", "@", "HEAD@{0}", "HEAD^{/First}"])
def test_a_commit_is_called_whatever_git_calls_it(run: Run, repository: Path, name: str) -> None:
    git(repository, "tag", "v1.0")
    git(repository, "branch", "release/2026-1")
    assert run("compare", f"git:{name}", ".").exit_code == 0


def test_a_shallow_clone_says_how_to_get_the_other_commits(run: Run, repository: Path, tmp_path: Path) -> None:
    add(repository, "README.md", "Words.")
    committed(repository, "Second")
    clone = tmp_path / "clone"
    subprocess.run(("git", "clone", "-q", "--depth", "1", repository.as_uri(), clone), check=True, capture_output=True)
    done = run("--project", str(clone), "compare", "git:HEAD~1", ".")
    assert (done.exit_code, "`git fetch --unshallow`" in done.stderr) == (2, True)
    assert run("--project", str(clone), "compare", "git:origin/main", ".").exit_code == 0


def test_a_repository_that_lacks_a_file_says_which(run: Run, repository: Path) -> None:
    named = subprocess.run(
        ("git", "-C", str(repository), "rev-parse", "HEAD:framework/values.yml"), check=True, capture_output=True, text=True
    ).stdout.strip()
    (repository / ".git" / "objects" / named[:2] / named[2:]).unlink()
    done = run("compare", "git:HEAD", ".")
    assert (done.exit_code, "lacks framework/values.yml as it was then" in done.stderr) == (2, True)


def test_another_repository_in_the_place_of_the_framework_is_named(run: Run, project: Path, tmp_path: Path) -> None:
    shutil.move(project / "framework", tmp_path / "framework")
    git(tmp_path / "framework", "init", "-q", "-b", "main")
    committed(tmp_path / "framework", "First")
    git(project, "init", "-q", "-b", "main")
    git(project, "-c", "protocol.file.allow=always", "submodule", "add", "-q", (tmp_path / "framework").as_uri(), "framework")
    committed(project, "First")
    done = run("compare", "git:HEAD", ".")
    assert (done.exit_code, "framework: another repository may not stand here" in done.stderr) == (2, True)


def test_a_problem_in_a_commit_is_found_by_its_name(run: Run, project: Path) -> None:
    top = project.parent
    git(top, "init", "-q", "-b", "main")
    change(project, "localisations/north/reporting.md", "after: reply-in-time", "after: reply-in-tmie")
    committed(top, "Wrong")
    change(project, "localisations/north/reporting.md", "after: reply-in-tmie", "after: reply-in-time")
    done = run("compare", "git:HEAD", "north")
    place = "HEAD:project/localisations/north/reporting.md"
    assert done.exit_code == 3
    assert f"git:{place}:4:3: error: no block 'reply-in-tmie' in 'reporting' [unknown-anchor]" in done.stderr
    shown = subprocess.run(("git", "-C", str(top), "show", place), check=True, capture_output=True, text=True).stdout
    assert "after: reply-in-tmie" in shown
    every = run("compare", "git:HEAD", ".", "--all")
    assert (every.exit_code, f"git:{place}:4:3: error" in every.stderr) == (3, True)


@pytest.mark.parametrize("inside", ["", "/localisations/north"])
def test_a_problem_in_a_folder_is_found_by_its_name(run: Run, project: Path, tmp_path: Path, inside: str) -> None:
    other = tmp_path / "sent to us"
    shutil.copytree(project, other)
    change(other, "localisations/north/reporting.md", "after: reply-in-time", "after: reply-in-tmie")
    done = run("compare", f"{other}{inside}", "north")
    assert (done.exit_code, f"{other}/localisations/north/reporting.md:4:3: error" in done.stderr) == (3, True)
    assert "no block 'reply-in-tmie'" in done.stderr


def test_a_localisation_unpacked_under_another_name_is_what_the_other_side_is(run: Run, project: Path, tmp_path: Path) -> None:
    add(
        project,
        "localisations/north/extra.md",
        "---\ndo: add\ntitle: Extra\nkind: policy\nbecause: Ours.\n---\n\n## One {#one}\n\nWords.\n",
    )
    sent = tmp_path / "north, second draft"
    shutil.copytree(project / "localisations/north", sent)
    assert run("compare", str(sent), "north").exit_code == 0
    assert run("compare", "north", str(sent)).exit_code == 0
    assert run("compare", str(sent), ".", "--area", "north").exit_code == 0


def test_a_new_area_in_a_folder_is_compared_with_what_it_extends_and_with_its_neighbour(run: Run, project: Path, tmp_path: Path) -> None:
    text = (project / "localisations/second-area/localisation.yml").read_text(encoding="utf-8")
    add(tmp_path, "lakeside/localisation.yml", text.replace("Second area", "Lakeside"))
    for other in ("north", "first-area", "framework"):
        done = run("compare", other, str(tmp_path / "lakeside"))
        assert (done.exit_code, "edition: lakeside" in done.stderr) == (1, True), other


def test_what_a_side_stands_on_that_is_missing_is_told_alone(run: Run, project: Path) -> None:
    pin(project, "north", "framework", "framework@9")
    done = run("compare", "north", "second-area")
    assert done.exit_code == 3
    assert "there is no release 9 of 'framework'" in done.stderr
    assert "no-framework" not in done.stderr


def test_documents_that_were_not_asked_for_are_not_said_to_be_the_same(run: Run, repository: Path) -> None:
    change(repository, PRINCIPLES, "thank", "write to")
    done = run("compare", "git:HEAD", ".", "--document", "reporting")
    assert (done.exit_code, "Other documents than reporting: they were not asked for." in done.stdout) == (0, True)


def test_a_project_whose_framework_is_a_link_is_refused_by_name(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "framework").symlink_to(project / "framework")
    done = run("compare", str(tmp_path / "linked"), ".")
    assert (done.exit_code, "framework: a link to another file may not stand here" in done.stderr) == (2, True)

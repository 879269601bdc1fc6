"""What README.md and the tutorial tell a person to write works on the framework that is shipped."""

import re
import shlex
from itertools import takewhile
from pathlib import Path

import pytest

from verbs.project import ROOT, in_project, shipped_to

pytestmark = pytest.mark.slow

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ANSWERS = ("--set", "name=Lakeside", "--set", "owner=Policy lead", "--set", "review=2027-03-31")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shipped_to(tmp_path / "copy")


def command(verb: str) -> list[str]:
    """Return the words of the tutorial's command that begins so."""
    (line,) = re.findall(rf"^python3 build\.py ({verb} .*)$", TUTORIAL, re.MULTILINE)
    return shlex.split(line)


def yaml_of(text: str) -> str:
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    return str(block)


def codes(said: str) -> set[str]:
    return set(re.findall(r" error: .* \[([a-z-]+)\]$", said, re.MULTILINE))


def test_the_example_in_the_readme_has_gaps_and_nothing_wrong(project: Path) -> None:
    path = project / "localisations" / "example-area" / "localisation.yml"
    path.parent.mkdir()
    path.write_text(yaml_of(README), encoding="utf-8")
    assert codes(in_project(project, "validate", "--edition", "example-area").stderr) == {"value-missing"}


def test_the_tutorial_can_be_followed_to_its_end(project: Path) -> None:
    area = project / "localisations" / "lakeside"
    assert in_project(project, *command("new area"), *ANSWERS).exit_code == 0
    path = area / "localisation.yml"

    assert "partnership.name" in in_project(project, *command("list gaps")).output
    lines = path.read_text(encoding="utf-8").splitlines()
    in_force = "\n".join(line.replace("#", "", 1) if line.lstrip().startswith("#") else line for line in lines)
    own_words = re.sub(r"'\[([^\[\]]+)\]'", r"Lakeside \1", in_force.replace("your-", "lakeside-"))
    path.write_text(own_words, encoding="utf-8")
    assert "no gaps" in in_project(project, *command("list gaps")).output

    assert yaml_of(TUTORIAL).strip() in path.read_text(encoding="utf-8")
    assert "24 hours" in in_project(project, "explain", "lakeside", "core-procedure#tell-referrer").output
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("timescales.referrer-told: 24 hours", "timescales.referrer-told: 10 working days"), encoding="utf-8")
    said = in_project(project, *command("validate")).stderr
    assert codes(said) == {"loosened-limit"}
    assert re.search(r"see: \S*framework/\S*values\.yml:", said)
    path.write_text(good, encoding="utf-8")

    assert in_project(project, *command("new change"), "--set", "because=We answer sooner.").exit_code == 0
    page = area / "core-procedure.md"
    page.write_text(page.read_text(encoding="utf-8").replace("the same day", "within the hour"), encoding="utf-8")
    assert in_project(project, *command("validate")).output == "no problems\n"


@pytest.mark.parametrize("name", ["ids.yml", "exceptions.yml"])
def test_the_example_at_the_top_of_a_file_works_when_its_mark_is_taken_away(project: Path, name: str) -> None:
    path = project / "framework" / name
    words, hint, *lines = path.read_text(encoding="utf-8").splitlines()
    example = list(takewhile(lambda line: line.startswith("# "), lines))
    assert example
    in_force = [line.removeprefix("# ") for line in example]
    path.write_text("\n".join([words, hint, *in_force, *lines[len(example) :]]) + "\n", encoding="utf-8")
    assert codes(in_project(project, "validate").stderr) == set()

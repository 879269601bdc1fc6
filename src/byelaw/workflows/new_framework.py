"""`byelaw new framework`: a small framework and one area that build as they are, to be written over by their author."""

from collections.abc import Mapping
from pathlib import Path
from string import Template

from byelaw.settings import shipped
from byelaw.workflows.answers import Question
from byelaw.workflows.writing import AlreadyThereError, Written, scalar, write_new

STARTER = shipped() / "templates" / "starter"
QUESTIONS = (
    Question("name", "The framework's name.", default="Our framework"),
    Question("owner", "The post or body that answers for it; never a person's name.", default="Editorial board"),
    Question("review", "When it must be reviewed.", required=True, example="2027-06-30"),
)


def new_framework(folder: Path, answers: Mapping[str, str]) -> Written:
    """Write the starting framework into the folder. Raises AlreadyThereError when any of its files is there."""
    if (folder / "framework").exists():
        message = f"{folder.name}/framework is there already; nothing was written"
        raise AlreadyThereError(message)
    files = {path.relative_to(STARTER).as_posix(): _filled(path, answers) for path in sorted(STARTER.rglob("*")) if path.is_file()}
    advice = (
        f"`byelaw --project {folder.name} build` publishes it",
        f"`byelaw --project {folder.name} schema` helps editors complete the YAML",
    )
    return Written(write_new(folder, files), (), advice)


def _filled(path: Path, answers: Mapping[str, str]) -> str:
    shown = {key: scalar(answer) if path.suffix == ".yml" else answer for key, answer in answers.items()}
    return Template(path.read_text(encoding="utf-8")).safe_substitute(shown)

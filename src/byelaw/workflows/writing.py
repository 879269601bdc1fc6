"""New source files: tried against the whole project before they are written, and never written over anything."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from byelaw.core.problems import Place, Problem, Severity, in_order
from byelaw.sources.project import load_project
from byelaw.sources.prose import ProseRequest, Vocabulary, read_prose
from byelaw.sources.snapshot import snapshot_of, take_snapshot
from byelaw.sources.written import ProseBlocks
from byelaw.workflows.asking import Desk
from byelaw.workflows.loading import Merged, merge

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,;'/()@+_%-]*(?<! )\Z")


class AlreadyThereError(ValueError):
    """What was to be written is there already; nothing is written over it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: the files written, none if any problem is an error; problems; and what to do next."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    advice: tuple[str, ...] = ()


def scalar(text: str) -> str:
    """Return a text as a YAML scalar that the strict reader reads back as the same text."""
    if _PLAIN.match(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def scalar_or_list(text: str) -> str:
    """Return a text as a scalar, or as it is when it is written as a list."""
    return text if text.startswith("[") and text.endswith("]") else scalar(text)


def listed(items: Iterable[str]) -> str:
    """Return texts as a YAML list on one line."""
    return "[" + ", ".join(f"'{each}'" if "," in each and _PLAIN.match(each) else scalar(each) for each in items) + "]"


def comment(text: str, indent: str = "") -> list[str]:
    """Return a text as a comment line."""
    return [f"{indent}# {' '.join(text.split())}"] if text.strip() else []


def tried(desk: Desk, files: Mapping[str, str]) -> tuple[Merged, tuple[Problem, ...]]:
    """Return the project merged as it would be with the files, and the errors that come with them and were not there before."""
    snapshot, _ = take_snapshot(desk.settings.root)
    with_files = snapshot_of({**snapshot.files, **{name: text.encode() for name, text in files.items()}})

    def reader(requests: Iterable[ProseRequest], vocabulary: Vocabulary) -> tuple[ProseBlocks, tuple[Problem, ...]]:
        return read_prose(tuple(requests), desk.pandoc, vocabulary)

    project, problems = load_project(with_files, reader)
    merged = merge(project, desk.merged.day, problems)
    before = {(each.code, each.message) for each in desk.merged.problems}
    new = (each for each in merged.problems if each.severity is Severity.ERROR and (each.code, each.message) not in before)
    return merged, in_order(new)


def at_the_command(problems: Iterable[Problem], files: Collection[str], command: str) -> tuple[Problem, ...]:
    """Return the problems found while trying files that are then not written, each at the command and not in such a file."""
    moved = (replace(each, place=Place(command)) if each.place.file in files else each for each in problems)
    return tuple(replace(each, second=None, second_note="") if each.second and each.second.file in files else each for each in moved)


def write_together(root: Path, files: Mapping[str, str]) -> None:
    """Write files, those that are there included: each beside its place first, then all are renamed."""
    aside = {root / name: (root / name).with_name(f".{Path(name).name}.new") for name in files}
    try:
        for (path, beside), text in zip(aside.items(), files.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
        for path, beside in aside.items():
            beside.replace(path)
    finally:
        for beside in aside.values():
            beside.unlink(missing_ok=True)


def write_new(root: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write files that are not there yet. Raises AlreadyThereError, and writes nothing, if any is."""
    there = [name for name in files if (root / name).exists()]
    if there:
        message = f"{', '.join(there)} is there already; nothing was written"
        raise AlreadyThereError(message)
    write_together(root, files)
    return tuple(files)

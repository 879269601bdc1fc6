"""A project's folders as a commit has them, under the same rules as those on the disk."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from byelaw.core.problems import Place, Problem, error
from byelaw.sources.snapshot import FOLDERS, MOST_DEPTH, MOST_FILES, Snapshot, most_bytes, name_problem, snapshot_of, twins, with_edition
from byelaw.tools.git import Commit, Entry, GitFailure, contents_of, entries_of

MOST_BYTES = 1024 * 1024 * 1024
_FILES = frozenset({"100644", "100664", "100755"})
_KINDS = {"120000": "a link to another file", "160000": "another repository"}


def commit_snapshot(root: Path, commit: Commit, folders: Sequence[str] = FOLDERS) -> tuple[Snapshot, tuple[Problem, ...]] | GitFailure:
    """Return the files of a commit below the folders of the project, and what was refused.

    Codes: `not-a-regular-file`, `file-too-big`, `file-name` and `name-clash`, as `take_snapshot` reports them.
    """
    listed = entries_of(root, commit, folders)
    if isinstance(listed, GitFailure):
        return listed
    shown = [each for each in listed if not any(part.startswith(".") for part in each.path.split("/"))]
    refused = {each.path: problem for each in shown if (problem := _problem(each)) is not None}
    taken = [each for each in shown if each.path not in refused]
    if len(taken) > MOST_FILES or sum(each.size for each in taken) > MOST_BYTES:
        return GitFailure(f"the commit has more than {MOST_FILES:,} files or {MOST_BYTES:,} bytes of them")
    files = contents_of(root, taken)
    if isinstance(files, GitFailure):
        return files
    return snapshot_of(files), tuple(map(with_edition, (*refused.values(), *twins(files))))


def _problem(entry: Entry) -> Problem | None:
    place = Place(entry.path.encode("utf-8", "backslashreplace").decode())
    if entry.mode not in _FILES:
        message = f"{_KINDS.get(entry.mode, 'this')} may not stand here; only files and folders may"
        return error("not-a-regular-file", place, message, "put a copy of the file here instead")
    if entry.size > (most := most_bytes(entry.path)):
        message = f"the file has {entry.size:,} bytes; at most {most:,} may be read"
        return error("file-too-big", place, message, "make it smaller or split it")
    return next(_names(entry.path), None)


def _names(path: str) -> Iterator[Problem]:
    parts = path.split("/")
    if len(parts) > MOST_DEPTH + 1:
        yield error("file-name", Place(path), f"folders stand more than {MOST_DEPTH} deep in each other", "move its files up")
    folders = accumulate(parts[:-1], lambda above, name: f"{above}/{name}")
    for folder, name in zip(folders, parts[1:], strict=True):
        found = name_problem(folder, name)
        if found is not None:
            yield found

"""Take the project's folders into memory once: regular files only, each read as it was listed, everything else refused by name.

All later reading is from the snapshot, so that a file which changes during a build cannot be half in it.
"""

import os
import stat
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice, takewhile
from pathlib import Path

from byelaw.core.names import LayerId, concern
from byelaw.core.problems import Place, Problem, beside, error

FOLDERS = ("framework", "localisations", "releases")
MOST_TEXT_BYTES = 1024 * 1024
MOST_IMAGE_BYTES = 5 * 1024 * 1024
MOST_OTHER_BYTES = 20 * 1024 * 1024
MOST_FILES = 200_000
MOST_DEPTH = 12
IMAGE_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".svg"})
_TEXT_ENDINGS = frozenset({".md", ".yml", ".yaml", ".json"})
_WINDOWS_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a project: path relative to it, with `/`, → bytes."""

    files: Mapping[str, bytes]
    ordered: tuple[str, ...]
    """The paths, sorted, so that a folder is found without looking at every file."""

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file in hexadecimal digits."""
        return sha256(self.files[path]).hexdigest()

    def below(self, folder: str) -> dict[str, bytes]:
        """Return the files in a folder (with its `/` at the end) by their paths inside it."""
        first = bisect_left(self.ordered, folder)
        inside = takewhile(lambda path: path.startswith(folder), islice(self.ordered, first, None))
        return {path[len(folder) :]: self.files[path] for path in inside}

    def folders_in(self, folder: str) -> tuple[str, ...]:
        """Return the names of the folders that stand directly in a folder and hold files."""
        names = (path.partition("/") for path in self.below(f"{folder}/"))
        return tuple(dict.fromkeys(name for name, slash, _ in names if slash))


@dataclass(slots=True)
class _Walk:
    """What a walk has come to."""

    root: Path
    files: dict[str, bytes]
    problems: list[Problem]


def take_snapshot(root: Path, folders: tuple[str, ...] = FOLDERS) -> tuple[Snapshot, tuple[Problem, ...]]:
    """Return the files below the folders of a project, and what was refused.

    Codes: `not-a-regular-file` (links, pipes, devices), `unreadable-file`, `file-too-big`, `file-changed`, `file-name` and `name-clash`.
    Names that start with a full stop are passed over.
    """
    walk = _Walk(root, {}, [])
    for folder in folders:
        if os.path.lexists(root / folder):
            _visit(folder, walk, 0)
    walk.problems.extend(twins(walk.files))
    return snapshot_of(walk.files), tuple(with_edition(problem) for problem in walk.problems)


def snapshot_of(texts: Mapping[str, str | bytes]) -> Snapshot:
    """Return a snapshot of given texts or bytes by their paths."""
    files = {path: text.encode() if isinstance(text, str) else text for path, text in texts.items()}
    return Snapshot(files, tuple(sorted(files)))


def _visit(path: str, walk: _Walk, depth: int) -> None:
    """Look at one entry without following it, and go down into it when it is a folder."""
    full = walk.root / path
    try:
        status = full.lstat()
        if stat.S_ISDIR(status.st_mode):
            _visit_folder(path, walk, depth)
        elif not stat.S_ISREG(status.st_mode):
            message = f"{_kind(status.st_mode)} may not stand here; only files and folders may"
            walk.problems.append(error("not-a-regular-file", _shown(path), message, "put a copy of the file here instead"))
        else:
            _take(path, status, walk)
    except OSError as failure:
        message = f"it cannot be read: {failure.strerror or failure}"
        walk.problems.append(error("unreadable-file", _shown(path), message, "check who may read the file"))


def _visit_folder(path: str, walk: _Walk, depth: int) -> None:
    if depth > MOST_DEPTH:
        message = f"folders stand more than {MOST_DEPTH} deep in each other"
        walk.problems.append(error("file-name", _shown(path), message, "move its files up"))
        return
    for name in sorted(os.listdir(walk.root / path)):  # noqa: PTH208 - the names as they are, not as paths
        if name.startswith("."):
            continue
        found = name_problem(path, name)
        if found is None:
            _visit(f"{path}/{name}", walk, depth + 1)
        else:
            walk.problems.append(found)


def name_problem(folder: str, name: str) -> Problem | None:
    """Report a name that some of the computers of the people who work on this cannot hold."""
    place = _shown(f"{folder}/{name}")
    hint = "use a-z, 0-9 and hyphens"
    if name.partition(".")[0].casefold() in _WINDOWS_NAMES:
        return error("file-name", place, f"'{name}' is a name that Windows keeps for itself", "choose another name")
    if any(character in '<>:"\\|?*' or not character.isprintable() for character in name):
        return error("file-name", place, "the name holds a character that file names cannot have everywhere", hint)
    if unicodedata.normalize("NFC", name) != name or name.endswith((" ", ".")):
        return error("file-name", place, "the name would not be the same on every computer", hint)
    return None


def _take(path: str, status: os.stat_result, walk: _Walk) -> None:
    most = most_bytes(path)
    if status.st_size > most:
        message = f"the file has {status.st_size:,} bytes; at most {most:,} may be read"
        walk.problems.append(error("file-too-big", _shown(path), message, "make it smaller or split it"))
        return
    if len(walk.files) >= MOST_FILES:
        walk.problems.append(error("file-too-big", _shown(path), f"there are more than {MOST_FILES:,} files", "take some away"))
        return
    data = _read(walk.root / path, status, most)
    if data is None:
        message = "the file changed while it was being read"
        walk.problems.append(error("file-changed", _shown(path), message, "run the command again"))
    else:
        walk.files[path] = data


def _read(full: Path, listed: os.stat_result, most: int) -> bytes | None:
    """Read the very file that was listed; None when another one stands there by now, or it grew."""
    handle = os.open(full, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        opened = os.fstat(handle)
        if (opened.st_dev, opened.st_ino) != (listed.st_dev, listed.st_ino):
            return None
        data = stream.read(most + 1)
    return data if len(data) == listed.st_size else None


def most_bytes(path: str) -> int:
    """Return how large a file of this name may be."""
    ending = os.path.splitext(path)[1].lower()  # noqa: PTH122 - a name, not a file
    if ending in _TEXT_ENDINGS:
        return MOST_TEXT_BYTES
    return MOST_IMAGE_BYTES if ending in IMAGE_ENDINGS else MOST_OTHER_BYTES


def _kind(mode: int) -> str:
    kinds = {stat.S_IFLNK: "a link to another file", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return kinds.get(stat.S_IFMT(mode), "a device")


def twins(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Report paths that are one path where capitals do not count."""
    seen: dict[str, str] = {}
    for path in sorted(files):
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            name = "/".join(parts[:end])
            folded = unicodedata.normalize("NFC", name.casefold())
            other = seen.setdefault(folded, name)
            if other != name:
                message = f"'{name}' and '{other}' are one name on Windows and macOS"
                yield beside(error("name-clash", _shown(name), message, "rename one of them"), _shown(other), "the other")


def _shown(path: str) -> Place:
    return Place(path.encode("utf-8", "backslashreplace").decode())


def with_edition(problem: Problem) -> Problem:
    """Return the problem as one of the localisation or release whose file it is in: it concerns that one and what is below."""
    parts = problem.place.file.split("/")
    if parts[0] == "localisations" and len(parts) > 1:
        return replace(problem, edition=parts[1])
    if parts[0] == "releases" and len(parts) > 2:  # noqa: PLR2004 - releases/name/version
        return replace(problem, edition=concern(LayerId(parts[1]), parts[2]))
    return problem

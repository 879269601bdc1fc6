"""Git, asked for the files of a commit: what stands where, and their bytes. Nothing is checked out and nothing is written.

Only plumbing runs (`rev-parse`, `ls-tree`, `cat-file`), which knows no hooks, filters or pagers; nothing is fetched.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60
MOST_LISTED_BYTES = 64 * 1024 * 1024
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GitFailure:
    """Why git gave no answer, in words."""

    detail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit: its path in the repository, its mode as git writes it, its object and its size in bytes."""

    path: str
    mode: str
    object: str
    size: int


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and the folder that was asked about by its path in the repository (with its slash; empty: the whole of it)."""

    name: str
    prefix: str


def commit_of(folder: Path, ref: str) -> Commit | GitFailure:
    """Return the commit that a ref names in the repository that the folder is in."""
    prefix = _asked(folder, ("rev-parse", "--show-prefix"))
    if isinstance(prefix, GitFailure):
        return GitFailure("the project is not in a git repository" if "not a git repository" in prefix.detail else prefix.detail)
    name = _asked(folder, ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"))
    if isinstance(name, GitFailure):
        return GitFailure(f"git knows no commit '{ref}'" if not name.detail else name.detail)
    return Commit(name.decode().strip(), prefix.decode("utf-8", "surrogateescape").rstrip("\n"))


def names_of(folder: Path) -> tuple[str, ...]:
    """Return the branches and tags of the repository, for hints."""
    found = _asked(folder, ("for-each-ref", "--count=1000", "--format=%(refname:short)"))
    return () if isinstance(found, GitFailure) else tuple(found.decode("utf-8", "replace").split())


def is_shallow(folder: Path) -> bool:
    """Tell whether the repository holds only its newest commits."""
    return _asked(folder, ("rev-parse", "--is-shallow-repository")) == b"true\n"


def folders_with(folder: Path, commit: Commit, path: str) -> tuple[str, ...]:
    """Return the folders of a commit (with their slash; empty: the top) in which a file has this path."""
    listed = _asked(folder, ("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit.name))
    names = () if isinstance(listed, GitFailure) else tuple(listed.decode("utf-8", "surrogateescape").split("\0"))
    return tuple(each.removesuffix(path) for each in names if each == path or each.endswith(f"/{path}"))


def entries_of(folder: Path, commit: Commit, below: Sequence[str]) -> tuple[Entry, ...] | GitFailure:
    """Return the files of a commit in these folders of the project, by their paths in the project."""
    wanted = tuple(f"{commit.prefix}{each}" for each in below)
    listed = _asked(folder, ("ls-tree", "-r", "-z", "--long", "--full-tree", commit.name, "--", *wanted))
    return listed if isinstance(listed, GitFailure) else tuple(_entries(listed, len(commit.prefix)))


def contents_of(folder: Path, entries: Sequence[Entry]) -> dict[str, bytes] | GitFailure:
    """Return the bytes of files by their paths. The caller has looked at their sizes."""
    asked = "".join(f"{each.object}\n" for each in entries).encode()
    most = sum(each.size for each in entries) + 128 * len(entries)
    given = _asked(folder, ("cat-file", "--batch"), asked, most)
    if isinstance(given, GitFailure):
        return given
    found, at = {}, 0
    for each in entries:
        end = given.find(b"\n", at)
        if given[at:end].split()[1:] != [b"blob", str(each.size).encode()]:
            return GitFailure(f"this copy of the repository lacks {each.path} as it was then: fetch it, or ask `git fsck` what is damaged")
        found[each.path] = given[end + 1 : end + 1 + each.size]
        at = end + 2 + each.size
    return found


def _entries(listed: bytes, skipped: int) -> Iterator[Entry]:
    for line in listed.split(b"\0"):
        about, _, path = line.partition(b"\t")
        if path:
            mode, _, name, size = about.decode().split()
            yield Entry(path.decode("utf-8", "surrogateescape")[skipped:], mode, name, int(size) if size.isdigit() else 0)


def _asked(folder: Path, words: Sequence[str], given: bytes = b"", most: int = MOST_LISTED_BYTES) -> bytes | GitFailure:
    program = shutil.which("git")
    if program is None:
        return GitFailure("git is not installed")
    try:
        done = subprocess.run(
            (program, "-C", str(folder), "--no-pager", *words),
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=os.environ | _ENVIRONMENT,
        )
    except subprocess.TimeoutExpired:
        return GitFailure(f"git gave no answer within {SECONDS} seconds")
    except (OSError, ValueError) as failure:
        return GitFailure(f"git does not start: {failure}")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        remedy = next((line.strip() for line in said.splitlines() if "safe.directory" in line and "config" in line), "")
        return GitFailure(f"{said.partition(chr(10))[0]}{'; to trust it: ' if remedy else ''}{remedy}")
    return GitFailure("git gave more than can be read") if len(done.stdout) > most else done.stdout

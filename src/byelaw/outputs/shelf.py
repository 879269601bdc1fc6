"""The shelf of finished editions: made aside, checked, then put in place in one step. What stood there stays until then.

Codes: `output-altered`, `nothing-staged`.
"""

import ctypes
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

MANIFEST = "manifest.json"
_AT_FDCWD, _EXCHANGE = -100, 2


class ShelfBusyError(RuntimeError):
    """Another build holds the shelf; the message says which."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of finished editions, one folder each."""

    folder: Path

    def staging(self, edition: str) -> Path:
        """Return the empty folder in which an edition is made: on the same file system, so that putting it in place is a rename."""
        path = self.folder / ".staging" / edition
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def place(self, edition: str) -> Path:
        """Return where a finished edition stands."""
        return self.folder / edition


@contextmanager
def held(shelf: Shelf, seconds: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the shelf for one build. Says for whom it waits; after so many seconds it raises ShelfBusyError."""
    shelf.folder.mkdir(parents=True, exist_ok=True)
    note = shelf.folder / ".lock-holder"
    lock = FileLock(shelf.folder / ".lock")
    try:
        lock.acquire(timeout=min(1.0, seconds))
    except Timeout:
        holder = note.read_text(encoding="utf-8") if note.is_file() else "another build"
        say(f"waiting: {holder} is writing to {shelf.folder.name}/")
        _wait(lock, seconds, f"{holder} is still writing to {shelf.folder.name}/")
    try:
        note.write_text(f"the build with process number {os.getpid()}, begun {datetime.now(UTC):%H:%M} UTC,", encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _wait(lock: FileLock, seconds: float, message: str) -> None:
    try:
        lock.acquire(timeout=seconds)
    except Timeout as busy:
        raise ShelfBusyError(message) from busy


def write_manifest(folder: Path, about: Mapping[str, object]) -> None:
    """Write manifest.json: what the edition is, and the SHA-256 of every other file by its path."""
    files = {path.relative_to(folder).as_posix(): _digest(path) for path in _files(folder)}
    (folder / MANIFEST).write_text(json.dumps({**about, "files": files}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def altered(folder: Path) -> tuple[str, ...]:
    """Return what does not agree with the manifest: files missing, extra or with other bytes."""
    path = folder / MANIFEST
    if not path.is_file():
        return (MANIFEST,)
    listed: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8"))["files"]
    there = {each.relative_to(folder).as_posix(): each for each in _files(folder)}
    missing = set(listed) ^ set(there)
    return tuple(sorted(missing | {name for name in set(listed) & set(there) if _digest(there[name]) != listed[name]}))


def carry_over(shelf: Shelf, edition: str, staged: Path, formats: frozenset[str]) -> str:
    """Copy the formats that are not made now from the finished edition to the staging folder; return the day they were made for."""
    final = shelf.place(edition)
    kept = [name for name in sorted(formats) if (final / name).is_dir()]
    for name in kept:
        shutil.copytree(final / name, staged / name)
    about = final / MANIFEST
    return str(json.loads(about.read_text(encoding="utf-8")).get("as-of", "an earlier day")) if kept and about.is_file() else ""


def put_in_place(shelf: Shelf, edition: str, staged: Path) -> None:
    """Put the staged folder in the edition's place in one step; the old one is removed afterwards."""
    final = shelf.place(edition)
    if not final.exists():
        staged.rename(final)
        return
    if _exchange(staged, final):
        shutil.rmtree(staged)
        return
    aside = staged.with_name(f"{edition}.old")
    shutil.rmtree(aside, ignore_errors=True)
    final.rename(aside)
    staged.rename(final)
    shutil.rmtree(aside)


def clear_staging(shelf: Shelf) -> None:
    """Remove what earlier builds left unfinished; bring back an edition that was put aside when one was stopped between two renames."""
    staging = shelf.folder / ".staging"
    for aside in sorted(staging.glob("*.old")):
        final = shelf.place(aside.name.removesuffix(".old"))
        if not final.exists():
            aside.rename(final)
    shutil.rmtree(staging, ignore_errors=True)


def others(shelf: Shelf, editions: frozenset[str]) -> tuple[str, ...]:
    """Return finished editions on the shelf that the project no longer has."""
    folders = (path for path in shelf.folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return tuple(sorted(path.name for path in folders if path.name not in editions and (path / MANIFEST).is_file()))


def take_off(shelf: Shelf, edition: str) -> None:
    """Remove a finished edition."""
    shutil.rmtree(shelf.place(edition))


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (renameat2 with RENAME_EXCHANGE, Linux 3.15); say whether it did."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()

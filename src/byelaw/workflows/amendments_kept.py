"""What a site tells of amendments, kept from one build to the next: comparing takes longer than all else that a site needs.

Kept is only what the same engine would make of the same content again: the key is a digest of everything that it is made from. Whatever is
wrong with a kept file, it is made anew.
"""

import json
import os
import platform
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from byelaw.core.editions import Edition
from byelaw.core.names import FRAMEWORK
from byelaw.outputs.amendments_timeline import SectionHistory, SectionStep
from byelaw.outputs.site_changes import SinceLink, SiteChanges
from byelaw.settings import Settings
from byelaw.workflows.amendments import Desk

_FOLDER = "amendments"
_SOURCE = Path(__file__).resolve().parents[1]
_TEMPLATES = ("blocks", "pages", "reports")
_STYLE = "citations.csl"


@dataclass(frozen=True, slots=True)
class KeptAmendments:
    """Where an edition's amendments are kept: one file for each edition, so that there are never more than editions."""

    settings: Settings
    edition: Edition
    desk: Desk

    @property
    def file(self) -> Path:
        """Return the file of the edition."""
        return self.settings.work / _FOLDER / f"{self.edition.id}.json"

    def key(self, pages: Mapping[str, str], pictures: Collection[str]) -> str:
        """Return the digest of all that the amendments are made from. `pages` are the edition's own, written: what links may lead to."""
        digest = sha256(_engine().encode())
        for part in (*self._sources(), *_templates(self.settings.templates), repr(sorted(pages.items())), repr(sorted(pictures))):
            digest.update(f"{len(part)}\n{part}".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def found(self, key: str) -> SiteChanges | None:
        """Return what was kept under the key; None where there is nothing, or it is damaged."""
        try:
            kept = json.loads(self.file.read_bytes())
            written = kept["changes"]
            is_whole = kept["key"] == key and kept["digest"] == _digest_of(written)
            return _read(json.loads(written)) if is_whole else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, key: str, changes: SiteChanges) -> None:
        """Keep the amendments under the key, in place of what was kept before. A folder that can't be written to costs only time."""
        written = json.dumps(asdict(changes), ensure_ascii=True)
        kept = json.dumps({"key": key, "digest": _digest_of(written), "changes": written})
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            beside = self.file.with_suffix(f".{os.getpid()}.new")
            beside.write_bytes(kept.encode())
            beside.replace(self.file)
        except OSError:
            return

    def _sources(self) -> Iterator[str]:
        """Yield what the sides are made from: every release, the working copies that the edition stands on, the day, and the language."""
        here = {FRAMEWORK, *(each.id for each in self.edition.layers)}
        versions = self.desk.project.ledger.items()
        yield repr(sorted((key, repr(each)) for key, each in versions if each.version or each.layer in here))
        yield repr((self.edition.id, [str(each) for each in self.edition.layers], self.desk.day, sorted(self.desk.spoilt.items())))


@lru_cache(maxsize=1)
def _engine() -> str:
    """Return what makes amendments: our code, the version of Python, and of every package that is installed."""
    code = "".join(f"{path.relative_to(_SOURCE)} {sha256(path.read_bytes()).hexdigest()}\n" for path in sorted(_SOURCE.rglob("*.py")))
    packages = sorted(f"{each.metadata['Name']} {each.version}" for each in distributions())
    return "\n".join((platform.python_version(), *packages, code))


def _templates(folder: Path) -> Iterator[str]:
    files = [*(path for name in _TEMPLATES for path in (folder / name).rglob("*") if path.is_file()), folder / _STYLE]
    for path in sorted(files):
        yield f"{path.relative_to(folder)} {sha256(path.read_bytes()).hexdigest() if path.is_file() else ''}"


def _digest_of(written: str) -> str:
    return sha256(written.encode()).hexdigest()


def _read(kept: Mapping[str, Any]) -> SiteChanges:
    since = {name: tuple(SinceLink(**each) for each in found) for name, found in kept["since"].items()}
    history = {name: tuple(map(_section, found)) for name, found in kept["history"].items()}
    return SiteChanges(dict(kept["pages"]), since, history, kept["oldest"])


def _section(kept: Mapping[str, Any]) -> SectionHistory:
    steps = tuple(SectionStep(each["words"], each["href"], each["count"], tuple(each["reasons"])) for each in kept["steps"])
    return SectionHistory(kept["title"], kept["href"], steps)

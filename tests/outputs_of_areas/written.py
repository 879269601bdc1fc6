"""The changes that the localisations write, read from their files: each with its page and what it does there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from outputs_of_areas.building import AS_OF, ROOT
from outputs_of_areas.shipped import LOCALISATIONS, editions, load

_ASKED_FOR = re.compile(r"\b(pathway|form|audit)=([a-z0-9-]+)")
_RELATIONS = ("before", "after", "start", "end")


@dataclass(frozen=True, slots=True)
class Written:
    """A change of a localisation: to which block of which page, by which file and line, and the entry itself."""

    by: str
    page: str
    block: str
    """The block's name on the page."""
    does: frozenset[str]
    where: str
    """The file and line, as the site names it."""
    entry: Mapping[str, Any]

    def __str__(self) -> str:
        """Name the change in pytest's listing."""
        return f"{self.by} {self.page}#{self.block}"

    @property
    def relation(self) -> tuple[str, str]:
        """Return where the block goes, and beside or inside which other one; nothing for a change that leaves it in its place."""
        return next(((each, self.named(str(self.entry[each]))) for each in _RELATIONS if each in self.entry), ("", ""))

    def named(self, block: str) -> str:
        """Return another block's name on the page, given as this change's author names it."""
        return block.replace(":", "--")


@cache
def changes() -> tuple[Written, ...]:
    """Return the changes to blocks, steps, fields and checks that are in force on the day of the build."""
    return tuple(each for name in editions()[1:] for each in _changes_of(name) if _in_force(each.entry))


def _changes_of(name: str) -> Iterator[Written]:
    for path in sorted([*(LOCALISATIONS / name).glob("*.md"), *(LOCALISATIONS / name).glob("*s/*.yml")]):
        page = page_of(path)
        for block, entry in (yaml.safe_load(_account(path)) or {}).get("changes", {}).items():
            does = frozenset(entry["do"]) if isinstance(entry["do"], list) else frozenset({str(entry["do"])})
            shown = f"{name}--{block}" if "insert" in does else str(block).replace(":", "--")
            yield Written(name, page, shown, does, f"{path.relative_to(ROOT).as_posix()}:{_line(path, str(block))}", entry)


def _line(path: Path, block: str) -> int:
    node: Any = yaml.compose(_account(path))
    (found,) = (value for key, value in node.value if key.value == "changes")
    return next(int(key.start_mark.line) + 1 for key, _ in found.value if key.value == block)


def _account(path: Path) -> str:
    """Return what a file says of its changes, on the same lines: a document's front matter, or the data up to its texts."""
    text = path.read_text(encoding="utf-8")
    return text.split("\n---\n")[0] if path.suffix == ".md" else re.split(r"(?m)^(?!changes:|document:)[a-z]+:", text)[0]


def page_of(path: Path) -> str:
    """Return the page that a localisation's file changes, or adds."""
    if path.suffix == ".md":
        front = load(path)
        return f"{path.parent.name}--{path.stem}" if front.get("do") == "add" else str(front.get("document", path.stem)).replace(":", "--")
    return _pages_of_data()[path.parent.name.removesuffix("s"), path.stem]


@cache
def _pages_of_data() -> dict[tuple[str, str], str]:
    pages = sorted((ROOT / "framework" / "documents").rglob("*.md"))
    return {(kind, name): page.stem for page in pages for kind, name in _ASKED_FOR.findall(page.read_text(encoding="utf-8"))}


def _in_force(entry: Mapping[str, Any]) -> bool:
    return str(entry.get("from", "")) <= AS_OF <= str(entry.get("until", "9999"))

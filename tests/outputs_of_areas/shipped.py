"""What the sources and pages of the shipped project say: the tables of areas.md, the localisations and their tiers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from outputs_of_areas.building import ROOT

LOCALISATIONS = ROOT / "localisations"
_EXPLANATION = ROOT / "docs" / "explanation"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table in areas.md, and the variation it shows (the table of other operations names none)."""

    variation: str
    operation: str
    area: str
    file: str
    page: str
    seen: str

    def __str__(self) -> str:
        """Name the line in pytest's listing."""
        return f"{self.area} {self.variation or self.operation}"


def words_on_pages() -> list[Line]:
    """Return the lines whose words stand on a page."""
    return [line for line in _lines() if re.fullmatch('"[^"]+"', line.seen)]


def things_to_see() -> list[Line]:
    """Return the lines about what is gone, and about order."""
    return [line for line in _lines() if not re.fullmatch('"[^"]+"', line.seen)]


def _lines() -> Iterator[Line]:
    for head, rows in _tables("areas.md"):
        if head == ("Variation", "Area", "Operation", "File", "Page", "Words on the page"):
            yield from (Line(row[0], row[2], row[1], *row[3:]) for row in rows)
        elif head[:4] == ("Operation", "Area", "File", "Page"):
            yield from (Line("", *row) for row in rows)


def variations() -> dict[str, tuple[str, ...]]:
    """Return each of the variations of what-varies.md by its rank and name, and the areas that the table says show it."""
    (rows,) = (rows for head, rows in _tables("what-varies.md") if head[0] == "Rank")
    return {f"{row[0]} {row[1]}": _named_areas(row[-1]) for row in rows}


def operations() -> dict[str, tuple[str, ...]]:
    """Return each line of the table of operations of what-varies.md, and the areas that it names."""
    (rows,) = (rows for head, rows in _tables("what-varies.md") if head[0] == "Operation")
    return {row[0]: _named_areas(row[-1]) for row in rows}


def told_to_extend() -> dict[str, str]:
    """Return what areas.md says that each localisation extends."""
    (rows,) = (rows for head, rows in _tables("areas.md") if head[0] == "Localisation")
    return {row[0]: row[2] for row in rows}


def _named_areas(cell: str) -> tuple[str, ...]:
    """Return the areas that a cell names, in the order of their names; one that begins with "All" names every area."""
    every = area_editions()
    return tuple(name for name in every if cell.startswith("All areas") or f"`{name}`" in f"`{cell}`")


def _tables(name: str) -> Iterator[tuple[tuple[str, ...], list[list[str]]]]:
    """Yield the tables of a page of explanations: the head, and the rows below it."""
    text = (_EXPLANATION / name).read_text(encoding="utf-8")
    for found in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        head, _, *rows = (_cells(line) for line in found.splitlines())
        yield tuple(head), rows


def _cells(line: str) -> list[str]:
    return [re.sub(r"^`([^`]+)`$", r"\1", cell.strip()) for cell in line.strip("|").split(" | ")]


@cache
def below() -> dict[str, frozenset[str]]:
    """Return for every edition itself and those that extend it, at any remove, whatever release of it they stay on."""
    above = {name: str(load(LOCALISATIONS / name / "localisation.yml")["extends"]).partition("@")[0] for name in editions()[1:]}
    found: dict[str, set[str]] = {name: set() for name in editions()}
    for name in editions():
        tier: str | None = name
        while tier is not None:
            found[tier].add(name)
            tier = above.get(tier)
    return {name: frozenset(names) for name, names in found.items()}


@cache
def tiers() -> dict[str, str]:
    """Return the tier of every edition; the framework's is its own name."""
    found = {path.parent.name: str(load(path)["tier"]) for path in LOCALISATIONS.glob("*/localisation.yml")}
    return {"framework": "framework", **dict(sorted(found.items()))}


def editions() -> list[str]:
    """Return every edition, the framework first."""
    return list(tiers())


def area_editions() -> list[str]:
    """Return the editions that people work by: those of the lowest tier."""
    return [name for name, tier in tiers().items() if tier == "area"]


def load(path: Path) -> dict[str, Any]:
    """Return a YAML file, or a document's front matter."""
    text = path.read_text(encoding="utf-8")
    loaded = yaml.safe_load(text.split("\n---\n")[0] if path.suffix == ".md" else text)
    assert isinstance(loaded, dict), path
    return loaded

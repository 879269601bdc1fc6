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
    text = (_EXPLANATION / "areas.md").read_text(encoding="utf-8")
    for row in _rows(text[text.index("## What each shows") :]):
        if row[0] in ("Variation", "Operation"):
            continue
        if len(row) == 6:
            yield Line(row[0], row[2], row[1], row[3], row[4], row[5])
        else:
            yield Line("", row[0], row[1], row[2], row[3], row[4])


def variations() -> list[str]:
    """Return the rank of each of the variations of what-varies.md, as often as it is taken."""
    text = (_EXPLANATION / "what-varies.md").read_text(encoding="utf-8")
    return [row[0] for row in _rows(text) if row[0].isdigit()]


def _rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if line.startswith("|") and not line.startswith("|-"):
            yield [cell.strip().removeprefix("`").removesuffix("`") for cell in line.strip("|").split(" | ")]


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

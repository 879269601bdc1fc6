"""Every problem that the loader can report is explained once."""

import re
from pathlib import Path

from byelaw.core.catalogue import project, schema, yaml

SOURCES = Path(__file__).parents[2] / "src/byelaw/sources"
MODULES = frozenset(
    {
        "accounts",
        "assigning",
        "block_names",
        "changes",
        "chunks",
        "declaring",
        "digests",
        "folders",
        "framework",
        "images",
        "item_blocks",
        "lineage",
        "localisation",
        "project",
        "referring",
        "requests",
        "snapshot",
        "strict_yaml",
        "svg",
        "texts",
    }
)
ELSEWHERE = {"double-change", "duplicate-document", "prose-heading-inside", "prose-id-twice"}
"""Found while merging or in prose too, and explained there."""


def test_every_code_of_the_loader_is_explained_once() -> None:
    slugs = [code.slug for module in (yaml, schema, project) for code in module.CODES]
    assert len(slugs) == len(set(slugs))
    written = set(ELSEWHERE)
    for path in SOURCES.rglob("*.py"):
        if path.stem in MODULES or path.parent.name == "schemas":
            text = path.read_text(encoding="utf-8")
            written |= set(re.findall(r'(?:\b(?:error|warning|Fault|_refused)\(\s*|\bcode=)"([a-z0-9-]+)"', text))
            written |= {f"unknown-{what.replace(' ', '-')}" for what in re.findall(r'\b_?unknown(?:_in)?\("([a-z -]+)"', text)}
    assert written - set(slugs) == ELSEWHERE
    assert set(slugs) - written == set()

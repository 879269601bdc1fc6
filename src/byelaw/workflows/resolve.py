"""`byelaw resolve`: an edition as it stands once everything is merged, filled in and numbered, as data or as an outline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from byelaw.core.blocks import Form
from byelaw.core.finishing.provenance import resolved
from byelaw.core.finishing.publish import sources_of
from byelaw.core.problems import Problem
from byelaw.settings import Settings
from byelaw.workflows.asking import open_desk, unknown

MOST_WORDS = 12
MARKS = {
    "replace": "replaced",
    "insert": "added",
    "retitle": "retitled",
    "move": "moved",
    "lock": "locked",
    "order": "re-ordered",
    "add": "own document",
    "note": "note beside",
    "omit": "left out",
    "withdraw": "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolved edition as JSON-ready data (see `resolved_schema`), and the problems that concern it."""

    data: Mapping[str, Any]
    problems: tuple[Problem, ...]


def resolve(settings: Settings, day: date, edition: str, documents: Sequence[str] = ()) -> Resolved:
    """Return the edition resolved on the day, or only the documents named. Raises UnknownNameError for one it doesn't have."""
    with open_desk(settings, day) as desk:
        finished, problems = desk.finished(edition)
    data = resolved(finished.edition, finished.numbers, finished.lookups, sources_of(finished.edition))
    for name in documents:
        if name not in data["documents"]:
            raise unknown(name, "document", data["documents"])
    if documents:
        data["documents"] = {name: document for name, document in data["documents"].items() if name in documents}
    return Resolved(data, problems)


def outline(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of an outline: each section and statement with its number, id, strength, lock and what localised it."""
    yield f"{data['edition']}, as of {data['as-of']}"
    yield f"built from: {' > '.join(data['built-from'])}"
    for name, document in data["documents"].items():
        yield ""
        yield f"{document['title']} [{name}]{_mark(document)}"
        depths: dict[str, int] = {"": 0}
        blocks = document["blocks"]
        for position, block in enumerate(blocks):
            if "id" in block:
                depths[block["id"]] = depths.get(block["within"], 0) + 1
                yield "  " * depths[block["id"]] + _line(block, _words(blocks[position:]))


def _words(blocks: Sequence[Mapping[str, Any]]) -> str:
    """Return the words of the first block: a section's title, or the beginning of a statement, which stands in the prose after it."""
    first, following = blocks[0], blocks[1] if len(blocks) > 1 else {"id": ""}
    return str(first["words"] if first["form"] == Form.SECTION or first["words"] or "id" in following else following["words"])


def _line(block: Mapping[str, Any], words: str) -> str:
    number = f"{block['number']} " if block.get("number") else ""
    strength = f" {block['strength'].upper()}" if "strength" in block else ""
    condition = f" only where {block['when']}" if "when" in block else ""
    lock = f" ({block['lock']} lock)" if block["lock"] != "open" else ""
    return f"{number}{_short(words)} #{block['id']}{strength}{lock}{condition}{_mark(block)}".lstrip()


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:MOST_WORDS]) + (" …" if len(parts) > MOST_WORDS else "")


def _mark(entry: Mapping[str, Any]) -> str:
    steps = [*entry.get("origin", ()), *entry.get("notes", ())]
    said = "; ".join(f"{MARKS[step['operation']]} by {step['layer']}" for step in steps)
    return f" <{said}>" if said else ""

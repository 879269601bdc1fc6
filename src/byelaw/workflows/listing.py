"""`byelaw list`: tables of what a project has, for reading and as data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from byelaw.core.blocks import every_block
from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished
from byelaw.core.finishing.register import DONE, document_rows, edition_rows
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, Severity
from byelaw.core.published import RegisterRow
from byelaw.settings import Settings
from byelaw.workflows.asking import Desk, open_desk
from byelaw.workflows.explaining_values import fact_facts, value_facts
from byelaw.workflows.listing_reading import COLUMNS as READING_COLUMNS
from byelaw.workflows.listing_reading import reading_rows
from byelaw.workflows.listing_releases import COLUMNS as RELEASE_COLUMNS
from byelaw.workflows.listing_releases import release_rows

Row: TypeAlias = Mapping[str, str]
SINCE = " (the framework: "
"""What stands between a value and the framework's in the register of a document."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: what it shows, its columns in order, and its rows by column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def listing(settings: Settings, day: date, subject: str, edition: str = "") -> Listing:
    """Return the table of a subject (see SUBJECTS) in the edition; without one, of the framework, or of all editions where that says more.

    Raises UnknownNameError for an edition that the project doesn't have.
    """
    columns, make = SUBJECTS[subject]
    with open_desk(settings, day) as desk:
        if edition:
            desk.edition(edition)
        rows = tuple(make(desk, edition))
    return Listing(f"{subject} of {edition}" if edition else subject, columns, rows)


def _editions(desk: Desk, wanted: str) -> Iterator[Row]:
    for name, edition in _chosen(desk, wanted):
        here = edition.chain[-1] if edition.chain else None
        declared = edition.framework.declarations
        _, problems = desk.finished(name)
        review = here.review if here is not None else declared.review
        yield {
            "edition": name,
            "name": here.name if here is not None else declared.name,
            "tier": edition.tier,
            "extends": f"{here.parent}@{here.pin}" if here is not None and here.pin else here.parent if here is not None else "",
            "documents": str(len(edition.documents)),
            "review": _due(review, desk.merged.day),
            "problems": _count(problems),
        }
    for name in sorted(desk.merged.failed - desk.merged.editions.keys()):
        yield {"edition": name, "name": "", "tier": "", "extends": "", "documents": "", "review": "", "problems": "cannot be read"}


def _documents(desk: Desk, wanted: str) -> Iterator[Row]:
    finished, _ = desk.finished(wanted or FRAMEWORK)
    for document in sorted(finished.edition.documents.values(), key=lambda each: (each.kind, each.number or "~", each.title)):
        rows = document_rows(finished.edition, document, finished.targets, finished.lookups)
        yield {
            "document": document.id,
            "number": document.number,
            "title": document.title,
            "kind": document.kind,
            "from": document.layer,
            "owner": document.owner,
            "review": _due(document.review, desk.merged.day),
            "changes": str(len(rows)),
            "note": ", ".join(word for word, holds in (("draft", document.draft), ("optional", document.optional)) if holds),
        }


def _values(desk: Desk, wanted: str) -> Iterator[Row]:
    finished, _ = desk.finished(wanted or FRAMEWORK)
    for name in finished.edition.framework.declarations.values:
        facts = value_facts(name, finished.lookups)
        assigned = [each for each in facts["assignments"] if each["standing"] == "in force"]
        place = assigned[-1]["place"] if assigned else facts["declared"]
        stands = "MISSING" if facts["missing"] else f"(set by each {facts['set-by']})" if facts["set-below"] else facts["stands"]
        yield {"value": name, "stands": stands, "from": facts["from"], "where": _at(place), "help": facts["help"]}


def _records(desk: Desk, wanted: str) -> Iterator[Row]:
    edition = desk.edition(wanted or FRAMEWORK)
    for (kind, name), record in sorted(edition.records.items()):
        history = edition.record_history.get((kind, name), ())
        text = edition.framework.declarations.record_types[kind].text
        layer = history[-1].layer if history else FRAMEWORK
        stands = f"(each {record.slot} gives its own)" if record.slot else record.written.get(text, "")
        yield {"record": f"{kind}:{name}", "stands": stands, "from": layer, "where": _short(record.place), "help": record.help}


def _terms(desk: Desk, wanted: str) -> Iterator[Row]:
    edition = desk.edition(wanted or FRAMEWORK)
    for name, term in edition.framework.declarations.terms.items():
        forms, history = edition.terms.get(name, term.forms), edition.term_history.get(name, ())
        shown = {form: forms.get(form, "") for form in ("singular", "plural", "short")}
        yield {"term": name, **shown, "from": history[-1].layer if history else FRAMEWORK, "definition": term.definition}


def _facts(desk: Desk, wanted: str) -> Iterator[Row]:
    finished, _ = desk.finished(wanted or FRAMEWORK)
    for name in finished.edition.framework.declarations.facts:
        facts = fact_facts(name, finished.lookups)
        stands = facts["stands"] or f"(decided by each {facts['set-by'] or 'lowest tier'})"
        yield {"fact": name, "stands": stands, "from": facts["from"], "choices": ", ".join(facts["choices"]), "name": facts["name"]}


def _changes(desk: Desk, wanted: str) -> Iterator[Row]:
    """Yield the register: of one edition everything in its chain, of all editions each localisation's own changes once."""
    for name, edition in _chosen(desk, wanted):
        finished, _ = desk.finished(name)
        here = edition.chain[-1].short if edition.chain else ""
        for row in _register(finished):
            if wanted or row.localisation == here:
                yield _register_row(row, desk.merged.day)


def _register(finished: Finished) -> tuple[RegisterRow, ...]:
    edition = finished.edition
    rows = [row for document in edition.documents.values() for row in document_rows(edition, document, finished.targets, finished.lookups)]
    shown = {(row.file, row.line, row.operation.partition(SINCE)[0]) for row in rows}
    return (*rows, *(row for row in edition_rows(edition) if (row.file, row.line, row.block) not in shown))


def _register_row(row: RegisterRow, day: date) -> Row:
    """Return a row of the table. The register of a document names a value where it names what was done to a block."""
    is_of_document = bool(row.file_name)
    is_value = is_of_document and row.operation.partition(" and ")[0] not in DONE.values()
    return {
        "by": row.localisation,
        "operation": "Set" if is_value else row.operation,
        "what": row.operation if is_value else "" if is_of_document else row.block,
        "document": row.file_name,
        "block": row.block if is_of_document else "",
        "because": row.because,
        "owner": row.owner,
        "review": _due(row.review, day),
        "where": _short(Place(row.file, row.line)),
    }


def _gaps(desk: Desk, wanted: str) -> Iterator[Row]:
    for name, _ in _chosen(desk, wanted):
        _, problems = desk.finished(name)
        for each in problems:
            if each.code == "value-missing":
                missing = each.message.partition("'")[2].partition("'")[0]
                label = each.message.rpartition(": ")[2]
                needed = _short(each.second) if each.second is not None else ""
                yield {"edition": name, "missing": missing, "name": label, "help": each.hint, "needed": needed}


def _reviews(desk: Desk, wanted: str) -> Iterator[Row]:
    """Yield each review date once, the earliest first: documents, localisations, and changes that have a date of their own."""
    found: dict[tuple[date, str], Row] = {}
    for _, edition in _chosen(desk, wanted):
        for review, what, owner, place in _dates(edition):
            row = {"review": _due(review, desk.merged.day), "what": what, "owner": owner, "where": _short(place)}
            found.setdefault((review, str(place)), row)
    yield from (found[key] for key in sorted(found))


def _reading(desk: Desk, wanted: str) -> Iterator[Row]:
    yield from reading_rows(desk.edition(wanted or FRAMEWORK), desk.merged.day)


def _dates(edition: Edition) -> Iterator[tuple[date, str, str, Place]]:
    for document in edition.documents.values():
        yield document.review, document.id, document.owner, document.place
        for block in every_block(document.blocks):
            for step in block.origin:
                layer = next((each for each in edition.chain if each.id == step.layer), None)
                if step.review is not None and layer is not None and step.review != layer.review and block.id:
                    yield step.review, f"{document.id}#{block.id}, changed by {step.layer}", step.owner, step.place
    for layer in edition.chain:
        yield layer.review, f"localisation {layer.id}", layer.owner, layer.place


def _releases(desk: Desk, wanted: str) -> Iterator[Row]:
    return release_rows(desk.merged.project.ledger, desk.merged.editions, wanted)


def _chosen(desk: Desk, wanted: str) -> Sequence[tuple[LayerId, Edition]]:
    if wanted:
        return [(LayerId(wanted), desk.edition(wanted))]
    return sorted(desk.merged.editions.items(), key=lambda each: (each[0] != FRAMEWORK, each[0]))


def _due(review: date | None, day: date) -> str:
    if review is None:
        return ""
    return f"{review} OVERDUE" if review < day else review.isoformat()


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(each.severity is Severity.ERROR for each in problems)
    warnings = len(problems) - errors
    parts = [f"{number} {word}{'s' if number > 1 else ''}" for number, word in ((errors, "error"), (warnings, "warning")) if number]
    return ", ".join(parts) or "none"


def _short(place: Place) -> str:
    return f"{place.file}:{place.line}" if place.line else place.file


def _at(place: Mapping[str, object]) -> str:
    return f"{place['file']}:{place['line']}" if place["line"] else str(place["file"])


Maker: TypeAlias = Callable[[Desk, str], Iterator[Row]]

SUBJECTS: Mapping[str, tuple[tuple[str, ...], Maker]] = MappingProxyType(
    {
        "editions": (("edition", "name", "tier", "extends", "documents", "review", "problems"), _editions),
        "documents": (("document", "number", "title", "kind", "from", "owner", "review", "changes", "note"), _documents),
        "values": (("value", "stands", "from", "where", "help"), _values),
        "records": (("record", "stands", "from", "where", "help"), _records),
        "terms": (("term", "singular", "plural", "short", "from", "definition"), _terms),
        "facts": (("fact", "stands", "from", "choices", "name"), _facts),
        "changes": (("by", "operation", "what", "document", "block", "because", "owner", "review", "where"), _changes),
        "gaps": (("edition", "missing", "name", "help", "needed"), _gaps),
        "releases": (RELEASE_COLUMNS, _releases),
        "reading": (READING_COLUMNS, _reading),
        "reviews": (("review", "what", "owner", "where"), _reviews),
    }
)
"""What can be listed: the columns, and the function that makes the rows for an edition (empty: none was named)."""

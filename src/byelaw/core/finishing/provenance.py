"""Where every block and value comes from, as JSON: `provenance.json` and `byelaw resolve --output json` (schema version 1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from byelaw.core.blocks import Block, Document, Form, Step
from byelaw.core.declarations import Reference
from byelaw.core.editions import Edition
from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.finishing.numbering import Numbers
from byelaw.core.items import Audit, AuditCheck, FormField, Item, Part, Pathway, PathwayStep, kind_of
from byelaw.core.items import Form as FormItem
from byelaw.core.merging.locks import Hold, hold_of
from byelaw.core.merging.sameness import bare
from byelaw.core.names import FRAMEWORK, DocumentId, anchor
from byelaw.core.problems import Place
from byelaw.core.tree import stringify

SCHEMA_VERSION = 1


def provenance(edition: Edition, numbers: Mapping[DocumentId, Numbers], lookups: Lookups, built_from: tuple[str, ...]) -> dict[str, Any]:
    """Return the edition's chain, values, records and, for each document, every block with an id and its origin."""
    return {
        "schema": SCHEMA_VERSION,
        "edition": edition.id,
        "built-from": list(built_from),
        "as-of": lookups.day.isoformat(),
        "chain": [_layer(edition, index) for index in range(len(edition.chain))],
        "facts": dict(sorted(lookups.facts.decided.items())),
        "values": {name: _value(edition, name, lookups) for name in sorted(edition.framework.declarations.values)},
        "records": _records(edition),
        "references": {name: _reference(each) for name, each in sorted(edition.references.items())},
        "documents": _documents(_Describer(edition, with_text=False), numbers),
    }


def resolved(edition: Edition, numbers: Mapping[DocumentId, Numbers], lookups: Lookups, built_from: tuple[str, ...]) -> dict[str, Any]:
    """Return the provenance with the whole text of every block as pandoc JSON and as plain words."""
    whole = provenance(edition, numbers, lookups, built_from)
    whole["documents"] = _documents(_Describer(edition, with_text=True), numbers)
    return whole


def _layer(edition: Edition, index: int) -> dict[str, Any]:
    localisation = edition.chain[index]
    return {
        "localisation": localisation.id,
        "name": localisation.name,
        "tier": localisation.tier,
        "version": localisation.version,
        "extends": localisation.parent + (f"@{localisation.pin}" if localisation.pin else ""),
        "owner": localisation.owner,
        "review": localisation.review.isoformat(),
    }


def _value(edition: Edition, name: str, lookups: Lookups) -> dict[str, Any]:
    declared = edition.framework.declarations.values[name]
    winner = lookups.value(name)
    steps = [
        {
            "layer": each.layer,
            "tier": each.tier,
            "value": each.written,
            "because": each.account.because,
            "owner": each.account.owner,
            "place": place(each.place),
            "applies": each.account.applies(lookups.day),
        }
        for each in edition.assignments.get(name, ())
    ]
    shown = winner.written if winner is not None else declared.default_written
    return {
        "value": shown,
        "from": winner.layer if winner is not None else "default",
        "declared": place(declared.place),
        "assignments": steps,
    }


def _records(edition: Edition) -> dict[str, Any]:
    found = {}
    for (kind, name), record in sorted(edition.records.items()):
        history = edition.record_history.get((kind, name), ())
        layer = history[-1].layer if history else "framework"
        found[f"{kind}:{name}"] = {"fields": dict(record.written), "slot": record.slot, "from": layer, "place": place(record.place)}
    return found


def _reference(reference: Reference) -> dict[str, Any]:
    layer = reference.id.rpartition(":")[0] or FRAMEWORK
    return {
        "title": reference.title,
        "from": layer,
        "withdrawn": _day(reference.withdrawn),
        "replaced-by": reference.replaced_by,
        "place": place(reference.place),
    }


def _documents(describer: "_Describer", numbers: Mapping[DocumentId, Numbers]) -> dict[str, Any]:
    documents = sorted(describer.edition.documents.items())
    return {name: describer.document(document, numbers[name]) for name, document in documents}


@dataclass(frozen=True, slots=True)
class _Describer:
    """Describes the documents of one edition, with or without their text."""

    edition: Edition
    with_text: bool

    def document(self, document: Document, numbers: Numbers) -> dict[str, Any]:
        """Return a document's front matter and its blocks."""
        return {
            "title": document.title,
            "kind": document.kind,
            "layer": document.layer,
            "owner": document.owner,
            "review": document.review.isoformat(),
            "place": place(document.place),
            "origin": [step(each) for each in document.origin],
            "blocks": [self._block(document, path, numbers) for path in _paths(document.blocks, ()) if path[-1].id or self.with_text],
        }

    def _block(self, document: Document, path: tuple[Block, ...], numbers: Numbers) -> dict[str, Any]:
        block = path[-1]
        hold = hold_of(path, document, self.edition.framework.declarations)
        entry: dict[str, Any] = {"form": str(block.form), "layer": block.layer, "place": place(block.place)}
        if block.id:
            within = path[-2].id if len(path) > 1 else ""
            entry |= {"id": block.id, "anchor": anchor(block.id), "within": within} | _rules(block, hold, numbers)
        if block.origin:
            entry["origin"] = [step(each) for each in block.origin]
        if block.notes:
            entry["notes"] = [step(note.origin[-1]) for note in block.notes if note.origin]
        return entry | (_text(block) if self.with_text else {})


def _paths(blocks: tuple[Block, ...], above: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    for block in blocks:
        yield (*above, block)
        yield from _paths(block.children, (*above, block))


def _text(block: Block) -> dict[str, Any]:
    words = stringify([*block.title, *block.nodes, *block.caption])
    return {"words": words, "title": bare(list(block.title)), "text": bare(list(block.nodes))}


def _rules(block: Block, hold: Hold, numbers: Numbers) -> dict[str, Any]:
    rules: dict[str, Any] = {"lock": str(hold.lock), "locked-by": hold.layer}
    if block.form is Form.SECTION:
        rules["number"] = numbers.sections.get(block.id, "")
    if block.strength:
        rules["strength"] = block.strength
    if block.who:
        rules["who"] = list(block.who)
    if block.sources:
        rules["sources"] = list(block.sources)
    if block.when is not None:
        rules["when"] = block.when.written
    if block.item is not None:
        rules["item"] = _item(block.item)
    return rules


def _item(item: Item) -> dict[str, Any]:
    """Return what a block is in a pathway, a form or an audit, but for the words that are its title and its text."""
    entry: dict[str, Any] = {"kind": kind_of(item)}
    match item:
        case Pathway() | FormItem() | Audit():
            entry |= {"name": item.name, "summary": item.summary}
        case PathwayStep():
            entry |= {"step": str(item.kind), "ways": [{"words": way.words, "to": way.to} for way in item.ways], "within": item.within}
        case FormField():
            columns = [{"name": each.name, "type": str(each.kind), "choices": list(each.choices)} for each in item.columns]
            entry |= {"type": str(item.kind), "required": item.required, "choices": list(item.choices), "columns": columns}
        case Part() | AuditCheck():
            pass
    return entry


def step(each: Step) -> dict[str, Any]:
    """Return a step of an origin."""
    return {
        "layer": each.layer,
        "tier": each.tier,
        "operation": str(each.operation),
        "because": each.because,
        "owner": each.owner,
        "review": _day(each.review),
        "place": place(each.place),
    }


def place(where: Place) -> dict[str, Any]:
    """Return a place."""
    return {"file": where.file, "line": where.line, "column": where.column}


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""

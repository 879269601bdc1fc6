"""`byelaw explain`: what a code means; or what an edition says at an address, where it comes from, and why it is not there."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from byelaw.core.blocks import Block
from byelaw.core.catalogue.all_codes import EVERY_CODE
from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished
from byelaw.settings import Settings
from byelaw.workflows.asking import open_desk, tiers_above, unknown
from byelaw.workflows.explaining_blocks import asked_about, block_facts, document_facts
from byelaw.workflows.explaining_values import fact_facts, record_facts, term_facts, value_facts

SCHEMA_VERSION = 1


def explain_code(slug: str) -> Mapping[str, Any]:
    """Return what is to be said of a problem's code. Raises UnknownNameError, with the near ones, when there is none."""
    code = EVERY_CODE.get(slug)
    if code is None:
        raise unknown(slug, "code", EVERY_CODE)
    return {"schema": SCHEMA_VERSION, "kind": "code"} | {
        "code": code.slug,
        "severity": str(code.severity),
        "title": code.title,
        "cause": code.cause,
        "remedy": code.remedy,
    }


def explain(settings: Settings, day: date, edition: str, subject: str) -> Mapping[str, Any]:
    """Return what is to be said of a subject in an edition, as JSON-ready data.

    A subject is `document#block`, a document, a value's name, `record-type:id`, `fact:id` or `term:id`. Raises UnknownNameError, with the
    near names, for one that never was.
    """
    with open_desk(settings, day) as desk:
        merged = desk.edition(edition)
        finished, _ = desk.finished(edition)
    kind, facts = _facts(merged, finished, subject)
    return {"schema": SCHEMA_VERSION, "kind": kind, "edition": edition, "as-of": day.isoformat(), "subject": subject} | facts


def _facts(merged: Edition, finished: Finished, subject: str) -> tuple[str, dict[str, Any]]:
    declarations, lookups = merged.framework.declarations, finished.lookups
    head, _, name = subject.partition(":")
    if subject in declarations.values:
        return "value", value_facts(subject, lookups) | {"used-in": _used_in(merged, subject)}
    if head == "fact" and name in declarations.facts:
        return "fact", fact_facts(name, lookups)
    if head == "term" and name in declarations.terms:
        return "term", term_facts(name, lookups)
    if head in declarations.record_types and "#" not in subject:
        known = {record for kind, record in (*merged.records, *merged.record_history) if kind == head}
        if name not in known:
            raise unknown(name, declarations.record_types[head].name.lower(), known)
        return "record", record_facts(head, name, lookups) | {"used-in": _used_in(merged, f"{head}:{name}")}
    if "#" not in subject and subject.partition(":")[2] not in ("", *_documents(merged)) and head in ("fact", "term"):
        raise unknown(name, head, declarations.facts if head == "fact" else declarations.terms)
    if "#" not in subject and subject not in _documents(merged):
        raise unknown(subject, "document, value or record", _everything(merged))
    asked = asked_about(finished, merged, tiers_above(merged, lookups.day), subject)
    return ("block", block_facts(asked)) if asked.block else ("document", document_facts(asked))


def _documents(merged: Edition) -> frozenset[str]:
    names = {*merged.documents, *merged.withdrawals}
    return frozenset(names | {name.rpartition(":")[2] for name in names})


def _everything(merged: Edition) -> tuple[str, ...]:
    declarations = merged.framework.declarations
    records = [f"{kind}:{name}" for kind, name in merged.records]
    prefixed = [f"fact:{each}" for each in declarations.facts] + [f"term:{each}" for each in declarations.terms]
    return (*merged.documents, *declarations.values, *records, *prefixed)


def _used_in(merged: Edition, name: str) -> list[str]:
    """Return the addresses of the blocks that look a value or a record up or link to it."""
    found: dict[str, None] = {}
    dotted = name.replace(":", ".") + "."
    for document in merged.documents.values():
        for owner, block in _with_owner(document.blocks, ""):
            names = (*block.title_uses.lookups, *block.uses.lookups, *block.uses.links, *block.records)
            if any(each == name or each.startswith(dotted) for each in names):
                found.setdefault(f"{document.id}#{owner}" if owner else document.id)
    return list(found)


def _with_owner(blocks: tuple[Block, ...], owner: str) -> Iterator[tuple[str, Block]]:
    """Yield each block with the id of the nearest block around it that has one."""
    for block in blocks:
        name = block.id or owner
        yield name, block
        yield from _with_owner((*block.children, *block.notes), name)

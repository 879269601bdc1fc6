"""The JSON Schema of what `byelaw resolve --output json` prints, and of `provenance.json`, which is the same without the texts."""

from typing import Any, TypeAlias

from byelaw.core.blocks import Form, Operation
from byelaw.core.declarations import Lock
from byelaw.core.finishing.provenance import SCHEMA_VERSION
from byelaw.core.items import FieldKind, StepKind

JsonSchema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLACE: JsonSchema = {"$ref": "#/$defs/place"}
STEPS: JsonSchema = {"type": "array", "items": {"$ref": "#/$defs/step"}}
NODES: JsonSchema = {"type": "array", "items": {"type": "object"}}


def resolved_schema() -> JsonSchema:
    """Return the schema."""
    return {
        "$schema": DIALECT,
        "$id": "resolved.schema.json",
        "title": "A resolved edition",
        **_table(
            {
                "schema": _about({"const": SCHEMA_VERSION}, "The version of this format; it rises when a reader must change."),
                "edition": _text("The id of the edition: `framework`, or a localisation."),
                "built-from": _list(_text("A name and its release, or `(working copy)`."), "What it was built from, from the top."),
                "as-of": _text("The day that dated changes were judged by."),
                "chain": _list({"$ref": "#/$defs/layer"}, "The localisations from the top down; the last is the edition's own."),
                "facts": _map(_text("Its value."), "The facts that are decided here."),
                "values": _map({"$ref": "#/$defs/value"}, "Every declared value by its name."),
                "records": _map({"$ref": "#/$defs/record"}, "Every record by `type:id`."),
                "references": _map(_reference(), "Every source that may be cited here by its id, a localisation's as `scotland:act`."),
                "documents": _map({"$ref": "#/$defs/document"}, "Every document by its id."),
            }
        ),
        "$defs": _parts(),
    }


def _parts() -> JsonSchema:
    return {"place": _place(), "step": _step(), "layer": _layer(), "value": _value(), "record": _record(), "document": _document()} | {
        "block": _block()
    }


def _place() -> JsonSchema:
    line = {"type": "integer", "minimum": 0}
    return _about(_table({"file": _text("Relative to the project."), "line": line, "column": line}), "Where it is written; 0: not known.")


def _step() -> JsonSchema:
    fields = {
        "layer": _text("The localisation that changed it."),
        "tier": _text("Its tier."),
        "operation": {"enum": [str(each) for each in Operation]},
        "because": _text("The reason."),
        "owner": _text("The post that answers for it."),
        "review": _text("When it must be reviewed; empty: no date."),
        "place": PLACE,
    }
    return _about(_table(fields), "One change of a document or a block.")


def _layer() -> JsonSchema:
    fields = {
        "localisation": _text("Its id."),
        "name": _text("Its name."),
        "tier": _text("Its tier."),
        "version": _text("Its release; empty: the working copy."),
        "extends": _text("Its parent, with the release it is pinned to after an @."),
        "owner": _text("The post that answers for it."),
        "review": _text("When it must be reviewed."),
    }
    return _table(fields)


def _value() -> JsonSchema:
    assignment = {
        "layer": _text("Who set it."),
        "tier": _text("Their tier."),
        "value": _text("As written."),
        "because": _text("The reason; empty where none is needed."),
        "owner": _text("The post that answers for it."),
        "place": PLACE,
        "applies": {"type": "boolean"},
    }
    fields = {
        "value": _text("What stands here, as written; empty: nothing."),
        "from": _text("The localisation that set it, or `default`."),
        "declared": PLACE,
        "assignments": _list(_table(assignment), "Every assignment from the top down, the losers too."),
    }
    return _table(fields)


def _record() -> JsonSchema:
    fields = {
        "fields": _map(_text("As written."), "The fields that are set."),
        "slot": _text("The tier that fills it in; empty: it is filled in."),
        "from": _text("The layer it comes from."),
        "place": PLACE,
    }
    return _table(fields)


def _reference() -> JsonSchema:
    fields = {
        "title": _text("Its title."),
        "from": _text("The layer it comes from."),
        "withdrawn": _text("The day from which it is no longer in force; empty: it is in force."),
        "replaced-by": _text("The reference that took its place; empty: none."),
        "place": PLACE,
    }
    return _table(fields)


def _document() -> JsonSchema:
    fields = {
        "title": _text("The title."),
        "kind": _text("The id of its kind."),
        "layer": _text("Who wrote it."),
        "owner": _text("The post that answers for it."),
        "review": _text("When it must be reviewed."),
        "place": PLACE,
        "origin": STEPS,
        "blocks": _list({"$ref": "#/$defs/block"}, "In reading order, parents before children."),
    }
    return _table(fields)


def _block() -> JsonSchema:
    fields = {
        "form": {"enum": [str(each) for each in Form]},
        "layer": _text("Who wrote its words."),
        "place": PLACE,
        "id": _text("Its id; prose has none."),
        "anchor": _text("The id as published files write it."),
        "within": _text("The id of the block it stands in; empty: the document."),
        "lock": {"enum": [str(each) for each in Lock]},
        "locked-by": _text("The layer that set the lock."),
        "number": _text("A section's number."),
        "strength": _text("How strongly it binds."),
        "who": _list(_text("A record's id."), "Who must do it."),
        "sources": _list(_text("A reference's id."), "What it rests on."),
        "when": _text("A condition that is not decided at this tier."),
        "item": _item(),
        "origin": STEPS,
        "notes": _about(STEPS, "The local notes beside it."),
        "words": _text("Its own words as plain text, without its children's."),
        "title": _about(NODES, "A section's title, or the label of a step, field or check, as pandoc inlines."),
        "text": _about(NODES, "Its text as pandoc blocks."),
    }
    return _table(fields, needed=("form", "layer", "place"))


def _item() -> JsonSchema:
    ways = _table({"words": _text("The words on it."), "to": _text("The step it leads to, as written.")})
    column = _table({"name": _text("Its name."), "type": {"enum": list(FieldKind)}, "choices": _list(_text("A choice."), "Its choices.")})
    fields = {
        "kind": {"enum": ["pathway", "form", "audit", "part", "step", "field", "check"]},
        "name": _text("The name of a pathway, a form or an audit."),
        "summary": _text("What it shows or is for."),
        "step": {"enum": list(StepKind)},
        "ways": _list(ways, "The ways on from a step; none: the next step in reading order."),
        "within": _text("The value that limits a step."),
        "type": {"enum": list(FieldKind)},
        "required": {"type": "boolean"},
        "choices": _list(_text("A choice."), "What may be chosen in a field."),
        "columns": _list(column, "The columns of a table that is filled in."),
    }
    return _about(_table(fields, needed=("kind",)), "What it is in a pathway, a form or an audit.")


def _table(fields: JsonSchema, needed: tuple[str, ...] | None = None) -> JsonSchema:
    required = list(fields if needed is None else needed)
    return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}


def _map(item: JsonSchema, about: str) -> JsonSchema:
    return _about({"type": "object", "additionalProperties": item}, about)


def _list(item: JsonSchema, about: str) -> JsonSchema:
    return _about({"type": "array", "items": item}, about)


def _text(about: str) -> JsonSchema:
    return _about({"type": "string"}, about)


def _about(schema: JsonSchema, about: str) -> JsonSchema:
    return {**schema, "description": about}

"""The JSON Schema of what `byelaw compare --output json` prints."""

from typing import Any, TypeAlias

from byelaw.core.comparing.changes import DocumentKind, Flag, RuleKind, SharedKind, TextKind, Weight
from byelaw.outputs.redline_json import SCHEMA_VERSION
from byelaw.outputs.redline_pieces import Mark

JsonSchema: TypeAlias = dict[str, Any]
_SPOT: JsonSchema = {"$ref": "#/$defs/place"}


def comparison_schema() -> JsonSchema:
    """Return the schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "comparison.schema.json",
        "title": "A comparison of two editions",
        **_table(
            {
                "schema": _about({"const": SCHEMA_VERSION}, "The version of this format; it rises when a reader must change."),
                "old": {"$ref": "#/$defs/side"},
                "new": {"$ref": "#/$defs/side"},
                "same": _about({"type": "boolean"}, "Whether nothing changed."),
                "narrowed": _text("Which of the changes these are (`--only`), and of how many; empty: all of them."),
                "totals": {"$ref": "#/$defs/totals"},
                "documents": _list({"$ref": "#/$defs/document"}, "Every document that both sides have, changed or not."),
                "changes": _list(
                    {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("text", "rule", "shared", "change-of-document")]},
                    "What changed, in the order of the new edition; what is gone stands at its old place.",
                ),
                "not-compared": _list(_text("A sentence."), "What was not compared."),
            }
        ),
        "$defs": _parts(),
    }


def _parts() -> JsonSchema:
    side = {
        "name": _text("What the side is called."),
        "version": _text("Its release; empty for a working copy."),
        "digest": _text("The SHA-256 of its content."),
        "summary": _text("What its release says is new."),
    }
    document = {
        "id": _text("Its id on the new side."),
        "old-id": _text("Its id on the old side."),
        "file": _text("Its published name, without ending."),
        "title": _text("Its title."),
        "old-title": _text("Its title on the old side."),
    }
    return {
        "side": _table(side),
        "document": _table(document),
        "words": _table({name: _count(f"Words {name}.") for name in ("inserted", "deleted")}),
        "totals": _totals(),
        "place": _place(),
        "cause": _cause(),
        "text": _change("text", TextKind, {"others": _list(_SPOT, "Further places of a split (new) or a join (old).")}),
        "rule": _change("rule", RuleKind, {"what": _text("Which, where the kind has several: `required`, `way to …`.")}),
        "shared": _change(
            "shared",
            SharedKind,
            {
                "name": _text("Its id: `response-time`, `team:hub`."),
                "label": _text("Its name for people."),
                "what": _text("Which of what is declared of it: its event, its bounds, its help …; empty: what it says."),
                "places": _list(_SPOT, "Where it shows."),
            },
        ),
        "change-of-document": _change("document", DocumentKind, {"what": _text("Which of its metadata: `owner`, `review` …")}),
    }


def _change(of: str, kinds: type[TextKind | RuleKind | SharedKind | DocumentKind], more: JsonSchema) -> JsonSchema:
    pair = {"type": "array", "prefixItems": [{"enum": [str(each) for each in Mark]}, {"type": "string"}], "minItems": 2, "maxItems": 2}
    return _table(
        {
            "of": {"const": of},
            "kind": {"enum": [str(each) for each in kinds]},
            "class": {"enum": [str(each) for each in Weight]},
            "flags": _list({"enum": [str(each) for each in Flag]}, "What a reviewer asks for first."),
            "rule": _text("The rule that decided the class."),
            "old-place": _maybe_spot("Where it stood; null for what is new."),
            "new-place": _maybe_spot("Where it stands; null for what is gone."),
            "old": _text("The old words."),
            "new": _text("The new words."),
            "diff": _list(pair, "The words kept (=), inserted (+) and deleted (-), in reading order: all of them."),
            "words": {"$ref": "#/$defs/words"},
            "cause": {"$ref": "#/$defs/cause"},
            **more,
        }
    )


def _totals() -> JsonSchema:
    """Return the schema of the count, in which every class and flag that occurs is counted."""
    counted = {
        "changes": _count("What a reviewer has to read: every change but those of numbers only."),
        "sections": _count("Sections in which a change shows."),
        "documents": _count("Documents in which a change shows."),
        "renumbered": _count("Sections that only have another number."),
    }
    by_name = {
        name: {"type": "object", "properties": {str(each): _count("Changes.") for each in kinds}, "additionalProperties": False}
        for name, kinds in (("classes", tuple(Weight)), ("flags", tuple(Flag)))
    }
    return _table({**counted, **by_name, "words": {"$ref": "#/$defs/words"}})


def _place() -> JsonSchema:
    fields = {
        "address": _text("document#block, or the document."),
        "document": _text("Empty where it is of no one document."),
        "block": _text("The block's id; empty for the document as a whole."),
        "file": _text("The document's published name, without ending."),
        "anchor": _text("The published anchor."),
        "number": _text("Of the section it is or stands in."),
        "title": _text("Of the section it is or stands in, or of the document."),
    }
    return _table(fields)


def _cause() -> JsonSchema:
    fields = {
        "layer": _text("`framework`, or the localisation that made it so."),
        "name": _text("Its name."),
        "tier": _text("Its tier; empty for the framework."),
        "because": _text("The reason given."),
        "owner": _text("The post that answers for it."),
        "review": _text("When it must be reviewed; empty: no date."),
    }
    return _table(fields)


def _maybe_spot(about: str) -> JsonSchema:
    return _about({"anyOf": [_SPOT, {"type": "null"}]}, about)


def _table(fields: JsonSchema) -> JsonSchema:
    return {"type": "object", "properties": fields, "required": sorted(fields), "additionalProperties": False}


def _list(items: JsonSchema, about: str) -> JsonSchema:
    return _about({"type": "array", "items": items}, about)


def _count(about: str) -> JsonSchema:
    return _about({"type": "integer", "minimum": 0}, about)


def _text(about: str) -> JsonSchema:
    return _about({"type": "string"}, about)


def _about(schema: JsonSchema, about: str) -> JsonSchema:
    return {**schema, "description": about}

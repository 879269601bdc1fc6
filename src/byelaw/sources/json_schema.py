"""The schemas as JSON Schema 2020-12, so that an editor such as VS Code checks and completes the YAML while it is written."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from byelaw.core.limits import Unit
from byelaw.core.names import ID_LENGTH
from byelaw.sources.schemas import audit_file, framework_files, item_files, localisation_files, references, release_files
from byelaw.sources.schemas.rules import Rule

JsonSchema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_LAYERED = rf"(?:{_ID}:)?{_ID}"
_UNITS = "|".join(f"{unit.value.removesuffix('s')}s?" for unit in Unit)
_ANY_TEXT: JsonSchema = {"type": ["string", "number", "boolean"]}
"""An editor's YAML reader may take 999 for a number; Byelaw takes it as text."""

_TEXTS: Mapping[str, JsonSchema] = MappingProxyType(
    {
        "text": _ANY_TEXT,
        "role": _ANY_TEXT,
        "choice": _ANY_TEXT,
        "id": {"type": "string", "pattern": f"^{_ID}$", "maxLength": ID_LENGTH},
        "name-of-block": {"type": "string", "pattern": f"^{_LAYERED}$"},
        "value-name": {"type": "string", "pattern": rf"^{_ID}(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$"},
        "address": {"type": "string", "pattern": f"^{_LAYERED}(?:#{_LAYERED})?$"},
        "subject": {"type": "string"},
        "yes/no": {"enum": ["yes", "no"]},
        "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "integer": {"type": "integer"},
        "money": {"type": ["number", "string"]},
        "limit": {"type": "string", "pattern": rf"^(?:\d{{1,5}} (?:{_UNITS})|as soon as possible)(?: from {_ID})?$"},
        "condition": {"type": "string", "pattern": r"^(?:(?:any|all) )?(?:(?:not )?[^= ]+=[^= ]+(?: |$))+"},
        "email": {"type": "string", "pattern": r"^[^@\s]+@[^@\s]+\.[^@\s]+$"},
        "phone": {"type": ["string", "number"]},
        "url": {"type": "string", "pattern": "^https?://"},
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"},
        "parent": {"type": "string", "pattern": rf"^{_ID}(?:@[0-9]+(?:\.[0-9]+)*)?$"},
        "csl-date": {"type": ["string", "integer"]},
        "version": {"type": ["string", "number"], "pattern": r"^[0-9]+(?:\.[0-9]+){0,3}$"},
        "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
)

FILES: Mapping[str, tuple[Rule, tuple[str, ...]]] = MappingProxyType(
    {
        "framework.schema.json": (framework_files.FRAMEWORK, ("framework/framework.yml",)),
        "values.schema.json": (framework_files.VALUES, ("framework/values.yml",)),
        "record-type.schema.json": (framework_files.RECORD_TYPE, ("framework/records/*.yml",)),
        "glossary.schema.json": (framework_files.GLOSSARY, ("framework/glossary.yml",)),
        "references.schema.json": (references.REFERENCES, ("framework/references.yml", "localisations/*/references.yml")),
        "ids.schema.json": (framework_files.FATES, ("framework/ids.yml", "localisations/*/ids.yml")),
        "exceptions.schema.json": (framework_files.WAIVERS, ("framework/exceptions.yml", "localisations/*/exceptions.yml")),
        "sign-offs.schema.json": (release_files.SIGN_OFFS, ("framework/sign-offs.yml", "localisations/*/sign-offs.yml")),
        "urgent.schema.json": (release_files.URGENT_CHANGES, ("framework/urgent.yml", "localisations/*/urgent.yml")),
        "audit-record.schema.json": (audit_file.RECORD, ("localisations/*/audit.yml",)),
        "localisation.schema.json": (localisation_files.LOCALISATION, ("localisations/*/localisation.yml",)),
        "document.schema.json": (framework_files.DOCUMENT, ("framework/documents/*/*.md",)),
        "changes.schema.json": (localisation_files.CHANGES, ()),
        "addition.schema.json": (localisation_files.ADDITION, ()),
        "withdrawal.schema.json": (localisation_files.WITHDRAWAL, ()),
        **{f"{kind}.schema.json": (rule, (f"framework/{kind}s/*.yml",)) for kind, rule in item_files.WHOLE.items()},
        **{f"{kind}-changes.schema.json": (rule, (f"localisations/*/{kind}s/*.yml",)) for kind, rule in item_files.CHANGES.items()},
    }
)
"""Each schema's file name, its rule, and the files it is for. Front matter is for tools that read it; see PAGE_SCHEMA."""

PAGE_SCHEMA = "localisation-page.schema.json"
"""The front matter of any page of a localisation: one of the last three."""


def json_schemas() -> dict[str, JsonSchema]:
    """Return every schema by file name, front matter too."""
    result = {name: _titled(name, _schema(rule)) for name, (rule, _) in FILES.items()}
    kinds = ("changes.schema.json", "addition.schema.json", "withdrawal.schema.json")
    result[PAGE_SCHEMA] = _titled(PAGE_SCHEMA, {"oneOf": [{"$ref": kind} for kind in kinds]})
    return result


def vscode_settings(folder: str = ".vscode/schemas") -> dict[str, Any]:
    """Return the settings that tie the schemas in a folder to the project's files in VS Code's YAML extension."""
    tied = {f"{folder}/{name}": list(globs) for name, (_, globs) in FILES.items() if globs}
    tied = {name: [glob for glob in globs if glob.endswith(".yml")] for name, globs in tied.items()}
    return {"yaml.schemas": {name: globs for name, globs in tied.items() if globs}, "yaml.yamlVersion": "1.2"}


def _titled(name: str, schema: JsonSchema) -> JsonSchema:
    return {"$schema": DIALECT, "$id": name, "title": name.removesuffix(".schema.json"), **schema}


def _schema(rule: Rule) -> JsonSchema:
    meta = rule["meta"]
    about = {"description": meta["about"]}
    if "reader" in meta:
        return {**_text(meta["reader"], rule.get("allowed")), **about}
    if "fields" in meta:
        return {**_table(meta["fields"]), **about}
    if "keys" in meta:
        names = _TEXTS[meta["keys"]]
        return {"type": ["object", "null"], "propertyNames": names, "additionalProperties": _schema(meta["item"]), **about}
    if "item" in meta:
        many = {"type": "array", "items": _schema(meta["item"])}
        return {**({"anyOf": [_schema(meta["item"]), many]} if "single" in meta else many), **about}
    return {**_raw(rule), **about}


def _text(reader: str, allowed: list[str] | None) -> JsonSchema:
    return {"enum": list(allowed)} if allowed else dict(_TEXTS[reader])


def _table(fields: Mapping[str, Rule]) -> JsonSchema:
    required = [name for name, rule in fields.items() if rule.get("required")]
    properties = {name: _schema(rule) for name, rule in fields.items()}
    needs = {"required": required} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needs}


def _raw(rule: Rule) -> JsonSchema:
    names = {"scalar": ["string", "number", "boolean"], "listing": ["array"], "table": ["object"]}
    types = [rule["type"]] if isinstance(rule["type"], str) else rule["type"]
    return {"type": [name for each in types for name in names[each]]}

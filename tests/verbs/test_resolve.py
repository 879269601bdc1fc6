"""`resolve --output json` prints what its schema says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from byelaw.workflows.resolved_schema import resolved_schema
from verbs.conftest import Run

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def faults(value: Any, schema: dict[str, Any], at: str, root: dict[str, Any]) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Check the part of JSON Schema that the schema uses."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if choices := schema.get("anyOf", schema.get("oneOf")):
        fits = [list(faults(value, each, at, root)) for each in choices]
        yield from [] if [] in fits else min(fits, key=len)
    elif "const" in schema or "enum" in schema:
        yield from [] if value in schema.get("enum", [schema.get("const")]) else [f"{at}: {value!r}"]
    elif not isinstance(value, TYPES[schema["type"]]):
        yield f"{at}: not {schema['type']}"
    elif isinstance(value, list):
        rules = schema.get("prefixItems") or [schema["items"]] * len(value)
        for number, (item, rule) in enumerate(zip(value, rules, strict=True)):
            yield from faults(item, rule, f"{at}[{number}]", root)
    elif isinstance(value, dict) and "additionalProperties" in schema:
        yield from table_faults(value, schema, at, root)


def table_faults(value: dict[str, Any], schema: dict[str, Any], at: str, root: dict[str, Any]) -> Iterator[str]:
    yield from (f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value)
    for name, item in value.items():
        rule = schema.get("properties", {}).get(name, schema["additionalProperties"])
        yield from [f"{at}.{name} is not in the schema"] if rule is False else faults(item, rule, f"{at}.{name}", root)


@pytest.mark.parametrize("edition", ["framework", "north", "first-area", "second-area"])
def test_resolved_data_keeps_to_its_schema(run: Run, edition: str) -> None:
    schema = resolved_schema()
    assert list(faults(json.loads(run("resolve", edition, "--output", "json").stdout), schema, "edition", schema)) == []


def test_the_check_of_the_schema_finds_what_is_wrong() -> None:
    schema = resolved_schema()
    assert "edition: chain is missing" in list(faults({"schema": 1}, schema, "edition", schema))
    assert list(faults({"file": "a", "line": "1", "column": 0}, schema["$defs"]["place"], "place", schema)) == ["place.line: not integer"]

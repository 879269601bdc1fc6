"""What is generated for readers is what is committed. BYELAW_REGENERATE=1 writes it again."""

import json
import os
from pathlib import Path

from byelaw.cli.reference import commands_page
from byelaw.workflows.comparison_schema import comparison_schema
from byelaw.workflows.resolved_schema import resolved_schema

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def current(name: str, text: str) -> bool:
    path = REFERENCE / name
    if os.environ.get("BYELAW_REGENERATE"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8") == text


def test_the_reference_of_commands_is_what_they_say_of_themselves() -> None:
    assert current("commands.md", commands_page())


def test_the_schema_of_comparisons_is_the_one_in_the_code() -> None:
    assert current("comparison.schema.json", json.dumps(comparison_schema(), indent=1, ensure_ascii=False) + "\n")


def test_the_schema_of_resolved_editions_is_the_one_in_the_code() -> None:
    assert current("resolved.schema.json", json.dumps(resolved_schema(), indent=1, ensure_ascii=False) + "\n")

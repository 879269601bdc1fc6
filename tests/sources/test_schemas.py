import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byelaw.core.declarations import FieldDeclaration, Type
from byelaw.core.limits import Limit, Unit
from byelaw.core.problems import Place, Problem
from byelaw.sources.json_schema import json_schemas, vscode_settings
from byelaw.sources.schemas.checks import check
from byelaw.sources.schemas.contents import read_content
from byelaw.sources.schemas.framework_files import DOCUMENT, FATES, FRAMEWORK, WAIVERS
from byelaw.sources.schemas.localisation_files import CHANGES, LOCALISATION
from byelaw.sources.schemas.readers import Fault
from byelaw.sources.schemas.rules import Rule
from byelaw.sources.strict_yaml import Scalar, read_yaml

HERE = Place("f.yml", 1, 1)


def checked(text: str, rule: Rule) -> tuple[Any, tuple[Problem, ...]]:
    node, problems = read_yaml(text, "f.yml")
    assert node is not None
    assert not problems
    return check(node, rule)


def read(kind: Type, text: str) -> object:
    return read_content(Scalar(text, HERE), FieldDeclaration("x", "X", kind))


@pytest.mark.parametrize(
    ("kind", "text", "content"),
    [
        (Type.TEXT, "012", "012"),
        (Type.INTEGER, "12", 12),
        (Type.MONEY, "£1,200.50", Decimal("1200.50")),
        (Type.LIMIT, "24 hours", Limit(24, Unit.HOURS)),
        (Type.LIMIT, "as soon as possible", Limit(None)),
        (Type.DATE, "2027-06-30", date(2027, 6, 30)),
        (Type.EMAIL, "front.door@northmere.example", "front.door@northmere.example"),
        (Type.PHONE, "01632 960011", "01632 960011"),
        (Type.PHONE, "+44 (0)1632 960011 ext 12", "+44 (0)1632 960011 ext 12"),
        (Type.PHONE, "(01632) 960011", "(01632) 960011"),
        (Type.PHONE, "999", "999"),
        (Type.URL, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (Type.YES_NO, "yes", True),
        (Type.YES_NO, "no", False),
    ],
)
def test_a_type_reads_the_text_as_written(kind: Type, text: str, content: object) -> None:
    assert read(kind, text) == content


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Type.INTEGER, "012", "not-a-number"),
        (Type.INTEGER, "9" * 5000, "not-a-number"),
        (Type.INTEGER, "1:30", "not-a-number"),
        (Type.INTEGER, "١٢", "not-a-number"),
        (Type.MONEY, "1.234,50", "not-a-number"),
        (Type.DATE, "2026-02-31", "not-a-date"),
        (Type.DATE, "31.12.2026", "not-a-date"),
        (Type.LIMIT, "soon", "not-a-limit"),
        (Type.YES_NO, "true", "not-yes-or-no"),
        (Type.EMAIL, "a b@example.org", "not-an-email"),
        (Type.EMAIL, "a@b", "not-an-email"),
        (Type.PHONE, "=HYPERLINK(1)", "not-a-phone-number"),
        (Type.PHONE, "call us", "not-a-phone-number"),
        (Type.URL, "javascript:alert(1)", "not-a-web-address"),
        (Type.URL, "https://user@example.org", "not-a-web-address"),
        (Type.URL, "https://exa mple.org", "not-a-web-address"),
        (Type.URL, "http://[::1", "not-a-web-address"),
        (Type.TEXT, "  ", "empty-value"),
    ],
)
def test_what_a_type_cannot_read_is_said(kind: Type, text: str, code: str) -> None:
    fault = read(kind, text)
    assert isinstance(fault, Fault)
    assert fault.code == code


@given(st.sampled_from([kind for kind in Type if kind is not Type.LIST]), st.text(max_size=60))
def test_no_text_makes_a_type_raise(kind: Type, text: str) -> None:
    read(kind, text)


@pytest.mark.parametrize("name", ["../x", "Con", "con", "Area", "", "x" * 300, "a--b", "é", "e\u0301", "😀", "\u0430-cyrillic", "-a", "1a"])
def test_a_bad_id_is_refused(name: str) -> None:
    text = f'name: X\nextends: framework\nowner: Y\nreview: 2027-01-01\ntier: "{name}"'
    _, problems = checked(text, LOCALISATION)
    assert [problem.code for problem in problems] == ["empty-value" if not name else "id-format"]


def test_an_unknown_key_gets_the_nearest_and_its_place() -> None:
    _, (problem,) = checked("kind: procedure\ntitle: T\nsumary: S", DOCUMENT)
    assert (problem.code, problem.place, problem.hint) == ("unknown-key", Place("f.yml", 3, 1), "did you mean 'summary'?")


@pytest.mark.parametrize("key", ["template: ../../x", "hide: [toc]", "search: {exclude: yes}"])
def test_front_matter_holds_no_orders_to_the_site(key: str) -> None:
    _, problems = checked(f"kind: procedure\ntitle: T\n{key}", DOCUMENT)
    assert [problem.code for problem in problems] == ["unknown-key"]


def test_a_misspelt_operation_gets_the_nearest() -> None:
    text = "document: referral\nchanges: {screening: {do: replase, because: B}}"
    _, (problem,) = checked(text, CHANGES)
    assert (problem.code, problem.hint) == ("not-one-of", "did you mean 'replace'?")


def test_a_missing_key_says_what_it_is_for() -> None:
    _, problems = checked("kind: procedure", DOCUMENT)
    assert [(problem.code, problem.message, problem.hint) for problem in problems] == [("missing-key", "'title' is missing", "The title.")]


def test_a_list_where_text_belongs_is_said_at_its_place() -> None:
    _, (problem,) = checked("kind: procedure\ntitle: [T]", DOCUMENT)
    assert (problem.code, problem.place.line, problem.place.column) == ("wrong-shape", 2, 8)


def test_good_fields_survive_bad_neighbours() -> None:
    row, problems = checked("kind: procedure\ntitle: T\nreview: soon", DOCUMENT)
    assert (row.text("title"), row.day("review"), len(problems)) == ("T", None, 1)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("\n".join("- {code: X, at: 1, until: 2026-02-31}" for _ in range(2_800)), WAIVERS),
        ("\n".join(f"k{n}: 1" for n in range(9_900)), FRAMEWORK),
        ("\n".join(f"K{n}: {{}}" for n in range(9_900)), FATES),
    ],
)
def test_thousands_of_faults_take_no_time(text: str, rule: Rule) -> None:
    start = time.monotonic()
    _, problems = checked(text, rule)
    assert problems
    assert time.monotonic() - start < 20  # Cerberus alone is quadratic here: minutes


def test_every_rule_becomes_a_json_schema_that_says_what_it_is_for() -> None:
    schemas = json_schemas()
    framework = schemas["framework.schema.json"]
    assert framework["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert framework["additionalProperties"] is False
    assert framework["required"] == ["name", "owner", "review", "tiers", "kinds", "strengths"]
    assert framework["properties"]["review"]["description"] == "When it must be reviewed."
    assert schemas["changes.schema.json"]["properties"]["changes"]["additionalProperties"]["required"] == ["because"]


def test_the_editor_is_told_which_schema_is_for_which_file() -> None:
    tied = vscode_settings("s")["yaml.schemas"]
    assert tied["s/localisation.schema.json"] == ["localisations/*/localisation.yml"]

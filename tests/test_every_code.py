"""Every problem that can be reported is explained, can be reported, and is shown by a case or a test."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from byelaw.core.catalogue.all_codes import EVERY_CODE
from byelaw.core.problems import Code
from byelaw.workflows.reference import problems_page

TESTS = Path(__file__).parent
ROOT = TESTS.parent
REFERENCE = ROOT / "docs" / "reference" / "problems.md"
SOURCE = ROOT / "src" / "byelaw"
MODULES = tuple(path for path in sorted(SOURCE.rglob("*.py")) if "catalogue" not in path.parts)
SHOWN = {path.name.partition("--")[0] for path in (TESTS / "cases").iterdir() if path.is_dir() and path.name != "_base"}

REPORTERS = frozenset({"error", "warning", "report", "warn", "report_pair", "Fault", "Problem"})
"""Functions whose first argument is a code."""

NO_CASE = {
    "files that git cannot hold": (
        "not-a-regular-file unreadable-file file-changed file-too-big file-name name-clash yaml-too-many too-many-problems image-too-big"
    ),
    "what only a machine or a tool does": (
        "prose-timeout prose-unreadable citations document-not-written pdf-refused site-warning site-failed image-unreadable bad-template "
        "edition-failed edition-removed output-altered format-kept unknown-edition"
    ),
    "what only `byelaw audit read` reports, of a workbook": "workbook-unreadable workbook-of-another",
    "what only a redline in Word reports, of two versions that are valid": "redline-not-written redline-not-proved",
    "what only `byelaw release` reports, of content that is signed and frozen first": (
        "release-not-newer release-unpinned release-unsigned urgent-nowhere"
    ),
    "what earlier checks refuse already, checked again before it is printed or published": (
        "prose-not-allowed image-without-alt image-not-given table-without-header heading-order duplicate-anchor broken-anchor empty-link "
        "broken-link page-against-policy"
    ),
}
"""Codes that no small folder can show, by the reason; each has a test elsewhere that names it."""

WITHOUT_CASE = frozenset(slug for slugs in NO_CASE.values() for slug in slugs.split())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_code_that_is_reported_is_explained(path: Path) -> None:
    assert set(reported(ast.parse(path.read_text(encoding="utf-8")))) - set(EVERY_CODE) == set()


def test_every_code_that_is_explained_is_reported() -> None:
    texts = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES]
    written = {code for tree in texts for code in (*reported(tree), *constants(tree))}
    assert set(EVERY_CODE) - written == set()


def test_every_code_has_a_case_or_a_named_reason_for_none() -> None:
    assert set(EVERY_CODE) - SHOWN == WITHOUT_CASE
    assert SHOWN - set(EVERY_CODE) == set()


@pytest.mark.parametrize("slug", sorted(WITHOUT_CASE))
def test_a_code_without_a_case_is_named_by_a_test(slug: str) -> None:
    tests = (path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("test_*.py")) if path != Path(__file__))
    assert any(f'"{slug}"' in text or f"[{slug}]" in text for text in tests)


@pytest.mark.parametrize("code", EVERY_CODE.values(), ids=lambda code: code.slug)
def test_an_explanation_is_a_line_a_cause_and_what_to_do(code: Code) -> None:
    assert "\n" not in code.title
    assert not code.title.endswith(".")
    assert code.cause.rstrip("`'\")").endswith((".", "?")), code.cause
    assert code.remedy.strip()


def reported(tree: ast.AST) -> Iterator[str]:
    """Yield the codes that stand where a code must stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "code":
            yield from constants(node.value)
        elif isinstance(node, ast.Call) and node.args:
            yield from _of_call(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("prose-"):
            yield node.value


def _of_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in REPORTERS and not isinstance(call.args[0], ast.JoinedStr):
        yield from constants(call.args[0])
    elif name in {"unknown", "_unknown_in"}:
        yield from (f"unknown-{what.replace(' ', '-')}" for what in constants(call.args[0]))
    elif name == "Gone":
        yield from constants(call.args[2])


def constants(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_reference_page_says_what_the_code_says() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == problems_page(), "run: python tests/test_every_code.py"


if __name__ == "__main__":
    REFERENCE.write_text(problems_page(), encoding="utf-8")

"""What docs and linters cannot hold: the size, names and purity of the modules in src/."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "byelaw"
MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}

LONGEST_MODULE = 350
LONGEST_FUNCTION = 60
VAGUE_NAME = re.compile(r"(^|_)(utils?|helpers?|common|base|managers?|misc)$")
SUBJECT_WORD = re.compile("sexual|safeguard|hsb|police|nspcc", re.IGNORECASE)
CLOCK_CALLS = frozenset({"now", "today", "utcnow"})
FILE_CALLS = frozenset({"open", "input", "print"})

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTION))


def calls(tree: ast.AST, names: frozenset[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names:
                yield f"line {node.lineno}: {name}()"


def long_functions(tree: ast.Module) -> list[str]:
    sizes = ((function, (function.end_lineno or 0) - function.lineno + 1) for function in functions(tree))
    return [f"{function.name}: {size} lines" for function, size in sizes if size > LONGEST_FUNCTION]


def undocumented_functions(tree: ast.Module) -> list[str]:
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    bodies = [tree.body, *(node.body for node in classes)]
    members = [node for body in bodies for node in body if isinstance(node, FUNCTION)]
    public = (function for function in members if not function.name.startswith("_"))
    return [function.name for function in public if not ast.get_docstring(function)]


def calls_to_print(tree: ast.Module) -> list[str]:
    return list(calls(tree, frozenset({"print"})))


def impurities(tree: ast.Module) -> list[str]:
    """Find what import-linter cannot see: calls to the clock and to files, and writable globals."""
    held = [f"line {node.lineno}: global" for node in ast.walk(tree) if isinstance(node, ast.Global)]
    opened = [
        f"line {node.lineno}: {node.func.id}()"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FILE_CALLS
    ]
    return [*held, *opened, *calls(tree, CLOCK_CALLS)]


def code_in_package_file(tree: ast.Module) -> list[str]:
    if not ast.get_docstring(tree):
        return ["no docstring"]
    return [f"line {node.lineno}" for node in tree.body[1:] if not is_constant(node)]


def is_constant(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)


def imported(tree: ast.Module) -> set[str]:
    whole = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return whole | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def forbidden_in_core() -> set[str]:
    """Take the list from the import contract, so that it stands in one place."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return {name for each in contracts if each.get("source_modules") == ["byelaw.core"] for name in each["forbidden_modules"]}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def found_in(rule: Callable[[ast.Module], list[str]], where: Callable[[str], bool]) -> dict[str, list[str]]:
    found = {name: rule(parsed(path)) for name, path in MODULES.items() if where(name)}
    return {name: offences for name, offences in found.items() if offences}


def everywhere(_: str) -> bool:
    return True


def in_core(name: str) -> bool:
    return name.startswith("src/byelaw/core/")


def test_no_module_is_longer_than_a_person_can_hold() -> None:
    paths = {**MODULES, "build.py": ROOT / "build.py"}
    sizes = {name: len(path.read_text("utf-8").splitlines()) for name, path in paths.items()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    assert found_in(long_functions, everywhere) == {}


def test_every_public_function_says_what_it_does() -> None:
    assert found_in(undocumented_functions, everywhere) == {}


def test_only_the_console_prints() -> None:
    assert found_in(calls_to_print, lambda name: not name.startswith("src/byelaw/console")) == {}


def test_package_files_hold_a_docstring_and_constants_only() -> None:
    assert found_in(code_in_package_file, lambda name: name.endswith("/__init__.py")) == {}


def test_the_core_reads_no_clock_opens_no_file_and_keeps_no_state() -> None:
    assert found_in(impurities, in_core) == {}


def test_the_core_imports_nothing_that_touches_the_world() -> None:
    forbidden = forbidden_in_core()
    assert forbidden
    assert found_in(lambda tree: sorted({name.split(".")[0] for name in imported(tree)} & forbidden), in_core) == {}


def test_modules_are_named_for_their_subject() -> None:
    assert [name for name in MODULES if VAGUE_NAME.search(Path(name).stem)] == []


def test_the_source_knows_nothing_of_the_frameworks_subject() -> None:
    texts = [path for path in sorted(SOURCE.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    lines = ((path, number, line) for path in texts for number, line in enumerate(path.read_text("utf-8").splitlines(), 1))
    assert [f"{path.name}:{number}" for path, number, line in lines if SUBJECT_WORD.search(line)] == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (undocumented_functions, "def shown(): ..."),
        (undocumented_functions, "class Thing:\n    def shown(self): ..."),
        (long_functions, "def long():\n" + "    x = 1\n" * LONGEST_FUNCTION),
        (calls_to_print, "print('hello')"),
        (code_in_package_file, '"""Say it."""\nimport os'),
        (code_in_package_file, "VERSION = '1'"),
        (impurities, "import datetime\ndatetime.datetime.now()"),
        (impurities, "from datetime import date\ndate.today()"),
        (impurities, "open('x')"),
        (impurities, "def f():\n    global state\n    state = 1"),
    ],
)
def test_each_rule_finds_what_it_forbids(rule: Callable[[ast.Module], list[str]], code: str) -> None:
    assert len(rule(ast.parse(code))) == 1

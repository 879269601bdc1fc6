"""`byelaw doctor`: whether everything that a build needs is there and works, and what to do where it is not."""

import importlib.metadata
import locale
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from byelaw.settings import Settings
from byelaw.sources.prose_tree import MARKUP
from byelaw.tools.pandoc import Failure, PandocMissingError, PandocPool, pandoc_version
from byelaw.tools.typst import TypstFailure, typesetter
from byelaw.workflows.examining_releases import release_advice

OLDEST_PYTHON = (3, 11)
PANDOC = "3."
SHEET = '#set document(title: [A])\n#set text(lang: "en")\n= A\n'
LEAST_BYTES = 500 * 1024 * 1024
PACKAGES = ("mkdocs", "mkdocs-material", "typst", "jinja2", "lxml", "click", "rich")
TEMPLATES = (
    "site/main.html",
    "site/assets",
    "pages/document.md.jinja",
    "pdf/document.typ",
    "pdf/fonts",
    "word/reference.docx",
    "blocks",
    "citations.csl",
)


class Verdict(StrEnum):
    """How a check came out. A failed tool keeps every build from working; the rest is advice."""

    OK = "OK"
    ADVICE = "ADVICE"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, how it came out, what was found, and what to do."""

    what: str
    verdict: Verdict
    found: str
    remedy: str = ""


REINSTALL = "run `python3 build.py` again: it installs exactly what the lock names"


def examine(settings: Settings | None, templates: Path) -> tuple[Finding, ...]:
    """Return what every check found. Without a project, only the machine is examined."""
    found = [_python(), *_packages(), _pandoc(), _typst(templates), *_templates(templates), _locale(), _temporary()]
    if settings is None:
        advice = "run it in a project, or `byelaw new framework DIR` to start one"
        return (*found, Finding("project", Verdict.ADVICE, "no framework/framework.yml here or above", advice))
    return (*found, *_project(settings))


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    verdict = Verdict.OK if sys.version_info >= OLDEST_PYTHON else Verdict.FAILED
    return Finding("python", verdict, version, "" if verdict is Verdict.OK else "install Python 3.11 or newer")


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(name, Verdict.OK, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, Verdict.FAILED, "not installed", REINSTALL)


def _pandoc() -> Finding:
    try:
        version = pandoc_version()
        with PandocPool(workers=1, time_limit=20) as pool:
            read = pool.read("## A {#a}\n\nText.", MARKUP)
    except (PandocMissingError, OSError) as failure:
        return Finding("pandoc", Verdict.FAILED, str(failure), REINSTALL)
    if isinstance(read, Failure):
        return Finding("pandoc", Verdict.FAILED, f"{version} does not answer: {read.detail}", REINSTALL)
    verdict = Verdict.OK if version.startswith(PANDOC) else Verdict.FAILED
    return Finding("pandoc", verdict, f"{version} reads", "" if verdict is Verdict.OK else REINSTALL)


def _typst(templates: Path) -> Finding:
    try:
        made = typesetter(templates / "pdf" / "fonts").compile(SHEET, {}, date(2026, 1, 1))
    except (OSError, ValueError, RuntimeError) as failure:
        return Finding("typst makes a PDF", Verdict.FAILED, str(failure), REINSTALL)
    if isinstance(made, TypstFailure):
        return Finding("typst makes a PDF", Verdict.FAILED, made.message, REINSTALL)
    return Finding("typst makes a PDF", Verdict.OK, "yes")


def _templates(templates: Path) -> Iterator[Finding]:
    missing = [name for name in TEMPLATES if not (templates / name).exists()]
    if missing:
        yield Finding("templates", Verdict.FAILED, f"missing: {', '.join(missing)}", "restore templates/ as released")
    else:
        yield Finding("templates", Verdict.OK, f"{len(TEMPLATES)} parts")
    fonts = [path for path in sorted((templates / "pdf" / "fonts").glob("*")) if path.suffix in (".ttf", ".otf")]
    verdict = Verdict.OK if fonts else Verdict.FAILED
    yield Finding("fonts", verdict, f"{len(fonts)} font files", "" if fonts else "restore templates/pdf/fonts as released")


def _locale() -> Finding:
    encodings = {sys.getfilesystemencoding().lower(), locale.getpreferredencoding(do_setlocale=False).lower()}
    if encodings <= {"utf-8", "utf8"}:
        return Finding("locale", Verdict.OK, "UTF-8")
    return Finding("locale", Verdict.ADVICE, ", ".join(sorted(encodings)), "set PYTHONUTF8=1, or start it with `python3 build.py`")


def _temporary() -> Finding:
    return _writable("temporary folder", Path(tempfile.gettempdir()))


def _project(settings: Settings) -> Iterator[Finding]:
    yield Finding("project", Verdict.OK, settings.root.name)
    for name in ("framework/documents", "localisations"):
        there = (settings.root / name).is_dir()
        yield Finding(name, Verdict.OK if there else Verdict.ADVICE, "there" if there else "missing", "" if there else f"make {name}/")
    yield _writable("project folder", settings.root)
    free = shutil.disk_usage(settings.root).free
    room = f"{free // (1024 * 1024):,} MiB free"
    enough = free >= LEAST_BYTES
    yield Finding("disk space", Verdict.OK if enough else Verdict.ADVICE, room, "" if enough else "free some space before you build")
    count, advice = release_advice(settings)
    yield Finding("releases", Verdict.OK, f"{count} in releases/")
    yield from (Finding(each.what, Verdict.ADVICE, each.found, each.remedy) for each in advice)


def _writable(what: str, folder: Path) -> Finding:
    def attempt() -> str:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".byelaw-"):
            return ""

    failure = _failure(attempt)
    if failure:
        return Finding(what, Verdict.FAILED, failure, f"let this user ({_user()}) write there")
    return Finding(what, Verdict.OK, "can be written")


def _failure(attempt: Callable[[], str]) -> str:
    try:
        return attempt()
    except OSError as failure:
        return failure.strerror or str(failure)


def _user() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "you"

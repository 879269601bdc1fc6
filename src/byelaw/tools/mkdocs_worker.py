"""Build MkDocs projects in this process, warm: the theme is compiled and listed once, however many sites follow.

Two caches halve the time of a build after the first: Jinja's byte code of the theme, and the list of the theme's files. Both hang on
the theme's folders, which nobody changes during a run. Two short cuts (see mkdocs_pages.py) halve it again. The caller sets the time
limit, by running this in a process it can end.
"""

import logging
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from byelaw.core.problems import Place, Problem, error, warning

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme prints a banner when it is imported

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from byelaw.tools.mkdocs_pages import short_cuts

_UNUSED = ("**/*.map", "assets/javascripts/lunr/**/*", "sitemap.xml", "sitemap.xml.gz")
"""What the theme brings and a site in one language without an address of its own never asks for."""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """A built site: the folder it stands in and what MkDocs said. Nothing may be published where a problem is an error."""

    site_dir: Path
    problems: tuple[Problem, ...]


def build_site(config_path: Path, site_dir: Path, as_of: date) -> SiteResult:
    """Build the project of this mkdocs.yml into site_dir, which is cleared first; the same bytes for the same project and day.

    Reports `site-warning` for each warning of MkDocs and `site-failed` when it gave up.
    """
    place = Place(str(config_path))
    with _messages() as said, _source_date(as_of):
        failure = _build(config_path, site_dir)
    messages = tuple(dict.fromkeys(said.messages))
    if failure:
        return SiteResult(site_dir, (error("site-failed", place, failure, hint="; ".join(messages)),))
    _drop_unused(site_dir)
    return SiteResult(site_dir, tuple(warning("site-warning", place, message) for message in messages))


def _build(config_path: Path, site_dir: Path) -> str:
    """Run MkDocs; return why it failed, or nothing."""
    try:
        config = load_config(config_file=str(config_path), site_dir=str(site_dir), strict=False)
        _warm(config)
        with short_cuts():
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
    except MkDocsException as failure:
        return str(failure)
    except Exception as failure:  # noqa: BLE001 - a fault of the theme or a plugin fails this site, not the others
        return f"{type(failure).__name__}: {failure}"
    return ""


class _Memory(jinja2.BytecodeCache):
    """Byte code of templates, kept in memory by what the template says."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was compiled of it, if anything was."""
        if (code := self.code.get(bucket.key + bucket.checksum)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled of a template."""
        self.code[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


@dataclass(slots=True)
class _Warmth:
    """What builds share: compiled templates, and the files of a list of theme folders."""

    templates: _Memory = field(default_factory=_Memory)
    listings: dict[tuple[str, ...], list[str]] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _warmth() -> _Warmth:
    return _Warmth()


def _warm(config: MkDocsConfig) -> None:
    """Give the theme of this build an environment that remembers."""
    cold, warmth, folders = config.theme.get_env, _warmth(), tuple(config.theme.dirs)

    def get_env() -> jinja2.Environment:
        env = cold()
        env.bytecode_cache = warmth.templates
        walk = env.list_templates

        def list_templates(extensions: Collection[str] | None = None, filter_func: Callable[[str], bool] | None = None) -> list[str]:
            if extensions is not None or filter_func is None:
                return walk(extensions, filter_func)
            if folders not in warmth.listings:
                warmth.listings[folders] = walk(filter_func=filter_func)
            return warmth.listings[folders]

        env.list_templates = list_templates  # type: ignore[method-assign]
        return env

    config.theme.get_env = get_env  # type: ignore[method-assign]


class _Messages(logging.Handler):
    """Keep what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(record.getMessage())


@contextmanager
def _messages() -> Iterator[_Messages]:
    """Collect MkDocs' warnings instead of printing them."""
    logger, handler = logging.getLogger("mkdocs"), _Messages()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


@contextmanager
def _source_date(as_of: date) -> Iterator[None]:
    """Make midnight of the day (UTC) the only clock MkDocs sees."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _drop_unused(site_dir: Path) -> None:
    """Remove the theme's weight that no page asks for."""
    for pattern in _UNUSED:
        for path in sorted(site_dir.glob(pattern), reverse=True):
            if path.is_file():
                path.unlink()
    for path in sorted(site_dir.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()

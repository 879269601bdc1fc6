"""The templates of a site's pages, and the words that they make Markdown and front matter of."""

import json
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from byelaw.outputs.site_html import Section, markdown_text


@lru_cache(maxsize=4)
def page_templates(pages: Path) -> SandboxedEnvironment:
    """Return the templates of the folder, and those of reports beside it, compiled once."""
    env = SandboxedEnvironment(
        loader=FileSystemLoader([pages, pages.parent / "reports"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {"heading": _heading, "text": markdown_text, "yaml": _yaml, "html_yaml": _html_yaml}
    return env


def _heading(level: int, words: str, identifier: str, section: Section | None = None) -> Markup:
    """Return a Markdown heading. `words` are Markdown already. An appendix repeats what other pages say: search leaves it out."""
    kind = " .local" if section and section.is_local else ""
    hidden = ' data-search-exclude=""' if section and section.is_appendix else ""
    return Markup(f"{'#' * level} {words} {{#{identifier}{kind}{hidden}}}")  # noqa: S704 - see markdown_text; ids are checked


def _yaml(words: str) -> Markup:
    """Return the words as a YAML scalar on one line: JSON is YAML."""
    return Markup(json.dumps(" ".join(words.split()), ensure_ascii=False))  # noqa: S704 - front matter is not HTML


def _html_yaml(words: str) -> Markup:
    """Return the words as a YAML scalar whose value is HTML: the theme writes titles into pages as they are."""
    return _yaml(str(escape(words)))

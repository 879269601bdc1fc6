"""Two short cuts through a MkDocs build that change no byte of it: a test compares every file with what plain `mkdocs build` makes.

Reading: pages are headings and HTML blocks, and Markdown hands HTML blocks on as they are. So only the headings are read as Markdown, and
the blocks are put back where they stood; a heading that many pages share is read once. A page with anything else in it is read whole.

Searching: the theme's search reads each page a second time, piece by piece. Pieces that many sites share are read once, and what follows
a heading by a shorter way to the same words (see mkdocs_words.py).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

from markdown.extensions.toc import nest_toc_tokens  # type: ignore[import-untyped]
from material.plugins.search import plugin as search  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from byelaw.tools.mkdocs_words import words_found

_DIVISIONS = {tag: re.compile(rf"<(/?){tag}\b[^>]*>") for tag in ("div", "section")}
_BLOCK_START = re.compile(r"^<(div|section)\b", re.MULTILINE)
_HEADING = re.compile(r"#{1,6} .+")
_PIECE = re.compile(r"^(?=<h[1-6][ >])", re.MULTILINE)
_WHOLE_HEADING = re.compile(r"<(h[1-6])[ >].*?</\1>")
_ANY_HEADING = re.compile(r"<h[1-6][ >]")
_MOST = 8192
_read_whole = Page.render
_Parser: Any = search.Parser


@contextmanager
def short_cuts() -> Iterator[None]:
    """Take the short cuts inside."""
    render, parser = Page.render, search.Parser
    Page.render = _render  # type: ignore[assignment,method-assign]
    search.Parser = _Remembering
    try:
        yield
    finally:
        Page.render = render  # type: ignore[method-assign]
        search.Parser = parser


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Do as Page.render does."""
    taken = take_blocks(page.markdown or "")
    if taken is None or not _composed(page, config, files, *taken):
        _read_whole(page, config, files)


def _composed(page: Page, config: MkDocsConfig, files: Files, text: str, blocks: dict[str, str]) -> bool:
    """Put a page together from its headings, each read alone, and its blocks; tell whether it could be."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    lines = [part.strip("\n") for part in parts]
    headings = {line: _heading(line, page, config, files) for line in lines if line not in blocks}
    found = [each for line in lines if (each := headings.get(line)) is not None]
    ids = [each for heading in found for each in heading.ids]
    if len(found) + len(blocks) < len(lines) or len(set(ids)) < len(ids):
        return False
    written = (f"{blocks[line]}\n" if line in blocks else headings[line].html for line in lines)  # type: ignore[union-attr]
    page.content = "\n".join(written).strip()
    page.toc = get_toc(nest_toc_tokens([dict(token) for heading in found for token in heading.tokens]))
    first = headings.get(lines[0])
    page._title_from_render = first.title if first is not None else None  # noqa: SLF001 - as Page.render does
    page.present_anchor_ids = set(ids)
    page.links_to_anchors = {}
    return True


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading as Markdown reads it where no other has its id."""

    html: str
    ids: frozenset[str]
    title: str | None
    tokens: tuple[tuple[tuple[str, object], ...], ...]
    """Its entry in the table of contents, if it has one."""


def _heading(line: str, page: Page, config: MkDocsConfig, files: Files) -> _Heading | None:
    """Return what a line says, read once for all pages; None if it is more than a heading or may hold a link."""
    if "\n" in line or "[" in line or "<a" in line or "<img" in line:
        return None
    known, key = _known_headings(), repr((line, config.markdown_extensions, config.mdx_configs))
    if key not in known:
        if len(known) >= _MOST:
            known.clear()
        alone = copy(page)
        alone.markdown = line
        _read_whole(alone, config, files)
        tokens = tuple((("level", each.level), ("id", each.id), ("name", each.title)) for each in alone.toc)
        known[key] = _Heading(alone.content or "", frozenset(alone.present_anchor_ids or ()), alone._title_from_render, tokens)  # noqa: SLF001
    return known[key]


@lru_cache(maxsize=1)
def _known_headings() -> dict[str, _Heading]:
    return {}


def take_blocks(markdown: str) -> tuple[str, dict[str, str]] | None:
    """Return a page of headings and HTML blocks with a mark for each block, and the blocks; None if it is anything else."""
    rest, blocks, position, number = [], {}, 0, count()
    while start := _BLOCK_START.search(markdown, position):
        end = _end(markdown, start)
        if end is None:
            return None
        mark = f'<div data-block="{next(number)}"></div>'
        rest += [markdown[position : start.start()], mark]
        blocks[mark] = markdown[start.start() : end]
        position = end
    rest.append(markdown[position:])
    text = "".join(rest)
    lines = (line for line in text.split("\n") if line and line not in blocks)
    is_ours = "data-block" not in markdown and all(_HEADING.fullmatch(line) for line in lines)
    return (text, blocks) if is_ours and blocks else None


def _end(markdown: str, start: re.Match[str]) -> int | None:
    """Return where the element that starts here is closed, if a blank line follows as Markdown wants it."""
    depth = 0
    for found in _DIVISIONS[start[1]].finditer(markdown, start.start()):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end() if markdown.startswith("\n\n", found.end()) or not markdown[found.end() :].strip() else None
    return None


class _Remembering(_Parser):  # type: ignore[misc]
    """The search's parser, which reads a heading with what follows it once for all pages that have both."""

    def feed(self, data: str) -> None:
        """Read a page."""
        first, *others = [piece for piece in _PIECE.split(data) if piece] or [""]
        found = [_read(first), *(_known(piece) for piece in others)]
        if None in found:
            super().feed(data)
        else:
            self.data = [copy(section) for sections in found for section in sections or ()]


@lru_cache(maxsize=_MOST)
def _known(piece: str) -> tuple[search.Section, ...] | None:
    """Return what the search finds in a piece that is not the first of its page; None if it can only be read with its page."""
    sections = None if piece.startswith("<h1") else _read(piece)
    return sections[1:] if sections else None  # alone, a piece gets an empty section for what stands before its heading


def _read(piece: str) -> tuple[search.Section, ...] | None:
    if len(_ANY_HEADING.findall(piece)) > 1:
        return None
    heading = _WHOLE_HEADING.match(piece)
    words = words_found(piece[heading.end() :]) if heading is not None else None
    parser = _Parser()
    parser.feed(piece if heading is None or words is None else heading[0])
    parser.close()
    if parser.context:
        return None
    if words is not None:
        parser.data[-1].text = words
    return tuple(parser.data)

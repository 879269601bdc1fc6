"""Two short cuts through a MkDocs build that change no byte of it: a test compares every file with what plain `mkdocs build` makes.

Reading: pages are headings and HTML blocks, and Markdown hands HTML blocks on as they are. So only the headings are read as Markdown, and
the blocks are put back where they stood. A page with anything else in it is read whole.

Searching: the theme's search reads each page a second time, piece by piece. Pieces that many sites share are read once.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from itertools import count
from typing import Any

from material.plugins.search import plugin as search  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_DIVISION = re.compile(r"<(/?)div\b[^>]*>")
_BLOCK_START = re.compile(r"^<div\b", re.MULTILINE)
_HEADING = re.compile(r"#{1,6} .+")
_PIECE = re.compile(r"^(?=<h[1-6][ >])", re.MULTILINE)
_ANY_HEADING = re.compile(r"<h[1-6][ >]")
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
    written = page.markdown
    taken = take_blocks(written or "")
    if taken is None:
        _read_whole(page, config, files)
        return
    page.markdown, blocks = taken
    _read_whole(page, config, files)
    page.markdown = written
    for mark, block in blocks.items():
        page.content = (page.content or "").replace(mark, block, 1)


def take_blocks(markdown: str) -> tuple[str, dict[str, str]] | None:
    """Return a page of headings and HTML blocks with a mark for each block, and the blocks; None if it is anything else."""
    rest, blocks, position, number = [], {}, 0, count()
    while start := _BLOCK_START.search(markdown, position):
        end = _end(markdown, start.start())
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


def _end(markdown: str, start: int) -> int | None:
    """Return where the div that starts here is closed, if a blank line follows as Markdown wants it."""
    depth = 0
    for found in _DIVISION.finditer(markdown, start):
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


@lru_cache(maxsize=8192)
def _known(piece: str) -> tuple[search.Section, ...] | None:
    """Return what the search finds in a piece that is not the first of its page; None if it can only be read with its page."""
    sections = None if piece.startswith("<h1") else _read(piece)
    return sections[1:] if sections else None  # alone, a piece gets an empty section for what stands before its heading


def _read(piece: str) -> tuple[search.Section, ...] | None:
    if len(_ANY_HEADING.findall(piece)) > 1:
        return None
    parser = _Parser()
    parser.feed(piece)
    parser.close()
    return None if parser.context else tuple(parser.data)

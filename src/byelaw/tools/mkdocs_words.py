"""What the theme's search finds in the text under a heading: the words of its parser (Material's search plugin), by a shorter way.

HTML that was cleaned needs no general reader: tags are written one way, and the search asks little of them. The rules below are those
of the plugin's Parser from its first tag to its last, peculiarities included; anything outside them is left to that parser.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from material.plugins.search.plugin import void  # type: ignore[import-untyped]

_TAG = re.compile(r"<([^<>]*)>")
_PARTS = re.compile(r'(/?)([a-z][a-z0-9]*)((?:[^"]|"[^"]*")*)')
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_UNKNOWN = frozenset({"iframe", "math", "noembed", "noframes", "noscript", "object", "plaintext", "script", "style", "svg", "template"})
_UNKNOWN |= {"textarea", "title", "xmp"}
_EXCLUDED = re.compile(r'\sdata-search-exclude(?:[\s=]|$)|\sclass="linenodiv"')
_VALUE = re.compile(r'"[^"]*"')


def words_found(written: str) -> list[str] | None:
    """Return the pieces of text and markup that the search keeps of HTML without headings; None if only its own parser can tell."""
    reader = _Reader()
    for position, part in enumerate(_TAG.split(written)):
        if position % 2 == 0:
            if "<" in part:
                return None
            if part:
                reader.text(part)
            continue
        tag = _tag(part)
        if tag is None or (tag.is_end and not reader.close(tag.name)):
            return None
        if not tag.is_end and tag.name not in void:
            reader.open(tag)
    return None if reader.inside else reader.found


@dataclass(frozen=True, slots=True)
class _Tag:
    """What the search asks of a tag."""

    name: str
    is_end: bool
    is_excluded: bool


@lru_cache(maxsize=16384)
def _tag(written: str) -> _Tag | None:
    """Return what a tag says between its brackets; None if it is not written as cleaned HTML is."""
    parts = _PARTS.fullmatch(written)
    if parts is None or parts[2] in _UNKNOWN or written.endswith("/"):
        return None
    return _Tag(parts[2], bool(parts[1]), bool(_EXCLUDED.search(_VALUE.sub(_kept_class, parts[3]))))


class _Reader:
    """Follows the plugin's Parser: `inside` are the tags open now, `skipped` those whose elements the search leaves out."""

    def __init__(self) -> None:
        """Start outside any element."""
        self.found: list[str] = []
        self.inside: list[str] = []
        self.skipped: set[str] = set()

    def open(self, tag: _Tag) -> None:
        """Read an opening tag."""
        self.inside.append(tag.name)
        if tag.is_excluded:
            self.skipped.add(tag.name)
        elif tag.name in _KEPT and not self._is_skipping():
            self.found.append(f"<{tag.name}>")

    def close(self, tag: str) -> bool:
        """Read a closing tag; tell whether it could be read."""
        if not self.inside or self.inside[-1] != tag:
            return True
        self.inside.pop()
        if tag in self.skipped:  # by its tag alone, as the plugin does: of two within each other the inner ends it
            self.skipped.remove(tag)
        elif tag in _KEPT and not self._is_skipping():
            return self._close_kept(tag)
        return True

    def _close_kept(self, tag: str) -> bool:
        """Close an element whose tags are kept, or drop what has come since the first of its kind if that is nothing but space."""
        opening = f"<{tag}>"
        if opening not in self.found:
            return False
        first = self.found.index(opening)
        if all(each.isspace() for each in self.found[first + 1 :]):
            del self.found[first:]
        else:
            self.found.append(f"</{tag}>")
        return True

    def text(self, words: str) -> None:
        """Read text between tags."""
        if self._is_skipping():
            return
        is_literal = "pre" in self.inside
        words = unescape(words) if "&" in words else words
        is_space = words.isspace()
        if not is_literal:
            words = " " if is_space else words.replace("\n", " ")
        if not is_space:
            self.found.append(escape(words, quote=False))
        elif is_literal or not self.found or not self.found[-1].isspace():
            self.found.append(words)

    def _is_skipping(self) -> bool:
        return bool(self.skipped) and not self.skipped.isdisjoint(self.inside)


def _kept_class(value: re.Match[str]) -> str:
    """Blank an attribute's value, but for the one class that matters."""
    return value[0] if value[0] == '"linenodiv"' else '""'

"""What the theme's search finds in the text under a heading: the words of its parser (Material's search plugin), by a shorter way.

HTML that was cleaned needs no general reader: tags are written one way, and the search asks little of them. The rules below are those
of the plugin's Parser from its first tag to its last, peculiarities included; anything outside them is left to that parser.
"""

import re
from html import escape, unescape

from material.plugins.search.plugin import void  # type: ignore[import-untyped]

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>|([^<]+)|(<)')
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_UNKNOWN = frozenset({"iframe", "math", "noembed", "noframes", "noscript", "object", "plaintext", "script", "style", "svg", "template"})
_UNKNOWN |= {"textarea", "title", "xmp"}
_EXCLUDED = re.compile(r'\sdata-search-exclude(?:[\s=]|$)|\sclass="linenodiv"')
_VALUE = re.compile(r'"[^"]*"')


def words_found(written: str) -> list[str] | None:
    """Return the pieces of text and markup that the search keeps of HTML without headings; None if only its own parser can tell."""
    if "/>" in written:
        return None
    reader = _Reader()
    for closing, tag, attributes, words, broken in _TOKEN.findall(written):
        if words:
            reader.text(words)
        elif broken or tag in _UNKNOWN:
            return None
        elif closing:
            if not reader.close(tag):
                return None
        elif tag not in void:
            reader.open(tag, attributes)
    return None if reader.inside else reader.found


class _Reader:
    """Follows the plugin's Parser: `inside` are the tags open now, `skipped` those whose elements the search leaves out."""

    def __init__(self) -> None:
        """Start outside any element."""
        self.found: list[str] = []
        self.inside: list[str] = []
        self.skipped: set[str] = set()

    def open(self, tag: str, attributes: str) -> None:
        """Read an opening tag."""
        self.inside.append(tag)
        if ("data-search" in attributes or "linenodiv" in attributes) and _EXCLUDED.search(_VALUE.sub(_kept_class, attributes)):
            self.skipped.add(tag)
        elif tag in _KEPT and not self._is_skipping():
            self.found.append(f"<{tag}>")

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

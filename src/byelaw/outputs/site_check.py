"""What built pages hold, read once each, and what is wrong with it: links that lead nowhere, and what the policy forbids."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from byelaw.core.problems import Place, Problem, error

_UNREAD = re.compile(r"<(?:!--.*?--|(script\b[^>]*)>(.*?)</script\s*)>", re.DOTALL)
"""Comments and scripts: a tag in them is none."""
_TAG = re.compile(r"""<[a-zA-Z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_FETCHED = {
    ("img", "src"),
    ("script", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("link", "href"),
    ("object", "data"),
}
_DATA_TYPES = ("application/json", "application/ld+json")
_OUTSIDE = ("http", "https", "mailto", "tel", "data")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page holds: its ids, where its links lead, its inline scripts, and what no page may hold."""

    ids: frozenset[str]
    targets: tuple[str, ...]
    scripts: tuple[str, ...]
    forbidden: tuple[str, ...]


def read_page(content: bytes) -> PageFacts:
    """Return the facts of a page of HTML in UTF-8."""
    scripts = []

    def emptied(found: re.Match[str]) -> str:
        opening = f"<{found[1]}>" if found[1] else ""
        if opening and _tag(opening).is_inline_script:
            scripts.append(found[2])
        return opening

    tags = [_tag(each) for each in dict.fromkeys(_TAG.findall(_UNREAD.sub(emptied, content.decode())))]
    ids = frozenset(tag.id for tag in tags if tag.id is not None)
    targets = tuple(dict.fromkeys(target for tag in tags for target in tag.targets))
    return PageFacts(ids, targets, tuple(scripts), tuple(fault for tag in tags for fault in tag.faults))


@dataclass(frozen=True, slots=True)
class _Tag:
    """What the opening tag of an element says."""

    id: str | None
    targets: tuple[str, ...]
    is_inline_script: bool
    faults: tuple[str, ...]


@lru_cache(maxsize=32768)
def _tag(written: str) -> _Tag:
    """Return what a tag says: most stand on many pages of many sites."""
    reader = _TagReader()
    reader.feed(written)
    attributes = reader.attributes
    return _Tag(
        id=attributes.get("id"),
        targets=tuple(attributes[name] for name in ("href", "src", "data") if attributes.get(name)),
        is_inline_script=reader.tag == "script" and not attributes.get("src") and attributes.get("type", "") not in _DATA_TYPES,
        faults=tuple(fault for name, value in attributes.items() if (fault := _fault(reader.tag, name, value))),
    )


class _TagReader(HTMLParser):
    """Reads one opening tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tag = ""
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag's name and attributes; of two with one name the first counts."""
        self.tag = tag
        for name, value in attrs:
            self.attributes.setdefault(name, value or "")


def link_problems(pages: Mapping[str, PageFacts], files: Iterable[str], beside: Iterable[str]) -> tuple[Problem, ...]:
    """Report `broken-link` for each link within the site whose file or fragment is not there.

    Names are relative to the site's folder; `beside` are the files next to it that links may name (`word/referral.docx`).
    """
    known = set(files) | {f"../{name}" for name in beside}
    return tuple(
        error("broken-link", Place(name), f"'{target}' leads nowhere: {fault}")
        for name, facts in sorted(pages.items())
        for target in dict.fromkeys(facts.targets)
        if (fault := _broken(name, target, pages, known))
    )


def policy_problems(pages: Mapping[str, PageFacts]) -> tuple[Problem, ...]:
    """Report `page-against-policy` for what the security policy would block in a reader's browser."""
    return tuple(error("page-against-policy", Place(name), fault) for name, facts in sorted(pages.items()) for fault in facts.forbidden)


def _broken(page: str, target: str, pages: Mapping[str, PageFacts], known: set[str]) -> str:
    """Return why the target leads nowhere, or nothing."""
    found = _within(page.rpartition("/")[0], target)
    if found is None:
        return ""
    path, fragment = found[0] or page, found[1]
    if path not in known and path not in pages:
        return f"there is no file {path}"
    if fragment and path in pages and fragment not in pages[path].ids:
        return f"{path} has no place '{fragment}'"
    return ""


@lru_cache(maxsize=16384)
def _within(folder: str, target: str) -> tuple[str, str] | None:
    """Return the file (nothing: the page itself) and the place in it that a target means, seen from a page in the folder.

    None if it leads out of the site.
    """
    parts = urlsplit(target)
    if parts.scheme in _OUTSIDE or parts.netloc:
        return None
    path = unquote(parts.path)
    return _path(folder, path) if path else "", unquote(parts.fragment)


def _path(folder: str, target: str) -> str:
    """Return the file a path means, seen from a page in the folder."""
    is_rooted = target.startswith("/")  # only on the page for addresses that are not there, which must work at any depth
    path = normpath(target.lstrip("/") or "." if is_rooted else f"{folder}/{target}" if folder else target)
    return "index.html" if path == "." else path


def _fault(tag: str, name: str, value: str) -> str:
    """Return why the attribute may not stand in a page, or nothing."""
    if name == "style":
        return f"<{tag}> has a style attribute: {value[:60]}"
    if name.startswith("on"):
        return f"<{tag}> has an event attribute {name}"
    if (tag, name) in _FETCHED and (urlsplit(value).netloc or urlsplit(value).scheme in ("http", "https")):
        return f"<{tag}> fetches {value[:80]} from another host"
    if name in ("href", "src") and urlsplit(value).scheme == "javascript":
        return f"<{tag}> has a script for a link"
    return ""


def inline_scripts(pages: Iterable[PageFacts]) -> Iterator[str]:
    """Yield each distinct inline script once, sorted."""
    yield from sorted({script for page in pages for script in page.scripts})

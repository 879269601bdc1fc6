"""What built pages hold, read once each, and what is wrong with it: links that lead nowhere, and what the policy forbids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from byelaw.core.problems import Place, Problem, error

_PARSER = html.HTMLParser(encoding="utf-8")
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
    root = html.document_fromstring(content, parser=_PARSER)
    ids, targets, scripts, forbidden = set(), [], [], []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if name == "id":
                ids.add(value)
            elif name in ("href", "src", "data") and value:
                targets.append(value)
            if fault := _fault(element.tag, str(name), str(value)):
                forbidden.append(fault)
        if _is_inline_script(element):
            scripts.append(element.text or "")
    return PageFacts(frozenset(ids), tuple(targets), tuple(scripts), tuple(forbidden))


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
    parts = urlsplit(target)
    if parts.scheme in _OUTSIDE or parts.netloc:
        return ""
    path = _path(page, unquote(parts.path))
    if path not in known and path not in pages:
        return f"there is no file {path}"
    fragment = unquote(parts.fragment)
    if fragment and path in pages and fragment not in pages[path].ids:
        return f"{path} has no place '{fragment}'"
    return ""


def _path(page: str, target: str) -> str:
    """Return the file a path means, seen from the page."""
    if not target:
        return page
    if target.startswith("/"):  # only the page for addresses that are not there, which must work at any depth
        path = normpath(target.lstrip("/") or ".")
    else:
        path = normpath(page.rpartition("/")[0] + "/" + target) if "/" in page else normpath(target)
    return "index.html" if path == "." else path


def _fault(tag: str, name: str, value: str) -> str:
    """Return why the attribute may not stand in a page, or nothing."""
    if name == "style":
        return f"<{tag}> has a style attribute: {value[:60]}"
    if name.startswith("on"):
        return f"<{tag}> has an event attribute {name}"
    if (tag, name) in _FETCHED and (urlsplit(value).netloc or urlsplit(value).scheme in ("http", "https")):
        return f"<{tag}> fetches {value[:80]} from another host"
    if urlsplit(value).scheme == "javascript" and name in ("href", "src"):
        return f"<{tag}> has a script for a link"
    return ""


def _is_inline_script(element: HtmlElement) -> bool:
    """Tell whether the element is a script that runs and stands in the page itself."""
    return element.tag == "script" and not element.get("src") and element.get("type", "") not in _DATA_TYPES


def inline_scripts(pages: Iterable[PageFacts]) -> Iterator[str]:
    """Yield each distinct inline script once, sorted."""
    yield from sorted({script for page in pages for script in page.scripts})

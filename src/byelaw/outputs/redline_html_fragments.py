"""Pieces of a redline as pandoc wrote them, made ready for a page: ids and links of its own, pictures, tables, cleaned by allow-list."""

from dataclasses import dataclass
from functools import lru_cache

import nh3
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

_TAGS = {
    "a", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "li", "ol", "p", "pre", "s", "section", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "role", "aria-label"},
    "a": {"href"},
    "del": {"data-n"},
    "div": {"tabindex", "data-n"},
    "img": {"src", "alt"},
    "ins": {"data-n"},
    "li": {"value"},
    "ol": {"start", "type"},
    "p": {"data-n", "tabindex"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "tr": {"data-n"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OURS = ("row-", "change-", "moved-")
"""What ids and links begin with that are the redline's own."""
_LISTS = frozenset({"list", "listitem"})
"""Roles that would not hold where boxes and notes stand between a list and its items."""
_MOST = 8192


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a text stands: what its ids begin with, by how much its headings are lower, and how it leads to other pages.

    `base` leads to the folder of the documents' pages; None means that all documents are in one file. `pictures` are those of the folder.
    """

    prefix: str
    shift: int
    base: str | None = None
    pictures: frozenset[str] = frozenset()


@lru_cache(maxsize=_MOST)
def ready(fragment: str, frame: Frame) -> Markup:
    """Return a fragment as a page has it."""
    if not fragment.strip():
        return Markup("")
    holder = html.fragment_fromstring(fragment, create_parent="div")
    for element in list(holder.iter()):
        if isinstance(element.tag, str):
            _place(element, frame)
    written = html.tostring(holder, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
    return Markup(nh3.clean(written, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None))  # noqa: S704 - nh3 cleaned it


def _place(element: HtmlElement, frame: Frame) -> None:
    """Give an element its id, level, target or frame."""
    identifier = element.get("id")
    if identifier and not identifier.startswith(_OURS):
        element.set("id", frame.prefix + identifier)
    if element.get("role") in _LISTS:
        del element.attrib["role"]
    tag = str(element.tag)
    if tag == "a":
        _lead(element, frame)
    elif tag in _HEADINGS:
        element.tag = f"h{min(6, _HEADINGS[tag] + frame.shift)}"
    elif tag == "table":
        _make_scrollable(element)
    elif tag == "img":
        _picture(element, frame)


def _lead(link: HtmlElement, frame: Frame) -> None:
    target = link.get("href", "")
    if target.startswith("#") and not target.startswith(tuple(f"#{each}" for each in _OURS)):
        link.set("href", f"#{frame.prefix}{target[1:]}")
    elif target.startswith("doc:"):
        name, mark, place = target.removeprefix("doc:").partition("#")
        link.set("href", f"#{name}.{place}" if frame.base is None else f"{frame.base}{name}.html{mark}{place}")


def _picture(image: HtmlElement, frame: Frame) -> None:
    """Show a picture that the site has; of any other, say its words."""
    source = image.get("src", "")
    if source in frame.pictures:
        image.set("src", f"{frame.base or ''}{source}")
        return
    words = image.get("alt", "")
    image.attrib.clear()
    image.tag = "span"
    image.set("class", "r-picture")
    image.text = f"Picture: {words}" if words else "Picture"


def _make_scrollable(table: HtmlElement) -> None:
    """Name the header cells, and let a table that is wider than the screen scroll by itself, by keyboard too."""
    table.set("class", f"table {table.get('class', '')}".rstrip())
    for cell in table.iter("th"):
        cell.set("scope", "col")
    caption = table.find("caption")
    words = " ".join(caption.text_content().split()) if caption is not None else "Table"
    frame = html.Element("div", {"class": "table-scroll", "role": "group", "tabindex": "0", "aria-label": words})
    frame.tail, table.tail = table.tail, None
    parent = table.getparent()
    if parent is not None:
        parent.replace(table, frame)
    frame.append(table)

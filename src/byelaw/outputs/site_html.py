"""A document's HTML as pandoc wrote it, made ready for a page: cut at its headings, links given their ending, cleaned by allow-list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import nh3
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PLAIN = frozenset(" ,.;()?/-–—’‘“”")
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "hr", "i", "img", "li", "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "role", "aria-label"},
    "a": {"href"},
    "details": {"open", "data-search-exclude"},
    "div": {"tabindex"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the HTML up to the next. Level 0: what stands before the first heading; `title` is Markdown, `words` plain."""

    level: int
    id: str
    title: Markup
    words: str
    is_local: bool
    is_appendix: bool
    body: Markup


def sections(fragment: str, beside: Mapping[str, str] | None = None) -> tuple[Section, ...]:
    """Return a document's body cut at its headings.

    `beside` is HTML to put at the end of the block with the id (of a heading: at the end of its own text).
    """
    beside, cut = beside or {}, []
    for heading, elements in _cut(_elements(fragment)):
        extra = beside.get(heading.get("id", ""), "") if heading is not None else ""
        _name_tables(elements, heading)
        cut.append(_section(heading, _finished(elements, beside), extra))
    return tuple(cut)


def cleaned(fragment: str) -> Markup:
    """Return a fragment that has no headings, ready to stand in a page."""
    return Markup("").join(section.body for section in sections(fragment))


def cards_to_call(fragment: str, most: int) -> tuple[Markup, ...]:
    """Return the first few contact cards that have a telephone number or an email, for use on another page: without their ids."""
    cards = [element for root in _elements(fragment) for element in root.iter("div") if "contact-card" in _classes(element)]
    found = [card for card in cards if any(link.get("href", "").startswith(("tel:", "mailto:")) for link in card.iter("a"))][:most]
    for element in found:
        for each in element.iter():
            each.attrib.pop("id", None)
    return tuple(_clean(_finished([element], {})) for element in found)


def ids_in(fragment: str) -> frozenset[str]:
    """Return every id in the fragment."""
    return frozenset(each.get("id", "") for root in _elements(fragment) for each in root.iter() if each.get("id"))


def markdown_text(words: str) -> Markup:
    """Return plain text as Markdown that can only mean these words: whatever could be markup is an entity."""
    safe = (char if char.isalnum() or char in _PLAIN else " " if char.isspace() else f"&#{ord(char)};" for char in words)
    return Markup("".join(safe))  # noqa: S704 - every sign of markup was just escaped


def _elements(fragment: str) -> list[HtmlElement]:
    """Return the top-level elements."""
    return [each for each in html.fragments_fromstring(fragment) if not isinstance(each, str)] if fragment.strip() else []


def _cut(elements: Sequence[HtmlElement]) -> Iterator[tuple[HtmlElement | None, list[HtmlElement]]]:
    """Yield each heading with the elements under it; the first has no heading and may be empty."""
    heading: HtmlElement | None = None
    below: list[HtmlElement] = []
    for element in elements:
        if element.tag in _HEADINGS:
            if heading is not None or below:
                yield heading, below
            heading, below = element, []
        else:
            below.append(element)
    if heading is not None or below:
        yield heading, below


def _section(heading: HtmlElement | None, body: Sequence[HtmlElement], extra: str) -> Section:
    """Return the section of a heading, or the text before the first."""
    inside = _clean(body) + Markup(extra)  # noqa: S704 - made by our own templates, which escape
    if heading is None:
        return Section(0, "", Markup(""), "", is_local=False, is_appendix=False, body=inside)
    words = " ".join(heading.text_content().split())
    return Section(
        level=int(str(heading.tag)[1:]),
        id=heading.get("id", ""),
        title=_heading_markdown(heading),
        words=words,
        is_local="local" in _classes(heading),
        is_appendix="appendix" in _classes(heading),
        body=inside,
    )


def _heading_markdown(heading: HtmlElement) -> Markup:
    """Return a heading's words as Markdown, keeping only what language they are in."""
    parts = [markdown_text(heading.text or "")]
    for child in heading:
        words, language = markdown_text(child.text_content()), child.get("lang", "")
        parts.append(Markup('<span lang="{}">{}</span>').format(language, words) if language else words)
        parts.append(markdown_text(child.tail or ""))
    return Markup(" ").join(Markup("").join(parts).split())


def _finished(elements: Sequence[HtmlElement], beside: Mapping[str, str]) -> list[HtmlElement]:
    """Give the elements what a page needs and pandoc does not write."""
    holder = html.Element("div")
    holder.extend(elements)
    for link in list(holder.iter("a")):
        link.set("href", page_address(link.get("href", "")))
    for table in list(holder.iter("table")):
        _make_scrollable(table)
    for notes in holder.iter("section"):
        if notes.get("role") == "doc-endnotes":
            notes.set("aria-label", "Notes")
    for identifier, extra in beside.items():
        _put_beside(holder, identifier, extra)
    return list(holder)


def page_address(target: str) -> str:
    """Return a link's target as pages write it: `doc:referral#who` is `referral.html#who`."""
    if not target.startswith("doc:"):
        return target
    name, mark, place = target.removeprefix("doc:").partition("#")
    return f"{name}.html{mark}{place}"


def _name_tables(elements: Sequence[HtmlElement], heading: HtmlElement | None) -> None:
    """Give tables that have no caption a name of their own, for those who cannot see where they stand."""
    where = f" in {' '.join(heading.text_content().split())}" if heading is not None else ""
    unnamed = [table for element in elements for table in element.iter("table") if table.find("caption") is None]
    for number, table in enumerate(unnamed, 1):
        table.set("aria-label", f"Table {number}{where}" if len(unnamed) > 1 else f"Table{where}")


def _make_scrollable(table: HtmlElement) -> None:
    """Name the header cells, and let a table that is wider than the screen scroll by itself, by keyboard too."""
    table.set("class", "table")
    for cell in table.iter("th"):
        cell.set("scope", "col")
    caption = table.find("caption")
    words = " ".join(caption.text_content().split()) if caption is not None else table.attrib.pop("aria-label", "Table")
    frame = html.Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": words})
    frame.tail, table.tail = table.tail, None
    parent = table.getparent()
    if parent is not None:
        parent.replace(table, frame)
    frame.append(table)


def _put_beside(holder: HtmlElement, identifier: str, extra: str) -> None:
    """Put the HTML into the div with the id, or after any other element with it."""
    for element in holder.iter():
        if element.get("id") == identifier:
            addition = html.fragment_fromstring(extra)
            if element.tag == "div":
                element.append(addition)
            else:
                _outermost(element).addnext(addition)
            return


def _outermost(element: HtmlElement) -> HtmlElement:
    """Return the scrolling frame of a table, and any other element itself."""
    parent = element.getparent()
    return parent if parent is not None and "table-scroll" in _classes(parent) else element


def _classes(element: HtmlElement) -> list[str]:
    return element.get("class", "").split()


def _clean(elements: Sequence[HtmlElement]) -> Markup:
    """Return the elements as HTML of which only the allow-list is left."""
    written = "\n".join(html.tostring(each, encoding="unicode") for each in elements)
    kept = nh3.clean(written, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return Markup(kept)  # noqa: S704 - nh3 cleaned it

"""A document's HTML as pandoc wrote it, made ready for a page: cut at its headings, links given their ending, cleaned by allow-list.

Most of what stands in a document stands in other editions' too, so each of its outermost elements is read and made ready once, and
remembered by what is written in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

import nh3
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

from byelaw.outputs.site_forms import ATTRIBUTES, TAGS, is_filled_in, put_controls

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PLAIN = frozenset(" ,.;()?/-–—’‘“”")
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "hr", "i", "img", "li", "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", *TAGS,
}  # fmt: skip
_ATTRIBUTES = ATTRIBUTES | {
    "*": {"id", "class", "lang", "role", "aria-label"},
    "a": {"href"},
    "details": {"open", "data-search-exclude"},
    "div": {"tabindex"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", *ATTRIBUTES["td"]},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_LINES = re.compile(r"(?<=\n)(?=<)")
_MOST = 16384


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


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a section takes from its heading."""

    level: int
    id: str
    title: Markup
    words: str
    is_local: bool
    is_appendix: bool


@dataclass(frozen=True, slots=True)
class _Element:
    """An outermost element of a fragment: what is written, and what is in it. `unnamed` counts its tables without a caption."""

    written: str
    heading: _Heading | None
    ids: frozenset[str]
    unnamed: int


def sections(fragment: str, beside: Mapping[str, str] | None = None) -> tuple[Section, ...]:
    """Return a document's body cut at its headings.

    `beside` is HTML to put at the end of the block with the id (of a heading: at the end of its own text).
    """
    return tuple(_section(heading, elements, beside or {}) for heading, elements in _cut(_elements(fragment)))


def cleaned(fragment: str) -> Markup:
    """Return a fragment that has no headings, ready to stand in a page."""
    return Markup("").join(section.body for section in sections(fragment))


def with_pictures(cut: Sequence[Section], pictures: Mapping[str, str]) -> tuple[Section, ...]:
    """Return the sections with HTML of our own in place of pictures, by their src."""
    return tuple(_with_pictures(each, pictures) if any(source in each.body for source in pictures) else each for each in cut)


def _with_pictures(section: Section, pictures: Mapping[str, str]) -> Section:
    """Mark each place, then put the HTML in as text: a reader of HTML would not keep the names of SVG as they are written."""
    (holder,) = _parsed(f"<div>{section.body}</div>")
    for image in [each for each in holder.iter("img") if each.get("src") in pictures]:
        source = image.get("src", "")
        image.attrib.clear()
        image.tag = "span"
        image.set("data-picture", source)  # which cleaned HTML never has
    written = html.tostring(holder, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
    for source, picture in pictures.items():
        written = written.replace(f'<span data-picture="{source}"></span>', picture)
    return replace(section, body=Markup(written))  # noqa: S704 - cleaned, and what our own drawing wrote


def cards_to_call(fragment: str, most: int) -> tuple[Markup, ...]:
    """Return the first few contact cards that have a telephone number or an email, for use on another page: without their ids."""
    return tuple(islice((card for element in _elements(fragment) for card in _cards(element.written)), most))


def ids_in(fragment: str) -> frozenset[str]:
    """Return every id in the fragment."""
    return frozenset().union(*(element.ids for element in _elements(fragment)))


def markdown_text(words: str) -> Markup:
    """Return plain text as Markdown that can only mean these words: whatever could be markup is an entity."""
    safe = (char if char.isalnum() or char in _PLAIN else " " if char.isspace() else f"&#{ord(char)};" for char in words)
    return Markup("".join(safe))  # noqa: S704 - every sign of markup was just escaped


@lru_cache(maxsize=64)
def _elements(fragment: str) -> tuple[_Element, ...]:
    """Return the outermost elements; the pages of one edition ask for those of a document more than once."""
    return tuple(element for block in _blocks(fragment) for element in _read(block))


def _blocks(fragment: str) -> list[str]:
    """Return the fragment cut before lines that begin an element while none is open: pandoc begins its outermost elements so."""
    blocks, lines, depth = [], [], 0
    for line in _LINES.split(fragment):
        lines.append(line)
        depth += line.count("<") - 2 * line.count("</") - line.count("/>")
        if depth < 0:
            return [fragment]
        if depth == 0:
            blocks.append("".join(lines))
            lines = []
    return blocks if depth == 0 else [fragment]


@lru_cache(maxsize=_MOST)
def _read(block: str) -> tuple[_Element, ...]:
    """Return the outermost elements of a block: one, if pandoc wrote it."""
    return tuple(
        _Element(
            written=html.tostring(element, encoding="unicode"),
            heading=_heading(element) if element.tag in _HEADINGS else None,
            ids=frozenset(each.get("id", "") for each in element.iter() if each.get("id")),
            unnamed=sum(1 for _ in _unnamed(element)),
        )
        for element in _parsed(block)
    )


def _parsed(block: str) -> list[HtmlElement]:
    return [each for each in html.fragments_fromstring(block) if not isinstance(each, str)] if block.strip() else []


def _cut(elements: Iterable[_Element]) -> Iterator[tuple[_Heading | None, list[_Element]]]:
    """Yield each heading with the elements under it; the first has no heading and may be empty."""
    heading: _Heading | None = None
    below: list[_Element] = []
    for element in elements:
        if element.heading is not None:
            if heading is not None or below:
                yield heading, below
            heading, below = element.heading, []
        else:
            below.append(element)
    if heading is not None or below:
        yield heading, below


def _section(heading: _Heading | None, elements: Sequence[_Element], beside: Mapping[str, str]) -> Section:
    """Return the section of a heading, or the text before the first."""
    where = f" in {heading.words}" if heading is not None else ""
    names = _table_names(sum(element.unnamed for element in elements), where)
    waiting, made = dict(beside), []
    for element in elements:
        own = tuple(next(names) for _ in range(element.unnamed))
        extra = tuple((each, waiting.pop(each)) for each in list(waiting) if each in element.ids)
        made.append(_made_ready(element.written, own, extra))
    body = Markup("\n").join(made)
    if heading is None:
        return Section(0, "", Markup(""), "", is_local=False, is_appendix=False, body=body)
    body += Markup(beside.get(heading.id, ""))  # noqa: S704 - made by our own templates, which escape
    return Section(heading.level, heading.id, heading.title, heading.words, heading.is_local, heading.is_appendix, body)


def _table_names(count: int, where: str) -> Iterator[str]:
    """Yield names for tables that have no caption, for those who cannot see where they stand."""
    yield from (f"Table {number}{where}" if count > 1 else f"Table{where}" for number in range(1, count + 1))


@lru_cache(maxsize=_MOST)
def _made_ready(written: str, names: Sequence[str], beside: tuple[tuple[str, str], ...]) -> Markup:
    """Return an element as a page has it: with names for its tables without caption, and with what stands beside its blocks."""
    (element,) = _parsed(written)
    for table, name in zip(list(_unnamed(element)), names, strict=True):
        table.set("aria-label", name)
    return _clean(_finished(element, beside))


@lru_cache(maxsize=_MOST)
def _cards(written: str) -> tuple[Markup, ...]:
    """Return the contact cards of an element that have a telephone number or an email, without their ids."""
    cards = [card for element in _parsed(written) for card in element.iter("div") if "contact-card" in _classes(card)]
    found = [card for card in cards if any(link.get("href", "").startswith(("tel:", "mailto:")) for link in card.iter("a"))]
    for card in found:
        for each in card.iter():
            each.attrib.pop("id", None)
    return tuple(_clean(_finished(card, ())) for card in found)


def _unnamed(element: HtmlElement) -> Iterator[HtmlElement]:
    return (table for table in element.iter("table") if table.find("caption") is None)


def _heading(element: HtmlElement) -> _Heading:
    """Return what a section takes from its heading."""
    return _Heading(
        level=int(str(element.tag)[1:]),
        id=element.get("id", ""),
        title=_heading_markdown(element),
        words=" ".join(element.text_content().split()),
        is_local="local" in _classes(element),
        is_appendix="appendix" in _classes(element),
    )


def _heading_markdown(heading: HtmlElement) -> Markup:
    """Return a heading's words as Markdown, keeping only what language they are in."""
    parts = [markdown_text(heading.text or "")]
    for child in heading:
        words, language = markdown_text(child.text_content()), child.get("lang", "")
        parts.append(Markup('<span lang="{}">{}</span>').format(language, words) if language else words)
        parts.append(markdown_text(child.tail or ""))
    return Markup(" ").join(Markup("").join(parts).split())


def _finished(element: HtmlElement, beside: Iterable[tuple[str, str]]) -> list[HtmlElement]:
    """Give an element what a page needs and pandoc does not write; return it with what now stands after it."""
    holder = html.Element("div")
    holder.append(element)
    put_controls(holder)
    for link in list(holder.iter("a")):
        link.set("href", page_address(link.get("href", "")))
    for table in list(holder.iter("table")):
        _make_scrollable(table)
    for notes in holder.iter("section"):
        if notes.get("role") == "doc-endnotes":
            notes.set("aria-label", "Notes")
    for identifier, extra in beside:
        _put_beside(holder, identifier, extra)
    return list(holder)


def page_address(target: str) -> str:
    """Return a link's target as pages write it: `doc:referral#who` is `referral.html#who`."""
    if not target.startswith("doc:"):
        return target
    name, mark, place = target.removeprefix("doc:").partition("#")
    return f"{name}.html{mark}{place}"


def _make_scrollable(table: HtmlElement) -> None:
    """Name the header cells, and let a table that is wider than the screen scroll by itself, by keyboard too."""
    table.set("class", f"table {table.get('class', '')}".rstrip())
    for cell in table.iter("th"):
        cell.set("scope", "col")
    caption = table.find("caption")
    words = " ".join(caption.text_content().split()) if caption is not None else table.attrib.pop("aria-label", "Table")
    named = {} if is_filled_in(table) else {"role": "region", "tabindex": "0", "aria-label": words}
    frame = html.Element("div", {"class": "table-scroll"} | named)
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

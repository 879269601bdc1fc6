"""A published document read back from its page, its Word file and its PDF, each as the same plain facts."""

import json
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path

from lxml import etree, html

from outputs_of_areas.tagged_pdf import Tagged, tagged

FORMATS = ("site", "word", "pdf")
_ENDINGS = {"site": "html", "word": "docx", "pdf": "pdf"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FRONT = {"Title", "Subtitle", "Banner", "ControlRow", "TOCHeading", "TOC1", "TOC2", "TOC3"}
_CALLOUT_LABEL = re.compile(r"Callout(Note|Tip|Important|Warning|Caution)Label")
_APART = "td|th|p|div|li|caption|figcaption|h1|h2|h3|h4|h5|h6|dt|dd|tr|br"


@dataclass(slots=True)
class Read:
    """What a document says, without what only its format has: navigation, title block, running lines, contents, list marks."""

    title: str = ""
    summary: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    callouts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    body: str = ""
    whole: str = ""
    """All that the file shows, front matter and notes too."""

    @property
    def words(self) -> list[str]:
        """Return the words of the body, in order."""
        return words_of(self.body)


def place(edition: Path, form: str, name: str) -> Path:
    """Return where a document's output stands."""
    return edition / form / f"{name}.{_ENDINGS[form]}"


def read(edition: Path, form: str, name: str) -> Read:
    """Return what the output says. What one worker has read back, no other reads again."""
    path = place(edition, form, name)
    return _read_once(path, form, edition.parents[1] / "read" / f"{edition.name}-{name}-{form}-{path.stat().st_mtime_ns}.json")


@cache
def _read_once(path: Path, form: str, kept: Path) -> Read:
    if not kept.is_file():
        kept.parent.mkdir(exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(asdict({"site": read_page, "word": read_word, "pdf": read_pdf}[form](path))), encoding="utf-8")
        part.replace(kept)
    said = json.loads(kept.read_text(encoding="utf-8"))
    return Read(**said | {"headings": [(level, words) for level, words in said["headings"]]})


def plain(text: str) -> str:
    """Return the text on one line, with one kind of apostrophe and quotation mark."""
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').split())


def words_of(text: str) -> list[str]:
    """Return words and figures; where a line or a link broke off does not show."""
    return re.findall(r"[^\W\d_]+|\d+", plain(text))


def marks(edition: Path, name: str) -> dict[str, list[str]]:
    """Return what the pictures before a document's text are called: the mark of who publishes it."""
    with zipfile.ZipFile(place(edition, "word", name)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return {
        "site": [str(each) for each in html_of(place(edition, "site", name)).xpath("//header//img/@alt")],
        "word": [each.get("descr", "") for block in _front(root[-1]) for each in block.iter(_DRAWN)],
        "pdf": [each.alternative for part in _pdf_parts(tagged(place(edition, "pdf", name)))[0] for each in part.every("Figure")],
    }


# --- the page


def read_page(path: Path) -> Read:
    """Return what a page says in the part that is the document."""
    article = html_of(path).xpath("//article")[0]
    found = Read(title=_text(article.xpath("h1")[0]), whole=shown_text(article))
    for lead in article.xpath("div[@class='page-status']/p[@class='lead']"):
        found.summary = _text(lead)
    for extra in article.xpath(
        "h1|div[@class='page-status']|p[starts-with(@class, 'print-only print-')]|.//details|.//a[@class='headerlink']"
        "|.//p[@class='form-privacy' or @class='form-tools']|.//form|.//select"
    ):
        _cut_out(extra)
    drawn = [
        plain(each.get("aria-label", "")) for each in article.xpath(".//div[contains(@class, 'pathway-picture--wide')]//svg[@aria-label]")
    ]
    for drawing in article.xpath(".//div[contains(concat(' ', @class, ' '), ' pathway-picture ')]"):
        _cut_out(drawing)
    _drop_sections_of_pages(article)
    for note in article.xpath(".//section[@role='doc-endnotes']//li"):
        for back in note.xpath(".//a[@role='doc-backlink']"):
            _cut_out(back)
        found.notes.append(plain(_text(note)))
    for each in article.xpath(".//section[@role='doc-endnotes']|.//a[@role='doc-noteref']"):
        _cut_out(each)
    found.headings = [(int(str(each.tag)[1]) - 1, plain(_text(each))) for each in article.xpath(".//h2|.//h3|.//h4|.//h5|.//h6")]
    found.captions = [plain(_text(each)) for each in article.xpath(".//caption|.//figcaption")]
    found.callouts = [_callout(each) for each in article.xpath(".//div[contains(concat(' ', @class, ' '), ' callout ')]")]
    found.tables = [[[plain(_text(cell)) for cell in row.xpath("th|td")] for row in table.iter("tr")] for table in article.iter("table")]
    found.links = [plain(_text(each)) for each in article.iter("a")]
    found.pictures = drawn + [plain(each.get("alt", "")) for each in article.iter("img")]
    found.body = _text(article)
    return found


def html_of(path: Path) -> html.HtmlElement:
    """Return a page's HTML."""
    return html.parse(path).getroot()


def shown_text(root: html.HtmlElement) -> str:
    """Return the words of an HTML element, without scripts and styles."""
    copy = html.fromstring(html.tostring(root))
    for each in copy.xpath("//script|//style|//template"):
        _cut_out(each)
    return plain(_text(copy))


def _text(root: html.HtmlElement) -> str:
    """Return text with a space wherever the page parts two pieces of it."""
    return " ".join("".join(_pieces(root)).split())


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    parts = re.fullmatch(_APART, str(root.tag)) is not None
    yield " " * parts
    yield root.text or ""
    for child in root:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
    yield " " * parts


def _callout(root: html.HtmlElement) -> str:
    kind = next(name for name in root.get("class", "").split() if name != "callout")
    return f"{kind}: {plain(_text(root.xpath('div')[0]))}"


def _cut_out(element: html.HtmlElement) -> None:
    """Take an element away and leave the text behind it."""
    element.drop_tree()


def _drop_sections_of_pages(article: html.HtmlElement) -> None:
    """Take away the sections that only pages have: which areas opted out, and where audits are compared."""
    for heading in article.xpath(".//h2[@id='_not-used' or @id='_compared']"):
        following = heading.getnext()
        _cut_out(heading)
        if following is not None:
            _cut_out(following)


# --- Word


def read_word(path: Path) -> Read:
    """Return what a Word file says, from its XML."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        notes = etree.fromstring(package.read("word/footnotes.xml")) if "word/footnotes.xml" in package.namelist() else None
    body = root[-1]
    front = _front(body)
    found = Read(whole=plain(" ".join(_word_text(each) for each in body)))
    found.title = next(_word_text(each) for each in front if _style(each) == "Title")
    found.summary = " ".join(words for each in front if _style(each) == "BodyText" and (words := _word_text(each)))
    blocks = [each for each in body if each not in front]
    for block in blocks:
        for paragraph in block.iter(f"{_WORD}p"):
            _note_paragraph(paragraph, found)
    tables = [table for block in blocks for table in block.iter(f"{_WORD}tbl")]
    found.tables = [[[plain(_word_text(cell)) for cell in row.iter(f"{_WORD}tc")] for row in table.iter(f"{_WORD}tr")] for table in tables]
    found.links = [plain(_word_text(link)) for block in blocks for link in block.iter(f"{_WORD}hyperlink")]
    found.pictures = [plain(each.get("descr", "")) for block in blocks for each in block.iter(_DRAWN)]
    found.body = " ".join(_word_text(each) for each in blocks)
    for note in notes if notes is not None else ():
        if note.get(f"{_WORD}type") is None:
            found.notes.append(plain(_word_text(note)))
    found.whole = " ".join([found.whole, *found.notes])
    return found


def _front(body: etree._Element) -> list[etree._Element]:
    """Return the paragraphs of the title block: up to the last line of the control facts or of the contents."""
    last = max(place for place, each in enumerate(body) if _style(each) in _FRONT)
    return list(body)[: last + 1]


def _note_paragraph(paragraph: etree._Element, found: Read) -> None:
    style, words = _style(paragraph), plain(_word_text(paragraph))
    if style.startswith("Heading"):
        found.headings.append((int(style.removeprefix("Heading")), words))
    elif style in ("TableCaption", "ImageCaption"):
        found.captions.append(words)
    elif label := _CALLOUT_LABEL.fullmatch(style):
        found.callouts.append(f"{label[1].lower()}: {words}")


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    return found.get(f"{_WORD}val", "") if found is not None else ""


def _word_text(root: etree._Element) -> str:
    return " ".join("".join(_word_pieces(root)).split())


def _word_pieces(root: etree._Element) -> Iterator[str]:
    """Yield the words of an element: of a control to fill in what can be chosen, not how to fill it in."""
    for each in root:
        if each.find(f"{_WORD}sdtPr/{_WORD}showingPlcHdr") is not None:
            in_table = next(each.iterancestors(f"{_WORD}tbl"), None) is not None
            items = () if in_table else each.iterfind(f"{_WORD}sdtPr/{_WORD}dropDownList/{_WORD}listItem")
            yield from (f" {item.get(f'{_WORD}displayText')} " for item in items if item.get(f"{_WORD}value"))
        elif each.tag == f"{_WORD}t":
            yield each.text or ""
        else:
            yield " " if each.tag in (f"{_WORD}p", f"{_WORD}tab", f"{_WORD}br") else ""
            yield from _word_pieces(each)


# --- PDF

_APART_IN_PDF = ("Lbl", "Note", "FENote")


def read_pdf(path: Path) -> Read:
    """Return what a PDF says to someone who has it read aloud: its structure, without page furniture."""
    root = tagged(path)
    found = Read(whole=plain(root.text()))
    front, body = _pdf_parts(root)
    found.title = front[0].text()
    before_facts = takewhile(lambda part: not part.text().startswith("Document:"), front[2:])
    found.summary = " ".join(part.text() for part in before_facts if part.role == "P")
    found.notes = [plain(each.text(("Lbl",))) for each in root.every("Note", "FENote")]
    found.headings = [(int(each.role[1:]), _said(each)) for each in body.every("H1", "H2", "H3", "H4", "H5", "H6")]
    found.captions = [_said(each) for each in body.every("Caption")]
    found.tables = [[[_said(cell) for cell in row.every("TH", "TD")] for row in table.every("TR")] for table in body.every("Table")]
    found.links = [words for each in body.every("Link", without=_APART_IN_PDF) if (words := _said(each))]
    found.pictures = [plain(each.alternative) for each in body.every("Figure") if each.alternative]
    found.body = body.text(_APART_IN_PDF)
    return found


def _said(element: Tagged) -> str:
    return plain(element.text(_APART_IN_PDF))


def _pdf_parts(root: Tagged) -> tuple[list[Tagged], Tagged]:
    """Return the title block, which ends with the contents or else with the control facts, and the body."""
    top = root
    while len(top.parts) == 1 and isinstance(top.parts[0], Tagged):
        top = top.parts[0]
    blocks = [part for part in top.parts if isinstance(part, Tagged)]
    texts = [block.text() for block in blocks]
    facts = next(at for at, words in enumerate(texts) if words.startswith("Document:"))
    end = texts.index("Contents") + 1 if "Contents" in texts else facts
    return blocks[: end + 1], Tagged("Document", [*blocks[end + 1 :]])

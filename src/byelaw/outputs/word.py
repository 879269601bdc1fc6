"""Word: what pandoc wrote, with its title block, contents, running lines and properties; the same bytes every time."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Node, stringify
from byelaw.outputs import ooxml
from byelaw.outputs.ooxml import DOCUMENT, Element, Package, element, find, paragraph, qualified, run
from byelaw.outputs.paper import CONTENTS_DEPTH, Paper, PaperWords, banners, contents, day, has_contents
from byelaw.outputs.word_body import finish_body, indent_lists, point_links
from byelaw.outputs.word_logo import add_logo_part, show_logo


def finish_word(content: bytes, document: PublishedDocument, paper: Paper, look: Mapping[str, bytes]) -> bytes:
    """Return pandoc's Word file of the dressed tree, finished, with the parts of the look put in. Equal input gives equal bytes."""
    package = ooxml.open_package(content)
    package.parts.update(look)
    put_front(package, document, paper)
    point_links(package)
    indent_lists(package)
    finish_body(package, document.images)
    show_logo(package, document)
    add_logo_part(package, document)
    set_language(package, document.language)
    describe(package, document, paper)
    return package.to_bytes()


def put_front(package: Package, document: PublishedDocument, paper: Paper) -> None:
    """Put the title, what must be read first, the control facts and the contents before the body."""
    front = [
        paragraph("Title", run(document.title)),
        paragraph("Subtitle", run(document.control.edition)),
        *(paragraph("Banner", run(words)) for words in banners(document, paper)),
        *([paragraph("BodyText", run(document.summary))] if document.summary else []),
        *(paragraph("ControlRow", run(f"{name}:", "Label"), ooxml.tab(), run(value)) for name, value in document.control.rows),
        *(_contents(document, paper.words) if has_contents(document.body) else []),
    ]
    body = find(package.xml(DOCUMENT), "w:body")[0]
    for position, block in enumerate(front):
        body.insert(position, block)


def _contents(document: PublishedDocument, words: PaperWords) -> list[Element]:
    headings = [node["c"] for node in contents(document.body)]
    lines = [paragraph(f"TOC{level}", _link_within(identifier, _words(inlines))) for level, (identifier, *_), inlines in headings]
    opening, code, separator, closing = ooxml.field(f'TOC \\o "1-{CONTENTS_DEPTH}" \\n \\h')
    for position, mark in enumerate((opening, code, separator), start=1):
        lines[0].insert(position, mark)
    lines[-1].append(closing)
    return [paragraph("TOCHeading", run(words.contents)), *lines]


def _words(inlines: list[Node]) -> str:
    """Return the words of a heading without its notes."""
    return stringify([node for node in inlines if node["t"] != "Note"])


def _link_within(identifier: str, text: str) -> Element:
    return element("w:hyperlink", {"w:anchor": ooxml.bookmark(identifier), "w:history": "1"}, [run(text)])


def set_language(package: Package, spoken: str) -> None:
    """Set the language of the text, and say that the file is of Word 2013 or later.

    Pandoc doesn't say it, and Word would open the file in its compatibility mode.
    """
    for language in find(package.xml("word/styles.xml"), "w:docDefaults//w:lang"):
        language.set(qualified("w:val"), spoken)
    for language in find(package.xml("word/settings.xml"), "w:themeFontLang"):
        language.set(qualified("w:val"), spoken)
    settings = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15"}
    find(package.xml("word/settings.xml"), "w:rsids")[0].addprevious(element("w:compat", children=[element("w:compatSetting", settings)]))


def describe(package: Package, document: PublishedDocument, paper: Paper) -> None:
    """Put in what the document says of itself: its properties, and the running lines that show them."""
    _put_properties(package, document, paper)
    _fill_running_lines(package, document, paper)


def properties(document: PublishedDocument) -> Mapping[str, str]:
    """Return the custom properties of the file, which the running lines show."""
    control = document.control
    return {
        "Edition": control.edition,
        "DocumentTitle": document.title,
        "DocumentId": control.document_id,
        "Status": control.status,
        "Owner": control.owner,
        "BuiltFrom": "; ".join(control.built_from),
        "Approved": control.approved.isoformat() if control.approved else "",
        "Review": control.review.isoformat(),
        "ValidUntil": day(control.valid_until, document.language),
    }


def _put_properties(package: Package, document: PublishedDocument, paper: Paper) -> None:
    texts = {
        "dc:title": document.title,
        "dc:subject": document.kind_name,
        "dc:creator": document.control.edition,
        "dc:description": document.summary,
        "dc:language": document.language,
        "cp:lastModifiedBy": document.control.edition,
    }
    package.parts["docProps/core.xml"] = ooxml.core_properties(texts, paper.dated)
    package.parts["docProps/custom.xml"] = ooxml.custom_properties(properties(document))


def _fill_running_lines(package: Package, document: PublishedDocument, paper: Paper) -> None:
    """Put the properties where header and footer show them, and the words around them in the document's language."""
    standing = paper.words.draft.upper() if document.control.draft else document.control.status
    shown = {**properties(document), "TITLE": document.title, "Standing": standing}
    english = PaperWords()
    said = {getattr(english, name): getattr(paper.words, name) for name in ("page", "of", "valid_until", "document_id")}
    for part in [name for name in package.parts if is_running_line(name)]:
        root = package.xml(part)
        for shown_field in find(root, ".//w:fldSimple"):
            key = shown_field.get(qualified("w:instr"), "").replace("DOCPROPERTY", "").strip()
            for words in find(shown_field, ".//w:t") if key in shown else []:
                words.text = shown[key]
        for words in find(root, "w:p/w:r/w:t"):
            bare = (words.text or "").strip()
            words.text = (words.text or "").replace(bare, said.get(bare, bare)) if bare else words.text
        if document.control.draft and "header" in part:
            find(root, "w:p")[0].append(ooxml.watermark(paper.words.draft.upper()))


def is_running_line(part: str) -> bool:
    """Tell whether a part is a header or footer."""
    path = PurePosixPath(part)
    return path.parent.name == "word" and path.name.startswith(("header", "footer")) and path.suffix == ".xml"

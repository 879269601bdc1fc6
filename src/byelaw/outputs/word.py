"""Word: what pandoc wrote, with its title block, contents, running lines and properties; the same bytes every time."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from byelaw.core.names import anchor
from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Node, stringify
from byelaw.outputs import ooxml
from byelaw.outputs.boxes import LEFT, STEP, part_boxes
from byelaw.outputs.ooxml import Element, Package, element, find, paragraph, qualified, run
from byelaw.outputs.paper import CONTENTS_DEPTH, Paper, PaperWords, banners, contents, day, has_contents

DOCUMENT = "word/document.xml"
_EMU = 9525
"""English metric units in a pixel of 96 to the inch."""
_WIDEST = 5976000
_TALLEST = 7900000
"""The room for a picture between the margins of the page, in English metric units: 166 × 219 mm."""


def finish_word(content: bytes, document: PublishedDocument, paper: Paper, look: Mapping[str, bytes]) -> bytes:
    """Return pandoc's Word file of the dressed tree, finished, with the parts of the look put in. Equal input gives equal bytes."""
    package = ooxml.open_package(content)
    package.parts.update(look)
    for step in _STEPS:
        step(package, document, paper)
    return package.to_bytes()


def word_file(link: str) -> str:
    """Return the target of a link to another document of the edition: `doc:referral#screening` → `referral.docx#screening`."""
    name, mark, block = link.removeprefix("doc:").partition("#")
    return f"{name}.docx{mark}{ooxml.bookmark(anchor(block)) if block else ''}"


def _put_front(package: Package, document: PublishedDocument, paper: Paper) -> None:
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


def _point_links(package: Package, _document: PublishedDocument, _paper: Paper) -> None:
    """Give links to other documents the ending of this output."""
    for part in ("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"):
        for relationship in find(package.xml(part), "rel:Relationship") if part in package.parts else []:
            target = relationship.get("Target", "")
            if target.startswith("doc:"):
                relationship.set("Target", word_file(target))


def _set_tables(package: Package, _document: PublishedDocument, _paper: Paper) -> None:
    """Keep rows on one page, and line up the text of tables with the text around them."""
    for table in find(package.xml(DOCUMENT), ".//w:tbl"):
        find(table, "w:tblPr/w:tblW")[0].addnext(element("w:tblInd", {"w:w": "0", "w:type": "dxa"}))
        for row in find(table, "w:tr"):
            properties = row.find(qualified("w:trPr"))
            if properties is None:
                properties = element("w:trPr")
                row.insert(0, properties)
            properties.insert(0, element("w:cantSplit"))


def _indent_lists(package: Package, _document: PublishedDocument, _paper: Paper) -> None:
    """Line up the first level of lists with the text of boxes, so that the rule of a box runs straight beside its list."""
    for level in find(package.xml("word/numbering.xml"), "w:abstractNum/w:lvl"):
        depth = int(level.get(qualified("w:ilvl"), "0"))
        for indent in find(level, "w:pPr/w:ind"):
            indent.set(qualified("w:left"), str(LEFT + STEP * (depth + 1)))
            indent.set(qualified("w:hanging"), str(STEP))


def _fit_pictures(package: Package, document: PublishedDocument, _paper: Paper) -> None:
    """Give pictures the size they were drawn in, at most the page's; add the SVG beside the PNG that stands for it."""
    for inline in find(package.xml(DOCUMENT), ".//wp:inline"):
        named = find(inline, ".//pic:cNvPr")[0]
        image = document.images[named.get("descr", "")]
        named.set("descr", find(inline, "wp:docPr")[0].get("descr", ""))
        for distance in ("distT", "distB", "distL", "distR"):
            inline.set(distance, "0")
        width, height = _size(image)
        for extent in [*find(inline, "wp:extent"), *find(inline, ".//a:xfrm/a:ext")]:
            extent.set("cx", str(width))
            extent.set("cy", str(height))
        if image.raster:
            _add_vector(package, find(inline, ".//a:blip")[0], image)


def _size(image: Image) -> tuple[int, int]:
    width, height = image.width * _EMU, image.height * _EMU
    scale = min(1.0, _WIDEST / max(width, 1), _TALLEST / max(height, 1))
    return round(width * scale), round(height * scale)


def _add_vector(package: Package, blip: Element, image: Image) -> None:
    name = f"media/{image.digest}.svg"
    package.parts[f"word/{name}"] = image.content
    _add_content_type(package, "svg", "image/svg+xml")
    identifier = f"svg{image.digest[:12]}"
    relations = package.xml("word/_rels/document.xml.rels")
    if not any(relation.get("Id") == identifier for relation in relations):
        kind = f"{ooxml.NAMESPACES['r']}/image"
        relations.append(element("rel:Relationship", {"Id": identifier, "Type": kind, "Target": name}))
    vector = element("asvg:svgBlip", {"r:embed": identifier})
    blip.append(element("a:extLst", children=[element("a:ext", {"uri": "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"}, [vector])]))


def _add_content_type(package: Package, extension: str, media_type: str) -> None:
    types = package.xml("[Content_Types].xml")
    if not any(default.get("Extension") == extension for default in find(types, "ct:Default")):
        types.insert(0, element("ct:Default", {"Extension": extension, "ContentType": media_type}))


def _set_language(package: Package, document: PublishedDocument, _paper: Paper) -> None:
    for language in find(package.xml("word/styles.xml"), "w:docDefaults//w:lang"):
        language.set(qualified("w:val"), document.language)
    for language in find(package.xml("word/settings.xml"), "w:themeFontLang"):
        language.set(qualified("w:val"), document.language)


def _be_modern(package: Package, _document: PublishedDocument, _paper: Paper) -> None:
    """Say that the file is of Word 2013 or later: pandoc doesn't, and Word would open it in its compatibility mode."""
    settings = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15"}
    find(package.xml("word/settings.xml"), "w:rsids")[0].addprevious(element("w:compat", children=[element("w:compatSetting", settings)]))


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
    for part in [name for name in package.parts if _is_running_line(name)]:
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


def _is_running_line(part: str) -> bool:
    path = PurePosixPath(part)
    return path.parent.name == "word" and path.name.startswith(("header", "footer")) and path.suffix == ".xml"


_STEPS: tuple[Callable[[Package, PublishedDocument, Paper], None], ...] = (
    _put_front,
    _point_links,
    _set_tables,
    _indent_lists,
    part_boxes,
    _fit_pictures,
    _set_language,
    _be_modern,
    _put_properties,
    _fill_running_lines,
)

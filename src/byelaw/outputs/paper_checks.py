"""What Word and PDF cannot show or a reader who hears them would miss, found before anything is written."""

from collections import Counter
from collections.abc import Iterator

from byelaw.core.problems import Place, Problem, error
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Node, Nodes, stringify
from byelaw.outputs.survey import Survey, survey

_WITHOUT_SHAPE = frozenset("\t\n\r\u00ad\u200b\u2060\ufeff")

Finding = tuple[str, str, str]
"""A code, a message and a hint."""


def paper_problems(document: PublishedDocument, characters: frozenset[int]) -> tuple[Problem, ...]:
    """Return what is wrong with the document as paper, given the code points the fonts can show.

    Reports `image-without-alt`, `image-not-given`, `table-without-header`, `heading-order`, `duplicate-anchor`, `broken-anchor`,
    `empty-link` and `missing-glyph`. They follow PDF/UA-1 (ISO 14289-1) and WCAG 2.2 (1.1.1, 1.3.1, 2.4.4); typst would refuse
    most of them without a place.
    """
    return surveyed_problems(document, survey(document.body), characters)


def surveyed_problems(document: PublishedDocument, seen: Survey, characters: frozenset[int]) -> tuple[Problem, ...]:
    """Return what paper_problems() does, for a document whose body is surveyed."""
    found = [
        *_headings(seen.of_kind("Header")),
        *_anchors(seen),
        *_pictures(seen.of_kind("Image"), document),
        *_tables(seen.of_kind("Table")),
        *_links(seen.of_kind("Link")),
        *_glyphs(document, seen, characters),
    ]
    return tuple(error(code, Place(document.file_name), f"{message} in '{document.title}'", hint) for code, message, hint in found)


def _headings(headings: Nodes) -> Iterator[Finding]:
    before = 0
    for level, _, inlines in (node["c"] for node in headings):
        if level > before + 1:
            message = f"heading '{stringify(inlines)}' has level {level} after level {before}"
            yield "heading-order", message, "give it the level below the one before"
        before = level


def _anchors(seen: Survey) -> Iterator[Finding]:
    counts = Counter(identifier for node in seen.notable if (identifier := _identifier(node)))
    for name in (name for name, count in counts.items() if count > 1):
        yield "duplicate-anchor", f"id '{name}' stands {counts[name]} times", "give each block its own id"
    for target in (node["c"][2][0] for node in seen.of_kind("Link")):
        if target.startswith("#") and target[1:] not in counts:
            yield "broken-anchor", f"link to '{target}', which is not", "link to a block that this edition has"


def _identifier(node: Node) -> str:
    match node["t"]:
        case "Header":
            return str(node["c"][1][0])
        case "Div" | "Span" | "Table" | "Figure" | "CodeBlock":
            return str(node["c"][0][0])
        case _:
            return ""


def _pictures(pictures: Nodes, document: PublishedDocument) -> Iterator[Finding]:
    for _, inlines, target in (node["c"] for node in pictures):
        if not stringify(inlines):
            yield "image-without-alt", f"picture {target[0]} has no alternative text", "say in words what the picture shows"
        if target[0] not in document.images:
            yield "image-not-given", f"picture {target[0]} is not among the document's", "put it in the files folder"


def _tables(tables: Nodes) -> Iterator[Finding]:
    for attributes, _, _, head, *_ in (node["c"] for node in tables):
        rows = head[1]
        if not rows or not all(stringify(cell[4]) for row in rows for cell in row[1]):
            yield "table-without-header", f"table '{attributes[0]}' has no header row, or an empty cell in it", "name every column"


def _links(links: Nodes) -> Iterator[Finding]:
    for _, inlines, target in (node["c"] for node in links):
        if not stringify(inlines):
            yield "empty-link", f"link to '{target[0]}' has no words", "say where the link leads"


def _glyphs(document: PublishedDocument, seen: Survey, characters: frozenset[int]) -> Iterator[Finding]:
    control = document.control
    around = (document.title, document.summary, control.edition, *(cell for row in control.rows for cell in row))
    used = {" "}.union(seen.characters, *around) - _WITHOUT_SHAPE
    missing = sorted(character for character in used if ord(character) not in characters)
    if missing:
        names = ", ".join(f"'{character}' (U+{ord(character):04X})" for character in missing)
        yield "missing-glyph", f"no font has {names}", "write it in words"

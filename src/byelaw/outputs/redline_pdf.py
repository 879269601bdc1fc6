"""A comparison as one PDF: the register first, then the text of every document that changed, with its changes marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import takewhile

from byelaw.core.comparing.changes import Change, Spot, TextChange
from byelaw.core.comparing.compare import ComparedDocument, Comparison, Side
from byelaw.core.comparing.trees import Added, Merged, Removed, Same, is_same
from byelaw.core.names import DocumentId
from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Image
from byelaw.core.published import Control, PublishedDocument
from byelaw.core.tree import SPACE, Node, Nodes, attr, header, para, rewrite, stringify, strong, text, walk
from byelaw.outputs.documents import TYPST
from byelaw.outputs.paper import Paper, PaperWords, paper_tree
from byelaw.outputs.pdf import Press, finish_pdf
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.pieces import PieceWriter, cut_tree
from byelaw.outputs.redline_entries import Entry, entries_of, flag_totals, named, on_one_side, totals
from byelaw.outputs.redline_paper_tree import MovedWords, paper_redline
from byelaw.outputs.redline_pdf_register import Listed, register, with_widths
from byelaw.outputs.redline_reasons import Reasons, reasons_of
from byelaw.tools.pandoc import Failure, PandocPool

_PRELUDE = """
#let redline-inserted(body) = underline(stroke: 1pt + green, offset: 2.5pt, evade: false, text(fill: green, body))
#let redline-deleted(body) = strike(stroke: 0.9pt + alarm, text(fill: alarm, body))
#let redline-shade = rgb("#eef3f7")
#let redline-register(body) = {
  set text(size: 10.5pt)
  set par(leading: 0.58em)
  set table.cell(breakable: false)
  body
}
#let redline-bar(body) = block(width: 100%, above: 0.9em, below: 0.9em, stroke: (left: 2pt + alarm), outset: (left: 8pt), body)
"""
_HOW_TO_READ = (
    "Inserted words are underlined, in [+ +]; deleted words are struck through, in [\u2212 \u2212]; a bar stands beside each change."
)
_FILLED_IN = ("form-", "field", "column")
"""Classes of what readers fill in: a redline only shows what is asked."""
_TEXT_ID = "redline-text"
_WHAT_IS_SHOWN = (
    "Here stand the passages that changed, each under its heading. Passages that are the same are left out, and in their place it says how "
    "many. Appendices are left out too: they follow from what the register tells. The whole text is in the page and in the Word files "
    "that the same comparison gives."
)


@dataclass(frozen=True, slots=True)
class RedlinePdf:
    """The file; empty where there is none, and then the problems say why."""

    content: bytes
    problems: tuple[Problem, ...] = ()


def redline_pdf(comparison: Comparison, both: tuple[Side, Side], pandoc: PandocPool, press: Press, dated: date) -> RedlinePdf:
    """Return the PDF (PDF/A-2a, PDF/UA-1). Equal input gives equal bytes; `dated` is the day in the file."""
    strengths = tuple(both[1].finished.edition.framework.declarations.strengths)
    document = with_own_names(_document(comparison, both, dated))
    paper = Paper(strengths, dated, PaperWords(valid_until="Compared as of", document_id="Comparison"))
    body = PieceWriter(pandoc).text(cut_tree(_dressed(document, paper)), TYPST)
    if isinstance(body, Failure):
        message = f"pandoc wrote no PDF of the comparison: {body.detail}"
        return RedlinePdf(b"", (error("redline-not-written", Place("redline"), message, "read the comparison as a page instead"),))
    content, problems = finish_pdf(body, document, paper, replace(press, template=press.template + _PRELUDE))
    return RedlinePdf(content, problems)


def _dressed(document: PublishedDocument, paper: Paper) -> Nodes:
    """Return the body for the press; the columns of the register are not made by what stands in them."""
    at = next((at for at, each in enumerate(document.body) if each["t"] == "Header" and each["c"][1][0] == _TEXT_ID), len(document.body))
    before, after = (paper_tree(replace(document, body=part), paper) for part in (document.body[:at], document.body[at:]))
    return (*with_widths(before), *after)


def _document(comparison: Comparison, both: tuple[Side, Side], dated: date) -> PublishedDocument:
    new = both[1].published
    images = {name: image for side in both for each in side.published.documents for name, image in each.images.items()}
    entries = entries_of(comparison)
    reasons = reasons_of(comparison, entries)
    texts = [node for each in comparison.documents.values() for node in _text(each, comparison.changes)]
    heading = [header(1, _TEXT_ID, text("The text, with its changes")), para(text(_WHAT_IS_SHOWN))] if texts else []
    known = frozenset(_identifiers(texts))
    numbered = enumerate(zip(entries, comparison.changes, strict=True), start=1)
    listed = [Listed(number, each, _target(change)) for number, (each, change) in numbered]
    body = [*register(comparison, listed, reasons, known), *heading, *_apart(comparison), *texts]
    known |= {_TEXT_ID, *_identifiers(body)}
    shown = tuple(_safe(body, images, known))
    rows = _rows(comparison, entries, reasons)
    digest = sha256(f"{comparison.old.digest} {comparison.new.digest} {len(entries)}".encode()).hexdigest()[:12]
    control = Control(named(comparison.new), (), "Comparison", "", dated, None, digest, dated, overdue=False, draft=False, rows=rows)
    return PublishedDocument(
        id=DocumentId("redline"),
        file_name="redline",
        title="What changed",
        kind="",
        kind_name="",
        number="",
        summary=_HOW_TO_READ,
        language=new.language,
        body=shown,
        control=control,
        images={each: images[each] for each in _sources(shown) if each in images},
    )


def _identifiers(nodes: Iterable[Node]) -> Iterator[str]:
    for each in walk(list(nodes)):
        if each["t"] in ("Header", "Div"):
            identifier = each["c"][1 if each["t"] == "Header" else 0][0]
            yield from [identifier] if identifier else []


def _rows(comparison: Comparison, entries: Sequence[Entry], reasons: Reasons) -> tuple[tuple[str, str], ...]:
    sides = (("Old", comparison.old), ("New", comparison.new))
    return (
        *((label, named(side)) for label, side in sides),
        *((f"{label}: summary", side.summary) for label, side in sides if side.summary),
        *((("Shown", f"{comparison.narrowed} The text has them all."),) if comparison.narrowed else ()),
        ("Totals", totals(entries) if entries else "nothing changed"),
        *((("Flags", flags),) if (flags := flag_totals(entries)) else ()),
        *((("Decided by", reasons.usual),) if reasons.usual else ()),
        ("Not compared", " ".join(comparison.not_compared)),
    )


def _target(change: Change) -> str:
    spot = change.about.new
    return _anchor(spot.file_name, spot.anchor) if isinstance(spot, Spot) and spot.anchor else ""


def _apart(comparison: Comparison) -> Iterator[Node]:
    """Yield which documents only one side has: their text stands in no other version to be compared with."""
    for title, words in on_one_side(comparison):
        yield para([strong(text(title)), SPACE, *text(f"{words} as a whole. Its text is not repeated here.")])


def _text(document: ComparedDocument, changes: Iterable[Change]) -> Iterator[Node]:
    moves = [each for each in changes if isinstance(each, TextChange) and each.move]
    mine = [
        each for each in moves if any(spot and spot.document in (document.id, document.old_id) for spot in (each.about.old, each.about.new))
    ]
    moved = MovedWords({each.move: _place(each.about.old) for each in mine}, {each.move: _place(each.about.new) for each in mine})
    renamed = f" (before: {document.old_title})" if document.title != document.old_title else ""
    merged = replace(document.merged, blocks=_before_appendices(document.merged.blocks))
    if is_same(merged.blocks):
        return
    yield header(2, _anchor(document.file_name, ""), text(document.title + renamed))
    level = 2
    seen: set[str] = set()
    for node in paper_redline(merged, moved):
        named_node = _with_own_ids(node, document.file_name, seen)
        if named_node["t"] == "Header":
            level = min(named_node["c"][0] + 2, level + 1, 6)
            named_node = {"t": "Header", "c": [level, *named_node["c"][1:]]}
        yield named_node


def _before_appendices(parts: Sequence[Merged]) -> tuple[Merged, ...]:
    return tuple(takewhile(lambda part: not _is_appendix(part), parts))


def _is_appendix(part: Merged) -> bool:
    node = part.node if isinstance(part, Same | Added | Removed) else part.new_shell or part.old_shell
    return node is not None and node["t"] == "Header" and "appendix" in node["c"][1][1]


def _place(spot: Spot | None) -> str:
    return f"{spot.number} {spot.title}".strip() if spot is not None else "another place"


def _with_own_ids(node: Node, file: str, seen: set[str]) -> Node:
    """Return the node with identifiers that no other document has; the first of two of the same name keeps it."""

    def renamed(each: Node) -> Node | None:
        if each["t"] == "Header":
            level, (identifier, classes, _), inlines = each["c"]
            return {"t": "Header", "c": [level, attr(own(identifier), classes), inlines]}
        if each["t"] in ("Div", "Table", "Figure", "Span", "CodeBlock"):
            (identifier, classes, pairs), *rest = each["c"]
            return {"t": each["t"], "c": [[own(identifier), [name for name in classes if not name.startswith(_FILLED_IN)], pairs], *rest]}
        return None

    def own(identifier: str) -> str:
        name = _anchor(file, identifier)
        if not identifier or name in seen:
            return ""
        seen.add(name)
        return name

    made: Node = rewrite(node, renamed)
    return made


def _anchor(file: str, identifier: str) -> str:
    return f"{file}----{identifier}" if identifier else f"{file}----"


def _safe(body: Sequence[Node], images: Mapping[str, Image], known: frozenset[str]) -> Nodes:
    """Return the tree without links that lead nowhere in this file, and with pictures that are drawn elsewhere in words."""

    def made(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Link":
            _, inlines, (target, _) = node["c"]
            if target.startswith(("http:", "https:", "mailto:", "tel:")) or target[1:] in known:
                return None
            return list(inlines)
        if node["t"] == "Image" and node["c"][2][0] not in images:
            return text(f"[Picture: {stringify(node['c'][1])}]")
        return None

    found: Nodes = tuple(rewrite(list(body), made))
    return tuple(_plain_figure(each) for each in found)


def _plain_figure(node: Node) -> Node:
    """Return a figure whose picture is words as a box of its caption and its words."""

    def opened(each: Node) -> Node | None:
        if each["t"] != "Figure" or any(inner["t"] == "Image" for inner in walk(each["c"][2])):
            return None
        attributes, caption, blocks = each["c"]
        return {"t": "Div", "c": [attr(attributes[0]), [*(caption[1] or []), *blocks]]}

    made: Node = rewrite(node, opened)
    return made


def _sources(nodes: Nodes) -> Iterator[str]:
    return (each["c"][2][0] for each in walk(nodes) if each["t"] == "Image")

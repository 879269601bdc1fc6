"""The layout of a document's text as one pandoc tree, in the conventions of `published.py`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from byelaw.core import items
from byelaw.core.blocks import Block, Document, Form
from byelaw.core.charts import Chart
from byelaw.core.declarations import Declarations
from byelaw.core.editions import Edition
from byelaw.core.finishing.audit_layout import audit_nodes
from byelaw.core.finishing.audit_results import ShownAudit
from byelaw.core.finishing.filling import CALLOUTS
from byelaw.core.finishing.form_layout import field_nodes, form_nodes
from byelaw.core.finishing.numbering import Numbers, is_figure
from byelaw.core.finishing.pathway_layout import laid_pathway
from byelaw.core.finishing.settling import condition_words
from byelaw.core.names import FRAMEWORK, BlockId, LayerId, anchor
from byelaw.core.pictures import PathwayPicture
from byelaw.core.tree import REMEMBERED, SPACE, Itself, Node, div, header, holds, link, para, rewrite, span, strong, text

CALLOUT_TITLES = {name: name.capitalize() for name in CALLOUTS}
_STYLED = frozenset({"Div", "Table"})


@dataclass(slots=True)
class Layout:
    """Lays out the blocks of one document of one edition."""

    edition: Edition
    document: Document
    numbers: Numbers
    pathways: dict[str, PathwayPicture] = field(default_factory=dict)
    """Pictures to draw, by the src used in the tree; gathered while the text is laid out."""
    audits: Mapping[BlockId, ShownAudit] = field(default_factory=dict)
    """The audits of the document, by the block that holds each."""
    charts: dict[str, Chart] = field(default_factory=dict)
    """Charts to draw, by the src used in the tree; gathered while the text is laid out."""
    form: str = ""
    """The anchor of the form that is laid out."""

    def body(self) -> list[Node]:
        """Return the document's text, without appendices."""
        return self.blocks(self.document.blocks, 1)

    def blocks(self, blocks: Sequence[Block], level: int) -> list[Node]:
        """Return the blocks in order; runs of text that is not the framework's are marked as their layer's."""
        nodes: list[Node] = []
        for (is_headed, layer), run in groupby(blocks, key=lambda each: (self.is_headed(each), each.layer)):
            members = list(run)
            if is_headed:
                for member in members:
                    nodes.extend(self.headed(member, level))
                continue
            laid = [node for member in members for node in self.text(member)]
            nodes.extend(laid if self.is_own(layer) else [self.marked(layer, laid)])
        return nodes

    def section(self, block: Block, level: int) -> list[Node]:
        """Return a heading and everything under it."""
        is_local = not self.is_own(block.layer)
        number = span(text(self.numbers.sections[block.id]), ["number"])
        nodes = [header(min(level, 6), anchor(block.id), [number, SPACE, *block.title], ["local"] if is_local else [])]
        inner = self.blocks(block.children, level + 1)
        if block.when is not None:
            nodes.append(self.condition(block, []))
        says_whose = any(child.form is not Form.SECTION and not self.is_own(child.layer) for child in block.children)
        if is_local and not says_whose:
            nodes.append(self.marked(block.layer, []))
        notes = self.notes(block)
        first_section = next((at for at, node in enumerate(inner) if node["t"] == "Header"), len(inner))
        return [*nodes, *inner[:first_section], *notes, *inner[first_section:]]

    def headed(self, block: Block, level: int) -> list[Node]:
        """Return a block that has headings."""
        if block.form is Form.SECTION:
            return self.section(block, level)
        return audit_nodes(self, block, level) if isinstance(block.item, items.Audit) else form_nodes(self, block, level)

    def is_headed(self, block: Block) -> bool:
        """Tell whether a block has headings, which no box may hold: a section, an audit, a form, a part of one."""
        is_whole = isinstance(block.item, items.Form | items.Audit)
        return block.form is Form.SECTION or is_whole or (bool(self.form) and isinstance(block.item, items.Part))

    def is_own(self, layer: LayerId) -> bool:
        """Tell whether text of the layer is the document's own, so that it needs no mark."""
        return layer == self.document.layer

    def marked(self, layer: LayerId, nodes: list[Node]) -> Node:
        """Return text of another layer than the document's, marked as that layer's; the framework's in a local document too."""
        if layer != FRAMEWORK:
            return self.local(layer, nodes, "Set by")
        label = div([para(text(f"Set by {self.declarations.name}"))], classes=["local-label"])
        return div([label, *nodes], classes=["local"], pairs=[("localisation", FRAMEWORK), ("tier", "")])

    def text(self, block: Block) -> list[Node]:
        """Return a statement or a run of prose, with the notes beside it."""
        if block.item is not None:
            nodes = self.item(block)
        else:
            nodes = self.statement(block) if block.form is Form.STATEMENT else self.prose(block.nodes)
        if block.when is not None:
            nodes = [self.condition(block, nodes)]
        return [*nodes, *self.notes(block)]

    def item(self, block: Block) -> list[Node]:
        """Return a pathway, a form or an audit."""
        match block.item:
            case items.Pathway():
                return laid_pathway(self, block)
            case _:
                return self.statement(block)

    def prose(self, nodes: Sequence[Node]) -> list[Node]:
        """Return prose with its callouts titled and its tables without alignment."""
        return [_in_style(Itself(node)) for node in nodes]

    def statement(self, block: Block) -> list[Node]:
        """Return a block with an id: a duty with its label, a callout, a figure, a captioned table, or plain text with an anchor."""
        if isinstance(block.item, items.FormField):
            return field_nodes(self, block, block.item)
        inner: list[Node] = []
        for child in block.children:
            inner.extend(self.text(child))
        inner.extend(self.prose(block.nodes))
        name = anchor(block.id)
        if block.caption:
            inner = self.captioned(block, inner)
        if block.language:
            inner = [div(_in_language(inner, block.language), pairs=[("lang", block.language)])]
        callout = next((each for each in block.classes if each in CALLOUTS), "")
        strength = self.declarations.strengths.get(block.strength)
        if strength is not None:
            label = div([para(self.label(block, strength.name))], classes=["statement-label"])
            return [div([label, *inner], name, ["statement", block.strength])]
        if callout:
            return [div([callout_title(callout), *inner], name, ["callout", callout])]
        classes = ["quote"] if "quote" in block.classes else []
        return [div([*inner, *self.source_line(block)], name, classes)] if block.id else inner

    def label(self, block: Block, strength: str) -> list[Node]:
        """Return "Must: Children's services (Guidance 2023)"."""
        words = text(f"{strength}: {', '.join(self.who(block))}") if block.who else text(strength)
        return [*words, *self.citations(block)]

    def source_line(self, block: Block) -> list[Node]:
        """Return the sources of text that has no label."""
        cited = self.citations(block)
        return [para([*text("Source"), *cited])] if cited else []

    def citations(self, block: Block) -> list[Node]:
        """Return the citations of the block's sources in brackets, after a space; nothing when it has none."""
        nodes: list[Node] = []
        for name in block.sources:
            reference = self.edition.references.get(name)
            cited = reference.citation if reference is not None else None
            words = list(cited.short) if cited is not None else text(name)
            nodes += [*text("; "), link(words, f"#ref--{anchor(name)}", ["citation"])]
        return [SPACE, *text("("), *nodes[2:], *text(")")] if nodes else []

    def who(self, block: Block) -> list[str]:
        """Return the names of those who must act."""
        kind = self.declarations.record_types.get(self.declarations.who)
        names = []
        for each in block.who:
            record = self.edition.records.get((self.declarations.who, each))
            names.append(str(record.fields.get(kind.text, each)) if record is not None and kind is not None else each)
        return names

    def captioned(self, block: Block, inner: list[Node]) -> list[Node]:
        """Return the table or picture with its numbered caption."""
        legend = [span(text(f"{self.numbers.labels[block.id]}:"), ["number"]), SPACE, *block.caption]
        if is_figure(block):
            pictures = [node for node in inner if node["t"] in ("Para", "Plain")]
            rest = [node for node in inner if node not in pictures]
            content = [{"t": "Plain", "c": node["c"]} for node in pictures]
            return [{"t": "Figure", "c": [["", [], []], [None, [{"t": "Plain", "c": legend}]], content]}, *rest]
        return [_with_caption(node, legend) if node["t"] == "Table" else node for node in inner]

    def local(self, layer: LayerId, nodes: list[Node], words: str) -> Node:
        """Return text of a localisation, marked as its own."""
        localisation = next(each for each in self.edition.chain if each.id == layer)
        tier = next((each.name for each in self.declarations.tiers if each.id == localisation.tier), localisation.tier)
        label = div([para(text(f"{words} {localisation.short} ({tier.lower()})"))], classes=["local-label"])
        return div([label, *nodes], classes=["local"], pairs=[("localisation", layer), ("tier", localisation.tier)])

    def notes(self, block: Block) -> list[Node]:
        """Return the local notes beside a block."""
        nodes = []
        for note in block.notes:
            marked = self.local(note.layer, self.note_text(note), "Note from")
            nodes.append(div(marked["c"][1], classes=["local-note"], pairs=[("localisation", note.layer), ("tier", _tier(marked))]))
        return nodes

    def note_text(self, note: Block) -> list[Node]:
        """Return what a note says; a heading in it is a line in strong type, as a note is no section of the document."""
        if note.form is not Form.SECTION:
            return self.text(note)
        return [para([strong(note.title)]), *(node for child in note.children for node in self.note_text(child))]

    def condition(self, block: Block, nodes: list[Node]) -> Node:
        """Return text that only some editions below will have, with its condition."""
        words = condition_words(block.when, self.declarations) if block.when is not None else ""
        label = div([para(text(f"Only where: {words}"))], classes=["condition-label"])
        return div([label, *nodes], classes=["condition"])

    @property
    def declarations(self) -> Declarations:
        """Return what the framework declares."""
        return self.edition.framework.declarations


def _in_language(nodes: list[Node], language: str) -> list[Node]:
    """Return the blocks with their running text marked: Word keeps the mark of words, not of blocks, and PDF that of blocks."""

    def marked(node: Node) -> Node | None:
        if node["t"] not in ("Para", "Plain"):
            return None
        return {"t": node["t"], "c": [span(node["c"], pairs=[("lang", language)])]}

    return list(rewrite(nodes, marked))


def callout_title(kind: str) -> Node:
    """Return a callout's title block."""
    return div([para(text(CALLOUT_TITLES[kind]))], classes=["callout-title"])


@lru_cache(maxsize=REMEMBERED)
def _in_style(given: Itself) -> Node:
    """Return a node of prose as it is laid out; the same node for the same."""
    node: Node = rewrite(given.node, _styled) if holds([given.node], _STYLED) else given.node
    return node


def _styled(node: Node) -> Node | None:
    if node["t"] == "Table":
        return _unaligned(node)
    if node["t"] != "Div":
        return None
    if "card" in node["c"][0][1]:
        return div(node["c"][1], classes=["contact-card"])
    kind = next((each for each in node["c"][0][1] if each in CALLOUTS), "")
    if not kind or "callout" in node["c"][0][1]:
        return None
    inner = [each for each in node["c"][1] if not (each["t"] == "Div" and "title" in each["c"][0][1])]
    return div([callout_title(kind), *inner], node["c"][0][0], ["callout", kind])


def _unaligned(node: Node) -> Node:
    """Alignment would be written as styles, which the site's policy forbids."""
    attributes, legend, columns, head, bodies, foot = node["c"]

    def rows(part: Iterable[Any]) -> list[Any]:
        return [[row[0], [[cell[0], {"t": "AlignDefault"}, *cell[2:]] for cell in row[1]]] for row in part]

    plain_columns = [[{"t": "AlignDefault"}, width] for _, width in columns]
    plain_bodies = [[body[0], body[1], rows(body[2]), rows(body[3])] for body in bodies]
    return {"t": "Table", "c": [attributes, legend, plain_columns, [head[0], rows(head[1])], plain_bodies, [foot[0], rows(foot[1])]]}


def _with_caption(node: Node, legend: list[Node]) -> Node:
    content = list(node["c"])
    content[1] = [None, [{"t": "Plain", "c": legend}]]
    return {"t": "Table", "c": content}


def _tier(node: Node) -> str:
    return str(dict(node["c"][0][2]).get("tier", ""))

"""From blocks to passages: each paragraph, item, cell, caption, footnote and alternative text of a text on its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from byelaw.core.blocks import Block, Form, Operation
from byelaw.core.contents.passages import MASK, Part, Passage
from byelaw.core.contents.speaking import Speaker
from byelaw.core.names import DocumentId, LayerId
from byelaw.core.problems import Place
from byelaw.core.tree import Node, stringify
from byelaw.core.uses import TYPED

_LISTS = frozenset({"BulletList", "OrderedList", "DefinitionList"})
_LEAD_IN = ":"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a text stands: its document, whose words are wanted (empty: everybody's), and who says what look-ups mean there."""

    document: DocumentId
    layer: LayerId
    speaker: Speaker
    titles: tuple[str, ...] = ()
    section: str = ""
    block: str = ""
    strength: str = ""
    is_quoted: bool = False
    sources: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Return the address of the nearest block that has an id."""
        return f"{self.document}#{self.block}" if self.block else self.document


@dataclass(slots=True)
class _Words:
    """The words of one run of inlines, and what stands in it that is a passage of its own."""

    shown: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    inner: list[tuple[Part, Any]] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)

    def say(self, words: str, *, is_own: bool = True) -> None:
        """Add words; those that are not the author's own are masked in the plain ones."""
        self.shown.append(words)
        self.plain.append(words if is_own else MASK)


def passages_of(blocks: Sequence[Block], home: Home) -> Iterator[Passage]:
    """Yield the passages of blocks in reading order: those that the home's layer wrote, or all where it names none."""
    lead = ""
    for block in blocks:
        if block.form is Form.KEEP or block.omitted:
            continue
        within = _within(block, home)
        if not home.layer or block.layer == home.layer:
            yield from _own(block, replace(within, titles=(*within.titles, lead)) if lead else within)
        yield from passages_of(block.children, within)
        yield from passages_of(block.notes, replace(within, strength="", sources=()))
        lead = _lead_in(block)


def _own(block: Block, home: Home) -> Iterator[Passage]:
    """Yield the passages that stand in the block itself. A title that a lower layer gave is data of that layer."""
    here = replace(home, layer=block.layer)
    if block.title and not any(step.operation is Operation.RETITLE for step in block.origin):
        yield from _run(block.title, Part.TITLE, block.place, here)
    if block.caption:
        yield from _run(block.caption, Part.CAPTION, block.place, here)
    yield from _nodes(block.nodes, Part.PARAGRAPH, block.place, here)


def _within(block: Block, home: Home) -> Home:
    is_section = block.form is Form.SECTION
    return replace(
        home,
        titles=(*home.titles, stringify(block.title)) if block.title else home.titles,
        section=f"{home.document}#{block.id}" if is_section and block.id else home.section,
        block=block.id or home.block,
        strength=block.strength or home.strength,
        sources=block.sources or home.sources,
        is_quoted=home.is_quoted or "quote" in block.classes,
    )


def _lead_in(block: Block) -> str:
    """Return the words that introduce what stands after the block."""
    return _introduction(block.nodes[-1]) if block.nodes else ""


def _introduction(node: Any) -> str:  # noqa: ANN401 - a tree of JSON values
    """Return the words of a paragraph that ends with a colon, nothing of any other node."""
    is_text = isinstance(node, dict) and node.get("t") in ("Para", "Plain") and node["c"]
    return stringify(node) if is_text and str(node["c"][-1].get("c", "")).endswith(_LEAD_IN) else ""


def _nodes(value: Any, part: Part, place: Place, home: Home) -> Iterator[Passage]:  # noqa: ANN401 - a tree of JSON values
    if isinstance(value, list | tuple):
        yield from _several(value, part, place, home)
    elif isinstance(value, dict):
        yield from _node(value, part, place, home)


def _several(nodes: Sequence[Any], part: Part, place: Place, home: Home) -> Iterator[Passage]:
    """Yield the passages of nodes; what ends with a colon introduces the next."""
    lead = ""
    for node in nodes:
        yield from _nodes(node, part, place, replace(home, titles=(*home.titles, lead)) if lead else home)
        lead = _introduction(node)


def _node(node: Node, part: Part, place: Place, home: Home) -> Iterator[Passage]:
    match node.get("t"):
        case "Para" | "Plain":
            yield from _run(node["c"], part, place, home)
        case "BlockQuote":
            yield from _nodes(node["c"], part, place, replace(home, is_quoted=True))
        case "Div":
            is_quoted = home.is_quoted or "quote" in node["c"][0][1]
            yield from _nodes(node["c"][1], part, place, replace(home, is_quoted=is_quoted))
        case "Table":
            yield from _table(node["c"], place, home)
        case "CodeBlock":
            yield _passage(node["c"][1], node["c"][1], Part.CODE, place, home)
        case kind:
            yield from _nodes(_content(node), Part.ITEM if kind in _LISTS else part, place, home)


def _content(node: Node) -> Any:  # noqa: ANN401 - a tree of JSON values
    """Return what stands in a node; the terms of a definition list are inlines and become paragraphs."""
    if node["t"] == "DefinitionList":
        return [[{"t": "Plain", "c": term}, *meanings] for term, meanings in node["c"]]
    return node.get("c")


def _table(content: Sequence[Any], place: Place, home: Home) -> Iterator[Passage]:
    _, caption, _, head, bodies, foot = content
    yield from _nodes(caption[1], Part.CAPTION, place, home)
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    headings = [stringify(cell[4]) for cell in head[1][0][1]] if head[1] else []
    for row in rows:
        words = [stringify(cell[4]) for cell in row[1]]
        for number, cell in enumerate(row[1]):
            heading = headings[number] if number < len(headings) else ""
            yield from _nodes(cell[4], Part.CELL, place, replace(home, titles=(*home.titles, *words, heading)))


def _run(inlines: Sequence[Node], part: Part, place: Place, home: Home) -> Iterator[Passage]:
    run = _Words()
    _read(inlines, run, home)
    words, plain = (" ".join("".join(each).split()) for each in (run.shown, run.plain))
    if words:
        yield replace(_passage(words, plain, part, place, home), cited=(*home.sources, *run.cited))
    for inner, content in run.inner:
        if isinstance(content, str):
            yield _passage(content, content, inner, place, home)
        elif inner is Part.FOOTNOTE:
            yield from _nodes(content, inner, place, home)
        else:
            yield from _run(content, inner, place, home)


def _passage(words: str, plain: str, part: Part, place: Place, home: Home) -> Passage:
    around = " / ".join(title for title in home.titles if title)
    return Passage(words, part, place, plain, home.layer, home.address, home.document, home.section, around, home.is_quoted, home.strength)


def _read(inlines: Sequence[Any], run: _Words, home: Home) -> None:
    for node in inlines:
        match node["t"]:
            case "Str":
                run.say(node["c"])
            case "Space" | "SoftBreak" | "LineBreak":
                run.say(" ")
            case "Code" | "Math":
                run.say(node["c"][1])
            case "Link":
                _link(node, run, home)
            case _:
                _read_holder(node, run, home)


def _read_holder(node: Node, run: _Words, home: Home) -> None:
    """Read an inline that holds others, or stands for something that is elsewhere."""
    if node["t"] == "Note":
        run.inner.append((Part.FOOTNOTE, node["c"]))
    elif node["t"] == "Image":
        run.inner.append((Part.ALTERNATIVE, node["c"][1]))
    elif node["t"] == "Span" and "lookup" in node["c"][0][1]:
        pairs = dict(node["c"][0][2])
        run.say(home.speaker.value(pairs["name"], pairs.get("filter", "")), is_own=False)
    else:
        _read(_inlines(node), run, home)


def _link(node: Node, run: _Words, home: Home) -> None:
    _, inlines, (target, _) = node["c"]
    if target.startswith(TYPED):
        run.inner.append((Part.TARGET, target))
    if target.startswith("ref:"):
        run.cited.append(target.removeprefix("ref:"))
    if not inlines:
        run.say(home.speaker.link(target, home.document) if not target.startswith(TYPED) else "", is_own=False)
    elif target.startswith("term:"):
        run.say(stringify(inlines), is_own=False)
    else:
        _read(inlines, run, home)


def _inlines(node: Node) -> Sequence[Any]:
    """Return the inlines in an inline that holds some: emphasis, a span, a quotation, a citation."""
    content = node.get("c")
    if not isinstance(content, list):
        return ()
    nested = content[1] if node["t"] in ("Span", "Quoted", "Cite") else content
    return [each for each in nested if isinstance(each, dict) and "t" in each]

"""What may stand in running text: an allow-list of nodes, and what was meant as markup but was taken for plain text.

Pandoc never complains: what it cannot read as markup it leaves in the text. So the text itself is searched for it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from byelaw.core.tree import Node, walk
from byelaw.sources.prose_links import check_image, check_link
from byelaw.sources.prose_reading import Reading
from byelaw.sources.prose_tables import check_table
from byelaw.sources.prose_text import lookups
from byelaw.sources.prose_tree import Attributes, Point, attributes, lists_in, point_in, start_of

ALLOWED = frozenset({
    "Para", "Plain", "Header", "Div", "BulletList", "OrderedList", "DefinitionList", "BlockQuote", "CodeBlock", "Table",
    "HorizontalRule", "LineBlock", "Str", "Space", "SoftBreak", "LineBreak", "Emph", "Strong", "Strikeout",
    "Superscript", "Subscript", "Quoted", "Code", "Link", "Image", "Note", "Span",
})  # fmt: skip
_LITERALS: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    (
        "prose-literal-attributes",
        re.compile(r"\{(?=[#.:=]|[\w-]+=)"),
        "attributes that could not be read stay in the text",
        'write {#id .must when="panel=yes"} at the end of a heading or alone on the line above, with double quotes',
    ),
    (
        "prose-literal-fence",
        re.compile(r":{3,}"),
        "':::' that could not be read stays in the text",
        "a fence stands alone on its line",
    ),
    (
        "prose-note",
        re.compile(r"\[\^[^\]]*\]?"),
        "no note with this label is written, so the label stays in the text",
        "",
    ),
    (
        "prose-lookup",
        re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}"),
        "this is not a look-up",
        "a look-up is {{ name }} or {{ name as filter }}, with nothing else inside",
    ),
    (
        "prose-link",
        re.compile(r"\]\("),
        "this was meant as a link but is not one",
        "a link is [text](target); a target has no spaces",
    ),
)
_SUSPICIOUS = re.compile(r"[\[\]{}]|:::")
"""What every literal has something of, and few texts have."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_TASK = re.compile(r"(?:\[[ xX]\]|[\u2610-\u2612])(?: |\Z)")
_ENOUGH = 6
"""Runs of text that tell how a paragraph begins."""

_STARTS: tuple[tuple[str, str, str], ...] = (
    ("|", "prose-table", "a table without a header row, or without the line under it, stays text"),
    (": ", "prose-caption", 'a caption under a table is not read: write {#id caption="…"} on the line above the table'),
)


def check_nodes(nodes: Sequence[Node], reading: Reading) -> None:
    """Report everything in the gathered nodes that may not stand there."""
    for node in nodes:
        if node["t"] == "Str":
            _check_words(node, reading)
        else:
            _check_node(node, reading)
            _check_language(node, reading)
    for node in nodes:
        for inner in lists_in(node):
            check_nodes(inner, reading)


def _check_words(run: Node, reading: Reading) -> None:
    text: str = run["c"].replace("\n", " ")
    if not _SUSPICIOUS.search(text):
        return
    for found in lookups(text):
        text = text[: found.start] + "\u2007" * (found.end - found.start) + text[found.end :]
    for code, pattern, message, hint in _LITERALS:
        for match in pattern.finditer(text):
            reading.report(code, point_in(run, match.start()), f"{message}: '{_around(text, match.start())}'", hint)


def _around(text: str, offset: int) -> str:
    """Return the first words from the offset, for a message."""
    shown = text[offset : offset + 30].rstrip("\u2007 ")
    return shown + "…" if len(text) > offset + 30 else shown


def _check_node(node: Node, reading: Reading) -> None:
    kind = node["t"]
    check = _CHECKS.get(kind)
    if check:
        check(node, reading)
    elif kind not in ALLOWED and not _is_part(kind):
        reading.report("prose-not-allowed", start_of(node), f"'{kind}' may not stand in the text")


def _check_language(node: Node, reading: Reading) -> None:
    for key, value in attributes(node).pairs:
        if key == "lang" and not _LANGUAGE.match(value):
            reading.report("prose-attribute", start_of(node), f"'{value[:40]}' is not a language", "for example lang=cy or lang=en-GB")


def _is_part(kind: str) -> bool:
    """Tell whether it is no node but a part of one: an alignment, a kind of quotation mark, the style of a list."""
    starts, ends = ("Align", "ColWidth"), ("Quote", "Delim", "Style", "Paren", "Parens", "Alpha", "Roman")
    return kind.startswith(starts) or kind.endswith(ends) or kind in {"Decimal", "Period"}


def _check_raw(node: Node, reading: Reading) -> None:
    markup, text = node["c"]
    what = "a comment" if text.lstrip().startswith("<!--") else f"raw {markup}"
    reading.report(
        "prose-raw",
        start_of(node),
        f"{what} may not stand in the text: '{text.strip()[:40]}'",
        "write it as Markdown, or leave it out",
    )


def _check_code(node: Node, reading: Reading) -> None:
    _only(attributes(node), start_of(node), "code", Attributes("", (), ()), reading)
    _check_code_block(node, reading)


def _check_code_block(node: Node, reading: Reading) -> None:
    if "{{" in node["c"][1]:
        reading.report("prose-lookup", start_of(node), "a look-up may not stand in code", "write it as text")


def _check_span(node: Node, reading: Reading) -> None:
    found = attributes(node)
    if found.wrapper:
        written = _written(found)
        reading.report(
            "prose-literal-attributes", start_of(node), f"the attributes {written} stand in the middle of a text",
            "a heading's stand at its end, a block's alone on the line above it",
        )  # fmt: skip
        return
    allowed = Attributes("", ("quote",) if "quote" in found.classes else (), tuple(p for p in found.pairs if p[0] == "lang"))
    _only(found, start_of(node), "words", allowed, reading)


def _written(found: Attributes) -> str:
    parts = [
        f"#{found.id}" if found.id else "",
        *(f".{name}" for name in found.classes),
        *(f"{key}={value}" for key, value in found.pairs),
    ]
    return "{" + " ".join(part for part in parts if part) + "}"


def _only(found: Attributes, point: Point, what: str, allowed: Attributes, reading: Reading) -> None:
    """Report attributes that are not among those allowed."""
    if found.id and found.id != allowed.id:
        reading.report("prose-attribute", point, f"{what} cannot have an id: '#{found.id}'", "ids stand on headings and blocks")
    for name in found.classes:
        if name not in allowed.classes:
            reading.report("prose-attribute", point, f"{what} cannot have the class '.{name}'")
    for pair in found.pairs:
        if pair not in allowed.pairs:
            reading.report("prose-attribute", point, f"{what} cannot have the attribute '{pair[0]}'")


def _check_image(node: Node, reading: Reading) -> None:
    found = attributes(node)
    allowed = Attributes(found.id, (), tuple(pair for pair in found.pairs if pair[0] == "caption"))
    _only(found, start_of(node), "an image", allowed, reading)
    check_image(node, reading)


def _check_link(node: Node, reading: Reading) -> None:
    _only(attributes(node), start_of(node), "a link", Attributes("", (), ()), reading)
    check_link(node, reading)


def _check_list(node: Node, reading: Reading) -> None:
    content = node["c"]
    items = content if node["t"] == "BulletList" else content[1]
    if node["t"] == "OrderedList" and len(items) == 1 and content[0][0] != 1:
        hint = "put a backslash before the full stop or bracket, or turn the sentence round"
        reading.warn("prose-list", start_of(node), "the paragraph begins like a list and became one", hint)
    for blocks in items:
        if blocks and _TASK.match(_opening(blocks[0])):
            reading.report("prose-task", start_of(blocks[0]), "boxes to tick are not made from '[ ]'", "write a form, or a plain list")


def _check_para(node: Node, reading: Reading) -> None:
    opening = _opening(node)
    for start, code, message in _STARTS:
        if opening.startswith(start):
            reading.report(code, start_of(node), message)


def _opening(node: Node) -> str:
    """Return the first few words of the text."""
    runs = islice((each["c"] for each in walk(node) if each["t"] == "Str"), _ENOUGH)
    return " ".join("".join(runs).replace("\n", "").split()) + " "


_CHECKS: Mapping[str, Callable[[Node, Reading], None]] = {
    "RawInline": _check_raw,
    "RawBlock": _check_raw,
    "Code": _check_code,
    "CodeBlock": _check_code_block,
    "Span": _check_span,
    "Link": _check_link,
    "Image": _check_image,
    "BulletList": _check_list,
    "OrderedList": _check_list,
    "Para": _check_para,
    "Table": check_table,
}

"""From pandoc's blocks to ours: headings become sections, what has an id a statement, anything else prose."""

from collections.abc import Sequence
from dataclasses import replace

from byelaw.core.blocks import Block, Form, Uses
from byelaw.core.items import Audit, Pathway
from byelaw.core.items import Form as FormItem
from byelaw.core.names import BlockId
from byelaw.core.tree import Node, Nodes, stringify, walk
from byelaw.core.uses import uses_of
from byelaw.sources.prose_attributes import CALLOUTS, Owner, Written, is_address, read_attributes
from byelaw.sources.prose_reading import Reading
from byelaw.sources.prose_tables import lift_caption
from byelaw.sources.prose_text import LOOKUP_OPENS, plain_nodes, plain_words
from byelaw.sources.prose_tree import WITH_ATTRIBUTES, Attributes, Point, attributes, start_of


def build_blocks(nodes: Sequence[Node], reading: Reading) -> tuple[Block, ...]:
    """Return the blocks of a text, flat: headings without what follows them, statements with their children."""
    return tuple(_block(node, reading) for node in nodes)


def _block(node: Node, reading: Reading) -> Block:
    if node["t"] == "Header":
        return _section(node, reading)
    node = _with_image_attributes(node)
    found = attributes(node)
    if node["t"] == "Div" and any(key == "keep" for key, _ in found.pairs):
        return _keep(node, found, reading)
    if _has_language(node, found):
        _report_language(node, found, reading)
        return _prose(_bare(node), reading)
    if found and not _is_plain_div(node, found):
        return _statement(node, found, reading)
    return _prose(node, reading)


def _has_language(node: Node, found: Attributes) -> bool:
    """Tell whether it is code with a word after its fence, which pandoc takes for the language it is in."""
    return node["t"] == "CodeBlock" and bool(found.classes) and not found.id and not found.pairs


def _report_language(node: Node, found: Attributes, reading: Reading) -> None:
    message = f"a block of code cannot name its language, here '{' '.join(found.classes)[:60]}'"
    reading.report("prose-attribute", start_of(node), message, "write ``` without a language")


def _is_plain_div(node: Node, found: Attributes) -> bool:
    """Tell whether the fence only says how its text reads: a callout, a quotation, another language."""
    plain = CALLOUTS | {"card", "quote"}
    only_language = all(key == "lang" for key, _ in found.pairs)
    return node["t"] == "Div" and not found.id and only_language and all(name in plain for name in found.classes)


def _section(node: Node, reading: Reading) -> Block:
    level, _, inlines = node["c"]
    written = read_attributes(attributes(node), start_of(node), Owner.HEADING, reading)
    title = tuple(plain_nodes(inlines, reading.origin))
    if not title:
        reading.report("prose-heading", start_of(node), "the heading has no words")
    if not written.id:
        name = stringify(title)
        reading.report("prose-heading", start_of(node), f"the heading '{name}' has no id", "write one at its end: ## Title {#id}")
    made = _made(Form.SECTION, node, written, reading)
    return replace(made, level=level, title=title, title_uses=uses_of(title))


def _keep(node: Node, found: Attributes, reading: Reading) -> Block:
    kept = found.get("keep")
    if node["c"][1] or found.id or found.classes or len(found.pairs) > 1:
        reading.report(
            "prose-keep",
            start_of(node),
            "'keep=' places an inherited block as it is: nothing else stands there",
            "close it: :::",
        )
    if not is_address(kept):
        reading.report("prose-keep", start_of(node), f"'{kept}' is not the id of a block")
    return _made(Form.KEEP, node, Written(id=kept), reading)


def _statement(node: Node, found: Attributes, reading: Reading) -> Block:
    written = read_attributes(found, start_of(node), Owner.BLOCK, reading)
    if not written.id:
        reading.report("prose-id", start_of(node), "a block with attributes needs an id of its own", "write {#id …}")
    inner, caption = _inside(node, written, reading)
    children = tuple(_child(child, start_of(node), reading) for child in inner)
    children = tuple(child for child in children if child.form is not Form.SECTION)
    is_filled = bool(written.template or written.data[0])
    if is_filled and children:
        reading.report("prose-template", start_of(node), "a block that is filled with data is empty: its text comes from the data")
        children = ()
    if not children and not is_filled:
        reading.report("prose-empty", start_of(node), "the block has no text of its own")
    made = _made(Form.STATEMENT, node, written, reading)
    return replace(made, children=children, caption=caption, uses=uses_of(caption))


def _inside(node: Node, written: Written, reading: Reading) -> tuple[list[Node], Nodes]:
    """Return what stands in the statement, and its caption."""
    inner: list[Node] = node["c"][1] if node["t"] == "Div" else [_bare(node)]
    lifted: list[Node] = []
    if "table" in written.classes:
        inner, lifted = lift_caption(inner, start_of(node), reading)
    if not written.caption:
        return inner, tuple(plain_nodes(lifted, reading.origin))
    kinds = [each["t"] for each in inner]
    if kinds != ["Table"] and not any(_only_image(each) for each in inner):
        reading.report("prose-caption", start_of(node), "only a table or an image has a caption")
    if any(mark in written.caption for mark in ("](", "`", "**")):
        hint = "write the caption as a paragraph inside ::: {#id .table} before the table"
        reading.report("prose-caption", start_of(node), "a caption on the line above holds words and look-ups only", hint)
    caption = plain_words(written.caption, start_of(node), reading.origin)
    if any(each["t"] == "Str" and (LOOKUP_OPENS in each["c"] or "}}" in each["c"]) for each in caption):
        reading.report("prose-lookup", start_of(node), "the caption holds something that is not a look-up", "a look-up is {{ name }}")
    return inner, tuple(caption)


def _bare(node: Node) -> Node:
    """Return the node without its author's attributes, which are now the block's."""
    place = WITH_ATTRIBUTES[node["t"]]
    content = list(node["c"])
    content[place] = ["", [], []]
    return {"t": node["t"], "c": content, "at": node["at"]}


def _only_image(node: Node) -> bool:
    return node["t"] in ("Para", "Plain") and len(node["c"]) == 1 and node["c"][0]["t"] == "Image"


def _with_image_attributes(node: Node) -> Node:
    """Return a paragraph that is one image with an id or caption as a block that has them; anything else as it is."""
    if not _only_image(node):
        return node
    image = node["c"][0]
    found = attributes(image)
    own = [["caption", found.get("caption")]] if found.get("caption") else []
    if not found.id and not own:
        return node
    inside = {"t": "Para", "c": [_bare(image)], "at": node["at"]}
    return {"t": "Div", "c": [[found.id, [], own], [inside]], "at": node["at"]}


def _child(node: Node, around: Point, reading: Reading) -> Block:
    if node["t"] == "Header":
        _report_heading(start_of(node), around, reading)
    return _block(node, reading)


def _report_heading(point: Point, around: Point, reading: Reading) -> None:
    line = reading.origin.place(around).line
    hint = f"close the block that begins on line {line} with ':::' before it"
    reading.report("prose-heading-inside", point, "a heading may not stand inside another block", hint)


def _prose(node: Node, reading: Reading) -> Block:
    inside = list(walk(node.get("c")))
    for each in inside:
        if _is_named(each):
            _report_named(each, node, reading)
    nodes = tuple(plain_nodes([node], reading.origin))
    uses = uses_of(nodes) if any(_looks_up(each) for each in inside) else Uses()
    return Block(Form.PROSE, reading.origin.place(start_of(node)), layer=reading.layer, nodes=nodes, uses=uses)


def _looks_up(node: Node) -> bool:
    """Tell whether the node may use something: most text does not, and is then not searched again word by word."""
    return node["t"] in ("Link", "Image") or (node["t"] == "Str" and LOOKUP_OPENS in node["c"])


def _report_named(named: Node, prose: Node, reading: Reading) -> None:
    """Report a heading, or what has attributes, inside prose; other inlines are checked elsewhere."""
    if named["t"] == "Header":
        _report_heading(start_of(named), start_of(prose), reading)
        return
    found = attributes(named)
    if _has_language(named, found):
        _report_language(named, found, reading)
        return
    name = found.id
    what = f"the block '{name}'" if name else "a block with attributes"
    hint = "take it out of the list, quotation or text, or give the fence around it an id"
    reading.report("prose-id", start_of(named), f"{what} stands where nothing can name it", hint)


def _is_named(node: Node) -> bool:
    match node["t"]:
        case "Header":
            return True
        case "Image":
            found = attributes(node)
            return bool(found.id or found.get("caption"))
        case "Table" | "CodeBlock":
            return bool(attributes(node))
        case "Div":
            found = attributes(node)
            return bool(found) and not _is_plain_div(node, found)
        case _:
            return False


def _made(form: Form, node: Node, written: Written, reading: Reading) -> Block:
    """Return a block with its place and its attributes."""
    return Block(
        form,
        reading.origin.place(start_of(node)),
        BlockId(written.id),
        reading.layer,
        strength=written.strength,
        who=written.who,
        sources=written.sources,
        when=written.when,
        lock=written.lock,
        lock_by=reading.layer,
        classes=written.kept_classes,
        language=written.language,
        template=written.template,
        records=written.records,
        item=_item(*written.data),
    )


def _item(kind: str, name: str) -> Pathway | FormItem | Audit | None:
    """Return the mark of a block that is filled with a file of data when all files are read."""
    match kind:
        case "pathway":
            return Pathway(name, "", "")
        case "form":
            return FormItem(name, "", "")
        case "audit":
            return Audit(name, "", "", ())
        case _:
            return None

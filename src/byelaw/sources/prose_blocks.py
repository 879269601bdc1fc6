"""From pandoc's blocks to ours: headings become sections, what has an id a statement, anything else prose."""

from collections.abc import Sequence
from dataclasses import replace

from byelaw.core.blocks import Block, Form, Uses
from byelaw.core.names import BlockId
from byelaw.core.tree import Node, Nodes, stringify, text, walk
from byelaw.sources.prose_attributes import CALLOUTS, Owner, Written, is_address, read_attributes
from byelaw.sources.prose_reading import Reading
from byelaw.sources.prose_tables import lift_caption
from byelaw.sources.prose_text import LOOKUP, finished, is_callout_title, is_outside
from byelaw.sources.prose_tree import WITH_ATTRIBUTES, Attributes, Placed, Point, attributes, placed


def build_blocks(nodes: Sequence[Node], reading: Reading) -> tuple[Block, ...]:
    """Return the blocks of a text, flat: headings without what follows them, statements with their children."""
    return tuple(_block(item, reading) for item in placed(nodes))


def _block(item: Placed, reading: Reading) -> Block:
    if item.node["t"] == "Header":
        return _section(item, reading)
    item = _with_image_attributes(item)
    found = attributes(item.node)
    if item.node["t"] == "Div" and any(key == "keep" for key, _ in found.pairs):
        return _keep(item, found, reading)
    if found and not _is_plain_div(item.node, found):
        return _statement(item, found, reading)
    return _prose(item, reading)


def _is_plain_div(node: Node, found: Attributes) -> bool:
    """Tell whether the fence only says how its text reads: a callout, a quotation, another language."""
    plain = CALLOUTS | {"card", "quote"}
    only_language = all(key == "lang" for key, _ in found.pairs)
    return node["t"] == "Div" and not found.id and only_language and all(name in plain for name in found.classes)


def _section(item: Placed, reading: Reading) -> Block:
    level, _, inlines = item.node["c"]
    written = read_attributes(attributes(item.node), item.point, Owner.HEADING, reading)
    title = tuple(finished(inlines, reading.origin, item.point))
    if not title:
        reading.report("prose-heading", item.point, "the heading has no words")
    if not written.id:
        name = stringify(title)
        reading.report("prose-heading", item.point, f"the heading '{name}' has no id", "write one at its end: ## Title {#id}")
    made = _made(Form.SECTION, item, written, reading)
    return replace(made, level=level, title=title, title_uses=uses_of(title))


def _keep(item: Placed, found: Attributes, reading: Reading) -> Block:
    kept = found.get("keep")
    if item.node["c"][1] or found.id or found.classes or len(found.pairs) > 1:
        reading.report(
            "prose-keep",
            item.point,
            "'keep=' places an inherited block as it is: nothing else stands there",
            "close it: :::",
        )
    if not is_address(kept):
        reading.report("prose-keep", item.point, f"'{kept}' is not the id of a block")
    return _made(Form.KEEP, item, Written(id=kept), reading)


def _statement(item: Placed, found: Attributes, reading: Reading) -> Block:
    written = read_attributes(found, item.point, Owner.BLOCK, reading)
    if not written.id:
        reading.report("prose-id", item.point, "a block with attributes needs an id of its own", "write {#id …}")
    inner, caption = _inside(item, written, reading)
    children = tuple(_child(child, item.point, reading) for child in placed(inner, item.point) if not is_callout_title(child.node))
    children = tuple(child for child in children if child.form is not Form.SECTION)
    if written.template and children:
        reading.report("prose-template", item.point, "a block made by a template is empty: its text comes from the records")
    if not children and not written.template:
        reading.report("prose-empty", item.point, "the block has no text of its own")
    made = _made(Form.STATEMENT, item, written, reading)
    return replace(made, children=children, caption=caption, uses=uses_of(caption))


def _inside(item: Placed, written: Written, reading: Reading) -> tuple[list[Node], Nodes]:
    """Return what stands in the statement, and its caption."""
    node = item.node
    inner: list[Node] = node["c"][1] if node["t"] == "Div" else [_bare(node)]
    lifted: list[Node] = []
    if "table" in written.classes:
        inner, lifted = lift_caption(inner, item.point, reading)
    if not written.caption:
        return inner, tuple(finished(lifted, reading.origin, item.point))
    kinds = [each.node["t"] for each in placed(inner, item.point)]
    if kinds != ["Table"] and not any(_only_image(each.node) for each in placed(inner, item.point)):
        reading.report("prose-caption", item.point, "only a table or an image has a caption")
    return inner, tuple(text(" ".join(written.caption.split())))


def _bare(node: Node) -> Node:
    """Return the node without its author's attributes, which are now the block's; its position stays."""
    place = WITH_ATTRIBUTES[node["t"]]
    content = list(node["c"])
    content[place] = ["", [], [pair for pair in content[place][2] if pair[0] == "data-pos"]]
    return {"t": node["t"], "c": content}


def _only_image(node: Node) -> bool:
    if node["t"] not in ("Para", "Plain"):
        return False
    inlines = placed(node["c"])
    return len(inlines) == 1 and inlines[0].node["t"] == "Image"


def _with_image_attributes(item: Placed) -> Placed:
    """Return a paragraph that is one image with an id or caption as a block that has them; anything else as it is."""
    if not _only_image(item.node):
        return item
    image = placed(item.node["c"])[0].node
    found = attributes(image)
    own = [["caption", found.get("caption")]] if found.get("caption") else []
    if not found.id and not own:
        return item
    inside = {"t": "Para", "c": [_bare(image)]}
    return Placed({"t": "Div", "c": [[found.id, [], own], [inside]]}, item.point)


def _child(item: Placed, around: Point, reading: Reading) -> Block:
    if item.node["t"] == "Header":
        _report_heading(item.point, around, reading)
    return _block(item, reading)


def _report_heading(point: Point, around: Point, reading: Reading) -> None:
    line = reading.origin.place(around).line
    hint = f"close the block that begins on line {line} with ':::' before it"
    reading.report("prose-heading-inside", point, "a heading may not stand inside another block", hint)


def _prose(item: Placed, reading: Reading) -> Block:
    nodes = tuple(finished([item.node], reading.origin, item.point))
    for inside in _named(item):
        if inside.node["t"] == "Header":
            _report_heading(inside.point, item.point, reading)
            continue
        name = attributes(inside.node).id
        what = f"the block '{name}'" if name else "a block with attributes"
        hint = "take it out of the list, quotation or text, or give the fence around it an id"
        reading.report("prose-id", inside.point, f"{what} stands where nothing can name it", hint)
    return Block(Form.PROSE, reading.origin.place(item.point), layer=reading.layer, nodes=nodes, uses=uses_of(nodes))


def _named(item: Placed) -> list[Placed]:
    """Return the headings and what has attributes inside prose; other inlines are checked elsewhere."""
    return [placed([node], item.point)[0] for node in walk(item.node.get("c")) if _is_named(node)]


def _is_named(node: Node) -> bool:
    found = attributes(node)
    match node["t"]:
        case "Header":
            return True
        case "Image":
            return bool(found.id or found.get("caption"))
        case "Table" | "CodeBlock":
            return bool(found)
        case "Div":
            return bool(found) and not _is_plain_div(node, found) and not is_callout_title(node)
        case _:
            return False


def _made(form: Form, item: Placed, written: Written, reading: Reading) -> Block:
    """Return a block with its place and its attributes."""
    return Block(
        form,
        reading.origin.place(item.point),
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
    )


def uses_of(nodes: Sequence[Node]) -> Uses:
    """Return what the nodes look up: names, targets of typed links, images; each once, in reading order."""
    names: dict[str, None] = {}
    links: dict[str, None] = {}
    images: dict[str, None] = {}
    for node in walk(list(nodes)):
        match node["t"]:
            case "Span" if LOOKUP in node["c"][0][1]:
                names.setdefault(node["c"][0][2][0][1])
            case "Link" if not is_outside(node["c"][2][0]):
                links.setdefault(node["c"][2][0])
            case "Image":
                images.setdefault(node["c"][2][0])
            case _:
                pass
    return Uses(tuple(names), tuple(links), tuple(images))

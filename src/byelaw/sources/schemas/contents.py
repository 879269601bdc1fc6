"""Read a value, or a field of a record, by its declared type."""

from decimal import Decimal

from byelaw.core.declarations import Content, FieldDeclaration, Type
from byelaw.core.names import near
from byelaw.sources.schemas.readers import READERS, Fault, read_text
from byelaw.sources.strict_yaml import Listing, Scalar, YamlNode


def read_content(node: YamlNode, declared: FieldDeclaration) -> Content | Fault:
    """Return the content of the node as its type reads it, or a Fault that says why not."""
    if declared.type is Type.LIST:
        return _list(node)
    content = READERS[declared.type.value](node)
    if isinstance(content, str) and declared.choices and content not in declared.choices:
        return _not_a_choice(content, declared)
    if isinstance(content, int | Decimal) and not isinstance(content, bool):
        return _bounded(content, declared)
    return content  # type: ignore[return-value]  # READERS gives for each type its content or a Fault


def written(node: YamlNode) -> str:
    """Return a node as people read it: a list as its items with commas."""
    match node:
        case Scalar():
            return node.text
        case Listing():
            return ", ".join(item.text for item in node.items if isinstance(item, Scalar))
        case _:
            return ""


def _list(node: YamlNode) -> Content | Fault:
    if not isinstance(node, Listing):
        return Fault("wrong-shape", "must be a list", "write it as `[one, two]`, or as lines that start with `-`")
    if not node.items:
        return Fault("empty-value", "is an empty list", "write at least one item, or delete the line")
    texts = tuple(read_text(item) for item in node.items)
    for item, text in zip(node.items, texts, strict=True):
        if isinstance(text, Fault):
            return Fault(text.code, f"has an item that {text.message}", text.hint, item.place)
    return tuple(str(text) for text in texts)


def _not_a_choice(content: str, declared: FieldDeclaration) -> Fault:
    close = near(content, declared.choices)
    hint = f"did you mean '{close[0]}'?" if close else f"write one of: {', '.join(declared.choices)}"
    return Fault("not-one-of", f"cannot be '{content}'", hint)


def _bounded(content: int | Decimal, declared: FieldDeclaration) -> Content | Fault:
    if declared.minimum is not None and content < declared.minimum:
        return Fault("out-of-bounds", f"is {content}, less than {declared.minimum}", f"write {declared.minimum} or more")
    if declared.maximum is not None and content > declared.maximum:
        return Fault("out-of-bounds", f"is {content}, more than {declared.maximum}", f"write {declared.maximum} or less")
    return content

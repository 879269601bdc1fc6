"""Pictures that stand in a document more than once, in different words."""

from dataclasses import replace

from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Node, attr, rewrite, stringify
from byelaw.outputs.survey import survey


def with_own_names(document: PublishedDocument) -> PublishedDocument:
    """Return the document with one name for each picture and alternative text: typst is told the text by the picture's name."""
    if len(survey(document.body).of_kind("Image")) < 2:  # noqa: PLR2004 - none, or one
        return document
    named: dict[tuple[str, str], str] = {}
    images = dict(document.images)

    def own(node: Node) -> Node | None:
        if node["t"] != "Image":
            return None
        _, inlines, (source, title) = node["c"]
        taken = sum(known == source for known, _ in named)
        name = named.setdefault((source, stringify(inlines)), f"media/{taken}-{source.removeprefix('media/')}" if taken else source)
        if source in document.images:
            images[name] = document.images[source]
        return None if name == source else {"t": "Image", "c": [attr(), inlines, [name, title]]}

    body = rewrite(document.body, own)
    return document if body is document.body else replace(document, body=tuple(body), images=images)

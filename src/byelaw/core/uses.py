"""What a tree looks up: the look-ups, links and images in it, found once so that later passes skip what needs nothing."""

from collections.abc import Sequence

from byelaw.core.blocks import Uses
from byelaw.core.tree import Node, walk

TYPED = ("http:", "https:", "mailto:", "tel:")


def uses_of(nodes: Sequence[Node]) -> Uses:
    """Return the look-ups by name, the typed link targets and the image sources in the tree, in reading order."""
    lookups: list[str] = []
    links: list[str] = []
    images: list[str] = []
    for node in walk(list(nodes)):
        match node["t"]:
            case "Span" if "lookup" in node["c"][0][1]:
                lookups.append(dict(node["c"][0][2])["name"])
            case "Link" if not node["c"][2][0].startswith(TYPED):
                links.append(node["c"][2][0])
            case "Image":
                images.append(node["c"][2][0])
            case _:
                pass
    return Uses(tuple(lookups), tuple(links), tuple(images))

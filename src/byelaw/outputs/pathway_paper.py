"""The words of a pathway on paper: the names of its parts and steps stay with what follows them."""

from collections.abc import Mapping
from types import MappingProxyType

from byelaw.core.pictures import PathwayPicture
from byelaw.core.tree import Node, Nodes, attr, rewrite

_STYLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"part-name": ("Part Name", "#part-name["), "step-name": ("Step Name", "#step-name[")}
)
"""By class: the style in Word, and what opens it in typst."""


def with_step_names(body: Nodes, pathways: Mapping[str, PathwayPicture]) -> Nodes:
    """Return the tree with the names of parts and steps as both writers set them; as it is where there is no pathway."""
    return tuple(rewrite(body, _named)) if pathways else body


def _named(node: Node) -> list[Node] | None:
    if node["t"] != "Div":
        return None
    style, opening = next((_STYLES[name] for name in node["c"][0][1] if name in _STYLES), ("", ""))
    if not style:
        return None
    named = {"t": "Div", "c": [attr("", (), [("custom-style", style)]), node["c"][1]]}
    return [{"t": "RawBlock", "c": ["typst", opening]}, named, {"t": "RawBlock", "c": ["typst", "]"]}]

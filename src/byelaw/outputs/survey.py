"""What stands in a document's tree, found in one walk: what the checks of paper and the typst text ask about."""

from dataclasses import dataclass
from typing import Any

from byelaw.core.tree import Node, Nodes

_EMPTY = frozenset({"Space", "SoftBreak", "LineBreak"})
_NOTABLE = frozenset({"Header", "Link", "Image", "Table", "Div", "Span", "Figure", "CodeBlock"})
_LITERAL = frozenset({"Code", "CodeBlock", "Math"})


@dataclass(frozen=True, slots=True)
class Survey:
    """The nodes that can have an identifier, a target or a duty to say something, in reading order, and the letters in the text."""

    notable: Nodes
    characters: frozenset[str]
    """Without white space."""

    def of_kind(self, kind: str) -> Nodes:
        """Return the notable nodes of a kind."""
        return tuple(node for node in self.notable if node["t"] == kind)


def survey(body: Nodes) -> Survey:
    """Return what stands in the tree."""
    notable: list[Node] = []
    words: list[str] = []
    _look(body, notable, words)
    return Survey(tuple(notable), frozenset(each for each in set("".join(words)) if not each.isspace()))


def _look(value: Any, notable: list[Node], words: list[str]) -> None:  # noqa: ANN401 - a tree of JSON values
    for item in value:
        if isinstance(item, dict):
            _note(item, notable, words)
        elif isinstance(item, list):
            _look(item, notable, words)


def _note(node: Node, notable: list[Node], words: list[str]) -> None:
    kind = node.get("t", "")
    if kind == "Str":
        words.append(node["c"])
        return
    if kind in _EMPTY:
        return
    if kind in _NOTABLE:
        notable.append(node)
    if kind in _LITERAL:
        words.append(node["c"][1])
    inside = node.get("c") if kind else list(node.values())
    if isinstance(inside, list):
        _look(inside, notable, words)

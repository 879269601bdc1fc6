"""Boxes that one version has and the other has not: text that was replaced locally stands in a Div that says whose it is.

Such boxes have no id. They are opened before their siblings are aligned, so that the text in them finds itself, and put round it again
afterwards: as a container of both trees where both have it, of one tree where only one has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypeVar

from byelaw.core.comparing.aligning import content
from byelaw.core.comparing.shells import taken_apart
from byelaw.core.comparing.trees import Inside, Merged
from byelaw.core.tree import Node

T = TypeVar("T")
_OPENED = frozenset({"local", "condition"})


@dataclass(frozen=True, slots=True)
class Box:
    """A box that was opened: its shell and its number among those of its side."""

    shell: Node
    number: int


Boxes: TypeAlias = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Laid(Generic[T]):
    """A part with the boxes around it on each side, the outermost first; None where the part is not on that side."""

    part: T
    old: Boxes | None = ()
    new: Boxes | None = ()


def opened(old: Sequence[Node], new: Sequence[Node]) -> tuple[list[Laid[Node]], list[Laid[Node]]]:
    """Return both lists of siblings with their boxes opened; a box that both have unchanged stays shut."""
    shut = {content(node) for node in old if _is_box(node)} & {content(node) for node in new if _is_box(node)}
    found: tuple[list[Laid[Node]], list[Laid[Node]]] = ([], [])
    for nodes, laid in zip((old, new), found, strict=True):
        _open(nodes, (), shut, laid, [0])
    return found


def _open(nodes: Sequence[Node], around: Boxes, shut: set[str], laid: list[Laid[Node]], count: list[int]) -> None:
    for node in nodes:
        if not _is_box(node) or content(node) in shut or not node["c"][1]:
            laid.append(Laid(node, around, around))
            continue
        shell, inner = taken_apart(node)
        count[0] += 1
        _open(inner, (*around, Box(shell, count[0])), shut, laid, count)


def _is_box(node: Node) -> bool:
    if node["t"] != "Div" or node["c"][0][0]:
        return False
    classes = node["c"][0][1]
    return not classes or not _OPENED.isdisjoint(classes)


class _CrossError(Exception):
    """Two boxes of the two sides overlap: neither can be put in the other."""


def boxed(laid: Sequence[Laid[Merged]]) -> tuple[Merged, ...] | None:
    """Return the parts with their boxes round them again; None where boxes of the two sides cross."""
    try:
        return tuple(_boxed(laid))
    except _CrossError:
        return None


def _boxed(laid: Sequence[Laid[Merged]]) -> list[Merged]:
    found: list[Merged] = []
    at = 0
    while at < len(laid):
        old, new = _first(laid[at].old), _first(laid[at].new)
        if old is None and new is None:
            found.append(laid[at].part)
            at += 1
            continue
        end, part = _box(laid, at, old, new)
        found.append(part)
        at = end
    return found


def _box(laid: Sequence[Laid[Merged]], at: int, old: Box | None, new: Box | None) -> tuple[int, Merged]:
    """Return where the outermost box that starts here ends, and the box."""
    old_end = _end(laid, at, [each.old for each in laid], old)
    new_end = _end(laid, at, [each.new for each in laid], new)
    old = old or _partner([each.old for each in laid[at:new_end]])
    new = new or _partner([each.new for each in laid[at:old_end]])
    if old is not None and new is not None:
        end = max(_end(laid, at, [each.old for each in laid], old), _end(laid, at, [each.new for each in laid], new))
        if _is_alike(old, new) and all(_holds(each.old, old) and _holds(each.new, new) for each in laid[at:end]):
            inner = [Laid(each.part, _without_first(each.old), _without_first(each.new)) for each in laid[at:end]]
            return end, Inside(old.shell, new.shell, tuple(_boxed(inner)))
    return _one_sided(laid, at, old_end, new_end)


def _one_sided(laid: Sequence[Laid[Merged]], at: int, old_end: int, new_end: int) -> tuple[int, Merged]:
    """Return a box of one side only: the longer one, if both start here."""
    old, new = _first(laid[at].old), _first(laid[at].new)
    is_old = old is not None and (new is None or old_end >= new_end)
    end = old_end if is_old else new_end
    others = [each.new if is_old else each.old for each in laid]
    for other in {box.number for boxes in others[at:end] if (box := _first(boxes)) is not None}:
        places = [place for place, boxes in enumerate(others) if (box := _first(boxes)) is not None and box.number == other]
        if places[0] < at or places[-1] >= end:
            raise _CrossError
    if is_old and old is not None:
        return end, Inside(old.shell, None, tuple(_boxed([replace(each, old=_without_first(each.old)) for each in laid[at:end]])))
    if new is None:
        raise _CrossError
    return end, Inside(None, new.shell, tuple(_boxed([replace(each, new=_without_first(each.new)) for each in laid[at:end]])))


def _end(laid: Sequence[Laid[Merged]], at: int, side: Sequence[Boxes | None], box: Box | None) -> int:
    """Return the place after the last part in the box."""
    return next((place + 1 for place in range(len(laid) - 1, at - 1, -1) if box is not None and _first(side[place]) == box), at)


def _partner(side: Sequence[Boxes | None]) -> Box | None:
    return next((box for boxes in side if (box := _first(boxes)) is not None), None)


def _first(boxes: Boxes | None) -> Box | None:
    return boxes[0] if boxes else None


def _without_first(boxes: Boxes | None) -> Boxes | None:
    return boxes[1:] if boxes else boxes


def _holds(boxes: Boxes | None, box: Box) -> bool:
    """Tell whether a part may stand in the box: it is in it, or not on its side at all."""
    return boxes is None or _first(boxes) == box


def _is_alike(old: Box, new: Box) -> bool:
    return bool(old.shell["c"][0][1] == new.shell["c"][0][1])

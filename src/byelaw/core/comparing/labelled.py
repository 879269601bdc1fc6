"""A statement's label and its text say the same: "Should" over "you should". Where both change, that is one change, told of the label."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from byelaw.core.comparing.aligning import identifier
from byelaw.core.comparing.causes import Pairing
from byelaw.core.comparing.changes import RuleChange, RuleKind, TextChange, TextKind
from byelaw.core.comparing.folding import Swap, folded
from byelaw.core.comparing.pieces import is_label
from byelaw.core.comparing.trees import Added, Inside, Merged, Removed, Same, Worded
from byelaw.core.comparing.weighing import ordered
from byelaw.core.tree import Node

_LABELLED = frozenset({RuleKind.STRENGTH, RuleKind.WHO})


def told_once(changes: Sequence[TextChange | RuleChange], pairing: Pairing) -> Iterator[TextChange | RuleChange]:
    """Yield the changes of a document without telling what a label says again: in its text, or in the label itself."""
    said: dict[str, list[RuleChange]] = {}
    for each in changes:
        if isinstance(each, RuleChange) and each.kind in _LABELLED:
            said.setdefault(each.about.spot.address, []).append(each)
    plain = [_without_label(each) if isinstance(each, TextChange) else each for each in changes]
    texts = {
        each.about.spot.address: each
        for each in plain
        if isinstance(each, TextChange) and _is_told(each, said.get(each.about.spot.address, ()), pairing)
    }
    for each in plain:
        address = each.about.spot.address
        if each is texts.get(address):
            continue
        if isinstance(each, RuleChange) and address in texts and each is said[address][0]:
            yield _with_text(each, texts[address])
        else:
            yield each


def _is_told(change: TextChange, rules: Sequence[RuleChange], pairing: Pairing) -> bool:
    """Tell whether the words of a statement changed by nothing but its strength, or by who must act."""
    if change.kind is not TextKind.CHANGED or not rules:
        return False
    known = pairing.new.blocks.get((pairing.new_id, change.about.spot.anchor))
    lookups = known.lookups if known is not None else frozenset()
    shared = [each for each in pairing.swaps if each[1].is_among(lookups)]
    own = [(-1, swap) for rule in rules for swap in _swaps(rule.old, rule.new)]
    return folded(change.old, change.new, [*own, *shared]).is_whole


def _swaps(old: str, new: str) -> Iterator[Swap]:
    """Yield how a name is written in a sentence and at its beginning."""
    for one, other in ((old, new), (_small(old), _small(new)), (_great(old), _great(new))):
        if one and other:
            yield Swap(one, other)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _great(name: str) -> str:
    return name[:1].upper() + name[1:]


def _with_text(rule: RuleChange, text: TextChange) -> RuleChange:
    """Return the change of what a label says with the text that says it too."""
    about = replace(rule.about, words=text.about.words, flags=ordered((*rule.about.flags, *text.about.flags)))
    return replace(rule, about=about, merged=text.merged)


def _without_label(change: TextChange) -> TextChange:
    """Return the change of a statement without the label over it, which only says what is told of it apart."""
    if change.kind not in (TextKind.CHANGED, TextKind.MOVED_AND_CHANGED):
        return change
    return replace(change, merged=tuple(_bare(part) for part in change.merged))


def _bare(part: Merged) -> Merged:
    if not isinstance(part, Inside) or not any(identifier(each) for each in (part.old_shell, part.new_shell) if each is not None):
        return part
    left = tuple(each for each in part.children if not _is_label(each))
    return part if len(left) == len(part.children) else replace(part, children=left)


def _is_label(part: Merged) -> bool:
    nodes: list[Node | None]
    match part:
        case Same() | Added() | Removed():
            nodes = [part.node]
        case Inside() | Worded():
            nodes = [part.old_shell, part.new_shell]
    return any(is_label(each) for each in nodes if each is not None)

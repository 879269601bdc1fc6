"""Two sides of a document in one: paragraphs, tables, rows and cells that are kept, inserted or deleted.

What is which is known by the stamps; what has none (rules, code, empty cells) is the same where it looks the same. Where the last
paragraph of a cell or note would be deleted or inserted, its words are instead: the end of a cell can't be tracked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lxml import etree

from byelaw.outputs.ooxml import Element, find, qualified
from byelaw.outputs.redline_word_marks import (
    Change,
    Signature,
    bare_paragraph,
    changed_block,
    changed_row,
    changed_runs,
    like,
    rows_of,
    separator,
)
from byelaw.outputs.redline_word_runs import merged_words
from byelaw.outputs.redline_word_sides import BOOKMARKS, STAMPS, Side, digest, stamps_of
from byelaw.outputs.redline_word_stamps import PAIRED, Words

_PARAGRAPH, _TABLE, _PROPERTIES, _STYLE, _VALUE = map(qualified, ("w:p", "w:tbl", "w:pPr", "w:pStyle", "w:val"))
_LOOK, _BORDERS, _WIDTH = map(qualified, ("w:rPr", "w:pBdr", "w:tcW"))
_BODY_STYLES = frozenset({"FirstParagraph", "BodyText"})
_SHOWN_AS_NEW = frozenset(map(qualified, ("w:tblW", "w:tblLayout", "w:tblCaption")))
_OF_BLOCKS = frozenset({_PARAGRAPH, _TABLE})


@dataclass(slots=True)
class BlockMerger:
    """Merges blocks of two sides. `apart`: stamps of what must not be merged, because doing so did not hold."""

    old: Side
    new: Side
    words: Mapping[str, tuple[Words, ...]]
    signature: Signature
    apart: frozenset[str] = frozenset()
    notes: dict[str, Element] = field(default_factory=dict)
    """Notes that both versions have in two wordings, by the name given to them."""

    def body(self) -> list[Element]:
        """Return the blocks of both sides in one list."""
        return self.blocks(self.old.blocks, self.new.blocks)

    def blocks(self, old: Sequence[Element], new: Sequence[Element], *, keeps_end: bool = False) -> list[Element]:
        """Return blocks of both sides merged; `keeps_end`: the last paragraph of both is one, as in a cell."""
        pairs = self._pairs(old, new, self._can_merge)
        end = (len(old) - 1, len(new) - 1)
        forced = keeps_end and end not in pairs
        if forced:
            pairs = [each for each in pairs if each[0] != end[0] and each[1] != end[1]]
        before, after = (old[:-1], new[:-1]) if forced else (old, new)
        found: list[Element] = []
        for is_pair, gone, come in _stretches(pairs, len(before), len(after)):
            if is_pair:
                found.append(self._merged(old[gone[0]], new[come[0]]))
                continue
            found += [changed_block(old[at], Change.DELETED, self.signature) for at in gone]
            found += [changed_block(new[at], Change.INSERTED, self.signature) for at in come]
        return self._parted([*found, self._replaced(old[-1], new[-1])] if forced else found)

    def _pairs(self, old: Sequence[Element], new: Sequence[Element], can_pair: Callable[[Element, Element], bool]) -> list[tuple[int, int]]:
        """Return which of the old is which of the new, in order: by their stamps, then what lies between by its looks."""
        stamped = [
            (i, j)
            for i, j in _by_stamps([self._stamps(each) for each in old], [self._stamps(each) for each in new])
            if can_pair(old[i], new[j])
        ]
        pairs = []
        for is_pair, gone, come in _stretches(stamped, len(old), len(new)):
            if is_pair:
                pairs.append((gone[0], come[0]))
                continue
            pairs += self._by_looks([at for at in gone if not stamps_of(old[at])], [at for at in come if not stamps_of(new[at])], old, new)
        return pairs

    def _by_looks(
        self, gone: Sequence[int], come: Sequence[int], old: Sequence[Element], new: Sequence[Element]
    ) -> Iterable[tuple[int, int]]:
        if not gone or not come or "*" in self.apart:
            return
        looks = [text_of(old[at]) for at in gone], [text_of(new[at]) for at in come]
        for i, j, length in SequenceMatcher(None, *looks, autojunk=False).get_matching_blocks():
            yield from ((gone[i + step], come[j + step]) for step in range(length))

    def _stamps(self, block: Element) -> list[str]:
        if "*" in self.apart:
            return []
        return [each for each in stamps_of(block) if each.startswith(PAIRED) and each not in self.apart]

    def _can_merge(self, old: Element, new: Element) -> bool:
        if old.tag != new.tag:
            return False
        if old.tag == _TABLE:
            return _is_one_grid(old, new) and bool(self._pairs(rows_of(old), rows_of(new), _is_one_row))
        return True

    def _merged(self, old: Element, new: Element) -> Element:
        if text_of(old) == text_of(new):
            return _with_bookmarks(deepcopy(new), old)
        return self._table(old, new) if new.tag == _TABLE else self._paragraph(old, new)

    def _paragraph(self, old: Element, new: Element) -> Element:
        merged = _with_bookmarks(bare_paragraph(new), old)
        words = tuple(each for stamp in stamps_of(new) for each in self.words.get(stamp, ()))
        merged.extend(merged_words(old, new, words if stamps_of(old) == stamps_of(new) else (), self._note, self.signature))
        return self._with_old_look(merged, old)

    def _replaced(self, old: Element, new: Element) -> Element:
        """Return a paragraph with all that was in it deleted, and all that is in it now inserted."""
        merged = _with_bookmarks(bare_paragraph(new), old)
        merged.extend(changed_runs(old, Change.DELETED, self.signature))
        merged.extend(changed_runs(new, Change.INSERTED, self.signature))
        return self._with_old_look(merged, old)

    def _with_old_look(self, merged: Element, old: Element) -> Element:
        """Track how a paragraph looked, where it looks otherwise now."""
        properties = find(merged, "w:pPr")[0]
        before = [deepcopy(each) for each in _properties(old) if each.tag != _LOOK]
        if not _is_one_look(old, merged):
            kept = like(properties, before)
            properties.append(self.signature.mark("w:pPrChange", [kept]))
        return merged

    def _note(self, old: str, new: str) -> str:
        name = f"note{digest(f'{old} {new}'.encode())}"
        if name not in self.notes:
            before, after = (side.notes[each] for side, each in ((self.old, old), (self.new, new)))
            self.notes[name] = like(after, self.blocks(_blocks_of(before), _blocks_of(after), keeps_end=True))
        return name

    def _table(self, old: Element, new: Element) -> Element:
        """Return a table with its rows merged. What it is itself is shown as it is now."""
        merged = like(new, [deepcopy(each) for each in new if each.tag in _OF_TABLE])
        before, after = rows_of(old), rows_of(new)
        pairs = self._pairs(before, after, _is_one_row)
        for is_pair, gone, come in _stretches(pairs, len(before), len(after)):
            if is_pair:
                merged.append(self._row(before[gone[0]], after[come[0]]))
                continue
            merged.extend(changed_row(before[at], Change.DELETED, self.signature) for at in gone)
            merged.extend(changed_row(after[at], Change.INSERTED, self.signature) for at in come)
        return merged

    def _row(self, old: Element, new: Element) -> Element:
        row = like(new, [deepcopy(each) for each in find(new, "w:trPr")])
        for before, after in zip(find(old, "w:tc"), find(new, "w:tc"), strict=True):
            about = [deepcopy(each) for each in find(after, "w:tcPr")]
            row.append(like(after, [*about, *self.blocks(_blocks_of(before), _blocks_of(after), keeps_end=True)]))
        return row

    def _parted(self, blocks: Sequence[Element]) -> list[Element]:
        """Return the blocks with something between tables, which Word would join."""
        found: list[Element] = []
        for block in blocks:
            if found and block.tag == _TABLE and found[-1].tag == _TABLE:
                found.append(separator(self.signature))
            found.append(block)
        return found


def text_of(block: Element) -> bytes:
    """Return a block as text, to tell whether two are the same."""
    attributes = [(each, dict(each.attrib)) for each in block.iter(_PARAGRAPH)]
    for each, _ in attributes:
        each.attrib.pop(STAMPS, None)
        each.attrib.pop(BOOKMARKS, None)
    text = etree.tostring(block, with_tail=False)
    for each, known in attributes:
        each.attrib.update(known)
    return text


def _by_stamps(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the pairs that share a stamp, each once and none that goes back."""
    known = {stamp: at for at, stamps in enumerate(new) for stamp in stamps}
    pairs: list[tuple[int, int]] = []
    last = -1
    for i, stamps in enumerate(old):
        j = next((known[stamp] for stamp in stamps if known.get(stamp, -1) > last), -1)
        if j > last:
            pairs.append((i, j))
            last = j
    return pairs


def _stretches(pairs: Sequence[tuple[int, int]], old: int, new: int) -> Iterable[tuple[bool, range, range]]:
    """Yield the pairs and what lies between them, as places in both, and whether it is a pair."""
    i = j = 0
    for one, other in (*pairs, (old, new)):
        if (one, other) != (i, j):
            yield False, range(i, one), range(j, other)
        if (one, other) != (old, new):
            yield True, range(one, one + 1), range(other, other + 1)
        i, j = one + 1, other + 1


def _properties(paragraph: Element) -> list[Element]:
    return [each for properties in paragraph if properties.tag == _PROPERTIES for each in properties]


def style_of(paragraph: Element) -> str:
    """Return the id of a paragraph's style; body text looks the same wherever it stands."""
    style = next((each.get(_VALUE, "") for each in _properties(paragraph) if each.tag == _STYLE), "")
    return "BodyText" if style in _BODY_STYLES else style


def _other_looks(paragraph: Element) -> list[bytes]:
    return [etree.tostring(each) for each in _properties(paragraph) if each.tag not in {_STYLE, _LOOK, _BORDERS}]


def _is_one_look(old: Element, new: Element) -> bool:
    return style_of(old) == style_of(new) and _other_looks(old) == _other_looks(new)


def _is_one_grid(old: Element, new: Element) -> bool:
    looks = [[etree.tostring(each) for each in find(table, "w:tblPr/*") if each.tag not in _SHOWN_AS_NEW] for table in (old, new)]
    return looks[0] == looks[1] and len(find(old, "w:tblGrid/w:gridCol")) == len(find(new, "w:tblGrid/w:gridCol"))


def _is_one_row(old: Element, new: Element) -> bool:
    return _shape_of(old) == _shape_of(new)


def _shape_of(row: Element) -> list[list[bytes]]:
    about = [etree.tostring(each) for each in find(row, "w:trPr/*")]
    return [about, *([etree.tostring(each) for each in find(cell, "w:tcPr/*") if each.tag != _WIDTH] for cell in find(row, "w:tc"))]


def _blocks_of(holder: Element) -> list[Element]:
    return [each for each in holder if each.tag in _OF_BLOCKS]


def _with_bookmarks(merged: Element, old: Element) -> Element:
    """Return a block with the bookmarks that only its old version has beside its own."""
    first = next(merged.iter(_PARAGRAPH))
    names = dict.fromkeys([*first.get(BOOKMARKS, "").split(), *next(old.iter(_PARAGRAPH)).get(BOOKMARKS, "").split()])
    if names:
        first.set(BOOKMARKS, " ".join(names))
    return merged


_OF_TABLE = frozenset(map(qualified, ("w:tblPr", "w:tblGrid")))

"""The numbers of one Word file, given in reading order to what its fragments left open."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from byelaw.outputs.word_cut import Fragment, Kind, Listing, Slot, Text


@dataclass(slots=True)
class Numbers:
    """What has a number so far. It changes while one document is put together.

    One count serves bookmarks, drawings, notes and relationships, as pandoc's does; another the lists.
    """

    last: int
    last_list: int
    links: dict[str, str] = field(default_factory=dict)
    """Relationships by target."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Relationships by the picture's name in the tree."""
    notes: list[str] = field(default_factory=list)
    lists: dict[str, Listing] = field(default_factory=dict)

    def body(self, fragments: Sequence[Fragment]) -> str:
        """Return the blocks of the fragments, each section's bookmark open until the next heading of its level or above."""
        sections: list[tuple[int, str]] = []
        lines = []
        for fragment in fragments:
            lines += _ended(sections, fragment.level) if fragment.level else []
            filled = _Filled(self, fragment)
            lines.append(filled.text(fragment.blocks))
            sections += [(fragment.level, filled.marks[fragment.blocks.slots[0].name])] if fragment.level else []
        return "\n    ".join([*lines, *_ended(sections, 0), ""])

    def following(self) -> str:
        """Return the next number."""
        self.last += 1
        return str(self.last)

    def relation(self, known: dict[str, str], name: str) -> str:
        """Return the relationship to what is called that, one for all places it stands in."""
        return known[name] if name in known else known.setdefault(name, f"rId{self.following()}")

    def listing(self, made: Listing) -> str:
        """Return the number of a list that begins."""
        self.last_list += 1
        self.lists[str(self.last_list)] = made
        return str(self.last_list)


def _ended(sections: list[tuple[int, str]], level: int) -> list[str]:
    """Return the ends of the sections that a heading of the level ends, which are sections no more."""
    ends = []
    while sections and sections[-1][0] >= level:
        ends.append(f'<w:bookmarkEnd w:id="{sections.pop()[1]}"/>')
    return ends


class _Filled:
    """One fragment in its document: what its own names stand for there."""

    def __init__(self, numbers: Numbers, fragment: Fragment) -> None:
        self._numbers = numbers
        self._notes = fragment.notes
        self._lists = {each.name: numbers.listing(each) for each in fragment.lists}
        self.marks: dict[str, str] = {}

    def text(self, text: Text) -> str:
        """Return the markup with a number in each slot."""
        parts = [text.texts[0]]
        for slot, following in zip(text.slots, text.texts[1:], strict=True):
            parts += (self._number(slot), following)
        return "".join(parts)

    def _number(self, slot: Slot) -> str:
        match slot.kind:
            case Kind.MARK:
                return self.marks[slot.name] if slot.name in self.marks else self.marks.setdefault(slot.name, self._numbers.following())
            case Kind.LINK:
                return self._numbers.relation(self._numbers.links, slot.name)
            case Kind.PICTURE:
                return self._numbers.relation(self._numbers.pictures, slot.name)
            case Kind.LIST:
                return self._lists[slot.name]
            case Kind.NOTE:
                return self._note(slot.name)
            case Kind.DRAWING:
                return self._numbers.following()

    def _note(self, name: str) -> str:
        number = self._numbers.following()
        self._numbers.notes.append(f'<w:footnote w:id="{number}">{self.text(self._notes[name])}</w:footnote>')
        return number

"""Published documents of all kinds of blocks, and documents that were made of them by editing, for laws.

Hypothesis draws only a seed: drawing each node of trees as large as these would take it most of a second.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

from byelaw.core.tree import Node, attr, div, header, link, para, plain, span, strong, table, text

WORDS = ("the", "plot", "tenant", "digs", "must", "not", "3", "days,", "(weekly)", "water.", "to", "£40", "“butts”", "—", "")
BREAKS = ("Space", "Space", "SoftBreak", "LineBreak")
IDS = tuple(f"b{number}" for number in range(12))
CLASSES = ((), ("local",), ("condition",), ("quote",), ("definition",))
LEAVES: tuple[Node, ...] = (
    {"t": "Code", "c": [attr(), "x = 1"]},
    {"t": "Math", "c": [{"t": "InlineMath"}, "x"]},
    {"t": "Image", "c": [attr(), text("A plot"), ["media/1.png", ""]]},
    span(text("2.1"), ["number"]),
    span(text("2.2"), ["number"]),
    span([], ["empty"]),
)
RULES: tuple[Node, ...] = ({"t": "HorizontalRule"}, {"t": "CodeBlock", "c": [attr(), "a"]}, {"t": "CodeBlock", "c": [attr(), "b"]})


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes documents from one source of chance."""

    chance: Random

    def body(self) -> list[Node]:
        """Return a document: headings, and blocks of all kinds between them."""
        return distinct([self.heading() if self.chance.random() < 0.3 else self.block(2) for _ in range(self.chance.randrange(9))])

    def heading(self) -> Node:
        """Return a heading with its number."""
        number = span(text(str(self.chance.randrange(9))), ["number"])
        return header(self.chance.randint(1, 3), self.chance.choice(IDS), [number, {"t": "Space"}, *self.inlines(1)])

    def block(self, depth: int) -> Node:
        """Return a block, with blocks in blocks down to the depth."""
        if not depth or self.chance.random() < 0.4:
            return self.chance.choice(RULES) if self.chance.random() < 0.1 else self.paragraph(2)
        kinds = (self.listed, self.quoted, self.boxed, self.boxed, self.defined, self.lined, self.tabled, self.pictured)
        return self.chance.choice(kinds)(depth)

    def paragraph(self, depth: int) -> Node:
        """Return a paragraph, tight or loose."""
        return self.chance.choice((para, plain))(self.inlines(depth))

    def inlines(self, depth: int) -> list[Node]:
        """Return running text: words that touch, spaces of all kinds, and wrappers in wrappers."""
        found: list[Node] = []
        for _ in range(self.chance.randrange(7)):
            found.append(self.inline(depth))
            if self.chance.random() < 0.7:
                found.append({"t": self.chance.choice(BREAKS)})
        return found

    def inline(self, depth: int) -> Node:
        """Return a word, a leaf of another kind or a wrapper."""
        if not depth or self.chance.random() < 0.6:
            return self.chance.choice(LEAVES) if self.chance.random() < 0.2 else {"t": "Str", "c": self.chance.choice(WORDS)}
        inner = self.inlines(depth - 1)
        wrapped = (
            strong(inner),
            {"t": "Emph", "c": inner},
            {"t": "Superscript", "c": inner},
            link(inner, self.chance.choice(("#b1", "#b2", "https://example.org"))),
            span(inner, self.chance.choice(((), ("slot",)))),
            {"t": "Note", "c": [self.paragraph(depth - 1) for _ in range(self.chance.randint(1, 2))]},
        )
        return self.chance.choice(wrapped)

    def blocks(self, depth: int) -> list[Node]:
        """Return a few blocks."""
        return [self.block(depth - 1) for _ in range(self.chance.randint(1, 3))]

    def listed(self, depth: int) -> Node:
        """Return a list."""
        items = [self.blocks(depth) for _ in range(self.chance.randint(1, 4))]
        if self.chance.random() < 0.5:
            return {"t": "BulletList", "c": items}
        return {"t": "OrderedList", "c": [[self.chance.randint(1, 2), {"t": "Decimal"}, {"t": "Period"}], items]}

    def quoted(self, depth: int) -> Node:
        """Return a quotation."""
        return {"t": "BlockQuote", "c": self.blocks(depth)}

    def boxed(self, depth: int) -> Node:
        """Return a Div, with an id or without."""
        name = self.chance.choice(("", *IDS))
        pairs = [("localisation", self.chance.choice(("north", "south")))] if not name else []
        return div(self.blocks(depth), name, self.chance.choice(CLASSES), pairs)

    def defined(self, depth: int) -> Node:
        """Return a list of definitions."""
        entries = [
            [self.inlines(1), [self.blocks(depth) for _ in range(self.chance.randint(1, 2))]] for _ in range(self.chance.randint(1, 3))
        ]
        return {"t": "DefinitionList", "c": entries}

    def lined(self, _: int) -> Node:
        """Return lines of verse."""
        return {"t": "LineBlock", "c": [self.inlines(1) for _ in range(self.chance.randint(1, 3))]}

    def tabled(self, _: int) -> Node:
        """Return a table."""
        width = self.chance.randint(1, 3)
        rows = [[self.inlines(1) for _ in range(width)] for _ in range(self.chance.randint(1, 4))]
        return table(rows[0], rows[1:], self.inlines(1), self.chance.choice(("", *IDS)))

    def pictured(self, depth: int) -> Node:
        """Return a figure."""
        return {"t": "Figure", "c": [attr(), [None, [plain(self.inlines(1))]], self.blocks(depth)]}

    def edited(self, value: Any) -> Any:  # noqa: ANN401 - a tree of JSON values
        """Return the value with some of its nodes dropped, doubled, worded otherwise or made anew."""
        if isinstance(value, dict) and value["t"] == "Str":
            return {"t": "Str", "c": self.chance.choice((value["c"],) * 12 + (value["c"] + ",", "else"))}
        if isinstance(value, dict):
            return (
                {"t": value["t"], "c": self.edited(value["c"])} if "c" in value and value["t"] not in ("Table", "Image", "Math") else value
            )
        if not isinstance(value, list):
            return value
        made: list[Any] = []
        for each in value:
            fate = self.chance.random() if isinstance(each, dict) and each["t"] not in ("Decimal", "Period") else 1
            if fate > 0.06:
                made.append(self.edited(each) if fate > 0.12 else each)
            if 0.06 < fate < 0.09:
                made.append(each)
        return made if made or not value else value

    def shuffled(self, new: list[Node]) -> list[Node]:
        """Return the blocks with some at other places, some new among them, and some of them in a box."""
        for _ in range(self.chance.randrange(4)):
            new.insert(self.chance.randrange(len(new) + 1), self.heading() if self.chance.random() < 0.2 else self.block(1))
            new.insert(self.chance.randrange(len(new)), new.pop(self.chance.randrange(len(new))))
        start = self.chance.randrange(len(new) + 1)
        stop = self.chance.randrange(start, len(new) + 1)
        if stop > start and not any(each["t"] == "Header" for each in new[start:stop]):
            new[start:stop] = [div(new[start:stop], "", ["local"], [("localisation", "north")])]
        return new


def distinct(body: list[Node]) -> list[Node]:
    """Return the body without a second block of the same id: no document has one."""
    known: set[str] = set()

    def cleaned(value: Any) -> Any:  # noqa: ANN401 - a tree of JSON values
        if isinstance(value, dict) and value["t"] in ("Div", "Header", "Table"):
            at = 1 if value["t"] == "Header" else 0
            name = value["c"][at][0]
            attributes = ["" if name in known else name, *value["c"][at][1:]]
            known.add(name)
            return {"t": value["t"], "c": [*value["c"][:at], attributes, *cleaned(value["c"][at + 1 :])]}
        if isinstance(value, dict):
            return {**value, "c": cleaned(value["c"])} if "c" in value else value
        return [cleaned(each) for each in value] if isinstance(value, list) else value

    return [cleaned(each) for each in body]


SEEDS = st.integers(0, 2**48)


def body_of(seed: int) -> list[Node]:
    """Return the document of a seed."""
    return Maker(Random(seed)).body()  # noqa: S311 - nothing is secret


def edited_of(seed: int) -> tuple[list[Node], list[Node]]:
    """Return the document of a seed and what became of it."""
    maker = Maker(Random(seed))  # noqa: S311 - nothing is secret
    old = maker.body()
    return old, distinct(maker.shuffled(maker.edited(old)))

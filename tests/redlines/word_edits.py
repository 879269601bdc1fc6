"""Documents of 30 to 100 blocks and what became of them by 1 to 12 edits of 30 kinds, from a seed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

from byelaw.core.tree import Node, attr, div, header, link, para, plain, strong, text
from redlines.word_cases import OTHER_PICTURE, PICTURE, code, defined, figure, grid, image, note, ordered, words

_WORDS = (
    "the plot tenant digs must not weekly water allotment gate path key holder committee spring rent due before after each year "
    "shed compost hedge tool fence meeting clerk letter share half quarter bees hens fire shut open keep record agree"
)
VOCABULARY = _WORDS.split()

Body: TypeAlias = list[Node]


@dataclass(frozen=True, slots=True)
class Editor:
    """Makes and edits documents by one source of chance."""

    chance: Random

    def body(self) -> Body:
        """Return a document."""
        count = self.chance.randint(30, 100)
        makers = (self.sentence, self.sentence, self.sentence, self.rich, self.heading, self.listed, self.steps, self.tabled, self.boxed,
                  self.quoted, self.coded, self.pictured, self.defined, self.noted)  # fmt: skip
        return [self.heading(), *(self.chance.choice(makers)() for _ in range(count - 1))]

    def edited(self, body: Body) -> Body:
        """Return what became of it."""
        for _ in range(self.chance.randint(1, 12)):
            body = self.chance.choice(EDITS)(self, body)
        return body

    def say(self, least: int = 6, most: int = 30) -> str:
        """Return a sentence."""
        return " ".join(self.chance.choice(VOCABULARY) for _ in range(self.chance.randint(least, most))) + "."

    def sentence(self) -> Node:
        """Return a paragraph."""
        return words(self.say())

    def rich(self) -> Node:
        """Return a paragraph with all that can stand in one."""
        said = text(self.say(4, 9))
        inner = (
            strong(text(self.say(1, 3))), link(text(self.say(1, 3)), self.address()), {"t": "Code", "c": [attr(), self.say(1, 2)]},
            {"t": "Math", "c": [{"t": "InlineMath"}, "x^2"]}, {"t": "LineBreak"}, {"t": "Emph", "c": text(self.say(1, 4))},
            image(self.chance.choice((PICTURE, OTHER_PICTURE)), self.say(1, 3)),
        )  # fmt: skip
        return para([*said, {"t": "Space"}, self.chance.choice(inner), {"t": "Space"}, *text(self.say(3, 6))])

    def address(self) -> str:
        """Return where a link leads."""
        return self.chance.choice(("https://example.org/a", "https://example.org/b", "mailto:clerk@example.org", "doc:rules#keys"))

    def heading(self) -> Node:
        """Return a heading with an id of its own."""
        return header(self.chance.randint(1, 3), f"s{self.chance.randrange(10**9)}", text(self.say(1, 5)))

    def listed(self) -> Node:
        """Return a list, some of its items with lists or several paragraphs."""
        items = [[plain(text(self.say(2, 9)))] for _ in range(self.chance.randint(2, 6))]
        if self.chance.random() < 0.3:
            items[0].append({"t": "BulletList", "c": [[plain(text(self.say(2, 5)))] for _ in range(2)]})
        return {"t": "BulletList", "c": items}

    def steps(self) -> Node:
        """Return a numbered list."""
        return ordered(self.chance.choice((1, 1, 3)), *([plain(text(self.say(2, 9)))] for _ in range(self.chance.randint(2, 5))))

    def tabled(self) -> Node:
        """Return a table."""
        width = self.chance.randint(2, 4)
        rows = [tuple(self.say(1, 4) for _ in range(width)) for _ in range(self.chance.randint(2, 6))]
        return grid(*rows, caption=self.say(2, 4) if self.chance.random() < 0.5 else "")

    def boxed(self) -> Node:
        """Return a duty with its label."""
        strength = self.chance.choice(("must", "should", "may"))
        return div([div([words(f"{strength}: tenant")], classes=["statement-label"]), self.sentence()], "", ["statement", strength])

    def quoted(self) -> Node:
        """Return a quotation."""
        return {"t": "BlockQuote", "c": [self.sentence() for _ in range(self.chance.randint(1, 2))]}

    def coded(self) -> Node:
        """Return a block of code."""
        return code("\n".join(self.say(1, 4) for _ in range(self.chance.randint(1, 3))))

    def pictured(self) -> Node:
        """Return a picture with a caption."""
        return figure(self.chance.choice((PICTURE, OTHER_PICTURE)), self.say(2, 5))

    def defined(self) -> Node:
        """Return a list of definitions."""
        return defined(*((self.say(1, 2), self.say(3, 9)) for _ in range(self.chance.randint(1, 3))))

    def noted(self) -> Node:
        """Return a paragraph with a footnote."""
        return para(
            [*text(self.say(3, 9)), note(*(self.sentence() for _ in range(self.chance.randint(1, 2)))), *text(" " + self.say(3, 9))]
        )

    def at(self, body: Sequence[Node], kind: str) -> int | None:
        """Return the place of a block of the kind, if there is any."""
        places = [place for place, node in enumerate(body) if node["t"] == kind]
        return self.chance.choice(places) if places else None


Edit: TypeAlias = Callable[[Editor, Body], Body]


def with_block(body: Body, place: int, *nodes: Node) -> Body:
    """Return the body with other blocks in place of one."""
    return [*body[:place], *nodes, *body[place + 1 :]]


def _inlines(change: Callable[[Editor, list[Node]], list[Node]], kind: str = "Para") -> Edit:
    """Return the edit that changes the text of a block."""

    def edit(editor: Editor, body: Body) -> Body:
        place = editor.at(body, kind)
        if place is None or (kind == "Para" and not body[place]["c"]):
            return body
        node = body[place]
        if kind == "Header":
            return with_block(body, place, {"t": kind, "c": [*node["c"][:2], change(editor, node["c"][2])]})
        return with_block(body, place, para(change(editor, list(node["c"]))))

    return edit


def _word(editor: Editor, inlines: list[Node]) -> list[Node]:
    place = editor.at(inlines, "Str")
    return with_block(inlines, place, *text(editor.say(1, 3))) if place is not None else inlines


def _less(editor: Editor, inlines: list[Node]) -> list[Node]:
    start = editor.chance.randrange(len(inlines))
    return [*inlines[:start], *inlines[start + editor.chance.randint(1, 4) :]] or text(editor.say(1, 2))


def _more(editor: Editor, inlines: list[Node]) -> list[Node]:
    place = editor.chance.randrange(len(inlines) + 1)
    return [*inlines[:place], {"t": "Space"}, *text(editor.say(1, 4)), {"t": "Space"}, *inlines[place:]]


def _wrapped(wrap: Callable[[Editor, list[Node]], Node]) -> Callable[[Editor, list[Node]], list[Node]]:
    def change(editor: Editor, inlines: list[Node]) -> list[Node]:
        if any(node["t"] in {"Note", "Image"} for node in inlines):
            return inlines
        start = editor.chance.randrange(len(inlines))
        stop = start + editor.chance.randint(1, 4)
        return [*inlines[:start], wrap(editor, inlines[start:stop]), *inlines[stop:]]

    return change


def _retargeted(editor: Editor, inlines: list[Node]) -> list[Node]:
    place = editor.at(inlines, "Link")
    if place is None:
        return inlines
    about, inner, _ = inlines[place]["c"]
    return with_block(inlines, place, {"t": "Link", "c": [about, inner, [f"https://example.org/{editor.chance.randrange(9)}", ""]]})


def _note(editor: Editor, inlines: list[Node]) -> list[Node]:
    place = editor.at(inlines, "Note")
    if place is None:
        return [*inlines, note(words(editor.say()))]
    fates: tuple[list[Node], ...] = ([], [note(words(editor.say()))], [note(*inlines[place]["c"], words(editor.say()))])
    return with_block(inlines, place, *editor.chance.choice(fates))


def _added(make: Callable[[Editor], Node]) -> Edit:
    def edit(editor: Editor, body: Body) -> Body:
        place = editor.chance.randrange(len(body) + 1)
        return [*body[:place], make(editor), *body[place:]]

    return edit


def _removed(kind: str) -> Edit:
    def edit(editor: Editor, body: Body) -> Body:
        place = editor.at(body, kind)
        return body if place is None or len(body) == 1 else with_block(body, place)

    return edit


def _split(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "Para")
    if place is None or len(body[place]["c"]) < 4:
        return body
    half = len(body[place]["c"]) // 2
    return with_block(body, place, para(body[place]["c"][:half]), para(body[place]["c"][half:]))


def _joined(editor: Editor, body: Body) -> Body:
    places = [at for at in range(len(body) - 1) if body[at]["t"] == body[at + 1]["t"] == "Para"]
    if not places:
        return body
    at = editor.chance.choice(places)
    return [*body[:at], para([*body[at]["c"], {"t": "Space"}, *body[at + 1]["c"]]), *body[at + 2 :]]


def _level(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "Header")
    if place is None:
        return body
    level, *others = body[place]["c"]
    return with_block(body, place, {"t": "Header", "c": [level % 3 + 1, *others]})


def _items(change: Callable[[Editor, list[Any]], list[Any]], kind: str = "BulletList") -> Edit:
    def edit(editor: Editor, body: Body) -> Body:
        place = editor.at(body, kind)
        if place is None:
            return body
        content = body[place]["c"]
        made = change(editor, list(content)) if kind == "BulletList" else [content[0], change(editor, list(content[1]))]
        return with_block(body, place, {"t": kind, "c": made})

    return edit


def _item_added(editor: Editor, items: list[Any]) -> list[Any]:
    return [*items, [plain(text(editor.say(2, 5)))]] if editor.chance.random() < 0.5 else [[plain(text(editor.say(2, 5)))], *items]


def _item_removed(editor: Editor, items: list[Any]) -> list[Any]:
    place = editor.chance.randrange(len(items))
    return [*items[:place], *items[place + 1 :]] if len(items) > 1 else items


def _shuffled(editor: Editor, items: list[Any]) -> list[Any]:
    return editor.chance.sample(items, len(items))


def _loosened(_: Editor, items: list[Any]) -> list[Any]:
    return [[para(node["c"]) if node["t"] == "Plain" else node for node in item] for item in items]


def _start(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "OrderedList")
    if place is None:
        return body
    (start, *others), items = body[place]["c"]
    return with_block(body, place, {"t": "OrderedList", "c": [[start + 2, *others], items]})


def _numbered(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "BulletList")
    return body if place is None else with_block(body, place, ordered(1, *body[place]["c"]))


def _table(change: Callable[[Editor, list[Any]], list[Any]]) -> Edit:
    def edit(editor: Editor, body: Body) -> Body:
        place = editor.at(body, "Table")
        if place is None:
            return body
        content = body[place]["c"]
        about, width, first, rows = content[4][0]
        made = [*content[:4], [[about, width, first, change(editor, list(rows))]], content[5]]
        return with_block(body, place, {"t": "Table", "c": made})

    return edit


def _row_of(editor: Editor, width: int) -> list[Any]:
    return [attr(), [[attr(), {"t": "AlignDefault"}, 1, 1, [plain(text(editor.say(1, 4)))]] for _ in range(width)]]


def _row_added(editor: Editor, rows: list[Any]) -> list[Any]:
    place = editor.chance.randrange(len(rows) + 1)
    return [*rows[:place], _row_of(editor, len(rows[0][1])), *rows[place:]] if rows else rows


def _row_removed(editor: Editor, rows: list[Any]) -> list[Any]:
    return _item_removed(editor, rows) if rows else rows


def _cell(editor: Editor, rows: list[Any]) -> list[Any]:
    if not rows:
        return rows
    place = editor.chance.randrange(len(rows))
    about, cells = rows[place]
    which = editor.chance.randrange(len(cells))
    content = editor.chance.choice(([], [plain(text(editor.say(1, 6)))], [words(editor.say(1, 3)), words(editor.say(1, 3))]))
    cell = [*cells[which][:4], content]
    return [*rows[:place], [about, [*cells[:which], cell, *cells[which + 1 :]]], *rows[place + 1 :]]


def _column(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "Table")
    if place is None:
        return body
    about, caption, columns, (of_head, head), bodies, foot = body[place]["c"]

    def wider(rows: list[Any]) -> list[Any]:
        return [[of_row, [*cells, *_row_of(editor, 1)[1]]] for of_row, cells in rows]

    parts = [[of_body, width, wider(first), wider(rows)] for of_body, width, first, rows in bodies]
    return with_block(body, place, {"t": "Table", "c": [about, caption, [*columns, columns[-1]], [of_head, wider(head)], parts, foot]})


def _caption(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "Table")
    if place is None:
        return body
    about, _, *others = body[place]["c"]
    return with_block(body, place, {"t": "Table", "c": [about, [None, [plain(text(editor.say(2, 4)))]], *others]})


def _code(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "CodeBlock")
    return body if place is None else with_block(body, place, editor.coded())


def _picture(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "Figure")
    return body if place is None else with_block(body, place, editor.pictured())


def _strength(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "Div")
    return body if place is None else with_block(body, place, editor.boxed())


def _quote(editor: Editor, body: Body) -> Body:
    place = editor.at(body, "Para")
    return body if place is None else with_block(body, place, {"t": "BlockQuote", "c": [body[place]]})


def _moved(editor: Editor, body: Body) -> Body:
    place = editor.chance.randrange(len(body))
    others = with_block(body, place)
    there = editor.chance.randrange(len(others) + 1)
    return [*others[:there], body[place], *others[there:]]


def _section_moved(editor: Editor, body: Body) -> Body:
    starts = [place for place, node in enumerate(body) if node["t"] == "Header"]
    sections = [body[start:stop] for start, stop in zip(starts, [*starts[1:], len(body)], strict=True)]
    section = sections.pop(editor.chance.randrange(len(sections)))
    sections.insert(editor.chance.randrange(len(sections) + 1), section)
    return [*body[: starts[0]], *(node for each in sections for node in each)]


EDITS: tuple[Edit, ...] = (
    _inlines(_word), _inlines(_less), _inlines(_more), _inlines(_word, "Header"), _inlines(_note), _inlines(_retargeted),
    _inlines(_wrapped(lambda _, inner: strong(inner))), _inlines(_wrapped(lambda editor, inner: link(inner, editor.address()))),
    _added(Editor.sentence), _added(Editor.heading), _added(Editor.tabled), _added(Editor.listed), _removed("Para"), _removed("Header"),
    _removed("Table"), _removed("BulletList"), _split, _joined, _level, _items(_item_added), _items(_item_removed), _items(_shuffled),
    _items(_loosened), _items(_item_added, "OrderedList"), _start, _numbered, _table(_row_added), _table(_row_removed), _table(_cell),
    _column, _caption, _code, _picture, _strength, _quote, _moved, _section_moved,
)  # fmt: skip


def edit_set(seed: int) -> tuple[Body, Body]:
    """Return the document of a seed and what became of it."""
    editor = Editor(Random(seed))  # noqa: S311 - nothing is secret
    old = editor.body()
    return old, editor.edited(old)

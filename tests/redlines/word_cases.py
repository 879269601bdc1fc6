"""Pairs of small documents with one change each, by the kind of block: what a redline in Word must hold for."""

from collections.abc import Iterator
from dataclasses import dataclass

from byelaw.core.tree import Node, attr, div, header, link, para, plain, strong, table, text

PICTURE, OTHER_PICTURE = "media/1.png", "media/2.png"

FIRST = para(text("The allotments are let by the year."))
LAST = para(text("The committee answers every letter."))


@dataclass(frozen=True, slots=True)
class Case:
    """A pair. `kind` is the kind of block, `name` what changed."""

    kind: str
    name: str
    old: tuple[Node, ...]
    new: tuple[Node, ...]

    @property
    def label(self) -> str:
        """Return its name among all."""
        return f"{self.kind}: {self.name}"


def every_case() -> tuple[Case, ...]:
    """Return all cases."""
    makers = (_paragraphs, _inlines, _headings, _lists, _tables, _code, _pictures, _notes, _definitions, _quotes, _sections)
    return tuple(case for make in makers for case in make())


def words(sentence: str) -> Node:
    """Return a paragraph."""
    return para(text(sentence))


def bullets(*items: str) -> Node:
    """Return a tight list."""
    return {"t": "BulletList", "c": [[plain(text(item))] for item in items]}


def loose(*items: str) -> Node:
    """Return a loose list."""
    return {"t": "BulletList", "c": [[words(item)] for item in items]}


def ordered(start: int, *items: list[Node], style: str = "Decimal") -> Node:
    """Return a numbered list."""
    return {"t": "OrderedList", "c": [[start, {"t": style}, {"t": "Period"}], [list(item) for item in items]]}


def item(sentence: str, *others: Node) -> list[Node]:
    """Return an item of a list."""
    return [plain(text(sentence)), *others]


def code(words_: str, *classes: str) -> Node:
    """Return a block of code."""
    return {"t": "CodeBlock", "c": [attr("", classes), words_]}


def image(source: str, alternative: str) -> Node:
    """Return a picture."""
    return {"t": "Image", "c": [attr(), text(alternative), [source, ""]]}


def figure(source: str, caption: str) -> Node:
    """Return a picture with a caption."""
    return {"t": "Figure", "c": [attr(), [None, [plain(text(caption))]], [plain([image(source, "A plot")])]]}


def note(*blocks: Node) -> Node:
    """Return a footnote."""
    return {"t": "Note", "c": list(blocks)}


def defined(*entries: tuple[str, str]) -> Node:
    """Return a list of definitions."""
    return {"t": "DefinitionList", "c": [[text(term), [[words(meaning)]]] for term, meaning in entries]}


def grid(*rows: tuple[str, ...], caption: str = "") -> Node:
    """Return a table, its first row the header."""
    cells = [[text(cell) for cell in row] for row in rows]
    return table(cells[0], cells[1:], text(caption) if caption else ())


def _case(kind: str, name: str, old: list[Node], new: list[Node]) -> Case:
    """Return a case between two paragraphs that stay."""
    return Case(kind, name, (FIRST, *old, LAST), (FIRST, *new, LAST))


def _paragraphs() -> Iterator[Case]:
    kind = "paragraph"
    before = words("The tenant digs the plot in spring and pays the rent in May.")
    yield _case(kind, "word", [before], [words("The tenant digs the plot in autumn and pays the rent in May.")])
    yield _case(kind, "inserted", [before], [before, words("The gate stays shut at night.")])
    yield _case(kind, "deleted", [before, words("The gate stays shut at night.")], [before])
    halves = [words("The tenant digs the plot in spring."), words("He pays the rent in May.")]
    yield _case(kind, "split", [before], halves)
    yield _case(kind, "joined", halves, [before])
    yield _case(kind, "replaced", [before], [words("Bees need a permit, which the clerk gives.")])
    yield Case(kind, "first inserted", (FIRST, LAST), (before, FIRST, LAST))
    yield Case(kind, "first deleted", (before, FIRST, LAST), (FIRST, LAST))
    yield Case(kind, "last inserted", (FIRST, LAST), (FIRST, LAST, before))
    yield Case(kind, "last deleted", (FIRST, LAST, before), (FIRST, LAST))
    yield _case(
        kind,
        "format",
        [before],
        [para([*text("The tenant "), strong(text("digs the plot")), *text(" in spring and pays the rent in May.")])],
    )


def _inlines() -> Iterator[Case]:
    kind = "inline"

    def around(*inner: Node) -> list[Node]:
        return [para([*text("See "), *inner, *text(" before you dig.")])]

    rules = text("the rules")
    yield _case(kind, "link retargeted", around(link(rules, "https://example.org/a")), around(link(rules, "https://example.org/b")))
    yield _case(kind, "link added", around(*rules), around(link(rules, "https://example.org/a")))
    codes = [{"t": "Code", "c": [attr(), each]} for each in ("plot 1", "plot 2")]
    yield _case(kind, "code", around(codes[0]), around(codes[1]))
    formulas = [{"t": "Math", "c": [{"t": "InlineMath"}, each]} for each in ("a^2", "a^3")]
    yield _case(kind, "maths", around(formulas[0]), around(formulas[1]))
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, rules]}
    yield _case(kind, "quote", around(*rules), around(quoted))
    yield _case(kind, "break", around(*rules), around(*rules, {"t": "LineBreak"}))


def _headings() -> Iterator[Case]:
    kind = "heading"
    head, under = header(2, "water", text("Water and butts")), words("Water is cut off in winter.")
    yield _case(kind, "text", [head, under], [header(2, "water", text("Water, butts and taps")), under])
    yield _case(kind, "inserted", [under], [head, under])
    yield _case(kind, "deleted", [head, under], [under])
    yield _case(kind, "level", [head, under], [header(3, "water", text("Water and butts")), under])


def _lists() -> Iterator[Case]:
    kind = "list"
    a, b, c = "Bring a spade.", "Bring a fork and a rake.", "Bring the key of the gate."
    yield _case(kind, "item inserted", [bullets(a, c)], [bullets(a, b, c)])
    yield _case(kind, "item deleted", [bullets(a, b, c)], [bullets(a, c)])
    yield _case(kind, "first item inserted", [bullets(b, c)], [bullets(a, b, c)])
    yield _case(kind, "last item deleted", [bullets(a, b, c)], [bullets(a, b)])
    yield _case(kind, "items reordered", [bullets(a, b, c)], [bullets(c, a, b)])
    yield _case(kind, "item worded", [bullets(a, b)], [bullets(a, "Bring a fork and a hoe.")])
    nested = {"t": "BulletList", "c": [item(a, bullets(b, c))]}
    yield _case(kind, "nested item deleted", [nested], [{"t": "BulletList", "c": [item(a, bullets(b))]}])
    yield _case(kind, "nested list added", [{"t": "BulletList", "c": [item(a)]}], [nested])
    longer = {"t": "BulletList", "c": [[words(a), words(c)], [words(b)]]}
    yield _case(kind, "paragraph in item", [loose(a, b)], [longer])
    yield _case(kind, "start", [ordered(1, item(a), item(b))], [ordered(4, item(a), item(b))])
    yield _case(kind, "numbered item inserted", [ordered(1, item(a), item(c))], [ordered(1, item(a), item(b), item(c))])
    yield _case(kind, "bullets to numbers", [bullets(a, b)], [ordered(1, item(a), item(b))])
    yield _case(kind, "tight to loose", [bullets(a, b)], [loose(a, b)])
    yield _case(kind, "from a paragraph", [words(a)], [bullets(a, b)])


def _tables() -> Iterator[Case]:
    kind = "table"
    head, one, two, three = ("Plot", "Tenant"), ("1", "Ash"), ("2", "Birch"), ("3", "Cedar")
    whole = grid(head, one, two, three)
    yield _case(kind, "cell", [whole], [grid(head, one, ("2", "Beech and Birch"), three)])
    yield _case(kind, "row inserted", [grid(head, one, three)], [whole])
    yield _case(kind, "row deleted", [whole], [grid(head, one, three)])
    yield _case(kind, "last row deleted", [whole], [grid(head, one, two)])
    yield _case(kind, "column inserted", [whole], [grid((*head, "Rent"), (*one, "£40"), (*two, "£40"), (*three, "£60"))])
    yield _case(kind, "column deleted", [grid((*head, "Rent"), (*one, "£40"), (*two, "£40"))], [grid(head, one, two)])
    yield _case(kind, "head", [whole], [grid(("Plot", "Name of the tenant"), one, two, three)])
    yield _case(kind, "caption", [grid(head, one, caption="Who digs")], [grid(head, one, caption="Who digs where")])
    yield _case(kind, "inserted", [], [whole])
    yield _case(kind, "deleted", [whole], [])
    yield _case(kind, "paragraphs in a cell", [_tall(["Ash.", "Oak."])], [_tall(["Ash."])])


def _tall(lines: list[str]) -> Node:
    made = grid(("Plot", "Tenants"), ("1", "x"))
    made["c"][4][0][3][0][1][1][4] = [words(line) for line in lines]
    return made


def _code() -> Iterator[Case]:
    kind = "code block"
    yield _case(kind, "changed", [code("dig\nplant")], [code("dig\nwater\nplant")])
    yield _case(kind, "inserted", [], [code("if dry:\n    water()", "python")])
    yield _case(kind, "deleted", [code("if dry:\n    water()", "python")], [])


def _pictures() -> Iterator[Case]:
    kind = "picture"
    yield _case(kind, "exchanged", [para([image(PICTURE, "A plot")])], [para([image(OTHER_PICTURE, "A plot")])])
    yield _case(kind, "inserted", [], [figure(PICTURE, "The plots")])
    yield _case(kind, "deleted", [figure(PICTURE, "The plots")], [])
    yield _case(kind, "caption", [figure(PICTURE, "The plots")], [figure(PICTURE, "The plots and the gate")])


def _notes() -> Iterator[Case]:
    kind = "note"
    start, end = text("The rent is due in May"), text(" of each year.")
    bare = para([*start, *end])
    one = words("The rent of a half plot is half.")

    def noted(*blocks: Node) -> Node:
        return para([*start, note(*blocks), *end])

    yield _case(kind, "inserted", [bare], [noted(one)])
    yield _case(kind, "deleted", [noted(one)], [bare])
    yield _case(kind, "edited", [noted(one)], [noted(words("The rent of a quarter plot is half."))])
    yield _case(kind, "paragraph inserted", [noted(one)], [noted(one, words("Ask the clerk."))])
    yield _case(kind, "paragraph with a note deleted", [noted(one)], [])


def _definitions() -> Iterator[Case]:
    kind = "definitions"
    plot, butt = ("plot", "A piece of land."), ("butt", "A barrel for rain.")
    yield _case(kind, "inserted", [defined(plot)], [defined(plot, butt)])
    yield _case(kind, "deleted", [defined(plot, butt)], [defined(plot)])
    yield _case(kind, "meaning worded", [defined(plot, butt)], [defined(("plot", "A piece of land that is dug."), butt)])


def _quotes() -> Iterator[Case]:
    kind = "quote, box, rule"
    said = words("Who digs will eat, said the clerk.")
    callout = div([div([words("Note")], classes=["callout-title"]), said], classes=["callout", "note"])
    yield _case(kind, "quote added", [said], [{"t": "BlockQuote", "c": [said]}])
    yield _case(kind, "callout inserted", [], [callout])
    yield _case(kind, "duty stronger", [_duty("should", "Should: Tenant", said)], [_duty("must", "Must: Tenant", said)])
    yield _case(kind, "rule inserted", [], [{"t": "HorizontalRule"}])


def _duty(strength: str, label: str, said: Node) -> Node:
    return div([div([words(label)], classes=["statement-label"]), said], "eat", ["statement", strength])


def _sections() -> Iterator[Case]:
    def section(name: str, title: str, *blocks: Node) -> tuple[Node, ...]:
        return (header(2, name, text(title)), *blocks)

    one = section("gates", "Gates and keys", words("The gate stays shut at night, and whoever comes last shuts it."))
    two = section("bees", "Bees and hens", words("Bees need a permit, which the clerk gives."), bullets("No cocks.", "Six hens at most."))
    three = section("fires", "Fires", words("Fires are lit after dusk, and only in November."))
    yield Case("section", "moved", (FIRST, *one, *two, *three, LAST), (FIRST, *two, *three, *one, LAST))

"""A document made by hand that uses every convention of `core/published.py`, with text that tries to be markup."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from struct import pack
from typing import TypeAlias
from zlib import compress, crc32

from byelaw.core.names import DocumentId
from byelaw.core.projects import Image
from byelaw.core.published import Control, PublishedDocument
from byelaw.core.tree import Node, attr, div, header, link, para, plain, span, stringify, strong, table, text, walk

HOSTILE = '<b>_x_</b> [z](q) {#k} #let x = 1; #panic("no") \\u{41} $x$ ] [ @ref <lab> `code` */ // "quoted" it\'s'
"""Shown as it stands, in every output."""

Pairs: TypeAlias = Sequence[tuple[str, str]]

STRENGTHS = ("must", "should", "may")
AS_OF = date(2026, 11, 23)

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="120" viewBox="0 0 480 120">'
    b'<rect x="4" y="4" width="200" height="112" fill="#eef3f7" stroke="#12324a" stroke-width="3"/>'
    b'<path d="M204 60h72" stroke="#12324a" stroke-width="3"/>'
    b'<rect x="276" y="4" width="200" height="112" fill="#fff" stroke="#12324a" stroke-width="3"/></svg>'
)


def picture() -> Image:
    """Return an SVG picture with its PNG."""
    return Image("framework/files/steps.svg", "image/svg+xml", SVG, sha256(SVG).hexdigest(), 480, 120, raster=png())


def png(width: int = 960, height: int = 240) -> bytes:
    """Return a plain picture as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    row = b"\0" + b"\xee\xf3\xf7" * width
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", compress(row * height)) + chunk(b"IEND", b"")


def number(words: str) -> Node:
    """Return a number as the tree holds it."""
    return span(text(words), ["number"])


def heading(level: int, identifier: str, figure: str, words: str, classes: tuple[str, ...] = ()) -> Node:
    """Return a numbered heading."""
    return header(level, identifier, [number(figure), {"t": "Space"}, *text(words)], classes)


def statement(identifier: str, strength: str, label: str, *blocks: Node) -> Node:
    """Return a duty with its label."""
    return div([div([para(text(label))], classes=["statement-label"]), *blocks], identifier, ["statement", strength])


def labelled(kind: str, label_kind: str, label: str, *blocks: Node, classes: tuple[str, ...] = (), pairs: Pairs = ()) -> Node:
    """Return a box whose first block is its label."""
    return div([div([para(text(label))], classes=[label_kind]), *blocks], classes=[kind, *classes], pairs=pairs)


def words(sentence: str) -> Node:
    """Return a paragraph of plain words."""
    return para(text(sentence))


def bullets(*items: str) -> Node:
    """Return a list of short items."""
    return {"t": "BulletList", "c": [[plain(text(item))] for item in items]}


def figure(alternative: str, caption: str, identifier: str = "figure-steps") -> Node:
    """Return a picture with a caption."""
    image = {"t": "Image", "c": [attr(), text(alternative), [f"media/{picture().digest}.svg", ""]]}
    legend = [number("Figure 1:"), {"t": "Space"}, *text(caption)]
    return {"t": "Figure", "c": [attr(identifier), [None, [plain(legend)]], [plain([image])]]}


def ordered(*items: list[Node]) -> Node:
    """Return a numbered list."""
    return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], list(items)]}


def _duties() -> list[Node]:
    return [
        heading(1, "timescales", "1", "Timescales"),
        words("These limits run from the moment a concern is first recorded, whoever records it."),
        statement(
            "hold-in-time",
            "must",
            "Must: Children’s social care, Police",
            words("Children’s social care must hold the discussion within 1 working day."),
            {
                "t": "BulletList",
                "c": [
                    [plain(text("Record who was asked to come.")), bullets("By name of post.", "With the time.")],
                    [plain(text("Record who came, and who did not."))],
                ],
            },
        ),
        statement(
            "tell-family",
            "must",
            "Must: Children’s social care",
            words("The chair must say who tells the family, and when."),
        ),
        statement("share", "should", "Should: Education settings", words("Schools should share what they know before the discussion.")),
        statement("invite", "may", "May: Chair", words("The chair may invite others whose knowledge would help.")),
        div([words("A statement without strength keeps its place for links.")], "plain-statement"),
        heading(2, "who-attends", "1.1", "Who attends"),
        para(
            [
                *text("The people in"),
                {"t": "Space"},
                link(text("Table 1"), "#table-people"),
                *text(" come. See also "),
                link(text("Referral, section 2: Screening"), "doc:referral#screening"),
                *text(", "),
                link(text("MASH"), "tel:+441632960001", ["record"]),
                *text(" and "),
                link(text("Hackett (2014)"), "https://example.org/hackett?a=1&b=2", ["citation"]),
                *text("."),
                {"t": "Note", "c": [words("A note at the foot of the page.")]},
            ]
        ),
        table(
            [text("Person"), text("Why they come"), text("Contact")],
            [
                [text("Social worker"), text("Leads the discussion and records what was agreed"), text("01632 960001")],
                [text("Police officer"), text("Says what can be shared, and when"), text("01632 960002")],
            ],
            [number("Table 1:"), {"t": "Space"}, *text("Who attends the discussion")],
            "table-people",
        ),
    ]


def _boxes() -> list[Node]:
    return [
        heading(1, "what-to-do", "2", "What to do"),
        ordered(
            [plain(text("Call the MASH.")), bullets("By telephone first.", "Then in writing.")],
            [plain(text("Write down what the child said."))],
        ),
        *(
            labelled("callout", "callout-title", kind.capitalize(), words(f"This is how a {kind} looks."), classes=(kind,))
            for kind in ("note", "tip", "important", "warning", "caution")
        ),
        labelled("condition", "condition-label", "Only where the area has a panel", words("The chair sends the papers to the panel.")),
        figure("Two boxes: first call, then write.", "What happens first"),
        para([*text("Welsh words are read as Welsh: "), span(text("Bwrdd Diogelu, tŷ a ŵyn"), pairs=[("lang", "cy")]), *text(".")]),
        div([words("A child is anyone who has not reached their 18th birthday.")], classes=["quote"]),
        {"t": "DefinitionList", "c": [[text("Contextual"), [[plain(text("Beyond the family."))]]]]},
        {"t": "BlockQuote", "c": [words("A quotation of one’s own.")]},
        {"t": "CodeBlock", "c": [attr(), 'image("media/x.png") #let y = 2\n*/ ] ```']},
        para(text(HOSTILE)),
    ]


def _local() -> list[Node]:
    pairs = [("localisation", "northmere"), ("tier", "area")]
    return [
        heading(1, "northmere--panel", "3", "HSB consultation panel", ("local",)),
        labelled(
            "local",
            "local-label",
            "Local text: Northmere Safeguarding Children Partnership",
            words("Northmere runs a weekly consultation panel."),
            bullets("On Tuesdays.", "By telephone."),
            statement("northmere--send", "should", "Should: Chair", words("The chair should send papers two days before.")),
            pairs=pairs,
        ),
        labelled("local-note", "local-label", "Local note: Northmere", words("Ask for the duty worker."), pairs=pairs),
        div(
            [para([strong(text("Northmere MASH")), {"t": "LineBreak"}, *text("01632 960001, every day, 8 am to 8 pm")])],
            "contact-mash",
            ["contact-card"],
        ),
        div([para([strong(text("Northmere night team"))]), words("01632 960009, at night")], classes=["contact-card"]),
        div([para([strong(text("Northmere day team"))]), words("01632 960008, by day")], classes=["contact-card"]),
        div([words("Set locally: at most 3 working days")], classes=["slot"]),
        para(
            [
                *text("Inline: "),
                span(text("set locally"), ["slot"]),
                *text(" and "),
                span(text("missing: telephone of the panel"), ["missing"]),
                *text("."),
            ]
        ),
        heading(1, "appendix-forms", "Appendix A", "Forms", ("appendix",)),
        words("The forms are listed here."),
    ]


def control(*, draft: bool = True, overdue: bool = True) -> Control:
    """Return what the document says of itself."""
    rows = (
        ("Edition", "Northmere Safeguarding Children Partnership"),
        ("Built from", "Framework 1.1; Northern Counties 3"),
        ("Status", "In force"),
        ("Owner", "HSB strategic lead"),
        ("Approved", "1 April 2026"),
        ("Review", "31 October 2026"),
    )
    return Control(
        rows[0][1],
        ("Framework 1.1", "Northern Counties 3"),
        "In force",
        "HSB strategic lead",
        date(2026, 10, 31),
        date(2026, 4, 1),
        "0123456789ab",
        date(2026, 10, 31),
        overdue,
        draft,
        rows,
    )


def document(*extra: Node, draft: bool = True, overdue: bool = True) -> PublishedDocument:
    """Return a document of every convention, with more blocks at its end."""
    return PublishedDocument(
        DocumentId("strategy-discussion"),
        "strategy-discussion",
        "Strategy discussion & enquiry",
        "procedure",
        "Procedure",
        "P3",
        "What to do when a concern meets the threshold, by whom and by when.",
        "en-GB",
        (*_duties(), *_boxes(), *_local(), *extra),
        control(draft=draft, overdue=overdue),
        {f"media/{picture().digest}.svg": picture()},
    )


def leaves() -> Iterator[str]:
    """Yield the words of every paragraph, heading, item, cell and caption of the sample."""
    for node in walk(document().body):
        if node["t"] in ("Para", "Plain"):
            yield stringify([child for child in node["c"] if child["t"] not in ("Note", "Image")])
        elif node["t"] == "Header":
            yield stringify(node["c"][2])


def logo() -> Image:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 64" width="160" height="64">'
        b'<circle cx="32" cy="32" r="30" fill="#12324a"/></svg>'
    )
    return Image("framework/brand/logo.svg", "image/svg+xml", svg, "feed0123", 160, 64, png())

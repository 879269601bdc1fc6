"""A small edition made by hand that uses every convention of the published tree."""

import shutil
from datetime import date
from pathlib import Path

from byelaw.core.names import DocumentId
from byelaw.core.projects import Image
from byelaw.core.published import Control, PublishedDocument, PublishedEdition, RegisterRow, UrgentNotice
from byelaw.core.tree import Node, Nodes, div, header, link, para, span, table, text
from byelaw.outputs.site import Look, Rendered
from byelaw.outputs.site_project import root_stub
from byelaw.tools.pandoc import Failure, Output, PandocPool, WriteJob

AS_OF = date(2026, 11, 23)
REVIEW = date(2027, 6, 30)
PICTURE = "media/0123abcd.svg"
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60">'
    b'<rect width="140" height="60" fill="#17495e"/><rect x="160" width="140" height="60" fill="#8a1c1c"/></svg>'
)


def heading(level: int, identifier: str, number: str, words: str, *classes: str) -> Node:
    return header(level, identifier, [span(text(number), ["number"]), *text(f" {words}")], classes)


def label(kind: str, words: str) -> Node:
    return div([para(text(words))], classes=[kind])


def statement(identifier: str, strength: str, who: str, *body: Node) -> Node:
    return div([label("statement-label", who), *body], identifier, ["statement", strength])


def card(name: str, phone: str, hours: str, identifier: str = "") -> Node:
    number = link(text(phone), f"tel:{phone.replace(' ', '')}")
    return div([para([{"t": "Strong", "c": text(name)}]), para([number]), para(text(hours))], identifier, ["contact-card"])


def image(words: str) -> Node:
    return {"t": "Image", "c": [["", [], []], text(words), [PICTURE, ""]]}


def body() -> Nodes:
    local = [("localisation", "northmere"), ("tier", "Area")]
    figure = {
        "t": "Figure",
        "c": [
            ["picture", [], []],
            [None, [{"t": "Plain", "c": text("Figure 1: The route")}]],
            [{"t": "Plain", "c": [image("Two boxes: first the call, then the plan")]}],
        ],
    }
    note: Node = {"t": "Note", "c": [para(text("A note at the end."))]}
    who = [[text("Police"), text("They lead on the enquiry")], [text("Health"), text("They know the child’s history")]]
    listing: Node = {"t": "BulletList", "c": [[{"t": "Plain", "c": text("first")}], [{"t": "Plain", "c": text("second")}]]}
    return (
        statement("at-once", "must", "Must: Everyone", para(text("Call 999 if anyone is in danger now."))),
        heading(1, "timescales", "1", "Timescales & <b>limits</b> *as* set_here"),
        para(
            [
                *text("Hold it within 24 hours. See "),
                link(text("Referral"), "doc:referral#who"),
                *text(" and "),
                link(text("harmful sexual behaviour"), "doc:glossary#term-hsb", ["term"]),
                note,
                *text("."),
            ]
        ),
        statement("hold-in-time", "must", "Must: Children’s social care", para(text("Hold the discussion in time.")), listing),
        statement("lead", "should", "Should: Police", para(text("Lead with care."))),
        statement("ask", "may", "May: Anyone", para(text("Ask for advice."))),
        div([para(text("A statement without strength."))], "plain-one"),
        div([label("callout-title", "Warning"), para(text("Do not investigate by yourself."))], "", ["callout", "warning"]),
        div([label("callout-title", "Note"), para(text("Keep a record."))], "", ["callout", "note"]),
        heading(2, "who-attends", "1.1", "Who attends"),
        table([text("Who"), text("Why")], who, [span(text("Table 1: "), ["number"]), *text("Who attends")], "attends"),
        div(
            [
                label("local-label", "Local text: Northmere"),
                statement("northmere--quick", "must", "Must: Police", para(text("Northmere’s own duty."))),
            ],
            "",
            ["local"],
            local,
        ),
        div([label("local-label", "Local note: Northmere"), para(text("Ring first."))], "", ["local-note"], local),
        heading(1, "northmere--panel", "2", "HSB consultation panel", "local"),
        label("local-label", "Local section: Northmere"),
        para(text("The panel meets weekly.")),
        figure,
        div([label("condition-label", "Only where there is a panel"), para(text("Send the form."))], "", ["condition"]),
        div([para(text("Set locally: at most 3 working days"))], "", ["slot"]),
        para(
            [
                *text("The number is "),
                span(text("set locally: telephone"), ["slot"]),
                *text(" or "),
                span(text("missing"), ["missing"]),
                *text("; "),
                span(text("Sut mae"), (), [("lang", "cy")]),
                *text("."),
            ]
        ),
        div([para(text("“A person must not.”"))], "", ["quote"]),
        card("Front door", "01632 960011", "Monday to Friday, 9 to 5", "who-to-call"),
        heading(1, "variations", "A", "Local variations", "appendix"),
        para(text("What differs here.")),
    )


def control(**changes: object) -> Control:
    rows = (
        ("Status", "In force"),
        ("Owner", "National editorial board"),
        ("Next review due", "30 June 2027"),
        ("Document id", "0123456789ab"),
        ("Printed copy valid until", "26 November 2026"),
    )
    values: dict[str, object] = {
        "edition": "Northmere",
        "built_from": ("Framework 1.0", "Northmere"),
        "status": "In force",
        "owner": "National editorial board",
        "review": REVIEW,
        "approved": date(2026, 9, 1),
        "document_id": "0123456789ab",
        "valid_until": date(2026, 11, 26),
        "overdue": False,
        "draft": False,
        "rows": rows,
    }
    return Control(**(values | changes))  # type: ignore[arg-type]


def document(name: str, title: str, nodes: Nodes, **changes: object) -> PublishedDocument:
    values: dict[str, object] = {
        "id": DocumentId(name),
        "file_name": name,
        "title": title,
        "kind": "procedure",
        "kind_name": "Procedure",
        "number": "D03",
        "summary": f"What to do about {title.lower()}.",
        "language": "en-GB",
        "body": nodes,
        "control": control(),
        "images": {},
    }
    return PublishedDocument(**(values | changes))  # type: ignore[arg-type]


def row(block: str, anchor: str, operation: str = "Added") -> RegisterRow:
    return RegisterRow(
        "strategy-discussion",
        "strategy-discussion",
        block,
        anchor,
        operation,
        "Area",
        "Northmere",
        "Northmere runs a weekly panel.",
        "HSB strategic lead",
        date(2027, 3, 31),
        "localisations/northmere/strategy-discussion.md",
        14,
    )


def edition(**changes: object) -> PublishedEdition:
    picture = Image("framework/files/route.svg", "image/svg+xml", _SVG, "0123abcd", 300, 60)
    referral = (
        heading(1, "who", "1", "Who refers"),
        para(text("Anyone may refer.")),
        heading(1, "how", "2", "How"),
        para(text("By telephone.")),
        heading(1, "after", "3", "After"),
        para(text("Wait.")),
    )
    values: dict[str, object] = {
        "id": "northmere",
        "name": "Northmere Safeguarding Children Partnership",
        "short": "Northmere",
        "tier_name": "Area",
        "framework_name": "Harmful sexual behaviour framework",
        "summary": "One shared framework for agencies.",
        "notice": "This is an example. If a child is in immediate danger, call 999.",
        "language": "en-GB",
        "as_of": AS_OF,
        "built_from": ("Framework 1.0", "Northmere (working copy)"),
        "kinds": (("procedure", "Procedures", "What to do and by when."), ("tool", "Tools", "")),
        "documents": (
            document("strategy-discussion", "Strategy discussion", body(), images={PICTURE: picture}),
            document("referral", "Referral", referral, control=control(overdue=True, review=date(2026, 1, 31))),
            document(
                "checklist",
                "Checklist & <notes>",
                (para(text("Tick each.")),),
                kind="tool",
                kind_name="Tool",
                local=True,
                control=control(draft=True, status="Draft"),
            ),
        ),
        "withdrawn": (("HSB panel", "Northmere has its own panel.", "strategy-discussion", "hsb-panel"),),
        "opted_out_below": {"referral": ("Southmere",)},
        "glossary": (heading(1, "term-hsb", "", "harmful sexual behaviour"), para(text("What it means."))),
        "contacts": (
            heading(1, "contact", "", "Contacts"),
            card("Emergency services", "999", "Day and night", "c-999"),
            card("Front door", "01632 960011", "9 to 5", "c-front"),
            card("Out of hours", "01632 960022", "Nights", "c-out"),
            card("Police", "101", "Day and night", "c-police"),
        ),
        "references": (div([para(text("Hackett, S. (2014)."))], "ref-hackett-2014"),),
        "register": (
            row("northmere:panel", "northmere--panel"),
            row("northmere:quick", "northmere--quick"),
            row("old-advice", "", "Left out"),
        ),
        "provenance": {},
        "review": date(2027, 3, 31),
        "urgent": (
            UrgentNotice(
                "Urgent change in National framework 1.1, 12 October 2026",
                "Ring first. This edition still follows 1.0.",
                "referral",
                "Referral",
                "who",
            ),
            UrgentNotice("Urgent change in Northern Counties 4, 1 November 2026", "A new duty. This edition still follows 3."),
        ),
        "signing": (
            "National framework 1.0: signed off by Chair, National editorial board on 1 September 2026",
            "Northern Counties 3: no sign-off recorded",
        ),
        "redirects": {"strategy-discussion#timing": "strategy-discussion#timescales", "old-page#x": "referral#who"},
    }
    return PublishedEdition(**(values | changes))  # type: ignore[arg-type]


BESIDE = frozenset(
    ["provenance.json"]
    + [
        f"{kind}.{ending}"
        for each in edition().documents
        for kind, ending in ((f"word/{each.file_name}", "docx"), (f"pdf/{each.file_name}", "pdf"))
    ]
)


def rendered_by(pool: PandocPool, published: PublishedEdition | None = None) -> Rendered:
    """Return the HTML of the edition's trees."""
    published = published or edition()

    def to_html(nodes: Nodes) -> str:
        written = pool.write(WriteJob(nodes, (Output("html5"),)))
        assert not isinstance(written, Failure), written
        return str(written[0])

    documents = {each.file_name: to_html(each.body) for each in published.documents}
    return Rendered(documents, to_html(published.contacts), to_html(published.glossary), to_html(published.references))


def look(folder: Path) -> Look:
    """Return the project's look, copied into the folder so that a test never writes where people work."""
    root, copy = Path(__file__).parents[2], folder / "root"
    if not copy.exists():
        shutil.copytree(root / "templates" / "site", copy / "templates" / "site")
        shutil.copytree(root / "templates" / "pages", copy / "templates" / "pages")
        shutil.copy(root / "mkdocs.yml", copy / "mkdocs.yml")
        (copy / ".byelaw").mkdir()
        (copy / ".byelaw" / "made-by-byelaw-build.yml").write_bytes(root_stub(None, None))
    return Look(copy / "mkdocs.yml", copy / "templates" / "site", copy / "templates" / "pages")

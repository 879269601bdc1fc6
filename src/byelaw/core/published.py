"""What the writers get: one edition, numbered, filled in and linked, each document one pandoc tree that all three outputs render.

The tree holds only what `pandoc.md` shows all three writers do well, in these conventions:

- `Header` 1, 2, 3 … in order without gaps (the site shifts them by one under the page's title). Every heading has an identifier. Its
  inlines start with `Span.number` and a space where sections are numbered. Appendix headings carry the class `appendix`.
- `Div.statement.<strength>#id`: a duty. Its first block is `Div.statement-label` with one Para ("Must: Records team").
- `Div#id` without such classes: a statement without strength.
- `Div.callout.<note|tip|important|warning|caution>`: a callout. Its first block is `Div.callout-title`.
- `Div.local` with `localisation=` and `tier=`: text that is not the framework's. Its first block is `Div.local-label`. May hold headings'
  bodies but never headings: a local section has its label as the first block under its heading, which carries the class `local`.
- `Div.local-note`: a local note beside a block; first block `Div.local-label`.
- `Div.slot` and `Span.slot`: something each area sets that is not set here. `Span.missing`: a gap in a draft.
- `Div.contact-card`, `Div.quote`: as named. `Div.condition`: "Only where …" label as first block `Div.condition-label`.
- An audit: `Div#id` with its name and summary; headings without numbers for its results, ratings and domains; `Figure`s with Images with
  src `media/audit--<id>--<what>.svg`, drawn by `outputs.charts`; each check in `Div.contact-card.check#id`, or a statement of its strength.
- A form: `Div.form-start#id` (first block `Div.form-name`, then what it is for), its parts as headings without numbers, its fields, and
  `Div.form-end` with `of=` (the id of the form). A field is `Div.field.field-<kind>#id` with the same `of=`, and `lines=` (how much is to
  be written). Its first block is `Div.field-label` with one Para, which ends with `Span.required` where the field must be filled in; then
  comes `Div.field-help`, if there is any; then a BulletList of what can be chosen (beside each other where the field has the class
  `in-line`), or a Table of empty rows whose header cells start with `Span.column.field-<kind>` and name choices as `Span.column-choice`.
  What a person fills in is not in the tree: each writer puts its own control after this.
- `Table` with caption inlines that start with `Span.number` ("Table 1: "). No alignments, no styles. A header row always.
- `Image` with src `media/<digest>.<ext>` and alternative text as its inlines; in a `Figure` with a caption, or in a Para.
- `Div.pathway#id`: a pathway. Its `Figure` holds an Image with src `media/pathway--<id>.svg` and the summary as alternative text, with the
  pathway's name as caption; after drawing there may be several, each `media/<digest>.svg`. Below it the same in words: `Div.part#id` (its
  title in `Div.part-name`) with `Div.steps` with `role=list` in it, or that alone; in it `Div.step#id` with
  `role=listitem`, each with its number and label in `Div.step-name` ("Step 3: Ring the hub") at the top or after its marks.
- `Link` targets: `#anchor` in this document; `doc:<file name>` or `doc:<file name>#anchor` for another document of the edition (writers put
  their own ending: `.html`, `.docx`, `.pdf`); `https:`, `http:`, `mailto:`, `tel:`. Classes `term`, `citation`, `record` say what it is.
- `Span` with `lang=`. `Note` inlines. `Quoted` never: quotes are literal characters.
- No raw nodes, no attributes but those named here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from byelaw.core.charts import Chart
from byelaw.core.finishing.audit_results import ShownAudit
from byelaw.core.names import DocumentId
from byelaw.core.pictures import PathwayPicture
from byelaw.core.projects import Image
from byelaw.core.tree import Nodes


@dataclass(frozen=True, slots=True)
class Control:
    """What every document says of itself, the same in all three outputs (`rows` as label and text, in the order shown)."""

    edition: str
    built_from: tuple[str, ...]
    status: str
    owner: str
    review: date
    approved: date | None
    document_id: str
    """First 12 hexadecimal digits of the SHA-256 of what the document shows."""
    valid_until: date
    """Printed copy valid until: never later than the earliest review date in the document."""
    overdue: bool
    draft: bool
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """A document ready for the writers. `file_name` has no ending: `strategy-discussion`."""

    id: DocumentId
    file_name: str
    title: str
    kind: str
    kind_name: str
    number: str
    summary: str
    language: str
    body: Nodes
    """Title block excluded. Begins with level-1 headings (or statements before the first); appendices last."""
    control: Control
    images: Mapping[str, Image]
    """By the src used in the tree."""
    pathways: Mapping[str, PathwayPicture] = field(default_factory=dict)
    """What the pictures of pathways show, by the src used in the tree. They are no images until `outputs.pathways` drew them."""
    charts: Mapping[str, Chart] = field(default_factory=dict)
    """What charts show, by the src used in the tree. They are no images until `outputs.charts` drew them."""
    audits: tuple[ShownAudit, ...] = ()
    """The audits in the document, with what is recorded of them: what a workbook is made of."""
    logo: Image | None = None
    """The mark of the edition, shown on the first page; its alternative text is `control.edition`."""
    local: bool = False
    """The whole document is a localisation's own."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the navigation: a kind's heading, or a document."""

    title: str
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A departure from the tier above, for the page "What is different here" and for provenance."""

    document: str
    file_name: str
    block: str
    anchor: str
    operation: str
    tier: str
    localisation: str
    because: str
    owner: str
    review: date | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class UrgentNotice:
    """An urgent change that the edition does not have yet. `file_name` and `anchor` are where it is told; both may be empty."""

    title: str
    words: str
    file_name: str = ""
    document: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition ready to publish."""

    id: str
    name: str
    short: str
    tier_name: str
    framework_name: str
    summary: str
    notice: str
    language: str
    as_of: date
    built_from: tuple[str, ...]
    """"National framework (working copy)", "Northern Counties 3", … from the top."""
    kinds: tuple[tuple[str, str, str], ...]
    """(id, plural name, summary) in the order of the navigation."""
    documents: tuple[PublishedDocument, ...]
    withdrawn: tuple[tuple[str, str, str, str], ...]
    """(title, reason, file name read instead, its own file name) of documents that are not in this edition."""
    opted_out_below: Mapping[str, tuple[str, ...]]
    """File name → names of localisations below that opted out of the page."""
    glossary: Nodes
    contacts: Nodes
    references: Nodes
    """Bodies of the pages of those names, in the same conventions; empty when there is nothing."""
    register: tuple[RegisterRow, ...]
    provenance: Mapping[str, object]
    """JSON-ready: chain, sources, blocks with their origin, values with every assignment."""
    comparison: Nodes = ()
    """Body of the page that compares the audits of editions below that agreed to it; empty where there is nothing to compare."""
    charts: Mapping[str, Chart] = field(default_factory=dict)
    """What the charts of that page show, by the src used in it."""
    images: Mapping[str, Image] = field(default_factory=dict)
    """The pictures of the edition's own pages, once they are drawn."""
    logo: Image | None = None
    """The mark of the nearest layer that has one."""
    known_problems: str = ""
    complaints: str = ""
    draft: bool = False
    review: date | None = None
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old `file name#anchor` → new, for ids that moved."""
    urgent: tuple[UrgentNotice, ...] = ()
    """Urgent changes in newer releases than those it is made from; each also stands as a callout in its document."""
    signing: tuple[str, ...] = ()
    """Who signed off what it is made from, a sentence each; empty where nobody keeps sign-offs."""

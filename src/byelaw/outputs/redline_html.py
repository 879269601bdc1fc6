"""A redline as HTML: the register, then the text, in one file that asks nothing of any host, or as the parts of a site's pages."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from byelaw.core.comparing.changes import Spot
from byelaw.core.comparing.compare import ComparedDocument, Comparison
from byelaw.core.comparing.sides import Label
from byelaw.core.comparing.trees import is_same
from byelaw.core.names import DocumentId
from byelaw.outputs.paper import day
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.redline_html_fragments import Frame, ready
from byelaw.outputs.redline_html_register import Row, Told, rows_in, rows_of, told_in
from byelaw.outputs.redline_html_tree import Stretch, stretches
from byelaw.outputs.redline_html_views import Facet, RowGroup, RowView, Said, facets, row_groups, row_view, usual_owner
from byelaw.outputs.redline_reasons import reasons_of
from byelaw.outputs.redline_totals import Totals, tally_of, totals_of
from byelaw.tools.pandoc import Failure

_TITLES_SHOWN = 3
_HREF = re.compile(r' href="#([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_FILE_SHIFT = 3
"""The file's own headings come first: its title, "The text", the document's title."""


@dataclass(frozen=True, slots=True)
class StretchView:
    """A stretch as HTML. `summary` says what a fold holds."""

    html: Markup
    is_same: bool
    summary: str = ""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a document. `hrefs` leads, by the number of a change, to its place."""

    id: DocumentId
    title: str
    anchor: str
    count: int
    top: Markup
    stretches: tuple[StretchView, ...]
    hrefs: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RedlineView:
    """What the templates of a redline are given."""

    title: str
    language: str
    old: Label
    new: Label
    groups: tuple[RowGroup, ...]
    """The changes that somebody has to read, by document."""
    numbers: tuple[RowView, ...]
    """What only has another number."""
    facets: tuple[Facet, ...]
    totals: Totals
    decided: str
    """Who decided most changes, and why; empty where that is said with each."""
    owner: str
    is_decided_apart: bool
    """Whether most rows have more to say of that, so that it has a column."""
    has_owners: bool
    """Whether any row has an owner of its own."""
    documents: tuple[DocumentText, ...] = ()
    new_documents: tuple[DocumentText, ...] = ()
    gone_documents: tuple[DocumentText, ...] = ()
    unchanged: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()

    @property
    def old_day(self) -> str:
        """Return the day of the old release in words, if it is one."""
        return day(self.old.released, self.language) if self.old.released else ""

    @property
    def new_day(self) -> str:
        """Return the day of the new release in words, if it is one."""
        return day(self.new.released, self.language) if self.new.released else ""

    @property
    def total(self) -> int:
        """Return how many changes there are to read."""
        return self.totals.changes


@dataclass(frozen=True, slots=True)
class Leading:
    """Where links lead: by the number of a change, by a place, by the document whose text it is."""

    href_of: Mapping[int, str]
    address: Mapping[Spot, str]
    text_of: Mapping[DocumentId, str] = field(default_factory=dict)


def redline_file(comparison: Comparison, writer: PieceWriter, templates: Path, language: str = "en") -> bytes | Failure:
    """Return a comparison as one HTML file with its own style and script. `templates` is the folder of all templates."""
    rows = rows_of(comparison)
    changed = [each for each in comparison.documents.values() if not is_same(each.merged.blocks) or rows_in(rows, each)]
    came, went = comparison.came.values(), comparison.went.values()
    texts = document_texts([*changed, *came, *went], rows, writer, lambda document: Frame(f"{document.file_name}.", _FILE_SHIFT))
    if isinstance(texts, Failure):
        return texts
    texts = with_links_that_lead(texts)
    href_of: dict[int, str] = {}
    for text in texts:
        href_of |= {number: href for number, href in text.hrefs.items() if number not in href_of}
    starts = {each.id: f"#{each.anchor}" for each in texts}
    view = redline_view(comparison, rows, Leading(href_of, _addresses(rows, texts), starts), language)
    both, new, gone = texts[: len(changed)], texts[len(changed) : len(changed) + len(came)], texts[len(changed) + len(came) :]
    view = replace(view, documents=both, unchanged=_unchanged(comparison, changed), new_documents=new, gone_documents=gone)
    return _file(view, templates).encode()


def document_texts(
    documents: Sequence[ComparedDocument], rows: Sequence[Row], writer: PieceWriter, frame: Callable[[ComparedDocument], Frame]
) -> tuple[DocumentText, ...] | Failure:
    """Return the texts of documents with what is told of the changes beside them."""
    own = [tuple(row for row in rows_in(rows, each) if not row.is_number_only) for each in documents]
    told = [told_in(each, mine) for each, mine in zip(documents, own, strict=True)]
    cut = [list(stretches(each.merged, said.notes)) for each, said in zip(documents, told, strict=True)]
    written = writer.pages([stretch.nodes for each in cut for stretch in each])
    made: list[DocumentText] = []
    for document, mine, said, parts in zip(documents, own, told, cut, strict=True):
        pages = [next(written) for _ in parts]
        failure = next((page for page in pages if isinstance(page, Failure)), None)
        if failure is not None:
            return failure
        views = _views(parts, [page for page in pages if isinstance(page, str)], frame(document))
        made.append(_text(document, len(mine), said, views))
    return tuple(made)


def redline_view(comparison: Comparison, rows: Sequence[Row], leading: Leading, language: str) -> RedlineView:
    """Return what the templates need of a comparison, or of those of its changes that are given as rows; its texts not among it."""
    titles = {each.id: each.title for each in comparison.documents.values()}
    shown = [row for row in rows if not row.is_number_only]
    reasons = reasons_of(comparison, [row.about for row in shown])
    decided = {row.number: reasons.of(row.about) for row in rows}
    said = Said(titles, leading.href_of, leading.address, decided, usual_owner(shown), leading.text_of)
    return RedlineView(
        title=f"What changed: {_from_to(comparison.old, comparison.new)}",
        language=language,
        old=comparison.old,
        new=comparison.new,
        groups=row_groups(shown, said),
        numbers=tuple(row_view(row, said) for row in rows if row.is_number_only),
        facets=facets(shown, titles),
        totals=totals_of(tally_of(row.change) for row in rows),
        decided=reasons.usual,
        owner=said.owner,
        is_decided_apart=sum(bool(decided[row.number]) for row in shown) * 2 >= max(1, len(shown)),
        has_owners=any(row.about.cause.owner not in ("", said.owner) for row in shown),
        not_compared=comparison.not_compared,
    )


def with_links_that_lead(texts: Sequence[DocumentText], others: frozenset[str] = frozenset()) -> tuple[DocumentText, ...]:
    """Return the texts without links to places in them that are not there: what they named was not compared, or is gone."""
    ids = others | {"_register"}
    for text in texts:
        ids |= {text.anchor, *_ID.findall(text.top), *(name for each in text.stretches for name in _ID.findall(each.html))}

    def kept(found: re.Match[str]) -> str:
        return found[0] if found[1] in ids or found[1].startswith("row-") else ""

    return tuple(
        replace(text, stretches=tuple(replace(each, html=Markup(_HREF.sub(kept, each.html))) for each in text.stretches))  # noqa: S704 - only attributes taken out
        for text in texts
    )


@lru_cache(maxsize=4)
def environment(templates: Path) -> SandboxedEnvironment:
    """Return the templates of redlines, compiled once."""
    return SandboxedEnvironment(
        loader=FileSystemLoader(templates / "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _named(label: Label) -> str:
    """Return what a side is called. A name with a comma says already which files it is from."""
    return f"{label.name} {label.version}".rstrip() if label.version or "," in label.name else f"{label.name} (working copy)"


def _from_to(old: Label, new: Label) -> str:
    """Return what is compared; a name that both have once."""
    if old.name == new.name and old.version and new.version:
        return f"{old.name} {old.version} to {new.version}"
    return f"{_named(old)} to {_named(new)}"


def _views(parts: Iterable[Stretch], pages: Iterable[str], frame: Frame) -> tuple[StretchView, ...]:
    return tuple(StretchView(ready(page, frame), part.is_same, _summary(part)) for part, page in zip(parts, pages, strict=True))


def _summary(stretch: Stretch) -> str:
    """Return what a fold holds: its headings, and how many words."""
    if not stretch.is_same:
        return ""
    more = len(stretch.titles) - _TITLES_SHOWN
    titles = "; ".join(stretch.titles[:_TITLES_SHOWN]) + (f"; and {more} more" if more > 0 else "")
    words = f"{stretch.words} {'word' if stretch.words == 1 else 'words'}"
    return f"{titles} ({words})" if titles else words


def _text(document: ComparedDocument, count: int, told: Told, views: tuple[StretchView, ...]) -> DocumentText:
    hrefs = {number: f"#{anchor}" for number, anchor in told.anchors.items()}
    return DocumentText(document.id, document.title, f"{document.file_name}.", count, told.top, views, hrefs)


def _addresses(rows: Sequence[Row], texts: Sequence[DocumentText]) -> dict[Spot, str]:
    """Return where the places of changes are in the file."""
    ids = {name for text in texts for each in text.stretches for name in _ID.findall(each.html)}
    names = {spot: f"{spot.file_name}.{spot.anchor}" for row in rows for spot in row.spots}
    return {spot: f"#{name}" for spot, name in names.items() if name in ids}


def _unchanged(comparison: Comparison, changed: Sequence[ComparedDocument]) -> tuple[str, ...]:
    known = {each.id for each in changed}
    return tuple(each.title for each in comparison.documents.values() if each.id not in known)


def _file(view: RedlineView, templates: Path) -> str:
    site = templates / "site" / "assets"
    sheets = (site / "stylesheets" / "redline.css", templates / "reports" / "redline_page.css")
    style = "".join(each.read_text(encoding="utf-8") for each in sheets)
    script = (site / "javascripts" / "redline.js").read_text(encoding="utf-8")
    return (
        environment(templates)
        .get_template("redline.html.jinja")
        .render(
            view=view,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _hash(written: str) -> str:
    return f"sha256-{b64encode(sha256(written.encode()).digest()).decode()}"

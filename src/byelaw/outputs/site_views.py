"""What the page templates are given: words and figures made from a published edition, with nothing left to work out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from byelaw.core.finishing.audit_results import workbook_path
from byelaw.core.published import PublishedDocument, PublishedEdition, RegisterRow

_FORMATS = (("Word", "word", "docx"), ("PDF", "pdf", "pdf"))
_VALID_UNTIL = "Printed copy valid until"
"""The row of a document's control table that its printed page repeats at the top."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as its page and the lists show it. `state` is ok, draft or overdue; dates come as ISO and in words."""

    name: str
    title: str
    summary: str
    kind: str
    number: str
    status: str
    state: str
    review: str
    review_words: str
    owner: str
    valid_until: str
    document_id: str
    rows: tuple[tuple[str, str], ...]
    downloads: tuple[tuple[str, str], ...]
    """What the format is called, and the file's address seen from the folder around the site's."""
    is_local: bool
    is_draft: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of document with those of its documents that the edition has."""

    id: str
    name: str
    summary: str
    documents: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A departure: who did what to which block and why. `href` leads to the block where the page still has it."""

    block: str
    href: str
    who: str
    did: str
    because: str
    owner: str
    review: str
    review_words: str
    source: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """The departures in one document, or those in none (values, records, terms)."""

    title: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class PageName:
    """A page's name without ending, and its title."""

    name: str
    title: str


def document_view(document: PublishedDocument, beside: frozenset[str] = frozenset()) -> DocumentView:
    """Return what a document's page says of the document. Only downloads among the files `beside` the site are offered."""
    files = [(name, f"{folder}/{document.file_name}.{ending}") for name, folder, ending in _FORMATS]
    files += [("Excel", workbook_path(shown)) for shown in document.audits]
    control = document.control
    state = "draft" if control.draft else "overdue" if control.overdue else "ok"
    return DocumentView(
        name=document.file_name,
        title=document.title,
        summary=document.summary,
        kind=document.kind_name,
        number=document.number,
        status="Review overdue" if state == "overdue" else control.status,
        state=state,
        review=control.review.isoformat(),
        review_words=in_words(control.review, document.language),
        owner=control.owner,
        valid_until=dict(control.rows).get(_VALID_UNTIL) or in_words(control.valid_until, document.language),
        document_id=control.document_id,
        rows=control.rows,
        downloads=tuple((name, address) for name, address in files if address in beside),
        is_local=document.local,
        is_draft=control.draft,
        is_overdue=control.overdue,
    )


def kind_views(edition: PublishedEdition) -> tuple[KindView, ...]:
    """Return the kinds that have documents, in the order of the navigation."""
    kinds = (
        KindView(kind, plural, summary, tuple(document_view(each) for each in edition.documents if each.kind == kind))
        for kind, plural, summary in edition.kinds
    )
    return tuple(kind for kind in kinds if kind.documents)


def row_view(row: RegisterRow, language: str, anchors: frozenset[str]) -> RowView:
    """Return a departure for the register and for "Why does this say that?"; `anchors` are those its page has."""
    review = in_words(row.review, language) if row.review else ""
    place = f"#{row.anchor}" if row.anchor and row.anchor in anchors else ""
    source = f"{row.file}:{row.line}" if row.line else row.file
    facts = (("Level", row.tier), ("Owner", row.owner), ("Review by", review), ("Written in", source))
    return RowView(
        block=row.block or "The whole page",
        href=f"{row.file_name}.html{place}" if row.file_name else "",
        who=row.localisation,
        did=row.operation,
        because=row.because,
        owner=row.owner,
        review=row.review.isoformat() if row.review else "9999-12-31",
        review_words=review,
        source=source,
        facts=tuple((label, words) for label, words in facts if words),
    )


def group_views(rows: Iterable[tuple[str, RowView]]) -> tuple[GroupView, ...]:
    """Return the departures by the title they stand under, in the order first seen."""
    groups: dict[str, list[RowView]] = {}
    for title, row in rows:
        groups.setdefault(title, []).append(row)
    return tuple(GroupView(title, tuple(group)) for title, group in groups.items())


@lru_cache(maxsize=4096)
def in_words(day: date, language: str) -> str:
    """Return the day as people of the language write it: `30 June 2027`."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en", "GB")
    return format_date(day, "d MMMM y", locale=locale)


def owners(documents: Sequence[PublishedDocument]) -> tuple[str, ...]:
    """Return the posts that own the documents, each once, in order of first use."""
    return tuple(dict.fromkeys(document.control.owner for document in documents))

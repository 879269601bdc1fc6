"""The Markdown of every page of a site: headings as Markdown with their ids, everything else as HTML blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2.sandbox import SandboxedEnvironment

from byelaw.core.published import PublishedDocument, PublishedEdition
from byelaw.outputs.site_changes import AMENDMENTS, SiteChanges
from byelaw.outputs.site_html import Section, cards_to_call, ids_in, sections, with_pictures
from byelaw.outputs.site_templates import page_templates
from byelaw.outputs.site_views import (
    PageName,
    RowView,
    document_view,
    group_views,
    in_words,
    kind_views,
    owners,
    row_view,
)

CONTACTS, GLOSSARY, REFERENCES, DIFFERENT, ABOUT = "contacts", "glossary", "references", "different", "about"
COMPARED = "audits-compared"
OWN_PAGES = frozenset({"index", "404", CONTACTS, GLOSSARY, REFERENCES, COMPARED, DIFFERENT, ABOUT, AMENDMENTS})
_CARDS_ON_HOME = 3
_PLAIN_PAGES = (
    (CONTACTS, "Contacts and services", "Who to call and where to send people, in one place."),
    (GLOSSARY, "Glossary", "What the words on these pages mean."),
    (REFERENCES, "References", "The law, guidance and research that these pages rest on."),
    (COMPARED, "Audits compared", "What the places that agreed to it found when they audited themselves."),
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML of the trees of an edition, as pandoc wrote it: documents by file name, and the pages of its own."""

    documents: Mapping[str, str]
    contacts: str = ""
    glossary: str = ""
    references: str = ""
    comparison: str = ""
    beside: frozenset[str] = frozenset()
    """Files next to the site's folder once it is published: `word/referral.docx`. Pages offer those that are theirs."""

    pictures: Mapping[str, str] = field(default_factory=dict)
    """HTML to show in place of pictures, by their src."""

    changes: SiteChanges = field(default_factory=SiteChanges)
    """What changed, where the edition was compared with another."""

    def page(self, name: str) -> str:
        """Return the HTML of a page of the site's own."""
        return {CONTACTS: self.contacts, GLOSSARY: self.glossary, REFERENCES: self.references, COMPARED: self.comparison}[name]


def own_pages(rendered: Rendered) -> tuple[PageName, ...]:
    """Return the site's own pages that have something to say, in the order of the navigation."""
    return tuple(PageName(name, title) for name, title, _ in _PLAIN_PAGES if rendered.page(name).strip())


def every_page(edition: PublishedEdition, rendered: Rendered, templates: Path) -> dict[str, str]:
    """Return the Markdown of every page by file name without ending. `templates` is the folder of page templates."""
    writer = _Writer(edition, rendered, page_templates(templates))
    pages = {"index": writer.home(), DIFFERENT: writer.different(), ABOUT: writer.about()}
    pages |= {name: writer.plain(name, title, words) for name, title, words in _PLAIN_PAGES if rendered.page(name).strip()}
    pages |= writer.withdrawn() | writer.moved() | dict(rendered.changes.pages)
    return pages | {each.file_name: writer.document(each) for each in edition.documents}


def withdrawn_pages(edition: PublishedEdition) -> tuple[PageName, ...]:
    """Return the pages that say a document is not used here."""
    return tuple(PageName(name, title) for title, _, _, name in edition.withdrawn)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Fills in the templates for one edition."""

    edition: PublishedEdition
    rendered: Rendered
    env: SandboxedEnvironment

    def home(self) -> str:
        """Return the front page."""
        return self._fill(
            "home.md.jinja",
            cards=cards_to_call(self.rendered.contacts, _CARDS_ON_HOME),
            kinds=kind_views(self.edition),
            withdrawn=withdrawn_pages(self.edition),
            review=in_words(self.edition.review, self.edition.language) if self.edition.review else "",
            departures=len(self.edition.register),
            different=DIFFERENT,
            amendments=AMENDMENTS if self.rendered.changes.pages else "",
            about=ABOUT,
        )

    def document(self, document: PublishedDocument) -> str:
        """Return a document's page."""
        fragment = self.rendered.documents[document.file_name]
        anchors = ids_in(fragment)
        rows = [row for row in self.edition.register if row.file_name == document.file_name]
        views = [(row.anchor, row_view(row, document.language, anchors)) for row in rows]
        body = with_pictures(sections(fragment, self._why(views, anchors)), self.rendered.pictures)
        return self._fill(
            "document.md.jinja",
            view=document_view(document, self.rendered.beside),
            body=body,
            contents=_contents(body),
            compared=COMPARED if document.audits and self.rendered.comparison.strip() else "",
            since=self.rendered.changes.since.get(document.file_name, ()),
            history=self.rendered.changes.history.get(document.file_name, ()),
            oldest=self.rendered.changes.oldest,
            opted_out=self.edition.opted_out_below.get(document.file_name, ()),
            moved=self._moved_from(document.file_name),
        )

    def plain(self, name: str, title: str, summary: str) -> str:
        """Return a page whose body is one of the edition's own trees."""
        body = sections(self.rendered.page(name))
        return self._fill("plain.md.jinja", title=title, summary=summary, body=body)

    def different(self) -> str:
        """Return the register of departures."""
        titles = {each.file_name: each.title for each in self.edition.documents}
        anchors = {name: ids_in(fragment) for name, fragment in self.rendered.documents.items()}
        rows = []
        for row in self.edition.register:
            view = row_view(row, self.edition.language, anchors.get(row.file_name, frozenset()))
            rows.append((titles.get(row.file_name, "Values, contacts, words and whole pages"), view))
        amendments = AMENDMENTS if self.rendered.changes.pages else ""
        return self._fill("different.md.jinja", groups=group_views(rows), amendments=amendments)

    def about(self) -> str:
        """Return the page about the site, with its accessibility statement."""
        has_contacts = bool(self.rendered.contacts.strip())
        return self._fill("about.md.jinja", owners=owners(self.edition.documents), has_contacts=has_contacts)

    def withdrawn(self) -> dict[str, str]:
        """Return a page for each document that is not used here."""
        titles = {each.file_name: each.title for each in self.edition.documents}
        pages = {}
        for page, (title, reason, instead, _) in zip(withdrawn_pages(self.edition), self.edition.withdrawn, strict=True):
            other = PageName(instead, titles[instead]) if instead in titles else None
            pages[page.name] = self._fill("withdrawn.md.jinja", title=title, reason=reason, instead=other)
        return pages

    def moved(self) -> dict[str, str]:
        """Return a page for each file name that is gone but whose parts stand elsewhere."""
        gone = {old.partition("#")[0] for old in self.edition.redirects} - {each.file_name for each in self.edition.documents}
        pages = {}
        for name in sorted(gone):
            moved = self._moved_from(name)
            pages[name] = self._fill("moved.md.jinja", moved=moved, addresses=sorted({new for _, new in moved}))
        return pages

    def _moved_from(self, name: str) -> list[tuple[str, str]]:
        """Return old anchor and new address of what moved from the page."""
        moved = ((old.partition("#"), new.partition("#")) for old, new in sorted(self.edition.redirects.items()))
        return [(old[2], f"{new[0]}.html{new[1]}{new[2]}") for old, new in moved if old[0] == name]

    def _why(self, views: list[tuple[str, RowView]], anchors: frozenset[str]) -> dict[str, str]:
        """Return the disclosure for each block that has a reason."""
        grouped: dict[str, list[RowView]] = {}
        for anchor, view in views:
            if anchor in anchors:
                grouped.setdefault(anchor, []).append(view)
        return {anchor: self._fill("why.html.jinja", rows=rows).strip() for anchor, rows in grouped.items()}

    def _fill(self, template: str, **values: object) -> str:
        """Return the filled-in template, as Markdown that starts with its front matter."""
        as_of = in_words(self.edition.as_of, self.edition.language)
        written = self.env.get_template(template).render(edition=self.edition, as_of=as_of, **values)
        return written.lstrip()


def _contents(body: tuple[Section, ...]) -> list[Section]:
    """Return the sections that a page's list of contents names."""
    return [section for section in body if section.level == 1 and section.id]

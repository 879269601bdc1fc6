"""Read a localisation's folder: first its YAML by itself, then by what its framework declares, then with its prose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from byelaw.core.audits import AuditRecord
from byelaw.core.blocks import Document
from byelaw.core.declarations import Declarations, Fate, Reference, Waiver
from byelaw.core.localisations import Account, DocumentChanges, Localisation, Withdrawal
from byelaw.core.names import FRAMEWORK, DocumentId, LayerId, is_id, near
from byelaw.core.problems import Place, Problem, beside, error, warning
from byelaw.sources.accounts import Member, account_of
from byelaw.sources.assigning import read_decisions
from byelaw.sources.audit_records import AUDIT_FILE, read_audit_record
from byelaw.sources.changes import Written, data_changes, document_changes
from byelaw.sources.declaring import words
from byelaw.sources.digests import BESIDE
from byelaw.sources.folders import LOGOS, Folder, Page, read_page, read_yaml_file
from byelaw.sources.framework import NEVER, Defaults, document_from, read_fates, read_references, read_waivers
from byelaw.sources.item_blocks import unknown_data
from byelaw.sources.item_files import FOLDERS as ITEM_FOLDERS
from byelaw.sources.item_files import ItemFile, read_item_files
from byelaw.sources.reference_names import full_references
from byelaw.sources.referring import document_problems, unknown
from byelaw.sources.schemas.checks import check_table
from byelaw.sources.schemas.localisation_files import ADDITION, CHANGES, LOCALISATION, WITHDRAWAL
from byelaw.sources.schemas.rows import Row
from byelaw.sources.strict_yaml import Scalar, Table, YamlNode

_FILES = ("localisation.yml", "references.yml", "ids.yml", "exceptions.yml", "basis.yml", AUDIT_FILE, *BESIDE)
_OTHERS = ("release.yml", "manifest.json", "README.md")
_FOLDERS = ("files/", *ITEM_FOLDERS.values(), *LOGOS)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of changes."""

    row: Row
    page: Page


@dataclass(frozen=True, slots=True)
class AddedPage:
    """A document of one's own."""

    row: Row
    page: Page
    name: str


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """A page that opts out of a document."""

    row: Row
    page: Page


@dataclass(frozen=True, slots=True)
class LocalisationDraft:
    """A localisation as its own files say it, before anything is known of its framework."""

    id: LayerId
    version: str
    row: Row
    parent: LayerId
    pin: str
    references: Mapping[str, Reference]
    fates: Mapping[str, Fate]
    waivers: tuple[Waiver, ...]
    pages: tuple[ChangesPage | AddedPage | WithdrawnPage, ...]
    data: tuple[ItemFile, ...] = ()
    audit: AuditRecord | None = None


def read_localisation(folder: Folder) -> tuple[LocalisationDraft | None, tuple[Problem, ...]]:
    """Return the localisation's files under their schemas; None when `localisation.yml` cannot be read or names no parent."""
    if not is_id(folder.layer) or folder.layer == FRAMEWORK:
        message = f"no localisation may be called '{folder.layer}'"
        return None, (error("id-format", Place(folder.path), message, "use a-z, 0-9 and hyphens, a letter first"),)
    node, problems = read_yaml_file(folder, "localisation.yml")
    if node is None:
        return None, problems or (_no_localisation(folder),)
    row, found = check_table(node, LOCALISATION)
    pages, page_problems = _pages(folder)
    references, reference_problems = read_references(folder)
    fates, fate_problems = read_fates(folder)
    waivers, waiver_problems = read_waivers(folder)
    data, data_problems = read_item_files(folder)
    audit, audit_problems = read_audit_record(folder)
    layered = (*reference_problems, *fate_problems, *waiver_problems, *data_problems, *audit_problems)
    all_found = (*problems, *found, *page_problems, *layered, *_unknown_files(folder))
    parent, _, pin = row.text("extends").partition("@")
    if not parent:
        return None, all_found
    draft = LocalisationDraft(folder.layer, folder.version, row, LayerId(parent), pin, references, fates, waivers, pages, data, audit)
    return draft, all_found


def member_of(draft: LocalisationDraft, declared: Declarations) -> Member:
    """Return who the localisation is; a tier that is not declared is taken for the lowest and reported elsewhere."""
    tiers = [tier.id for tier in declared.tiers]
    written = draft.row.text("tier")
    tier = written if written in tiers else (tiers[-1] if tiers else "")
    return Member(draft.id, tier, draft.row.text("owner"), draft.row.day("review") or NEVER)


def finish_localisation(
    draft: LocalisationDraft, declared: Declarations, written: Mapping[str, Written], homes: Mapping[str, DocumentId]
) -> tuple[Localisation, tuple[Problem, ...]]:
    """Return the localisation, read by what its framework declares.

    `written` holds the flat prose of each page by its file, and `homes` the document that each of the framework's pathways, forms and
    audits stands in (`pathway:at-a-glance`).
    """
    member = member_of(draft, declared)
    row = draft.row
    decisions, problems = read_decisions(row, member, declared)
    gathered = [*problems, *_tier_problems(row, declared)]
    made = Localisation(
        id=draft.id,
        name=row.text("name", draft.id),
        short=row.text("short", row.text("name", draft.id)),
        tier=member.tier,
        parent=draft.parent,
        place=row.place,
        owner=member.owner,
        review=member.review,
        pin=draft.pin,
        version=draft.version,
        approved=row.day("approved"),
        facts=decisions.facts,
        values=decisions.values,
        records=decisions.records,
        terms=decisions.terms,
        references=full_references(draft.references, draft.id),
        changes=_joined((*_changes(draft, member, written, gathered), *_data_changes(draft, member, written, homes, gathered))),
        additions=tuple(_additions(draft, member, declared, written, gathered)),
        withdrawals=tuple(_withdrawals(draft, member, gathered)),
        fates=draft.fates,
        waivers=draft.waivers,
        words=words(row, "words"),
        audit=draft.audit,
    )
    return made, tuple(gathered)


def _tier_problems(row: Row, declared: Declarations) -> Iterator[Problem]:
    tiers = [tier.id for tier in declared.tiers]
    written = row.text("tier")
    if written and written not in tiers:
        yield unknown("tier", written, tiers, row.place_of("tier"))


def _changes(
    draft: LocalisationDraft, member: Member, written: Mapping[str, Written], problems: list[Problem]
) -> Iterator[DocumentChanges]:
    for each in draft.pages:
        if isinstance(each, ChangesPage) and each.row.text("document"):
            made, found = document_changes(each.row, written.get(each.page.file, Written()), member)
            problems.extend(found)
            yield made


def _data_changes(
    draft: LocalisationDraft, member: Member, written: Mapping[str, Written], homes: Mapping[str, DocumentId], problems: list[Problem]
) -> Iterator[DocumentChanges]:
    """Yield what is changed in pathways, forms and audits as changes of the documents that they stand in."""
    for each in draft.data:
        if not each.is_changes:
            continue
        document = DocumentId(each.row.text("document").removeprefix("framework:")) or homes.get(each.name)
        if document is None:
            problems.append(unknown_data(each, tuple(homes)))
            continue
        texts = written.get(each.file, Written())
        changes, found = data_changes(each.row, texts.pieces, texts, member)
        problems.extend(found)
        yield DocumentChanges(document, each.row.place, changes)


def _joined(changes: tuple[DocumentChanges, ...]) -> tuple[DocumentChanges, ...]:
    """Return the changes with those of one document together: its page first, then the data that stands in it."""
    joined: dict[DocumentId, DocumentChanges] = {}
    for each in changes:
        known = joined.get(each.document)
        joined[each.document] = each if known is None else replace(known, changes=(*known.changes, *each.changes))
    return tuple(joined.values())


def _additions(
    draft: LocalisationDraft, member: Member, declared: Declarations, written: Mapping[str, Written], problems: list[Problem]
) -> Iterator[tuple[Document, Account]]:
    """Yield the documents of one's own; their blocks come nested, as a framework's do."""
    defaults = Defaults(member.id, member.owner, member.review, draft.row.day("approved"))
    for each in draft.pages:
        if isinstance(each, AddedPage):
            document = document_from(each.row, each.name, defaults, each.page.file)
            problems.extend(document_problems(document, each.row, declared))
            account, found = account_of(each.row, member)
            problems.extend(found)
            body = written.get(each.page.file, Written()).body
            yield replace(document, blocks=tuple(body)), account


def _withdrawals(draft: LocalisationDraft, member: Member, problems: list[Problem]) -> Iterator[Withdrawal]:
    for each in draft.pages:
        if isinstance(each, WithdrawnPage) and each.row.text("document"):
            account, found = account_of(each.row, member)
            problems.extend(found)
            document = DocumentId(each.row.text("document").removeprefix("framework:"))
            yield Withdrawal(document, each.row.text("instead"), each.row.place, account, each.row.texts("supersedes"))


def _pages(folder: Folder) -> tuple[tuple[ChangesPage | AddedPage | WithdrawnPage, ...], tuple[Problem, ...]]:
    pages: list[ChangesPage | AddedPage | WithdrawnPage] = []
    problems: list[Problem] = []
    for path in folder.below("", ".md"):
        if "/" in path or path in _OTHERS:
            continue
        page, found = read_page(folder, path)
        problems.extend(found)
        if page is not None:
            made, more = _page(page, path.removesuffix(".md"))
            pages.append(made)
            problems.extend(more)
    return tuple(pages), (*problems, *_twice(pages))


def _page(page: Page, name: str) -> tuple[ChangesPage | AddedPage | WithdrawnPage, tuple[Problem, ...]]:
    match _what_is_done(page.front):
        case "add":
            row, problems = check_table(page.front, ADDITION)
            return AddedPage(row, page, name), (*problems, *_name_problems(page, name))
        case "withdraw":
            row, problems = check_table(page.front, WITHDRAWAL)
            return WithdrawnPage(row, page), (*problems, *_text_problems(page))
        case _:
            row, problems = check_table(page.front, CHANGES)
            return ChangesPage(row, page), problems


def _what_is_done(front: YamlNode) -> str:
    entries = front.entries if isinstance(front, Table) else ()
    return next((node.text for key, node in entries if key.text == "do" and isinstance(node, Scalar)), "")


def _name_problems(page: Page, name: str) -> Iterator[Problem]:
    if not is_id(name):
        hint = "use a-z, 0-9 and hyphens, a letter first"
        yield error("id-format", Place(page.file), f"the file's name is not an id: '{name}'", hint)


def _text_problems(page: Page) -> Iterator[Problem]:
    if page.body.strip():
        message = "a document that is opted out of takes no text"
        place = Place(page.file, page.first_line, 1)
        yield error("text-without-entry", place, message, "delete the text, or write a document of your own with `do: add`")


def _twice(pages: list[ChangesPage | AddedPage | WithdrawnPage]) -> Iterator[Problem]:
    """One page a document, so that all that is changed in it stands together."""
    seen: dict[str, Row] = {}
    for each in pages:
        name = "" if isinstance(each, AddedPage) else each.row.text("document")
        if name and name in seen:
            found = error("double-change", each.row.place_of("document"), f"'{name}' has two pages", "put them together")
            yield beside(found, seen[name].place_of("document"), "the other")
        elif name:
            seen[name] = each.row


def _no_localisation(folder: Folder) -> Problem:
    place = Place(f"{folder.path}localisation.yml")
    return error("no-localisation", place, f"there is no {place.file}", "add it, or delete the folder")


def _unknown_files(folder: Folder) -> Iterator[Problem]:
    """Yield a warning for each file that nothing reads: a name that is nearly right would silently do nothing."""
    for path in sorted(folder.files):
        is_page = "/" not in path and path.endswith(".md")
        if path in _FILES or path in _OTHERS or path.startswith(_FOLDERS) or is_page:
            continue
        close = near(path, _FILES)
        hint = f"did you mean '{close[0]}'?" if close else f"known files: {', '.join(_FILES)}"
        yield warning("unknown-file", Place(folder.path + path), f"nothing reads '{path}'", hint)

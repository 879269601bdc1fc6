"""Read a framework folder: what it declares, and its documents up to their prose."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from byelaw.core.blocks import Block, Document
from byelaw.core.conditions import Condition
from byelaw.core.declarations import Declarations, Fate, Kind, Lock, RecordType, Reference, Waiver
from byelaw.core.limits import Limit
from byelaw.core.names import FRAMEWORK, DocumentId, LayerId, is_id, near
from byelaw.core.problems import Place, Problem, beside, error, warning
from byelaw.core.projects import Framework
from byelaw.sources import declaring
from byelaw.sources.digests import BESIDE
from byelaw.sources.folders import LOGOS, Folder, Page, read_page, read_yaml_file
from byelaw.sources.item_files import FOLDERS as ITEM_FOLDERS
from byelaw.sources.item_files import ItemFile, read_item_files
from byelaw.sources.referring import closed_order, declaration_problems, document_problems
from byelaw.sources.schemas.checks import check, check_entries, check_table
from byelaw.sources.schemas.framework_files import DOCUMENT, FATES, GLOSSARY, RECORD_TYPE, VALUES, WAIVERS
from byelaw.sources.schemas.framework_files import FRAMEWORK as FRAMEWORK_FILE
from byelaw.sources.schemas.references import REFERENCES
from byelaw.sources.schemas.rows import Row
from byelaw.sources.schemas.rules import Rule

NEVER = date.max
"""Stands for a review date that is missing and was reported."""

Made = TypeVar("Made")
_FILES = ("framework.yml", "values.yml", "glossary.yml", "references.yml", "ids.yml", "exceptions.yml", *BESIDE)
_FOLDERS = ("records/", "documents/", "files/", *ITEM_FOLDERS.values(), *LOGOS)
_OTHERS = ("release.yml", "manifest.json", "README.md")


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as far as its front matter goes, and its body still to be read as prose."""

    document: Document
    page: Page


@dataclass(frozen=True, slots=True)
class FrameworkDraft:
    """A framework whose documents still lack their prose."""

    declarations: Declarations
    documents: tuple[Draft, ...]
    version: str = ""
    data: tuple[ItemFile, ...] = ()


def read_framework(folder: Folder) -> tuple[FrameworkDraft | None, tuple[Problem, ...]]:
    """Return what the folder declares and its documents without prose; None when there is no readable `framework.yml`.

    Reports what the YAML reader and the schemas report, and names that point at nothing: `unknown-tier`, `unknown-event`, …
    """
    declarations, problems = read_declarations(folder)
    unknown = tuple(_unknown_files(folder))
    if declarations is None:
        return None, (*problems, *unknown)
    drafts, found = _read_documents(folder, declarations)
    checks = declaration_problems(declarations)
    data, more = read_item_files(folder)
    return FrameworkDraft(declarations, drafts, folder.version, data), (*problems, *found, *checks, *more, *unknown)


def finish_framework(draft: FrameworkDraft, blocks: Mapping[str, tuple[Block, ...]]) -> Framework:
    """Return the framework with the prose of its documents (nested blocks, by the file they stand in)."""
    documents = {each.document.id: replace(each.document, blocks=blocks.get(each.page.file, ())) for each in draft.documents}
    return Framework(draft.declarations, documents, draft.version)


def read_declarations(folder: Folder) -> tuple[Declarations | None, tuple[Problem, ...]]:
    """Return all that the YAML files of the folder declare."""
    node, problems = read_yaml_file(folder, "framework.yml")
    if node is None:
        return None, problems or (_no_framework(folder),)
    row, found = check_table(node, FRAMEWORK_FILE)
    gathered = [*problems, *found]
    made = _declarations(folder, row, gathered)
    return made, tuple(gathered)


def read_fates(folder: Folder) -> tuple[dict[str, Fate], tuple[Problem, ...]]:
    """Return what became of ids that are gone, by old address."""
    rows, problems = _entries(folder, "ids.yml", FATES)
    found = list(problems)
    return _made(rows, declaring.fate, found), tuple(found)


def read_waivers(folder: Folder) -> tuple[tuple[Waiver, ...], tuple[Problem, ...]]:
    """Return the exceptions of the folder's layer."""
    node, problems = read_yaml_file(folder, "exceptions.yml")
    if node is None:
        return (), problems
    rows, found = check(node, WAIVERS)
    waivers = (declaring.waiver(row, folder.layer, folder.edition) for row in rows or ())
    return tuple(each for each in waivers if each is not None), (*problems, *found)


def read_references(folder: Folder) -> tuple[dict[str, Reference], tuple[Problem, ...]]:
    """Return the sources that the folder's layer declares, by plain id."""
    rows, problems = _entries(folder, "references.yml", REFERENCES)
    return {name: declaring.reference(name, each) for name, each in rows.items()}, problems


def document_from(row: Row, name: str, defaults: "Defaults", file: str) -> Document:
    """Return a document of its front matter, without blocks; what it does not say comes from the defaults."""
    lock = row.text("lock")
    return Document(
        id=DocumentId(name),
        kind=row.text("kind"),
        title=row.text("title", name),
        place=Place(file, row.place.line, row.place.column),
        blocks=(),
        owner=row.text("owner", defaults.owner),
        review=row.day("review") or defaults.review,
        layer=defaults.layer,
        number=row.text("number"),
        summary=row.text("summary"),
        approved=row.day("approved") or defaults.approved,
        draft=row.text("status") == "draft",
        optional=row.yes("optional"),
        lock=Lock(lock) if lock else None,
        when=row.get("when", Condition),
        is_dated="review" in row.places,
    )


@dataclass(frozen=True, slots=True)
class Defaults:
    """What documents have where they say nothing."""

    layer: LayerId
    owner: str
    review: date
    approved: date | None


def _declarations(folder: Folder, row: Row, problems: list[Problem]) -> Declarations:
    events, accessibility = row.rows("events"), row.row("accessibility")
    values, found = _entries(folder, "values.yml", VALUES)
    terms, more = _entries(folder, "glossary.yml", GLOSSARY)
    references, others = read_references(folder)
    fates, fate_problems = read_fates(folder)
    waivers, waiver_problems = read_waivers(folder)
    for each in (found, more, others, fate_problems, waiver_problems):
        problems.extend(each)
    after, loops = closed_order({name: (each.texts("after"), each.place_of("after")) for name, each in events.items()})
    problems.extend(loops)
    return Declarations(
        name=row.text("name"),
        place=row.place,
        owner=row.text("owner"),
        review=row.day("review") or NEVER,
        tiers=tuple(declaring.tier(name, each) for name, each in row.rows("tiers").items()),
        kinds={name: declaring.kind(name, each) for name, each in row.rows("kinds").items()},
        strengths={name: declaring.strength(name, each) for name, each in row.rows("strengths").items()},
        summary=row.text("summary"),
        language=row.text("language", "en-GB"),
        approved=row.day("approved"),
        notice=row.text("notice"),
        known_problems=accessibility.text("problems") if accessibility is not None else "",
        complaints=accessibility.text("complaints") if accessibility is not None else "",
        printed_copy=row.get("printed-copy", Limit),
        who=row.text("who"),
        events={name: each.text("name", name) for name, each in events.items()},
        after=after,
        facts=_made(row.rows("facts"), declaring.fact, problems),
        values=_made(values, declaring.value, problems),
        record_types=_record_types(folder, problems),
        terms={name: declaring.term(name, each) for name, each in terms.items()},
        references=references,
        fates=fates,
        waivers=waivers,
        checks=declaring.checks(row.row("checks")),
    )


def _record_types(folder: Folder, problems: list[Problem]) -> dict[str, RecordType]:
    result = {}
    for path in folder.below("records/", ".yml"):
        name = path.removeprefix("records/").removesuffix(".yml")
        place = Place(folder.path + path)
        if not is_id(name):
            problems.append(error("id-format", place, f"the file's name is not an id: '{name}'", "use a-z, 0-9 and hyphens"))
            continue
        node, found = read_yaml_file(folder, path)
        problems.extend(found)
        if node is not None:
            row, more = check_table(node, RECORD_TYPE)
            result[name], others = declaring.record_type(name, row)
            problems.extend((*more, *others))
    return result


def _read_documents(folder: Folder, declarations: Declarations) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    drafts: dict[str, Draft] = {}
    problems: list[Problem] = []
    defaults = Defaults(FRAMEWORK, declarations.owner, declarations.review, declarations.approved)
    for path in folder.below("documents/", ".md"):
        page, found = read_page(folder, path)
        problems.extend(found)
        if page is None:
            continue
        row, more = check_table(page.front, DOCUMENT)
        draft = Draft(document_from(row, path.rpartition("/")[2].removesuffix(".md"), defaults, page.file), page)
        problems.extend((*more, *_path_problems(path, draft, drafts, declarations.kinds)))
        problems.extend(document_problems(draft.document, row, declarations))
        drafts.setdefault(draft.document.id, draft)
    return tuple(drafts.values()), tuple(problems)


def _path_problems(path: str, draft: Draft, drafts: Mapping[str, Draft], kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    document = draft.document
    if not is_id(document.id):
        message = f"the file's name is not an id: '{document.id}'"
        yield error("id-format", Place(draft.page.file), message, "use a-z, 0-9 and hyphens, a letter first")
    folder = path.removeprefix("documents/").rpartition("/")[0]
    if document.kind in kinds and folder != document.kind:
        message = f"the document says it is of the kind '{document.kind}' but stands in the folder '{folder}'"
        yield error("wrong-folder", document.place, message, f"move it to documents/{document.kind}/")
    if document.id in drafts:
        found = error("duplicate-document", document.place, f"there are two documents '{document.id}'", "rename one of them")
        yield beside(found, drafts[document.id].document.place, "the other")


def _entries(folder: Folder, name: str, rule: Rule) -> tuple[Mapping[str, Row], tuple[Problem, ...]]:
    node, problems = read_yaml_file(folder, name)
    if node is None:
        return {}, problems
    rows, found = check_entries(node, rule)
    return rows, (*problems, *found)


def _made(
    rows: Mapping[str, Row], make: Callable[[str, Row], tuple[Made, tuple[Problem, ...]]], problems: list[Problem]
) -> dict[str, Made]:
    result = {}
    for name, row in rows.items():
        result[name], found = make(name, row)
        problems.extend(found)
    return result


def _no_framework(folder: Folder) -> Problem:
    message = f"there is no {folder.path}framework.yml"
    hint = "fetch the whole release" if folder.version else "run the command in the folder of the project"
    return error("no-framework", Place(f"{folder.path}framework.yml"), message, hint)


def _unknown_files(folder: Folder) -> Iterator[Problem]:
    """Yield a warning for each file that nothing reads: a name that is nearly right would silently do nothing."""
    for path in sorted(folder.files):
        if path in _FILES or path in _OTHERS or path.startswith(_FOLDERS):
            continue
        close = near(path, _FILES)
        hint = f"did you mean '{close[0]}'?" if close else f"known files: {', '.join(_FILES)}"
        yield warning("unknown-file", Place(folder.path + path), f"nothing reads '{path}'", hint)

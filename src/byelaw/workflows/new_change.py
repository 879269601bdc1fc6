"""`byelaw new change`: an entry for a block and, where it takes text, the parent's text to start from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from byelaw.core.blocks import Block, Document, Form, path_to
from byelaw.core.editions import Edition
from byelaw.core.finishing.settling import facts_of
from byelaw.core.items import Part, kind_of, stands_among
from byelaw.core.localisations import Localisation, Relation
from byelaw.core.merging.targets import DOCUMENT
from byelaw.core.names import FRAMEWORK, BlockId, DocumentId, LayerId, is_id
from byelaw.core.problems import Place, Problem, error, has_errors
from byelaw.core.tree import stringify, text
from byelaw.sources.folders import Folder
from byelaw.sources.snapshot import take_snapshot
from byelaw.tools.pandoc import Failure
from byelaw.workflows.answers import AnswersError, Question
from byelaw.workflows.asking import Desk, tiers_above, unknown
from byelaw.workflows.basis import BASIS, basis_of, basis_text, read_basis
from byelaw.workflows.copying import Copying, tree_to_edit, written
from byelaw.workflows.copying_items import KEYS, file_of, item_lines
from byelaw.workflows.editing_data import with_entry
from byelaw.workflows.editing_pages import Entry, extended_page, new_page
from byelaw.workflows.writing import Written, at_the_command, scalar, tried, write_together

TO_EDIT = frozenset({"no-effect"})
"""What is wrong with a copy until its author has changed it."""


class Doing(StrEnum):
    """What a change that is begun does."""

    REPLACE = "replace"
    NOTE = "note"
    INSERT = "insert"
    OMIT = "omit"
    RETITLE = "retitle"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Target:
    """A block as the parent has it, and the edition of the localisation that changes it."""

    edition: Edition
    parent: Edition
    document: Document
    block: Block

    @property
    def localisation(self) -> Localisation:
        """Return the localisation that changes the block."""
        return self.edition.chain[-1]

    @property
    def copying(self) -> Copying:
        """Return what decides how the block is copied."""
        return Copying(self.document, self.parent.framework.declarations, facts_of(self.edition))

    @property
    def is_item(self) -> bool:
        """Tell whether it is a part of a pathway, a form or an audit, or a step, field or check in one."""
        return stands_among(self.block.item) != ""


def target_of(desk: Desk, edition: str, address: str) -> Target:
    """Return what an address means to a localisation's changes. Raises UnknownNameError and AnswersError."""
    if edition == FRAMEWORK:
        message = "the framework is changed where it is written, not by a change"
        raise AnswersError(message)
    merged = desk.edition(LayerId(edition))
    parent = tiers_above(merged, desk.merged.day)[-1]
    name, _, block_id = address.partition("#")
    document = parent.documents.get(DocumentId(name))
    if document is None:
        raise unknown(name, f"document above {edition} called", parent.documents)
    if not block_id:
        raise AnswersError(_which_passage(edition, name))
    if block_id == DOCUMENT:
        return Target(merged, parent, document, _as_block(document))
    path = path_to(document.blocks, BlockId(block_id))
    if not path or path[-1].omitted:
        from_document = [each.id for each in _with_ids(document.blocks)]
        raise unknown(block_id, f"block of '{name}' called", from_document)
    return Target(merged, parent, document, path[-1])


def change_questions(target: Target, doing: Doing) -> tuple[Question, ...]:
    """Return what a change is asked. Raises AnswersError for what cannot be done to a document as a whole."""
    if target.block.id == DOCUMENT and doing is not Doing.RETITLE:
        message = "the document itself can only be given another title here: --do retitle; otherwise name a passage in it"
        raise AnswersError(message)
    asked = [Question("because", "Why: what the change is for, in a sentence or two.", required=True)]
    if doing is Doing.INSERT:
        asked.extend(_insert_questions(target))
    if doing is Doing.MOVE:
        asked.append(
            Question("place", "Where it goes: before, after, start or end, and a block.", required=True, example="after screening")
        )
    if doing is Doing.RETITLE:
        asked.append(Question("title", "The new title.", required=True))
    if doing is Doing.NOTE or (doing is Doing.INSERT and not target.is_item):
        asked.append(Question("text", "The text, in Markdown.", required=True))
    if doing is Doing.OMIT:
        asked.append(Question("instead", "What is read instead: document or document#block."))
    asked += [
        Question("owner", "The post that answers for it; without it, the localisation's."),
        Question("review", "When it must be reviewed."),
    ]
    return (*asked, Question("supersedes", "The higher localisation whose change this takes the place of."))


def _insert_questions(target: Target) -> Iterator[Question]:
    yield Question("id", "The id of the new block.", required=True, example="local-panel")
    if target.is_item:
        yield Question("label", f"What the new {kind_of(target.block.item)} is called.", required=True)
    if target.block.form is Form.SECTION:
        yield Question("title", "The title of the new section.", required=True)
    yield Question("place", "Where it goes.", default=f"after {target.block.id}", example="end timescales")


def new_change(desk: Desk, target: Target, doing: Doing, answers: Mapping[str, str]) -> Written:
    """Write the entry, its text and, for an unpinned parent, the basis. Nothing is written when the change would break a rule."""
    name = answers["id"] if doing is Doing.INSERT else target.block.id
    is_data = target.is_item and doing in (Doing.REPLACE, Doing.INSERT)
    text = _item(desk, target, doing, answers) if is_data else _text(desk, target, doing, answers)
    if isinstance(text, Failure):
        return Written((), (_unwritten(target, text),))
    entry = Entry(name, tuple(_entry(doing, answers)), text if isinstance(text, str) else "")
    files = _files(desk, target, entry) if isinstance(text, str) else _data_files(desk, target, entry, text)
    if doing is not Doing.INSERT and target.block.id != DOCUMENT and not target.localisation.pin:
        files |= _basis(desk, target)
    _, problems = tried(desk, files)
    wrong = tuple(each for each in problems if each.code not in TO_EDIT)
    if has_errors(wrong):
        return Written(
            (), at_the_command(wrong, files, f"byelaw new change {target.localisation.id} {target.document.id}#{target.block.id}")
        )
    write_together(desk.settings.root, files)
    advice = "now edit the text: until it differs from the parent's, the change is reported as having no effect"
    return Written(tuple(files), (), (advice,) if problems else ())


def _which_passage(edition: str, document: str) -> str:
    return (
        f"say which passage of '{document}': {document}#ID. `byelaw preview {edition}` shows the ids on the page, and "
        f"`byelaw resolve {edition} --document {document}` lists them. {document}#{DOCUMENT} with --do retitle is the document's own title"
    )


def _as_block(document: Document) -> Block:
    """Return the document as the block that a change of its title is written for."""
    return Block(Form.SECTION, document.place, BlockId(DOCUMENT), document.layer, title=tuple(text(document.title)))


def _with_ids(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if block.id and not block.omitted:
            yield block
        yield from _with_ids(block.children)


def _entry(doing: Doing, answers: Mapping[str, str]) -> Iterator[str]:
    yield f"do: {doing}"
    if "place" in answers:
        relation, _, anchor = answers["place"].partition(" ")
        if relation not in {str(each) for each in Relation} or not anchor.strip():
            message = f"'{answers['place']}' is not a place: write before, after, start or end, and the id of a block"
            raise AnswersError(message)
        yield f"{relation}: {anchor.strip()}"
    keys = ("title",) if doing is Doing.RETITLE else ()
    for key in (*keys, "because", "owner", "review", "supersedes", "instead"):
        if answers.get(key):
            yield f"{key}: {scalar(answers[key])}"


def _text(desk: Desk, target: Target, doing: Doing, answers: Mapping[str, str]) -> str | Failure:
    match doing:
        case Doing.REPLACE:
            return written(tree_to_edit(target.block, target.copying), desk.pandoc)
        case Doing.INSERT if not is_id(answers["id"]):
            message = f"'{answers['id']}' cannot be an id: use a-z, 0-9 and hyphens, a letter first"
            raise AnswersError(message)
        case Doing.INSERT if target.block.form is Form.SECTION:
            return f"{'#' * target.block.level} {answers['title']} {{#{answers['id']}}}\n\n{answers['text']}\n"
        case Doing.INSERT | Doing.NOTE:
            name = answers["id"] if doing is Doing.INSERT else target.block.id
            return f"::: {{#{name}}}\n{answers['text']}\n:::\n"
        case _:
            return ""


def _item(desk: Desk, target: Target, doing: Doing, answers: Mapping[str, str]) -> tuple[str, ...] | Failure:
    """Return the lines of data under the id of a new or replaced step, field, check or part."""
    if doing is Doing.REPLACE:
        return item_lines(target.block, target.copying, desk.pandoc)
    key = "title" if isinstance(target.block.item, Part) else "label"
    return (f"{key}: {scalar(answers['label'])}",)


def _data_files(desk: Desk, target: Target, entry: Entry, lines: tuple[str, ...]) -> dict[str, str]:
    """Return the localisation's file of the pathway, form or audit with the entry and its data, by its path."""
    folder = _folder(desk, target.localisation)
    path = path_to(target.document.blocks, target.block.id)
    name = file_of(path)
    text = folder.files.get(name, b"").decode("utf-8")
    if not text and target.document.layer != FRAMEWORK:
        text = f"document: {target.document.id}\n"
    text = with_entry(text, folder.path + name, "changes", entry)
    data = Entry(entry.name, lines)
    return {folder.path + name: with_entry(text, folder.path + name, KEYS[kind_of(target.block.item)], data)}


def _files(desk: Desk, target: Target, entry: Entry) -> dict[str, str]:
    """Return the page of the document's changes with the entry, by its path."""
    folder = _folder(desk, target.localisation)
    document = target.document.id
    pages = (each.place.file for each in target.localisation.changes if each.document == document and each.place.file.endswith(".md"))
    found = next(pages, "")
    name = found.removeprefix(folder.path) or f"{document.rpartition(':')[2]}.md"
    if name in folder.files:
        return {folder.path + name: extended_page(folder, name, document, entry)}
    return {folder.path + name: new_page(document, entry)}


def _basis(desk: Desk, target: Target) -> dict[str, str]:
    folder = _folder(desk, target.localisation)
    made = basis_of(target.block, target.localisation.parent, desk.merged.day, desk.pandoc)
    if isinstance(made, Failure):
        return {}
    return {folder.path + BASIS: basis_text({**read_basis(folder), f"{target.document.id}#{target.block.id}": made})}


def _folder(desk: Desk, localisation: Localisation) -> Folder:
    path = f"localisations/{localisation.id}/"
    snapshot, _ = take_snapshot(desk.settings.root)
    return Folder(path, snapshot.below(path), localisation.id)


def _unwritten(target: Target, failure: Failure) -> Problem:
    words = stringify(target.block.title) or target.block.id
    return error("document-not-written", Place(target.block.place.file), f"'{words}' could not be copied: {failure.detail}")

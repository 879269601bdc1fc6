"""`byelaw new document`: a document of the framework, or of a localisation's own, marked as a draft until its author is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from byelaw.core.names import DocumentId, is_id, qualified
from byelaw.core.problems import has_errors
from byelaw.workflows.answers import AnswersError, Question
from byelaw.workflows.asking import Desk, unknown
from byelaw.workflows.writing import AlreadyThereError, Written, at_the_command, comment, scalar, tried, write_new

BODY = """
## Purpose {#purpose}

Say here what this document is for and who it is for.

## What to do {#what-to-do}

::: {#first-step}
Say here what happens first. Every block that carries a duty has an id and a strength.
:::
"""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to begin: its kind and id, and the localisation it belongs to (empty: the framework)."""

    kind: str
    id: str
    localisation: str = ""


def document_questions(desk: Desk, wanted: NewDocument) -> tuple[Question, ...]:
    """Return what a new document is asked. Raises UnknownNameError, AnswersError and AlreadyThereError for what cannot begin."""
    edition = desk.edition(wanted.localisation or "framework")
    kinds = edition.framework.declarations.kinds
    if wanted.kind not in kinds:
        raise unknown(wanted.kind, "kind of document", kinds)
    if not is_id(wanted.id):
        message = f"'{wanted.id}' cannot be an id: use a-z, 0-9 and hyphens, a letter first"
        raise AnswersError(message)
    name = DocumentId(qualified(edition.id, wanted.id))
    if name in edition.documents or (desk.settings.root / _path(wanted)).exists():
        message = f"there is a document '{name}' already; nothing was written"
        raise AlreadyThereError(message)
    return (
        Question("title", "The title.", required=True),
        Question("summary", "One sentence for lists and search results."),
        Question("number", "A short code, shown; also the order in the navigation.", example="D03"),
        Question("owner", "The post or body that answers for it; without it, the default."),
        Question("review", "When it must be reviewed; without it, the default.", example="2027-06-30"),
        *((Question("because", "Why the localisation needs it, in a sentence or two.", required=True),) if wanted.localisation else ()),
    )


def new_document(desk: Desk, wanted: NewDocument, answers: Mapping[str, str]) -> Written:
    """Write the document."""
    name = _path(wanted)
    text = "\n".join(("---", *_front(wanted, answers), "---")) + "\n" + BODY.removeprefix("\n")
    _, problems = tried(desk, {name: text})
    if has_errors(problems):
        return Written((), at_the_command(problems, (name,), f"byelaw new document {wanted.kind} {wanted.id}"))
    edition = wanted.localisation or "framework"
    advice = (f"`byelaw preview {edition}` shows it while you write", "take out the line `status: draft` when it is in force")
    return Written(write_new(desk.settings.root, {name: text}), problems, advice)


def _path(wanted: NewDocument) -> str:
    if wanted.localisation:
        return f"localisations/{wanted.localisation}/{wanted.id}.md"
    return f"framework/documents/{wanted.kind}/{wanted.id}.md"


def _front(wanted: NewDocument, answers: Mapping[str, str]) -> Iterator[str]:
    if wanted.localisation:
        yield "do: add"
        yield f"because: {scalar(answers['because'])}"
    yield f"kind: {wanted.kind}"
    for key in ("title", "number", "summary", "owner", "review"):
        if answers.get(key):
            yield f"{key}: {scalar(answers[key])}"
    yield from comment("Shown as a draft. Take this line out when it is in force.")
    yield "status: draft"

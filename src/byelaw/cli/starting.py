"""Commands that begin something: new area, localisation, document, change and framework. They ask, or take answers."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from byelaw import console
from byelaw.cli.options import CONTEXT, Document, Edition, as_of, examples, settings_of
from byelaw.cli.verbs import Verbs
from byelaw.console import Output
from byelaw.core.problems import has_errors
from byelaw.workflows.answers import Question, fault_of, given_answers, with_defaults
from byelaw.workflows.asking import open_desk
from byelaw.workflows.build import Exit
from byelaw.workflows.new_change import Doing, change_questions, new_change, target_of
from byelaw.workflows.new_document import NewDocument, document_questions, new_document
from byelaw.workflows.new_framework import QUESTIONS, new_framework
from byelaw.workflows.new_localisation import Beginning, localisation_questions, new_localisation, parent_question
from byelaw.workflows.writing import Written

INTRODUCTION = "Press Enter to leave a question for later, or to take the answer in brackets."
answers = click.option("--set", "given", multiple=True, metavar="KEY=VALUE", help="An answer (may be repeated). It is not asked for.")


@click.group(cls=Verbs, context_settings=CONTEXT)
def new() -> None:
    """Begin a framework, a localisation, a document or a change. Nothing is ever written over.

    On a terminal you are asked what is needed. Elsewhere give the answers with --set; what is missing is listed.
    """


@new.command(
    epilog=examples(
        "byelaw new area eastford --extends england",
        "byelaw new area eastford --extends england@2 --set name='Eastford Partnership' --set owner='Policy lead' --set review=2027-03-31",
    )
)
@click.argument("id_", metavar="ID")
@click.option("--extends", metavar="PARENT", help="A localisation or `framework`; @3 stays on its release 3.")
@answers
@as_of
@click.pass_context
def area(context: click.Context, id_: str, extends: str | None, given: tuple[str, ...], as_of: date) -> None:
    """Begin a localisation of the lowest tier."""
    _localisation(context, Beginning(id_, extends or ""), given, as_of)


@new.command(epilog=examples("byelaw new localisation northern-counties --tier region --extends england"))
@click.argument("id_", metavar="ID")
@click.option("--tier", required=True, metavar="TIER", help="The tier it belongs to, as framework.yml declares it.")
@click.option("--extends", metavar="PARENT", help="A localisation or `framework`; @3 stays on its release 3.")
@answers
@as_of
@click.pass_context
def localisation(context: click.Context, id_: str, tier: str, extends: str | None, given: tuple[str, ...], as_of: date) -> None:
    """Begin a localisation of any tier."""
    _localisation(context, Beginning(id_, extends or "", tier), given, as_of)


@new.command(
    epilog=examples(
        "byelaw new document procedure home-visits",
        "byelaw new document tool checklist --in northmere --set title=Checklist --set because='Our board asked for one.'",
    )
)
@click.argument("kind")
@click.argument("id_", metavar="ID")
@click.option("--in", "edition", type=Edition(), metavar="LOCALISATION", help="A document of its own. Default: the framework's.")
@answers
@as_of
@click.pass_context
def document(context: click.Context, kind: str, id_: str, edition: str | None, given: tuple[str, ...], as_of: date) -> None:
    """Begin a document of the KIND, marked as a draft."""
    wanted = NewDocument(kind, id_, "" if edition in (None, "framework") else str(edition))
    with open_desk(settings_of(context), as_of) as desk:
        written = new_document(desk, wanted, _answered(document_questions(desk, wanted), given))
    _report(written)


@new.command(
    epilog=examples(
        "byelaw new change northmere referral#screening",
        "byelaw new change northmere referral#screening --do note --set because='Asked for by schools.' --set text='Ring first.'",
        "byelaw new change northmere referral#document --do retitle --set title='Asking for help' --set because='Plain words.'",
        "byelaw new change northmere referral#screening --do insert --set id=local-desk --set title='Local desk' …",
    )
)
@click.argument("edition", type=Edition())
@click.argument("address", metavar="DOCUMENT#BLOCK", type=Document())
@click.option(
    "--do", "doing", type=click.Choice([each.value for each in Doing]), default="replace", show_default=True, help="What it does."
)
@answers
@as_of
@click.pass_context
def change(context: click.Context, edition: str, address: str, doing: str, given: tuple[str, ...], as_of: date) -> None:
    """Begin a change of a block: the entry, and the parent's text to edit.

    `byelaw preview` and `byelaw resolve` show the ids of blocks. DOCUMENT#document is the document's own title.
    """
    with open_desk(settings_of(context), as_of) as desk:
        target = target_of(desk, edition, address)
        answered = _answered(change_questions(target, Doing(doing)), given)
        written = new_change(desk, target, Doing(doing), answered)
    _report(written)


@new.command(
    epilog=examples("byelaw new framework our-policies", "byelaw new framework . --set name='Our policies' --set review=2027-06-30")
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@answers
def framework(folder: Path, given: tuple[str, ...]) -> None:
    """Begin a project in DIR: a small framework and one area that build as they are."""
    _report(new_framework(folder.resolve(), _answered(QUESTIONS, given)))


def _localisation(context: click.Context, beginning: Beginning, given: Sequence[str], day: date) -> None:
    with open_desk(settings_of(context), day) as desk:
        if not beginning.parent:
            beginning = replace(beginning, parent=_parent(parent_question(desk)))
        written = new_localisation(desk, beginning, _answered(localisation_questions(desk, beginning), given))
    _report(written)


def _parent(question: Question) -> str:
    if sys.stdin.isatty():
        return _asked(question)
    message = f"say what it builds on: --extends and one of {', '.join(question.choices)}"
    raise click.UsageError(message)


def _answered(questions: Sequence[Question], given: Sequence[str]) -> dict[str, str]:
    """Return all answers: those given, and on a terminal those asked for."""
    known = given_answers(given, questions)
    if sys.stdin.isatty():
        wanted = [each for each in questions if each.asked and each.key not in known]
        if any(not each.required for each in wanted):
            console.complain(INTRODUCTION)
        known |= {each.key: _asked(each) for each in wanted}
    return with_defaults(known, questions)


def _asked(question: Question) -> str:
    """Ask until the answer can be one; say each time why it cannot."""
    console.complain(f"\n{question.help}")
    while True:
        answer = str(click.prompt(question.words, default=question.default, show_default=bool(question.default), err=True)).strip()
        reason = fault_of(answer, question)
        if not reason:
            return answer
        console.complain(f"This {reason}.")


def _report(written: Written) -> None:
    console.print_problems(written.problems, Output.TEXT)
    if not written.files:
        console.complain("nothing was written")
        sys.exit(Exit.PROBLEMS)
    for each in written.files:
        console.say(f"wrote {each}")
    for each in written.advice:
        console.say(f"  {each}")
    sys.exit(Exit.PROBLEMS if has_errors(written.problems) else Exit.CLEAN)

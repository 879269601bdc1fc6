"""Commands that ask: resolve, explain and list."""

import sys
from datetime import date

import click

from byelaw import console
from byelaw.cli.options import Document, Edition, Subject, as_of, editions_of, examples, output, project_of, settings_of
from byelaw.console import Output
from byelaw.core.problems import has_errors
from byelaw.workflows.build import Exit
from byelaw.workflows.explain import explain as run_explain
from byelaw.workflows.explain import explain_code
from byelaw.workflows.explaining import explanation
from byelaw.workflows.listing import SUBJECTS, listing
from byelaw.workflows.resolve import outline
from byelaw.workflows.resolve import resolve as run_resolve


@click.command(
    epilog=examples("byelaw resolve northmere", "byelaw resolve northmere --document referral", "byelaw resolve northmere --output json")
)
@click.argument("edition", type=Edition())
@click.option("--document", "documents", type=Document(), multiple=True, metavar="ID", help="Only this document (may be repeated).")
@as_of
@output
@click.pass_context
def resolve(context: click.Context, edition: str, documents: tuple[str, ...], as_of: date, output: str) -> None:
    """Print an edition as it stands once everything is merged and filled in."""
    found = run_resolve(settings_of(context), as_of, edition, documents)
    console.print_problems(found.problems, Output.TEXT)
    if output == Output.JSON:
        console.print_json(found.data)
    else:
        console.say("\n".join(outline(found.data)))
    sys.exit(Exit.PROBLEMS if has_errors(found.problems) else Exit.CLEAN)


@click.command(
    epilog=examples(
        "byelaw explain unknown-target",
        "byelaw explain northmere referral#screening",
        "byelaw explain northmere timescales.visit",
        "byelaw explain northmere contact:front-door",
        "byelaw explain northmere fact:panel",
    )
)
@click.argument("code_or_edition", type=Subject())
@click.argument("subject", type=Subject(), required=False)
@as_of
@output
@click.pass_context
def explain(context: click.Context, code_or_edition: str, subject: str | None, as_of: date, output: str) -> None:
    """Say what a problem's CODE means; or why an edition says what it says.

    With an EDITION, SUBJECT is a block (document#block), a document, a value's name, a record (type:id), fact:id or term:id.
    """
    if subject is None:
        if code_or_edition in editions_of(project_of(context)):
            message = f"say what of '{code_or_edition}' to explain: document#block, a value's name, type:id, fact:id or term:id"
            raise click.UsageError(message)
        facts = explain_code(code_or_edition)
    else:
        edition = Edition().convert(code_or_edition, None, context)
        facts = run_explain(settings_of(context), as_of, edition, subject)
    if output == Output.JSON:
        console.print_json(facts)
    else:
        console.say("\n".join(explanation(facts)))


@click.command(
    "list",
    epilog=examples(
        "byelaw list",
        "byelaw list values --edition northmere",
        "byelaw list gaps",
        "byelaw list reviews --as-of 2027-04-01",
        "byelaw list changes --output json",
    ),
)
@click.argument("subject", type=click.Choice(tuple(SUBJECTS)), default="editions")
@click.option("--edition", type=Edition(), metavar="ID", help="In this edition. Default: the framework, or all editions.")
@as_of
@output
@click.pass_context
def list_(context: click.Context, subject: str, edition: str | None, as_of: date, output: str) -> None:
    """List editions, or the documents, values, records, terms, facts, changes, gaps, releases, reviews or reading levels of one or all.

    Into a file or another program it prints a line for each, the names of the columns first, with a tab between columns.
    """
    found = listing(settings_of(context), as_of, subject, edition or "")
    if output == Output.JSON:
        console.print_json({subject: [dict(row) for row in found.rows]})
    else:
        console.print_table(found.title, found.columns, found.rows)

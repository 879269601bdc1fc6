"""Commands about the audits of a localisation."""

import sys
from datetime import date
from pathlib import Path

import click

from byelaw import console
from byelaw.cli.options import Day, Edition, as_of, examples, settings_of
from byelaw.cli.verbs import Verbs
from byelaw.console import Output
from byelaw.core.names import LayerId
from byelaw.workflows.asking import open_desk
from byelaw.workflows.audit_reading import ReadRequest, read_audit
from byelaw.workflows.build import Exit


@click.group(cls=Verbs)
def audit() -> None:
    """Record an audit: from the workbook of a meeting to audit.yml."""


@audit.command(
    epilog=examples("byelaw audit read minutes/self-audit.xlsx northmere", "byelaw audit read self-audit.xlsx northmere --on 2026-11-20")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("localisation", type=Edition())
@click.option("--on", type=Day(), help="The day the round was agreed; without it, the day in the workbook.")
@as_of
@click.pass_context
def read(context: click.Context, file: Path, localisation: str, *, on: date | None, as_of: date) -> None:
    """Add a filled-in workbook to localisations/LOCALISATION/audit.yml as a new round.

    The workbook is the one published beside the site (audit/….xlsx). Nothing is written if anything in it is wrong.
    """
    with open_desk(settings_of(context), as_of) as desk:
        written = read_audit(desk, ReadRequest(file, LayerId(localisation), on))
    console.print_problems(written.problems, Output.TEXT)
    for each in written.files:
        console.say(f"wrote {each}")
    for each in written.advice:
        console.say(f"  {each}")
    sys.exit(Exit.CLEAN if written.files else Exit.PROBLEMS)

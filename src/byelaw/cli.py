"""The command line: words → one workflow → an exit code. No rule lives here."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from byelaw import console
from byelaw.console import Output
from byelaw.core.problems import has_errors
from byelaw.outputs.shelf import ShelfBusyError
from byelaw.settings import Settings, find_project
from byelaw.tools.pandoc import PandocMissingError
from byelaw.workflows.build import BuildRequest, Exit, Progress
from byelaw.workflows.build import build as run_build
from byelaw.workflows.units import FORMATS
from byelaw.workflows.validate import validate as run_validate

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Day(click.ParamType):
    """A date written 2027-06-30."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date such as 2027-06-30", param, ctx)


def today() -> date:
    """Return the day to judge dates by: SOURCE_DATE_EPOCH if it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now().astimezone()
    return moment.date()


as_of = click.option("--as-of", type=Day(), default=today, show_default="today", help="Judge review dates and dated changes by this day.")
output = click.option("--output", type=click.Choice([each.value for each in Output]), default="text", show_default=True, help="How to print.")


@click.group(context_settings=CONTEXT)
@click.version_option(package_name="byelaw")
@click.option("--project", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path(), help="A folder of the project.")
@click.pass_context
def byelaw(context: click.Context, project: Path) -> None:
    """One national framework, many local areas: merge, check and publish."""
    context.obj = project


def _settings(context: click.Context) -> Settings:
    settings = find_project(context.obj)
    if settings is None:
        message = f"no framework/framework.yml in '{Path(context.obj).resolve().name}' or any folder above it"
        raise click.UsageError(message + "; run `byelaw new framework` to start one")
    return settings


@byelaw.command()
@click.option("--edition", "editions", multiple=True, metavar="ID", help="Only this edition (may be repeated). Default: all.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Only this output (may be repeated). Default: all.")
@click.option("--draft", is_flag=True, help="Build with what is missing marked, watermarked, into draft/.")
@click.option("--workers", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default=True, help="Worker processes.")
@as_of
@output
@click.pass_context
def build(
    context: click.Context, editions: tuple[str, ...], formats: tuple[str, ...], *, draft: bool, workers: int, as_of: date, output: str
) -> None:
    """Publish every edition as a website, Word and PDF into dist/.

    \b
    Examples:
      byelaw build
      byelaw build --edition northmere --format word
      byelaw build --draft --as-of 2027-04-01
    """
    request = BuildRequest(as_of, editions, frozenset(formats or FORMATS), draft, workers)
    with console.progress() as shown:
        report = run_build(_settings(context), request, Progress(shown.begin, shown.done, console.complain))
    kept = {"published": sorted(report.published), "failed": sorted(report.failed)}
    console.print_problems(report.problems, Output(output), kept)
    if output == "text":
        console.complain(f"{len(report.published)} editions published, {len(report.failed)} failed; {console.count(report.problems)}")
        for each in sorted(report.failed):
            console.complain(f"  not published: {each} (what it published last stays)")
    sys.exit(report.exit_code)


@byelaw.command()
@click.option("--edition", "editions", multiple=True, metavar="ID", help="Only this edition (may be repeated). Default: all.")
@as_of
@output
@click.pass_context
def validate(context: click.Context, editions: tuple[str, ...], as_of: date, output: str) -> None:
    """Check everything and publish nothing.

    \b
    Examples:
      byelaw validate
      byelaw validate --edition northmere --output json
    """
    problems = run_validate(_settings(context), as_of, editions)
    console.print_problems(problems, Output(output))
    if output == "text":
        console.complain(console.count(problems))
    sys.exit(Exit.PROBLEMS if has_errors(problems) else Exit.CLEAN)


def main() -> None:
    """Run the command line; say in a sentence what stopped a run that could not go on."""
    try:
        byelaw(prog_name="byelaw")
    except (ShelfBusyError, PandocMissingError, OSError) as stopped:
        console.complain(f"byelaw: {stopped}")
        sys.exit(Exit.TOOL_FAILED)

"""Commands that make or check outputs: build and validate."""

import os
import sys
from datetime import date

import click

from byelaw import console
from byelaw.cli.options import as_of, examples, output, settings_of, several_editions
from byelaw.console import Output
from byelaw.core.problems import has_errors
from byelaw.workflows.build import BuildRequest, Exit, Progress
from byelaw.workflows.build import build as run_build
from byelaw.workflows.units import FORMATS
from byelaw.workflows.validate import validate as run_validate


@click.command(epilog=examples("byelaw build", "byelaw build --edition northmere --format word", "byelaw build --draft --as-of 2027-04-01"))
@several_editions
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Only this output (may be repeated). Default: all.")
@click.option("--draft", is_flag=True, help="Build with what is missing marked, watermarked, into draft/.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="one a processor", help="Worker processes."
)
@as_of
@output
@click.pass_context
def build(
    context: click.Context, editions: tuple[str, ...], formats: tuple[str, ...], *, draft: bool, workers: int, as_of: date, output: str
) -> None:
    """Publish every edition as a website, Word and PDF into dist/."""
    request = BuildRequest(as_of, editions, frozenset(formats or FORMATS), draft, workers)
    with console.progress() as shown:
        report = run_build(settings_of(context), request, Progress(shown.begin, shown.done, console.complain))
    kept = {"published": sorted(report.published), "failed": sorted(report.failed)}
    console.print_problems(report.problems, Output(output), kept)
    if output == "text":
        published = f"{len(report.published)} edition{'' if len(report.published) == 1 else 's'} published"
        console.complain(f"{published}, {len(report.failed)} failed; {console.count(report.problems)}")
        for each in sorted(report.failed):
            console.complain(f"  not published: {each} (what it published last stays)")
    sys.exit(report.exit_code)


@click.command(epilog=examples("byelaw validate", "byelaw validate --edition northmere --output json"))
@several_editions
@as_of
@output
@click.pass_context
def validate(context: click.Context, editions: tuple[str, ...], as_of: date, output: str) -> None:
    """Check everything and publish nothing."""
    problems = run_validate(settings_of(context), as_of, editions)
    console.print_problems(problems, Output(output))
    if output == "text":
        console.complain(console.count(problems))
    sys.exit(Exit.PROBLEMS if has_errors(problems) else Exit.CLEAN)

"""The entry: the group of all verbs, and what is said when a run cannot go on."""

import sys
from pathlib import Path

import click

from byelaw import console
from byelaw.cli.asking import explain, list_, resolve
from byelaw.cli.options import CONTEXT
from byelaw.cli.publishing import build, validate
from byelaw.core.names import near
from byelaw.outputs.shelf import ShelfBusyError
from byelaw.tools.pandoc import PandocMissingError
from byelaw.workflows.asking import UnknownNameError
from byelaw.workflows.build import Exit

GROUPS = {
    "Publish": (build, validate),
    "Ask": (list_, explain, resolve),
}
"""The verbs by what a person wants of them, in the order of the help."""


class Verbs(click.Group):
    """The verbs in groups; a misspelt one is answered with the nearest."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb; wrong usage, with the near verbs, when there is none of the name."""
        close = near(args[0], self.commands) if args and self.get_command(ctx, args[0]) is None else ()
        if close:
            ctx.fail(f"there is no command '{args[0]}'; did you mean '{close[0]}'?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; a name that the project does not have is wrong usage."""
        try:
            return super().invoke(ctx)
        except UnknownNameError as unknown:
            raise click.UsageError(str(unknown), ctx) from unknown

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs under the headings of their groups."""
        for heading, verbs in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(verb.name or "", verb.get_short_help_str(80)) for verb in verbs])


@click.group(cls=Verbs, commands=[verb for verbs in GROUPS.values() for verb in verbs], context_settings=CONTEXT)
@click.version_option(package_name="byelaw")
@click.option("--project", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path(), help="A folder of the project.")
def byelaw(project: Path) -> None:
    """One national framework, many local areas: merge, check and publish."""


def main() -> None:
    """Run the command line; say in a sentence what stopped a run that could not go on."""
    try:
        byelaw(prog_name="byelaw")
    except (ShelfBusyError, PandocMissingError, OSError) as stopped:
        console.complain(f"byelaw: {stopped}")
        sys.exit(Exit.TOOL_FAILED)

"""The entry: the group of all verbs, and what is said when a run cannot go on."""

import sys
from pathlib import Path

import click

from byelaw import console
from byelaw.cli.asking import explain, list_, resolve
from byelaw.cli.auditing import audit
from byelaw.cli.comparing import compare
from byelaw.cli.options import CONTEXT
from byelaw.cli.publishing import build, validate
from byelaw.cli.releasing import release, sign
from byelaw.cli.starting import new
from byelaw.cli.tending import completion, doctor, preview, schema
from byelaw.cli.verbs import Verbs
from byelaw.outputs.shelf import ShelfBusyError
from byelaw.tools.fleet import in_words
from byelaw.tools.pandoc import PandocMissingError
from byelaw.workflows.build import Exit

INTERRUPTED = 130
"""The exit code of a command that was stopped from the keyboard, as shells have it."""

GROUPS = {
    "Publish": (build, validate),
    "Release": (release, sign),
    "Ask": (compare, list_, explain, resolve),
    "Write": (new, preview, audit),
    "Set up": (schema, doctor, completion),
}
"""The verbs by what a person wants of them, in the order of the help."""


class Grouped(Verbs):
    """The verbs under the headings of their groups."""

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs under the headings of their groups."""
        for heading, verbs in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(verb.name or "", verb.get_short_help_str(150)) for verb in verbs])


@click.group(cls=Grouped, commands=[verb for verbs in GROUPS.values() for verb in verbs], context_settings=CONTEXT)
@click.version_option(package_name="byelaw")
@click.option("--project", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path(), help="A folder of the project.")
def byelaw(project: Path) -> None:
    """One national framework, many local areas: merge, check and publish."""


def main() -> None:
    """Run the command line; say in a sentence what stopped a run that could not go on."""
    try:
        sys.exit(byelaw.main(prog_name="byelaw", standalone_mode=False) or Exit.CLEAN)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        console.complain("byelaw: stopped. What was published before stays; run the same command again to go on.")
        sys.exit(INTERRUPTED)
    except (ShelfBusyError, PandocMissingError) as stopped:
        console.complain(f"byelaw: {stopped}")
        sys.exit(Exit.TOOL_FAILED)
    except OSError as refused:
        console.complain(f"byelaw: {in_words(refused)}")
        sys.exit(Exit.TOOL_FAILED)

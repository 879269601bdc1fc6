"""Commands about the tool and its surroundings: schema, doctor and completion."""

import sys
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from byelaw import console
from byelaw.cli.options import examples, output, project_of, settings_of
from byelaw.console import Output
from byelaw.settings import SHIPPED
from byelaw.workflows.build import Exit
from byelaw.workflows.doctor import Verdict, examine
from byelaw.workflows.schema import export_schemas

SHELLS = ("bash", "zsh", "fish")


@click.command(epilog=examples("byelaw schema", "byelaw schema build/schemas"))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def schema(context: click.Context, folder: Path | None) -> None:
    """Write JSON Schemas of the source format, so that an editor checks and completes the YAML.

    Without DIR they go into .vscode/schemas, and .vscode/settings.json is told of them; no other setting is touched.
    """
    exported = export_schemas(settings_of(context).root, folder)
    console.say(f"wrote {len(exported.schemas)} schemas into {Path(exported.schemas[0]).parent.as_posix()}")
    for each in exported.settings:
        console.say(f"  {each}")


@click.command(epilog=examples("byelaw doctor", "byelaw doctor --output json"))
@output
@click.pass_context
def doctor(context: click.Context, output: str) -> None:
    """Check that everything a build needs is there and works."""
    settings = project_of(context)
    found = examine(settings, settings.templates if settings is not None else SHIPPED)
    if output == Output.JSON:
        rows = [{"what": each.what, "verdict": str(each.verdict), "found": each.found, "remedy": each.remedy} for each in found]
        console.print_json({"findings": rows})
    else:
        width = max(len(each.what) for each in found)
        for each in found:
            remedy = f" → {each.remedy}" if each.remedy else ""
            console.say(f"{each.verdict:<6}  {each.what:<{width}}  {each.found}{remedy}")
    sys.exit(Exit.TOOL_FAILED if any(each.verdict is Verdict.FAILED for each in found) else Exit.CLEAN)


@click.command(
    epilog=examples(
        "byelaw completion bash > ~/.local/share/bash-completion/completions/byelaw",
        "byelaw completion zsh > ~/.zfunc/_byelaw",
        "byelaw completion fish > ~/.config/fish/completions/byelaw.fish",
    )
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that makes a shell complete verbs, editions, documents and codes."""
    made = get_completion_class(shell)
    if made is not None:
        console.say(made(context.find_root().command, {}, "byelaw", "_BYELAW_COMPLETE").source())

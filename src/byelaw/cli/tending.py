"""Commands about the tool and its surroundings: preview, schema, doctor and completion."""

import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from byelaw import console
from byelaw.cli.options import Edition, as_of, examples, output, project_of, settings_of
from byelaw.console import Output
from byelaw.settings import shipped
from byelaw.workflows.build import Exit
from byelaw.workflows.doctor import Verdict, examine
from byelaw.workflows.preview import PreviewRequest
from byelaw.workflows.preview import preview as run_preview
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
    found = examine(settings, settings.templates if settings is not None else shipped() / "templates")
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


@click.command(epilog=examples("byelaw preview northmere", "byelaw preview northmere --open", "byelaw preview framework --port 8080"))
@click.argument("edition", type=Edition())
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Serve on this port; 0 takes a free one.")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.")
@as_of
@click.pass_context
def preview(context: click.Context, edition: str, port: int, *, is_opened: bool, as_of: date) -> None:
    """Show one edition as a draft in the browser, made again at each save. Ctrl-C ends it.

    The page shows problems at its foot and, at the button or under the mouse, the ids of blocks. It stays on this machine.
    """

    def begun(address: str) -> None:
        console.complain(f"{edition} is at {address} (Ctrl-C ends it)")
        if is_opened:
            click.launch(address)

    with suppress(KeyboardInterrupt):
        run_preview(settings_of(context), PreviewRequest(edition, port, as_of), console.complain, begun)

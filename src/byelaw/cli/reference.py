"""docs/reference/commands.md, written from the commands' own help."""

from collections.abc import Iterator

import click

from byelaw.cli.main import GROUPS, byelaw
from byelaw.cli.options import HELP_NAMES

WIDTH = 100
HEAD = """# Commands

Made from each command's `--help` by `byelaw.cli.reference`; a test keeps it current.

Every command exits with 0 when all is well, 1 when there are problems in the content, 2 when it was used wrongly, 3 when some
editions failed and the others were published, and 4 when a tool or the machine failed. Text for people goes to the error stream
where a command's result goes to standard output; `--output json` prints data.
"""


def commands_page() -> str:
    """Return the page."""
    root = click.Context(byelaw, info_name="byelaw", max_content_width=WIDTH, terminal_width=WIDTH, help_option_names=list(HELP_NAMES))
    parts = [HEAD, _help(byelaw, root)]
    for heading, verbs in GROUPS.items():
        parts.append(f"## {heading}\n")
        for verb in verbs:
            parts.extend(_entries(verb, root))
    return "\n".join(parts)


def _entries(verb: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(verb, info_name=verb.name, parent=above, max_content_width=WIDTH, terminal_width=WIDTH)
    yield f"### `{context.command_path}`\n"
    yield _help(verb, context)
    if isinstance(verb, click.Group):
        for inner in verb.commands.values():
            yield from _entries(inner, context)


def _help(verb: click.Command, context: click.Context) -> str:
    lines = (line.rstrip() for line in verb.get_help(context).splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"

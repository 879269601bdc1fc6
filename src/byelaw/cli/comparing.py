"""The command that compares."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from byelaw import console
from byelaw.cli.options import Document, Edition, as_of, editions_of, examples, project_of, releases_of, settings_of
from byelaw.console import Output
from byelaw.core.problems import has_errors
from byelaw.outputs.redline_all import Told, all_data, all_markdown, all_text
from byelaw.outputs.redline_json import redline_data
from byelaw.outputs.redline_only import ONLY, only
from byelaw.outputs.redline_text import redline_text
from byelaw.settings import Settings
from byelaw.workflows.build import Exit
from byelaw.workflows.comparing import Compared, CompareRequest, compare_two
from byelaw.workflows.comparing_all import AllCompared, compare_all
from byelaw.workflows.comparing_views import FILES, TEXTS, View, ViewRequest, view

MOST_LETTERS = 1000
FORMATS = ("text", "json", *TEXTS, *FILES)


class Side(click.ParamType[str]):
    """What one side of a comparison is called."""

    name = "side"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name; what it leads to is looked for later."""
        if value.startswith("-") or not value or len(value) > MOST_LETTERS or not value.isprintable():
            self.fail(f"'{value}' names no release, edition, folder or commit", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the editions and the releases that begin so."""
        project = project_of(ctx)
        return [CompletionItem(name) for name in (*editions_of(project), *releases_of(project)) if name.startswith(incomplete)]


@click.command(
    epilog=examples(
        "byelaw compare framework@1.0 framework@1.1",
        "byelaw compare framework@1.1 framework --document core-procedure",
        "byelaw compare framework@1.0 framework@1.1 --only must --only number",
        "byelaw compare framework northmere",
        "byelaw compare northmere eastmarch",
        "byelaw compare framework@1.0 framework@1.1 --area northmere",
        "byelaw compare git:HEAD~1 . --area northmere",
        "byelaw compare ./last-year/framework framework --output html redline.html",
        "byelaw compare framework@1.0 framework@1.1 --output word redlines/",
        "byelaw compare git:origin/main . --all --output markdown",
    )
)
@click.argument("old", type=Side())
@click.argument("new", type=Side())
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--area", type=Edition(), metavar="ID", help="This area on both sides: as it stands, or as it would on what the side names.")
@click.option("--document", "documents", type=Document(), multiple=True, metavar="ID", help="Only this document (may be repeated).")
@click.option(
    "--only",
    "asked",
    type=click.Choice(tuple(ONLY)),
    multiple=True,
    help="Only changes with this flag, or of this class (may be repeated: either). Not for html, which has filters, nor word.",
)
@click.option(
    "--all", "is_all", is_flag=True, help="Every edition of two whole projects ('.', git:REF, a folder); what several share is said once."
)
@click.option("--output", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print, or what to write to FILE.")
@click.option("--author", default="Byelaw", show_default=True, help="Whose name stands at tracked changes in Word.")
@as_of
@click.pass_context
def compare(
    context: click.Context,
    old: str,
    new: str,
    file: Path | None,
    *,
    area: str | None,
    documents: tuple[str, ...],
    asked: tuple[str, ...],
    is_all: bool,
    output: str,
    author: str,
    as_of: date,
) -> None:
    """Say what changed from OLD to NEW, where, how much it matters, who decided it and why.

    \b
    Each side is one of
      framework@1.0, northern-counties@2   a release
      framework, northmere                 an edition as it stands in the working tree
      . or git:v1.0 or git:HEAD~1          the project as it stands, or as a commit of git has it
      ./some/folder                        another project, or a folder that holds a framework, localisation or release
      northmere@git:v1.0, framework@../x   an edition of a commit, or of another project

    Of a whole project the framework's edition is meant, or that of --area, or that which the other side names. With --area, a side such as
    framework@1.0 is the area as it would be on that release: the two sides are the area before and after an upgrade.

    FILE is where html, pdf and xlsx go, and the folder for word; text, json, markdown and csv are printed without one.

    Exits with 0 when nothing changed, 1 when something did, 2 when asked wrongly, 3 when a side or one of several files could not be made.
    """  # noqa: D301 - \b is click's
    settings = settings_of(context)
    _check(is_all, output, file, area, documents)
    _check_only(asked, output, is_all=is_all)
    if is_all:
        _all(settings, (old, new), as_of, output, file)
    request = CompareRequest(old, new, as_of, area or "", documents)
    with console.waiting() as say:
        found = compare_two(settings, request, say)
    console.print_problems(found.problems, Output.TEXT)
    if found.comparison is None:
        console.complain("nothing was compared: a side could not be made")
        sys.exit(Exit.SOME_FAILED)
    shown = replace(found, comparison=only(found.comparison, asked))
    failed = _show(shown, settings, ViewRequest(output, as_of, author), file)
    sys.exit(failed or (Exit.CLEAN if found.comparison.is_same else Exit.PROBLEMS))


def _check(is_all: bool, output: str, file: Path | None, area: str | None, documents: tuple[str, ...]) -> None:  # noqa: FBT001
    if output in FILES and file is None and not is_all:
        what = "a folder" if output == "word" else "a file"
        message = f"{output} needs {what}: `byelaw compare OLD NEW --output {output} {FILES[output]}`"
        raise click.UsageError(message)
    if is_all and (area or documents):
        message = "--all is every edition and every document: leave --area and --document out"
        raise click.UsageError(message)
    if is_all and output not in OF_ALL:
        message = f"--all is told as {', '.join(OF_ALL)}"
        raise click.UsageError(message)
    if file is not None and file.exists() and file.is_dir() != (output == "word"):
        message = f"'{file}' is a folder; {output} goes into a file" if file.is_dir() else f"'{file}' is a file; word needs a folder"
        raise click.UsageError(message)


def _check_only(asked: tuple[str, ...], output: str, *, is_all: bool) -> None:
    if asked and (is_all or output in ("html", "word")):
        message = f"--only does not go with {'--all' if is_all else f'--output {output}'}: all changes are in it"
        raise click.UsageError(message)


def _show(found: Compared, settings: Settings, request: ViewRequest, file: Path | None) -> Exit | None:
    """Print the comparison or write it; return the exit where not all of it could be written."""
    if found.comparison is not None and file is None and request.output == "json":
        console.print_json(redline_data(found.comparison))
    elif found.comparison is not None and file is None and request.output == "text":
        console.print_lines(redline_text(found.comparison))
    else:
        with console.waiting() as say:
            say(f"writing {request.output}")
            made = view(found, settings, request)
        return _put(made, file, found.comparison.narrowed if found.comparison is not None else "")
    return None


def _put(made: View, file: Path | None, narrowed: str) -> Exit | None:
    """Print a view, or write its files, and say what is to be said of them."""
    console.print_problems(made.problems, Output.TEXT)
    for words in filter(None, (narrowed, *made.notes)):
        console.complain(words)
    if file is None:
        console.say(next(iter(made.files.values())).decode().rstrip("\n"))
        return None
    for each in made.written(file):
        console.complain(f"wrote {each}")
    if not has_errors(made.problems):
        return None
    return Exit.SOME_FAILED if made.files else Exit.TOOL_FAILED


def _all(settings: Settings, names: tuple[str, str], day: date, output: str, file: Path | None) -> None:
    with console.progress() as shown:
        found = compare_all(settings, names, day, (shown.begin, shown.done))
    console.print_problems(found.problems, Output.TEXT)
    told = found.told()
    if file is None and output == "text":
        console.print_lines(all_text(told))
    elif file is None:
        console.say(OF_ALL[output](told).rstrip("\n"))
    else:
        for each in View({"": OF_ALL[output](told).encode()}).written(file):
            console.complain(f"wrote {each}")
    sys.exit(_exit(found))


def _all_lines(told: Told) -> str:
    return "".join(f"{line.plain}\n" for line in all_text(told))


def _all_json(told: Told) -> str:
    return json.dumps(all_data(told), indent=1, ensure_ascii=False) + "\n"


OF_ALL: Mapping[str, Callable[[Told], str]] = {"text": _all_lines, "json": _all_json, "markdown": all_markdown}
"""How every edition may be told of."""


def _exit(found: AllCompared) -> Exit:
    return Exit.SOME_FAILED if found.failed else Exit.PROBLEMS if found.is_different else Exit.CLEAN

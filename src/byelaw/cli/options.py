"""What the commands share: the project they are run in, dates, names that complete, and how to print."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

import click
from click.shell_completion import CompletionItem

from byelaw.console import Output
from byelaw.core.catalogue.all_codes import EVERY_CODE
from byelaw.core.names import FRAMEWORK, near
from byelaw.settings import Settings, find_project

HELP_NAMES = ("-h", "--help")
CONTEXT = {"help_option_names": list(HELP_NAMES), "max_content_width": 100}


class MistakenNameError(click.UsageError):
    """Wrong usage that one sentence says all about: how the command is used would only stand in its way."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence."""
        click.echo(f"Error: {self.format_message()}", file=file, err=file is None)


class Day(click.ParamType[date]):
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


class Edition(click.ParamType[str]):
    """The id of an edition: `framework`, or a folder of localisations."""

    name = "edition"

    def convert(self, value: str, _param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id; one that the project does not have is wrong usage."""
        known = editions_of(project_of(ctx)) if ctx is not None else ()
        if known and value not in known:
            message = f"there is no edition '{value}'{_suggestion(value, known)}"
            raise MistakenNameError(message, ctx)
        return value

    def shell_complete(self, ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the editions that begin so."""
        return _items(editions_of(project_of(ctx)), incomplete)


class Document(click.ParamType[str]):
    """The id of a document."""

    name = "document"

    def shell_complete(self, ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the framework's documents that begin so."""
        return _items(documents_of(project_of(ctx)), incomplete)


class Subject(click.ParamType[str]):
    """A problem's code, an edition, or something to ask of one."""

    name = "subject"

    def shell_complete(self, ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the editions, the codes and the documents that begin so."""
        project = project_of(ctx)
        return _items((*editions_of(project), *EVERY_CODE, *documents_of(project)), incomplete)


def today() -> date:
    """Return the day to judge dates by: SOURCE_DATE_EPOCH if it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now().astimezone()
    return moment.date()


as_of = click.option("--as-of", type=Day(), default=today, show_default="today", help="Judge review dates and dated changes by this day.")
output = click.option(
    "--output", type=click.Choice([each.value for each in Output]), default="text", show_default=True, help="How to print."
)
several_editions = click.option(
    "--edition", "editions", type=Edition(), multiple=True, metavar="ID", help="Only this edition (may be repeated). Default: all."
)


def examples(*lines: str) -> str:
    """Return the end of a command's help: lines a person may type."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def project_of(context: click.Context | None) -> Settings | None:
    """Return the project that the command is run in, None outside one."""
    start = context.find_root().params.get("project") if context is not None else None
    return find_project(Path(start or Path()))


def settings_of(context: click.Context) -> Settings:
    """Return the project that the command is run in; being outside one is wrong usage."""
    settings = project_of(context)
    if settings is None:
        start = Path(context.find_root().params.get("project") or Path()).resolve()
        message = f"no framework/framework.yml in '{start.name}' or any folder above it; run `byelaw new framework DIR` to start one"
        raise click.UsageError(message)
    return settings


def editions_of(settings: Settings | None) -> tuple[str, ...]:
    """Return the ids of the project's editions by the names of its folders, the framework first."""
    if settings is None:
        return ()
    folders = (path.name for path in (settings.root / "localisations").glob("*") if path.is_dir() and not path.name.startswith("."))
    return (FRAMEWORK, *sorted(folders))


def releases_of(settings: Settings | None) -> tuple[str, ...]:
    """Return the releases by the names of their folders: `framework@1.0`."""
    if settings is None:
        return ()
    folders = (path for path in (settings.root / "releases").glob("*/*") if path.is_dir() and not path.name.startswith("."))
    return tuple(sorted(f"{path.parent.name}@{path.name}" for path in folders))


def documents_of(settings: Settings | None) -> tuple[str, ...]:
    """Return the ids of the framework's documents by the names of its files."""
    if settings is None:
        return ()
    return tuple(sorted(path.stem for path in (settings.root / "framework" / "documents").glob("*/*.md")))


def _suggestion(name: str, known: tuple[str, ...]) -> str:
    close = near(name, known)
    return f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(known)}"


def _items(names: tuple[str, ...], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]

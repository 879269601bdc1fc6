"""Commands that freeze content and say who agreed to it: release and sign."""

import sys
from collections.abc import Iterator
from datetime import date

import click

from byelaw import console
from byelaw.cli.options import Day, Edition, examples, output, settings_of, today
from byelaw.console import Output
from byelaw.core.names import LayerId
from byelaw.core.problems import has_errors
from byelaw.core.releases import is_version, signed
from byelaw.workflows.asking import open_desk
from byelaw.workflows.build import Exit
from byelaw.workflows.releasing import Follower, Released, ReleaseRequest
from byelaw.workflows.releasing import release as run_release
from byelaw.workflows.signing import sign as run_sign
from byelaw.workflows.signing import sign_off

MOST_WORDS = 500
"""Characters of a text that is given at the command."""


class VersionNumber(click.ParamType[str]):
    """A version: 1, 1.1 or 2.0.3."""

    name = "version"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the version."""
        if not is_version(value):
            self.fail(f"'{value}' is not a version: numbers with full stops between, none with a 0 in front, such as 1.1", param, ctx)
        return value


class Words(click.ParamType[str]):
    """A text of one line that says something."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text."""
        words = " ".join(value.split())
        if not words or len(words) > MOST_WORDS or "{{" in words or not words.isprintable():
            self.fail(f"write 1 to {MOST_WORDS} characters of plain text", param, ctx)
        return words


@click.command(
    epilog=examples(
        "byelaw release framework 1.1 --check",
        "byelaw release framework 1.1 --summary 'Revised after the pilots.' --signed-only",
        "byelaw release northern-counties 2 --as-of 2026-10-12",
    )
)
@click.argument("name", type=Edition())
@click.argument("version", type=VersionNumber())
@click.option("--summary", type=Words(), help="What is new, in a sentence or two.")
@click.option("--signed-only", is_flag=True, help="Refuse content that nobody signed off as it stands.")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; say what would be released and whom it touches.")
@click.option("--as-of", type=Day(), default=today, show_default="today", help="The day of the release.")
@output
@click.pass_context
def release(
    context: click.Context, name: str, version: str, *, summary: str | None, signed_only: bool, is_check: bool, as_of: date, output: str
) -> None:
    """Freeze the framework or a localisation as a release that others can stay on.

    It is copied to releases/NAME/VERSION and never changed again. Editions that stay on another release, or follow the working copy,
    read what they read before.
    """
    request = ReleaseRequest(LayerId(name), version, as_of, summary or "", signed_only, is_check)
    with open_desk(settings_of(context), as_of) as desk:
        made = run_release(desk, request)
    console.print_problems(made.problems, Output(output), _data(made, request) if output == Output.JSON else None)
    is_refused = has_errors(made.problems)
    if output == Output.TEXT:
        for line in _lines(made, request) if is_check or not is_refused else ():
            console.say(line)
        console.complain(f"nothing was released; {console.count(made.problems)}" if is_refused else console.count(made.problems))
    sys.exit(Exit.PROBLEMS if is_refused else Exit.CLEAN)


@click.command(
    epilog=examples(
        "byelaw sign framework --role 'Chair' --organisation 'National editorial board'",
        "byelaw sign northmere --role 'Head of service' --organisation 'Northmere Council' --note 'Board of 4 March, item 3'",
    )
)
@click.argument("name", type=Edition())
@click.option("--role", type=Words(), required=True, help="The post that agreed; never a person's name.")
@click.option("--organisation", type=Words(), required=True, help="The body that the post belongs to.")
@click.option("--note", type=Words(), help="A meeting, a minute or a condition.")
@click.option("--as-of", type=Day(), default=today, show_default="today", help="The day of the decision.")
@click.pass_context
def sign(context: click.Context, name: str, role: str, organisation: str, note: str | None, as_of: date) -> None:
    """Write down that a post signed off the content of NAME as it stands now.

    Pages, Word, PDF and releases name the post, the body and the day, until the content changes.
    """
    written = run_sign(settings_of(context), LayerId(name), sign_off(role, organisation, as_of, note or ""))
    console.print_problems(written.problems, Output.TEXT)
    for each in written.files:
        console.say(f"wrote {each}")
    for each in written.advice:
        console.say(f"  {each}")
    sys.exit(Exit.CLEAN if written.files else Exit.PROBLEMS)


def _lines(made: Released, request: ReleaseRequest) -> Iterator[str]:
    release, count = made.release, len(made.release.files)
    did = "would release" if request.is_check else "released"
    yield f"{did} {release.layer} {release.version} as {release.folder} ({count} file{'' if count == 1 else 's'})"
    if made.before is not None:
        changed = ", ".join(f"{number} {what}" for what, number in made.changed.items())
        yield f"  since {made.before.version}: {changed}"
    for each in signed(release):
        state = "signed off by" if each.is_current else "changed since it was signed off by"
        yield f"  {state} {each.by.role}, {each.by.organisation}, on {each.by.on}"
    for urgent in release.urgent:
        yield f"  urgent at {urgent.at}: {urgent.text}"
    for version in dict.fromkeys(each.version for each in made.followers):
        on = f"stay on {version}" if version else "follow the working copy"
        yield f"  {on}: {', '.join(_named(each) for each in made.followers if each.version == version)}"
    yield f"  to read it, an edition writes `extends: {release}`"


def _named(follower: Follower) -> str:
    return f"{follower.edition} (through {follower.through})" if follower.through else follower.edition


def _data(made: Released, request: ReleaseRequest) -> dict[str, object]:
    release = made.release
    return {
        "name": release.layer,
        "version": release.version,
        "folder": release.folder,
        "written": not request.is_check and not has_errors(made.problems),
        "released": release.released.isoformat() if release.released is not None else "",
        "previous": release.previous,
        "content": release.content,
        "files": dict(made.changed, all=len(release.files)),
        "sign-offs": [
            {"role": each.by.role, "organisation": each.by.organisation, "on": each.by.on.isoformat(), "current": each.is_current}
            for each in signed(release)
        ],
        "urgent": [{"at": each.at, "text": each.text, "formerly": list(each.formerly)} for each in release.urgent],
        "editions": [{"edition": each.edition, "follows": each.version, "through": each.through} for each in made.followers],
    }

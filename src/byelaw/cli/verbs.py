"""Groups of commands that answer a misspelt verb with the nearest, and a question that cannot be answered with wrong usage."""

import click

from byelaw.cli.options import MistakenNameError
from byelaw.core.names import near
from byelaw.workflows.answers import AnswersError
from byelaw.workflows.asking import UnknownNameError
from byelaw.workflows.writing import AlreadyThereError


class Verbs(click.Group):
    """A group of commands."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb; wrong usage, with the nearest, when there is none of the name."""
        close = near(args[0], self.commands) if args and self.get_command(ctx, args[0]) is None else ()
        if close:
            message = f"there is no command '{args[0]}'; did you mean '{close[0]}'?"
            raise MistakenNameError(message, ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; a name that the project does not have, or an answer that is missing, is wrong usage."""
        try:
            return super().invoke(ctx)
        except (UnknownNameError, AnswersError, AlreadyThereError) as wrong:
            raise MistakenNameError(str(wrong), ctx) from wrong

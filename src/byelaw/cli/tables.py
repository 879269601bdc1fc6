"""Tables on the terminal: as wide as it is; into a file or a pipe, one line a row."""

import sys

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from byelaw.workflows.listing import Listing

ALARMS = ("OVERDUE", "MISSING", "cannot be read")


def print_table(found: Listing) -> None:
    """Print a listing. Columns without a word in them are left out."""
    shown = [name for name in found.columns if any(row[name] for row in found.rows)]
    if not sys.stdout.isatty():
        _print_plain(found, shown)
        return
    table = Table(box=SIMPLE, title=found.title, title_justify="left")
    for name in shown:
        table.add_column(name, overflow="fold")
    for row in found.rows:
        table.add_row(*(Text(row[name], style="bold red" if any(word in row[name] for word in ALARMS) else "") for name in shown))
    Console().print(table if found.rows else f"no {found.title}")


def _print_plain(found: Listing, shown: list[str]) -> None:
    if not found.rows:
        sys.stdout.write(f"no {found.title}\n")
        return
    rows = [{name: name for name in shown}, *found.rows]
    widths = {name: max(len(row[name]) for row in rows) for name in shown}
    for row in rows:
        sys.stdout.write("  ".join(row[name].ljust(widths[name]) for name in shown).rstrip() + "\n")

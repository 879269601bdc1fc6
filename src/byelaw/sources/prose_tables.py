"""Tables: what a screen reader and a strict content policy ask of them, and their captions."""

from byelaw.core.tree import Node, stringify
from byelaw.sources.prose_reading import Reading
from byelaw.sources.prose_tree import Point, start_of


def check_table(table: Node, reading: Reading) -> None:
    """Report empty header cells and aligned columns."""
    _, _, columns, (_, header_rows), _, _ = table["c"]
    cells = header_rows[0][1] if header_rows else []
    for number, cell in enumerate(cells, start=1):
        if not stringify(cell[4]):
            hint = "a screen reader says the header before each cell: name every column"
            reading.report("prose-table", start_of(table), f"the header of column {number} is empty", hint)
    if any(alignment["t"] != "AlignDefault" for alignment, _ in columns):
        hint = "write |---| under the header; templates decide how columns look"
        reading.report("prose-table-alignment", start_of(table), "columns cannot be aligned from the text", hint)


def lift_caption(nodes: list[Node], around: Point, reading: Reading) -> tuple[list[Node], list[Node]]:
    """Return the table of a `.table` fence as a list of one, and its caption as inlines.

    Reports a fence that holds anything but one table and at most one paragraph.
    """
    tables = [node for node in nodes if node["t"] == "Table"]
    captions = [node for node in nodes if node["t"] in ("Para", "Plain")]
    if len(tables) != 1 or len(captions) > 1 or len(nodes) != len(tables) + len(captions):
        reading.report(
            "prose-caption",
            around,
            "a fence with the class '.table' holds one table and the paragraph that is its caption",
        )
        return nodes, []
    return tables, captions[0]["c"] if captions else []

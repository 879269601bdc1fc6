"""Put an entry into a table of a YAML file, leaving every line that is there as it is."""

from byelaw.sources.strict_yaml import Scalar, Table, read_yaml
from byelaw.workflows.answers import AnswersError
from byelaw.workflows.editing_pages import INDENT, Entry
from byelaw.workflows.writing import AlreadyThereError


def with_entry(text: str, file: str, key: str, entry: Entry) -> str:
    """Return the text of a file with the entry added last to its table `key`, which is added last to the file if it is not there.

    Raises AlreadyThereError when the table has an entry of that name, and AnswersError for a file that no entry can be added to.
    """
    node, problems = read_yaml(text, file)
    tables = node.entries if isinstance(node, Table) else ()
    if problems or (text.strip() and not tables):
        message = f"{file} cannot be read: {problems[0].message if problems else 'it is not a table'}"
        raise AnswersError(message)
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    names = [name.text for name, _ in tables]
    if key not in names:
        return "\n".join([*lines, f"{key}:", *_lines(entry, INDENT)]) + "\n"
    position = names.index(key)
    name, value = tables[position]
    entries = value.entries if isinstance(value, Table) else ()
    for each, _ in entries:
        if each.text == entry.name:
            message = f"{file}:{each.place.line} has an entry for '{entry.name}' already; nothing was written"
            raise AlreadyThereError(message)
    if (entries and entries[0][0].place.line == name.place.line) or (isinstance(value, Scalar) and value.text):
        message = f"{file}:{name.place.line}: '{key}' stands on one line; give each entry a line of its own first"
        raise AnswersError(message)
    indent = entries[0][0].place.column - 1 if entries else INDENT
    end = tables[position + 1][0].place.line - 1 if position + 1 < len(tables) else len(lines)
    return "\n".join([*lines[:end], *_lines(entry, indent), *lines[end:]]) + "\n"


def _lines(entry: Entry, indent: int) -> list[str]:
    return [" " * indent + f"{entry.name}:", *(" " * 2 * indent + line if line else "" for line in entry.lines)]

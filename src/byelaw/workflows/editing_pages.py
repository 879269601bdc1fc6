"""Put an entry and its text into a page of changes, leaving every line that is there as it is."""

from dataclasses import dataclass

from byelaw.sources.folders import Folder, Page, read_page
from byelaw.sources.strict_yaml import Scalar, Table, YamlNode
from byelaw.workflows.answers import AnswersError
from byelaw.workflows.writing import AlreadyThereError

INDENT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a page of changes: its name, the lines under it (`do: replace`), and its text (empty: it takes none)."""

    name: str
    lines: tuple[str, ...]
    text: str = ""


def new_page(document: str, entry: Entry) -> str:
    """Return a page with one entry."""
    front = ["---", f"document: {document}", "changes:", *_entry_lines(entry, INDENT), "---"]
    return "\n".join(front) + "\n" + entry.text


def extended_page(folder: Folder, name: str, document: str, entry: Entry) -> str:
    """Return the text of a page of the folder with the entry added after the others.

    Raises AlreadyThereError when the block has an entry, and AnswersError for a page that no entry can be added to.
    """
    text = folder.files[name].decode("utf-8")
    page, problems = read_page(folder, name)
    if page is None or not isinstance(page.front, Table):
        message = f"{folder.path}{name} cannot be read: {problems[0].message if problems else 'its front matter is not a table'}"
        raise AnswersError(message)
    front = {key.text: (key, value) for key, value in page.front.entries}
    if "do" in front or not _is_text(front.get("document"), document):
        message = f"{folder.path}{name} is not a page of changes of '{document}'; write the entry there by hand"
        raise AnswersError(message)
    lines = text.split("\n")
    at, indent = _place(page, folder.path + name, entry)
    added = _entry_lines(entry, indent)
    if "changes" not in front:
        added = ["changes:", *added]
    body = "\n".join([*lines[:at], *added, *lines[at:]]).rstrip("\n") + "\n"
    return body + (f"\n{entry.text}" if entry.text and page.body.strip() else entry.text)


def _is_text(found: tuple[Scalar, YamlNode] | None, wanted: str) -> bool:
    return found is not None and isinstance(found[1], Scalar) and found[1].text.removeprefix("framework:") == wanted


def _entry_lines(entry: Entry, indent: int) -> list[str]:
    return [" " * indent + f"{entry.name}:", *(" " * 2 * indent + line for line in entry.lines)]


def _place(page: Page, file: str, entry: Entry) -> tuple[int, int]:
    """Return the index of the line that the entry goes before, and how far entries are indented."""
    front = page.front.entries if isinstance(page.front, Table) else ()
    names = [key.text for key, _ in front]
    end = page.first_line - 2
    if "changes" not in names:
        return end, INDENT
    position = names.index("changes")
    key, value = front[position]
    entries = value.entries if isinstance(value, Table) else ()
    for each, _ in entries:
        if each.text == entry.name:
            message = f"{file}:{each.place.line} has an entry for '{entry.name}' already; nothing was written"
            raise AlreadyThereError(message)
    if (entries and entries[0][0].place.line == key.place.line) or (isinstance(value, Scalar) and value.text):
        message = f"{file}:{key.place.line}: the changes stand on one line; give each a line of its own first"
        raise AnswersError(message)
    indent = entries[0][0].place.column - 1 if entries else INDENT
    following = front[position + 1][0].place.line - 1 if position + 1 < len(front) else end
    return following, indent

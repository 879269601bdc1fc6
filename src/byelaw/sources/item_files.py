"""Read the files of pathways, forms and audits: their data under its schema, and what is prose in it to be read as prose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from byelaw.core.names import LayerId, is_id
from byelaw.core.problems import Place, Problem, error
from byelaw.sources.folders import Folder, read_yaml_file
from byelaw.sources.prose import ProseRequest
from byelaw.sources.schemas.checks import check_table
from byelaw.sources.schemas.item_files import CHANGES, WHOLE
from byelaw.sources.schemas.rows import Row
from byelaw.sources.strict_yaml import Table, YamlNode

FOLDERS: Mapping[str, str] = MappingProxyType({"pathway": "pathways/", "form": "forms/", "audit": "audits/"})
"""Where the files of each kind of data stand."""

KEYS: Mapping[str, str] = MappingProxyType({"pathway": "steps", "form": "fields", "audit": "checks"})
"""The key that the items of each kind of data stand under."""

PROSE_KEYS = frozenset({"label", "title", "text", "evidence", "note"})
"""What is prose in these files: Markdown with look-ups and links."""

_IN_CHANGES = ("title", "note")


@dataclass(frozen=True, slots=True)
class ItemFile:
    """A file of data. `kind` is pathway, form or audit; `is_changes` tells a localisation's changes from a whole of its own."""

    kind: str
    id: str
    row: Row
    file: str
    layer: LayerId
    is_changes: bool = False

    @property
    def name(self) -> str:
        """Return what a block writes to be filled with it: `pathway:at-a-glance`."""
        return f"{self.kind}:{self.id}"

    def texts(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield the key and the Markdown of each text of an item or a part."""
        for key in ("label", "title", "text", "evidence"):
            if row.text(key):
                yield key, row.text(key)
        if row.text("within"):
            yield "within", f"Time limit: {{{{ {row.text('within')} }}}}"
        if row.texts("see"):
            yield "see", f"See {_all([f'[](doc:{each})' for each in row.texts('see')])}."

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield every part and item by its id, in order; an id written twice comes twice."""
        for name, part in self.row.rows("parts").items():
            yield name, part
            yield from part.rows(KEYS[self.kind]).items()
        yield from self.row.rows(KEYS[self.kind]).items()


def read_item_files(folder: Folder) -> tuple[tuple[ItemFile, ...], tuple[Problem, ...]]:
    """Return the folder's pathways, forms and audits, and in a localisation also its changes of them.

    Reports `id-format`, `prose-id-twice` and what the YAML reader and the schemas report.
    """
    files: list[ItemFile] = []
    problems: list[Problem] = []
    for kind, path in ((kind, path) for kind, start in FOLDERS.items() for path in folder.below(start, ".yml")):
        name = path.removeprefix(FOLDERS[kind]).removesuffix(".yml")
        node, found = read_yaml_file(folder, path, prose=PROSE_KEYS)
        problems.extend(found)
        if not is_id(name):
            place = Place(folder.path + path)
            problems.append(error("id-format", place, f"the file's name is not an id: '{name}'", "use a-z, 0-9 and hyphens"))
        elif node is not None:
            made, found = _file(kind, name, node, folder)
            files.append(made)
            problems.extend(found)
    return tuple(files), tuple(problems)


def item_requests(each: ItemFile) -> Iterator[ProseRequest]:
    """Yield every text of the file to be read as prose; the key is `file?item:id.key`, or `file?entry.key` for those of changes."""
    for name, row in each.rows():
        for key, text in each.texts(row):
            yield _request(f"{each.file}?item:{name}.{key}", each, row, key, text)
    for name, row in each.row.rows("changes").items():
        for key in _IN_CHANGES:
            if row.text(key):
                yield _request(f"{each.file}?{name}.{key}", each, row, key, row.text(key))


def _request(request: str, each: ItemFile, row: Row, key: str, text: str) -> ProseRequest:
    """Return a request that starts where the text does: after the key, or on the next line where it is written below it."""
    place = row.place_of(key)
    is_below = "\n" in text
    line, column = (place.line + 1, place.column + 2) if is_below else (place.line, place.column + len(f"{key}: "))
    return ProseRequest(request, each.file, text, line, each.layer, column)


def _file(kind: str, name: str, node: YamlNode, folder: Folder) -> tuple[ItemFile, tuple[Problem, ...]]:
    keys = {key.text for key, _ in node.entries} if isinstance(node, Table) else set()
    is_changes = bool(folder.edition) and "name" not in keys
    row, problems = check_table(node, (CHANGES if is_changes else WHOLE)[kind])
    made = ItemFile(kind, name, row, folder.path + FOLDERS[kind] + name + ".yml", folder.layer, is_changes)
    return made, (*problems, *_twice(made))


def _twice(made: ItemFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, row in made.rows():
        if name in seen:
            yield error("prose-id-twice", row.place, f"the id '{name}' is used twice in this {made.kind}", "give one of them another id")
        seen.add(name)


def _all(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)

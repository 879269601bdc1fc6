"""One source folder of a project: its files by their path inside it, and reading one of them as YAML or as front matter and body."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, error
from byelaw.sources.strict_yaml import Listing, Scalar, Table, YamlNode, read_yaml, split_front_matter
from byelaw.sources.texts import decode

LOGOS = tuple(f"brand/logo.{ending}" for ending in ("svg", "png", "jpg", "jpeg"))
"""Where the mark of a framework or a localisation stands; editions below that have none of their own show it too."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A framework, a localisation, or a release of one. `path` is relative to the project and ends in a slash."""

    path: str
    files: Mapping[str, bytes]
    layer: LayerId = FRAMEWORK
    version: str = ""

    @property
    def edition(self) -> str:
        """Return the localisation that the folder is of, in whatever version; empty for a framework."""
        return "" if self.layer == FRAMEWORK else self.layer

    def below(self, folder: str, ending: str) -> Iterator[str]:
        """Yield the paths inside a folder of this one that end so, sorted."""
        yield from (path for path in sorted(self.files) if path.startswith(folder) and path.endswith(ending))


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file in its two parts: the front matter as a YAML node, and the body with the line it starts on."""

    file: str
    front: YamlNode
    body: str
    first_line: int


def read_yaml_file(folder: Folder, name: str, prose: frozenset[str] = frozenset()) -> tuple[YamlNode | None, tuple[Problem, ...]]:
    """Return the node of a YAML file of the folder; None, without a problem, when there is no such file.

    `prose` names the keys whose text is read as prose, so that look-ups may stand in it.
    """
    if name not in folder.files:
        return None, ()
    file = folder.path + name
    text, problems = decode(folder.files[name], file)
    if problems:
        return None, problems
    node, found = read_yaml(text, file)
    return node, (*found, *_lookups_in_data(node, prose))


def read_page(folder: Folder, name: str) -> tuple[Page | None, tuple[Problem, ...]]:
    """Return a Markdown file in its two parts. Reports `missing-front-matter` and what the text and the YAML have."""
    file = folder.path + name
    text, problems = decode(folder.files[name], file)
    if problems:
        return None, problems
    parts = split_front_matter(text)
    if parts is None:
        message = "the file must start with a line `---`, the facts about it, and another line `---`"
        return None, (error("missing-front-matter", Place(file, 1, 1), message, "copy the first lines of a file next to it"),)
    front, found = read_yaml(parts[0], file, first_line=2)
    problems = (*found, *_lookups_in_data(front, frozenset()))
    return (None if front is None else Page(file, front, parts[1], parts[2])), problems


def _lookups_in_data(node: YamlNode | None, prose: frozenset[str]) -> Iterator[Problem]:
    """Report look-ups in data, where they would be published as they stand: of a page, only a change's `title:` and `note:` are prose."""
    match node:
        case Scalar() if "{{" in node.text:
            yield error("lookup-in-data", node.place, "a look-up stands in data, where nothing is looked up", "write the words themselves")
        case Listing():
            for item in node.items:
                yield from _lookups_in_data(item, prose)
        case Table():
            for key, value in node.entries:
                if key.text not in prose:
                    yield from _lookups_in_data(value, prose | _PROSE_KEYS if key.text == "changes" else prose)
        case _:
            return


_PROSE_KEYS = frozenset({"title", "note"})

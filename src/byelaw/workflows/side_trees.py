"""The trees of files that sides of a comparison come from: the working tree, a commit of git, a folder; each is read once.

A problem in a file of another tree than the working tree names that tree, so that the file is found: `git:v1.0:framework/values.yml`,
`./last-year/framework/values.yml`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem
from byelaw.core.releases import folder_of
from byelaw.settings import MARK, Settings
from byelaw.sources.digests import RELEASE_FILE
from byelaw.sources.folders import Folder, read_yaml_file
from byelaw.sources.git_tree import commit_snapshot
from byelaw.sources.lineage import Source
from byelaw.sources.snapshot import Snapshot, take_snapshot, with_edition
from byelaw.sources.standing import with_layer
from byelaw.sources.strict_yaml import Scalar, Table
from byelaw.tools.git import Commit, GitFailure, commit_of, folders_with, is_shallow, names_of
from byelaw.workflows.asking import UnknownNameError, unknown

GIT = "git:"
WORKING_TREE = "."


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a project, what was refused of them, and what they are called beside those of the working tree.

    `inside` is the folder of the snapshot that is not the working tree's, `shown` how the path of a file in it begins for people.
    """

    snapshot: Snapshot
    problems: tuple[Problem, ...] = ()
    name: str = ""
    inside: str = ""
    shown: str = ""

    def told(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with their places as people find them."""
        return tuple(replace(each, place=self._found(each.place), second=each.second and self._found(each.second)) for each in problems)

    def _found(self, place: Place) -> Place:
        if not self.shown or not place.file.startswith(self.inside):
            return place
        return replace(place, file=self.shown + place.file.removeprefix(self.inside))


@dataclass(slots=True)
class Trees:
    """Where sides are looked for; each tree is read once."""

    settings: Settings
    read: dict[str, Tree] = field(default_factory=dict)

    def working(self) -> Tree:
        """Return the working tree."""
        if WORKING_TREE not in self.read:
            self.read[WORKING_TREE] = Tree(*take_snapshot(self.settings.root))
        return self.read[WORKING_TREE]

    def of_git(self, written: str) -> Tree:
        """Return the tree that `git:REF`, or `git:REF:FOLDER`, names. Raises UnknownNameError for one that is not there."""
        if written not in self.read:
            self.read[written] = _of_git(written, self.settings.root)
        return self.read[written]

    def of_folder(self, written: str) -> Tree:
        """Return the tree of a project in a folder. Raises UnknownNameError where its framework may not be read."""
        if Path(written).resolve() == self.settings.root.resolve():
            return self.working()
        if written not in self.read:
            tree = Tree(*take_snapshot(Path(written)), name=written, shown=f"{written.rstrip('/')}/")
            if MARK.as_posix() not in tree.snapshot.files:
                raise _no_project(tree, f"'{written}'")
            self.read[written] = tree
        return self.read[written]

    def of_layer(self, written: str, called: LayerId | None = None) -> tuple[Tree, Source]:
        """Return the working tree with a layer that is read from a folder, and which one it is: `called`, or what the folder says."""
        folder = Path(written).resolve()
        taken, refused = take_snapshot(folder.parent, (folder.name,))
        files = taken.below(f"{folder.name}/")
        source = Source(called) if called is not None else _said_by(files, folder.name)
        home, inside = self.working(), folder_of(source.layer, source.version)
        moved = (replace(each, place=_moved(each.place, f"{folder.name}/", inside)) for each in refused)
        snapshot = with_layer(home.snapshot, source, files)
        problems = (*(each for each in home.problems if not each.place.file.startswith(inside)), *map(with_edition, moved))
        return Tree(snapshot, problems, written, inside, f"{written.rstrip('/')}/"), source


def _of_git(written: str, root: Path) -> Tree:
    ref, colon, folder = written.removeprefix(GIT).partition(":")
    commit = commit_of(root, ref)
    if isinstance(commit, GitFailure):
        raise _no_commit(written, ref, commit, root)
    if colon:
        commit = replace(commit, prefix=_prefix(folder, written))
    found = commit_snapshot(root, commit)
    if isinstance(found, GitFailure):
        words = f"'{written}' cannot be read: {found.detail}"
        raise UnknownNameError(words)
    short = "" if commit.name.startswith(ref) else f" ({commit.name[:12]})"
    tree = Tree(*found, name=f"{written}{short}", shown=f"{GIT}{ref}:{commit.prefix}")
    if MARK.as_posix() in tree.snapshot.files:
        return tree
    raise _no_project(tree, f"'{written}'{short}", _elsewhere(root, commit, ref))


def _no_commit(written: str, ref: str, failure: GitFailure, root: Path) -> UnknownNameError:
    if not failure.detail.startswith("git knows no commit"):
        return UnknownNameError(f"'{written}' cannot be read: {failure.detail}")
    found = unknown(ref, "commit", names_of(root))
    if not is_shallow(root):
        return found
    return UnknownNameError(f"{found}; this clone holds only the newest commits: `git fetch --unshallow` brings the others")


def _prefix(folder: str, written: str) -> str:
    """Return the path of a folder in a repository, with its slash."""
    parts = PurePosixPath(folder).parts
    if folder.startswith("/") or ".." in parts:
        words = f"'{written}': after the second colon stands a folder of that commit, written from the top of the repository"
        raise UnknownNameError(words)
    return "".join(f"{each}/" for each in parts)


def _elsewhere(root: Path, commit: Commit, ref: str) -> str:
    """Return how to name the project where a commit has it in another folder; empty where it has not exactly one."""
    folders = folders_with(root, commit, MARK.as_posix())
    if len(folders) != 1 or folders[0] == commit.prefix:
        return ""
    return f"; that commit has a project in '{folders[0] or './'}': write '{GIT}{ref}:{folders[0].rstrip('/')}'"


def _no_project(tree: Tree, called: str, elsewhere: str = "") -> UnknownNameError:
    """Say that a tree has no framework, and why: what was refused there, or where else it stands."""
    mark = MARK.as_posix()
    why = next((f"; {each.place}: {each.message}" for each in tree.problems if f"{mark}/".startswith(f"{each.place.file}/")), elsewhere)
    return UnknownNameError(f"{called} holds no project: there is no {mark} in it{why}")


def _moved(place: Place, old: str, new: str) -> Place:
    return replace(place, file=new + place.file.removeprefix(old)) if place.file.startswith(old) else place


def _said_by(files: dict[str, bytes], name: str) -> Source:
    """Return which layer a folder is: what its release.yml says, else the framework or a localisation of the folder's name."""
    layer = FRAMEWORK if MARK.name in files else LayerId(name)
    said = said_in(files, RELEASE_FILE)
    return Source(LayerId(said.get("name", layer)), said.get("version", ""))


def said_in(files: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Return the plain texts at the top of a YAML file; none where it is missing or can't be read."""
    node, _ = read_yaml_file(Folder("", files), name)
    entries = node.entries if isinstance(node, Table) else ()
    return {key.text: value.text for key, value in entries if isinstance(value, Scalar)}

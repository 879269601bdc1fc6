"""What the two sides of a comparison are called, and which edition of which files each of them is.

    framework@1.0  northern-counties@2     a release
    framework  northmere                   an edition of the working tree
    .  git:v1.0  git:HEAD~1  ../other      a whole project: the working tree, a commit, a folder
    ./drafts/framework-1.2                 a folder with a framework.yml or localisation.yml in it, read instead of the project's own

Of a whole project, the area given, or else the other side, says which edition is meant; else it is the framework's own. With an area, a
side that names something above the area is the area as it would stand on that.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Problem
from byelaw.settings import MARK, Settings
from byelaw.sources.digests import RELEASE_FILE
from byelaw.sources.folders import Folder, read_yaml_file
from byelaw.sources.git_tree import commit_snapshot
from byelaw.sources.lineage import Source
from byelaw.sources.snapshot import Snapshot, take_snapshot
from byelaw.sources.standing import LOCALISATION_FILE, Stand, every_source, is_there, lineage, standing_on, with_layer
from byelaw.sources.strict_yaml import Scalar, Table
from byelaw.tools.git import GitFailure, commit_of, names_of
from byelaw.workflows.asking import UnknownNameError, unknown

GIT = "git:"
WORKING_TREE = "."


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a project, what was refused of them, and what they are called beside those of the working tree."""

    snapshot: Snapshot
    problems: tuple[Problem, ...] = ()
    name: str = ""


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

    def whole(self, written: str) -> Tree:
        """Return the tree that a ref or a folder names. Raises UnknownNameError for one that is not there."""
        if written not in self.read:
            self.read[written] = self._of_git(written) if written.startswith(GIT) else Tree(*take_snapshot(Path(written)), name=written)
        return self.read[written]

    def _of_git(self, written: str) -> Tree:
        ref, root = written.removeprefix(GIT), self.settings.root
        commit = commit_of(root, ref)
        if isinstance(commit, GitFailure):
            if commit.detail.startswith("git knows no commit"):
                raise unknown(ref, "commit", names_of(root))
            words = f"'{written}' cannot be read: {commit.detail}"
            raise UnknownNameError(words)
        found = commit_snapshot(root, commit)
        if isinstance(found, GitFailure):
            words = f"'{written}' cannot be read: {found.detail}"
            raise UnknownNameError(words)
        short = "" if commit.name.startswith(ref) else f" ({commit.name[:12]})"
        return Tree(*found, name=f"{written}{short}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a side's name leads to: a tree, and the layer that the name says, if it says one."""

    tree: Tree
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A side: the edition, the tree it is from, and whether that tree publishes it as it is."""

    stand: Stand
    tree: Tree
    is_published: bool


def named_sides(written: tuple[str, str], area: str, trees: Trees) -> tuple[Named, Named]:
    """Return the two sides. Raises UnknownNameError for names that mean nothing, with the near ones."""
    old, new = (find(each, trees) for each in written)
    return _named(old, new, area, written[0]), _named(new, old, area, written[1])


def find(written: str, trees: Trees) -> Found:
    """Return what a name leads to. Raises UnknownNameError."""
    if written == WORKING_TREE:
        return Found(trees.working())
    if written.startswith(GIT):
        return Found(trees.whole(written))
    if "/" in written or "\\" in written or written.startswith("."):
        return _folder(written, trees)
    layer, at, version = written.partition("@")
    source, tree = Source(LayerId(layer), version), trees.working()
    if not is_there(source, tree.snapshot) or (at and not version):
        known = [str(each) for each in every_source(tree.snapshot)]
        if Path(written).is_dir():
            words = f"there is no edition '{written}'; for the folder write './{written}'"
            raise UnknownNameError(words)
        raise unknown(
            written, "edition or release", [each for each in known if each.startswith(f"{layer}@")] if at and layer in known else known
        )
    return Found(tree, source)


def _folder(written: str, trees: Trees) -> Found:
    folder = Path(written)
    if (folder / MARK).is_file():
        return Found(trees.working() if folder.resolve() == trees.settings.root.resolve() else trees.whole(written))
    if not (folder / MARK.name).is_file() and not (folder / LOCALISATION_FILE).is_file():
        what = "holds no framework, localisation or release" if folder.is_dir() else "is no folder"
        words = f"'{written}' {what}; a side is {EXAMPLES}"
        raise UnknownNameError(words)
    parent, name = folder.resolve().parent, folder.resolve().name
    found, problems = take_snapshot(parent, (name,))
    files = found.below(f"{name}/")
    source = _said_by(files, name)
    home = trees.working()
    tree = Tree(with_layer(home.snapshot, source, files), (*home.problems, *problems), written)
    return Found(tree, source)


EXAMPLES = "a release (framework@1.0), an edition (framework, northmere), '.', a commit (git:HEAD~1) or a folder (./path)"


def _said_by(files: dict[str, bytes], name: str) -> Source:
    """Return which layer a folder is: what its release.yml says, else the framework or a localisation of the folder's name."""
    layer = FRAMEWORK if MARK.name in files else LayerId(name)
    node, _ = read_yaml_file(Folder("", files), RELEASE_FILE)
    entries = node.entries if isinstance(node, Table) else ()
    said = {key.text: value.text for key, value in entries if isinstance(value, Scalar)}
    return Source(LayerId(said.get("name", layer)), said.get("version", ""))


def _named(side: Found, other: Found, area: str, written: str) -> Named:
    snapshot = side.tree.snapshot
    if area:
        return _of_area(side, LayerId(area), written)
    source = side.source or Source(other.source.layer if other.source is not None else FRAMEWORK)
    if not is_there(source, snapshot):
        known = [each.layer for each in every_source(snapshot) if not each.version]
        raise unknown(source.layer, f"edition in {side.tree.name or 'the working tree'}", known)
    return Named(Stand(snapshot, source), side.tree, not source.version)


def _of_area(side: Found, area: LayerId, written: str) -> Named:
    snapshot, source = side.tree.snapshot, side.source
    if not is_there(Source(area), snapshot):
        known = [each.layer for each in every_source(snapshot) if not each.version]
        raise unknown(area, f"area in {side.tree.name or 'the working tree'}", known)
    if source is None or source.layer == area:
        target = source or Source(area)
        return Named(Stand(snapshot, target), side.tree, not target.version)
    stand = standing_on(area, source, snapshot)
    if stand is None:
        above = ", ".join(str(each) for each in lineage(Source(area), snapshot)[1:])
        words = f"'{area}' does not stand on '{written}'; it stands on {above}"
        raise UnknownNameError(words)
    ground = f"on {source}"
    return Named(stand, replace(side.tree, name=f"{ground}, {side.tree.name}" if side.tree.name else ground), is_published=False)

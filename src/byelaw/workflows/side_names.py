"""What the two sides of a comparison are called, and which edition of which files each of them is.

    framework@1.0  northern-counties@2     a release
    framework  northmere                   an edition of the working tree
    .  git:v1.0  git:HEAD~1  ../other      a whole project: the working tree, a commit, a folder
    git:v1.0:policy                        a project in another folder of its repository than the working tree has it in
    northmere@git:v1.0  northmere@../other an edition of a whole project
    ./drafts/framework-1.2                 a folder with a framework.yml or localisation.yml in it, read instead of the project's own

Of a whole project, the area given, or else the other side, says which edition is meant; else it is the framework's own. With an area, a
side that names something above the area is the area as it would stand on that.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.releases import folder_of
from byelaw.settings import MARK
from byelaw.sources.lineage import Source
from byelaw.sources.standing import LOCALISATION_FILE, Stand, every_source, is_there, lineage, standing_on
from byelaw.workflows.asking import UnknownNameError, unknown
from byelaw.workflows.side_trees import GIT, WORKING_TREE, Tree, Trees, said_in

_WITHIN = re.compile(r"([^@/\\:.]+)@(git:.+|\.{1,2}(?:[/\\].*)?|[/\\].+)")


@dataclass(frozen=True, slots=True)
class Found:
    """What a side's name leads to: a tree, and the layer that the name says, if it says one."""

    tree: Tree
    source: Source | None = None
    is_guess: bool = False
    """Whether the layer is called what its folder is, and nothing in the project is called so."""


@dataclass(frozen=True, slots=True)
class Named:
    """A side: the edition, the tree it is from, and whether that tree publishes it as it is."""

    stand: Stand
    tree: Tree
    is_published: bool


def named_sides(written: tuple[str, str], area: str, trees: Trees) -> tuple[Named, Named]:
    """Return the two sides. Raises UnknownNameError for names that mean nothing, with the near ones."""
    found = old, new = find(written[0], trees), find(written[1], trees)
    if old.is_guess != new.is_guess:
        old, new = (_as_other(each, other, name, area, trees) for each, other, name in zip(found, reversed(found), written, strict=True))
    return _named(old, new, area, written[0]), _named(new, old, area, written[1])


def find(written: str, trees: Trees) -> Found:
    """Return what a name leads to. Raises UnknownNameError."""
    if within := _WITHIN.fullmatch(written):
        return _within(LayerId(within[1]), within[2], trees)
    if written == WORKING_TREE:
        return Found(trees.working())
    if written.startswith(GIT):
        return Found(trees.of_git(written))
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


def _within(layer: LayerId, where: str, trees: Trees) -> Found:
    """Return an edition of another project than the one at hand."""
    tree = find(where, trees)
    if tree.source is not None:
        words = f"'{where}' is one edition and holds no '{layer}'; after @ stands a version, a commit (git:HEAD~1) or a project's folder"
        raise UnknownNameError(words)
    _require(Source(layer), tree.tree, "edition")
    return Found(tree.tree, Source(layer))


def _folder(written: str, trees: Trees) -> Found:
    folder = Path(written)
    if (folder / MARK).is_file():
        return Found(trees.of_folder(written))
    if not (folder / MARK.name).is_file() and not (folder / LOCALISATION_FILE).is_file():
        what = "holds no framework, localisation or release" if folder.is_dir() else "is no folder"
        words = f"'{written}' {what}; a side is {EXAMPLES}"
        raise UnknownNameError(words)
    tree, source = trees.of_layer(written)
    return Found(tree, source, is_guess=not source.version and not is_there(source, trees.working().snapshot))


EXAMPLES = "a release (framework@1.0), an edition (framework, northmere), '.', a commit (git:HEAD~1) or a folder (./path)"


def _as_other(side: Found, other: Found, written: str, area: str, trees: Trees) -> Found:
    """Return a localisation's folder of another name as the area, or the other side, of which it has the name.

    So what is its own is compared with what it was, and not as what another localisation has.
    """
    if not side.is_guess or side.source is None:
        return side
    same = other.source is not None and _called(side.source, side.tree) == _called(other.source, other.tree) != ""
    layer = LayerId(area) if area else other.source.layer if same and other.source is not None else FRAMEWORK
    return side if layer == FRAMEWORK else Found(*trees.of_layer(written, layer))


def _called(source: Source, tree: Tree) -> str:
    """Return the name that a localisation gives itself; empty for the framework and where it can't be read."""
    inside = folder_of(source.layer, source.version)
    content = tree.snapshot.files.get(inside + LOCALISATION_FILE)
    return said_in({LOCALISATION_FILE: content}, LOCALISATION_FILE).get("name", "") if content is not None else ""


def _require(source: Source, tree: Tree, what: str) -> None:
    """Raise UnknownNameError for a layer that the tree doesn't have."""
    if not is_there(source, tree.snapshot):
        known = [each.layer for each in every_source(tree.snapshot) if not each.version]
        where = f" in {tree.name}" if tree.name else ""
        raise unknown(source.layer, what, known, where)


def _named(side: Found, other: Found, area: str, written: str) -> Named:
    snapshot = side.tree.snapshot
    if area:
        return _of_area(side, LayerId(area), written)
    source = side.source or Source(other.source.layer if other.source is not None else FRAMEWORK)
    _require(source, side.tree, "edition")
    return Named(Stand(snapshot, source), side.tree, not source.version)


def _of_area(side: Found, area: LayerId, written: str) -> Named:
    snapshot, source = side.tree.snapshot, side.source
    _require(Source(area), side.tree, "area")
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

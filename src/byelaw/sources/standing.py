"""What stands on what in a snapshot, and a snapshot changed so that a localisation stands on another version of what is above it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Problem
from byelaw.core.releases import folder_of, is_version, order_of
from byelaw.sources.digests import MANIFEST, RELEASE_FILE
from byelaw.sources.folders import Folder, read_yaml_file
from byelaw.sources.lineage import Source
from byelaw.sources.snapshot import Snapshot, snapshot_of
from byelaw.sources.strict_yaml import Scalar, Table

LOCALISATION_FILE = "localisation.yml"
_WRITTEN = re.compile(r""""[^"]*"|'[^']*'|[^\s,}#]+""")


@dataclass(frozen=True, slots=True)
class Stand:
    """An edition to read: from which files, which layer in which version, and how it came to stand where it does, a sentence each."""

    snapshot: Snapshot
    target: Source
    notes: tuple[str, ...] = ()
    is_supposed: bool = False
    """Whether it is read on another version than the one it was written for: what does not fit there is left out and told."""
    refused: tuple[Problem, ...] = ()
    """What is wrong with files that are not in the snapshot because of it."""


def parent_of(source: Source, snapshot: Snapshot) -> Source | None:
    """Return what a localisation extends; None for the framework, and where its file doesn't say."""
    found = _extends(source, snapshot)
    if found is None:
        return None
    layer, _, version = found.text.partition("@")
    return Source(LayerId(layer), version)


def lineage(source: Source, snapshot: Snapshot) -> tuple[Source, ...]:
    """Return what a layer stands on, itself first, as far up as it is known."""
    found: list[Source] = []
    above: Source | None = source
    while above is not None and above not in found:
        found.append(above)
        above = parent_of(above, snapshot)
    return tuple(found)


def is_there(source: Source, snapshot: Snapshot) -> bool:
    """Tell whether the snapshot has the layer in this version."""
    mark = "framework.yml" if source.layer == FRAMEWORK else LOCALISATION_FILE
    return folder_of(source.layer, source.version) + mark in snapshot.files


def every_source(snapshot: Snapshot) -> Iterator[Source]:
    """Yield every layer that is there: the framework, the localisations, and the releases of each, oldest first."""
    yield Source(FRAMEWORK)
    for layer in snapshot.folders_in("localisations"):
        yield Source(LayerId(layer))
    for layer in snapshot.folders_in("releases"):
        versions = (each for each in snapshot.folders_in(f"releases/{layer}") if is_version(each))
        yield from (Source(LayerId(layer), version) for version in sorted(versions, key=order_of))


def standing_on(area: LayerId, ground: Source, snapshot: Snapshot) -> Stand | None:
    """Return the area as it would be with another version of something above it; None when that is not above it.

    What is between the two follows: a layer that stands on that version already stays; else its newest release that does is taken; else it
    is taken as it is, and read as if it stood there.
    """
    way = lineage(Source(area), snapshot)
    below = [each for each in way if each.layer != ground.layer]
    if len(below) == len(way):
        return None
    between = way[: next(place for place, each in enumerate(way) if each.layer == ground.layer)]
    notes: list[str] = []
    under = ground
    for source in reversed(between):
        chosen = _fitting(source, under, area, snapshot)
        if parent_of(chosen, snapshot) != under:
            snapshot = _moved(chosen, under, snapshot)
            notes.append(f"{chosen} is read as if it extended {under}")
        elif chosen != source:
            notes.append(f"{chosen} stands in for {source}, because it extends {under}")
        under = chosen
    return Stand(snapshot, Source(area), tuple(notes), is_supposed=ground not in way)


def narrowed(snapshot: Snapshot, targets: Iterable[Source]) -> Snapshot:
    """Return the snapshot with only what the targets stand on, and what other releases say of themselves."""
    needed = {folder_of(each.layer, each.version) for target in targets for each in lineage(target, snapshot)}
    files = {
        path: data for folder in sorted(needed) for path, data in ((folder + name, data) for name, data in snapshot.below(folder).items())
    }
    told = {path: snapshot.files[path] for path in snapshot.ordered if path.startswith("releases/") and path.endswith(f"/{RELEASE_FILE}")}
    return snapshot_of(told | files)


def with_layer(snapshot: Snapshot, source: Source, files: dict[str, bytes]) -> Snapshot:
    """Return the snapshot with the files of a folder as this layer in this version."""
    folder = folder_of(source.layer, source.version)
    others = {path: data for path, data in snapshot.files.items() if not path.startswith(folder)}
    return snapshot_of(others | {folder + path: data for path, data in files.items()})


def _fitting(source: Source, under: Source, area: LayerId, snapshot: Snapshot) -> Source:
    if source.layer == area or parent_of(source, snapshot) == under:
        return source
    releases = [each for each in every_source(snapshot) if each.layer == source.layer and each.version]
    return next((each for each in reversed(releases) if parent_of(each, snapshot) == under), source)


def _moved(source: Source, under: Source, snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with `extends:` of a layer written anew. A release that is changed so is no release of its own account."""
    written = _extends(source, snapshot)
    folder = folder_of(source.layer, source.version)
    file = folder + LOCALISATION_FILE
    if written is None:
        return snapshot
    lines = snapshot.files[file].decode("utf-8", "surrogateescape").splitlines(keepends=True)
    line, start = lines[written.place.line - 1], max(written.place.column - 1, 0)
    lines[written.place.line - 1] = line[:start] + _WRITTEN.sub(str(under), line[start:], count=1)
    gone = {folder + MANIFEST, folder + RELEASE_FILE} if source.version else set()
    files = {path: data for path, data in snapshot.files.items() if path not in gone}
    return snapshot_of(files | {file: "".join(lines).encode("utf-8", "surrogateescape")})


def _extends(source: Source, snapshot: Snapshot) -> Scalar | None:
    if source.layer == FRAMEWORK or not is_there(source, snapshot):
        return None
    path = folder_of(source.layer, source.version)
    folder = Folder(path, {LOCALISATION_FILE: snapshot.files[path + LOCALISATION_FILE]}, source.layer, source.version)
    node, _ = read_yaml_file(folder, LOCALISATION_FILE)
    entries = node.entries if isinstance(node, Table) else ()
    return next((value for key, value in entries if key.text == "extends" and isinstance(value, Scalar)), None)

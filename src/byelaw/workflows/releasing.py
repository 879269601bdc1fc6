"""`byelaw release`: freeze the framework or a localisation as it stands, with its sign-offs, for others to stay on."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from byelaw.core.editions import Edition
from byelaw.core.finishing.notices import address_problems, formerly
from byelaw.core.names import LayerId
from byelaw.core.problems import Place, Problem, Severity, error, has_errors, in_order, warning
from byelaw.core.releases import Ledger, Version, folder_of, is_signed, newest, not_yet_released, order_of, signed
from byelaw.sources.digests import MANIFEST, RELEASE_FILE, content_files, manifest_of
from byelaw.sources.snapshot import Snapshot, take_snapshot
from byelaw.workflows.asking import Desk
from byelaw.workflows.release_texts import release_text


@dataclass(frozen=True, slots=True)
class ReleaseRequest:
    """What to release: the framework or a localisation, as which version, on which day. `is_check`: only say what would come of it."""

    layer: LayerId
    version: str
    day: date
    summary: str = ""
    signed_only: bool = False
    is_check: bool = False


@dataclass(frozen=True, slots=True)
class Follower:
    """An edition that reads the layer: in which version (empty: the working copy), and through which localisation, if not itself."""

    edition: LayerId
    version: str
    through: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """What came of it, or would come of it. Nothing was written if any problem is an error."""

    release: Version
    before: Version | None
    problems: tuple[Problem, ...]
    followers: tuple[Follower, ...]

    @property
    def changed(self) -> Mapping[str, int]:
        """Return how many files became what since the release before."""
        old, new = (self.before.files if self.before is not None else {}), self.release.files
        return {
            "changed": sum(new[path] != old[path] for path in new.keys() & old.keys()),
            "new": len(new.keys() - old.keys()),
            "gone": len(old.keys() - new.keys()),
        }


def release(desk: Desk, request: ReleaseRequest) -> Released:
    """Write releases/<name>/<version>/: staged beside its place, then put there in one rename.

    Reports `release-not-newer`, `release-unpinned`, `release-unsigned`, `urgent-nowhere`, and every error of what would be frozen.
    """
    ledger, layer = desk.merged.project.ledger, request.layer
    before = newest(layer, ledger)
    previous = before.version if before is not None else ""
    made = replace(ledger[layer, ""], version=request.version, released=request.day, previous=previous, summary=request.summary)
    made = replace(made, sign_offs=tuple(each.by for each in signed(made)), urgent=not_yet_released(ledger[layer, ""], ledger))
    problems = [*_numbering(request, before), *_errors(desk, layer), *_signing(made, request)]
    edition = desk.merged.editions.get(layer)
    if edition is not None:
        finished = desk.finished(layer)[0].edition
        problems += [*_standing(edition, ledger), *address_problems(made.urgent, layer, finished)]
        made = replace(made, urgent=tuple(replace(each, formerly=formerly(each.at, layer, finished)) for each in made.urgent))
    if not request.is_check and not has_errors(problems):
        snapshot, _ = take_snapshot(desk.settings.root)
        put_release(desk.settings.root / made.folder, release_files(made, snapshot))
    return Released(made, before, in_order(problems), followers_of(layer, desk.merged.editions))


def release_files(version: Version, snapshot: Snapshot) -> dict[str, bytes]:
    """Return the files of a release by their paths in its folder, account and manifest too: the same content, the same bytes."""
    files = content_files(snapshot.below(folder_of(version.layer, "")))
    files[RELEASE_FILE] = release_text(version).encode()
    files[MANIFEST] = manifest_of(files).encode()
    return files


def put_release(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a folder that is not there yet: all of them, or none."""
    aside = folder.with_name(f".{folder.name}-{os.getpid()}.new")
    try:
        for name, data in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def followers_of(layer: LayerId, editions: Mapping[LayerId, Edition]) -> tuple[Follower, ...]:
    """Return the editions below a layer with the version of it that they read."""
    found = []
    for name, edition in sorted(editions.items()):
        layers = edition.layers
        at = next((place for place, each in enumerate(layers) if each.id == layer), len(layers))
        if at + 1 < len(layers):
            below = layers[at + 1]
            through = f"{below.id}@{below.version}" if below.version else below.id
            found.append(Follower(name, layers[at].version, "" if below.id == name else through))
    return tuple(found)


def _errors(desk: Desk, layer: LayerId) -> Iterator[Problem]:
    """Yield the errors of the edition that is to be released; those of one that could not be merged by its files."""
    if layer in desk.merged.editions:
        found = desk.finished(layer)[1]
    else:
        found = tuple(each for each in desk.merged.problems if each.edition in ("", layer))
    yield from (each for each in found if each.severity is Severity.ERROR)


def _numbering(request: ReleaseRequest, before: Version | None) -> Iterator[Problem]:
    if before is not None and order_of(request.version) <= order_of(before.version):
        message = f"{request.version} is not newer than the last release of '{request.layer}', {before.version}"
        hint = "a release is never changed: choose a higher version"
        yield error("release-not-newer", Place(folder_of(request.layer, request.version)), message, hint)


def _signing(made: Version, request: ReleaseRequest) -> Iterator[Problem]:
    if is_signed(made):
        return
    stale = [each.by for each in signed(made) if not each.is_current]
    message = f"'{request.layer}' as it stands is signed off by nobody"
    if stale:
        whose = "; ".join(f"{each.role}, {each.organisation}, on {each.on}" for each in stale)
        message = f"'{request.layer}' changed after it was signed off: {whose}"
    hint = f"`byelaw sign {request.layer} --role … --organisation …` signs it as it stands now"
    report = error if request.signed_only else warning
    yield report("release-unsigned", Place(folder_of(request.layer, "")), message, hint)


def _standing(edition: Edition, ledger: Ledger) -> Iterator[Problem]:
    """Report a layer above that is no release: the words of the release would still change with it."""
    moving = [each for each in edition.layers[:-1] if not each.version]
    if not moving:
        return
    here = edition.chain[-1]
    last = newest(here.parent, ledger)
    hint = f"write `extends: {last}`" if last is not None else f"release it first: `byelaw release {here.parent} 1`"
    message = f"it extends the working copy of '{here.parent}', which still changes"
    if here.pin:
        message = f"'{here.parent}@{here.pin}' was released on the working copy of '{moving[-1].id}', which still changes"
        hint = f"release '{here.parent}' again, on a release of '{moving[-1].id}', and extend that"
    yield error("release-unpinned", here.place, message, hint)

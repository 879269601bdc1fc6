"""The versions of every layer: working copies with their sign-offs and urgent changes, and what each release says of itself."""

from collections.abc import Iterator
from dataclasses import replace

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, error, warning
from byelaw.core.releases import Ledger, SignOff, Urgent, Version, folder_of, is_version, outdated
from byelaw.sources.digests import RELEASE_FILE, SIGN_OFF_FILE, URGENT_FILE, content_files, digests_of, manifest_problems
from byelaw.sources.folders import Folder, read_yaml_file
from byelaw.sources.schemas.checks import check, check_table
from byelaw.sources.schemas.release_files import RELEASE, SIGN_OFFS, URGENT_CHANGES
from byelaw.sources.schemas.rows import Row
from byelaw.sources.snapshot import Snapshot


def read_ledger(snapshot: Snapshot) -> tuple[Ledger, tuple[Problem, ...]]:
    """Return every version there is, and what is wrong with what is said of them.

    Reports `release-altered` for every release, followed or not, `release-misplaced`, `sign-off-outdated`, `unknown-file` for a folder
    that can be no release, and what the schemas report.
    """
    ledger: dict[tuple[LayerId, str], Version] = {}
    problems: list[Problem] = []
    for layer in (FRAMEWORK, *map(LayerId, snapshot.folders_in("localisations"))):
        ledger[layer, ""], found = read_working_copy(_folder(snapshot, layer, ""))
        problems.extend(found)
    for folder in _released(snapshot, problems):
        ledger[folder.layer, folder.version], found = _read_release(folder)
        problems.extend(found)
    problems.extend(problem for each in ledger.values() if not each.version for problem in _outdated(each, ledger))
    return ledger, tuple(problems)


def read_working_copy(folder: Folder) -> tuple[Version, tuple[Problem, ...]]:
    """Return a working copy with its sign-offs and urgent changes."""
    sign_offs, problems = read_sign_offs(folder)
    node, found = read_yaml_file(folder, URGENT_FILE)
    rows, more = check(node, URGENT_CHANGES) if node is not None else ((), ())
    urgent = tuple(made for row in rows or () if (made := _urgent(row)) is not None)
    digests = digests_of(content_files(folder.files))
    return Version(folder.layer, "", digests, Place(folder.path), sign_offs, urgent), (*problems, *found, *more)


def read_sign_offs(folder: Folder) -> tuple[tuple[SignOff, ...], tuple[Problem, ...]]:
    """Return the sign-offs that stand beside the content."""
    node, problems = read_yaml_file(folder, SIGN_OFF_FILE)
    if node is None:
        return (), problems
    rows, found = check(node, SIGN_OFFS)
    return tuple(_sign_offs(rows or ())), (*problems, *found)


def _folder(snapshot: Snapshot, layer: LayerId, version: str) -> Folder:
    path = folder_of(layer, version)
    return Folder(path, snapshot.below(path), layer, version)


def _released(snapshot: Snapshot, problems: list[Problem]) -> Iterator[Folder]:
    """Yield the folder of each release; one whose name is no version cannot be extended by anyone."""
    for layer in snapshot.folders_in("releases"):
        for version in snapshot.folders_in(f"releases/{layer}"):
            if is_version(version):
                yield _folder(snapshot, LayerId(layer), version)
                continue
            message = f"'{version}' is not a version, so nothing can stay on it"
            place = Place(f"releases/{layer}/{version}/")
            hint = "releases stand in releases/<name>/<version>/, such as releases/framework/1.1/"
            problems.append(warning("unknown-file", place, message, hint))


def _read_release(folder: Folder) -> tuple[Version, tuple[Problem, ...]]:
    """Return a release by what it says of itself; one made by hand may have no account."""
    bare = Version(folder.layer, folder.version, digests_of(content_files(folder.files)), Place(folder.path), has_account=False)
    node, problems = read_yaml_file(folder, RELEASE_FILE)
    altered = tuple(manifest_problems(folder))
    if node is None:
        return bare, (*problems, *altered)
    row, found = check_table(node, RELEASE)
    made = replace(
        bare,
        place=row.place,
        sign_offs=tuple(_sign_offs(row.contents.get("sign-offs", ()))),
        urgent=tuple(made for each in row.contents.get("urgent", ()) if (made := _urgent(each)) is not None),
        released=row.day("released"),
        previous=row.text("previous"),
        summary=row.text("summary"),
        has_account=True,
    )
    return made, (*problems, *found, *altered, *_misplaced(folder, row))


def _misplaced(folder: Folder, row: Row) -> Iterator[Problem]:
    """Report a release that was copied or renamed: what it says of itself is not where it stands."""
    said = (row.text("name", folder.layer), row.text("version", folder.version))
    if said != (folder.layer, folder.version):
        message = f"it says it is {said[0]} {said[1]}, and stands where {folder.layer} {folder.version} belongs"
        hint = "put the folder back; a new version is made with `byelaw release`"
        yield error("release-misplaced", row.place_of("version" if said[0] == folder.layer else "name"), message, hint)


def _outdated(version: Version, ledger: Ledger) -> Iterator[Problem]:
    for each in outdated(version, ledger):
        message = f"unsigned: the content changed after {each.role}, {each.organisation}, signed it off on {each.on}"
        hint = f"have it read again, then `byelaw sign {version.layer} --role … --organisation …`; or take the entry out"
        yield warning("sign-off-outdated", each.place, message, hint)


def _sign_offs(rows: tuple[Row, ...]) -> Iterator[SignOff]:
    for row in rows:
        day = row.day("on")
        if day is not None and row.text("content"):
            yield SignOff(row.text("role"), row.text("organisation"), day, row.text("content"), row.place, row.text("note"))


def _urgent(row: Row) -> Urgent | None:
    if not row.text("at") or not row.text("text"):
        return None
    return Urgent(row.text("at"), row.text("text"), row.place_of("at"), row.day("on"), row.texts("formerly"))

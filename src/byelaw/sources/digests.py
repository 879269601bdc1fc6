"""Fingerprints of a released folder, and whether its files are still the ones that were released."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from byelaw.core.names import near
from byelaw.core.problems import Place, Problem, error
from byelaw.sources.folders import Folder

MANIFEST = "manifest.json"


def manifest_of(files: Mapping[str, bytes]) -> str:
    """Return the text of the `manifest.json` of a folder's files (path inside the folder → bytes): the SHA-256 of each."""
    digests = {path: sha256(data).hexdigest() for path, data in sorted(files.items()) if path != MANIFEST}
    return json.dumps({"files": digests}, indent=2, ensure_ascii=False) + "\n"


def folder_digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of a whole folder: of its manifest, so that any file's name or content changes it."""
    return sha256(manifest_of(files).encode()).hexdigest()


def manifest_problems(folder: Folder) -> Iterator[Problem]:
    """Yield `release-altered` for each file of a release that is not the one its `manifest.json` lists; nothing without one."""
    if MANIFEST not in folder.files:
        return
    place = Place(folder.path + MANIFEST)
    listed = _listed(folder.files[MANIFEST])
    if listed is None:
        yield error("release-altered", place, "the list of the release's files cannot be read", _HINT)
        return
    for path in sorted(listed.keys() - folder.files.keys()):
        close = near(path, folder.files)
        hint = f"was it renamed to '{close[0]}'? {_HINT}" if close else _HINT
        yield error("release-altered", Place(folder.path + path), "a file of the release is gone", hint)
    for path in sorted(folder.files.keys() - listed.keys() - {MANIFEST}):
        yield error("release-altered", Place(folder.path + path), "the file was not in the release", _HINT)
    for path in sorted(listed.keys() & folder.files.keys()):
        if sha256(folder.files[path]).hexdigest() != listed[path]:
            yield error("release-altered", Place(folder.path + path), "the file is not as it was released", _HINT)


_HINT = "restore the folder as it was released; a change needs a new release"


def _listed(data: bytes) -> Mapping[str, str] | None:
    try:
        files = json.loads(data)["files"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    is_good = isinstance(files, dict) and all(isinstance(digest, str) for digest in files.values())
    return files if is_good else None

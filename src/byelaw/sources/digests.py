"""Fingerprints of a released folder, and whether its files are still the ones that were released."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from byelaw.core.names import near
from byelaw.core.problems import Place, Problem, error
from byelaw.core.releases import content_digest
from byelaw.sources.folders import Folder

BESIDE = SIGN_OFF_FILE, URGENT_FILE = ("sign-offs.yml", "urgent.yml")
MANIFEST = "manifest.json"
RELEASE_FILE = "release.yml"
"""What a release says of itself; whoever wrote one wrote a manifest too."""
NO_CONTENT = frozenset({SIGN_OFF_FILE, RELEASE_FILE, MANIFEST, "basis.yml", "audit.yml"})
"""Files of a layer's folder that say something about its content, or are kept beside it; no reader's words come from them."""


def content_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a layer's folder that make its content: what is signed, and what a release freezes."""
    return {path: data for path, data in files.items() if path not in NO_CONTENT}


def digests_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file by its path, sorted."""
    return {path: sha256(data).hexdigest() for path, data in sorted(files.items())}


def manifest_of(files: Mapping[str, bytes]) -> str:
    """Return the text of the `manifest.json` of a folder's files (path inside the folder → bytes).

    It holds the SHA-256 of each, and the digest of the content as a whole, which sign-offs name.
    """
    listed = digests_of({path: data for path, data in files.items() if path != MANIFEST})
    content = content_digest({path: digest for path, digest in listed.items() if path not in NO_CONTENT})
    return json.dumps({"content": content, "files": listed}, indent=2, ensure_ascii=False) + "\n"


def manifest_problems(folder: Folder) -> Iterator[Problem]:
    """Yield `release-altered` for each file of a release that is not the one its `manifest.json` lists.

    A folder without a manifest and without a `release.yml` was put there by hand; nothing is known of how it was.
    """
    place = Place(folder.path + MANIFEST)
    if MANIFEST not in folder.files:
        if RELEASE_FILE in folder.files:
            yield error("release-altered", place, "the list of the release's files is gone", _HINT)
        return
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

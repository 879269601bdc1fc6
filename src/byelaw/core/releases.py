"""Versions of a layer's content: the working copy and its releases, who signed them off, and what in them could not wait."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TypeAlias

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place

_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){0,3}\Z")


@dataclass(frozen=True, slots=True)
class SignOff:
    """A post of an organisation that agreed to content, known by its digest."""

    role: str
    organisation: str
    on: date
    content: str
    place: Place
    note: str = ""


@dataclass(frozen=True, slots=True)
class Urgent:
    """A change that readers of older releases are told of at once. `at` is an address as the layer writes it.

    `formerly` are the addresses that became this one, so that a notice finds its place in the older text.
    """

    at: str
    text: str
    place: Place
    on: date | None = None
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A layer in one version; an empty one is the working copy, which has no date and no summary."""

    layer: LayerId
    version: str
    files: Mapping[str, str]
    """The content's files by their paths in the folder → SHA-256."""
    place: Place
    sign_offs: tuple[SignOff, ...] = ()
    urgent: tuple[Urgent, ...] = ()
    released: date | None = None
    previous: str = ""
    summary: str = ""
    has_account: bool = True
    """Whether there is a release.yml that says what the release is."""

    @property
    def content(self) -> str:
        """Return the digest of the whole content."""
        return content_digest(self.files)

    @property
    def folder(self) -> str:
        """Return the folder of the content in the project, with its slash."""
        return folder_of(self.layer, self.version)

    def __str__(self) -> str:
        """Return it as `extends:` writes it."""
        return f"{self.layer}@{self.version}" if self.version else self.layer


Ledger: TypeAlias = Mapping[tuple[LayerId, str], Version]
"""Every working copy and every release, by layer and version."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The last sign-off of a post, and whether the content is still the one that was signed."""

    by: SignOff
    is_current: bool


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An urgent change that an edition does not have yet: in which release it came, and which one the edition follows."""

    urgent: Urgent
    release: Version
    followed: str

    @property
    def day(self) -> date | None:
        """Return the day of the change: its own, or that of the release."""
        return self.urgent.on or self.release.released


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of an edition with its name: what its readers are told of the version they read."""

    id: LayerId
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What an edition's readers are told of its versions: from the top, who signed off which layer, and what is outstanding."""

    signed: tuple[tuple[Layer, tuple[Signed, ...]], ...] = ()
    outstanding: tuple[tuple[Layer, Outstanding], ...] = ()
    urgent: tuple[tuple[Layer, tuple[Urgent, ...]], ...] = ()
    """What each version itself says could not wait. Its own readers have it; those of older releases are told."""


def is_version(text: str) -> bool:
    """Tell whether the text is a version: up to four numbers with full stops between, none with a 0 in front."""
    return _VERSION.match(text) is not None


def order_of(version: str) -> tuple[int, ...]:
    """Return what versions are sorted by: 1.9 comes before 1.10, and 1 is 1.0."""
    numbers = [int(part) for part in version.split(".")] if is_version(version) else [-1]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def content_digest(files: Mapping[str, str]) -> str:
    """Return one SHA-256 over the sorted paths and digests of a content's files, each a line `digest  path`."""
    return sha256("".join(f"{digest}  {path}\n" for path, digest in sorted(files.items())).encode()).hexdigest()


def folder_of(layer: LayerId, version: str) -> str:
    """Return the folder of a layer's version in the project, with its slash."""
    if version:
        return f"releases/{layer}/{version}/"
    return "framework/" if layer == FRAMEWORK else f"localisations/{layer}/"


def releases_of(layer: LayerId, ledger: Ledger) -> tuple[Version, ...]:
    """Return the releases of a layer, oldest first."""
    found = (each for (name, version), each in ledger.items() if name == layer and version)
    return tuple(sorted(found, key=lambda each: order_of(each.version)))


def newest(layer: LayerId, ledger: Ledger) -> Version | None:
    """Return the newest release of a layer."""
    return next(reversed(releases_of(layer, ledger)), None)


def newer_than(layer: LayerId, version: str, ledger: Ledger) -> tuple[Version, ...]:
    """Return the releases of a layer that came after one, oldest first."""
    return tuple(each for each in releases_of(layer, ledger) if order_of(each.version) > order_of(version))


def signed(version: Version) -> tuple[Signed, ...]:
    """Return the last sign-off of each post, in the order of their days; an older one says nothing any more."""
    last: dict[tuple[str, str], SignOff] = {}
    for each in sorted(version.sign_offs, key=lambda each: each.on):
        last.pop((each.role, each.organisation), None)
        last[each.role, each.organisation] = each
    return tuple(Signed(each, each.content == version.content) for each in last.values())


def is_signed(version: Version) -> bool:
    """Tell whether someone signed off the content as it is, and nobody an older one that they have not signed again."""
    found = signed(version)
    return bool(found) and all(each.is_current for each in found)


def outdated(version: Version, ledger: Ledger) -> Iterator[SignOff]:
    """Yield sign-offs of a working copy that hold for nothing: neither for it as it stands nor for a release that was made of it."""
    known = {version.content, *(each.content for each in releases_of(version.layer, ledger))}
    yield from (each.by for each in signed(version) if each.by.content not in known)


def not_yet_released(version: Version, ledger: Ledger) -> tuple[Urgent, ...]:
    """Return the urgent changes of a working copy that no release has told of: the same text at the same address is told once."""
    told = {(each.at, each.text) for release in releases_of(version.layer, ledger) for each in release.urgent}
    return tuple(each for each in version.urgent if (each.at, each.text) not in told)


def papers_of(layers: Sequence[Layer], ledger: Ledger) -> Papers:
    """Return what the readers of an edition of these layers, from the top, are told. A working copy is never behind."""
    known = ((layer, ledger.get((layer.id, layer.version))) for layer in layers)
    found = [(layer, each) for layer, each in known if each is not None]
    told = tuple((layer, signed(each)) for layer, each in found if _tells_of_signing(each))
    return Papers(told, tuple(_outstanding(layers, ledger)), tuple((layer, each.urgent) for layer, each in found))


def _tells_of_signing(version: Version) -> bool:
    """Tell whether readers hear of sign-offs: of a release always, of a working copy once someone signed."""
    return bool(version.sign_offs) or bool(version.version and version.has_account)


def _outstanding(layers: Iterable[Layer], ledger: Ledger) -> Iterator[tuple[Layer, Outstanding]]:
    for layer in layers:
        if layer.version:
            for release in newer_than(layer.id, layer.version, ledger):
                yield from ((layer, Outstanding(each, release, layer.version)) for each in release.urgent)

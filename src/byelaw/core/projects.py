"""A project as read from its folder: the framework, its localisations, the releases they pin, and the images they show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from byelaw.core.blocks import Document
from byelaw.core.declarations import Declarations
from byelaw.core.localisations import Localisation
from byelaw.core.names import FRAMEWORK, DocumentId, LayerId
from byelaw.core.releases import Ledger


@dataclass(frozen=True, slots=True)
class Framework:
    """The canonical source. `version` is empty for the working copy, else the release's."""

    declarations: Declarations
    documents: Mapping[DocumentId, Document]
    version: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture from a `files` folder: its bytes, checked and ready to publish, with a PNG of it where the picture is an SVG."""

    path: str
    media_type: str
    content: bytes
    digest: str
    width: int
    height: int
    raster: bytes = b""


@dataclass(frozen=True, slots=True)
class Project:
    """Everything read, by id; `releases` by (name, version). Localisations that could not be read are missing and were reported."""

    framework: Framework
    localisations: Mapping[LayerId, Localisation] = field(default_factory=dict)
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    """Released frameworks by version."""
    releases: Mapping[tuple[LayerId, str], Localisation] = field(default_factory=dict)
    images: Mapping[str, Image] = field(default_factory=dict)
    """By path relative to the project."""
    ledger: Ledger = field(default_factory=dict)
    """Every working copy and every release, whether anyone follows it or not."""

    def lineage(self, localisation: Localisation) -> tuple[Localisation, ...]:
        """Return the localisation and those above it, up to the one that extends a framework."""
        chain = [localisation]
        while chain[-1].parent != FRAMEWORK:
            above = chain[-1]
            chain.append(self.releases[above.parent, above.pin] if above.pin else self.localisations[above.parent])
        return tuple(chain)

    def root(self, localisation: Localisation) -> Framework:
        """Return the framework, as released or as it stands, that the localisation comes down from."""
        top = self.lineage(localisation)[-1]
        return self.frameworks[top.pin] if top.pin else self.framework

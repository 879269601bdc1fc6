"""The names things go by: ids, value names, addresses and the anchors they get in published files."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NewType

DocumentId = NewType("DocumentId", str)
"""`referral`, or `northmere:panel-terms` for a document that a localisation added."""

BlockId = NewType("BlockId", str)
"""`timescales`, or `northmere:panel` for a block that a localisation inserted. Empty for plain prose."""

LayerId = NewType("LayerId", str)
"""Where something was said: `framework` or the id of a localisation."""

FRAMEWORK = LayerId("framework")
ID_LENGTH = 40
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_VALUE_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\Z")


def is_id(text: str) -> bool:
    """Tell whether the text is an id: a-z, 0-9 and single hyphens, letter first, at most 40 characters."""
    return len(text) <= ID_LENGTH and _ID.match(text) is not None


def is_value_name(text: str) -> bool:
    """Tell whether the text is ids joined by dots."""
    return _VALUE_NAME.match(text) is not None


def qualified(layer: LayerId, name: str) -> str:
    """Return the name as every other file writes it: `northmere:panel`; the framework's names stay plain."""
    return name if layer == FRAMEWORK else f"{layer}:{name}"


def concern(layer: LayerId, version: str) -> str:
    """Return what a problem of a layer names as its edition: the layer, `name@version` of a release, nothing for the framework itself."""
    if version:
        return f"{layer}@{version}"
    return "" if layer == FRAMEWORK else layer


def anchor(name: str) -> str:
    """Return the name as published files write it: `northmere--panel`, which no author can write."""
    return name.replace(":", "--")


def near(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return up to `most` known names that look like the name, nearest first, for a hint.

    `panel` is also near to `northmere:panel`: whoever misses a name may have left out whose it is.
    """
    names = set(known)
    spelt = {each.rpartition(":")[2]: each for each in sorted(names)} | {each: each for each in names}
    found = get_close_matches(name, sorted(spelt), n=2 * most, cutoff=0.6)
    return tuple(dict.fromkeys(spelt[each] for each in found))[:most]

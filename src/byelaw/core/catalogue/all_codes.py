"""Every code in one table: what `byelaw explain CODE` and the reference of problems read."""

from collections.abc import Mapping
from types import MappingProxyType

from byelaw.core.catalogue import (
    assignments,
    audits,
    changes,
    contents,
    finishing,
    outputs,
    pathways,
    project,
    prose,
    releases,
    running,
    schema,
    site,
    yaml,
)
from byelaw.core.problems import Code

SUBJECTS: Mapping[str, tuple[Code, ...]] = MappingProxyType(
    {
        "Files and YAML": yaml.CODES,
        "The contents of YAML files": schema.CODES,
        "Names, folders, releases and pictures": project.CODES,
        "Releases and sign-offs": releases.CODES,
        "The text of documents": prose.CODES,
        "Changes": changes.CODES,
        "Facts, values, records, terms and exceptions": assignments.CODES,
        "Records of audits": audits.CODES,
        "What the words say": contents.CODES,
        "Pathways": pathways.CODES,
        "Finished editions": finishing.CODES,
        "Word and PDF": outputs.CODES,
        "Sites": site.CODES,
        "Running Byelaw": running.CODES,
    }
)
"""The codes by subject, in the order that problems arise in a run."""


def _by_slug(codes: tuple[Code, ...]) -> Mapping[str, Code]:
    """Return the codes by slug; a slug that stands twice is a fault of ours."""
    found: dict[str, Code] = {}
    for code in codes:
        if code.slug in found:
            raise AssertionError(code.slug)
        found[code.slug] = code
    return MappingProxyType(found)


EVERY_CODE: Mapping[str, Code] = _by_slug(tuple(code for codes in SUBJECTS.values() for code in codes))
"""Every code by its slug."""

"""What follows from a file that could not be read: said once, where the file is, and not again wherever something of it is missing."""

from collections.abc import Iterable, Iterator

from byelaw.core.catalogue import yaml
from byelaw.core.problems import Problem, Severity

_UNREAD = frozenset({code.slug for code in yaml.CODES} - {"duplicate-key", "unknown-file", "name-clash"}) | {
    "image-type", "image-too-big", "image-damaged", "svg-not-allowed", "missing-front-matter",
    "prose-size", "prose-nesting", "prose-timeout", "prose-unreadable",
}  # fmt: skip
"""Codes of files of which nothing is known."""

_DECLARED_IN = {
    "unknown-reference": "references.yml",
    "unknown-term": "glossary.yml",
    "unknown-value": "values.yml",
    "unknown-record": "records/",
    "unknown-record-type": "records/",
}
_LINKED_IN = {"term": "glossary.yml", "ref": "references.yml"}


def without_followers(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without those that only say that something of an unreadable file is missing."""
    found = tuple(problems)
    unread = frozenset(each.place.file for each in found if each.code in _UNREAD and each.severity is Severity.ERROR)
    if not unread:
        return found
    return tuple(each for each in found if each.code in _UNREAD or not _follows(each, unread))


def _follows(problem: Problem, unread: frozenset[str]) -> bool:
    if problem.code == "missing-image":
        return problem.address in unread
    if problem.code == "empty-document":
        return problem.place.file in unread
    return any(_is_at(source, file) for source in _sources(problem) for file in unread)


def _sources(problem: Problem) -> Iterator[str]:
    """Yield where the thing that is missing would have been declared."""
    if problem.code in _DECLARED_IN:
        yield _DECLARED_IN[problem.code]
    elif problem.code == "dangling-link":
        document = problem.address.partition("#")[0]
        kind, colon, name = document.partition(":")
        yield f"/{name or document}.md"
        if colon:
            yield _LINKED_IN.get(kind, f"records/{kind}.yml")


def _is_at(source: str, file: str) -> bool:
    return f"/{source.strip('/')}/" in f"{file}/" if source.endswith("/") else file.endswith(f"/{source.lstrip('/')}")

"""Who extends whom: the way from each localisation, or release of one, up to a framework."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from byelaw.core.names import LayerId, near
from byelaw.core.problems import Place, Problem, error


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A layer in one version; the version is empty for the working copy."""

    layer: LayerId
    version: str = ""

    def __str__(self) -> str:
        """Return it as `extends:` writes it."""
        return f"{self.layer}@{self.version}" if self.version else self.layer


@dataclass(frozen=True, slots=True)
class Link:
    """What a source extends, and where it says so."""

    parent: Source
    place: Place


def way_up(source: Source, links: Mapping[Source, Link]) -> tuple[Source, ...]:
    """Return the sources from this one's parent up to where the way ends; a way that comes round stops before it repeats."""
    way: list[Source] = []
    seen = {source}
    current = source
    while current in links:
        current = links[current].parent
        if current in seen:
            break
        seen.add(current)
        way.append(current)
    return tuple(way)


def lineage_problems(
    source: Source, links: Mapping[Source, Link], present: Collection[Source], frameworks: Collection[Source]
) -> tuple[Problem, ...]:
    """Return why the source does not lead to a framework that could be read; nothing when it does.

    `present` are the sources that have a folder, `frameworks` the frameworks that could be read.
    Codes: `unknown-parent`, `missing-release`, `extends-cycle` and `parent-not-read`.
    """
    way = way_up(source, links)
    parent, place = links[source].parent, links[source].place
    if any(links[each].parent == source for each in (source, *way) if each in links):
        names = " extends ".join(str(each) for each in (source, *way, source))
        return (error("extends-cycle", place, f"it extends itself: {names}", "let one of them extend `framework`"),)
    if parent not in present:
        return (_missing(parent, place, present),)
    if not way or way[-1] not in frameworks:
        message = f"its parent '{parent}' cannot be read"
        return (error("parent-not-read", place, message, "mend the parent first; its problems are listed too"),)
    return ()


def _missing(parent: Source, place: Place, known: Iterable[Source]) -> Problem:
    if parent.version:
        versions = sorted(each.version for each in known if each.layer == parent.layer and each.version)
        message = f"there is no release {parent.version} of '{parent.layer}'"
        hint = f"expected in releases/{parent.layer}/{parent.version}/"
        return error("missing-release", place, message, f"{hint}; there are {', '.join(versions)}" if versions else hint)
    names = {str(each.layer) for each in known}
    close = near(parent.layer, names)
    hint = f"did you mean '{close[0]}'?" if close else "write `framework` or the name of a folder in localisations/"
    return error("unknown-parent", place, f"there is no localisation '{parent.layer}'", hint)

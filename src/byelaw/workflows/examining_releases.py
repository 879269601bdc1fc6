"""What `byelaw doctor` says of releases: editions that do not have an urgent change yet, and sign-offs that hold for nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from byelaw.core.editions import Edition
from byelaw.core.projects import Project
from byelaw.core.releases import newest, outdated, papers_of
from byelaw.settings import Settings
from byelaw.sources.project import load_project
from byelaw.sources.snapshot import take_snapshot


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to do: about what, what was found, and the remedy."""

    what: str
    found: str
    remedy: str


def release_advice(settings: Settings) -> tuple[int, tuple[Advice, ...]]:
    """Return how many releases there are, and what should be done about them. No prose is read for it."""
    snapshot, _ = take_snapshot(settings.root)
    project, _ = load_project(snapshot, lambda _requests, _vocabulary: ({}, ()))
    count = sum(bool(version) for _, version in project.ledger)
    return count, (*_urgent(project), *_unsigned(project))


def _urgent(project: Project) -> Iterator[Advice]:
    """Yield advice for each localisation that stays on a release; those below its working copy move along with it."""
    for name, localisation in sorted(project.localisations.items()):
        if not localisation.pin:
            continue
        layers = Edition(project.root(localisation), tuple(reversed(project.lineage(localisation))), {}).layers
        for layer, each in papers_of(layers, project.ledger).outstanding:
            below = layers[layers.index(layer) + 1].id
            last = newest(layer.id, project.ledger)
            day = f" of {each.day}" if each.day is not None else ""
            found = f"reads {layer.id}@{each.followed}, without the urgent change{day} in {each.release}: {each.urgent.text}"
            remedy = f"let it extend {last}" if below == name else f"let it extend a release of '{below}' that stands on {last}"
            yield Advice(name, found, remedy)


def _unsigned(project: Project) -> Iterator[Advice]:
    for version in project.ledger.values():
        for each in () if version.version else outdated(version, project.ledger):
            found = f"unsigned: content changed after {each.role}, {each.organisation}, signed it off on {each.on}"
            yield Advice(version.layer, found, f"have it read again, then `byelaw sign {version.layer}`")

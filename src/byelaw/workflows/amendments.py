"""What a site shows of how its edition came to read as it does: its own releases, those of what it stands on, and what it changes itself.

Each stage compares the edition with one other. The other side is merged, laid out and compared, but never written; those that several
editions share (what they stand on, its releases) are kept by the worker. A stage whose other side can't be made is named, with why.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import jinja2

from byelaw.core.comparing.compare import Label, Side, compare
from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished, publish
from byelaw.core.localisations import Localisation
from byelaw.core.merging.localise import localise
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Problem, Severity
from byelaw.core.projects import Project
from byelaw.core.published import PublishedEdition
from byelaw.core.releases import Version, content_digest, order_of, releases_of
from byelaw.outputs.site_changes import Stage
from byelaw.sources.lineage import Source
from byelaw.sources.snapshot import Snapshot
from byelaw.sources.standing import every_source
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.comparing import BEARABLE, merged_edition
from byelaw.workflows.finishing import finish_edition

MOST_RELEASES = 4
"""Releases of the framework that its site tells of, the newest first; `byelaw compare` compares any two."""
_MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Desk:
    """What comparing needs of a worker. `kept` are sides that other editions ask for too."""

    project: Project
    day: date
    templates: jinja2.Environment
    pandoc: PandocPool
    kept: dict[Source, Side | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Amendments:
    """The stages in the order shown, and what could not be compared, a sentence each."""

    stages: tuple[Stage, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A stage before it is compared. A side that can't be made is the words that say why."""

    slug: str
    title: str
    summary: str
    old: Side | str
    new: Side
    is_history: bool = True


def recent_releases(snapshot: Snapshot) -> tuple[Source, ...]:
    """Return the releases that sites compare with, whether or not an edition stands on them: the newest of every layer."""
    found: dict[LayerId, list[Source]] = {}
    for each in every_source(snapshot):
        if each.version:
            found.setdefault(each.layer, []).append(each)
    return tuple(each for releases in found.values() for each in releases[-MOST_RELEASES:])


def amendments_of(finished: Finished, published: PublishedEdition, desk: Desk) -> Amendments:
    """Return the stages of a finished edition. `published` is the edition as laid out, before its pictures are drawn."""
    is_bare = not finished.papers.outstanding
    label = _label(finished.edition, desk.project, "")
    here = Side(finished, published, label) if is_bare else side_of(finished, desk.project, "")
    wanted = _of_framework(here, desk) if not finished.edition.chain else _of_localisation(here, desk)
    stages: list[Stage] = []
    notes: list[str] = []
    for each in wanted:
        if isinstance(each.old, Side):
            stages.append(Stage(each.slug, each.title, each.summary, compare(each.old, each.new), each.is_history))
        else:
            notes.append(f"{each.title}: could not be compared: {each.old}")
    return Amendments(tuple(stages), tuple(notes))


def side_of(finished: Finished, project: Project, version: str) -> Side:
    """Return a side: an edition as it stands in the text, without notices that come and go with other releases."""
    bare = replace(finished, papers=replace(finished.papers, outstanding=()))
    return Side(bare, publish(bare, draft=False, opted_out={}), _label(finished.edition, project, version))


def _of_framework(here: Side, desk: Desk) -> Iterator[_Wanted]:
    releases = [each for each in releases_of(FRAMEWORK, desk.project.ledger) if each.version in desk.project.frameworks][-MOST_RELEASES:]
    if releases:
        words = "What the working copy changes that no release has yet."
        yield _Wanted(f"since-{releases[-1].version}", f"Since {releases[-1].version}", words, _kept(releases[-1], desk), here)
    for old, new in zip(reversed(releases[:-1]), reversed(releases[1:]), strict=True):
        made = _kept(new, desk)
        if isinstance(made, Side):
            yield _Wanted(new.version, f"Release {new.version}", _told(new), _kept(old, desk), made)


def _of_localisation(here: Side, desk: Desk) -> Iterator[_Wanted]:
    localisation, project = here.edition.chain[-1], desk.project
    own = [each for each in releases_of(localisation.id, project.ledger) if (each.layer, each.version) in project.releases]
    if own:
        words = f"What changed here since release {own[-1].version} of {localisation.short}."
        yield _Wanted(f"since-{own[-1].version}", f"Since {own[-1].version}", words, _kept(own[-1], desk), here)
    else:
        yield from _of_ground(here, desk)
    parent = Source(localisation.parent, localisation.pin)
    above = _kept(parent, desk)
    name = above.label.name if isinstance(above, Side) else str(parent)
    words = f"The text of {name}{' ' + parent.version if parent.version else ''} beside the text here."
    yield _Wanted("here", f"What {localisation.short} changes", words, above, here, is_history=False)


def _of_ground(here: Side, desk: Desk) -> Iterator[_Wanted]:
    """Yield what the edition would have read on the release before the one that something above it stands on."""
    chain = desk.project.lineage(here.edition.chain[-1])
    for at, each in enumerate(chain):
        before = _before(each, desk.project)
        if before is not None:
            name = _name(before, desk.project)
            try:
                old, left_out = _on(before, chain[: at + 1], desk)
            except LookupError as missing:  # it was read, and its names checked, on what it stands on now
                old, left_out = f"the local text uses {missing}, which that release does not declare.", 0
            words = f"What changed here because {name} went on from release {before.version}, with the local changes as they are now."
            if left_out:
                words += f" {left_out} of these did not fit the older text and {'is' if left_out == 1 else 'are'} left out of it."
            yield _Wanted(f"since-{before.layer}-{before.version}", f"Since {name} {before.version}", words, old, here)
            return


def _before(localisation: Localisation, project: Project) -> Source | None:
    """Return the newest release of what a localisation extends that is older than what it extends now."""
    releases = releases_of(localisation.parent, project.ledger)
    if localisation.pin:
        releases = tuple(each for each in releases if order_of(each.version) < order_of(localisation.pin))
    return Source(localisation.parent, releases[-1].version) if releases else None


def _on(ground: Source, below: tuple[Localisation, ...], desk: Desk) -> tuple[Side | str, int]:
    """Return the edition of localisations, the lowest first, as it would be on the ground, and how many of their changes do not fit it."""
    made = merged_edition(desk.project, ground, desk.day)
    if made is None:
        return f"{ground} could not be read.", 0
    edition, left_out = made[0], 0
    for localisation in reversed(below):
        known = _declared_in(edition, localisation)
        merged = localise(edition, known, desk.day)
        left_out += sum(each.severity is Severity.ERROR for each in merged.problems) + _size(localisation) - _size(known)
        edition = merged.edition
    ready = finish_edition(edition, desk.project, desk.day, desk.templates, desk.pandoc)
    side = side_of(ready.finished, desk.project, "")
    label = replace(side.label, name=f"{side.label.name}, on {_name(ground, desk.project)} {ground.version}")
    return replace(side, label=label), left_out


def _declared_in(edition: Edition, localisation: Localisation) -> Localisation:
    """Return the localisation with only such facts, values, terms and records as the framework of the edition declares."""
    declared = edition.framework.declarations
    return replace(
        localisation,
        facts={name: each for name, each in localisation.facts.items() if name in declared.facts},
        values={name: each for name, each in localisation.values.items() if each.name in declared.values},
        terms=tuple(each for each in localisation.terms if each.id in declared.terms),
        records=tuple(each for each in localisation.records if each.type in declared.record_types),
    )


def _size(localisation: Localisation) -> int:
    return len(localisation.facts) + len(localisation.values) + len(localisation.terms) + len(localisation.records)


def _kept(source: Source | Version, desk: Desk) -> Side | str:
    """Return a layer's edition in a version, made once by a worker."""
    key = Source(source.layer, source.version)
    if key not in desk.kept:
        if len(desk.kept) >= _MOST_KEPT:
            desk.kept.clear()
        made = merged_edition(desk.project, key, desk.day)
        desk.kept[key] = _finished(*made, desk, key.version) if made is not None else f"{key} could not be read."
    return desk.kept[key]


def _finished(edition: Edition, problems: tuple[Problem, ...] | list[Problem], desk: Desk, version: str) -> Side | str:
    ready = finish_edition(edition, desk.project, desk.day, desk.templates, desk.pandoc)
    every = [each for each in (*problems, *ready.problems) if each.severity is Severity.ERROR and each.code not in BEARABLE]
    if every:
        return f"{every[0].message} ({every[0].code})" + (f", and {len(every) - 1} more." if len(every) > 1 else ".")
    return side_of(ready.finished, desk.project, version)


def _label(edition: Edition, project: Project, version: str) -> Label:
    name = edition.chain[-1].name if edition.chain else edition.framework.declarations.name
    layers = [(each, project.ledger.get((each.id, each.version))) for each in edition.layers]
    known = {f"{each.id}@{each.version}": found.content for each, found in layers if found is not None}
    own = layers[-1][1]
    digest = own.content if own is not None and (version or len(layers) == 1) else content_digest(known)
    return Label(name, version, digest, *((own.summary, own.released) if own is not None else ()))


def _name(source: Source, project: Project) -> str:
    if source.layer == FRAMEWORK:
        return project.framework.declarations.name
    localisation = project.localisations.get(source.layer) or project.releases.get((source.layer, source.version))
    return localisation.short if localisation is not None else source.layer


def _told(version: Version) -> str:
    return version.summary or f"What changed with release {version.version}."

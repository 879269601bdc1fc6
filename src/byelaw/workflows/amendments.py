"""What a site shows of how its edition came to read as it does: its own releases, those of what it stands on, and what it changes itself.

Each stage compares the edition with one other. The other side is merged, laid out and compared, but never written; those that several
editions share (what they stand on, its releases) are kept by the worker. A stage whose other side can't be made is named, with why.
"""

from collections.abc import Iterable, Iterator, Mapping
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
from byelaw.outputs.site_changes import Plain, Stage
from byelaw.sources.lineage import Source
from byelaw.sources.snapshot import Snapshot
from byelaw.sources.standing import every_source
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.comparing import BEARABLE, merged_edition
from byelaw.workflows.dated import TIME_ALONE
from byelaw.workflows.finishing import finish_edition
from byelaw.workflows.following import without_followers

MOST_RELEASES = 12
"""Releases of a layer that its site tells of, the newest first, and says so; `byelaw compare` compares any two."""
_MOST_KEPT = 8
_MOST_MISFITS = 12


@dataclass(frozen=True, slots=True)
class Desk:
    """What comparing needs of a worker. `kept` are sides that other editions ask for too.

    `spoilt` says of releases that were not read whole, by their names (`framework@1.0`), what is wrong: nothing is compared with them.
    """

    project: Project
    day: date
    templates: jinja2.Environment
    pandoc: PandocPool
    spoilt: Mapping[str, str] = field(default_factory=dict)
    kept: dict[Source, Side | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Amendments:
    """The stages in the order shown, and what could not be compared, a sentence each."""

    stages: tuple[Stage | Plain, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A stage before it is compared. A side that can't be made is the words that say why."""

    slug: str
    title: str
    summary: str
    old: Side | str
    new: Side | str
    is_history: bool = True
    before: str = ""
    day: date | None = None
    misfits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Moved:
    """An edition on another version of what is above it, if it could be made, and what of it does not fit there."""

    side: Side | str
    misfits: tuple[str, ...] = ()


def spoilt_releases(problems: Iterable[Problem]) -> dict[str, str]:
    """Return the releases that were not read whole or are not as they were released, by name, each with what is wrong."""
    found: dict[str, str] = {}
    for each in sorted(without_followers(problems), key=lambda each: each.code != "release-altered"):
        if each.severity is Severity.ERROR and "@" in each.edition:
            found.setdefault(each.edition, f"{each.message} ({each.place.file})")
    return found


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
    stages: list[Stage | Plain] = []
    notes: list[str] = []
    for each in wanted:
        if isinstance(each, Plain):
            stages.append(each)
        elif isinstance(each.old, Side) and isinstance(each.new, Side):
            made = compare(each.old, each.new)
            stages.append(Stage(each.slug, each.title, each.summary, made, each.is_history, each.before, each.day, each.misfits))
        else:
            reasons = dict.fromkeys(side for side in (each.old, each.new) if isinstance(side, str))
            notes.append(f"{each.title}: could not be compared: {' '.join(reasons)}")
    notes += _cut_off(finished.edition, desk)
    return Amendments(tuple(stages), tuple(notes))


def _cut_off(edition: Edition, desk: Desk) -> list[str]:
    """Say how many releases are too old to be told of."""
    releases = releases_of(edition.layers[-1].id, desk.project.ledger)
    count = len(releases) - MOST_RELEASES
    if count <= 0:
        return []
    older = f"release {releases[count - 1].version}" + (f" and the {count - 1} before it" if count > 1 else "")
    return [f"Only the {MOST_RELEASES} newest releases are told of here. `byelaw compare` compares {older} too."]


def side_of(finished: Finished, project: Project, version: str) -> Side:
    """Return a side: an edition as it stands in the text, without notices that come and go with other releases."""
    bare = replace(finished, papers=replace(finished.papers, outstanding=()))
    return Side(bare, publish(bare, draft=False, opted_out={}), _label(finished.edition, project, version))


def _of_framework(here: Side, desk: Desk) -> Iterator[_Wanted | Plain]:
    releases = releases_of(FRAMEWORK, desk.project.ledger)
    if releases:
        yield _since(releases[-1], here, "What the working copy changes that no release has yet.", desk)
    yield from _between(releases, desk)


def _of_localisation(here: Side, desk: Desk) -> Iterator[_Wanted | Plain]:
    localisation, project = here.edition.chain[-1], desk.project
    own = releases_of(localisation.id, project.ledger)
    if own:
        yield _since(own[-1], here, f"What changed here since release {own[-1].version} of {localisation.short}.", desk)
    ground = () if own else tuple(_of_ground(here, desk))
    yield from ground
    parent = Source(localisation.parent, localisation.pin)
    above = _kept(parent, desk)
    name = above.label.name if isinstance(above, Side) else str(parent)
    words = f"The text of {name}{' ' + parent.version if parent.version else ''} beside the text here."
    yield _Wanted("here", f"What {localisation.short} changes", words, above, here, is_history=False)
    yield from _ahead(here, desk)
    yield from _between(own, desk)
    if not own and not ground:
        yield Plain(
            "first", "No older text", "There is no release of this edition, and no older release of what it stands on, to compare with."
        )


def _since(release: Version, here: Side, words: str, desk: Desk) -> _Wanted | Plain:
    """Return what the working copy changes since its newest release: nothing where it is still that release, on the same ground."""
    slug, title = f"since-{release.version}", f"Since release {release.version}"
    edition, work = here.edition, desk.project.ledger.get((release.layer, ""))
    is_fixed = all(each.version for each in edition.layers[:-1])
    if is_fixed and work is not None and work.files == release.files and str(release) not in desk.spoilt:
        return Plain(slug, title, f"Nothing: the text is still that of release {release.version}.")
    return _Wanted(slug, title, words, _kept(release, desk), here, before=f"release {release.version}")


def _between(releases: tuple[Version, ...], desk: Desk) -> Iterator[_Wanted | Plain]:
    """Yield what each release of a layer changed, the newest first, and the first release, which changed nothing."""
    told = releases[-MOST_RELEASES:]
    for old, new in zip(reversed(told[:-1]), reversed(told[1:]), strict=True):
        before, title = f"release {old.version}", f"Release {new.version}"
        yield _Wanted(new.version, title, _told(new), _kept(old, desk), _kept(new, desk), before=before, day=new.released)
    if told and told == releases:
        yield Plain(told[0].version, f"Release {told[0].version}", f"The first release. {told[0].summary}".strip(), told[0].released)


def _of_ground(here: Side, desk: Desk) -> Iterator[_Wanted]:
    """Yield what the edition would have read on the release before the one that something above it stands on."""
    chain = desk.project.lineage(here.edition.chain[-1])
    for at, each in enumerate(chain):
        before = _before(each, desk.project)
        if before is not None:
            name = _name(before, desk.project)
            moved = _on(before, chain[: at + 1], desk)
            words = f"What changed here because {name} went on from release {before.version}, with the local changes as they are now."
            if moved.misfits:
                count = len(moved.misfits)
                words += f" {count} of these did not fit the older text and {'is' if count == 1 else 'are'} left out of it."
            title = f"Since {name} {before.version}"
            yield _Wanted(f"since-{before.layer}-{before.version}", title, words, moved.side, here, before=f"{name} {before.version}")
            return


def _ahead(here: Side, desk: Desk) -> Iterator[_Wanted]:
    """Yield what the edition would read on the newest release of what it, or the lowest of what is above it, is behind with."""
    chain = desk.project.lineage(here.edition.chain[-1])
    for at, each in enumerate(chain):
        newer = releases_of(each.parent, desk.project.ledger)[-1:] if each.pin else ()
        if newer and order_of(newer[0].version) > order_of(each.pin):
            name, version = _name(Source(each.parent), desk.project), newer[0].version
            moved = _on(Source(each.parent, version), chain[: at + 1], desk)
            words = (
                f"Not in force here. This site stays on {name} {each.pin} until it is moved to {version}. "
                "This is what would change then, with the local changes as they are now."
            )
            title = f"Not in force: what {name} {version} would change here"
            slug = f"ahead-{each.parent}-{version}"
            side = moved.side
            yield _Wanted(slug, title, words, here, side, is_history=False, day=newer[0].released, misfits=moved.misfits)
            return


def _before(localisation: Localisation, project: Project) -> Source | None:
    """Return the newest release of what a localisation extends that is older than what it extends now."""
    releases = releases_of(localisation.parent, project.ledger)
    if localisation.pin:
        releases = tuple(each for each in releases if order_of(each.version) < order_of(localisation.pin))
    return Source(localisation.parent, releases[-1].version) if releases else None


def _on(ground: Source, below: tuple[Localisation, ...], desk: Desk) -> _Moved:
    """Return the edition of localisations, the lowest first, as it would be on the ground, and what of their changes does not fit it."""
    made = merged_edition(desk.project, ground, desk.day)
    if made is None:
        return _Moved(f"{ground} could not be read.")
    edition = made[0]
    if wrong := _spoilt(edition, desk):
        return _Moved(wrong)
    misfits: list[str] = []
    try:
        for localisation in reversed(below):
            known = _declared_in(edition, localisation)
            merged = localise(edition, known, desk.day)
            misfits += [each.message for each in merged.problems if each.severity is Severity.ERROR]
            misfits += _undeclared(localisation, known)
            edition = merged.edition
        ready = finish_edition(edition, desk.project, desk.day, desk.templates, desk.pandoc)
    except LookupError as missing:  # it was read, and its names checked, on what it stands on now
        return _Moved(f"the local text uses {missing}, which {ground} does not declare.")
    side = side_of(ready.finished, desk.project, "")
    misfits += [each.message for each in ready.problems if each.severity is Severity.ERROR and each.code not in TIME_ALONE]
    release = desk.project.ledger.get((ground.layer, ground.version))
    name = f"{side.label.name}, on {_name(ground, desk.project)} {ground.version}"
    label = replace(side.label, name=name, released=release.released if release is not None else None)
    return _Moved(replace(side, label=label), _first(misfits))


def _first(misfits: Iterable[str]) -> tuple[str, ...]:
    """Return as many as a page can show, each once and as a sentence, and how many more there are."""
    every = [f"{each[:1].upper()}{each[1:].rstrip('.')}." for each in dict.fromkeys(misfits)]
    more = len(every) - _MOST_MISFITS
    return (*every[:_MOST_MISFITS], *([f"And {more} more."] if more > 0 else []))


def _undeclared(localisation: Localisation, known: Localisation) -> Iterator[str]:
    """Yield what was taken out of a localisation because the framework there does not declare it."""
    yield from (f"the fact '{name}' is not declared there" for name in localisation.facts if name not in known.facts)
    yield from (f"the value '{name}' is not declared there" for name in localisation.values if name not in known.values)
    yield from (f"the term '{each.id}' is not declared there" for each in localisation.terms if each not in known.terms)
    records = (each for each in localisation.records if each not in known.records)
    yield from (f"the record '{each.type}:{each.id}' has a type that is not declared there" for each in records)


def _spoilt(edition: Edition, desk: Desk) -> str:
    """Return what is wrong with a release that an edition stands on, or is; empty if they were all read as they were released."""
    names = (f"{each.id}@{each.version}" for each in edition.layers if each.version)
    return next((f"{name} is not whole: {desk.spoilt[name]}." for name in names if name in desk.spoilt), "")


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
    if wrong := _spoilt(edition, desk):
        return wrong
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

"""Read the project and merge every edition: the beginning of every verb that looks at content."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from byelaw.core.contents.check import content_problems
from byelaw.core.declarations import Waiver
from byelaw.core.editions import Edition
from byelaw.core.localisations import Localisation
from byelaw.core.merging.idle import idle_conditions
from byelaw.core.merging.localise import framework_edition, localise
from byelaw.core.merging.waivers import unused
from byelaw.core.names import FRAMEWORK, LayerId, near
from byelaw.core.problems import Place, Problem, Severity, error, in_order
from byelaw.core.projects import Framework, Project
from byelaw.outputs.rasters import with_rasters
from byelaw.settings import Settings
from byelaw.sources.data_passages import data_passages
from byelaw.sources.lineage import Source
from byelaw.sources.pinpointing import pinpointed
from byelaw.sources.project import load_project
from byelaw.sources.prose import ProseRequest, Vocabulary, read_prose
from byelaw.sources.references import with_citations
from byelaw.sources.snapshot import Snapshot, take_snapshot, with_edition
from byelaw.sources.written import ProseBlocks
from byelaw.tools.pandoc import PandocPool

STYLE = "citations.csl"


@dataclass(frozen=True, slots=True)
class Merged:
    """A project with every edition merged, the problems so far, and which editions they keep from being published."""

    project: Project
    editions: Mapping[LayerId, Edition]
    problems: tuple[Problem, ...]
    failed: frozenset[LayerId]
    used: frozenset[Waiver]
    day: date

    def waivers(self) -> tuple[Waiver, ...]:
        """Return every exception of the working copy."""
        own = (each.waivers for each in self.project.localisations.values())
        return (*self.project.framework.declarations.waivers, *(waiver for waivers in own for waiver in waivers))


@dataclass(slots=True)
class _Merging:
    """Editions merged so far, each once, pinned parents too."""

    project: Project
    day: date
    frameworks: dict[str, Edition] = field(default_factory=dict)
    editions: dict[tuple[LayerId, str], Edition] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    used: set[Waiver] = field(default_factory=set)


def load(settings: Settings, day: date, pandoc: PandocPool, also: Callable[[Snapshot], Sequence[Source]] = lambda _: ()) -> Merged:
    """Return the project with all its editions merged on the day. `also` says which releases to read beside those that are followed.

    Everything is read even where something is wrong: `failed` names the editions that an error concerns. An error in the framework concerns
    all that follow its working copy; one in a localisation, or in a release, concerns it and all below.
    """
    merged = load_text(settings, day, pandoc, also)
    images, undrawn = with_rasters(merged.project.images, settings.templates / "pdf" / "fonts")
    found = tuple(map(with_edition, undrawn))
    return replace(
        merged,
        project=replace(merged.project, images=images),
        problems=in_order((*merged.problems, *found)),
        failed=merged.failed | _failed(found, merged.editions),
    )


def load_text(settings: Settings, day: date, pandoc: PandocPool, also: Callable[[Snapshot], Sequence[Source]] = lambda _: ()) -> Merged:
    """Return what `load` does, without a PNG of each SVG: for verbs that show no pictures."""
    snapshot, refused = take_snapshot(settings.root)
    project, problems = read_project(snapshot, settings, pandoc, also(snapshot))
    return with_contents_checked(merge(project, day, (*refused, *problems)), snapshot)


def read_project(
    snapshot: Snapshot, settings: Settings, pandoc: PandocPool, also: Sequence[Source] = ()
) -> tuple[Project, tuple[Problem, ...]]:
    """Return the project of a snapshot, its sources cited in the style of the templates, and what is wrong with it; nothing is merged.

    `also` are releases to read that no localisation may extend.
    """

    def reader(requests: Iterable[ProseRequest], vocabulary: Vocabulary) -> tuple[ProseBlocks, tuple[Problem, ...]]:
        return read_prose(tuple(requests), pandoc, vocabulary)

    project, problems = load_project(snapshot, reader, also=also)
    style = (settings.templates / STYLE).read_text(encoding="utf-8")
    project, unformatted = with_citations(project, style, pandoc)
    return project, (*problems, *unformatted)


def merge(project: Project, day: date, problems: Iterable[Problem]) -> Merged:
    """Return the project with every edition merged, parents before children."""
    merging = _Merging(project, day)
    editions = {FRAMEWORK: _framework(project.framework, merging)}
    for localisation in project.localisations.values():
        edition = _edition(localisation, merging)
        if edition is not None:
            editions[localisation.id] = edition
    found = [*problems, *merging.problems, *idle_conditions(project, editions)]
    missing = frozenset(LayerId(each) for each in (*project.localisations, *_named(found)) if each not in editions)
    return Merged(project, editions, in_order(found), _failed(found, editions) | missing, frozenset(merging.used), day)


def with_contents_checked(merged: Merged, snapshot: Snapshot) -> Merged:
    """Return the same with what is wrong with the words of the working copy."""
    project = merged.project
    data = data_passages(snapshot, project.images, project.framework.declarations)
    checked = content_problems(project, merged.editions, data, merged.day)
    found = pinpointed(checked.problems, snapshot)
    return replace(
        merged,
        problems=in_order((*merged.problems, *found)),
        failed=merged.failed | _failed(found, merged.editions),
        used=merged.used | checked.used,
    )


def unused_waivers(merged: Merged, used: Iterable[Waiver], editions: Collection[str] = ()) -> tuple[Problem, ...]:
    """Report exceptions that nothing needed, once every edition was looked at; or only `editions`: those that concern no other."""
    others = [edition for name, edition in merged.editions.items() if editions and name not in editions]
    open_still = {localisation.id for edition in others for localisation in edition.chain} | ({FRAMEWORK} if others else set())
    judged = [each for each in merged.waivers() if each.layer not in open_still]
    return unused(judged, (*merged.used, *used), merged.day)


def unknown_editions(names: Iterable[str], merged: Merged) -> tuple[Problem, ...]:
    """Report `unknown-edition` for each name that is no edition of the project, with the nearest that is one."""
    known = {*merged.editions, *merged.failed}
    strangers = ((each, near(each, known, most=1)) for each in names if each not in known)
    hints = ((each, f"did you mean '{close[0]}'?" if close else f"editions: {', '.join(sorted(known))}") for each, close in strangers)
    return tuple(error("unknown-edition", Place("localisations"), f"there is no edition '{each}'", hint) for each, hint in hints)


def _framework(framework: Framework, merging: _Merging) -> Edition:
    if framework.version not in merging.frameworks:
        merging.frameworks[framework.version] = framework_edition(framework)
    return merging.frameworks[framework.version]


def _edition(localisation: Localisation, merging: _Merging) -> Edition | None:
    key = (localisation.id, localisation.version)
    if key not in merging.editions:
        parent = _parent(localisation, merging)
        if parent is None:
            return None
        made = localise(parent, localisation, merging.day)
        merging.editions[key] = made.edition
        merging.problems.extend(made.problems)
        merging.used.update(made.used)
    return merging.editions[key]


def _parent(localisation: Localisation, merging: _Merging) -> Edition | None:
    project = merging.project
    if localisation.parent == FRAMEWORK:
        framework = project.frameworks.get(localisation.pin) if localisation.pin else project.framework
        return _framework(framework, merging) if framework is not None else None
    pinned = project.releases.get((localisation.parent, localisation.pin))
    parent = pinned if localisation.pin else project.localisations.get(localisation.parent)
    return _edition(parent, merging) if parent is not None else None


def _failed(problems: Iterable[Problem], editions: Mapping[LayerId, Edition]) -> frozenset[LayerId]:
    """Return the editions that an error concerns; errors that several have in common are looked at once."""
    kinds = {(each.edition, _is_of_framework(each)): each for each in problems if each.severity is Severity.ERROR}
    return frozenset(name for name, edition in editions.items() if any(edition.is_concerned(each) for each in kinds.values()))


def _is_of_framework(problem: Problem) -> bool:
    return problem.place.file.startswith(f"{FRAMEWORK}/")


def _named(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the editions that errors name; those of a release (`name@version`) are no edition of their own."""
    named = (problem.edition for problem in problems if problem.severity is Severity.ERROR)
    return frozenset(each for each in named if each and "@" not in each)

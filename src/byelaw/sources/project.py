"""Load a project: read every layer's YAML, follow what extends what, read all prose in one go, and put the parts together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from byelaw.core.blocks import Block
from byelaw.core.declarations import Declarations
from byelaw.core.localisations import Localisation
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, error, in_order
from byelaw.core.projects import Framework, Image, Project
from byelaw.core.releases import folder_of
from byelaw.sources.block_names import localisation_problems, prose_problems
from byelaw.sources.folders import LOGOS, Folder
from byelaw.sources.framework import NEVER, FrameworkDraft, finish_framework, read_framework
from byelaw.sources.images import read_image
from byelaw.sources.lineage import Link, Source, lineage_problems, way_up
from byelaw.sources.localisation import LocalisationDraft, finish_localisation, member_of, read_localisation
from byelaw.sources.prose import ProseRequest, Vocabulary
from byelaw.sources.requests import addition_requests, changes_requests, framework_requests
from byelaw.sources.snapshot import Snapshot, with_edition
from byelaw.sources.versions import read_ledger
from byelaw.sources.written import FrameworkTexts, ProseBlocks, framework_texts, localisation_texts

ProseReader: TypeAlias = Callable[[Sequence[ProseRequest], Vocabulary], tuple[ProseBlocks, tuple[Problem, ...]]]
ImageReader: TypeAlias = Callable[[str, bytes], tuple[Image | None, tuple[Problem, ...]]]

MOST_SHOWN = 100


@dataclass(slots=True)
class _Drafts:
    """Every layer as far as its own YAML goes, with the problems found so far."""

    frameworks: dict[Source, FrameworkDraft] = field(default_factory=dict)
    localisations: dict[Source, LocalisationDraft] = field(default_factory=dict)
    present: set[Source] = field(default_factory=lambda: {Source(FRAMEWORK)})
    problems: list[Problem] = field(default_factory=list)

    @property
    def links(self) -> dict[Source, Link]:
        """Return what each localisation extends."""
        return {
            source: Link(Source(draft.parent, draft.pin), draft.row.place_of("extends")) for source, draft in self.localisations.items()
        }


def load_project(
    snapshot: Snapshot, prose_reader: ProseReader, image_reader: ImageReader = read_image, also: Sequence[Source] = ()
) -> tuple[Project, tuple[Problem, ...]]:
    """Return the project as far as it could be read, and all problems, at most 100 of them a file.

    A problem's `edition` is the localisation whose file it is in (it concerns that one and all below), or `name@version` for a release;
    problems of the framework have none and concern all that follow it. A localisation whose way up to a framework is broken is missing.
    Releases are read where a localisation extends them, and those named in `also`.
    """
    drafts = _read_drafts(snapshot, also)
    roots = _roots(drafts)
    blocks = _read_prose(drafts, roots, prose_reader)
    project = _assemble(drafts, roots, blocks)
    drafts.problems.extend(_chain_problems(project))
    images = dict(_images(snapshot, drafts, image_reader))
    ledger, found = read_ledger(snapshot)
    return replace(project, images=images, ledger=ledger), capped(map(with_edition, (*drafts.problems, *found)))


def capped(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order, at most 100 a file; a last one says how many more there are."""
    by_file: dict[str, list[Problem]] = {}
    for problem in in_order(problems):
        by_file.setdefault(problem.place.file, []).append(problem)
    result: list[Problem] = []
    for file, found in by_file.items():
        result.extend(found[:MOST_SHOWN])
        if len(found) > MOST_SHOWN:
            message = f"and {len(found) - MOST_SHOWN} more problems in this file"
            more = error("too-many-problems", Place(file), message, "mend the first ones and run the command again")
            result.append(replace(more, edition=found[0].edition))
    return tuple(result)


def _read_drafts(snapshot: Snapshot, also: Sequence[Source]) -> _Drafts:
    drafts = _Drafts()
    _read_layer(Source(FRAMEWORK), snapshot, drafts)
    for name in snapshot.folders_in("localisations"):
        _read_layer(Source(LayerId(name)), snapshot, drafts)
    waiting = [*also, *(link.parent for link in drafts.links.values())]
    while waiting:
        source = waiting.pop()
        if source.version and source not in drafts.present:
            _read_layer(source, snapshot, drafts)
            draft = drafts.localisations.get(source)
            waiting.extend([Source(draft.parent, draft.pin)] if draft else [])
    return drafts


def _read_layer(source: Source, snapshot: Snapshot, drafts: _Drafts) -> None:
    path = folder_of(source.layer, source.version)
    folder = Folder(path, snapshot.below(path), source.layer, source.version)
    if source.version and not folder.files:
        return
    drafts.present.add(source)
    problems: tuple[Problem, ...]
    if source.layer == FRAMEWORK:
        framework, problems = read_framework(folder)
        if framework is not None:
            drafts.frameworks[source] = framework
    else:
        localisation, problems = read_localisation(folder)
        if localisation is not None:
            drafts.localisations[source] = localisation
    drafts.problems.extend(problems)


def _roots(drafts: _Drafts) -> dict[Source, FrameworkDraft]:
    """Return the framework of each localisation that leads to one; report the others, and tiers in the wrong order."""
    links = drafts.links
    roots: dict[Source, FrameworkDraft] = {}
    for source, draft in drafts.localisations.items():
        found = lineage_problems(source, links, drafts.present, drafts.frameworks)
        if not found:
            roots[source] = drafts.frameworks[way_up(source, links)[-1]]
            found = _tier_order(draft, links[source], drafts, roots[source].declarations)
        drafts.problems.extend(found)
    return roots


def _tier_order(draft: LocalisationDraft, link: Link, drafts: _Drafts, declared: Declarations) -> tuple[Problem, ...]:
    """Report a child that does not stand below its parent; tiers between them may be skipped."""
    parent = drafts.localisations.get(link.parent)
    if parent is None:
        return ()
    tier, above = member_of(draft, declared).tier, member_of(parent, declared).tier
    if not tier or declared.tier_rank(tier) > declared.tier_rank(above):
        return ()
    message = f"it is of the tier '{tier}' and so cannot extend '{link.parent}', which is of the tier '{above}'"
    place = draft.row.place_of("tier" if "tier" in draft.row.places else "extends")
    return (error("tier-order", place, message, "a localisation extends one of a higher tier, or `framework`"),)


def _read_prose(drafts: _Drafts, roots: Mapping[Source, FrameworkDraft], reader: ProseReader) -> dict[str, tuple[Block, ...]]:
    """Read all prose, in one call for each vocabulary there is (one, unless frameworks differ in strengths or record types)."""
    groups: dict[Vocabulary, list[ProseRequest]] = {}
    for draft in drafts.frameworks.values():
        groups.setdefault(_vocabulary(draft), []).extend(framework_requests(draft))
    for source, root in roots.items():
        requests = groups.setdefault(_vocabulary(root), [])
        requests.extend(changes_requests(drafts.localisations[source]))
        requests.extend(addition_requests(drafts.localisations[source]))
    blocks: dict[str, tuple[Block, ...]] = {}
    for vocabulary, requests in groups.items():
        read, problems = reader(requests, vocabulary)
        blocks.update(read)
        drafts.problems.extend(problems)
    return blocks


def _vocabulary(draft: FrameworkDraft) -> Vocabulary:
    declared = draft.declarations
    return Vocabulary(strengths=frozenset(declared.strengths), record_types=frozenset(declared.record_types))


def _assemble(drafts: _Drafts, roots: Mapping[Source, FrameworkDraft], blocks: ProseBlocks) -> Project:
    texts = {source: _framework_texts(draft, blocks, drafts) for source, draft in drafts.frameworks.items()}
    frameworks = {source: finish_framework(draft, texts[source].blocks) for source, draft in drafts.frameworks.items()}
    by_version = {draft.version: texts[source].homes for source, draft in drafts.frameworks.items()}
    localisations: dict[LayerId, Localisation] = {}
    releases: dict[tuple[LayerId, str], Localisation] = {}
    for source, root in roots.items():
        draft = drafts.localisations[source]
        written, problems = localisation_texts(draft, root.declarations, blocks)
        made, found = finish_localisation(draft, root.declarations, written, by_version[root.version])
        drafts.problems.extend(replace(problem, edition=source.layer) for problem in (*problems, *found))
        if source.version:
            releases[source.layer, source.version] = made
        else:
            localisations[source.layer] = made
    working = frameworks.get(Source(FRAMEWORK)) or _nothing()
    released = {source.version: framework for source, framework in frameworks.items() if source.version}
    return Project(working, localisations, released, releases)


def _framework_texts(draft: FrameworkDraft, blocks: ProseBlocks, drafts: _Drafts) -> FrameworkTexts:
    texts, problems = framework_texts(draft, blocks)
    names = (problem for each in texts.blocks.values() for problem in prose_problems(each, draft.declarations))
    drafts.problems.extend((*problems, *names))
    return texts


def _nothing() -> Framework:
    """Stand for a framework that could not be read, which was reported."""
    return Framework(Declarations("", Place("framework/framework.yml"), "", NEVER, (), {}, {}), {})


def _chain_problems(project: Project) -> Iterator[Problem]:
    """Names in a localisation's prose may be those of records and references that it or one above it adds."""
    for made in (*project.localisations.values(), *project.releases.values()):
        yield from localisation_problems(made, project.lineage(made), project.root(made).declarations)


def _images(snapshot: Snapshot, drafts: _Drafts, read: ImageReader) -> Iterator[tuple[str, Image]]:
    for source in (*drafts.frameworks, *drafts.localisations):
        start = folder_of(source.layer, source.version)
        for name, content in snapshot.below(start).items():
            if not name.startswith("files/") and name not in LOGOS:
                continue
            image, problems = read(start + name, content)
            drafts.problems.extend(problems)
            if image is not None:
                yield start + name, image

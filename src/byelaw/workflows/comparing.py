"""`byelaw compare`: two sides, each read, merged, finished and laid out as a build does it, without writing any page; then compared."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import jinja2

from byelaw.core.comparing.changes import Change, SharedChange
from byelaw.core.comparing.compare import Comparison, Label, Side, compare
from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished, publish
from byelaw.core.merging.localise import framework_edition, localise
from byelaw.core.names import FRAMEWORK, DocumentId, anchor
from byelaw.core.problems import Problem, Severity, in_order
from byelaw.core.projects import Project
from byelaw.core.releases import content_digest
from byelaw.settings import MARK, Settings
from byelaw.sources.block_templates import environment
from byelaw.sources.lineage import Source
from byelaw.sources.snapshot import Snapshot
from byelaw.sources.standing import Stand, lineage, narrowed
from byelaw.tools.collector import uncollected
from byelaw.tools.pandoc import PandocPool, RememberingPool
from byelaw.workflows.asking import unknown
from byelaw.workflows.dated import TIME_ALONE
from byelaw.workflows.finishing import finish_edition
from byelaw.workflows.following import without_followers
from byelaw.workflows.loading import read_project
from byelaw.workflows.side_names import Named, named_sides
from byelaw.workflows.side_trees import Trees

GAP = "value-missing"
BEARABLE = TIME_ALONE | {GAP}
"""Errors that keep an edition from being published and not from being read: what is missing is marked, and what is late says so."""

NOTES = (
    "Templates: both sides use those of the working tree.",
    "The day: both sides are as of the same day.",
)


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """What to compare: names of two sides (see `side_names`), the area that both are of, and the documents wanted (none: all)."""

    old: str
    new: str
    day: date
    area: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it: no comparison where a side could not be made; then the problems say why."""

    comparison: Comparison | None
    problems: tuple[Problem, ...]
    sides: tuple[Side, Side] | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """What sides are made with: the day, and pandoc, which remembers what it read, so that what two sides share is read once."""

    settings: Settings
    day: date
    pandoc: PandocPool
    templates: jinja2.Environment


@dataclass(frozen=True, slots=True)
class Made:
    """A side, if it could be made, and its problems."""

    side: Side | None
    problems: tuple[Problem, ...]


@contextmanager
def open_workshop(settings: Settings, day: date) -> Iterator[Workshop]:
    """Keep pandoc and the templates at hand."""
    with uncollected(), RememberingPool(workers=2) as pandoc:
        yield Workshop(settings, day, pandoc, environment(settings.templates / "blocks"))


def compare_two(settings: Settings, request: CompareRequest, say: Callable[[str], None] = lambda _: None) -> Compared:
    """Return how two sides differ, and `say` what is being done. Raises UnknownNameError for names that mean nothing."""
    names = named_sides((request.old, request.new), request.area, Trees(settings))
    say(f"reading {request.old} and {request.new}")
    with open_workshop(settings, request.day) as workshop:
        made = named_made(names, workshop)
        problems = in_order(each for side in made for each in side.problems)
        old, new = (each.side for each in made)
        if old is None or new is None:
            return Compared(None, problems)
        say("comparing")
        found = compare(old, new)
    left_out = (_left_out(side, name) for side, name in zip(made, names, strict=True) if name.stand.is_supposed and side.problems)
    found = replace(found, not_compared=(*found.not_compared, *left_out, *NOTES))
    return Compared(only(found, request.documents, (old, new)), problems, (old, new))


def _left_out(made: Made, named: Named) -> str:
    """Say that an edition read where it was not written for is not whole."""
    count = len(made.problems)
    what = "1 thing that it says does" if count == 1 else f"{count} things that it says do"
    return (
        f"{named.stand.target.layer}, {named.tree.name}: {what} not fit there. What does not is left out or marked; the warnings name it."
    )


def named_made(names: tuple[Named, Named], workshop: Workshop) -> tuple[Made, Made]:
    """Return two sides by their names. Urgent notices are shown only where both sides are what their trees publish."""
    stands = [replace(each.stand, refused=each.tree.problems) for each in names]
    old, new = sides(stands, workshop, with_notices=all(each.is_published for each in names))
    return _told(old, names[0]), _told(new, names[1])


def sides(stands: Sequence[Stand], workshop: Workshop, *, with_notices: bool = False) -> tuple[Made, ...]:
    """Return each edition finished and laid out; those that stand in one snapshot are read together."""
    snapshots = {id(each.snapshot): each.snapshot for each in stands}
    targets = {key: tuple(each.target for each in stands if id(each.snapshot) == key) for key in snapshots}
    read = {key: read_for(snapshot, targets[key], workshop) for key, snapshot in snapshots.items()}
    return tuple(make_side(each, *read[id(each.snapshot)], workshop, with_notices=with_notices) for each in stands)


def only(comparison: Comparison, documents: Sequence[str], both: tuple[Side, Side]) -> Comparison:
    """Return the comparison of these documents alone, with what is declared once where it shows in one of them; of all if none is named.

    Raises UnknownNameError for a document that neither side has.
    """
    if not documents:
        return comparison
    known = {name: name for side in both for name in side.finished.edition.documents}
    files = {anchor(name): name for name in known}
    wanted = set()
    for each in documents:
        name = known.get(DocumentId(each)) or files.get(each)
        if name is None:
            raise unknown(each, "document", sorted(known))
        wanted.add(name)
    changes = tuple(found for each in comparison.changes if (found := _inside(each, wanted)) is not None)
    kept = {name: each for name, each in comparison.documents.items() if name in wanted or each.old_id in wanted}
    came, went = ({name: each for name, each in some.items() if name in wanted} for some in (comparison.came, comparison.went))
    others = f"Other documents than {', '.join(sorted(map(anchor, wanted)))}: they were not asked for."
    return replace(comparison, changes=changes, documents=kept, came=came, went=went, not_compared=(others, *comparison.not_compared))


def _inside(change: Change, wanted: set[DocumentId]) -> Change | None:
    if isinstance(change, SharedChange):
        places = tuple(each for each in change.places if each.document in wanted)
        return replace(change, places=places) if places else None
    return change if {spot.document for spot in (change.about.old, change.about.new) if spot is not None} & wanted else None


def _told(made: Made, named: Named) -> Made:
    """Return the side called by its tree too, where that is not the working tree, and its problems where people find them."""
    problems = named.tree.told(made.problems)
    if made.side is None:
        return Made(None, problems)
    label, tree = made.side.label, named.tree.name
    summary = " ".join(filter(None, (label.summary, *(f"{each}." for each in named.stand.notes))))
    label = replace(label, name=f"{label.name}, {tree}" if tree else label.name, summary=summary)
    return Made(replace(made.side, label=label), problems)


def read_for(snapshot: Snapshot, targets: Sequence[Source], workshop: Workshop) -> tuple[Project, tuple[Problem, ...]]:
    """Return the project of a snapshot as far as the targets need it, and what is wrong with it."""
    also = tuple(each for each in targets if each.version)
    project, problems = read_project(narrowed(snapshot, targets), workshop.settings, workshop.pandoc, also)
    if MARK.as_posix() in snapshot.files:  # that no target stands on it is no problem
        problems = tuple(each for each in problems if each.code != "no-framework")
    return project, problems


def make_side(stand: Stand, project: Project, found: tuple[Problem, ...], workshop: Workshop, *, with_notices: bool) -> Made:
    """Return an edition of a project that was read, with the problems `found`, finished and laid out."""
    found = (*stand.refused, *found)
    merged = merged_edition(project, stand.target, workshop.day)
    if merged is None:
        own = {_concern(each) for each in lineage(stand.target, stand.snapshot)}
        return Made(None, without_followers(each for each in found if each.edition in own or not each.edition))
    edition, problems = merged
    ready = finish_edition(edition, project, workshop.day, workshop.templates, workshop.pandoc)
    problems = in_order((*(each for each in found if edition.is_concerned(each)), *problems, *ready.problems))
    wrong = [each for each in problems if each.severity is Severity.ERROR and each.code not in BEARABLE]
    if wrong and not stand.is_supposed:
        return Made(None, without_followers(wrong))
    finished = ready.finished if with_notices else replace(ready.finished, papers=replace(ready.finished.papers, outstanding=()))
    borne = tuple(replace(each, severity=Severity.WARNING) for each in without_followers(problems) if each.severity is Severity.ERROR)
    return Made(Side(finished, publish(finished, draft=False, opted_out={}), _label(stand, finished, project)), borne)


def merged_edition(project: Project, target: Source, day: date) -> tuple[Edition, tuple[Problem, ...]] | None:
    """Return a layer's edition on the day, with the problems of merging it; None where it could not be read."""
    if target.layer == FRAMEWORK:
        framework = project.frameworks.get(target.version) if target.version else project.framework
        return (framework_edition(framework), ()) if framework is not None and framework.documents else None
    localisation = project.releases.get((target.layer, target.version)) if target.version else project.localisations.get(target.layer)
    if localisation is None:
        return None
    edition = framework_edition(project.root(localisation))
    problems: list[Problem] = []
    for each in reversed(project.lineage(localisation)):
        made = localise(edition, each, day)
        edition = made.edition
        problems.extend(made.problems)
    return edition, tuple(problems)


def _label(stand: Stand, finished: Finished, project: Project) -> Label:
    edition, target = finished.edition, stand.target
    name = edition.chain[-1].name if edition.chain else edition.framework.declarations.name
    versions = [project.ledger.get((each.id, each.version)) for each in edition.layers]
    known: Mapping[str, str] = {str(each): each.content for each in versions if each is not None}
    own = versions[-1]
    digest = own.content if own is not None and (target.version or len(versions) == 1) else content_digest(known)
    return Label(name, target.version, digest, *((own.summary, own.released) if own is not None else ()))


def _concern(source: Source) -> str:
    return str(source) if source.layer != FRAMEWORK or source.version else ""

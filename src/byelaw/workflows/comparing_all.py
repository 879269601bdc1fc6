"""`byelaw compare --all`: what a change of a project does to the published documents of which editions.

An edition whose sources are the same on both sides is not even read. Of the others each is finished twice and compared, on worker
processes where there are many; what several of them share is said once.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from byelaw.core.comparing.changes import SharedChange, Weight
from byelaw.core.comparing.compare import Comparison, compare
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, Severity, error, in_order
from byelaw.core.projects import Project
from byelaw.core.releases import folder_of
from byelaw.outputs.redline_all import Row, Told
from byelaw.outputs.redline_entries import Entry, entries_of
from byelaw.outputs.redline_pieces import Mark
from byelaw.settings import Settings
from byelaw.sources.block_templates import environment
from byelaw.sources.digests import RELEASE_FILE
from byelaw.sources.lineage import Source
from byelaw.sources.snapshot import Snapshot, snapshot_of
from byelaw.sources.standing import Stand, every_source, lineage
from byelaw.tools.collector import collected_after
from byelaw.tools.fleet import UnitFailure, run_units
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.asking import UnknownNameError
from byelaw.workflows.build import SECONDS_AN_EDITION, collapsed
from byelaw.workflows.comparing import NOTES, Workshop, make_side, open_workshop, read_for
from byelaw.workflows.loading import merge, with_contents_checked
from byelaw.workflows.side_names import find
from byelaw.workflows.side_trees import Tree, Trees

FEW = 2
"""Editions that are compared in this process."""


@dataclass(frozen=True, slots=True)
class EditionCompared:
    """An edition that both sides have and whose sources are not the same: what changed in what it publishes, or why that is not known.

    `documents` are the titles of those in which something changes;
    `refused` is what keeps each side of it from being published.
    """

    id: LayerId
    name: str
    entries: tuple[Entry, ...] = ()
    documents: tuple[str, ...] = ()
    refused: tuple[tuple[Problem, ...], tuple[Problem, ...]] = ((), ())
    is_made: bool = True
    not_compared: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is to be told: why it could not be made, or what newly keeps it from being published."""
        old, new = self.refused
        return (*old, *new) if not self.is_made else new if not old else ()


@dataclass(frozen=True, slots=True)
class Group:
    """What changed alike in these editions."""

    editions: tuple[EditionCompared, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AllCompared:
    """What came of it, edition by edition; `untouched` have the same sources on both sides."""

    names: tuple[str, str]
    editions: tuple[EditionCompared, ...]
    untouched: tuple[LayerId, ...]
    added: tuple[LayerId, ...] = ()
    removed: tuple[LayerId, ...] = ()
    releases: tuple[str, ...] = ()
    refused: tuple[Problem, ...] = ()

    @property
    def changed(self) -> tuple[EditionCompared, ...]:
        """Return the editions of which something published changes."""
        return tuple(each for each in self.editions if each.entries)

    @property
    def failed(self) -> tuple[EditionCompared, ...]:
        """Return the editions of which a side could not be made."""
        return tuple(each for each in self.editions if not each.is_made)

    @property
    def is_different(self) -> bool:
        """Tell whether anything published changes."""
        return bool(self.changed or self.added or self.removed)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return why sides could not be made, each reason once."""
        return collapsed((*self.refused, *(problem for each in self.editions for problem in each.problems)))

    def told(self) -> Told:
        """Return what the views tell."""
        groups = tuple((tuple(each.name for each in group.editions), group.entries) for group in self.groups())
        return Told(
            names=self.names,
            rows=tuple(Row(each.name, each.entries, each.documents) for each in self.changed),
            groups=groups,
            total=len(self.editions) + len(self.untouched) + len(self.added),
            failed=tuple(each.name for each in self.failed),
            added=self.added,
            removed=self.removed,
            releases=self.releases,
            quiet=tuple(each.name for each in self.editions if each.is_made and not each.entries),
            lost=self._published(before=True, after=False),
            regained=self._published(before=False, after=True),
            unpublished=self._published(before=False, after=False),
            problems=tuple(f"{each.place}: {each.message}" for each in self.problems),
            not_compared=next((each.not_compared for each in self.editions if each.not_compared), ()),
        )

    def _published(self, *, before: bool, after: bool) -> tuple[str, ...]:
        """Return the names of the editions that could be published so."""
        return tuple(each.name for each in self.editions if (not each.refused[0], not each.refused[1]) == (before, after))

    def groups(self) -> tuple[Group, ...]:
        """Return what changed, said once for all editions where it changes alike: the most widely shared first."""
        known: dict[object, tuple[Entry, list[EditionCompared]]] = {}
        for edition in self.changed:
            seen: dict[object, int] = {}
            for entry in edition.entries:
                key = _effect(entry)
                seen[key] = seen.get(key, 0) + 1
                known.setdefault((key, seen[key]), (entry, []))[1].append(edition)
        shared: dict[tuple[LayerId, ...], tuple[list[EditionCompared], list[Entry]]] = {}
        for entry, editions in known.values():
            shared.setdefault(tuple(each.id for each in editions), (editions, []))[1].append(entry)
        ordered = sorted(shared.values(), key=lambda each: -len(each[0]))
        return tuple(Group(tuple(editions), tuple(entries)) for editions, entries in ordered)


@dataclass(frozen=True, slots=True)
class Both:
    """Two projects that were read, with the problems of reading them; what every worker is given."""

    settings: Settings
    day: date
    old: tuple[Project, tuple[Problem, ...]]
    new: tuple[Project, tuple[Problem, ...]]
    trees: tuple[Tree, Tree]
    worded: tuple[Mapping[LayerId, tuple[Problem, ...]], Mapping[LayerId, tuple[Problem, ...]]]
    """What is wrong with the words of each edition, on either side."""


@dataclass(frozen=True, slots=True)
class _Bench:
    both: Both
    workshop: Workshop


Progress = tuple[Callable[[int], None], Callable[[str], None]]


def compare_all(settings: Settings, names: tuple[str, str], day: date, progress: Progress) -> AllCompared:
    """Return what changed in every edition of two whole projects. Raises UnknownNameError where a side is not one."""
    trees = Trees(settings)
    old, new = (_whole(each, trees) for each in names)
    before, after = _fingerprints(old.snapshot), _fingerprints(new.snapshot)
    common = [each for each in after if each in before]
    touched = [each for each in common if before[each] != after[each]]
    begin, done = progress
    begin(len(touched))
    made: dict[LayerId, EditionCompared] = {}
    for each in _compared(settings, day, (old, new), touched):
        made[each.id] = each
        done(each.id)
    return AllCompared(
        names=(old.name or "the working tree", new.name or "the working tree"),
        editions=tuple(made[each] for each in touched),
        untouched=tuple(each for each in common if each not in made),
        added=tuple(each for each in after if each not in before),
        removed=tuple(each for each in before if each not in after),
        releases=tuple(
            sorted({str(each) for each in every_source(new.snapshot)} - {str(each) for each in every_source(old.snapshot)} - {*after})
        ),
        refused=in_order((*old.told(old.problems), *new.told(new.problems))),
    )


def _new_releases(old: Snapshot, new: Snapshot) -> tuple[str, ...]:
    known = {*every_source(old)}
    return tuple(str(each) for each in every_source(new) if each.version and each not in known)


def _whole(name: str, trees: Trees) -> Tree:
    found = find(name, trees)
    if found.source is not None:
        message = f"'{name}' is one edition; --all compares whole projects: '.', a commit (git:HEAD~1) or a project's folder"
        raise UnknownNameError(message)
    return found.tree


def _fingerprints(snapshot: Snapshot) -> Mapping[LayerId, tuple[str, ...]]:
    """Return for each edition what it is made from: the digest of every file of its layers, and what their releases say."""
    digests: dict[str, str] = {}

    def digest(path: str) -> str:
        if path not in digests:
            digests[path] = snapshot.digest(path)
        return f"{path} {digests[path]}"

    found: dict[LayerId, tuple[str, ...]] = {}
    for edition in (each for each in every_source(snapshot) if not each.version):
        layers = lineage(edition, snapshot)
        folders = [folder_of(each.layer, each.version) for each in layers]
        paths = [folder + name for folder in folders for name in snapshot.below(folder)]
        told = [path for each in layers for path in _accounts(each, snapshot)]
        found[edition.layer] = tuple(digest(path) for path in (*paths, *told))
    return found


def _accounts(source: Source, snapshot: Snapshot) -> Iterator[str]:
    """Yield the release.yml of each release of a layer: urgent changes in them are told to those who don't have them."""
    start = f"releases/{source.layer}/"
    return (start + name for name in snapshot.below(start) if name.endswith(f"/{RELEASE_FILE}") and name.count("/") == 1)


def _compared(settings: Settings, day: date, trees: tuple[Tree, Tree], touched: Sequence[LayerId]) -> Iterator[EditionCompared]:
    if not touched:
        return
    with open_workshop(settings, day) as workshop:
        targets = [Source(each) for each in touched]
        old, new = (read_for(each.snapshot, targets, workshop) for each in trees)
        both = Both(settings, day, old, new, trees, _worded((old, new), trees, day))
        if len(touched) <= FEW:
            bench = _Bench(both, workshop)
            yield from (compare_edition(bench, each) for each in touched)
            return
    opener = partial(_open_bench, replace(both, trees=(_bare(trees[0]), _bare(trees[1]))))
    for done in run_units(compare_edition, opener, touched, workers=os.cpu_count() or 1, seconds=SECONDS_AN_EDITION):
        yield _given_up(done.unit, done.outcome) if isinstance(done.outcome, UnitFailure) else done.outcome


def _given_up(name: LayerId, failure: UnitFailure) -> EditionCompared:
    hint = f"report it, with these lines: {failure.detail[-2000:]}" if failure.detail else "run the command again"
    found = error("edition-failed", Place(name), f"'{name}' could not be compared: {failure.reason}", hint)
    return EditionCompared(name, str(name), refused=((), (replace(found, edition=name),)), is_made=False)


def _worded(
    read: tuple[tuple[Project, tuple[Problem, ...]], tuple[Project, tuple[Problem, ...]]], trees: tuple[Tree, Tree], day: date
) -> tuple[Mapping[LayerId, tuple[Problem, ...]], Mapping[LayerId, tuple[Problem, ...]]]:
    """Return what is wrong with the words of the editions; on the old side it matters only where the new one is wrong."""
    new = _wrong_words(*read[1], trees[1], day)
    return (_wrong_words(*read[0], trees[0], day) if new else {}), new


def _wrong_words(project: Project, found: tuple[Problem, ...], tree: Tree, day: date) -> Mapping[LayerId, tuple[Problem, ...]]:
    merged = merge(project, day, found)
    checked = with_contents_checked(merged, tree.snapshot)
    known = {id(each) for each in merged.problems}
    wrong = [each for each in checked.problems if each.severity is Severity.ERROR and id(each) not in known]
    told = {name: tuple(each for each in wrong if edition.is_concerned(each)) for name, edition in checked.editions.items()}
    return {name: tree.told(problems) for name, problems in told.items() if problems}


def _bare(tree: Tree) -> Tree:
    """Return the tree with only the files that say what extends what, which is all that is still asked of it."""
    files = {path: data for path, data in tree.snapshot.files.items() if path.endswith(("localisation.yml", "framework.yml"))}
    return replace(tree, snapshot=snapshot_of(files))


def _open_bench(both: Both) -> _Bench:
    workshop = Workshop(both.settings, both.day, PandocPool(workers=1), environment(both.settings.templates / "blocks"))
    return _Bench(both, workshop)


def compare_edition(bench: _Bench, name: LayerId) -> EditionCompared:
    """Return what changed in one edition."""
    with collected_after():
        return _edition_compared(bench, name)


def _edition_compared(bench: _Bench, name: LayerId) -> EditionCompared:
    both = bench.both
    made = [
        make_side(Stand(tree.snapshot, Source(name), refused=tree.problems), project, found, bench.workshop, with_notices=True)
        for tree, (project, found) in zip(both.trees, (both.old, both.new), strict=True)
    ]
    before, after = (
        in_order((*tree.told(each.problems), *worded.get(name, ())))
        for tree, each, worded in zip(both.trees, made, both.worded, strict=True)
    )
    old, new = (each.side for each in made)
    if old is None or new is None:
        return EditionCompared(name, _called(name, both), refused=(before, after), is_made=False)
    found = compare(old, new)
    entries = entries_of(found)
    documents = _documents(found, entries)
    return EditionCompared(name, new.published.short, entries, documents, (before, after), not_compared=(*found.not_compared, *NOTES))


def _called(name: LayerId, both: Both) -> str:
    """Return what an edition is called that could not be made."""
    for project, _ in (both.new, both.old):
        localisation = project.localisations.get(name)
        called = project.framework.declarations.name if name == FRAMEWORK else localisation.short if localisation is not None else ""
        if called:
            return called
    return str(name)


def _documents(found: Comparison, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the titles of the documents in which something changes, or shows that is declared once and changes."""
    shared = (place for each in found.changes if isinstance(each, SharedChange) for place in each.places)
    touched = {str(place.document) for place in shared} | {each.document for each in entries}
    titles = {str(each.id): each.title for each in found.documents.values()} | {
        each.document: each.title for each in entries if each.document
    }
    return tuple(title for name, title in titles.items() if name in touched)


def _effect(entry: Entry) -> tuple[object, ...]:
    """Return what makes two changes the same one: what is done at which place, whatever stands around it in an edition."""
    words = tuple((each.mark, each.text.strip()) for each in entry.pieces if each.mark is not Mark.KEPT)
    what = "renumbered" if entry.weight is Weight.NUMBER else entry.what
    return (what, entry.weight, entry.flags, entry.document, entry.address, words, entry.cause.layer == FRAMEWORK)

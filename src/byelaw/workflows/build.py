"""`byelaw build`: every edition, as site, Word and PDF, each put in place on its own when it is whole."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from byelaw.core.declarations import Waiver
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, error, has_errors, in_order, warning
from byelaw.outputs.shelf import Shelf, altered, carry_over, clear_staging, held, others, put_in_place, take_off
from byelaw.settings import Settings
from byelaw.tools.collector import uncollected
from byelaw.tools.fleet import Done, UnitFailure, get_ready, run_units
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.amendments import recent_releases, spoilt_releases
from byelaw.workflows.following import without_followers
from byelaw.workflows.loading import Merged, load, unknown_editions, unused_waivers
from byelaw.workflows.units import FORMATS, Made, Shared, Task, bench_opener, make_edition

SECONDS_AN_EDITION = 300
SECONDS_TO_WAIT = 600
WORKSHOP = "byelaw.workflows.units"
"""What every worker imports."""


class Exit(IntEnum):
    """The exit codes of every verb."""

    CLEAN = 0
    PROBLEMS = 1
    USAGE = 2
    SOME_FAILED = 3
    TOOL_FAILED = 4


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build. No editions means all; `day` is the date that reviews and dated changes are judged by."""

    day: date
    editions: tuple[str, ...] = ()
    formats: frozenset[str] = frozenset(FORMATS)
    draft: bool = False
    workers: int = os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Progress:
    """What a build tells while it runs: how many editions, each as it is done, and a line about anything else."""

    begin: Callable[[int], None] = lambda _: None
    done: Callable[[str], None] = lambda _: None
    say: Callable[[str], None] = lambda _: None


@dataclass(slots=True)
class BuildReport:
    """What came of a build."""

    problems: tuple[Problem, ...] = ()
    published: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    broken: bool = False

    @property
    def exit_code(self) -> Exit:
        """Return 0 when all was published, 3 when some, 1 when none, 4 when a tool or the machine failed."""
        if self.broken:
            return Exit.TOOL_FAILED
        if not self.failed:
            return Exit.PROBLEMS if has_errors(self.problems) else Exit.CLEAN
        return Exit.SOME_FAILED if self.published else Exit.PROBLEMS


@dataclass(frozen=True, slots=True)
class _Run:
    """A build under way."""

    settings: Settings
    request: BuildRequest
    shelf: Shelf
    progress: Progress
    report: BuildReport


def build(settings: Settings, request: BuildRequest, progress: Progress) -> BuildReport:
    """Build the editions asked for. One that fails keeps its last good output; the others are published.

    Raises ShelfBusyError when another build holds the shelf for too long.
    """
    shelf = Shelf(settings.drafts if request.draft else settings.published)
    with held(shelf, SECONDS_TO_WAIT, progress.say):
        clear_staging(shelf)
        get_ready(WORKSHOP)
        with PandocPool(workers=max(1, request.workers)) as pandoc, uncollected():
            merged = load(settings, request.day, pandoc, recent_releases if "site" in request.formats else lambda _: ())
        wanted = _wanted(merged, request)
        report = BuildReport(problems=(*merged.problems, *unknown_editions(request.editions, merged)))
        used = _publish(_Run(settings, request, shelf, progress, report), merged, wanted)
        if not request.editions:
            report.problems = (
                *report.problems,
                *_clear_others(shelf, merged),
                *(unused_waivers(merged, used) if not report.failed else ()),
            )
        clear_staging(shelf)
    report.problems = collapsed(report.problems)
    return report


def _wanted(merged: Merged, request: BuildRequest) -> list[LayerId]:
    known = sorted({*merged.editions, *merged.failed}, key=lambda each: (each != FRAMEWORK, each))
    return [each for each in known if not request.editions or each in request.editions]


def _publish(run: _Run, merged: Merged, wanted: list[LayerId]) -> set[Waiver]:
    request, report = run.request, run.report
    report.failed.extend(each for each in wanted if each in merged.failed)
    tasks = [Task(each, run.shelf.staging(each)) for each in wanted if each not in merged.failed]
    spoilt = spoilt_releases(merged.problems)
    shared = Shared(run.settings, merged.project, merged.editions, opted_out(merged), request.day, request.formats, request.draft, spoilt)
    report.problems = (*report.problems, *_keep_other_formats(tasks, run.shelf, request))
    used: set[Waiver] = set()
    run.progress.begin(len(tasks))
    if not tasks:
        return used
    for done in run_units(make_edition, bench_opener(shared), tasks, workers=request.workers, seconds=SECONDS_AN_EDITION):
        _shelve(done, run, used)
        run.progress.done(done.unit.edition)
    return used


def _keep_other_formats(tasks: Iterable[Task], shelf: Shelf, request: BuildRequest) -> list[Problem]:
    """Keep the formats that are not built now, and say so: they may be older than the others beside them."""
    others_kept = frozenset(FORMATS) - request.formats
    days = [carry_over(shelf, task.edition, task.staging, others_kept) for task in tasks] if others_kept else []
    made = sorted({day for day in days if day})
    if not made:
        return []
    count = sum(bool(day) for day in days)
    message = f"{' and '.join(sorted(others_kept))} of {count} edition{'' if count == 1 else 's'} were not built again: made on {made[0]}"
    return [warning("format-kept", Place(shelf.folder.name), message, "build without --format to renew all")]


def _shelve(done: Done[Task, Made], run: _Run, used: set[Waiver]) -> None:
    edition, outcome, report = done.unit.edition, done.outcome, run.report
    if isinstance(outcome, UnitFailure):
        report.broken = True
        report.failed.append(edition)
        hint = f"report it, with the file {_kept_fault(run, edition, outcome.detail)}" if outcome.detail else "run the command again"
        found = error("edition-failed", Place(edition), f"'{edition}' could not be made: {outcome.reason}", hint)
        report.problems = (*report.problems, replace(found, edition=edition))
        return
    used.update(outcome.used)
    report.problems = (*report.problems, *(replace(each, edition=each.edition or edition) for each in outcome.problems))
    if has_errors(outcome.problems):
        report.failed.append(edition)
        return
    wrong = altered(done.unit.staging)
    if wrong:
        report.failed.append(edition)
        message = f"'{edition}' was not published: {', '.join(wrong[:5])} changed while it was made"
        report.problems = (*report.problems, error("output-altered", Place(edition), message, "run the command again"))
        return
    put_in_place(run.shelf, edition, done.unit.staging)
    report.published.append(edition)


def _kept_fault(run: _Run, edition: str, detail: str) -> str:
    """Keep the traceback of a fault of ours where it can be sent on from; return its path in the project."""
    path = run.settings.work / "faults" / f"{edition}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(detail, encoding="utf-8")
    return path.relative_to(run.settings.root).as_posix()


def _clear_others(shelf: Shelf, merged: Merged) -> list[Problem]:
    """Take down editions that the project no longer has: a page that looks current and isn't is the worst we can leave."""
    known = frozenset(str(each) for each in (*merged.editions, *merged.failed))
    gone = others(shelf, known)
    for each in gone:
        take_off(shelf, each)
    return [warning("edition-removed", Place(each), f"'{each}' is no longer in the project, so its output was removed") for each in gone]


def opted_out(merged: Merged) -> Mapping[LayerId, Mapping[str, tuple[str, ...]]]:
    """Return, for each edition, which documents editions below it opted out of, and which editions those are."""
    found: dict[LayerId, dict[str, tuple[str, ...]]] = {}
    for edition in merged.editions.values():
        for name, (_, localisation) in edition.withdrawals.items():
            if not edition.chain or localisation.id != edition.chain[-1].id:
                continue
            for above in (FRAMEWORK, *(each.id for each in edition.chain[:-1])):
                names = found.setdefault(above, {})
                names[name] = (*names.get(name, ()), localisation.short)
    return found


def collapsed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order: one that several editions share said once, with how many they are; what only follows not at all."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in in_order(without_followers(problems)):
        groups.setdefault((problem.code, problem.place, problem.message, problem.hint, problem.second), []).append(problem)
    result = []
    for members in groups.values():
        first = next((each for each in members if each.edition in ("", FRAMEWORK)), members[0])
        more = len({each.edition for each in members}) - 1
        result.append(replace(first, edition=f"{first.edition} and {more} more" if more and first.edition else first.edition))
    return in_order(result)

"""`byelaw validate`: everything a build checks, without writing anything."""

from collections.abc import Sequence
from datetime import date

from byelaw.core.declarations import Waiver
from byelaw.core.editions import Edition
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Problem
from byelaw.settings import Settings
from byelaw.sources.block_templates import environment
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.build import collapsed
from byelaw.workflows.dated import coming_problems
from byelaw.workflows.finishing import finish_edition
from byelaw.workflows.loading import load, unknown_editions, unused_waivers


def validate(settings: Settings, day: date, editions: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Return every problem of the project, or of the editions named. Reports `unknown-edition` besides what every stage reports."""
    with PandocPool(workers=2) as pandoc:
        return problems_of(settings, day, editions, pandoc)


def problems_of(settings: Settings, day: date, editions: Sequence[str], pandoc: PandocPool) -> tuple[Problem, ...]:
    """Return the same, with a pool that is running already."""
    merged = load(settings, day, pandoc)
    problems = [*merged.problems, *unknown_editions(editions, merged)]
    used: set[Waiver] = set()
    templates = environment(settings.templates / "blocks")
    for name, edition in merged.editions.items():
        if not editions or name in editions:
            ready = finish_edition(edition, merged.project, day, templates, pandoc)
            problems.extend(ready.problems)
            used.update(ready.used)
    problems.extend(coming_problems(merged, {(each.code, each.message) for each in problems}, templates, pandoc))
    problems.extend(unused_waivers(merged, used, editions))
    if not editions:
        return collapsed(problems)
    named = [merged.editions.get(LayerId(each)) for each in editions]
    return collapsed(each for each in problems if each.edition in editions or any(_is_concerned(edition, each) for edition in named))


def _is_concerned(edition: Edition | None, problem: Problem) -> bool:
    """Tell whether a problem is one of an edition; one that could not be merged has those of the framework."""
    return problem.edition in ("", FRAMEWORK) if edition is None else edition.is_concerned(problem)

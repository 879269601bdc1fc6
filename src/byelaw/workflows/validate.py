"""`byelaw validate`: everything a build checks, without writing anything."""

from collections.abc import Sequence
from datetime import date

from byelaw.core.declarations import Waiver
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place, Problem, error
from byelaw.settings import Settings
from byelaw.sources.block_templates import environment
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.build import collapsed
from byelaw.workflows.finishing import finish_edition
from byelaw.workflows.loading import load, unused_waivers


def validate(settings: Settings, day: date, editions: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Return every problem of the project, or of the editions named. Reports `unknown-edition` besides what every stage reports."""
    with PandocPool(workers=2) as pandoc:
        merged = load(settings, day, pandoc)
        problems = list(merged.problems)
        used: set[Waiver] = set()
        templates = environment(settings.templates / "blocks")
        for name, edition in merged.editions.items():
            if not editions or name in editions:
                ready = finish_edition(edition, merged.project, day, templates, pandoc)
                problems.extend(ready.problems)
                used.update(ready.used)
    known = {*merged.editions, *merged.failed, FRAMEWORK}
    problems.extend(error("unknown-edition", Place("localisations"), f"there is no edition '{each}'") for each in editions if LayerId(each) not in known)
    if not editions:
        problems.extend(unused_waivers(merged, used))
        return collapsed(problems)
    wanted = {"", FRAMEWORK, *editions, *(each.id for name in editions if name in merged.editions for each in merged.editions[LayerId(name)].chain)}
    return collapsed(each for each in problems if each.edition in wanted)

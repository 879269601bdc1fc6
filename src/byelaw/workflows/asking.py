"""What verbs that ask about editions share: a loaded project, one edition finished, the editions of its chain, and addresses."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import jinja2

from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished
from byelaw.core.merging.localise import framework_edition, localise
from byelaw.core.names import FRAMEWORK, LayerId, near
from byelaw.core.problems import Problem, in_order
from byelaw.settings import Settings
from byelaw.sources.block_templates import environment
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.finishing import finish_edition
from byelaw.workflows.loading import Merged, load_text


class UnknownNameError(LookupError):
    """What was asked about is not in the project: wrong usage. The message names what is near."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A loaded project, and pandoc and the templates to finish its editions with."""

    settings: Settings
    merged: Merged
    pandoc: PandocPool
    templates: jinja2.Environment

    def edition(self, name: str) -> Edition:
        """Return the merged edition. Raises UnknownNameError when there is none."""
        edition = self.merged.editions.get(LayerId(name))
        if edition is None:
            known = sorted(self.merged.editions, key=lambda each: (each != FRAMEWORK, each))
            raise unknown(name, "edition", known)
        return edition

    def finished(self, name: str) -> tuple[Finished, tuple[Problem, ...]]:
        """Return the edition finished, and every problem that concerns it."""
        edition = self.edition(name)
        ready = finish_edition(edition, self.merged.project, self.merged.day, self.templates, self.pandoc)
        return ready.finished, in_order((*self.problems(edition), *ready.problems))

    def problems(self, edition: Edition) -> tuple[Problem, ...]:
        """Return the problems of reading and merging that concern the edition: the framework's, and those of its chain."""
        return tuple(each for each in self.merged.problems if edition.is_concerned(each))


@contextmanager
def open_desk(settings: Settings, day: date) -> Iterator[Desk]:
    """Read and merge the project on the day, and keep pandoc at hand."""
    with PandocPool(workers=2) as pandoc:
        yield Desk(settings, load_text(settings, day, pandoc), pandoc, environment(settings.templates / "blocks"))


def tiers_above(edition: Edition, day: date) -> tuple[Edition, ...]:
    """Return the framework's own edition and that of each localisation above, from the top, in the releases the edition is built from."""
    editions = [framework_edition(edition.framework)]
    for localisation in edition.chain[:-1]:
        editions.append(localise(editions[-1], localisation, day).edition)
    return tuple(editions if edition.chain else ())


def unknown(name: str, what: str, known: Iterable[str], where: str = "") -> UnknownNameError:
    """Return the error for a name that means nothing (` in …`: `where` it was looked for), with the near ones, or all if they are few."""
    names = [str(each) for each in known]
    close = near(name, names)
    hint = f"; did you mean {' or '.join(repr(each) for each in close)}?" if close else ""
    if not close and 0 < len(names) <= MOST_LISTED:
        hint = f"; there are {', '.join(names)}"
    return UnknownNameError(f"there is no {what} '{name}'{where}{hint}")


MOST_LISTED = 12

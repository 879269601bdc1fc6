"""What dated changes will do on their day: found today, so that no edition stops being published on a morning that nobody watches."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import jinja2

from byelaw.core.localisations import Account, Localisation
from byelaw.core.problems import Problem, Severity
from byelaw.core.projects import Project
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.finishing import finish_edition
from byelaw.workflows.loading import Merged, merge

TIME_ALONE = frozenset({"exception-expired", "overdue-review", "withdrawn-reference"})
"""Problems that come with any later day, whether anything was dated or not."""


def coming_problems(merged: Merged, known: set[tuple[str, str]], templates: jinja2.Environment, pandoc: PandocPool) -> Iterator[Problem]:
    """Yield, as warnings, the errors that editions will have from a day on which a dated change begins or ends; `known` are today's."""
    seen = set(known)
    for day in days_ahead(merged.project, merged.day):
        later = merge(merged.project, day, ())
        found = list(later.problems)
        for name, edition in later.editions.items():
            if name not in merged.failed:
                found.extend(finish_edition(edition, later.project, day, templates, pandoc).problems)
        for problem in found:
            key = (problem.code, problem.message)
            if problem.severity is Severity.ERROR and problem.code not in TIME_ALONE and key not in seen:
                seen.add(key)
                yield replace(problem, severity=Severity.WARNING, message=f"from {day}: {problem.message}")


def days_ahead(project: Project, today: date) -> tuple[date, ...]:
    """Return the days after today on which something dated begins, or has ended the day before, soonest first."""
    days: set[date] = set()
    for localisation in (*project.localisations.values(), *project.releases.values()):
        for account in _accounts(localisation):
            days |= {each for each in (account.start, account.end + timedelta(1) if account.end else None) if each and each > today}
    return tuple(sorted(days))


def _accounts(localisation: Localisation) -> Iterator[Account]:
    yield from (each.account for each in localisation.values.values())
    yield from (each.account for each in localisation.records)
    yield from (each.account for each in localisation.terms)
    yield from (each.account for each in localisation.withdrawals)
    yield from (account for _, account in localisation.additions)
    for written in localisation.changes:
        yield from (change.account for change in written.changes)
        if written.order is not None:
            yield written.order.account

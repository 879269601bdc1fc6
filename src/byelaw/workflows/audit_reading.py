"""`byelaw audit read`: add a filled-in workbook to a localisation's record as a new round, for its lead to read before it is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from byelaw.core.finishing.audit_results import ShownAudit, shown_audits
from byelaw.core.names import FRAMEWORK, LayerId, near
from byelaw.core.problems import Place, Problem, error, has_errors
from byelaw.core.releases import folder_of
from byelaw.sources.audit_records import AUDIT_FILE
from byelaw.sources.strict_yaml import Listing, Table, read_yaml
from byelaw.sources.workbooks import MOST_BYTES, FilledAction, FilledBook, FilledCheck, read_workbook
from byelaw.workflows.asking import Desk, UnknownNameError
from byelaw.workflows.writing import Written, at_the_command, scalar, tried, write_together


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A workbook to read, the localisation whose round it is, and the round's day where the workbook does not say or says wrong."""

    file: Path
    localisation: LayerId
    on: date | None = None


def read_audit(desk: Desk, request: ReadRequest) -> Written:
    """Add the workbook's round to `audit.yml`. Nothing is written where anything in it is wrong.

    Reports what `read_workbook` does, and `unknown-data`, `workbook-of-another`, `unknown-check`, `unknown-rating`, `missing-key` and
    `dates-reversed`.
    """
    if request.localisation == FRAMEWORK:
        message = "the framework keeps no record of audits; name a localisation"
        raise UnknownNameError(message)
    name = request.file.name
    with request.file.open("rb") as stream:
        book, problems = read_workbook(stream.read(MOST_BYTES + 1), name)
    if book is None:
        return Written((), problems)
    finished, _ = desk.finished(request.localisation)
    audits = [
        shown for each in finished.edition.documents.values() for shown in shown_audits(each, finished.edition, finished.lookups).values()
    ]
    shown = next((each for each in audits if each.audit.id == book.audit), None)
    if shown is None:
        known = ", ".join(each.audit.id for each in audits)
        message = f"the workbook is of the audit '{book.audit}', which {request.localisation} does not have"
        return Written((), (*problems, error("unknown-data", Place(name), message, f"its audits: {known or 'none'}")))
    reading = _Reading(desk, request, book, shown, is_only=len(audits) == 1)
    found = (*problems, *reading.problems())
    return Written((), found) if has_errors(found) else reading.written()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A workbook that is being read for a localisation."""

    desk: Desk
    request: ReadRequest
    book: FilledBook
    shown: ShownAudit
    is_only: bool

    @property
    def on(self) -> date | None:
        """Return the day of the round."""
        return self.request.on or self.book.on

    @property
    def before(self) -> date | None:
        """Return the day of the last round that is recorded, on whatever day."""
        record = self.desk.merged.project.localisations[self.request.localisation].audit
        return record.rounds[-1].on if record is not None and record.rounds else None

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the round."""
        place, before = Place(self.request.file.name), self.before
        edition = self.desk.edition(self.request.localisation)
        names = (edition.framework.declarations.name, *(each.name for each in edition.chain))
        if self.book.edition and self.book.edition not in names:
            message = f"the workbook was made for '{self.book.edition}', not for '{names[-1]}'"
            yield error("workbook-of-another", place, message, "take the workbook from the localisation's own site, or from the one above")
        if self.on is None:
            yield error("missing-key", place, "the workbook does not say when the round was agreed", "fill in 'Agreed on', or give --on")
        elif before is not None and self.on <= before:
            message = f"the round of {self.on} is not after the last one recorded, of {before}"
            yield error("dates-reversed", place, message, "correct 'Agreed on', or give --on")
        checks = {check.id: check for domain in self.shown.domains for check in domain.checks}
        figures = [each.figure for each in self.shown.audit.ratings]
        for each in self.book.checks:
            if each.id not in checks and not each.is_empty:
                close = near(each.id, [str(name) for name in checks])
                hint = f"did you mean '{close[0]}'?" if close else "the audit has changed: take a new workbook from the site"
                yield error("unknown-check", each.place, f"the audit has no check '{each.id}'", hint)
            if each.rating is not None and each.rating not in figures:
                hint = f"one of: {', '.join(str(figure) for figure in figures)}"
                yield error("unknown-rating", each.place, f"'{each.id}' cannot be rated {each.rating}", hint)
            for action in each.actions:
                yield from _action_problems(action)

    def written(self) -> Written:
        """Write the round, unless the project would then have errors that it does not have now."""
        file = folder_of(self.request.localisation, "") + AUDIT_FILE
        path = self.desk.settings.root / file
        there = path.read_text(encoding="utf-8") if path.is_file() else ""
        text = self.with_round(there, file)
        if isinstance(text, Problem):
            return Written((), (text,))
        _, new = tried(self.desk, {file: text})
        if new:
            return Written((), at_the_command(new, (file,), "byelaw audit read"))
        write_together(self.desk.settings.root, {file: text})
        filled = [each for each in self.book.checks if not each.is_empty]
        rated, actions = sum(each.rating is not None for each in filled), sum(len(each.actions) for each in filled)
        count = sum(len(domain.checks) for domain in self.shown.domains)
        said = f"the round of {self.on}: {rated} of {count} checks rated, {actions} action{'' if actions == 1 else 's'}"
        return Written((file,), (), (said, "read it before you publish it: no names, and nothing that tells who somebody is"))

    def with_round(self, there: str, file: str) -> str | Problem:
        """Return the text of the record with the round at its end, or why it can't be put there."""
        if not there.strip():
            audit = [] if self.is_only else [f"audit: {self.book.audit}"]
            return "\n".join([*audit, "share: no", "rounds:", *self.lines("  ")]) + "\n"
        node, _ = read_yaml(there, file)
        entries = node.entries if isinstance(node, Table) else ()
        last_key, rounds = entries[-1] if entries else (None, None)
        if last_key is None or last_key.text != "rounds" or not isinstance(rounds, Listing) or not rounds.items:
            hint = "put `rounds:` last in the file, with each round on lines of its own that start with `- on:`"
            return error("wrong-shape", Place(file), "there is no place for a new round at the end of the record", hint)
        first = rounds.items[0].place
        line = there.splitlines()[first.line - 1]
        indent = line[: len(line) - len(line.lstrip(" "))]
        if not line.startswith(f"{indent}- "):
            return error(
                "wrong-shape", first, "the rounds are written on one line", "write each round on lines of its own that start with `- on:`"
            )
        return there.rstrip("\n") + "\n" + "\n".join(self.lines(indent)) + "\n"

    def lines(self, indent: str) -> Iterator[str]:
        """Yield the lines of the round."""
        yield f"{indent}- on: {self.on}"
        if self.book.sentence:
            yield f"{indent}  summary: {scalar(self.book.sentence)}"
        yield f"{indent}  ratings:"
        own = f"{self.request.localisation}:"
        for each in self.book.checks:
            if not each.is_empty:
                yield f"{indent}    {each.id.removeprefix(own)}:"
                yield from (f"{indent}      {line}" for line in _check_lines(each, self.before))


def _action_problems(action: FilledAction) -> Iterator[Problem]:
    for what, there in (("Owner", action.owner), ("By", action.by)):
        if not there:
            yield error(
                "missing-key", action.place, f"the action '{action.do[:40]}' has no '{what}'", "every action has a post and a last day"
            )


def _check_lines(check: FilledCheck, before: date | None) -> Iterator[str]:
    """Yield what the record says of a check. What was done by the round before stands there already."""
    if check.rating is not None:
        yield f"rating: {check.rating}"
    if check.evidence:
        yield f"evidence: {scalar(check.evidence)}"
    if check.wording:
        yield f"wording: {scalar(check.wording)}"
    actions = [each for each in check.actions if each.done is None or before is None or each.done > before]
    if actions:
        yield "actions:"
    for each in actions:
        yield f"  - do: {scalar(each.do)}"
        yield f"    owner: {scalar(each.owner)}"
        yield f"    by: {each.by}"
        if each.done is not None:
            yield f"    done: {each.done}"

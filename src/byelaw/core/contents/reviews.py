"""Review dates that are past or missing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from byelaw.core.editions import Edition
from byelaw.core.localisations import Account, Localisation
from byelaw.core.names import FRAMEWORK
from byelaw.core.problems import Place, Problem, warning

RELEASES = "releases/"
"""Where released text stands: nobody else reports what is overdue in it."""

_HINT = "review it and give the next date"


def review_problems(edition: Edition, day: date) -> Iterator[Problem]:
    """Yield what the edition's own layer should have reviewed: itself, its documents, its changes and decisions."""
    declared = edition.framework.declarations
    if edition.id == FRAMEWORK:
        yield from _overdue("the framework", FRAMEWORK, declared.review, declared.place, day)
    else:
        here = edition.chain[-1]
        yield from _overdue(f"the localisation '{here.id}'", here.id, here.review, here.place, day)
        for what, address, account, place in _accounts(here):
            if account.review is not None and account.review != here.review:
                yield from _overdue(what, address, account.review, place, day)
    own = [each for each in edition.documents.values() if each.layer == edition.id or each.place.file.startswith(RELEASES)]
    for document in own:
        if document.is_dated:
            yield from _overdue(f"'{document.id}'", document.id, document.review, document.place, day)
        elif 2 * sum(each.is_dated for each in own) > len(own):
            message = f"'{document.id}' has no review date of its own; it is taken to be {document.review}"
            yield replace(warning("missing-review", document.place, message, "add 'review:' to its first lines"), address=document.id)


def _overdue(what: str, address: str, review: date, place: Place, day: date) -> Iterator[Problem]:
    if review < day:
        found = warning("overdue-review", place, f"{what} was due for review on {review}", _HINT)
        yield replace(found, address=address, words=f"review: {review}")


def _accounts(localisation: Localisation) -> Iterator[tuple[str, str, Account, Place]]:
    for value in localisation.values.values():
        yield f"'{value.name}'", value.name, value.account, value.place
    for record in localisation.records:
        yield f"'{record.type}:{record.id}'", f"{record.type}:{record.id}", record.account, record.place
    for term in localisation.terms:
        yield f"the term '{term.id}'", f"term:{term.id}", term.account, term.place
    for withdrawal in localisation.withdrawals:
        yield f"opting out of '{withdrawal.document}'", withdrawal.document, withdrawal.account, withdrawal.place
    for written in localisation.changes:
        for change in written.changes:
            address = f"{written.document}#{change.target}"
            yield f"the change of '{address}'", address, change.account, change.place
        if written.order is not None:
            yield f"the order of '{written.document}'", written.document, written.order.account, written.order.place

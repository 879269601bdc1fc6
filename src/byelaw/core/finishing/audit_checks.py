"""What can be wrong with a record of an audit once the edition is known: checks, ratings and audits that are not there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from byelaw.core.audits import AuditRecord, Rated, Round
from byelaw.core.blocks import Document, every_block
from byelaw.core.editions import Edition
from byelaw.core.finishing.audit_results import audits_of
from byelaw.core.items import Audit, AuditCheck
from byelaw.core.merging.targets import meant, own_ids
from byelaw.core.names import BlockId, LayerId, near
from byelaw.core.problems import Problem, beside, error, warning

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Home:
    """An audit with its checks, in order, and the ids that its document once had."""

    audit: Audit
    checks: tuple[BlockId, ...]
    gone: frozenset[str]
    own: frozenset[str]
    layer: LayerId

    def meant(self, rated: Rated) -> BlockId:
        """Return the check that a rating is of."""
        return meant(rated.check, self.layer, self.own)


def record_problems(edition: Edition, absent: Collection[tuple[str, str]], day: date) -> Iterator[Problem]:
    """Yield what is wrong with the record of the edition's own localisation.

    `unknown-data` or `missing-key` where it is not clear which audit is meant, `unknown-check`, `unknown-rating`, and `round-incomplete`
    for the last round up to the day. `absent` are the blocks that a condition keeps out of the edition: they may have been rated before.
    """
    record = edition.chain[-1].audit if edition.chain else None
    if record is None:
        return
    homes = {home.audit.id: home for document in edition.documents.values() for home in _homes(document, edition, absent)}
    home = homes.get(record.audit) if record.audit else next(iter(homes.values()), None)
    if home is None or (not record.audit and len(homes) > 1):
        yield _unclear(record, homes)
        return
    for each in record.rounds:
        for rated in each.ratings:
            yield from _rating_problems(rated, home)
    for each in record.until(day)[-1:]:
        yield from _gaps(each, home)


def _homes(document: Document, edition: Edition, absent: Collection[tuple[str, str]]) -> Iterator[_Home]:
    for block in audits_of(document):
        if isinstance(block.item, Audit):
            checks = tuple(each.id for each in every_block(block.children) if isinstance(each.item, AuditCheck))
            yield _Home(block.item, checks, _gone(document, edition, absent), own_ids(document.blocks, edition.id), edition.id)


def _gone(document: Document, edition: Edition, absent: Collection[tuple[str, str]]) -> frozenset[str]:
    """Return the ids that the document has or had elsewhere: left out, retired, or there only where a condition holds."""
    left_out = {str(each.block) for each in edition.omissions if each.document == document.id}
    kept_out = {block for name, block in absent if name == document.id}
    retired = {address.partition("#")[2] for address in edition.fates if address.partition("#")[0] == document.id}
    return frozenset(left_out | kept_out | retired)


def _unclear(record: AuditRecord, homes: Mapping[str, object]) -> Problem:
    names = ", ".join(sorted(homes))
    if not record.audit and homes:
        return error("missing-key", record.place, "it is not clear which audit the record is of", f"add `audit:` with one of: {names}")
    close = near(record.audit, homes)
    hint = f"did you mean '{close[0]}'?" if close else f"one of: {names}" if names else "take the file away, or add the audit to a document"
    words = f"there is no audit '{record.audit}' in this edition" if record.audit else "there is no audit in this edition"
    return error("unknown-data", record.place, words, hint)


def _rating_problems(rated: Rated, home: _Home) -> Iterator[Problem]:
    check = home.meant(rated)
    if check not in home.checks and check not in home.gone and f"{home.layer}:{check}" not in home.gone:
        close = near(rated.check, home.checks)
        hint = f"did you mean '{close[0]}'?" if close else "the workbook of the audit lists every check"
        yield error("unknown-check", rated.place, f"the audit has no check '{rated.check}'", hint)
    figures = [each.figure for each in home.audit.ratings]
    if rated.rating is not None and rated.rating not in figures:
        message = f"'{rated.check}' cannot be rated {rated.rating}"
        scale = ", ".join(f"{each.figure} ({each.name})" for each in home.audit.ratings)
        yield error("unknown-rating", rated.place, message, f"one of: {scale}; leave `rating:` out where it was not rated")


def _gaps(given: Round, home: _Home) -> Iterator[Problem]:
    """Yield how many checks the round did not rate, and the same check rated under two names."""
    rated: dict[BlockId, Rated] = {}
    for each in given.ratings:
        known = rated.setdefault(home.meant(each), each)
        if known is not each:
            found = error("unknown-check", each.place, f"'{each.check}' and '{known.check}' are the same check", "keep one of them")
            yield beside(found, known.place, "the other")
    missing = [check for check in home.checks if check not in rated or rated[check].rating is None]
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
        count = f"{len(missing)} of {len(home.checks)} checks"
        message = f"the round of {given.on} does not rate {count}: {named}"
        yield warning("round-incomplete", given.place, message, "rate them; until then they are shown as not rated")

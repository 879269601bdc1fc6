"""The audits of editions below side by side: of those that agreed to it, and of nobody else a name or a figure.

Everybody is compared over the checks of the comparing edition: what a localisation added has no part in it, what it left out is not rated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from byelaw.core.audits import Average, Round
from byelaw.core.charts import Bar, BarChart, Chart
from byelaw.core.editions import Edition
from byelaw.core.finishing.audit_report import NOT_RATED, AuditWords, figures, marks
from byelaw.core.finishing.audit_results import Domain, ShownAudit, ShownRound, audits_of, record_for, shown_round
from byelaw.core.items import Audit
from byelaw.core.merging.targets import own_ids
from byelaw.core.names import LayerId, anchor
from byelaw.core.tree import Node, header, link, para, strong, table, text

MOST_IN_A_CHART = 20


@dataclass(frozen=True, slots=True)
class Sharer:
    """An edition that shares its audit, with its last round over the checks of the comparing edition."""

    name: str
    tier: str
    round: ShownRound


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is shared of one audit. `silent` counts those that share nothing; nothing else is known of them here."""

    words: AuditWords
    sharers: tuple[Sharer, ...]
    silent: int


def comparisons(audits: Iterable[ShownAudit], below: Sequence[Edition], language: str) -> tuple[Comparison, ...]:
    """Return what editions below share of each audit; an audit of which nobody shares anything is left out."""
    leading = {each.id for edition in below for each in edition.chain[:-1]}
    found = []
    for shown in audits:
        holders = [each for each in below if _holds(each, shown)]
        sharers = {each.id: sharer for each in holders if (sharer := _sharer(each, shown)) is not None}
        silent = sum(each.id not in sharers and (each.id not in leading or each.chain[-1].audit is not None) for each in holders)
        if sharers:
            ordered = sorted(sharers.values(), key=lambda each: each.name.casefold())
            found.append(Comparison(AuditWords(shown, language), tuple(ordered), silent))
    return tuple(found)


def _holds(edition: Edition, shown: ShownAudit) -> bool:
    """Tell whether the edition has the audit."""
    document = edition.documents.get(shown.document)
    return document is not None and any(isinstance(each.item, Audit) and each.item.id == shown.audit.id for each in audits_of(document))


def _sharer(edition: Edition, shown: ShownAudit) -> Sharer | None:
    record = record_for(edition, shown.audit)
    rounds = record.until(shown.day) if record is not None and record.is_shared else ()
    if not rounds:
        return None
    document = edition.documents.get(shown.document)
    own = own_ids(document.blocks, edition.id) if document is not None else frozenset()
    here = edition.chain[-1]
    tier = next((each.name for each in edition.framework.declarations.tiers if each.id == here.tier), here.tier)
    return Sharer(here.name, tier, shown_round(_sound(rounds[-1], shown), shown.domains, own, LayerId(edition.id)))


def _sound(given: Round, shown: ShownAudit) -> Round:
    """Return a round without ratings that the audit does not give: they are errors of the edition below, reported there."""
    known = {each.figure for each in shown.audit.ratings}
    return replace(given, ratings=tuple(each for each in given.ratings if each.rating in known))


def comparison_nodes(found: Sequence[Comparison]) -> tuple[list[Node], dict[str, Chart]]:
    """Return the body of the page that compares, and its charts by their src; both empty where nothing is shared."""
    nodes: list[Node] = []
    charts: dict[str, Chart] = {}
    for each in found:
        name = anchor(each.words.shown.audit.id)
        nodes += [*_introduction(each, name), _table(each)]
        if len(each.sharers) > MOST_IN_A_CHART:
            nodes.append(para(text(f"With more than {MOST_IN_A_CHART} sharing their results, the table stands alone.")))
            continue
        for domain, chart in _charts(each):
            own = {f"media/compared--{name}--{domain.number}.svg": chart}
            heading = header(2, f"{name}--domain-{domain.number}", text(f"{domain.number}. {domain.title}"))
            nodes += [heading, *figures(own)]
            charts |= own
    return nodes, charts


def _introduction(each: Comparison, name: str) -> Iterator[Node]:
    shown = each.words.shown
    yield header(1, f"{name}--compared", text(shown.audit.name))
    place = link(text("the audit"), f"doc:{anchor(shown.document)}#{anchor(shown.block.id)}")
    count = len(each.sharers)
    shared = f"{count} {'shares' if count == 1 else 'share'} the results of"
    yield para([*text(f"{shared} "), place, *text(f". {_silent(each.silent)}")])
    yield para(text("The figures are averages of the last round of each, over the checks of this edition that were rated."))
    yield para(text("The order is that of the names: places judge themselves, so this is no league table."))
    scale = ", ".join(f"{rating.figure} {rating.name}" for rating in shown.audit.ratings)
    yield para(text(f"Ratings: {scale}."))


def _silent(count: int) -> str:
    return "All that could share do." if not count else f"{count} more {'does' if count == 1 else 'do'} not share theirs."


def _table(each: Comparison) -> Node:
    shown = each.words.shown
    tiers = {sharer.tier for sharer in each.sharers}
    first = tiers.pop() if len(tiers) == 1 else "Edition"
    domains = [text(f"{domain.number}. {domain.title}") for domain in shown.domains]
    rows = [
        [
            text(sharer.name),
            text(each.words.day(sharer.round.on)),
            *(text(_cell(given)) for given in (*sharer.round.averages, sharer.round.whole)),
        ]
        for sharer in each.sharers
    ]
    together = [_together(sharer.round.averages[at] for sharer in each.sharers) for at in range(len(shown.domains))]
    whole = _together(together)
    rows.append([[strong(text("Together"))], text("–"), *(text(_cell(given)) for given in (*together, whole))])
    head = [text(first), text("Last round"), *domains, text("All checks")]
    return table(head, rows, text(f"Average ratings, of {shown.audit.ratings[-1].figure}, with how many checks were rated"))


def _together(averages: Iterable[Average]) -> Average:
    return sum(averages, Average())


def _cell(given: Average) -> str:
    return f"{given.shown} ({given.rated} of {given.asked})" if given.figure is not None else NOT_RATED


def _charts(each: Comparison) -> Iterator[tuple[Domain, Chart]]:
    for at, domain in enumerate(each.words.shown.domains):
        bars = tuple(_bar(sharer, sharer.round.averages[at], each.words) for sharer in each.sharers)
        said = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
        name = f"Average rating of each: {domain.title}"
        yield domain, BarChart(name, f"Bar chart. {name}. {said}.", marks(each.words), bars)


def _bar(sharer: Sharer, given: Average, words: AuditWords) -> Bar:
    return Bar(f"{sharer.name}, {words.day(sharer.round.on)}", words.share(given), words.average(given))

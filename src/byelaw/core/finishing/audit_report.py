"""What came of an audit: averages by domain as a chart with its table, the trend, what is strong and weak, and the actions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from babel.dates import format_date

from byelaw.core.audits import Action, Average, State, rounded, share_of, words_of
from byelaw.core.charts import Bar, BarChart, Chart, Mark, Panel, Point, TrendChart
from byelaw.core.finishing.audit_results import Check, Domain, ShownAudit, ShownRound
from byelaw.core.finishing.wording import day_words
from byelaw.core.names import anchor
from byelaw.core.tree import SPACE, Node, header, link, para, plain, strong, table, text

NOT_RATED = "not rated"
_MOST_NAMED = 12
_ROUNDS_IN_A_TABLE = 5
_ROUNDS_IN_A_CHART = 8


@dataclass(frozen=True, slots=True)
class AuditWords:
    """An audit, and its figures and days as people read them."""

    shown: ShownAudit
    language: str

    def day(self, day: date) -> str:
        """Return a day in words."""
        return day_words(day, self.language)

    def short_day(self, day: date) -> str:
        """Return a day in short: "12 Mar 2026"."""
        return str(format_date(day, "d MMM y", locale=self.language.replace("-", "_")))

    def rating(self, figure: int | None) -> str:
        """Return a rating's figure and word: "2 of 4, Partly"."""
        scale = self.shown.audit.ratings
        if figure is None:
            return NOT_RATED
        return f"{figure} of {scale[-1].figure}, {words_of(Fraction(figure), scale)}"

    def average(self, given: Average) -> str:
        """Return an average's figure and words, and of how many: "2.4 of 4, Partly to Mostly (6 of 8 rated)"."""
        figure = given.figure
        if figure is None:
            return f"{NOT_RATED} (0 of {given.asked} rated)"
        scale = self.shown.audit.ratings
        return f"{given.shown} of {scale[-1].figure}, {words_of(figure, scale)} ({given.rated} of {given.asked} rated)"

    def share(self, given: Average) -> float | None:
        """Return the length of an average's bar; None where nothing was rated."""
        return share_of(given.figure, self.shown.audit.ratings) if given.figure is not None else None

    def state(self, action: Action) -> str:
        """Return how an action stands, with the day that says so."""
        match action.state(self.shown.day):
            case State.DONE:
                return f"done on {self.day(action.done)}" if action.done is not None else "done"
            case State.OVERDUE:
                return "overdue"
            case State.OPEN:
                return "open"

    def since(self, now: Average, before: Average) -> str:
        """Return how an average moved, by the figures that are shown: "up 0.3"."""
        if now.figure is None or before.figure is None:
            return "–"
        moved = Fraction(now.shown) - Fraction(before.shown)
        return f"{'up' if moved > 0 else 'down'} {rounded(abs(moved))}" if moved else "no change"


def report_nodes(words: AuditWords, level: int) -> tuple[list[Node], dict[str, Chart]]:
    """Return what came of the audit, with headings of the level, and its charts by their src; little where nothing is recorded."""
    latest, name = words.shown.latest, anchor(words.shown.block.id)
    if latest is None:
        said = "No round of this audit has been recorded yet." if words.shown.record is not None else ""
        return ([para(text(said))] if said else []), {}
    charts: dict[str, Chart] = {f"media/audit--{name}--domains.svg": domains_chart(words, latest)}
    nodes = [_heading(level, f"{name}--results", f"Results of {words.day(latest.on)}"), *_introduction(words, latest)]
    nodes += [*figures(charts), _domains_table(words, latest), *_strong_and_weak(words, latest)]
    if len(words.shown.rounds) > 1:
        trend: dict[str, Chart] = {f"media/audit--{name}--trend.svg": _trend_chart(words)}
        nodes += [_heading(level, f"{name}--trend", "Trend over time"), *figures(trend), *_trend_tables(words)]
        charts |= trend
    return [*nodes, _heading(level, f"{name}--actions", "Actions"), *_actions(words)], charts


def _heading(level: int, name: str, words: str) -> Node:
    return header(min(level, 6), name, text(words))


def _introduction(words: AuditWords, latest: ShownRound) -> Iterator[Node]:
    shown = words.shown
    lead = f" Led by: {shown.record.lead}." if shown.record is not None and shown.record.lead else ""
    yield para(text(f"{latest.whole.rated} of {latest.whole.asked} checks were rated on {words.day(latest.on)}.{lead}"))
    if latest.summary:
        yield para(text(" ".join(latest.summary.split())))
    if shown.due is not None and shown.due < shown.day:
        yield para([strong(text("Audit overdue:")), SPACE, *text(f"the next one was due by {words.day(shown.due)}.")])
    elif shown.due is not None:
        yield para(text(f"Next audit due by {words.day(shown.due)}."))
    if latest.gone:
        checks, they_are = ("1 check", "it is") if latest.gone == 1 else (f"{latest.gone} checks", "they are")
        yield para(text(f"The round also rated {checks} that this audit no longer has; {they_are} not in the figures."))


def figures(charts: Mapping[str, Chart]) -> Iterator[Node]:
    """Yield a figure for each chart, with its name as caption and its words for those who don't see it."""
    for source, chart in charts.items():
        image = {"t": "Image", "c": [["", [], []], text(chart.summary), [source, ""]]}
        yield {"t": "Figure", "c": [["", [], []], [None, [plain(text(chart.name))]], [plain([image])]]}


def marks(words: AuditWords) -> tuple[Mark, ...]:
    """Return the marks of the scale."""
    scale = words.shown.audit.ratings
    return tuple(Mark(share_of(Fraction(each.figure), scale), str(each.figure), each.name) for each in scale)


def domains_chart(words: AuditWords, latest: ShownRound) -> BarChart:
    """Return a round's averages as bars."""
    bars = tuple(
        Bar(_domain_title(words.shown, domain), words.share(each), words.average(each))
        for domain, each in zip(words.shown.domains, latest.averages, strict=True)
    )
    said = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    name = f"Average rating by domain, {words.day(latest.on)}"
    return BarChart(name, f"Bar chart. {name}. {said}.", marks(words), bars)


def _domain_title(shown: ShownAudit, domain: Domain) -> str:
    return domain.title if len(shown.domains) == 1 else f"{domain.number}. {domain.title}"


def _domains_table(words: AuditWords, latest: ShownRound) -> Node:
    shown = words.shown
    before = shown.rounds[-2] if len(shown.rounds) > 1 else None
    head = ["Domain", "Average", "Checks rated", *([f"Since {words.day(before.on)}"] if before is not None else [])]
    rows = []
    pairs = [(_domain_link(domain, shown), latest.averages[at], at) for at, domain in enumerate(shown.domains)]
    for title, given, at in pairs:
        moved = [text(words.since(given, before.averages[at]))] if before is not None else []
        rows.append([title, *_cells(words, given), *moved])
    whole = [text(words.since(latest.whole, before.whole))] if before is not None else []
    rows.append([[strong(text("All checks"))], *_cells(words, latest.whole), *whole])
    return table([text(each) for each in head], rows, text("The same figures as a table"))


def _domain_link(domain: Domain, shown: ShownAudit) -> list[Node]:
    title = text(_domain_title(shown, domain))
    return title if domain.block is shown.block else [link(title, f"#{anchor(domain.block.id)}")]


def _cells(words: AuditWords, given: Average) -> list[list[Node]]:
    scale, figure = words.shown.audit.ratings, given.figure
    shown = f"{given.shown} of {scale[-1].figure}, {words_of(figure, scale)}" if figure is not None else NOT_RATED
    return [text(shown), text(f"{given.rated} of {given.asked}")]


def _strong_and_weak(words: AuditWords, latest: ShownRound) -> Iterator[Node]:
    """Yield the checks with the highest and the lowest rating that was given; neither where all were rated alike."""
    given = [(check, rated.rating) for domain in words.shown.domains for check in domain.checks if (rated := latest.ratings.get(check.id))]
    figures = sorted({figure for _, figure in given if figure is not None})
    if len(figures) > 1:
        yield from _named("Strengths", figures[-1], [check for check, figure in given if figure == figures[-1]], words)
        yield from _named("Weaknesses", figures[0], [check for check, figure in given if figure == figures[0]], words)
    missing = [check for domain in words.shown.domains for check in domain.checks if _is_unrated(check, latest)]
    if missing:
        yield para([strong(text("Not rated"))])
        yield _list(missing)


def _is_unrated(check: Check, latest: ShownRound) -> bool:
    rated = latest.ratings.get(check.id)
    return rated is None or rated.rating is None


def _named(label: str, figure: int, checks: Sequence[Check], words: AuditWords) -> Iterator[Node]:
    yield para([strong(text(label)), *text(f": rated {words.rating(figure)}")])
    yield _list(checks)


def _list(checks: Sequence[Check]) -> Node:
    items = [[plain(_check_link(check))] for check in checks[:_MOST_NAMED]]
    if len(checks) > _MOST_NAMED:
        items.append([plain(text(f"and {len(checks) - _MOST_NAMED} more"))])
    return {"t": "BulletList", "c": items}


def _check_link(check: Check) -> list[Node]:
    return [link(text(f"{check.number} {check.words}"), f"#{anchor(check.id)}")]


def _trend_chart(words: AuditWords) -> TrendChart:
    shown = words.shown
    rounds = shown.rounds[-_ROUNDS_IN_A_CHART:]
    panels = []
    for at, domain in enumerate(shown.domains):
        points = tuple(Point(words.short_day(each.on), words.share(each.averages[at]), each.averages[at].shown) for each in rounds)
        panels.append(Panel(_domain_title(shown, domain), points))
    name = f"Average rating by domain, {words.day(rounds[0].on)} to {words.day(rounds[-1].on)}"
    said = "; ".join(f"{panel.label}: {', '.join(f'{each.label} {each.words or NOT_RATED}' for each in panel.points)}" for panel in panels)
    return TrendChart(name, f"Line charts, one for each domain. {name}. {said}.", marks(words), tuple(panels))


def _trend_tables(words: AuditWords) -> Iterator[Node]:
    """Yield the averages of all rounds, the latest first, a few in each table."""
    shown = words.shown
    rounds = shown.rounds[::-1]
    for start in range(0, len(rounds), _ROUNDS_IN_A_TABLE):
        some = rounds[start : start + _ROUNDS_IN_A_TABLE]
        head = [text("Domain"), *(text(words.day(each.on)) for each in some)]
        rows = [
            [_domain_link(domain, shown), *(text(_short(each.averages[at])) for each in some)] for at, domain in enumerate(shown.domains)
        ]
        rows.append([[strong(text("All checks"))], *(text(_short(each.whole)) for each in some)])
        earlier = ", earlier rounds" if start else ""
        yield table(head, rows, text(f"The same figures as a table, of {shown.audit.ratings[-1].figure}{earlier}"))


def _short(given: Average) -> str:
    return f"{given.shown} ({given.rated} of {given.asked} rated)" if given.figure is not None else NOT_RATED


def _actions(words: AuditWords) -> Iterator[Node]:
    actions = words.shown.actions
    if not actions:
        yield para(text("No actions are recorded."))
        return
    counts = [f"{sum(each.state is state for each in actions)} {state.value}" for state in State]
    yield para(text(f"On {words.day(words.shown.day)}: {', '.join(counts)}."))
    rows = []
    for each in actions:
        state = words.state(each.action)
        marked = [strong(text(state.capitalize()))] if each.state is State.OVERDUE else text(state.capitalize())
        check = _check_link(each.check) if each.check is not None else text("a check that this audit no longer has")
        rows.append([text(each.action.do), text(each.action.owner), text(words.day(each.action.by)), marked, check])
    yield table([text(each) for each in ("Action", "Who", "By", "State", "Check")], rows, text("Actions, overdue ones first"))

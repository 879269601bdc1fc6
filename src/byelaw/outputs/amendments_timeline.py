"""Since when a document's sections read as they do: in which amendments something in each changed, who decided it, and why.

A section may have had another id then, stood in another document, or been one with another: what became of old ids says where it is now.
What was taken out is told of the section that it stood in. What is of no section of today is told of the page as a whole: nothing is lost.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from byelaw.core.comparing.changes import DocumentChange, DocumentKind, Spot
from byelaw.core.comparing.compare import Comparison
from byelaw.core.comparing.trees import new_of, old_of
from byelaw.core.declarations import Fate
from byelaw.core.names import DocumentId, anchor
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Nodes, stringify
from byelaw.outputs.redline_html_register import Row

_MOST_REASONS = 3
_NAMED = re.compile(r"\['([a-z0-9][^' ]*)', \[")
WHOLE = ""
"""The section that stands for the page as a whole."""


@dataclass(frozen=True, slots=True)
class SectionStep:
    """An amendment in which something in a section changed. `count` is 0 where the whole document was new."""

    words: str
    href: str
    count: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionHistory:
    """A section, and when its words changed, the newest first. Without any, it reads as it did in the oldest release known."""

    title: str
    href: str
    steps: tuple[SectionStep, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An amendment as the timeline needs it. `href` says where a change is shown, by its number and document."""

    title: str
    comparison: Comparison
    rows: tuple[Row, ...]
    href: Callable[[int, DocumentId], str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The sections of a document: titles by anchor, and the section that each anchor stands in."""

    titles: Mapping[str, str]
    within: Mapping[str, str]


@dataclass(slots=True)
class _Ways:
    """Where places of any version are today."""

    plans: Mapping[DocumentId, _Plan]
    became: Mapping[str, tuple[str, ...]]
    then: dict[tuple[int, DocumentId, bool], _Plan] = field(default_factory=dict)

    def today(self, document: str, name: str, seen: frozenset[str] = frozenset()) -> Iterator[tuple[DocumentId, str]]:
        """Yield the documents and sections where a name of a document, as an anchor, is today."""
        address = f"{document}#{name}" if name else document
        if address in seen:
            return
        plan = self.plans.get(DocumentId(document))
        if plan is not None and name in plan.within:
            yield DocumentId(document), plan.within[name]
        elif plan is not None and not name:
            yield DocumentId(document), WHOLE
        onward = self.became.get(address) or tuple(f"{each}#{name}" for each in self.became.get(document, ()) if name and "#" not in each)
        for each in onward:
            there, _, called = each.partition("#")
            yield from self.today(there, called, seen | {address})

    def of(self, spot: Spot, chapter: Chapter, at: int) -> set[tuple[DocumentId, str]]:
        """Return where a place of a change is today; the page as a whole if no section of today is it."""
        found = set(self.today(spot.document, spot.anchor))
        for is_new in (True, False) if not found and spot.anchor else ():
            section = self._then(chapter, at, spot.document, is_new=is_new).within.get(spot.anchor)
            found |= set(self.today(spot.document, section)) if section else set()
        return found or set(self.today(spot.document, ""))

    def _then(self, chapter: Chapter, at: int, document: DocumentId, *, is_new: bool) -> _Plan:
        """Return the sections that a document had on one side of an amendment."""
        key = (at, document, is_new)
        if key not in self.then:
            documents = chapter.comparison.documents.values()
            found = next((each for each in documents if (each.id if is_new else each.old_id) == document), None)
            body = () if found is None else new_of(found.merged.blocks) if is_new else old_of(found.merged.blocks)
            self.then[key] = _plan(body)
        return self.then[key]


def histories(
    documents: Sequence[PublishedDocument], chapters: Sequence[Chapter], fates: Mapping[str, Fate]
) -> dict[str, tuple[SectionHistory, ...]]:
    """Return the sections of each document, by its file name, with the amendments that changed them, the newest first."""
    plans = {each.id: _plan(each.body) for each in documents}
    ways = _Ways(plans, {_as_anchors(each.address): tuple(map(_as_anchors, each.became)) for each in fates.values()})
    found: dict[tuple[DocumentId, str], list[SectionStep]] = {}
    born: set[DocumentId] = set()
    for at, chapter in enumerate(chapters):
        new = {name: row for name, row in _new_documents(chapter, plans).items() if name not in born}
        for place, rows in _by_place(chapter, at, ways).items():
            if place[0] not in new:
                step = SectionStep(_low(chapter.title), chapter.href(rows[0].number, place[0]), len(rows), _reasons(rows))
                found.setdefault(place, []).append(step)
        for document, row in new.items():
            step = SectionStep(f"new in {_low(chapter.title)}", chapter.href(row.number, document), 0)
            found.setdefault((document, WHOLE), []).append(replace(step, reasons=_reasons([row])))
            for name in plans[document].titles:
                found.setdefault((document, name), []).append(step)
        born |= new.keys()
    return {each.file_name: tuple(_sections(each, plans[each.id], found)) for each in documents}


def _by_place(chapter: Chapter, at: int, ways: _Ways) -> dict[tuple[DocumentId, str], list[Row]]:
    """Return the changes of an amendment that somebody wrote by the document and section that they are in today."""
    rows: dict[tuple[DocumentId, str], list[Row]] = {}
    for row in (each for each in chapter.rows if not each.is_number_only):
        for place in sorted({place for spot in row.spots for place in ways.of(spot, chapter, at)}):
            rows.setdefault(place, []).append(row)
    return rows


def _sections(
    document: PublishedDocument, plan: _Plan, found: Mapping[tuple[DocumentId, str], list[SectionStep]]
) -> Iterator[SectionHistory]:
    whole = tuple(found.get((document.id, WHOLE), ()))
    if whole:
        yield SectionHistory("The page as a whole, and what is gone from it", "", whole)
    for name, title in plan.titles.items():
        yield SectionHistory(title, f"#{name}", tuple(found.get((document.id, name), ())))


def _new_documents(chapter: Chapter, plans: Mapping[DocumentId, _Plan]) -> dict[DocumentId, Row]:
    rows = (each for each in chapter.rows if isinstance(each.change, DocumentChange) and each.change.kind is DocumentKind.ADDED)
    return {row.about.new.document: row for row in rows if row.about.new is not None and row.about.new.document in plans}


def _reasons(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return who decided changes, and why, each once."""
    causes = [each.about.cause for each in rows]
    explained = {each.name for each in causes if each.because}
    said = (f"{each.name}: {each.because}" if each.because and each.name else each.because or each.name for each in causes)
    every = [each for each in dict.fromkeys(said) if each and each not in explained]
    more = len(every) - _MOST_REASONS
    return (*every[:_MOST_REASONS], *([f"and {more} more {'reason' if more == 1 else 'reasons'}"] if more > 0 else []))


def _plan(body: Nodes) -> _Plan:
    """Return the sections of a document's text, without its appendices."""
    titles: dict[str, str] = {}
    within: dict[str, str] = {}
    here = ""
    for node in body:
        if node["t"] == "Header":
            _, (name, classes, _), inlines = node["c"]
            if "appendix" in classes:
                break
            here = name
            titles[name] = stringify(inlines)
            within[name] = name
        elif node["t"] in {"Div", "Table", "Figure"}:
            within |= dict.fromkeys(_NAMED.findall(str(node["c"])), here)
    return _Plan(titles, within)


def _as_anchors(address: str) -> str:
    document, _, block = address.partition("#")
    return f"{document}#{anchor(block)}" if block else document


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]

"""The checks of content, each text once, where it was written: the rules, and the run over a project."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from byelaw.core.contents import personal, wording
from byelaw.core.contents.acronyms import explained_in, undefined
from byelaw.core.contents.ground import Ground, ground_of, known_in
from byelaw.core.contents.passages import Finding, Part, Passage, problem_of
from byelaw.core.contents.placeholders import placeholders
from byelaw.core.contents.prose import Home, passages_of
from byelaw.core.contents.reading import long_sentences
from byelaw.core.contents.reviews import review_problems
from byelaw.core.contents.sections import section_figures
from byelaw.core.contents.speaking import speaker_of
from byelaw.core.declarations import Waiver
from byelaw.core.editions import Edition
from byelaw.core.merging.waivers import Waivers
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Problem, Severity, warning
from byelaw.core.projects import Project

Find: TypeAlias = Callable[[Passage, Ground], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule about words: the code of what it finds, how much that matters, and the finding."""

    code: str
    severity: Severity
    find: Find


def _real(passage: Passage, ground: Ground) -> Iterable[Finding]:
    return personal.real(passage, ground.checks.public, ground.language) if ground.checks.is_fictional else ()


def _real_addresses(passage: Passage, ground: Ground) -> Iterable[Finding]:
    return personal.real_addresses(passage, ground.checks.public) if ground.checks.is_fictional else ()


RULES: tuple[Rule, ...] = (
    Rule("placeholder", Severity.ERROR, lambda passage, ground: placeholders(passage, ground.checks.placeholders)),
    Rule("personal-number", Severity.ERROR, lambda passage, _: personal.numbers(passage)),
    Rule("personal-name", Severity.WARNING, lambda passage, ground: personal.names(passage, ground.known)),
    Rule("real-number", Severity.ERROR, _real),
    Rule("real-address", Severity.ERROR, _real_addresses),
    Rule("leaked-word", Severity.WARNING, lambda passage, ground: wording.leaked(passage, ground.words)),
    Rule("leaked-word", Severity.WARNING, lambda passage, ground: wording.cited(passage, ground.foreign)),
    Rule("unlinked-term", Severity.WARNING, lambda passage, ground: wording.unlinked(passage, ground.words)),
    Rule("discouraged-term", Severity.WARNING, lambda passage, ground: wording.discouraged(passage, ground.words)),
    Rule("withdrawn-reference", Severity.WARNING, lambda passage, ground: wording.withdrawn(passage, ground.words)),
    Rule("long-sentence", Severity.WARNING, lambda passage, ground: long_sentences(passage, ground.checks.longest_sentence)),
)
"""Every rule that judges a passage by itself, in the order of the reference."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found, and the exceptions that they needed."""

    problems: tuple[Problem, ...] = ()
    used: frozenset[Waiver] = frozenset()


def content_problems(project: Project, editions: Mapping[LayerId, Edition], data: Sequence[Passage], day: date) -> Checked:
    """Return what is wrong with the words of the working copy: its prose, and its `data` (the passages of YAML files and drawings).

    A problem belongs to the layer that wrote the text: one in the framework concerns all, one in a localisation it and those below.
    """
    layers = [layer for layer in (FRAMEWORK, *project.localisations) if layer in editions]
    written = {layer: (*_prose(editions[layer], day), *(each for each in data if each.layer == layer)) for layer in layers}
    known = known_in(project, (passage for each in written.values() for passage in each))
    explained = {layer: _explained(written[layer]) for layer in layers}
    problems: list[Problem] = []
    used: set[Waiver] = set()
    for layer in layers:
        edition = editions[layer]
        above = [explained[each] for each in (FRAMEWORK, *(link.id for link in edition.chain[:-1])) if each in explained and each != layer]
        ground = replace(ground_of(edition, project, known, day), explained=_merged(above))
        found, needed = _accepted(_layer_problems(edition, written[layer], ground, day), edition, day)
        problems.extend(found)
        used |= needed
    return Checked(tuple(problems), frozenset(used))


def _prose(edition: Edition, day: date) -> tuple[Passage, ...]:
    """Return the passages of prose that the edition's own layer wrote, also those whose time has not come or is over."""
    speaker = speaker_of(edition, day)
    found: list[Passage] = []
    for document in edition.documents.values():
        home = Home(document.id, edition.id, speaker, (document.title,))
        found.extend(passages_of(document.blocks, home))
    for written in edition.chain[-1].changes if edition.chain else ():
        home = Home(written.document, edition.id, speaker)
        for change in written.changes:
            if not change.account.applies(day):
                found.extend(passages_of(tuple(each for each in (change.text, change.note) if each is not None), home))
    return tuple(found)


def _explained(passages: Iterable[Passage]) -> dict[str, frozenset[str]]:
    """Return which abbreviations are explained where: by document, and under the empty name anywhere."""
    found: dict[str, frozenset[str]] = {}
    for passage in passages:
        here = explained_in(passage.words)
        for name in {passage.document, ""} if here else ():
            found[name] = found.get(name, frozenset()) | here
    return found


def _merged(above: Iterable[Mapping[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    merged: dict[str, frozenset[str]] = {}
    for each in above:
        for name, acronyms in each.items():
            merged[name] = merged.get(name, frozenset()) | acronyms
    return merged


def _layer_problems(edition: Edition, passages: Sequence[Passage], ground: Ground, day: date) -> Iterator[Problem]:
    for passage in passages:
        for rule in RULES:
            for finding in rule.find(passage, ground):
                yield problem_of(rule.code, rule.severity, passage, finding)
    yield from _acronyms(passages, ground)
    yield from _strengths(edition, passages)
    yield from _hard_sections(edition, passages, ground)
    yield from review_problems(edition, day)
    yield from _sources(edition, day)


def _acronyms(passages: Sequence[Passage], ground: Ground) -> Iterator[Problem]:
    """Yield abbreviations in the order of reading: one that is explained on the way is known from there on. Said once a document."""
    all_own = _explained(passages)
    on_the_way: dict[str, frozenset[str]] = {}
    told: set[tuple[str, str]] = set()
    for passage in passages:
        above = ground.explained.get(passage.document, frozenset())
        whole = all_own.get(passage.document, frozenset())
        is_in_order = bool(passage.document) and passage.part not in (Part.TITLE, Part.DATA)
        known = ground.acronyms | above | (on_the_way.get(passage.document, frozenset()) if is_in_order else whole)
        for finding in undefined(passage, known, ground.words.titles):
            if not passage.document or (passage.document, finding.words) not in told:
                told.add((passage.document, finding.words))
                yield problem_of("undefined-acronym", Severity.WARNING, passage, finding)
        if is_in_order:
            on_the_way[passage.document] = on_the_way.get(passage.document, frozenset()) | explained_in(passage.words)


def _strengths(edition: Edition, passages: Sequence[Passage]) -> Iterator[Problem]:
    """Yield statements that do not say how strongly they bind: where the mark is a word (`must`), it stands in the sentence."""
    strengths = edition.framework.declarations.strengths
    said: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.strength in strengths:
            said.setdefault(passage.address, []).append(passage)
    for address, group in said.items():
        strength = strengths[group[0].strength]
        if strength.id != strength.name.lower():  # its name is no word of a sentence, such as "Recommended"
            continue
        words = " ".join(each.words for each in group).lower().split()
        if strength.name.lower() not in {each.strip(".,;:()[]") for each in words}:
            message = f"'{address.partition('#')[2]}' is marked '{strength.id}' and does not say '{strength.name.lower()}'"
            found = warning("strength-word", group[0].place, message, "write it into the sentence, or mark the text as what it is")
            yield replace(found, address=address)


def _hard_sections(edition: Edition, passages: Sequence[Passage], ground: Ground) -> Iterator[Problem]:
    most = ground.checks.reading_level
    for document in edition.documents.values():
        for block, figure in section_figures(document, passages, edition.id):
            if figure.level is not None and figure.level > most:
                message = f"the section '{figure.title}' has the reading level {figure.level:g}; {most} is the most"
                found = warning("hard-section", block.place, message, "use shorter words and shorter sentences")
                yield replace(found, address=figure.section)


def _sources(edition: Edition, day: date) -> Iterator[Problem]:
    """Yield values and terms whose source is no longer in force."""
    if edition.chain:
        return
    declared = edition.framework.declarations
    sources = [(each.source, each.place, name) for name, each in declared.values.items()]
    sources += [(each.source, each.place, f"term:{name}") for name, each in declared.terms.items()]
    for source, place, address in sources:
        reference = declared.references.get(source)
        if reference is not None and reference.withdrawn is not None and reference.withdrawn <= day:
            hint = f"give '{reference.replaced_by}' instead" if reference.replaced_by else ""
            found = warning("withdrawn-reference", place, f"'{source}' was withdrawn on {reference.withdrawn}", hint)
            yield replace(found, address=address, second=reference.place, second_note=f"'{source}'")


def _accepted(problems: Iterable[Problem], edition: Edition, day: date) -> tuple[list[Problem], set[Waiver]]:
    """Return the problems that no exception accepts, as problems of the edition's layer, and the exceptions needed."""
    chain = tuple(each.id for each in edition.chain)
    held = (*edition.framework.declarations.waivers, *(waiver for each in edition.chain for waiver in each.waivers))
    waivers = Waivers(held, chain, day)
    remaining = [each for each in problems if not waivers.accept(each)]
    name = "" if edition.id == FRAMEWORK else edition.id
    shown = (FRAMEWORK, *chain) if chain else ()
    return [replace(each, edition=name, chain=shown) for each in (*remaining, *waivers.problems)], waivers.used

"""Conditions that can hold nowhere: text that no edition would ever show."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from byelaw.core.blocks import Block, Document, every_block
from byelaw.core.editions import Edition
from byelaw.core.finishing.settling import Facts, condition_words, facts_of, verdict
from byelaw.core.localisations import Localisation
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Problem, error, warning
from byelaw.core.projects import Project


def idle_conditions(project: Project, editions: Mapping[LayerId, Edition]) -> Iterator[Problem]:
    """Yield a problem for each condition that holds in no edition that reads the text: an error in a change, a warning in the framework.

    Editions that stay on a release count too: they will read the text when they move, with the facts that they set now.
    """
    facts = {name: facts_of(edition) for name, edition in editions.items()}
    everywhere = [each for name, each in facts.items() if name != FRAMEWORK]
    if everywhere:
        yield from _idle(_framework_blocks(project), everywhere, project, None)
    for localisation in project.localisations.values():
        below = [facts[name] for name, edition in editions.items() if localisation.id in {each.id for each in edition.chain}]
        yield from _idle(_own_blocks(localisation), below, project, localisation)


def _framework_blocks(project: Project) -> Iterator[Block]:
    for document in project.framework.documents.values():
        yield from _blocks(document)


def _blocks(document: Document) -> Iterator[Block]:
    yield from every_block(document.blocks)


def _own_blocks(localisation: Localisation) -> Iterator[Block]:
    for changes in localisation.changes:
        for change in changes.changes:
            yield from every_block(tuple(each for each in (change.text, change.note) if each is not None))
    for document, _ in localisation.additions:
        yield from _blocks(document)


def _idle(blocks: Iterable[Block], facts: Iterable[Facts], project: Project, localisation: Localisation | None) -> Iterator[Problem]:
    known = list(facts)
    for block in blocks:
        if block.when is None or any(verdict(block.when, each) is not False for each in known):
            continue
        declared = project.framework.declarations if localisation is None else project.root(localisation).declarations
        words = condition_words(block.when, declared)
        message = f"the condition of '{block.id}' holds in no edition ({words})"
        if localisation is None:
            yield warning("idle-condition", block.place, message, "no area sets these facts; is the text still wanted?")
        else:
            found = error("idle-condition", block.place, message, "take the text out, or set the fact")
            yield replace(found, edition=localisation.id, chain=("framework", localisation.id))

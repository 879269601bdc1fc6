"""Finish one edition: make its blocks from records, then fill, number and link it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import jinja2

from byelaw.core.blocks import Block, map_blocks
from byelaw.core.declarations import Waiver
from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished, blocks_with_templates, finish
from byelaw.core.finishing.settling import settle
from byelaw.core.merging.waivers import Waivers
from byelaw.core.problems import Problem
from byelaw.core.projects import Project
from byelaw.core.releases import papers_of
from byelaw.sources.block_templates import markdown_of
from byelaw.sources.prose import ProseRequest, Vocabulary, read_prose
from byelaw.tools.pandoc import PandocPool


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished edition, its problems (those of the merge not among them), and the exceptions it needed."""

    finished: Finished
    problems: tuple[Problem, ...]
    used: frozenset[Waiver]


def finish_edition(edition: Edition, project: Project, day: date, templates: jinja2.Environment, pandoc: PandocPool) -> Ready:
    """Return the edition finished, with everything that is wrong in it."""
    settled = settle(edition)
    expanded, problems = _expand(settled.edition, templates, pandoc)
    finished = finish(replace(settled, edition=expanded), project.images, day)
    finished = replace(finished, papers=papers_of(edition.layers, project.ledger))
    chain = tuple(each.id for each in edition.chain)
    held = (*edition.framework.declarations.waivers, *(waiver for each in edition.chain for waiver in each.waivers))
    waivers = Waivers(held, chain, day)
    tagged = (replace(each, edition=edition.id, chain=("framework", *chain)) for each in problems)
    remaining = tuple(each for each in (*tagged, *finished.problems) if not waivers.accept(each))
    return Ready(finished, (*remaining, *waivers.problems), frozenset(waivers.used))


def _expand(edition: Edition, templates: jinja2.Environment, pandoc: PandocPool) -> tuple[Edition, tuple[Problem, ...]]:
    """Return the edition with the text of each block that names a template."""
    wanted = blocks_with_templates(edition)
    if not wanted:
        return edition, ()
    made = {(name, block.id): markdown_of(block, edition, templates) for name, block in wanted}
    declared = edition.framework.declarations
    vocabulary = Vocabulary(strengths=frozenset(declared.strengths), record_types=frozenset(declared.record_types))
    requests = [_request(name, block, made[name, block.id][0]) for name, block in wanted]
    blocks, problems = read_prose(requests, pandoc, vocabulary)

    def filled(name: str, block: Block) -> tuple[Block, ...]:
        children = blocks.get(f"{name}#{block.id}", ()) if block.template else ()
        return (replace(block, children=tuple(replace(each, layer=block.layer) for each in children)),) if block.template else (block,)

    names = {name for name, _ in wanted}
    documents = {
        name: replace(document, blocks=map_blocks(document.blocks, partial(filled, name))) if name in names else document
        for name, document in edition.documents.items()
    }
    return replace(edition, documents=documents), (*problems, *_all(found for _, found in made.values()))


def _request(name: str, block: Block, text: str) -> ProseRequest:
    return ProseRequest(f"{name}#{block.id}", f"templates/blocks/{block.template}.md.jinja", text, 1, block.layer)


def _all(groups: Iterable[tuple[Problem, ...]]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problem for group in groups for problem in group))

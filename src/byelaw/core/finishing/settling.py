"""The conditions pass: what does not hold in this edition goes; what is not decided at its tier stays, with its condition shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from byelaw.core.blocks import Block, Document, every_block, map_blocks
from byelaw.core.conditions import Condition, Test
from byelaw.core.declarations import Declarations
from byelaw.core.editions import Edition
from byelaw.core.finishing.ways import Onward, settle_ways
from byelaw.core.names import DocumentId


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an edition: those that are decided, with their values. A fact not decided here may still go either way below."""

    decided: Mapping[str, str]
    declared: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """An edition without what is not in it. `absent` says for each block or document that is gone which condition it failed.

    After this pass a block that still has a condition is one that is not decided at this tier.
    """

    edition: Edition
    facts: Facts
    absent: Mapping[tuple[str, str], Condition]


def facts_of(edition: Edition) -> Facts:
    """Return the facts of the edition: set in its chain, or decided by default because the tier that decides them is reached.

    A fact without `set-by` belongs to the lowest tier.
    """
    declarations = edition.framework.declarations
    rank = declarations.tier_rank(edition.tier)
    decided = {}
    for fact in declarations.facts.values():
        if fact.id in edition.facts:
            decided[fact.id] = edition.facts[fact.id]
        elif rank >= _deciding_rank(fact.set_by, declarations):
            decided[fact.id] = fact.default
    return Facts(decided)


def _deciding_rank(set_by: str, declarations: Declarations) -> int:
    return declarations.tier_rank(set_by) if set_by else len(declarations.tiers)


def verdict(condition: Condition | None, facts: Facts) -> bool | None:
    """Say whether the condition holds; None while it is not decided."""
    if condition is None:
        return True
    results = [_test(test, facts) for test in condition.tests]
    if condition.any_of:
        return True if True in results else None if None in results else False
    return False if False in results else None if None in results else True


def _test(test: Test, facts: Facts) -> bool | None:
    value = facts.decided.get(test.fact)
    return None if value is None else (value == test.value) != test.negated


def settle(edition: Edition) -> Settled:
    """Return the edition without omitted blocks and without what its facts exclude."""
    facts = facts_of(edition)
    absent: dict[tuple[str, str], Condition] = {}
    documents: dict[DocumentId, Document] = {}
    for document in edition.documents.values():
        outcome = verdict(document.when, facts)
        if document.when is not None and outcome is False:
            absent[document.id, ""] = document.when
            continue
        kept = _settled_blocks(_with_ways(document, edition, facts), facts, absent)
        documents[document.id] = replace(document, blocks=kept, when=None if outcome else document.when)
    return Settled(replace(edition, documents=documents), facts, absent)


def _with_ways(document: Document, edition: Edition, facts: Facts) -> Document:
    """Return the document with the ways of its pathways led past the steps that will go."""
    onward = {each.block: Onward(each.instead, each.step.layer) for each in edition.omissions if each.document == document.id}

    def stays(block: Block) -> bool:
        return not block.omitted and verdict(block.when, facts) is not False

    return replace(document, blocks=settle_ways(document.blocks, stays, onward))


def _settled_blocks(document: Document, facts: Facts, absent: dict[tuple[str, str], Condition]) -> tuple[Block, ...]:
    def settled(block: Block) -> tuple[Block, ...]:
        if block.omitted:
            return ()
        if block.notes:
            block = replace(block, notes=map_blocks(block.notes, settled))
        if block.when is None:
            return (block,)
        outcome = verdict(block.when, facts)
        if outcome is False:
            absent.update({(document.id, each.id): block.when for each in every_block((block,)) if each.id})
            return ()
        return (replace(block, when=None),) if outcome else (block,)

    return map_blocks(document.blocks, settled)


def condition_words(condition: Condition, declarations: Declarations) -> str:
    """Return the condition for readers: "Has a weekly panel: yes"."""
    parts = []
    for test in condition.tests:
        fact = declarations.facts.get(test.fact)
        name = fact.name if fact is not None else test.fact
        parts.append(f"{name}: {'not ' if test.negated else ''}{test.value}")
    return (" or " if condition.any_of else " and ").join(parts)

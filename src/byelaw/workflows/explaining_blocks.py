"""What `explain` says of a document or a block: its words here and above, every step of its origin, and why it is not there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from byelaw.core.blocks import Block, Operation, every_block, path_to
from byelaw.core.conditions import Condition
from byelaw.core.editions import Edition
from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.finishing.provenance import place, step
from byelaw.core.finishing.publish import Finished
from byelaw.core.finishing.settling import condition_words
from byelaw.core.merging.locks import hold_of
from byelaw.core.merging.targets import meant
from byelaw.core.names import FRAMEWORK, BlockId, DocumentId, near, qualified
from byelaw.workflows.asking import UnknownNameError, unknown
from byelaw.workflows.explaining_values import account_facts, dormancy, record_facts, value_facts
from byelaw.workflows.explaining_words import left_out, lines_of, words_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A block that is asked about: the edition merged and finished, those above it from the top, and its address."""

    edition: Edition
    finished: Finished
    above: tuple[Edition, ...]
    document: DocumentId
    block: BlockId


def asked_about(finished: Finished, merged: Edition, above: tuple[Edition, ...], address: str) -> Asked:
    """Return what an address means in the edition; an id without its layer may be that of any layer of the chain."""
    name, _, block = address.partition("#")
    document = _named(name, merged, above)
    return Asked(merged, finished, above, document, _block_named(block, document, merged, above))


def block_facts(asked: Asked) -> dict[str, Any]:
    """Return what is to be said of a block. Raises UnknownNameError for an id that never was, with the near ones."""
    absence = _absence(asked)
    here = _path(asked.finished.edition, asked) if not absence else ()
    merged = _path(asked.edition, asked)
    facts: dict[str, Any] = {"standing": "stands here", **(_present(asked, here) if here else {}), **absence}
    above = [_said_above(each, asked) for each in asked.above]
    return facts | {
        "above": above if here else [each | {"same": False} for each in above],
        "steps": [step(each) for each in (merged[-1].origin if merged else ())],
        "inside": _inside(merged[-1]) if here and merged else [],
        "notes": [step(note.origin[-1]) | {"says": words_of(note)} for note in (here[-1].notes if here else ()) if note.origin],
        "values": _values(merged, asked) if here else [],
        "records": _records(merged, asked) if here else [],
        "lock": _lock(merged, asked),
        "dormant": list(_dormant(asked)),
        "exceptions": list(_exceptions(asked)),
    }


def document_facts(asked: Asked) -> dict[str, Any]:
    """Return what is to be said of a document as a whole."""
    absence = _document_absence(asked)
    document = asked.edition.documents.get(asked.document)
    above = [each.documents.get(asked.document) for each in asked.above]
    facts: dict[str, Any] = {"standing": "stands here"} | absence
    if document is not None:
        known = {"says": document.title, "layer": document.layer, "place": place(document.place), "owner": document.owner}
        facts |= known | {"review": document.review.isoformat(), "optional": document.optional}
        facts["steps"] = [step(each) for each in document.origin]
        facts["inside"] = [found for block in document.blocks for found in _changed(block, ())]
    layers = (FRAMEWORK, *(each.id for each in asked.edition.chain))
    facts["above"] = [{"layer": layer, "says": found.title if found else ""} for layer, found in zip(layers, above, strict=False)]
    return facts | {"dormant": list(_dormant(asked)), "exceptions": list(_exceptions(asked))}


def _named(name: str, merged: Edition, above: tuple[Edition, ...]) -> DocumentId:
    known = {*merged.documents, *merged.withdrawals, *(each for edition in above for each in edition.documents)}
    for layer in ("", *(f"{each.id}:" for each in reversed(merged.chain))):
        if DocumentId(layer + name) in known:
            return DocumentId(layer + name)
    raise unknown(name, "document", known)


def _block_named(block: str, document: DocumentId, merged: Edition, above: tuple[Edition, ...]) -> BlockId:
    ids = _ids(document, (merged, *above))
    for layer in (FRAMEWORK, *(each.id for each in reversed(merged.chain))):
        if qualified(layer, block) in ids:
            return BlockId(qualified(layer, block))
    return meant(block, merged.id, ids)


def _ids(document: DocumentId, editions: Sequence[Edition]) -> frozenset[str]:
    found = (each.documents[document] for each in editions if document in each.documents)
    return frozenset(block.id for each in found for block in every_block(each.blocks) if block.id)


def _path(edition: Edition, asked: Asked) -> tuple[Block, ...]:
    document = edition.documents.get(asked.document)
    return path_to(document.blocks, asked.block) if document is not None else ()


def _present(asked: Asked, here: tuple[Block, ...]) -> dict[str, Any]:
    block, document = here[-1], asked.edition.documents[asked.document]
    merged = _path(asked.edition, asked)[-1]
    numbers = asked.finished.numbers[asked.document]
    found = {
        "says": words_of(block),
        "lines": _said(block, None),
        "left-out": list(_left_out(merged, asked)),
        "layer": block.layer,
        "place": place(block.place),
        "form": str(block.form),
        "number": numbers.sections.get(block.id, ""),
        "strength": block.strength,
        "who": list(block.who),
        "sources": list(block.sources),
        "title": document.title,
    }
    if merged.when is not None:
        decided = "holds here" if block.when is None else "is decided at a lower tier"
        words = condition_words(merged.when, asked.edition.framework.declarations)
        found["condition"] = {"when": merged.when.written, "words": words, "verdict": decided}
    return found


def _absence(asked: Asked) -> dict[str, Any]:
    """Return why the block is not in the edition; empty when it is there."""
    gone = _document_absence(asked)
    if gone:
        return gone
    path = _path(asked.edition, asked)
    condition = asked.finished.targets.absent.get((asked.document, asked.block))
    if condition is not None:
        return _conditional(condition, asked)
    left_out = next((each for each in path if each.omitted), None)
    if left_out is not None:
        last = left_out.origin[-1]
        return {"standing": "left out", "why": f"{last.layer} left out '{left_out.id}': {last.because}", "where": place(last.place)}
    return {} if path else _never_or_gone(asked)


def _never_or_gone(asked: Asked) -> dict[str, Any]:
    found = next((each for each in asked.edition.omissions if (each.document, each.block) == (asked.document, asked.block)), None)
    if found is not None:
        said = "left out" if found.step.operation is Operation.OMIT else "replaced"
        instead = f" Read {found.instead} instead." if found.instead else ""
        return {"standing": said, "why": f"{said} by {found.step.layer}: {found.step.because}{instead}", "where": place(found.step.place)}
    fate = asked.edition.fates.get(f"{asked.document}#{asked.block}")
    if fate is not None:
        became = f"It became {' and '.join(fate.became)}." if fate.became else "It was retired."
        return {"standing": "gone", "why": f"{became} {fate.because}", "where": place(fate.place)}
    raise _unknown_block(asked)


def _unknown_block(asked: Asked) -> UnknownNameError:
    ids = _ids(asked.document, (asked.edition, *asked.above))
    elsewhere = [each.id for each in asked.edition.documents.values() if path_to(each.blocks, asked.block)]
    if elsewhere and not near(asked.block, ids):
        return UnknownNameError(f"there is no block '{asked.block}' in '{asked.document}'; it is in {', '.join(elsewhere)}")
    return unknown(asked.block, f"block of '{asked.document}' called", ids)


def _document_absence(asked: Asked) -> dict[str, Any]:
    withdrawn = asked.edition.withdrawals.get(asked.document)
    if withdrawn is not None:
        instead = f" Read '{withdrawn[0].instead}' instead." if withdrawn[0].instead else ""
        why = f"{withdrawn[1].id} opted out of '{asked.document}': {withdrawn[0].account.because}{instead}"
        return {"standing": "withdrawn", "why": why, "where": place(withdrawn[0].place)}
    condition = asked.finished.targets.absent.get((asked.document, ""))
    return _conditional(condition, asked) if condition is not None else {}


def _conditional(condition: Condition, asked: Asked) -> dict[str, Any]:
    declarations = asked.edition.framework.declarations
    decided = asked.finished.lookups.facts.decided
    now = ", ".join(f"{test.fact}={decided[test.fact]}" for test in condition.tests if test.fact in decided)
    why = f"it is there only where {condition_words(condition, declarations)} ({condition.written}); here {now}"
    said = [each.facts[test.fact].place for each in asked.edition.chain for test in condition.tests if test.fact in each.facts]
    facts = [declarations.facts[test.fact].place for test in condition.tests if test.fact in declarations.facts]
    where = (said or facts)[-1:]
    return {"standing": "excluded by its condition", "why": why, "where": place(where[0]) if where else None}


def _said_above(edition: Edition, asked: Asked) -> dict[str, Any]:
    path = _path(edition, asked)
    is_there = bool(path) and not any(each.omitted for each in path)
    says = words_of(path[-1]) if is_there else ""
    merged = _path(asked.edition, asked)
    same = is_there and bool(merged) and not merged[-1].omitted and says == words_of(merged[-1])
    where = place(path[-1].place) if is_there else None
    lines = _said(path[-1], asked.finished.lookups) if is_there else []
    return {"layer": edition.id, "says": says, "lines": lines, "there": is_there, "same": same, "place": where}


def _said(block: Block, lookups: Lookups | None) -> list[dict[str, str]]:
    return [{"id": line.id, "words": line.words} for line in lines_of(block, lookups)]


def _left_out(merged: Block, asked: Asked) -> Iterator[dict[str, str]]:
    """Yield the blocks inside that the edition's facts leave out, and what decided it."""
    facts, decided = asked.edition.framework.declarations.facts, asked.finished.lookups.facts.decided
    absent = frozenset(block for document, block in asked.finished.targets.absent if document == asked.document)
    for block in left_out(merged, absent):
        tests = block.when.tests if block.when is not None else ()
        names = ((facts[test.fact].name if test.fact in facts else test.fact, decided.get(test.fact, "")) for test in tests)
        yield {"block": block.id, "why": " and ".join(f"'{name}' is {value}" for name, value in names if value)}


def _inside(block: Block) -> list[dict[str, Any]]:
    return [found for child in block.children for found in _changed(child, block.origin)]


def _changed(block: Block, around: Sequence[object]) -> Iterator[dict[str, Any]]:
    """Yield each step inside once, at the outermost block that it made."""
    if block.id:
        yield from ({"block": block.id, **step(each)} for each in block.origin if each not in around)
    for child in block.children:
        yield from _changed(child, (*around, *block.origin))


def _names(merged: tuple[Block, ...]) -> list[str]:
    blocks = every_block((merged[-1], *merged[-1].notes))
    names = [name for each in blocks for name in (*each.title_uses.lookups, *each.uses.lookups, *each.uses.links, *each.records)]
    return list(dict.fromkeys(names))


def _values(merged: tuple[Block, ...], asked: Asked) -> list[dict[str, Any]]:
    declared = asked.edition.framework.declarations.values
    return [value_facts(name, asked.finished.lookups) for name in _names(merged) if name in declared]


def _records(merged: tuple[Block, ...], asked: Asked) -> list[dict[str, Any]]:
    """Return the records that the text looks up or links to."""
    types = asked.edition.framework.declarations.record_types
    found: dict[tuple[str, str], None] = {}
    for name in _names(merged):
        kind, _, rest = name.replace(":", ".", 1).partition(".")
        record = rest.partition(".")[0]
        if kind in types and record:
            found.setdefault((kind, record))
    return [record_facts(kind, name, asked.finished.lookups) for kind, name in found]


def _lock(merged: tuple[Block, ...], asked: Asked) -> Mapping[str, Any] | None:
    document = asked.edition.documents.get(asked.document)
    if document is None or not merged:
        return None
    hold = hold_of(merged, document, asked.edition.framework.declarations)
    return {"lock": str(hold.lock), "by": hold.layer, "place": place(hold.place)}


def _dormant(asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield the changes that do not apply on the day."""
    for localisation in asked.edition.chain:
        for written in localisation.changes:
            for change in written.changes if written.document == asked.document else ():
                why = dormancy(change.account, asked.finished.lookups.day)
                target = meant(change.target, localisation.id, (asked.block,))
                if why and asked.block in ("", target, qualified(localisation.id, change.target)):
                    facts = {"layer": localisation.id, "block": target, "operations": [str(each) for each in change.operations]}
                    yield facts | {"why": why, "place": place(change.place)} | account_facts(change.account)


def _exceptions(asked: Asked) -> Iterator[dict[str, Any]]:
    address = f"{asked.document}#{asked.block}" if asked.block else asked.document
    chain = asked.edition.chain
    for waiver in (*asked.edition.framework.declarations.waivers, *(each for layer in chain for each in layer.waivers)):
        if waiver.at == address and waiver.for_localisation in ("", *(each.id for each in chain)):
            said = {"code": waiver.code, "because": waiver.because, "by": waiver.by, "until": waiver.until.isoformat()}
            yield said | {"place": place(waiver.place)}

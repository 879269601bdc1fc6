"""What readers are told of the versions they read: urgent changes that an edition does not have yet, and who signed its text off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from byelaw.core.blocks import NOWHERE, every_block, path_to
from byelaw.core.editions import Edition
from byelaw.core.finishing.wording import day_words
from byelaw.core.merging.targets import meant, own_ids
from byelaw.core.names import FRAMEWORK, BlockId, DocumentId, LayerId, anchor, near, qualified
from byelaw.core.problems import Problem, error
from byelaw.core.releases import Layer, Outstanding, Papers, Signed, Urgent
from byelaw.core.tree import Node, div, para, text, walk

_WITH_ATTRIBUTES = frozenset({"Div", "Span", "Table", "Figure", "CodeBlock", "Link", "Image"})


@dataclass(frozen=True, slots=True)
class Notice:
    """An urgent change as readers are told of it. Without a document it concerns the edition as a whole, without a block the document."""

    title: str
    words: str
    document: DocumentId | None = None
    block: BlockId = NOWHERE


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an address leads in an edition: a block, or without one a document."""

    document: DocumentId
    block: BlockId = NOWHERE


def notices_of(papers: Papers, edition: Edition) -> tuple[Notice, ...]:
    """Return the urgent changes that the edition does not have, each at its block, else at its document, else at neither."""
    language = edition.framework.declarations.language
    return tuple(_notice(layer, each, edition, language) for layer, each in papers.outstanding)


def with_notices(body: Sequence[Node], notices: Iterable[Notice], document: DocumentId) -> list[Node]:
    """Return a laid-out document with its notices: under the heading of a section, before any other block, else at the top.

    A notice stands in no box of others: before the box that its block stands in.
    """
    at: dict[int, list[Node]] = {}
    for each in notices:
        if each.document == document:
            at.setdefault(_position(body, anchor(each.block)), []).append(_callout(each))
    result = list(at.get(0, ()))
    for place, node in enumerate(body, start=1):
        result += [node, *at.get(place, ())]
    return result


def is_shown(body: Sequence[Node], identifier: str) -> bool:
    """Tell whether a laid-out document has something of that identifier, which a link may lead to."""
    return any(_identifier(each) == identifier for each in walk(body))


def _position(body: Sequence[Node], identifier: str) -> int:
    """Return how many of the nodes stand before the notice of a block."""
    found = next((place for place, node in enumerate(body) if identifier and is_shown([node], identifier)), None)
    if found is None:
        return 0
    return found + 1 if body[found]["t"] == "Header" else found


def _identifier(node: Node) -> str:
    if node["t"] == "Header":
        return str(node["c"][1][0])
    return str(node["c"][0][0]) if node["t"] in _WITH_ATTRIBUTES else ""


def _callout(notice: Notice) -> Node:
    """Return a notice as a callout: its title on a line of its own, then the words."""
    title = div([para(text(notice.title))], classes=["callout-title"])
    return div([title, para(text(notice.words))], classes=["callout", "warning"])


def spot_of(at: str, layer: LayerId, edition: Edition) -> Spot | None:
    """Return where an address that the layer wrote leads; only the document where the block is gone, None where that is gone too."""
    written, _, block = at.partition("#")
    own = DocumentId(qualified(layer, written))
    plain = DocumentId(written.removeprefix(f"{FRAMEWORK}:"))
    document = edition.documents.get(own) or edition.documents.get(plain)
    if document is None:
        return None
    wanted = meant(block, layer, own_ids(document.blocks, layer)) if block else NOWHERE
    path = path_to(document.blocks, wanted) if wanted else ()
    is_there = bool(path) and not any(each.omitted for each in path)
    return Spot(document.id, wanted if is_there else NOWHERE)


def formerly(at: str, layer: LayerId, edition: Edition) -> tuple[str, ...]:
    """Return the old addresses that became this one, at once or in several steps, so that older text is found."""
    spot = spot_of(at, layer, edition)
    if spot is None:
        return ()
    known = [f"{spot.document}#{spot.block}" if spot.block else spot.document]
    for each in known:
        known.extend(old for old, fate in sorted(edition.fates.items()) if each in fate.became and old not in known)
    return tuple(known[1:])


def address_problems(urgent: Iterable[Urgent], layer: LayerId, edition: Edition) -> Iterator[Problem]:
    """Yield `urgent-nowhere` for each urgent change whose address leads nowhere in the edition that is to be released."""
    for each in urgent:
        spot = spot_of(each.at, layer, edition)
        if spot is not None and (spot.block or "#" not in each.at):
            continue
        close = near(each.at, _addresses(edition))
        hint = f"did you mean '{close[0]}'?" if close else "write `document#block`, or only the document"
        yield error("urgent-nowhere", each.place, f"there is no '{each.at}' to be changed", hint)


def _addresses(edition: Edition) -> Iterator[str]:
    for name, document in edition.documents.items():
        yield name
        yield from (f"{name}#{block.id}" for block in every_block(document.blocks) if block.id)


def _notice(layer: Layer, outstanding: Outstanding, edition: Edition, language: str) -> Notice:
    urgent, release = outstanding.urgent, outstanding.release
    day = f", {day_words(outstanding.day, language)}" if outstanding.day is not None else ""
    title = f"Urgent change in {layer.name} {release.version}{day}"
    said = urgent.text.strip()
    words = f"{said}{'' if said.endswith(('.', '!', '?')) else '.'} This edition still follows {outstanding.followed}."
    spots = [spot_of(at, release.layer, edition) for at in (urgent.at, *urgent.formerly)]
    best = next((each for each in spots if each is not None and each.block), None) or next((each for each in spots if each), None)
    return Notice(title, words, best.document, best.block) if best is not None else Notice(title, words)


def signing_words(papers: Papers, language: str) -> tuple[str, ...]:
    """Return a sentence for each layer and post: who signed it off, or that it changed since, or that nobody did."""
    return tuple(words for layer, found in papers.signed for words in _signing(layer, found, language))


def _signing(layer: Layer, found: Sequence[Signed], language: str) -> Iterator[str]:
    name = f"{layer.name} {layer.version}" if layer.version else layer.name
    for each in found:
        state = "signed off by" if each.is_current else "changed since sign-off by"
        yield f"{name}: {state} {each.by.role}, {each.by.organisation} on {day_words(each.by.on, language)}"
    if not found:
        yield f"{name}: no sign-off recorded"

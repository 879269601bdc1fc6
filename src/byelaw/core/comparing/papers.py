"""What is said of whole documents, and of the edition itself: added, removed, retitled, owner, review, approval, facts."""

from collections.abc import Iterator, Sequence

from byelaw.core.blocks import Document, Operation, Step
from byelaw.core.comparing.causes import Pairing, cause_of
from byelaw.core.comparing.changes import About, Cause, Count, DocumentChange, DocumentKind, Spot, Weight
from byelaw.core.comparing.deeds import accounts, is_inherited, same_deeds
from byelaw.core.comparing.folding import said_of
from byelaw.core.comparing.sides import Atlas
from byelaw.core.comparing.weighing import Lexicon, flags_of, is_editorial, text_of
from byelaw.core.declarations import Fate
from byelaw.core.finishing.settling import condition_words
from byelaw.core.names import FRAMEWORK, DocumentId
from byelaw.core.tree import Node

WHOLE = DocumentId("")
"""The address of what is said of the edition."""

_SHARED = frozenset({"notice", "summary", "language", "printed copy holds for", "known problems", "complaints"})
"""What the framework says of every edition."""


def edition_changes(old: Atlas, new: Atlas) -> Iterator[DocumentChange]:
    """Yield what is said of the edition: its owner, review date, notice and facts; and of the layers above it."""
    yield from _of_layers(old, new)
    before, after = dict(_of_edition(old)), dict(_of_edition(new))
    if old.edition.tier != new.edition.tier:  # what is not decided at a higher tier is no change at a lower one
        before, after = ({what: each[what] for what in each if what in other} for each, other in ((before, after), (after, before)))
    for what in dict.fromkeys((*after, *before)):
        if before.get(what, "") != after.get(what, ""):
            label = next((f"fact: {name}" for name in (_fact(new, what), _fact(old, what)) if name), what)
            weight = Weight.SUBSTANTIVE if what.startswith("fact: ") else Weight.EDITORIAL
            cause = _decided(old, new, what)
            about = About(Spot(WHOLE), Spot(WHOLE), weight, (), cause, rule=f"the {label} of the edition changed")
            yield DocumentChange(DocumentKind.METADATA, about, before.get(what, ""), after.get(what, ""), label)


def _of_layers(old: Atlas, new: Atlas) -> Iterator[DocumentChange]:
    """Yield who answers otherwise for the layers above that both stand on, and when they must be reviewed."""
    before = dict(old.said_of_layers())
    for layer, said in new.said_of_layers():
        if layer in before and layer != new.edition.id:
            cause = new.named_cause(layer, next((each.tier for each in new.edition.chain if each.id == layer), ""))
            for what in said:
                if before[layer][what] != said[what]:
                    about = About(Spot(WHOLE), Spot(WHOLE), Weight.EDITORIAL, (), cause, rule=f"the {what} of a layer above changed")
                    yield DocumentChange(DocumentKind.METADATA, about, before[layer][what], said[what], f"{what} of {cause.name}")


def _decided(old: Atlas, new: Atlas, what: str) -> Cause:
    """Return who decided it: of a fact the nearest layer that set it, here or formerly; what all editions share is the framework's."""
    if what.startswith("fact: "):
        fact = what.removeprefix("fact: ")
        return new.decider([fact]) or old.decider([fact]) or new.cause(None)
    return new.cause(None) if what in _SHARED else new.named_cause(new.edition.id, new.edition.tier)


def _fact(atlas: Atlas, what: str) -> str:
    """Return the name of the fact that is meant; empty for what is none."""
    fact = atlas.edition.framework.declarations.facts.get(what.removeprefix("fact: ")) if what.startswith("fact: ") else None
    return fact.name if fact is not None else ""


def _of_edition(atlas: Atlas) -> Iterator[tuple[str, str]]:
    edition, declarations = atlas.edition, atlas.edition.framework.declarations
    here = edition.chain[-1] if edition.chain else None
    yield "owner", here.owner if here is not None else declarations.owner
    yield "review", (here.review if here is not None else declarations.review).isoformat()
    approved = here.approved if here is not None else declarations.approved
    yield "approved", approved.isoformat() if approved is not None else ""
    yield "notice", declarations.notice
    yield "summary", declarations.summary
    yield "language", declarations.language
    yield "printed copy holds for", str(declarations.printed_copy or "")
    yield "known problems", declarations.known_problems
    yield "complaints", declarations.complaints
    for name, value in atlas.side.finished.lookups.facts.decided.items():
        yield f"fact: {name}", value


def document_changes(pairing: Pairing) -> Iterator[DocumentChange]:
    """Yield what is said of a document that both sides have."""
    old, new = pairing.old.edition.documents[pairing.old_id], pairing.new.edition.documents[pairing.new_id]
    spots = pairing.old.spot(pairing.old_id), pairing.new.spot(pairing.new_id)
    cause, titled = (_cause(pairing, new, is_title=each) for each in (False, True))
    if old.title != new.title:
        yield _retitled(pairing, old.title, new.title, spots, titled)
    if pairing.old_id != pairing.new_id:
        about = About(*spots, Weight.EDITORIAL, (), cause, rule="the address changed")
        yield DocumentChange(DocumentKind.METADATA, about, pairing.old_id, pairing.new_id, "address")
    for (what, before), (_, after) in zip(_of_document(pairing.old, old), _of_document(pairing.new, new), strict=True):
        if before != after and not pairing.told(before, after, spots[1], frozenset({said_of(what)})).is_whole:
            weight = Weight.SUBSTANTIVE if what in _WEIGHTY else Weight.EDITORIAL
            if what in ("owner", "review") and is_inherited(pairing.old, pairing.new, new.layer, what, (before, after)):
                continue
            is_settled = what == "condition" and old.when is not None and new.when is None
            who = pairing.new.settled_by(old.when) if is_settled and old.when else titled if what == "summary" else cause
            about = About(*spots, weight, (), who, rule=f"the {what} of the document changed")
            yield DocumentChange(DocumentKind.METADATA, about, before, after, what)
    for one, other in same_deeds(old.origin, new.origin):
        for said, before, after in accounts(pairing.old, pairing.new, one, other):
            what = f"{said} of {other.operation} by {other.layer}"
            about = About(*spots, Weight.EDITORIAL, (), pairing.new.cause(other), rule=f"the {what} changed")
            yield DocumentChange(DocumentKind.METADATA, about, before, after, what)


def _cause(pairing: Pairing, new: Document, *, is_title: bool) -> Cause:
    """Return who changed what is said of a document: a layer answers for one that it added."""
    cause = cause_of(pairing, None, None, is_title=is_title)
    return cause if cause.layer != FRAMEWORK else pairing.new.cause(_adding(new.origin), cause.because)


def _retitled(pairing: Pairing, old: str, new: str, spots: tuple[Spot, Spot], cause: Cause) -> DocumentChange:
    """Return that a document has another title, also where only a renamed term differs: people look for it by its title."""
    found = pairing.told(old, new, spots[1])
    if found.is_whole:
        about = About(*spots, Weight.VALUE, (), cause, rule="only a term in the title was renamed")
        return DocumentChange(DocumentKind.RETITLED, about, old, new)
    weight = Weight.EDITORIAL if is_editorial(found.text, new) else Weight.SUBSTANTIVE
    about = About(*spots, weight, flags_of(found.text, new, pairing.lexicon), cause, rule="the title changed")
    return DocumentChange(DocumentKind.RETITLED, about, old, new)


_WEIGHTY = frozenset({"condition", "kind", "status", "lock"})
"""What says whether and for whom a document holds, and what lower tiers may do to it."""


def _of_document(atlas: Atlas, document: Document) -> Iterator[tuple[str, str]]:
    declarations = atlas.edition.framework.declarations
    yield "owner", document.owner
    yield "review", document.review.isoformat()
    yield "approved", document.approved.isoformat() if document.approved is not None else ""
    yield "kind", declarations.kinds[document.kind].name
    yield "number", document.number
    yield "summary", document.summary
    yield "status", "draft" if document.draft else "in force"
    yield "lock", str(document.lock) if document.lock is not None else ""
    yield "condition", condition_words(document.when, declarations) if document.when is not None else ""


def added(old: Atlas, new: Atlas, document: DocumentId, words: Lexicon) -> DocumentChange:
    """Return that a document is new."""
    page = new.pages[document]
    said = text_of(_own(page.body))
    count = Count(len(said.split()), 0)
    about = About(
        None, new.spot(document), Weight.SUBSTANTIVE, flags_of("", said, words), _came(old, new, document), count, "a document was added"
    )
    return DocumentChange(DocumentKind.ADDED, about, "", page.title)


def removed(old: Atlas, new: Atlas, document: DocumentId, words: Lexicon) -> DocumentChange:
    """Return that a document is gone."""
    page = old.pages[document]
    said = text_of(_own(page.body))
    cause = _gone(old, new, document)
    about = About(
        old.spot(document),
        None,
        Weight.SUBSTANTIVE,
        flags_of(said, "", words),
        cause,
        Count(0, len(said.split())),
        "a document was removed",
    )
    return DocumentChange(DocumentKind.REMOVED, about, page.title, "")


def _came(old: Atlas, new: Atlas, document: DocumentId) -> Cause:
    """Return who decided that a document is there: whose fact kept it out, who opted out of it formerly, or who added it."""
    condition, origin = old.kept_out(document), new.edition.documents[document].origin
    if condition is not None:
        return new.settled_by(condition)
    return _withdrawn(old, document) or new.cause(_adding(origin))


def _adding(origin: Sequence[Step]) -> Step | None:
    """Return the step that added a document; None for the framework's own, whatever was done to it."""
    return next((step for step in origin if step.operation is Operation.ADD), None)


def _withdrawn(atlas: Atlas, document: DocumentId) -> Cause | None:
    withdrawal = atlas.edition.withdrawals.get(document)
    if withdrawal is None:
        return None
    account, layer = withdrawal[0].account, withdrawal[1]
    return atlas.named_cause(layer.id, layer.tier, account.because, account.owner, account.review)


def _gone(old: Atlas, new: Atlas, document: DocumentId) -> Cause:
    withdrawn, condition, origin = _withdrawn(new, document), new.kept_out(document), old.edition.documents[document].origin
    if withdrawn is not None:
        return withdrawn
    if condition is not None:
        return new.settled_by(condition)
    adding = _adding(origin)
    if adding is not None:
        return old.cause(adding)
    fate: Fate | None = new.edition.fates.get(document)
    return new.cause(None, fate.because if fate is not None else "")


def _own(body: tuple[Node, ...]) -> list[Node]:
    """Return a document's text without its appendices."""
    end = next((at for at, node in enumerate(body) if node["t"] == "Header" and "appendix" in node["c"][1][1]), len(body))
    return list(body[:end])

"""The whole finishing of one edition: settled, filled, numbered, linked, laid out."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from byelaw.core.blocks import Block, Document, every_block
from byelaw.core.editions import Edition
from byelaw.core.finishing.appendices import contacts, control, references, variations, words
from byelaw.core.finishing.audit_checks import record_problems
from byelaw.core.finishing.audit_comparison import comparison_nodes, comparisons
from byelaw.core.finishing.audit_results import shown_audits
from byelaw.core.finishing.checks import document_problems
from byelaw.core.finishing.filling import Filler, Used, root_of
from byelaw.core.finishing.layout import Layout
from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.finishing.notices import is_shown, notices_of, signing_words, with_notices
from byelaw.core.finishing.numbering import Numbers, number
from byelaw.core.finishing.provenance import provenance
from byelaw.core.finishing.register import document_rows, edition_rows, withdrawn_title
from byelaw.core.finishing.settling import Settled
from byelaw.core.finishing.targets import Targets
from byelaw.core.finishing.wording import day_words
from byelaw.core.names import DocumentId, anchor
from byelaw.core.problems import Problem, in_order
from byelaw.core.projects import Image
from byelaw.core.published import Control, PublishedDocument, PublishedEdition, RegisterRow, UrgentNotice
from byelaw.core.releases import Papers
from byelaw.core.tree import REMEMBERED, Itself, Node


@dataclass(frozen=True, slots=True)
class Finished:
    """A settled edition with its look-ups and links filled, before layout: what `resolve`, `explain` and the writers read."""

    edition: Edition
    lookups: Lookups
    targets: Targets
    numbers: Mapping[DocumentId, Numbers]
    used: Mapping[DocumentId, Used]
    images: Mapping[str, Image]
    problems: tuple[Problem, ...]
    papers: Papers = field(default_factory=Papers)
    """Who signed off what it is made from, and urgent changes that it does not have yet."""


def finish(settled: Settled, images: Mapping[str, Image], day: date) -> Finished:
    """Return the edition filled, numbered and linked, and every problem found on the way (design §5, pass order)."""
    lookups = Lookups(settled.edition, settled.facts, day)
    filler = Filler(settled.edition, lookups, images, day)
    titled = {name: filler.titles(document) for name, document in settled.edition.documents.items()}
    edition = replace(settled.edition, documents=titled)
    filler.edition = edition
    numbers = {name: number(document) for name, document in titled.items()}
    targets = Targets(edition, settled.absent, numbers)
    filled: dict[DocumentId, Document] = {}
    used: dict[DocumentId, Used] = {}
    for name, document in titled.items():
        filled[name], used[name] = filler.text(document, targets)
        filler.problems.extend(document_problems(filled[name], edition))
    filler.problems.extend(record_problems(edition, settled.absent, day))
    _require(filler)
    edition = replace(edition, documents=filled)
    chain = ("framework", *(each.id for each in edition.chain))
    tagged = (replace(each, edition=edition.id, chain=chain) for each in filler.report())
    return Finished(edition, lookups, targets, numbers, used, images, in_order(tagged))


def _require(filler: Filler) -> None:
    """Find what the edition must set, whether or not its text looks it up."""
    declarations, lookups = filler.edition.framework.declarations, filler.lookups
    for declared in declarations.values.values():
        if declared.field.required and lookups.is_needed(declared.set_by, declared.when):
            found = lookups.find(declared.field.id, "")
            if found.gap is not None:
                filler.gaps.setdefault(found.gap.name, (found.gap, declared.place))
    for (kind, name), record in filler.edition.records.items():
        if record.slot and lookups.is_needed(record.slot, record.when):
            field_id = declarations.record_types[kind].text
            found = lookups.find(f"{kind}.{name}.{field_id}", "")
            if found.gap is not None:
                filler.gaps.setdefault(found.gap.name, (found.gap, record.place))


def publish(
    finished: Finished, *, draft: bool, opted_out: Mapping[str, tuple[str, ...]], below: Sequence[Edition] = ()
) -> PublishedEdition:
    """Return what the writers get.

    `opted_out` names, by document, the editions below that opted out of it; `below` are all editions below, for what they share.
    """
    edition = finished.edition
    declarations = edition.framework.declarations
    built_from = sources_of(edition)
    kinds = tuple((kind.id, kind.plural, kind.summary) for kind in declarations.kinds.values())
    ordered = sorted(edition.documents.values(), key=lambda d: (list(declarations.kinds).index(d.kind), d.number or "~", d.title))
    documents: list[PublishedDocument] = []
    rows: list[RegisterRow] = []
    for document in ordered:
        published, own_rows = _document(document, finished, built_from, draft=draft)
        documents.append(published)
        rows.extend(own_rows)
    audits = [shown for each in documents for shown in each.audits]
    comparison, charts = comparison_nodes(comparisons(audits, below, declarations.language))
    here = edition.chain[-1] if edition.chain else None
    tier = next((each.name for each in declarations.tiers if here is not None and each.id == here.tier), "Framework")
    every_record = [key for key, record in edition.records.items() if key[0] != declarations.who]
    return PublishedEdition(
        id=edition.id,
        name=here.name if here is not None else declarations.name,
        short=here.short if here is not None else declarations.name,
        tier_name=tier,
        framework_name=declarations.name,
        summary=declarations.summary,
        notice=declarations.notice,
        language=declarations.language,
        as_of=finished.lookups.day,
        built_from=built_from,
        kinds=kinds,
        documents=tuple(documents),
        withdrawn=_withdrawn(edition),
        opted_out_below={anchor(name): names for name, names in opted_out.items()},
        glossary=tuple(words(edition, declarations.terms, 0)),
        contacts=tuple(contacts(edition, every_record, finished.lookups, 0)),
        references=tuple(references(edition, _cited(finished), 0)),
        register=(*rows, *edition_rows(edition)),
        provenance=provenance(edition, finished.numbers, finished.lookups, built_from),
        comparison=tuple(comparison),
        charts=charts,
        logo=_logo(finished),
        known_problems=declarations.known_problems,
        complaints=declarations.complaints,
        draft=draft,
        review=here.review if here is not None else declarations.review,
        redirects=_redirects(finished),
        urgent=_urgent(finished, documents),
        signing=signing_words(finished.papers, declarations.language),
    )


def _cited(finished: Finished) -> Iterator[str]:
    """Yield the references that the edition's documents cite, in the order declared: nobody needs the law of another place."""
    cited = {name for used in finished.used.values() for name in used.references}
    return (name for name in finished.edition.references if name in cited)


def sources_of(edition: Edition) -> tuple[str, ...]:
    """Return what the edition was built from, from the top: names with their release or "working copy"."""
    framework = edition.framework
    names = [(framework.declarations.name, framework.version), *((each.name, each.version) for each in edition.chain)]
    return tuple(f"{name} {version}" if version else f"{name} (working copy)" for name, version in names)


def _document(
    document: Document, finished: Finished, built_from: tuple[str, ...], *, draft: bool
) -> tuple[PublishedDocument, tuple[RegisterRow, ...]]:
    edition, used = finished.edition, finished.used[document.id]
    audits = shown_audits(document, edition, finished.lookups)
    layout = Layout(edition, document, finished.numbers[document.id], audits=audits)
    body = with_notices(layout.body(), notices_of(finished.papers, edition), document.id)
    rows = document_rows(edition, document, finished.targets, finished.lookups)
    end = [
        *variations(rows, edition.framework.declarations.language),
        *words(edition, used.terms),
        *contacts(edition, used.records, finished.lookups),
        *references(edition, used.references),
    ]
    facts = _control(document, finished, rows, [*body, *end], built_from, draft=draft)
    declarations = edition.framework.declarations
    published = PublishedDocument(
        id=document.id,
        file_name=anchor(document.id),
        title=document.title,
        kind=document.kind,
        kind_name=declarations.kinds[document.kind].name,
        number=document.number,
        summary=document.summary,
        language=declarations.language,
        body=(*body, *end, *control(facts.rows, declarations.notice)),
        control=facts,
        images=used.images,
        pathways=layout.pathways,
        charts=layout.charts,
        audits=tuple(audits.values()),
        logo=_logo(finished),
        local=document.layer != "framework",
    )
    return published, rows


def _control(
    document: Document, finished: Finished, rows: Sequence[RegisterRow], shown: list[Node], built_from: tuple[str, ...], *, draft: bool
) -> Control:
    edition, day = finished.edition, finished.lookups.day
    language = edition.framework.declarations.language
    here = edition.chain[-1] if edition.chain else None
    review = earliest_review(document, edition, rows)
    overdue = review < day
    status = "Draft" if draft or document.draft else "Overdue for review" if overdue else "In force"
    digest = _digest([document.title, here.name if here else "", status], shown)
    name = here.name if here is not None else edition.framework.declarations.name
    approved = here.approved if here is not None and here.approved is not None else document.approved
    printed = edition.framework.declarations.printed_copy
    valid = day_words(review, language) + (f", or {printed} after printing if that is sooner" if printed is not None else "")
    table = [
        ("Document", f"{document.number} {document.title}".strip()),
        ("Edition", name),
        ("Built from", "; ".join(built_from)),
        ("Status", status),
        ("Owner", document.owner if here is None or here.owner == document.owner else f"{document.owner}; locally {here.owner}"),
        ("Approved", day_words(approved, language) if approved is not None else "Not recorded"),
        *((("Signed off", "; ".join(signing)),) if (signing := signing_words(finished.papers, language)) else ()),
        ("Next review", day_words(review, language)),
        ("Printed copy valid until", valid),
        ("Document id", digest),
    ]
    return Control(name, built_from, status, document.owner, review, approved, digest, review, overdue, draft, tuple(table))


def _digest(words: list[str], shown: Sequence[Node]) -> str:
    """Return the document id: twelve signs of the SHA-256 of what it says, as JSON with sorted keys."""
    nodes = ", ".join(_as_json(Itself(node)) for node in shown)
    return hashlib.sha256(f"{json.dumps(words)[:-1]}, [{nodes}]]".encode()).hexdigest()[:12]


@lru_cache(maxsize=REMEMBERED)
def _as_json(given: Itself) -> str:
    return json.dumps(given.node, sort_keys=True)


def earliest_review(document: Document, edition: Edition, rows: Sequence[RegisterRow]) -> date:
    """Return the earliest review date of anything the document shows: its own, each local change's, and the edition's."""
    dates = [document.review, *(row.review for row in rows if row.review is not None)]
    if edition.chain:
        dates.append(edition.chain[-1].review)
    return min(dates)


def _withdrawn(edition: Edition) -> tuple[tuple[str, str, str, str], ...]:
    found = []
    for name, (withdrawal, localisation) in edition.withdrawals.items():
        own = DocumentId(f"{localisation.id}:{withdrawal.instead}")
        instead = own if own in edition.documents else withdrawal.instead
        found.append((withdrawn_title(edition, name), withdrawal.account.because, anchor(instead), anchor(name)))
    return tuple(found)


def _urgent(finished: Finished, documents: Sequence[PublishedDocument]) -> tuple[UrgentNotice, ...]:
    """Return the urgent changes that the edition does not have, each with the page and the place where it is told."""
    pages = {each.id: each for each in documents}
    found = []
    for each in notices_of(finished.papers, finished.edition):
        page = pages[each.document] if each.document is not None else None
        place = anchor(each.block) if page is not None and is_shown(page.body, anchor(each.block)) else ""
        found.append(UrgentNotice(each.title, each.words, page.file_name if page else "", page.title if page else "", place))
    return tuple(found)


def _logo(finished: Finished) -> Image | None:
    """Return the mark of the nearest layer that has one: `brand/logo` in its folder."""
    edition = finished.edition
    places = (edition.framework.declarations.place, *(each.place for each in edition.chain))
    for root in reversed([root_of(place.file) for place in places]):
        found = next((image for path, image in finished.images.items() if path.startswith(f"{root}/brand/")), None)
        if found is not None:
            return found
    return None


def _redirects(finished: Finished) -> dict[str, str]:
    """Return old addresses of the published files with where they lead now."""
    edition, redirects = finished.edition, {}
    for fate in edition.fates.values():
        if not fate.became:
            continue
        document, _, block = fate.became[0].partition("#")
        if DocumentId(document) in edition.documents:
            old_document, _, old_block = fate.address.partition("#")
            redirects[f"{anchor(old_document)}#{anchor(old_block)}"] = f"{anchor(document)}#{anchor(block)}"
    return redirects


def blocks_with_templates(edition: Edition) -> tuple[tuple[DocumentId, Block], ...]:
    """Return the blocks whose text is made from records."""
    return tuple((name, block) for name, document in edition.documents.items() for block in every_block(document.blocks) if block.template)

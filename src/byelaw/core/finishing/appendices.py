"""What stands at the end of every document: local variations, words, contacts, references and document control."""

from collections.abc import Iterable, Sequence

from byelaw.core.declarations import RecordType, Reference
from byelaw.core.editions import Edition
from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.finishing.wording import day_words
from byelaw.core.names import anchor
from byelaw.core.published import RegisterRow
from byelaw.core.tree import SPACE, Node, div, header, link, para, stringify, strong, table, text


def heading(level: int, name: str, title: str) -> Node:
    """Return an appendix heading."""
    return header(level, name, text(title), ["appendix"])


def variations(rows: Sequence[RegisterRow], language: str) -> list[Node]:
    """Return the appendix of local departures in this document."""
    if not rows:
        return []
    cells = [[_where(row), text(row.operation), text(row.because or "No reason needed"), text(_decided(row, language))] for row in rows]
    intro = para(text("What this edition of the document says otherwise than the framework, and why."))
    head = [text(each) for each in ("Where", "What", "Why", "Decided by")]
    return [heading(1, "appendix--variations", "Local variations"), intro, table(head, cells)]


def _where(row: RegisterRow) -> list[Node]:
    place = text(row.block[:1].upper() + row.block[1:])
    return [link(place, f"#{row.anchor}")] if row.anchor else place


def _decided(row: RegisterRow, language: str) -> str:
    review = f"; review {day_words(row.review, language)}" if row.review else ""
    return f"{row.localisation} ({row.tier}): {row.owner}{review}"


def words(edition: Edition, used: Iterable[str], level: int = 1) -> list[Node]:
    """Return the glossary of the terms named."""
    terms = edition.framework.declarations.terms
    entries = sorted(used, key=lambda each: edition.terms.get(each, terms[each].forms)["singular"].lower())
    if not entries:
        return []
    nodes: list[Node] = [heading(level, "appendix--words", "Words used here")] if level else []
    for each in entries:
        forms = edition.terms.get(each, terms[each].forms)
        name = forms["singular"][:1].upper() + forms["singular"][1:]
        short = f" ({forms['short']})" if forms.get("short") else ""
        nodes.append(div([para([strong(text(name + short)), *text(": " + terms[each].definition)])], f"term--{each}", ["definition"]))
    return nodes


def contacts(edition: Edition, used: Iterable[tuple[str, str]], lookups: Lookups, level: int = 1) -> list[Node]:
    """Return the records named, each as a card: its name and its fields."""
    types = edition.framework.declarations.record_types
    order = list(types)
    named = [
        key
        for key in sorted(used, key=lambda key: (order.index(key[0]), list(edition.records).index(key)))
        if not edition.records[key].slot
    ]
    if not named:
        return []
    nodes: list[Node] = [heading(level, "appendix--contacts", "Named here")] if level else []
    return nodes + [card(types[kind], edition, kind, name, lookups) for kind, name in named]


def card(record_type: RecordType, edition: Edition, kind: str, name: str, lookups: Lookups) -> Node:
    """Return one record as a card."""
    record = edition.records[kind, name]
    title = str(record.fields.get(record_type.text, name))
    lines: list[Node] = [para([strong(text(title))])]
    for field_id, declared in record_type.fields.items():
        if field_id == record_type.text or field_id not in record.fields:
            continue
        found = lookups.find(f"{kind}.{name}.{field_id}", "")
        lines.append(para([*text(f"{declared.name}:"), SPACE, *found.inlines]))
    return div(lines, f"{kind}--{name}", ["contact-card"])


def references(edition: Edition, used: Iterable[str], level: int = 1) -> list[Node]:
    """Return the list of references in the order of their entries, whoever declared them."""
    cited = [edition.references[each] for each in used if each in edition.references]
    cited.sort(key=lambda each: (stringify(_entry(each)).casefold(), each.id))
    nodes = [div([para(_entry(each))], f"ref--{anchor(each.id)}", ["reference"]) for each in cited]
    return ([heading(level, "appendix--references", "References")] if level else []) + nodes if nodes else []


def _entry(reference: Reference) -> list[Node]:
    return list(reference.citation.entry) if reference.citation is not None else text(reference.title)


def control(rows: Sequence[tuple[str, str]], notice: str) -> list[Node]:
    """Return the document control table, with the framework's notice above it."""
    cells = [[text(label), text(value)] for label, value in rows]
    said = [para(text(notice))] if notice else []
    return [heading(1, "appendix--control", "Document control"), *said, table([text("Item"), text("Detail")], cells)]

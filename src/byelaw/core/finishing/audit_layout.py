"""The layout of an audit: what it is for, what came of it, and its checks by domain, each with what the last round says of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from byelaw.core.audits import Action
from byelaw.core.blocks import Block, Form
from byelaw.core.finishing.audit_report import AuditWords, report_nodes
from byelaw.core.finishing.audit_results import Check, Domain, ShownAudit, said_of
from byelaw.core.names import anchor
from byelaw.core.tree import SPACE, Node, div, header, para, plain, stringify, strong, table, text

if TYPE_CHECKING:
    from byelaw.core.finishing.layout import Layout

_MARKS = frozenset({"evidence", "see"})


def audit_nodes(layout: "Layout", block: Block, level: int) -> list[Node]:
    """Return the audit that the block holds, with headings of the level, and note its charts among those to draw."""
    shown = layout.audits[block.id]
    words = AuditWords(shown, layout.declarations.language)
    name = div([para([strong(text(shown.audit.name))]), para(text(shown.audit.summary))], anchor(block.id))
    intro = [node for child in block.children if child.form is Form.PROSE for node in layout.text(child)]
    conditioned = [layout.condition(block, [])] if block.when is not None else []
    report, charts = report_nodes(words, level)
    layout.charts.update(charts)
    checklist = [node for domain in shown.domains for node in _domain(layout, domain, words, level)]
    return [name, *conditioned, *layout.notes(block), *intro, *report, *_scale(shown, level), *checklist]


def _scale(shown: ShownAudit, level: int) -> list[Node]:
    rows = [[text(str(each.figure)), text(each.name), text(each.meaning)] for each in shown.audit.ratings]
    heading = header(min(level, 6), f"{anchor(shown.block.id)}--ratings", text("How checks are rated"))
    return [heading, table([text("Rating"), text("Name"), text("When to give it")], rows, text("Ratings, from the lowest"))]


def _domain(layout: "Layout", domain: Domain, words: AuditWords, level: int) -> list[Node]:
    holder, part = words.shown.block, domain.block
    checks = [node for check in domain.checks for node in _around(layout, holder, check.block, _check(layout, check, words))]
    if part is holder:
        return [header(min(level, 6), f"{anchor(holder.id)}--checks", text("Checks")), *checks]
    is_local = part.layer != holder.layer
    says_whose = any(child.layer != holder.layer for child in part.children)
    title = [*text(f"Domain {domain.number}:"), SPACE, *part.title]
    intro = [node for child in part.children if child.form is Form.PROSE for node in layout.text(child)]
    marked = [layout.marked(part.layer, intro)] if is_local and not says_whose else intro
    conditioned = [layout.condition(part, [])] if part.when is not None else []
    heading = header(min(level, 6), anchor(part.id), title, ["local"] if is_local else [])
    return [heading, *conditioned, *marked, *layout.notes(part), *checks]


def _around(layout: "Layout", holder: Block, block: Block, nodes: list[Node]) -> list[Node]:
    """Return a check with what all blocks may have: whose it is, where only it stands, and the notes beside it."""
    if block.layer != holder.layer:
        nodes = [layout.marked(block.layer, nodes)]
    if block.when is not None:
        nodes = [layout.condition(block, nodes)]
    return [*nodes, *layout.notes(block)]


def _check(layout: "Layout", check: Check, words: AuditWords) -> list[Node]:
    block = check.block
    said = [node for child in block.children if not _MARKS & set(child.classes) for node in layout.text(child)]
    look = _led("What to look at:", [node for child in said_of(block, "evidence") for node in layout.prose(child.nodes)])
    further = [node for child in said_of(block, "see") for node in layout.prose(child.nodes)]
    heading = para([strong([*text(f"{check.number}"), SPACE, *block.title])])
    found = list(_result(check, words))
    strength = layout.declarations.strengths.get(block.strength)
    if strength is not None:
        label = div([para(layout.label(block, strength.name))], classes=["statement-label"])
        return [div([label, heading, *said, *look, *further, *found], anchor(block.id), ["statement", block.strength])]
    who = [para(text(f"Who: {', '.join(layout.who(block))}"))] if block.who else []
    return [div([heading, *who, *said, *look, *layout.source_line(block), *further, *found], anchor(block.id), ["contact-card", "check"])]


def _led(label: str, nodes: list[Node]) -> list[Node]:
    """Return text with a label at the beginning of its first line."""
    if not nodes:
        return []
    lead = strong(text(label))
    if nodes[0]["t"] in ("Para", "Plain"):
        return [para([lead, SPACE, *nodes[0]["c"]]), *nodes[1:]]
    return [para([lead]), *nodes]


def _result(check: Check, words: AuditWords) -> Iterator[Node]:
    """Yield what the last round says of the check; nothing where there was no round."""
    latest = words.shown.latest
    if latest is None:
        return
    rated = words.shown.rated(check)
    if rated is None:
        yield para([strong(text("Rating:")), SPACE, *text("not rated")])
        return
    yield para([strong(text("Rating:")), SPACE, *text(words.rating(rated.rating))])
    if rated.wording and " ".join(rated.wording.split()) != stringify(check.block.title):
        yield para(text(f"Worded differently when it was rated: “{rated.wording.strip()}”"))
    if rated.evidence:
        yield para([strong(text("Evidence:")), SPACE, *text(" ".join(rated.evidence.split()))])
    if rated.actions:
        yield para([strong(text("Actions:" if len(rated.actions) > 1 else "Action:"))])
        yield {"t": "BulletList", "c": [[plain(text(_action(each, words)))] for each in rated.actions]}


def _action(action: Action, words: AuditWords) -> str:
    return f"{action.do} {action.owner}, by {words.day(action.by)}: {words.state(action)}."

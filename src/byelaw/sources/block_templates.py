"""Blocks made from records: a template gives Markdown with look-ups, so that values still enter the tree, not the text.

A template is templates/blocks/<name>.md.jinja. It sees `records` (id, type and the names of the fields that are set) and writes
`{{ value(record, 'phone') }}` for a look-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from byelaw.core.blocks import Block
from byelaw.core.declarations import RecordType
from byelaw.core.editions import Edition
from byelaw.core.names import near
from byelaw.core.problems import Place, Problem, beside, error


@dataclass(frozen=True, slots=True)
class Row:
    """A record as a template sees it: nothing of what an area wrote but which fields it filled in."""

    type: str
    id: str
    fields: tuple[str, ...]
    is_slot: bool

    def has(self, name: str) -> bool:
        """Tell whether the record has the field."""
        return name in self.fields


def environment(folder: Path) -> jinja2.Environment:
    """Return the environment of block templates: sandboxed, strict about undefined names."""
    loader = jinja2.FileSystemLoader(folder)
    strict = {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    return ImmutableSandboxedEnvironment(loader=loader, autoescape=False, **strict)


def markdown_of(block: Block, edition: Edition, templates: jinja2.Environment) -> tuple[str, tuple[Problem, ...]]:
    """Return the Markdown that a block's template makes of its records. Codes: unknown-template, unknown-record, bad-template."""
    rows, problems = _rows(block, edition)
    name = f"{block.template}.md.jinja"
    types = edition.framework.declarations.record_types
    try:
        text = templates.get_template(name).render(records=rows, types=types, value=_value, label=_label(types), link=_link)
    except jinja2.TemplateNotFound:
        known = [each.removesuffix(".md.jinja") for each in templates.list_templates()]
        closest = near(block.template, known)
        hint = f"did you mean '{closest[0]}'?" if closest else "templates: " + ", ".join(known)
        return "", (*problems, error("unknown-template", block.place, f"there is no block template '{block.template}'", hint))
    except jinja2.TemplateError as fault:
        found = error("bad-template", block.place, f"the template '{block.template}' failed: {fault}", "mend the template")
        place = Place(f"templates/blocks/{name}", getattr(fault, "lineno", 0) or 0)
        return "", (*problems, beside(found, place, "the template"))
    return text, problems


def _rows(block: Block, edition: Edition) -> tuple[list[Row], tuple[Problem, ...]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for written in block.records:
        kind, colon, name = written.partition(":")
        found = [(key, record) for key, record in edition.records.items() if key[0] == kind and (not colon or key[1] == name)]
        if not found and (colon or kind not in edition.framework.declarations.record_types):
            closest = near(written, [f"{k}:{n}" for k, n in edition.records])
            hint = f"did you mean '{closest[0]}'?" if closest else ""
            problems.append(error("unknown-record", block.place, f"there is no record '{written}'", hint))
        rows += [Row(key[0], key[1], tuple(record.fields), bool(record.slot)) for key, record in found]
    return rows, tuple(problems)


def _value(row: Row, field: str) -> str:
    return f"{{{{ {row.type}.{row.id}.{field} }}}}"


def _link(row: Row) -> str:
    return f"[]({row.type}:{row.id})"


def _label(types: Mapping[str, RecordType]) -> object:
    return lambda row, field: types[row.type].fields[field].name

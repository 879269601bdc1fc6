"""The words schemas are written in: each makes one Cerberus rule, with what the JSON Schema and the walk need under `meta`."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Rule: TypeAlias = dict[str, Any]
"""A Cerberus rule. `meta` holds `about` (said to the author), and one of `reader`, `fields`, `keys` with `item`, `item`, `raw`."""


def one(reader: str, about: str, choices: Sequence[str] = ()) -> Rule:
    """Return the rule for one text that the reader reads; `choices` closes what it may be."""
    rule: Rule = {"type": "content", "meta": {"about": about, "reader": reader}}
    if choices:
        rule["allowed"] = list(choices)
    return rule


def needed(rule: Rule) -> Rule:
    """Return the rule as one that must be there."""
    return {**rule, "required": True}


def table(fields: Mapping[str, Rule], about: str) -> Rule:
    """Return the rule for a table with these keys and no other."""
    return {"type": "table", "meta": {"about": about, "fields": fields}}


def entries(keys: str, item: Rule, about: str) -> Rule:
    """Return the rule for a table from names that the author chooses (`keys` names their reader) to items."""
    return {"type": "table", "meta": {"about": about, "keys": keys, "item": item}}


def listing(item: Rule, about: str) -> Rule:
    """Return the rule for a list."""
    return {"type": "listing", "meta": {"about": about, "item": item}}


def one_or_more(item: Rule, about: str) -> Rule:
    """Return the rule for one text, or a list of them; the content is a tuple either way."""
    return {"type": ["scalar", "listing"], "meta": {"about": about, "item": item, "single": True}}


def raw(about: str) -> Rule:
    """Return the rule for a node that is read later, against what the framework declares."""
    return {"type": ["scalar", "listing", "table"], "meta": {"about": about, "raw": True}}

"""What may stand in the files of pathways, forms and audits, and in a localisation's changes of them."""

from types import MappingProxyType

from byelaw.core.items import FieldKind, StepKind
from byelaw.sources.schemas.localisation_files import CHANGE
from byelaw.sources.schemas.rules import Rule, entries, needed, one, one_or_more, table

_LOCKS = CHANGE["meta"]["fields"]["lock"]["allowed"]
_KINDS = tuple(kind.value for kind in FieldKind)

BLOCK: dict[str, Rule] = {
    "label": needed(one("text", "What it is called: one line.")),
    "text": one("text", "More about it, as Markdown."),
    "strength": one("id", "How strongly it binds: a strength of framework.yml."),
    "who": one_or_more(one("name-of-block", "A role."), "Who must act."),
    "source": one_or_more(one("name-of-block", "A reference."), "Where it comes from: ids of references.yml."),
    "when": one("condition", "It is there only where this holds."),
    "lock": one("choice", "What lower tiers may not do to it.", _LOCKS),
}
"""What a step, a field and a check have in common."""

STEP: Rule = table(
    {
        **BLOCK,
        "kind": one("choice", "What happens there.", tuple(kind.value for kind in StepKind)),
        "within": one("value-name", "The value that limits it."),
        "see": one_or_more(one("address", "A document or a block."), "Where to read on; a picture leads to the first."),
        "ways": {
            "type": ["scalar", "table"],
            "meta": {"about": "The step that it leads to, or the words on each way and the step each leads to.", "raw": True},
        },
    },
    "A step of a pathway.",
)
COLUMN: Rule = table(
    {
        "label": needed(one("text", "What the column is called.")),
        "type": one("choice", "What is written in it.", tuple(kind for kind in _KINDS if kind not in {"table", "long text", "choices"})),
        "choices": one_or_more(one("text", "A choice."), "What may be chosen."),
    },
    "A column of a table that is filled in.",
)
FIELD: Rule = table(
    {
        **BLOCK,
        "type": one("choice", "What is written in it.", _KINDS),
        "required": one("yes/no", "Whether it must be filled in."),
        "choices": one_or_more(one("text", "A choice."), "What may be chosen."),
        "columns": entries("id", COLUMN, "The columns of a table."),
        "rows": one("integer", "Lines of a long text, or rows of a table."),
    },
    "A field of a form.",
)
CHECK: Rule = table(
    {
        **BLOCK,
        "evidence": one("text", "What to look at to answer it, as Markdown."),
        "see": one_or_more(one("address", "A document or a block."), "Where to read on."),
    },
    "A check of an audit.",
)
RATING: Rule = table(
    {
        "name": needed(one("text", "The rating as a word.")),
        "meaning": needed(one("text", "When to give it.")),
    },
    "A rating.",
)

ITEMS: MappingProxyType[str, Rule] = MappingProxyType({"steps": STEP, "fields": FIELD, "checks": CHECK})
"""The rule of each kind of item, by the key that items stand under."""


def _part(key: str) -> Rule:
    inner = {key: entries("id", ITEMS[key], f"The {key} of the part.")}
    about = "A part: a stage, a section, a domain."
    rest = {name: rule for name, rule in BLOCK.items() if name in {"text", "when", "lock"}}
    return table({"title": needed(one("text", "What the part is called.")), **rest, **inner}, about)


def _items(key: str) -> dict[str, Rule]:
    return {"parts": entries("id", _part(key), "The parts, in order."), key: entries("id", ITEMS[key], f"The {key}, in order.")}


def _whole(key: str, what: str, more: dict[str, Rule]) -> Rule:
    named = {"name": needed(one("text", f"What the {what} is called.")), "summary": needed(one("text", "What it shows or is for."))}
    return table({**named, **more, **_items(key)}, f"A {what}.")


def _changes(key: str, what: str) -> Rule:
    own = {
        "document": one("name-of-block", "The document it stands in, where a localisation's own document holds it."),
        "changes": needed(entries("name-of-block", CHANGE, "The changes, by the id of the block.")),
    }
    return table({**own, **_items(key)}, f"What is changed in a {what}.")


RATINGS: Rule = entries("integer", RATING, "The ratings, lowest first.")
WHOLE: MappingProxyType[str, Rule] = MappingProxyType(
    {
        "pathway": _whole("steps", "pathway", {}),
        "form": _whole("fields", "form", {}),
        "audit": _whole(
            "checks",
            "audit",
            {
                "ratings": needed(RATINGS),
                "cycle": one("value-name", "The value, a whole number, that says after how many months the audit is due again."),
            },
        ),
    }
)
CHANGES: MappingProxyType[str, Rule] = MappingProxyType(
    {"pathway": _changes("steps", "pathway"), "form": _changes("fields", "form"), "audit": _changes("checks", "audit")}
)

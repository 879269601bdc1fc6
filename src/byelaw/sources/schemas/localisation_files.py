"""What may stand in the files of a localisation."""

from byelaw.sources.schemas.framework_files import DOCUMENT, LOCKS, TERM_FORMS
from byelaw.sources.schemas.rules import Rule, entries, listing, needed, one, one_or_more, raw, table

OPERATIONS = ("replace", "insert", "omit", "note", "retitle", "move")

ACCOUNT: dict[str, Rule] = {
    "because": one("text", "Why: what the change is for, in a sentence or two."),
    "owner": one("role", "The post that answers for it; without it, the localisation's owner."),
    "review": one("date", "When it must be reviewed; without it, the localisation's date."),
    "from": one("date", "The first day it applies."),
    "until": one("date", "The last day it applies."),
}
REASONED: dict[str, Rule] = {**ACCOUNT, "because": needed(ACCOUNT["because"])}

VALUE_WITH_REASON: Rule = table({"value": needed(raw("The value.")), **ACCOUNT}, "A value and who answers for it.")
TERM_CHANGE: Rule = table({**TERM_FORMS, **ACCOUNT}, "The forms of the term that are used here.")
RETIREMENT: Rule = table({"retire": needed(one("yes/no", "The record is not used here.")), **ACCOUNT}, "A record that is not used here.")

LOCALISATION: Rule = table(
    {
        "name": needed(one("text", "The full name.")),
        "short": one("text", "The name as it is shown in tight places."),
        "tier": one("id", "The tier it belongs to; without it, the lowest."),
        "extends": needed(one("parent", "The parent: `framework` or a localisation's id; `@3` stays on release 3.")),
        "owner": needed(one("role", "The post that answers for every change; never a person's name.")),
        "approved": one("date", "When the changes were approved."),
        "review": needed(one("date", "When the changes must be reviewed.")),
        "facts": entries("id", one("text", "The fact here."), "What holds here, for conditions."),
        "values": entries("value-name", raw("A value, or `{value: …, because: …}`."), "The values that are set here."),
        "records": entries(
            "id",
            entries("id", {"type": "table", "meta": {"about": "The record.", "raw": True}}, "Records of one type."),
            "Records that are added, set whole or retired here, by type.",
        ),
        "terms": entries("id", TERM_CHANGE, "Terms that are called something else here."),
        "words": entries("text", raw("What to say elsewhere; may be empty."), "Words of this place that no other place should use."),
    },
    "Who localises the framework, from what, and what is decided here.",
)

CHANGE: Rule = table(
    {
        "do": one_or_more(one("choice", "What is done.", OPERATIONS), "What is done to the block."),
        "before": one("name-of-block", "It goes before this block."),
        "after": one("name-of-block", "It goes after this block."),
        "start": one("name-of-block", "It goes first inside this section, or `document`."),
        "end": one("name-of-block", "It goes last inside this section, or `document`."),
        "title": one("text", "The new title."),
        "summary": one("text", "The new summary, where the document itself is retitled."),
        "note": one("text", "One paragraph of text beside the block."),
        "lock": one("choice", "Raises the block's lock.", LOCKS),
        "supersedes": one_or_more(one("id", "A localisation."), "The higher localisations whose changes this one takes the place of."),
        "instead": one("subject", "What is read instead of an omitted block."),
        **REASONED,
    },
    "One change of one block.",
)
ORDER: Rule = table(
    {
        "sections": needed(listing(one("name-of-block", "A section."), "The sections in their new order.")),
        **REASONED,
    },
    "A new order of the document's sections.",
)
CHANGES: Rule = table(
    {
        "document": needed(one("name-of-block", "The document that is changed.")),
        "order": ORDER,
        "changes": entries("name-of-block", CHANGE, "The changes, by the id of the block."),
    },
    "What is changed in one document.",
)
WITHDRAWAL: Rule = table(
    {
        "document": needed(one("name-of-block", "The document that is not used here.")),
        "do": needed(one("choice", "What is done.", ("withdraw",))),
        "instead": one("name-of-block", "The document that is read instead."),
        "supersedes": one_or_more(one("id", "A localisation."), "The higher localisations whose changes this one takes the place of."),
        **REASONED,
    },
    "A document that is not used here.",
)
ADDITION: Rule = table(
    {
        **DOCUMENT["meta"]["fields"],
        "do": needed(one("choice", "What is done.", ("add",))),
        **{key: rule for key, rule in REASONED.items() if key not in DOCUMENT["meta"]["fields"]},
    },
    "A document of one's own.",
)
PAGE: Rule = table(
    {**CHANGES["meta"]["fields"], **WITHDRAWAL["meta"]["fields"], **ADDITION["meta"]["fields"]},
    "Changes of a document, a document of one's own, or opting out of one.",
)
"""All three together, to know the keys when it is not clear which is meant."""

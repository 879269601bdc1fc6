"""What may stand in the files of a framework."""

from byelaw.core.declarations import Lock, Type
from byelaw.core.limits import Direction
from byelaw.sources.schemas.rules import Rule, entries, listing, needed, one, raw, table

LOCKS = tuple(lock.value for lock in Lock)
FIELD_TYPES = tuple(each.value for each in Type if each is not Type.LIMIT)
RESERVED_FIELDS = frozenset({"slot", "when", "help", "retire", "because", "owner", "review", "from", "until"})

CHOICES: Rule = listing(one("text", "A choice."), "What may be chosen.")

STRENGTH: Rule = table(
    {
        "name": needed(one("text", "How the strength is shown: Must.")),
        "meaning": needed(one("text", "What it asks of the reader, in one or two sentences.")),
        "lock": one("choice", "What blocks of this strength are locked against, unless they say otherwise.", LOCKS),
    },
    "How strongly a statement binds.",
)
KIND: Rule = table(
    {
        "name": needed(one("text", "What one document of the kind is called.")),
        "plural": needed(one("text", "What several are called; a heading of the menu.")),
        "summary": one("text", "One sentence on what the kind is for."),
    },
    "A kind of document.",
)
EVENT: Rule = table(
    {
        "name": needed(one("text", "The event as it reads after 'from the time that'.")),
        "after": listing(one("id", "An event."), "The events that this one certainly comes after."),
    },
    "Something that time limits run from.",
)
FACT: Rule = table(
    {
        "name": needed(one("text", "The fact, as a short label.")),
        "type": needed(one("choice", "What the fact may be.", ("yes/no", "choice"))),
        "choices": CHOICES,
        "default": needed(one("text", "What holds where nobody says anything.")),
        "set-by": one("id", "The highest tier that may set it."),
        "help": one("text", "When to say yes, or what to choose."),
    },
    "A fact about a place that conditions test.",
)
CHECKS: Rule = table(
    {
        "placeholders": listing(one("text", "Words."), "Words that only a draft has, besides the usual ones."),
        "acronyms": listing(one("text", "An abbreviation."), "Abbreviations that every reader knows."),
        "discouraged": entries("text", raw("What to say instead; may be empty."), "Words not to use."),
        "withdrawn": entries("text", raw("What took its place; may be empty."), "Law and guidance that is no longer in force, by name."),
        "fictional": one("yes/no", "Whether every number, address and person in it must be invented."),
        "public": listing(one("text", "A number or a mailbox."), "Real telephone numbers and mailboxes that may be printed."),
        "names": listing(one("text", "A name."), "People who may be named."),
        "longest-sentence": one("integer", "The most words a sentence may have; without it, 25."),
        "reading-level": one("integer", "The highest reading level a section may have; without it, 12."),
    },
    "What the checks of content need to know.",
)
FRAMEWORK: Rule = table(
    {
        "name": needed(one("text", "The name of the framework.")),
        "summary": one("text", "What it is, in one or two sentences."),
        "language": one("language", "The language it is written in, such as en-GB."),
        "owner": needed(one("role", "The post or body that answers for it; never a person's name.")),
        "approved": one("date", "When it was approved."),
        "review": needed(one("date", "When it must be reviewed.")),
        "notice": one("text", "Shown on the front page of every site and in every document."),
        "accessibility": table(
            {
                "problems": one("text", "What is known not to be accessible yet, in sentences."),
                "complaints": one("text", "Who enforces accessibility and how to complain, in sentences."),
            },
            "What the accessibility statement of every site says besides what Byelaw knows.",
        ),
        "printed-copy": one("limit", "How long a printed copy may be relied on."),
        "who": one("id", "The record type that `who=` names."),
        "tiers": needed(
            entries(
                "id",
                table({"name": needed(one("text", "What the tier is called."))}, "A level, such as nation or area."),
                "The tiers, top first.",
            )
        ),
        "kinds": needed(entries("id", KIND, "The kinds of document, in the order of the menu.")),
        "strengths": needed(entries("id", STRENGTH, "The strengths of statements, strongest first.")),
        "events": entries("id", EVENT, "What time limits run from."),
        "facts": entries("id", FACT, "What conditions test."),
        "checks": CHECKS,
    },
    "What the framework is and what it declares.",
)

VALUE: Rule = table(
    {
        "type": needed(one("choice", "What the value is.", tuple(each.value for each in Type))),
        "name": needed(one("text", "The value, as a short label.")),
        "limit": one("choice", "Which way a lower tier may not move it.", tuple(each.value for each in Direction)),
        "anchor": one("id", "The event that the limit runs from."),
        "choices": CHOICES,
        "default": {"type": ["scalar", "listing"], "meta": {"about": "What holds where nobody sets it.", "raw": True}},
        "min": one("money", "The smallest number or amount allowed."),
        "max": one("money", "The largest number or amount allowed."),
        "set-by": one("id", "The tier it belongs to."),
        "required": one("yes/no", "Whether a value must stand from the set-by tier down."),
        "when": one("condition", "It is required only where this holds."),
        "help": one("text", "How to decide what to write."),
        "example": {"type": ["scalar", "listing"], "meta": {"about": "A good example.", "raw": True}},
        "source": one("id", "The reference that asks for it: an id of references.yml."),
    },
    "A value that documents look up.",
)
VALUES: Rule = entries("value-name", VALUE, "Every value that documents look up, by name.")

FIELD: Rule = table(
    {
        "type": needed(one("choice", "What the field is.", FIELD_TYPES)),
        "name": needed(one("text", "The field, as a short label.")),
        "required": one("yes/no", "Whether every record must have it."),
        "choices": CHOICES,
        "min": one("money", "The smallest number or amount allowed."),
        "max": one("money", "The largest number or amount allowed."),
        "help": one("text", "What to write."),
        "example": one("text", "A good example."),
    },
    "A field of the records.",
)
RECORD_TYPE: Rule = table(
    {
        "name": needed(one("text", "What one record is called.")),
        "plural": needed(one("text", "What several are called.")),
        "summary": one("text", "What the table is for."),
        "text": needed(one("id", "The field that fills an empty link to a record.")),
        "fields": needed(entries("id", FIELD, "The fields of the records.")),
        "records": entries(
            "id",
            {"type": "table", "meta": {"about": "A record's fields, or `slot:` and what the slot is called.", "raw": True}},
            "The records, and the slots that each member of a tier fills.",
        ),
    },
    "A table of records, such as contacts or services.",
)
SLOT: Rule = table(
    {
        "slot": needed(one("id", "The tier whose members each give their own.")),
        "name": needed(one("text", "What the slot is called until it is filled.")),
        "when": one("condition", "It is needed only where this holds."),
        "help": one("text", "What to give."),
    },
    "A record that each member of a tier gives.",
)

TERM_FORMS: dict[str, Rule] = {
    "singular": needed(one("text", "The word for one.")),
    "plural": one("text", "The word for several."),
    "short": one("text", "The short form."),
}
TERM: Rule = table(
    {
        **TERM_FORMS,
        "definition": needed(one("text", "What it means.")),
        "source": one("id", "The reference it comes from."),
        "avoid": listing(one("text", "Words."), "Words not to use for it."),
    },
    "A word of the shared language.",
)
GLOSSARY: Rule = entries("id", TERM, "The words of the shared language.")

FATE: Rule = table(
    {
        "became": listing(one("address", "An address."), "The addresses that took its place."),
        "retired": one("yes/no", "Nothing took its place."),
        "because": needed(one("text", "Why.")),
    },
    "What became of an id that is gone.",
)
FATES: Rule = entries("address", FATE, "What became of ids that are gone, by old address.")

WAIVER: Rule = table(
    {
        "code": needed(one("id", "The code of the problem.")),
        "at": needed(one("subject", "An address, the name of a value, or `record-type:id`.")),
        "for": one("id", "The localisation it is for; without it, the file's own."),
        "because": needed(one("text", "Why it is accepted.")),
        "by": needed(one("role", "The post that decided.")),
        "until": needed(one("date", "The last day it holds.")),
    },
    "An exception: a problem that is accepted for a time.",
)
WAIVERS: Rule = listing(WAIVER, "Problems that are accepted for a time.")

DOCUMENT: Rule = table(
    {
        "kind": needed(one("id", "The kind of document: the name of its folder.")),
        "title": needed(one("text", "The title.")),
        "number": one("text", "A short code; also the order in the menu."),
        "summary": one("text", "One sentence for lists and search results."),
        "owner": one("role", "The post or body that answers for it."),
        "approved": one("date", "When it was approved."),
        "review": one("date", "When it must be reviewed."),
        "status": one("choice", "Whether it is in force.", ("draft", "in-force")),
        "optional": one("yes/no", "Whether a lower tier may opt out of it."),
        "lock": one("choice", "The lock of the whole document.", LOCKS),
        "when": one("condition", "The document is there only where this holds."),
    },
    "What a document says of itself.",
)

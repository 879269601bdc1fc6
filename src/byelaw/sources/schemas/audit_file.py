"""What may stand in a localisation's record of its audits."""

from byelaw.sources.schemas.rules import Rule, entries, listing, needed, one, table

ACTION: Rule = table(
    {
        "do": needed(one("text", "What is to be done.")),
        "owner": needed(one("role", "The post that does it; never a person's name.")),
        "by": needed(one("date", "The last day for it.")),
        "done": one("date", "The day it was done."),
    },
    "What was decided to do.",
)
RATED: Rule = table(
    {
        "rating": one("integer", "A figure of the audit's ratings; leave it out where the check was not rated."),
        "evidence": one("text", "What was found, as plain text."),
        "wording": one("text", "What the check said when it was rated."),
        "actions": listing(ACTION, "What is to be done about it."),
    },
    "What a round says of a check.",
)
ROUND: Rule = table(
    {
        "on": needed(one("date", "The day it was agreed.")),
        "summary": one("text", "What came of it, in a sentence or two."),
        "ratings": needed(entries("name-of-block", RATED, "What was found, by the id of the check.")),
    },
    "One time that the checks were worked through.",
)
RECORD: Rule = table(
    {
        "audit": one("id", "The audit it is of; without it, the only one there is."),
        "share": one("yes/no", "Whether sites above may compare it with others that are shared."),
        "lead": one("role", "The post that leads the audit; never a person's name."),
        "rounds": needed(listing(ROUND, "The rounds, from the earliest.")),
    },
    "What a localisation found when it worked through an audit.",
)

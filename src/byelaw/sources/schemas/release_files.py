"""What may stand in the files about releases: who signed content off, what could not wait, and what a release says of itself."""

from byelaw.sources.schemas.rules import Rule, listing, needed, one, table

SIGN_OFF: Rule = table(
    {
        "role": needed(one("role", "The post that signed; never a person's name.")),
        "organisation": needed(one("text", "The body that the post belongs to.")),
        "on": needed(one("date", "The day of the decision.")),
        "content": needed(one("digest", "The digest of the content that was signed, as `byelaw sign` writes it.")),
        "note": one("text", "A meeting, a minute or a condition."),
    },
    "A post that agreed to the content as it stood.",
)
SIGN_OFFS: Rule = listing(SIGN_OFF, "Who signed off which content.")

_URGENT: dict[str, Rule] = {
    "at": needed(one("address", "Where it is: `document#block`, or a document.")),
    "text": needed(one("text", "What changed and what to do now, in a sentence or two.")),
    "on": one("date", "The day of the change; without it, the day of the release."),
}
URGENT_CHANGES: Rule = listing(
    table(_URGENT, "A change that cannot wait until an area moves to the release."),
    "Changes that readers of older releases are told of at once.",
)
RELEASE: Rule = table(
    {
        "name": needed(one("id", "What was released: `framework` or a localisation.")),
        "version": needed(one("version", "Its version, such as 1.1.")),
        "released": needed(one("date", "The day of the release.")),
        "previous": one("version", "The release before it."),
        "summary": one("text", "What is new in it, in a sentence or two."),
        "sign-offs": SIGN_OFFS,
        "urgent": listing(
            table(
                {**_URGENT, "formerly": listing(one("address", "An address."), "The addresses that became this one.")},
                "A change that could not wait.",
            ),
            "Changes that readers of older releases are told of at once.",
        ),
    },
    "What a release is. Written by `byelaw release`.",
)

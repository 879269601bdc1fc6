"""What may stand in `references.yml`: CSL 1.0.2 variables by their names, and two of ours."""

from byelaw.sources.schemas.rules import Rule, entries, listing, needed, one, table

TYPES = (  # noqa: SIM905 - words read best as words
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document "
    "entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map "
    "motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post "
    "post-weblog regulation report review review-book software song speech standard thesis treaty webpage"
).split()
TEXTS = (  # noqa: SIM905 - words read best as words
    "abstract annote archive archive_collection archive_location archive-place authority call-number citation-key "
    "citation-label collection-title container-title container-title-short dimensions division DOI event event-title "
    "event-place genre ISBN ISSN jurisdiction keyword language license medium note original-publisher "
    "original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre "
    "reviewed-title scale source status title title-short volume-title volume-title-short year-suffix chapter-number "
    "citation-number collection-number edition first-reference-note-number issue locator number number-of-pages "
    "number-of-volumes page page-first part-number printing-number section supplement-number version volume"
).split()
NAMES = (  # noqa: SIM905 - words read best as words
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author performer "
    "producer recipient reviewed-author script-writer series-creator translator"
).split()
DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")

NAME: Rule = table(
    {
        "family": one("text", "Family name."),
        "given": one("text", "Given names."),
        "literal": one("text", "The name of a body, whole."),
        "suffix": one("text", "Suffix."),
        "dropping-particle": one("text", "Dropping particle."),
        "non-dropping-particle": one("text", "Non-dropping particle."),
    },
    "A person or a body who wrote something published.",
)
OURS: dict[str, Rule] = {
    "withdrawn": one("date", "It is no longer in force from this day."),
    "replaced-by": one("name-of-block", "The reference that took its place."),
}
REFERENCE: Rule = table(
    {
        "type": needed(one("choice", "What it is.", TYPES)),
        **{name: one("text", f"CSL: {name}.") for name in TEXTS},
        **{name: listing(NAME, f"CSL: {name}.") for name in NAMES},
        **{name: one("csl-date", f"CSL: {name}.") for name in DATES},
        "URL": one("url", "Where it can be read."),
        "title": needed(one("text", "The full title.")),
        **OURS,
    },
    "A source that documents cite.",
)
REFERENCES: Rule = entries("id", REFERENCE, "The sources that documents cite.")

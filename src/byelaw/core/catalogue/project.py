"""What can be wrong between files: names that name nothing, who extends whom, and prose that fits no entry."""

from byelaw.core.problems import Code, Severity


def _unknown(what: str, where: str) -> Code:
    return Code(
        f"unknown-{what.replace(' ', '-')}",
        f"a {what} that does not exist",
        f"The name is misspelt, or the {what} was never declared in {where}.",
        "Correct the name; the hint shows the nearest that exist.",
    )


CODES: tuple[Code, ...] = (
    _unknown("tier", "framework.yml"),
    _unknown("kind", "framework.yml"),
    _unknown("event", "framework.yml"),
    _unknown("fact", "framework.yml"),
    _unknown("value", "values.yml"),
    _unknown("term", "glossary.yml"),
    _unknown("reference", "references.yml"),
    _unknown("record type", "the folder records"),
    _unknown("record", "the folder records or by a localisation"),
    Code(
        "unknown-data",
        "a pathway, form or audit that does not exist",
        "A block asks for a file in `pathways/`, `forms/` or `audits/` of its own layer, or a localisation changes one, and there is none.",
        "Correct the name; the hint shows the nearest that exist.",
    ),
    Code(
        "data-unused",
        "a pathway, form or audit that nobody will see",
        "A file in `pathways/`, `forms/` or `audits/` is published only where a block of a document names it, and none does.",
        "Add a block that names it to a document, or delete the file.",
        Severity.WARNING,
    ),
    Code(
        "data-used-twice",
        "a pathway, form or audit in two places",
        "Its steps, fields or checks are blocks with ids, which can stand in one place only.",
        "Keep it in one document and link to it from the other.",
    ),
    Code(
        "no-framework",
        "there is no framework",
        "The folder has no framework/framework.yml, so there is nothing to localise or publish.",
        "Run the command in the folder of the project, or start one with `byelaw new`.",
    ),
    Code(
        "no-localisation",
        "a localisation without its file",
        "Every folder in localisations/ needs a localisation.yml that says what it extends.",
        "Add the file, or delete the folder.",
    ),
    Code(
        "missing-front-matter",
        "a document that does not say what it is",
        "A document starts with a line of three hyphens, the facts about it, and another such line.",
        "Copy the first lines of a document next to it and change them.",
    ),
    Code(
        "wrong-folder",
        "a document in the wrong folder",
        "Documents stand in the folder of their kind, so that people find them.",
        "Move the file, or correct its kind.",
    ),
    Code(
        "reserved-field",
        "a field with a reserved name",
        "The name has a meaning of its own in every record.",
        "Choose another name for the field.",
    ),
    Code(
        "event-loop",
        "an event that comes after itself",
        "The events' `after` lists lead in a circle, so that nothing can be said about which limit is the shorter.",
        "Take away the one that is wrong.",
    ),
    Code(
        "fate-unclear",
        "an old id with two fates, or none",
        "An id that is gone either became something or was retired.",
        "Write `became:` with the new addresses, or `retired: yes`.",
    ),
    Code(
        "unknown-parent",
        "a parent that does not exist",
        "`extends:` names neither the framework nor a folder in localisations/.",
        "Correct the name; the hint shows the nearest.",
    ),
    Code(
        "missing-release",
        "a release that is not there",
        "`extends:` stays on a release, and its folder is not in releases/.",
        "Fetch the release, or extend one that is there.",
    ),
    Code(
        "extends-cycle",
        "localisations that extend each other",
        "Following `extends:` leads back to where it started, so there is no framework above.",
        "Let one of them extend `framework`.",
    ),
    Code(
        "parent-not-read",
        "a parent that cannot be read",
        "What the localisation extends has problems of its own, so nothing can be said about this one.",
        "Mend the parent first.",
    ),
    Code(
        "tier-order",
        "a localisation that does not stand below its parent",
        "A localisation extends one of a higher tier: an area a region, a region a nation.",
        "Correct its tier or what it extends. Areas that share text share a tier above them.",
    ),
    Code(
        "release-altered",
        "a release that is not as it was released",
        "A file of a released folder was changed, added or taken away. Others rely on its words as they were.",
        "Restore the folder. To change something, make a new release.",
    ),
    Code(
        "text-without-entry",
        "text that belongs to no change",
        "Every text of a localisation belongs to an entry that says what it does, why, and who answers for it.",
        "Add an entry with the id under `changes:`, or correct the id.",
    ),
    Code(
        "entry-without-text",
        "a change without its text",
        "The entry replaces, inserts or notes something, and no text below has its id.",
        "Write a heading or a block with the id of the entry.",
    ),
    Code(
        "operations-clash",
        "things that cannot be done to one block together",
        "Replacing a section brings its new title along; omitting it leaves nothing to move.",
        "Use replace, move and note together, or retitle with move and note.",
    ),
    Code(
        "two-places",
        "a block with two places",
        "A block goes to one place: before, after, at the start or at the end of another.",
        "Keep one of them.",
    ),
    Code(
        "title-format",
        "a title that is not one line of text",
        "Titles stand in menus and tables of contents.",
        "Write it without headings, lists or blank lines.",
    ),
    Code(
        "dates-reversed",
        "an end before its start",
        "`until` is earlier than `from`, so the change would never apply.",
        "Correct one of the two dates.",
    ),
    Code(
        "image-type",
        "a file that is not the picture it seems",
        "Pictures are PNG, JPEG or SVG, and the ending of the name must say which.",
        "Save the picture again, as PNG or SVG.",
    ),
    Code(
        "image-too-big",
        "a picture that is too big",
        "Pictures may have 5 MiB and 40 million pixels; readers on telephones wait for them.",
        "Save it smaller.",
    ),
    Code(
        "image-damaged",
        "a picture that cannot be read",
        "The file is cut off or broken, or does not say how large the picture is.",
        "Save it again from the original.",
    ),
    Code(
        "svg-not-allowed",
        "a drawing that holds more than a drawing",
        "Scripts, styles, links, animations and things fetched from elsewhere are refused: a drawing is shapes and text.",
        "Save it as 'plain SVG', or as PNG.",
    ),
)

"""What can be wrong with an edition once it is merged: look-ups, links, pictures, dates, and text that nobody would see."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "value-missing",
        "something that must be set here and is not",
        "The text needs a value or a record that each member of this tier gives for itself. Readers would find a gap.",
        "Set it in localisation.yml; the hint says what it is. `byelaw build --draft` shows the documents with the gaps marked.",
    ),
    Code(
        "unknown-filter",
        "a look-up with a filter that does not exist",
        "The word after `as` is none of the known filters.",
        "Use one of those that the hint names, or leave `as …` out.",
    ),
    Code(
        "empty-field",
        "a look-up that finds nothing to show",
        "The record is there and the field is not filled in, so the sentence has a hole in it.",
        "Fill the field in, or take the look-up out of the sentence.",
        Severity.WARNING,
    ),
    Code(
        "retired-role",
        "a duty for a role that this edition retired",
        "`who=` names a role that this localisation, or one above it, has taken out of its records. Nobody would be left to act.",
        "Say who acts instead by replacing the text, or keep the role.",
    ),
    Code(
        "term-form",
        "words that are not a form of their term",
        "The words of a link to the glossary are none of the forms of its term. They could not follow if the term is renamed.",
        "Use one of the forms that the hint names, or leave the words out.",
        Severity.WARNING,
    ),
    Code(
        "withdrawn-reference",
        "a source that is no longer in force",
        "The law or guidance cited here was withdrawn before the day that the edition is made for.",
        "Cite what replaced it, and check that the text still agrees.",
        Severity.WARNING,
    ),
    Code(
        "dangling-link",
        "a link to something that does not exist",
        "The document, block, term or record that the link names was never there: the name is misspelt.",
        "Correct the name; the hint shows the nearest.",
    ),
    Code(
        "link-to-omitted",
        "a link to text that is left out here",
        "This edition, or one above it, left out or withdrew what the link leads to, and does not say what is read instead.",
        "Add `instead:` where the text was left out, so that the links lead there.",
    ),
    Code(
        "link-to-absent",
        "a link to text that stands here only on a condition",
        "The target has a condition that does not hold in this edition, so the link would lead nowhere.",
        "Put the link where the same condition holds.",
    ),
    Code(
        "missing-image",
        "a picture that is not there",
        "The `files` folder beside the text has no picture of this name.",
        "Put the picture into the folder, or correct its name.",
    ),
    Code(
        "image-unreadable",
        "a drawing that cannot be drawn",
        "The drawing could not be turned into the picture that Word needs. The message says what was wrong in it.",
        "Open it in a drawing program and save it again as 'plain SVG', or save it as PNG.",
    ),
    Code(
        "unknown-template",
        "a block made by a template that does not exist",
        "`template=` names none of the files in templates/blocks.",
        "Use one of the templates that the hint names.",
    ),
    Code(
        "bad-template",
        "a template that fails",
        "The template has a mistake in it, or asks for something that the records do not have.",
        "Mend the template at the line shown, or ask whoever looks after the templates.",
    ),
    Code(
        "idle-condition",
        "text that no edition shows",
        "The condition on the text holds in none of the editions that read it, so nobody would ever see it.",
        "Set the fact where the text is wanted, or take the text out.",
    ),
    Code(
        "empty-document",
        "a document without text",
        "There is nothing in the document, so readers would open an empty page.",
        "Write its text, withdraw it, or leave it out until it is ready.",
    ),
    Code(
        "empty-section",
        "a heading without text",
        "A section has a heading and nothing under it; perhaps what stood there was left out.",
        "Write its text, or leave the section out too.",
        Severity.WARNING,
    ),
    Code(
        "heading-depth",
        "a heading too deep",
        "Word and web pages know six levels of headings, and the document's title is the first.",
        "Put the text one level higher, or make a list of it.",
    ),
)

"""Problems found when a document becomes Word and PDF: what paper, fonts or accessibility standards refuse."""

from byelaw.core.problems import Code

CODES: tuple[Code, ...] = (
    Code(
        "document-not-written",
        "A document could not be written",
        "Pandoc, which writes the text of Word and PDF, refused the document, died or took too long. The other documents were written.",
        "The message holds pandoc's own words. Shorten the document, or take out the part it names.",
    ),
    Code(
        "pdf-refused",
        "A PDF could not be made",
        "Typst refused the document, or would have had to break PDF/A-2a or PDF/UA-1, the standards of archives and of screen readers.",
        "The message holds typst's own words. Change the part it names.",
    ),
    Code(
        "missing-glyph",
        "A character is not in the fonts",
        "The fonts that go into every PDF have no shape for a character, so that it would be an empty box on paper. "
        "Pictograms copied from a web page are the usual cause.",
        "Write what the character means in words, or use one that the fonts have, such as ✓.",
    ),
    Code(
        "image-without-alt",
        "A picture has no alternative text",
        "Whoever hears the document instead of seeing it would miss the picture (WCAG 1.1.1; PDF/UA-1 refuses it).",
        "Say in words what the picture shows: ![What it shows](files/picture.png).",
    ),
    Code(
        "image-not-given",
        "A picture is not among the document's pictures",
        "The text shows a picture that was not read from a `files` folder.",
        "Put the picture into the `files` folder beside the document.",
    ),
    Code(
        "table-without-header",
        "A table has no header row, or an empty cell in it",
        "Screen readers say the header of each column with every cell; without it a table is a row of loose words (WCAG 1.3.1).",
        "Give every column a name in the first row.",
    ),
    Code(
        "heading-order",
        "A heading skips a level",
        "Sections go from one level to the next below; PDF/UA-1 refuses a document that skips one. A section left out can be the cause.",
        "Raise the heading, or put a section between.",
    ),
    Code(
        "duplicate-anchor",
        "Two blocks have the same id",
        "Links to the id, and bookmarks in Word and PDF, could mean either block.",
        "Give each block an id of its own.",
    ),
    Code(
        "broken-anchor",
        "A link leads to a block that is not in the document",
        "The block was left out of this edition, or its id is written differently.",
        "Link to a block that the edition has; `byelaw explain` says what became of the old one.",
    ),
    Code(
        "empty-link",
        "A link has no words",
        "Nobody can see or hear where the link leads (WCAG 2.4.4).",
        "Write the words of the link.",
    ),
    Code(
        "redline-not-written",
        "A redline could not be written as Word",
        "Pandoc refused one of the two versions, died or took too long, or the text holds what Word has no place for, such as a footnote "
        "in a footnote. The comparison itself stands.",
        "Read the comparison as a page. The message holds what is in the way.",
    ),
    Code(
        "redline-not-proved",
        "A redline in Word would not have held",
        "Before a redline is written, all its changes are accepted, and rejected, and what remains is compared with the two versions. It "
        "was not the same, even with everything replaced as a whole, so there is no file.",
        "Read the comparison as a page, and report the two versions to those who maintain Byelaw: the mistake is not in your text.",
    ),
)

"""Problems in the text of documents: found while Markdown is read."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "prose-size",
        "The text is too large, or a line of it is",
        "A text has more than a million characters, a line more than 20,000, or a line more than 200 brackets. "
        "No person wrote that, and it could keep the reader busy for hours.",
        "Split the document, or delete what was pasted by accident.",
    ),
    Code(
        "prose-nesting",
        "Blocks stand too deep in one another",
        "Fences, quotations or lists are nested more than twelve deep.",
        "Close fences that should have ended, or make a section of what stands so deep.",
    ),
    Code(
        "prose-invisible",
        "The text holds a character that nobody can see",
        "Direction marks, zero-width spaces and control characters can make a text read otherwise than it is stored. "
        "They come along when text is copied from elsewhere.",
        "Delete the character at the place shown.",
    ),
    Code(
        "prose-timeout",
        "The text took too long to read",
        "The Markdown reader did not finish within its time limit. Other documents were read.",
        "Look for very long lines, or for hundreds of brackets, asterisks or fences, and simplify them.",
    ),
    Code(
        "prose-unreadable",
        "The text could not be read",
        "The Markdown reader stopped while it read this text. Other documents were read.",
        "The message says what happened. Take the newest part of the text out to find which part it is.",
    ),
    Code(
        "prose-attribute",
        "An attribute or class is unknown, written twice or empty",
        "Attributes say who must act, from which source, and when. A misspelt one would be lost without a word.",
        "Use only what the source format lists, each once; the hint shows the nearest known name.",
    ),
    Code(
        "prose-literal-attributes",
        "Attributes stayed in the text, or name nothing",
        "Something in braces was meant to give a block an id or attributes, but stands where it cannot be read: "
        "in the middle of a line, or with single quotes or none.",
        'Write {#id .must who=role when="panel=yes"} at the end of a heading, or alone on the line above a block, '
        "with double quotes around what has spaces.",
    ),
    Code(
        "prose-literal-fence",
        "A fence stayed in the text",
        "':::' was not read as the start or end of a block, so readers would see the colons.",
        "Put the fence alone on its line, with a space and the attributes in braces: ::: {#id .must}",
    ),
    Code(
        "prose-unclosed",
        "A block is never closed",
        "A block that begins with ':::' has no ':::' of its own at its end, so it swallows what follows.",
        "Write ':::' alone on a line after the block.",
    ),
    Code(
        "prose-condition",
        "A condition cannot be read",
        "'when=' tests facts: fact=value, several with spaces between, 'any' in front, 'not' before a test.",
        'Write for example when="panel=yes", when="any panel=yes age-line=12" or when="not panel=yes".',
    ),
    Code(
        "prose-empty",
        "A block is empty",
        "Only a place for an inherited block (keep=) and a block made from records (template=) have no text of their own.",
        "Write its text, or take it out.",
    ),
    Code(
        "prose-id",
        "A block has no id, or has one where it cannot",
        "A block with a strength, a condition or a lock needs an id, so that changes and links can name it. "
        "Inside a list, a quotation or a callout without an id, blocks cannot be named.",
        "Give the block an id, or take it out of the list or quotation.",
    ),
    Code(
        "prose-id-form",
        "An id has the wrong form",
        "An id is a-z, 0-9 and single hyphens, starts with a letter and has at most 40 characters; other ids would be changed in Word.",
        "Choose an id such as who-attends.",
    ),
    Code(
        "prose-id-twice",
        "An id is used twice in one text",
        "Links and changes name a block by its id, so each id can stand once in a document.",
        "Give one of the two blocks another id.",
    ),
    Code(
        "prose-heading",
        "A heading has no id or no words",
        "Every heading has an id that stays when its words change: links, changes and comparisons depend on it.",
        "Write it at the end of the heading: ## Who attends {#who-attends}",
    ),
    Code(
        "prose-heading-inside",
        "A heading stands inside another block",
        "Most often the block before it was not closed. Sections cannot begin inside a block.",
        "Write ':::' on a line before the heading.",
    ),
    Code(
        "heading-level",
        "A heading skips a level, or is of level 1",
        "The title is level 1, so a document begins with '##'. Screen readers and PDF need each level in turn.",
        "Use one more '#' than the section around it.",
    ),
    Code(
        "prose-keep",
        "The place of an inherited block cannot be read",
        "'keep=' names one block of the text that is replaced, and nothing else may stand there.",
        "Write ::: {keep=hold-in-time} and ':::' on the next line.",
    ),
    Code(
        "prose-template",
        "A block made from records cannot be read",
        "Such a block names a template and the records it shows, and is empty itself.",
        "Write ::: {#who-to-call template=contact-cards records=\"contact:front-door\"} and ':::' on the next line.",
    ),
    Code(
        "prose-caption",
        "A caption cannot be read",
        "Only a table or an image has a caption. A line that begins with ':' under a table is not one.",
        'Write {#id caption="Who attends"} on the line above the table.',
    ),
    Code(
        "prose-table",
        "A table has no header, or an empty one",
        "A table without a header row stays text; a column without a header cannot be understood by ear.",
        "Write a header for every column and a line |---|---| under it.",
    ),
    Code(
        "prose-table-alignment",
        "Columns are aligned in the text",
        "How columns look is decided by the templates, the same for all outputs.",
        "Write |---| in place of |:--|, |--:| or |:-:|.",
    ),
    Code(
        "prose-link",
        "A link is not allowed, or cannot be one",
        "Links are https:, http:, mailto:, tel:, #id, doc:, term:, ref: and the record types. "
        "Anything else could lead nowhere, or run a script.",
        "Use one of these kinds; ids have no spaces. Only typed links may be empty: they are filled from their target.",
    ),
    Code(
        "prose-image",
        "An image does not come from the folder 'files'",
        "Images are read only from the 'files' folder of the framework or of the localisation.",
        "Put the file there and write ![What it shows](files/name.svg).",
    ),
    Code(
        "prose-image-words",
        "An image has no alternative text",
        "People who cannot see the picture hear its alternative text. Without it the PDF cannot be made.",
        "Say what the picture shows: ![The four steps from concern to plan](files/steps.svg)",
    ),
    Code(
        "prose-image-name",
        "The alternative text is only the file's name",
        "A file's name tells nobody what the picture shows.",
        "Say what the picture shows.",
        Severity.WARNING,
    ),
    Code(
        "prose-raw",
        "Raw HTML or a comment stands in the text",
        "HTML would be lost in Word and PDF, and could run scripts on the site. Comments could go live unseen.",
        "Write it as Markdown, or leave it out.",
    ),
    Code(
        "prose-not-allowed",
        "Something stands in the text that may not",
        "The three outputs show it differently, or not at all.",
        "Write it as paragraphs, lists or tables.",
    ),
    Code(
        "prose-list",
        "A paragraph became a list",
        "A paragraph that begins with a number and a full stop (2027. was the year), or a letter in brackets, is read as a list.",
        "Put a backslash before the full stop or bracket, or turn the sentence round.",
        Severity.WARNING,
    ),
    Code(
        "prose-task",
        "A box to tick stands in a list",
        "'[ ]' would be shown as brackets.",
        "Write a form, or a plain list.",
    ),
    Code(
        "prose-note",
        "A note and its call do not fit",
        "A call [^1] without a note is shown as brackets; a note that nothing calls, or a second one of the same "
        "label, is not shown at all.",
        "Give each note one label, one call or more, and one text: [^1]: …",
    ),
    Code(
        "prose-lookup",
        "Braces are left over, or a look-up stands where none can",
        "A look-up is {{ name }} or {{ name as filter }} in running text; never in an address, in code or in an "
        "attribute. Nothing is calculated.",
        "Use a declared name. For an address, link to the record.",
    ),
    Code(
        "citations",
        "The references could not be formatted",
        "The citation processor refused the references or the style.",
        "The message says which; compare the reference with the others in references.yml.",
    ),
)

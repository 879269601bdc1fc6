"""What can be wrong with the contents of a YAML file: keys, shapes, and texts that their type cannot read."""

from byelaw.core.problems import Code

CODES: tuple[Code, ...] = (
    Code(
        "unknown-key",
        "a key that may not stand here",
        "The name before the colon is misspelt, or belongs in another place.",
        "Correct it; the hint shows the nearest that is known. `byelaw schema` lets your editor complete the names.",
    ),
    Code(
        "missing-key",
        "a key that must be there",
        "Something that cannot be guessed was not said.",
        "Add the line; the hint says what it is for.",
    ),
    Code(
        "lookup-in-data",
        "a look-up in data",
        "`{{ name }}` stands in a value, a title or another piece of data. Nothing is looked up there, so readers would see the braces.",
        "Write the words themselves. Look-ups work in the text of documents, and in `title:` and `note:` of a change.",
    ),
    Code(
        "unused-key",
        "a key that does nothing here",
        "It belongs to another operation, so it would silently have no effect.",
        "Delete it, or add the operation to `do:`.",
    ),
    Code(
        "wrong-shape",
        "a list, a table or text in the wrong place",
        "A list was written where text is expected, or the other way round.",
        "Look at the example in the reference of the source format.",
    ),
    Code(
        "empty-value",
        "nothing after the colon",
        "An empty line says nothing, and it is not clear whether something was forgotten.",
        "Write what is missing, or delete the line.",
    ),
    Code(
        "id-format",
        "a name that is not an id",
        "Ids are part of addresses on the web and of file names on every computer, so they are kept simple.",
        "Use a to z, 0 to 9 and single hyphens, a letter first, at most 40 characters.",
    ),
    Code(
        "address-format",
        "something that is not an address",
        "An address is the document's id, # and the block's id.",
        "Write it like `strategy-discussion#timescales`.",
    ),
    Code(
        "not-one-of",
        "a choice that does not exist",
        "Only certain words may stand here, and this is none of them.",
        "Use one of those that the hint names.",
    ),
    Code(
        "not-yes-or-no",
        "neither yes nor no",
        "Only yes and no are understood; true, on and Y are not.",
        "Write yes or no.",
    ),
    Code(
        "not-a-date",
        "something that is not a date",
        "Dates are written with year, month and day, and the day must exist.",
        "Write it like 2027-06-30.",
    ),
    Code(
        "not-a-number",
        "something that is not a number",
        "A number has digits only, at most 18, and does not start with 0.",
        "Write the digits; put the unit elsewhere.",
    ),
    Code(
        "out-of-bounds",
        "a number that is too small or too large",
        "The framework declares between which figures the value must be; a page has room for so many rows and columns of a form.",
        "Write a figure within the bounds, or ask the framework's editors to change them.",
    ),
    Code(
        "choice-twice",
        "a choice that stands twice in one list",
        "Two equal words to choose from can't be told apart in what was filled in.",
        "Delete one of them, or say in words how they differ.",
    ),
    Code(
        "not-a-limit",
        "something that is not a time limit",
        "A limit is a number and hours, days, working days or weeks, or `as soon as possible`.",
        "Write it like `3 working days` or `24 hours from referral-received`.",
    ),
    Code(
        "not-a-condition",
        "something that is not a condition",
        "A condition is one or more tests of facts, each with an equals sign and without spaces around it.",
        "Write it like `panel=yes`, or `any panel=yes age-line=12`.",
    ),
    Code(
        "not-an-email",
        "something that is not an email address",
        "There are spaces in it, or a part before or after the @ is missing.",
        "Write a shared mailbox like enquiries@northmere.example.",
    ),
    Code(
        "not-a-phone-number",
        "something that is not a telephone number",
        "A telephone number has digits, spaces, brackets, perhaps + in front and `ext` before an extension.",
        "Write it like 01632 960011 or 01632 960011 ext 12.",
    ),
    Code(
        "not-a-web-address",
        "something that is not a web address",
        "A web address starts with https:// (or http://), has no spaces, and carries no user name.",
        "Copy it whole from the browser.",
    ),
    Code(
        "not-a-language",
        "something that is not a language",
        "Languages are written by their short codes.",
        "Write it like en-GB or cy.",
    ),
    Code(
        "not-a-version",
        "a version that is not one",
        "Versions are numbers with full stops between, so that it is plain which of two is the newer.",
        "Write 1, 1.1 or 2.0.3, with no 0 in front of a number.",
    ),
    Code(
        "not-a-digest",
        "a digest that is not one",
        "A sign-off names the content that was signed by its SHA-256, so that a later change shows.",
        "Let `byelaw sign` write the entry.",
    ),
    Code(
        "too-many-problems",
        "more problems than are shown",
        "A hundred problems of a file are shown; the rest are counted.",
        "Mend the first ones, which often mends the rest, and run the command again.",
    ),
)

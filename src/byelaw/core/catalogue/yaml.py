"""What can be wrong with files as files, and with YAML as YAML."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "not-a-regular-file",
        "something that is not an ordinary file",
        "A link to another file, a pipe or a device stands where files are read. What it leads to could lie outside the project.",
        "Delete it and put a copy of the file in its place.",
    ),
    Code(
        "unreadable-file",
        "a file that cannot be read",
        "The computer refuses to open the file or the folder.",
        "Ask whoever looks after the computer to let you read it.",
    ),
    Code(
        "file-changed",
        "a file changed while it was read",
        "Somebody saved the file at the moment it was read, so that it may be half old and half new.",
        "Run the command again when nobody is saving.",
    ),
    Code(
        "file-too-big",
        "a file that is too big",
        "A text file may have 1 MiB and a picture 5 MiB, so that one area's files never hold up the others.",
        "Split the text into several files, or save the picture smaller.",
    ),
    Code(
        "file-name",
        "a file name that not every computer can hold",
        "Windows, macOS and Linux allow different names; a name that one of them refuses breaks the project for its people.",
        "Rename the file with small letters, digits and hyphens.",
    ),
    Code(
        "name-clash",
        "two names that differ only in capitals or accents",
        "On Windows and macOS they are one name, and one of the two files would be lost.",
        "Rename one of them.",
    ),
    Code(
        "unknown-file",
        "a file that nothing reads",
        "The name is not one of those that Byelaw knows, so what is in the file has no effect.",
        "Correct the name, or move the file elsewhere.",
        Severity.WARNING,
    ),
    Code(
        "not-utf-8",
        "a file that is not UTF-8 text",
        "The file was saved in another encoding, so that letters and signs in it would come out wrong.",
        "Open it in your editor and save it with the encoding 'UTF-8'.",
    ),
    Code(
        "byte-order-mark",
        "a file that starts with a byte order mark",
        "Some Windows programs put three invisible bytes at the start of a file; they become part of its first word.",
        "Save the file as 'UTF-8', not as 'UTF-8 with BOM'.",
    ),
    Code(
        "hidden-character",
        "a character that nobody can see",
        "Characters without ink, and those that turn the direction of writing, can make a text read differently from what it is.",
        "Delete it and type the text around it again; it often comes with text pasted from elsewhere.",
    ),
    Code(
        "yaml-syntax",
        "YAML that cannot be read",
        "A line breaks the rules of YAML: often a tab, a second colon, or a quotation mark that is not closed.",
        "Compare the line with its neighbours. Put quotes around text that holds a colon, or that starts with a sign.",
    ),
    Code(
        "yaml-anchor",
        "a YAML anchor",
        "Text that starts with & is a name for a piece of YAML. Anchors can make a small file grow without end, so they are refused.",
        "Put quotes around the text, or delete the &.",
    ),
    Code(
        "yaml-alias",
        "a YAML alias",
        "Text that starts with * repeats a piece of YAML from elsewhere. That can make a small file grow without end, so it is refused.",
        "Write the text out, or put quotes around it.",
    ),
    Code(
        "yaml-tag",
        "a YAML tag or directive",
        "Text that starts with ! or % gives orders to a YAML reader; none are allowed.",
        "Put quotes around the text, or delete the sign.",
    ),
    Code(
        "yaml-merge-key",
        "a YAML merge key",
        "<< copies one table into another, so that nobody can see where a line comes from.",
        "Write the entries out.",
    ),
    Code(
        "yaml-several-documents",
        "two YAML documents in one file",
        "A line with three hyphens starts a second document, and a file holds one.",
        "Delete the line, or move what follows to a file of its own.",
    ),
    Code(
        "yaml-key",
        "a key that is not text",
        "What stands before a colon must be one word or one name.",
        "Write the key, or put quotes around it.",
    ),
    Code(
        "yaml-too-deep",
        "lists and tables too deep in each other",
        "Nothing that Byelaw reads goes deeper than a few levels; twenty are allowed.",
        "Look for a bracket that was meant as text and put quotes around it.",
    ),
    Code(
        "yaml-too-many",
        "too many entries in one file",
        "A file may hold 20,000 entries, so that one area's files never hold up the others.",
        "Split the file.",
    ),
    Code(
        "duplicate-key",
        "the same key twice",
        "Other YAML readers silently keep the last one, and nobody notices that the first is lost.",
        "Keep the one that is right.",
    ),
)

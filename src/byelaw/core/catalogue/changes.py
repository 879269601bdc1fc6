"""What can be wrong with a change: its target, its place, its right to be made, and whether it does anything."""

from byelaw.core.problems import Code

CODES: tuple[Code, ...] = (
    Code(
        "unknown-target",
        "a change of a block that is not there",
        "The document above has no block with this id: it is misspelt, or it stands in another document.",
        "Correct the id; the hint shows the nearest, or the document that has it.",
    ),
    Code(
        "unknown-anchor",
        "a place beside a block that is not there",
        "The block named by `before`, `after`, `start` or `end` is not in the document.",
        "Correct the id, or name another block to stand beside.",
    ),
    Code(
        "unknown-document",
        "a document that is not there",
        "The edition above has no document with this id: it is misspelt, or a higher tier withdrew it.",
        "Correct the id. If the document was withdrawn above, remove your changes to it.",
    ),
    Code(
        "retired-id",
        "a change of a block that was renamed or retired",
        "The framework's ids.yml says what became of this id: the block has another id now, or is gone for good.",
        "Write the new id, or take the change out if the block was retired.",
    ),
    Code(
        "target-replaced",
        "a change of a block that a higher tier replaced",
        "A localisation above replaced the text around this block, and its own text no longer holds the block.",
        "Change one of the blocks that stand there now; the hint names them.",
    ),
    Code(
        "target-omitted",
        "a change of a block that a higher tier left out",
        "A localisation above took the block out, so nobody would see the change.",
        "Take the change out; or bring the block back with `do: replace` and `supersedes:`.",
    ),
    Code(
        "anchor-omitted",
        "a place beside a block that is left out",
        "The block to stand beside is left out or replaced away, by a tier above or in the same file.",
        "Name another block to stand beside.",
    ),
    Code(
        "insert-place",
        "a block that cannot stand at this place",
        "A section cannot stand beside a statement, nor a statement beside a section: either would swallow what follows it.",
        "Use `start` or `end` of a section; `document` goes with `start` and `end` only.",
    ),
    Code(
        "place-circle",
        "places that depend on each other",
        "A block is placed beside or inside itself, or several blocks each wait for another to be placed first.",
        "Place one of them beside a block that was there before.",
    ),
    Code(
        "double-change",
        "one block changed twice in one localisation",
        "Two entries concern the same block, or one block and the text around it, and nothing says which of them counts.",
        "Make one entry of the two. To change a block inside a replaced text, write it there.",
    ),
    Code(
        "no-effect",
        "a change that changes nothing",
        "What is given here already stands there. Perhaps a tier above has taken your wording over since.",
        "Take it out, or write what should be different.",
    ),
    Code(
        "bad-operation",
        "something that cannot be done to this block",
        "Only sections and documents have titles; a document as a whole can be retitled or withdrawn, and nothing else.",
        "Use an operation that fits, or name another block.",
    ),
    Code(
        "wrong-form",
        "a replacement of another form",
        "A section can only be replaced by a section, and a statement only by a statement; otherwise what follows would move.",
        "Write a heading in place of a heading, and a block in place of a block.",
    ),
    Code(
        "duplicate-id",
        "an id that the document already has",
        "Links and changes name a block by its id, so each id can stand once in a document.",
        "Give the new block an id of its own.",
    ),
    Code(
        "duplicate-document",
        "a document with an id that is taken",
        "Another document already has this id, and the pages and files of both would have one name.",
        "Give the new document another id.",
    ),
    Code(
        "unknown-keep",
        "a block to keep that is not there",
        "`keep=` names an inherited block of the text that is being replaced. This one is not in it; inserted text has nothing to keep.",
        "Correct the id; to put a block elsewhere, use `do: move`.",
    ),
    Code(
        "kept-twice",
        "a block kept more than once",
        "An inherited block can stand in one place only, because links and changes name it by its id.",
        "Keep it once, and link to it from the other place.",
    ),
    Code(
        "locked",
        "a change that a lock forbids",
        "The framework or a tier above locked this text, so that it says the same everywhere.",
        "Put your own text beside it, or add a note. Only those who locked it can allow more, with an entry in their exceptions.yml.",
    ),
    Code(
        "lock-lowered",
        "a lock made weaker",
        "A lower tier may lock a block more tightly than the tier above, never less.",
        "Take the `lock:` out, or raise it.",
    ),
    Code(
        "weakened",
        "a duty made weaker",
        "The new text makes less of a duty than the text it replaces, such as a `should` where there was a `must`.",
        "Keep the strength of the original, or use a stronger one.",
    ),
    Code(
        "supersedes-needed",
        "a change of something that a tier above changed already",
        "Your change would undo a change by a localisation between you and the framework, perhaps without your knowing of it.",
        "Read what they changed. If yours is to stand in place of theirs, add `supersedes:` with their id.",
    ),
    Code(
        "instead-missing",
        "a document withdrawn with nothing in its place",
        "Only a document marked as optional may simply be withdrawn; for others, readers must be told what to read instead.",
        "Add `instead:` with the id of the document that is read in its place.",
    ),
)

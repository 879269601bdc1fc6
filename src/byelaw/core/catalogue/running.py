"""What can go wrong while Byelaw runs: editions that do not exist or could not be made."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "unknown-edition",
        "an edition that does not exist",
        "`--edition` names neither the framework nor a folder in localisations/.",
        "Correct the name.",
    ),
    Code(
        "edition-failed",
        "an edition that could not be made",
        "The process that made the edition stopped or took too long. The other editions were made; what was published before still stands.",
        "Run the command again. If it happens again, report it with the words of the hint.",
    ),
    Code(
        "edition-removed",
        "an edition that is no longer in the project",
        "Its folder in localisations/ is gone, so its output was removed: a page that looks current and is not would mislead.",
        "Nothing, if that was meant; otherwise restore the folder and build again.",
        Severity.WARNING,
    ),
    Code(
        "format-kept",
        "a format that was not built again",
        "`--format` built only some of the outputs. The others stay as they were, and may be older than what stands beside them.",
        "Build without `--format` when all of them should say the same.",
        Severity.WARNING,
    ),
    Code(
        "output-altered",
        "files that changed while they were made",
        "Another program changed the new files before they were put in place, so they were not published. The last good ones still stand.",
        "Run the command again. If it happens again, look for a program that watches the folder, such as a virus scanner.",
    ),
)

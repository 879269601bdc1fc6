"""What can be wrong with a record of an audit."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "unknown-check",
        "a rating of a check that the audit does not have",
        "The id is misspelt, or the check was never there. A check that was left out, moved or retired since keeps its old ratings.",
        "Correct the id; the hint shows the nearest. The workbook beside the site lists every check with its id.",
    ),
    Code(
        "unknown-rating",
        "a rating that the audit does not give",
        "The audit says which figures may be given, and this is none of them.",
        "Give one of them, or leave `rating:` out: the check is then shown as not rated.",
    ),
    Code(
        "round-incomplete",
        "an audit that is not finished",
        "Some checks have no rating in the last round. They are shown as not rated and have no part in the averages.",
        "Rate them, or leave them and accept the warning while the round is under way.",
        Severity.WARNING,
    ),
    Code(
        "workbook-unreadable",
        "a file that is not the workbook of an audit",
        "`byelaw audit read` reads workbooks made from the one beside the site: with its summary, and its sheets with all their columns.",
        "Save the workbook as .xlsx, with its first sheet and the names of its columns as they were.",
    ),
    Code(
        "workbook-of-another",
        "the workbook of another place",
        "The first sheet says for which edition the workbook was made. It is neither the one whose record is written nor one above it.",
        "Name the right localisation, or take its own workbook.",
    ),
)

"""Reference pages that are made from the code, so that they cannot say anything else."""

from byelaw.core.catalogue.all_codes import SUBJECTS
from byelaw.core.problems import Code, Severity

_PROBLEMS = """\
# Problems

Every problem that Byelaw can report, by its code: the word in square brackets at the end of a message. An **error** keeps the edition
it concerns from being published; a **warning** does not. `byelaw explain CODE` prints the same. For each code that a few files can show,
`tests/cases/` has a small broken project, what is printed about it, and the same thing done rightly.

This page is made from the code, and a test compares the two.
"""


def problems_page() -> str:
    """Return docs/reference/problems.md: every code by subject, in the order that problems arise in a run."""
    contents = "".join(f"- [{subject}](#{_anchor(subject)}): {_links(codes)}\n" for subject, codes in SUBJECTS.items())
    sections = (f"\n## {subject}\n" + "".join(_entry(code) for code in codes) for subject, codes in SUBJECTS.items())
    return f"{_PROBLEMS}\n{contents}{''.join(sections)}"


def _links(codes: tuple[Code, ...]) -> str:
    return ", ".join(f"[{code.slug}](#{code.slug})" for code in codes)


def _entry(code: Code) -> str:
    title = code.title[:1].upper() + code.title[1:]
    kind = "" if code.severity is Severity.ERROR else " (a warning)"
    return f"\n### {code.slug}\n\n**{title}**{kind}. {code.cause}\n\nWhat to do: {code.remedy}\n"


def _anchor(heading: str) -> str:
    return "".join(character for character in heading.lower() if character.isalnum() or character in " -").replace(" ", "-")

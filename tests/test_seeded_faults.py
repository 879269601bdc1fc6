"""The checks of content on what is shipped: faults sown all over a copy of it are each found where they stand, and nothing else is."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from byelaw.core.catalogue.contents import CODES
from byelaw.core.problems import Problem
from byelaw.settings import find_project
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.loading import load_text

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 23)
CONTENT = frozenset(code.slug for code in CODES) | {"withdrawn-reference"}

CORE = "framework/documents/procedure/core-procedure.md"
DISCUSSION = "framework/documents/procedure/strategy-discussion.md"
PANEL = "framework/documents/procedure/hsb-panel.md"
POLICY = "framework/documents/policy/policy-statement.md"
GUIDE = "framework/documents/guideline/recognising-behaviour.md"
FORM = "framework/documents/tool/referral-form.md"
REGION_PAGE = "localisations/northern-counties/cross-border.md"
AREA_PAGE = "localisations/strathorran/risk-management.md"
AREA_TABLE = "localisations/eastmarch/joint-footprint.md"
CHANGES = "localisations/northmere/core-procedure.md"
NATION = "localisations/scotland/strategy-discussion.md"

Sow = Callable[[str], str]


@dataclass(frozen=True)
class Fault:
    """A fault: the code that finds it, the file, how it gets there, and the words on whose line it is reported."""

    code: str
    file: str
    sow: Sow
    marker: str


def text(words: str) -> Sow:
    """Put a paragraph under the first heading."""
    return lambda page: re.sub(r"(?m)^## .*\n", lambda heading: f"{heading.group()}\n{words}\n", page, count=1)


def swapped(old: str, new: str) -> Sow:
    def swap(page: str) -> str:
        assert old in page, old
        return page.replace(old, new, 1)

    return swap


def matched(pattern: str, new: str) -> Sow:
    def swap(page: str) -> str:
        result, count = re.subn(pattern, new, page, count=1, flags=re.MULTILINE)
        assert count, pattern
        return result

    return swap


def ended(words: str) -> Sow:
    return lambda page: f"{page.rstrip()}\n\n{words}\n"


def row(words: str) -> Sow:
    """Put a row at the end of the first table."""
    return matched(r"(^\|.*\n)(?!\|)", rf"\1{words}\n")


FAULTS: tuple[Fault, ...] = (
    # what only a draft has
    Fault("placeholder", CORE, text("The number is **T**BC for now."), "**T**BC"),
    Fault("placeholder", CORE, matched(r"^summary: .*", "summary: Insert summary text here"), "Insert summary"),
    Fault("placeholder", DISCUSSION, row("| [name of agency] | What they bring |"), "[name of agency]"),
    Fault("placeholder", PANEL, text("Use the form.\n(trix please\nlink)"), "(trix"),
    Fault("placeholder", POLICY, text("- One point\n- Link to follow"), "Link to follow"),
    Fault("placeholder", GUIDE, matched(r"!\[[^\]]*\]", "![Logo Alt Text will go here]"), "Logo Alt Text"),
    Fault("placeholder", FORM, text("Ask the team.[^seed]\n\n[^seed]: Who is this??"), "this??"),
    Fault("placeholder", FORM, matched(r"^title: .*", "title: Referral form (DRAFT)"), "(DRAFT)"),
    Fault("placeholder", GUIDE, ended("> [!NOTE]\n> This page is currently under review."), "currently under review"),
    Fault("placeholder", POLICY, text("Yes / No (delete as *appropriate*)"), "delete as"),
    Fault("placeholder", REGION_PAGE, text("Lorem ipsum dolor sit amet."), "Lorem ipsum"),
    Fault("placeholder", AREA_PAGE, text("Call XXXX for the desk."), "XXXX"),
    Fault("placeholder", AREA_TABLE, row("| An island | tba | To be confirmed |"), "An island"),
    Fault("placeholder", CHANGES, swapped("because: An audit found", "because: TODO add the reason. An audit found"), "TODO"),
    Fault(
        "placeholder",
        "framework/values.yml",
        matched(r"help: The multi-agency.*", "help: Placeholder text for the body."),
        "Placeholder text",
    ),
    Fault(
        "placeholder",
        "framework/glossary.yml",
        matched(r"(?s)(^continuum:.*?definition: )[^\n]*", r"\1To be confirmed."),
        "To be confirmed.",
    ),
    Fault("placeholder", "framework/records/contact.yml", swapped("Day and night, every day", "tbc"), "tbc"),
    Fault(
        "placeholder",
        "localisations/northmere/localisation.yml",
        swapped("record.system: the Northmere children's case record", "record.system: xxx"),
        "xxx",
    ),
    Fault("placeholder", "localisations/eastmarch/localisation.yml", swapped("chair: Director of", "chair: '[Name]' #"), "[Name]"),
    Fault("placeholder", "framework/files/continuum.svg", swapped(">Normal<", ">Normal TBC<"), "TBC"),
    Fault("placeholder", NATION, swapped("[](ref:ngcps2021) says when to hold one.", "Coming soon."), "Coming soon"),
    Fault("placeholder", "framework/framework.yml", matched(r"problems: .*", "problems: Text to follow."), "Text to follow"),
    Fault("placeholder", "framework/forms/screening.yml", swapped("Not known]", "TBC]"), "TBC]"),
    Fault("placeholder", "framework/pathways/at-a-glance.yml", swapped("Problematic or unsure: ", "Problematic or ??: "), "??"),
    Fault("placeholder", "localisations/northmere/audit.yml", swapped("with all four partners.", "by XX/XX/2027."), "XX/XX"),
    Fault("placeholder", AREA_PAGE, matched(r"^because: .*", "because: Reason to follow."), "Reason to follow"),
    # another place's words
    Fault("leaked-word", REGION_PAGE, text("Tell the Reporter for the area."), "the Reporter for"),
    Fault("leaked-word", AREA_PAGE, text("Tell the *Multi-Agency*\nSafeguarding Hub first."), "*Multi-Agency*"),
    Fault("leaked-word", CHANGES, swapped("Every Tuesday morning", "The Reporter comes. Every Tuesday morning"), "The Reporter"),
    Fault("leaked-word", AREA_PAGE, text("See [](ref:kcsie) for more."), "See [](ref:kcsie)"),
    Fault(
        "leaked-word",
        "localisations/northmere/localisation.yml",
        swapped("and advice to other workers.", "and work with Reporters."),
        "Reporters",
    ),
    Fault(
        "unlinked-term",
        NATION,
        swapped("It leaves the shape", "A child protection conference may follow. It leaves the shape"),
        "child protection conference",
    ),
    # words not to use
    Fault("discouraged-term", PANEL, text("The **perpetrators** are seen first."), "perpetrators"),
    Fault("discouraged-term", POLICY, matched(r"^## Purpose", "## The young sex offender"), "young sex offender"),
    Fault(
        "discouraged-term",
        "framework/records/role.yml",
        swapped("The person who shares the concern", "The alleged victim"),
        "alleged victim",
    ),
    # abbreviations
    Fault("undefined-acronym", CORE, text("Bring the case to MARAC."), "MARAC"),
    Fault("undefined-acronym", AREA_TABLE, row("| A port | The IRO | The council |"), "IRO"),
    # people
    Fault("personal-name", GUIDE, text("Speak to Dr Patel first."), "Dr Patel"),
    Fault(
        "personal-name",
        "localisations/northmere/localisation.yml",
        swapped("panel.chair: service manager for safeguarding", "panel.chair: Janet Osbourne"),
        "Janet",
    ),
    Fault(
        "personal-name",
        "localisations/strathorran/localisation.yml",
        swapped("email: duty@strathorran", "email: fiona.macleod@strathorran"),
        "fiona",
    ),
    Fault("personal-number", FORM, text("Her NHS number is 943 476 5919."), "943 476 5919"),
    Fault("personal-number", DISCUSSION, ended("> [!NOTE]\n> Born on 12/03/2011."), "12/03/2011"),
    Fault("real-number", REGION_PAGE, text("Ring 020 7219 4272 now."), "020 7219"),
    Fault("real-number", "localisations/eastmarch/localisation.yml", swapped("01632 960032", "07912 345678"), "07912 345678"),
    Fault("real-address", PANEL, text("Write to front.door@leeds.gov.uk today."), "leeds.gov.uk"),
    # law, dates
    Fault("withdrawn-reference", CORE, text("See the Data Protection Act 1998 for more."), "Data Protection Act 1998"),
    Fault(
        "withdrawn-reference",
        REGION_PAGE,
        text("It follows Working Together to Safeguard Children, 2018."),
        "Working Together to Safeguard",
    ),
    Fault("overdue-review", CORE, matched(r"^review: .*", "review: 2026-01-31"), "review: 2026-01-31"),
    Fault("overdue-review", CHANGES, swapped("review: 2027-02-28", "review: 2025-02-28"), "review: 2025-02-28"),
    Fault(
        "overdue-review",
        "localisations/northmere/localisation.yml",
        matched(r"^review: .*", "review: 2026-09-30"),
        "review: 2026-09-30",
    ),
    # duties
    Fault(
        "strength-word", DISCUSSION, swapped("must count each limit", "counts each limit"), "{{ role.childrens-social-care.name }} counts"
    ),
    # sentences
    Fault("long-sentence", AREA_PAGE, text(f"- Short\n- The plan says{' who does what for whom' * 5} and when."), "The plan says"),
    Fault(
        "long-sentence",
        "localisations/scotland/localisation.yml",
        swapped("does: Decides whether", f"does: Decides{' in good time' * 8} whether"),
        "does: Decides in",
    ),
)


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(workers=2) as pool:
        yield pool


def content_problems_of(project: Path, pandoc: PandocPool) -> list[Problem]:
    settings = find_project(project)
    assert settings is not None
    found = load_text(settings, DAY, pandoc).problems
    return [each for each in found if each.code in CONTENT]


def copied(folder: Path) -> Path:
    for name in ("framework", "localisations", "releases", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def line_of(marker: str, page: str) -> int:
    assert marker in page, marker
    return page[: page.index(marker)].count("\n") + 1


def test_each_of_many_faults_is_found_where_it_stands_and_nothing_else(tmp_path: Path, pandoc: PandocPool) -> None:
    project = copied(tmp_path)
    known = {(each.code, each.place.file, each.message) for each in content_problems_of(project, pandoc)}
    for fault in FAULTS:
        path = project / fault.file
        path.write_text(fault.sow(path.read_text(encoding="utf-8")), encoding="utf-8")
    found = content_problems_of(project, pandoc)
    new = {(each.code, each.place.file, each.place.line): each for each in found if (each.code, each.place.file, each.message) not in known}
    wanted = {(each.code, each.file, line_of(each.marker, (project / each.file).read_text(encoding="utf-8"))) for each in FAULTS}
    assert wanted - new.keys() == set(), "not found"
    assert [str(new[each]) for each in new.keys() - wanted] == [], "found where nothing was sown"


def test_what_is_shipped_is_clean(pandoc: PandocPool) -> None:
    assert [f"{each.place}: {each.message} [{each.code}]" for each in content_problems_of(ROOT, pandoc)] == []

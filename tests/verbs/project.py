"""The small project that the transcripts are about: what a new framework starts with, and three files of a tier below."""

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from byelaw.cli.main import byelaw

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "templates" / "starter"
DAY = "2026-11-23"

MORE = {
    "framework/framework.yml": """\
name: Speaking up
summary: One shared text, with what each area decides for itself.
owner: Editorial board
review: 2027-06-30
printed-copy: 3 days
who: role
tiers:
  region: {name: Region}
  area: {name: Area}
kinds:
  policy: {name: Policy, plural: Policies, summary: What we stand for.}
  procedure: {name: Procedure, plural: Procedures, summary: 'What to do, who does it and by when.'}
strengths:
  must: {name: Must, lock: insert, meaning: There is no choice.}
  should: {name: Should, meaning: Expected.}
  may: {name: May, meaning: Allowed.}
events:
  report-received: {name: the report is received}
facts:
  help-line: {name: Has a help line, type: yes/no, default: no, help: Say yes if people can telephone someone for advice.}
""",
    "localisations/north/localisation.yml": """\
name: The North
tier: region
extends: framework
owner: Northern board
review: 2027-05-31
values:
  timescales.reply: 4 working days
terms:
  report: {singular: incident report, plural: incident reports, because: The police use the shorter word for something else.}
""",
    "localisations/north/reporting.md": """\
---
document: reporting
changes:
  keep-a-copy:
    do: insert
    after: reply-in-time
    because: An audit found replies that nobody had kept.
---
{#keep-a-copy .should who=lead}
The lead should keep a copy for a year.
""",
    "localisations/first-area/localisation.yml": """\
name: First area
extends: north
owner: Duty manager
review: 2027-03-31
facts:
  help-line: yes
values:
  timescales.reply: {value: 2 working days, because: Our staff asked for it.}
  report.mailbox: reports@example.org
records:
  contact:
    desk: {name: First area duty desk, phone: 01632 960001}
""",
    "localisations/first-area/principles.md": """\
---
document: principles
changes:
  no-blame:
    do: omit
    because: Our code of conduct says it.
    review: 2027-01-31
  how-to:
    do: retitle
    title: Whom to tell
    because: People looked for the address.
    from: 2027-01-01
---
""",
    "localisations/second-area/localisation.yml": """\
name: Second area
extends: north
owner: Site manager
review: 2026-10-31
""",
}


def make_project(folder: Path) -> Path:
    """Write the project into the folder."""
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    for name, text in MORE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


SHIPPED = ("england", "scotland", "northern-counties", "northmere", "eastmarch")


def shipped_to(folder: Path) -> Path:
    """Copy what is shipped into the folder: the framework, and of the localisations enough for every condition to hold in one."""
    shutil.copytree(ROOT / "framework", folder / "framework")
    for name in SHIPPED:
        shutil.copytree(ROOT / "localisations" / name, folder / "localisations" / name)
    for path in (ROOT / "releases" / name for name in ("framework", *SHIPPED)):
        if path.is_dir():
            shutil.copytree(path, folder / "releases" / path.name)
    return folder


def in_project(project: Path, *words: str) -> Result:
    """Run a command in the project on the day."""
    return CliRunner(env={"SOURCE_DATE_EPOCH": "1795392000"}).invoke(byelaw, ["--project", str(project), *words], prog_name="byelaw")

"""`validate` says today what a dated change will break on its day."""

import shutil
from datetime import date
from pathlib import Path

from byelaw.settings import Settings
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.validate import problems_of

BASE = Path(__file__).parents[1] / "cases" / "_base"
LATER = """\
---
document: lending
changes:
  anyone-may-join: {do: replace, from: 2027-02-01, because: A trial.}
---
::: {#anyone-may-join .must who=librarian source=libraries-act}
Librarians must let residents join.
:::
"""


def test_a_change_that_a_lock_will_forbid_on_its_day_is_said_before(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "project")
    (tmp_path / "project/localisations/marshire/lending.md").write_text(LATER, encoding="utf-8")
    with PandocPool(workers=1) as pandoc:
        problems = problems_of(Settings(tmp_path / "project"), date(2026, 11, 23), (), pandoc)
    assert [(each.code, each.severity, each.message[:16]) for each in problems] == [("locked", "warning", "from 2027-02-01:")]

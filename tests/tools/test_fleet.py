"""Units of work on worker processes, and the process that these are forked from."""

import subprocess
import sys
from pathlib import Path

ADD = """
from operator import add
from byelaw.tools.fleet import get_ready, run_units
if __name__ == "__main__":
    get_ready("decoy", "no_such_module")
    print(*sorted(done.outcome for done in run_units(add, int, [1, 2, 3], workers=2, seconds=60)))
"""


def test_units_come_back_whatever_workers_were_to_import_beforehand(tmp_path: Path) -> None:
    assert added(tmp_path) == "1 2 3"


def test_workers_import_nothing_from_the_folder_that_byelaw_was_started_from(tmp_path: Path) -> None:
    (tmp_path / "decoy.py").write_text("open('taken', 'w').close()", encoding="utf-8")
    added(tmp_path)
    assert not (tmp_path / "taken").exists()


def added(folder: Path) -> str:
    """Return what three sums come to, made on workers by a script that stands elsewhere and is started in the folder."""
    script = folder / "scripts" / "add.py"
    script.parent.mkdir()
    script.write_text(ADD, encoding="utf-8")
    done = subprocess.run((sys.executable, str(script)), cwd=folder, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout.strip()

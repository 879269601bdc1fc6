"""Units of work on worker processes, and the process that these are forked from."""

import subprocess
import sys
import tempfile
from pathlib import Path

from byelaw.tools.fleet import run_units

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


def test_what_workers_leave_among_the_temporary_files_is_gone_with_them() -> None:
    left = [Path(str(done.outcome)) for done in run_units(leave, int, ["one", "two"], workers=1, seconds=60)]
    assert len({each.parent for each in left}) == 1
    assert not any(each.exists() for each in (*left, left[0].parent))


def leave(_bench: int, name: str) -> str:
    """Leave a folder among the temporary files; return its path."""
    folder = Path(tempfile.mkdtemp(prefix=name))
    (folder / "words.txt").write_text(name, encoding="utf-8")
    return str(folder)


def added(folder: Path) -> str:
    """Return what three sums come to, made on workers by a script that stands elsewhere and is started in the folder."""
    script = folder / "scripts" / "add.py"
    script.parent.mkdir()
    script.write_text(ADD, encoding="utf-8")
    done = subprocess.run((sys.executable, str(script)), cwd=folder, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout.strip()

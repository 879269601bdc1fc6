"""Output that is read only in part: nothing is wrong with the content, so the exit code says so."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_reader_who_has_seen_enough_is_no_problem() -> None:
    command = [sys.executable, "-P", "-m", "byelaw", "--project", str(ROOT), "list", "changes"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()
    assert (running.wait(timeout=120), said) == (0, b"")

#!/usr/bin/env python3
"""Build one corpus with Byelaw and the plain way (a process for each document) in turn, and print what each used.

Use: against_plain_way.py [--areas 12] [--controls 10] [--rounds 3] [--make-corpus FILE] [--plain-way FILE] [--work FOLDER]

Run it with the Python of the project's .venv. All processes are counted, also those whose parent has ended. Only the ratio says much: both
ways run on the same machine within minutes of each other, so what else runs there slows both.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ROOT.parent / "shared"
ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of Linux: processes whose parent has ended become ours, so that their time is counted."""


@dataclass(frozen=True)
class Used:
    """Seconds of one run."""

    wall: float
    cpu: float


def main() -> None:
    """Measure."""
    given = arguments()
    for script in (given.make_corpus, given.plain_way):
        if not script.is_file():
            sys.exit(f"{script} is missing: say where it is with --{script.stem.replace('_', '-')}")
    if ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0):
        sys.exit("cannot count the time of all processes: this needs Linux")
    with tempfile.TemporaryDirectory(prefix="byelaw-benchmark-", dir=given.work) as name:
        folder = Path(name)
        commands = prepare(folder, given)
        rounds = [{way: measured(command, folder, way) for way, command in commands.items()} for _ in range(given.rounds)]
    report(rounds, given.areas)


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    ask.add_argument("--areas", type=int, default=12)
    ask.add_argument("--controls", type=int, default=10, help="rows of each register of an area")
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--make-corpus", type=Path, default=BESIDE / "make_corpus.py")
    ask.add_argument("--plain-way", type=Path, default=BESIDE / "plain_way.py")
    ask.add_argument("--work", type=Path, help="a folder with room for the corpus and both outputs")
    return ask.parse_args()


def prepare(folder: Path, given: argparse.Namespace) -> dict[str, list[str]]:
    """Make the corpus and the project of it; return the command of each way."""
    corpus, project = folder / "corpus", folder / "project"
    run([sys.executable, str(given.make_corpus), str(corpus), "--areas", str(given.areas), "--controls", str(given.controls)])
    run([sys.executable, str(ROOT / "benchmarks/convert_corpus.py"), str(corpus), str(project)])
    for part in ("templates", "mkdocs.yml"):
        (project / part).symlink_to(ROOT / part)
    return {
        "byelaw": [sys.executable, "-m", "byelaw", "--project", str(project), "build"],
        "plain": [sys.executable, str(given.plain_way), str(corpus), str(folder / "plain")],
    }


def measured(command: list[str], folder: Path, way: str) -> Used:
    """Run a way from nothing and return what it used."""
    for left in ("project/dist", "project/.byelaw", "plain"):
        shutil.rmtree(folder / left, ignore_errors=True)
    before, start = spent(), time.monotonic()
    run(command)
    wall = time.monotonic() - start
    reap()
    used = Used(wall, spent() - before)
    print(f"{way:7} wall {used.wall:6.1f} s  CPU {used.cpu:6.1f} s", flush=True)
    return used


def run(command: list[str]) -> None:
    """Run a command; end with what it said if it fails."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} ended with {done.returncode}: {(done.stderr or done.stdout)[-800:]}")


def spent() -> float:
    """Return the CPU seconds of every process that was waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def reap() -> None:
    """Wait for every process that is left."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def report(rounds: list[dict[str, Used]], areas: int) -> None:
    """Print what both ways used, and the ratio."""
    for way in rounds[0]:
        cpu = [each[way].cpu for each in rounds]
        print(f"{way:7} CPU per area {statistics.median(cpu) / areas:.2f} s (of {', '.join(f'{each / areas:.2f}' for each in cpu)})")
    ratios = sorted(each["byelaw"].cpu / each["plain"].cpu for each in rounds)
    print(f"CPU of byelaw / plain: min {ratios[0]:.3f}  median {statistics.median(ratios):.3f}  max {ratios[-1]:.3f}")


if __name__ == "__main__":
    main()

"""Compare many areas over a release, and build them: the same areas, before and after they move from one release to the next.

    .venv/bin/python benchmarks/compare_areas.py --areas 12

The areas are copies of one that is shipped. It prints the time of `byelaw compare OLD . --all` and of `byelaw build` of the same areas, by
the clock and of all processors, for a few of them and for all, and what both come to for 200. Both commands use all processors, and nothing
is remembered from before. `--format site` builds only the sites, `--areas 200 --only` is really 200 and nothing else.
"""

import argparse
import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

ROOT = Path(__file__).resolve().parents[1]
AREA, OLD, NEW = "strathorran", "scotland@1", "scotland@2"
WANTED = 200
CHILD_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of Linux: processes whose parent has ended become ours, so that their time is counted."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of a command: by the clock, and of all processors."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        """Return two cells of the table."""
        return f"{self.wall:.1f} s | {self.cpu:.1f} s"


def main() -> None:
    """Make the two projects, time both commands for a few areas and for all, and print the figures."""
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks.add_argument("--areas", type=int, default=12)
    asks.add_argument("--format", default="", help="build only this")
    asks.add_argument("--only", action="store_true", help="so many areas and no others: nothing is reckoned")
    given = asks.parse_args()
    few = max(given.areas // 4, 3)
    if not sys.platform.startswith("linux") or ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1, 0, 0, 0):
        sys.exit("cannot count the time of all processes: this needs Linux")
    print(f"load before: {os.getloadavg()[0]:.1f}")
    print("| areas | compare, wall | compare, CPU | build, wall | build, CPU |\n|---|---|---|---|---|", flush=True)
    figures: dict[int, tuple[Took, Took]] = {}
    for number in (given.areas,) if given.only else (few, given.areas):
        with tempfile.TemporaryDirectory() as folder:
            figures[number] = compared, built = timed(Path(folder), number, given.format)
        print(f"| {number} | {compared} | {built} |", flush=True)
    if not given.only:
        ends = [scaled(figures[few][which], figures[given.areas][which], few, given.areas) for which in (0, 1)]
        print(f"| {WANTED}, by what each further area takes | {ends[0]} | {ends[1]} |")


def timed(folder: Path, count: int, what: str) -> tuple[Took, Took]:
    """Return how long comparing and building so many areas take."""
    old, new = (project(folder / name, count, ground) for name, ground in (("old", OLD), ("new", NEW)))
    compared = run(new, ("compare", str(old), ".", "--all", "--output", "json"), (1,))
    editions = [word for number in range(count) for word in ("--edition", f"area-{number}")]
    return compared, run(new, ("build", *editions, *(("--format", what) if what else ())), (0,))


def project(folder: Path, count: int, ground: str) -> Path:
    """Make a project of so many areas that stand on a release."""
    for name in ("framework", "releases", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for number in range(count):
        area = folder / "localisations" / f"area-{number}"
        shutil.copytree(ROOT / "localisations" / AREA, area)
        for path in (each for each in area.rglob("*") if each.suffix in (".yml", ".md")):
            text = path.read_text(encoding="utf-8").replace(AREA, area.name).replace(f"extends: {OLD}", f"extends: {ground}")
            path.write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, words: Sequence[str], expected: tuple[int, ...]) -> Took:
    """Return how long a command takes."""
    start = time.monotonic(), spent()
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795392000"}
    done = subprocess.run(
        (sys.executable, "-m", "byelaw", "--project", str(folder), *words), env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in expected:
        sys.exit(f"{' '.join(words[:4])}: exit {done.returncode}\n{done.stderr[-3000:]}")
    return Took(time.monotonic() - start[0], spent() - start[1])


def spent() -> float:
    """Return the seconds of processors that finished commands took, with all that they started."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    return sum(getrusage(RUSAGE_CHILDREN)[:2])


def scaled(few: Took, many: Took, fewer: int, more: int) -> Took:
    """Return what WANTED areas come to: what many take, and for each further one what each took between few and many."""
    further = (WANTED - more) / (more - fewer)
    return Took(many.wall + (many.wall - few.wall) * further, many.cpu + (many.cpu - few.cpu) * further)


if __name__ == "__main__":
    main()

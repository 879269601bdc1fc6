"""Compare many areas over a release, and build them: the same areas, before and after they move from one release to the next.

    .venv/bin/python benchmarks/compare_areas.py --areas 12

The areas are copies of one that is shipped. It prints the wall time of `byelaw compare OLD . --all` and of `byelaw build` of the same
areas, for a few of them and for all, and what both come to for 200. Both commands use all processors.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AREA, OLD, NEW = "strathorran", "scotland@1", "scotland@2"
WANTED = 200


def main() -> None:
    """Make the two projects, time both commands for a few areas and for all, and print the figures."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--areas", type=int, default=12)
    count = given.parse_args().areas
    few = max(count // 4, 3)
    with tempfile.TemporaryDirectory() as folder:
        figures = {number: timed(Path(folder) / str(number), number) for number in (few, count)}
    print("| areas | compare, wall | compare, CPU | build, wall | build, CPU |\n|---|---|---|---|---|")
    for number, (compared, built) in figures.items():
        print(f"| {number} | {compared.wall:.1f} s | {compared.cpu:.1f} s | {built.wall:.1f} s | {built.cpu:.1f} s |")
    ends = [scaled(figures[few][which], figures[count][which], few, count) for which in (0, 1)]
    reckoned = " | ".join(f"{each.wall:.0f} s | {each.cpu:.0f} s" for each in ends)
    print(f"| {WANTED}, by what each further area takes | {reckoned} |")


def timed(folder: Path, count: int) -> tuple[float, float]:
    """Return how many seconds comparing and building so many areas take."""
    old, new = (project(folder / name, count, ground) for name, ground in (("old", OLD), ("new", NEW)))
    compared = run(new, ("compare", str(old), ".", "--all", "--output", "json"), (1,))
    editions = [word for number in range(count) for word in ("--edition", f"area-{number}")]
    return compared, run(new, ("build", *editions), (0,))


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


def run(folder: Path, words: Sequence[str], expected: tuple[int, ...]) -> float:
    """Return how many seconds a command takes."""
    start = time.monotonic()
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795392000"}
    done = subprocess.run(
        (sys.executable, "-m", "byelaw", "--project", str(folder), *words), env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in expected:
        sys.exit(f"{' '.join(words[:4])}: exit {done.returncode}\n{done.stderr[-3000:]}")
    return time.monotonic() - start


def scaled(few: float, many: float, fewer: int, more: int) -> float:
    """Return what WANTED areas come to: what many take, and for each further one what each took between few and many."""
    return many + (many - few) * (WANTED - more) / (more - fewer)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Time the HTML redline: 40,000 words with 240 edits, from the comparison to the bytes of the file, with nothing remembered before.

Use: .venv/bin/python benchmarks/redline_html.py [--words 40000] [--edits 240] [--runs 5]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from compare_model import built, edited, made, side

from byelaw.core.comparing.compare import Comparison, compare
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.redline_html import redline_file
from byelaw.outputs.redline_html_fragments import ready
from byelaw.tools.pandoc import PandocPool
from project_builder import Builder, RememberingPool

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def main() -> None:
    """Compare both shapes once, and time their pages."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    ask.add_argument("--words", type=int, default=40000)
    ask.add_argument("--edits", type=int, default=240)
    ask.add_argument("--runs", type=int, default=5)
    given = ask.parse_args()
    with RememberingPool() as reader, PandocPool(workers=2) as writer:
        for documents in (1, 16):
            old = made(documents, given.words)
            sides = [side(built(Builder(reader), texts)) for texts in (old, edited(old, given.edits))]
            report(documents, compare(*sides), writer, given.runs)


def report(documents: int, comparison: Comparison, pandoc: PandocPool, runs: int) -> None:
    """Print the times of one shape, the first with pandoc just started."""
    taken = []
    for _ in range(runs):
        ready.cache_clear()
        start = time.perf_counter()
        page = redline_file(comparison, PieceWriter(pandoc), TEMPLATES)
        taken.append(time.perf_counter() - start)
        if not isinstance(page, bytes):
            sys.exit(f"no page: {page.detail}")
    size = f"{len(comparison.changes)} changes, {len(page) / 1e6:.1f} MB"
    print(f"{documents} documents: {min(taken):.2f} s at best, {max(taken):.2f} s at worst; {size}")


if __name__ == "__main__":
    main()

"""Compare Word files side by side: our redlines and those of other living comparers, from the same pairs.

    .venv/bin/python benchmarks/redline_peers.py --peers ~/redline-peers

`benchmarks/README.md` says how to install the others, each into a folder of its own under `--peers`; nothing of theirs is in this project.
The pairs are the one-change cases and random edit sets of the tests, the longest document that ships in its first two versions, and 40,000
words with 240 edits. Others get both versions as Word files of ours; we have the source. Every result is accepted and rejected by up to
three resolvers (ours, that of rdocx, LibreOffice) and compared with both versions, by words and strictly. Who is not installed is named.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "outputs")]

import redline_word  # noqa: E402 - beside this file: the long document
from peer_verdicts import Office, Resolver, Verdict, judge, marks_of, own_resolver  # noqa: E402 - beside this file
from peer_workers import KNOWN, NEVER, Worker, installed, version_of  # noqa: E402 - beside this file

from byelaw.core.comparing.merging import Merger  # noqa: E402
from byelaw.core.tree import Node  # noqa: E402
from byelaw.outputs.paper import Paper  # noqa: E402
from byelaw.outputs.redline_word import Edition, write_redline  # noqa: E402
from byelaw.settings import find_project  # noqa: E402
from byelaw.tools.pandoc import PandocPool  # noqa: E402
from byelaw.workflows.comparing import CompareRequest, compare_two  # noqa: E402
from redlines.word_cases import every_case  # noqa: E402
from redlines.word_edits import edit_set  # noqa: E402
from redlines.word_redlines import Writer, open_writer  # noqa: E402

DOCUMENT, RELEASES, DAY = "core-procedure", ("framework@1.0", "framework@1.1"), date(2026, 11, 23)
GROUPS = ("cases", "random", "shipped", "long")
OURS = "Byelaw"
Bodies = tuple[Sequence[Node], Sequence[Node]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions as Word files, and how we write their redline."""

    group: str
    name: str
    old: Path
    new: Path
    write: Callable[[], bytes]


@dataclass(slots=True)
class Result:
    """What a comparer made of a pair: the file, or why there is none; how long it took, and how many times as long as ours."""

    pair: Pair
    content: bytes
    problem: str
    seconds: float
    ratio: float = 1.0
    verdict: Verdict = field(default_factory=Verdict)


def main() -> None:
    """Make the pairs, hand them round, and print the tables."""
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks.add_argument("--peers", type=Path, default=Path("~/redline-peers").expanduser(), help="where the others are installed")
    asks.add_argument("--random", type=int, default=20, metavar="N", help="random edit sets")
    asks.add_argument("--groups", nargs="+", choices=GROUPS, default=GROUPS, help="only these pairs")
    asks.add_argument("--only", nargs="+", choices=sorted(each.key for each in KNOWN), help="only these comparers beside ours")
    given = asks.parse_args()
    with tempfile.TemporaryDirectory() as made, PandocPool(2) as pandoc, contextlib.ExitStack() as stack:
        folder = Path(made)
        pairs = [pair for pair in every_pair(open_writer(pandoc), folder, given.random, given.groups) if pair.group in given.groups]
        workers = {each.name: stack.enter_context(Worker(each, given.peers, folder)) for each in installed(given.peers, given.only)}
        print(f"{datetime.now(tz=UTC):%d %B %Y}, {os.cpu_count()} processors, load before {os.getloadavg()[0]:.1f}", flush=True)
        results = compared(pairs, workers)
        judge_all(results, pairs, resolvers(workers), folder)
    show(results, pairs, given.peers)


def every_pair(writer: Writer, folder: Path, count: int, groups: Sequence[str]) -> Iterator[Pair]:
    """Yield all pairs of the groups, their versions written."""
    bodies: dict[str, list[tuple[str, Bodies]]] = {
        "cases": [(case.label, (case.old, case.new)) for case in every_case()],
        "random": [(f"random {seed}", edit_set(seed)) for seed in range(count)],
        "long": [("40,000 words", long_document())] if "long" in groups else [],
    }
    for group, listed in bodies.items():
        for number, (name, (old, new)) in enumerate(listed if group in groups else ()):
            write = lambda old=old, new=new: writer.redline(list(old), list(new)).content  # noqa: E731
            yield Pair(group, name, *written(folder / f"{group}-{number}", (writer, writer), (old, new)), write)
    if "shipped" in groups:
        yield shipped(writer, folder)


def long_document() -> Bodies:
    """Return the long document and what became of it."""
    old = redline_word.document(Random(1))  # noqa: S311 - nothing is secret
    return old, redline_word.edited(old, Random(2))  # noqa: S311 - nothing is secret


def shipped(writer: Writer, folder: Path) -> Pair:
    """Return a document that ships, in two versions, without its title block."""
    settings = find_project(ROOT)
    found = compare_two(settings, CompareRequest(*RELEASES, DAY, documents=(DOCUMENT,))) if settings else None
    if found is None or found.comparison is None or found.sides is None:
        sys.exit("the shipped releases cannot be compared")
    pages = [next(each for each in side.published.documents if each.id == DOCUMENT) for side in found.sides]
    strengths = [tuple(side.finished.edition.framework.declarations.strengths) for side in found.sides]
    editions = [Edition(page, Paper(every, page.control.approved or DAY)) for page, every in zip(pages, strengths, strict=True)]
    writers = tuple(Writer(writer.press, each) for each in editions)
    request = writers[0].request(Merger().document(list(pages[0].body), list(pages[1].body)))

    def write() -> bytes:
        merged = Merger().document(list(pages[0].body), list(pages[1].body))
        return write_redline(replace(request, merged=merged, new=editions[1]), writer.press).content

    return Pair("shipped", f"{DOCUMENT} 1.0 → 1.1", *written(folder / "shipped", writers, (pages[0].body, pages[1].body)), write)


def written(stem: Path, writers: Sequence[Writer], bodies: Bodies) -> tuple[Path, Path]:
    """Write both versions as they are published."""
    paths = stem.with_name(f"{stem.name}-old.docx"), stem.with_name(f"{stem.name}-new.docx")
    for path, writer, body in zip(paths, writers, bodies, strict=True):
        path.write_bytes(writer.direct(list(body)).to_bytes())
    return paths


def compared(pairs: Sequence[Pair], workers: dict[str, Worker]) -> dict[str, list[Result]]:
    """Hand every pair to all in turn, ours first, so that what else the machine does strikes all alike."""
    results: dict[str, list[Result]] = {OURS: [], **{name: [] for name in workers}}
    for pair in pairs:
        start = time.perf_counter()
        content = pair.write()
        ours = Result(pair, content, "" if content else "not proved", time.perf_counter() - start)
        results[OURS].append(ours)
        for name, worker in workers.items():
            out = pair.old.with_name(f"{pair.old.stem}-{worker.known.key}.docx")
            seconds, problem = worker.ask("compare", pair.old, out, pair.new)
            content = out.read_bytes() if out.exists() and not problem else b""
            results[name].append(Result(pair, content, problem, seconds, seconds / ours.seconds))
    return results


def resolvers(workers: dict[str, Worker]) -> dict[str, Resolver]:
    """Return what accepts and rejects: ours, and whatever others are there."""
    found: dict[str, Resolver] = {"ours": own_resolver}
    if "rdocx" in workers:
        found["rdocx"] = workers["rdocx"].resolver()
    return found


def judge_all(results: dict[str, list[Result]], pairs: Sequence[Pair], by: dict[str, Resolver], folder: Path) -> None:
    """Say of every result what holds."""
    office = Office(folder / "office", {pair.name: (pair.old, pair.new) for pair in pairs}) if shutil.which("soffice") else None
    for name, listed in results.items():
        made = {each.pair.name: each.content for each in listed if each.content}
        shown = office.verdicts(name, made) if office else {}
        for each in listed:
            if each.content:
                each.verdict = judge(each.content, each.pair.old, each.pair.new, by)
                each.verdict.words |= {"LibreOffice": shown.get(each.pair.name)} if office else {}


def show(results: dict[str, list[Result]], pairs: Sequence[Pair], peers: Path) -> None:
    """Print one table for each group of pairs, one of what is told how, what does not hold, and who is not here."""
    for group in dict.fromkeys(pair.group for pair in pairs):
        count = sum(pair.group == group for pair in pairs)
        print(f"\n{group}, {count} pairs: how many hold both ways\n")
        print("| comparer | strictly | words | words: ours | rdocx | LibreOffice | no file | words marked | s each | × ours |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        for name, listed in results.items():
            print(row(name, [each for each in listed if each.pair.group == group]))
    show_told(results, {pair.group for pair in pairs}, peers)
    for each in KNOWN:
        if each.name not in results:
            print(f"not measured: {each.name} ({each.licence}) is not installed under {peers}")
    for name, why in NEVER.items():
        print(f"not measured: {name}: {why}")
    for name, listed in results.items():
        failed = [f"{each.pair.name} ({each.problem or each.verdict.why})" for each in listed if not each.verdict.is_strict]
        print(f"\n{name}, not strictly: {'; '.join(failed) or 'nothing'}")


def show_told(results: dict[str, list[Result]], groups: set[str], peers: Path) -> None:
    """Print who was asked and, where the cases were among the pairs, how each tells some of them."""
    print("\n| comparer | version | licence | moved | row | note | look |\n|---|---|---|---|---|---|---|")
    for name, listed in results.items():
        known = next((each for each in KNOWN if each.name == name), None)
        about = (version_of(known, peers), known.licence) if known else ("this", "MIT")
        how = told({each.pair.name: each.content for each in listed}) if "cases" in groups else ["–"] * 4
        print("| " + " | ".join((name, *about, *how)) + " |")


def row(name: str, listed: Sequence[Result]) -> str:
    """Return a comparer's row."""
    verdicts = [each.verdict for each in listed]
    by = [
        sum(each.words[who] is True for each in verdicts if who in each.words) if any(who in each.words for each in verdicts) else "–"
        for who in ("ours", "rdocx", "LibreOffice")
    ]
    marked = sum(marks_of(each.content)["words"] for each in listed)
    cells = [
        sum(each.is_strict for each in verdicts), sum(True in each.words.values() for each in verdicts), *by,
        sum(not each.content for each in listed), marked, f"{statistics.median(each.seconds for each in listed):.2f}",
        f"{statistics.median(each.ratio for each in listed):.2f}",
    ]  # fmt: skip
    return "| " + " | ".join([name, *(str(each) for each in cells)]) + " |"


def told(contents: dict[str, bytes]) -> Iterator[str]:
    """Yield how a move, a row, a note and a look are told."""
    moved, added, noted, looked = (
        marks_of(contents.get(name, b""))
        for name in ("section: moved", "table: row inserted", "note: edited", "paragraph: format")
    )  # fmt: skip
    yield "tracked" if moved["moveFrom"] else "comment" if moved["comment"] else "no"
    yield "yes" if added["row"] else "no"
    yield "yes" if noted["note"] else "no"
    yield "as a look" if looked["look"] else "as words" if looked["ins"] + looked["del"] else "no"


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Time the model of comparing: 40,000 words with 240 edits, as one document and as sixteen. What is timed is `compare` alone.

Both versions are built through the real loader first. Every merged document is checked to give back both versions.

Use: .venv/bin/python benchmarks/compare_model.py [--words 40000] [--edits 240] [--runs 5]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from byelaw.core.comparing.compare import Comparison, Label, Side, compare
from byelaw.core.comparing.trees import apply, revert
from byelaw.core.tree import stringify
from project_builder import Builder, Built, RememberingPool, front

WORDS = tuple(
    word
    for line in (
        "plot tenant warden water shed fence path gate compost rota notice register board season hedge tool barrow visitor key lease",
        "repair access order record agree report share review keep clear measure plant harvest store decide within before after where",
        "every each written local common shared weekly safe open dry early late small large new old the the the of of to to and and in for",
    )
    for word in line.split()
)
SECTION = 134
"""Words in a section: two paragraphs, a list and, in every third, a duty or a table."""


def main() -> None:
    """Build both versions of both shapes, and time."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    ask.add_argument("--words", type=int, default=40000)
    ask.add_argument("--edits", type=int, default=240)
    ask.add_argument("--runs", type=int, default=5)
    given = ask.parse_args()
    with RememberingPool() as pandoc:
        for documents in (1, 16):
            old = made(documents, given.words)
            new = edited(old, given.edits)
            sides = [side(built(Builder(pandoc), texts)) for texts in (old, new)]
            report(documents, *sides, given.runs)


def report(documents: int, old: Side, new: Side, runs: int) -> None:
    """Print the times and what was found."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter(), time.process_time()
        found = compare(old, new)
        taken.append((time.perf_counter() - start[0], time.process_time() - start[1]))
    check(old, new, found)
    kinds = Counter(change.kind.value for change in found.changes)
    wall, processor = (sorted(each)[runs // 2] for each in zip(*taken, strict=True))
    words = sum(len(stringify(page.body).split()) for page in old.published.documents)
    times = f"{wall:.2f} s (median; processor {processor:.2f} s, fastest {min(taken)[0]:.2f} s)"
    print(f"{documents} document(s), {words} words: {times}; both ways exact")
    print("  " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))


def check(old: Side, new: Side, found: Comparison) -> None:
    """Stop where a merged document is not both versions."""
    pages = [{page.id: page.body for page in each.published.documents} for each in (old, new)]
    for each in found.documents.values():
        before, after = pages[0][each.old_id], pages[1][each.id]
        if apply(each.merged, before) != after or revert(each.merged, after) != before:
            message = f"{each.id} does not come back"
            raise SystemExit(message)


def made(documents: int, words: int) -> dict[str, list[str]]:
    """Return documents by name, each a list of sections as Markdown."""
    chance = Random(4)  # noqa: S311 - nothing is secret
    each = words // documents // SECTION
    return {f"rule-{number}": [section(chance, f"{number}-{at}", at) for at in range(each)] for number in range(documents)}


def section(chance: Random, name: str, at: int) -> str:
    """Return a section."""
    listed = "\n".join(f"- {sentence(chance, 8)}" for _ in range(4))
    extra = ""
    if at % 3 == 0:
        extra = f"\n::: {{#duty-{name} .must who=tenant}}\nTenants must {sentence(chance, 12)}\n:::\n"
    if at % 3 == 1:
        rows = "\n".join(f"| {chance.choice(WORDS)} | {chance.randint(1, 60)} days | {sentence(chance, 4)} |" for _ in range(3))
        extra = f"\n| Step | Time | What |\n|---|---|---|\n{rows}\n"
    return f"## {sentence(chance, 3)[:-1]} {{#s-{name}}}\n\n{paragraph(chance)}\n\n{listed}\n{extra}\n{paragraph(chance)}\n"


def paragraph(chance: Random) -> str:
    """Return four sentences."""
    return " ".join(sentence(chance, chance.randint(8, 14)) for _ in range(4))


def sentence(chance: Random, words: int) -> str:
    """Return a sentence."""
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def edited(old: dict[str, list[str]], edits: int) -> dict[str, list[str]]:
    """Return the documents with words changed, sections added, removed and moved, and duties turned into choices."""
    chance = Random(5)  # noqa: S311 - nothing is secret
    new = {name: list(sections) for name, sections in old.items()}
    for number in range(edits):
        sections = new[chance.choice(list(new))]
        at = chance.randrange(len(sections))
        match number % 12:
            case 0:
                sections.insert(at, section(chance, f"new-{number}", number))
            case 1:
                sections.insert(chance.randrange(len(sections)), sections.pop(at))
            case 2:
                sections.pop(at)
            case 3:
                sections[at] = sections[at].replace("must", "may", 1)
            case 4:
                sections[at] += f"\n{paragraph(chance)}\n"
            case _:
                sections[at] = reworded(chance, sections[at])
    return new


def reworded(chance: Random, text: str) -> str:
    """Return the text with one sentence in three words otherwise."""
    sentences = text.split(". ")
    at = chance.randrange(1, len(sentences))
    words = sentences[at].split(" ")
    place = chance.randrange(len(words))
    words[place : place + 1] = (
        [chance.choice(WORDS), chance.choice(WORDS)] if "#" not in words[place] and "|" not in words[place] else [words[place]]
    )
    return ". ".join([*sentences[:at], " ".join(words), *sentences[at + 1 :]])


def built(builder: Builder, texts: dict[str, list[str]]) -> Built:
    """Return the project of the documents."""
    made_of = {
        f"framework/documents/rule/{name}.md": front("\n".join(sections), title=name.capitalize()) for name, sections in texts.items()
    }
    return builder(made_of)


def side(project: Built) -> Side:
    """Return the framework's edition of a project."""
    return Side(project.finished("framework"), project.published("framework"), Label("Allotments"))


if __name__ == "__main__":
    main()

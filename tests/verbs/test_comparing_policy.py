"""A policy with nineteen edits of many kinds, as one person makes them: the register has each of them once, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from verbs.conftest import Run, git
from verbs.test_releasing import add, change

POLICY = "framework/documents/policy/loans.md"
OLD = (Path(__file__).parent / "lending.md").read_text(encoding="utf-8")

EDITS = {
    "a word": ("Anyone who lives in the valley may join.", "Anyone who lives in the district may join."),
    "a strength, in its label and in its words": (
        "::: {#no-own-repairs .should who=everyone}\nEveryone should leave",
        "::: {#no-own-repairs .must who=everyone}\nEveryone must leave",
    ),
    "a number": ("may hold six tools at once", "may hold eight tools at once"),
    "not": ("They are never lent alone", "They are lent alone"),
    "a new paragraph": ("used for.\n", "used for.\n\nA list of what we look for hangs beside the door of the shed.\n"),
    "a paragraph that goes": ("The group writes what it did on the card of the tool.\n\n", ""),
    "a footnote": ("The desk keeps a list of those who wait.", "The desk keeps a list of those who wait, and rings them."),
    "a new item of a list": ("- sign the book\n", "- sign the book\n- take the goggles that hang beside the door\n"),
    "an item that goes": ("- try the switch once\n", ""),
    "a cell of a table": ("| Hedge trimmer | 50p | 10 pounds |", "| Hedge trimmer | 80p | 10 pounds |"),
    "a new row": ("| Scythe | 30p | 6 pounds |\n", "| Scythe | 30p | 6 pounds |\n| Wheelbarrow | 10p | 2 pounds |\n"),
    "a link that leads elsewhere": ("(https://example.org/guide)", "(https://example.org/safe-use)"),
    "code": ("find --shelf saw", "find --shelf saw --free"),
    "a heading": ("## Charges {#charges}", "## What it costs {#charges}"),
    "punctuation": ("settled there and then, over a cup of tea.", "settled there and then - over a cup of tea."),
    "a section that goes": (OLD[OLD.index("## Old tools") : OLD.index("## Gifts")], ""),
    "a new section": (
        "## Gifts {#gifts}",
        "## Visits from schools {#schools}\n\nA class may come on a weekday morning with its teacher.\n\n## Gifts {#gifts}",
    ),
}
MOVED = "## Opening hours"
"""The section that is moved behind the charges and edited: the eighteenth edit. The nineteenth is a record, at its one place."""


@pytest.fixture
def amended(repository: Path) -> Path:
    add(repository, POLICY, OLD)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Policy")
    text = OLD
    for name, (old, new) in EDITS.items():
        assert text.count(old) == 1, name
        text = text.replace(old, new)
    start, end, behind = (text.index(each) for each in (MOVED, "## How long", "## Repairs"))
    section = text[start:end].replace("three evenings", "four evenings")
    text = text[:start] + text[end:behind] + section + text[behind:]
    (repository / POLICY).write_text(text, encoding="utf-8")
    change(repository, "framework/records/role.yml", "name: The lead", "name: The librarian")
    return repository


REGISTER = """\
record: loans#adults-only (value only) role
changed: loans#who-may-borrow (substantive)
changed: loans#who-may-borrow (substantive) number, date or limit
renumbered: loans#how-long (number only)
changed: loans#how-long (substantive)
removed: loans#before-you-take-it (substantive)
added: loans#before-you-take-it (substantive)
retitled: loans#charges (substantive)
changed: loans#charges (substantive) number, date or limit
added: loans#charges (substantive) number, date or limit
moved and changed: loans#opening-hours (substantive) number, date or limit
lock: loans#no-own-repairs (editorial)
strength: loans#no-own-repairs (substantive) must/should/may or not
removed: loans#repairs (substantive)
link target: loans#safety (substantive) link
changed: loans#safety (substantive) must/should/may or not
changed: loans#safety (substantive)
changed: loans#complaints (editorial)
removed: loans#old-tools (substantive) must/should/may or not
added: loans#schools (substantive) must/should/may or not
added: loans#gifts (substantive)
"""
"""Nineteen changes, and what follows from two of them: a lock that comes with the strength, and new numbers behind what moved."""


def register(told: dict[str, Any]) -> str:
    """Return a line for each change."""
    lines = []
    for each in told["changes"]:
        place = each["new-place"] or each["old-place"]
        lines.append(f"{each['kind']}: {place['address']} ({each['class']}) {', '.join(each['flags'])}".rstrip())
    return "\n".join(lines) + "\n"


def test_each_edit_is_in_the_register_once(run: Run, amended: Path) -> None:
    assert amended.is_dir()
    assert len(EDITS) + 2 == 19
    assert register(json.loads(run("compare", "git:HEAD", ".", "--output", "json").stdout)) == REGISTER


def test_every_edit_shows_its_words_in_the_terminal(run: Run, amended: Path) -> None:
    assert amended.is_dir()
    shown = run("compare", "git:HEAD", ".").stdout
    for words in (
        "Anyone who lives in the [-valley-]{+district+} may join.",
        "A member may hold [-six-]{+eight+} tools at once.",
        "keeps a list of those who wait[-.-]{+, and rings them.+}",
        "4 [-Charges-]{+What it costs+}",
        "The library opens on [-three-]{+four+} evenings",
        "moved and changed, from 2 Opening hours",
        "They are [-never -]lent alone",
        "[-https://example.org/guide-] {+https://example.org/safe-use+}",
        "{+find --shelf saw --free+}",
        "[-Name: The lead-] {+Name: The librarian+}",
        "shows at loans#adults-only",
    ):
        assert words in shown, words


def test_the_other_way_round_the_same_is_told_the_other_way_round(run: Run, amended: Path) -> None:
    assert amended.is_dir()
    there, back = (json.loads(run("compare", *sides, "--output", "json").stdout) for sides in (("git:HEAD", "."), (".", "git:HEAD")))
    opposite = {"added": "removed", "removed": "added"}
    told = sorted((opposite.get(each["kind"], each["kind"]), each["class"], *each["flags"]) for each in there["changes"])
    assert told == sorted((each["kind"], each["class"], *each["flags"]) for each in back["changes"])

"""What the hand-written list of differences says of each block is what comparing says: its kind, its numbers, its figures, its names."""

import re
from collections.abc import Iterator

import pytest

from byelaw.core.comparing.changes import Change, RuleChange, SharedChange, SharedKind, TextChange, TextKind
from comparing.listed_differences import parts
from comparing.test_one_dot_one import changes_of, compared, families, sides_of

CODE = re.compile(r"`#?([a-z0-9.:-]+)`")
NUMBERED = re.compile(r"`([a-z-]+)` (\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)")
ROW = re.compile(r"^\| `([^`]+)` \|([^|]*)\|([^|]*)\|", re.MULTILINE)
MOVED = {"moved", "moved and changed"}
SAID = (
    (re.compile(r"\*\*Split:\*\* `([a-z-]+)`"), {"split"}),
    (re.compile(r"\*\*Joined:\*\* the section `([a-z-]+)`"), {"joined"}),
    (re.compile(r"\*\*Retired:\*\* `([a-z-]+)`"), {"removed"}),
    (re.compile(r"Moved here[^:`]*(?:: |D01: )`([a-z-]+)`|\*\*Moved(?: and edited)?:\*\* `([a-z-]+)` (?!stood)"), MOVED),
    (re.compile(r"`([a-z-]+)`: a \*(?:should|may)\* became"), {"strength"}),
    (re.compile(r"`([a-z-]+)`: \*\*who\*\*"), {"who"}),
    (re.compile(r"`([a-z-]+)`: \*\*lock\*\*|Retitled and locked: `([a-z-]+)`"), {"lock"}),
    (re.compile(r"`([a-z-]+)`: the \*\*condition\*\*"), {"condition"}),
    (re.compile(r"`([a-z-]+)`: the link follows|its \*\*(?:link)\*\*"), {"link target"}),
    (re.compile(r"Retitled: `([a-z-]+)`"), {"retitled"}),
    (re.compile(r"New statements?: `([a-z-]+)`"), {"added"}),
    (re.compile(r"`([a-z-]+)`: a (?:\*\*new row\*\*|new item)"), {"changed", "added", *MOVED}),
    (re.compile(r"Editorial: `([a-z-]+)`"), {"changed", "joined", *MOVED}),
    (re.compile(r"Changed ways: `([a-z-]+)`, `"), {"data"}),
    (re.compile(r"(?m)^- Source: `([a-z-]+)`"), {"sources", "changed"}),
)


@pytest.fixture(scope="module")
def told() -> tuple[Change, ...]:
    return changes_of(compared("framework@1.0", "framework@1.1"))


def shared(told: tuple[Change, ...]) -> list[SharedChange]:
    return [each for each in told if isinstance(each, SharedChange)]


def blocks_of(change: Change) -> set[str]:
    others = change.others if isinstance(change, TextChange) else ()
    return {spot.block for spot in (change.about.old, change.about.new, *others) if spot is not None}


def of_documents() -> Iterator[tuple[str, str]]:
    yield from ((title, text) for title, text in parts().items() if re.match(r"D\d\d ", title))


@pytest.mark.parametrize(("said", "kinds"), SAID, ids=lambda each: "-".join(sorted(each)) if isinstance(each, set) else "")
def test_each_block_is_told_as_the_kind_of_change_that_the_list_says(
    told: tuple[Change, ...], said: re.Pattern[str], kinds: set[str]
) -> None:
    named = {name for _, text in of_documents() for match in said.finditer(text) for name in match.groups() if name}
    found = {block for each in told if each.kind.value in kinds for block in blocks_of(each)}
    assert named
    assert named - found == set()


def test_each_new_number_of_a_section_is_the_one_that_the_list_says(told: tuple[Change, ...]) -> None:
    named = {match for _, text in of_documents() for match in NUMBERED.findall(text)}
    assert len(named) > 15
    found: set[tuple[str, str, str]] = set()
    for each in told:
        if isinstance(each, TextChange) and each.kind is TextKind.RENUMBERED:
            pairs = {new: old for old, new in each_number(each.old, each.new)}
            for spot in (each.about.spot, *each.others):
                around, _, last = spot.number.rpartition(".")
                old = pairs.get(spot.number) or f"{pairs.get(around, '')}.{last}"
                found.add((spot.block, old, spot.number))
        elif each.about.old is not None:
            found.add((each.about.spot.block, each.about.old.number, each.about.spot.number))
    assert named - found == set()


def each_number(old: str, new: str) -> set[tuple[str, str]]:
    """Return the pairs of numbers that `2–4, 7` and `3–5, 6` say."""
    return {
        pair for before, after in zip(old.split(", "), new.split(", "), strict=True) for pair in zip(run(before), run(after), strict=True)
    }


def run(numbers: str) -> list[str]:
    first, _, last = numbers.partition("–")
    around, dot, start = first.rpartition(".")
    end = (last or first).rpartition(".")[2]
    return [f"{around}{dot}{at}" for at in range(int(start), int(end) + 1)]


def test_every_row_of_the_table_of_values_is_one_entry_that_says_what_changed(told: tuple[Change, ...]) -> None:
    rows = [[cell.strip() for cell in row] for row in ROW.findall(parts()["Time limits and other values"])]
    assert len(rows) == 11
    for name, old, new in rows:
        found = [each for each in shared(told) if each.name == name and each.what not in ("name", "help" if "help" not in new else "")]
        assert len(found) == 1, (name, [each.what for each in found])
        signs = (("from", "event"), ("at most", "largest"), ("example", "example"), ("help", "help"), ("adds", "default"))
        assert found[0].what == next((what for sign, what in signs if sign in new), "")
        if not found[0].what:
            assert (old in found[0].old, new in found[0].new) == (True, True)


def content(told: tuple[Change, ...]) -> list[SharedChange]:
    """Return what is declared in the content: not who signed it, nor what of it could not wait."""
    return [each for each in shared(told) if each.kind not in (SharedKind.SIGN_OFF, SharedKind.URGENT)]


def test_who_signed_and_what_could_not_wait_is_told(told: tuple[Change, ...]) -> None:
    found = {each.name: (bool(each.old), bool(each.new)) for each in shared(told) if each not in content(told)}
    assert found == {
        "sign-off:framework:Chair": (True, True),
        "sign-off:framework:Convenor": (True, True),
        "sign-off:framework:Legal reader": (False, True),
        "urgent:framework:strategy-discussion#hold-in-time": (False, True),
    }


def test_what_is_newly_declared_is_all_that_the_list_calls_new(told: tuple[Change, ...]) -> None:
    page = parts()
    lines = [line for part in ("Time limits and other values", "Records") for line in page[part].splitlines()]
    named = {name for line in lines if re.match(r"(- )?New", line) for name in CODE.findall(line.partition("The definition")[0])}
    found = {each.name.removeprefix("event:").removeprefix("fact:") for each in content(told) if each.old == "" and each.new}
    assert found == named | {"wt2023", "ukcis-2024"}


def test_nothing_shared_is_told_of_that_the_list_does_not_name(told: tuple[Change, ...]) -> None:
    named = set(CODE.findall("".join(parts().values())))
    assert {each.name.removeprefix("event:").removeprefix("fact:") for each in content(told)} - named == set()


def test_where_only_the_term_changed_is_told_with_the_term_and_not_again(told: tuple[Change, ...]) -> None:
    text = parts()["Only the term"].split("`framework.yml`")[0]
    names = [name for name in CODE.findall(text) if not name.endswith(".md") and not name.endswith(".yml") and name != "name"]
    (term,) = (each for each in shared(told) if each.name == "safety-plan")
    kin = families(sides_of(compared("framework@1.0", "framework@1.1")))
    shown = {other.partition("#")[2] for spot in term.places for other in kin.get(spot.address, ())}
    assert len(names) > 25
    assert set(names) - shown == set()
    apart = {each.about.spot.block for each in told if isinstance(each, TextChange | RuleChange) and each.kind.value in ("changed", "data")}
    assert set(names) & apart == set()

"""Laws of versions: their order, the digest of content, what a post's last sign-off says, and which urgent changes are outstanding."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.problems import Place
from byelaw.core.releases import (
    Layer,
    SignOff,
    Urgent,
    Version,
    content_digest,
    is_signed,
    is_version,
    newer_than,
    newest,
    not_yet_released,
    order_of,
    outdated,
    papers_of,
    releases_of,
    signed,
)
from byelaw.sources.digests import content_files

NOWHERE = Place("")
VERSIONS = st.lists(st.integers(0, 12), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts)))
FILES = st.dictionaries(st.text("ab/.\n ", min_size=1, max_size=6), st.text("01", min_size=2, max_size=2), max_size=5)
DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 1))
NORTH = LayerId("north")


def version(number: str, files: Mapping[str, str], urgent: tuple[Urgent, ...] = (), released: date | None = None) -> Version:
    return Version(FRAMEWORK, number, files, NOWHERE, urgent=urgent, released=released)


@given(VERSIONS, VERSIONS)
def test_versions_are_ordered_by_their_numbers_and_trailing_noughts_say_nothing(one: str, other: str) -> None:
    assert is_version(one)
    assert (order_of(one) < order_of(other)) + (order_of(one) == order_of(other)) + (order_of(one) > order_of(other)) == 1
    assert order_of(f"{one.rpartition('.')[0] or one}.0") <= order_of(f"{one.rpartition('.')[0] or one}.1")
    if one.count(".") < 3:
        assert order_of(f"{one}.0") == order_of(one) < order_of(f"{one}.1")


@given(FILES, FILES)
def test_a_digest_is_of_the_paths_and_contents_in_no_order(one: Mapping[str, str], other: Mapping[str, str]) -> None:
    backwards = dict(reversed(list(one.items())))
    assert content_digest(one) == content_digest(backwards)
    if "\n" not in "".join((*one, *other)):
        assert (content_digest(one) == content_digest(other)) == (one == other)


@given(st.lists(st.tuples(st.sampled_from("ABC"), DAYS, st.booleans()), max_size=8))
def test_only_the_last_word_of_a_post_counts(entries: list[tuple[str, date, bool]]) -> None:
    made = version("", {"a": "00"})
    by = tuple(SignOff(role, "Board", day, made.content if holds else "x", NOWHERE) for role, day, holds in entries)
    made = replace(made, sign_offs=by)
    found = signed(made)
    assert {each.by.role for each in found} == {each.role for each in by}
    assert [each.by.on for each in found] == sorted(each.by.on for each in found)
    for each in found:
        assert each.by.on == max(one.on for one in by if one.role == each.by.role)
    assert is_signed(made) == (bool(by) and all(each.is_current for each in found))
    ledger = {(FRAMEWORK, ""): made}
    assert {each.role for each in outdated(made, ledger)} == {each.by.role for each in found if not each.is_current}


@given(st.sets(st.integers(1, 9), min_size=1), st.integers(0, 9), st.data())
def test_an_edition_is_told_of_every_urgent_change_after_its_release_and_of_none_before(
    numbers: set[int], followed: int, data: st.DataObject
) -> None:
    ledger = {}
    for number in sorted(numbers, key=lambda _: data.draw(st.integers())):
        urgent = Urgent("plots", f"change {number}", NOWHERE)
        released = date(2026, 1, 1) + timedelta(number)
        ledger[FRAMEWORK, f"1.{number}"] = version(f"1.{number}", {}, urgent=(urgent,), released=released)
    layers = (Layer(FRAMEWORK, "Plots", f"1.{followed}"), Layer(NORTH, "North", ""))
    told = papers_of(layers, ledger).outstanding
    assert [each.urgent.text for _, each in told] == [f"change {number}" for number in sorted(numbers) if number > followed]
    assert all(each.followed == f"1.{followed}" and each.day == each.release.released for _, each in told)
    assert [each.version for each in newer_than(FRAMEWORK, f"1.{followed}", ledger)] == [each.release.version for _, each in told]
    assert newest(FRAMEWORK, ledger) == releases_of(FRAMEWORK, ledger)[-1]
    assert papers_of((replace(layers[0], version=""), layers[1]), ledger).outstanding == ()


def test_what_a_release_told_is_not_told_again() -> None:
    first, second = Urgent("plots", "one", NOWHERE), Urgent("plots", "two", NOWHERE)
    working = version("", {}, urgent=(first, second))
    assert not_yet_released(working, {(FRAMEWORK, "1"): version("1", {}, urgent=(first,))}) == (second,)
    assert not_yet_released(working, {}) == (first, second)


def test_records_beside_content_are_no_content() -> None:
    beside = ("sign-offs.yml", "basis.yml", "audit.yml", "release.yml", "manifest.json")
    assert list(content_files({**dict.fromkeys(beside, b""), "audits/audit.yml": b"", "urgent.yml": b""})) == [
        "audits/audit.yml",
        "urgent.yml",
    ]

"""Every line of docs/explanation/areas.md is true: in the page, in the Word file and in the PDF; and the areas use all of the format."""

import re
from collections import Counter

import pytest

from byelaw.core.blocks import Operation
from byelaw.core.localisations import Relation
from outputs_of_areas.building import Built
from outputs_of_areas.reading import FORMATS, Read, html_of, marks, plain, read, shown_text
from outputs_of_areas.shipped import (
    LOCALISATIONS,
    Line,
    area_editions,
    below,
    editions,
    load,
    operations,
    things_to_see,
    told_to_extend,
    variations,
    words_on_pages,
)

pytestmark = pytest.mark.slow

CONTACTS = "the page of contacts"
_DATED = {"from", "until"}
EXTENDS = ("`extends`", "extends")
OPERATIONS = (
    "^replace",
    "insert before",
    "insert after",
    "insert at the start",
    "insert at the end",
    "^omit",
    "^note",
    "^retitle",
    "^move",
    "replace and move together",
    "^order",
    "^add",
    "^withdraw",
    "`lock` raised",
    "`supersedes`",
    "^values?$",
    "^record$",
    "record.*set whole",
    "record retired",
    "^term",
    "exception",
    "`from` and `until`",
    "`keep=`",
    "`instead`",
    "^fact",
    "insert of .*steps?$",
    "replace and retitle of steps",
    "insert of .*fields? in a form",
    "replace of a field",
    "insert of checks in the audit",
    "reference of its own",
    "audit record",
)
"""What a line of the tables says that it does, for each thing that a localisation can do."""


def outputs(areas: Built, area: str, page: str) -> dict[str, Read]:
    return {form: read(areas.edition(area), form, page) for form in FORMATS}


def test_every_edition_is_published_without_a_problem(areas: Built) -> None:
    assert (areas.exit_code, areas.problems) == (0, ())


@pytest.mark.parametrize("line", words_on_pages(), ids=str)
def test_the_words_stand_on_the_page_and_in_both_files(areas: Built, line: Line) -> None:
    words = plain(line.seen.strip('"'))
    without = [form for form, output in outputs(areas, line.area, line.page).items() if words not in plain(output.whole)]
    assert not without, f"not in {without}: {words}"


ALIKE = {
    "It must not be later than 24 hours after the referral is received.": {"northmere", "dunmarrow", "northern-ireland"},
    "10 working days": {"dyffryn-mawr", "northern-ireland"},
    "12 weeks": {"cwmeirlys", "glenarrow"},
    "In Scotland the age of criminal responsibility is 12": {"scotland", "framework"},
}
"""What more than one place says, each for itself: the same limit, or the law of a nation in the text for all."""


@pytest.mark.parametrize("line", words_on_pages(), ids=str)
def test_the_words_stand_in_no_edition_that_should_not_have_them(areas: Built, line: Line) -> None:
    """They may stand in the editions of the place whose file has them, and of those below it."""
    words = line.seen.strip('"')
    writers = ALIKE.get(words, {line.file.removeprefix("releases/").partition("/")[0]})
    allowed = set().union(*({name} if name == "framework" else below()[name] for name in writers))
    others = [name for name in editions() if name not in allowed and line.page in areas.documents(name)]
    assert [
        f"{name}, {form}"
        for name in others
        for form, output in outputs(areas, name, line.page).items()
        if plain(words) in plain(output.whole)
    ] == []


@pytest.mark.parametrize("area", area_editions())
def test_a_mark_of_its_own_stands_on_its_pages_and_in_its_files_and_on_no_others(areas: Built, area: str) -> None:
    brand, name = LOCALISATIONS / area / "brand", load(LOCALISATIONS / area / "localisation.yml")["name"]
    shown = marks(areas.edition(area), "policy-statement")
    assert {form: set(names) for form, names in shown.items()} == {form: {name} if brand.is_dir() else set() for form in FORMATS}


@pytest.mark.parametrize("line", [each for each in things_to_see() if each.seen.startswith("Not there:")], ids=str)
def test_what_is_gone_is_gone_here_and_stands_in_the_tier_above(areas: Built, line: Line) -> None:
    words = plain(line.seen.partition('"')[2].rpartition('"')[0])
    above = str(load(LOCALISATIONS / line.area / "localisation.yml")["extends"]).partition("@")[0]
    assert all(words in text for text in texts_of(areas, above, line.page))
    assert not any(words in text for text in texts_of(areas, line.area, line.page))


def texts_of(areas: Built, edition: str, page: str) -> list[str]:
    if page == CONTACTS:
        return [shown_text(html_of(areas.edition(edition) / "site" / "contacts.html"))]
    return [plain(output.whole) for output in outputs(areas, edition, page).values()]


@pytest.mark.parametrize("line", [each for each in things_to_see() if "stands before" in each.seen], ids=str)
def test_what_is_moved_stands_where_it_should(areas: Built, line: Line) -> None:
    first, second = re.findall('"([^"]+)"', line.seen)
    for form, output in outputs(areas, line.area, line.page).items():
        titles = [re.sub(r"^[\d.]+ ", "", words) for _, words in output.headings]
        assert titles.index(first) < titles.index(second), form


@pytest.mark.parametrize("line", [each for each in things_to_see() if each.operation.startswith("withdraw")], ids=str)
def test_a_document_that_was_left_has_a_page_that_says_so_and_no_files(areas: Built, line: Line) -> None:
    area, instead = areas.edition(line.area), line.seen.rpartition("leads to `")[2].partition("`")[0]
    page = html_of(area / "site" / f"{line.page}.html")
    short = load(LOCALISATIONS / line.area / "localisation.yml")["short"]
    assert f"{short} does not use" in shown_text(page) or "not used" in shown_text(page)
    assert f"{instead}.html" in [link.get("href") for link in page.xpath("//article//a")]
    assert line.page not in areas.documents(line.area)
    assert not list((area / "pdf").glob(f"{line.page}.pdf"))


@pytest.mark.parametrize("line", [each for each in things_to_see() if each.operation.startswith(EXTENDS)], ids=str)
def test_a_pinned_release_keeps_the_words_of_its_day(areas: Built, line: Line) -> None:
    pinned, current = map(plain, re.findall('"([^"]+)"', line.seen))
    other = next(name for name in area_editions() if f"In {name.capitalize()}," in line.seen)
    for form in FORMATS:
        staying, following = (plain(read(areas.edition(area), form, line.page).whole) for area in (line.area, other))
        assert (pinned in staying, current in staying) == (True, False), form
        assert (pinned in following, current in following) == (False, True), form


def test_every_line_is_of_a_sort_that_is_checked() -> None:
    sorts = ("Not there:", "The page says that", '"')
    assert [line for line in things_to_see() if not line.seen.startswith(sorts)] == []
    pairs = [line for line in things_to_see() if line.seen.startswith('"')]
    assert [line for line in pairs if "stands before" not in line.seen and not line.operation.startswith(EXTENDS)] == []
    assert len(words_on_pages()) > 40


def test_each_of_the_twenty_variations_has_a_line() -> None:
    shown = Counter(variation.split()[0] for variation in {line.variation for line in words_on_pages() if line.variation})
    wanted = Counter(rank.split()[0] for rank in variations())
    assert wanted.total() == 20
    assert {rank: number for rank, number in wanted.items() if shown[rank] < number} == {}


def test_each_operation_has_a_line() -> None:
    lines = [line.operation for line in (*words_on_pages(), *things_to_see())]
    assert [words for words in OPERATIONS if not any(re.search(words, line) for line in lines)] == []


def test_the_areas_named_beside_each_variation_and_operation_are_areas() -> None:
    assert all(variations().values())
    assert set().union(*variations().values(), *operations().values()) == set(area_editions())


def test_each_line_names_a_file_that_is_there() -> None:
    named = {line.file for line in (*words_on_pages(), *things_to_see())}
    assert [name for name in named if not (LOCALISATIONS / name).exists() and not (LOCALISATIONS.parent / name).exists()] == []


def test_areas_md_says_truly_what_each_extends() -> None:
    assert told_to_extend() == {name: load(LOCALISATIONS / name / "localisation.yml")["extends"] for name in editions()[1:]}


def test_every_area_has_lines() -> None:
    assert {line.area for line in words_on_pages()} == set(area_editions())


def test_the_localisations_use_every_operation_of_the_format() -> None:
    used, keys = set[str](), set[str]()
    for path in LOCALISATIONS.glob("*/*.md"):
        front = load(path)
        used |= {str(front.get("do", "")), *(["order"] if "order" in front else [])}
        for change in front.get("changes", {}).values():
            done = change["do"] if isinstance(change["do"], list) else [change["do"]]
            used |= {*done, *(["lock"] if "lock" in change else [])}
            used |= {"combined"} if len(done) > 1 else set()
            keys |= set(change)
        keys |= {"keep"} if "{keep=" in path.read_text(encoding="utf-8") else set()
    assert {operation.value for operation in Operation} | {"combined"} <= used
    assert {relation.value for relation in Relation} <= keys
    assert {"because", "owner", "review", "supersedes", "instead", "title", "note", "lock", "keep", *_DATED} <= keys


def test_the_localisations_use_every_key_of_their_own_file() -> None:
    keys, inside = set[str](), set[str]()
    for path in LOCALISATIONS.glob("*/localisation.yml"):
        settings = load(path)
        keys |= set(settings) | ({"@"} if "@" in settings["extends"] else set())
        for records in settings.get("records", {}).values():
            inside |= {key for record in records.values() for key in record}
        inside |= {key for value in settings.get("values", {}).values() if isinstance(value, dict) for key in value}
    assert {"name", "short", "tier", "extends", "owner", "approved", "review", "facts", "values", "records", "terms", "@"} <= keys
    assert {"retire", "because", "value", "until"} <= inside
    assert list(LOCALISATIONS.glob("*/exceptions.yml"))

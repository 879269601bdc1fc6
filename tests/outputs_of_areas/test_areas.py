"""Every line of docs/explanation/areas.md is true: in the page, in the Word file and in the PDF; and the areas use all of the format."""

import re
from collections import Counter

import pytest

from byelaw.core.blocks import Operation
from byelaw.core.localisations import Relation
from outputs_of_areas.building import Built
from outputs_of_areas.reading import FORMATS, Read, html_of, plain, read, shown_text
from outputs_of_areas.shipped import LOCALISATIONS, Line, area_editions, load, things_to_see, variations, words_on_pages

pytestmark = pytest.mark.slow

CONTACTS = "the page of contacts"
_DATED = {"from", "until"}


def outputs(areas: Built, area: str, page: str) -> dict[str, Read]:
    return {form: read(areas.edition(area), form, page) for form in FORMATS}


def test_every_edition_is_published_without_a_problem(areas: Built) -> None:
    assert (areas.exit_code, areas.problems) == (0, ())


@pytest.mark.parametrize("line", words_on_pages(), ids=str)
def test_the_words_stand_on_the_page_and_in_both_files(areas: Built, line: Line) -> None:
    words = plain(line.seen.strip('"'))
    without = [form for form, output in outputs(areas, line.area, line.page).items() if words not in plain(output.whole)]
    assert not without, f"not in {without}: {words}"


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


def test_a_document_that_was_left_has_a_page_that_says_so_and_no_files(areas: Built) -> None:
    line = next(each for each in things_to_see() if each.operation.startswith("withdraw"))
    area, instead = areas.edition(line.area), line.seen.rpartition("leads to `")[2].partition("`")[0]
    page = html_of(area / "site" / f"{line.page}.html")
    assert "Northmere does not use" in shown_text(page) or "not used" in shown_text(page)
    assert f"{instead}.html" in [link.get("href") for link in page.xpath("//article//a")]
    assert line.page not in areas.documents(line.area)
    assert not list((area / "pdf").glob(f"{line.page}.pdf"))


def test_a_pinned_release_keeps_the_words_of_its_day(areas: Built) -> None:
    line = next(each for each in things_to_see() if each.operation.startswith("`extends`") or each.operation.startswith("extends"))
    pinned, current = map(plain, re.findall('"([^"]+)"', line.seen))
    for form in FORMATS:
        northmere, eastmarch = (plain(read(areas.edition(area), form, line.page).whole) for area in ("northmere", "eastmarch"))
        assert (pinned in northmere, current in northmere) == (True, False), form
        assert (pinned in eastmarch, current in eastmarch) == (False, True), form


def test_every_line_is_of_a_sort_that_is_checked() -> None:
    sorts = ("Not there:", "The page says that", '"')
    assert [line for line in things_to_see() if not line.seen.startswith(sorts)] == []
    assert len(words_on_pages()) > 40


def test_each_of_the_twenty_variations_has_a_line() -> None:
    shown = Counter(variation.split()[0] for variation in {line.variation for line in words_on_pages() if line.variation})
    wanted = Counter(variations())
    assert wanted.total() == 20
    assert {rank: number for rank, number in wanted.items() if shown[rank] < number} == {}


def test_each_line_names_a_file_that_is_there() -> None:
    named = {line.file for line in (*words_on_pages(), *things_to_see())}
    assert [name for name in named if not (LOCALISATIONS / name).exists() and not (LOCALISATIONS.parent / name).exists()] == []


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

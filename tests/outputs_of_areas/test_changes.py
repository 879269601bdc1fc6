"""Every change that a localisation writes shows where it should, in the page, the Word file and the PDF, and nowhere else."""

import re
from functools import cache
from typing import Any

import pytest
from lxml.html import HtmlElement

from outputs_of_areas.building import Built
from outputs_of_areas.reading import FORMATS, html_of, plain, read, shown_text, words_of
from outputs_of_areas.shipped import LOCALISATIONS, below, editions, load
from outputs_of_areas.written import Written, changes, page_of

pytestmark = pytest.mark.slow

CHANGES = changes()
ENOUGH = 12
"""So many words in a row stand in one place only."""


@cache
def page(areas: Built, edition: str, name: str) -> HtmlElement | None:
    path = areas.edition(edition) / "site" / f"{name}.html"
    return html_of(path) if path.is_file() else None


@cache
def ids(areas: Built, edition: str, name: str) -> tuple[str, ...]:
    """Return the names of the blocks of a page, in order."""
    root = page(areas, edition, name)
    return () if root is None else tuple(str(each) for each in root.xpath("//article//@id"))


def first_words(areas: Built, edition: str, change: Written) -> str:
    """Return the first words of the block on the page: of a section its title, of a field its name, of a picture its caption."""
    root = page(areas, edition, change.page)
    assert root is not None
    (block,) = root.xpath("//article//*[@id = $name]", name=change.block)
    names: list[Any] = block.xpath("descendant-or-self::*[self::label or self::legend or self::figcaption]")
    name = names[0] if names else block
    return " ".join(words_of(shown_text(name))[:ENOUGH])


@cache
def files(areas: Built, edition: str, name: str) -> dict[str, str]:
    return {form: " ".join(words_of(read(areas.edition(edition), form, name).whole)) for form in FORMATS[1:]}


def parent(edition: str) -> str:
    return str(load(LOCALISATIONS / edition / "localisation.yml")["extends"]).partition("@")[0]


def those(*operations: str) -> list[Written]:
    found = [each for each in CHANGES if each.does & set(operations)]
    assert found, operations
    return found


@pytest.mark.parametrize("change", those("insert", "replace"), ids=str)
def test_new_text_stands_on_the_page_and_in_both_files(areas: Built, change: Written) -> None:
    words = first_words(areas, change.by, change)
    assert words
    assert [form for form, text in files(areas, change.by, change.page).items() if words not in text] == []


def test_what_was_inserted_stands_nowhere_else(areas: Built) -> None:
    strays = [
        f"{each} in {edition}"
        for each in those("insert")
        for edition in editions()
        if each.block in ids(areas, edition, each.page) and edition not in below()[each.by]
    ]
    assert strays == []


def test_what_was_omitted_is_gone_here_and_was_there_above(areas: Built) -> None:
    for each in those("omit"):
        assert each.block in ids(areas, parent(each.by), each.page), each
        assert each.block not in ids(areas, each.by, each.page), each


def test_what_was_moved_or_inserted_stands_where_its_change_says(areas: Built) -> None:
    for each in those("insert", "move"):
        relation, other = each.relation
        order = ids(areas, each.by, each.page)
        other = next((name for name in (other, f"{each.by}--{other}") if name in order), "")
        if other:
            assert (order.index(each.block) < order.index(other)) is (relation == "before"), each
        else:
            assert relation in {"start", "end"}, f"{each}: the whole document, or its data"


@pytest.mark.parametrize("change", those("retitle"), ids=str)
def test_a_new_title_stands_in_all_three(areas: Built, change: Written) -> None:
    title = plain(re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", str(change.entry["title"])))
    for form in FORMATS:
        text = plain(read(areas.edition(change.by), form, change.page).whole)
        assert "{{" in title or title in text, form


def test_a_new_title_of_a_document_is_its_title_in_all_three(areas: Built) -> None:
    found = [(path, load(path)) for name in editions()[1:] for path in sorted((LOCALISATIONS / name).glob("*.md"))]
    retitled = [(path, str(front["title"])) for path, front in found if "title" in front and "{{" not in str(front["title"])]
    assert len(retitled) > 5
    for path, title in retitled:
        for form in FORMATS:
            assert read(areas.edition(path.parent.name), form, page_of(path)).title == title, (path, form)


def test_a_new_order_holds_on_the_page(areas: Built) -> None:
    ordered = [(path, load(path)) for name in editions()[1:] for path in sorted((LOCALISATIONS / name).glob("*.md"))]
    found = [(path, [str(each) for each in front["order"]["sections"]]) for path, front in ordered if "order" in front]
    assert found
    for path, order in found:
        shown = ids(areas, path.parent.name, page_of(path))
        places = [
            shown.index(name if name in shown else f"{path.parent.name}--{name}") for name in (each.replace(":", "--") for each in order)
        ]
        assert places == sorted(places), path


def test_the_list_of_differences_names_every_change_here_and_below_and_nowhere_else(areas: Built) -> None:
    listed = {name: shown_text(html_of(areas.edition(name) / "site" / "different.html")) for name in editions()[1:]}
    for each in CHANGES:
        named = {name for name, text in listed.items() if re.search(rf"(?:^|\s){re.escape(each.where)}(?!\d)", text)}
        assert each.by in named, each.where
        assert named <= below()[each.by], each.where

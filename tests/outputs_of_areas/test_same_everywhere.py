"""Page, Word file and PDF of a document say the same: for every document of every edition."""

import difflib
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from outputs_of_areas.building import Built
from outputs_of_areas.reading import FORMATS, Read, read
from outputs_of_areas.shipped import editions

pytestmark = pytest.mark.slow


def _closed_up(words: str) -> str:
    """Return the words without spaces: in a PDF an address may go on in the next line."""
    return "".join(words.split())


def _told(words: str) -> str:
    """Return what a picture is said to show: of a part of a pathway which part, for on a page its steps are links that say the rest."""
    part = re.search(r"\d+ of \d+: [^)]+", words)
    return part[0] if part else words


LAWS: dict[str, Callable[[Read], object]] = {
    "title and summary": lambda output: [output.title, output.summary],
    "numbers and titles of headings": lambda output: output.headings,
    "captions": lambda output: output.captions,
    "cells of tables": lambda output: [[[_closed_up(cell) for cell in row] for row in table] for table in output.tables],
    "notes": lambda output: output.notes,
    "links and citations": lambda output: [_closed_up(words) for words in output.links],
    "alternative texts": lambda output: [_told(words) for words in output.pictures],
    "words, in order": lambda output: output.words,
}


@cache
def every_output(edition: Path, name: str) -> dict[str, Read]:
    return {form: read(edition, form, name) for form in FORMATS}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("edition", editions())
def test_outputs_agree_on(areas: Built, edition: str, law: str) -> None:
    found = []
    for name in areas.documents(edition):
        page, *files = (LAWS[law](output) for output in every_output(areas.edition(edition), name).values())
        for form, said in zip(FORMATS[1:], files, strict=True):
            if said != page:
                found.append(f"{name}, {form}:\n{difference(page, said)}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("edition", editions())
def test_page_and_word_have_the_same_callouts(areas: Built, edition: str) -> None:
    """PDF marks a callout by its look alone, and says its title: its words are held by the law on words."""
    outputs = {name: every_output(areas.edition(edition), name) for name in areas.documents(edition)}
    assert {name: each["site"].callouts for name, each in outputs.items()} == {
        name: each["word"].callouts for name, each in outputs.items()
    }


@pytest.mark.parametrize("edition", editions())
def test_every_document_has_all_three_outputs(areas: Built, edition: str) -> None:
    folder = areas.edition(edition)
    names = [{path.stem for path in (folder / form).glob(f"*.{ending}")} for form, ending in (("word", "docx"), ("pdf", "pdf"))]
    assert names[0] == names[1]
    assert names[0] <= {path.stem for path in (folder / "site").glob("*.html")}


def test_the_laws_see_something(areas: Built) -> None:
    read_back = [output for name in areas.documents("eastmarch") for output in every_output(areas.edition("eastmarch"), name).values()]
    assert all(output.title and output.headings and output.words for output in read_back)
    for law in ("captions", "cells of tables", "notes", "links and citations", "alternative texts"):
        assert any(LAWS[law](output) for output in read_back), law
    assert any(output.callouts for output in read_back)


def difference(page: object, said: object) -> str:
    return "\n".join(list(difflib.unified_diff(list(_lines(page)), list(_lines(said)), "page", "file", lineterm="", n=1))[:20])


def _lines(said: object) -> Iterator[str]:
    yield from map(str, said if isinstance(said, list) else [said])

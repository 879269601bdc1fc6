"""Nothing leaks into what areas publish: no marks of the format, no placeholders, no real telephone number, no dead link."""

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pytest
from lxml import etree

from outputs_of_areas.building import Built
from outputs_of_areas.reading import FORMATS, html_of, plain, read, shown_text
from outputs_of_areas.shipped import area_editions, editions

pytestmark = pytest.mark.slow

MARKS = (
    r"\{\{",
    r"\}\}",
    r":::",
    r"\[\]\(",
    r"\]\(",
    r"\{#",
    r"\bNone\b(?! (?:of|at|is) )",
    r"\bnan\b",
    r"\bUndefined\b",
    r"<\w+ object",
    r"\*\*\w",
)
PLACEHOLDERS = (
    r"\bTBC\b",
    r"\bTBD\b",
    r"\bTODO\b",
    r"\bXXX+\b",
    r"(?i:lorem)",
    r"(?i:set locally)",
    r"(?i:placeholder)",
    r"(?i:insert here)",
)
NUMBER = re.compile(r"(?<![\d/.])(?:\+44 ?|0)\d[\d ]{7,11}\d(?![\d/])")
DRAMA = re.compile(
    r"01632960\d{3}|0808157(?:0|1)\d{3}|07700900\d{3}|02079460\d{3}|0(?:113|114|115|116|117|118|121|131|141|151|161)4960\d{3}"
    r"|02896496\d{3}|02920180\d{3}|0909879\d{4}|03069990\d{3}"
)
"""Ofcom's numbers for drama use, without spaces."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINKS = "//a/@href|//link/@href|//img/@src|//script/@src"
OUTSIDE = ("http:", "https:", "mailto:", "tel:")


@cache
def texts(edition: Path) -> dict[str, str]:
    """Return what every file of an edition shows."""
    shown = {f"site/{page.name}": shown_text(html_of(page)) for page in sorted((edition / "site").glob("*.html"))}
    for path in sorted((edition / "word").glob("*.docx")):
        shown |= {f"{form}/{path.stem}": plain(read(edition, form, path.stem).whole) for form in FORMATS[1:]}
    return shown


def found(edition: Path, patterns: tuple[str, ...]) -> list[str]:
    return [
        f"{name}: {text[max(0, hit.start() - 60) : hit.end() + 40]}"
        for name, text in texts(edition).items()
        for pattern in patterns
        for hit in re.finditer(pattern, text)
    ]


@pytest.mark.parametrize("edition", editions())
def test_no_mark_of_the_source_format_is_shown(areas: Built, edition: str) -> None:
    assert found(areas.edition(edition), MARKS) == []


@pytest.mark.parametrize("edition", editions())
def test_no_address_that_only_authors_know_is_shown(areas: Built, edition: str) -> None:
    assert found(areas.edition(edition), (rf"(?i:\b(?:{'|'.join(editions())}):[a-z][\w-]+)",)) == []


@pytest.mark.parametrize("edition", area_editions())
def test_an_area_has_no_placeholder(areas: Built, edition: str) -> None:
    assert found(areas.edition(edition), PLACEHOLDERS) == []


def test_the_framework_says_what_is_set_locally(areas: Built) -> None:
    shown = texts(areas.edition("framework"))
    for form in FORMATS:
        name = f"{form}/strategy-discussion" + (".html" if form == "site" else "")
        assert "set locally" in shown[name].lower(), form


@pytest.mark.parametrize("edition", editions())
def test_every_telephone_number_is_for_drama(areas: Built, edition: str) -> None:
    shown = {hit for text in texts(areas.edition(edition)).values() for hit in NUMBER.findall(text)}
    called = {
        link.get("href")[4:] for page in pages(areas.edition(edition)).values() for link in page.xpath("//a[starts-with(@href, 'tel:')]")
    }
    assert {number for number in shown | called - {"999"} if not DRAMA.fullmatch(re.sub(r"\D", "", number))} == set()


def test_the_check_on_numbers_sees_numbers() -> None:
    assert NUMBER.findall("Call 0117 496 0000 or 0121 303 1234, ref 2026") == ["0117 496 0000", "0121 303 1234"]
    assert DRAMA.fullmatch("01174960000")
    assert not DRAMA.fullmatch("01213031234")


@cache
def pages(edition: Path) -> dict[str, etree._Element]:
    """Return every page but the one a server shows at any address, whose links start at the server's top."""
    return {page.name: html_of(page) for page in sorted((edition / "site").glob("*.html")) if page.name != "404.html"}


@pytest.mark.parametrize("edition", editions())
def test_links_of_the_site_lead_somewhere(areas: Built, edition: str) -> None:
    folder = areas.edition(edition)
    site = pages(folder)
    ids = {name: {each.get("id") for each in page.iter() if isinstance(each.tag, str)} for name, page in site.items()}
    targets = ((name, unquote(target)) for name, page in site.items() for target in page.xpath(LINKS))
    dead = [f"{name}: {target}" for name, target in targets if not leads_somewhere(folder / "site", ids, name, target)]
    assert dead == []


def leads_somewhere(site: Path, ids: dict[str, set[str | None]], page: str, target: str) -> bool:
    if target.startswith((*OUTSIDE, "data:")) or target in ("", "#"):
        return True
    address, _, anchor = target.partition("#")
    name = address.partition("?")[0].removeprefix("./") or page
    name = "index.html" if name == "." else name
    return (site / name).exists() and (not anchor or name not in ids or anchor in ids[name])


@pytest.mark.parametrize("edition", editions())
def test_links_of_word_files_lead_somewhere(areas: Built, edition: str) -> None:
    files = {path.name: word_links(path) for path in sorted((areas.edition(edition) / "word").glob("*.docx"))}
    dead = [
        f"{name}: {target}"
        for name, (_, targets) in files.items()
        for target in targets
        if not target.startswith(OUTSIDE) and not reaches({each: names for each, (names, _) in files.items()}, name, target)
    ]
    assert dead == []


def word_links(path: Path) -> tuple[set[str], list[str]]:
    """Return the bookmarks of a Word file, and where its links lead."""
    with zipfile.ZipFile(path) as package:
        parts = {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if re.fullmatch(r"word/(document|footnotes)\.xml", name)
        }
        related = [
            etree.fromstring(package.read(name)) for name in package.namelist() if re.fullmatch(r"word/_rels/(document|footnotes).*", name)
        ]
    marks = {str(each.get(f"{_W}name")) for part in parts.values() for each in part.iter(f"{_W}bookmarkStart")}
    inside = [f"#{each.get(f'{_W}anchor')}" for part in parts.values() for each in part.iter(f"{_W}hyperlink") if each.get(f"{_W}anchor")]
    outside = [str(each.get("Target")) for part in related for each in part if str(each.get("Type")).endswith("/hyperlink")]
    return marks, [*inside, *outside]


def reaches(files: dict[str, set[str]], name: str, target: str) -> bool:
    address, _, mark = target.partition("#")
    return (address or name) in files and (not mark or mark in files[address or name])


@pytest.mark.parametrize("edition", editions())
def test_links_between_pdfs_lead_somewhere(areas: Built, edition: str) -> None:
    folder = areas.edition(edition) / "pdf"
    dead = [
        f"{path.name}: {target}"
        for path in sorted(folder.glob("*.pdf"))
        for target in pdf_links(path)
        if not target.startswith(OUTSIDE) and not (folder / target.partition("#")[0]).is_file()
    ]
    assert dead == []


def pdf_links(path: Path) -> Iterator[str]:
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for note in page.obj.get("/Annots", []):
                action: Any = note.get("/A", {})
                if "/URI" in action:
                    yield str(action["/URI"])
                elif "/F" in action:
                    yield str(action["/F"])

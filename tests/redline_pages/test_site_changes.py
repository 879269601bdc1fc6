"""What a site shows of its amendments: built by MkDocs, checked as every site is, and opened in a browser."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser

from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.site import Look, Rendered, SitePlaces, publish_site
from byelaw.outputs.site_changes import SiteChanges, Stage, Standing, site_changes
from byelaw.outputs.site_html import ids_in
from byelaw.outputs.site_pages import OWN_PAGES
from byelaw.tools.pandoc import PandocPool
from project_builder import Builder
from redline_pages.allotment_redline import new_files, two_versions

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(allotments: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the new rules, with what changed since release 1; its checks find nothing."""
    folder = tmp_path_factory.mktemp("site")
    edition = allotments(*new_files()).published("framework")
    (folder / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / ".byelaw").mkdir()
    (folder / ".byelaw" / "made-by-byelaw-build.yml").write_text("{}\n", encoding="utf-8")
    with PandocPool(1) as pandoc:
        writer = PieceWriter(pandoc)
        pages = {each.file_name: str(writer.html(each.body)) for each in edition.documents}
        ids = {name: ids_in(page) for name, page in pages.items()} | dict.fromkeys(OWN_PAGES, frozenset[str]())
        stages = [Stage("since-1", "Since 1", "What no release has yet.", two_versions(allotments))]
        notes = ("Since 0: could not be compared: it could not be read.",)
        changes = site_changes(stages, edition, Standing(ids, frozenset(), notes), writer, ROOT / "templates" / "pages")
        assert isinstance(changes, SiteChanges)
        rendered = Rendered(pages, str(writer.html(edition.contacts)), str(writer.html(edition.glossary)), "", changes=changes)
    look = Look(folder / "mkdocs.yml", ROOT / "templates" / "site", ROOT / "templates" / "pages")
    problems = publish_site(edition, rendered, look, SitePlaces(folder / "project", folder / "site", frozenset({"provenance.json"})))
    assert problems == ()
    return folder / "site"


def words(site: Path, name: str) -> str:
    (article,) = html.parse(site / name).getroot().iter("article")
    return " ".join(article.text_content().split())


def links(site: Path, name: str) -> dict[str, str]:
    (article,) = html.parse(site / name).getroot().iter("article")
    return {" ".join(each.text_content().split()): each.get("href", "") for each in article.iter("a")}


def test_a_document_leads_to_its_redline_in_one_click(site: Path) -> None:
    found = links(site, "plots.html")
    (words_of,) = [each for each in found if each.startswith("Since 1:")]
    assert found[words_of] == "changes/since-1/plots.html"
    assert "as it reads now" in " ".join(links(site, "changes/since-1/plots.html"))


def test_a_document_that_did_not_change_has_no_redline(site: Path) -> None:
    assert not (site / "changes/since-1/fences.html").exists()
    assert not [each for each in links(site, "fences.html") if each.startswith("Since 1:")]


def test_a_page_says_since_when_each_section_reads_as_it_does(site: Path) -> None:
    found = words(site, "plots.html")
    history = found[found.index("Since when does it say that?") :]
    assert "1 Scope Since 1 (1 change)" in history
    assert "1 Fences: no change in what could be compared" in words(site, "fences.html")


def test_the_amendments_name_each_stage_its_documents_and_what_could_not_be_compared(site: Path) -> None:
    assert links(site, "amendments.html")["Plots"] == "changes/since-1/plots.html"
    assert links(site, "amendments.html")["Every change in one register"] == "changes/since-1/register.html"
    assert "Since 0: could not be compared" in words(site, "amendments.html")


def test_search_does_not_find_what_is_gone(site: Path) -> None:
    assert "Bees may be kept" not in "".join(each.read_text(encoding="utf-8") for each in (site / "search").iterdir())


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(browser: Browser, site: Path, scheme: str, width: int) -> None:
    dark = scheme == "dark"
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme="dark" if dark else "light", bypass_csp=True)
    tab, found = context.new_page(), []
    for name in ("amendments.html", "changes/since-1/register.html", "changes/since-1/plots.html", "plots.html"):
        tab.goto((site / name).as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        found += [(name, each["id"], [node["target"] for node in each["nodes"]]) for each in Axe().run(tab).response["violations"]]
        assert tab.evaluate("document.documentElement.scrollWidth") == width
    context.close()
    assert found == []


@pytest.mark.browser
def test_the_register_of_a_stage_is_narrowed_and_leads_to_the_text_under_the_sites_policy(browser: Browser, site: Path) -> None:
    tab, said = browser.new_page(), list[str]()
    tab.on("console", lambda message: said.append(message.text))
    tab.goto((site / "changes/since-1/register.html").as_uri())
    tab.get_by_text("Choose by").click()
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    tab.get_by_label("Strength").check()
    rows = tab.locator("[data-r-row]:not([hidden])")
    assert rows.count() == 1
    rows.get_by_role("link").first.click()
    tab.wait_for_url(f"**{os.sep}changes/since-1/plots.html#change-*")
    assert "Strength" in tab.locator(".r-note:focus").inner_text()
    tab.close()
    assert said == []

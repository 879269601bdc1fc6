"""The picture of a pathway in a browser: clicked, gone through by keyboard, on a phone, in light and dark."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))  # the project is shared with the tests of the core

from byelaw.cli.main import byelaw
from pathway_project import GETTING
from project_builder import BASE

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update")
PHONE, DESKTOP = (390, 844), (1280, 900)
LEAST = 14
"""Pixels: the smallest letters on a screen."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    project = tmp_path_factory.mktemp("pathway")
    for name, text in {**BASE, **GETTING}.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    ended = CliRunner().invoke(
        byelaw, ["--project", str(project), "build", "--edition", "brook", "--format", "site", "--as-of", "2026-11-23"]
    )
    assert ended.exit_code == 0, ended.output
    return (project / "dist" / "brook" / "site" / "route.html").as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


def opened(browser: Browser, address: str, size: tuple[int, int], scheme: str = "light") -> Page:
    """Return the page, on which the policy holds."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, size: tuple[int, int]) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    page.goto(address)
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    context.close()


def test_a_click_on_a_step_leads_to_what_is_read_on(browser: Browser, address: str) -> None:
    page = opened(browser, address, DESKTOP)
    page.locator(".pathway-picture--wide a[aria-label^='4.'] text").first.click()
    assert page.url.endswith("plots.html#digging")


def test_a_click_on_another_step_leads_to_its_place_in_the_list(browser: Browser, address: str) -> None:
    page = opened(browser, address, DESKTOP)
    page.locator(".pathway-picture--wide a[aria-label^='3.'] text").first.click()
    assert page.url.endswith("route.html#call")


def test_the_keyboard_goes_through_the_steps_in_their_order_and_shows_where_it_is(browser: Browser, address: str) -> None:
    page = opened(browser, address, DESKTOP)
    page.locator(".pathway-picture--wide a").first.focus()
    names = []
    for _ in range(4):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert [name.partition(" ")[0] for name in names] == ["1.", "2.", "3.", "To"]
    page.keyboard.press("Shift+Tab")
    box = "document.activeElement.querySelector('.pathway-box')"
    assert page.evaluate(f"getComputedStyle({box}).strokeWidth") == "4px"
    page.keyboard.press("Enter")
    assert page.url.endswith("#close")


@pytest.mark.parametrize(("size", "shown"), [(PHONE, "narrow"), (DESKTOP, "wide")])
def test_one_picture_is_shown_with_letters_as_large_as_text_and_no_page_scrolls_sideways(
    browser: Browser, address: str, size: tuple[int, int], shown: str
) -> None:
    page = opened(browser, address, size)
    visible = page.locator(".pathway-picture svg:visible")
    assert {each.evaluate("svg => svg.parentElement.className") for each in visible.all()} == {f"pathway-picture pathway-picture--{shown}"}
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    for svg in visible.all():
        size_of_letters = "svg => parseFloat(getComputedStyle(svg.querySelector('text')).fontSize) * svg.getScreenCTM().a"
        assert svg.evaluate(size_of_letters) >= LEAST
        assert svg.evaluate("svg => svg.parentElement.scrollWidth <= svg.parentElement.clientWidth")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_words_reach_out_of_their_box_in_the_readers_own_font(browser: Browser, address: str, size: tuple[int, int]) -> None:
    page = opened(browser, address, size)
    outside = """() => [...document.querySelectorAll('.pathway-picture svg')].filter(svg => svg.getClientRects().length)
        .flatMap(svg => [...svg.querySelectorAll('a')]).flatMap(link => {
            const box = link.querySelector('.pathway-box').getBBox()
            return [...link.querySelectorAll('text')].filter(words => {
                const at = words.getBBox()
                return at.x < box.x || at.x + at.width > box.x + box.width || at.y < box.y - 1 || at.y + at.height > box.y + box.height + 1
            }).map(words => words.textContent)
        })"""
    assert page.evaluate(outside) == []


def test_the_search_finds_the_words_of_the_list_and_not_those_of_the_picture(browser: Browser, address: str) -> None:
    page = opened(browser, address, DESKTOP)
    page.click("input[name=query]")
    page.keyboard.type("neighbours", delay=20)
    page.locator(".md-search-result__link").first.wait_for()
    found = page.locator(".md-search-result__article").all_inner_texts()
    assert "8. Ask the" not in " ".join(found)
    assert "Ask the neighbours about bees" in " ".join(found)

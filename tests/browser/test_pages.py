"""Built pages in a browser, opened from the folder as a reader without a network would."""

import http.server
import io
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "outputs"))  # the edition is shared with the tests of the site

from published_edition import BESIDE, edition, look, rendered_by

from byelaw.outputs.site import SitePlaces, publish_site
from byelaw.tools.pandoc import PandocPool

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESKTOP = (360, 740), (1280, 900)
PAGES = (
    "index", "strategy-discussion", "referral", "checklist", "different", "about", "contacts", "glossary", "references",
    "hsb-panel",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    with PandocPool(1) as pool:
        rendered = rendered_by(pool)
    publish_site(edition(), rendered, look(folder), SitePlaces(folder / "project", folder / "site", BESIDE))
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page that fails its test when anything is said on the console, or asked of another host."""
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    tab, complaints = context.new_page(), list[str]()
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda failure: complaints.append(str(failure)))
    tab.on("request", lambda request: complaints.append(request.url) if is_outside(request.url) else None)
    yield tab
    context.close()
    assert complaints == []


def is_outside(address: str) -> bool:
    return not address.startswith(("file:", "data:", "http://127.0.0.1:"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(browser: Browser, site: Path, scheme: str, size: tuple[int, int]) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    tab, found = context.new_page(), []
    for name in PAGES:
        tab.goto((site / f"{name}.html").as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        violations = Axe().run(tab).response["violations"]
        found += [(name, each["id"], [node["target"] for node in each["nodes"]]) for each in violations]
    context.close()
    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_phone_never_scrolls_sideways(page: Page, site: Path, name: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto((site / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_search_works_from_a_folder(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.click("input[name=query]")
    page.keyboard.type("meets weekly", delay=20)
    page.locator(".md-search-result__link").first.wait_for()
    page.locator(".md-search-result__link[href*='northmere--panel']").first.click()
    page.wait_for_url("**/strategy-discussion.html*northmere--panel")


def test_search_works_from_a_server(page: Page, site: Path) -> None:
    handler = partial(QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        page.click("input[name=query]")
        page.keyboard.type("meets weekly", delay=20)
        page.locator(".md-search-result__link").first.wait_for()
        server.shutdown()


def test_the_overdue_banner_is_raised_when_the_day_has_passed(page: Page, site: Path) -> None:
    page.clock.set_fixed_time(datetime(2027, 7, 1, 12, tzinfo=UTC))
    page.goto((site / "strategy-discussion.html").as_uri())
    assert page.locator("[data-when-overdue]").is_visible()
    assert page.locator(".page-status [data-status]").inner_text() == "Review overdue"


def test_the_overdue_banner_stays_down_on_the_day_itself(page: Page, site: Path) -> None:
    page.clock.set_fixed_time(datetime(2027, 6, 30, 12, tzinfo=UTC))
    page.goto((site / "strategy-discussion.html").as_uri())
    assert page.locator("[data-when-overdue]").is_hidden()


def test_the_front_page_marks_what_became_overdue(page: Page, site: Path) -> None:
    page.clock.set_fixed_time(datetime(2027, 7, 1, 12, tzinfo=UTC))
    page.goto((site / "index.html").as_uri())
    assert "Review overdue" in page.locator(".documents li", has=page.locator("a[href='strategy-discussion.html']")).inner_text()


def test_an_old_address_leads_to_where_its_text_stands_now(page: Page, site: Path) -> None:
    page.goto((site / "strategy-discussion.html").as_uri() + "#timing")
    page.wait_for_url("**/strategy-discussion.html#timescales")
    page.goto((site / "old-page.html").as_uri() + "#x")
    page.wait_for_url("**/referral.html#who")


def test_telephone_numbers_are_large_enough_for_a_thumb(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto((site / "index.html").as_uri())
    box = page.locator(".contact-card a[href='tel:999']").bounding_box()
    assert box
    assert box["height"] >= 44
    assert box["width"] >= 44


def test_a_keyboard_reaches_the_skip_link_first_and_the_menu_on_a_narrow_page(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto((site / "referral.html").as_uri())
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate("document.activeElement.className")
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('__drawer').checked")


def test_downloads_are_offered_in_both_formats(page: Page, site: Path) -> None:
    page.goto((site / "referral.html").as_uri())
    links = page.locator(".downloads a").evaluate_all("each => each.map(link => link.getAttribute('href'))")
    assert links == ["../word/referral.docx", "../pdf/referral.pdf"]


def test_print_says_until_when_the_copy_is_valid_and_drops_the_buttons(page: Page, site: Path) -> None:
    page.goto((site / "strategy-discussion.html").as_uri())
    page.emulate_media(media="print")
    assert page.get_by_text("Printed copy valid until 26 November 2026. Document id").is_visible()
    assert page.locator(".downloads").is_hidden()


def test_every_printed_sheet_says_whose_it_is_and_until_when(browser: Browser, site: Path) -> None:
    tab = browser.new_page()
    tab.goto((site / "strategy-discussion.html").as_uri())
    sheets = pypdf.PdfReader(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True))).pages
    tab.close()
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(texts) > 1
    assert texts[0].index("In force") < texts[0].index("Strategy discussion")
    for number, words in enumerate(texts, start=1):
        assert "Printed copy valid until 26 November 2026 · Document id 0123456789ab" in words
        assert f"Page {number} of {len(texts)}" in words
        assert edition().name in words


def test_a_phone_shows_the_register_row_by_row(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / "different.html").as_uri())
    cells = page.locator("table.register tbody tr").first.locator("td")
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert len(boxes) == 4
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    assert len({box["y"] for box in boxes if box}) == 4
    assert [cell.get_attribute("data-label") for cell in cells.all()] == ["What", "Who and why", "Owner", "Review by"]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return

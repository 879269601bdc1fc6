"""The form on its page in a browser: filled in, printed and cleared, and nothing typed ever leaves it or stays behind."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright
from published_edition import BESIDE, control, edition, look, rendered_by

from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.site import SitePlaces, publish_site
from byelaw.tools.pandoc import PandocPool
from forms.conftest import Made

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)
PRIVATE = "Zebedee"
TYPED = {
    "number": "12", "holder": PRIVATE, "newton--ward": PRIVATE, "seen-on": "2026-11-02", "seen-at": "14:30", "phone": PRIVATE,
    "damage": f"{PRIVATE} saw it", "signed": PRIVATE,
}  # fmt: skip
KEPT = """async () => JSON.stringify([
  Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, location.href, history.length, history.state,
  (await indexedDB.databases()).map(each => each.name), await caches.keys().catch(() => []), window.name,
])"""
FILLED = "each => each.type === 'radio' || each.type === 'checkbox' ? each.checked : each.value"
DESCRIBED = "[...document.querySelectorAll('[aria-describedby]')].map(each => each.getAttribute('aria-describedby'))"
SMALL = "each => (each.closest('label') || each).getBoundingClientRect().height < 44"
SHOWN = "[...document.querySelectorAll('.field input, .field textarea, .field select')]"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, area_form: Made, pool: PandocPool) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    given = edition()
    form = replace(area_form.document, file_name="form", kind="tool", control=control())
    rendered = rendered_by(pool)
    body = PieceWriter(pool).html(form.body)
    assert isinstance(body, str)
    rendered = replace(rendered, documents={**rendered.documents, "form": body})
    published = replace(given, documents=(*given.documents, form))
    assert publish_site(published, rendered, look(folder), SitePlaces(folder / "project", folder / "site", BESIDE)) == ()
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """Yield the form's page; the test fails when anything is said on the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab, complaints = context.new_page(), list[str]()
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda failure: complaints.append(str(failure)))
    tab.goto((site / "form.html").as_uri())
    yield tab
    context.close()
    assert complaints == []


def fill_in(page: Page) -> None:
    """Type into every kind of field, by the name that is read aloud."""
    for name, words in TYPED.items():
        page.locator(f"[id='_field.{name}']").fill(words)
    page.get_by_label("Very bad, and past mending").check()
    page.get_by_role("group", name="Main cause").get_by_label("Foxes").check()
    page.get_by_role("group", name="Has the holder been told?").get_by_label("Yes").check()
    page.get_by_label("Task, row 2").fill(PRIVATE)
    page.get_by_label("By when, row 2").fill("2026-12-01")
    page.get_by_label("Size, row 2").select_option("Large")


def filled(page: Page) -> list[str]:
    found: list[str] = page.evaluate(f"{SHOWN}.filter({FILLED}).map(each => each.id || each.name)")
    return found


def test_what_is_typed_is_neither_sent_nor_stored_and_is_gone_after_a_reload(browser: Browser, site: Path) -> None:
    handler = partial(QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context()
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"http://127.0.0.1:{server.server_port}/form.html", wait_until="networkidle")
        before, asked = page.evaluate(KEPT), list[Request]()
        page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks the functions it calls
        fill_in(page)
        page.get_by_role("button", name="Add a row: The plan").click()
        page.keyboard.type(PRIVATE)
        page.locator("[id='_field.holder']").press("Enter")
        page.wait_for_timeout(300)
        assert asked == []
        assert page.evaluate(KEPT) == before
        assert PRIVATE not in page.evaluate(KEPT)
        assert context.cookies() == []
        assert len(filled(page)) == len(TYPED) + 3 + 3 + 1
        page.reload(wait_until="networkidle")
        assert filled(page) == []
        assert page.locator("table.form-rows tbody tr").count() == 3
        assert all(PRIVATE not in request.url and PRIVATE not in (request.post_data or "") for request in asked)
        page.locator("[id='_field.holder']").fill(PRIVATE)
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        page.go_back(wait_until="networkidle")
        assert filled(page) == []
        context.close()
        server.shutdown()


def test_the_policy_forbids_to_send_a_form_even_to_its_own_site(page: Page) -> None:
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
    assert "form-action 'none'" in policy
    assert "connect-src 'self'" in policy
    assert page.evaluate("document.querySelectorAll('[action], [formaction], [name=action]').length") == 0


def test_the_page_says_that_nothing_is_sent(page: Page) -> None:
    assert page.get_by_text("What you type stays in this browser tab. It is not sent or saved.").is_visible()


def test_every_control_has_a_name_and_its_help(page: Page) -> None:
    names = page.evaluate(f"{SHOWN}.map(each => each.getAttribute('aria-label') || (each.labels[0] && each.labels[0].textContent))")
    assert all(names)
    assert page.get_by_label("What you saw").get_attribute("aria-describedby") == "_help.damage"
    assert "not what you think" in page.locator("[id='_help.damage']").inner_text()
    described = page.evaluate(DESCRIBED)
    assert described
    assert all(page.locator(f"[id='{each}']").count() == 1 for each in described)


def test_rows_are_named_by_their_legend_and_are_no_landmark(page: Page) -> None:
    """Several forms of one page may ask alike: landmarks of one name could not be told apart."""
    assert page.get_by_role("group", name="The plan").locator("table.form-rows").count() == 1
    assert page.locator("fieldset [role=region], fieldset .table-scroll[tabindex]").count() == 0


def test_clear_asks_first_and_then_clears(page: Page) -> None:
    fill_in(page)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear the form").click()
    assert filled(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear the form").click()
    assert filled(page) == []


def test_a_page_that_comes_back_from_memory_is_empty(page: Page) -> None:
    fill_in(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert filled(page) == []


def test_search_does_not_know_the_buttons_and_finds_the_labels(site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "Number of the plot" in index
    assert "Clear the form" not in index
    assert "stays in this browser tab" not in index


def test_leaving_with_typed_text_warns_and_without_it_does_not(page: Page, site: Path) -> None:
    asked = list[str]()

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.reload()
    assert asked == []
    page.locator("[id='_field.holder']").click()
    page.keyboard.type("A")
    page.goto((site / "index.html").as_uri())
    assert asked == ["beforeunload"]


def test_a_row_that_is_added_is_empty_named_and_has_the_focus(page: Page) -> None:
    page.get_by_label("Task, row 3").fill("A")
    page.get_by_role("button", name="Add a row: The plan").press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Task, row 4"
    assert page.get_by_label("Task, row 4").input_value() == ""


def test_only_the_form_is_printed_with_what_is_typed_whole(page: Page) -> None:
    page.evaluate("window.print = () => {}")
    lines = "\n".join(f"line {number}" for number in range(40))
    page.get_by_label("What you saw").fill(lines)
    page.get_by_role("button", name="Print the form").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.get_by_text("These rules are for every plot.").is_hidden()
    assert page.locator(".form-privacy").is_hidden()
    assert page.get_by_role("heading", name="2 The form").is_visible()
    assert page.get_by_text("End of form: Plot report").is_visible()
    area = page.get_by_label("What you saw")
    assert area.evaluate("each => each.scrollHeight <= each.clientHeight + 1")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.get_by_text("These rules are for every plot.").is_visible()


def test_typing_and_clearing_work_without_scripts(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    address = (site / "form.html").as_uri()
    page.goto(address)
    page.locator("[id='_field.holder']").fill(PRIVATE)
    page.locator("[id='_field.holder']").press("Enter")
    page.wait_for_timeout(300)
    assert page.url == address
    assert page.locator("[id='_field.holder']").input_value() == PRIVATE
    assert page.get_by_role("button", name="Print the form").count() == 0
    page.get_by_role("button", name="Clear the form").click()
    assert page.locator("[id='_field.holder']").input_value() == ""
    context.close()


def test_the_keyboard_reaches_every_control_in_reading_order(page: Page) -> None:
    page.locator("[id='_field.number']").focus()
    met = []
    for _ in range(60):
        met.append(page.evaluate("document.activeElement.closest('.field')?.id || document.activeElement.textContent.trim()"))
        if met[-1] == "Print the form":
            break
        page.keyboard.press("Tab")
    order = [each for each in dict.fromkeys(met) if each]
    asked = ["number", "holder", "newton--ward", "seen-on", "seen-at", "phone", "damage", "level", "causes", "told", "plan", "signed"]
    assert [each for each in order if each in asked] == asked
    assert order[-2:] == ["Clear the form", "Print the form"]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, site: Path, colours: Literal["light", "dark"], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours, bypass_csp=True)
    page = context.new_page()
    page.goto((site / "form.html").as_uri())
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    small = page.evaluate(f"{SHOWN}.filter({SMALL}).map(each => each.id)")
    assert small == []
    context.close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

"""A redline in a browser, opened from its file: what a reviewer asks is answered by a few clicks, with a keyboard, and without a script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page that fails its test when anything is said on the console, or asked of any host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab, complaints = context.new_page(), list[str]()
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda failure: complaints.append(str(failure)))
    tab.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
    yield tab
    context.close()
    assert complaints == []


def shown(page: Page) -> list[str]:
    """Return what the rows that are shown say changed."""
    return [row.locator("strong").inner_text() for row in page.locator("[data-r-row]:not([hidden])").all()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_folded_or_side_by_side(browser: Browser, redline: Path, scheme: str, width: int) -> None:
    dark = scheme == "dark"
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme="dark" if dark else "light", bypass_csp=True)
    tab = context.new_page()
    tab.goto(redline.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    inline = Axe().run(tab).response["violations"]
    tab.get_by_label("side by side").check()
    beside = Axe().run(tab).response["violations"]
    sideways = tab.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in (*inline, *beside)] == []
    assert sideways == width


def test_every_must_that_changed_is_one_click_away(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_label("Must/should/may or not").check()
    assert shown(page) == ["Strength", "Reworded", "Taken out"]
    count = page.locator("[data-r-count]")
    assert count.inner_text().startswith("3 of ")
    assert count.get_attribute("aria-live") == "polite"
    page.get_by_role("button", name="Show all changes").click()
    assert count.inner_text().startswith("All ")


def test_what_our_area_added_is_two_clicks_away(page: Page, local_redline: Path) -> None:
    page.goto(local_redline.as_uri())
    page.get_by_label("Elm (site)").check()
    page.get_by_text("Choose by").click()
    page.get_by_label("Added").check()
    rows = page.locator("[data-r-row]:not([hidden])")
    assert rows.count() == 1
    assert "Shut the gate." in rows.inner_text()
    assert "Elm (site): B." in rows.inner_text()


def test_a_row_leads_to_its_place_and_the_place_back_to_its_row(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    row = page.locator("[data-r-row]", has_text="each plot").first
    row.get_by_role("link").first.click()
    note = page.locator(".r-note:focus")
    assert note.count() == 1
    assert "Reworded" in note.inner_text()
    note.get_by_role("link").click()
    assert page.url.endswith(f"#{row.get_attribute('id')}")


def test_keys_with_a_modifier_step_from_change_to_change_and_single_letters_do_nothing(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.keyboard.press("n")
    page.keyboard.press("j")
    assert page.locator(".r-note:focus").count() == 0
    page.keyboard.press("Alt+ArrowDown")
    first = page.locator(".r-note:focus").get_attribute("id")
    page.keyboard.press("Alt+ArrowDown")
    second = page.locator(".r-note:focus").get_attribute("id")
    page.keyboard.press("Alt+ArrowUp")
    assert page.locator(".r-note:focus").get_attribute("id") == first != second
    assert page.locator("[data-r-where]").inner_text().startswith("1 of ")
    assert page.get_by_role("button", name="Next change").get_attribute("aria-keyshortcuts") == "Alt+ArrowDown"


def test_steps_follow_what_is_ticked(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_text("Choose by").click()
    page.get_by_label("Strength").check()
    page.get_by_role("button", name="Next change").click()
    assert "Strength" in page.locator(".r-note:focus").inner_text()
    assert page.locator("[data-r-where]").inner_text() == "1 of 1"


def test_moved_text_is_linked_both_ways(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_role("link", name="Moved to 2 Paths").click()
    assert page.url.endswith("#moved-here-1")
    page.get_by_role("link", name="Moved here from 4 Paths").click()
    assert page.url.endswith("#moved-away-1")


def test_side_by_side_shows_each_text_alone_and_goes_back(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    notes = page.locator(".r-note").count()
    page.get_by_label("side by side").check()
    pair = page.locator(".r-pair", has_text="These rules are for").first
    before, after = pair.locator(".r-before"), pair.locator(".r-after")
    assert before.get_by_text("every plot.").is_visible()
    assert before.get_by_text("each plot").count() == 0
    assert after.get_by_text("each plot, and for its paths.").is_visible()
    assert not after.get_by_text("every plot.").is_visible()
    assert page.locator("[id]").evaluate_all("all => all.length === new Set(all.map((each) => each.id)).size")
    page.get_by_label("one text").check()
    assert page.locator(".r-pair").count() == 0
    assert page.locator(".r-note").count() == notes
    assert page.locator(".r-side").count() == 0


def test_unchanged_text_is_folded_shown_or_hidden(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    unchanged = page.get_by_text("Nobody ever changes this paragraph about digging.")
    assert not unchanged.is_visible()
    page.get_by_label("shown").check()
    assert unchanged.is_visible()
    page.get_by_label("hidden", exact=True).check()
    assert not page.locator("details.r-same").first.is_visible()


def test_without_a_script_everything_can_be_read(browser: Browser, redline: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(redline.as_uri())
    assert tab.locator("[data-r-row]").count() == tab.locator("[data-r-row]:visible").count() > 8
    assert tab.locator(".r-note:visible").count() > 8
    assert not tab.locator("[data-r-bar]").is_visible()
    tab.locator("details.r-same summary").first.click()
    assert tab.locator("details.r-same .r-body").first.is_visible()
    context.close()


def test_print_shows_the_register_and_the_text_without_tools(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.emulate_media(media="print")
    assert not page.locator("[data-r-bar]").is_visible()
    assert page.locator(".r-register").is_visible()
    style = page.locator(".r-block del").first.evaluate("each => getComputedStyle(each).textDecorationLine")
    assert style == "line-through"


def outs(page: Page) -> list[str]:
    """Return the words in the text that a filter left grey, without what is said to ears."""
    found = page.locator(".r-block ins.r-out, .r-block del.r-out").all()
    return [" ".join(re.sub(r"\[\w+:|end of \w+\]", "", each.inner_text()).split()) for each in found]


def test_a_filter_greys_the_marks_of_other_changes_in_the_text_and_says_so(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    assert outs(page) == []
    page.get_by_label("Must/should/may or not").check()
    assert "each plot, and for its paths." in outs(page)
    assert not [each for each in outs(page) if "must not" in each]
    assert page.locator("[data-r-told]").inner_text().endswith("The other changes are grey in the text.")
    grey = page.locator(".r-block del.r-out", has_text="every plot").first
    assert grey.evaluate("each => getComputedStyle(each).textDecorationLine") == "line-through"
    page.get_by_role("button", name="Show all changes").click()
    assert outs(page) == []
    assert not page.locator("[data-r-told]").is_visible()


def test_text_without_a_match_is_hidden_when_asked_but_not_the_headings_above_a_match(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_label("Must/should/may or not").check()
    scope = page.locator(".r-block", has_text="These rules are for").first
    assert scope.is_visible()
    page.get_by_label("hidden, with their text").check()
    assert not scope.is_visible()
    assert page.locator(".r-block", has_text="Digging").first.is_visible()
    assert page.locator(".r-block", has_text="dig deep").first.is_visible()
    assert page.locator("[data-r-told]").inner_text().endswith("The text without them is hidden.")


def test_what_is_ticked_stands_in_the_address_and_an_address_ticks_it(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_label("Must/should/may or not").check()
    page.get_by_label("Find words").fill("dig deep")
    page.wait_for_url("**#only=must&find=dig%20deep")
    page.get_by_label("side by side").check()
    page.get_by_role("button", name="Next change").click()
    address = page.url
    assert "&view=beside&at=change-" in address
    rows = shown(page)
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == rows != []
    assert page.get_by_label("side by side").is_checked()
    assert page.locator(".r-note:focus").count() == 1


def test_an_address_asks_for_every_must_by_a_short_name(page: Page, redline: Path) -> None:
    page.goto(f"{redline.as_uri()}#only=must")
    assert shown(page) == ["Strength", "Reworded", "Taken out"]


def test_an_address_that_nobody_understands_shows_everything(page: Page, redline: Path) -> None:
    page.goto(f"{redline.as_uri()}#only=nothing-like-it&view=<b>&at=%E0%A4%A")
    assert page.locator("[data-r-row]:not([hidden])").count() == page.locator("[data-r-row]").count() > 8
    assert page.get_by_role("button", name="Next change").is_visible()


def test_words_are_found_in_rows_and_in_the_text_that_a_change_stands_beside(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_label("Find words").fill("warden")
    page.wait_for_url("**#find=warden")
    assert "Who must act" in shown(page)
    assert "Value" not in " ".join(shown(page))


def test_which_time_limits_got_shorter_is_one_click_away(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_label("Shorter limit").check()
    assert shown(page) == ["Time limit ‘Time to reply’"]


def test_the_register_begins_on_the_first_screen(browser: Browser, redline: Path, local_redline: Path) -> None:
    for file in (redline, local_redline):
        for width, height in ((1280, 900), (390, 844)):
            context = browser.new_context(viewport={"width": width, "height": height})
            tab = context.new_page()
            tab.goto(file.as_uri())
            box = tab.locator("[data-r-row]").first.bounding_box()
            context.close()
            assert box is not None
            assert box["y"] < height, (file.parent.name, width)


def test_side_by_side_follows_what_is_ticked_later(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_label("side by side").check()
    page.get_by_label("Must/should/may or not").check()
    before = page.locator(".r-pair", has_text="These rules are for").first.locator(".r-before del")
    assert "r-out" in (before.get_attribute("class") or "")
    page.get_by_role("button", name="Show all changes").click()
    assert "r-out" not in (
        page.locator(".r-pair", has_text="These rules are for").first.locator(".r-before del").get_attribute("class") or ""
    )


def test_paper_says_what_was_compared_and_what_was_left_out(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_label("Must/should/may or not").check()
    page.emulate_media(media="print")
    total = page.locator("[data-r-row]").count()
    assert page.locator("[data-r-count]").inner_text() == f"3 of {total} changes: Must/should/may or not"
    assert page.locator("[data-r-count]").is_visible()
    assert not page.get_by_label("Find words").is_visible()
    assert page.locator(".r-sides").is_visible()


def test_what_moved_and_from_where_is_two_clicks_away(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_text("Choose by").click()
    page.get_by_label("Moved", exact=False).first.check()
    rows = page.locator("[data-r-row]:not([hidden])")
    assert rows.count() == 1
    assert "2 Paths" in rows.inner_text()
    assert "before: 4 Paths" in rows.inner_text()


def test_which_documents_are_untouched_is_one_click_away(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    page.get_by_text("Documents: 1 changed, 1 without a change").click()
    assert page.get_by_text("Without a change: Fences.").is_visible()


def test_text_without_a_mark_is_said_to_read_as_in_the_older_release(page: Page, redline: Path) -> None:
    page.goto(redline.as_uri())
    assert "what has no mark reads as it did before, in 1." in page.locator(".r-legend").inner_text()


def test_forced_colours_and_a_screen_of_320_keep_marks_and_lose_nothing_sideways(browser: Browser, redline: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, forced_colors="active")
    tab = context.new_page()
    tab.goto(f"{redline.as_uri()}#only=must")
    lines = [tab.locator(f".r-block {tag}").first.evaluate("each => getComputedStyle(each).textDecorationLine") for tag in ("ins", "del")]
    sideways = tab.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert lines == ["underline", "line-through"]
    assert sideways == 320

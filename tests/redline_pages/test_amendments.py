"""Which amendments a site tells of, and what its pages say of them: small projects with releases, made as a build makes them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from byelaw.core.finishing.publish import Finished, publish
from byelaw.core.names import LayerId
from byelaw.core.published import PublishedEdition
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.site_changes import Plain, SiteChanges, Stage, Standing, site_changes
from byelaw.outputs.site_html import ids_in
from byelaw.outputs.site_pages import OWN_PAGES
from byelaw.settings import Settings
from byelaw.sources.block_templates import environment
from byelaw.sources.digests import manifest_of
from byelaw.sources.project import load_project
from byelaw.sources.prose import read_prose
from byelaw.sources.snapshot import snapshot_of
from byelaw.workflows.amendments import MOST_RELEASES, Amendments, Desk, amendments_of, recent_releases, spoilt_releases
from byelaw.workflows.amendments_kept import KeptAmendments
from byelaw.workflows.finishing import finish_edition
from byelaw.workflows.loading import merge
from project_builder import BASE, DAY, PLOTS, Builder, Files, RememberingPool, edits, place, plots, rule

TEMPLATES = Path(__file__).parents[2] / "templates"
ONE = PLOTS
TWO = PLOTS.replace("Tenants must dig every week.", "Tenants must dig every day.")
THREE = TWO.replace("Rain fills the butts.", "Rain and the tap fill the butts.")


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an edition's amendments: which there are, and what its pages say."""

    found: Amendments
    changes: SiteChanges
    desk: Desk
    laid_out: tuple[Finished, PublishedEdition]

    @property
    def titles(self) -> list[str]:
        return [each.title for each in self.found.stages]

    def stage(self, slug: str) -> Stage:
        (found,) = [each for each in self.found.stages if each.slug == slug]
        assert isinstance(found, Stage)
        return found

    def words(self, page: str = "amendments") -> str:
        """Return the words of a page of amendments."""
        body = self.changes.pages[page].split("---\n", 2)[2]
        return " ".join(html.fromstring(f"<div>{body}</div>").text_content().split())

    def history(self, document: str = "plots") -> dict[str, list[str]]:
        """Return by section the amendments told of it, with their reasons."""
        shown = self.changes.history[document]
        return {
            each.title.lstrip("0123456789. "): [
                " | ".join((f"{step.words} ({step.count})" if step.count else step.words, *step.reasons)) for step in each.steps
            ]
            for each in shown
        }


def release(layer: str, version: str, files: Files) -> Files:
    """Return a release of a layer made of working files, as `byelaw release` writes it."""
    home = "framework/" if layer == "framework" else f"localisations/{layer}/"
    own = {path.removeprefix(home): text for path, text in files.items() if path.startswith(home)}
    account = f"name: {layer}\nversion: {version}\nreleased: 202{version[-1]}-05-01\nsummary: Text of {version}.\n"
    whole = {**own, "release.yml": account}
    listed = manifest_of({path: text.encode() for path, text in whole.items()})
    return {f"releases/{layer}/{version}/{path}": text for path, text in {**whole, "manifest.json": listed}.items()}


def framework(body: str, *more: Files) -> Files:
    """Return the framework's files with this text of its rule."""
    files = {**BASE, **plots(body)}
    for each in more:
        files |= each
    return files


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    with RememberingPool() as pandoc:
        yield Builder(pandoc)


def told(builder: Builder, name: str, *files: Files) -> Told:
    """Return the amendments of an edition of these files."""
    texts: dict[str, str] = {}
    for each in files:
        texts.update(each)
    snapshot = snapshot_of(texts)
    project, problems = load_project(
        snapshot, lambda wanted, words: read_prose(tuple(wanted), builder.pandoc, words), also=recent_releases(snapshot)
    )
    merged = merge(project, DAY, problems)
    assert LayerId(name) not in merged.failed, merged.problems
    blocks = environment(TEMPLATES / "blocks")
    ready = finish_edition(merged.editions[LayerId(name)], project, DAY, blocks, builder.pandoc)
    published = publish(ready.finished, draft=False, opted_out={})
    desk = Desk(project, DAY, blocks, builder.pandoc, spoilt_releases(merged.problems))
    found = amendments_of(ready.finished, published, desk)
    writer = PieceWriter(builder.pandoc)
    ids = {each.file_name: ids_in(str(writer.html(each.body))) for each in published.documents}
    standing = Standing(ids | dict.fromkeys(OWN_PAGES, frozenset[str]()), frozenset(), found.notes, ready.finished.edition.fates)
    changes = site_changes(found.stages, published, standing, writer, TEMPLATES / "pages")
    assert isinstance(changes, SiteChanges)
    return Told(found, changes, desk, (ready.finished, published))


def three_releases() -> Files:
    """Return a framework with three releases, the last of which is the working copy."""
    made: dict[str, str] = {}
    for version, body in (("1.1", ONE), ("1.2", TWO), ("1.3", THREE)):
        made |= release("framework", version, framework(body))
    return {**framework(THREE), **made}


def test_without_a_release_nothing_is_told(builder: Builder) -> None:
    found = told(builder, "framework", framework(ONE))
    assert (found.found, found.changes) == (Amendments(), SiteChanges())


def test_a_first_release_is_told_with_its_day_and_that_nothing_changed_since(builder: Builder) -> None:
    found = told(builder, "framework", framework(ONE), release("framework", "1.1", framework(ONE)))
    assert [type(each) for each in found.found.stages] == [Plain, Plain]
    assert "Release 1.1, 1 May 2021" in found.words()
    assert "The first release. Text of 1.1." in found.words()
    assert "Nothing: the text is still that of release 1.1." in found.words()


def test_every_release_has_a_place_of_its_own_with_its_day_and_count(builder: Builder) -> None:
    found = told(builder, "framework", three_releases())
    assert found.titles == ["Since release 1.3", "Release 1.3", "Release 1.2", "Release 1.1"]
    page = found.changes.pages["amendments"]
    assert all(f"{{#_{slug}}}" in page for slug in ("since-1.3", "1.3", "1.2", "1.1"))
    assert "Release 1.3, 1 May 2023: 1 change" in found.words()
    assert found.changes.pages.keys() >= {"changes/1.3/register", "changes/1.2/register", "changes/1.2/plots", "changes/1.3/plots"}
    assert "amendments.html#_1.2" in found.changes.pages["changes/1.2/plots"]


def test_what_the_working_copy_changes_is_told_though_no_release_has_it(builder: Builder) -> None:
    found = told(builder, "framework", framework(TWO), release("framework", "1.1", framework(ONE)))
    assert found.titles == ["Since release 1.1", "Release 1.1"]
    assert [each.words for each in found.changes.since["plots"]] == ["Since release 1.1 (1 May 2021): 1 change on this page"]


def test_a_section_tells_the_amendments_of_every_release_with_who_and_why(builder: Builder) -> None:
    history = told(builder, "framework", three_releases()).history()
    assert history["Digging"] == ["release 1.2, 1 May 2022 (1) | Allotments: Text of 1.2."]
    assert history["Water"] == ["release 1.3, 1 May 2023 (1) | Allotments: Text of 1.3."]
    assert history["Scope"] == []


def test_a_step_of_a_section_leads_to_the_redline_at_that_change(builder: Builder) -> None:
    found = told(builder, "framework", three_releases())
    (digging,) = [each for each in found.changes.history["plots"] if "Digging" in each.title]
    page, _, place_on_it = digging.steps[0].href.partition("#")
    assert page == "changes/1.2/plots.html"
    assert f'id="{place_on_it}"' in found.changes.pages["changes/1.2/plots"]


def test_an_unchanged_section_reads_as_in_the_oldest_release_compared(builder: Builder) -> None:
    assert told(builder, "framework", three_releases()).changes.oldest == "as in release 1.1"


def test_a_section_renamed_moved_and_split_keeps_what_was_changed_under_its_old_ids(builder: Builder) -> None:
    renamed = TWO.replace("## Digging {#digging}", "## Spadework {#spadework}").replace("#dig-weekly", "#dig-often")
    ids = (
        "plots#digging: {became: [plots#spadework], because: Plainer.}\n"
        "plots#dig-weekly: {became: [plots#dig-often], because: It is not weekly.}\n"
    )
    split = renamed.replace("::: {#dig-deep .should}", "## Deep {#deep}\n\n::: {#dig-deep .should}")
    later = framework(split, {"framework/ids.yml": ids})
    files = (
        release("framework", "1.1", framework(ONE)),
        release("framework", "1.2", framework(TWO)),
        release("framework", "1.3", framework(renamed, {"framework/ids.yml": ids})),
        release("framework", "1.4", later),
    )
    history = told(builder, "framework", later, *files).history()
    assert [each.split(",")[0] for each in history["Spadework"]][-1] == "release 1.2"
    assert [each.split(",")[0] for each in history["Deep"]] == ["release 1.4"]


def test_a_section_that_went_to_a_new_document_keeps_what_was_changed_before(builder: Builder) -> None:
    water = "## Water {#water}\n\n::: {#save-water}\nRain and the tap fill the butts.\n:::\n"
    ids = "".join(f"plots#{name}: {{became: [butts#{name}], because: A page of its own.}}\n" for name in ("water", "save-water"))
    parted = framework(THREE[: THREE.index("## Water")], rule("butts", water), {"framework/ids.yml": ids})
    files = (
        release("framework", "1.1", framework(TWO)),
        release("framework", "1.2", framework(THREE)),
        release("framework", "1.3", parted),
    )
    found = told(builder, "framework", parted, *files)
    steps = [each.split(",")[0] for each in found.history("butts")["Water"]]
    assert steps == ["new in release 1.3", "release 1.2"]


def test_what_was_taken_out_of_a_section_is_told_of_that_section(builder: Builder) -> None:
    shorter = ONE.replace("::: {#dig-deep .should}\nTenants should dig deep.\n:::\n", "")
    ids = {"framework/ids.yml": "plots#dig-deep: {retired: yes, because: It was not followed.}\n"}
    files = (release("framework", "1.1", framework(ONE)), release("framework", "1.2", framework(shorter, ids)))
    history = told(builder, "framework", framework(shorter, ids), *files).history()
    assert [each.split(",")[0] for each in history["Digging"]] == ["release 1.2"]


def test_a_document_that_came_later_does_not_claim_to_be_as_in_the_first_release(builder: Builder) -> None:
    later = framework(TWO, rule("bees", "## Hives {#hives}\n\nTwo hives.\n"))
    files = (release("framework", "1.1", framework(ONE)), release("framework", "1.2", later), release("framework", "1.3", later))
    found = told(builder, "framework", later, *files)
    assert found.history("bees")["Hives"] == ["new in release 1.2, 1 May 2022"]
    assert [each.words for each in found.changes.since["bees"]] == ["Release 1.2, 1 May 2022: this page is new"]


def test_a_document_that_is_gone_is_told_in_the_register(builder: Builder) -> None:
    earlier = framework(ONE, rule("bees", "## Hives {#hives}\n\nTwo hives.\n"))
    ids = {"framework/ids.yml": "bees: {retired: yes, because: Nobody keeps any.}\n"}
    found = told(
        builder, "framework", framework(ONE, ids), release("framework", "1.1", earlier), release("framework", "1.2", framework(ONE, ids))
    )
    assert "Bees" in found.words("changes/1.2/register")
    assert "bees" not in found.changes.history


def test_an_area_tells_what_it_changes_itself_and_what_the_release_below_it_changed(builder: Builder) -> None:
    area = {**place("moor", extends="framework@1.2"), **edits("moor", "save-water: {do: replace}", "::: {#save-water}\nNo rain here.\n:::")}
    files = (release("framework", "1.1", framework(ONE)), release("framework", "1.2", framework(TWO)))
    found = told(builder, "moor", framework(TWO), *files, area)
    assert found.titles == ["Since Allotments 1.1", "What Moor changes"]
    assert found.changes.oldest == "as in Allotments 1.1"
    assert [each.words for each in found.changes.since["plots"]] == [
        "Since Allotments 1.1 (1 May 2021): 1 change on this page",
        "What Moor changes: 1 change on this page",
    ]


def test_an_area_that_stays_on_an_older_release_is_told_what_the_newer_would_change(builder: Builder) -> None:
    area = place("moor", extends="framework@1.1")
    found = told(builder, "moor", three_releases(), area)
    assert found.titles == ["What Moor changes", "Not in force: what Allotments 1.3 would change here", "No older text"]
    ahead = found.stage("ahead-framework-1.3")
    assert (ahead.is_history, ahead.day, ahead.misfits) == (False, date(2023, 5, 1), ())
    assert "Not in force here. This site stays on Allotments 1.1 until it is moved to 1.3." in found.words(
        "changes/ahead-framework-1.3/plots"
    )
    assert found.changes.history == {}


def test_what_does_not_fit_the_newer_release_is_named_on_its_pages(builder: Builder) -> None:
    without = ONE.replace("::: {#save-water}\nRain fills the butts.\n:::", "See the board.")
    newer = framework(without, {"framework/ids.yml": "plots#save-water: {retired: yes, because: The board says it.}\n"})
    area = {**place("moor", extends="framework@1.1"), **edits("moor", "save-water: {do: replace}", "::: {#save-water}\nNo rain here.\n:::")}
    found = told(builder, "moor", newer, release("framework", "1.1", framework(ONE)), release("framework", "1.2", newer), area)
    (misfit,) = found.stage("ahead-framework-1.2").misfits
    assert "save-water" in misfit
    assert all("do not fit as they are" in found.words(page) for page in ("amendments", "changes/ahead-framework-1.2/register"))


@pytest.mark.parametrize("file", ["framework.yml", "documents/rule/plots.md", "release.yml", "manifest.json"])
def test_a_release_that_is_not_whole_is_never_compared_and_the_page_says_so(builder: Builder, file: str) -> None:
    path = f"releases/framework/1.1/{file}"
    files = three_releases()
    found = told(builder, "framework", files, {path: files[path] + "\n: [\n"})
    assert "Release 1.2" not in found.titles
    (note,) = found.found.notes
    assert note.startswith("Release 1.2: could not be compared: framework@1.1")
    assert "Not everything could be compared." in found.words()
    assert found.changes.oldest == "no change in what could be compared"


def test_a_release_that_was_altered_is_never_compared(builder: Builder) -> None:
    files = three_releases()
    path = "releases/framework/1.2/documents/rule/plots.md"
    found = told(builder, "framework", files, {path: files[path].replace("every day", "every year")})
    assert found.titles == ["Since release 1.3", "Release 1.1"]
    assert len(found.found.notes) == 2
    assert all("is not whole" in each and path in each for each in found.found.notes)


def test_releases_too_old_to_be_told_of_are_said(builder: Builder) -> None:
    made: dict[str, str] = {}
    for number in range(1, MOST_RELEASES + 3):
        made |= release("framework", f"1.{number}", framework(ONE.replace("every plot", f"every plot of {number}")))
    found = told(builder, "framework", framework(ONE), made)
    assert (
        f"Only the {MOST_RELEASES} newest releases are told of here. `byelaw compare` compares release 1.2 and the 1 before it too."
        in found.found.notes
    )


def test_kept_amendments_are_the_ones_made_and_any_damage_or_change_makes_them_anew(builder: Builder, tmp_path: Path) -> None:
    found = told(builder, "framework", three_releases())
    shelf = KeptAmendments(Settings(tmp_path), found.laid_out[0].edition, found.desk)
    key = shelf.key({"plots": "<p>words</p>"}, ["a.png"])
    shelf.keep(key, found.changes)
    assert shelf.found(key) == found.changes
    assert shelf.key({"plots": "<p>other words</p>"}, ["a.png"]) != key
    assert shelf.key({"plots": "<p>words</p>"}, ["b.png"]) != key
    for other in (replace(found.desk, day=date(2027, 1, 1)), replace(found.desk, spoilt={"framework@1.1": "gone"})):
        assert KeptAmendments(shelf.settings, shelf.edition, other).key({"plots": "<p>words</p>"}, ["a.png"]) != key
    changed = told(builder, "framework", {**three_releases(), **release("framework", "1.1", framework(TWO))})
    assert KeptAmendments(shelf.settings, shelf.edition, changed.desk).key({"plots": "<p>words</p>"}, ["a.png"]) != key
    whole = shelf.file.read_text(encoding="utf-8")
    for damaged in ("", whole[:-9], whole.replace("every", "never"), json.dumps({"key": key}), "[" * 100_000):
        shelf.file.write_text(damaged, encoding="utf-8")
        assert shelf.found(key) is None
    assert shelf.found("0" * 64) is None

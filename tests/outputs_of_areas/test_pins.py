"""What is shipped has no problems, and the areas that stay on an old release are told what cannot wait: these, and no others."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from outputs_of_areas.building import AS_OF, ROOT, Built
from outputs_of_areas.reading import FORMATS, html_of, plain, read, shown_text
from outputs_of_areas.shipped import LOCALISATIONS, editions, load

pytestmark = pytest.mark.slow

RELEASES = ROOT / "releases"
TOLD = "Urgent change in "


@dataclass(frozen=True, slots=True)
class Urgent:
    """A change that cannot wait: the release that tells it, the page it is about, and its words."""

    name: str
    version: str
    page: str
    text: str

    def __str__(self) -> str:
        """Name the change in pytest's listing."""
        return f"{self.name} {self.version} {self.page}"


@cache
def urgent_changes() -> tuple[Urgent, ...]:
    return tuple(_urgent())


def _urgent() -> Iterator[Urgent]:
    for path in sorted(RELEASES.glob("*/*/release.yml")):
        release = load(path)
        for each in release.get("urgent", ()):
            page = str(each["at"]).partition("#")[0].replace(":", "--")
            yield Urgent(str(release["name"]), path.parent.name, page, plain(str(each["text"])))


def stands_on(name: str) -> dict[str, str]:
    """Return the version of each layer that the edition is made from; nothing for a working copy."""
    found, folder = {name: ""}, LOCALISATIONS / name
    while "framework" not in found:
        above, _, version = str(load(folder / "localisation.yml")["extends"]).partition("@")
        found[above] = version
        folder = RELEASES / above / version if version else LOCALISATIONS / above
    return found


def is_behind(edition: str, change: Urgent) -> bool:
    version = stands_on(edition).get(change.name, "")
    return bool(version) and [int(part) for part in version.split(".")] < [int(part) for part in change.version.split(".")]


def test_two_areas_stay_on_the_first_release_and_the_others_do_not() -> None:
    first = {name for name in editions() if stands_on(name).get("framework") == "1.0"}
    assert first == {"eastmarch", "strathorran"}
    told = {name for name in editions() if any(is_behind(name, each) for each in urgent_changes())}
    assert told == first


@pytest.mark.parametrize("change", urgent_changes(), ids=str)
def test_an_urgent_change_is_told_where_it_is_missing_and_nowhere_else(areas: Built, change: Urgent) -> None:
    for name in editions():
        shown = {form: plain(read(areas.edition(name), form, change.page).whole) for form in FORMATS}
        shown["front page"] = shown_text(html_of(areas.edition(name) / "site" / "index.html"))
        told = {place for place, text in shown.items() if TOLD in text and change.text in text}
        assert told == (set(shown) if is_behind(name, change) else set()), name


def test_no_other_page_tells_of_anything_urgent(areas: Built) -> None:
    for name in editions():
        pages = {each.page for each in urgent_changes() if is_behind(name, each)}
        for page in sorted((areas.edition(name) / "site").glob("*.html")):
            if TOLD in shown_text(html_of(page)):
                assert page.stem in {*pages, "index"}, f"{name}: {page.stem}"


def test_validating_what_is_shipped_finds_nothing() -> None:
    command = (sys.executable, "-m", "byelaw", "--project", str(ROOT), "validate", "--as-of", AS_OF)
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout + done.stderr) == (0, "no problems\n")

"""Redlines of the allotment rules as files, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.redline_html import redline_file
from byelaw.tools.pandoc import PandocPool
from project_builder import Builder, RememberingPool
from redline_pages.allotment_redline import site_beside_framework, two_versions, with_and_without_a_document

TEMPLATES = Path(__file__).parents[2] / "templates"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")


@pytest.fixture(scope="session")
def allotments() -> Iterator[Builder]:
    with RememberingPool() as pandoc:
        yield Builder(pandoc)


@pytest.fixture(scope="session")
def redline(allotments: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the redline of two versions as a file."""
    return _written(tmp_path_factory.mktemp("redline") / "redline.html", two_versions(allotments))


@pytest.fixture(scope="session")
def local_redline(allotments: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the redline of an area's edition beside the framework's."""
    return _written(tmp_path_factory.mktemp("local") / "redline.html", site_beside_framework(allotments))


@pytest.fixture(scope="session")
def one_sided_redline(allotments: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the redline of two versions with a document each that the other has not."""
    return _written(tmp_path_factory.mktemp("one-sided") / "redline.html", with_and_without_a_document(allotments))


def _written(path: Path, comparison: object) -> Path:
    with PandocPool(1) as pandoc:
        made = redline_file(comparison, PieceWriter(pandoc), TEMPLATES, "en-GB")  # type: ignore[arg-type]
    assert isinstance(made, bytes)
    path.write_bytes(made)
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        yield chromium
        chromium.close()

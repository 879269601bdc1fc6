"""The shipped framework and its areas, built once for a run."""

import shutil
from pathlib import Path

import pytest

from outputs_of_areas.building import ROOT, Built, build_once, shared_folder

_SOURCES = ("framework", "localisations", "releases", "templates")


def _lay_out(folder: Path) -> None:
    for name in _SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)


@pytest.fixture(scope="session")
def areas(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the project as shipped, built as of 23 November 2026."""
    return build_once(shared_folder(tmp_path_factory, "areas"), _lay_out)

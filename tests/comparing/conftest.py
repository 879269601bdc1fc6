"""Pandoc, started once for all tests here, and the builder of small projects on it."""

from collections.abc import Iterator

import pytest

from project_builder import Builder, RememberingPool


@pytest.fixture(scope="session")
def allotments() -> Iterator[Builder]:
    """Yield a builder of projects."""
    with RememberingPool() as pandoc:
        yield Builder(pandoc)

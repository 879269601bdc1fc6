"""Pandoc, started once for all tests of what is read."""

from collections.abc import Iterator

import pytest

from byelaw.tools.pandoc import PandocPool


@pytest.fixture(scope="session")
def pandoc() -> Iterator[PandocPool]:
    """Yield a pool of one worker."""
    with PandocPool(1) as pool:
        yield pool

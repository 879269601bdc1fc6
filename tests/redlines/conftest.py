"""Pandoc, started once for all tests of redlines in Word."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "outputs"))

from byelaw.tools.pandoc import PandocPool
from redlines.word_redlines import Writer, open_writer


@pytest.fixture(scope="session")
def writer() -> Iterator[Writer]:
    """Yield what writes redlines."""
    with PandocPool(2) as pandoc:
        yield open_writer(pandoc)

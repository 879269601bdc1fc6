"""`preview`: real requests to a real server, and a file that is saved."""

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from verbs.test_setting_up import BYELAW, environment

pytestmark = pytest.mark.slow


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    command = (*BYELAW, "--project", str(project), "preview", "first-area", "--port", "0", "--as-of", "2026-11-23")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment()) as running:
        assert running.stderr is not None
        lines = [running.stderr.readline(), running.stderr.readline()]
        yield lines[1].split(" at ")[1].split()[0]
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert "Traceback" not in running.stderr.read()


def got(address: str, method: str = "GET", **headers: str) -> str:
    with urlopen(Request(address, headers=headers, method=method), timeout=60) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def state(address: str, seen: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(got(f"{address}.byelaw/state?seen={seen}"))
    return found


def test_a_save_is_shown_and_a_fault_keeps_the_last_good_page(address: str, project: Path) -> None:
    first = state(address, -1)
    page = f"{address}site/reporting.html"
    assert "/.byelaw/preview.js" in got(page)
    assert "byelaw-panel" in got(f"{address}.byelaw/preview.css")
    source = project / "localisations" / "first-area" / "reporting.md"
    good = source.read_text(encoding="utf-8")

    source.write_text(good.replace("duty officer", "night officer"), encoding="utf-8")
    began = monotonic()
    second = state(address, first["number"])
    assert second["page"] == first["page"] + 1
    assert monotonic() - began < 60
    assert "night officer" in got(page)

    source.write_text(good.replace("do: note", "do: nothing"), encoding="utf-8")
    third = state(address, second["number"])
    assert (third["page"], third["worst"]) == (second["page"], "error")
    assert any("reporting.md:5" in words for words in third["problems"])
    assert "night officer" in got(page)

    with pytest.raises(HTTPError, match="403"):
        got(page, Host="elsewhere.example:80")
    with pytest.raises(HTTPError, match="403"):
        got(page, "HEAD", Host="elsewhere.example:80")
    assert got(page, "HEAD") == ""

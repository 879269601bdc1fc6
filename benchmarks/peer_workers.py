"""The comparers that `redline_peers.py` can ask, where they are installed, and the processes that answer (see `peer_worker.py`)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Self

HERE = Path(__file__).parent
MOST_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Known:
    """A comparer. `environment` is its folder under `--peers`, `package` what it is called where it comes from."""

    key: str
    name: str
    licence: str
    environment: str = ""
    package: str = ""

    def command(self, peers: Path) -> tuple[str, ...]:
        """Return what starts it; nothing where it is not installed."""
        if self.key == "libreoffice":
            program = shutil.which("soffice")
            return (sys.executable, str(HERE / "peer_worker.py"), self.key, program) if program else ()
        if self.key == "superdoc":
            program = str(peers / self.environment / "node_modules" / self.package / "bin" / "superdoc")
            there = Path(program).is_file() and shutil.which("unshare") is not None
            return (sys.executable, str(HERE / "peer_worker.py"), self.key, program) if there else ()
        python = peers / self.environment / "bin" / "python"
        done = python.is_file() and subprocess.run((str(python), "-m", "pip", "show", "-q", self.package), capture_output=True, check=False)
        return (str(python), str(HERE / "peer_worker.py"), self.key) if done and done.returncode == 0 else ()


KNOWN = (
    Known("docxodus", "Docxodus", "MIT", "redlines", "python-redlines-docxodus"),
    Known("docxodus-moves", "Docxodus, looking for moves", "MIT", "redlines", "python-redlines-docxodus"),
    Known("powertools", "WmlComparer (deprecated)", "MIT", "redlines", "python-redlines-ooxmlpowertools"),
    Known("trackdiff", "docx-trackdiff", "MIT", "trackdiff", "docx-trackdiff"),
    Known("jubarte", "jubarte-redlines", "AGPL-3.0", "jubarte", "jubarte-redlines"),
    Known("rdocx", "rdocx", "MIT or Apache-2.0", "rdocx", "rdocx"),
    Known("superdoc", "SuperDoc's command line", "AGPL-3.0", "superdoc", "@superdoc-dev/cli-linux-x64"),
    Known("libreoffice", "LibreOffice", "MPL-2.0"),
)
NEVER = {
    "Microsoft Word": "it runs on no machine of ours",
    "safe-docx (Apache-2.0)": "its packages @usejunior/docx-core and docx-compare were not to be had from the registry that we reach",
    "@reductoai/docx": "its package was not to be had from the registry that we reach",
    "docx4j (Apache-2.0)": "its jars are on a registry that we do not reach, and Debian has none",
    "docxodus of npm (MIT)": "the engine of Docxodus for browsers; it does not load in Node",
}
"""Who cannot be asked at all, and why."""


def installed(peers: Path, wanted: Sequence[str] | None) -> list[Known]:
    """Return who is installed and wanted."""
    return [each for each in KNOWN if (not wanted or each.key in wanted) and each.command(peers)]


def version_of(known: Known, peers: Path) -> str:
    """Return which version is installed."""
    command = known.command(peers)
    if known.key == "libreoffice":
        return _said((command[-1], "--version")).split()[1]
    if known.key == "superdoc":
        told = Path(command[-1]).parents[1] / "package.json"
        return str(json.loads(told.read_text(encoding="utf-8"))["version"])
    shown = _said((command[0], "-m", "pip", "show", known.package))
    return next(line.partition(" ")[2] for line in shown.splitlines() if line.startswith("Version:"))


def _said(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@dataclass(slots=True)
class Worker:
    """A comparer's process; it is started anew when it hangs or dies."""

    known: Known
    peers: Path
    folder: Path
    process: subprocess.Popen[str] | None = field(default=None)

    @property
    def name(self) -> str:
        """Return whose it is."""
        return self.known.name

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._end()

    def ask(self, do: str, file: Path, out: Path, new: Path | None = None) -> tuple[float, str]:
        """Return how many seconds something took, and what went wrong."""
        process = self.process = self.process or self._started()
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        timer = Timer(MOST_SECONDS, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps({"do": do, "file": str(file), "new": str(new), "out": str(out)}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        if not line:
            self._end()
            return float(MOST_SECONDS), "it ended, or took too long"
        answer = json.loads(line)
        return float(answer["seconds"]), str(answer["problem"])

    def resolver(self) -> Callable[[bytes, str], bytes]:
        """Return how it accepts and rejects: content and decision in, content out; OSError where it cannot."""

        def resolve(content: bytes, decision: str) -> bytes:
            file, out = self.folder / "to-resolve.docx", self.folder / "resolved.docx"
            file.write_bytes(content)
            out.unlink(missing_ok=True)
            _, problem = self.ask(decision, file, out)
            if problem or not out.exists():
                raise OSError(problem)
            return out.read_bytes()

        return resolve

    def _started(self) -> subprocess.Popen[str]:
        command = (*self.known.command(self.peers), str(self.folder))
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def _end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

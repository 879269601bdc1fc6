"""Build a whole project once with the real command, for all tests and all workers of a run."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-23"
_DONE = "built.json"


@dataclass(frozen=True, slots=True)
class Built:
    """A project that was built, and what the command said."""

    folder: Path
    exit_code: int
    published: tuple[str, ...]
    problems: tuple[str, ...]
    said: str

    def edition(self, name: str) -> Path:
        """Return an edition's folder; a test that needs one that was not published fails with what the build said."""
        if name not in self.published:
            pytest.fail(f"{name} was not published: {'; '.join(self.problems) or self.said}")
        return self.folder / "dist" / name

    def documents(self, name: str) -> list[str]:
        """Return the file names, without ending, of an edition's documents."""
        return sorted(path.stem for path in (self.edition(name) / "word").glob("*.docx"))


def shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return a folder that every worker of this run sees."""
    base = factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name


def build_once(folder: Path, lay_out: Callable[[Path], None], tool: Path = ROOT) -> Built:
    """Lay out a project in the folder and build it with the tool, unless another worker of this run did."""
    with FileLock(folder.with_suffix(".lock"), timeout=900):
        if not (folder / _DONE).is_file():
            folder.mkdir(parents=True, exist_ok=True)
            lay_out(folder)
            (folder / _DONE).write_text(json.dumps(_build(folder, tool)), encoding="utf-8")
    said = json.loads((folder / _DONE).read_text(encoding="utf-8"))
    return Built(folder, said["exit_code"], tuple(said["published"]), tuple(said["problems"]), said["said"])


def _build(folder: Path, tool: Path) -> dict[str, object]:
    python = (sys.executable, "-X", "utf8", "-m", "byelaw")
    command = [*python, "--project", str(folder), "build", "--as-of", AS_OF, "--output", "json"]
    environment = os.environ | {"PYTHONPATH": str(tool / "src")}
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600, env=environment)
    said = json.loads(done.stdout) if done.stdout.startswith("{") else {}
    problems = [f"{each['code']}: {each['message']}" for each in said.get("problems", [])]
    return {"exit_code": done.returncode, "published": said.get("published", []), "problems": problems, "said": done.stderr[-2000:]}

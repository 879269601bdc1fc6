"""Each file of transcripts/ is a session: lines `$ byelaw …`, what was printed, and `[exit N]` where it is not 0.

BYELAW_REGENERATE=1 writes them again; read the difference before committing it.
"""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbs.conftest import Run

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


def commands(text: str) -> list[str]:
    return [line.removeprefix("$ byelaw ") for line in text.splitlines() if line.startswith("$ byelaw")]


def played(words: list[str], run: Run, project: Path) -> Iterator[str]:
    for each in words:
        result = run(*shlex.split(each))
        assert result.exception is None or isinstance(result.exception, SystemExit), each
        yield f"$ byelaw {each}"
        yield from (line.rstrip() for line in result.output.replace(str(project), "PROJECT").splitlines())
        yield from [f"[exit {result.exit_code}]"] if result.exit_code else []
        yield ""


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_session_prints_what_its_transcript_says(transcript: Path, run: Run, project: Path) -> None:
    told = transcript.read_text(encoding="utf-8")
    now = "\n".join(played(commands(told), run, project))
    if os.environ.get("BYELAW_REGENERATE"):
        transcript.write_text(now, encoding="utf-8")
    assert now == transcript.read_text(encoding="utf-8")

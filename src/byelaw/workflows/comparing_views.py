"""A comparison as files: Markdown, CSV, a workbook, a page, a PDF, and Word with tracked changes."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from byelaw.core.comparing.compare import Comparison, Side
from byelaw.core.problems import Place, Problem, error
from byelaw.outputs.pdf import open_press
from byelaw.outputs.pieces import PieceWriter
from byelaw.outputs.redline_html import redline_file
from byelaw.outputs.redline_json import redline_data
from byelaw.outputs.redline_markdown import redline_markdown
from byelaw.outputs.redline_pdf import redline_pdf
from byelaw.outputs.redline_sheets import register_csv, register_workbook
from byelaw.outputs.redline_text import redline_text
from byelaw.settings import Settings
from byelaw.tools.pandoc import Failure, PandocPool
from byelaw.workflows.comparing import Compared
from byelaw.workflows.comparing_word import word_redlines

TEXTS = ("markdown", "csv")
FILES: Mapping[str, str] = {"html": "redline.html", "pdf": "redline.pdf", "word": "redlines/", "xlsx": "register.xlsx"}
"""What goes into a file, with an example of a name."""


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """How to show a comparison; whose name and which day stand in the files."""

    output: str
    day: date
    author: str = "Byelaw"


@dataclass(frozen=True, slots=True)
class View:
    """Files by their names: one without a name, or several for a folder. Without any, the problems say why."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def written(self, target: Path) -> Iterator[Path]:
        """Write the files to the target or into it, each in one step; yield their paths."""
        for name, content in self.files.items():
            path = target / name if name else target
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            try:
                beside.write_bytes(content)
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
            yield path


def view(found: Compared, settings: Settings, request: ViewRequest) -> View:
    """Return a comparison in one of the formats."""
    comparison, both = found.comparison, found.sides
    if comparison is None or both is None:
        return View()
    if request.output in _TEXTS:
        return _one(_TEXTS[request.output](comparison).encode())
    match request.output:
        case "xlsx":
            return _one(register_workbook(comparison, request.day))
        case "html":
            return _page(comparison, settings, both[1])
        case "pdf":
            return _paper(comparison, settings, both, request.day)
        case _:
            redlines = word_redlines(comparison, both, settings, (request.author, request.day))
            return View(redlines.files, redlines.problems, redlines.notes)


def _as_text(comparison: Comparison) -> str:
    return "".join(f"{line.plain}\n" for line in redline_text(comparison))


def _as_json(comparison: Comparison) -> str:
    return json.dumps(redline_data(comparison), indent=1, ensure_ascii=False) + "\n"


_TEXTS: Mapping[str, Callable[[Comparison], str]] = {"text": _as_text, "json": _as_json, "markdown": redline_markdown, "csv": register_csv}


def _one(content: bytes) -> View:
    return View({"": content})


def _paper(comparison: Comparison, settings: Settings, both: tuple[Side, Side], day: date) -> View:
    with PandocPool(workers=1) as pandoc:
        made = redline_pdf(comparison, both, pandoc, open_press(settings.templates / "pdf"), day)
    return View({"": made.content} if made.content else {}, made.problems)


def _page(comparison: Comparison, settings: Settings, new: Side) -> View:
    with PandocPool(workers=1) as pandoc:
        made = redline_file(comparison, PieceWriter(pandoc), settings.templates, new.published.language)
    if isinstance(made, Failure):
        hint = "take the comparison as a workbook, and report the message"
        return View(problems=(error("redline-not-written", Place("redline"), f"pandoc wrote no page: {made.detail}", hint),))
    return View({"": made})

"""The typst compiler, in process: one text and its pictures in, one accessible archival PDF out."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

STANDARDS = ("a-2a", "ua-1")


@dataclass(frozen=True, slots=True)
class TypstFailure:
    """Why there is no PDF, in typst's words, with its hints."""

    message: str
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typesetter:
    """A compiler with our fonts only, kept for many documents. It may not be used by two threads at once."""

    compiler: Any

    def compile(self, source: str, pictures: Mapping[str, bytes], dated: date) -> bytes | TypstFailure:
        """Return the PDF (PDF/A-2a and PDF/UA-1, tagged) of a text, or why there is none.

        Typst sees a folder that holds only the pictures, by the names the text uses, and no packages. Equal input gives equal bytes:
        the time in the file is midnight of `dated`.
        """
        moment = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
        with tempfile.TemporaryDirectory(prefix="byelaw-typst-") as folder:
            for name, content in pictures.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            try:
                made = self.compiler.compile(
                    input=source.encode(), root=folder, format="pdf", pdf_standards=list(STANDARDS), timestamp=moment, sys_inputs=None
                )
            except typst.TypstError as failure:
                return TypstFailure(failure.message, tuple(failure.hints))
        return bytes(made)

    def raster(self, svg: bytes, ppi: float = 192) -> bytes | TypstFailure:
        """Return a PNG of an SVG, or why there is none. 96 pixels an inch are its own size; its memory grows with their square."""
        source = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("picture.svg")\n'
        with tempfile.TemporaryDirectory(prefix="byelaw-typst-") as folder:
            Path(folder, "picture.svg").write_bytes(svg)
            try:
                made = self.compiler.compile(input=source.encode(), root=folder, format="png", ppi=ppi)
            except typst.TypstError as failure:
                return TypstFailure(failure.message, tuple(failure.hints))
        return bytes(made)


def typesetter(fonts: Path) -> Typesetter:
    """Return a compiler that knows the fonts of the folder and those that come with typst, and reaches no packages."""
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts)])
    nowhere = str(fonts / "no-packages")
    return Typesetter(typst.Compiler(font_paths=faces, ignore_system_fonts=True, package_path=nowhere, package_cache_path=nowhere))

"""A tagged PDF's structure with its text: what a screen reader follows. Page furniture is marked as such in the file and left out.

pypdf gives text in the order it is drawn, and pdfinfo takes seconds a file; the pages' marked pieces are quick to read with pikepdf.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

_IN_LINE = frozenset({"Span", "Link", "Reference", "Strong", "Em", "Code", "Sub", "Lbl"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and where it stands: page, and height on it."""

    text: str
    line: tuple[int, float]


@dataclass(slots=True)
class Tagged:
    """An element of the structure."""

    role: str
    parts: list["Tagged | Piece"] = field(default_factory=list)
    alternative: str = ""
    is_raised: bool = False
    """A mark above the line: the number of a note."""

    def every(self, *roles: str, without: Sequence[str] = ()) -> Iterator["Tagged"]:
        """Yield the elements of these roles in it, itself first, in order; none inside roles to leave out."""
        if self.role in without:
            return
        if self.role in roles:
            yield self
        for part in self.parts:
            if isinstance(part, Tagged):
                yield from part.every(*roles, without=without)

    def text(self, without: Sequence[str] = ()) -> str:
        """Return its words, without those of some roles and without the marks of notes."""
        found, before = [""], None
        for piece in self._pieces(without):
            goes_on = before is None or before.line == piece.line or found[-1].endswith(("-", "/"))
            found.append(piece.text if goes_on else f" {piece.text}")
            before = piece
        return " ".join("".join(found).split())

    def _pieces(self, without: Sequence[str]) -> Iterator[Piece]:
        for part in self.parts:
            if isinstance(part, Piece):
                yield from () if self.role == "Figure" else (part,)  # letters drawn in a picture, which its alternative text stands for
            elif part.role not in without and not part.is_raised:
                gap = () if part.role in _IN_LINE else (Piece(" ", (-1, 0)),)
                yield from (*gap, *part._pieces(without), *gap)


def tagged(path: Path) -> Tagged:
    """Return the structure of a PDF."""
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: _marked(page, number) for number, page in enumerate(pdf.pages)}
        return Tagged("Root", list(_parts(pdf.Root.StructTreeRoot, pages, None)))


Marked = dict[int, list[Piece]]


def _parts(element: Any, pages: dict[Any, Marked], page: Any) -> Iterator[Tagged | Piece]:  # noqa: ANN401 - pikepdf objects are untyped
    """Yield the children of an element; one that is a number is a marked piece of the element's page."""
    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield from pages[page.objgen].get(kid, ())
        elif "/MCID" in kid:
            yield from pages[kid.get("/Pg", page).objgen].get(int(kid.MCID), ())
        elif "/S" in kid:
            yield Tagged(str(kid.S)[1:], list(_parts(kid, pages, page)), str(kid.get("/Alt", "")), _is_raised(kid))


def _is_raised(element: Any) -> bool:  # noqa: ANN401 - pikepdf objects are untyped
    found: Any = element.get("/A", [])
    return any("/BaselineShift" in each for each in (found if isinstance(found, pikepdf.Array) else [found]))


def _marked(page: pikepdf.Page, number: int) -> Marked:
    """Return the text of a page's marked pieces."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters, height, open_marks, found = dict[str, str](), 0.0, list[int](), Marked()
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                open_marks.append(_mark(operands))
            case "EMC":
                open_marks.pop()
            case "cm":
                height = float(operands[5])
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ" if open_marks and open_marks[-1] >= 0:
                found.setdefault(open_marks[-1], []).append(Piece(_decoded(operands[0], letters), (number, height)))
            case _:
                pass
    return found


def _mark(operands: Sequence[Any]) -> int:
    """Return the number of a marked piece, or -1 for page furniture."""
    about = operands[1] if len(operands) > 1 else None
    return int(about.MCID) if isinstance(about, pikepdf.Dictionary) and "/MCID" in about else -1


def _decoded(shown: Any, letters: dict[str, str]) -> str:  # noqa: ANN401 - pikepdf objects are untyped
    strings = [each for each in shown if isinstance(each, pikepdf.String)] if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(each) for each in strings).hex().upper()
    return "".join(letters.get(codes[at : at + 4], "\N{REPLACEMENT CHARACTER}") for at in range(0, len(codes), 4))


def _letters(font: pikepdf.Object) -> dict[str, str]:
    """Return what each code of a font stands for, from the table that copying and reading aloud use."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", table, re.MULTILINE)
    return {code: bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}

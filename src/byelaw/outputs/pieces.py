"""Pieces of documents written once: a heading with what follows it up to the next, as HTML or typst, remembered by its content.

Most pieces are the same in many editions. A document put together from its pieces is what pandoc writes of it whole (a test compares the
two): a piece depends on nothing around it but the numbers of its notes, which are set when it is put in place.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from byelaw.core.tree import Node, Nodes
from byelaw.tools.pandoc import Failure, Output, PandocPool

_MOST = 16384
HTML = Output("html", options={"wrap_text": "wrap-none"})
_NOTES = '<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">\n<hr />\n<ol>\n'
_NOTES_END = "\n</ol>\n</section>"
_REFERENCE = re.compile(r'<a href="#fn(\d+)" class="footnote-ref" id="fnref\1" role="doc-noteref"><sup>\1</sup></a>')
_BACK = re.compile(r'<a href="#fnref(\d+)" class="footnote-back" role="doc-backlink">')
_NOTE = re.compile(r'^<li id="fn(\d+)">', re.MULTILINE)
_NUMBER = re.compile(r"(?<=fn)\d+(?=\")|(?<=fnref)\d+(?=\")|(?<=<sup>)\d+(?=<)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some top-level blocks of a tree, and their JSON."""

    nodes: Nodes
    json: str


class PieceWriter:
    """Writes trees as text by pieces. It serves one worker, and forgets all when it holds too many."""

    def __init__(self, pandoc: PandocPool) -> None:
        """Take the pandoc that writes what is not known yet."""
        self._pandoc = pandoc
        self._known: dict[bytes, str] = {}

    def html(self, nodes: Nodes) -> str | Failure:
        """Return the tree as HTML, its notes at the end."""
        written = self._written(cut_tree(nodes), HTML)
        return written if isinstance(written, Failure) else _with_notes(written)

    def text(self, pieces: Sequence[Piece], output: Output) -> str | Failure:
        """Return the tree of the pieces in a format that keeps notes where they stand."""
        written = self._written(pieces, output)
        return written if isinstance(written, Failure) else "\n\n".join(written) + "\n"

    def _written(self, pieces: Sequence[Piece], output: Output) -> list[str] | Failure:
        """Return each piece as pandoc writes it alone."""
        keys = [_key(piece.json, output) for piece in pieces]
        new = {key: piece.json for key, piece in zip(keys, pieces, strict=True) if key not in self._known}
        if new:
            made = self._pandoc.write_pieces(tuple(new.values()), output)
            if isinstance(made, Failure):
                return made
            if len(self._known) > _MOST:
                self._known = {key: self._known[key] for key in keys if key in self._known}
            self._known.update(zip(new, (text.strip("\n") for text in made), strict=True))
        return [self._known[key] for key in keys]


def cut_tree(nodes: Nodes) -> tuple[Piece, ...]:
    """Return the pieces of a tree: each top-level heading with what follows it up to the next."""
    return tuple(Piece(tuple(piece), json.dumps(piece)) for piece in _cut(nodes))


def _cut(nodes: Nodes) -> Iterator[list[Node]]:
    piece: list[Node] = []
    for node in nodes:
        if node["t"] == "Header" and piece:
            yield piece
            piece = []
        piece.append(node)
    if piece:
        yield piece


def _key(piece: str, output: Output) -> bytes:
    return blake2b(f"{output.format}\0{sorted(output.options.items())}\0{piece}".encode(), digest_size=20).digest()


def _with_notes(pieces: Sequence[str]) -> str:
    """Return the pieces as one text: notes numbered through, and all of them at its end."""
    bodies, notes = [], []
    before = 0
    for piece in pieces:
        body, _, own = piece.partition(_NOTES)
        moved = _moved_by(before)
        bodies.append(_REFERENCE.sub(moved, body).rstrip("\n"))
        own, count = _NOTE.subn(moved, _BACK.sub(moved, own.removesuffix(_NOTES_END)))
        notes += [own] * bool(own)
        before += count
    end = [_NOTES + "\n".join(notes) + _NOTES_END] if notes else []
    return "\n".join([*bodies, *end]) + "\n"


def _moved_by(before: int) -> Callable[[re.Match[str]], str]:
    """Return what gives a note, or what leads to one, the number it has after so many others."""

    def moved(found: re.Match[str]) -> str:
        number = str(int(found[1]) + before)
        return _NUMBER.sub(number, found[0])

    return moved

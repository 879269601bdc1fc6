"""Pieces of documents written once: a heading with what follows it up to the next, as HTML or typst, remembered by its content.

Most pieces are the same in many editions, and those that are new are written together. A document put together from its pieces is what
pandoc writes of it whole (a test compares the two): a piece depends on nothing around it but the numbers of its notes, which are set when
it is put in place.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from byelaw.core.tree import Node, Nodes
from byelaw.tools.pandoc import Failure, FailureKind, Output, PandocPool

_MOST = 16384
_MOST_AT_ONCE = 192
"""Pieces in one call: a fraction of a second's work."""

HTML = Output("html", options={"wrap_text": "wrap-none"})
_NOTES = '<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">\n<hr />\n<ol>\n'
_NOTES_END = "\n</ol>\n</section>"
_REFERENCE = re.compile(r'<a href="#fn(\d+)" class="footnote-ref" id="fnref\1" role="doc-noteref"><sup>\1</sup></a>')
_BACK = re.compile(r'<a href="#fnref(\d+)" class="footnote-back" role="doc-backlink">')
_NOTE = re.compile(r'^<li id="fn(\d+)">', re.MULTILINE)
_NUMBER = re.compile(r"(?<=fn)\d+(?=\")|(?<=fnref)\d+(?=\")|(?<=<sup>)\d+(?=<)")

_NUMBERED = {"html": ('"t": "Note"', '"t": "CodeBlock"')}
"""What a format numbers through a text, in JSON: a piece that holds it is written alone."""

_SPACES = (('{"t": "Space"}', "\0"), ('{"t": "SoftBreak"}', "\1"), ('{"t": "LineBreak"}', "\2"))
"""Nodes that end like a Str in JSON, and what stands for them while words are joined: characters that JSON never holds."""

_SPACE_BETWEEN = '"}, \0, {"t": "Str", "c": "'
_NOTHING_BETWEEN = '"}, {"t": "Str", "c": "'
_PLAIN_BETWEEN = re.compile(r'(?<=[a-z])"}, \{"t": "Space"}, \{"t": "Str", "c": "(?=[a-z]+,?"})')

_Key: TypeAlias = tuple[str, bytes]
"""What tells an output from others, and a piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some top-level blocks of a tree, their JSON, and what tells it from others."""

    nodes: Nodes
    json: str
    digest: bytes


class PieceWriter:
    """Writes trees as text by pieces. It serves one worker, and forgets all when it holds too many."""

    def __init__(self, pandoc: PandocPool) -> None:
        """Take the pandoc that writes what is not known yet."""
        self._pandoc = pandoc
        self._known: dict[_Key, str] = {}

    def learn(self, trees: Iterable[Sequence[Piece]], output: Output) -> None:
        """Write what is new of many trees in few calls. What fails with others is left to be written with its own tree."""
        which = _which(output)
        wanted = {(which, piece.digest): piece.json for pieces in trees for piece in pieces}
        new = {key: json for key, json in wanted.items() if key not in self._known}
        self._forget_all_but(wanted)
        alone = {key: json for key, json in new.items() if any(kind in json for kind in _NUMBERED.get(output.format, ()))}
        together = [(key, json) for key, json in new.items() if key not in alone]
        for start in range(0, len(together), _MOST_AT_ONCE):
            some = dict(together[start : start + _MOST_AT_ONCE])
            self._keep(some, _written_together(self._pandoc, some, output))
        if alone:
            self._keep(alone, self._pandoc.write_pieces([joined(json, output) for json in alone.values()], output))

    def html(self, nodes: Nodes) -> str | Failure:
        """Return the tree as HTML, its notes at the end."""
        return next(self.pages([nodes]))

    def pages(self, trees: Iterable[Nodes]) -> Iterator[str | Failure]:
        """Yield each tree as HTML, its notes at the end."""
        cut_up = [cut_tree(nodes) for nodes in trees]
        self.learn(cut_up, HTML)
        for pieces in cut_up:
            written = self._written(pieces, HTML)
            yield written if isinstance(written, Failure) else _with_notes(written) if written else ""

    def text(self, pieces: Sequence[Piece], output: Output) -> str | Failure:
        """Return the tree of the pieces in a format that keeps notes where they stand."""
        written = self._written(pieces, output)
        return written if isinstance(written, Failure) else "\n\n".join(written) + "\n"

    def _written(self, pieces: Sequence[Piece], output: Output) -> list[str] | Failure:
        """Return each piece as pandoc writes it alone."""
        which = _which(output)
        keys = [(which, piece.digest) for piece in pieces]
        new = {key: piece.json for key, piece in zip(keys, pieces, strict=True) if key not in self._known}
        if new:
            made = self._pandoc.write_pieces(tuple(new.values()), output)
            if isinstance(made, Failure):
                return made
            self._forget_all_but(keys)
            self._keep(new, made)
        return [self._known[key] for key in keys]

    def _forget_all_but(self, keys: Iterable[_Key]) -> None:
        if len(self._known) > _MOST:
            self._known = {key: self._known[key] for key in keys if key in self._known}

    def _keep(self, keys: Iterable[_Key], made: Sequence[str] | Failure) -> None:
        if not isinstance(made, Failure):
            self._known.update(zip(keys, (text.strip("\n") for text in made), strict=True))


def cut_tree(nodes: Nodes) -> tuple[Piece, ...]:
    """Return the pieces of a tree: each top-level heading with what follows it up to the next."""
    written = ((tuple(piece), json.dumps(piece)) for piece in _cut(nodes))
    return tuple(Piece(piece, text, blake2b(text.encode(), digest_size=20).digest()) for piece, text in written)


def joined(piece: str, output: Output | None = None) -> str:
    """Return JSON with words and the spaces between them as one: reading them takes its time, and the text is the same.

    Without an output, or for HTML, all words; for typst those that need no look at what they begin or end with; else none.
    """
    if output is None or output.format == HTML.format:
        for space, sign in _SPACES:
            piece = piece.replace(space, sign)
        piece = piece.replace(_SPACE_BETWEEN, " ").replace(_NOTHING_BETWEEN, "")
        for space, sign in _SPACES:
            piece = piece.replace(sign, space)
        return piece
    return _PLAIN_BETWEEN.sub(" ", piece) if output.format.startswith("typst") else piece


def _written_together(pandoc: PandocPool, pieces: Mapping[_Key, str], output: Output) -> Sequence[str] | Failure:
    """Return pieces written as one text and cut where a paragraph that none of them holds stands before each."""
    marker = "piece" + blake2b(b"".join(digest for _, digest in pieces), digest_size=20).hexdigest()
    mark = json.dumps({"t": "Para", "c": [{"t": "Str", "c": marker}]})
    blocks = ", ".join(f"{mark}, {joined(piece, output)[1:-1]}" for piece in pieces.values())
    written = pandoc.write_pieces([f"[{blocks}]"], output)
    if isinstance(written, Failure):
        return written
    shown = f"<p>{marker}</p>\n" if output.format == HTML.format else f"{marker}\n"
    before, *texts = (written[0] + "\n").split(shown)
    if before or len(texts) != len(pieces):
        return Failure(FailureKind.REFUSED, "the pieces could not be cut")
    return texts


def _cut(nodes: Nodes) -> Iterator[list[Node]]:
    piece: list[Node] = []
    for node in nodes:
        if node["t"] == "Header" and piece:
            yield piece
            piece = []
        piece.append(node)
    if piece:
        yield piece


def _which(output: Output) -> str:
    return f"{output.format} {sorted(output.options.items())}"


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

"""Pieces of documents as Word fragments, written once for a worker: all that are missing at a time in one file, which is then cut.

What a fragment holds depends on the piece alone, never on the file it was cut from; so the same document gets the same bytes whatever was
written before. A document with a piece that can't be cut is written whole.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from byelaw.core.projects import Image
from byelaw.core.tree import Node, Nodes, attr
from byelaw.outputs import ooxml
from byelaw.outputs.boxes import borders_of
from byelaw.outputs.pieces import Piece, joined
from byelaw.outputs.word_body import finish_body, indent_lists, point_links
from byelaw.outputs.word_cut import Fragment, UncutError, cut, is_separable, pictures_of
from byelaw.outputs.word_look import STYLES, WordLook, word_job
from byelaw.tools.pandoc import Failure, PandocPool

_MOST = 8192
_MOST_AT_ONCE = 192
"""Pieces in a file: some twenty documents, a second's work."""

_ALONE = ("SourceCode", "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6")
"""Styles that part pieces. Were one a box, it could join with what stands in another piece."""

_SHOWN = re.compile(r'"(media/[^"\\]+)"')


@dataclass(frozen=True, slots=True)
class Body:
    """A dressed tree, cut, with the pictures it shows."""

    pieces: Sequence[Piece]
    images: Mapping[str, Image]


@dataclass(frozen=True, slots=True)
class _Piece:
    key: bytes
    nodes: Nodes
    json: str
    level: int
    """Of the heading it begins with; 0 without one."""
    images: Mapping[str, Image]


class WordPieces:
    """Writes trees as fragments by pieces. It serves one worker, and forgets all when it holds too many."""

    def __init__(self, pandoc: PandocPool, look: WordLook) -> None:
        """Take the pandoc that writes what is not known yet, and the look to write with."""
        self._pandoc = pandoc
        self._look = look
        self._known: dict[bytes, Fragment | None] = {}
        boxes = borders_of(ooxml.Package(dict(look.parts), {}).xml(STYLES))
        self._can_part = not any(style in boxes for style in _ALONE)

    def written(self, bodies: Sequence[Body]) -> list[tuple[Fragment, ...] | None]:
        """Return the fragments of each body, in one call of pandoc for all that are new; None for what must be written whole."""
        if not self._can_part:
            return [None] * len(bodies)
        cut_up = [[_with_key(piece, body.images) for piece in body.pieces] for body in bodies]
        wanted = {piece.key: piece for pieces in cut_up for piece in pieces}
        new = [piece for key, piece in wanted.items() if key not in self._known]
        if len(self._known) + len(new) > _MOST:
            self._known = {key: self._known[key] for key in wanted if key in self._known}
        self._known |= {piece.key: None for piece in new}
        separable = [piece for piece in new if is_separable(piece.nodes, piece.json)]
        for start in range(0, len(separable), _MOST_AT_ONCE):
            self._learn(separable[start : start + _MOST_AT_ONCE])
        return [self._fragments(pieces) for pieces in cut_up]

    def _fragments(self, pieces: Sequence[_Piece]) -> tuple[Fragment, ...] | None:
        found = [self._known[piece.key] for piece in pieces]
        whole = tuple(fragment for fragment in found if fragment)
        return whole if len(whole) == len(found) else None

    def _learn(self, pieces: Sequence[_Piece]) -> None:
        """Write and cut the pieces, in halves when they can't be done together, so that one keeps no other from being cut."""
        try:
            self._known.update(zip((piece.key for piece in pieces), self._made(pieces), strict=True))
        except UncutError:
            half = len(pieces) // 2
            for part in (pieces[:half], pieces[half:]) if half else ():
                self._learn(part)

    def _made(self, pieces: Sequence[_Piece]) -> list[Fragment]:
        images = _together(pieces)
        marker = "piece" + blake2b(b"".join(piece.key for piece in pieces), digest_size=20).hexdigest()
        mark = json.dumps(_marked(marker))
        blocks = ", ".join(f"{mark}, {joined(piece.json)[1:-1]}" for piece in pieces)
        written = self._pandoc.write(replace(word_job((), images, self._look), blocks=f"[{blocks}]"))
        if isinstance(written, Failure) or not isinstance(written[0], bytes):
            message = f"pandoc did not write: {written}"
            raise UncutError(message)
        package = ooxml.open_package(written[0])
        package.parts.update(self._look.parts)
        pictures = pictures_of(package)
        point_links(package)
        indent_lists(package)
        finish_body(package, images)
        return cut(package, marker, [piece.level for piece in pieces], pictures)


def _with_key(piece: Piece, images: Mapping[str, Image]) -> _Piece:
    own = {name: images[name] for name in sorted(set(_SHOWN.findall(piece.json)) & images.keys())}
    looks = [(name, each.digest, each.width, each.height, each.media_type, bool(each.raster)) for name, each in own.items()]
    level = int(piece.nodes[0]["c"][0]) if piece.nodes[0]["t"] == "Header" else 0
    return _Piece(blake2b(repr(looks).encode() + piece.digest, digest_size=20).digest(), piece.nodes, piece.json, level, own)


def _together(pieces: Sequence[_Piece]) -> dict[str, Image]:
    """Return the pictures of all pieces. Raises UncutError when two mean different ones by a name."""
    images: dict[str, Image] = {}
    for piece in pieces:
        for name, image in piece.images.items():
            if images.setdefault(name, image).digest != image.digest:
                message = f"two pictures are called {name}"
                raise UncutError(message)
    return images


def _marked(marker: str) -> Node:
    """Return the paragraph before a piece: code, because what follows it looks as at a document's start."""
    return {"t": "CodeBlock", "c": [attr(), marker]}

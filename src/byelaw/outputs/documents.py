"""A document as Word and PDF: one tree dressed for both, two writers, two finishers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from byelaw.core.problems import Place, Problem, error
from byelaw.core.published import PublishedDocument
from byelaw.core.tree import Nodes
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pdf import Press, finish_pdf
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.pieces import Piece, PieceWriter, cut_tree
from byelaw.outputs.typst_source import TYPST_FORMAT
from byelaw.outputs.word import finish_word
from byelaw.outputs.word_cut import Fragment
from byelaw.outputs.word_join import WordShell
from byelaw.outputs.word_look import WordLook, word_job
from byelaw.outputs.word_pieces import Body, WordPieces
from byelaw.tools.pandoc import Failure, Output, PandocPool


@dataclass(frozen=True, slots=True)
class Binder:
    """What Word files are put together with from pieces."""

    pieces: WordPieces
    shell: WordShell


@dataclass(frozen=True, slots=True)
class Printer:
    """What documents are printed with, kept for many of them."""

    pandoc: PandocPool
    pieces: PieceWriter
    press: Press
    look: WordLook
    binder: Binder | None = None
    """Without one, every Word file is written whole."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The files of one document; empty where there is none, and then `problems` says why."""

    word: bytes
    pdf: bytes
    problems: tuple[Problem, ...]


TYPST = Output(TYPST_FORMAT, options={"wrap_text": "wrap-none"})
_AT_ONCE = 32
"""Documents dressed at a time."""


@dataclass(frozen=True, slots=True)
class _Dressed:
    document: PublishedDocument
    paper: Paper
    tree: Nodes
    pieces: tuple[Piece, ...]


def open_binder(pandoc: PandocPool, look: WordLook) -> Binder:
    """Return what makes Word files from pieces, for one worker."""
    return Binder(WordPieces(pandoc, look), WordShell(look.empty))


def print_documents(given: Sequence[tuple[PublishedDocument, Paper]], printer: Printer) -> Iterator[Papers]:
    """Yield documents as Word and PDF, in the order given. Equal input gives equal bytes, whatever was printed before or beside it."""
    for start in range(0, len(given), _AT_ONCE):
        batch = [_dressed(document, paper) for document, paper in given[start : start + _AT_ONCE]]
        printer.pieces.learn((each.pieces for each in batch), TYPST)
        for each, fragments in zip(batch, _fragments(batch, printer), strict=True):
            yield _printed(each, fragments, printer)


def print_document(document: PublishedDocument, paper: Paper, printer: Printer) -> Papers:
    """Return a document as Word and PDF."""
    return next(print_documents([(document, paper)], printer))


def _dressed(document: PublishedDocument, paper: Paper) -> _Dressed:
    named = with_own_names(document)
    tree = paper_tree(named, paper)
    return _Dressed(named, paper, tree, cut_tree(tree))


def _fragments(batch: Sequence[_Dressed], printer: Printer) -> Sequence[tuple[Fragment, ...] | None]:
    if printer.binder is None:
        return [None] * len(batch)
    return printer.binder.pieces.written([Body(each.pieces, each.document.images) for each in batch])


def _printed(dressed: _Dressed, fragments: tuple[Fragment, ...] | None, printer: Printer) -> Papers:
    document, paper = dressed.document, dressed.paper
    body = printer.pieces.text(dressed.pieces, TYPST)
    word = _bound(dressed, fragments, printer) or _written_whole(dressed, printer)
    if isinstance(body, Failure) or isinstance(word, Failure):
        failures = (each for each in (body, word) if isinstance(each, Failure))
        return Papers(b"", b"", tuple(_unwritten(document, each) for each in failures))
    return Papers(word, *finish_pdf(body, document, paper, printer.press))


def _bound(dressed: _Dressed, fragments: tuple[Fragment, ...] | None, printer: Printer) -> bytes | None:
    if printer.binder is None or fragments is None:
        return None
    return printer.binder.shell.filled(fragments, dressed.document, dressed.paper)


def _written_whole(dressed: _Dressed, printer: Printer) -> bytes | Failure:
    """Return the Word file by the way that can do every document: pandoc writes it all."""
    written = printer.pandoc.write(word_job(dressed.tree, dressed.document.images, printer.look))
    if isinstance(written, Failure):
        return written
    return finish_word(bytes(written[0]), dressed.document, dressed.paper, printer.look.parts) if isinstance(written[0], bytes) else b""


def _unwritten(document: PublishedDocument, failure: Failure) -> Problem:
    message = f"pandoc wrote neither Word nor PDF of '{document.title}': {failure.detail}"
    return error("document-not-written", Place(document.file_name), message, "shorten the document or take out what pandoc names")

"""A redline as Word: both versions of a document in one file with tracked changes, proved before anybody gets it.

Pandoc writes both versions as they are published. Their paragraphs are put into one file by what the comparison says of them: each is
kept, inserted or deleted, and the words in those that are kept likewise. Then every change is accepted, and rejected, by a resolver of
our own, and what remains is compared strictly with the two versions. What does not hold is replaced as a whole; if that does not hold
either, there is no file.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from byelaw.core.comparing.trees import MergedDocument, new_of
from byelaw.core.problems import Place, Problem, error
from byelaw.core.published import PublishedDocument
from byelaw.outputs import ooxml
from byelaw.outputs.ooxml import Package
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.redline_word_blocks import BlockMerger
from byelaw.outputs.redline_word_marks import Signature
from byelaw.outputs.redline_word_moves import comment_moves, moves_of
from byelaw.outputs.redline_word_parts import Sides, finish_ids, put_together, share_lists, track_further_changes
from byelaw.outputs.redline_word_proof import Unproved, proof, taken_apart, unsound
from byelaw.outputs.redline_word_report import Report, Told, put_report, put_title, sign
from byelaw.outputs.redline_word_sides import UnreadableError, open_side
from byelaw.outputs.redline_word_stamps import Stamped, plain_trees, stamp_trees
from byelaw.outputs.redline_word_strict import END_WORDS
from byelaw.outputs.word import describe, set_language
from byelaw.outputs.word_body import finish_body, indent_lists, point_links
from byelaw.outputs.word_look import WordLook, word_job
from byelaw.tools.pandoc import Failure, PandocPool

_MOST_TRIES = 8
"""Times that blocks are taken apart one after the other before everything is."""

_EVERYTHING = frozenset({"*"})


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the document, as it is published; `body` is not used, because the merged tree has it."""

    document: PublishedDocument
    paper: Paper


@dataclass(frozen=True, slots=True)
class Request:
    """What to write a redline of, and in whose name. Without a report the file has no first page and no title."""

    merged: MergedDocument
    old: Edition
    new: Edition
    signature: Signature
    report: Report | None = None
    end: str = END_WORDS


@dataclass(frozen=True, slots=True)
class Redline:
    """The file; empty where there is none, and then `problems` says why. `replaced`: how many times something was replaced as a whole."""

    content: bytes
    problems: tuple[Problem, ...] = ()
    replaced: int = 0
    varied: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Rendered:
    """Both versions as Word: with stamps to merge, and without any to compare with."""

    stamped: Stamped
    old: Package
    new: Package
    plain_old: Package
    plain_new: Package


@dataclass(frozen=True, slots=True)
class Press:
    """What redlines are written with. `draw` draws the pictures of a document's pathways and charts in it, if there are any."""

    pandoc: PandocPool
    look: WordLook
    draw: Callable[[PublishedDocument], PublishedDocument] = field(default=lambda document: document)


def write_redline(request: Request, press: Press) -> Redline:
    """Return a redline that was proved, or the problem that kept it from being written. Equal input gives equal bytes."""
    rendered = _rendered(request, press)
    if isinstance(rendered, Failure):
        return _unwritten(request, rendered.detail)
    try:
        return _proved(request, rendered)
    except UnreadableError as failure:
        return _unwritten(request, str(failure))


def _unwritten(request: Request, why: str) -> Redline:
    document = request.new.document
    message = f"Word cannot show the redline of '{document.title}': {why}"
    return Redline(b"", (error("redline-not-written", Place(document.file_name), message, "read the comparison as a page instead"),))


def _rendered(request: Request, press: Press) -> _Rendered | Failure:
    stamped = stamp_trees(request.merged)
    plain = plain_trees(request.merged)
    jobs = [(request.old, stamped.old), (request.new, stamped.new), (request.old, plain[0]), (request.new, plain[1])]
    drawn = [press.draw(replace(edition.document, body=body)) for edition, body in jobs]  # the typesetter does one thing at a time
    papers = [edition.paper for edition, _ in jobs]
    packages = press.pandoc.map(lambda job: _package(*job, press), list(zip(drawn, papers, strict=True)))
    written = [each for each in packages if isinstance(each, Package)]
    if len(written) < len(packages):
        return next(each for each in packages if isinstance(each, Failure))
    return _Rendered(stamped, *written)


def _package(drawn: PublishedDocument, paper: Paper, press: Press) -> Package | Failure:
    """Return a version as Word shows it, without its title block."""
    document = with_own_names(drawn)
    written = press.pandoc.write(word_job(paper_tree(document, paper), document.images, press.look))
    if isinstance(written, Failure):
        return written
    package = ooxml.open_package(written[0]) if isinstance(written[0], bytes) else Package({}, {})
    package.parts.update(press.look.parts)
    point_links(package)
    indent_lists(package)
    finish_body(package, document.images)
    return package


def _proved(request: Request, rendered: _Rendered) -> Redline:
    """Return the redline if it holds, with more and more of it replaced as a whole until it does."""
    sides = share_lists(open_side(rendered.old), open_side(rendered.new))
    apart: frozenset[str] = frozenset()
    failed = None
    for tries in range(_MOST_TRIES + 1):
        package, comments = _merged(request, sides, rendered.stamped, apart)
        content = package.to_bytes()
        failed = unsound(content, comments) or proof(content, rendered.plain_old, rendered.plain_new, request.end)
        if failed is None:
            return Redline(content, (), tries, rendered.stamped.varied)
        if apart == _EVERYTHING:
            break
        apart = taken_apart(failed, sides, apart) if isinstance(failed, Unproved) and tries < _MOST_TRIES - 1 else _EVERYTHING
    document = request.new.document
    message = f"the redline of '{document.title}' does not hold: {failed}"
    hint = "read the comparison as a page instead, and report the two versions to those who maintain Byelaw"
    return Redline(b"", (error("redline-not-proved", Place(document.file_name), message, hint),), _MOST_TRIES + 1)


def _merged(request: Request, sides: Sides, stamped: Stamped, apart: frozenset[str]) -> tuple[Package, int]:
    """Return the file, and how many comments it has to have."""
    merger = BlockMerger(sides.old, sides.new, stamped.words, request.signature, apart)
    blocks = merger.body()
    package = put_together(sides, blocks, merger.notes, request.signature, request.end)
    commented = comment_moves(package, moves_of(request.merged), request.signature)
    finish_ids(package)
    track_further_changes(package)
    document, paper = replace(request.new.document, body=new_of(request.merged.blocks)), request.new.paper
    if request.report is not None:
        put_title(package, document, paper)
        put_report(package, request.report, Told(request.old.document, document, request.signature, stamped.varied, commented.silent))
    set_language(package, document.language)
    describe(package, document, paper)
    sign(package, document, request.signature)
    return package, commented.count

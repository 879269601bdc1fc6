"""A merged tree, walked: what kind of part and what kind of run it is decides who tells of it. What every redline of a tree begins with."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar, assert_never

from byelaw.core.comparing.trees import (
    Added,
    Deleted,
    Inserted,
    Inside,
    Kept,
    Merged,
    Noted,
    Removed,
    Run,
    Same,
    Varied,
    Worded,
    Wrapped,
)
from byelaw.core.tree import Nodes

T = TypeVar("T")


class Walk(ABC, Generic[T]):
    """Writes a merged tree as things of one kind: nodes of another tree, or pieces of words."""

    __slots__ = ()

    def part(self, part: Merged) -> Iterable[T]:
        """Return a part of the tree as it is to be told."""
        match part:
            case Same():
                return self.same(part)
            case Added() | Removed():
                return self.one_sided(part)
            case Inside():
                return self.inside(part)
            case Worded():
                return self.worded(part)
            case _:
                assert_never(part)

    def runs(self, runs: Sequence[Run]) -> Iterator[T]:
        """Yield running text as it is to be told."""
        for run in runs:
            yield from self._run(run)

    def _run(self, run: Run) -> Iterable[T]:
        match run:
            case Kept():
                return self.kept(run.nodes)
            case Varied():
                return self.kept(run.new)
            case Inserted():
                return self.inserted(run.nodes)
            case Deleted():
                return self.deleted(run.nodes)
            case Wrapped():
                return self.wrapped(run)
            case Noted():
                return self.noted(run.blocks)
            case _:
                assert_never(run)

    @abstractmethod
    def same(self, part: Same) -> Iterable[T]:
        """Tell of a block that stayed."""

    @abstractmethod
    def one_sided(self, part: Added | Removed) -> Iterable[T]:
        """Tell of a block that only one side has, or of one of the two places of what moved."""

    @abstractmethod
    def inside(self, part: Inside) -> Iterable[T]:
        """Tell of a block in which something changed."""

    @abstractmethod
    def worded(self, part: Worded) -> Iterable[T]:
        """Tell of a paragraph or heading whose words changed."""

    @abstractmethod
    def kept(self, nodes: Nodes) -> Iterable[T]:
        """Tell of words that stayed."""

    @abstractmethod
    def inserted(self, nodes: Nodes) -> Iterable[T]:
        """Tell of new words."""

    @abstractmethod
    def deleted(self, nodes: Nodes) -> Iterable[T]:
        """Tell of words that are gone."""

    @abstractmethod
    def wrapped(self, run: Wrapped) -> Iterable[T]:
        """Tell of emphasis, a link and such, in which words changed."""

    @abstractmethod
    def noted(self, blocks: Sequence[Merged]) -> Iterable[T]:
        """Tell of a footnote in which something changed."""

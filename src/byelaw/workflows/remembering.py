"""Load a project again and again, reading and writing only what changed since the last time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from byelaw.core.blocks import Block
from byelaw.core.problems import Problem
from byelaw.core.tree import Nodes
from byelaw.settings import Settings
from byelaw.sources.project import load_project
from byelaw.sources.prose import ProseRequest, Vocabulary, read_prose
from byelaw.sources.references import with_citations
from byelaw.sources.snapshot import take_snapshot
from byelaw.sources.written import ProseBlocks
from byelaw.tools.pandoc import Failure, PandocPool, WriteJob
from byelaw.workflows.loading import STYLE, Merged, merge

MOST = 5000
"""Texts that are remembered; past it everything is forgotten and read again."""


class RememberingPool(PandocPool):
    """A pool that writes each distinct tree, and formats each set of references, once."""

    def __init__(self, workers: int) -> None:
        """Take the number of workers."""
        super().__init__(workers)
        self._written: dict[str, tuple[str | bytes, ...]] = {}
        self._cited: dict[str, Nodes] = {}

    def cite(self, style: str, references: Sequence[Mapping[str, object]], language: str) -> Nodes | Failure:
        """Return references formatted in a style."""
        key = json.dumps([style, list(references), language], default=str)
        if key not in self._cited:
            made = super().cite(style, references, language)
            if isinstance(made, Failure):
                return made
            self._cited[key] = made
        return self._cited[key]

    def write(self, job: WriteJob) -> tuple[str | bytes, ...] | Failure:
        """Return the tree in each format of the job."""
        formats = [(each.format, each.filter, sorted(each.options.items())) for each in job.outputs]
        pictures = [sha256(each.content).hexdigest() for each in job.pictures]
        key = sha256(json.dumps([job.blocks, formats, dict(job.meta), pictures], default=str).encode()).hexdigest()
        if key not in self._written:
            made = super().write(job)
            if isinstance(made, Failure):
                return made
            _make_room(self._written)
            self._written[key] = made
        return self._written[key]


@dataclass(slots=True)
class Memory:
    """What was read before: prose by its text and place."""

    pandoc: PandocPool
    prose: dict[tuple[ProseRequest, Vocabulary], tuple[tuple[Block, ...], tuple[Problem, ...]]] = field(default_factory=dict)

    def load(self, settings: Settings, day: date) -> Merged:
        """Return the project merged on the day, as `loading.load` does but for the pictures' PNGs, which only Word shows."""
        snapshot, refused = take_snapshot(settings.root)
        project, problems = load_project(snapshot, self.read)
        style = (settings.templates / STYLE).read_text(encoding="utf-8")
        project, unformatted = with_citations(project, style, self.pandoc)
        return merge(project, day, (*refused, *problems, *unformatted))

    def read(self, requests: Iterable[ProseRequest], vocabulary: Vocabulary) -> tuple[ProseBlocks, tuple[Problem, ...]]:
        """Return the blocks of each text, and all problems; only texts that are new are read."""
        wanted = tuple(requests)
        _make_room(self.prose)
        fresh = [each for each in wanted if (each, vocabulary) not in self.prose]
        for each in fresh:
            blocks, problems = read_prose((each,), self.pandoc, vocabulary)
            self.prose[each, vocabulary] = (blocks[each.key], problems)
        found = {each.key: self.prose[each, vocabulary] for each in wanted}
        return {key: blocks for key, (blocks, _) in found.items()}, tuple(problem for _, problems in found.values() for problem in problems)


def _make_room(remembered: dict[Any, Any]) -> None:
    if len(remembered) > MOST:
        remembered.clear()

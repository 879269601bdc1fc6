"""Pandoc as a few long-lived workers: trees in, texts and files out, each call under a time limit.

A worker is `pandoc lua worker.lua`: it reads one JSON request a line and answers with one. It starts in an empty folder
with a clean environment and a bounded heap. One that hangs or dies is killed and replaced, and its call returns a
`Failure`; the others go on.
"""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Timer
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar

from byelaw.core.tree import Node, Nodes

Item = TypeVar("Item")
Result = TypeVar("Result")
Request: TypeAlias = dict[str, object]

API_VERSION = (1, 23, 1)
"""Of pandoc-types: the trees of every pandoc 3."""

HEAP_EXHAUSTED = 251
"""The exit code of a Haskell program that reached its heap bound."""

BINARY_FORMATS = frozenset({"docx", "odt", "epub"})
_HERE = Path(__file__).parent


class PandocMissingError(RuntimeError):
    """Pandoc is not installed: the run cannot go on."""


class FailureKind(StrEnum):
    """Why a call has no result: too long, the worker died or ran out of memory, or pandoc refused what it was given."""

    TIMEOUT = "timeout"
    CRASH = "crash"
    MEMORY = "memory"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Failure:
    """What happened to a call instead of a result, in words."""

    kind: FailureKind
    detail: str


@dataclass(frozen=True, slots=True)
class Output:
    """One format to write a tree in.

    `filter` names a file of the pool's filter folder. `options` are pandoc's WriterOptions (`reference_doc`: a path;
    `template`: a text, or `default`; without one html and typst are fragments).
    """

    format: str
    filter: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that a tree may show: by its src in the tree, with its media type and bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WriteJob:
    """A tree, or its JSON, and its formats. `meta` is plain data: texts, yes/no, lists, mappings, or tuples of inline nodes."""

    blocks: Nodes | str
    outputs: tuple[Output, ...]
    meta: Mapping[str, object] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()


def pandoc_path() -> Path:
    """Return the pandoc that came with the installed packages. Raises PandocMissingError if there is none."""
    spec = importlib.util.find_spec("pypandoc")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    for folder in folders:
        path = Path(folder, "files", name)
        if path.is_file():
            return path
    message = "pandoc is not installed: install pypandoc_binary, which carries it"
    raise PandocMissingError(message)


def pandoc_version() -> str:
    """Return pandoc's version, such as `3.9`. Raises PandocMissingError if it is missing or does not start."""
    path = pandoc_path()
    try:
        done = subprocess.run((str(path), "--version"), capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError) as failure:
        message = f"pandoc does not start: {failure}"
        raise PandocMissingError(message) from failure
    return done.stdout.split("\n", 1)[0].removeprefix("pandoc").strip()


class PandocPool:
    """Workers that many threads may share, as a context manager: it starts them when first needed and ends them."""

    def __init__(self, workers: int = 2, *, time_limit: float = 30, heap: str = "512m", filters: Path = _HERE / "filters") -> None:
        """Take the number of workers, the seconds a call may take, the bound of a worker's heap, the filter folder."""
        self._folder = Path(tempfile.mkdtemp(prefix="byelaw-pandoc-"))
        self._limit = time_limit
        command = (str(pandoc_path()), "+RTS", f"-M{heap}", "-RTS", "lua", str(_HERE / "worker.lua"), str(filters))
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._workers = tuple(_Worker(command, self._folder / f"worker-{n}") for n in range(workers))
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(workers, "pandoc")

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the workers and remove their folder."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def map(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """Do the work for every item, as many at once as there are workers; results in the order of the items."""
        return list(self._threads.map(work, items))

    def read(self, text: str, markup: str) -> Nodes | Failure:
        """Return the blocks of a text in pandoc's markup of that name."""
        reply = self._call({"op": "read", "text": text, "format": markup})
        return reply if isinstance(reply, Failure) else _blocks(reply)

    def write(self, job: WriteJob) -> tuple[str | bytes, ...] | Failure:
        """Return the tree in each format of the job: bytes for binary formats, else text. One read serves them all."""
        targets = [self._target(output) for output in job.outputs]
        request: Request = {
            "op": "write",
            "tree": _document(job),
            "images": [self._image(picture) for picture in job.pictures],
            "outputs": [_output(output, target) for output, target in zip(job.outputs, targets, strict=True)],
        }
        reply = self._call(request)
        if isinstance(reply, Failure):
            return reply
        return tuple(_taken(target) if target else text for target, text in zip(targets, reply, strict=True))

    def write_pieces(self, pieces: Sequence[str], output: Output) -> tuple[str, ...] | Failure:
        """Return each piece (the JSON of a list of blocks) as a text of its own, in one call. No binary formats, no pictures."""
        documents = [_with_meta(piece, {}) for piece in pieces]
        reply = self._call({"op": "pieces", "trees": documents, "output": _output(output, None)})
        return reply if isinstance(reply, Failure) else tuple(reply)

    def cite(self, style: str, references: Sequence[Mapping[str, object]], language: str) -> Nodes | Failure:
        """Format references (CSL-JSON with ids) in a CSL style, as one set.

        Returns a Div `cite-<id>` with the short citation of each, then a Div `refs` with a Div `ref-<id>` for each.
        """
        request: Request = {
            "op": "cite",
            "references": json.dumps(list(references)),
            "ids": [reference["id"] for reference in references],
            "style": str(self._kept(style.encode(), ".csl")),
            "language": language,
        }
        reply = self._call(request)
        return reply if isinstance(reply, Failure) else _blocks(reply)

    def keep(self, content: bytes, ending: str) -> Path:
        """Return a file of the content that lasts as long as the pool, for the options of a writer."""
        return self._kept(content, ending)

    def _call(self, request: Request) -> Any:  # noqa: ANN401 - what the operation gives, as JSON
        worker = self._idle.get()
        try:
            return worker.call(request, self._limit)
        finally:
            self._idle.put(worker)

    def _target(self, output: Output) -> Path | None:
        if output.format not in BINARY_FORMATS:
            return None
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=f".{output.format}", delete=False) as file:
            return Path(file.name)

    def _image(self, picture: Picture) -> Request:
        return {"name": picture.name, "type": picture.media_type, "path": str(self._kept(picture.content, ".image"))}

    def _kept(self, content: bytes, ending: str) -> Path:
        """Return a file of the content in the pool's own folder, named by its digest and written once."""
        path = self._folder / (hashlib.sha256(content).hexdigest() + ending)
        if not path.exists():
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(content)
            Path(file.name).replace(path)
        return path


class RememberingPool(PandocPool):
    """A pool that reads each text once: for those who read two states of a project, which have most of their texts in common."""

    def __init__(self, workers: int = 2) -> None:
        """Take the number of workers."""
        super().__init__(workers)
        self._known: dict[tuple[str, str], Nodes] = {}

    def read(self, text: str, markup: str) -> Nodes | Failure:
        """Return the blocks of a text in pandoc's markup of that name; the same ones each time."""
        key = (text, markup)
        if key not in self._known:
            found = super().read(text, markup)
            if isinstance(found, Failure):
                return found
            self._known[key] = found
        return self._known[key]


class _Worker:
    """One pandoc process, started when first called and again after it was killed."""

    def __init__(self, command: tuple[str, ...], folder: Path) -> None:
        self._command = command
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def call(self, request: Request, limit: float) -> Any:  # noqa: ANN401 - what the operation gives, as JSON
        """Return the answer, or a Failure after the limit in seconds or when the process dies."""
        process = self._running()
        expired = Event()
        timer = Timer(limit, _end_late, (process, expired))
        timer.start()
        try:
            line = _exchange(process, json.dumps(request))
        finally:
            timer.cancel()
        if line.endswith("\n"):
            reply = json.loads(line)
            return reply["result"] if "result" in reply else Failure(FailureKind.REFUSED, reply["error"])
        return self._ended(process, limit if expired.is_set() else None)

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.stop()
            empty = self._folder / "empty"
            empty.mkdir(parents=True, exist_ok=True)
            environment = {"HOME": str(empty), "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "315532800"}
            with (self._folder / "stderr").open("w") as errors:
                self._process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
                    cwd=empty, env=environment,
                )  # fmt: skip
        return self._process

    def _ended(self, process: "subprocess.Popen[bytes]", limit: float | None) -> Failure:
        """Say what happened to a process that gave no answer, and be ready for the next call."""
        self.stop()
        if limit is not None:
            return Failure(FailureKind.TIMEOUT, f"no answer within {limit:g} seconds")
        errors = (self._folder / "stderr").read_text(encoding="utf-8", errors="replace").strip()
        kind = FailureKind.MEMORY if process.returncode == HEAP_EXHAUSTED else FailureKind.CRASH
        return Failure(kind, errors[-500:] or f"it ended with code {process.returncode}")


def _end_late(process: "subprocess.Popen[bytes]", expired: Event) -> None:
    expired.set()
    process.kill()


def _exchange(process: "subprocess.Popen[bytes]", line: str) -> str:
    """Send one line and return the answering one; empty or cut short when the process is gone."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        return process.stdout.readline().decode()
    except BrokenPipeError:
        return ""


def _blocks(document: str) -> Nodes | Failure:
    try:
        return tuple(json.loads(document)["blocks"])
    except RecursionError:
        return Failure(FailureKind.REFUSED, "it is nested too deep to be read")


def _document(job: WriteJob) -> str:
    meta = {key: _meta(value) for key, value in job.meta.items()}
    return _with_meta(job.blocks if isinstance(job.blocks, str) else json.dumps(job.blocks), meta)


def _with_meta(blocks: str, meta: Mapping[str, Node]) -> str:
    return f'{{"pandoc-api-version": {list(API_VERSION)}, "meta": {json.dumps(meta)}, "blocks": {blocks}}}'


def _meta(value: object) -> Node:
    """Return plain data as pandoc's metadata; a tuple is a run of inline nodes."""
    match value:
        case bool():
            return {"t": "MetaBool", "c": value}
        case tuple():
            return {"t": "MetaInlines", "c": list(value)}
        case list():
            return {"t": "MetaList", "c": [_meta(item) for item in value]}
        case Mapping():
            return {"t": "MetaMap", "c": {str(key): _meta(item) for key, item in value.items()}}
        case _:
            return {"t": "MetaString", "c": str(value)}


def _output(output: Output, target: Path | None) -> Request:
    request: Request = {"format": output.format, "options": dict(output.options)}
    if output.filter:
        request["filter"] = output.filter
    if target:
        request["to"] = str(target)
    return request


def _taken(path: Path) -> bytes:
    content = path.read_bytes()
    path.unlink()
    return content

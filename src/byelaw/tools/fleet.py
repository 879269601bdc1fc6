"""Independent units of work on worker processes: each under a time limit, a hung or dead worker replaced, its unit reported.

Pebble rather than concurrent.futures alone: it kills a worker whose unit takes too long and goes on with a new one.
"""

import errno
import gc
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

Unit = TypeVar("Unit")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class UnitFailure:
    """Why a unit has no result: it took too long, its worker died, or it met a fault of ours (`detail` holds the traceback)."""

    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[Unit, Result]):
    """A unit and what came of it."""

    unit: Unit
    outcome: Result | UnitFailure


SAFE_PATH = "PYTHONSAFEPATH"
"""Set, a Python that is started does not look for modules in the current folder."""

_begun: list[Any] = []
"""What `begin` gave in this worker process: the one thing that must outlive a unit there."""


def get_ready(*modules: str) -> None:
    """Start the process that workers are forked from, with the modules imported: once for all workers, while this process does other work.

    Without it each worker imports what it needs. It changes no result, so it does nothing where processes cannot be forked, or once the
    process runs. The process looks for modules nowhere in the folder that Byelaw was started from, which may hold a project of anybody's.
    """
    if not _can_fork_from_a_server():
        return
    forkserver.set_forkserver_preload(list(modules))
    safe_before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        forkserver.ensure_running()
    finally:
        if safe_before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = safe_before
        forkserver.set_forkserver_preload([])  # one that is started again, without that setting, imports nothing beforehand


def run_units(
    work: Callable[[Any, Unit], Result], begin: Callable[[], Any], units: Sequence[Unit], *, workers: int, seconds: float
) -> Iterator[Done[Unit, Result]]:
    """Yield each unit's outcome as it comes.

    `begin` runs once in each worker and its result is the first argument of `work`. Everything passed must be picklable. What workers
    put into the folder of temporary files is gone with them, however they end.
    """
    with (
        TemporaryDirectory(prefix="byelaw-workers-", ignore_cleanup_errors=True) as folder,
        ProcessPool(max_workers=max(1, min(workers, len(units))), initializer=_begin, initargs=[begin, folder], context=_context()) as pool,
    ):
        futures = [(unit, pool.schedule(_work, args=[work, unit], timeout=seconds)) for unit in units]
        waiting = dict(enumerate(futures))
        try:
            while waiting:
                ready = [key for key, (_, future) in waiting.items() if future.done()] or [_first(waiting)]
                for key in ready:
                    unit, future = waiting.pop(key)
                    yield Done(unit, _outcome(future, seconds))
        except BaseException:  # interrupted, or not wanted any more: units under way are given up, none is begun
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _can_fork_from_a_server() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def _context() -> BaseContext:
    return multiprocessing.get_context("forkserver" if _can_fork_from_a_server() else "spawn")


def _first(waiting: dict[int, Any]) -> int:
    done, _ = wait([future for _, future in waiting.values()], return_when=FIRST_COMPLETED)
    return next(key for key, (_, future) in waiting.items() if future in done)


def _outcome(future: "Future[Result]", seconds: float) -> Result | UnitFailure:
    try:
        return future.result()
    except TookTooLong:
        return UnitFailure(f"it took more than {seconds:.0f} seconds and was stopped")
    except ProcessExpired as expired:
        return UnitFailure(f"its worker process died (exit code {expired.exitcode})")
    except OSError as refused:
        return UnitFailure(in_words(refused))
    except Exception as fault:  # noqa: BLE001 - a fault in one unit must not stop the others
        return UnitFailure(f"{type(fault).__name__}: {fault}", str(getattr(fault, "traceback", "")))


def in_words(refused: OSError) -> str:
    """Return why the machine refused, for people: a full disk, a folder that may not be written to."""
    words = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EROFS: "the disk can only be read",
        errno.EACCES: "permission is missing",
        errno.EPERM: "permission is missing",
    }
    place = f" ({refused.filename})" if refused.filename else ""
    return f"{words.get(refused.errno or 0, refused.strerror or str(refused))}{place}"


def _begin(begin: Callable[[], Any], folder: str) -> None:
    tempfile.tempdir = folder
    _begun[:] = [begin()]
    gc.freeze()  # what stays until the end need not be looked at again and again


def _work(work: Callable[[Any, Unit], Result], unit: Unit) -> Result:
    return work(_begun[0], unit)

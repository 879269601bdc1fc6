"""Python's cycle collector, held back while large trees are built: it would walk them all again and again and find nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the collector back inside; what is alive afterwards is never looked at again, so use it for what stays until the end.

    Our values hold no cycles. Measured on 12 areas of 16 documents: reading and merging them took 5.0 s of CPU instead of 8.0 s.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@contextmanager
def collected_after() -> Iterator[None]:
    """Hold the collector back inside and let it look once afterwards: for one of many pieces of work on a worker, which are forgotten.

    Measured on comparing 15 editions of 18 documents: 15.5 s of CPU instead of 29.6 s.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect()

"""What higher localisations already changed, and whether a lower one names them."""

from collections.abc import Iterable, Iterator, Mapping

from byelaw.core.blocks import Block, Operation, Step
from byelaw.core.localisations import Change, Withdrawal
from byelaw.core.problems import Problem, beside, error

TOUCHING = frozenset({Operation.REPLACE, Operation.OMIT, Operation.RETITLE, Operation.INSERT})


def touched_by(blocks: Iterable[Block]) -> dict[str, Step]:
    """Return the layers whose words or titles stand in the blocks, or that left them out, each with its step."""
    touched: dict[str, Step] = {}
    for each in blocks:
        steps = [step for step in each.origin if step.operation in TOUCHING]
        if steps and each.id:
            touched.setdefault(steps[-1].layer, steps[-1])
    return touched


def unsuperseded(written: Change | Withdrawal, what: str, touched: Mapping[str, Step]) -> Iterator[Problem]:
    """Report higher layers that changed it and are not named, and layers named that did not change it."""
    for layer, step in touched.items():
        if layer not in written.supersedes:
            message = f"{what} was already changed by {layer} ({step.operation})"
            found = error("supersedes-needed", written.place, message, f"if that is meant, add 'supersedes: {layer}'")
            yield beside(found, step.place, f"the change by {layer}")
    for layer in written.supersedes:
        if layer not in touched:
            yield error("no-effect", written.place, f"'supersedes: {layer}' has no effect: {layer} did not change {what}")

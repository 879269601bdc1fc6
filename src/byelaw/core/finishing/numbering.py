"""Numbers of sections, tables, figures and steps. They are made here, once, as text, so that all outputs and links show the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from byelaw.core.blocks import Block, Document, Form
from byelaw.core.finishing.audit_results import check_labels
from byelaw.core.finishing.ways import steps_of
from byelaw.core.items import Audit, Pathway
from byelaw.core.tree import walk


@dataclass(slots=True)
class Numbers:
    """For one document, by block id: section numbers ("2.1"), labels of captioned tables and figures ("Table 1") and of steps ("Step 1").

    `within` gives for each block with an id the section it stands in (its id; empty before the first).
    """

    sections: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)
    tables: int = 0
    figures: int = 0


def number(document: Document) -> Numbers:
    """Return the numbers of the document's blocks in reading order."""
    numbers = Numbers()
    _number(document.blocks, "", "", numbers)
    return numbers


def _number(blocks: tuple[Block, ...], prefix: str, section: str, numbers: Numbers) -> None:
    count = 0
    for block in blocks:
        if block.form is Form.SECTION:
            count += 1
            here = f"{prefix}{count}"
            numbers.sections[block.id] = here
            numbers.within[block.id] = section
            _number(block.children, f"{here}.", block.id, numbers)
            continue
        if block.id:
            numbers.within[block.id] = section
        if block.caption:
            _label(block, numbers)
        if isinstance(block.item, Audit):
            numbers.labels.update(check_labels(block))
        if isinstance(block.item, Pathway):
            numbers.labels.update({step.id: f"Step {position}" for position, step in enumerate(steps_of(block), start=1)})
        _number(block.children, prefix, section, numbers)


def _label(block: Block, numbers: Numbers) -> None:
    if is_figure(block):
        numbers.figures += 1
        numbers.labels[block.id] = f"Figure {numbers.figures}"
    else:
        numbers.tables += 1
        numbers.labels[block.id] = f"Table {numbers.tables}"


def is_figure(block: Block) -> bool:
    """Tell whether a captioned block shows a picture and no table."""
    kinds = {node["t"] for child in (block, *block.children) for node in walk(list(child.nodes))}
    return "Image" in kinds and "Table" not in kinds


def depth(numbers: Mapping[str, str], section: str) -> int:
    """Return the section's level, 1 at the top."""
    return numbers[section].count(".") + 1

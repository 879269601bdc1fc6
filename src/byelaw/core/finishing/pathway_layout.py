"""The layout of a pathway: its picture, and below it the same in words, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from byelaw.core.blocks import Block, Form, Operation
from byelaw.core.finishing.settling import condition_words
from byelaw.core.finishing.ways import steps_of, ways_of
from byelaw.core.items import Part, Pathway, PathwayStep, StepKind, Way
from byelaw.core.names import BlockId, LayerId, anchor
from byelaw.core.pictures import PathwayPicture, PictureStep, PictureWay
from byelaw.core.tree import SPACE, Node, div, link, para, plain, stringify, strong, text, walk

if TYPE_CHECKING:
    from byelaw.core.finishing.layout import Layout

_LIST = (("role", "list"),)
_ENTRY = (("role", "listitem"),)


def laid_pathway(layout: Layout, holder: Block) -> list[Node]:
    """Return the pathway that the block holds, and note its picture among those to draw."""
    return _Pathway(layout, holder, {step.id: step for step in steps_of(holder)}, ways_of(holder)).nodes()


@dataclass(frozen=True, slots=True)
class _Pathway:
    """A pathway being laid out."""

    layout: Layout
    holder: Block
    steps: Mapping[BlockId, Block]
    ways: Mapping[BlockId, tuple[Way, ...]]

    def nodes(self) -> list[Node]:
        """Return the picture and the list."""
        intro = [node for child in self.holder.children if child.form is Form.PROSE for node in self.layout.text(child)]
        said = para(text("The same in words, step by step:"))
        return [div([*intro, self.figure(), said, *self.listed()], anchor(self.holder.id), ["pathway"])]

    def figure(self) -> Node:
        """Return the place of the picture."""
        picture = self.picture()
        source = f"media/pathway--{anchor(self.holder.id)}.svg"
        self.layout.pathways[source] = picture
        image = {"t": "Image", "c": [["", [], []], text(picture.summary), [source, ""]]}
        return {"t": "Figure", "c": [["", [], []], [None, [plain(text(picture.name))]], [plain([image])]]}

    def picture(self) -> PathwayPicture:
        """Return what the picture shows."""
        item = self.holder.item
        name, summary = (item.name, item.summary) if isinstance(item, Pathway) else ("", "")
        shown = tuple(self.shown(step, part) for part, step in _with_parts(self.holder.children, ""))
        ways = tuple(
            PictureWay(start, way.to, way.words) for start, leading in self.ways.items() for way in leading if way.to in self.steps
        )
        return PathwayPicture(name, summary or name, shown, ways)

    def shown(self, step: Block, part: str) -> PictureStep:
        """Return a step as the picture shows it."""
        reading_on = (node["c"][2][0] for child in _marked(step, "see") for node in walk(list(child.nodes)) if node["t"] == "Link")
        return PictureStep(
            id=step.id,
            number=list(self.steps).index(step.id) + 1,
            kind=_kind(step),
            label=stringify(step.title),
            href=next(reading_on, f"#{anchor(step.id)}"),
            who=", ".join(self.layout.who(step)),
            limit=" ".join(stringify(child.nodes) for child in _marked(step, "within")),
            part=part,
            local=self.whose(step),
            condition=condition_words(step.when, self.layout.declarations) if step.when is not None else "",
        )

    def whose(self, step: Block) -> str:
        """Return the name of the localisation whose step it is, or whose its label is, where that is another than the pathway's."""
        layer = _titled_by(step) if step.layer == self.holder.layer else step.layer
        return next((each.short for each in self.layout.edition.chain if each.id == layer != self.holder.layer), "")

    def listed(self) -> Iterator[Node]:
        """Yield the parts, and the steps that stand in none."""
        loose = [child for child in self.holder.children if isinstance(child.item, PathwayStep)]
        for child in self.holder.children:
            if isinstance(child.item, Part):
                yield self.part(child)
        yield from self.entries(loose)

    def part(self, part: Block) -> Node:
        """Return a part with its title, what introduces it, and its steps."""
        nodes = [div([para([strong(part.title)])], classes=["part-name"])]
        nodes += [node for child in part.children if child.form is Form.PROSE for node in self.layout.text(child)]
        nodes += self.entries([child for child in part.children if isinstance(child.item, PathwayStep)])
        return div(self.around(part, nodes), anchor(part.id), ["part"])

    def entries(self, steps: Iterable[Block]) -> list[Node]:
        """Return steps in a row as a list."""
        entries = [div(self.around(step, self.entry(step)), anchor(step.id), ["step"], _ENTRY) for step in steps]
        return [div(entries, classes=["steps"], pairs=_LIST)] if entries else []

    def around(self, block: Block, nodes: list[Node]) -> list[Node]:
        """Return a step or part with what all blocks may have: whose it is, where only it stands, and the notes beside it."""
        if block.layer != self.holder.layer:
            nodes = [self.layout.marked(block.layer, nodes)]
        if block.when is not None:
            nodes = [self.layout.condition(block, nodes)]
        return [*nodes, *self.layout.notes(block)]

    def entry(self, step: Block) -> list[Node]:
        """Return a step in words: all that the picture shows of it, and its text."""
        heading = div([para([strong([*text(f"{self.label(step.id)}:"), SPACE, *step.title])])], classes=["step-name"])
        if step.layer == self.holder.layer != _titled_by(step):
            heading = self.layout.marked(_titled_by(step), [heading])
        said = [node for child in step.children if not _is_marked(child) for node in self.layout.text(child)]
        limits = [node for child in _marked(step, "within") for node in self.layout.prose(child.nodes)]
        further = [node for child in _marked(step, "see") for node in self.layout.prose(child.nodes)]
        return [heading, *self.duty(step, [*said, *limits]), *self.onward(step), *further]

    def duty(self, step: Block, nodes: list[Node]) -> list[Node]:
        """Return a step's text with who does it and its sources: in the box of its strength, if it has one."""
        strength = self.layout.declarations.strengths.get(step.strength)
        if strength is not None:
            label = div([para(self.layout.label(step, strength.name))], classes=["statement-label"])
            return [div([label, *(nodes or [para(step.title)])], classes=["statement", step.strength])]
        who = [para(text(f"Who: {', '.join(self.layout.who(step))}"))] if step.who else []
        return [*who, *nodes, *self.layout.source_line(step)]

    def onward(self, step: Block) -> list[Node]:
        """Return where the step leads, where that is not plain from the order."""
        kind, ways = _kind(step), [way for way in self.ways[step.id] if way.to in self.steps]
        nodes = [para(text("The pathway starts here."))] if kind is StepKind.START else []
        if kind is StepKind.END:
            return [para(text("The pathway ends here."))]
        if len(ways) > 1 or any(way.words for way in ways):
            answers = [[plain(self.going(f"{way.words}: go to" if way.words else "Go to", way))] for way in ways]
            return [*nodes, {"t": "BulletList", "c": answers}]
        order = list(self.steps)
        elsewhere = [way for way in ways if order.index(BlockId(way.to)) != order.index(step.id) + 1]
        return [*nodes, *(para(self.going("Then go to", way)) for way in elsewhere)]

    def going(self, words: str, way: Way) -> list[Node]:
        """Return "Yes: go to step 3, Ring the warden." with the step as a link."""
        label = self.label(way.to)
        place = f"{label[:1].lower()}{label[1:]}, {stringify(self.steps[BlockId(way.to)].title)}"
        return [*text(words), SPACE, link(text(place), f"#{anchor(way.to)}"), *text("" if place.endswith("?") else ".")]

    def label(self, step: str) -> str:
        """Return "Step 3"."""
        return self.layout.numbers.labels[step]


def _with_parts(blocks: Iterable[Block], part: str) -> Iterator[tuple[str, Block]]:
    """Yield the steps in reading order, each with the title of the part that it stands in."""
    for block in blocks:
        if isinstance(block.item, PathwayStep):
            yield part, block
        yield from _with_parts(block.children, stringify(block.title) if isinstance(block.item, Part) else part)


def _titled_by(step: Block) -> LayerId:
    """Return who gave the step its label: the last to retitle it, else who wrote it."""
    return next((each.layer for each in reversed(step.origin) if each.operation is Operation.RETITLE), step.layer)


def _marked(step: Block, mark: str) -> list[Block]:
    return [child for child in step.children if mark in child.classes]


def _is_marked(child: Block) -> bool:
    return "within" in child.classes or "see" in child.classes


def _kind(step: Block) -> StepKind:
    return step.item.kind if isinstance(step.item, PathwayStep) else StepKind.ACTION

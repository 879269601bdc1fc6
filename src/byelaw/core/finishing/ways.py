"""The ways of a pathway: where each step leads once it is known which steps this edition has, and what is wrong with them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from byelaw.core.blocks import Block, every_block, map_blocks
from byelaw.core.items import Pathway, PathwayStep, StepKind, Way
from byelaw.core.merging.targets import meant
from byelaw.core.names import BlockId, LayerId, near
from byelaw.core.problems import Problem, beside, error, warning

MOST_STEPS = 60
"""A picture of more can't be read; nor can a list."""

_FEWEST_WAYS = 2


@dataclass(frozen=True, slots=True)
class Onward:
    """What is read instead of a block that a layer left out, as that layer wrote it."""

    instead: str
    layer: LayerId


def steps_of(holder: Block) -> tuple[Block, ...]:
    """Return the steps of a pathway in reading order, across its parts."""
    return tuple(block for block in every_block(holder.children) if isinstance(block.item, PathwayStep))


def ways_of(holder: Block) -> Mapping[BlockId, tuple[Way, ...]]:
    """Return the ways on from each step: those it names, else one to the step after it; an end has none."""
    steps = steps_of(holder)
    return {step.id: _ways(step, after) for step, after in zip(steps, (*steps[1:], None), strict=True)}


def _ways(step: Block, after: Block | None) -> tuple[Way, ...]:
    item = step.item
    if not isinstance(item, PathwayStep) or item.ways or item.kind is StepKind.END or after is None:
        return item.ways if isinstance(item, PathwayStep) else ()
    return (Way("", after.id, step.place),)


def settle_ways(blocks: tuple[Block, ...], stays: Callable[[Block], bool], onward: Mapping[BlockId, Onward]) -> tuple[Block, ...]:
    """Return the blocks, omitted ones still among them, with every way of a pathway led to the full id of a step that stays.

    A way to a step that goes leads to what is read instead (`onward`), else to the next that stays. One that leads nowhere is left as it
    is, for `pathway_problems` to report.
    """

    def settled(block: Block) -> tuple[Block, ...]:
        return (_settled(block, stays, onward),) if isinstance(block.item, Pathway) else (block,)

    return map_blocks(blocks, settled) if any(isinstance(each.item, Pathway) for each in every_block(blocks)) else blocks


def _settled(holder: Block, stays: Callable[[Block], bool], onward: Mapping[BlockId, Onward]) -> Block:
    route = _Route({step.id: standing for step, standing in _standing(holder.children, stays)}, onward)

    def led(block: Block) -> tuple[Block, ...]:
        item = block.item
        if not isinstance(item, PathwayStep) or not item.ways:
            return (block,)
        ways = tuple(replace(way, to=route.follow(meant(way.to, block.layer, route.standing))) for way in item.ways)
        return (replace(block, item=replace(item, ways=ways)),)

    return replace(holder, children=map_blocks(holder.children, led))


def _standing(blocks: tuple[Block, ...], stays: Callable[[Block], bool]) -> Iterator[tuple[Block, bool]]:
    """Yield every step, with whether it and what it stands in stay."""
    for block in blocks:
        is_here = stays(block)
        if isinstance(block.item, PathwayStep):
            yield block, is_here
        for step, is_standing in _standing(block.children, stays):
            yield step, is_here and is_standing


@dataclass(frozen=True, slots=True)
class _Route:
    """The steps in reading order, with whether they stay, and what is read instead of those that go."""

    standing: Mapping[BlockId, bool]
    onward: Mapping[BlockId, Onward]

    def follow(self, to: BlockId) -> BlockId:
        """Return the step that a way really leads to; the id itself if nothing tells."""
        wanted, passed = to, set()
        while wanted in self.standing and not self.standing[wanted] and wanted not in passed:
            passed.add(wanted)
            wanted = self._instead(wanted) or self._after(wanted)
        return wanted if self.standing.get(wanted) else to

    def _instead(self, gone: BlockId) -> BlockId | None:
        onward = self.onward.get(gone)
        if onward is None or not onward.instead:
            return None
        found = meant(onward.instead.rpartition("#")[2], onward.layer, self.standing)
        return found if found in self.standing else None

    def _after(self, gone: BlockId) -> BlockId:
        order = list(self.standing)
        return next((each for each in order[order.index(gone) + 1 :] if self.standing[each]), gone)


def pathway_problems(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the pathways among the blocks.

    Reports `pathway-start`, `pathway-too-long`, `unknown-way`, `decision-ways`, `answers-alike`, `end-with-ways`, `step-unreached` and
    `no-way-out`.
    """
    for holder in every_block(blocks):
        if isinstance(holder.item, Pathway):
            yield from _problems(holder)


def _problems(holder: Block) -> Iterator[Problem]:
    steps, ways = {step.id: step for step in steps_of(holder)}, ways_of(holder)
    if len(steps) > MOST_STEPS:
        message = f"'{holder.id}' has {len(steps)} steps, and nobody can read a picture of more than {MOST_STEPS}"
        yield error("pathway-too-long", holder.place, message, "make two pathways of it, with a link from one to the other")
        return
    yield from _starts(holder, steps)
    unled = [problem for step in steps.values() for problem in _own_ways(step, steps)]
    yield from unled or _reach(steps, ways)


def _starts(holder: Block, steps: Mapping[BlockId, Block]) -> Iterator[Problem]:
    starts = [step for step in steps.values() if _kind(step) is StepKind.START]
    if not starts:
        place = next(iter(steps.values()), holder).place
        yield error("pathway-start", place, f"no step of '{holder.id}' is its start", "add `kind: start` to the step it begins with")
    for other in starts[1:]:
        found = error(
            "pathway-start", other.place, f"'{other.id}' is a second start of '{holder.id}'", "take `kind: start` from one of them"
        )
        yield beside(found, starts[0].place, f"'{starts[0].id}' is the first")


def _own_ways(step: Block, steps: Mapping[BlockId, Block]) -> Iterator[Problem]:
    ways, kind = step.item.ways if isinstance(step.item, PathwayStep) else (), _kind(step)
    for way in ways:
        if way.to not in steps:
            closest = near(way.to, steps)
            named = "did you mean " + " or ".join(f"'{each}'" for each in closest) + "?"
            hint = named if closest else f"where it was left out, say what is read `instead`; steps here: {', '.join(steps)}"
            yield error("unknown-way", way.place, f"'{step.id}' leads to '{way.to}', which is no step of this pathway", hint)
    if kind is StepKind.DECISION and len(ways) < _FEWEST_WAYS:
        count = "one way" if ways else "no way"
        yield error("decision-ways", step.place, f"the decision '{step.id}' has {count} on", "name each answer and its step under `ways:`")
    if kind is StepKind.DECISION and len(ways) > 1 and len({way.to for way in ways}) == 1:
        hint = "lead each answer to its own step, or say what is read `instead` of a step that was left out"
        yield warning("answers-alike", step.place, f"every answer to '{step.id}' leads to '{ways[0].to}'", hint)
    if kind is StepKind.END and ways:
        yield error("end-with-ways", step.place, f"'{step.id}' is an end and leads on", "delete its `ways:`, or its `kind: end`")


def _reach(steps: Mapping[BlockId, Block], ways: Mapping[BlockId, tuple[Way, ...]]) -> Iterator[Problem]:
    onward = {name: {BlockId(way.to) for way in leading if way.to in steps} for name, leading in ways.items()}
    back = {name: {each for each, targets in onward.items() if name in targets} for name in steps}
    starts = {name for name, step in steps.items() if _kind(step) is StepKind.START}
    reached = _closure(starts, onward) if starts else set(steps)
    closing = _closure({name for name, step in steps.items() if _kind(step) is StepKind.END}, back)
    for name in (name for name in steps if name not in reached):
        hint = "lead a step to it under `ways:`, or leave it out"
        yield warning("step-unreached", steps[name].place, f"no way from the start leads to '{name}'", hint)
    trapped = [name for name in steps if name not in closing]
    for name in [name for name in trapped if not onward[name]] or trapped[:1]:
        hint = "lead it on under `ways:`, or add `kind: end` where the pathway ends"
        yield error("no-way-out", steps[name].place, f"whoever follows '{name}' never comes to an end", hint)


def _closure(start: set[BlockId], leads: Mapping[BlockId, set[BlockId]]) -> set[BlockId]:
    found, waiting = set(start), list(start)
    while waiting:
        new = leads[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found


def _kind(step: Block) -> StepKind:
    return step.item.kind if isinstance(step.item, PathwayStep) else StepKind.ACTION

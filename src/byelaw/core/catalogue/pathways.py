"""What can be wrong with a pathway: where it starts, where its ways lead, and whether they come to an end."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "pathway-start",
        "a pathway without a start, or with two",
        "A reader has to know where a pathway begins. In this edition none of its steps is marked as the start, or more than one is.",
        "Give one step `kind: start`.",
    ),
    Code(
        "pathway-too-long",
        "a pathway of too many steps",
        "Nobody can read a picture of so many steps, and nobody remembers such a list.",
        "Make two pathways of it, with a link from one to the other.",
    ),
    Code(
        "unknown-way",
        "a way to a step that is not in the pathway",
        "`ways:` names a step that the pathway does not have: the id is misspelt, or the step was left out and nothing comes after it.",
        "Correct the id; the hint shows the nearest. Where a step was left out, name what is read `instead`.",
    ),
    Code(
        "decision-ways",
        "a decision with fewer than two ways on",
        "A question leads to a different step for each answer. With one answer it is no decision.",
        "Name each answer and its step under `ways:`, or take out `kind: decision`.",
    ),
    Code(
        "answers-alike",
        "a decision whose answers all lead to the same step",
        "Whatever a reader answers, the same comes next: the question decides nothing. It can come of leaving out the step of an answer.",
        "Lead each answer to its own step. Where a step was left out, name what is read `instead`.",
        Severity.WARNING,
    ),
    Code(
        "end-with-ways",
        "an end that leads on",
        "A step marked as an end has `ways:`. Readers would not know whether to stop.",
        "Delete its `ways:`, or its `kind: end`.",
    ),
    Code(
        "step-unreached",
        "a step that no way leads to",
        "Nobody who follows the pathway from its start comes to this step.",
        "Lead another step to it under `ways:`, or leave it out.",
        Severity.WARNING,
    ),
    Code(
        "no-way-out",
        "a step from which the pathway never ends",
        "Whoever follows the ways from here goes round in a circle, or stops at a step that is not marked as an end.",
        "Lead it on under `ways:`, or give the last step `kind: end`.",
    ),
)

"""What the picture of a pathway shows, as values: its steps and the ways between them. Where they stand in it is the drawing's business."""

from dataclasses import dataclass

from byelaw.core.items import StepKind


@dataclass(frozen=True, slots=True)
class PictureStep:
    """A step as the picture shows it. `number` counts from 1 over all parts, as the list of steps does.

    `href` is where the step leads a reader on, in the published conventions: its first place to read on, else its entry in the list.
    `local` is the name of the localisation whose step it is, empty for the document's own; `condition` says where only it stands.
    """

    id: str
    number: int
    kind: StepKind
    label: str
    href: str
    who: str = ""
    limit: str = ""
    part: str = ""
    local: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class PictureWay:
    """A way from one step to another, by their ids, and the words on it."""

    start: str
    end: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class PathwayPicture:
    """A pathway to draw: its name, what the picture says to those who can't see it, its steps in reading order and all ways."""

    name: str
    summary: str
    steps: tuple[PictureStep, ...]
    ways: tuple[PictureWay, ...]

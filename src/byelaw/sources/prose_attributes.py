"""The attributes an author may write on a heading or a block, and nothing else."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from byelaw.core.conditions import Condition, read_condition
from byelaw.core.declarations import Lock
from byelaw.core.names import ID_LENGTH, is_id
from byelaw.sources.prose_reading import Reading, did_you_mean
from byelaw.sources.prose_tree import Attributes, Point

CALLOUTS = frozenset({"note", "tip", "important", "warning", "caution"})
CLASSES = CALLOUTS | {"card", "quote", "table"}


DATA = ("pathway", "form", "audit")
"""What a block may be filled with from a file of data."""


class Owner(StrEnum):
    """What the attributes stand on."""

    HEADING = "heading"
    BLOCK = "block"


_KEYS = {
    Owner.HEADING: frozenset({"when", "who", "source", "lock", "lang"}),
    Owner.BLOCK: frozenset({"when", "who", "source", "lock", "lang", "caption", "template", "records", *DATA}),
}


@dataclass(frozen=True, slots=True)
class Written:
    """The attributes read by their meaning; what could not be read is empty and was reported."""

    id: str = ""
    strength: str = ""
    classes: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    when: Condition | None = None
    lock: Lock | None = None
    language: str = ""
    caption: str = ""
    template: str = ""
    records: tuple[str, ...] = ()
    data: tuple[str, str] = ("", "")
    """The kind of data and its id that fill the block."""

    @property
    def kept_classes(self) -> tuple[str, ...]:
        """Return the classes that say how the block looks (`.table` only marks where the caption is)."""
        return tuple(name for name in self.classes if name != "table")


def is_block_name(name: str) -> bool:
    """Tell whether the name is an id, or the id of a named layer's block: `northern-counties:panel`."""
    layer, colon, own = name.rpartition(":")
    return is_id(own) and (not colon or is_id(layer))


def is_address(name: str) -> bool:
    """Tell whether the name is a block's, or a block's in a named document: `north:cross-border#north:lead-area`."""
    document, hash_sign, block = name.rpartition("#")
    return is_block_name(block) and (not hash_sign or is_block_name(document))


def read_attributes(found: Attributes, point: Point, owner: Owner, reading: Reading) -> Written:
    """Return the attributes by meaning. Reports wrong ids, and what is unknown, written twice or cannot be read."""
    _check_id(found.id, point, reading)
    _check_repeats(found, point, reading)
    known = dict(pair for pair in found.pairs if _is_known(pair[0], point, owner, reading))
    written = _with_classes(Written(id=found.id), found.classes, point, owner, reading)
    written = replace(
        written,
        who=_ids(known, "who", point, reading),
        sources=_ids(known, "source", point, reading),
        when=_condition(known, point, reading),
        lock=_lock(known, point, reading),
        language=known.get("lang", ""),
        caption=known.get("caption", ""),
    )
    written = _with_template(written, known, point, reading)
    return replace(written, data=_data(known, point, reading))


def _check_id(name: str, point: Point, reading: Reading) -> None:
    if name and not is_id(name):
        message = f"'{name[:60]}' is not an id: a-z, 0-9 and single hyphens, a letter first, at most {ID_LENGTH} characters"
        reading.report("prose-id-form", point, message)


def _check_repeats(found: Attributes, point: Point, reading: Reading) -> None:
    for key, count in Counter(key for key, _ in found.pairs).items():
        if count > 1:
            reading.report("prose-attribute", point, f"the attribute '{key}' is written {count} times")
    for name, count in Counter(found.classes).items():
        if count > 1:
            reading.report("prose-attribute", point, f"the class '.{name}' is written {count} times")


def _is_known(key: str, point: Point, owner: Owner, reading: Reading) -> bool:
    if key in _KEYS[owner]:
        return True
    reading.report("prose-attribute", point, f"a {owner} has no attribute '{key}'", did_you_mean(key, _KEYS[owner]))
    return False


def _with_classes(written: Written, names: tuple[str, ...], point: Point, owner: Owner, reading: Reading) -> Written:
    strengths = [name for name in dict.fromkeys(names) if name in reading.vocabulary.strengths]
    if len(strengths) > 1:
        reading.report("prose-attribute", point, f"a block has one strength, not {len(strengths)}: {', '.join(strengths)}")
    known = reading.vocabulary.strengths | CLASSES if owner is Owner.BLOCK else frozenset()
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            reading.report("prose-attribute", point, f"a {owner} has no class '.{name}'", hint)
    kept = tuple(name for name in names if name in CLASSES and owner is Owner.BLOCK)
    return replace(written, strength=strengths[0] if strengths and owner is Owner.BLOCK else "", classes=kept)


def _ids(known: dict[str, str], key: str, point: Point, reading: Reading) -> tuple[str, ...]:
    names = tuple(known.get(key, "").split())
    if key in known and not names:
        reading.report("prose-attribute", point, f"'{key}=' is empty")
    for name in names:
        if not is_block_name(name):
            reading.report("prose-attribute", point, f"'{name[:60]}' in '{key}=' is not an id", "put a space between ids")
    return tuple(name for name in names if is_block_name(name))


def _condition(known: dict[str, str], point: Point, reading: Reading) -> Condition | None:
    written = known.get("when")
    if written is None:
        return None
    condition = read_condition(written)
    if condition is None:
        hint = 'for example when="panel=yes", when="any panel=yes not age-line=12"'
        reading.report("prose-condition", point, f"'{written}' is not a condition", hint)
    return condition


def _lock(known: dict[str, str], point: Point, reading: Reading) -> Lock | None:
    written = known.get("lock")
    if written is None:
        return None
    if written not in {lock.value for lock in Lock}:
        reading.report("prose-attribute", point, f"'{written}' is not a lock", did_you_mean(written, (lock.value for lock in Lock)))
        return None
    return Lock(written)


def _data(known: dict[str, str], point: Point, reading: Reading) -> tuple[str, str]:
    named = [(kind, known[kind]) for kind in DATA if kind in known]
    if not named:
        return "", ""
    kind, name = named[0]
    if len(named) > 1 or "template" in known or not is_id(name):
        hint = f"::: {{#route {kind}=at-a-glance}}"
        reading.report("prose-template", point, "a block is filled with one thing, named by its id", hint)
        return "", ""
    return kind, name


def _with_template(written: Written, known: dict[str, str], point: Point, reading: Reading) -> Written:
    if "template" not in known and "records" not in known:
        return written
    template = known.get("template", "")
    records = tuple(known.get("records", "").split())
    if not is_id(template) or not records:
        hint = '::: {#id template=contact-cards records="contact:front-door"}'
        reading.report("prose-template", point, "a block made from records names its template and the records", hint)
    for name in records:
        kind, _, record = name.partition(":")
        if not is_id(kind) or (":" in name and not is_id(record)):
            reading.report(
                "prose-template",
                point,
                f"'{name[:60]}' does not name records",
                "write type:id, or a type for all of it",
            )
    return replace(written, template=template, records=records)

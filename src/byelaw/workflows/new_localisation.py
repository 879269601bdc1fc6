"""`byelaw new area` and `new localisation`: a localisation.yml with everything that its tier must decide, explained."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from byelaw.core.conditions import Condition
from byelaw.core.declarations import Declarations, Fact, FieldDeclaration, Record, Type, ValueDeclaration
from byelaw.core.editions import Edition
from byelaw.core.finishing.settling import Facts, verdict
from byelaw.core.names import FRAMEWORK, LayerId, is_id
from byelaw.core.problems import has_errors
from byelaw.sources.snapshot import take_snapshot
from byelaw.workflows.answers import AnswersError, Question
from byelaw.workflows.asking import Desk, unknown
from byelaw.workflows.writing import AlreadyThereError, Written, at_the_command, comment, listed, scalar, scalar_or_list, tried, write_new


@dataclass(frozen=True, slots=True)
class Beginning:
    """A localisation to begin: its id, its tier (empty: the lowest), and what it extends, as `extends:` writes it."""

    id: str
    parent: str
    tier: str = ""


def localisation_questions(desk: Desk, beginning: Beginning) -> tuple[Question, ...]:
    """Return what a new localisation is asked. Raises UnknownNameError, AnswersError and AlreadyThereError for what cannot begin."""
    parent, declared, rank = _place(desk, beginning)
    asked = [
        Question("name", "The full name.", required=True, reader="text"),
        Question("short", "The name as it is shown in tight places; without it, the full name.", label="Short name"),
        Question("owner", "The post that answers for every change; never a person's name.", required=True, reader="role"),
        Question("review", "When the changes must be reviewed.", required=True, example="2027-03-31", label="Review date", reader="date"),
    ]
    asked += [
        Question(f"fact:{each.id}", each.help or each.name, default=each.default, choices=each.choices, label=each.name)
        for each in _facts(parent, rank)
    ]
    asked += [Question(each.field.id, _value_help(each), example=each.field.example, asked=False) for each in _values(parent, rank)]
    for kind, record in _slots(parent, rank):
        fields = declared.record_types[kind].fields
        asked += [
            Question(f"{kind}:{record.id}.{each.id}", f"{_label(declared, kind, record)}, {each.name}. {record.help}", asked=False)
            for each in fields.values()
        ]
    return tuple(asked)


def parent_question(desk: Desk) -> Question:
    """Return the question what a localisation extends; a release of one is read with `@`."""
    known = (FRAMEWORK, *sorted(each for each in desk.merged.editions if each != FRAMEWORK))
    return Question("extends", "What it builds on: the framework, or a localisation.", required=True, choices=known)


def new_localisation(desk: Desk, beginning: Beginning, answers: Mapping[str, str]) -> Written:
    """Write localisations/<id>/localisation.yml; what has no answer stands in it as a comment to fill in."""
    parent, declared, rank = _place(desk, beginning)
    name = f"localisations/{beginning.id}/localisation.yml"
    text = "\n".join(_lines(beginning, parent, declared, rank, answers)) + "\n"
    _, problems = tried(desk, {name: text})
    if has_errors(problems):
        return Written((), at_the_command(problems, (name,), f"byelaw new {'localisation' if beginning.tier else 'area'} {beginning.id}"))
    files = write_new(desk.settings.root, {name: text})
    advice = (
        f"`byelaw list gaps --edition {beginning.id}` lists what is still to be set",
        f"`byelaw build --draft --edition {beginning.id}` shows it",
    )
    return Written(files, problems, advice)


def _place(desk: Desk, beginning: Beginning) -> tuple[Edition, Declarations, int]:
    """Return the parent's edition, the declarations, and the rank of the new localisation's tier."""
    if not is_id(beginning.id) or beginning.id == FRAMEWORK:
        message = f"'{beginning.id}' cannot be an id: use a-z, 0-9 and hyphens, a letter first"
        raise AnswersError(message)
    if (desk.settings.root / "localisations" / beginning.id).exists():
        message = f"localisations/{beginning.id} is there already; nothing was written"
        raise AlreadyThereError(message)
    parent = _parent(desk, beginning.parent)
    declared = parent.framework.declarations
    tiers = [tier.id for tier in declared.tiers]
    if beginning.tier and beginning.tier not in tiers:
        raise unknown(beginning.tier, "tier", tiers)
    return parent, declared, declared.tier_rank(beginning.tier or tiers[-1]) if tiers else 0


def _parent(desk: Desk, written: str) -> Edition:
    """Return the edition that is extended. A pinned parent is read as its working copy: what it must decide is the same or reported."""
    name, _, version = written.partition("@")
    edition = desk.edition(LayerId(name))
    if version:
        snapshot, _ = take_snapshot(desk.settings.root)
        versions = snapshot.folders_in(f"releases/{name}")
        if version not in versions:
            raise unknown(version, f"release of {name} called", versions)
    return edition


def _facts(parent: Edition, rank: int) -> Iterator[Fact]:
    declared = parent.framework.declarations
    lowest = len(declared.tiers)
    for fact in declared.facts.values():
        owner = declared.tier_rank(fact.set_by) if fact.set_by else lowest
        if owner <= rank and fact.id not in parent.facts:
            yield fact


def _values(parent: Edition, rank: int) -> Iterator[ValueDeclaration]:
    """Yield the values that belong to the tier or one above it and that nobody above has set."""
    declared = parent.framework.declarations
    for value in declared.values.values():
        owner = declared.tier_rank(value.set_by) if value.set_by else len(declared.tiers)
        if owner <= rank and value.field.id not in parent.assignments:
            yield value


def _slots(parent: Edition, rank: int) -> Iterator[tuple[str, Record]]:
    declared = parent.framework.declarations
    for (kind, _), record in sorted(parent.records.items()):
        if record.slot and declared.tier_rank(record.slot) <= rank:
            yield kind, record


def _lines(beginning: Beginning, parent: Edition, declared: Declarations, rank: int, answers: Mapping[str, str]) -> Iterator[str]:
    yield from _said("What is decided here. To set a line that starts with #, take the # away and put your own words for the example.", "")
    yield from _said("The lines under a record's name go with it. Lines that start with ## say what is meant.", "")
    yield f"name: {scalar(answers['name'])}"
    if answers.get("short"):
        yield f"short: {scalar(answers['short'])}"
    if beginning.tier:
        yield f"tier: {beginning.tier}"
    yield f"extends: {beginning.parent}"
    yield f"owner: {scalar(answers['owner'])}"
    yield f"review: {scalar(answers['review'])}"
    here = _facts_here(parent, rank, answers)
    values = (value for value in _values(parent, rank) if _is_asked_for(value.when, here) or answers.get(value.field.id))
    yield from _section("facts", [line for fact in _facts(parent, rank) for line in _fact_lines(fact, answers)])
    yield from _section("values", [line for value in values for line in _value_lines(value, answers)])
    yield from _section("records", list(_record_lines(parent, declared, rank, answers)))


def _facts_here(parent: Edition, rank: int, answers: Mapping[str, str]) -> Facts:
    """Return what is known of the new localisation: what stands above it, and what it answers."""
    own = {fact.id: answers.get(f"fact:{fact.id}") or fact.default for fact in _facts(parent, rank)}
    return Facts({**parent.facts, **own})


def _is_asked_for(when: Condition | None, here: Facts) -> bool:
    return verdict(when, here) is not False


def _section(name: str, lines: list[str]) -> list[str]:
    return [f"{name}:", *lines] if lines else []


def _fact_lines(fact: Fact, answers: Mapping[str, str]) -> Iterator[str]:
    yield from _said(f"{fact.name}: {' or '.join(fact.choices)}. {fact.help}", "  ")
    yield f"  {fact.id}: {answers.get(f'fact:{fact.id}') or fact.default}"


def _value_lines(value: ValueDeclaration, answers: Mapping[str, str]) -> Iterator[str]:
    yield from _said(_value_help(value), "  ")
    name, answer = value.field.id, answers.get(value.field.id, "")
    if answer:
        shown = scalar_or_list(answer) if value.field.type is Type.LIST else scalar(answer)
        yield f"  {name}: {shown}"
    else:
        yield f"  #{name}: {_sample(value.field)}"


def _said(text: str, indent: str) -> list[str]:
    """Return a text as a comment that stays one when the # of its line is taken away."""
    return [f"{indent}#{line}" for line in comment(text)]


_SAMPLES = {
    Type.INTEGER: "1",
    Type.MONEY: "£1.00",
    Type.LIMIT: "1 working day",
    Type.DATE: "2027-03-31",
    Type.EMAIL: "your-mailbox@example.org",
    Type.PHONE: "01632 960000",
    Type.URL: "https://example.org/your-page",
    Type.YES_NO: "yes",
}
"""What stands for a value or a field without an example, so that the line can be read as it is.

Words in square brackets, `your-mailbox` and `your-page` are reported as placeholders once the line counts.
"""


def _sample(field: FieldDeclaration) -> str:
    """Return an example of the field as YAML."""
    words = field.example or (field.choices[0] if field.choices else str(field.minimum or _SAMPLES.get(field.type, f"[{field.name}]")))
    return listed(words.split(", ")) if field.type is Type.LIST else scalar(words)


def _value_help(value: ValueDeclaration) -> str:
    need = "REQUIRED. " if value.field.required and value.default is None else ""
    rule = f"{str(value.direction).replace('-', ' ')} {value.default_written}. " if value.direction and value.default_written else ""
    default = "" if rule or not value.default_written else f"Without it: {value.default_written}. "
    only = f"Only where {value.when.written}. " if value.when is not None else ""
    choices = f"One of: {', '.join(value.field.choices)}. " if value.field.choices else ""
    return f"{need}{value.field.name}. {value.field.help} {rule[:1].upper()}{rule[1:]}{default}{only}{choices}".strip()


def _record_lines(parent: Edition, declared: Declarations, rank: int, answers: Mapping[str, str]) -> Iterator[str]:
    here, before = _facts_here(parent, rank, answers), ""
    for kind, record in _slots(parent, rank):
        fields = declared.record_types[kind].fields
        given = {name: answers.get(f"{kind}:{record.id}.{name}", "") for name in fields}
        if not any(given.values()) and not _is_asked_for(record.when, here):
            continue
        if kind != before:
            yield f"  {kind}:"
        before = kind
        only = f" Only where {record.when.written}." if record.when is not None else ""
        yield from _said(f"{_label(declared, kind, record)}. {record.help}{only}", "    ")
        yield f"    {'' if any(given.values()) else '#'}{record.id}:"
        yield from (_field_line(each, given[each.id], _label(declared, kind, record)) for each in fields.values())


def _field_line(field: FieldDeclaration, given: str, record: str) -> str:
    if given:
        return f"      {field.id}: {scalar(given)}"
    sample = scalar(record) if field.id == "name" and not field.example else _sample(field)
    return f"    #  {field.id}: {sample}   # {field.name}, {'required' if field.required else 'optional'}"


def _label(declared: Declarations, kind: str, record: Record) -> str:
    return str(record.fields.get(declared.record_types[kind].text, record.id))

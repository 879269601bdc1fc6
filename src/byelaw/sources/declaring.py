"""Make checked rows of the framework's YAML into declarations."""

from collections.abc import Mapping
from decimal import Decimal

from byelaw.core.conditions import Condition
from byelaw.core.declarations import (
    Checks,
    Content,
    Fact,
    Fate,
    FieldDeclaration,
    Kind,
    Lock,
    Record,
    RecordType,
    Reference,
    Strength,
    Term,
    Tier,
    Type,
    ValueDeclaration,
    Waiver,
)
from byelaw.core.limits import Direction
from byelaw.core.names import LayerId
from byelaw.core.problems import Problem, error
from byelaw.sources.schemas.checks import check_table, fault_problem, unknown_key
from byelaw.sources.schemas.contents import read_content, written
from byelaw.sources.schemas.framework_files import RESERVED_FIELDS, SLOT
from byelaw.sources.schemas.readers import Fault
from byelaw.sources.schemas.references import OURS
from byelaw.sources.schemas.rows import Row
from byelaw.sources.strict_yaml import Listing, Scalar, Table, YamlNode

YES_NO = ("yes", "no")


def tier(name: str, row: Row) -> Tier:
    """Return a tier."""
    return Tier(name, row.text("name", name))


def kind(name: str, row: Row) -> Kind:
    """Return a kind of document."""
    return Kind(name, row.text("name", name), row.text("plural", name), row.text("summary"))


def strength(name: str, row: Row) -> Strength:
    """Return a strength."""
    return Strength(name, row.text("name", name), row.text("meaning"), Lock(row.text("lock", "open")))


def fact(name: str, row: Row) -> tuple[Fact, tuple[Problem, ...]]:
    """Return a fact. Reports `missing-key` for a choice without choices and `not-one-of` for a default that is none of them."""
    choices = YES_NO if row.text("type") == "yes/no" else row.texts("choices")
    problems: list[Problem] = []
    if not choices:
        problems.append(error("missing-key", row.place, "'choices' is missing", "list what the fact may be: [10, 12]"))
    default = row.text("default", "no" if choices == YES_NO else "")
    if choices and default and default not in choices:
        message = f"'default' cannot be '{default}'"
        problems.append(error("not-one-of", row.place_of("default"), message, f"write one of: {', '.join(choices)}"))
    made = Fact(name, row.text("name", name), choices, default, row.place, row.text("set-by"), row.text("help"))
    return made, tuple(problems)


def field_declaration(name: str, row: Row) -> FieldDeclaration:
    """Return the type part of a value or of a record's field."""
    example = row.contents.get("example")
    return FieldDeclaration(
        id=name,
        name=row.text("name", name),
        type=Type(row.text("type", "text")),
        required=row.yes("required"),
        choices=row.texts("choices"),
        minimum=row.get("min", Decimal),
        maximum=row.get("max", Decimal),
        help=row.text("help"),
        example=written(example) if isinstance(example, Scalar | Listing) else row.text("example"),
    )


def value(name: str, row: Row) -> tuple[ValueDeclaration, tuple[Problem, ...]]:
    """Return a declared value with its default read by its type."""
    declared = field_declaration(name, row)
    node = row.contents.get("default")
    default, problems = _typed(node, declared, "'default'") if isinstance(node, Scalar | Listing) else (None, ())
    direction = row.text("limit")
    made = ValueDeclaration(
        field=declared,
        place=row.place,
        default=default,
        default_written=written(node) if isinstance(node, Scalar | Listing) else "",
        direction=Direction(direction) if direction else None,
        anchor=row.text("anchor"),
        set_by=row.text("set-by"),
        when=row.get("when", Condition),
        source=row.text("source"),
    )
    return made, (*problems, *_value_problems(declared, row))


def _value_problems(declared: FieldDeclaration, row: Row) -> tuple[Problem, ...]:
    needs = {Type.LIMIT: ("limit", "anchor"), Type.CHOICE: ("choices",)}.get(declared.type, ())
    missing = [key for key in needs if key not in row.places]
    hint = f"a value of type {declared.type} needs it"
    return tuple(error("missing-key", row.place, f"'{key}' is missing", hint) for key in missing)


def record_type(name: str, row: Row) -> tuple[RecordType, tuple[Problem, ...]]:
    """Return a table of records with its rows read by their fields' types."""
    fields = {field: field_declaration(field, each) for field, each in row.rows("fields").items()}
    problems: list[Problem] = []
    for field in RESERVED_FIELDS & fields.keys():
        place = row.rows("fields")[field].place
        problems.append(error("reserved-field", place, f"no field may be called '{field}'", "choose another name"))
    text = row.text("text")
    if text and text not in fields:
        message = f"'text' names no field: '{text}'"
        problems.append(error("unknown-key", row.place_of("text"), message, f"one of: {', '.join(fields)}"))
    records: dict[str, Record] = {}
    for each, node in row.rows("records").items():
        records[each], found = _declared_record(name, each, node, fields)
        problems.extend(found)
    names = (row.text("name", name), row.text("plural", name), text)
    return RecordType(name, *names, fields, records, row.place, row.text("summary")), tuple(problems)


def _declared_record(
    type_id: str, name: str, node: YamlNode | Row, fields: Mapping[str, FieldDeclaration]
) -> tuple[Record, tuple[Problem, ...]]:
    if not isinstance(node, Table):
        return Record(type_id, name, {}, {}, node.place), ()
    if any(key.text == "slot" for key, _ in node.entries):
        return _slot(type_id, name, node)
    return record(type_id, name, node, fields)


def _slot(type_id: str, name: str, node: Table) -> tuple[Record, tuple[Problem, ...]]:
    row, problems = check_table(node, SLOT)
    label = row.text("name", name)
    when = row.get("when", Condition)
    made = Record(type_id, name, {"name": label}, {"name": label}, row.place, row.text("slot"), when, row.text("help"))
    return made, problems


def record(
    type_id: str, name: str, node: Table, fields: Mapping[str, FieldDeclaration], beside: Mapping[str, object] | None = None
) -> tuple[Record, tuple[Problem, ...]]:
    """Return a record with its fields read by their types. `beside` are further keys that may stand in it and are no fields."""
    contents: dict[str, Content] = {}
    as_written: dict[str, str] = {}
    problems: list[Problem] = []
    allowed = {**fields, **(beside or {})}
    for key, item in node.entries:
        if key.text not in allowed:
            problems.append(unknown_key(key.text, key.place, allowed))
        elif key.text in fields:
            content, found = _typed(item, fields[key.text], f"'{key.text}'")
            problems.extend(found)
            if content is not None:
                contents[key.text] = content
                as_written[key.text] = written(item)
    missing = [each for each in fields.values() if each.required and each.id not in {key.text for key, _ in node.entries}]
    problems.extend(
        error("missing-key", node.place, f"'{each.id}' is missing", each.help or f"every {type_id} has one: {each.name}")
        for each in missing
    )
    return Record(type_id, name, contents, as_written, node.place), tuple(problems)


def _typed(node: YamlNode, declared: FieldDeclaration, subject: str) -> tuple[Content | None, tuple[Problem, ...]]:
    content = read_content(node, declared)
    if isinstance(content, Fault):
        return None, (fault_problem(content, subject, node.place),)
    return content, ()


def term_forms(row: Row) -> dict[str, str]:
    """Return the forms of a term that are written."""
    return {form: row.text(form) for form in ("singular", "plural", "short") if row.text(form)}


def term(name: str, row: Row) -> Term:
    """Return a term."""
    return Term(name, term_forms(row), row.text("definition"), row.place, row.text("source"), row.texts("avoid"))


def reference(name: str, row: Row) -> Reference:
    """Return a reference as CSL variables."""
    csl = {key: _csl(content) for key, content in row.contents.items() if key not in OURS}
    return Reference(name, {"id": name, **csl}, row.place, row.day("withdrawn"), row.text("replaced-by"))


def _csl(content: object) -> object:
    if isinstance(content, tuple):
        return [dict(each.contents) for each in content if isinstance(each, Row)]
    return content


def fate(address: str, row: Row) -> tuple[Fate, tuple[Problem, ...]]:
    """Return what became of an id. Reports `fate-unclear` unless it either became something or is retired."""
    made = Fate(address, row.texts("became"), row.text("because"), row.place, row.yes("retired"))
    if bool(made.became) is made.retired:
        message = f"'{address}' must have either `became:` or `retired: yes`"
        return made, (error("fate-unclear", row.place, message, "say what took its place, or that nothing did"),)
    return made, ()


def waiver(row: Row, layer: LayerId, own: str) -> Waiver | None:
    """Return an exception of the layer; None when it lacks its date or its code."""
    until = row.day("until")
    if until is None or not row.text("code") or not row.text("at"):
        return None
    texts = (row.text("code"), row.text("at"), row.text("because"), row.text("by"))
    return Waiver(*texts, until, layer, row.place, row.text("for", own))


def checks(row: Row | None) -> Checks:
    """Return what the checks of content need to know."""
    if row is None:
        return Checks()
    return Checks(
        placeholders=row.texts("placeholders"),
        acronyms=row.texts("acronyms"),
        discouraged=words(row, "discouraged"),
        withdrawn=words(row, "withdrawn"),
        is_fictional=row.yes("fictional"),
        public=row.texts("public"),
        names=row.texts("names"),
        longest_sentence=row.get("longest-sentence", int) or Checks().longest_sentence,
        reading_level=row.get("reading-level", int) or Checks().reading_level,
    )


def words(row: Row, key: str) -> dict[str, str]:
    """Return a table of words, each with what to say instead; empty where it does not say."""
    return {word: node.text if isinstance(node, Scalar) else "" for word, node in row.rows(key).items()}

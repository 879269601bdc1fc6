"""Check YAML nodes against a rule and read them.

Cerberus checks one table at a time and items are walked here: it is quadratic on lists with errors.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import cerberus

from byelaw.core.names import near
from byelaw.core.problems import Place, Problem, error
from byelaw.sources.schemas.readers import READERS, Fault
from byelaw.sources.schemas.rows import Row
from byelaw.sources.schemas.rules import Rule
from byelaw.sources.strict_yaml import Listing, Scalar, Table, YamlNode

_NODES = (Scalar, Listing, Table)
MOST_HINTS = 100
MOST_PROBLEMS = 500
Item = TypeVar("Item")


class _Checker(cerberus.Validator):  # type: ignore[misc]  # Cerberus has no annotations
    """Cerberus over YAML nodes: what a reader could not read is a Fault, which is no content."""

    types_mapping = cerberus.Validator.types_mapping | {
        "scalar": cerberus.TypeDefinition("scalar", (Scalar,), ()),
        "listing": cerberus.TypeDefinition("listing", (Listing,), ()),
        "table": cerberus.TypeDefinition("table", (Table,), ()),
        "content": cerberus.TypeDefinition("content", (object,), (Fault, *_NODES)),
    }


def check(node: YamlNode, rule: Rule) -> tuple[Any, tuple[Problem, ...]]:
    """Return the content of a node (a Row, a tuple, a typed text, or the node itself where the rule is raw).

    None where nothing could be made of it. Reports `unknown-key`, `missing-key`, `wrong-shape` and what the readers report.
    """
    problems: list[Problem] = []
    content = _content(node, rule, "this", problems)
    return content, tuple(problems)


def check_table(node: YamlNode, rule: Rule) -> tuple[Row, tuple[Problem, ...]]:
    """Return the Row of a node under a `table` rule; an empty one where the node is something else."""
    content, problems = check(node, rule)
    return (content if isinstance(content, Row) else Row(node.place, {}, {})), problems


def check_entries(node: YamlNode, rule: Rule) -> tuple[Mapping[str, Row], tuple[Problem, ...]]:
    """Return the Rows of a node under an `entries` rule, by name."""
    content, problems = check(node, rule)
    return (content.contents if isinstance(content, Row) else {}), problems


def fault_problem(fault: Fault, subject: str, place: Place) -> Problem:
    """Return the problem of a node that could not be read."""
    return error(fault.code, fault.place or place, f"{subject} {fault.message}", fault.hint)


def _content(node: YamlNode, rule: Rule, subject: str, problems: list[Problem]) -> Any:  # noqa: ANN401 - see `check`
    meta = rule["meta"]
    node = _as_container(node, rule)
    if "reader" in meta:
        return _scalar(node, rule, subject, problems)
    if not _is_of_type(node, rule["type"]):
        problems.append(error("wrong-shape", node.place, f"{subject} must be {_shape(rule)}", meta["about"]))
        return None
    if "raw" in meta:
        return node
    if isinstance(node, Table):
        return _row(node, rule, problems) if "fields" in meta else _entries(node, rule, problems)
    return _items(node, rule, subject, problems)


def _is_of_type(node: YamlNode, types: str | list[str]) -> bool:
    names = {Scalar: "scalar", Listing: "listing", Table: "table"}
    return names[type(node)] in ([types] if isinstance(types, str) else types)


def _scalar(node: YamlNode, rule: Rule, subject: str, problems: list[Problem]) -> Any:  # noqa: ANN401 - see `check`
    content = READERS[rule["meta"]["reader"]](node)
    fault = content if isinstance(content, Fault) else _not_allowed(content, rule)
    if fault is None:
        return content
    problems.append(fault_problem(fault, subject, node.place))
    return None


def _not_allowed(content: object, rule: Rule) -> Fault | None:
    allowed = rule.get("allowed")
    return None if allowed is None or content in allowed else _unallowed(str(content), allowed)


def _items(node: Scalar | Listing, rule: Rule, subject: str, problems: list[Problem]) -> tuple[Any, ...]:
    nodes = node.items if isinstance(node, Listing) else (node,)
    if "single" in rule["meta"] and not nodes:
        problems.append(error("empty-value", node.place, f"{subject} is an empty list", "write at least one item, or delete the line"))
    contents = (_content(item, rule["meta"]["item"], f"an item of {subject}", problems) for item in until_too_many(nodes, problems))
    return tuple(content for content in contents if content is not None)


def _entries(node: Table, rule: Rule, problems: list[Problem]) -> Row:
    result: dict[str, Any] = {}
    for key, value in until_too_many(node.entries, problems):
        name = READERS[rule["meta"]["keys"]](key)
        if isinstance(name, Fault):
            problems.append(fault_problem(name, "this", key.place))
            continue
        content = _content(value, rule["meta"]["item"], f"'{key.text}'", problems)
        if content is not None:
            result[key.text] = _at(content, key.place)
    return Row(node.place, result, {key.text: key.place for key, _ in node.entries})


def _at(content: Any, place: Place) -> Any:  # noqa: ANN401 - see `check`
    """Return a row in a table of rows as standing where its name stands."""
    return Row(place, content.contents, content.places) if isinstance(content, Row) else content


def _row(node: Table, rule: Rule, problems: list[Problem]) -> Row:
    fields: Mapping[str, Rule] = rule["meta"]["fields"]
    written = {key.text: (key, _as_container(value, fields.get(key.text))) for key, value in node.entries}
    problems.extend(_unknown_keys(node, fields))
    checker = _checker(_Identity(fields))
    # Normalising would hash the whole schema once for each of its fields, so texts are read before, not by `coerce`.
    checker.validate({name: _read(value, fields[name]) for name, (_, value) in written.items() if name in fields}, normalize=False)
    findings = checker._errors  # noqa: SLF001 - the typed errors have no public name
    problems.extend(_problem(finding, node, written, fields) for finding in findings)
    wrong = {finding.field for finding in findings}
    contents: dict[str, Any] = {}
    for key, value in checker.document.items():
        if key not in wrong:
            is_read = "reader" in fields[key]["meta"]
            content = value if is_read else _content(value, fields[key], f"'{key}'", problems)
            contents |= {key: content} if content is not None else {}
    return Row(node.place, contents, {name: key.place for name, (key, _) in written.items()})


def _read(node: YamlNode, rule: Rule) -> object:
    """Return the content of a text, or a Fault; other nodes as they are."""
    reader = rule["meta"].get("reader")
    return READERS[reader](node) if reader else node


def _unknown_keys(node: Table, fields: Mapping[str, Rule]) -> Iterator[Problem]:
    """Yield the unknown keys, the first ones with a hint; Cerberus never sees them, as it is quadratic on them too."""
    strangers = [key for key, _ in node.entries if key.text not in fields]
    for key in strangers[:MOST_HINTS]:
        yield unknown_key(key.text, key.place, fields)
    for key in strangers[MOST_HINTS:]:
        yield error("unknown-key", key.place, f"'{key.text}' may not stand here")


def _as_container(node: YamlNode, rule: Rule | None) -> YamlNode:
    """Return nothing after a colon as an empty table or list where one is expected."""
    if rule is None or not isinstance(node, Scalar) or node.text or not node.plain or "scalar" in rule["type"]:
        return node
    if rule["type"] == "listing":
        return Listing((), node.place)
    return Table((), node.place) if rule["type"] == "table" else node


class _Identity:
    """A schema as a key of the cache: the same declaration, not an equal one."""

    def __init__(self, fields: Mapping[str, Rule]) -> None:
        self.fields = fields

    def __hash__(self) -> int:
        return id(self.fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.fields is other.fields


@lru_cache(maxsize=256)
def _checker(schema: _Identity) -> _Checker:
    """Return the Cerberus validator of a table; it hashes its rules, so it gets none of the words in `meta`."""
    return _Checker({key: {name: part for name, part in rule.items() if name != "meta"} for key, rule in schema.fields.items()})


def _problem(
    finding: cerberus.errors.ValidationError,
    node: Table,
    written: Mapping[str, tuple[Scalar, YamlNode]],
    fields: Mapping[str, Rule],
) -> Problem:
    key = str(finding.field)
    about = fields[key]["meta"]["about"]
    if finding.code == cerberus.errors.REQUIRED_FIELD.code:
        return error("missing-key", node.place, f"'{key}' is missing", about)
    place = written[key][1].place
    if isinstance(finding.value, Fault):
        return fault_problem(finding.value, f"'{key}'", place)
    if finding.code == cerberus.errors.UNALLOWED_VALUE.code:
        return fault_problem(_unallowed(str(finding.value), finding.constraint), f"'{key}'", place)
    return error("wrong-shape", place, f"'{key}' must be {_shape(fields[key])}", about)


def _shape(rule: Rule) -> str:
    shapes = {"table": "a table (`name: text` lines)", "listing": "a list"}
    return shapes.get(str(rule["type"]), "text or a list")


def until_too_many(items: Iterable[Item], problems: Sequence[Problem]) -> Iterator[Item]:
    """Yield the items until far more problems are known than anyone is shown, so that a broken file takes no longer than a good one."""
    for item in items:
        if len(problems) > MOST_PROBLEMS:
            return
        yield item


def unknown_key(key: str, place: Place, known: Mapping[str, object]) -> Problem:
    """Return the problem of a key that may not stand here, with the near ones."""
    close = near(key, known)
    hint = f"did you mean '{close[0]}'?" if close else f"one of: {', '.join(known)}"
    return error("unknown-key", place, f"'{key}' may not stand here", hint)


def _unallowed(written: str, allowed: list[str]) -> Fault:
    close = near(written, allowed)
    hint = f"did you mean '{close[0]}'?" if close else f"write one of: {', '.join(allowed)}"
    return Fault("not-one-of", f"cannot be '{written}'", hint)

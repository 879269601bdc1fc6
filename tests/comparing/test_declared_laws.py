"""Laws of what is declared: the changes applied to the old give the new, reverted they give the old, and nothing else is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byelaw.core.comparing.changes import Change, DocumentChange, RuleChange, SharedChange, TextChange
from byelaw.core.comparing.compare import Comparison, compare
from comparing.conftest import side
from project_builder import PLOTS, Builder, Files, declared, plots

Register: TypeAlias = dict[tuple[str, str, str], str]
"""By kind, name, and what is said of it: the words. What is there without words of its own says that it is there."""

LINES = {"a": "Wait {{ a }}.", "b": "Then {{ b }}.", "hub": "Ring {{ contact.hub.phone }}.", "bed": "Dig the [](term:bed)."}
WORD = st.sampled_from(["Ash", "Birch", "Cedar"])


@dataclass(frozen=True, slots=True)
class Declared:
    """What a project declares: limits by name as days, help and the event; a contact; a term; a reference; what is said of the edition."""

    limits: Mapping[str, tuple[int, str, str]]
    contact: tuple[str, str] | None
    term: tuple[str, str] | None
    reference: str
    owner: str
    summary: str
    must: str

    def files(self) -> tuple[Files, ...]:
        """Return it as files, with text that shows it."""
        values = "".join(
            f"{name}: {{type: limit, name: Limit {name}, limit: at-most, anchor: {event}, default: {days} days, help: {words}}}\n"
            for name, (days, words, event) in self.limits.items()
        )
        record = f"\n  hub: {{name: {self.contact[0]}, phone: '{self.contact[1]}'}}" if self.contact else " {}"
        fields = "fields:\n  name: {type: text, name: Name, required: yes}\n  phone: {type: phone, name: Phone}\n"
        term = f"bed: {{singular: {self.term[0]} bed, plural: {self.term[0]} beds, definition: {self.term[1]}}}\n" if self.term else ""
        known = {**self.limits, **({"hub": 1} if self.contact else {}), **({"bed": 1} if self.term else {})}
        text = "\n\n".join(f"## {name} {{#at-{name}}}\n\n{line}" for name, line in LINES.items() if name in known)
        return (
            {
                "framework/values.yml": values,
                "framework/records/contact.yml": f"name: Contact\nplural: Contacts\ntext: name\n{fields}records:{record}\n",
                "framework/glossary.yml": term,
                "framework/references.yml": f"act: {{type: legislation, title: An act, title-short: {self.reference}}}\n",
            },
            plots(f"{PLOTS}\n{text}\n"),
            declared(
                ("owner: Council board", f"owner: {self.owner}\nsummary: {self.summary}"),
                ("meaning: A duty.", f"meaning: {self.must}"),
            ),
        )

    def register(self) -> Register:
        """Return what is to be told of it."""
        found: Register = {}
        for name, (days, words, event) in self.limits.items():
            found["time limit", name, ""] = f"{days} days"
            found["time limit", name, "help"] = words
            found["time limit", name, "event"] = {"applied": "the application", "offered": "the offer"}[event]
        if self.contact:
            found["record", "contact:hub", "Name"], found["record", "contact:hub", "Phone"] = self.contact
        if self.term:
            found["term", "bed", "forms"] = f"{self.term[0]} bed; {self.term[0]} beds"
            found["term", "bed", "definition"] = self.term[1]
        found["reference", "act", ""] = f"{self.reference}, in full."
        found["metadata", "", "owner"], found["metadata", "", "summary"] = self.owner, self.summary
        found["strength", "strength:must", "meaning"] = self.must
        return found


LIMIT = st.tuples(st.integers(2, 9), WORD, st.sampled_from(["applied", "offered"]))
PROJECTS = st.builds(
    Declared,
    limits=st.dictionaries(st.sampled_from("ab"), LIMIT),
    contact=st.none() | st.tuples(WORD, st.sampled_from(["01632 960101", "01632 960102"])),
    term=st.none() | st.tuples(st.sampled_from(["raised", "sunken"]), WORD),
    reference=WORD,
    owner=WORD,
    summary=WORD,
    must=WORD,
)


def told(changes: tuple[Change, ...]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Return the old and the new words of each change of what is declared, by what they are said of."""
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for each in changes:
        if isinstance(each, DocumentChange) and not each.about.spot.document:
            found["metadata", "", each.what] = each.old, each.new
        elif isinstance(each, SharedChange) and each.kind.value == "record":
            for field in ("Name", "Phone"):
                words = [_field(said, field) for said in (each.old, each.new)]
                if words != ["", ""]:
                    found["record", each.name, field] = words[0], words[1]
        elif isinstance(each, SharedChange) and each.kind.value == "term":
            what = "forms" if "bed" in f"{each.old}{each.new}" else "definition"
            found["term", each.name, what] = each.old, each.new
        elif isinstance(each, SharedChange):
            kind = "time limit" if each.kind.value == "value" else each.kind.value
            assert (kind, each.name, each.what) not in found
            found[kind, each.name, each.what] = each.old, each.new
    return found


def _field(said: str, field: str) -> str:
    return next((part.removeprefix(f"{field}: ") for part in said.split("; ") if part.startswith(f"{field}: ")), "")


def known_of_both(register: Register, other: Register) -> Register:
    """Return a register with what comes or goes whole as one thing: that of which it is said is told, and not each thing said."""
    own, others = ({(kind, name) for kind, name, _ in each} for each in (register, other))
    whole = {"time limit": "", "term": "forms"}
    return {key: words for key, words in register.items() if key[:2] in own & others or key[0] == "record" or key[2] == whole.get(key[0])}


def applied(register: Register, changes: Mapping[tuple[str, str, str], tuple[str, str]]) -> Register:
    """Return a register with the changes made in it, each of which must find what it changes."""
    result = dict(register)
    for key, (before, after) in changes.items():
        assert before != after
        assert result.pop(key, "") == before, key
        if after:
            result[key] = after
    return result


def comparing(allotments: Builder, old: Declared, new: Declared) -> Comparison:
    before, after = (side(allotments(*each.files()), "framework") for each in (old, new))
    return compare(before, after)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROJECTS, PROJECTS)
def test_changes_of_what_is_declared_make_the_new_of_the_old_and_the_old_of_the_new(
    allotments: Builder, old: Declared, new: Declared
) -> None:
    found = told(comparing(allotments, old, new).changes)
    before, after = known_of_both(old.register(), new.register()), known_of_both(new.register(), old.register())
    assert applied(before, found) == after
    assert applied(after, {key: (new_words, old_words) for key, (old_words, new_words) in found.items()}) == before


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROJECTS, PROJECTS)
def test_the_other_way_round_the_same_is_told_the_other_way_round(allotments: Builder, old: Declared, new: Declared) -> None:
    there, back = (told(comparing(allotments, *pair).changes) for pair in ((old, new), (new, old)))
    assert there == {key: (after, before) for key, (before, after) in back.items()}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROJECTS, PROJECTS)
def test_text_that_only_shows_what_is_declared_is_not_told_again(allotments: Builder, old: Declared, new: Declared) -> None:
    changes = comparing(allotments, old, new).changes
    came_or_went = {f"at-{name}" for name in LINES} - {f"at-{name}" for name in ("a", "b") if name in old.limits and name in new.limits}
    came_or_went -= {"at-hub"} if old.contact and new.contact else set()
    came_or_went -= {"at-bed"} if old.term and new.term else set()
    texts = [each for each in changes if isinstance(each, TextChange | RuleChange) and each.about.weight.value != "number only"]
    assert {each.about.spot.block for each in texts} <= came_or_went

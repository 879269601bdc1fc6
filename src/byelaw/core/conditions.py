"""Conditions: tests of declared facts, joined by all or any. They never ask which tier they are in, and there are no expressions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Test:
    """One test: the fact has the value (or, negated, has not)."""

    fact: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests of which all, or any, must hold. `written` is the author's text, for messages."""

    tests: tuple[Test, ...]
    any_of: bool = False
    written: str = ""


def read_condition(written: str) -> Condition | None:
    """Read `panel=yes age-line=12`, `any panel=yes not scheme=four`; None when the text is not a condition."""
    words = written.split()
    any_of = bool(words) and words[0] == "any"
    if words and words[0] in {"any", "all"}:
        words = words[1:]
    tests: list[Test] = []
    negated = False
    for word in words:
        if word == "not" and not negated:
            negated = True
            continue
        fact, equals, value = word.partition("=")
        if not (fact and equals and value) or "=" in value:
            return None
        tests.append(Test(fact, value, negated))
        negated = False
    return None if negated or not tests else Condition(tuple(tests), any_of, written)

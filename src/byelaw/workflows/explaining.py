"""The words of an explanation: one part a function, each a few lines that a person reads from top to bottom."""

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

WIDTH = 100
DONE = {
    "replace": "replaced",
    "insert": "added",
    "omit": "left out",
    "note": "given a note",
    "retitle": "retitled",
    "move": "moved",
    "lock": "locked",
    "order": "re-ordered",
    "add": "added as a document",
    "withdraw": "withdrawn",
}


def explanation(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of an explanation (what `explain` and `explain_code` return)."""
    if facts["kind"] == "code":
        yield from _code(facts)
        return
    yield f"{facts['subject']} in {facts['edition']}, as of {facts['as-of']}"
    yield ""
    match facts["kind"]:
        case "value":
            yield from _value(facts, "")
        case "record":
            yield from _record(facts, "")
        case "fact":
            yield from _fact(facts)
        case "term":
            yield from _term(facts)
        case _:
            yield from _block(facts)
    if facts.get("used-in"):
        yield f"Used in: {', '.join(facts['used-in'])}"


def where(place: Mapping[str, Any] | None) -> str:
    """Return a place as `file:line`."""
    if place is None:
        return "nowhere"
    return f"{place['file']}:{place['line']}" if place["line"] else str(place["file"])


def _code(facts: Mapping[str, Any]) -> Iterator[str]:
    yield f"{facts['code']} ({facts['severity']}): {facts['title']}"
    yield ""
    yield from wrap(facts["cause"], WIDTH)
    yield ""
    yield from wrap(f"What to do: {facts['remedy']}", WIDTH)


def _block(facts: Mapping[str, Any]) -> Iterator[str]:
    if "why" in facts:
        yield from wrap(f"Not in this edition ({facts['standing']}): {facts['why']}", WIDTH)
        yield f"  decided at {where(facts['where'])}"
    else:
        yield from _standing(facts)
    yield from _above(facts)
    yield from _steps("Changes:", facts.get("steps", ()))
    yield from _steps("Changes inside:", facts.get("inside", ()))
    yield from _steps("Notes beside:", facts.get("notes", ()))
    yield from _used(facts)
    if facts.get("lock"):
        lock = facts["lock"]
        yield f"Lock: {lock['lock']}" + ("" if lock["lock"] == "open" else f", held by {lock['by']} ({where(lock['place'])})")
    for each in facts["dormant"]:
        yield f"Not applied on this day: {', '.join(each['operations'])} of '{each['block']}' by {each['layer']} {each['why']}"
        yield from _account(each, "  ")
    for each in facts["exceptions"]:
        yield from wrap(f"Exception for '{each['code']}' until {each['until']}, by {each['by']}: {each['because']}", WIDTH)
        yield f"  {where(each['place'])}"


def _standing(facts: Mapping[str, Any]) -> Iterator[str]:
    number = f"section {facts['number']} of " if facts.get("number") else ""
    if facts.get("title"):
        yield f"In {number}{facts['title']}"
    strength = f" ({facts['strength']}{', for ' + ' '.join(facts['who']) if facts.get('who') else ''})" if facts.get("strength") else ""
    yield f"Here it says{strength}:"
    yield from _passage(facts)
    for each in facts.get("left-out", ()):
        yield f"  '{each['block']}' is left out here, because {each['why']}"
    yield f"  written by {facts['layer']} at {where(facts['place'])}"
    if "condition" in facts:
        yield f"Only where {facts['condition']['words']} ({facts['condition']['when']}): that {facts['condition']['verdict']}"


def _above(facts: Mapping[str, Any]) -> Iterator[str]:
    before: Mapping[str, Any] = {"says": ""}
    for each in facts["above"]:
        if each.get("same"):
            yield f"{each['layer']} says the same as here ({where(each['place'])})"
        elif each["says"] and each["says"] == before["says"]:
            yield f"{each['layer']} says what {before['layer']} says"
        elif each["says"]:
            yield f"{each['layer']} says" + (f" ({where(each['place'])}):" if "place" in each else ":")
            yield from _passage(each)
        else:
            yield f"{each['layer']} does not have it"
        before = each


def _steps(heading: str, steps: Any) -> Iterator[str]:  # noqa: ANN401 - a list of JSON values
    if steps:
        yield heading
    for number, each in enumerate(steps, start=1):
        block = f"'{each['block']}' " if "block" in each else ""
        yield f"  {number}. {block}{DONE[each['operation']]} by {each['layer']} ({each['tier']}) at {where(each['place'])}"
        yield from _account(each, "     ")
        if each.get("says"):
            yield from _quoted(each["says"], "     ")


def _used(facts: Mapping[str, Any]) -> Iterator[str]:
    if facts.get("values"):
        yield "Values used:"
    for each in facts.get("values", ()):
        yield from _value(each, "  ")
    if facts.get("records"):
        yield "Records used:"
    for each in facts.get("records", ()):
        yield from _record(each, "  ")


def _value(facts: Mapping[str, Any], indent: str) -> Iterator[str]:
    yield f"{indent}{facts['value']} ({facts['name']}): {_stands(facts)}"
    if not indent:
        yield from wrap(facts["help"], WIDTH)
        rule = f", {facts['limit']}" if facts["limit"] else ""
        owner = f", set by the tier {facts['set-by']}" if facts["set-by"] else ""
        yield f"{facts['type']}{rule}{owner}; declared at {where(facts['declared'])}"
    if facts["default"]:
        yield f"{indent}  default {facts['default']}, framework ({where(facts['declared'])})"
    for each in facts["assignments"]:
        yield f"{indent}  {each['value']}, {each['layer']} ({where(each['place'])}): {each['standing']}"
        yield from _account(each, f"{indent}    ")


def _stands(facts: Mapping[str, Any]) -> str:
    if facts["missing"]:
        return "not set, and it must be"
    if facts["set-below"]:
        return "set at a lower tier"
    return f"{facts['stands']}, from {facts['from']}" if facts["stands"] else "not set"


def _record(facts: Mapping[str, Any], indent: str) -> Iterator[str]:
    if facts["retired"]:
        yield f"{indent}{facts['record']}: not used here"
    elif facts["slot"]:
        yield f"{indent}{facts['record']}: each {facts['slot']} gives its own ({where(facts['place'])})"
        yield from wrap(facts["help"], WIDTH, initial_indent=f"{indent}  ", subsequent_indent=f"{indent}  ")
    else:
        yield f"{indent}{facts['record']}: from {facts['from']} ({where(facts['place'])})"
        yield from (f"{indent}  {name}: {words}" for name, words in facts["stands"].items())
    for each in facts["history"]:
        yield f"{indent}  {each['done']} by {each['layer']} ({each['tier']}) at {where(each['place'])}"
        yield from _account(each, f"{indent}    ")


def _fact(facts: Mapping[str, Any]) -> Iterator[str]:
    stands = f"{facts['stands']}, from {facts['from']}" if facts["stands"] else "decided at a lower tier"
    yield f"{facts['fact']} ({facts['name']}): {stands}"
    yield from wrap(facts["help"], WIDTH)
    yield f"one of {', '.join(facts['choices'])}; without a word, {facts['default']}; declared at {where(facts['declared'])}"
    yield from (f"  {each['value']}, {each['layer']} ({where(each['place'])}): {each['standing']}" for each in facts["assignments"])


def _term(facts: Mapping[str, Any]) -> Iterator[str]:
    forms = ", ".join(f"{form} '{words}'" for form, words in facts["stands"].items())
    yield f"{facts['term']}: {forms}, from {facts['from']}"
    yield from wrap(facts["definition"], WIDTH)
    yield f"declared at {where(facts['declared'])}"
    for each in facts["history"]:
        yield f"  renamed by {each['layer']} ({each['tier']}) at {where(each['place'])}: {', '.join(each['forms'].values())}"
        yield from _account(each, "    ")


def _account(each: Mapping[str, Any], indent: str) -> Iterator[str]:
    if each.get("because"):
        yield from wrap(f"because: {each['because']}", WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
    who = [f"{key}: {each[key]}" for key in ("owner", "review", "from", "until") if each.get(key)]
    if who and each.get("because"):
        yield indent + "; ".join(who)


def _passage(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words of a block, each paragraph with the id of the block that it begins."""
    for line in facts.get("lines") or ({"id": "", "words": facts["says"]},):
        mark = f" #{line['id']}" if line["id"] else ""
        yield from wrap(
            f"{line['words']}{mark}" or "(nothing)", WIDTH, initial_indent="  | ", subsequent_indent="  |   ", break_on_hyphens=False
        )


def _quoted(words: str, indent: str = "  ") -> list[str]:
    return wrap(words or "(nothing)", WIDTH, break_on_hyphens=False, initial_indent=f"{indent}| ", subsequent_indent=f"{indent}| ")

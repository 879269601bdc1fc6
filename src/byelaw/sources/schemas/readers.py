"""Read one YAML node as a typed content: a date, a limit, a telephone number. The YAML itself never decides what a text is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import urlsplit

from byelaw.core.conditions import read_condition
from byelaw.core.limits import read_limit
from byelaw.core.names import is_id, is_value_name
from byelaw.core.problems import Place
from byelaw.core.releases import is_version
from byelaw.sources.strict_yaml import Listing, Scalar, YamlNode

MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a node cannot be read. `message` completes a sentence that starts with the key."""

    code: str
    message: str
    hint: str = ""
    place: Place | None = None


Reader: TypeAlias = Callable[[YamlNode], object]
"""Gives the content, or a Fault."""

_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_MONEY = re.compile(r"£?((?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{2})?)")
_PHONE = re.compile(r"\+?[0-9][0-9 ()]*[0-9](?: ?(?:ext\.?|x) ?[0-9]{1,6})?|\([0-9 ()]+[0-9](?: ?(?:ext\.?|x) ?[0-9]{1,6})?")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){0,3}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CSL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def read_text(node: YamlNode) -> object:
    """Return the text as written; it may not be empty."""
    if not isinstance(node, Scalar):
        shape = "a list" if isinstance(node, Listing) else "a table"
        return Fault("wrong-shape", f"must be text, not {shape}", "put quotes around text that starts with `[` or `{`")
    if not node.text.strip():
        return Fault("empty-value", "has nothing after the colon", "write something, or delete the line")
    return node.text


def _reader(read: Callable[[str], object]) -> Reader:
    """Return a reader of nodes that gives `read` the text."""

    def read_node(node: YamlNode) -> object:
        text = read_text(node)
        return read(text) if isinstance(text, str) else text

    return read_node


def _id(text: str) -> object:
    if not is_id(text):
        hint = "use a-z, 0-9 and single hyphens, a letter first, at most 40 characters"
        return Fault("id-format", f"is not an id: '{shortened(text)}'", hint)
    if text in _RESERVED:
        return Fault("id-format", f"is a name that Windows keeps for itself: '{text}'", "choose another id")
    return text


def _name_of_block(text: str) -> object:
    layer, colon, name = text.rpartition(":")
    if is_id(name) and (not colon or is_id(layer)):
        return text
    hint = "write it as `panel`, or as `northmere:panel` where it is another localisation's"
    return Fault("id-format", f"is not an id: '{shortened(text)}'", hint)


def _value_name(text: str) -> object:
    if len(text) <= 200 and is_value_name(text):  # noqa: PLR2004 - ids of 40 characters, and some of them
        return text
    hint = "use ids joined by dots, such as `timescales.strategy-discussion`"
    return Fault("id-format", f"is not the name of a value: '{shortened(text)}'", hint)


def _address(text: str) -> object:
    document, hash_sign, block = text.partition("#")
    parts = (document, block) if hash_sign else (document,)
    if all(isinstance(_name_of_block(part), str) for part in parts):
        return text
    hint = "write `document#block`, such as `strategy-discussion#timescales`"
    return Fault("address-format", f"is not an address: '{shortened(text)}'", hint)


def _subject(text: str) -> object:
    if isinstance(_address(text), str) or isinstance(_value_name(text), str):
        return text
    hint = "write an address (`referral#screening`), the name of a value, or `contact:front-door`"
    return Fault("address-format", f"is not an address: '{shortened(text)}'", hint)


def _yes_no(text: str) -> object:
    if text in {"yes", "no"}:
        return text == "yes"
    return Fault("not-yes-or-no", f"must be yes or no, not '{shortened(text)}'", "write yes or no in small letters")


def _date(text: str) -> object:
    match = _DATE.fullmatch(text)
    if match is None:
        return Fault("not-a-date", f"is not a date: '{shortened(text)}'", "write year, month and day: 2027-06-30")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return Fault("not-a-date", f"is a day that does not exist: '{text}'", "check the month and the day")


def _integer(text: str) -> object:
    if len(text) <= MOST_DIGITS + 1 and _INTEGER.fullmatch(text):
        return int(text)
    hint = f"write digits only, at most {MOST_DIGITS}, with no 0 in front"
    return Fault("not-a-number", f"is not a whole number: '{shortened(text)}'", hint)


def _money(text: str) -> object:
    match = _MONEY.fullmatch(text) if len(text) <= MOST_DIGITS + 8 else None
    if match is None or len(match[1].replace(",", "").partition(".")[0]) > MOST_DIGITS:
        return Fault("not-a-number", f"is not an amount of money: '{shortened(text)}'", "write it as 1200, 1,200 or 1200.50")
    return Decimal(match[1].replace(",", ""))


def _limit(text: str) -> object:
    limit = read_limit(text)
    hint = "write a number and hours, days, working days or weeks, such as `3 working days`, or `as soon as possible`"
    return limit or Fault("not-a-limit", f"is not a time limit: '{shortened(text)}'", hint)


def _condition(text: str) -> object:
    hint = "write tests such as `panel=yes`, `panel=yes age-line=12` or `any panel=yes not age-line=12`"
    return read_condition(text) or Fault("not-a-condition", f"is not a condition: '{shortened(text)}'", hint)


def _email(text: str) -> object:
    if len(text) <= 254 and _EMAIL.fullmatch(text) and ".." not in text:  # noqa: PLR2004 - RFC 5321
        return text
    return Fault("not-an-email", f"is not an email address: '{shortened(text)}'", "write it as name@example.org, without spaces")


def _phone(text: str) -> object:
    digits = sum(character.isdigit() for character in text)
    if len(text) <= 40 and _PHONE.fullmatch(text) and 3 <= digits <= 21:  # noqa: PLR2004 - E.164 and an extension
        return text
    hint = "use digits, spaces, brackets, + in front and `ext` before an extension"
    return Fault("not-a-phone-number", f"is not a telephone number: '{shortened(text)}'", hint)


def _url(text: str) -> object:
    fault = Fault("not-a-web-address", f"is not a web address: '{shortened(text)}'", "write it in full, starting with https://")
    try:
        parts = urlsplit(text)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        return fault
    is_clean = not any(character.isspace() or character in '<>"\\^`{|}' for character in text)
    return text if is_good and is_clean else fault


def _language(text: str) -> object:
    hint = "write it as `en-GB` or `cy`"
    return text if _LANGUAGE.fullmatch(text) else Fault("not-a-language", f"is not a language: '{shortened(text)}'", hint)


def _parent(text: str) -> object:
    name, at, version = text.partition("@")
    if isinstance(_id(name), str) and (not at or (len(version) <= 20 and _VERSION.fullmatch(version))):  # noqa: PLR2004
        return text
    hint = "write `framework`, or the parent's id, with `@` and a version to stay on a release: `northern-counties@3`"
    return Fault("id-format", f"is not the name of a parent: '{shortened(text)}'", hint)


def _version(text: str) -> object:
    hint = "write numbers with full stops between, none with a 0 in front: 1, 1.1 or 2.0.3"
    return text if is_version(text) else Fault("not-a-version", f"is not a version: '{shortened(text)}'", hint)


def _digest(text: str) -> object:
    hint = "`byelaw sign` writes it: 64 of the signs 0-9 and a-f"
    return text if _DIGEST.fullmatch(text) else Fault("not-a-digest", f"is not the digest of a content: '{shortened(text)}'", hint)


def _csl_date(text: str) -> object:
    match = _CSL_DATE.fullmatch(text)
    parts = [int(part) for part in match.groups() if part] if match else []
    try:
        date(*[*parts, 1, 1][:3]) if parts else date(0, 0, 0)
    except ValueError:
        return Fault("not-a-date", f"is not a date: '{shortened(text)}'", "write 2023, 2023-06 or 2023-06-30")
    return {"date-parts": [parts]}


def shortened(text: str) -> str:
    """Return the text cut for a message."""
    return text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "text": read_text,
        "role": read_text,
        "choice": read_text,
        "id": _reader(_id),
        "name-of-block": _reader(_name_of_block),
        "value-name": _reader(_value_name),
        "address": _reader(_address),
        "subject": _reader(_subject),
        "yes/no": _reader(_yes_no),
        "date": _reader(_date),
        "integer": _reader(_integer),
        "money": _reader(_money),
        "limit": _reader(_limit),
        "condition": _reader(_condition),
        "email": _reader(_email),
        "phone": _reader(_phone),
        "url": _reader(_url),
        "language": _reader(_language),
        "parent": _reader(_parent),
        "csl-date": _reader(_csl_date),
        "version": _reader(_version),
        "digest": _reader(_digest),
    }
)
"""Every reader of one text, by the name that schemas use."""

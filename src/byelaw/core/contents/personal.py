"""People and what belongs to them: names, numbers, mailboxes. A framework names posts and shared mailboxes."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from byelaw.core.contents.given_names import GIVEN_NAMES
from byelaw.core.contents.passages import Finding, Part, Passage
from byelaw.core.contents.telephones import digits, real_numbers

_SURNAME = r"(?:(?:de|van|von|al|bin|Mac|Mc|O['\u2019])[ -]?)?[A-Z][a-z]+(?:[-'\u2019][A-Z]?[a-z]+)?"
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Revd?|PC|DC|DS|DI|DCI|Sgt|Nurse|Sister)\.?\s+"
    rf"(?:[A-Z]\.?\s+)?(?:[A-Z][a-z]+\s+)?{_SURNAME}\b"
)
_NAMED = re.compile(rf"\b(?=(([A-Z][a-z]+)(?:-[A-Z][a-z]+)?\s+(?:[A-Z]\.?\s+)?({_SURNAME}))\b)")
"""Two capitalised words, also where they overlap: "Ask Ann", "Ann Lee"."""

_PERSON = re.compile(rf"[A-Z][a-z]+(?:-[A-Z][a-z]+)?\s+(?:[A-Z]\.?\s+)?({_SURNAME})")
_WORDS = re.compile(r"[A-Za-z'\u2019-]+")
_WRITTEN_AFTER_NAME = """
Act Acts Association Avenue Board Bridge Building Campus Centre Charity Church City Clinic College Committee Community Council Court
Desk Family Foundation Fund Group Hall Hospital House Hub Infirmary Institute Lane Lodge Model Office Order Park Partnership Place
Project Report Review Road School Scale Service Services Society Square Street Surgery Team Tool Trust Unit University Village Ward
Way
"""
_AFTER_NAME = frozenset(_WRITTEN_AFTER_NAME.split())
"""What follows the name of a body or a place that is called after somebody."""

_WRITTEN_POSTS = """
adviser advisor agency area assembly assistant board body business case centre chair chief city clerk clinical commissioner
committee community consultant coordinator co-ordinator council councillor county court deputy designated desk development director
district doctor editor editorial executive facilitator general governance governor group head health hub independent inspector joint
lead leader legal line local manager managing medical member national nurse of office officer operational operations panel
partnership performance planning policy practice practitioner president principal professional programme project protection public
quality regional registrar reporter representative reviewing school scrutineer secretary senior service services social specialist
staff strategic strategy superintendent supervisor support team the trainer training trust unit ward welfare worker youth
"""
_POSTS = frozenset(_WRITTEN_POSTS.split())
"""Words of posts and bodies."""

_LABELLED = re.compile(
    r"\b(?:contact|ask for|speak to|call|ring|e-?mail|chair(?:ed by)?|lead|author|prepared by|written by|signed|from)\b\W*$", re.IGNORECASE
)
_PERSON_NOUN = (
    r"(?:manager|lead|leader|officer|chair|nurse|advis[eo]r|co-?ordinator|director|head|worker|practitioner|inspector|sergeant|constable|doctor|"
    r"consultant|editor|author|administrator|supervisor|psychologist|psychiatrist|teacher|head ?teacher|parent|mother|father)"
)
_FOLLOWED = re.compile(
    rf"\s*[,(\u2013-]\s*(?:the |our |a |an )?(?:[\w'\u2019]+ ){{0,3}}{_PERSON_NOUN}\b|"
    rf"\s+(?:chairs|leads|manages|wrote|said|will chair|will lead|is (?:the |our |a |an )(?:[\w'\u2019]+ ){{0,3}}{_PERSON_NOUN}\b)"
)
_INITIALS = re.compile(rf"(?<![\w.])(?:[A-Z]\.\s?){{1,2}}(?!\s){_SURNAME}\b")
_AGED = re.compile(r"\b([A-Z][a-z]+),? (?:\(|aged? |who is |is )\d{1,2}\b")
_CASE = re.compile(
    r"\b(?:case|file|record|client|crime|custody|incident|UPN|URN|PNC|CRO) (?:ID|ref(?:erence)?\.?|no\.?|number)\W{1,3}(?:is )?"
    r"[\w/-]*\d{4,}[\w/-]*",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
_EMAIL = re.compile(r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+)@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})")
_HEALTH_NUMBER = re.compile(r"(?<![\d+-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\d-])")
_NAMED_NUMBER = re.compile(
    r"\b(?:NHS|CHI|HCN|health and care|patient|hospital) (?:no\.?|number)s?\W{1,4}(?:is )?([\d -]{9,14}\d)", re.IGNORECASE
)
_INSURANCE_NUMBER = re.compile(
    r"\b(?![DFIQUV])[A-Z](?![DFIQUVO])[A-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b|\bQQ[ ]?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
)
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\W{1,4}(?:the )?"
    r"\d{1,2}(?:st|nd|rd|th)?[\s/.-]+(?:of )?(?:\d{1,2}|[A-Z][a-z]{2,8})[\s/.-]+\d{2,4}\b",
    re.IGNORECASE,
)
_EXAMPLES = ("example", "test", "invalid", "localhost")
_EXAMPLE_DOMAINS = frozenset({"example.com", "example.org", "example.net"})
_UNNAMED = frozenset({Part.SOURCE, Part.TARGET, Part.CODE})
_CHECK_DIGITS = 11


@dataclass(frozen=True, slots=True)
class Known:
    """Names that are nobody's to hide: people who may be named, authors that are cited, and every word written small somewhere."""

    people: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def names(passage: Passage, known: Known) -> Iterator[Finding]:
    """Yield what looks like the name of a person."""
    if passage.part not in _UNNAMED:
        found = dict.fromkeys(
            (*_titled(passage.plain, known), *_given(passage.plain, known), *_shown(passage.plain, known), *_in_post(passage, known))
        )
        yield from (_person(name) for name in found if not any(name != other and name in other for other in found))
        yield from (
            _person(match[1]) for match in _AGED.finditer(passage.plain) if match[1] in GIVEN_NAMES and match[1] not in known.people
        )
    for match in _EMAIL.finditer(passage.plain):
        if _is_persons(match[1]):
            yield _person(match.group(), "the mailbox of one person")


def _person(words: str, what: str = "the name of a person") -> Finding:
    hint = "name the post, and give a shared mailbox; people who may be named stand in 'names' of framework.yml"
    return Finding(words, f"'{words}' looks like {what}", hint)


def _titled(words: str, known: Known) -> Iterator[str]:
    yield from (match.group() for match in _TITLED.finditer(words) if not _is_known(match.group(), known))


def _given(words: str, known: Known) -> Iterator[str]:
    for match in _NAMED.finditer(words):
        following = _WORDS.match(words, match.end(1) + 1)
        is_longer = following is not None and following.group() in _AFTER_NAME
        if match[2] in GIVEN_NAMES and match[3] not in _AFTER_NAME and not is_longer and not _is_known(match[1], known):
            yield match[1]


def _shown(words: str, known: Known) -> Iterator[str]:
    """Yield a given name with an age, a surname after initials, and two names that do what people do or have a post beside them."""
    yield from (match[1] for match in _AGED.finditer(words) if match[1] in GIVEN_NAMES and match[1] not in known.people)
    yield from (match.group() for match in _INITIALS.finditer(words) if _is_strange(match.group()[2:], known))
    for match in _NAMED.finditer(words):
        if _FOLLOWED.match(words, match.end(1)) and _is_strange(match[1], known):
            yield match[1]


def _in_post(passage: Passage, known: Known) -> Iterator[str]:
    """Yield a whole passage, or what stands after "chair:", that is two capitalised words which are no common nouns: a name."""
    words = passage.plain.strip().rstrip(".")
    if passage.part is Part.POST and _PERSON.fullmatch(words) and _is_strange(words, known):
        yield words
        return
    for match in _NAMED.finditer(passage.plain):
        if _LABELLED.search(passage.plain[: match.start()]) and _is_strange(match[1], known):
            following = _WORDS.match(passage.plain, match.end(1) + 1)
            if following is None or not (following.group()[:1].isupper() or following.group().lower() in _POSTS):
                yield match[1]


def _is_strange(name: str, known: Known) -> bool:
    """Tell whether none of the words is a common noun, a post or a place."""
    if _is_known(name, known):
        return False
    return not any(each.lower() in _POSTS or each.lower() in known.nouns or each in known.places for each in _WORDS.findall(name))


def _is_known(name: str, known: Known) -> bool:
    words = _WORDS.findall(name)
    return any(name in each or each in name for each in known.people) or words[-1] in known.surnames


def _is_persons(local: str) -> bool:
    """Tell whether the part before the @ is somebody's: `jane.smith`, `j.smith`, `jsmith` is not told from a word."""
    parts = re.split(r"[._-]", local)
    given = {name.lower() for name in GIVEN_NAMES}
    if len(parts) < 2 or not all(parts):  # noqa: PLR2004 - a name has two parts
        return parts[0].lower() in given
    return (parts[0].lower() in given or (len(parts[0]) == 1 and parts[0].isalpha())) and all(each.isalpha() for each in parts[1:2])


def numbers(passage: Passage) -> Iterator[Finding]:
    """Yield numbers that belong to one person: of the health service (check digit: modulus 11), of National Insurance, dates of birth."""
    hint = "take it out: nothing about one person belongs here"
    seen: set[str] = set()
    for match in _HEALTH_NUMBER.finditer(passage.plain):
        if _checks("".join((match[1], match[3], match[4]))) and (match[2] or not match.group().startswith("0")):
            seen.add(match.group())
            yield Finding(match.group(), f"'{match.group()}' looks like the health number of a person", hint)
    for match in _NAMED_NUMBER.finditer(passage.plain):
        if match[1] not in seen:
            yield Finding(match[1], f"'{match[1]}' looks like the health number of a person", hint)
    for match in _INSURANCE_NUMBER.finditer(passage.plain):
        yield Finding(match.group(), f"'{match.group()}' looks like a National Insurance number", hint)
    for match in _CASE.finditer(passage.plain):
        yield Finding(match.group(), f"'{match.group()}' looks like the number of one person's case", hint)
    for match in _BIRTH.finditer(passage.plain):
        yield Finding(match.group(), f"'{match.group()}' gives a date of birth", hint)


def _checks(ten: str) -> bool:
    total = sum((10 - position) * int(digit) for position, digit in enumerate(ten[:9]))
    return (_CHECK_DIGITS - total % _CHECK_DIGITS) % _CHECK_DIGITS == int(ten[9]) and len(set(ten)) > 1


def real(passage: Passage, public: Collection[str], language: str) -> Iterator[Finding]:
    """Yield telephone numbers that could ring somewhere. `public` may be printed."""
    printable = {digits(each) for each in public if "@" not in each}
    words = passage.plain.removeprefix("tel:")
    for number in real_numbers(words, language):
        if digits(number) not in printable:
            hint = "use a number that is kept free for stories, such as 01632 960000; real ones that may be printed stand in 'public'"
            yield Finding(number, f"'{number}' looks like a real telephone number", hint)


def real_addresses(passage: Passage, public: Collection[str]) -> Iterator[Finding]:
    """Yield mailboxes that could be somebody's. `public` may be printed."""
    if passage.part is Part.SOURCE:
        return
    for match in _POSTCODE.finditer(passage.plain):
        yield Finding(
            match.group(), f"'{match.group()}' looks like a real postcode", "take the address out, or give one that does not exist"
        )
    printable = {each.lower() for each in public}
    for match in _EMAIL.finditer(passage.plain):
        domain = match[2].lower()
        is_example = domain.rpartition(".")[2] in _EXAMPLES or ".".join(domain.split(".")[-2:]) in _EXAMPLE_DOMAINS
        if not is_example and match.group().lower() not in printable:
            hint = "use an address at example.org; real ones that may be printed stand in 'public'"
            yield Finding(match.group(), f"'{match.group()}' looks like a real address", hint)

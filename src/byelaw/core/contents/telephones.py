"""Telephone numbers in a text: which are real, and which are kept free for stories.

Ofcom, "Telephone numbers for use in TV and radio drama programmes", lists the British ranges that are never given to anybody.
"""

import re
from collections.abc import Iterator

import phonenumbers

_FREE = {
    "GB": re.compile(
        r"(?:1632960|(?:113|114|115|116|117|118|121|131|141|151|161)4960|1914980|2079460|2890180|2896496|2920180|"
        r"7700900|808157|909879|3069990)\d*"
    )
}
_SEVERAL_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6}")
_LEADS = re.compile(r"\+|\(?0")
_FEW = 7
_SHORT = re.compile(r"(?<![\d+])0800[ -]?\d{4}(?!\s?\d)|(?<!\d)116[ -]?\d{3}(?!\d)")


def real_numbers(words: str, language: str) -> Iterator[str]:
    """Yield the telephone numbers, as written, that could ring somewhere in the country of the language (`en-GB`)."""
    yield from dict.fromkeys((*_long(words, language), *_short(words, language)))


def _long(words: str, language: str) -> Iterator[str]:
    if not _SEVERAL_DIGITS.search(words):
        return
    region = language.rpartition("-")[2].upper() if "-" in language else "GB"
    for match in phonenumbers.PhoneNumberMatcher(words, region, leniency=phonenumbers.Leniency.POSSIBLE):
        national = str(match.number.national_number)
        is_plain = _LEADS.match(match.raw_string) is not None and len(national) > _FEW
        if (is_plain or phonenumbers.is_valid_number(match.number)) and not _is_free(national, region):
            yield match.raw_string


def _short(words: str, language: str) -> Iterator[str]:
    """Yield the short numbers of helplines."""
    if language.endswith("GB"):
        yield from (match.group() for match in _SHORT.finditer(words))


def _is_free(national: str, region: str) -> bool:
    free = _FREE.get(region)
    return free is not None and free.fullmatch(national) is not None


def digits(number: str) -> str:
    """Return the digits of a number, to compare it with another way of writing it."""
    kept = "".join(each for each in number if each.isdigit())
    return kept.removeprefix("44").lstrip("0")

"""Words as whole words: however they are written, in the singular or plural, over line ends and hyphens."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_NOT_USED = re.compile('[\u201c"\u2018][^\u201c\u201d"]{1,60}?[\u201d"]|\u2018[^\u2018\u2019]{1,40}\u2019|[\\w.+-]{1,64}@[\\w.-]+')
_ENDS = "(?i:s|es|\u2019s|'s|s\u2019|s')?"
_APOSTROPHE = re.compile("['\u2019]")
_LOUD = 2


@lru_cache(maxsize=256)
def matcher(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds any of the phrases, the longest first; None for none."""
    if not phrases:
        return None
    ordered = sorted(set(phrases), key=lambda each: (-len(each), each))
    return re.compile("|".join(_pattern(each) for each in ordered))


def _pattern(phrase: str) -> str:
    """Return the pattern of a phrase: spaces and hyphens are one, and so are capitals and small letters, but in letters and names.

    A year may follow a comma or stand in brackets: "Working Together, 2018".
    """
    parts = [each for each in re.split(r"[\s-]+", phrase.strip()) if each]
    words = [_word(each, is_name=len(parts) == 1 and each[:1].isupper()) for each in parts]
    gaps = ["", *(r"[\s,(-]+" if each.isdigit() else r"[\s-]+" for each in parts[1:])]
    return r"(?<![\w-])" + "".join(gap + word for gap, word in zip(gaps, words, strict=False)) + _ENDS + r"(?!\w)"


def _word(word: str, *, is_name: bool) -> str:
    capitals = sum(letter.isupper() for letter in word)
    escaped = _APOSTROPHE.sub("['\u2019]", re.escape(word))
    if capitals >= _LOUD:
        return escaped
    if is_name:
        return f"(?:{escaped}|{re.escape(word.upper())})"
    plural = rf"(?:{escaped}|{re.escape(word[:-1])}ies)" if word.endswith("y") and len(word) > 1 + _LOUD else escaped
    return f"(?i:{plural})"


def phrase_of(found: str, phrases: Iterable[str]) -> str:
    """Return which of the phrases was found."""
    return next((each for each in sorted(phrases, key=lambda each: -len(each)) if _one(each).fullmatch(found)), found)


@lru_cache(maxsize=4096)
def _one(phrase: str) -> re.Pattern[str]:
    return re.compile(_pattern(phrase))


def without_mentions(words: str) -> str:
    """Return the words with what stands in quotation marks, and e-mail addresses, blanked: spoken of, not used."""
    return _NOT_USED.sub(lambda match: " " * len(match.group()), words)


def instead_of(phrase: str, words: Mapping[str, str]) -> str:
    """Return a hint on what to say instead."""
    return f"say '{words[phrase]}'" if words.get(phrase) else "say it in other words"

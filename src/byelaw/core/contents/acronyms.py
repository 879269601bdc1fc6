"""Abbreviations that nothing explains."""

import re
from collections.abc import Iterator, Sequence

from byelaw.core.contents.passages import MASK, Finding, Part, Passage
from byelaw.core.contents.phrases import matcher

_WRITTEN_COMMON = """
A4 AD AI AM BBC BC BST CCTV CD CEO DIY DNA DVD EU FAQ FM GB GDPR GMT GP GPS HIV HM HMRC HTML HTTP HTTPS ICT ID IP IQ ISBN ISO IT LED
MB MP NHS OK PA PC PDF PE PhD PIN PM PNG PO PR PS QC QR RSVP SIM SMS SOS SVG TV UK UN URL US USA USB VAT VIP WC WWW XML ZIP
"""
COMMON = frozenset(_WRITTEN_COMMON.split())
"""Abbreviations that anyone reads more easily than their full names."""

_WRITTEN_EMPHASIS = """
A ALL ALWAYS AND ANY ARE AS ASAP AT BE BOTH BUT BY CALL CAN DO DON EACH FOR FROM HAS HAVE HOW I IF IN IS IT MAY MUST NEVER NO NOT
NOW OF ON ONE ONLY OR OUT SHOULD STOP THAT THE THEN THIS TO TWO UP URGENT WE WHAT WHEN WHO WHY WILL WITH YES YOU DRAFT TBC TBA TBD
TODO FIXME XX XXX NB NOTE IMPORTANT WARNING CAUTION TIP
"""
_EMPHASIS = frozenset(_WRITTEN_EMPHASIS.split())
"""Words that people write in capitals to be heard; a draft's own marks are another rule's."""

_TOKEN = re.compile(r"(?<![\w@./&'\u2019-])[A-Z][A-Za-z0-9]*(?:&[A-Z][A-Za-z]*)?(?:[-/][A-Z][A-Za-z0-9]*)*(?![\w@])")
_SEVERAL_CAPITALS = re.compile(r"[A-Z][A-Za-z0-9&-]*[A-Z]")
_ROMAN = re.compile(r"(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CODE = re.compile(r"[A-Z]{1,3}-?\d[\dA-Z.]*|\d+[A-Z]+")
_LOUD = re.compile(r"(?:\b[A-Z]{2,}\b[\s,]+){3,}\b[A-Z]{2,}\b")
_GLOSS = re.compile(r"\(\s*([^()]{3,120})\)")
_LETTERS = re.compile(r"[A-Za-z]+")
_SMALL = frozenset("a an and at by for from in of on or the to with".split())  # noqa: SIM905
_MOST_LETTERS = 9
_UNCHECKED = frozenset({Part.CODE, Part.TARGET, Part.EXAMPLE, Part.SOURCE})


def acronyms_in(words: str) -> Iterator[tuple[str, int]]:
    """Yield each abbreviation with where it starts, without the `s` of a plural."""
    quiet = _LOUD.sub(lambda match: " " * len(match.group()), words)
    for match in _TOKEN.finditer(quiet):
        token = match.group()
        whole = token if any(_is_acronym(each) for each in re.split("[-/]", token)) else ""
        if whole:
            yield (whole[:-1] if whole.endswith("s") and whole[-2:-1].isupper() else whole), match.start()


def _is_acronym(token: str) -> bool:
    letters = token.removesuffix("s")
    capitals = sum(each.isupper() for each in letters)
    small = sum(each.islower() for each in letters)
    if capitals < 2 or capitals <= small or len(letters) > _MOST_LETTERS:  # noqa: PLR2004 - one capital begins a word
        return False
    return token not in _EMPHASIS and len(set(letters)) > 1 and not _ROMAN.fullmatch(token) and not _CODE.fullmatch(token)


def explained_in(words: str) -> frozenset[str]:
    """Return the abbreviations that the words explain: "full name (FN)", "FN (full name)", "the full name, or FN"."""
    if not _SEVERAL_CAPITALS.search(words):
        return frozenset()
    return frozenset(acronym for acronym, start in acronyms_in(words) if _is_explained(acronym, start, words))


def _is_explained(acronym: str, start: int, words: str) -> bool:
    before = _LETTERS.findall(words[:start])[-3 * len(acronym) :]
    if _spell(acronym, before):
        return True
    after = words[start + len(acronym) :].lstrip("s").lstrip()
    gloss = _GLOSS.match(after)
    return gloss is not None and _spell(acronym, _LETTERS.findall(gloss[1]))


def _spell(acronym: str, words: Sequence[str]) -> bool:
    """Tell whether some words in a row spell the letters with their first letters, as far as possible."""
    letters = [each.lower() for each in acronym if each.isalpha()]
    return any(_spells_from(letters, words[first:]) for first in range(len(words)) if words[first][:1].lower() == letters[0])


def _spells_from(letters: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether the letters are met in order at the beginnings of the words, with no more than one other word between two.

    A letter may also stand inside the word before it (CAMHS: mental *h*ealth; GIRFEC); then half of them at least must begin one.
    """
    position, inside, begun, skipped = -1, "", 0, 0
    for letter in letters:
        step = 1
        while position + step < len(words) and words[position + step][:1].lower() != letter:
            step += 1
        gap = [each for each in words[position + 1 : position + step] if each.lower() not in _SMALL]
        if position + step < len(words) and len(gap) <= 1:
            position, begun, skipped = position + step, begun + 1, skipped + len(gap)
            inside = words[position].lower()[1:]
        elif letter in inside:
            inside = inside[inside.index(letter) + 1 :]
        else:
            return False
    return 2 * begun > len(letters) and skipped <= 1


def undefined(passage: Passage, known: frozenset[str], titles: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the abbreviations of the author's own words (not of titles) that are not known and that the passage does not explain."""
    if passage.part in _UNCHECKED or passage.is_quoted:
        return
    if not _SEVERAL_CAPITALS.search(passage.plain):
        return
    finder = matcher(titles)
    own = finder.sub(MASK, passage.plain) if finder is not None else passage.plain
    explained = known | explained_in(passage.words)
    for acronym in dict.fromkeys(acronym for acronym, _ in acronyms_in(own)):
        if not _is_known(acronym, explained):
            hint = f"write the full name first: 'full name ({acronym})'; if every reader knows it, add it to 'acronyms' in framework.yml"
            yield Finding(acronym, f"'{acronym}' is not explained before it is used", hint)


def _is_known(acronym: str, known: frozenset[str]) -> bool:
    parts = (acronym, *re.split("[-/]", acronym))
    return acronym in known or acronym in COMMON or all(each in known or each in COMMON or not _is_acronym(each) for each in parts[1:])

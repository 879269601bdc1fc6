"""Words that should not stand where they stand: discouraged, another place's, of law that is gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from byelaw.core.contents.passages import MASK, Finding, Part, Passage
from byelaw.core.contents.phrases import instead_of, matcher, phrase_of, without_mentions

_UNCHECKED = frozenset({Part.TARGET, Part.SOURCE, Part.CODE})


@dataclass(frozen=True, slots=True)
class Owned:
    """A word of one place: whose, the names by which a text can say so, and what to say elsewhere."""

    owner: str
    names: tuple[str, ...]
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Wordlist:
    """What the checks of words look for in the texts of one layer."""

    discouraged: Mapping[str, str] = field(default_factory=dict)
    strange: Mapping[str, Owned] = field(default_factory=dict)
    """Words of places that the layer does not belong to."""
    renamed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Forms of a term that is called something else here: the term, and what it is called."""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """Titles of law that is no longer in force, with what took its place."""
    titles: tuple[str, ...] = ()
    """Titles of publications: what stands in them is not the author's wording."""


def discouraged(passage: Passage, words: Wordlist) -> Iterator[Finding]:
    """Yield words that are not to be used."""
    for found, phrase in _found(passage, words.discouraged, words.titles):
        yield Finding(found, f"'{found}' is a word not to use here", instead_of(phrase, words.discouraged))


def leaked(passage: Passage, words: Wordlist) -> Iterator[Finding]:
    """Yield words of another place, where nothing around them names that place."""
    if passage.part is Part.EXAMPLE:
        return
    for found, phrase in _found(passage, words.strange):
        owned = words.strange[phrase]
        if not _names_place(passage, passage.plain.replace(found, MASK), owned):
            hint = f"say '{owned.instead}'" if owned.instead else f"say what it is called here, or name the place: 'In {owned.names[0]} …'"
            yield Finding(found, f"'{found}' is a word of {owned.owner}, and this text is for readers elsewhere", hint)


def cited(passage: Passage, foreign: Mapping[str, Owned]) -> Iterator[Finding]:
    """Yield citations of another place's law or guidance, where nothing around them names that place."""
    for name in passage.cited if foreign else ():
        owned = foreign.get(name)
        if owned is not None and not _names_place(passage, passage.plain, owned):
            yield Finding(
                "",
                f"'{name}' is a source of {owned.owner}, and this text is for readers elsewhere",
                f"name the place: 'In {owned.names[0]} …'",
            )


def _names_place(passage: Passage, own: str, owned: Owned) -> bool:
    named = matcher(owned.names)
    return named is not None and named.search(f"{passage.around} / {own}") is not None


def unlinked(passage: Passage, words: Wordlist) -> Iterator[Finding]:
    """Yield the plain words of a term that is called something else here."""
    if passage.part is Part.EXAMPLE:
        return
    names_here = tuple(here for _, here in words.renamed.values())
    for found, phrase in _found(passage, words.renamed, (*words.titles, *names_here)):
        term, here = words.renamed[phrase]
        follow = f"write the term, so that its name follows: [](term:{term})"
        yield Finding(found, f"'{found}' is called '{here}' here", f"say '{here}'" if passage.part is Part.DATA else follow)


def withdrawn(passage: Passage, words: Wordlist) -> Iterator[Finding]:
    """Yield the names of law and guidance that are no longer in force."""
    for found, phrase in _found(passage, words.withdrawn):
        now = words.withdrawn[phrase]
        yield Finding(
            found, f"'{found}' is no longer in force", f"see '{now}' instead" if now else "take it out, or name what took its place"
        )


def _found(passage: Passage, phrases: Mapping[str, object], titles: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield which phrases the author's own words have: not where they are spoken of, nor in titles of publications."""
    finder = matcher(tuple(phrases)) if passage.part not in _UNCHECKED and not passage.is_quoted else None
    if finder is None or not finder.search(passage.plain):
        return
    own, named = without_mentions(passage.plain), matcher(titles)
    for match in finder.finditer(named.sub(MASK, own) if named is not None else own):
        yield match.group(), phrase_of(match.group(), phrases)

"""What the rules need to know of a layer: its declared words, who may be named, whose words are not its own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from byelaw.core.contents.acronyms import acronyms_in
from byelaw.core.contents.passages import Passage
from byelaw.core.contents.personal import Known
from byelaw.core.contents.wording import Owned, Wordlist
from byelaw.core.declarations import Checks, Declarations, Reference
from byelaw.core.editions import Edition
from byelaw.core.localisations import Localisation
from byelaw.core.names import FRAMEWORK, LayerId
from byelaw.core.projects import Project

_SMALL_WORD = re.compile(r"(?<![\w-])[a-z][a-z'\u2019-]+")
_CAPITAL_WORD = re.compile(r"[A-Z][\w'\u2019-]*")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rules ask of the layer whose texts they read."""

    layer: LayerId
    checks: Checks
    language: str
    words: Wordlist
    known: Known
    acronyms: frozenset[str]
    explained: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Document → abbreviations that the layers above explain in it."""
    foreign: Mapping[str, Owned] = field(default_factory=dict)
    """References of places that the layer does not belong to."""


def known_in(project: Project, passages: Iterable[Passage]) -> Known:
    """Return which words of the project name nobody."""
    declared = project.framework.declarations
    nouns = {word for passage in passages for word in _SMALL_WORD.findall(passage.words)}
    places = {word for each in project.localisations.values() for word in _CAPITAL_WORD.findall(f"{each.name} {each.short}")}
    references = [*declared.references.values(), *(one for each in project.localisations.values() for one in each.references.values())]
    surnames = {name for reference in references for name in _families(reference)}
    return Known(frozenset(declared.checks.names), frozenset(surnames), frozenset(nouns), frozenset(places))


def ground_of(edition: Edition, project: Project, known: Known, day: date) -> Ground:
    """Return the ground of the layer that the edition is for."""
    declared = edition.framework.declarations
    forms = [words for each in (*(term.forms for term in declared.terms.values()), *edition.terms.values()) for words in each.values()]
    acronyms = {name for words in forms for name, _ in acronyms_in(words)}
    owners = _owners(project, edition)
    return Ground(
        layer=edition.id,
        checks=project.framework.declarations.checks,
        language=declared.language,
        words=_wordlist(edition, project, owners, day),
        known=known,
        acronyms=frozenset(acronyms) | frozenset(project.framework.declarations.checks.acronyms),
        foreign=_foreign(edition, owners) if edition.id != FRAMEWORK else {},
    )


def _families(reference: Reference) -> Iterator[str]:
    for key in ("author", "editor"):
        people = reference.csl.get(key)
        for person in people if isinstance(people, list) else ():
            if isinstance(person, dict) and "family" in person:
                yield str(person["family"])


def _owners(project: Project, edition: Edition) -> dict[LayerId, Localisation]:
    """Return the localisations that the edition does not come down from."""
    chain = {each.id for each in edition.chain}
    return {name: each for name, each in project.localisations.items() if name not in chain}


def _wordlist(edition: Edition, project: Project, owners: Mapping[LayerId, Localisation], day: date) -> Wordlist:
    declared = project.framework.declarations
    avoided = {words: edition.terms.get(term.id, term.forms)["singular"] for term in declared.terms.values() for words in term.avoid}
    references = [*declared.references.values(), *(each for name in edition.references.values() for each in (name,))]
    return Wordlist(
        discouraged={**declared.checks.discouraged, **avoided},
        strange=_strange(edition, declared, owners),
        renamed=_renamed(edition),
        withdrawn={**declared.checks.withdrawn, **dict(_withdrawn(references, edition.references, day))},
        titles=tuple(dict.fromkeys(title for each in references for title in _titles(each))),
    )


def _strange(edition: Edition, declared: Declarations, owners: Mapping[LayerId, Localisation]) -> dict[str, Owned]:
    """Return the words of other places: declared ones, the titles of their own references, and the forms that a nation gives to terms."""
    found: dict[str, Owned] = {}
    first = declared.tiers[0].id if declared.tiers else ""
    own = {title for each in edition.references.values() if not _places_elsewhere(each, edition, owners) for title in _titles(each)}
    spoken = {words.casefold() for forms in edition.terms.values() for words in forms.values()}
    for reference in edition.references.values():
        places = _places_elsewhere(reference, edition, owners)
        found.update({title: Owned(" and ".join(places), places) for title in _titles(reference) if places})
    for each in owners.values():
        names = (each.short, each.name)
        for theirs in each.references.values():
            found.update({title: Owned(each.short, names) for title in _titles(theirs) if title not in own})
        for change in each.terms if each.tier == first else ():
            here = edition.terms.get(change.id, {}).get("singular", "")
            forms = (words for words in change.forms.values() if len(words.split()) >= _SEVERAL and words.casefold() not in spoken)
            found.update({words: Owned(each.short, names, here) for words in forms})
        found.update({word: Owned(each.short, names, instead) for word, instead in each.words.items()})
    mine = {word for each in edition.chain for word in each.words}
    return {words: owned for words, owned in found.items() if words not in mine}


def _renamed(edition: Edition) -> dict[str, tuple[str, str]]:
    """Return the framework's forms of terms that the edition calls something else."""
    terms = edition.framework.declarations.terms
    spoken = {words.casefold() for forms in edition.terms.values() for words in forms.values()}
    found = {}
    for name, forms in edition.terms.items():
        for form, words in terms[name].forms.items() if name in terms else ():
            if words.casefold() not in spoken:
                found[words] = (name, forms.get(form, forms.get("singular", "")))
    return found


def _withdrawn(references: Iterable[Reference], all_known: Mapping[str, Reference], day: date) -> Iterator[tuple[str, str]]:
    for each in references:
        if each.withdrawn is not None and each.withdrawn <= day:
            instead = all_known.get(each.replaced_by)
            yield from ((title, _titles(instead)[0] if instead is not None else "") for title in _titles(each))


def _titles(reference: Reference) -> tuple[str, ...]:
    """Return what the reference is called, short form first; one word alone could mean anything."""
    names = (str(reference.csl.get(key, "")) for key in ("title-short", "title"))
    return tuple(dict.fromkeys(name for name in names if len(name.split()) >= _SEVERAL))


def _foreign(edition: Edition, owners: Mapping[LayerId, Localisation]) -> dict[str, Owned]:
    """Return the references that belong to other places."""
    found = {}
    for name, reference in edition.references.items():
        places = _places_elsewhere(reference, edition, owners)
        if places:
            found[name] = Owned(" and ".join(places), places)
    return found


def _places_elsewhere(reference: Reference, edition: Edition, owners: Mapping[LayerId, Localisation]) -> tuple[str, ...]:
    """Return the other places that the `jurisdiction` of a reference names; none where it names one that the edition comes down from."""
    jurisdiction = str(reference.csl.get("jurisdiction", ""))
    if not jurisdiction or any(re.search(rf"\b{re.escape(each.short)}\b", jurisdiction) for each in edition.chain):
        return ()
    return tuple(each.short for each in owners.values() if re.search(rf"\b{re.escape(each.short)}\b", jurisdiction))

"""The runs of one paragraph that both versions have: what was kept, inserted and deleted, as runs of Word.

Both paragraphs are taken apart to single signs with their looks and links. Which signs are the same is known from the comparison; where
Word shows something else than was compared (a form's control), it is found here. A sign that is kept is the same in all it shows, so that
nothing is lost whatever the comparison says.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from lxml import etree

from byelaw.outputs.ooxml import Element, element, qualified
from byelaw.outputs.redline_word_marks import Change, Signature, content_of, tracked
from byelaw.outputs.redline_word_stamps import FORMULA, IMAGE, NOTE, Fate, Words

_RUN, _LINK, _LOOK, _TEXT = map(qualified, ("w:r", "w:hyperlink", "w:rPr", "w:t"))
_REFERENCE, _ID = map(qualified, ("w:footnoteReference", "w:id"))
_SIGNS = {
    qualified("w:br"): "\n",
    qualified("w:tab"): "\t",
    qualified("w:noBreakHyphen"): "\u2011",
    qualified("w:softHyphen"): "\u00ad",
    qualified("w:drawing"): IMAGE,
    _REFERENCE: NOTE,
}
_OTHER = "\ufffd"
_PIECES = re.compile(r"\w+|\s+|.", re.DOTALL)

MergeNotes = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a paragraph, or a picture, a note, a formula: `look` and `link` as text, `content` where it is no letter."""

    text: str
    look: bytes = b""
    link: tuple[tuple[str, str], ...] = ()
    content: bytes = b""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Fated:
    fate: Fate
    sign: Sign


def merged_words(old: Element, new: Element, words: Sequence[Words], merge_notes: MergeNotes, signature: Signature) -> list[Element]:
    """Return what is in a paragraph in both versions; `merge_notes` gives the name of a note that is two."""
    before, after = signs_of(old), signs_of(new)
    steps = _steps(words) if _is_of(words, before, after) else _found_steps(before, after)
    fated = list(_in_order(_fated(steps, before, after, merge_notes)))
    return [each for link, signs in groupby(fated, lambda each: each.sign.link) for each in _linked(link, list(signs), signature)]


def signs_of(paragraph: Element) -> list[Sign]:
    """Return a paragraph as signs."""
    return list(_signs(content_of(paragraph), ()))


def _signs(content: Iterable[Element], link: tuple[tuple[str, str], ...]) -> Iterator[Sign]:
    for each in content:
        if each.tag == _LINK:
            yield from _signs(content_of(each), tuple(sorted((str(key), str(value)) for key, value in each.attrib.items())))
        elif each.tag == _RUN:
            yield from _of_run(each, link)
        else:
            yield Sign(FORMULA, link=link, content=etree.tostring(each))


def _of_run(run: Element, link: tuple[tuple[str, str], ...]) -> Iterator[Sign]:
    properties = run.find(_LOOK)
    look = b"" if properties is None else etree.tostring(properties)
    for each in run:
        if each.tag == _TEXT:
            yield from (Sign(sign, look, link) for sign in each.text or "")
        elif each.tag != _LOOK:
            note = each.get(_ID, "") if each.tag == _REFERENCE else ""
            yield Sign(_SIGNS.get(str(each.tag), _OTHER), look, link, etree.tostring(each), note)


def _is_of(words: Sequence[Words], old: Sequence[Sign], new: Sequence[Sign]) -> bool:
    """Tell whether the words compared are those that Word shows."""
    texts = ["".join(each.text for each in words if each.fate is not gone) for gone in (Fate.INSERTED, Fate.DELETED)]
    return bool(words) and texts == ["".join(each.text for each in side) for side in (old, new)]


def _steps(words: Sequence[Words]) -> Iterator[tuple[Fate, int]]:
    return ((each.fate, len(each.text)) for each in words)


def _found_steps(old: Sequence[Sign], new: Sequence[Sign]) -> Iterator[tuple[Fate, int]]:
    """Yield what became of the signs, word by word, as found from the signs themselves."""
    pieces = [[tuple(side[at.start() : at.end()]) for at in _PIECES.finditer("".join(each.text for each in side))] for side in (old, new)]
    for kind, i, k, j, m in SequenceMatcher(None, pieces[0], pieces[1], autojunk=False).get_opcodes():
        gone, come = (sum(map(len, side[start:stop])) for side, start, stop in ((pieces[0], i, k), (pieces[1], j, m)))
        if kind == "equal":
            yield Fate.KEPT, come
            continue
        yield Fate.DELETED, gone
        yield Fate.INSERTED, come


def _fated(steps: Iterable[tuple[Fate, int]], old: Sequence[Sign], new: Sequence[Sign], merge_notes: MergeNotes) -> Iterator[_Fated]:
    i = j = 0
    for fate, length in steps:
        if fate is Fate.KEPT:
            for one, other in zip(old[i : i + length], new[j : j + length], strict=True):
                yield from _kept(one, other, merge_notes)
        if fate is not Fate.INSERTED:
            yield from (_Fated(fate, sign) for sign in old[i : i + length] if fate is Fate.DELETED)
            i += length
        if fate is not Fate.DELETED:
            yield from (_Fated(fate, sign) for sign in new[j : j + length] if fate is Fate.INSERTED)
            j += length


def _kept(old: Sign, new: Sign, merge_notes: MergeNotes) -> Iterator[_Fated]:
    if old == new:
        yield _Fated(Fate.KEPT, new)
    elif old.note and new.note and (old.look, old.link) == (new.look, new.link):
        name = merge_notes(old.note, new.note)
        yield _Fated(Fate.KEPT, replace(new, note=name, content=new.content.replace(new.note.encode(), name.encode())))
    else:
        yield _Fated(Fate.DELETED, old)
        yield _Fated(Fate.INSERTED, new)


def _in_order(fated: Iterable[_Fated]) -> Iterator[_Fated]:
    """Yield the signs with what was deleted before what was inserted between two that were kept."""
    for is_kept, group in groupby(fated, lambda each: each.fate is Fate.KEPT):
        signs = list(group)
        yield from signs if is_kept else sorted(signs, key=lambda each: each.fate is Fate.INSERTED)


def _linked(link: tuple[tuple[str, str], ...], fated: Sequence[_Fated], signature: Signature) -> list[Element]:
    content: list[Element] = []
    for fate, group in groupby(fated, lambda each: each.fate):
        runs = _runs([each.sign for each in group])
        match fate:
            case Fate.KEPT:
                content += runs
            case Fate.INSERTED:
                content += tracked(runs, Change.INSERTED, signature)
            case _:
                content += tracked(runs, Change.DELETED, signature)
    if not link:
        return content
    holder = element("w:hyperlink", children=content)
    for key, value in link:
        holder.set(key, value)
    return [holder]


def _runs(signs: Sequence[Sign]) -> list[Element]:
    found: list[Element] = []
    for (look, content), group in groupby(signs, lambda each: (each.look, each.content)):
        same = list(group)
        if not content:
            found.append(_run(look, _text("".join(each.text for each in same))))
        elif same[0].text == FORMULA:
            found += [etree.fromstring(content) for _ in same]
        else:
            found += [_run(look, etree.fromstring(content)) for _ in same]
    return found


def _run(look: bytes, content: Element) -> Element:
    return element("w:r", children=[*([etree.fromstring(look)] if look else []), content])


def _text(words: str) -> Element:
    text = element("w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text

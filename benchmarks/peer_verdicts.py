"""What holds of a redline: accepted it is the new version, rejected the old one, by its words and strictly, says one resolver or another.

Comments are no changes, and resolvers differ about them: they are taken out first. Words are those of each paragraph in reading order,
those of a note where it stands, with a sign for a picture or a break; empty paragraphs do not count. Strictly is what our own proof calls
so: paragraphs, styles, lists, looks, links, pictures, notes and tables (`redline_word_strict`).
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from byelaw.outputs.ooxml import Element, open_package
from byelaw.outputs.redline_resolver import Decision, resolved
from byelaw.outputs.redline_word_strict import difference, outline
from redlines.libreoffice import ACCEPT, KEEP, REJECT, Shown, resolved_by_libreoffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DECISIONS = ("accept", "reject")
END = "End of the document"
_DOCUMENT, _NOTES = "word/document.xml", "word/footnotes.xml"
_COMMENT_RANGES = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
_TEXTS, _SIGNS = frozenset({f"{W}t", f"{W}delText"}), frozenset({f"{W}br", f"{W}drawing"})
_MARKS = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))

Resolver: TypeAlias = Callable[[bytes, str], bytes]


@dataclass(slots=True)
class Verdict:
    """Whether it holds: by its words as each resolver says (none: it could not), strictly as one of them says."""

    words: dict[str, bool | None] = field(default_factory=dict)
    is_strict: bool = False
    why: str = ""


def own_resolver(content: bytes, decision: str) -> bytes:
    """Accept or reject with the resolver that proves our redlines, and what none of ours has: changes of columns, cells and numbering."""
    return _rewritten(resolved(content, Decision(decision)), lambda root: _resolve_rest(root, decision))


def _resolve_rest(root: Element, decision: str) -> None:
    goes, stays = ("cellDel", "cellIns") if decision == "accept" else ("cellIns", "cellDel")
    for mark in list(root.iter(f"{W}{goes}")):
        _take_out(next(mark.iterancestors(f"{W}tc")))
    for mark in list(root.iter(f"{W}{stays}", f"{W}numberingChange")):
        _take_out(mark)
    for change in list(root.iter(f"{W}tblGridChange")):
        grid, before = change.getparent(), next(iter(change), None)
        if grid is not None:
            grid[:] = list(before) if decision == "reject" and before is not None else [each for each in grid if each is not change]


def judge(content: bytes, old: Path, new: Path, by: Mapping[str, Resolver]) -> Verdict:
    """Return what holds of a redline of two files."""
    verdict = Verdict()
    bare = without_comments(content)
    wanted = {"accept": new.read_bytes(), "reject": old.read_bytes()}
    for name, resolve in by.items():
        try:
            made = {decision: resolve(bare, decision) for decision in DECISIONS}
            verdict.words[name] = all(words(made[each]) == words(wanted[each]) for each in DECISIONS)
            verdict.is_strict |= all(is_strictly(made[each], wanted[each]) for each in DECISIONS)
        except (OSError, KeyError, ValueError, IndexError, AssertionError, etree.LxmlError, zipfile.BadZipFile) as failure:
            verdict.words.setdefault(name, None)
            verdict.why = verdict.why or f"{name}: {failure}"[:90]
    if not verdict.is_strict and any(each is not None for each in verdict.words.values()):
        verdict.why = "words hold" if True in verdict.words.values() else "words differ"
    return verdict


def is_strictly(made: bytes, wanted: bytes) -> bool:
    """Return whether two files show the same."""
    return difference(_outline(made), _outline(wanted)) is None


def _outline(content: bytes) -> list[tuple[object, ...]]:
    """Return what a file shows. Paths from the top are made such as our reader knows, and looks that say nothing are taken out."""
    package = open_package(_rewritten(content, _drop_empty_looks))
    for name in [each for each in package.parts if each.startswith("word/_rels/")]:
        package.parts[name] = package.parts[name].replace(b'Target="/word/', b'Target="')
    return outline(package)


def _drop_empty_looks(root: Element) -> None:
    for each in [each for each in root.iter(f"{W}rPr", f"{W}pPr") if len(each) == 0]:
        _take_out(each)


def words(content: bytes) -> list[str]:
    """Return the words of each paragraph that has any."""
    parts = _parts(content)
    notes = {each.get(f"{W}id", ""): each for each in parts.get(_NOTES, ())}
    said = [_said(each, notes) for each in parts[_DOCUMENT].iter(f"{W}p")]
    return [each for each in said if each and each != END]


def _said(paragraph: Element, notes: Mapping[str, Element]) -> str:
    found = []
    for each in paragraph.iter():
        if each.tag in _TEXTS:
            found.append(each.text or "")
        elif each.tag in _SIGNS:
            found.append("¶")
        elif each.tag == f"{W}footnoteReference" and each.get(f"{W}id", "") in notes:
            inner = notes[each.get(f"{W}id", "")]
            found.append(f"[{'|'.join(filter(None, (_said(one, {}) for one in inner.iter(f'{W}p'))))}]")
    return " ".join("".join(found).split())


def without_comments(content: bytes) -> bytes:
    """Return a file without the places of its comments."""

    def change(root: Element) -> None:
        runs = [each.getparent() for each in root.iter(f"{W}commentReference")]
        for each in [*root.iter(*_COMMENT_RANGES), *(run for run in runs if run is not None)]:
            _take_out(each)

    return _rewritten(content, change)


def _rewritten(content: bytes, change: Callable[[Element], None]) -> bytes:
    """Return a file with something done to its text and its notes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            part = source.read(name)
            if name in (_DOCUMENT, _NOTES):
                root = etree.fromstring(part)
                change(root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            out.writestr(name, part)
    return target.getvalue()


def _take_out(each: Element) -> None:
    """Take an element out, and a mark of a change that held nothing else."""
    holder = each.getparent()
    if holder is None:
        return
    holder.remove(each)
    if len(holder) == 0 and holder.tag in _MARKS:
        _take_out(holder)


def marks_of(content: bytes) -> Counter[str]:
    """Return how many changes of each kind a redline has, and the words in them."""
    if not content:
        return Counter()
    parts = _parts(content)
    found: Counter[str] = Counter()
    for root in (parts[_DOCUMENT], *([parts[_NOTES]] if _NOTES in parts else ())):
        for each in root.iter(*_MARKS):
            found[str(each.tag).removeprefix(W)] += 1
            found["words"] += sum(len((text.text or "").split()) for text in each.iter(f"{W}t", f"{W}delText"))
        found["row"] += sum(each.tag in _MARKS for row in root.iter(f"{W}trPr") for each in row)
        found["look"] += sum(1 for _ in root.iter(f"{W}rPrChange"))
        found["comment"] += sum(1 for _ in root.iter(f"{W}commentReference"))
    found["note"] = sum(1 for _ in parts[_NOTES].iter(*_MARKS)) if _NOTES in parts else 0
    return found


def _parts(content: bytes) -> dict[str, Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: etree.fromstring(package.read(name)) for name in (_DOCUMENT, _NOTES) if name in package.namelist()}


@dataclass(slots=True)
class Office:
    """LibreOffice: what it shows of each version, asked once, and of redlines that it accepted and rejected."""

    folder: Path
    pairs: Mapping[str, tuple[Path, Path]]
    known: dict[str, list[list[str]]] = field(default_factory=dict)
    count: int = 0

    def verdicts(self, who: str, made: Mapping[str, bytes]) -> dict[str, bool | None]:
        """Return by the pair's name whether the words hold; none where LibreOffice could not say."""
        print(f"LibreOffice accepts and rejects {len(made)} files of {who}", flush=True)
        self._learn()
        jobs = {name: [(without_comments(content), what) for what in (ACCEPT, REJECT)] for name, content in made.items()}
        shown = self._shown(jobs)
        return {name: None if name not in shown or name not in self.known else shown[name] == self.known[name] for name in made}

    def _learn(self) -> None:
        if not self.known:
            self.known = self._shown(
                {name: [(new.read_bytes(), KEEP), (old.read_bytes(), KEEP)] for name, (old, new) in self.pairs.items()}
            )

    def _shown(self, jobs: Mapping[str, list[tuple[bytes, str]]]) -> dict[str, list[list[str]]]:
        """Return the words of each job's files; where LibreOffice ends with one of many, halves are tried."""
        names = list(jobs)
        files = {f"{number}-{which}": job for number, name in enumerate(names) for which, job in enumerate(jobs[name])}
        self.count += 1
        folder = self.folder / str(self.count)
        folder.mkdir(parents=True)
        try:
            shown = resolved_by_libreoffice(folder, files)
        except (OSError, subprocess.SubprocessError, zipfile.BadZipFile, KeyError):
            half = len(names) // 2
            parts = (names[:half], names[half:]) if half else ()
            return {name: each for part in parts for name, each in self._shown({name: jobs[name] for name in part}).items()}
        return {name: [_words(shown[f"{number}-{which}"]) for which in range(2)] for number, name in enumerate(names)}


def _words(shown: list[Shown]) -> list[str]:
    said = (" ".join(each[3].split()) for each in shown)
    return [each for each in said if each and each != END]

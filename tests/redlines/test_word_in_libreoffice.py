"""A second opinion: LibreOffice accepts and rejects the redlines of all cases, and finds what it finds in the published versions.

Where it is known to do otherwise, whatever is written, the case is named here with the reason; everything else must hold.
"""

import pytest

from redlines.libreoffice import ACCEPT, KEEP, REJECT, Shown, resolved_by_libreoffice
from redlines.word_cases import every_case
from redlines.word_redlines import Writer

CASES = every_case()
_TARGET = "a link keeps its target, and stays a link, whatever is done"
_EMPTY = "an empty paragraph stays where a whole one was"
_LOOK = "the paragraph after one that goes takes on its look"
KNOWN = {
    "paragraph: split, rejected": "the paragraph after an inserted one joins what stands before it, if that ends with a deletion",
    "inline: link retargeted, accepted": _TARGET,
    "inline: link retargeted, rejected": _TARGET,
    "inline: link added, rejected": _TARGET,
    "list: items reordered, accepted": _LOOK,
    "list: from a paragraph, rejected": _LOOK,
    "quote, box, rule: quote added, rejected": _LOOK,
    "table: column inserted, accepted": _EMPTY,
    "table: column inserted, rejected": _EMPTY,
    "table: column deleted, accepted": _EMPTY,
    "table: column deleted, rejected": _EMPTY,
    "note: paragraph with a note deleted, accepted": _EMPTY,
    "quote, box, rule: rule inserted, rejected": "a drawn line stays",
}
"""What LibreOffice 7.4 does otherwise, by the case and what was done. Word does none of it, as far as the standard says."""


@pytest.fixture(scope="module")
def opened(writer: Writer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Shown]]:
    files: dict[str, tuple[bytes, str]] = {}
    for number, case in enumerate(CASES):
        redline = writer.redline(case.old, case.new).content
        files[f"{number}-accepted"], files[f"{number}-rejected"] = (redline, ACCEPT), (redline, REJECT)
        for name, body in (("new", case.new), ("old", case.old)):
            files[f"{number}-{name}"] = (writer.direct(body).to_bytes(), KEEP)
    return resolved_by_libreoffice(tmp_path_factory.mktemp("office"), files)


@pytest.mark.word
@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].label)
def test_libreoffice_finds_the_two_versions_in_it(opened: dict[str, list[Shown]], number: int) -> None:
    for done, version in (("accepted", "new"), ("rejected", "old")):
        found = [each for each in opened[f"{number}-{done}"] if each[3] != "End of the document"]
        label = f"{CASES[number].label}, {done}"
        if label in KNOWN:
            assert found != opened[f"{number}-{version}"], "it is known no more: take it out of the list"
        else:
            assert found == opened[f"{number}-{version}"], label

"""A second opinion: LibreOffice accepts and rejects the redlines of all cases, and finds what it finds in the published versions.

Where it is known to do otherwise, whatever is written, the case is named here with the reason; everything else must hold.
"""

import pytest
from libreoffice import ACCEPT, KEEP, REJECT, Shown, resolved_by_libreoffice
from word_cases import every_case
from word_redlines import Writer

KNOWN: dict[str, str] = {}
"""What LibreOffice 7.4 does otherwise, by the case and what was done."""


@pytest.fixture(scope="module")
def opened(writer: Writer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Shown]]:
    files: dict[str, tuple[bytes, str]] = {}
    for number, case in enumerate(every_case()):
        redline = writer.redline(case.old, case.new).content
        files[f"{number}-accepted"], files[f"{number}-rejected"] = (redline, ACCEPT), (redline, REJECT)
        for name, body in (("new", case.new), ("old", case.old)):
            files[f"{number}-{name}"] = (writer.direct(body).to_bytes(), KEEP)
    return resolved_by_libreoffice(tmp_path_factory.mktemp("office"), files)


@pytest.mark.word
@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(every_case())), ids=lambda number: every_case()[number].label)
def test_libreoffice_finds_the_two_versions_in_it(opened: dict[str, list[Shown]], number: int) -> None:
    for done, version in (("accepted", "new"), ("rejected", "old")):
        found = [each for each in opened[f"{number}-{done}"] if each[3] != "End of the document"]
        label = f"{every_case()[number].label}, {done}"
        if label in KNOWN:
            assert found != opened[f"{number}-{version}"], "it is known no more: take it out of the list"
        else:
            assert found == opened[f"{number}-{version}"], label

"""One change at a time, by the kind of block: accepted it is the new document, rejected the old one, as they are published."""

from collections import Counter

import pytest

from byelaw.outputs.ooxml import open_package
from byelaw.outputs.redline_resolver import Decision, resolved
from byelaw.outputs.redline_word_strict import difference, outline
from redlines.second_reading import first_difference, read
from redlines.word_cases import Case, every_case
from redlines.word_redlines import Writer

CASES = every_case()


def test_there_are_as_many_cases_of_each_kind_as_were_measured() -> None:
    assert Counter(case.kind for case in CASES) == {
        "paragraph": 11, "inline": 6, "heading": 4, "list": 14, "table": 11, "code block": 3, "picture": 4, "note": 5, "definitions": 3,
        "quote, box, rule": 4, "section": 1,
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_accepted_it_is_the_new_document_and_rejected_the_old_one(writer: Writer, case: Case) -> None:
    redline = writer.redline(case.old, case.new)
    assert not redline.problems
    assert redline.replaced == 0
    for decision, body in ((Decision.ACCEPT, case.new), (Decision.REJECT, case.old)):
        shown = outline(open_package(resolved(redline.content, decision)))
        assert difference(shown, outline(writer.direct(body))) is None
        assert first_difference(read(redline.content, decision.value), read(writer.direct(body).to_bytes(), "accept")) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_the_two_versions_of_a_case_do_not_look_the_same(writer: Writer, case: Case) -> None:
    assert difference(outline(writer.direct(case.old)), outline(writer.direct(case.new))) is not None

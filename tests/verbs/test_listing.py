"""`list` into a file or another program."""

import pytest

from verbs.conftest import Run


@pytest.mark.parametrize("subject", ["editions", "changes", "gaps"])
def test_every_line_has_every_column_with_a_tab_between(run: Run, subject: str) -> None:
    head, *rows = run("list", subject).stdout.splitlines()
    assert rows
    assert {line.count("\t") for line in rows} == {head.count("\t")}
    assert "  " not in head


@pytest.mark.parametrize("edition", ["", "first-area", "north"])
def test_a_value_is_what_is_set_in_every_listing_of_changes(run: Run, edition: str) -> None:
    head, *rows = run("list", "changes", *(["--edition", edition] if edition else [])).stdout.splitlines()
    columns = head.split("\t")
    found = [dict(zip(columns, line.split("\t"), strict=True)) for line in rows]
    limits = [each for each in found if "Time limit for a reply" in "".join(each.values())]
    assert limits
    assert {each["operation"] for each in limits} == {"Set"}
    assert all(each["what"].startswith("Time limit for a reply: ") for each in limits)

"""`explain` of a passage with everything in it that words can be in."""

from pathlib import Path

from verbs.conftest import Run

PAGE = """---
kind: procedure
title: Visits
---
## Before you go {#before}

::: {#tell .should who=lead}
Tell the lead within {{ timescales.reply }}.[^why]

- where you go
- when you are back
:::

{#who caption="Who goes"}
| Who | When |
|-----|------|
| Two people | At night |

::: {#ring when="help-line=yes"}
Ring the help line.
:::

[^why]: Someone was lost once.
"""


def test_a_passage_is_read_line_by_line_with_the_ids_of_its_blocks(run: Run, project: Path) -> None:
    (project / "framework" / "documents" / "procedure" / "visits.md").write_text(PAGE, encoding="utf-8")
    said = run("explain", "second-area", "visits#before").stdout.splitlines()
    start = said.index("Here it says:") + 1
    assert said[start : start + 7] == [
        "  | Before you go #before",
        "  | Tell the lead within 4 working days. [footnote: Someone was lost once.] #tell",
        "  | - where you go",
        "  | - when you are back",
        "  | Who goes #who",
        "  | Who | When",
        "  | Two people | At night",
    ]
    assert said[start + 7] == "  'ring' is left out here, because 'Has a help line' is no"
    assert "framework says the same as here (framework/documents/procedure/visits.md:5)" in said


def test_what_a_tier_above_says_is_read_with_the_values_of_the_edition(run: Run, project: Path) -> None:
    (project / "framework" / "documents" / "procedure" / "visits.md").write_text(PAGE, encoding="utf-8")
    change = "---\ndocument: visits\nchanges:\n  who: {do: omit, because: One goes.}\n---\n"
    (project / "localisations" / "second-area" / "visits.md").write_text(change, encoding="utf-8")
    said = run("explain", "second-area", "visits#before").stdout
    above = said[said.index("framework says (") :]
    assert "  | Tell the lead within 4 working days. [footnote: Someone was lost once.] #tell" in above
    assert "{{" not in said

"""A block copied as Markdown reads as the same block: the example framework's every block, and what authors write rarely."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from byelaw.core.blocks import Block, every_block
from byelaw.core.merging.sameness import same_words
from byelaw.settings import Settings
from byelaw.sources.prose import ProseRequest, Vocabulary, nest, read_prose
from byelaw.tools.pandoc import PandocPool
from byelaw.workflows.asking import open_desk
from byelaw.workflows.copying import whole_tree, written
from verbs.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = Vocabulary(strengths=frozenset({"must", "should", "may"}), record_types=frozenset({"contact", "role"}))
RARE = """\
## A {{ edition.short as upper }} *title* {#a when="panel=yes" lock=open}

Text with `code`, **strong**, a \\*star, 1\\. not a list, "quotes", it's – and… [](doc:referral#screening)[^one] and <https://example.org>.

[^one]: A note of its own.

{#b .must who="role-a role-b" source=law}
| One | Two |
|-----|-----|
| {{ timescales.reply }} | [](contact:desk) |

::: {#c .quote lang=cy}
Words of the law.
:::

> [!WARNING]
> Look out.

::: {#d template=contact-cards records="contact:desk contact:night"}
:::

1. one

   - inner
2. two

Term
:   Its meaning.

### Deeper {#e}

- [x](term:hsb)
"""


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(workers=2) as pool:
        yield pool


def unlike(blocks: list[Block], pandoc: PandocPool, vocabulary: Vocabulary) -> list[str]:
    texts = [written(whole_tree(block), pandoc) for block in blocks]
    requests = [ProseRequest(str(number), "copy.md", str(text)) for number, text in enumerate(texts)]
    read, _ = read_prose(requests, pandoc, vocabulary)
    again = [nest(read[request.key])[0] for request in requests]
    return [block.id for block, new in zip(blocks, again, strict=True) if len(new) != 1 or not same_words(new[0], block)]


def test_rare_things_are_copied_exactly(pandoc: PandocPool) -> None:
    read, problems = read_prose((ProseRequest("x", "x.md", RARE),), pandoc, VOCABULARY)
    assert problems == ()
    blocks, _ = nest(read["x"])
    assert unlike([each for each in every_block(blocks) if each.id], pandoc, VOCABULARY) == []


def is_of_data(block: Block) -> bool:
    """Return whether the block, or one inside it, comes from a file of data: such are copied as YAML, by the next test."""
    return any(each.item is not None for each in every_block((block,)))


@pytest.mark.slow
def test_every_block_of_the_example_is_copied_exactly() -> None:
    with open_desk(Settings(ROOT), date(2026, 11, 23)) as desk:
        framework = desk.merged.project.framework
        declared = framework.declarations
        vocabulary = Vocabulary(strengths=frozenset(declared.strengths), record_types=frozenset(declared.record_types))
        every = [each for document in framework.documents.values() for each in every_block(document.blocks) if each.id]
        blocks = [each for each in every if not is_of_data(each)]
        assert len(blocks) > 1000
        assert unlike(blocks, desk.pandoc, vocabulary) == []


def test_a_copy_stands_in_the_page_and_has_no_effect_until_it_is_edited(run: Run, project: Path) -> None:
    page = project / "localisations" / "north" / "reporting.md"
    before = page.read_text(encoding="utf-8").splitlines()
    assert run("new", "change", "north", "reporting#report", "--set", "because=We say more.").exit_code == 0
    after = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line in before] == before
    assert "[no-effect]" in run("validate", "--edition", "north").stderr
    page.write_text(page.read_text(encoding="utf-8").replace("You may telephone", "Anyone may telephone"), encoding="utf-8")
    assert run("validate", "--edition", "north").exit_code == 0
    assert "reporting#report:" in (project / "localisations" / "north" / "basis.yml").read_text(encoding="utf-8")


def test_a_copy_leaves_out_what_is_never_shown_where_it_goes(run: Run, project: Path) -> None:
    source = next((project / "framework" / "documents").rglob("reporting.md"))
    asked = '### With a line {#with when="help-line=yes"}\n\nRing it.\n\n### Without {#without when="not help-line=yes"}\n\nWrite.\n'
    source.write_text(
        f"{source.read_text(encoding='utf-8').rstrip()}\n\n## Ways to ask {{#ways}}\n\nAsk soon.\n\n{asked}", encoding="utf-8"
    )
    made = run("new", "change", "first-area", "reporting#ways", "--set", "because=We have one way.")
    assert made.exit_code == 0, made.output
    page = (project / "localisations" / "first-area" / "reporting.md").read_text(encoding="utf-8")
    assert ("{#with" in page, "{#without" in page) == (True, False)

"""Laws of the merge, for any changes: nothing lost, nothing doubled, locked words stay, order and siblings do not matter."""

from hypothesis import given, settings
from hypothesis import strategies as st

from byelaw.core.blocks import every_block
from byelaw.core.names import DocumentId
from byelaw.core.tree import walk
from laws.generated_changes import BODY, LOCKED_WORDS, NEW, Page, pages
from project_builder import Builder, Built, Files, edits, place, plots

EXAMPLES = settings(max_examples=60, deadline=None, derandomize=True)
PLOTS = DocumentId("plots")


def changed(name: str, page: Page) -> Files:
    """Return a localisation's page."""
    return edits(name, page.written(), page.prose())


def newton(allotments: Builder, page: Page, *others: Files) -> Built:
    """Return the made-up framework with Newton's page of changes."""
    return allotments(plots(BODY), place("newton"), changed("newton", page), *others)


@EXAMPLES
@given(page=pages())
def test_every_block_stands_once_or_is_accounted_for(allotments: Builder, page: Page) -> None:
    built = newton(allotments, page)
    edition = built.edition("newton")
    standing = [each.id for each in every_block(edition.documents[PLOTS].blocks) if each.id]
    national = {each.id for each in every_block(built.edition("framework").documents[PLOTS].blocks) if each.id}
    own = {f"newton:{each.target}" for each in page.entries if each.target in NEW}
    omitted = {each.block for each in edition.omissions}
    assert len(standing) == len(set(standing))
    assert national <= {*standing, *omitted}
    assert {*standing} <= national | own
    if not built.problems:
        assert own <= {*standing}


@EXAMPLES
@given(page=pages())
def test_what_stands_and_is_not_left_out_is_published_once(allotments: Builder, page: Page) -> None:
    built = newton(allotments, page)
    document = built.document("newton")
    shown = [node["c"][0][0] for node in walk(list(document.body)) if node["t"] == "Div" and node["c"][0][0]]
    gone = {
        each.id for block in every_block(built.edition("newton").documents[PLOTS].blocks) if block.omitted for each in every_block((block,))
    }
    expected = [
        each.id.replace(":", "--")
        for each in every_block(built.edition("newton").documents[PLOTS].blocks)
        if each.id and each.form == "statement" and each.id not in gone
    ]
    assert shown == expected


@EXAMPLES
@given(page=pages())
def test_locked_words_stand_in_every_edition_whatever_is_changed(allotments: Builder, page: Page) -> None:
    lines = newton(allotments, page).page("newton")
    assert [lines.count(words) for words in LOCKED_WORDS] == [1] * len(LOCKED_WORDS)


@EXAMPLES
@given(page=pages(), above=pages())
def test_locked_words_pass_through_two_tiers_of_changes(allotments: Builder, page: Page, above: Page) -> None:
    files = (plots(BODY), place("north", tier="district"), changed("north", above), place("newton", "north"), changed("newton", page))
    lines = allotments(*files).page("newton")
    assert [lines.count(words) for words in LOCKED_WORDS] == [1] * len(LOCKED_WORDS)


@EXAMPLES
@given(page=pages(), data=st.data())
def test_the_order_of_the_entries_means_nothing(allotments: Builder, page: Page, data: st.DataObject) -> None:
    entries = data.draw(st.permutations(page.entries))
    one, other = (
        newton(allotments, page),
        allotments(plots(BODY), place("newton"), edits("newton", Page(tuple(entries)).written(), page.prose())),
    )
    assert sorted(one.outline("newton")) == sorted(other.outline("newton"))
    assert sorted(one.problems) == sorted(other.problems)
    if not {each.line.partition(": ")[2] for each in page.entries if "move" in each.line}:
        assert one.outline("newton") == other.outline("newton")


@EXAMPLES
@given(page=pages(), beside=pages())
def test_siblings_mean_nothing(allotments: Builder, page: Page, beside: Page) -> None:
    alone = newton(allotments, page)
    among = newton(allotments, page, place("oldham"), changed("oldham", beside))
    assert alone.outline("newton") == among.outline("newton")
    assert alone.problems == [each for each in among.problems if each.startswith("newton")]


@EXAMPLES
@given(page=pages())
def test_a_localisation_without_changes_publishes_its_parents_text(allotments: Builder, page: Page) -> None:
    built = allotments(plots(BODY), place("north", tier="district"), changed("north", page), place("newton", "north"))
    assert built.edition("newton").documents == built.edition("north").documents
    assert built.page("newton") == built.page("north")


@EXAMPLES
@given(page=pages())
def test_the_same_sources_publish_the_same(allotments: Builder, page: Page) -> None:
    assert newton(allotments, page).published("newton") == newton(allotments, page).published("newton")


@EXAMPLES
@given(page=pages())
def test_each_departure_that_stands_is_in_the_register_or_was_refused(allotments: Builder, page: Page) -> None:
    built = newton(allotments, page)
    if built.problems:
        return
    lines = {row.line for row in built.published("newton").register}
    assert lines == set(range(4, 4 + len(page.entries)))

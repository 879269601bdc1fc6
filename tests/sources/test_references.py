"""References as the citation style writes them."""

from pathlib import Path

from byelaw.core.declarations import Reference
from byelaw.core.problems import Place
from byelaw.core.tree import stringify
from byelaw.sources.references import csl_json, format_citations
from byelaw.tools.pandoc import PandocPool

STYLE = Path(__file__).parents[2].joinpath("templates", "citations.csl").read_text(encoding="utf-8")


def reference(name: str, **variables: object) -> Reference:
    return Reference(name, {key.replace("_", "-"): value for key, value in variables.items()}, Place("references.yml", 3))


BOOK = reference(
    "hackett-2014",
    type="book",
    title="A review",
    author=({"family": "Hackett", "given": "Simon"},),
    issued="2014",
    publisher="RiP",
)
GUIDANCE = reference(
    "wt2023", type="report", title="Working Together", title_short="Working Together 2023", author=[{"literal": "DfE"}],
    issued="2023-12-15", URL="https://a.org/x", jurisdiction="England",
)  # fmt: skip
ACT = reference("ca1989", type="legislation", title="Children Act 1989", issued="1989", jurisdiction="England and Wales")


def test_research_is_cited_by_author_and_year_and_law_by_its_name(pandoc: PandocPool) -> None:
    citations, problems = format_citations({each.id: each for each in (BOOK, GUIDANCE, ACT)}, STYLE, pandoc)
    assert problems == ()
    assert {name: stringify(citation.short) for name, citation in citations.items()} == {
        "hackett-2014": "Hackett, 2014", "wt2023": "Working Together 2023", "ca1989": "Children Act 1989",
    }  # fmt: skip
    assert {name: stringify(citation.entry) for name, citation in citations.items()} == {
        "hackett-2014": "Hackett, S. (2014) A review. RiP.",
        "wt2023": "DfE (2023) Working Together. England. https://a.org/x.",
        "ca1989": "Children Act 1989. England and Wales.",
    }


def test_an_entry_links_its_address(pandoc: PandocPool) -> None:
    citations, _ = format_citations({"wt2023": GUIDANCE}, STYLE, pandoc)
    assert [node["c"][2][0] for node in citations["wt2023"].entry if node["t"] == "Link"] == ["https://a.org/x"]


def test_two_of_one_author_and_year_are_told_apart_the_same_way_whatever_their_order(pandoc: PandocPool) -> None:
    pair = [reference(name, type="book", title=name, author=[{"family": "Ng"}], issued="2020") for name in ("a", "b")]
    forward, _ = format_citations({each.id: each for each in pair}, STYLE, pandoc)
    backward, _ = format_citations({each.id: each for each in reversed(pair)}, STYLE, pandoc)
    assert [stringify(forward[name].short) for name in "ab"] == ["Ng, 2020a", "Ng, 2020b"]
    assert forward == backward


def test_dates_become_parts() -> None:
    assert csl_json(GUIDANCE)["issued"] == {"date-parts": [[2023, 12, 15]]}


def test_a_refused_style_is_one_problem(pandoc: PandocPool) -> None:
    citations, problems = format_citations({"ca1989": ACT}, "<style/>", pandoc)
    assert citations == {}
    assert [(problem.code, problem.place.file) for problem in problems] == [("citations", "references.yml")]


def test_no_references_need_no_worker(pandoc: PandocPool) -> None:
    assert format_citations({}, STYLE, pandoc) == ({}, ())

"""The charts: words beside every bar and point, nothing a page's policy forbids, the same bytes each time."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audits.audit_sample import FIRST, FRAMEWORK, LAST, site
from byelaw.core.charts import Bar, BarChart, Chart, Mark, Panel, Point, TrendChart
from byelaw.outputs.chart_svg import WIDTH, chart_svg
from byelaw.outputs.charts import ChartPen, with_charts
from byelaw.outputs.pathway_boxes import letters
from byelaw.tools.typst import typesetter
from project_builder import Builder

FONTS = Path(__file__).parents[2] / "templates" / "pdf" / "fonts"
SCALE = (Mark(0.25, "1", "Not yet"), Mark(0.5, "2", "Partly"), Mark(0.75, "3", "Mostly"), Mark(1.0, "4", "Fully"))
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=80)
LENGTHS = st.none() | st.floats(0, 1)
BARS = BarChart("Name", "Said.", SCALE, (Bar("Paths", 0.5, "2.0 of 4, Partly"), Bar("Water", None, "not rated (0 of 3 rated)")))
TREND = TrendChart("Name", "Said.", SCALE, (Panel("Paths", (Point("1 Mar 2025", 0.5, "2.0"), Point("1 Mar 2026", None, ""))),))


def drawn(chart: Chart) -> etree._Element:
    content, width, height = chart_svg(chart, letters(FONTS))
    root = etree.fromstring(content)
    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    return root


def words_in(root: etree._Element) -> list[str]:
    return [(each.text or "").replace("\u00a0", " ") for each in root.iter("{*}text")]


def test_every_bar_says_its_figure_and_what_is_not_rated_has_no_bar() -> None:
    root = drawn(BARS)
    words = words_in(root)
    assert "1 Not yet · 2 Partly · 3 Mostly · 4 Fully" in words
    assert words.index("Paths") < words.index("2.0 of 4, Partly") < words.index("Water") < words.index("not rated (0 of 3 rated)")
    filled = [each for each in root.iter("{*}rect") if each.get("fill") == "#12324a"]
    assert [each.get("width") for each in filled] == ["236"]


def test_a_line_has_a_gap_where_nothing_was_rated() -> None:
    root = drawn(TREND)
    assert len(list(root.iter("{*}circle"))) == 1
    assert {"not", "rated", "2.0"} <= set(words_in(root))


@pytest.mark.parametrize("chart", [BARS, TREND], ids=["bars", "trend"])
def test_a_chart_holds_nothing_that_a_policy_forbids_and_says_itself(chart: Chart) -> None:
    root = drawn(chart)
    assert {etree.QName(each).localname for each in root.iter()} <= {"svg", "title", "desc", "rect", "g", "path", "text", "circle"}
    assert not [each for each in root.iter() if {"style", "id", "href", "onload"} & set(each.attrib)]
    assert [root[0].text, root[1].text, root.get("aria-label"), root.get("role")] == ["Name", "Said.", "Said.", "img"]


@given(st.lists(st.tuples(WORDS, LENGTHS, WORDS), max_size=8), WORDS)
@settings(max_examples=40, deadline=None)
def test_nothing_stands_outside_a_chart_whatever_it_says(bars: list[tuple[str, float | None, str]], summary: str) -> None:
    root = drawn(BarChart("Name", summary, SCALE, tuple(Bar(*each) for each in bars)))
    height = float(root.get("height", "0"))
    for each in root.iter("{*}text", "{*}rect"):
        if each.get("width") != "100%":
            assert 0 <= float(each.get("x", "0")) <= WIDTH
            assert 0 <= float(each.get("y", "0")) <= height


def test_the_charts_of_a_document_are_its_pictures_with_a_png_for_word(allotments: Builder) -> None:
    edition = allotments(FRAMEWORK, site("newton", FIRST, LAST)).published("newton")
    pen = ChartPen(FONTS, typesetter(FONTS))
    made, again = with_charts(edition, pen), with_charts(edition, ChartPen(FONTS, typesetter(FONTS)))
    images = next(each for each in made.documents if each.file_name == "audit").images
    assert sorted(images) == ["media/audit--checklist--domains.svg", "media/audit--checklist--trend.svg"]
    assert all(each.raster.startswith(b"\x89PNG") for each in images.values())
    assert images == next(each for each in again.documents if each.file_name == "audit").images

"""Laws of the pictures of pathways: whatever the steps and ways are, all of it is drawn, once, apart, and the same each time."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from byelaw.core.items import StepKind
from byelaw.core.pictures import PathwayPicture, PictureStep, PictureWay
from byelaw.core.problems import Place
from byelaw.outputs.pathway_boxes import Box, Letters, Shape, letters, step_box
from byelaw.outputs.pathway_plan import Plan, in_one_column, laid_out
from byelaw.outputs.pathway_sheets import Sheet, sheets_of
from byelaw.outputs.pathway_svg import Telling, paper_svg
from byelaw.sources.svg import Drawing, read_svg

FONTS = Path(__file__).parents[2] / "templates" / "pdf" / "fonts"
LETTERS = letters(FONTS)
EXAMPLES = settings(max_examples=60, deadline=None, derandomize=True)
CLOSE = 0.06
"""Pixels: what writing a figure with one decimal can move."""

words = st.text(st.sampled_from("abcdefghijkl mnopqrst W.?é’–"), min_size=1, max_size=60).filter(str.strip)


@st.composite
def pictures(draw: st.DrawFn) -> PathwayPicture:
    """Return a pathway of any shape: ways forward, back, double and to oneself's neighbour."""
    count = draw(st.integers(1, 14))
    kinds = draw(st.lists(st.sampled_from(list(StepKind)), min_size=count, max_size=count))
    parts = sorted(draw(st.lists(st.sampled_from(["", "Part one", "Part two"]), min_size=count, max_size=count)))
    steps = tuple(
        PictureStep(
            f"s{position}",
            position + 1,
            kind,
            draw(words),
            f"#s{position}",
            who=draw(st.just("") | words),
            limit=draw(st.just("") | words),
            part=part,
            local=draw(st.sampled_from(["", "", "Newton"])),
        )
        for position, (kind, part) in enumerate(zip(kinds, parts, strict=True))
    )
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])
    chosen = draw(st.lists(pairs, max_size=2 * count, unique=True)) if count > 1 else []
    ways = tuple(PictureWay(f"s{start}", f"s{end}", draw(st.just("") | words)) for start, end in chosen)
    return PathwayPicture("A name", "A summary.", steps, ways)


def plans(picture: PathwayPicture) -> Iterator[Plan]:
    """Yield the picture laid out for paper and for a phone."""
    boxes = [step_box(step, 200, LETTERS) for step in picture.steps]
    yield laid_out(boxes, picture.ways, LETTERS)
    yield in_one_column(boxes, picture.ways, LETTERS)


@EXAMPLES
@given(picture=pictures())
def test_every_step_is_drawn_once_and_every_way_joins_two_of_them(picture: PathwayPicture) -> None:
    for plan in plans(picture):
        assert [placed.box.id for placed in plan.boxes] == [step.id for step in picture.steps]
        assert [line.way for line in plan.lines] == list(picture.ways)
        at = {placed.box.id: placed for placed in plan.boxes}
        for line in plan.lines:
            for end, spot in ((line.way.start, line.corners[0]), (line.way.end, line.corners[-1])):
                placed = at[end]
                assert placed.at.x - CLOSE <= spot.x <= placed.at.x + placed.box.width + CLOSE
                assert placed.at.y - CLOSE <= spot.y <= placed.at.y + placed.box.height + CLOSE


@EXAMPLES
@given(picture=pictures())
def test_no_two_boxes_overlap_and_all_stand_inside_the_picture(picture: PathwayPicture) -> None:
    for plan in plans(picture):
        for one, other in combinations(plan.boxes, 2):
            beside = one.at.x + one.box.width <= other.at.x + CLOSE or other.at.x + other.box.width <= one.at.x + CLOSE
            below = one.at.y + one.box.height <= other.at.y + CLOSE or other.at.y + other.box.height <= one.at.y + CLOSE
            assert beside or below
        spots = [spot for line in plan.lines for spot in line.corners] + [placed.at for placed in plan.boxes]
        spots += [line.words.at for line in plan.lines if line.words is not None]
        assert all(0 <= spot.x <= plan.width and 0 <= spot.y <= plan.height for spot in spots)


@EXAMPLES
@given(picture=pictures())
def test_the_words_of_a_way_stand_on_its_line_and_on_no_box(picture: PathwayPicture) -> None:
    for plan in plans(picture):
        for line in plan.lines:
            assert (line.words is not None) == bool(line.way.words)
            if line.words is None:
                continue
            left, top = line.words.at.x, line.words.at.y
            right, bottom = left + line.words.width, top + line.words.height
            assert any(left - CLOSE <= spot.x <= right + CLOSE and top - CLOSE <= spot.y <= bottom + CLOSE for spot in line.corners)
            for placed in plan.boxes:
                beside = placed.at.x + placed.box.width <= left + CLOSE or right <= placed.at.x + CLOSE
                assert beside or placed.at.y + placed.box.height <= top + CLOSE or bottom <= placed.at.y + CLOSE


@EXAMPLES
@given(picture=pictures())
def test_all_steps_of_a_phones_picture_stand_one_below_the_other_in_their_order(picture: PathwayPicture) -> None:
    boxes = [step_box(step, 200, LETTERS) for step in picture.steps]
    tops = [placed.at.y for placed in in_one_column(boxes, picture.ways, LETTERS).boxes]
    assert tops == sorted(tops)


@EXAMPLES
@given(label=words, width=st.sampled_from([140.0, 200.0, 250.0]), kind=st.sampled_from(list(StepKind)))
def test_the_words_of_a_box_fit_into_it_and_none_is_lost(label: str, width: float, kind: StepKind) -> None:
    box = step_box(PictureStep("s", 7, kind, label, "#s"), width, LETTERS)
    assert all(_room(box, LETTERS, line) >= 0 for line in box.heading)
    written = "".join(box.heading).replace(" ", "").replace("\u00a0", "")
    assert written in {f"7.{label}".replace(" ", ""), *([written] if written.endswith("…") else [])}


def _room(box: Box, measured: Letters, line: str) -> float:
    inside = box.width - (box.point if box.shape is Shape.DECISION else 0)
    return inside - measured.bold.width(line, 15.0)


@EXAMPLES
@given(picture=pictures())
def test_the_same_pathway_is_the_same_drawing_and_one_that_a_picture_may_be(picture: PathwayPicture) -> None:
    telling = Telling(picture.name, picture.summary, ("Newton",))
    for one, other in zip(plans(picture), plans(picture), strict=True):
        drawing = paper_svg(one, telling)
        assert drawing == paper_svg(other, telling)
        assert isinstance(read_svg(drawing, Place("x.svg")), Drawing)


@EXAMPLES
@given(picture=pictures(), most=st.integers(1, 6))
def test_pictures_of_parts_hold_every_step_once_and_every_way_at_least_once(picture: PathwayPicture, most: int) -> None:
    def fits(sheet: Sheet) -> bool:
        return len(sheet.steps) <= most

    sheets = sheets_of(picture, fits)
    assert [step for sheet in sheets for step in sheet.steps] == list(picture.steps)
    assert all(fits(sheet) for sheet in sheets)
    for way in picture.ways:
        told = {(each.start, each.end, each.words) for sheet in sheets for each in sheet.ways}
        assert (way.start, way.end, way.words) in told or {
            (way.start, f"to:{way.end}", way.words),
            (f"from:{way.end}", way.end, ""),
        } <= told
    for sheet in sheets:
        shown = {*(step.id for step in sheet.steps), *(each.id for each in (*sheet.before, *sheet.after))}
        assert {end for way in sheet.ways for end in (way.start, way.end)} <= shown
        assert {each.beside for each in (*sheet.before, *sheet.after)} <= {step.id for step in sheet.steps}

"""What holds of averages, words of a scale and due days whatever was rated."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from byelaw.core.audits import Action, Average, State, average, months_after, rounded, share_of, words_of
from byelaw.core.items import Rating
from byelaw.core.problems import Place

FIGURES = st.sets(st.integers(0, 9), min_size=2, max_size=6).map(sorted)
SCALES = FIGURES.map(lambda figures: tuple(Rating(each, f"N{each}", "M.") for each in figures))
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@st.composite
def rated(draw: st.DrawFn) -> tuple[tuple[Rating, ...], list[int | None]]:
    scale = draw(SCALES)
    figures = [each.figure for each in scale]
    return scale, draw(st.lists(st.none() | st.sampled_from(figures), max_size=30))


@given(rated())
def test_what_was_not_rated_has_no_part_in_an_average(case: tuple[tuple[Rating, ...], list[int | None]]) -> None:
    _, given_ratings = case
    only = average(each for each in given_ratings if each is not None)
    made = average(given_ratings)
    assert made.figure == only.figure
    assert (made.rated, made.asked) == (only.rated, len(given_ratings))


@given(rated())
def test_an_average_lies_between_the_lowest_and_the_highest_rating(case: tuple[tuple[Rating, ...], list[int | None]]) -> None:
    scale, given_ratings = case
    figures = [each for each in given_ratings if each is not None]
    figure = average(given_ratings).figure
    if figure is None:
        assert figures == []
    else:
        assert min(figures) <= figure <= max(figures)
        assert 0 <= share_of(figure, scale) <= 1


@given(rated(), st.integers(0, 30))
def test_the_average_of_all_is_that_of_the_parts_together(case: tuple[tuple[Rating, ...], list[int | None]], cut: int) -> None:
    _, given_ratings = case
    assert average(given_ratings[:cut]) + average(given_ratings[cut:]) == average(given_ratings)
    assert average(given_ratings) + Average() == average(given_ratings)


@given(rated())
def test_a_better_rating_never_lowers_an_average(case: tuple[tuple[Rating, ...], list[int | None]]) -> None:
    scale, given_ratings = case
    best = scale[-1].figure
    better = [best if each is not None else None for each in given_ratings]
    now, then = average(given_ratings).figure, average(better).figure
    assert (now is None) == (then is None)
    assert now is None or then is None or then >= now


@given(SCALES, st.fractions(0, 9))
def test_the_words_of_a_figure_are_those_of_the_ratings_around_it(scale: tuple[Rating, ...], figure: Fraction) -> None:
    names = words_of(figure, scale).split(" to ")
    figures = [next(each.figure for each in scale if each.name == name) for name in names]
    assert len(figures) in (1, 2)
    if scale[0].figure <= figure <= scale[-1].figure:
        assert figures[0] <= figure <= figures[-1]
        assert not [each for each in scale if figures[0] < each.figure < figures[-1]]


@given(SCALES, st.fractions(0, 9), st.fractions(0, 9))
def test_a_longer_bar_is_a_higher_figure(scale: tuple[Rating, ...], one: Fraction, other: Fraction) -> None:
    if one <= other:
        assert share_of(one, scale) <= share_of(other, scale)
    assert share_of(Fraction(scale[-1].figure), scale) == 1


@given(st.fractions(0, 9))
def test_a_shown_figure_is_within_a_twentieth(figure: Fraction) -> None:
    assert abs(Fraction(rounded(figure)) - figure) <= Fraction(1, 20)


def test_a_half_is_shown_away_from_nought() -> None:
    assert rounded(Fraction(245, 100)) == "2.5"


@given(DAYS, st.integers(1, 60))
def test_a_due_day_is_in_the_right_month(day: date, months: int) -> None:
    due = months_after(day, months)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
    assert due.day <= day.day
    assert due.day == day.day or due.day >= 28


@given(DAYS)
def test_a_due_day_beyond_all_days_is_the_last(day: date) -> None:
    assert months_after(day, 10**12) == date.max


@given(DAYS, st.none() | DAYS, DAYS)
def test_an_action_is_done_overdue_or_open(by: date, done: date | None, day: date) -> None:
    state = Action("Do.", "Post", by, Place("f"), done).state(day)
    assert (state is State.DONE) == (done is not None and done <= day)
    assert (state is State.OVERDUE) == (state is not State.DONE and by < day)

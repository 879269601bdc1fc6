"""Facts and values: who sets them, which way a limit may move, what a look-up shows (design §§5-6)."""

from datetime import date

import pytest

from byelaw.core.limits import Comparison, Direction, Limit, Unit, compare_limits, read_limit
from project_builder import Builder, Files, declared, place, plots, values

RENT = values("fees.rent: {type: text, name: Rent, default: five pounds}")
SHOW = plots("## Rent {#rent}\n\nRent is {{ fees.rent }}.\n")
REPLY = "times.reply: {type: limit, name: Time to reply, limit: at-most, anchor: applied, default: 3 working days}"
NORTH = place("north", tier="district")


def setting(written: str, name: str = "newton", extends: str = "framework", tier: str = "site", value: str = "fees.rent") -> Files:
    """Return a localisation that sets one value."""
    return place(name, extends, tier, f"values:\n  {value}: {written}\n")


def test_the_default_stands_where_nobody_sets_a_value(allotments: Builder) -> None:
    assert allotments(RENT, SHOW, place("newton")).page("newton")[1] == "Rent is five pounds."


def test_the_lowest_tier_that_sets_a_value_wins_and_the_others_are_kept(allotments: Builder) -> None:
    built = allotments(
        RENT,
        SHOW,
        setting("six pounds", "north", tier="district"),
        setting("{value: seven pounds, because: Better soil.}", extends="north"),
    )
    assert built.problems == []
    assert built.page("newton")[1] == "Rent is seven pounds."
    assert built.page("north")[1] == "Rent is six pounds."
    assert [(each.layer, each.written) for each in built.edition("newton").assignments["fees.rent"]] == [
        ("north", "six pounds"),
        ("newton", "seven pounds"),
    ]


def test_a_value_over_a_higher_tiers_needs_a_reason(allotments: Builder) -> None:
    built = allotments(RENT, setting("six pounds", "north", tier="district"), setting("seven pounds", extends="north"))
    assert built.problems == ["newton: reason-missing: 'fees.rent' replaces the value of north without a reason"]
    assert built.only.second is not None
    assert (built.only.second.file, built.only.second_note) == ("localisations/north/localisation.yml", "'six pounds', set by north")


def test_a_value_over_a_default_needs_no_reason(allotments: Builder) -> None:
    assert allotments(RENT, setting("six pounds")).problems == []


def test_a_value_equal_to_the_higher_tiers_confirms_it(allotments: Builder) -> None:
    built = allotments(RENT, setting("six pounds", "north", tier="district"), setting("six pounds", extends="north"))
    assert built.problems == []


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 30), "five pounds"),
        (date(2026, 12, 1), "six pounds"),
        (date(2026, 12, 31), "six pounds"),
        (date(2027, 1, 1), "five pounds"),
    ],
)
def test_a_value_holds_from_its_first_to_its_last_day(allotments: Builder, day: date, shown: str) -> None:
    built = allotments(RENT, SHOW, setting("{value: six pounds, from: 2026-12-01, until: 2026-12-31}"), day=day)
    assert built.page("newton")[1] == f"Rent is {shown}."


def test_a_value_that_does_not_hold_yet_needs_no_reason_below(allotments: Builder) -> None:
    files = (RENT, setting("{value: six pounds, from: 2026-12-01}", "north", tier="district"), setting("seven pounds", extends="north"))
    assert allotments(*files, day=date(2026, 11, 30)).codes == []
    assert allotments(*files, day=date(2026, 12, 1)).codes == ["reason-missing"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("3 working days", "3 working days", None),
        ("3 working days", "2 working days", None),
        ("3 working days", "4 working days", "loosened-limit"),
        ("3 working days", "3 days", None),
        ("3 working days", "4 days", "incomparable-limit"),
        ("3 working days", "72 hours", None),
        ("25 working days", "25 days", None),
        ("25 working days", "26 days", "incomparable-limit"),
        ("25 working days", "601 hours", "incomparable-limit"),
        ("26 days", "25 working days", "incomparable-limit"),
        ("25 days", "25 working days", "loosened-limit"),
        ("3 working days", "1 week", "incomparable-limit"),
        ("3 days", "3 working days", "loosened-limit"),
        ("3 days", "2 working days", "incomparable-limit"),
        ("1 day", "24 hours", None),
        ("1 day", "25 hours", "loosened-limit"),
        ("1 week", "7 days", None),
        ("1 week", "8 days", "loosened-limit"),
        ("3 days", "as soon as possible", "loosened-limit"),
        ("as soon as possible", "3 days", None),
        ("as soon as possible", "as soon as possible", None),
        ("3 days from offered", "3 days", None),
        ("3 days", "3 days from offered", "loosened-limit"),
        ("3 days", "3 days from dug", "incomparable-limit"),
        ("3 days", "2 days from offered", "incomparable-limit"),
        ("3 days from offered", "2 days", None),
        ("3 days from offered", "4 days", "incomparable-limit"),
        ("3 days from applied", "3 days", None),
    ],
)
def test_an_at_most_limit_may_only_shrink(allotments: Builder, old: str, new: str, code: str | None) -> None:
    built = allotments(values(REPLY.replace("3 working days", f"'{old}'")), setting(f"'{new}'", value="times.reply"))
    assert built.codes == ([code] if code else [])
    assert [each.written for each in built.edition("newton").assignments.get("times.reply", ())] == ([] if code else [new])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("3 working days", "4 working days", None),
        ("3 working days", "2 working days", "loosened-limit"),
        ("3 days", "3 working days", None),
        ("3 working days", "3 days", "loosened-limit"),
        ("3 working days", "4 days", "incomparable-limit"),
        ("3 days", "as soon as possible", "loosened-limit"),
        ("as soon as possible", "3 days", None),
        ("3 days", "3 days from offered", None),
        ("3 days from offered", "3 days", "loosened-limit"),
        ("as soon as possible", "as soon as possible from offered", None),
        ("as soon as possible from offered", "as soon as possible", "loosened-limit"),
        ("as soon as possible from offered", "3 days", "incomparable-limit"),
        ("as soon as possible", "3 days from offered", None),
    ],
)
def test_an_at_least_limit_may_only_grow(allotments: Builder, old: str, new: str, code: str | None) -> None:
    text = REPLY.replace("at-most", "at-least").replace("3 working days", f"'{old}'")
    built = allotments(values(text), setting(f"'{new}'", value="times.reply"))
    assert built.codes == ([code] if code else [])


def test_a_loosened_limit_says_what_it_was_held_to_and_by_whom(allotments: Builder) -> None:
    built = allotments(values(REPLY), setting("5 working days", value="times.reply"))
    assert built.only.message == "'times.reply' is at most '3 working days'; '5 working days' is looser"
    assert (built.only.address, built.only.held_by) == ("times.reply", "framework")
    assert built.only.second is not None
    assert built.only.second.file == "framework/values.yml"


def test_an_at_least_limit_says_at_least(allotments: Builder) -> None:
    built = allotments(values(REPLY.replace("at-most", "at-least")), setting("2 working days", value="times.reply"))
    assert built.only.message == "'times.reply' is at least '3 working days'; '2 working days' is looser"


def test_a_limit_is_held_to_the_nearest_tier_that_set_it(allotments: Builder) -> None:
    built = allotments(
        values(REPLY),
        setting("1 working day", "north", tier="district", value="times.reply"),
        setting("{value: 2 working days, because: B.}", extends="north", value="times.reply"),
    )
    assert built.only.message == "'times.reply' is at most '1 working day'; '2 working days' is looser"
    assert built.only.held_by == "north"


def test_a_limit_without_a_default_may_be_set_to_anything(allotments: Builder) -> None:
    text = REPLY.replace(", default: 3 working days", "")
    assert allotments(values(text), setting("90 days", value="times.reply")).problems == []


@pytest.mark.parametrize("kind", ["integer", "money"])
@pytest.mark.parametrize(
    ("direction", "new", "code"),
    [
        ("at-most", 4, None),
        ("at-most", 5, None),
        ("at-most", 6, "loosened-limit"),
        ("at-least", 6, None),
        ("at-least", 5, None),
        ("at-least", 4, "loosened-limit"),
    ],
)
def test_a_number_with_a_direction_moves_one_way(allotments: Builder, kind: str, direction: str, new: int, code: str | None) -> None:
    text = f"plots.most: {{type: {kind}, name: Plots, limit: {direction}, default: 5}}"
    built = allotments(values(text), setting(str(new), value="plots.most"))
    assert built.codes == ([code] if code else [])


def test_a_number_without_a_direction_moves_both_ways(allotments: Builder) -> None:
    built = allotments(values("plots.most: {type: integer, name: Plots, default: 5}"), setting("9", value="plots.most"))
    assert built.problems == []


UNITS = ("hours", "days", "working days", "weeks")


@pytest.mark.parametrize("old", UNITS)
@pytest.mark.parametrize("new", UNITS)
def test_a_limit_of_the_same_unit_or_calendar_is_compared_by_its_hours(old: str, new: str) -> None:
    hours = {"hours": 1, "days": 24, "working days": 24, "weeks": 168}
    for amount, other in ((168, 1), (1, 168), (24, 24), (7, 7), (1, 1), (3, 2), (48, 2), (2, 48)):
        one, two = read_limit(f"{amount} {old}"), read_limit(f"{other} {new}")
        assert one is not None
        assert two is not None
        short = other * hours[new] - amount * hours[old]
        expected = Comparison.TIGHTER if short < 0 else Comparison.LOOSER if short else Comparison.SAME
        if old == "working days" != new:
            expected = Comparison.TIGHTER if short <= 0 else Comparison.UNKNOWN
        if new == "working days" != old:
            expected = Comparison.LOOSER if short >= 0 else Comparison.UNKNOWN
        assert compare_limits(one, two, Direction.AT_MOST, {}) is expected, (one, two)


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("24 hours", Limit(24, Unit.HOURS)),
        ("1 day", Limit(1, Unit.DAYS)),
        ("1 working day from offered", Limit(1, Unit.WORKING_DAYS, "offered")),
        ("as soon as possible", Limit(None)),
        ("as soon as possible from offered", Limit(None, anchor="offered")),
        ("99999 weeks", Limit(99999, Unit.WEEKS)),
    ],
)
def test_a_limit_is_read_as_people_write_it(written: str, limit: Limit) -> None:
    assert read_limit(written) == limit


@pytest.mark.parametrize(
    "written", ["", "soon", "3", "3 months", "-3 days", "3.5 days", "100000 days", "3 days from the offer", "٣ days", "three days"]
)
def test_what_is_not_a_limit_is_not_read(written: str) -> None:
    assert read_limit(written) is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [("1 working days", "1 working day"), ("24 hours", "24 hours"), ("1 hours", "1 hour"), ("as soon as possible", "as soon as possible")],
)
def test_a_limit_is_shown_in_the_singular_or_plural(written: str, shown: str) -> None:
    assert str(read_limit(written)) == shown


@pytest.mark.parametrize(("day", "before"), [(date(2026, 11, 30), "3 working days"), (date(2026, 12, 1), "1 working day")])
def test_a_limit_is_held_to_what_holds_on_the_day(allotments: Builder, day: date, before: str) -> None:
    built = allotments(
        values(REPLY),
        setting("{value: 1 working day, from: 2026-12-01}", "north", tier="district", value="times.reply"),
        setting("{value: 9 working days, because: B.}", extends="north", value="times.reply"),
        day=day,
    )
    assert built.only.message == f"'times.reply' is at most '{before}'; '9 working days' is looser"


FACTS = plots('## Hives {#hives when="bees=yes"}\n\nWords.\n\n## Ice {#ice when="climate=harsh"}\n\nWords.\n')


def test_a_fact_set_above_holds_below(allotments: Builder) -> None:
    built = allotments(FACTS, place("north", tier="district", more="facts: {bees: yes}\n"), place("newton", "north"))
    assert built.page("newton")[0] == "# 1 Hives {hives}"


def test_a_lower_tier_may_change_a_fact_without_a_tier(allotments: Builder) -> None:
    files = (place("north", tier="district", more="facts: {bees: yes}\n"), place("newton", "north", more="facts: {bees: no}\n"))
    built = allotments(plots('## Hives {#hives when="bees=yes"}\n\nWords.\n\n## Water {#water}\n\nWords.\n'), *files)
    assert built.codes == []
    assert built.page("newton")[0] == "# 1 Water {water}"


def test_a_fact_that_belongs_to_a_higher_tier_cannot_be_changed(allotments: Builder) -> None:
    files = (place("wales", tier="nation"), place("newton", "wales", more="facts: {climate: harsh}\n"))
    built = allotments(*files)
    assert built.problems == ["newton: fact-set-above: the fact 'climate' belongs to the tier 'nation', so newton cannot change it"]
    assert built.only.second is not None
    assert built.only.second.file == "framework/framework.yml"


def test_a_fact_that_belongs_to_a_higher_tier_can_be_confirmed(allotments: Builder) -> None:
    harsh = "facts: {climate: harsh}\n"
    built = allotments(place("wales", tier="nation", more=harsh), place("newton", "wales", more=harsh))
    assert built.problems == []


def test_the_tier_that_a_fact_belongs_to_can_set_it(allotments: Builder) -> None:
    assert allotments(place("wales", tier="nation", more="facts: {climate: harsh}\n")).problems == []


LOOKUPS = """\
fees.rent: {type: text, name: Rent, required: yes, help: What a year costs., example: five pounds, set-by: site}
times.reply: {type: limit, name: Time to reply, limit: at-most, anchor: applied, default: 3 working days, set-by: site}
times.rest: {type: limit, name: Time to rest, limit: at-least, anchor: applied, default: 2 weeks, set-by: site}
"""


def look(name: str) -> Files:
    """Return the rule with one look-up."""
    return plots(f"## Look {{#look}}\n\nIt is {{{{ {name} }}}}.\n")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("fees.rent", "<slot set locally: rent>"),
        ("times.reply", "<slot set locally: at most 3 working days>"),
        ("times.rest", "<slot set locally: at least 2 weeks>"),
    ],
)
@pytest.mark.parametrize("edition", ["framework", "north"])
def test_above_its_tier_a_value_shows_a_labelled_slot(allotments: Builder, name: str, shown: str, edition: str) -> None:
    built = allotments(values(LOOKUPS), look(name), NORTH)
    assert built.page(edition)[1] == f"It is {shown}."
    assert built.finish_problems(edition) == []


def test_a_value_set_above_its_tier_is_shown(allotments: Builder) -> None:
    built = allotments(values(LOOKUPS), look("fees.rent"), setting("nothing", "north", tier="district"))
    assert built.page("north")[1] == "It is nothing."


def test_from_its_tier_down_a_default_stands(allotments: Builder) -> None:
    built = allotments(values(LOOKUPS), look("times.reply"), place("newton", more="values: {fees.rent: nothing}\n"))
    assert built.page("newton")[1] == "It is 3 working days."
    assert built.finish_problems("newton") == []


def test_from_its_tier_down_a_value_without_default_is_a_gap_with_its_help(allotments: Builder) -> None:
    built = allotments(values(LOOKUPS), look("fees.rent"), place("newton"))
    assert built.page("newton")[1] == "It is <missing missing: Rent>."
    (gap,) = built.finished("newton").problems
    assert gap.message == "'fees.rent' is not set: Rent"
    assert gap.hint == "What a year costs. For example: five pounds."
    assert (gap.code, gap.place.file, gap.edition) == ("value-missing", "localisations/newton/localisation.yml", "newton")
    assert gap.second is not None
    assert (gap.second.file, gap.second.line) == ("framework/documents/rule/plots.md", 7)


def test_all_gaps_come_at_once_each_once(allotments: Builder) -> None:
    text = "fees.a: {type: text, name: A, required: yes}\nfees.b: {type: text, name: B}\nfees.c: {type: text, name: C}\n"
    body = "## Look {#look}\n\nThis {{ fees.b }} and {{ fees.b }}.\n"
    built = allotments(values(text), plots(body), place("newton"))
    assert built.finish_problems("newton") == [
        "newton: value-missing: 'fees.a' is not set: A",
        "newton: value-missing: 'fees.b' is not set: B",
    ]


def test_a_value_that_nothing_shows_may_stay_unset_unless_required(allotments: Builder) -> None:
    text = "fees.a: {type: text, name: A, required: yes, set-by: site}\nfees.b: {type: text, name: B, set-by: site}\n"
    built = allotments(values(text), NORTH, place("newton", "north"))
    assert built.finish_problems("newton") == ["newton: value-missing: 'fees.a' is not set: A"]
    assert built.finish_problems("north") == []
    assert built.finish_problems("framework") == []


@pytest.mark.parametrize(("bees", "count"), [("yes", 1), ("no", 0)])
def test_a_value_with_a_condition_is_required_only_where_it_holds(allotments: Builder, bees: str, count: int) -> None:
    text = "hives.most: {type: integer, name: Hives, required: yes, when: bees=yes}\n"
    built = allotments(values(text), place("newton", more=f"facts: {{bees: {bees}}}\n"))
    assert len(built.finish_problems("newton")) == count


@pytest.mark.parametrize("expected", ["site", "district"])
def test_a_value_belongs_to_its_tier_and_those_below(allotments: Builder, expected: str) -> None:
    text = f"fees.rent: {{type: text, name: Rent, required: yes, set-by: {expected}}}\n"
    built = allotments(values(text), NORTH, place("newton", "north"))
    assert [len(built.finish_problems(each)) for each in ("framework", "north", "newton")] == [0, int(expected == "district"), 1]


def test_a_look_up_of_nothing_is_an_error_with_the_near_name(allotments: Builder) -> None:
    built = allotments(RENT, look("fees.rant"), place("newton"))
    (found,) = built.finished("newton").problems
    assert (found.code, found.message, found.hint) == ("unknown-value", "nothing is called 'fees.rant'", "did you mean 'fees.rent'?")


TYPES = """\
v.text: {type: text, name: T, default: some words}
v.date: {type: date, name: D, default: 2027-01-02}
v.many: {type: list, name: L, default: [spade, fork, rake]}
v.one: {type: list, name: L, default: [spade]}
v.two: {type: list, name: L, default: [spade, fork]}
v.no: {type: yes/no, name: Y, default: no}
v.yes: {type: yes/no, name: Y, default: yes}
v.number: {type: integer, name: N, default: 3}
v.big: {type: integer, name: N, default: 11}
v.ten: {type: integer, name: N, default: 10}
v.money: {type: money, name: M, default: 12.50}
v.none: {type: integer, name: N, default: 0}
v.nine: {type: integer, name: N, default: 9}
v.desk: {type: text, name: IT desk, set-by: district}
v.fact: {type: yes/no, name: A gate, set-by: site}
v.mail: {type: email, name: E, default: a@example.org}
v.call: {type: phone, name: P, default: +44 1632 960011}
v.site: {type: url, name: U, default: 'https://example.org/a'}
v.limit: {type: limit, name: L, limit: at-most, anchor: applied, default: 3 days}
v.other: {type: limit, name: L, limit: at-most, anchor: applied, default: 3 days from offered}
"""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("v.text", "some words"),
        ("v.text as capital", "Some words"),
        ("v.text as upper", "SOME WORDS"),
        ("v.date", "2 January 2027"),
        ("v.date as long-date", "Saturday, 2 January 2027"),
        ("v.many", "spade, fork and rake"),
        ("v.many as sentence-list", "spade, fork and rake"),
        ("v.one", "spade"),
        ("v.two", "spade and fork"),
        ("v.no", "no"),
        ("v.yes", "yes"),
        ("v.yes as upper", "YES"),
        ("v.number", "3"),
        ("v.number as words", "three"),
        ("v.ten as words", "ten"),
        ("v.big as words", "11"),
        ("v.none as words", "none"),
        ("v.nine as words", "nine"),
        ("v.money", "12.50"),
        ("v.limit as words", "three days"),
        ("v.text as words", "some words"),
        ("v.mail", "[a@example.org](mailto:a@example.org)"),
        ("v.call", "[+44 1632 960011](tel:+441632960011)"),
        ("v.site", "[https://example.org/a](https://example.org/a)"),
        ("v.limit", "3 days"),
        ("v.other", "3 days after the offer"),
        ("edition.name as lower", "newton"),
        ("edition.name", "Newton"),
        ("edition.short", "Newt"),
        ("role.warden.name", "The warden"),
    ],
)
def test_a_look_up_is_written_by_its_type_and_filter(allotments: Builder, name: str, shown: str) -> None:
    built = allotments(values(TYPES), look(name), place("newton", more="short: Newt\n"))
    assert built.finish_problems("newton") == []
    assert built.page("newton")[1] == f"It is {shown}."


def test_the_name_of_the_frameworks_own_edition_is_its_name(allotments: Builder) -> None:
    assert allotments(look("edition.short")).page("framework")[1] == "It is Allotments."


def test_an_unknown_filter_is_an_error_that_lists_them(allotments: Builder) -> None:
    built = allotments(RENT, look("fees.rent as shouting"), place("newton"))
    (found,) = built.finished("newton").problems
    assert found.code == "unknown-filter"
    assert found.hint == "filters: capital, lower, upper, words, long-date, sentence-list"


def test_a_look_up_in_a_title_is_filled_everywhere_the_title_stands(allotments: Builder) -> None:
    body = "## Rent of {{ fees.rent }} {#rent}\n\nWords.\n\n## Other {#other}\n\nSee [](#rent).\n"
    built = allotments(RENT, plots(body), place("newton"))
    assert built.page("newton") == [
        "# 1 Rent of five pounds {rent}",
        "Words.",
        "# 2 Other {other}",
        "See [section 1, Rent of five pounds](#rent).",
    ]


def test_a_framework_of_other_tiers_has_its_own_ranks(allotments: Builder) -> None:
    tiers = declared(
        ("  nation: {name: Nation}\n  district: {name: District}\n  site: {name: Site}\n", "  site: {name: Site}\n"),
        (", set-by: nation", ""),
    )
    built = allotments(tiers, values(LOOKUPS), look("fees.rent"), place("newton"))
    assert built.page("framework")[1] == "It is <slot set locally: rent>."
    assert built.page("newton")[1] == "It is <missing missing: Rent>."


@pytest.mark.parametrize(("name", "label"), [("v.desk", "IT desk"), ("v.fact", "a gate")])
def test_a_slot_is_labelled_as_inside_a_sentence(allotments: Builder, name: str, label: str) -> None:
    assert allotments(values(TYPES), look(name)).page("framework")[1] == f"It is <slot set locally: {label}>."

"""What an edition shows of its audit: the last round up to the day, the trend, actions, and what is not rated."""

from datetime import date

from audits.audit_sample import FIRST, FRAMEWORK, LAST, one_round, record, site
from byelaw.core.audits import State
from byelaw.core.finishing.audit_results import ShownAudit
from byelaw.core.tree import stringify
from project_builder import Builder, Built, Files, place, rule


def shown(built: Built, name: str = "newton") -> ShownAudit:
    (audit,) = built.document(name, "audit").audits
    return audit


def lines_of(built: Built, name: str = "newton") -> list[str]:
    """Return the lines of the audit's page, without the marks of strong type."""
    return [line.replace("*", "") for line in built.page(name, "audit")]


def test_the_last_round_up_to_the_day_is_the_result(allotments: Builder) -> None:
    audit = shown(allotments(FRAMEWORK, site("newton", FIRST, LAST)))
    assert [(each.on.year, [(average.shown, average.rated, average.asked) for average in each.averages]) for each in audit.rounds] == [
        (2025, [("1.5", 2, 2), ("1.0", 1, 3)]),
        (2026, [("3.5", 2, 2), ("1.5", 2, 3)]),
    ]
    assert audit.latest is not None
    assert (audit.latest.whole.shown, audit.latest.whole.rated, audit.latest.whole.asked) == ("2.5", 4, 5)
    assert audit.due == date(2027, 3, 12)


def test_a_round_after_the_day_is_not_shown(allotments: Builder) -> None:
    audit = shown(allotments(FRAMEWORK, site("newton", FIRST, LAST), day=date(2025, 12, 31)))
    assert [each.on.year for each in audit.rounds] == [2025]
    none = shown(allotments(FRAMEWORK, site("newton", FIRST, LAST), day=date(2024, 12, 31)))
    assert (none.rounds, none.actions, none.due) == ((), (), None)


def test_open_actions_of_earlier_rounds_stay_and_overdue_ones_come_first(allotments: Builder) -> None:
    audit = shown(allotments(FRAMEWORK, site("newton", FIRST, LAST)))
    assert [(each.action.do, each.state) for each in audit.actions] == [
        ("Mend the tap.", State.OVERDUE),
        ("Ask for a new tap.", State.OPEN),
        ("Sign the tap.", State.DONE),
    ]


def test_an_action_that_a_later_round_repeats_is_one_action(allotments: Builder) -> None:
    later = LAST.replace("Ask for a new tap., owner: Warden, by: 2027-01-31", "Mend the tap., owner: Chair, by: 2027-01-31")
    audit = shown(allotments(FRAMEWORK, site("newton", FIRST, later)))
    assert [(each.action.do, each.action.owner) for each in audit.actions] == [("Mend the tap.", "Chair"), ("Sign the tap.", "Chair")]


def test_a_check_of_ones_own_is_rated_by_its_plain_id(allotments: Builder) -> None:
    own: Files = {
        "localisations/newton/audits/site-audit.yml": (
            "changes:\n  pond: {do: insert, after: hoses, because: B.}\nchecks:\n  pond: {label: The pond has a fence.}\n"
        )
    }
    built = allotments(FRAMEWORK, site("newton", one_round("2026-03-12", wide_paths=4, gates=4, taps=4, butts=4, hoses=4, pond=2)), own)
    assert built.finish_problems("newton") == []
    audit = shown(built)
    assert [check.number for check in audit.domains[1].checks] == ["2.1", "2.2", "2.3", "2.4"]
    assert audit.rounds[0].averages[1].shown == "3.5"


def test_a_check_that_is_gone_stays_in_the_record_and_has_no_part_in_the_figures(allotments: Builder) -> None:
    gone: Files = {"localisations/newton/audits/site-audit.yml": "changes:\n  hoses: {do: omit, because: We have none.}\n"}
    built = allotments(FRAMEWORK, site("newton", one_round("2026-03-12", wide_paths=4, gates=4, taps=4, butts=4, hoses=1)), gone)
    assert built.finish_problems("newton") == []
    audit = shown(built)
    assert audit.latest is not None
    assert (audit.latest.whole.shown, audit.latest.gone) == ("4.0", 1)
    assert "The round also rated 1 check that this audit no longer has; it is not in the figures." in lines_of(built)


def test_an_audit_without_parts_is_one_domain(allotments: Builder) -> None:
    flat = "name: A\nsummary: S.\nratings:\n  0: {name: No, meaning: M.}\n  1: {name: Yes, meaning: M.}\nchecks:\n  one: {label: One.}\n"
    built = allotments(FRAMEWORK, {"framework/audits/site-audit.yml": flat}, site("newton", one_round("2026-03-12", one=0)))
    audit = shown(built)
    assert [(domain.title, [check.number for check in domain.checks]) for domain in audit.domains] == [("A", ["1"])]
    assert audit.rounds[0].averages[0].shown == "0.0"
    assert "Rating: 0 of 1, No" in lines_of(built)


def test_the_page_says_it_in_words_and_never_a_nought_for_what_was_not_rated(allotments: Builder) -> None:
    lines = lines_of(allotments(FRAMEWORK, site("newton", FIRST, LAST)))
    text = "\n".join(lines)
    for said in (
        "4 of 5 checks were rated on 12 March 2026. Led by: Site lead.",
        "Better paths, the same water.",
        "Next audit due by 12 March 2027.",
        "Rating: 2 of 4, Partly",
        "Rating: not rated",
        "Worded differently when it was rated: “Paths are wide.”",
        "Evidence: Measured.",
        "On 23 November 2026: 1 overdue, 1 open, 1 done.",
    ):
        assert said in lines, said
    assert "0.0" not in text
    assert text.index("Strengths") < text.index("Weaknesses") < text.index("Not rated")


def test_an_overdue_audit_says_so(allotments: Builder) -> None:
    lines = lines_of(allotments(FRAMEWORK, site("newton", FIRST)))
    assert "Audit overdue: the next one was due by 12 March 2026." in lines


def test_an_edition_without_a_record_shows_the_checklist_alone(allotments: Builder) -> None:
    lines = lines_of(allotments(FRAMEWORK, place("newton")))
    assert not any("Rating:" in line or "Results" in line for line in lines)
    assert any("1.1 Paths are wide enough for a wheelchair." in line for line in lines)
    assert "What to look at: Try each gate." in lines


def test_nobody_below_inherits_a_record(allotments: Builder) -> None:
    above = {**place("shire", tier="district"), **record("shire", LAST)}
    built = allotments(FRAMEWORK, above, place("newton", "shire"))
    assert shown(built, "shire").rounds != ()
    assert shown(built).rounds == ()


def test_the_figures_of_the_chart_are_those_of_the_table(allotments: Builder) -> None:
    document = allotments(FRAMEWORK, site("newton", FIRST, LAST)).document("newton", "audit")
    tables = [stringify(node) for node in document.body if node["t"] == "Table"]
    assert "1. Paths and gates 3.5 of 4, Mostly to Fully 2 of 2 up 2.0" in tables[0]
    assert "2. Water 1.5 of 4, Not yet to Partly 2 of 3 up 0.5" in tables[0]
    bars, trend = document.charts.values()
    assert "1. Paths and gates: 3.5 of 4, Mostly to Fully (2 of 2 rated)" in bars.summary
    assert "2. Water: 12 Mar 2025 1.0, 12 Mar 2026 1.5" in trend.summary


def test_a_link_to_a_check_has_its_number(allotments: Builder) -> None:
    page = rule("audit", "## C {#c}\n\nSee [](#gates).\n\n::: {#l audit=site-audit}\n:::\n")
    assert "See [Check 1.2](#gates)." in lines_of(allotments(FRAMEWORK, page), "framework")


def test_a_record_without_an_audit_is_an_error(allotments: Builder) -> None:
    built = allotments({"framework/values.yml": "audit.months: {type: integer, name: M, default: 12}\n"}, site("newton", LAST))
    assert [line.split(": ")[1] for line in built.finish_problems("newton")] == ["unknown-data"]

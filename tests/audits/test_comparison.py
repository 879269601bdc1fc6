"""The page that compares: those who agreed to it, over the same checks; of the others a number and nothing else."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.audit_sample import FRAMEWORK, LAST, one_round, record, site
from byelaw.core.finishing.publish import publish
from byelaw.core.published import PublishedEdition
from byelaw.core.tree import stringify
from project_builder import Builder, Built, place


def compared(built: Built, name: str) -> PublishedEdition:
    below = [
        each
        for key, each in sorted(built.merged.editions.items())
        if each.chain and name in ("framework", *(link.id for link in each.chain[:-1])) and key != name
    ]
    return publish(built.finished(name), draft=False, opted_out={}, below=below)


def test_only_those_who_agreed_are_compared(allotments: Builder) -> None:
    built = allotments(
        FRAMEWORK,
        site("newton", LAST, share="yes"),
        site("oldham", one_round("2026-05-01", wide_paths=2, taps=4), share="yes"),
        site("secretford", one_round("2026-06-01", wide_paths=1), share="no"),
        place("quietham"),
    )
    edition = compared(built, "framework")
    said = stringify(list(edition.comparison))
    assert "2 share the results of the audit. 2 more do not share theirs." in said
    assert "Newton 12 March 2026 3.5 (2 of 2) 1.5 (2 of 3) 2.5 (4 of 5)" in said
    assert "Oldham 1 May 2026 2.0 (1 of 2) 4.0 (1 of 3) 3.0 (2 of 5)" in said
    everything = json.dumps([edition.comparison, [repr(each) for each in edition.charts.values()]]).casefold()
    assert "secretford" not in everything
    assert "quietham" not in everything
    assert "1 june" not in everything


def test_where_nobody_shares_there_is_no_page(allotments: Builder) -> None:
    edition = compared(allotments(FRAMEWORK, site("newton", LAST), place("oldham")), "framework")
    assert (edition.comparison, edition.charts) == ((), {})


def test_a_round_in_the_future_is_not_shared_yet(allotments: Builder) -> None:
    edition = compared(allotments(FRAMEWORK, site("newton", one_round("2027-01-01", gates=4), share="yes")), "framework")
    assert edition.comparison == ()


def test_a_district_compares_the_sites_below_it_and_no_others(allotments: Builder) -> None:
    shared = record("newton", LAST, head="share: yes\n")
    built = allotments(FRAMEWORK, place("shire", tier="district"), place("newton", "shire"), shared, site("elsewhere", LAST, share="yes"))
    said = stringify(list(compared(built, "shire").comparison))
    assert "Newton" in said
    assert "Elsewhere" not in said
    assert "All that could share do." in said
    assert compared(built, "newton").comparison == ()


def test_a_check_of_ones_own_has_no_part_in_the_comparison(allotments: Builder) -> None:
    own = {
        "localisations/newton/audits/site-audit.yml": (
            "changes:\n  gates: {do: omit, because: B.}\n  pond: {do: insert, after: hoses, because: B.}\nchecks:\n  pond: {label: P.}\n"
        )
    }
    built = allotments(FRAMEWORK, site("newton", one_round("2026-03-12", wide_paths=2, pond=4), share="yes"), own)
    assert "Newton 12 March 2026 2.0 (1 of 2) not rated 2.0 (1 of 5)" in stringify(list(compared(built, "framework").comparison))


def test_a_rating_that_does_not_exist_is_the_areas_error_and_nobody_elses_figure(allotments: Builder) -> None:
    built = allotments(FRAMEWORK, site("newton", one_round("2026-03-12", wide_paths=99, gates=2), share="yes"))
    assert "unknown-rating" in "".join(built.finish_problems("newton"))
    assert "Newton 12 March 2026 2.0 (1 of 2)" in stringify(list(compared(built, "framework").comparison))


@given(shares=st.lists(st.booleans(), min_size=1, max_size=4))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_does_not_share_appears_nowhere(allotments: Builder, shares: list[bool]) -> None:
    names = [f"xq{chr(ord('a') + at)}zv" for at in range(len(shares))]
    sites = [site(name, LAST, share="yes" if each else "no") for name, each in zip(names, shares, strict=True)]
    edition = compared(allotments(FRAMEWORK, *sites), "framework")
    everything = json.dumps([edition.comparison, [repr(each) for each in edition.charts.values()]]).casefold()
    assert [name in everything for name in names] == shares

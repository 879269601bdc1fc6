"""What a middle tier shows while a fact is not decided yet, and what every document says of itself."""

from project_builder import Builder, declared, place, rule, values


def test_a_value_whose_condition_is_not_decided_yet_is_a_slot_and_no_gap(allotments: Builder) -> None:
    built = allotments(
        values("hives.keeper: {type: role, name: Keeper of the hives, set-by: district, required: yes, when: bees=yes}\n"),
        rule("hives", '## Hives {#hives when="bees=yes"}\n\nAsk {{ hives.keeper }}.\n'),
        place("oakshire", tier="district"),
    )
    assert built.finish_problems("oakshire") == []
    assert any("set locally: keeper of the hives" in line for line in built.page("oakshire", "hives"))


def test_every_document_carries_the_frameworks_notice(allotments: Builder) -> None:
    built = allotments(declared(("review: 2027-09-30\n", "review: 2027-09-30\nnotice: An example, endorsed by nobody.\n")))
    assert built.appendix("framework", "Document control")[0] == "An example, endorsed by nobody."

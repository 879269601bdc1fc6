"""Pathways, forms and audits are blocks: what an area may do to a step, a field or a check, and what it may not."""

from byelaw.core.items import FieldKind, FormField, Part, Pathway, PathwayStep, StepKind
from byelaw.core.tree import stringify
from project_builder import Builder, Files, place, plots

PATHWAY = """\
name: A new plot
summary: From the application to the first digging.
parts:
  asking:
    title: Asking
    text: Rain or shine.
    steps:
      apply: {label: Someone applies, kind: start, who: tenant}
      free:
        label: Is a plot free?
        kind: decision
        ways: {'Yes': offer, 'No': wait}
      wait: {label: Wait, who: tenant}
  digging-in:
    title: Digging in
    steps:
      offer:
        label: Offer the plot
        who: warden
        strength: must
        text: The warden must offer it in writing.
        see: '#'
      dug: {label: The plot is dug, kind: end, lock: full}
"""
SHOWN = plots("## Scope {#scope}\n\nThese rules are for every plot.\n\n::: {#route pathway=new-plot}\n:::\n")
BESIDE = "---\ndocument: plots\nchanges:\n  hm: {do: insert, after: %s, because: B.}\n---\n{#hm}\nText.\n"
PLOT: Files = {**SHOWN, "framework/pathways/new-plot.yml": PATHWAY.replace("        see: '#'\n", "")}


def steps(entries: str, data: str = "", name: str = "newton", extends: str = "framework", tier: str = "site") -> Files:
    """Return a localisation that changes the pathway."""
    return {**place(name, extends, tier), f"localisations/{name}/pathways/new-plot.yml": f"changes:\n{entries}{data}"}


def test_a_file_of_data_becomes_blocks_inside_the_block_that_names_it(allotments: Builder) -> None:
    built = allotments(PLOT)
    assert built.problems == []
    route, asking, free = (built.block("framework", name) for name in ("route", "asking", "free"))
    assert route.item == Pathway("new-plot", "A new plot", "From the application to the first digging.")
    assert asking.item == Part()
    assert [child.id for child in asking.children if child.id] == ["apply", "free", "wait"]
    assert isinstance(free.item, PathwayStep)
    assert free.item.kind is StepKind.DECISION
    assert [(way.words, way.to) for way in free.item.ways] == [("Yes", "offer"), ("No", "wait")]
    assert stringify(free.title) == "Is a plot free?"


def test_a_step_knows_the_line_it_is_written_on(allotments: Builder) -> None:
    assert str(allotments(PLOT).block("framework", "free").place).startswith("framework/pathways/new-plot.yml:9")


def test_an_area_inserts_relabels_replaces_moves_and_leaves_out_steps(allotments: Builder) -> None:
    changes = """\
  list: {do: insert, after: wait, because: B.}
  apply: {do: retitle, title: Someone asks, because: B.}
  free: {do: replace, because: B.}
  wait: {do: omit, because: B.}
"""
    data = (
        "steps:\n  list: {label: Put them on the list}\n  free: {label: Is one free?, kind: decision, ways: {'Yes': offer, 'No': list}}\n"
    )
    built = allotments(PLOT, steps(changes.replace("after: wait", "after: apply"), data))
    assert built.problems == []
    asking = built.block("newton", "asking")
    shown = [(child.id, stringify(child.title), child.omitted) for child in asking.children if child.id]
    assert shown == [
        ("apply", "Someone asks", False),
        ("newton:list", "Put them on the list", False),
        ("free", "Is one free?", False),
        ("wait", "Wait", True),
    ]


def test_a_duty_in_a_pathway_is_locked_as_any_duty(allotments: Builder) -> None:
    built = allotments(PLOT, steps("  offer: {do: replace, because: B.}\n", "steps:\n  offer: {label: Offer it some day}\n"))
    assert set(built.codes) == {"locked", "weakened"}


def test_a_lock_on_a_step_holds(allotments: Builder) -> None:
    assert allotments(PLOT, steps("  dug: {do: retitle, title: Done, because: B.}\n")).codes == ["locked"]


def test_a_step_replaced_by_the_same_step_is_no_change(allotments: Builder) -> None:
    same = allotments(PLOT, steps("  wait: {do: replace, because: B.}\n", "steps:\n  wait: {label: Wait, who: tenant}\n"))
    assert same.codes == ["no-effect"]


def test_another_way_on_is_a_change(allotments: Builder) -> None:
    other = allotments(PLOT, steps("  wait: {do: replace, because: B.}\n", "steps:\n  wait: {label: Wait, who: tenant, ways: apply}\n"))
    assert other.codes == []


def test_text_cannot_stand_among_steps_nor_a_step_among_text(allotments: Builder) -> None:
    page = {
        "localisations/newton/plots.md": "---\ndocument: plots\nchanges:\n  hm: {do: insert, after: wait, because: B.}\n---\n{#hm}\nText.\n"
    }
    assert allotments(PLOT, place("newton"), page).codes == ["insert-place"]
    assert allotments(PLOT, steps("  hm: {do: insert, end: scope, because: B.}\n", "steps:\n  hm: {label: Hm}\n")).codes == ["insert-place"]


def test_text_beside_the_whole_pathway_is_free(allotments: Builder) -> None:
    page = {"localisations/newton/plots.md": BESIDE % "route"}
    assert allotments(PLOT, place("newton"), page).codes == []


def test_a_page_and_a_file_of_data_change_one_document_together(allotments: Builder) -> None:
    page = {"localisations/newton/plots.md": "---\ndocument: plots\nchanges:\n  apply: {do: note, because: B.}\n---\n{#apply}\nRing us.\n"}
    built = allotments(PLOT, steps("  wait: {do: retitle, title: Be patient, because: B.}\n"), page)
    assert built.problems == []
    assert stringify(built.block("newton", "wait").title) == "Be patient"
    assert len(built.block("newton", "apply").notes) == 1
    both = allotments(PLOT, steps("  apply: {do: retitle, title: Ask, because: B.}\n"), page)
    assert both.codes == ["double-change"]


def test_an_area_may_have_a_form_of_its_own(allotments: Builder) -> None:
    form = "name: Bee form\nsummary: For bees.\nfields:\n  hives: {label: How many hives, type: number, required: yes}\n"
    page = (
        "---\nkind: guide\ntitle: Bees\ndo: add\nbecause: We keep bees.\n---\n## The form {#the-form}\n\n::: {#bee-form form=bees}\n:::\n"
    )
    built = allotments(PLOT, place("newton"), {"localisations/newton/forms/bees.yml": form, "localisations/newton/bees.md": page})
    assert built.problems == []
    hives = built.block("newton", "newton:hives", "newton:bees")
    assert hives.item == FormField(FieldKind.NUMBER, required=True)


def test_an_id_in_the_text_and_in_the_data_is_reported(allotments: Builder) -> None:
    text = plots("## Scope {#scope}\n\n::: {#wait}\nText.\n:::\n\n::: {#route pathway=new-plot}\n:::\n")
    assert allotments(PLOT, text).codes == ["prose-id-twice"]


def test_a_field_says_what_it_lacks_and_what_does_nothing(allotments: Builder) -> None:
    form = "name: F\nsummary: S.\nfields:\n  a: {label: A, type: choice}\n  b: {label: B, rows: 3}\n  c: {label: C, type: table}\n"
    page = plots("## Scope {#scope}\n\n::: {#f form=f}\n:::\n")
    assert sorted(allotments(page, {"framework/forms/f.yml": form}).codes) == ["missing-key", "missing-key", "unused-key"]


def test_look_ups_stand_in_the_words_of_a_step_and_nowhere_else(allotments: Builder) -> None:
    good = {**SHOWN, "framework/pathways/new-plot.yml": "name: N\nsummary: S.\nsteps:\n  a: {label: 'Go to {{ edition.name }}'}\n"}
    assert allotments(good).codes == []
    bad = {**SHOWN, "framework/pathways/new-plot.yml": "name: N\nsummary: 'Of {{ edition.name }}'\nsteps:\n  a: {label: A}\n"}
    assert allotments(bad).codes == ["lookup-in-data"]


def test_hostile_data_gives_problems(allotments: Builder) -> None:
    for line in (
        "label: '## A'",
        "label: A, ways: [b]",
        "label: A, ways: {x: 'not an id'}",
        "label: A, see: 'a)<script>'",
        "label: '<b>A</b>'",
    ):
        built = allotments({**SHOWN, "framework/pathways/new-plot.yml": f"name: N\nsummary: S.\nsteps:\n  a: {{{line}}}\n"})
        assert built.codes, line

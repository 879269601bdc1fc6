"""Markdown in, blocks out: forms, attributes, places, look-ups."""

from prose_for_tests import VOCABULARY, codes, read, read_clean

from byelaw.core.blocks import Form, Uses
from byelaw.core.declarations import Lock
from byelaw.core.problems import Place
from byelaw.core.tree import stringify
from byelaw.sources.prose import ProseRequest, inlines_of, nest, read_prose
from byelaw.tools.pandoc import PandocPool


def test_headings_statements_and_prose_become_flat_blocks(pandoc: PandocPool) -> None:
    blocks = read_clean(
        pandoc,
        '## Timescales {#timescales when="panel=yes" lock=full}\n\nFirst.\n\nSecond.\n\n'
        "::: {#hold .must who=police source=wt2023}\nHold it.\n\n- one\n- two\n:::\n",
    )
    assert [(b.form, b.id) for b in blocks] == [
        (Form.SECTION, "timescales"), (Form.PROSE, ""), (Form.PROSE, ""), (Form.STATEMENT, "hold"),
    ]  # fmt: skip
    section, _, _, hold = blocks
    assert (section.level, stringify(section.title), section.lock) == (2, "Timescales", Lock.FULL)
    assert section.when is not None
    assert section.when.written == "panel=yes"
    assert (hold.strength, hold.who, hold.sources) == ("must", ("police",), ("wt2023",))
    assert [child.nodes[0]["t"] for child in hold.children] == ["Para", "BulletList"]


def test_an_attribute_line_above_a_paragraph_a_list_or_a_table_makes_a_statement(pandoc: PandocPool) -> None:
    blocks = read_clean(
        pandoc,
        '{#a .should who="police panel"}\nA paragraph.\n\n{#b}\n- one\n\n{#c caption="Who attends"}\n| Who | Why |\n|---|---|\n| A | B |\n',
    )
    assert [(b.form, b.id, b.strength, b.who) for b in blocks] == [
        (Form.STATEMENT, "a", "should", ("police", "panel")), (Form.STATEMENT, "b", "", ()), (Form.STATEMENT, "c", "", ()),
    ]  # fmt: skip
    assert stringify(blocks[2].caption) == "Who attends"
    assert blocks[2].children[0].nodes[0]["t"] == "Table"


def test_a_table_fence_gives_its_paragraph_to_the_caption(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, "::: {#t .table}\nWho attends {{ panel.name }}\n\n| A |\n|---|\n| b |\n:::\n")
    assert stringify(block.caption) == "Who attends"
    assert block.uses == Uses(lookups=("panel.name",))
    assert block.classes == ()
    assert [child.nodes[0]["t"] for child in block.children] == ["Table"]


def test_an_image_with_an_id_is_a_statement_with_a_caption(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, '![Four steps](files/steps.svg){#steps caption="The pathway"}\n')
    assert (block.form, block.id, stringify(block.caption)) == (Form.STATEMENT, "steps", "The pathway")
    assert block.children[0].uses == Uses(images=("files/steps.svg",))


def test_statements_nest(pandoc: PandocPool) -> None:
    (outer,) = read_clean(pandoc, ":::: {#outer .must}\nFirst.\n\n::: {#inner .may}\nSecond.\n:::\n::::\n")
    assert [(child.form, child.id) for child in outer.children] == [(Form.PROSE, ""), (Form.STATEMENT, "inner")]


def test_keep_places_an_inherited_block(pandoc: PandocPool) -> None:
    keep, other, far = read_clean(
        pandoc, "::: {keep=hold-in-time}\n:::\n\n::: {keep=north:panel}\n:::\n\n::: {keep=a-guide#north:panel}\n:::\n"
    )
    assert (keep.form, keep.id, other.id, far.id) == (Form.KEEP, "hold-in-time", "north:panel", "a-guide#north:panel")


def test_a_block_made_from_records_has_a_template_and_no_text(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, '::: {#call template=contact-cards records="contact:mash contact"}\n:::\n')
    assert (block.template, block.records, block.children) == ("contact-cards", ("contact:mash", "contact"), ())


def test_an_alert_and_a_callout_fence_read_alike(pandoc: PandocPool) -> None:
    alert, fence = read_clean(pandoc, "> [!WARNING]\n> Careful.\n\n::: {.warning}\nCareful.\n:::\n")
    assert alert.nodes == fence.nodes
    assert alert.nodes[0]["c"][0][1] == ["warning"]


def test_a_lookup_is_a_node_with_name_filter_and_place(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, "Hold it within {{ timescales.hold as words }}, or ask.\n")
    assert block.uses.lookups == ("timescales.hold",)
    lookup = next(node for node in block.nodes[0]["c"] if node["t"] == "Span")
    assert lookup["c"] == [
        ["", ["lookup"], [["name", "timescales.hold"], ["filter", "words"], ["line", "1"], ["column", "16"]]], [],
    ]  # fmt: skip
    assert stringify(block.nodes) == "Hold it within , or ask."


def test_lookups_are_found_in_headings_quotations_cells_and_beside_words(pandoc: PandocPool) -> None:
    blocks = read_clean(pandoc, '## About {{ a.b }} {#x}\n\nSay "{{ c }}" and **{{d}}**ly.\n\n| A |\n|---|\n| {{ e as long-date }} |\n')
    assert blocks[0].title_uses.lookups == ("a.b",)
    assert blocks[1].uses.lookups == ("c", "d")
    assert blocks[2].uses.lookups == ("e",)


def test_typed_links_carry_their_place_and_outside_links_nothing(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, "See [](doc:referral#screening) or\n[the site](https://example.org/a).\n")
    links = [node["c"] for node in block.nodes[0]["c"] if node["t"] == "Link"]
    assert [link[0][2] for link in links] == [[["pos", "1:5"]], []]
    assert block.uses.links == ("doc:referral#screening",)


def test_quotation_marks_are_characters_and_line_ends_are_spaces(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, 'They said "don\'t\nwait".\n')
    assert stringify(block.nodes) == "They said \u201cdon\u2019t wait\u201d."
    assert {node["t"] for node in block.nodes[0]["c"]} == {"Str", "Space"}


def test_notes_stay_notes(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, "Text.[^1]\n\n[^1]: The note with {{ a }}.\n")
    assert "Note" in {node["t"] for node in block.nodes[0]["c"]}
    assert block.uses.lookups == ("a",)


def test_places_count_from_the_line_the_text_starts_on(pandoc: PandocPool) -> None:
    request = ProseRequest("k", "a.md", "## One {#one}\n\nText.\n\n- x\n\n  ::: {#In}\n  y\n  :::\n", first_line=9)
    blocks, problems = read_prose((request,), pandoc, VOCABULARY)
    assert [block.place for block in blocks["k"]] == [Place("a.md", 9, 1), Place("a.md", 11, 1), Place("a.md", 13, 1)]
    assert [problem.place for problem in problems] == [Place("a.md", 15, 3)]


def test_the_first_column_counts_on_the_first_line_only(pandoc: PandocPool) -> None:
    request = ProseRequest("k", "a.yml", "a {{ b }}\nc {{ d }}", first_line=4, first_column=11)
    blocks, _ = read_prose((request,), pandoc, VOCABULARY)
    spans = [node["c"][0][2] for node in blocks["k"][0].nodes[0]["c"] if node["t"] == "Span"]
    assert [(pairs[2][1], pairs[3][1]) for pairs in spans] == [("4", "13"), ("5", "3")]


def test_two_requests_of_one_text_keep_their_own_places_and_layers(pandoc: PandocPool) -> None:
    requests = [ProseRequest(name, name, "[x](nowhere)\n") for name in ("a.md", "b.md")]
    blocks, problems = read_prose(requests, pandoc, VOCABULARY)
    assert [blocks[name][0].place.file for name in ("a.md", "b.md")] == ["a.md", "b.md"]
    assert [problem.place.file for problem in problems] == ["a.md", "b.md"]


def test_a_short_text_gives_its_inlines(pandoc: PandocPool) -> None:
    assert stringify(inlines_of(read_clean(pandoc, "Ask *for* advice"))) == "Ask for advice"
    assert inlines_of(read_clean(pandoc, "One.\n\nTwo.")) == ()


def test_nesting_puts_what_follows_a_heading_inside_it(pandoc: PandocPool) -> None:
    flat = read_clean(pandoc, "Before.\n\n## A {#a}\n\nIn a.\n\n### B {#b}\n\nIn b.\n\n## C {#c}\n")
    nested, problems = nest(flat, start_level=2)
    assert problems == ()
    assert [block.id for block in nested] == ["", "a", "c"]
    assert [child.id for child in nested[1].children] == ["", "b"]
    assert len(nested[1].children[1].children) == 1


def test_nesting_reports_level_one_and_skipped_levels(pandoc: PandocPool) -> None:
    flat = read_clean(pandoc, "# A {#a}\n\n## B {#b}\n\n#### C {#c}\n")
    _, problems = nest(flat)
    assert [(problem.code, problem.place.line) for problem in problems] == [("heading-level", 1), ("heading-level", 5)]


def test_a_document_starts_at_level_two_and_a_change_anywhere(pandoc: PandocPool) -> None:
    flat = read_clean(pandoc, "### A {#a}\n")
    assert nest(flat)[1] == ()
    assert [problem.code for problem in nest(flat, start_level=2)[1]] == ["heading-level"]


def test_words_may_be_in_another_language_or_quoted(pandoc: PandocPool) -> None:
    blocks, problems = read(pandoc, "[Cymru]{lang=cy} and [the law]{.quote}.\n\n::: {.quote lang=cy}\nY gyfraith.\n:::\n")
    assert codes(problems) == []
    assert blocks[0].nodes[0]["c"][0]["c"][0] == ["", [], [["lang", "cy"]]]


def test_a_caption_on_the_line_above_may_look_something_up_and_holds_no_other_markup(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, '{#fees caption="Fees in {{ area.name }}"}\n| A | B |\n|---|---|\n| 1 | 2 |\n')
    assert [node["t"] for node in block.caption] == ["Str", "Space", "Str", "Space", "Span"]
    assert block.uses.lookups == ("area.name",)
    table = "\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    assert codes(read(pandoc, '{#fees caption="See [x](ref:y)"}' + table)[1]) == ["prose-caption"]
    assert codes(read(pandoc, '{#fees caption="Fees of {{ a b }}"}' + table)[1]) == ["prose-lookup"]


def test_marks_of_quotations_and_lists_count_together_as_nesting(pandoc: PandocPool) -> None:
    assert codes(read(pandoc, "- " + ">" * 300 + " x")[1]) == ["prose-nesting"]
    assert codes(read(pandoc, "> " + "- " * 300 + "x")[1]) == ["prose-nesting"]


def test_a_clause_of_ten_thousand_words_may_stand_on_one_line(pandoc: PandocPool) -> None:
    (block,) = read_clean(pandoc, "{#long}\n" + "word " * 10_000)
    assert len(stringify(block.children[0].nodes).split()) == 10_000

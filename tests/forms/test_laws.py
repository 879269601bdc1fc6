"""Any form gives a Word file whose controls are its fields, in order, a PDF, and a page that says the same, whatever its labels are."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from published_edition import document as page_of

from byelaw.core.blocks import Block, Document
from byelaw.core.blocks import Form as BlockForm
from byelaw.core.finishing.layout import Layout
from byelaw.core.finishing.numbering import Numbers
from byelaw.core.items import Column, FieldKind, Form, FormField, Part
from byelaw.core.names import BlockId
from byelaw.core.problems import Place
from byelaw.core.tree import Nodes, para, text
from byelaw.outputs.documents import Printer, print_document
from byelaw.outputs.site_html import sections
from forms.conftest import PAPER
from forms.controls import controls, fields, misplaced
from forms.form_sample import PROJECT
from project_builder import Builder

HERE = Place("framework/forms/any.yml")
EVIL = (
    "]]></w:t>",
    "</w:sdt>",
    '#panic("x")',
    '"]; #let x = 1',
    "<script>alert(1)</script>",
    "{{ x }}",
    "a|b",
    "--- *_`$ \\",
    "é ŵ ’",
    "0" * 90,
)
WORDS = st.lists(st.sampled_from((*EVIL, "Name", "of", "the", "plot", "–")), min_size=1, max_size=4).map(" ".join)
CHOICES = st.lists(WORDS, min_size=1, max_size=4, unique_by=lambda words: words).map(tuple)
COLUMNS = st.lists(
    st.one_of(
        st.builds(Column, WORDS, st.sampled_from([FieldKind.TEXT, FieldKind.DATE, FieldKind.YES_NO, FieldKind.EMAIL])),
        st.builds(Column, WORDS, st.just(FieldKind.CHOICE), CHOICES),
    ),
    min_size=1,
    max_size=5,
).map(tuple)


@st.composite
def any_field(draw: st.DrawFn) -> FormField:
    kind = draw(st.sampled_from(list(FieldKind)))
    chosen = draw(CHOICES) if kind in (FieldKind.CHOICE, FieldKind.CHOICES) else ()
    columns = draw(COLUMNS) if kind is FieldKind.TABLE else ()
    rows = draw(st.integers(0, 40)) if kind in (FieldKind.LONG_TEXT, FieldKind.TABLE) else 0
    return FormField(kind, draw(st.booleans()), chosen, columns, rows)


@st.composite
def any_form(draw: st.DrawFn) -> Block:
    """Return a form of parts and of fields outside them; the names of its fields follow the order they stand in."""
    made: list[Block] = []
    count = 0
    for number in range(draw(st.integers(1, 3))):
        inner = []
        for _ in range(draw(st.integers(0 if number else 1, 3))):
            count += 1
            helps = (Block(BlockForm.PROSE, HERE, nodes=(para(text(draw(WORDS))),)),) if draw(st.booleans()) else ()
            inner.append(
                Block(
                    BlockForm.STATEMENT,
                    HERE,
                    BlockId(f"field-{count}"),
                    children=helps,
                    title=tuple(text(draw(WORDS))),
                    item=draw(any_field()),
                )
            )
        is_part = draw(st.booleans())
        part = Block(BlockForm.STATEMENT, HERE, BlockId(f"part-{number}"), children=tuple(inner), title=tuple(text("Part")), item=Part())
        made.extend([part] if is_part else inner)
    return Block(BlockForm.STATEMENT, HERE, BlockId("any"), children=tuple(made), item=Form("any", draw(WORDS), draw(WORDS)))


def laid_out(allotments: Builder, form: Block) -> Nodes:
    edition = allotments(PROJECT).edition("framework")
    document: Document = next(iter(edition.documents.values()))
    section = Block(BlockForm.SECTION, HERE, BlockId("form"), children=(form,), title=tuple(text("The form")))
    return tuple(Layout(edition, document, Numbers(sections={"form": "1"})).blocks([section], 1))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(form=any_form())
def test_any_form_has_its_fields_as_controls_in_order_everywhere(allotments: Builder, printer: Printer, form: Block) -> None:
    body = laid_out(allotments, form)
    expected = [node["c"][0][0] for node in body if node["t"] == "Div" and "field" in node["c"][0][1]]
    assert expected == [f"field-{number}" for number in range(1, len(expected) + 1)]
    document = replace(page_of("any", "Any", body), images={})
    papers = print_document(document, PAPER, printer)
    assert papers.problems == ()
    assert papers.pdf.startswith(b"%PDF")
    assert fields(papers.word) == expected
    assert list(misplaced(papers.word)) == []
    numbers = [each.number for each in controls(papers.word)]
    assert len(numbers) == len(set(numbers))
    page = html.fromstring("".join(f"<div>{section.body}</div>" for section in sections(str(printer.pieces.html(body)))))
    shown = [each.get("id") for each in page.xpath("//div[contains(concat(' ', @class, ' '), ' field ')]")]
    assert shown == expected
    controlled = page.xpath("//input|//select|//textarea")
    assert all(each.get("form") == "_form.any" for each in controlled)
    assert not page.xpath("//script")


def test_the_choices_of_any_form_are_offered_as_written(allotments: Builder, printer: Printer) -> None:
    field = Block(BlockForm.STATEMENT, HERE, BlockId("a"), title=tuple(text("A")), item=FormField(FieldKind.CHOICE, choices=EVIL))
    form = Block(BlockForm.STATEMENT, HERE, BlockId("any"), children=(field,), item=Form("any", "Any", ""))
    document = replace(page_of("any", "Any", laid_out(allotments, form)), images={})
    (control,) = controls(print_document(document, PAPER, printer).word)
    assert control.choices == EVIL

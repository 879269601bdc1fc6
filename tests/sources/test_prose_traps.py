"""What pandoc quietly reads as something else, each found and said with its place."""

import pytest
from prose_for_tests import codes, read

from byelaw.core.blocks import Form
from byelaw.core.catalogue.prose import CODES
from byelaw.core.problems import Place, Severity
from byelaw.tools.pandoc import PandocPool

TRAPS = (
    # attributes
    ("{#bad when='x'}\ntext\n", "prose-literal-attributes", 1, 1),
    ("text {#id .must}\n", "prose-literal-attributes", 1, 5),
    ("## T {#a} trailing\n", "prose-literal-attributes", 1, 5),
    ("one word{#id} here\n", "prose-literal-attributes", 1, 5),
    ("Text {: onclick=x}\n", "prose-literal-attributes", 1, 6),
    ("[word]{#id}\n", "prose-attribute", 1, 1),
    ("[word]{.big}\n", "prose-attribute", 1, 1),
    ("[word]{lang=../x}\n", "prose-attribute", 1, 1),
    ("`code`{.x}\n", "prose-attribute", 1, 1),
    ("[a](doc:b){.x}\n", "prose-attribute", 1, 1),
    ('[a](doc:b "title")\n', "prose-attribute", 1, 1),
    ("![A b](files/x.svg){width=50%}\n", "prose-attribute", 1, 1),
    ("::: {#a wrapper=1}\ntext\n:::\n", "prose-attribute", 1, 9),
    ("## A {#a data-pos=1}\n", "prose-attribute", 1, 10),
    ("::: {#a .musst}\ntext\n:::\n", "prose-attribute", 1, 1),
    ("::: {#a lock=shut}\ntext\n:::\n", "prose-attribute", 1, 1),
    ("::: {#a who=''}\ntext\n:::\n", "prose-literal-attributes", 1, 5),
    ("::: {#a .must .may}\ntext\n:::\n", "prose-attribute", 1, 1),
    ("## A {#a .must}\n", "prose-attribute", 1, 1),
    ('::: {#a when="panel"}\ntext\n:::\n', "prose-condition", 1, 1),
    ("{#a .must}\n{#b}\ntext\n", "prose-literal-attributes", 1, 1),
    ("{#a}\n## B {#b}\n", "prose-literal-attributes", 1, 1),
    ("{#a}\n::: {#b}\ntext\n:::\n", "prose-literal-attributes", 1, 1),
    ("text\n\n{#a}\n", "prose-literal-attributes", 3, 1),
    # ids
    ("## A {#a}\n\n## B {#a}\n", "prose-id-twice", 3, 1),
    ("## A\n", "prose-heading", 1, 1),
    ("## {#a}\n", "prose-heading", 1, 1),
    ("## A {#2a}\n", "prose-id-form", 1, 1),
    ("## A {#a--b}\n", "prose-id-form", 1, 1),
    (f"## A {{#{'a' * 41}}}\n", "prose-id-form", 1, 1),
    ("::: {.must}\ntext\n:::\n", "prose-id", 1, 1),
    ("- a\n\n  ::: {#in}\n  b\n  :::\n", "prose-id", 3, 3),
    ("> {#in}\n> b\n", "prose-id", 2, 3),
    ("A picture ![A b](files/x.svg){#in} inside.\n", "prose-id", 1, 11),
    # fences
    ("::: {#a}\ntext\n\n## B {#b}\n", "prose-heading-inside", 4, 1),
    ("::: {#a}\ntext\n", "prose-unclosed", 1, 1),
    ("::: {#a}\n::: {#b}\ntext\n:::\n", "prose-unclosed", 1, 1),
    ("text ::: more\n", "prose-literal-fence", 1, 6),
    ("::: {#a}\n:::\n", "prose-empty", 1, 1),
    ("::: {keep=a}\ntext\n:::\n", "prose-keep", 1, 1),
    ("::: {keep=A!}\n:::\n", "prose-keep", 1, 1),
    ("::: {#a template=cards}\n:::\n", "prose-template", 1, 1),
    ("::: {#a template=cards records=contact}\ntext\n:::\n", "prose-template", 1, 1),
    ("- x\n" + "::: {#a}\n" * 20, "prose-nesting", 14, 1),
    # notes
    ("Text.[^no]\n", "prose-note", 1, 6),
    ("Text.[^1]\n\n[^1]: a\n[^1]: b\n", "prose-note", 4, 1),
    ("Text.\n\n[^1]: a\n", "prose-note", 3, 1),
    # look-ups
    ("Within {{ a b }}.\n", "prose-lookup", 1, 8),
    ("Within {{ a*b }} and {{ c*d }}.\n", "prose-lookup", 1, 8),
    ("| A |\n|---|\n| {{ a|b }} |\n", "prose-lookup", 3, 3),
    ("`{{ a }}`\n", "prose-lookup", 1, 1),
    ("    {{ a }}\n", "prose-lookup", 1, 5),
    ("[x](https://a.org/{{a}})\n", "prose-lookup", 1, 1),
    ("{% include 'x' %}\n", "prose-lookup", 1, 1),
    # links and images
    ("[x](referral.md)\n", "prose-link", 1, 1),
    ("[x](dok:referral)\n", "prose-link", 1, 1),
    ("[x](doc:Referral!)\n", "prose-link", 1, 1),
    ("[x](doc:referral#)\n", "prose-link", 1, 1),
    ("[x]()\n", "prose-link", 1, 1),
    ("[](https://a.org)\n", "prose-link", 1, 1),
    ("[x](doc:a b)\n", "prose-link", 1, 3),
    ("[x](mailto:nobody)\n", "prose-link", 1, 1),
    ("![](files/x.svg)\n", "prose-image-words", 1, 1),
    ("![A b](x.svg)\n", "prose-image", 1, 1),
    ("![x.svg](files/x.svg)\n", "prose-image-name", 1, 1),
    # tables
    ("| a |\n| b |\n", "prose-table", 1, 1),
    ("| a | |\n|---|---|\n| b | c |\n", "prose-table", 1, 1),
    ("| a |\n|--:|\n| b |\n", "prose-table-alignment", 1, 1),
    ("| a |\n|---|\n| b |\n\n: Caption\n", "prose-caption", 5, 1),
    ('{#a caption="x"}\ntext\n', "prose-caption", 2, 1),
    ("::: {#a .table}\ntext\n:::\n", "prose-caption", 1, 1),
    # other
    ("2027. was the year.\n", "prose-list", 1, 1),
    ("(c) The board\n", "prose-list", 1, 1),
    ("{#p .must}\n{#c} word\n", "prose-unreadable", 2, 6),
    ("a <b>c</b>\n", "prose-raw", 1, 3),
    ("<!-- editor's note -->\n\ntext\n", "prose-raw", 1, 1),
    ("- [ ] todo\n", "prose-task", 1, 3),
    ("a\u202eb\n", "prose-invisible", 1, 2),
    ("a\u200bb\n", "prose-invisible", 1, 2),
    ("a\x07b\n", "prose-invisible", 1, 2),
)


@pytest.mark.parametrize(("text", "code", "line", "column"), TRAPS)
def test_a_trap_is_reported_at_its_place(pandoc: PandocPool, text: str, code: str, line: int, column: int) -> None:
    _, problems = read(pandoc, text)
    assert (code, Place("text.md", line, column)) in [(problem.code, problem.place) for problem in problems]


def test_every_code_reported_is_in_the_catalogue_and_every_one_but_tool_failures_has_a_trap() -> None:
    elsewhere = {"prose-size", "prose-timeout", "heading-level", "citations", "prose-not-allowed"}
    assert {code.slug for code in CODES} == {trap[1] for trap in TRAPS} | elsewhere


def test_a_repeated_id_names_both_places(pandoc: PandocPool) -> None:
    _, problems = read(pandoc, "## A {#a}\n\n::: {#a}\ntext\n:::\n")
    assert [(problem.place.line, problem.second) for problem in problems] == [(3, Place("text.md", 1, 1))]


def test_an_unknown_class_and_link_kind_name_the_nearest(pandoc: PandocPool) -> None:
    _, problems = read(pandoc, "::: {#a .musst}\n[](contract:x)\n:::\n")
    assert sorted(problem.hint for problem in problems) == ["did you mean 'contact'?", "did you mean 'must'?"]


def test_a_file_name_as_alternative_text_is_only_a_warning(pandoc: PandocPool) -> None:
    _, problems = read(pandoc, "![files/x.svg](files/x.svg)\n")
    assert [problem.severity for problem in problems] == [Severity.WARNING]


def test_ordinary_punctuation_is_no_trap(pandoc: PandocPool) -> None:
    text = "Costs £5 to $6 (see [note] and ratio 1:2): a~b, 50%, {braces}, the 1:1 talk; A/B -- and 3 > 2.\n"
    assert codes(read(pandoc, text)[1]) == []


def test_code_may_show_fences_and_notes(pandoc: PandocPool) -> None:
    assert codes(read(pandoc, "```\n::: {#x}\n[^1]: a\n{wrapper=1}\n```\n")[1]) == []


def test_what_is_refused_does_not_hide_the_rest(pandoc: PandocPool) -> None:
    blocks, problems = read(pandoc, "<b>x</b>\n\n## A {#a}\n")
    assert problems
    assert [block.form for block in blocks] == [Form.PROSE, Form.SECTION]


@pytest.mark.parametrize(
    "text",
    ["```python\nx\n```\n", "::: {#a}\nText.\n\n```python\nx\n```\n:::\n", "- a\n\n  ```python\n  x\n  ```\n"],
)
def test_code_with_a_language_is_told_to_leave_it_out(pandoc: PandocPool, text: str) -> None:
    (problem,) = read(pandoc, text)[1]
    assert (problem.code, problem.hint) == ("prose-attribute", "write ``` without a language")


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("files/a.pdf", "attachments are not published; use an https link or a form record"),
        ("referral.md", "another document is doc:id, a section of this one #id"),
    ],
)
def test_a_link_to_a_file_is_told_what_to_use_instead(pandoc: PandocPool, target: str, hint: str) -> None:
    (problem,) = read(pandoc, f"Read [it]({target}).\n")[1]
    assert (problem.code, problem.hint) == ("prose-link", hint)

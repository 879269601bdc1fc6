"""Texts that no honest author writes: refused or harmless, and soon."""

import time

import pytest
from prose_for_tests import VOCABULARY, codes, read

from byelaw.core.tree import stringify, walk
from byelaw.sources.prose import ProseRequest, read_prose
from byelaw.tools.pandoc import PandocPool

HEAVY = (
    "[" * 500, "![[" * 2000, "<" * 20000, "[a](b" * 10000, "`" * 5000, "x" * 120_000,
    ">" * 3000 + " x", "- " * 300 + "x", "\n".join(" " * (2 * n) + "- x" for n in range(300)), "::: {#a}\n" * 8000,
    "x" * 1_100_000,
)  # fmt: skip


@pytest.mark.parametrize("text", HEAVY, ids=range(len(HEAVY)))
def test_what_could_tie_up_the_reader_is_refused_before_it_is_read(pandoc: PandocPool, text: str) -> None:
    started = time.monotonic()
    blocks, problems = read(pandoc, text)
    assert blocks == ()
    assert set(codes(problems)) <= {"prose-size", "prose-nesting"}
    assert problems
    assert time.monotonic() - started < 20  # a hang, not a speed, is what this looks for


def test_a_table_of_twenty_thousand_rows_is_read_in_time(pandoc: PandocPool) -> None:
    started = time.monotonic()
    blocks, problems = read(pandoc, "| A |\n|---|\n" + "| b |\n" * 20000)
    assert (len(blocks), problems) == (1, ())
    assert time.monotonic() - started < 60  # a hang, not a speed, is what this looks for


MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe src=x></iframe>", "<style>a{}</style>",
    '<form action="x">', '<meta http-equiv="refresh" content="0">', '<base href="x">', "a <b onclick=x>c</b>", "<!-- x -->",
    "<?php x ?>", "<![CDATA[x]]>",
)  # fmt: skip


@pytest.mark.parametrize("text", MARKUP)
def test_html_is_refused(pandoc: PandocPool, text: str) -> None:
    assert "prose-raw" in codes(read(pandoc, text + "\n")[1])


TARGETS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "java&#9;script:alert(1)", "data:text/html,x",
    "vbscript:x", "file:///etc/passwd", "//evil.example", "/etc/passwd", "../x", r"\\host\share", "ftp://a.org", "https:evil",
    "https://user@evil.example", "tel:javascript", "mailto:a@b.c?attach=/etc/passwd",
)  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_a_link_with_another_scheme_or_a_false_address_is_refused(pandoc: PandocPool, target: str) -> None:
    assert "prose-link" in codes(read(pandoc, f"[x](<{target}>)\n")[1])
    assert "prose-image" in codes(read(pandoc, f"![A b](<{target}>)\n")[1])


@pytest.mark.parametrize("source", ["/etc/passwd", "../../x.png", "files/../x.png", "file:///x", "http://169.254.169.254/", r"\\h\s"])
def test_an_image_from_elsewhere_is_refused(pandoc: PandocPool, source: str) -> None:
    assert codes(read(pandoc, f"![A b](<{source}>)\n")[1]) == ["prose-image"]


@pytest.mark.parametrize(
    "text",
    ["{: onclick=x}", "T {: style=position:fixed}", "[x]{onmouseover=x}", "::: {#a onclick=x}\nx\n:::", "![A b](files/x.svg){onerror=x}"],
)
def test_event_and_style_attributes_are_refused(pandoc: PandocPool, text: str) -> None:
    assert set(codes(read(pandoc, text + "\n")[1])) & {"prose-attribute", "prose-literal-attributes"}


@pytest.mark.parametrize("text", ['```{=typst}\n#read("x")\n```', "`x`{=openxml}", "```{=html}\n<b>\n```", "`<b>`{=html}"])
def test_raw_passages_for_one_output_are_refused(pandoc: PandocPool, text: str) -> None:
    blocks, problems = read(pandoc, text + "\n")
    assert set(codes(problems)) & {"prose-attribute", "prose-literal-attributes"}
    assert not [node for block in blocks for node in walk(list(block.nodes)) if node["t"].startswith("Raw")]


@pytest.mark.parametrize(
    "text", ["{{ ''.__class__ }}", "{% include 'x' %}", "{{ 'x'*10**9 }}", "{{ a() }}", "{{ a.__class__ }}", "{{ a|b }}"]
)
def test_code_in_braces_is_refused_and_never_run(pandoc: PandocPool, text: str) -> None:
    assert "prose-lookup" in codes(read(pandoc, text + "\n")[1])


def test_a_body_has_no_metadata(pandoc: PandocPool) -> None:
    _, problems = read(pandoc, "---\nheader-includes: x\nbibliography: /etc/passwd\n---\n\ntext\n")
    assert "prose-heading" in codes(problems)


@pytest.mark.parametrize("text", ['--8<-- "/etc/passwd"', "!include /etc/passwd", "{!/etc/passwd!}", "![[/etc/passwd]]"])
def test_includes_are_plain_text(pandoc: PandocPool, text: str) -> None:
    blocks, _ = read(pandoc, text + "\n")
    assert "/etc/passwd" in stringify(blocks[0].nodes)


def test_another_notation_for_includes_is_refused(pandoc: PandocPool) -> None:
    assert "prose-literal-fence" in codes(read(pandoc, ":::include /etc/passwd\n")[1])


def test_diagram_code_is_refused(pandoc: PandocPool) -> None:
    assert "prose-attribute" in codes(read(pandoc, '```mermaid\nclick A "javascript:x"\n```\n')[1])


def test_a_text_that_hangs_is_reported_and_the_others_are_read() -> None:
    slow = "\n\n".join(f"| a{n} | b |\n|---|---|\n" + "| x | y |\n" * 2000 for n in range(20))
    requests = (ProseRequest("slow", "slow.md", slow, 7), ProseRequest("good", "good.md", "Text.\n"))
    with PandocPool(1, time_limit=0.5) as pool:
        blocks, problems = read_prose(requests, pool, VOCABULARY)
    assert [(p.code, p.place.file, p.place.line) for p in problems] == [("prose-timeout", "slow.md", 7)]
    assert (blocks["slow"], len(blocks["good"])) == ((), 1)

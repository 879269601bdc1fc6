"""The resolver, on markup written by hand: what Word does with each mark when all is accepted or rejected."""

import pytest
from lxml import etree

from byelaw.outputs.redline_resolver import Decision, resolve

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INS, DEL = '<w:ins w:id="1">{}</w:ins>', '<w:del w:id="2">{}</w:del>'


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def gone(words: str) -> str:
    return DEL.format(f"<w:r><w:delText>{words}</w:delText></w:r>")


def come(words: str) -> str:
    return INS.format(run(words))


def end(mark: str) -> str:
    return f"<w:pPr><w:rPr><w:{mark}/></w:rPr></w:pPr>"


def both(body: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs that are left when all is accepted, and rejected; `|` where a table's cell ends."""
    found = []
    for decision in (Decision.ACCEPT, Decision.REJECT):
        root = etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>')
        resolve(root, decision)
        found.append(["".join(map(str, each.itertext())) for each in root.iter(f"{{{W}}}p")])
        assert not list(root.iter(f"{{{W}}}ins", f"{{{W}}}del", f"{{{W}}}delText"))
    return found[0], found[1]


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (f"<w:p>{run('a ')}{gone('b')}{come('c')}</w:p>", ["a c"], ["a b"]),
        (f"<w:p>{end('del')}{gone('a')}</w:p><w:p>{run('b')}</w:p>", ["b"], ["a", "b"]),
        (f"<w:p>{end('ins')}{come('a')}</w:p><w:p>{run('b')}</w:p>", ["a", "b"], ["b"]),
        (f"<w:p>{end('del')}{run('a')}</w:p><w:p>{run('b')}</w:p>", ["ab"], ["a", "b"]),
        (f"<w:p>{end('ins')}{run('a')}</w:p><w:p>{run('b')}</w:p>", ["a", "b"], ["ab"]),
        (f"<w:p>{end('del')}{gone('a')}</w:p><w:p>{end('del')}{gone('b')}</w:p><w:p>{run('c')}</w:p>", ["c"], ["a", "b", "c"]),
        (f"<w:p>{run('a')}</w:p><w:p>{end('del')}{gone('b')}</w:p>", ["a", ""], ["a", "b"]),
        (f"<w:p><w:hyperlink>{gone('a')}</w:hyperlink>{run('b')}</w:p>", ["b"], ["ab"]),
        (f'<w:p><w:moveFrom w:id="1">{run("a")}</w:moveFrom><w:moveTo w:id="2">{run("b")}</w:moveTo></w:p>', ["b"], ["a"]),
    ],
)
def test_runs_and_ends_of_paragraphs(body: str, accepted: list[str], rejected: list[str]) -> None:
    assert both(body) == (accepted, rejected)


def row(words: str, mark: str = "") -> str:
    return f"<w:tr><w:trPr>{mark}</w:trPr><w:tc><w:p>{run(words)}</w:p></w:tc></w:tr>"


def test_rows() -> None:
    assert both(f"<w:tbl>{row('a')}{row('b', '<w:del/>')}{row('c', '<w:ins/>')}</w:tbl>") == (["a", "c"], ["a", "b"])


def test_a_table_goes_with_its_last_row() -> None:
    root = etree.fromstring(f'<w:body xmlns:w="{W}"><w:tbl>{row("a", "<w:del/>")}</w:tbl><w:p/></w:body>')
    resolve(root, Decision.ACCEPT)
    assert [each.tag for each in root] == [f"{{{W}}}p"]


def test_what_stands_between_two_tables_of_two_versions_is_in_none() -> None:
    mark = "<w:pPr><w:rPr><w:ins/><w:del/></w:rPr></w:pPr>"
    assert both(f"<w:p>{run('a')}</w:p><w:p>{mark}</w:p><w:p>{run('b')}</w:p>") == (["a", "b"], ["a", "b"])


@pytest.mark.parametrize(("decision", "style"), [(Decision.ACCEPT, "New"), (Decision.REJECT, "Old")])
def test_looks(decision: Decision, style: str) -> None:
    old = '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="Old"/></w:pPr></w:pPrChange>'
    root = etree.fromstring(f'<w:body xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="New"/><w:rPr><w:b/></w:rPr>{old}</w:pPr></w:p></w:body>')
    resolve(root, decision)
    assert [each.get(f"{{{W}}}val") for each in root.iter(f"{{{W}}}pStyle")] == [style]
    assert len(list(root.iter(f"{{{W}}}b"))) == 1


def test_comments_are_no_part_of_the_text() -> None:
    marks = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:ins><w:r><w:commentReference w:id="1"/></w:r></w:ins>'
    assert both(f"<w:p>{end('ins')}{marks.format(come('a'))}</w:p><w:p>{run('b')}</w:p>") == (["a", "b"], ["b"])

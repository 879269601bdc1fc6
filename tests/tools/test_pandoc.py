"""Pandoc's workers: what they read and write, and what happens to one that hangs or dies."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from byelaw.core.tree import Nodes, header, link, para, text
from byelaw.tools.pandoc import (
    Failure,
    FailureKind,
    Output,
    PandocMissingError,
    PandocPool,
    Picture,
    WriteJob,
    pandoc_path,
    pandoc_version,
)

PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="#000"/></svg>'


def picture(source: str) -> Nodes:
    return (para([{"t": "Image", "c": [["", [], []], text("A square"), [source, ""]]}]),)


@pytest.fixture(scope="module")
def pandoc() -> Iterator[PandocPool]:
    with PandocPool(2) as pool:
        yield pool


def test_the_version_is_that_of_the_installed_package() -> None:
    assert re.fullmatch(r"3\.\d+(\.\d+)*", pandoc_version())
    assert pandoc_path().is_file()


def test_a_missing_pandoc_is_said_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(PandocMissingError, match="pypandoc_binary"):
        pandoc_path()


def test_one_tree_is_written_in_several_formats_at_once(pandoc: PandocPool) -> None:
    job = WriteJob((header(1, "a", text("Title <b>")), para(text("Words"))), (Output("html"), Output("typst"), Output("docx")))
    written = pandoc.write(job)
    assert not isinstance(written, Failure)
    html, typst, docx = written
    assert html == '<h1 id="a">Title &lt;b&gt;</h1>\n<p>Words</p>'
    assert typst == "= Title \\<b\\>\n<a>\nWords\n"
    assert isinstance(docx, bytes)
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(docx)).namelist()


def test_options_templates_and_metadata_reach_the_writer(pandoc: PandocPool) -> None:
    output = Output("html", options={"template": "$title$|$body$|$for(x)$$x$,$endfor$", "number_sections": True})
    meta = {"title": tuple(text("A title")), "x": ["1", "2"]}
    written = pandoc.write(WriteJob((header(1, "a", text("B")),), (output,), meta))
    assert isinstance(written, tuple)
    assert " ".join(str(written[0]).split()) == (
        'A title|<h1 data-number="1" id="a"><span class="header-section-number">1</span> B</h1>|1,2,'
    )


def test_a_filter_of_the_pools_folder_changes_one_output_only(tmp_path: Path) -> None:
    (tmp_path / "loud.lua").write_text("return { Str = function(s) return pandoc.Str(s.text:upper() .. FORMAT) end }\n")
    with PandocPool(1, filters=tmp_path) as pool:
        job = WriteJob((para(text("a")),), (Output("plain", filter="loud"), Output("plain")))
        assert pool.write(job) == ("Aplain\n", "a\n")


def test_an_image_that_was_given_is_embedded_and_any_other_refused(pandoc: PandocPool) -> None:
    given = Picture("media/x.svg", "image/svg+xml", PIXEL)
    written = pandoc.write(WriteJob(picture("media/x.svg"), (Output("docx"),), pictures=(given,)))
    assert not isinstance(written, Failure)
    assert isinstance(written[0], bytes)
    document = zipfile.ZipFile(BytesIO(written[0]))
    assert [document.read(name) for name in document.namelist() if name.startswith("word/media/")] == [PIXEL]
    for source in ("/etc/passwd", "media/x.svg", "http://127.0.0.1:9/x.png", "../../x.png"):
        refused = pandoc.write(WriteJob(picture(source), (Output("docx"),)))
        assert refused == Failure(FailureKind.REFUSED, f"the image was not given: {source}")


def test_the_same_tree_gives_the_same_bytes(pandoc: PandocPool) -> None:
    job = WriteJob((para([*text("See "), link(text("it"), "https://a.org")]),), (Output("docx"),))
    with PandocPool(1) as other:
        assert pandoc.write(job) == other.write(job)


def test_results_come_in_the_order_of_the_items(pandoc: PandocPool) -> None:
    texts = ["x" * (200 - n) for n in range(100)]
    read = pandoc.map(lambda words: pandoc.read(words, "commonmark_x"), texts)
    assert read == [(para(text(words)),) for words in texts]


def test_text_beyond_ascii_and_line_ends_travel_unchanged(pandoc: PandocPool) -> None:
    blocks = pandoc.read("Gŵyl — 日本\u2028x\n", "commonmark_x")
    assert blocks == (para(text("Gŵyl — 日本\u2028x")),)


def test_what_pandoc_refuses_is_said_and_the_worker_lives_on(pandoc: PandocPool) -> None:
    refused = pandoc.read("x", "nosuch")
    assert refused == Failure(FailureKind.REFUSED, "Unknown input format nosuch")
    assert pandoc.read("x", "commonmark_x") == (para(text("x")),)


@pytest.mark.parametrize(
    ("filter_text", "kind"),
    [
        ("return { Str = function() while true do end end }", FailureKind.TIMEOUT),
        ("return { Str = function() os.exit(3) end }", FailureKind.CRASH),
        ("return { Str = function() error('no') end }", FailureKind.REFUSED),
    ],
)
def test_a_worker_that_hangs_or_dies_is_replaced(tmp_path: Path, filter_text: str, kind: FailureKind) -> None:
    (tmp_path / "bad.lua").write_text(filter_text)
    bad = WriteJob((para(text("a")),), (Output("plain", filter="bad"),))
    good = WriteJob((para(text("a")),), (Output("plain"),))
    with PandocPool(1, time_limit=1, filters=tmp_path) as pool:
        results = pool.map(pool.write, [good, bad, good, bad, good])
    assert [isinstance(result, Failure) and result.kind for result in results] == [False, kind, False, kind, False]


def test_a_worker_that_reaches_its_heap_bound_is_replaced() -> None:
    """Pandoc may end, or stop answering; either way the memory stays bounded and the next call is served."""
    with PandocPool(1, heap="16m", time_limit=2) as pool:
        failure = pool.read("word " * 190_000, "commonmark_x+sourcepos")
        assert isinstance(failure, Failure)
        assert pool.read("x", "commonmark_x") == (para(text("x")),)


def test_a_filter_is_named_not_pathed(tmp_path: Path) -> None:
    with PandocPool(1, filters=tmp_path) as pool:
        refused = pool.write(WriteJob((), (Output("plain", filter="../x"),)))
    assert refused == Failure(FailureKind.REFUSED, 'no filter is called "../x"')


def test_workers_see_no_environment_and_start_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BYELAW_SECRET", "x")
    script = (
        "local seen = (os.getenv('BYELAW_SECRET') or 'none') .. #pandoc.system.list_directory('.')\n"
        "return { Str = function() return pandoc.Str(seen) end }"
    )
    (tmp_path / "look.lua").write_text(script)
    with PandocPool(1, filters=tmp_path) as pool:
        assert pool.write(WriteJob((para(text("a")),), (Output("plain", filter="look"),))) == ("none0\n",)


def test_nothing_is_left_behind() -> None:
    with PandocPool(2) as pool:
        pool.map(lambda _: pool.read("x", "commonmark_x"), range(4))
        folder = pool._folder
        assert folder.exists()
    assert not folder.exists()

"""The shorter way to the words that the theme's search finds."""

import pytest
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from byelaw.tools.mkdocs_words import words_found

SAME = {
    "paragraphs": "<div><p>One\ntwo.</p>\n<p>Fish &amp; <strong>chips</strong> &lt;b&gt;</p></div>",
    "lists": "<ul>\n<li>One</li>\n<li><p>Two</p></li>\n</ul>\n<ol><li></li></ol>",
    "an empty paragraph": "<p> </p>\n<p></p><p>Words</p><p></p>",
    "text as it is": "<pre><code>a\n\n  b</code></pre> <p>c</p>",
    "what is left out": '<p>a</p><p data-search-exclude>b <strong>c</strong></p><section data-search-exclude=""><p>d</p></section>e',
    "left out within left out": "<div data-search-exclude><div>a</div>b</div>c",
    "a value that only looks so": '<div aria-label=" data-search-exclude"><p>a</p></div><div class="linenodiv"><p>b</p></div>',
    "elements with no end": '<p>a<br>b <img src="x.svg" alt="1"></p><hr>',
    "an end without a beginning": "<p>a</em></p></div>b",
    "space between": "<p>a</p>\n\n<p>b</p> \n c",
}


@pytest.mark.parametrize("written", SAME.values(), ids=SAME)
def test_the_words_are_those_of_the_searchs_own_parser(written: str) -> None:
    parser = Parser()
    parser.feed(f'<h2 id="a">A</h2>{written}')
    parser.close()
    assert words_found(written) == parser.data[-1].text


@pytest.mark.parametrize(
    "written", ["<p>a<br/></p>", "<script>a</script>", "<p>a < b</p>", "<p>open", '<img alt="1 > 0">', "<!-- a -->", "<P>a</P>"]
)
def test_what_is_written_another_way_is_left_to_that_parser(written: str) -> None:
    assert words_found(written) is None

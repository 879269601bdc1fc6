import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from byelaw.core.problems import Place
from byelaw.sources.strict_yaml import Listing, Scalar, Table, YamlNode, read_yaml, split_front_matter


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_yaml(text, "f.yml")[1]]


def values(text: str) -> list[str]:
    node, problems = read_yaml(text, "f.yml")
    assert not problems
    assert isinstance(node, Table)
    return [value.text for _, value in node.entries if isinstance(value, Scalar)]


def plain(node: YamlNode) -> object:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [plain(item) for item in node.items]
        case Table():
            return {key.text: plain(value) for key, value in node.entries}


ALIAS_BOMB = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ALIAS_BOMB, "yaml-anchor"),
        ("&self {again: *self}", "yaml-anchor"),
        ("a: *b", "yaml-alias"),
        ("[" * 5000, "yaml-too-deep"),
        ("{a: " * 5000, "yaml-too-deep"),
        ("a: !!python/object/apply:os.system [id]", "yaml-tag"),
        ("a: ! b", "yaml-tag"),
        ("%TAG ! tag:x,2000:\n---\na: 1", "yaml-tag"),
        ("a: 1\na: 2", "duplicate-key"),
        ("<<: {a: 1}", "yaml-merge-key"),
        ("a: 1\n---\nb: 2", "yaml-several-documents"),
        ("? [a, b]\n: c", "yaml-key"),
        ("?\n: a", "yaml-key"),
        ("a:\n\t- b", "yaml-syntax"),
        ("a: b: c", "yaml-syntax"),
        ('a: "b', "yaml-syntax"),
        ("a: [b", "yaml-syntax"),
        ('a: "\\ud800"', "yaml-syntax"),
        ("a: \u202eb", "hidden-character"),
        ('a: "\\u202e"', "hidden-character"),
        ("a: b\u200bc", "hidden-character"),
        ("a: \ud800", "hidden-character"),
        ("\n".join(f"k{n}: 1" for n in range(60_000)), "yaml-too-many"),
        ("a: " + "x" * 2_000_000, "file-too-big"),
    ],
)
def test_traps_of_yaml_are_refused_by_name(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_every_scalar_stays_as_written() -> None:
    text = "a: no\nb: 012\nc: 1:30\nd: 2026-02-31\ne: 1e3\nf: ~\ng: 0x1F\nh: 'a # b: £'\ni: .inf"
    assert values(text) == ["no", "012", "1:30", "2026-02-31", "1e3", "~", "0x1F", "a # b: £", ".inf"]


def test_nothing_after_the_colon_is_an_empty_text() -> None:
    assert values("a:\nb: ''") == ["", ""]


def test_a_duplicate_key_names_both_lines_and_the_first_is_kept() -> None:
    node, (problem,) = read_yaml("a: 1\nb: 2\na: 3", "f.yml")
    assert problem.place == Place("f.yml", 3, 1)
    assert problem.second == Place("f.yml", 1, 1)
    assert "lines 1 and 3" in problem.message
    assert isinstance(node, Table)
    assert plain(node) == {"a": "1", "b": "2"}


def test_places_count_from_the_line_the_text_starts_on() -> None:
    node, _ = read_yaml("a: 1\nb: [x,  y]", "f.md", first_line=2)
    assert isinstance(node, Table)
    listing = node.entries[1][1]
    assert isinstance(listing, Listing)
    assert listing.items[1].place == Place("f.md", 3, 9)


def test_a_line_below_an_empty_table_is_told_what_is_wrong() -> None:
    (problem,) = read_yaml("# None yet.\n{}\na: 1\n", "f.yml")[1]
    assert (problem.code, problem.place.line) == ("yaml-syntax", 3)
    assert problem.message == "nothing may stand here: the file's one list or table has ended above"


def test_an_empty_file_is_an_empty_text() -> None:
    assert read_yaml("# nothing\n", "f.yml") == (Scalar("", Place("f.yml", 1, 1)), ())


def test_soft_typography_is_allowed() -> None:
    assert values("a: 24\u00a0hours – or ‘so’ … é") == ["24\u00a0hours – or ‘so’ … é"]


def test_front_matter_and_body_are_split_with_the_line_of_the_body() -> None:
    assert split_front_matter("---\na: 1\n---\n\n## T\n") == ("a: 1\n", "\n## T\n", 4)


@pytest.mark.parametrize("text", ["", "a: 1", "---\na: 1\n", "\n---\na: 1\n---\n"])
def test_a_text_without_front_matter_has_none(text: str) -> None:
    assert split_front_matter(text) is None


@given(st.text(alphabet=st.characters() | st.sampled_from("[]{}:,-?&*!|>'\"%@`#\n \t"), max_size=200))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    node, problems = read_yaml(text, "f.yml")
    assert node is not None or problems


WRITABLE = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u2800\u3164\u115f\u1160\uffa0"))


@given(st.recursive(WRITABLE, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WRITABLE.filter(bool), inner, max_size=4)))
def test_what_is_written_is_what_is_read(content: object) -> None:
    dumped = yaml.dump(content, allow_unicode=True, default_style='"', Dumper=_NoAliases)
    node, problems = read_yaml(dumped, "f.yml")
    if not problems:
        assert node is not None
        assert plain(node) == content


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True

"""Changes of one document, made up: some are allowed, some break a rule."""

from dataclasses import dataclass

from hypothesis import strategies as st

BODY = """\
## One {#one}

First.

::: {#a .must}
Alpha must stay.
:::

::: {#b}
Beta.
:::

### Inner {#inner}

::: {#c .should}
Gamma.
:::

## Two {#two lock=full}

Fixed words.

::: {#d}
Delta is fixed.
:::

## Three {#three}

::: {#e}
Epsilon.
:::
"""
SECTIONS = ("one", "inner", "two", "three")
STATEMENTS = ("a", "b", "c", "d", "e")
IDS = (*SECTIONS, *STATEMENTS)
NEW = ("new-section", "new-block", "new-other")
LOCKED_WORDS = ("Alpha must stay.", "Fixed words.", "Delta is fixed.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, and its text below."""

    target: str
    line: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The entries of a page, in the order of their prose."""

    entries: tuple[Entry, ...]

    def written(self) -> str:
        """Return the lines of the entries."""
        return "\n".join(f"{each.target}: {{{each.line}}}" for each in self.entries)

    def prose(self) -> str:
        """Return the texts."""
        return "\n".join(each.text for each in self.entries)


def fence(name: str, words: str) -> str:
    """Return a statement."""
    return f"::: {{#{name}}}\n{words}\n:::\n"


def keeps(names: list[str]) -> str:
    """Return the places of inherited blocks."""
    return "".join(f"\n::: {{keep={each}}}\n:::\n" for each in names)


@st.composite
def entries(draw: st.DrawFn, target: str) -> Entry:
    """Return any entry for the target."""
    if target in NEW:
        where = draw(
            st.sampled_from([*(f"{way}: {each}" for way in ("before", "after", "start", "end") for each in (*IDS, *NEW)), "end: document"])
        )
        text = f"## New {{#{target}}}\n\nNew words.\n" if target == "new-section" else fence(target, "More words.")
        return Entry(target, f"do: insert, {where}", text)
    kind = draw(st.sampled_from(["omit", "lock", "note", "retitle", "move", "replace"]))
    where = draw(st.sampled_from([f"{way}: {each}" for way in ("before", "after", "start", "end") for each in IDS]))
    line = {
        "omit": "do: omit",
        "lock": f"lock: {draw(st.sampled_from(['open', 'insert', 'full']))}",
        "note": "do: note, note: Mind.",
        "retitle": "do: retitle, title: Other",
        "move": f"do: move, {where}",
        "replace": "do: replace",
    }[kind]
    if kind != "replace":
        return Entry(target, line)
    kept = draw(st.lists(st.sampled_from(IDS), max_size=3))
    text = fence(target, "Other words.") if target in STATEMENTS else f"## Other {{#{target}}}\n\nOther words.\n{keeps(kept)}"
    return Entry(target, line, text)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Return a page of up to five entries."""
    targets = draw(st.lists(st.sampled_from((*IDS, *NEW)), min_size=1, max_size=5, unique=True))
    return Page(tuple(draw(entries(each)) for each in targets))

"""The merged tree: two published pandoc trees in one, exact by construction.

`old_of` and `new_of` give the two trees back, byte for byte as JSON. All views render this tree.

Every part of a pandoc tree that holds blocks is a *node* here, also those that pandoc writes as bare lists, under these names:

- `Item` in BulletList and OrderedList: `{"t": "Item", "c": [block …]}`
- `Definition` in DefinitionList, which holds one `Term` (inlines) and its `Meaning`s (blocks)
- `Line` in LineBlock (inlines)
- `Caption` in Table and Figure: `{"t": "Caption", "c": [short or None, [block …]]}`
- `Head`, `Body`, `Foot` in Table: `[attr, …]`; in them `HeadRow` (rows of a head, also of one inside a body) and `Row`; in these `Cell`
  (`[attr, alignment, row span, column span, [block …]]`)

A *shell* is such a node with nothing in it: its attributes, level or list numbering stay, its blocks or inlines are an empty list.
`taken_apart` gives a node's shell and what is in it; `put_together` is its inverse.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from byelaw.core.comparing.shells import put_together
from byelaw.core.tree import Node, Nodes


@dataclass(frozen=True, slots=True)
class Same:
    """A block (or item, row, cell …) that both trees have, the same to the last byte."""

    node: Node


@dataclass(frozen=True, slots=True)
class Added:
    """A block that only the new tree has. `move` is not 0 where it came from elsewhere: see `MergedDocument.moves`."""

    node: Node
    move: int = 0


@dataclass(frozen=True, slots=True)
class Removed:
    """A block that only the old tree has. `move` is not 0 where it went elsewhere: see `MergedDocument.moves`."""

    node: Node
    move: int = 0


@dataclass(frozen=True, slots=True)
class Inside:
    """A container whose inside, or whose own attributes, changed.

    A shell is None where only the other tree has the container: there its children stand in its place (text that was replaced locally
    gets a Div around it). The shells may be of two kinds (a bulleted list that became a numbered one). One of them is always there.
    """

    old_shell: Node | None
    new_shell: Node | None
    children: "tuple[Merged, ...]"


@dataclass(frozen=True, slots=True)
class Worded:
    """A block of running text (Para, Plain, Header, Line, Term) whose words or whose shell changed."""

    old_shell: Node
    new_shell: Node
    runs: "tuple[Run, ...]"


Merged: TypeAlias = Same | Added | Removed | Inside | Worded


@dataclass(frozen=True, slots=True)
class Kept:
    """Inlines that both texts have, the same to the last byte."""

    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Varied:
    """Inlines that nobody changed and that are not the same all the same. A view shows `new`.

    White space of another kind, a word in other pieces, a number made anew (`Span.number`), or the words of a link that were made
    from the number and title of where it leads.
    """

    old: Nodes
    new: Nodes


@dataclass(frozen=True, slots=True)
class Inserted:
    """Inlines that only the new text has."""

    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Deleted:
    """Inlines that only the old text has."""

    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Emphasis, a link, a span … around inlines of which some changed. Attributes and target are the same in both texts.

    Also `Str` around the pieces of one word whose punctuation changed: its shell is `{"t": "Str", "c": ""}`.
    """

    shell: Node
    runs: "tuple[Run, ...]"


@dataclass(frozen=True, slots=True)
class Noted:
    """A footnote whose text changed."""

    blocks: tuple[Merged, ...]


Run: TypeAlias = Kept | Varied | Inserted | Deleted | Wrapped | Noted


@dataclass(frozen=True, slots=True)
class Move:
    """Blocks that stand elsewhere now. `blocks` is their old and their new text merged: all Same where nothing in them changed.

    All `Removed` with this id are the old place (one run of siblings), all `Added` with it the new one.
    """

    id: int
    blocks: tuple[Merged, ...]


@dataclass(frozen=True, slots=True)
class MergedDocument:
    """Two versions of a document's body in one. Moves are in the order of their new places."""

    blocks: tuple[Merged, ...]
    moves: tuple[Move, ...] = ()


def apply(merged: MergedDocument, old: Sequence[Node]) -> Nodes | None:
    """Return the new body: the changes applied to the old one. None where `old` is not what was compared."""
    return new_of(merged.blocks) if list(old_of(merged.blocks)) == list(old) else None


def revert(merged: MergedDocument, new: Sequence[Node]) -> Nodes | None:
    """Return the old body: the changes taken out of the new one. None where `new` is not what was compared."""
    return old_of(merged.blocks) if list(new_of(merged.blocks)) == list(new) else None


def old_of(parts: Sequence[Merged]) -> Nodes:
    """Return the blocks of the old tree."""
    return tuple(node for part in parts for node in _old(part))


def new_of(parts: Sequence[Merged]) -> Nodes:
    """Return the blocks of the new tree."""
    return tuple(node for part in parts for node in _new(part))


def old_words(runs: Sequence[Run]) -> Nodes:
    """Return the inlines of the old text."""
    return tuple(node for run in runs for node in _old_run(run))


def new_words(runs: Sequence[Run]) -> Nodes:
    """Return the inlines of the new text."""
    return tuple(node for run in runs for node in _new_run(run))


def settled(parts: Sequence[Merged]) -> tuple[Merged, ...]:
    """Return the parts with what varied as it is in the new text on both sides: its old text is then what somebody wrote otherwise."""
    return tuple(_settled(part) for part in parts)


def _settled(part: Merged) -> Merged:
    match part:
        case Inside():
            return Inside(part.old_shell, part.new_shell, settled(part.children))
        case Worded():
            return Worded(part.old_shell, part.new_shell, _settled_runs(part.runs))
        case _:
            return part


def _settled_runs(runs: "Sequence[Run]") -> "tuple[Run, ...]":
    found: list[Run] = []
    for run in runs:
        match run:
            case Varied():
                found.append(Kept(run.new))
            case Wrapped():
                found.append(Wrapped(run.shell, _settled_runs(run.runs)))
            case Noted():
                found.append(Noted(settled(run.blocks)))
            case _:
                found.append(run)
    return tuple(found)


def is_same(parts: Sequence[Merged]) -> bool:
    """Tell whether nothing in the parts changed."""
    return all(isinstance(part, Same) for part in parts)


def every_part(parts: Sequence[Merged]) -> Iterator[Merged]:
    """Yield every part in reading order, parents before children; not those in footnotes."""
    for part in parts:
        yield part
        if isinstance(part, Inside):
            yield from every_part(part.children)


def every_run(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield every run in reading order, wrappers before what is in them; not what is in footnotes."""
    for run in runs:
        yield run
        if isinstance(run, Wrapped):
            yield from every_run(run.runs)


def _old(part: Merged) -> Nodes:
    match part:
        case Same() | Removed():
            return (part.node,)
        case Added():
            return ()
        case Inside():
            return _container(part.old_shell, old_of(part.children))
        case Worded():
            return (put_together(part.old_shell, old_words(part.runs)),)
        case _:
            assert_never(part)


def _new(part: Merged) -> Nodes:
    match part:
        case Same() | Added():
            return (part.node,)
        case Removed():
            return ()
        case Inside():
            return _container(part.new_shell, new_of(part.children))
        case Worded():
            return (put_together(part.new_shell, new_words(part.runs)),)
        case _:
            assert_never(part)


def _container(shell: Node | None, children: Nodes) -> Nodes:
    return children if shell is None else (put_together(shell, children),)


def _old_run(run: Run) -> Nodes:
    match run:
        case Kept() | Deleted():
            return run.nodes
        case Varied():
            return run.old
        case Inserted():
            return ()
        case Wrapped():
            return (put_together(run.shell, old_words(run.runs)),)
        case Noted():
            return ({"t": "Note", "c": list(old_of(run.blocks))},)
        case _:
            assert_never(run)


def _new_run(run: Run) -> Nodes:
    match run:
        case Kept() | Inserted():
            return run.nodes
        case Varied():
            return run.new
        case Deleted():
            return ()
        case Wrapped():
            return (put_together(run.shell, new_words(run.runs)),)
        case Noted():
            return ({"t": "Note", "c": list(new_of(run.blocks))},)
        case _:
            assert_never(run)

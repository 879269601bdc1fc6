"""Laws of the merged tree: it is the old document and the new one, to the last byte, whatever they are."""

import json
from collections.abc import Iterator, Sequence

from hypothesis import HealthCheck, given, settings

from byelaw.core.comparing.dividing import divided
from byelaw.core.comparing.merging import Merger
from byelaw.core.comparing.pieces import pieces_of
from byelaw.core.comparing.shells import CONTAINERS, TEXTS, put_together, taken_apart
from byelaw.core.comparing.trees import (
    Added,
    Merged,
    MergedDocument,
    Removed,
    Same,
    Worded,
    apply,
    every_part,
    is_same,
    new_of,
    old_of,
    revert,
)
from byelaw.core.tree import Node, walk
from comparing.generated_trees import SEEDS, body_of, edited_of

EXAMPLES = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def as_json(nodes: Sequence[Node]) -> str:
    return json.dumps(list(nodes))


def merged(old: Sequence[Node], new: Sequence[Node]) -> MergedDocument:
    return Merger().document(old, new)


def moved(document: MergedDocument, number: int, kind: type[Removed | Added]) -> list[Node]:
    parts = every_part(document.blocks)
    return [part.node for part in parts if isinstance(part, kind) and part.move == number]


@EXAMPLES
@given(one=SEEDS, other=SEEDS)
def test_two_documents_that_have_nothing_to_do_with_each_other_come_back_as_they_were(one: int, other: int) -> None:
    old, new = body_of(one), body_of(other)
    made = merged(old, new).blocks
    assert as_json(old_of(made)) == as_json(old)
    assert as_json(new_of(made)) == as_json(new)


@EXAMPLES
@given(seed=SEEDS)
def test_a_document_and_what_became_of_it_come_back_as_they_were(seed: int) -> None:
    old, new = edited_of(seed)
    made = merged(old, new).blocks
    assert as_json(old_of(made)) == as_json(old)
    assert as_json(new_of(made)) == as_json(new)


@EXAMPLES
@given(seed=SEEDS)
def test_applying_gives_the_new_document_and_reverting_the_old(seed: int) -> None:
    old, new = edited_of(seed)
    made = merged(old, new)
    applied, reverted = apply(made, old), revert(made, new)
    assert applied is not None
    assert reverted is not None
    assert as_json(applied) == as_json(new)
    assert as_json(reverted) == as_json(old)


@EXAMPLES
@given(seed=SEEDS)
def test_what_moved_is_whole_at_both_places_and_each_move_has_both(seed: int) -> None:
    made = merged(*edited_of(seed))
    for move in made.moves:
        assert as_json(old_of(move.blocks)) == as_json(moved(made, move.id, Removed)) != "[]"
        assert as_json(new_of(move.blocks)) == as_json(moved(made, move.id, Added)) != "[]"
    marks = {part.move for part in every_part(made.blocks) if isinstance(part, Removed | Added)} - {0}
    assert marks == {move.id for move in made.moves}


@EXAMPLES
@given(seed=SEEDS)
def test_a_document_differs_from_itself_in_nothing_and_only_then_is_all_the_same(seed: int) -> None:
    old, new = edited_of(seed)
    assert all(isinstance(part, Same) for part in merged(old, old).blocks)
    assert is_same(merged(old, new).blocks) == (as_json(old) == as_json(new))


@EXAMPLES
@given(seed=SEEDS)
def test_every_node_is_put_together_as_it_was_taken_apart(seed: int) -> None:
    for node in walk(body_of(seed)):
        if node["t"] in CONTAINERS | TEXTS:
            shell, parts = taken_apart(node)
            assert as_json([put_together(shell, parts)]) == as_json([node])


def test_what_is_not_what_was_compared_is_neither_applied_nor_reverted() -> None:
    old, new, other = ([{"t": "Para", "c": [{"t": "Str", "c": word}]}] for word in ("one", "two", "three"))
    assert apply(merged(old, new), other) is None
    assert revert(merged(old, new), other) is None


def test_a_paragraph_of_the_same_word_ten_thousand_times_is_merged_in_its_time() -> None:
    old, new = (
        [{"t": "Para", "c": [{"t": "Str", "c": "x"}, *words("a b", 5000 + more), {"t": "Str", "c": last}]}]
        for more, last in ((0, "y"), (9, "z"))
    )
    made = merged(old, new).blocks
    assert as_json(old_of(made)) == as_json(old)
    assert as_json(new_of(made)) == as_json(new)


def words(pair: str, times: int) -> list[Node]:
    return [node for word in f"{pair} ".split(" ")[:2] * times for node in ({"t": "Space"}, {"t": "Str", "c": word})]


def covered(parts: Sequence[Merged]) -> Iterator[int]:
    return (id(part) for part in every_part(parts))


@EXAMPLES
@given(seed=SEEDS)
def test_everything_that_changed_is_in_just_one_piece_and_stays_in_one_when_text_was_parted(seed: int) -> None:
    document = merged(*edited_of(seed))
    changed = {id(part) for part in every_part(document.blocks) if isinstance(part, Added | Removed | Worded)}
    assert changed <= {each for piece in pieces_of(document) for each in covered(piece.parts)}
    told = [each for one in divided(pieces_of(document)) for each in covered(one.piece.parts) if each in changed]
    assert changed == set(told)
    tops = [id(part) for one in divided(pieces_of(document)) for part in one.piece.parts]
    assert len(tops) == len(set(tops))

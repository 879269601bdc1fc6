"""A comparison as JSON-ready data; `workflows.comparison_schema` is its schema."""

from typing import Any

from byelaw.core.comparing.changes import Change, DocumentChange, RuleChange, SharedChange, Spot, TextChange
from byelaw.core.comparing.compare import Comparison, Label
from byelaw.outputs.redline_pieces import every_piece_of
from byelaw.outputs.redline_totals import Totals, tally_of, totals_of

SCHEMA_VERSION = 1


def redline_data(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as data."""
    changes = comparison.changes
    return {
        "schema": SCHEMA_VERSION,
        "old": _label(comparison.old),
        "new": _label(comparison.new),
        "same": comparison.is_same and not comparison.narrowed,
        "narrowed": comparison.narrowed,
        "totals": _totals(totals_of(map(tally_of, changes))),
        "documents": [
            {"id": each.id, "old-id": each.old_id, "file": each.file_name, "title": each.title, "old-title": each.old_title}
            for each in comparison.documents.values()
        ],
        "changes": [change_data(each) for each in changes],
        "not-compared": list(comparison.not_compared),
    }


def change_data(change: Change) -> dict[str, Any]:
    """Return a change as data."""
    about, cause = change.about, change.about.cause
    return {
        "of": _OF[type(change)],
        "kind": str(change.kind),
        "class": str(about.weight),
        "flags": [str(each) for each in about.flags],
        "rule": about.rule,
        "old-place": _spot(about.old),
        "new-place": _spot(about.new),
        "old": change.old,
        "new": change.new,
        "diff": [[str(each.mark), each.text] for each in every_piece_of(change)],
        "words": {"inserted": about.words.inserted, "deleted": about.words.deleted},
        "cause": {
            "layer": cause.layer,
            "name": cause.name,
            "tier": cause.tier,
            "because": cause.because,
            "owner": cause.owner,
            "review": cause.review.isoformat() if cause.review is not None else "",
        },
        **_more(change),
    }


_OF = {TextChange: "text", RuleChange: "rule", SharedChange: "shared", DocumentChange: "document"}


def _more(change: Change) -> dict[str, Any]:
    match change:
        case TextChange():
            return {"others": [_spot(each) for each in change.others]}
        case SharedChange():
            places = [_spot(each) for each in change.places]
            return {"name": change.name, "label": change.label, "what": change.what, "places": places}
        case _:
            return {"what": change.what}


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "changes": totals.changes,
        "sections": totals.sections,
        "documents": totals.documents,
        "renumbered": totals.renumbered,
        "classes": {str(each): count for each, count in totals.weights.items()},
        "flags": {str(each): count for each, count in totals.flags.items()},
        "words": {"inserted": totals.inserted, "deleted": totals.deleted},
    }


def _label(label: Label) -> dict[str, str]:
    return {"name": label.name, "version": label.version, "digest": label.digest, "summary": label.summary}


def _spot(spot: Spot | None) -> dict[str, str] | None:
    if spot is None:
        return None
    return {
        "address": spot.address,
        "document": spot.document,
        "block": spot.block,
        "file": spot.file_name,
        "anchor": spot.anchor,
        "number": spot.number,
        "title": spot.title,
    }

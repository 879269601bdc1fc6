"""References as the citation style writes them: all of a framework's at once, so all documents cite a source alike."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from byelaw.core.declarations import Reference
from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Citation
from byelaw.core.tree import Node, Nodes
from byelaw.sources.prose_text import finished
from byelaw.sources.prose_tree import Origin
from byelaw.tools.pandoc import Failure, PandocPool

_DATES = frozenset({"issued", "accessed", "submitted", "original-date", "event-date", "available-date"})
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


def format_citations(
    references: Mapping[str, Reference], style: str, pandoc: PandocPool, language: str = "en-GB"
) -> tuple[dict[str, Citation], tuple[Problem, ...]]:
    """Return each reference as it is cited and as it is listed, formatted as one set in the CSL style.

    `short` has no brackets ("Hackett, 2014"): authors put them where the sentence wants them. Reports `citations`,
    once, when the processor refuses the set: then nothing is returned.
    """
    if not references:
        return {}, ()
    ordered = [references[name] for name in sorted(references)]
    written = pandoc.cite(style, [csl_json(reference) for reference in ordered], language)
    if isinstance(written, Failure):
        place = Place(ordered[0].place.file)
        return {}, (error("citations", place, f"the references could not be formatted: {written.detail}"),)
    parts = {node["c"][0][0]: node for node in _divs(written)}
    return {each.id: Citation(_inlines(parts[f"cite-{each.id}"]), _inlines(parts[f"ref-{each.id}"])) for each in ordered}, ()


def csl_json(reference: Reference) -> dict[str, Any]:
    """Return the reference as CSL-JSON: our dates (`2023`, `2023-12-15`) become date parts, everything else stays."""
    item: dict[str, Any] = json.loads(json.dumps(dict(reference.csl), default=_plain))
    dates = {key: _date(value) for key, value in item.items() if key in _DATES}
    return {**item, **dates, "id": reference.id}


def _plain(value: object) -> Any:  # noqa: ANN401 - plain JSON data
    """Return data of the declarations as plain lists and mappings."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, Sequence) else str(value)


def _date(value: Any) -> Any:  # noqa: ANN401 - a CSL date in any of its forms
    found = _DATE.match(str(value))
    if not found:
        return value if isinstance(value, dict) else {"literal": str(value)}
    return {"date-parts": [[int(part) for part in found.groups() if part]]}


def _divs(nodes: Nodes) -> list[Node]:
    """Return the outer Divs and, for the list of references, the entries in it."""
    result: list[Node] = []
    for node in nodes:
        result.append(node)
        if node["c"][0][0] == "refs":
            result.extend(node["c"][1])
    return result


def _inlines(div: Node) -> Nodes:
    """Return the inlines of the Div's one paragraph, without what the processor put around them."""
    paragraph = div["c"][1][0]["c"]
    return tuple(finished(_without_cite(paragraph), Origin("")))


def _without_cite(inlines: list[Node]) -> list[Node]:
    """Return the inlines of a citation in place of the Cite around them."""
    if len(inlines) == 1 and inlines[0]["t"] == "Cite":
        rendered: list[Node] = inlines[0]["c"][1]
        return rendered
    return inlines

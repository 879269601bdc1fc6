"""References as the citation style writes them: all of a framework and of its localisations at once, so all cite a source alike."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from byelaw.core.declarations import Citation, Reference
from byelaw.core.localisations import Localisation
from byelaw.core.problems import Place, Problem, error
from byelaw.core.projects import Framework, Project
from byelaw.core.tree import Node, Nodes
from byelaw.sources.prose_text import finished
from byelaw.sources.prose_tree import Origin
from byelaw.tools.pandoc import Failure, PandocPool

_DATES = frozenset({"issued", "accessed", "submitted", "original-date", "event-date", "available-date"})
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


def with_citations(project: Project, style: str, pandoc: PandocPool) -> tuple[Project, tuple[Problem, ...]]:
    """Return the project with every reference as it is cited and listed, the localisations' too, and what the processor refused.

    Each framework, as it stands or as released, makes one set with all localisations that come down from it: "Ng, 2020a" is then the
    same source in every edition. References that say the same, in two areas or two releases, are one in it.
    """
    problems: list[Problem] = []
    made: dict[str, Mapping[str, Citation]] = {}
    for framework in (project.framework, *project.frameworks.values()):
        made[framework.version], found = _cite_alike(_family(framework, project), style, pandoc)
        problems.extend(found)

    def of_framework(framework: Framework) -> Framework:
        declared = framework.declarations
        references = _with_citation(declared.references, made[framework.version])
        return replace(framework, declarations=replace(declared, references=references))

    def of_layer(layer: Localisation) -> Localisation:
        return replace(layer, references=_with_citation(layer.references, made[project.root(layer).version]))

    whole = replace(
        project,
        framework=of_framework(project.framework),
        frameworks={version: of_framework(each) for version, each in project.frameworks.items()},
        localisations={name: of_layer(each) for name, each in project.localisations.items()},
        releases={key: of_layer(each) for key, each in project.releases.items()},
    )
    return whole, tuple(problems)


def _family(framework: Framework, project: Project) -> Iterator[Reference]:
    """Yield the framework's references, then those of its localisations, as they stand and as released, in the order of their ids."""
    layers = (*sorted(project.localisations.items()), *sorted(project.releases.items()))
    below = (layer.references for _, layer in layers if project.root(layer) is framework)
    for references in (framework.declarations.references, *below):
        yield from (references[name] for name in sorted(references))


def _cite_alike(references: Iterable[Reference], style: str, pandoc: PandocPool) -> tuple[dict[str, Citation], tuple[Problem, ...]]:
    """Return the citations by what the references say; those that say the same are formatted as one."""
    distinct: dict[str, Reference] = {}
    for each in references:
        distinct.setdefault(_said(each), each)
    numbered = {f"r{number:06}": each for number, each in enumerate(distinct.values())}
    formatted, problems = format_citations({name: replace(each, id=name) for name, each in numbered.items()}, style, pandoc)
    return {_said(numbered[name]): citation for name, citation in formatted.items()}, problems


def _with_citation(references: Mapping[str, Reference], made: Mapping[str, Citation]) -> dict[str, Reference]:
    return {name: replace(each, citation=made.get(_said(each))) for name, each in references.items()}


def _said(reference: Reference) -> str:
    """Return what the reference says, whatever it is called."""
    return json.dumps({**csl_json(reference), "id": ""}, sort_keys=True)


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

"""A localisation's references.yml: its schema, its problems, and the citations of all layers made as one set."""

from dataclasses import replace
from pathlib import Path

from loading import NORTHMERE, load

from byelaw.core.declarations import Reference
from byelaw.core.names import LayerId
from byelaw.core.projects import Project
from byelaw.core.tree import stringify
from byelaw.sources.json_schema import vscode_settings
from byelaw.sources.references import with_citations
from byelaw.tools.pandoc import PandocPool

STYLE = Path(__file__).parents[2].joinpath("templates", "citations.csl").read_text(encoding="utf-8")
NG = "{{type: book, title: {title}, author: [{{family: Ng}}], issued: 2020}}\n"
SOUTHMERE = {"localisations/southmere/localisation.yml": NORTHMERE.replace("Northmere", "Southmere")}


def ng(name: str, title: str) -> str:
    """Return a book of Ng's of 2020."""
    return f"{name}: {NG.format(title=title)}"


def references(layer: str, text: str) -> dict[str, str | bytes]:
    """Return a layer's references.yml."""
    return {"framework/references.yml" if layer == "framework" else f"localisations/{layer}/references.yml": text}


def cited(project: Project, pandoc: PandocPool) -> Project:
    """Return the project with its citations."""
    made, problems = with_citations(project, STYLE, pandoc)
    assert problems == ()
    return made


def short(found: dict[str, Reference]) -> dict[str, str]:
    """Return the words that cite each reference."""
    return {name: stringify(each.citation.short) for name, each in found.items() if each.citation is not None}


def of(project: Project, layer: str) -> dict[str, Reference]:
    """Return a layer's references."""
    return dict(project.framework.declarations.references if layer == "framework" else project.localisations[LayerId(layer)].references)


def test_they_are_known_by_their_full_names() -> None:
    project, problems = load(
        references("northmere", "escalation: {type: report, title: Escalation policy, replaced-by: next}\nnext: {type: report, title: N}")
    )
    assert problems == ()
    found = of(project, "northmere")
    assert list(found) == ["northmere:escalation", "northmere:next"]
    assert (found["northmere:escalation"].title, found["northmere:escalation"].replaced_by) == ("Escalation policy", "northmere:next")
    assert found["northmere:escalation"].place.file == "localisations/northmere/references.yml"


def test_their_keys_are_those_of_the_framework_s_and_a_fault_concerns_the_localisation_only() -> None:
    _, problems = load(references("northmere", "escalation: {type: report, titel: Escalation policy}"))
    assert [(each.code, each.edition, each.hint) for each in problems] == [
        ("missing-key", "northmere", "The full title."),
        ("unknown-key", "northmere", "did you mean 'title'?"),
    ]


def test_what_is_pasted_twice_is_one_problem_in_its_file() -> None:
    _, problems = load(references("northmere", ng("a", "A") + ng("a", "B")))
    assert [(each.code, each.place.file) for each in problems] == [("duplicate-key", "localisations/northmere/references.yml")]


def test_two_of_one_author_and_year_are_told_apart_over_all_layers(pandoc: PandocPool) -> None:
    project, _ = load({**SOUTHMERE, **references("framework", ng("ng", "Digging")), **references("northmere", ng("ng", "Raking"))})
    made = cited(project, pandoc)
    assert short(of(made, "framework")) == {"ng": "Ng, 2020a"}
    assert short(of(made, "northmere")) == {"northmere:ng": "Ng, 2020b"}


def test_the_same_source_in_two_localisations_is_one(pandoc: PandocPool) -> None:
    both = {**references("northmere", ng("ng", "Digging")), **references("southmere", ng("digging", "Digging"))}
    made = cited(load({**SOUTHMERE, **both})[0], pandoc)
    assert short(of(made, "northmere")) == {"northmere:ng": "Ng, 2020"}
    assert short(of(made, "southmere")) == {"southmere:digging": "Ng, 2020"}


def test_a_release_that_says_the_same_as_the_working_copy_adds_no_letter(pandoc: PandocPool) -> None:
    project, _ = load(references("northmere", ng("ng", "Digging")))
    northmere = project.localisations[LayerId("northmere")]
    made = cited(replace(project, releases={(northmere.id, "1"): replace(northmere, version="1")}), pandoc)
    assert short(dict(made.releases[northmere.id, "1"].references)) == {"northmere:ng": "Ng, 2020"}
    assert short(of(made, "northmere")) == {"northmere:ng": "Ng, 2020"}


def test_those_under_a_released_framework_are_a_set_of_their_own(pandoc: PandocPool) -> None:
    project, _ = load({**SOUTHMERE, **references("northmere", ng("ng", "Raking")), **references("southmere", ng("ng", "Digging"))})
    southmere = project.localisations[LayerId("southmere")]
    released = replace(project.framework, version="1")
    apart = {**project.localisations, southmere.id: replace(southmere, pin="1")}
    made = cited(replace(project, frameworks={"1": released}, localisations=apart), pandoc)
    assert short(of(made, "northmere")) == {"northmere:ng": "Ng, 2020"}
    assert short(of(made, "southmere")) == {"southmere:ng": "Ng, 2020"}


def test_a_refused_style_leaves_every_reference_without_a_citation(pandoc: PandocPool) -> None:
    project, _ = load(references("northmere", ng("ng", "Digging")))
    made, problems = with_citations(project, "<style/>", pandoc)
    assert [each.code for each in problems] == ["citations"]
    assert of(made, "northmere")["northmere:ng"].citation is None


def test_editors_check_the_file_by_the_same_schema() -> None:
    tied = vscode_settings("s")["yaml.schemas"]
    assert tied["s/references.schema.json"] == ["framework/references.yml", "localisations/*/references.yml"]

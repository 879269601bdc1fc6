"""Build a small project from texts by path, through the real loader, merge it, and show what came out as lines of text.

The framework is a town's rules for allotments: plots, tenants and water. It declares three tiers (nation, district, site), one rule
"Plots", a duty and a recommendation; a test lays its own texts over these, file by file, so that what matters to it stands in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from byelaw.core.blocks import Block, Form, every_block
from byelaw.core.declarations import Citation, Reference
from byelaw.core.editions import Edition
from byelaw.core.finishing.publish import Finished, finish, publish
from byelaw.core.finishing.settling import settle
from byelaw.core.names import DocumentId, LayerId
from byelaw.core.problems import Problem
from byelaw.core.projects import Project
from byelaw.core.published import PublishedDocument, PublishedEdition
from byelaw.core.releases import papers_of
from byelaw.core.tree import Node, Nodes, stringify, text
from byelaw.sources.project import load_project
from byelaw.sources.prose import ProseRequest, Vocabulary, read_prose
from byelaw.sources.snapshot import snapshot_of
from byelaw.sources.written import ProseBlocks
from byelaw.tools.pandoc import Failure, PandocPool
from byelaw.workflows.loading import Merged, merge

DAY = date(2026, 11, 23)
Files = Mapping[str, str]

FRAMEWORK = """\
name: Allotments
owner: Council board
review: 2027-09-30
who: role
tiers:
  nation: {name: Nation}
  district: {name: District}
  site: {name: Site}
kinds:
  rule: {name: Rule, plural: Rules}
  guide: {name: Guide, plural: Guides}
strengths:
  must: {name: Must, lock: insert, meaning: A duty.}
  should: {name: Should, meaning: Good practice.}
  may: {name: May, meaning: A choice.}
events:
  applied: {name: the application}
  offered: {name: the offer, after: [applied]}
  dug: {name: the first digging}
facts:
  bees: {name: Keeps bees, type: yes/no, default: no}
  water: {name: Water, type: choice, choices: [tap, well, none], default: tap}
  climate: {name: Climate, type: choice, choices: [mild, harsh], default: mild, set-by: nation}
"""
PLOTS = """\
## Scope {#scope}

These rules are for every plot.

## Digging {#digging}

::: {#dig-weekly .must who=tenant}
Tenants must dig every week.
:::

::: {#dig-deep .should}
Tenants should dig deep.
:::

## Water {#water}

::: {#save-water}
Rain fills the butts.
:::
"""
ROLES = """\
name: Role
plural: Roles
text: name
fields:
  name: {type: text, name: Name, required: yes}
records:
  tenant: {name: Tenants}
  warden: {name: The warden}
"""


def front(body: str, extra: str = "", title: str = "Plots", kind: str = "rule") -> str:
    """Return a document's text: front matter with any further lines, and the body."""
    return f"---\nkind: {kind}\ntitle: {title}\n{extra}---\n{body}"


BASE: Files = {
    "framework/framework.yml": FRAMEWORK,
    "framework/records/role.yml": ROLES,
    "framework/documents/rule/plots.md": front(PLOTS),
}


def plots(body: str, extra: str = "") -> Files:
    """Return the framework's rule "Plots" with this text."""
    return {"framework/documents/rule/plots.md": front(body, extra)}


def rule(name: str, body: str, extra: str = "") -> Files:
    """Return another rule of the framework, its title the name with a capital."""
    return {f"framework/documents/rule/{name}.md": front(body, extra, name.replace("-", " ").capitalize())}


def values(text: str) -> Files:
    """Return the framework's values."""
    return {"framework/values.yml": text}


def declared(*changed: tuple[str, str]) -> Files:
    """Return framework.yml with pieces of its text put in place of others."""
    text = FRAMEWORK
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    return {"framework/framework.yml": text}


def place(name: str, extends: str = "framework", tier: str = "site", more: str = "", at: str = "localisations") -> Files:
    """Return a localisation called by its id with a capital. Its owner is "Lead", its review 31 March 2027."""
    lines = f"name: {name.capitalize()}\nextends: {extends}\ntier: {tier}\nowner: Lead\nreview: 2027-03-31\n{more}"
    return {f"{at}/{name}/localisation.yml": lines}


def edits(name: str, entries: str, text: str = "", document: str = "plots", at: str = "localisations") -> Files:
    """Return a localisation's changes of a document: the lines of its entries, each with `because: B.` unless it has one, and the prose."""
    lines = [_reasoned(line) for line in entries.strip("\n").splitlines()]
    body = "\n".join(f"  {line}" for line in lines)
    return {f"{at}/{name}/{document.replace(':', '--')}.md": f"---\ndocument: {document}\nchanges:\n{body}\n---\n{text}\n"}


def _reasoned(line: str) -> str:
    return line if "because" in line or not line.endswith("}") else f"{line[:-1]}, because: B.}}"


class RememberingPool(PandocPool):
    """A pool that reads each distinct text once in all tests."""

    def __init__(self) -> None:
        super().__init__(1)
        self.known: dict[tuple[str, str], Nodes | Failure] = {}

    def read(self, text: str, markup: str) -> Nodes | Failure:
        """Return the tree of the text."""
        key = (text, markup)
        if key not in self.known:
            self.known[key] = super().read(text, markup)
        return self.known[key]


@dataclass(slots=True)
class Built:
    """A project merged on a day, with ways to look at it."""

    merged: Merged
    finishing: dict[str, Finished] = field(default_factory=dict)

    @property
    def problems(self) -> list[str]:
        """Return the problems of reading and merging: `edition: code: message`, warnings too, without the edition for the framework's."""
        return [shown(each) for each in self.merged.problems]

    @property
    def codes(self) -> list[str]:
        """Return the codes of the problems of reading and merging."""
        return [each.code for each in self.merged.problems]

    @property
    def only(self) -> Problem:
        """Return the one problem there is."""
        assert len(self.merged.problems) == 1, self.problems
        return self.merged.problems[0]

    def edition(self, name: str) -> Edition:
        """Return a merged edition."""
        return self.merged.editions[LayerId(name)]

    def outline(self, name: str, document: str = "plots") -> list[str]:
        """Return a document of a merged edition as lines; see `outline`."""
        return outline(self.edition(name).documents[DocumentId(document)].blocks)

    def block(self, name: str, block: str, document: str = "plots") -> Block:
        """Return a block of a merged edition."""
        return next(each for each in every_block(self.edition(name).documents[DocumentId(document)].blocks) if each.id == block)

    def finished(self, name: str) -> Finished:
        """Return a finished edition."""
        if name not in self.finishing:
            made = finish(settle(self.edition(name)), self.merged.project.images, self.merged.day)
            self.finishing[name] = replace(made, papers=papers_of(self.edition(name).layers, self.merged.project.ledger))
        return self.finishing[name]

    def finish_problems(self, name: str) -> list[str]:
        """Return the problems of finishing an edition."""
        return [shown(each) for each in self.finished(name).problems]

    def published(self, name: str, *, draft: bool = False) -> PublishedEdition:
        """Return a published edition."""
        return publish(self.finished(name), draft=draft, opted_out={})

    def document(self, name: str, document: str = "plots") -> PublishedDocument:
        """Return a published document."""
        return next(each for each in self.published(name).documents if each.id == document)

    def page(self, name: str, document: str = "plots") -> list[str]:
        """Return a published document as lines, without its appendices; see `page`."""
        body = self.document(name, document).body
        end = next(at for at, node in enumerate(body) if node["t"] == "Header" and "appendix" in node["c"][1][1])
        return page(body[:end])

    def appendix(self, name: str, title: str, document: str = "plots") -> list[str]:
        """Return the lines of one appendix of a published document; none when it is not there."""
        lines = page(self.document(name, document).body)
        start = f"# {title} {{appendix--"
        rest = [lines[at + 1 :] for at, line in enumerate(lines) if line.startswith(start)]
        if not rest:
            return []
        stop = next((at for at, line in enumerate(rest[0]) if line.startswith("# ")), len(rest[0]))
        return rest[0][:stop]


def shown(problem: Problem) -> str:
    """Return a problem in one line."""
    return ": ".join(each for each in (problem.edition, problem.code, problem.message) if each)


@dataclass(slots=True)
class Builder:
    """Builds projects of the base framework and a test's own files."""

    pandoc: PandocPool

    def __call__(self, *files: Files, day: date = DAY) -> Built:
        """Return the project of the base and the files laid over it, merged on the day; a later file takes the place of an earlier."""
        texts = dict(BASE)
        for each in files:
            texts.update(each)
        project, problems = self.load(texts)
        return Built(merge(project, day, problems))

    def load(self, texts: Files) -> tuple[Project, tuple[Problem, ...]]:
        """Return the project of just these files."""

        def reader(requests: Sequence[ProseRequest], vocabulary: Vocabulary) -> tuple[ProseBlocks, tuple[Problem, ...]]:
            return read_prose(requests, self.pandoc, vocabulary)

        project, problems = load_project(snapshot_of(texts), reader)
        return _cited(project), problems


def _cited(project: Project) -> Project:
    """Stand in for the citation processor: a reference with a short title is cited by it."""
    framework = project.framework
    declarations = replace(framework.declarations, references=_with_citation(framework.declarations.references))
    localisations = {name: replace(each, references=_with_citation(each.references)) for name, each in project.localisations.items()}
    releases = {key: replace(each, references=_with_citation(each.references)) for key, each in project.releases.items()}
    return replace(project, framework=replace(framework, declarations=declarations), localisations=localisations, releases=releases)


def _with_citation(references: Mapping[str, Reference]) -> dict[str, Reference]:
    return {name: _short(each) if "title-short" in each.csl else each for name, each in references.items()}


def _short(reference: Reference) -> Reference:
    short = str(reference.csl["title-short"])
    return replace(reference, citation=Citation(tuple(text(short)), tuple(text(f"{short}, in full."))))


def outline(blocks: Sequence[Block], level: int = 1) -> list[str]:
    """Return merged blocks as lines: `# Title {id}`, `must {id}: words`, plain words, `note (layer): words`, each under its container.

    A block that a layer left out is `(left out) {id}`, without what is in it. A condition follows the id as `when …`.
    """
    lines: list[str] = []
    for block in blocks:
        if block.omitted:
            lines.append(f"(left out) {{{block.id}}}")
            continue
        name = f"{{{block.id}}}" + (f" when {block.when.written}" if block.when is not None else "")
        inner = outline(block.children, level + 1)
        match block.form:
            case Form.SECTION:
                lines.append(f"{'#' * level} {words(block.title)} {name}")
            case Form.STATEMENT:
                first, inner = inner[:1], inner[1:]
                lines.append(f"{block.strength} {name}: {' '.join(first)}".strip())
            case Form.PROSE:
                lines.append(words(block.nodes))
            case Form.KEEP:
                lines.append(f"keep {name}")
        lines += [f"note ({note.layer}): {' '.join(words(each.nodes) for each in every_block((note,))).strip()}" for note in block.notes]
        lines += inner
    return lines


def words(nodes: Sequence[Node]) -> str:
    """Return the words of a tree, look-ups as `{{ name }}` and empty links as `[](target)`."""
    return stringify(_spelt(list(nodes)))


def _spelt(node: Any) -> Any:  # noqa: ANN401 - a tree of JSON values
    """Return the tree with look-ups and empty links as the words an author wrote."""
    if isinstance(node, list):
        return [_spelt(each) for each in node]
    if not isinstance(node, dict):
        return node
    if node["t"] == "Span" and "lookup" in node["c"][0][1]:
        return {"t": "Str", "c": f"{{{{ {dict(node['c'][0][2])['name']} }}}}"}
    if node["t"] == "Link" and not node["c"][1]:
        return {"t": "Str", "c": f"[]({node['c'][2][0]})"}
    return {**node, "c": _spelt(node["c"])} if "c" in node else node


def page(nodes: Sequence[Node]) -> list[str]:
    """Return published nodes as lines: `# 1 Scope {scope}`, `<must #id>` … `</must>` for a Div, links as `[words](target)`."""
    return [line for node in nodes for line in _lines(node)]


def _lines(node: Node) -> Iterator[str]:
    match node["t"]:
        case "Header":
            level, (identifier, classes, _), inlines = node["c"]
            marks = "".join(f" .{each}" for each in classes if each != "appendix")
            yield f"{'#' * level} {inline(inlines)} {{{identifier}{marks}}}"
        case "Div":
            yield from _div(node)
        case "BulletList":
            yield from (f"- {line}" for item in node["c"] for line in page(item))
        case "BlockQuote":
            yield from (f"> {line}" for line in page(node["c"]))
        case "Table":
            yield from _rows(node)
        case "Figure":
            yield f"figure: {' '.join(page(node['c'][1][1]))}"
            yield from page(node["c"][2])
        case _:
            yield inline(node["c"])


def _div(node: Node) -> Iterator[str]:
    (identifier, classes, pairs), blocks = node["c"]
    name = " ".join([*classes, *([f"#{identifier}"] if identifier else []), *(f"{key}={value}" for key, value in pairs)]) or "div"
    inner = page(blocks)
    if len(inner) == 1 and not identifier:
        yield f"<{name}> {inner[0]}"
        return
    yield from (f"<{name}>", *inner, f"</{name.split()[0]}>")


def _rows(node: Node) -> Iterator[str]:
    (identifier, *_), legend, _, head, bodies, _ = node["c"]
    caption = " ".join(line for each in legend[1] for line in _lines(each))
    if caption or identifier:
        yield f"table: {caption}" + (f" {{{identifier}}}" if identifier else "")
    for row in (*head[1], *(row for body in bodies for row in body[3])):
        yield "| " + " | ".join(" ".join(line for block in cell[4] for line in _lines(block)) for cell in row[1]) + " |"


def inline(nodes: Sequence[Node]) -> str:
    """Return inlines as text: links as `[words](target)`, slots and gaps as `<slot words>`, pictures as `![words](source)`."""
    parts: list[str] = []
    for node in nodes:
        match node["t"]:
            case "Link":
                parts.append(f"[{inline(node['c'][1])}]({node['c'][2][0]})")
            case "Image":
                parts.append(f"![{inline(node['c'][1])}]({node['c'][2][0]})")
            case "Span" if set(node["c"][0][1]) & {"slot", "missing"}:
                parts.append(f"<{node['c'][0][1][0]} {inline(node['c'][1])}>")
            case "Span":
                parts.append(inline(node["c"][1]))
            case "Strong" | "Emph":
                parts.append(f"*{inline(node['c'])}*")
            case "Space" | "SoftBreak":
                parts.append(" ")
            case _:
                parts.append(stringify([node]))
    return "".join(parts)

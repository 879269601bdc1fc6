"""One pass over the text that looks anything up: values put in as text, links led to where they go, pictures named by their content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from byelaw.core.blocks import Block, Document, every_block, map_blocks
from byelaw.core.declarations import Reference
from byelaw.core.editions import Edition
from byelaw.core.finishing.looking_up import Gap, Lookups
from byelaw.core.finishing.targets import Gone, Targets
from byelaw.core.finishing.wording import FILTERS
from byelaw.core.items import FormField
from byelaw.core.names import DocumentId, anchor, near
from byelaw.core.problems import Place, Problem, beside, error, warning
from byelaw.core.projects import Image
from byelaw.core.tree import SPACE, Node, link, rewrite, span, stringify, text, walk
from byelaw.core.uses import TYPED

_MADE = frozenset({"term", "citation", "record"})
"""What says of a link that it leads where it should."""

CALLOUTS = ("note", "tip", "important", "warning", "caution")


@dataclass(slots=True)
class Used:
    """What a document shows from elsewhere, in the order first met: terms, references, records; and pictures by their published name."""

    terms: dict[str, None] = field(default_factory=dict)
    references: dict[str, None] = field(default_factory=dict)
    records: dict[tuple[str, str], None] = field(default_factory=dict)
    values: dict[str, None] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)


@dataclass(slots=True)
class Filler:
    """Fills one edition. Problems, gaps and broken links gather here while its documents are filled."""

    edition: Edition
    lookups: Lookups
    images: Mapping[str, Image]
    day: date
    problems: list[Problem] = field(default_factory=list)
    gaps: dict[str, tuple[Gap, Place]] = field(default_factory=dict)
    broken: dict[str, tuple[Gone, list[Place]]] = field(default_factory=dict)
    titled: dict[DocumentId, Used] = field(default_factory=dict)
    """What the titles of each document show from elsewhere."""

    def titles(self, document: Document) -> Document:
        """Return the document with the look-ups in its titles filled. Links in labels of fields wait until it is known where they lead."""
        used = self.titled.setdefault(document.id, Used())

        def filled(block: Block) -> tuple[Block, ...]:
            if not block.title_uses:
                return (block,)
            return (replace(block, title=tuple(_Pass(self, None, document, block, used).run(block.title))),)

        return replace(document, blocks=map_blocks(document.blocks, filled))

    def text(self, document: Document, targets: Targets) -> tuple[Document, Used]:
        """Return the document with its look-ups and links filled, and what it shows from elsewhere."""
        used = self.titled.get(document.id, Used())
        quoted = _quoted_places(document.blocks)

        def filled(block: Block) -> tuple[Block, ...]:
            for reference in (each for each in block.sources if each in self.edition.references):
                self.cite(reference, block.place, used)
            new = block
            run = _Pass(self, targets, document, block, used, is_quoted=block.place in quoted).run
            if isinstance(block.item, FormField) and block.title_uses:
                new = replace(new, title=tuple(run(block.title)))
            if block.uses and block.nodes:
                new = replace(new, nodes=tuple(run(block.nodes)))
            if block.caption and block.uses:
                new = replace(new, caption=tuple(run(block.caption)))
            if block.notes:
                new = replace(new, notes=map_blocks(block.notes, filled))
            return (new,)

        return replace(document, blocks=map_blocks(document.blocks, filled)), used

    def cite(self, name: str, place: Place, used: Used) -> Reference | None:
        """Note that a reference is used, and say so when it is unknown or no longer in force."""
        reference = self.edition.references.get(name)
        if reference is None:
            closest = near(name, self.edition.references)
            self.problems.append(
                error("unknown-reference", place, f"no reference '{name}' is declared", f"did you mean '{closest[0]}'?" if closest else "")
            )
            return None
        used.references.setdefault(name)
        if reference.withdrawn is not None and reference.withdrawn <= self.day:
            hint = f"cite '{reference.replaced_by}' instead" if reference.replaced_by else ""
            found = warning("withdrawn-reference", place, f"'{name}' was withdrawn on {reference.withdrawn}", hint)
            self.problems.append(beside(found, reference.place, f"'{name}'"))
        return reference

    def report(self) -> tuple[Problem, ...]:
        """Return the problems found, each gap with its help, and one problem for each missing target with all its links."""
        found = list(self.problems)
        for gap, place in self.gaps.values():
            example = f" For example: {gap.example}." if gap.example else ""
            where = self.edition.chain[-1].place if self.edition.chain else place
            missing = error(
                "value-missing", replace(where, line=0, column=0), f"'{gap.name}' is not set: {gap.label}", f"{gap.help}{example}"
            )
            found.append(beside(missing, place, "needed here"))
        for gone, places in self.broken.values():
            found.append(_broken(gone, places))
        return tuple(found)


def _broken(gone: Gone, places: list[Place]) -> Problem:
    count = "a link leads" if len(places) == 1 else f"{len(places)} links lead"
    why = f": {gone.why}" if gone.why else ", which does not exist"
    hint = f"did you mean '{gone.closest[0]}'?" if gone.closest else ""
    if gone.code == "link-to-omitted":
        hint = "give 'instead:' where it was left out; the links: " + ", ".join(str(each) for each in places)
    elif gone.code == "link-to-absent":
        hint = "put the link where the same condition holds; the links: " + ", ".join(str(each) for each in places)
    found = error(gone.code, places[0], f"{count} to '{gone.target.written}'{why}", hint)
    found = replace(found, address=gone.target.written)
    return beside(found, gone.place, "decided here") if gone.place is not None else found


@dataclass(slots=True)
class _Pass:
    """One run over the nodes of one block."""

    filler: Filler
    targets: Targets | None
    document: Document
    block: Block
    used: Used
    is_quoted: bool = False
    quoted: frozenset[str] = frozenset()

    def run(self, nodes: Sequence[Node]) -> list[Node]:
        """Return the nodes filled."""
        quotes = [node for node in walk(list(nodes)) if node["t"] == "BlockQuote" or (node["t"] == "Div" and "quote" in node["c"][0][1])]
        self.quoted = frozenset(_pos(each) for quote in quotes for each in walk(quote) if each["t"] == "Link")
        filled = rewrite(list(nodes), self._change)
        return list(filled)

    def _change(self, node: Node) -> Node | list[Node] | None:
        match node["t"]:
            case "Span" if "lookup" in node["c"][0][1]:
                return self._lookup(node)
            case "Link":
                return self._link(node)
            case "Image":
                return self._image(node)
            case _:
                return None

    def _lookup(self, node: Node) -> list[Node]:
        pairs = dict(node["c"][0][2])
        name, filter_name = pairs["name"], pairs.get("filter", "")
        place = Place(self.block.place.file, int(pairs.get("line", 0)), int(pairs.get("column", 0)))
        if filter_name and filter_name not in FILTERS:
            self.filler.problems.append(
                error("unknown-filter", place, f"there is no filter '{filter_name}'", "filters: " + ", ".join(FILTERS))
            )
        found = self.filler.lookups.find(name, filter_name)
        if found.unknown is not None:
            hint = f"did you mean '{found.unknown[0]}'?" if found.unknown else ""
            self.filler.problems.append(error("unknown-value", place, f"nothing is called '{name}'", hint))
        self.used.values.setdefault(name)
        if found.gap is not None:
            self.filler.gaps.setdefault(found.gap.name, (found.gap, place))
            return [span(text(f"missing: {found.gap.label}"), ["missing"])]
        if found.empty:
            self.filler.problems.append(
                warning("empty-field", place, f"'{name}' has nothing in it here", "fill the field in, or take the look-up out")
            )
        self._note_record(name)
        return list(found.inlines)

    def _note_record(self, name: str) -> None:
        kind, _, rest = name.partition(".")
        key = (kind, rest.partition(".")[0])
        if rest.count(".") == 1 and key in self.filler.edition.records:
            self.used.records.setdefault(key)

    def _link(self, node: Node) -> Node | list[Node] | None:
        target: str = node["c"][2][0]
        scheme, _, name = target.partition(":")
        if target.startswith(TYPED) or _MADE.intersection(node["c"][0][1]):
            return None
        if target.startswith(("#", "doc:")):
            return self._document_link(node, target)
        match scheme:
            case "term":
                return self._term_link(node, name)
            case "ref":
                return self._citation(node, name)
            case _:
                return self._record_link(node, scheme, name)

    def _place(self, node: Node) -> Place:
        line, _, column = _pos(node).partition(":")
        return Place(self.block.place.file, int(line), int(column or 0)) if line else self.block.place

    def _document_link(self, node: Node, target: str) -> Node | list[Node]:
        if self.targets is None:
            return node if isinstance(self.block.item, FormField) else list(node["c"][1])
        resolved = self.targets.resolve(target, self.document, self.block.layer)
        if isinstance(resolved, Gone):
            self.filler.broken.setdefault(resolved.target.written, (resolved, []))[1].append(self._place(node))
            return list(node["c"][1]) or text(resolved.target.written)
        words = node["c"][1] or text(self.targets.text(resolved, self.document.id))
        return link(words, self.targets.href(resolved, self.document.id))

    def _term_link(self, node: Node, name: str) -> Node | list[Node]:
        edition = self.filler.edition
        term = edition.framework.declarations.terms.get(name)
        if term is None:
            self._dangling(node, "term", name, list(edition.framework.declarations.terms))
            return list(node["c"][1])
        self.used.terms.setdefault(name)
        forms = edition.terms.get(name, term.forms)
        words = stringify(node["c"][1])
        quoted = self.is_quoted or _pos(node) in self.quoted
        if not words:
            return link(text((term.forms if quoted else forms)["singular"]), f"#term--{name}", ["term"])
        form = _form_of(words, term.forms) or _form_of(words, forms)
        if form is None:
            hint = "use " + " or ".join(f"'{each}'" for each in term.forms.values())
            self.filler.problems.append(warning("term-form", self._place(node), f"'{words}' is not a form of the term '{name}'", hint))
        elif not quoted and words != forms.get(form):
            renamed = forms.get(form, words)
            capital = words[:1].isupper() and not words.isupper()
            return link(text(renamed[:1].upper() + renamed[1:] if capital else renamed), f"#term--{name}", ["term"])
        return link(node["c"][1], f"#term--{name}", ["term"])

    def _citation(self, node: Node, name: str) -> Node | list[Node]:
        reference = self.filler.cite(name, self._place(node), self.used)
        if reference is None:
            return list(node["c"][1])
        cited = reference.citation
        words = node["c"][1] or (list(cited.short) if cited is not None else text(reference.title))
        return link(words, f"#ref--{anchor(name)}", ["citation"])

    def _record_link(self, node: Node, kind: str, name: str) -> Node | list[Node]:
        edition = self.filler.edition
        record_type = edition.framework.declarations.record_types.get(kind)
        if record_type is None:
            return list(node["c"][1])  # refused when it was read
        if (kind, name) not in edition.records:
            known = [record for each, record in edition.records if each == kind]
            self._dangling(node, kind, name, known)
            return list(node["c"][1])
        self.used.records.setdefault((kind, name))
        found = self.filler.lookups.find(f"{kind}.{name}.{record_type.text}", "")
        if found.gap is not None:
            self.filler.gaps.setdefault(found.gap.name, (found.gap, self._place(node)))
        words = node["c"][1] or list(found.inlines)
        if edition.records[kind, name].slot:
            return words
        return link(words, f"#{kind}--{name}", ["record"])

    def _dangling(self, node: Node, kind: str, name: str, known: Sequence[str]) -> None:
        closest = near(name, known)
        hint = f"did you mean '{kind}:{closest[0]}'?" if closest else ""
        found = error("dangling-link", self._place(node), f"a link leads to '{kind}:{name}', which does not exist", hint)
        self.filler.problems.append(replace(found, address=f"{kind}:{name}"))

    def _image(self, node: Node) -> Node | list[Node]:
        source: str = node["c"][2][0]
        if not source.startswith("files/"):
            return [*node["c"][1], SPACE]  # refused when it was read
        image = self.filler.images.get(f"{root_of(self.block.place.file)}/{source}")
        if image is None:
            known = [path.partition("/files/")[2] for path in self.filler.images if path.startswith(root_of(self.block.place.file) + "/")]
            closest = near(source.removeprefix("files/"), known)
            hint = f"did you mean 'files/{closest[0]}'?" if closest else "put it in the folder 'files'"
            missing = error("missing-image", self._place(node), f"there is no picture '{source}'", hint)
            self.filler.problems.append(replace(missing, address=f"{root_of(self.block.place.file)}/{source}"))
            return [*node["c"][1], SPACE]
        name = f"media/{image.digest[:16]}.{image.path.rpartition('.')[2]}"
        self.used.images[name] = image
        return {"t": "Image", "c": [["", [], []], node["c"][1], [name, ""]]}


def _quoted_places(blocks: tuple[Block, ...]) -> frozenset[Place]:
    """Return the places of the prose that stands in quotations: nothing in it is renamed."""
    every = (each for block in every_block(blocks) for each in (block, *every_block(block.notes)))
    quotations = (each for each in every if "quote" in each.classes)
    return frozenset(inner.place for quotation in quotations for inner in every_block((quotation,)))


def root_of(file: str) -> str:
    """Return the folder of the layer that a source file belongs to: `framework`, `localisations/x` or `releases/x/1`."""
    parts = file.split("/")
    return "/".join(parts[: {"framework": 1, "localisations": 2, "releases": 3}.get(parts[0], 1)])


def _pos(node: Node) -> str:
    return str(dict(node["c"][0][2]).get("pos", ""))


def _form_of(words: str, forms: Mapping[str, str]) -> str | None:
    for form, written in forms.items():
        if words == written or (words[:1].lower() + words[1:]) == (written[:1].lower() + written[1:]):
            return form
    return None

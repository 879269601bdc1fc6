"""A Word file put together from fragments and the parts that are the same in every document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import quoteattr

from byelaw.core.projects import Image
from byelaw.core.published import PublishedDocument
from byelaw.outputs.boxes import borders_of, style_of
from byelaw.outputs.ooxml import DOCUMENT, NAMESPACES, Package, find, serialise
from byelaw.outputs.paper import Paper
from byelaw.outputs.word import describe, is_running_line, put_front, set_language
from byelaw.outputs.word_body import indent_lists, vector_id
from byelaw.outputs.word_controls import declare_extensions
from byelaw.outputs.word_cut import Fragment
from byelaw.outputs.word_logo import LOGO, logo_part, show_logo
from byelaw.outputs.word_look import SETTINGS, STYLES
from byelaw.outputs.word_numbers import Numbers
from byelaw.outputs.word_zip import Deflated, deflated, zipped

_NUMBERING, _FOOTNOTES, _TYPES = "word/numbering.xml", "word/footnotes.xml", "[Content_Types].xml"
_LINKS, _NOTE_LINKS = "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"
_OWN = frozenset({DOCUMENT, _NUMBERING, _FOOTNOTES, _TYPES, _LINKS, _NOTE_LINKS, "docProps/core.xml", "docProps/custom.xml"})
"""The parts that differ from one document to the next, beside the running lines."""

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
_EMPTY = re.compile(r"<Relationships([^<>]*?)\s*/>")
_LINE = "\n    "
_VECTOR = "image/svg+xml"


class WordShell:
    """The parts of an empty document, into which fragments are put. It serves one worker."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Take the parts of the empty document that pandoc makes with the real reference file."""
        package = Package(dict(parts), {})
        body = find(package.xml(DOCUMENT), "w:body")[0]
        for block in list(body)[:-1]:
            body.remove(block)
        body.text = _LINE
        declare_extensions(package.xml(DOCUMENT))
        indent_lists(package)
        self._boxes = frozenset(borders_of(package.xml(STYLES)))
        self._numbering = serialise(package.xml(_NUMBERING)).decode()
        self._last = max(map(int, re.findall(r'Id="rId(\d+)"', parts[_LINKS].decode())))
        self._last_list = max(map(int, re.findall(r'<w:num w:numId="(\d+)"', self._numbering)))
        opened = {name: _EMPTY.sub(r"<Relationships\1></Relationships>", parts[name].decode()).encode() for name in (_LINKS, _NOTE_LINKS)}
        self._parts = {**parts, **opened, DOCUMENT: serialise(package.xml(DOCUMENT))}
        self._own = {name: part for name, part in self._parts.items() if name in _OWN or is_running_line(name)}
        self._fixed: dict[str, dict[str, Deflated]] = {}

    def filled(self, fragments: Sequence[Fragment], document: PublishedDocument, paper: Paper) -> bytes | None:
        """Return the Word file of a document; None if its first block could join with the front. Equal input gives equal bytes."""
        package = Package(dict(self._own), {})
        put_front(package, document, paper)
        if fragments and not fragments[0].level and self._ends_in_box(package):
            return None
        show_logo(package, document)
        describe(package, document, paper)
        numbers = Numbers(self._last, self._last_list)
        body = numbers.body(fragments)
        made = {name: deflated(part) for name, part in self._made(package, numbers, body, document)}
        parts = self._fixed_in(document.language) | made
        return zipped({name: parts[name] for name in sorted(parts, key=lambda part: (part != _TYPES, part))})

    def _ends_in_box(self, package: Package) -> bool:
        """Tell whether what stands before the fragments ends with a box."""
        blocks = find(package.xml(DOCUMENT), "w:body/w:p")
        return bool(blocks) and style_of(blocks[-1]) in self._boxes

    def _fixed_in(self, language: str) -> dict[str, Deflated]:
        """Return the parts that are the same in all documents of a language."""
        if language not in self._fixed:
            package = Package(dict(self._parts), {})
            set_language(package, language)
            changed = {name: serialise(package.xml(name)) for name in (STYLES, SETTINGS)}
            same = {name: part for name, part in self._parts.items() if name not in self._own}
            self._fixed[language] = {name: deflated(part) for name, part in (same | changed).items()}
        return self._fixed[language]

    def _made(self, package: Package, numbers: Numbers, body: str, document: PublishedDocument) -> Iterator[tuple[str, bytes]]:
        """Yield the parts of one document."""
        shown = [(identifier, document.images[name]) for name, identifier in numbers.pictures.items()]
        media = dict(part for _, image in shown for part in _media(image))
        links = "".join(_relation(identifier, "hyperlink", target) for target, identifier in numbers.links.items())
        sights = "".join(_relation(identifier, "image", _media(image)[0][0]) for identifier, image in shown)
        if (logo := logo_part(document)) is not None:
            media |= [logo]
            sights += _relation(LOGO, "image", logo[0])
        vectors = "".join(dict.fromkeys(_relation(vector_id(image), "image", _media(image)[1][0]) for _, image in shown if image.raster))
        texts = {
            name: (serialise(package.opened[name]) if name in package.opened else part).decode() for name, part in package.parts.items()
        }
        changes = {
            DOCUMENT: ("<w:sectPr", body),
            _LINKS: ("</Relationships>", sights + vectors + links),
            _NOTE_LINKS: ("</Relationships>", links),
            _FOOTNOTES: ("</w:footnotes>", "".join(numbers.notes)),
            _TYPES: ("</Types>", "".join(dict.fromkeys(_media_type(name) for name in media))),
        }
        for name, text in texts.items():
            yield name, (_before(text, *changes[name]) if name in changes else text).encode()
        yield from ((f"word/{name}", content) for name, content in media.items())
        yield _NUMBERING, self._with_lists(numbers).encode()

    def _with_lists(self, numbers: Numbers) -> str:
        kinds = "".join({each.abstract: each.kind for each in numbers.lists.values()}.values())
        lists = "".join(f'<w:num w:numId="{number}">{each.content}</w:num>' for number, each in numbers.lists.items())
        return _before(_before(self._numbering, "<w:num ", kinds), "</w:numbering>", lists)


def _before(text: str, mark: str, added: str) -> str:
    """Return the text with something added before the first of the marks."""
    head, mark, tail = text.partition(mark)
    return f"{head}{added}{mark}{tail}"


def _media(image: Image) -> list[tuple[str, bytes]]:
    """Return the picture that is shown, then the SVG that it stands for, by their names."""
    if image.raster:
        return [(f"media/{image.digest}.png", image.raster), (f"media/{image.digest}.svg", image.content)]
    return [(f"media/{image.digest}.{_ENDINGS[image.media_type]}", image.content)]


def _media_type(name: str) -> str:
    ending = name.rpartition(".")[2]
    kind = {ending: kind for kind, ending in (*_ENDINGS.items(), (_VECTOR, "svg"))}[ending]
    return f'<Default Extension="{ending}" ContentType="{kind}"/>'


def _relation(identifier: str, kind: str, target: str) -> str:
    outside = ' TargetMode="External"' if kind == "hyperlink" else ""
    return f'<Relationship Type="{NAMESPACES["r"]}/{kind}" Id="{identifier}" Target={quoteattr(target)}{outside}/>'

"""The passages of data: every text of the YAML files and the front matter of the working copy, and the words of its drawings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from byelaw.core.contents.passages import MASK, Part, Passage
from byelaw.core.declarations import Declarations, Type
from byelaw.core.names import FRAMEWORK, LayerId, qualified
from byelaw.core.problems import Place
from byelaw.core.projects import Image
from byelaw.sources.snapshot import Snapshot
from byelaw.sources.strict_yaml import Listing, Scalar, Table, YamlNode, read_yaml, split_front_matter
from byelaw.sources.texts import decode

_WRITTEN_NOT_TEXT = """
after anchor approved at avoid became before checks code content choices do document end extends facts for from id instead issued
kind language limit lock max min number on order required requires retire retired review records sections set-by slot source start
status supersedes template tier type until version ways when who withdrawn words DOI ISBN URL URN URI
"""
_NOT_TEXT = frozenset(_WRITTEN_NOT_TEXT.split())
"""Keys whose text is a name, a date or a choice of Byelaw's, never words for readers."""

_TEXT_IN = (("choices", "/forms/"), ("do", "/audit.yml"))
"""Keys of `_NOT_TEXT` that hold words for readers in some files: the choices of a form, what an action of an audit is."""

_UNDER_NAMES = frozenset({"records", "values", "terms", "changes"})
_LABELS = frozenset({"name", "plural", "short", "in-text"})
_POSTS = frozenset({"owner", "by", "lead"})
_DECLARING = frozenset({"tiers", "kinds", "strengths", "events", "facts", "fields"})
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")
_LOOKUP = re.compile(r"\{\{[^{}]*\}\}")
_MARKS = re.compile(r"(?<![\w*])\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?![\w*])|`")
_SVG_WORDS = ("text", "title", "desc")


@dataclass(frozen=True, slots=True)
class _File:
    """A file being walked: whose it is, what its texts are about, and what the framework declares."""

    path: str
    layer: LayerId
    subject: str
    declared: Declarations

    @property
    def name(self) -> str:
        """Return the file's name without its folder and ending."""
        return self.path.rpartition("/")[2].rpartition(".")[0]


def data_passages(snapshot: Snapshot, images: Mapping[str, Image], declared: Declarations) -> tuple[Passage, ...]:
    """Return the passages of all data of the framework and its localisations, by file and place; releases are not looked at."""
    found: list[Passage] = []
    for path in snapshot.ordered:
        layer = _layer(path)
        if layer and path.endswith((".yml", ".md")):
            found.extend(_file_passages(path, layer, snapshot.files[path], declared))
    for path, image in images.items():
        layer = _layer(path)
        if layer and image.media_type == "image/svg+xml":
            found.extend(_drawing_passages(image, layer))
    return tuple(found)


def _layer(path: str) -> LayerId | None:
    first, _, rest = path.partition("/")
    if first == "framework":
        return FRAMEWORK
    return LayerId(rest.partition("/")[0]) if first == "localisations" and "/" in rest else None


def _file_passages(path: str, layer: LayerId, content: bytes, declared: Declarations) -> Iterator[Passage]:
    text, problems = decode(content, path)
    if problems or path.endswith("basis.yml"):
        return
    is_page = path.endswith(".md")
    parts = split_front_matter(text) if is_page else (text, "", 0)
    if parts is None:
        return
    node, _ = read_yaml(parts[0], path, first_line=2 if is_page else 1)
    if isinstance(node, Table | Listing):
        file = _File(path, layer, "", declared)
        yield from _walk(node, (), replace(file, subject=_subject(node, file, is_page=is_page)))


def _subject(node: Table | Listing, file: _File, *, is_page: bool) -> str:
    """Return the document that a page is about, or the name of the file of data."""
    if not is_page:
        return str(file.layer) if file.name in ("framework", "localisation") else file.name
    entries = node.entries if isinstance(node, Table) else ()
    about = next((value.text for key, value in entries if key.text == "document" and isinstance(value, Scalar)), "")
    return about.removeprefix("framework:") or qualified(file.layer, file.name)


def _walk(node: YamlNode, keys: tuple[str, ...], file: _File) -> Iterator[Passage]:
    match node:
        case Scalar() if node.text.strip():
            yield _passage(node, keys, file)
        case Listing():
            for item in node.items:
                yield from _walk(item, keys, file)
        case Table():
            for key, value in node.entries:
                if _is_way(keys, file):
                    yield _passage(key, keys, file)
                    continue
                is_chosen = bool(keys) and keys[-1] in _UNDER_NAMES
                is_text = is_chosen or not _is_name(key.text, value, keys, file)
                if is_text:
                    yield from _walk(value, (*keys, key.text), file)
        case _:
            return


def _is_way(keys: tuple[str, ...], file: _File) -> bool:
    """Tell whether the entry stands under the ways of a step: its key is the words on the way, its text the id of a step."""
    return "/pathways/" in file.path and keys[-1:] == ("ways",) and keys[-2:-1] != ("steps",)


def _is_name(key: str, value: YamlNode, keys: tuple[str, ...], file: _File) -> bool:
    """Tell whether the key holds something that is not words for readers."""
    if isinstance(value, Table):
        return key in ("facts", "checks", "words") and not (key == "facts" and file.layer == FRAMEWORK)
    if any(key == text and where in file.path for text, where in _TEXT_IN):
        return False
    is_field_name = key == "text" and not keys and "/records/" in file.path
    return is_field_name or (key in _NOT_TEXT and key not in _declared_fields(keys, file))


def _declared_fields(keys: tuple[str, ...], file: _File) -> frozenset[str]:
    """Return the fields of a record that the keys lead to: a record may have a `version` of its own."""
    kind = _record_kind(keys, file)
    return frozenset(file.declared.record_types[kind].fields) if kind in file.declared.record_types else frozenset()


def _record_kind(keys: tuple[str, ...], file: _File) -> str:
    if "/records/" in file.path:
        return file.name if keys[:1] == ("records",) else ""
    return keys[1] if keys[:1] == ("records",) and len(keys) > 1 else ""


def _passage(node: Scalar, keys: tuple[str, ...], file: _File) -> Passage:
    words, plain = _read(" ".join(node.text.split()))
    document = file.subject if file.path.endswith(".md") else ""
    return Passage(words, _part(words, keys, file), node.place, plain, file.layer, _address(keys, file), document)


def _part(words: str, keys: tuple[str, ...], file: _File) -> Part:
    key = keys[-1] if keys else ""
    if file.name == "references" and key not in ("because", "note"):
        return Part.SOURCE
    if key == "example":
        return Part.EXAMPLE
    if key in _POSTS or _declared_type(keys, file) is Type.ROLE:
        return Part.POST
    if words.startswith(("https:", "http:", "mailto:")):
        return Part.TARGET
    if key == "title" and len(keys) == 1:
        return Part.TITLE
    is_label = key in _LABELS and (bool(_DECLARING.intersection(keys)) or len(keys) == 1 or file.name == "values")
    return Part.LABEL if is_label and file.layer == FRAMEWORK else Part.DATA


def _declared_type(keys: tuple[str, ...], file: _File) -> Type | None:
    """Return the type that the framework declares for a value or a field of a record."""
    if keys[:1] == ("values",) and len(keys) > 1 and keys[1] in file.declared.values:
        return file.declared.values[keys[1]].field.type if keys[-1] in (keys[1], "value") else None
    fields = file.declared.record_types[kind].fields if (kind := _record_kind(keys, file)) in file.declared.record_types else {}
    return fields[keys[-1]].type if keys and keys[-1] in fields else None


def _address(keys: tuple[str, ...], file: _File) -> str:
    """Return what the text is about, as an exception names it."""
    kind = _record_kind(keys, file)
    record = keys[1:2] if "/records/" in file.path else keys[2:3]
    if kind and record:
        return f"{kind}:{record[0]}"
    if file.name in _SUBJECTS and keys:
        return f"{_SUBJECTS[file.name]}{keys[0]}"
    if file.name == "localisation" and keys[:1] in (("values",), ("terms",)):
        return keys[1] if keys[0] == "values" else f"term:{keys[1]}"
    is_entry = len(keys) > 1 and keys[0] == "changes" and keys[1] != "document"
    return f"{file.subject}#{keys[1]}" if is_entry else file.subject


_SUBJECTS = {"values": "", "glossary": "term:", "references": "ref:"}
"""What an exception writes before the name of an entry, by the file that the entry stands in."""


def _read(text: str) -> tuple[str, str]:
    """Return a text without its marks: as readers see it, and with what stands there from elsewhere masked."""
    if not any(mark in text for mark in ("](", "{{", "*", "`")):
        return text, text

    def plain(match: re.Match[str]) -> str:
        return MASK if match[2].startswith("term:") or not match[1] else match[1]

    words, own = (_MARKS.sub("", _LOOKUP.sub(MASK, _LINK.sub(replacement, text))) for replacement in (r"\1", plain))
    return words, own


def _drawing_passages(image: Image, layer: LayerId) -> Iterator[Passage]:
    """Yield the words of a drawing. It was read and checked before, so that nothing in it can hurt."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(image.content, parser)
    for element in root.iter(*(f"{{*}}{name}" for name in _SVG_WORDS)):
        words = " ".join("".join(str(each) for each in element.itertext()).split())
        if words:
            yield Passage(words, Part.DRAWING, Place(image.path, element.sourceline or 0), words, layer, layer)
    for element in root.iter("{*}*"):
        label = " ".join(element.get("aria-label", "").split())
        if label:
            yield Passage(label, Part.DRAWING, Place(image.path, element.sourceline or 0), label, layer, layer)

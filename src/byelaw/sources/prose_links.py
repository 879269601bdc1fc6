"""Links and images: schemes from an allow-list, targets of the right shape, words for who cannot see the picture."""

import re
from pathlib import PurePosixPath

from byelaw.core.names import is_id
from byelaw.core.tree import Node, stringify
from byelaw.sources.prose_reading import Reading, did_you_mean
from byelaw.sources.prose_text import OUTSIDE, is_outside
from byelaw.sources.prose_tree import start_of

TYPED = frozenset({"doc", "term", "ref"})
"""Link types of every framework; its record types come on top."""

PLAIN_HINT = "another document is doc:id, a section of this one #id"
_HOST = re.compile(r"https?://[^/\s@]+\.[^/\s@]+", re.IGNORECASE)
_ADDRESS = re.compile(r"mailto:[^@\s?&/]+@[^@\s?&/]+\.[^@\s?&/]+\Z", re.IGNORECASE)
_NUMBER = re.compile(r"tel:\+?[0-9][0-9() .-]*\Z", re.IGNORECASE)
_SHAPES = {"http": _HOST, "https": _HOST, "mailto": _ADDRESS, "tel": _NUMBER}
_IMAGE = re.compile(r"files/[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*\Z")


def check_link(node: Node, reading: Reading) -> None:
    """Report a link of an unknown scheme, one whose target cannot be one, and one without text that nothing fills."""
    _, inlines, (target, title) = node["c"]
    if title:
        reading.report("prose-attribute", start_of(node), "a link has no title of its own", f'leave out "{title}"')
    if "{{" in target or "%7B%7B" in target:
        reading.report(
            "prose-lookup",
            start_of(node),
            "a look-up may not stand in a link's address",
            "link to the record: [](contact:id)",
        )
    elif is_outside(target):
        _check_outside(node, target, stringify(inlines), reading)
    elif target.startswith("#"):
        _check_name(node, target, target[1:], reading)
    else:
        _check_typed(node, target, reading)


def _check_outside(node: Node, target: str, words: str, reading: Reading) -> None:
    scheme = target.partition(":")[0].lower()
    if not _SHAPES[scheme].match(target):
        reading.report("prose-link", start_of(node), f"'{target[:60]}' is not an address of the kind '{scheme}:'")
    if not words:
        reading.report(
            "prose-link",
            start_of(node),
            f"the link to '{target[:60]}' has no text",
            "only typed links are filled from their target",
        )


def _check_typed(node: Node, target: str, reading: Reading) -> None:
    known = TYPED | reading.vocabulary.record_types
    kind, colon, name = target.partition(":")
    if not target:
        reading.report("prose-link", start_of(node), "the link leads nowhere", "write [text](doc:id) or another target")
    elif not colon:
        is_file = target.startswith("files/") or PurePosixPath(target).suffix not in ("", ".md")
        hint = "attachments are not published; use an https link or a form record" if is_file else PLAIN_HINT
        reading.report("prose-link", start_of(node), f"'{target[:60]}' is not a link of ours", hint)
    elif kind not in known:
        hint = did_you_mean(kind, known | OUTSIDE)
        reading.report("prose-link", start_of(node), f"links of the kind '{kind[:40]}:' are not allowed", hint)
    elif kind == "doc":
        document, hash_sign, block = name.partition("#")
        _check_name(node, target, document, reading)
        if hash_sign:
            _check_name(node, target, block, reading)
    else:
        _check_name(node, target, name, reading)


def _check_name(node: Node, target: str, name: str, reading: Reading) -> None:
    """Report a target that is not an id, or an id of a named layer (`northmere:panel`)."""
    layer, colon, own = name.rpartition(":")
    if not is_id(own) or (colon and not is_id(layer)):
        reading.report("prose-link", start_of(node), f"'{target[:60]}' does not name anything: '{name[:60]}' is not an id")


def _names_of(source: str) -> set[str]:
    path = PurePosixPath(source.casefold())
    return {str(path), path.name, path.stem}


def check_image(node: Node, reading: Reading) -> None:
    """Report an image from anywhere but a `files` folder, and one without words for those who cannot see it."""
    _, inlines, (source, title) = node["c"]
    words = stringify(inlines)
    if title:
        reading.report("prose-attribute", start_of(node), "an image has no title of its own", f'leave out "{title}"')
    if not _IMAGE.match(source) or ".." in source:
        hint = "put it there and write ![what it shows](files/name.svg)"
        reading.report("prose-image", start_of(node), f"an image comes from the folder 'files' only, not from '{source[:60]}'", hint)
    if not words:
        reading.report(
            "prose-image-words",
            start_of(node),
            f"the image '{source[:60]}' has no alternative text",
            "say what the picture shows",
        )
    elif words.casefold() in _names_of(source):
        reading.warn(
            "prose-image-name",
            start_of(node),
            f"the alternative text '{words}' is only the file's name",
            "say what the picture shows",
        )

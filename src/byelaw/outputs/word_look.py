"""The look of Word files, kept aside: pandoc's writer spends half of its time copying it into every document.

So it writes documents in a reference file whose styles are only names, and the look is put in afterwards. The look is what pandoc makes of
an empty document with the real reference file, once for each worker.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from byelaw.core.projects import Image
from byelaw.core.tree import Nodes, para
from byelaw.outputs import ooxml
from byelaw.outputs.ooxml import Package, qualified
from byelaw.tools.pandoc import Failure, Output, PandocPool, Picture, WriteJob

STYLES, SETTINGS, THEME, FONTS = "word/styles.xml", "word/settings.xml", "word/theme/theme1.xml", "word/fontTable.xml"
_KEPT_IN_STYLES = (qualified("w:name"), qualified("w:basedOn"))


class UnusableReferenceError(RuntimeError):
    """The reference file is none that pandoc can use: the run cannot go on."""


@dataclass(frozen=True, slots=True)
class WordLook:
    """What to write a document with (`reference`: a file), and the parts to put in afterwards. `empty`: the parts of an empty document."""

    reference: Path
    parts: Mapping[str, bytes]
    empty: Mapping[str, bytes] = field(default_factory=dict)


def open_look(reference: Path, pandoc: PandocPool) -> WordLook:
    """Return the look of a reference file. It lasts as long as the pool. Raises UnusableReferenceError."""
    job = WriteJob((para([]),), (Output("docx", options={"reference_doc": str(reference.resolve())}),))
    written = pandoc.write(job)
    if isinstance(written, Failure):
        message = f"pandoc cannot use {reference}: {written.detail}"
        raise UnusableReferenceError(message)
    full = ooxml.open_package(bytes(written[0])) if isinstance(written[0], bytes) else Package({}, {})
    parts = {name: full.parts[name] for name in (STYLES, THEME, FONTS) if name in full.parts}
    return WordLook(pandoc.keep(bare_reference(reference.read_bytes()), ".docx"), parts, full.parts)


def word_job(tree: Nodes, images: Mapping[str, Image], look: WordLook) -> WriteJob:
    """Return the request that gives the Word file of a dressed tree."""
    return WriteJob(tree, (Output("docx", options={"reference_doc": str(look.reference)}),), pictures=tuple(_pictures(images)))


def _pictures(images: Mapping[str, Image]) -> Iterator[Picture]:
    """Yield the pictures for Word: the PNG of an SVG, which old versions cannot show; the SVG itself is put beside it afterwards."""
    for name, image in sorted(images.items()):
        yield Picture(name, "image/png", image.raster) if image.raster else Picture(name, image.media_type, image.content)


def bare_reference(reference: bytes) -> bytes:
    """Return the reference file with styles that have only their names and what they are based on, and no theme and fonts."""
    package = ooxml.open_package(reference)
    styles = package.xml(STYLES)
    for child in list(styles):
        if child.tag != qualified("w:style"):
            styles.remove(child)
        for detail in list(child):
            if detail.tag not in _KEPT_IN_STYLES:
                child.remove(detail)
    for name in (THEME, FONTS):
        for child in list(package.xml(name)) if name in package.parts else []:
            package.xml(name).remove(child)
    return _stored(package)


def _stored(package: Package) -> bytes:
    """Return the file without compression: pandoc opens it for each document."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for name, content in (package.parts | {name: ooxml.serialise(root) for name, root in package.opened.items()}).items():
            out.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()

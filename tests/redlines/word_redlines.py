"""What the tests of redlines in Word share: a document to put bodies into, and a writer kept for many of them."""

import io
import zipfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import sample
from lxml import etree

from byelaw.core.comparing.merging import Merger
from byelaw.core.comparing.trees import MergedDocument
from byelaw.core.projects import Image
from byelaw.core.tree import Node
from byelaw.outputs.ooxml import Package, open_package
from byelaw.outputs.paper import Paper, paper_tree
from byelaw.outputs.pictures import with_own_names
from byelaw.outputs.redline_word import Edition, Press, Redline, Request, write_redline
from byelaw.outputs.redline_word_marks import Signature
from byelaw.outputs.word_body import finish_body, indent_lists, point_links
from byelaw.outputs.word_look import open_look, word_job
from byelaw.tools.pandoc import PandocPool
from redlines.word_cases import OTHER_PICTURE, PICTURE

REFERENCE = Path(__file__).parents[2] / "templates" / "word" / "reference.docx"
PAPER = Paper(sample.STRENGTHS, sample.AS_OF)
SIGNATURE = Signature("Allotment committee", datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _picture(width: int) -> Image:
    content = sample.png(width, 40)
    return Image(f"framework/files/{width}.png", "image/png", content, sha256(content).hexdigest(), width, 40)


DOCUMENT = replace(
    sample.document(draft=False, overdue=False), images={**sample.document().images, PICTURE: _picture(80), OTHER_PICTURE: _picture(90)}
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes redlines and documents."""

    press: Press
    edition: Edition = field(default=Edition(DOCUMENT, PAPER))

    def request(self, merged: MergedDocument) -> Request:
        """Return what is asked for."""
        return Request(merged, self.edition, self.edition, SIGNATURE)

    def redline(self, old: list[Node] | tuple[Node, ...], new: list[Node] | tuple[Node, ...]) -> Redline:
        """Return the redline of two bodies."""
        return write_redline(self.request(Merger().document(old, new)), self.press)

    def direct(self, body: list[Node] | tuple[Node, ...]) -> Package:
        """Return the body as it is published, without the title block."""
        document = with_own_names(self.press.draw(replace(self.edition.document, body=tuple(body))))
        written = self.press.pandoc.write(word_job(paper_tree(document, self.edition.paper), document.images, self.press.look))
        assert isinstance(written, tuple), written
        assert isinstance(written[0], bytes)
        package = open_package(written[0])
        package.parts.update(self.press.look.parts)
        point_links(package)
        indent_lists(package)
        finish_body(package, document.images)
        return package


def open_writer(pandoc: PandocPool) -> Writer:
    """Return a writer."""
    return Writer(Press(pandoc, open_look(REFERENCE, pandoc)))


def root_of(content: bytes, part: str = "word/document.xml") -> Any:  # noqa: ANN401 - lxml
    """Return a part of a Word file as XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(part))


def texts_of(content: bytes) -> list[str]:
    """Return the words of each paragraph of the body, tables included."""
    return ["".join(each.text or "" for each in paragraph.iter(f"{W}t", f"{W}delText")) for paragraph in root_of(content).iter(f"{W}p")]

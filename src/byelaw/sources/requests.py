"""What to ask of the prose reader: the bodies of pages, and the short texts of entries."""

from collections.abc import Iterator, Mapping

from byelaw.core.blocks import Block
from byelaw.core.names import FRAMEWORK
from byelaw.sources.framework import FrameworkDraft
from byelaw.sources.item_files import item_requests
from byelaw.sources.localisation import AddedPage, ChangesPage, LocalisationDraft
from byelaw.sources.prose import ProseRequest
from byelaw.sources.schemas.rows import Row

SHORT_TEXTS = ("title", "note")


def framework_requests(draft: FrameworkDraft) -> Iterator[ProseRequest]:
    """Yield the body of each document; the key is its file."""
    for each in draft.documents:
        page = each.page
        yield ProseRequest(page.file, page.file, page.body, page.first_line, FRAMEWORK)
    for data in draft.data:
        yield from item_requests(data)


def addition_requests(draft: LocalisationDraft) -> Iterator[ProseRequest]:
    """Yield the body of each document of the localisation's own; the key is its file."""
    for each in draft.pages:
        if isinstance(each, AddedPage):
            yield ProseRequest(each.page.file, each.page.file, each.page.body, each.page.first_line, draft.id)


def changes_requests(draft: LocalisationDraft) -> Iterator[ProseRequest]:
    """Yield the body of each page of changes, and its entries' titles and notes by `file?entry.key`."""
    for each in draft.pages:
        if isinstance(each, ChangesPage):
            yield ProseRequest(each.page.file, each.page.file, each.page.body, each.page.first_line, draft.id)
            yield from _short_texts(each, draft)
    for data in draft.data:
        yield from item_requests(data)


def short_texts_read(file: str, row: Row, blocks: Mapping[str, tuple[Block, ...]]) -> dict[str, tuple[Block, ...]]:
    """Return what was read of the short texts of a file's changes, by `entry.key`."""
    names = (f"{target}.{key}" for target in row.rows("changes") for key in SHORT_TEXTS)
    found = ((name, blocks.get(f"{file}?{name}")) for name in names)
    return {name: read for name, read in found if read is not None}


def _short_texts(each: ChangesPage, draft: LocalisationDraft) -> Iterator[ProseRequest]:
    for target, row in each.row.rows("changes").items():
        for key in SHORT_TEXTS:
            if row.text(key):
                place = row.place_of(key)
                column = place.column + len(f"{key}: ")
                name = f"{each.page.file}?{target}.{key}"
                yield ProseRequest(name, place.file, row.text(key), place.line, draft.id, column)

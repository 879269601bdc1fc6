"""The Word file around a redline's body: notes, lists, links, pictures, bookmarks and comments of both sides, and one row of ids."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from byelaw.outputs import ooxml
from byelaw.outputs.ooxml import DOCUMENT, Element, Package, element, find, paragraph, qualified, run
from byelaw.outputs.redline_word_marks import Change, Signature, changed_runs
from byelaw.outputs.redline_word_sides import BOOKMARKS, FOOTNOTES, NUMBERING, STAMPS, Listing, Side, stamps_of, with_lists

END_BOOKMARK = "_redline_end"
"""The bookmark of the last paragraph, which is no part of what is compared."""

COMMENTS = "word/comments.xml"
_ID, _VALUE, _NAME = map(qualified, ("w:id", "w:val", "w:name"))
_PARAGRAPH, _NUMBER = qualified("w:p"), qualified("w:numId")
_REFERENCE = qualified("w:footnoteReference")
_MARKS = {qualified("w:ins"): Change.INSERTED, qualified("w:del"): Change.DELETED}
_BEFORE_TRACKING = frozenset(
    qualified(f"w:{name}")
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
        "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts",
        "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState",
        "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
        "revisionView",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides, with the notes that both have in two wordings and the lists that only the old one has, by the numbers given to them."""

    old: Side
    new: Side
    old_lists: Mapping[str, Listing]


def share_lists(old: Side, new: Side) -> Sides:
    """Give each list of the old side the number of the same list of the new one, or else one that no list has."""
    numbers = [_lists_by_stamp(side) for side in (old, new)]
    names: dict[str, str] = {}
    for stamp, name in numbers[0].items():
        other = numbers[1].get(stamp, "")
        if name in names or other in names.values() or not other:
            continue
        if name in old.lists and other in new.lists and old.lists[name].key == new.lists[other].key:
            names[name] = other
    free = max((int(name) for name in (*new.lists, *old.lists)), default=0)
    only_old: dict[str, Listing] = {}
    for name, listing in old.lists.items():
        if name not in names:
            free += 1
            names[name] = str(free)
            only_old[str(free)] = listing
    with_lists(old.blocks, old.notes, names)
    return Sides(old, new, only_old)


def _lists_by_stamp(side: Side) -> dict[str, str]:
    found: dict[str, str] = {}
    for root in (*side.blocks, *side.notes.values()):
        for number in root.iter(_NUMBER):
            holder = next(number.iterancestors(_PARAGRAPH))
            found.update((stamp, number.get(_VALUE, "")) for stamp in stamps_of(holder))
    return found


def put_together(sides: Sides, blocks: Sequence[Element], notes: Mapping[str, Element], signature: Signature, end: str) -> Package:
    """Return the package of the new side with the blocks for a body and a last paragraph of these words, which always stays."""
    package = Package(dict(sides.new.package.parts), {name: deepcopy(root) for name, root in sides.new.package.opened.items()})
    body = find(package.xml(DOCUMENT), "w:body")[0]
    section = find(body, "w:sectPr")
    last = paragraph("BodyText", run(end))
    last.set(BOOKMARKS, END_BOOKMARK)
    body[:] = [*(deepcopy(each) for each in blocks), last, *section]
    _put_notes(package, {**sides.old.notes, **sides.new.notes, **notes}, signature)
    _put_lists(package, sides.old_lists)
    _put_relations(package, sides)
    return package


def _put_notes(package: Package, known: Mapping[str, Element], signature: Signature) -> None:
    if FOOTNOTES not in package.parts and FOOTNOTES not in package.opened:
        return
    root = package.xml(FOOTNOTES)
    root[:] = [each for each in root if each.get(qualified("w:type")) is not None]
    number = max((int(each.get(_ID, "0")) for each in root), default=0)
    for reference in package.xml(DOCUMENT).iter(_REFERENCE):
        number += 1
        note = deepcopy(known[reference.get(_ID, "")])
        change = next((_MARKS[str(each.tag)] for each in reference.iterancestors(*_MARKS)), None)
        for each in find(note, "w:p") if change else ():
            each[:] = [*find(each, "w:pPr"), *changed_runs(each, change or Change.INSERTED, signature)]
        note.set(_ID, str(number))
        reference.set(_ID, str(number))
        root.append(note)


def _put_lists(package: Package, only_old: Mapping[str, Listing]) -> None:
    if NUMBERING not in package.parts and NUMBERING not in package.opened:
        return
    root = package.xml(NUMBERING)
    used = {each.get(_VALUE, "") for part in (DOCUMENT, FOOTNOTES) if part in package.parts for each in package.xml(part).iter(_NUMBER)}
    free = max((int(each.get(qualified("w:abstractNumId"), "0")) for each in find(root, "w:abstractNum")), default=0)
    for name, listing in only_old.items():
        if name not in used:
            continue
        free += 1
        look, own = deepcopy(listing.look), deepcopy(listing.own)
        look.set(qualified("w:abstractNumId"), str(free))
        own.set(_NUMBER, name)
        find(own, "w:abstractNumId")[0].set(_VALUE, str(free))
        root.insert(len(find(root, "w:abstractNum")), look)
        root.append(own)


def _put_relations(package: Package, sides: Sides) -> None:
    """Write the relationships that are used, by the names that both sides give them, and the pictures that they lead to."""
    pictures = {**sides.old.pictures, **sides.new.pictures}
    links = {**sides.old.links, **sides.new.links}
    shown: dict[str, str] = {}
    for part, listing in ((DOCUMENT, "word/_rels/document.xml.rels"), (FOOTNOTES, "word/_rels/footnotes.xml.rels")):
        if part not in package.parts or listing not in package.parts:
            continue
        root, relations = package.xml(part), package.xml(listing)
        relations[:] = [each for each in relations if not each.get("Type", "").endswith(("/hyperlink", "/image"))]
        used = {each.get(qualified("r:id"), "") for each in root.iter(qualified("w:hyperlink"))} & links.keys()
        relations.extend(relation(name, "hyperlink", links[name], {"TargetMode": "External"}) for name in sorted(used))
        used = {each.get(qualified("r:embed"), "") for tag in ("a:blip", "asvg:svgBlip") for each in root.iter(qualified(tag))} - {""}
        shown |= {name: f"media/{name}{PurePosixPath(pictures[name].name).suffix}" for name in used}
        relations.extend(relation(name, "image", shown[name], {}) for name in sorted(used))
    for name in [name for name in package.parts if name.startswith("word/media/")]:
        del package.parts[name]
    package.parts.update((f"word/{target}", pictures[name].content) for name, target in shown.items())
    _put_content_types(package, sides, shown)


def relation(name: str, kind: str, target: str, others: Mapping[str, str]) -> Element:
    """Return a relationship of a part."""
    return element("rel:Relationship", {"Id": name, "Type": f"{ooxml.NAMESPACES['r']}/{kind}", "Target": target, **others})


def _put_content_types(package: Package, sides: Sides, shown: Mapping[str, str]) -> None:
    """Say of what kind each picture is, as the file says that it came from."""
    types = package.xml("[Content_Types].xml")
    for each in find(types, "ct:Override"):
        if each.get("PartName", "").startswith("/word/media/"):
            types.remove(each)
    for name, target in sorted(shown.items()):
        side = sides.new if name in sides.new.pictures else sides.old
        kind = _content_type(side.package, side.pictures[name].name)
        types.append(element("ct:Override", {"PartName": f"/word/{target}", "ContentType": kind}))


def _content_type(package: Package, name: str) -> str:
    types = package.xml("[Content_Types].xml")
    own = [each.get("ContentType", "") for each in find(types, "ct:Override") if each.get("PartName") == f"/word/{name}"]
    ending = PurePosixPath(name).suffix.removeprefix(".")
    every = [each.get("ContentType", "") for each in find(types, "ct:Default") if each.get("Extension") == ending]
    return next(iter((*own, *every)), f"image/{ending}")


def finish_ids(package: Package) -> None:
    """Write the bookmarks, take away what only we read, and number all marks in one row."""
    roots = [package.xml(part) for part in (DOCUMENT, FOOTNOTES, COMMENTS) if part in package.parts or part in package.opened]
    taken: set[str] = set()
    paragraphs = [each for root in roots for each in root.iter(_PARAGRAPH)]
    for each in sorted(paragraphs, key=_is_deleted):  # what is gone leaves its name to what is there
        each.attrib.pop(STAMPS, None)
        names = [name for name in each.attrib.pop(BOOKMARKS, "").split() if name not in taken]
        taken.update(names)
        _put_bookmarks(each, names)
    _number(roots)
    for number, drawn in enumerate((each for root in roots for each in root.iter(qualified("wp:docPr"))), start=1):
        drawn.set("id", str(number))


def _is_deleted(place: Element) -> bool:
    return bool(find(place, "w:pPr/w:rPr/w:del"))


def _put_bookmarks(place: Element, names: Iterable[str]) -> None:
    at = len(find(place, "w:pPr"))
    for name in names:
        marks = [element("w:bookmarkStart", {"w:id": f"mark {name}", "w:name": name}), element("w:bookmarkEnd", {"w:id": f"mark {name}"})]
        place[at:at] = marks


_COUNTED = frozenset(map(qualified, ("w:ins", "w:del", "w:pPrChange", "w:bookmarkStart", "w:comment")))
_COUNTED_WITH = frozenset(map(qualified, ("w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))


def _number(roots: Sequence[Element]) -> None:
    numbers: dict[str, str] = {}
    count = 0
    for each in (each for root in reversed(roots) for each in root.iter()):
        if each.tag in _COUNTED:
            count += 1
            numbers[each.get(_ID, "")] = str(count)
            each.set(_ID, str(count))
        elif each.tag in _COUNTED_WITH:
            each.set(_ID, numbers[each.get(_ID, "")])


def track_further_changes(package: Package) -> None:
    """Let Word go on tracking: what a reader types is never taken for what was agreed."""
    settings = package.xml("word/settings.xml")
    if not find(settings, "w:trackRevisions"):
        place = sum(each.tag in _BEFORE_TRACKING for each in settings)
        settings.insert(place, element("w:trackRevisions"))


def cleaned(package: Package) -> Package:
    """Return the package with each part's namespaces declared once."""
    for root in package.opened.values():
        etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    return package

"""The list of differences between 1.0 and 1.1 that was written by hand, read: the blocks that it names, by document."""

import re
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "from-1.0-to-1.1.md"
_PART = re.compile(r"^## (.+)$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_ID = re.compile(r"#?[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_ADDRESS = re.compile(r"([a-z0-9-]+)#([a-z0-9-]+)\Z")


def parts() -> dict[str, str]:
    """Return the page's parts by their titles."""
    cut = _PART.split(PAGE.read_text(encoding="utf-8"))
    return dict(zip(cut[1::2], cut[2::2], strict=True))


def named_addresses(numbers: dict[str, str]) -> set[str]:
    """Return every address that the page names; `numbers` has the documents by their numbers."""
    found: set[str] = set()
    for title, text in parts().items():
        home = numbers.get(title.partition(" ")[0], "")
        if home or not title.startswith("The nations"):
            found |= set(_addresses(text, home))
    return found


def _addresses(text: str, home: str) -> Iterator[str]:
    document = home
    for name in _CODE.findall(text):
        if full := _ADDRESS.match(name):
            document = full[1]
            yield f"{full[1]}#{full[2]}"
        elif name.endswith(".md"):
            document = name.rpartition("/")[2].removesuffix(".md")
        elif name.endswith(".yml"):
            document = home
        elif _ID.match(name) and (document or home):
            yield f"{document if name.startswith('#') or not home else home}#{name.lstrip('#')}"

"""What a schema has checked: typed contents by key, with the place of each key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from byelaw.core.problems import Place

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Row:
    """A checked table. What was missing or could not be read is not in it and was reported."""

    place: Place
    contents: Mapping[str, Any]
    places: Mapping[str, Place]

    def get(self, key: str, kind: type[Content]) -> Content | None:
        """Return the content of the key if it is of the kind, else None."""
        content = self.contents.get(key)
        return content if isinstance(content, kind) else None

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        return self.get(key, str) or default

    def day(self, key: str) -> date | None:
        """Return a date."""
        return self.get(key, date)

    def yes(self, key: str) -> bool:
        """Tell whether the key says yes; a key that is not there says no."""
        return self.contents.get(key) is True

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return self.get(key, tuple) or ()

    def row(self, key: str) -> "Row | None":
        """Return a table."""
        return self.get(key, Row)

    def rows(self, key: str) -> "Mapping[str, Any]":
        """Return a table by the names its author chose: Rows, or contents of the rule's item."""
        inner = self.row(key)
        return inner.contents if inner is not None else {}

    def place_in(self, key: str, name: str) -> Place:
        """Return the place of a name that the author chose in a table of this one."""
        inner = self.row(key)
        return inner.place_of(name) if inner is not None else self.place_of(key)

    def place_of(self, key: str) -> Place:
        """Return the place of the key, or of the table when the key is not there."""
        return self.places.get(key, self.place)

"""What look-ups and links without words say in an edition: enough to read its sentences, before anything is laid out."""

from dataclasses import dataclass
from datetime import date

from byelaw.core.blocks import find
from byelaw.core.editions import Edition
from byelaw.core.finishing.looking_up import Lookups
from byelaw.core.finishing.settling import facts_of
from byelaw.core.names import BlockId, DocumentId
from byelaw.core.tree import stringify

SLOT = "set locally: "


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says what stands behind names in one edition."""

    edition: Edition
    lookups: Lookups

    def value(self, name: str, filter_name: str) -> str:
        """Return the words of a look-up; nothing for a name that means nothing."""
        return stringify(self.lookups.find(name, filter_name).inlines).removeprefix(SLOT)

    def link(self, target: str, document: DocumentId) -> str:
        """Return the words of a link that has none of its own."""
        scheme, _, name = target.partition(":")
        declared = self.edition.framework.declarations
        if scheme == "term":
            forms = self.edition.terms.get(name) or (declared.terms[name].forms if name in declared.terms else {})
            return forms.get("singular", "")
        if scheme == "ref":
            reference = self.edition.references.get(name)
            return stringify(reference.citation.short) if reference is not None and reference.citation is not None else name
        if scheme in declared.record_types:
            return self.value(f"{scheme}.{name}.{declared.record_types[scheme].text}", "")
        return self._title(target.removeprefix("doc:"), document)

    def _title(self, target: str, document: DocumentId) -> str:
        name, _, block = target.partition("#")
        wanted = self.edition.documents.get(DocumentId(name) if name else document)
        if wanted is None:
            return ""
        found = find(wanted.blocks, BlockId(block)) if block else None
        return stringify(found.title or found.caption) if found is not None else wanted.title


def speaker_of(edition: Edition, day: date) -> Speaker:
    """Return who speaks for the edition on the day."""
    return Speaker(edition, Lookups(edition, facts_of(edition), day))

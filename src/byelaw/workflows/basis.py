"""`basis.yml`: the parent's text that a localisation's changes were written against, kept where the parent is not pinned.

One entry for each changed block, by its address:

    referral#screening:
      parent: england            # what the localisation extends
      written: 2026-11-23        # when the entry was written
      digest: 3f2a…              # SHA-256 of the block's tree, before values, without the places it stood in
      text: |                    # the same block as Markdown, everything in it restated

The file is the tool's: `new change` and `upgrade` write it, no build does.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from byelaw.core.blocks import Block
from byelaw.sources.folders import Folder, read_yaml_file
from byelaw.sources.strict_yaml import Scalar, Table
from byelaw.tools.pandoc import Failure, PandocPool
from byelaw.workflows.copying import whole_tree, written
from byelaw.workflows.writing import scalar

BASIS = "basis.yml"
_HEAD = "# Written by Byelaw: what the parent said when each change was written. Not for editing.\n"


@dataclass(frozen=True, slots=True)
class Basis:
    """What one block said when it was changed."""

    parent: str
    written: str
    digest: str
    text: str


def basis_of(block: Block, parent: str, day: date, pandoc: PandocPool) -> Basis | Failure:
    """Return the basis of a change of the block."""
    tree = whole_tree(block)
    text = written(tree, pandoc)
    return text if isinstance(text, Failure) else Basis(parent, day.isoformat(), digest(block), text)


def digest(block: Block) -> str:
    """Return the SHA-256 of the block's tree, before values, without the places it stood in."""
    return sha256(json.dumps(whole_tree(block), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read_basis(folder: Folder) -> Mapping[str, Basis]:
    """Return the entries of a localisation's basis.yml by address; entries that are not as written by the tool are left out."""
    node, _ = read_yaml_file(folder, BASIS)
    if not isinstance(node, Table):
        return {}
    found = {}
    for address, entry in node.entries:
        fields = {key.text: value.text for key, value in entry.entries if isinstance(value, Scalar)} if isinstance(entry, Table) else {}
        if {"parent", "written", "digest", "text"} <= fields.keys():
            found[address.text] = Basis(fields["parent"], fields["written"], fields["digest"], fields["text"])
    return found


def basis_text(entries: Mapping[str, Basis]) -> str:
    """Return the text of a basis.yml, the entries in the order of their addresses."""
    lines = [_HEAD]
    for address, entry in sorted(entries.items()):
        lines.append(f"{address}:\n")
        lines.append(f"  parent: {scalar(entry.parent)}\n  written: {entry.written}\n  digest: {entry.digest}\n  text: |\n")
        lines.extend(f"    {line}".rstrip() + "\n" for line in entry.text.splitlines())
    return "".join(lines)

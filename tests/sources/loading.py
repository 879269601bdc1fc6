"""Load a project from texts by path, with a stand-in for the prose reader that knows headings, fences and paragraphs."""

from collections.abc import Mapping, Sequence

from byelaw.core.blocks import Block, Form
from byelaw.core.names import BlockId
from byelaw.core.problems import Place, Problem
from byelaw.core.projects import Project
from byelaw.core.tree import header, para, text
from byelaw.sources.project import load_project
from byelaw.sources.prose import ProseRequest, Vocabulary
from byelaw.sources.snapshot import snapshot_of

FRAMEWORK = """\
name: Framework
owner: Board
review: 2027-09-30
who: role
tiers:
  nation: {name: Nation}
  region: {name: Region}
  area: {name: Area}
kinds:
  procedure: {name: Procedure, plural: Procedures}
strengths:
  must: {name: Must, lock: insert, meaning: A duty.}
events:
  noticed: {name: it is noticed}
  received: {name: it is received, after: [noticed]}
facts:
  panel: {name: Has a panel, type: yes/no, default: no}
"""
VALUES = """\
times.hold: {type: limit, name: Time to hold it, limit: at-most, anchor: received, default: 3 working days}
panel.name: {type: text, name: Name of the panel}
panel.members: {type: list, name: Members}
panel.months: {type: integer, name: Months between meetings, min: 1, max: 12}
"""
CONTACTS = """\
name: Contact
plural: Contacts
text: name
fields:
  name: {type: text, name: Name, required: yes}
  phone: {type: phone, name: Telephone}
records:
  desk: {slot: area, name: The desk}
  line: {name: Help line, phone: 0800 1111}
"""
REFERRAL = """\
---
kind: procedure
title: Referral
---
## Screening {#screening}

Text.
"""
NORTHMERE = """\
name: Northmere Partnership
extends: framework
owner: Lead
review: 2027-03-31
"""
PROJECT: Mapping[str, str | bytes] = {
    "framework/framework.yml": FRAMEWORK,
    "framework/values.yml": VALUES,
    "framework/records/contact.yml": CONTACTS,
    "framework/records/role.yml": "{name: Role, plural: Roles, text: name, fields: {name: {type: text, name: Name}}}",
    "framework/glossary.yml": "hsb: {singular: behaviour, definition: What is done.}",
    "framework/documents/procedure/referral.md": REFERRAL,
    "localisations/northmere/localisation.yml": NORTHMERE,
}


def load(changed: Mapping[str, str | bytes]) -> tuple[Project, tuple[Problem, ...]]:
    """Load the small project above with some files changed or added."""
    return load_project(snapshot_of({**PROJECT, **changed}), read_simply)


def codes(problems: Sequence[Problem]) -> list[str]:
    """Return the codes of the problems."""
    return [problem.code for problem in problems]


def read_simply(requests: Sequence[ProseRequest], _vocabulary: Vocabulary) -> tuple[dict[str, tuple[Block, ...]], tuple[Problem, ...]]:
    """Read `## Title {#id}`, `::: {#id}` … `:::` and one-line paragraphs."""
    return {request.key: tuple(_blocks(request)) for request in requests}, ()


def _blocks(request: ProseRequest) -> list[Block]:
    result: list[Block] = []
    for number, line in enumerate(request.text.split("\n"), request.first_line):
        place = Place(request.file, number, 1)
        words = line.partition(" {#")[0].strip()
        identifier = BlockId(line.partition("{#")[2].partition("}")[0])
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            title = tuple(header(level, "", text(words.strip("# ")))["c"][2])
            result.append(Block(Form.SECTION, place, identifier, request.layer, level=level, title=title))
        elif line.startswith(":::") and identifier:
            result.append(Block(Form.STATEMENT, place, identifier, request.layer))
        elif line.strip() and line.strip() != ":::":
            result.append(Block(Form.PROSE, place, layer=request.layer, nodes=(para(text(words)),)))
    return result

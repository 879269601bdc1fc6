#!/usr/bin/env python3
"""Turn a corpus of make_corpus.py into a Byelaw project: the same documents, replaced sections, parameters, references and registers.

Use: convert_corpus.py CORPUS PROJECT [--areas N]
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path

SECTION = re.compile(r"<!-- section: (s\d\d) -->\n(#+) (.+)\n")
CAPTION = re.compile(r"((?:^\|.*\n)+)\n: (.+)$", re.MULTILINE)
NOTICE = re.compile(r"^::: \{\.(note|warning|info)\}", re.MULTILINE)
MERMAID = re.compile(r"```mermaid\n.*?\n```", re.DOTALL)
ALT = "Flow chart: a referral that meets the threshold is assessed, planned and reviewed; any other is signposted."
PARAMETERS = ("name", "authority", "contact_email", "phone", "response_days", "lead_officer", "review_month", "board")
TODAY = "2026-09-01"


def main() -> None:
    """Convert."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    ask.add_argument("corpus", type=Path)
    ask.add_argument("project", type=Path)
    ask.add_argument("--areas", type=int, default=0)
    given = ask.parse_args()
    shutil.rmtree(given.project, ignore_errors=True)
    documents = convert_framework(given.corpus, given.project)
    areas = sorted((given.corpus / "areas").iterdir())[: given.areas or None]
    for area in areas:
        convert_area(area, given.corpus, given.project, documents)
    print(f"{len(documents)} documents, {len(areas)} areas under {given.project}")


def put(path: Path, text: str) -> None:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def convert_framework(corpus: Path, project: Path) -> dict[str, dict[str, tuple[int, str]]]:
    """Write framework/ and return, for each document, its sections with level and title."""
    framework = project / "framework"
    put(framework / "framework.yml", FRAMEWORK)
    put(
        framework / "values.yml",
        "".join(f"area.{name.replace('_', '-')}: {{type: text, name: {name}, set-by: area}}\n" for name in PARAMETERS),
    )
    put(framework / "glossary.yml", "{}\n")
    put(framework / "references.yml", references((corpus / "assets/refs.bib").read_text(encoding="utf-8")))
    put(framework / "records/control.yml", CONTROLS)
    shutil.copytree(corpus / "assets", framework / "files", ignore=shutil.ignore_patterns("*.bib"))
    documents = {}
    for source in sorted((corpus / "canonical/docs").glob("*.md")):
        text = source.read_text(encoding="utf-8")
        parts = SECTION.split(text)
        title = json.loads(re.search(r"^title: (.+)$", parts[0], re.MULTILINE)[1])  # type: ignore[index]
        documents[source.stem[:40].rstrip("-")] = {parts[i]: (len(parts[i + 1]), parts[i + 2]) for i in range(1, len(parts), 4)}
        body = "".join(f"{parts[i + 1]} {parts[i + 2]} {{#{parts[i]}}}\n{dialect(parts[i + 3])}" for i in range(1, len(parts), 4))
        front = f"---\nkind: policy\ntitle: {json.dumps(title)}\nnumber: {source.stem[:3]}\n---\n"
        put(framework / f"documents/policy/{source.stem[:40].rstrip('-')}.md", front + body)
    return documents


def dialect(text: str) -> str:
    """Return a section's text in Byelaw's dialect."""
    text = CAPTION.sub(lambda found: f'{{#t-{abs(hash_of(found[1]))} caption="{found[2]}"}}\n{found[1]}', text)
    text = NOTICE.sub(lambda found: f"::: {{.{'tip' if found[1] == 'info' else found[1]}}}", text)
    text = MERMAID.sub(f'{{#d-{hash_of(text)} caption="Decision route from referral to review"}}\n![{ALT}](files/diagram.svg)', text)
    text = re.sub(r"!\[([^\]]*)\]\(diagram\.svg\)\{[^}]*\}", f"![{ALT}](files/diagram.svg)", text)
    text = re.sub(r"\{\{ area\.(\w+) \}\}", lambda found: f"{{{{ area.{found[1].replace('_', '-')} }}}}", text)
    return re.sub(r"\[@(\w+)\]", r"([](ref:\1))", text)


def hash_of(text: str) -> int:
    """Return a short number that stays the same between runs."""
    return sum(ord(letter) * (place % 97 + 1) for place, letter in enumerate(text)) % 10**9


def references(bib: str) -> str:
    """Return references.yml."""
    found = re.findall(r"@report\{(\w+), title=\{(.+?)\}, author=\{\{(.+?)\}\}, year=\{(\d+)\}, url=\{(.+?)\}\}", bib)
    entries = [
        f"{key}: {{type: report, title: {json.dumps(title)}, author: [{{literal: {json.dumps(author)}}}],"
        f" issued: {year}, URL: {json.dumps(url)}}}\n"
        for key, title, author, year, url in found
    ]
    return "".join(entries)


def convert_area(area: Path, corpus: Path, project: Path, documents: dict[str, dict[str, tuple[int, str]]]) -> None:
    """Write one localisation: its values, its registers as records, and the sections it replaces."""
    folder = project / "localisations" / area.name
    given = dict(re.findall(r"^  (\w+): (.+)$", (area / "area.yaml").read_text(encoding="utf-8"), re.MULTILINE))
    values = "".join(f"  area.{name.replace('_', '-')}: {value}\n" for name, value in given.items())
    merged = corpus / "merged/mkdocs" / area.name / "docs"
    rows = [
        row
        for register in sorted(merged.glob("register-*.md"))
        for row in re.findall(r"^\| C-(\d+) \| (.+?) \| (\d+) \| (.+?) \|$", register.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    records = "".join(
        f"    c-{number}: {{name: C-{number}, holder: {json.dumps(owner)}, days: {days}, text: {json.dumps(text)}}}\n"
        for number, owner, days, text in rows
    )
    put(
        folder / "localisation.yml",
        f"name: {given['name']}\nextends: framework\nowner: Policy lead\nreview: 2027-09-01\n"
        f"values:\n{values}records:\n  control:\n{records}",
    )
    shutil.copytree(project / "framework/files", folder / "files", dirs_exist_ok=True)
    for name, sections in documents.items():
        own = {path.name.split(".")[-2]: path for path in (area / "overrides").glob(f"{name}*.md")} if (area / "overrides").is_dir() else {}
        if own:
            put(folder / f"{name}.md", changes(name, sections, own))


def changes(name: str, sections: dict[str, tuple[int, str]], own: dict[str, Path]) -> str:
    """Return a file of changes: a replaced outer section keeps the inner ones."""
    order = list(sections)
    front = (
        f"---\ndocument: {name}\nchanges:\n"
        + "".join(f"  {each}: {{do: replace, because: Local practice differs.}}\n" for each in sorted(own))
        + "---\n"
    )
    body = ""
    for each in sorted(own):
        level, title = sections[each]
        body += f"{'#' * level} {title} {{#{each}}}\n\n{dialect(own[each].read_text(encoding='utf-8'))}\n"
        for inner in order[order.index(each) + 1 :]:
            if sections[inner][0] <= level:
                break
            body += f"::: {{keep={inner}}}\n:::\n\n"
    return front + body


FRAMEWORK = f"""name: Synthetic framework
summary: A corpus to measure with.
language: en-GB
owner: Editorial board
approved: {TODAY}
review: 2027-09-30
tiers:
  area: {{name: Area}}
kinds:
  policy: {{name: Policy, plural: Policies}}
strengths:
  must: {{name: Must, lock: insert, meaning: A duty.}}
"""

CONTROLS = """name: Control
plural: Controls
text: name
fields:
  name: {type: text, required: yes, name: Name}
  holder: {type: text, name: Owner}
  days: {type: integer, name: Days}
  text: {type: text, name: Text}
records: {}
"""

if __name__ == "__main__":
    main()

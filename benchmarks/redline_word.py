"""Time a redline in Word: 40,000 words with 240 edits, in seconds: `python benchmarks/redline_word.py`.

What is timed: from the merged tree to the bytes of the file, with the proof that both versions come out of it. Pandoc is warm, as when many
documents are compared. The CPU of all processes is told as well: it depends less on what else the machine does.
"""

import io
import sys
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests" / "outputs"))

import sample  # noqa: E402 - a document to put the words into

from byelaw.core.comparing.merging import Merger  # noqa: E402
from byelaw.core.tree import Node, header, para, plain, stringify, table, text  # noqa: E402
from byelaw.outputs.paper import Paper  # noqa: E402
from byelaw.outputs.redline_word import Edition, Press, Request, write_redline  # noqa: E402
from byelaw.outputs.redline_word_marks import Signature  # noqa: E402
from byelaw.outputs.word_look import open_look  # noqa: E402
from byelaw.tools.pandoc import PandocPool  # noqa: E402

VOCABULARY = "the plot tenant digs must not weekly water allotment gate path key holder committee meets in spring".split()  # noqa: SIM905
SECTIONS, EDITS, LIMIT, TRIES = 211, 240, 3.0, 5


def document(chance: Random) -> list[Node]:
    """Return a document of about 40,000 words: headings, paragraphs, lists and tables."""

    def say(count: int) -> list[Node]:
        return text(" ".join(chance.choice(VOCABULARY) for _ in range(count)))

    body: list[Node] = []
    for number in range(SECTIONS):
        body.append(header(1 if number % 5 == 0 else 2, f"section-{number}", say(5)))
        body += [para(say(40)) for _ in range(3)]
        body.append({"t": "BulletList", "c": [[plain(say(12))] for _ in range(4)]})
        if number % 4 == 0:
            body.append(table([say(2)] * 3, [[say(5)] * 3 for _ in range(4)]))
    return body


def edited(body: list[Node], chance: Random) -> list[Node]:
    """Return what became of it: words changed, paragraphs come and gone, items and rows come and gone."""
    new = list(body)
    for place in sorted(chance.sample(range(1, len(body)), EDITS), reverse=True):
        node = body[place]
        match node["t"], chance.randrange(4):
            case "Para", 0:
                del new[place]
            case "Para", 1:
                new.insert(place, para(text("Bees need a permit, which the clerk gives in spring.")))
            case "Para", _:
                new[place] = para([*node["c"][:20], *text("at noon"), *node["c"][21:]])
            case "BulletList", _:
                new[place] = {"t": "BulletList", "c": [*node["c"][1:], [plain(text("Bring the key of the gate."))]]}
            case "Header", _:
                new[place] = header(node["c"][0], node["c"][1][0], text("Keys and gates"))
            case _:
                pass
    return new


def main() -> int:
    """Time it, and return 1 if it took too long."""
    old = document(Random(1))  # noqa: S311 - nothing is secret
    new = edited(old, Random(2))  # noqa: S311 - nothing is secret
    paged = replace(sample.document(draft=False, overdue=False), images={})
    edition = Edition(paged, Paper(sample.STRENGTHS, sample.AS_OF))
    request = Request(Merger().document(old, new), edition, edition, Signature("Committee", datetime(2026, 11, 23, tzinfo=UTC)))
    started = [sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    with PandocPool(2) as pandoc:
        press = Press(pandoc, open_look(ROOT / "templates" / "word" / "reference.docx", pandoc))
        times = []
        for _ in range(TRIES):
            start = time.perf_counter()
            redline = write_redline(request, press)
            times.append(time.perf_counter() - start)
    marks = zipfile.ZipFile(io.BytesIO(redline.content)).read("word/document.xml").count(b"w:author=")
    own, workers = (sum(getrusage(who)[:2]) - before for who, before in zip((RUSAGE_SELF, RUSAGE_CHILDREN), started, strict=True))
    print(f"{len(stringify(old).split()):,} words, {EDITS} edits, {marks} marks, {redline.problems or 'proved'}")
    print(f"best {min(times):.2f} s, all {', '.join(f'{each:.2f}' for each in times)}; limit {LIMIT:g} s")
    print(f"CPU of one: {own / TRIES:.2f} s here, {workers / TRIES:.2f} s in pandoc, which has two workers")
    return int(min(times) > LIMIT or bool(redline.problems))


if __name__ == "__main__":
    sys.exit(main())

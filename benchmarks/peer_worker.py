"""One comparer of Word files, run by the Python of its own environment: `ENVIRONMENT/bin/python benchmarks/peer_worker.py NAME`.

`redline_peers.py` starts it and asks: a line of JSON on standard input names what to do and the files, a line on standard output says
how long it took, or why it could not. So a comparer is loaded once, as a program that uses it would, and shares nothing with ours.
The licence of a comparer binds what is in its environment, nothing here.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

AUTHOR, DATE = "Committee", "2026-11-23T00:00:00Z"
MOST_SECONDS = 300


class Peer:
    """What a comparer does; paths in, a file out. One that cannot accept or reject has no `resolve`."""

    def compare(self, old: Path, new: Path, out: Path) -> None:
        """Write a file with the changes between two tracked."""
        raise NotImplementedError

    def resolve(self, decision: str, file: Path, out: Path) -> None:
        """Accept or reject all changes in a file."""
        raise NotImplementedError


class Docxodus(Peer):
    """Docxodus, a .NET program in a package of python-redlines: started for each pair."""

    def __init__(self, **options: bool) -> None:
        """Find the program."""
        self.engine, self.options = import_module("python_redlines").DocxodusEngine(), options

    def compare(self, old: Path, new: Path, out: Path) -> None:
        """Compare."""
        out.write_bytes(self.engine.run_redline(AUTHOR, old, new, date_time=DATE, **self.options)[0])


class PowerTools(Peer):
    """WmlComparer of Open-XML-PowerTools, likewise; its makers call it deprecated."""

    def __init__(self) -> None:
        """Find the program."""
        self.engine = import_module("python_redlines").XmlPowerToolsEngine()

    def compare(self, old: Path, new: Path, out: Path) -> None:
        """Compare."""
        out.write_bytes(self.engine.run_redline(AUTHOR, old, new)[0])


class TrackDiff(Peer):
    """docx-trackdiff: its command, called within this process."""

    def __init__(self) -> None:
        """Load it."""
        self.main = import_module("docx_trackdiff.compare").main

    def compare(self, old: Path, new: Path, out: Path) -> None:
        """Compare."""
        sys.argv = ["docx-trackdiff", str(old), str(new), str(out), "--author", AUTHOR, "--date", DATE]
        self.main()


class Jubarte(Peer):
    """jubarte-redlines: Rust, with a Python module."""

    def __init__(self) -> None:
        """Load it."""
        self.module = import_module("jubarte_redlines")

    def compare(self, old: Path, new: Path, out: Path) -> None:
        """Compare."""
        out.write_bytes(self.module.compare_documents(old.read_bytes(), new.read_bytes(), AUTHOR, DATE))

    def resolve(self, decision: str, file: Path, out: Path) -> None:
        """Accept or reject."""
        do = self.module.accept_revisions if decision == "accept" else self.module.reject_revisions
        out.write_bytes(do(file.read_bytes()))


class Rdocx(Peer):
    """rdocx: Rust, with a Python module. Words are asked for: a changed run is replaced whole otherwise."""

    def __init__(self) -> None:
        """Load it."""
        self.document = import_module("rdocx").Document

    def compare(self, old: Path, new: Path, out: Path) -> None:
        """Compare."""
        base = self.document.open(str(old))
        base.compare(self.document.open(str(new)), AUTHOR, DATE, granularity="word")
        out.write_bytes(base.to_bytes())

    def resolve(self, decision: str, file: Path, out: Path) -> None:
        """Accept or reject."""
        document = self.document.open(str(file))
        (document.accept_all if decision == "accept" else document.reject_all)()
        out.write_bytes(document.to_bytes())


class SuperDoc(Peer):
    """SuperDoc's command line: sessions by name, JSON in and out. Started without a network, because it reports its use."""

    def __init__(self) -> None:
        """Find the program."""
        self.program = ("unshare", "--map-root-user", "--net", sys.argv[2])
        self.environment = os.environ | {"SUPERDOC_CLI_STATE_DIR": str(Path(sys.argv[3]) / "superdoc")}
        self.count = 0

    def compare(self, old: Path, new: Path, out: Path) -> None:
        """Compare."""
        self.count += 1
        base, target = (f"{kind}-{self.count}" for kind in ("old", "new"))
        self._run("open", str(new), "--session", target)
        snapshot = self._run("diff", "capture", "--session", target)["snapshot"]
        self._run("open", str(old), "--session", base)
        diff = self._call("doc.diff.compare", base, out, targetSnapshot=snapshot)["diff"]
        self._call("doc.diff.apply", base, out, diff=diff, changeMode="tracked")
        self._run("save", "--session", base, "--out", str(out), "--force")
        for session in (base, target):
            with contextlib.suppress(OSError):  # it may stay open: the next pair has others
                self._run("session", "close", session, "--discard")

    def _call(self, what: str, session: str, out: Path, **asked: object) -> dict[str, Any]:
        file = out.with_suffix(".json")
        file.write_text(json.dumps(asked), encoding="utf-8")
        return self._run("call", what, "--session", session, "--input-file", str(file))

    def _run(self, *words: str) -> dict[str, Any]:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:  # into a pipe it writes no more than one fills
            subprocess.run(
                (*self.program, *words), env=self.environment, stdout=said, stderr=subprocess.DEVNULL, timeout=MOST_SECONDS, check=False
            )
            said.seek(0)
            line = next((each for each in said if each.startswith("{")), "")
        told: dict[str, Any] = json.loads(line) if line else {"ok": False, "error": "it said nothing"}
        if not told["ok"]:
            message = f"{words[0]}: {str(told.get('error'))[:300]}"
            raise OSError(message)
        data: dict[str, Any] = told["data"].get("result", told["data"])
        return data


class LibreOffice(Peer):
    """LibreOffice's own comparison, driven by a macro: a start for each pair, and not hidden, because it can end with a crash otherwise."""

    MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Peers" script:language="StarBasic">
Sub TellChanges(job As String)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  Dim comparing(0) As New com.sun.star.beans.PropertyValue
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = False
  saving(0).Name = "FilterName"
  saving(0).Value = "MS Word 2007 XML"
  parts = Split(job, "|")
  document = StarDesktop.loadComponentFromURL(ConvertToURL(parts(1)), "_blank", 0, opening())
  comparing(0).Name = "URL"
  comparing(0).Value = ConvertToURL(parts(0))
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:CompareDocuments", "", 0, comparing())
  document.storeToURL(ConvertToURL(parts(2)), saving())
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>"""
    LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Peers"/></library:library>"""

    def __init__(self) -> None:
        """Make a profile of its own with the macro in it."""
        profile = Path(sys.argv[3]) / "peer-profile"
        self.start = (sys.argv[2], f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo")
        subprocess.run((*self.start, "--terminate_after_init"), check=True, timeout=MOST_SECONDS, capture_output=True)
        basic = profile / "user" / "basic" / "Standard"
        (basic / "Peers.xba").write_text(self.MACRO, encoding="utf-8")
        (basic / "script.xlb").write_text(self.LIBRARY, encoding="utf-8")

    def compare(self, old: Path, new: Path, out: Path) -> None:
        """Compare."""
        macro = f'macro:///Standard.Peers.TellChanges("{old}|{new}|{out}")'
        done = subprocess.run((*self.start, macro), capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
        if done.returncode or not out.exists():
            message = "it ended with a crash" if done.returncode else "it wrote nothing"
            raise OSError(message)


MAKERS: dict[str, Callable[[], Peer]] = {
    "docxodus": Docxodus,
    "docxodus-moves": lambda: Docxodus(detect_moves=True),
    "powertools": PowerTools,
    "trackdiff": TrackDiff,
    "jubarte": Jubarte,
    "rdocx": Rdocx,
    "superdoc": SuperDoc,
    "libreoffice": LibreOffice,
}


def main() -> None:
    """Answer line by line until there are no more."""
    peer = MAKERS[sys.argv[1]]()
    answers = sys.stdout
    for line in sys.stdin:
        answer = json.dumps(answered(peer, json.loads(line)))
        print(answer, file=answers, flush=True)


def answered(peer: Peer, job: dict[str, str]) -> dict[str, object]:
    """Return how long a job took, or why it has no result."""
    file, out = Path(job["file"]), Path(job["out"])
    start = time.perf_counter()
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            if job["do"] == "compare":
                peer.compare(file, Path(job["new"]), out)
            else:
                peer.resolve(job["do"], file, out)
    except (Exception, SystemExit) as failure:  # noqa: BLE001 - whatever goes wrong in a comparer is its result
        return {"seconds": time.perf_counter() - start, "problem": f"{type(failure).__name__}: {failure}"[:300]}
    return {"seconds": time.perf_counter() - start, "problem": ""}


if __name__ == "__main__":
    main()

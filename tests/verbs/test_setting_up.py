"""schema, doctor and completion."""

import json
import os
import subprocess
import sys
from pathlib import Path

from verbs.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
BYELAW = (sys.executable, "-m", "byelaw")


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}


def test_schema_keeps_every_setting_of_ones_own(run: Run, project: Path) -> None:
    settings = project / ".vscode" / "settings.json"
    settings.parent.mkdir()
    mine = {"editor.tabSize": 2, "yaml.schemas": {"mine.json": ["mine.yml"]}, "yaml.yamlVersion": "1.1"}
    settings.write_text(json.dumps(mine), encoding="utf-8")
    said = run("schema").stdout
    now = json.loads(settings.read_text(encoding="utf-8"))
    assert now["editor.tabSize"] == 2
    assert now["yaml.schemas"]["mine.json"] == ["mine.yml"]
    assert ".vscode/schemas/values.schema.json" in now["yaml.schemas"]
    assert now["yaml.yamlVersion"] == "1.1"
    assert "left 'yaml.yamlVersion' as it is" in said


def test_schema_leaves_settings_with_comments_alone(run: Run, project: Path) -> None:
    settings = project / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{ // mine\n "a": 1 }', encoding="utf-8")
    assert "so it was left as it is" in run("schema").stdout
    assert settings.read_text(encoding="utf-8") == '{ // mine\n "a": 1 }'


def test_doctor_finds_everything_here(run: Run) -> None:
    result = run("doctor", "--output", "json")
    findings = {each["what"]: each["verdict"] for each in json.loads(result.stdout)["findings"]}
    assert result.exit_code == 0
    assert findings["pandoc"] == findings["typst makes a PDF"] == findings["templates"] == "OK"


def test_doctor_ends_with_4_when_something_is_missing(run: Run, project: Path) -> None:
    (project / "templates").mkdir()
    result = run("doctor")
    assert result.exit_code == 4
    assert "missing: site/main.html" in result.stdout


def test_completion_prints_a_script_and_completes_editions_and_codes(project: Path) -> None:
    script = subprocess.run((*BYELAW, "completion", "zsh"), capture_output=True, text=True, check=True, timeout=60, env=environment())
    assert "_BYELAW_COMPLETE=zsh_complete" in script.stdout
    asked = {"_BYELAW_COMPLETE": "bash_complete", "COMP_CWORD": "4"}
    for begun, name in (("first", "first-area"), ("unknown-tar", "unknown-target"), ("rep", "reporting")):
        words = {"COMP_WORDS": f"byelaw --project {project} explain {begun}"}
        done = subprocess.run(BYELAW, capture_output=True, text=True, check=False, timeout=60, env=environment(**words, **asked))
        assert f"plain,{name}" in done.stdout

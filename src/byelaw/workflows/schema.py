"""`byelaw schema`: the source format as JSON Schemas, and VS Code told of them without losing any setting of one's own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byelaw.sources.json_schema import json_schemas, vscode_settings
from byelaw.workflows.comparison_schema import comparison_schema
from byelaw.workflows.resolved_schema import resolved_schema

FOLDER = Path(".vscode") / "schemas"
SETTINGS = Path(".vscode") / "settings.json"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the schemas, and what was said of the editor's settings, changed or not."""

    schemas: tuple[str, ...]
    settings: tuple[str, ...]


def export_schemas(root: Path, folder: Path | None) -> Exported:
    """Write every schema into the folder; without one, into the project's .vscode, whose settings are then tied to them."""
    target = folder if folder is not None else root / FOLDER
    schemas = {**json_schemas(), "resolved.schema.json": resolved_schema(), "comparison.schema.json": comparison_schema()}
    target.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        (target / name).write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    said = _settings(root / SETTINGS) if folder is None else ("settings are written only with the schemas in .vscode",)
    return Exported(tuple(f"{target}/{name}" if folder else (FOLDER / name).as_posix() for name in schemas), said)


def _settings(path: Path) -> tuple[str, ...]:
    wanted = vscode_settings(FOLDER.as_posix())
    there = _read(path)
    if there is None:
        lines = json.dumps(wanted, indent=1).splitlines()
        return (f"{SETTINGS.as_posix()} holds comments or is not JSON, so it was left as it is; add to it:", *lines)
    merged, said = merged_settings(there, wanted)
    if merged != there:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(merged, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return said or (f"{SETTINGS.as_posix()} is as it was: it names the schemas already",)


def merged_settings(there: Mapping[str, Any], wanted: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the settings with ours added, and a line on each that was added or changed. Nobody else's setting is touched."""
    merged, said = dict(there), []
    for key, value in wanted.items():
        before = merged.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            merged[key] = {**before, **value}
            new = [name for name in value if before.get(name) != value[name]]
            said += [f"added {len(new)} entries to '{key}'"] if new else []
        elif before is None:
            merged[key] = value
            said.append(f"added '{key}'")
        elif before != value:
            said.append(f"left '{key}' as it is: {json.dumps(before)} (Byelaw would set {json.dumps(value)})")
    return merged, tuple(said)


def _read(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return found if isinstance(found, dict) else None

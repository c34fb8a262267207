"""media/models/manifest.json: the bundled models, with size and sha256 of every file that is checked at load."""
import hashlib
import json
from pathlib import Path


def write_entry(models: Path, files: list[str], **entry: object) -> None:
    """Adds or replaces the entry of that name; `files` are relative to the entry's folder.

    `start`, where given, is the layer and head, from 0, that is shown of a model nobody has looked into yet.
    """
    path = models / "manifest.json"
    others = [e for e in json.loads(path.read_text()) if e["name"] != entry["name"]] if path.exists() else []
    folder = models / str(entry["folder"])
    listed = [
        {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name in files for data in [(folder / name).read_bytes()]
    ]
    path.write_text(json.dumps([*others, {**entry, "files": listed}], indent=2) + "\n")
